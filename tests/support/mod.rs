//! What the browser tests share: mounting, finding as a customer would, acting, waiting.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(unreachable_pub, missing_docs, reason = "shared by test files only")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

pub mod portal;
pub mod sending;

use support_widget::{
    SupportWidget, SupportWidgetProps,
    api::{ApiHandle, fake::FakeApi},
    config::Config,
    model::{
        part::Part,
        requester::{Address, Requester},
    },
};
use support_wire::{CustomerConversation, Page, Pages, Priority, Status};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement,
};
use yew::{AppHandle, Renderer};

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A widget in the page, taken away again at the end of its test.
pub struct Mounted {
    pub place: Element,
    handle: Option<AppHandle<SupportWidget>>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.place.remove();
    }
}

/// Mounts the component against scripted answers.
pub async fn mount(requester: Requester, api: &FakeApi) -> Mounted {
    mount_with(requester, api, |_| {}).await
}

/// The same, with other settings.
pub async fn mount_with(
    requester: Requester,
    api: &FakeApi,
    change: impl FnOnce(&mut Config),
) -> Mounted {
    // The widget of the test before may still be leaving, and keep what was typed.
    settle().await;
    forget_what_is_kept();
    mount_again(requester, api, change).await
}

/// The same with all settings given.
pub async fn mount_config(config: Config, api: &FakeApi) -> Mounted {
    mount_with(config.requester.clone(), api, |all| *all = config).await
}

/// The same, as on a later visit: what the browser has kept is still there.
pub async fn mount_again(
    requester: Requester,
    api: &FakeApi,
    change: impl FnOnce(&mut Config),
) -> Mounted {
    let mut config = Config {
        requester,
        ..Config::default()
    };
    change(&mut config);
    mount_part(Part::Whole, config, api).await
}

/// A part of the widget, beside whatever is mounted already.
pub async fn mount_part(part: Part, config: Config, api: &FakeApi) -> Mounted {
    mount_led(part, config, api, yew::Callback::noop()).await
}

/// The same; `on_led` hears when another part leads into it.
pub async fn mount_led(
    part: Part,
    config: Config,
    api: &FakeApi,
    on_led: yew::Callback<()>,
) -> Mounted {
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    let props = SupportWidgetProps {
        part,
        config,
        texts: support_widget::text::Texts::default(),
        token: support_widget::api::TokenSource::None,
        remote: support_widget::hooks::Remote::default(),
        on_before_send: None,
        on_created: yew::Callback::noop(),
        on_failed: yew::Callback::noop(),
        on_unread: yew::Callback::noop(),
        on_ready: yew::Callback::noop(),
        on_identity_needed: yew::Callback::noop(),
        on_problem: yew::Callback::noop(),
        on_led,
        trace: support_widget::api::Trace::default(),
        api: Some(ApiHandle::new(api.clone())),
        rescued: support_widget::model::drafts::Rescued::default(),
    };
    let handle = Renderer::<SupportWidget>::with_root_and_props(place.clone(), props).render();
    let mounted = Mounted {
        place,
        handle: Some(handle),
    };
    settle().await;
    mounted
}

/// Empties the page's storage, so that no test finds what another one left.
pub fn forget_what_is_kept() {
    if let Ok(Some(storage)) = web_sys::window().unwrap().local_storage() {
        storage.clear().unwrap();
    }
    if let Ok(Some(storage)) = web_sys::window().unwrap().local_storage() {
        storage.clear().unwrap();
    }
}

/// The names of what is kept.
pub fn stored() -> Vec<String> {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let names = 0..storage.length().unwrap();
    names
        .map(|index| storage.key(index).unwrap().unwrap())
        .filter(|name| !name.starts_with("support-widget:seen:"))
        .collect()
}

/// All that is kept, as one text.
pub fn stored_text() -> String {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let texts = stored().into_iter();
    texts
        .map(|name| storage.get_item(&name).unwrap().unwrap())
        .collect()
}

/// Something happens to the page.
pub fn happen(event: &str) {
    let event = Event::new(event).unwrap();
    web_sys::window().unwrap().dispatch_event(&event).unwrap();
}

/// Ann, known to the page by her address.
pub fn ann() -> Requester {
    Requester::Address(Address::Email("ann@example.com".into()))
}

/// Lets everything that is ready happen: drawing, answers, and the drawing that they lead to.
pub async fn settle() {
    for _ in 0..5 {
        yew::scheduler::flush().await;
        JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL))
            .await
            .unwrap();
    }
}

/// Waits until a condition holds, or fails after twenty seconds with what was waited for.
pub async fn wait_for(what: &str, condition: impl Fn() -> bool) {
    let deadline = js_sys::Date::now() + 20_000.0;
    while !condition() {
        assert!(js_sys::Date::now() < deadline, "waited in vain for: {what}");
        next_frame().await;
    }
}

async fn next_frame() {
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .request_animation_frame(&resolve)
            .unwrap();
    });
    JsFuture::from(frame).await.unwrap();
}

pub trait Customer {
    fn root(&self) -> Element;

    fn text(&self) -> String {
        self.root().text_content().unwrap_or_default()
    }

    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root().query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    /// The control with this label.
    fn field(&self, label: &str) -> HtmlElement {
        let named = self
            .all("label")
            .into_iter()
            .find(|found| words(found) == label);
        let named = named.unwrap_or_else(|| panic!("no label `{label}` in: {}", self.text()));
        match named.get_attribute("for") {
            Some(id) => self.all(&format!("#{id}")).remove(0),
            None => named
                .query_selector("input, select")
                .unwrap()
                .unwrap()
                .unchecked_into(),
        }
    }

    fn has_field(&self, label: &str) -> bool {
        self.all("label").iter().any(|found| words(found) == label)
    }

    fn button(&self, name: &str) -> HtmlElement {
        self.find_button(name)
            .unwrap_or_else(|| panic!("no button `{name}` in: {}", self.text()))
    }

    fn find_button(&self, name: &str) -> Option<HtmlElement> {
        self.all("button")
            .into_iter()
            .find(|found| words(found) == name)
    }

    fn type_into(&self, label: &str, value: &str) {
        let field = self.field(label);
        let kind = if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            input.set_value(value);
            "input"
        } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(value);
            "input"
        } else {
            field
                .dyn_ref::<HtmlSelectElement>()
                .unwrap()
                .set_value(value);
            "change"
        };
        let init = EventInit::new();
        init.set_bubbles(true);
        let event = Event::new_with_event_init_dict(kind, &init).unwrap();
        field.dispatch_event(&event).unwrap();
    }

    fn value_of(&self, label: &str) -> String {
        let field = self.field(label);
        field
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::value)
            .or_else(|| {
                field
                    .dyn_ref::<HtmlTextAreaElement>()
                    .map(HtmlTextAreaElement::value)
            })
            .or_else(|| {
                field
                    .dyn_ref::<HtmlSelectElement>()
                    .map(HtmlSelectElement::value)
            })
            .unwrap()
    }

    /// The chip of this name, whatever it counts.
    fn chip(&self, name: &str) -> HtmlElement {
        let is_named = |chip: &HtmlElement| {
            let name_of = chip.query_selector("bdi").unwrap().unwrap();
            name_of.text_content().unwrap() == name
        };
        self.all(".chip")
            .into_iter()
            .find(is_named)
            .unwrap_or_else(|| panic!("no chip `{name}` in: {}", self.text()))
    }

    /// The subjects in the list, from the top.
    fn subjects(&self) -> Vec<String> {
        self.all(".rows .row-subject").iter().map(words).collect()
    }
}

impl Customer for Mounted {
    fn root(&self) -> Element {
        self.place.clone()
    }
}

fn words(element: &HtmlElement) -> String {
    element.text_content().unwrap_or_default().trim().to_owned()
}

/// A conversation of Ann's.
pub fn row(id: i64, subject: &str) -> CustomerConversation {
    CustomerConversation {
        id,
        subject: subject.into(),
        status: Some(Status::Open),
        priority: Some(Priority::Medium),
        created_at: 1_700_000_000,
        last_updated_at: 1_700_000_000,
        requested_by_id: Some(7),
        ..CustomerConversation::default()
    }
}

/// A page with these rows.
pub fn page(
    rows: Vec<CustomerConversation>,
    total: u64,
    cursor: Option<&str>,
) -> Page<CustomerConversation> {
    Page {
        data: rows,
        pages: Pages {
            next_cursor: cursor.map(str::to_owned),
            ..Pages::default()
        },
        total_count: total,
    }
}

/// An API that knows Ann and her rows.
pub fn api_with(rows: Vec<CustomerConversation>) -> FakeApi {
    let api = FakeApi::default();
    let total = rows.len() as u64;
    api.on_contact(Ok(Some(7)))
        .on_list(Ok(page(rows, total, None)));
    api
}
