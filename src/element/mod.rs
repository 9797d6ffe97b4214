//! The only code that knows it is a custom element. `static/embed.js` holds the class (Rust cannot
//! subclass `HTMLElement`) and forwards to what is exported here.

mod attributes;
pub mod contract;
mod events;
mod form;
mod host;
mod language;
mod methods;
mod stage;
mod stopped;
mod styles;
mod typing;

use js_sys::Function;
use support_wire::NewConversation;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, HtmlElement, ShadowRoot};
use yew::Callback;

use self::{
    attributes::{Settings, read_settings},
    events::HostEvent,
    host::Host,
    methods::read_call,
    stage::Stage,
};
use crate::{
    api::json::{from_json, to_json},
    hooks::{FailedAttempt, Remote},
    model::drafts::Rescued,
    view::SupportWidgetProps,
};

#[cfg(test)]
mod contract_tests;

/// One `<support-widget>` that is in the page.
#[wasm_bindgen]
pub struct SupportElement {
    host: Host,
    settings: Settings,
    remote: Remote,
    stage: Option<Stage>,
}

#[wasm_bindgen]
impl SupportElement {
    /// Comes before everything else. `end` is raised when this instance of the module has stopped and
    /// can't be used any more.
    pub fn begin(end: AbortSignal) {
        stopped::prepare(end);
    }

    /// Draws the widget into an element's open shadow root. `settings` is an object with the
    /// element's attributes in camelCase, its `getToken` function and its `language`; its `typed` holds the texts, by field,
    /// that stood in the form when an earlier instance stopped, and its `draft` the key that was drawn with them.
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
        let (host, remote) = (Host::new(host), Remote::default());
        let rescued = stopped::rescued(settings);
        let settings = accept(&host, settings, None);
        let props = SupportWidgetProps {
            rescued,
            ..props(&host, &settings, &remote)
        };
        let stage = Stage::take(root, props)?;
        Ok(Self {
            host,
            settings,
            remote,
            stage: Some(stage),
        })
    }

    /// Takes over changed settings.
    pub fn update(&mut self, settings: &JsValue) {
        let settings = accept(&self.host, settings, Some(&self.settings));
        if settings != self.settings {
            self.settings = settings;
            self.show();
        }
    }

    /// Does what one of the element's methods asks, as [`contract::METHODS`] describes it. Those that
    /// concern the loader alone never come here.
    pub fn call(&mut self, method: &str, argument: &JsValue) -> JsValue {
        if method == "signOut" {
            return self.sign_out().into();
        }
        match read_call(method, argument) {
            Ok(command) => self.remote.ask(command),
            Err(problem) => self.host.complain(&problem),
        }
        JsValue::UNDEFINED
    }

    /// Takes everything away: what was drawn, requests in flight, timers.
    pub fn destroy(&mut self) {
        if let Some(stage) = self.stage.take() {
            stage.clear();
        }
    }

    fn show(&mut self) {
        if let Some(stage) = &mut self.stage {
            stage.show(props(&self.host, &self.settings, &self.remote));
        }
    }

    /// Ends the customer's session. Where something would be lost the page is asked first; answers
    /// whether it has ended.
    fn sign_out(&mut self) -> bool {
        let unsent = self.remote.unsent();
        let warning = HostEvent::BeforeSignOut {
            has_draft: unsent.has_draft,
            requests: unsent.requests,
        };
        if unsent.is_something() && !self.host.raise(warning) {
            return false;
        }
        self.host.forget_customer();
        self.settings.forget_customer();
        self.remote.sign_out();
        self.show();
        true
    }
}

/// Reads settings and tells the page's developer about each one that cannot be used.
fn accept(host: &Host, settings: &JsValue, before: Option<&Settings>) -> Settings {
    let (settings, problems) = read_settings(settings, before);
    for problem in &problems {
        host.complain(&problem.to_string());
    }
    settings
}

fn props(host: &Host, settings: &Settings, remote: &Remote) -> SupportWidgetProps {
    SupportWidgetProps {
        part: settings.part,
        config: settings.config.clone(),
        texts: settings.texts.clone(),
        token: settings.token.clone(),
        trace: settings.trace.clone(),
        remote: remote.clone(),
        on_before_send: Some(hearing(host, |host, conversation| {
            before_send(host, &conversation)
        })),
        on_ready: hearing(host, |host, ()| raise(host, HostEvent::Ready)),
        on_created: hearing(host, |host, id| raise(host, HostEvent::Created { id })),
        on_failed: hearing(host, |host, attempt: FailedAttempt| {
            let event = HostEvent::Failed {
                reason: attempt.failure.code(),
                status: attempt.failure.status(),
                will_retry: attempt.will_retry,
            };
            raise(host, event);
        }),
        on_unread: hearing(host, |host, count| raise(host, HostEvent::Unread { count })),
        on_identity_needed: hearing(host, |host, reason: String| {
            raise(host, HostEvent::IdentityNeeded { reason: &reason });
        }),
        on_problem: hearing(host, |host, problem: String| host.complain(&problem)),
        on_led: opening(settings.open.as_ref()),
        api: None,
        rescued: Rescued::default(),
    }
}

/// Brings the element into view.
fn opening(open: Option<&Function>) -> Callback<()> {
    open.cloned().map_or_else(Callback::noop, |open| {
        Callback::from(move |()| {
            // The loader's own function, which throws nothing.
            let _ = open.call0(&JsValue::UNDEFINED);
        })
    })
}

/// A callback of the widget's that ends at the element.
fn hearing<In, Out>(host: &Host, hear: fn(&Host, In) -> Out) -> Callback<In, Out>
where
    In: 'static,
    Out: 'static,
{
    let host = host.clone();
    Callback::from(move |what| hear(&host, what))
}

/// An event that nothing depends on.
fn raise(host: &Host, event: HostEvent<'_>) {
    host.raise(event);
}

/// Shows the page what is about to be sent. Answers what it has made of it, or nothing where it is not to
/// be sent. What it has made unreadable is sent as it was.
fn before_send(host: &Host, conversation: &NewConversation) -> Option<NewConversation> {
    let written = to_json(conversation).and_then(|json| js_sys::JSON::parse(&json).ok());
    let Some(written) = written else {
        return Some(conversation.clone());
    };
    let changed = host.ask_before_send(&written)?;
    let text = js_sys::JSON::stringify(&changed)
        .ok()
        .and_then(|text| text.as_string());
    let read = text.as_deref().and_then(from_json);
    if read.is_none() {
        let found = text.as_deref().unwrap_or("nothing");
        host.complain(
            &[
                "event `support-before-send`: expected a conversation with a subject and a description, found `",
                found,
                "`",
            ]
            .concat(),
        );
    }
    Some(read.unwrap_or_else(|| conversation.clone()))
}
