//! What the widget is drawn on, used again and again.
//!
//! Yew never lets go of the listeners of a root that it has mounted on ("the registry is never
//! dropped in production"), so each root stays in memory for good. A page that takes the element out
//! and puts it back with every navigation would grow with each of them; here as many roots are made
//! as there are widgets at a time.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, ShadowRoot};
use yew::{AppHandle, Html, Properties, Renderer, component, html};

use super::typing;
use crate::view::{SupportWidget, SupportWidgetProps};

thread_local! {
    /// Stages on which nothing is shown.
    static FREE: RefCell<Vec<Stage>> = const { RefCell::new(Vec::new()) };
}

/// A root of Yew's in an element of its own.
pub(super) struct Stage {
    /// Not the shadow root itself: Yew empties what it mounts on.
    mount: Element,
    app: AppHandle<Play>,
    /// Counts what was shown here, so that nothing of the former widget lives on in the next.
    run: u32,
}

impl Stage {
    /// Puts a stage into a shadow root and shows a widget on it. It takes the place of the slot of the
    /// page's fallback and of what stands beside that.
    pub(super) fn take(root: &ShadowRoot, widget: SupportWidgetProps) -> Result<Self, JsValue> {
        let free = FREE.with_borrow_mut(Vec::pop);
        let mut stage = match free {
            Some(stage) => stage,
            None => Self::new(root)?,
        };
        stage.run += 1;
        let slot = root.query_selector("slot:not([name])")?;
        match slot.and_then(|slot| slot.parent_element()) {
            Some(place) => place.replace_children_with_node_1(&stage.mount),
            None => root.replace_children_with_node_1(&stage.mount),
        }
        stage.show(widget);
        Ok(stage)
    }

    fn new(root: &ShadowRoot) -> Result<Self, JsValue> {
        let document = root
            .owner_document()
            .ok_or("the shadow root has no document")?;
        let mount = document.create_element("div")?;
        typing::keep_from_page(&mount)?;
        let props = PlayProps {
            widget: None,
            run: 0,
        };
        let app = Renderer::<Play>::with_root_and_props(mount.clone(), props).render();
        Ok(Self { mount, app, run: 0 })
    }

    /// Shows the widget with other settings.
    pub(super) fn show(&mut self, widget: SupportWidgetProps) {
        let widget = Some(widget);
        self.app.update(PlayProps {
            widget,
            run: self.run,
        });
    }

    /// Ends the widget: what was drawn, requests in flight, timers. The stage is free once that is done:
    /// Yew draws later in the same turn, and nobody may find here what another customer left.
    pub(super) fn clear(mut self) {
        self.app.update(PlayProps {
            widget: None,
            run: self.run,
        });
        self.mount.remove();
        spawn_local(async move { FREE.with_borrow_mut(|free| free.push(self)) });
    }
}

#[derive(Properties, PartialEq)]
struct PlayProps {
    widget: Option<SupportWidgetProps>,
    run: u32,
}

/// A widget, or nothing.
#[component]
fn Play(props: &PlayProps) -> Html {
    match props.widget.clone() {
        Some(widget) => html! { <SupportWidget key={props.run} ..widget /> },
        None => Html::default(),
    }
}
