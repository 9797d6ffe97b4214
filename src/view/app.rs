//! The frame: the form on one side, the list on the other, or one of them at a time where there is
//! no room for both.

use yew::prelude::*;

use super::{
    conversation::ConversationPane,
    conversations::{ConversationList, OutboxList},
    form::ContactForm,
    offline::OfflineLine,
};
use crate::{
    api::{ApiHandle, TokenSource},
    config::Config,
    hooks::{
        ConversationSource, use_api, use_conversations, use_focus, use_focus_on, use_form_rules,
        use_place, use_seen, use_session, use_start, use_submission,
    },
    model::{
        conversations::Row, draft::Field, filter::Filter, follow_up::FollowUp, place::Place,
        submission::Phase,
    },
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
            is_first={session.id == 0}
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
    /// Whether it is the page's first: the page's address is of no other customer's.
    is_first: bool,
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
    let start = use_start(config.url_mode, props.is_first);
    let conversations = use_conversations(
        &config.requester,
        api,
        *renewals,
        &start.filter,
        config.refresh_seconds,
    );
    let seen = use_seen(&config.requester, api, *renewals, &conversations.state);
    let filter = &conversations.state.filter;
    let places = use_place(config.url_mode, &start, filter, &conversations.on_filter);
    let rules = use_form_rules(config, api, *renewals, &props.on_problem);
    let on_created = use_callback(
        (
            conversations.on_created.clone(),
            seen.on_seen.clone(),
            props.on_created.clone(),
        ),
        |row: Row, (to_list, to_seen, to_page)| {
            let number = row.id;
            to_list.emit(row.clone());
            to_seen.emit(Some(row));
            to_page.emit(number);
        },
    );
    let submission = use_submission(&rules, config, api, *renewals, &on_created);
    let form_focus = use_focus("input, textarea");
    let list_focus = use_focus("h2");
    let conversation_focus = use_focus("h2");
    let on_focus_row = use_focus_on(&list_focus.node);
    let go_to = |to: Place| places.on_go.reform(move |()| to);
    let on_open = use_callback(
        (places.on_go.clone(), conversation_focus.on_request.clone()),
        |id, (to_place, to_focus)| {
            to_place.emit(Place::Conversation(id));
            to_focus.emit(());
        },
    );
    let open = match places.place {
        Place::Conversation(id) => Some(id),
        Place::Form | Place::List => None,
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
            form_focus.on_request.clone(),
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
    let on_follow_up = {
        let (write, on_type) = (on_write.clone(), submission.on_type.clone());
        Callback::from(move |follow_up: FollowUp| {
            write.emit(());
            on_type.emit((Field::Subject, follow_up.reply_subject().into()));
            on_type.emit((
                Field::Description,
                text::follow_up_reference(&follow_up).into(),
            ));
        })
    };
    let conversation = open.map(|id| {
        let known = conversations.state.newest_state_of(id).cloned();
        let on_back = {
            let (show, focus) = (go_to(Place::List), on_focus_row.clone());
            Callback::from(move |()| {
                show.emit(());
                // Back to where the customer came from; the title, if that row is gone.
                focus.emit(vec![
                    format!("[data-conversation=\"{id}\"]"),
                    "h2".to_owned(),
                ]);
            })
        };
        let source = ConversationSource {
            requester: config.requester.clone(),
            api: api.clone(),
            renewals: *renewals,
        };
        html! {
            <ConversationPane
                key={id}
                {id}
                {known}
                {source}
                labels={config.status_labels.clone()}
                is_rich={config.is_rich}
                draft={submission.state.draft.clone()}
                {on_back}
                {on_follow_up}
                on_show_form={&on_write}
            />
        }
    });
    let view = match places.place {
        Place::Form => "form",
        Place::List => "list",
        Place::Conversation(_) => "conversation",
    };
    let brands = rules.brands().to_vec();
    let in_form = submission
        .state
        .posted()
        .map(|key| AttrValue::from(key.to_owned()));
    let outbox = submission.outbox.clone();
    let is_automatic = submission.is_automatic;
    let on_change = {
        let (show, focus) = (go_to(Place::Form), form_focus.on_request.clone());
        Callback::from(move |()| {
            show.emit(());
            focus.emit(());
        })
    };
    html! {
        <div class="support" lang={text::LANGUAGE} dir={text::DIRECTION}>
            <div class="frame" data-view={view}>
                <OfflineLine outbox={outbox.state.clone()} {is_automatic} />
                <nav class="views" aria-label={text::VIEWS}>
                    { view_button(text::FORM_TITLE, places.place == Place::Form, go_to(Place::Form)) }
                    { view_button(text::LIST_TITLE, places.place != Place::Form, go_to(Place::List)) }
                </nav>
                <section class="pane form-pane" aria-labelledby="form-title" ref={form_focus.node}>
                    <h2 id="form-title">{ text::FORM_TITLE }</h2>
                    <ContactForm
                        {submission}
                        {rules}
                        on_link={&places.on_link}
                        on_open={&on_open}
                        {on_show_list}
                    />
                </section>
                <section
                    class="pane conversation-pane"
                    aria-labelledby="conversation-title"
                    hidden={open.is_none()}
                    ref={conversation_focus.node}
                >
                    { conversation }
                </section>
                <section class="pane list-pane" aria-labelledby="list-title" ref={list_focus.node}>
                    <h2 id="list-title" tabindex="-1">{ text::LIST_TITLE }</h2>
                    <OutboxList {outbox} {in_form} on_write={on_change} />
                    <ConversationList
                        {conversations}
                        {seen}
                        labels={config.status_labels.clone()}
                        {brands}
                        on_link={&places.on_link}
                        {open}
                        {on_open}
                        {on_write}
                    />
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
