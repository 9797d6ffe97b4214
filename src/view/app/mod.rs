//! The widget and its parts, as a page has them.

mod commands;
mod session;
mod ways;

use support_wire::NewConversation;
use yew::prelude::*;

use self::session::Session;
use crate::{
    api::{ApiHandle, TokenSource, Trace},
    config::Config,
    hooks::erased::use_effect_with,
    hooks::{FailedAttempt, Remote, Sending, use_api, use_identity, use_session, use_stay},
    model::{drafts::Rescued, part::Part},
    text::Texts,
};

/// Props of [`SupportWidget`], [`SupportForm`] and [`SupportConversations`].
#[derive(Properties, PartialEq, Clone)]
pub struct SupportWidgetProps {
    /// How much of the widget is shown. Default: all of it. The components that are a part of it set
    /// this by themselves.
    #[prop_or_default]
    pub part: Part,
    /// The widget's settings. Default: the gateway on the page's own origin, and whoever the token
    /// names.
    #[prop_or_default]
    pub config: Config,
    /// What it says, and in which language. Default: English.
    #[prop_or_default]
    pub texts: Texts,
    /// Where the bearer token comes from. Default: none is sent; a part uses that of another component
    /// with the same API, and its requester, if there is one.
    #[prop_or_default]
    pub token: TokenSource,
    /// The page's line to the widget. Default: one that nobody holds.
    #[prop_or_default]
    pub remote: Remote,
    /// Is asked before a request is sent for the first time: what is to be sent, or nothing to keep it
    /// from being sent. Default: it is sent as it is.
    #[prop_or_default]
    pub on_before_send: Option<Callback<NewConversation, Option<NewConversation>>>,
    /// Hears that the widget is drawn for the first time.
    #[prop_or_default]
    pub on_ready: Callback<()>,
    /// Hears the number of each conversation that the customer makes.
    #[prop_or_default]
    pub on_created: Callback<i64>,
    /// Hears of each attempt to send a request that has failed.
    #[prop_or_default]
    pub on_failed: Callback<FailedAttempt>,
    /// Hears how many conversations have something new to the customer, whenever that changes.
    #[prop_or_default]
    pub on_unread: Callback<usize>,
    /// Hears, with a machine-readable reason such as `expired` or `no-token`, when the token is
    /// refused or none can be had.
    #[prop_or_default]
    pub on_identity_needed: Callback<String>,
    /// Hears of each definition of a field that cannot be used, in words for the page's developer.
    #[prop_or_default]
    pub on_problem: Callback<String>,
    /// Hears when another component leads the customer into this one, before it is drawn: what hides
    /// this one should show it.
    #[prop_or_default]
    pub on_led: Callback<()>,
    /// What the form was left with when the module stopped, for it to begin with. Default: nothing.
    #[prop_or_default]
    pub rescued: Rescued,
    /// Hears what the widget asks, and in whose name. Default: nobody does.
    #[prop_or_default]
    pub trace: Trace,
    /// Takes the place of the API that `config` and `token` lead to. Default: none.
    #[prop_or_default]
    pub api: Option<ApiHandle>,
}

/// The whole widget: a support form and the customer's own conversations.
///
/// Its style sheet is [`crate::view::STYLE`]; put both into a shadow root to keep them apart from
/// the page, as the custom element does.
#[component]
pub fn SupportWidget(props: &SupportWidgetProps) -> Html {
    let identity = use_identity(props.part, &props.config, &props.token);
    let config = Config {
        requester: identity.requester,
        ..props.config.clone()
    };
    let session = use_session(
        &config.requester,
        &identity.token,
        &props.on_identity_needed,
        &props.remote,
    );
    let api = use_api(&props.config.api_base, &session.tokens, props.api.as_ref());
    session.tokens.watch(&props.trace);
    // In an effect: Yew may leave what is below for a later moment, and effects come after all of it.
    use_effect_with((), {
        let on_ready = props.on_ready.clone();
        move |()| on_ready.emit(())
    });
    use_stay(&session, &config.requester, &api);
    // The key makes another customer's session another component: nothing of the former one, be it
    // typed, listed or still on its way, outlives it.
    html! {
        <ContextProvider<Texts> context={props.texts.clone()}>
            <Session
                key={session.id}
                part={props.part}
                {config}
                {api}
                renewals={session.renewals}
                is_first={session.id == 0}
                rescued={props.rescued.clone()}
                remote={props.remote.clone()}
                sending={Sending {
                    on_before: props.on_before_send.clone(),
                    on_failed: props.on_failed.clone(),
                    ..Sending::default()
                }}
                on_unread={&props.on_unread}
                on_created={&props.on_created}
                on_problem={&props.on_problem}
                on_led={&props.on_led}
            />
        </ContextProvider<Texts>>
    }
}

/// The form alone. Where a part with the customer's conversations stands in the same page, with the same
/// API and customer, its receipt leads there.
#[component]
pub fn SupportForm(props: &SupportWidgetProps) -> Html {
    html! { <SupportWidget ..of_part(Part::Form, props) /> }
}

/// The customer's conversations alone. Where a part with a form stands in the same page, with the same API
/// and customer, what is sent there appears here, and a follow-up is written there.
#[component]
pub fn SupportConversations(props: &SupportWidgetProps) -> Html {
    html! { <SupportWidget ..of_part(Part::Conversations, props) /> }
}

fn of_part(part: Part, props: &SupportWidgetProps) -> SupportWidgetProps {
    SupportWidgetProps {
        part,
        ..props.clone()
    }
}
