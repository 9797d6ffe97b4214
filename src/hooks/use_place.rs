//! Where in the widget the customer is, and the page's address that says so where the page allows.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::erased::{use_callback, use_effect_with, use_memo, use_state_eq};
use super::listener::Listener;
use crate::model::{
    filter::Filter,
    place::Place,
    url_state::{UrlMode, UrlState},
};

/// Where the customer is, and how they get elsewhere.
#[derive(Clone, PartialEq)]
pub struct PlaceHandle {
    /// Where they are.
    pub place: Place,
    /// They go elsewhere.
    pub on_go: Callback<Place>,
    /// The address of a place, where places have one.
    pub on_link: Callback<Place, Option<AttrValue>>,
}

/// Where the customer begins: where the page's address says, if this session is the page's first;
/// else it says where the customer before was.
#[hook]
pub fn use_start(mode: UrlMode, is_first: bool) -> Rc<UrlState> {
    use_memo((), |()| {
        let said = is_first.then(|| Address::now().map(|now| now.says(mode)));
        said.flatten().unwrap_or_default()
    })
}

/// Where the customer is, from `start` on. With a `mode` that allows it, place and filter stand in the
/// page's address, and an address that the customer goes back to takes them back.
#[hook]
pub fn use_place(
    mode: UrlMode,
    start: &Rc<UrlState>,
    filter: &Filter,
    on_filter: &Callback<Filter>,
) -> PlaceHandle {
    let place = use_state_eq(|| start.place);
    let current = UrlState {
        place: *place,
        filter: filter.clone(),
    };
    let has_written = use_mut_ref(|| false);
    use_effect_with((mode, current), move |(mode, current)| {
        let is_later = has_written.replace(true);
        if let Some(now) = Address::now() {
            now.mirror(*mode, current, is_later);
        }
    });
    use_effect_with((mode, on_filter.clone()), {
        let setter = place.setter();
        move |(mode, on_filter)| {
            let mode = *mode;
            let on_filter = on_filter.clone();
            let hear = move |_| {
                if let Some(now) = Address::now() {
                    let UrlState { place, filter } = now.says(mode);
                    setter.set(place);
                    on_filter.emit(filter);
                }
            };
            let listener = (mode != UrlMode::Off).then(|| Listener::on_window("popstate", hear));
            move || drop(listener)
        }
    });
    PlaceHandle {
        place: *place,
        on_go: use_callback(place.setter(), |to, setter| setter.set(to)),
        on_link: use_callback((mode, filter.clone()), |to, (mode, filter)| {
            if *mode == UrlMode::Off {
                // Every row asks: the browser is not asked for an address that nobody wants.
                return None;
            }
            let to = UrlState {
                place: to,
                filter: filter.clone(),
            };
            Address::now()?.link(*mode, &to).map(AttrValue::from)
        }),
    }
}

/// The page's address as it is now.
struct Address {
    path: String,
    search: String,
    fragment: String,
}

impl Address {
    fn now() -> Option<Self> {
        let location = web_sys::window()?.location();
        Some(Self {
            path: location.pathname().ok()?,
            search: location.search().ok()?,
            fragment: location.hash().ok()?,
        })
    }

    fn says(&self, mode: UrlMode) -> UrlState {
        mode.read(&self.search, &self.fragment)
    }

    fn link(&self, mode: UrlMode, state: &UrlState) -> Option<String> {
        (mode != UrlMode::Off).then(|| {
            let mut url = self.path.clone();
            url.push_str(&mode.write(state, &self.search, &self.fragment));
            url
        })
    }

    /// Makes the address say this, by a step that Back undoes where it is one.
    fn mirror(&self, mode: UrlMode, state: &UrlState, may_step: bool) {
        let before = self.says(mode);
        let Some(url) = self.link(mode, state).filter(|_| before != *state) else {
            return;
        };
        let history = web_sys::window().and_then(|window| window.history().ok());
        let Some(history) = history else { return };
        // What a router of the page keeps with its address stays with it.
        let kept = history.state().unwrap_or(JsValue::NULL);
        // Fails where the page may not change its address: then it goes without.
        let _ = if may_step && state.is_a_step_from(&before) {
            history.push_state_with_url(&kept, "", Some(&url))
        } else {
            history.replace_state_with_url(&kept, "", Some(&url))
        };
    }
}
