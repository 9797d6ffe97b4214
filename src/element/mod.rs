//! The only code that knows it is a custom element. `static/embed.js` holds the class (Rust cannot
//! subclass `HTMLElement`) and forwards to what is exported here.

mod attributes;
pub mod contract;
mod events;
mod form;
mod stage;
mod stopped;
mod styles;
mod typing;

use js_sys::Object;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, HtmlElement, ShadowRoot, console};
use yew::Callback;

use self::{
    attributes::{Settings, read_settings},
    events::HostEvent,
    stage::Stage,
};
use crate::{model::draft::Draft, view::SupportWidgetProps};

#[cfg(test)]
mod contract_tests;

/// One `<support-widget>` that is in the page.
#[wasm_bindgen]
pub struct SupportElement {
    host: HtmlElement,
    settings: Settings,
    stage: Option<Stage>,
}

#[wasm_bindgen]
impl SupportElement {
    /// Comes before everything else. `end` is raised when this instance of the module has stopped and
    /// can't be used any more; the answer is what the customer is to read then, by name.
    #[must_use]
    pub fn begin(end: AbortSignal) -> Object {
        stopped::prepare(end)
    }

    /// Draws the widget into an element's open shadow root. `settings` is an object with the
    /// element's attributes in camelCase and its `getToken` function; its `typed` holds the texts, by field,
    /// that stood in the form when an earlier instance stopped.
    ///
    /// # Errors
    /// The exception of the browser, where the shadow root takes no style sheet or no element.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        root: &ShadowRoot,
        settings: &JsValue,
    ) -> Result<SupportElement, JsValue> {
        styles::adopt(root)?;
        let rescued = stopped::rescued(settings);
        let settings = accept(&host, settings, None);
        let props = SupportWidgetProps {
            rescued,
            ..props(&host, &settings)
        };
        let stage = Stage::take(root, props)?;
        events::dispatch(&host, HostEvent::Ready);
        Ok(Self {
            host,
            settings,
            stage: Some(stage),
        })
    }

    /// Takes over changed settings.
    pub fn update(&mut self, settings: &JsValue) {
        let settings = accept(&self.host, settings, Some(&self.settings));
        if settings == self.settings {
            return;
        }
        self.settings = settings;
        if let Some(stage) = &mut self.stage {
            stage.show(props(&self.host, &self.settings));
        }
    }

    /// Takes everything away: what was drawn, requests in flight, timers.
    pub fn destroy(&mut self) {
        if let Some(stage) = self.stage.take() {
            stage.clear();
        }
    }
}

/// Reads settings and tells the page's developer about each one that cannot be used.
fn accept(host: &HtmlElement, settings: &JsValue, before: Option<&Settings>) -> Settings {
    let (settings, problems) = read_settings(settings, before);
    for problem in &problems {
        complain(host, &problem.to_string());
    }
    settings
}

/// Tells the page's developer about something that cannot be used.
fn complain(host: &HtmlElement, problem: &str) {
    let message = format!("<support-widget>: {problem}");
    console::error_1(&message.as_str().into());
    events::dispatch(host, HostEvent::Error { message: &message });
}

fn props(host: &HtmlElement, settings: &Settings) -> SupportWidgetProps {
    let created = host.clone();
    let needed = host.clone();
    let troubled = host.clone();
    SupportWidgetProps {
        part: settings.part,
        config: settings.config.clone(),
        token: settings.token.clone(),
        on_created: Callback::from(move |id| events::dispatch(&created, HostEvent::Created { id })),
        on_identity_needed: Callback::from(move |reason: String| {
            events::dispatch(&needed, HostEvent::IdentityNeeded { reason: &reason });
        }),
        on_problem: Callback::from(move |problem: String| complain(&troubled, &problem)),
        api: None,
        rescued: Draft::default(),
    }
}
