//! The frame: the form on one side, the list on the other, or one of them at a time where there is
//! no room for both.

use yew::prelude::*;

use super::{conversations::ConversationList, form::ContactForm};
use crate::{
    api::{ApiHandle, TokenSource},
    config::Config,
    hooks::{use_api, use_conversations, use_focus, use_form_rules, use_session, use_submission},
    model::{conversations::Row, filter::Filter, place::Place, submission::Phase},
    text,
};

/// Props of [`SupportWidget`].
#[derive(Properties, PartialEq, Clone)]
pub struct SupportWidgetProps {
    /// The widget's settings. Default: the gateway on the page's own origin, and whoever the token
    /// names.
    #[prop_or_default]
    pub config: Config,
    /// Where the bearer token comes from. Default: none is sent.
    #[prop_or_default]
    pub token: TokenSource,
    /// Hears the number of each conversation that the customer makes.
    #[prop_or_default]
    pub on_created: Callback<i64>,
    /// Hears, with a machine-readable reason such as `expired` or `no-token`, when the token is
    /// refused or none can be had.
    #[prop_or_default]
    pub on_identity_needed: Callback<String>,
    /// Hears of each definition of a field that cannot be used, in words for the page's developer.
    #[prop_or_default]
    pub on_problem: Callback<String>,
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
    let requester = &props.config.requester;
    let session = use_session(requester, &props.token, &props.on_identity_needed);
    let api = use_api(&props.config.api_base, &session.tokens, props.api.as_ref());
    // The key makes another customer's session another component: nothing of the former one, be it
    // typed, listed or still on its way, outlives it.
    html! {
        <Session
            key={session.id}
            config={props.config.clone()}
            {api}
            renewals={session.renewals}
            on_created={&props.on_created}
            on_problem={&props.on_problem}
        />
    }
}

#[derive(Properties, PartialEq)]
struct SessionProps {
    config: Config,
    api: ApiHandle,
    renewals: u32,
    on_created: Callback<i64>,
    on_problem: Callback<String>,
}

/// One customer's form and list.
#[component]
fn Session(props: &SessionProps) -> Html {
    let SessionProps {
        config,
        api,
        renewals,
        ..
    } = props;
    let conversations = use_conversations(&config.requester, api, *renewals);
    let rules = use_form_rules(config, api, *renewals, &props.on_problem);
    let on_created = use_callback(
        (conversations.on_created.clone(), props.on_created.clone()),
        |row: Row, (to_list, to_page)| {
            let number = row.id;
            to_list.emit(row);
            to_page.emit(number);
        },
    );
    let submission = use_submission(&rules, &config.requester, api, &on_created);
    let place = use_state_eq(|| Place::Form);
    let form_focus = use_focus("input, textarea");
    let list_focus = use_focus("h2");
    let go_to = |to: Place| {
        let setter = place.setter();
        Callback::from(move |()| setter.set(to))
    };
    let on_show_list = {
        let steps = (
            go_to(Place::List),
            list_focus.on_request,
            conversations.on_filter.clone(),
        );
        let is_usual = conversations.state.filter == Filter::default();
        Callback::from(move |()| {
            let (show, focus, filter) = &steps;
            if !is_usual {
                // A filter might hide what was just sent.
                filter.emit(Filter::default());
            }
            show.emit(());
            focus.emit(());
        })
    };
    let on_write = {
        let steps = (
            go_to(Place::Form),
            form_focus.on_request,
            submission.on_renew.clone(),
        );
        let is_sent = matches!(submission.state.phase, Phase::Sent(_));
        Callback::from(move |()| {
            let (show, focus, renew) = &steps;
            if is_sent {
                renew.emit(());
            }
            show.emit(());
            focus.emit(());
        })
    };
    html! {
        <div class="support" lang={text::LANGUAGE} dir={text::DIRECTION}>
            <div class="frame" data-view={if *place == Place::Form { "form" } else { "list" }}>
                <nav class="views" aria-label={text::VIEWS}>
                    { view_button(text::FORM_TITLE, *place == Place::Form, go_to(Place::Form)) }
                    { view_button(text::LIST_TITLE, *place == Place::List, go_to(Place::List)) }
                </nav>
                <section class="pane form-pane" aria-labelledby="form-title" ref={form_focus.node}>
                    <h2 id="form-title">{ text::FORM_TITLE }</h2>
                    <ContactForm {submission} {rules} {on_show_list} />
                </section>
                <section class="pane list-pane" aria-labelledby="list-title" ref={list_focus.node}>
                    <h2 id="list-title" tabindex="-1">{ text::LIST_TITLE }</h2>
                    <ConversationList {conversations} {on_write} />
                </section>
            </div>
        </div>
    }
}

fn view_button(label: &'static str, is_current: bool, on_pick: Callback<()>) -> Html {
    html! {
        <button
            type="button"
            aria-current={if is_current { "true" } else { "false" }}
            onclick={move |_| on_pick.emit(())}
        >
            { label }
        </button>
    }
}
