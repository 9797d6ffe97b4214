//! One customer's form and list: one beside the other, or one of them at a time where there is no room
//! for both, or one of them only where the page has the other elsewhere.

use yew::prelude::*;

use super::{
    commands::{note_unsent, use_commands},
    ways::{Ways, use_ways},
};
use crate::{
    api::ApiHandle,
    config::{Config, HeadingLevel},
    hooks::erased::use_callback,
    hooks::{
        ConversationSource, ConversationsHandle, FormRole, PlaceHandle, Remote, SeenHandle,
        Sending, SubmissionHandle, Word, use_circle, use_confirmation, use_conversations, use_duty,
        use_form_rules, use_place, use_seen, use_shared_form, use_start, use_submission, use_texts,
        use_unread,
    },
    model::{
        conversations::Row, drafts::Rescued, part::Part, place::Place, url_state::UrlMode,
        validate::FormRules,
    },
    text::Texts,
    view::{
        conversation::ConversationPane,
        conversations::{ConversationList, OutboxList},
        form::ContactForm,
        heading::{Heading, heading},
        offline::OfflineLine,
    },
};

#[derive(Properties, PartialEq)]
pub(super) struct SessionProps {
    pub(super) part: Part,
    pub(super) config: Config,
    pub(super) api: ApiHandle,
    pub(super) renewals: u32,
    /// Whether it is the page's first: the page's address is of no other customer's, nor is what was
    /// rescued.
    pub(super) is_first: bool,
    pub(super) rescued: Rescued,
    pub(super) remote: Remote,
    pub(super) sending: Sending,
    pub(super) on_unread: Callback<usize>,
    pub(super) on_created: Callback<i64>,
    pub(super) on_problem: Callback<String>,
    pub(super) on_led: Callback<()>,
}

/// What a session's panes are drawn from.
struct Panes<'a> {
    props: &'a SessionProps,
    texts: Texts,
    conversations: ConversationsHandle,
    seen: SeenHandle,
    places: PlaceHandle,
    rules: FormRules,
    /// The form's, wherever it is.
    submission: SubmissionHandle,
    /// Whether conversations can be read, here or elsewhere in the page.
    has_list: bool,
    /// Whether a request can be written, here or elsewhere in the page.
    has_form: bool,
    /// Whether this is where the customer sees what is not sent yet.
    shows_outbox: bool,
    ways: Ways,
    /// Asks for the customer's token again.
    on_confirm: Callback<()>,
    /// Put on what holds them all.
    frame: NodeRef,
}

/// One customer's form and list.
#[component]
pub(super) fn Session(props: &SessionProps) -> Html {
    let SessionProps {
        part,
        config,
        api,
        renewals,
        ..
    } = props;
    let (part, texts) = (*part, use_texts());
    let url_mode = if part.has_list() {
        config.url_mode
    } else {
        UrlMode::Off
    };
    let start = use_start(url_mode, props.is_first);
    let conversations = use_conversations(
        &config.requester,
        api,
        *renewals,
        &start.filter,
        config.refresh_seconds,
        part.has_list(),
    );
    let seen = use_seen(&config.requester, api, *renewals, &conversations.state);
    let places = use_place(
        url_mode,
        &start,
        &conversations.state.filter,
        &conversations.on_filter,
    );
    let rules = use_form_rules(config, api, *renewals, &props.on_problem);
    let circle = use_circle(config, &rules, part);
    let on_made = use_callback(
        (conversations.on_created.clone(), seen.on_seen.clone()),
        |row: Row, (to_list, to_seen)| {
            to_list.emit(row.clone());
            to_seen.emit(Some(row));
        },
    );
    let on_created = use_callback(
        (
            on_made.clone(),
            props.on_created.clone(),
            circle.on_say.clone(),
        ),
        |row: Row, (on_made, to_page, to_others)| {
            on_made.emit(row.clone());
            to_page.emit(row.id);
            to_others.emit(Word::Made(row));
        },
    );
    let role = FormRole {
        duty: use_duty(part, &circle),
        rescued: if props.is_first {
            props.rescued.clone()
        } else {
            Rescued::default()
        },
    };
    let sending = Sending {
        on_created,
        ..props.sending.clone()
    };
    let own = use_submission(&rules, config, api, *renewals, role, &sending);
    use_unread(&seen, &conversations.state, &props.on_unread);
    note_unsent(&props.remote, &own);
    use_shared_form(&circle, &own);
    let submission = circle.form.clone().unwrap_or(own);
    let ways = use_ways(part, &circle, &places, &conversations, &submission, &texts);
    let frame = use_commands(
        &props.remote,
        part,
        &ways,
        &places,
        &conversations,
        &submission,
    );
    circle.listen({
        let on_seen = seen.on_seen.clone();
        let (on_open, on_show_list) = (ways.on_open.clone(), ways.on_show_list.clone());
        let (on_show_form, on_led) = (ways.on_show_form.clone(), props.on_led.clone());
        Callback::from(move |word| {
            if let Word::Open(_) | Word::ShowList | Word::ShowForm = word {
                on_led.emit(());
            }
            match word {
                Word::Made(row) => on_made.emit(row),
                Word::Seen(row) => on_seen.emit(row),
                Word::Open(id) => on_open.emit(id),
                Word::ShowList => on_show_list.emit(()),
                Word::ShowForm => on_show_form.emit(()),
            }
        })
    });
    let seen = SeenHandle {
        on_seen: use_callback(
            (seen.on_seen.clone(), circle.on_say.clone()),
            |row: Option<Row>, (on_seen, to_others)| {
                on_seen.emit(row.clone());
                to_others.emit(Word::Seen(row));
            },
        ),
        ..seen
    };
    Panes {
        props,
        texts,
        conversations,
        seen,
        places,
        rules,
        submission,
        has_list: part.has_list() || circle.has_list,
        has_form: part.has_form() || circle.form.is_some(),
        shows_outbox: match part {
            Part::Whole | Part::Conversations => true,
            Part::Form => !circle.is_outbox_shown,
        },
        ways,
        on_confirm: use_confirmation(api),
        frame,
    }
    .draw()
}

impl Panes<'_> {
    fn draw(&self) -> Html {
        let (part, texts) = (self.props.part, &self.texts);
        let place = self.places.place;
        let (name, view) = match (part, place) {
            (Part::Form, _) => ("form", "form"),
            (Part::Whole, Place::Form) => ("whole", "form"),
            (Part::Whole, Place::List) => ("whole", "list"),
            (Part::Whole, Place::Conversation(_)) => ("whole", "conversation"),
            (Part::Conversations, Place::Form | Place::List) => ("conversations", "list"),
            (Part::Conversations, Place::Conversation(_)) => ("conversations", "conversation"),
        };
        html! {
            <div class="support" lang={texts.tag()} dir={texts.direction()}>
                <slot name="header" />
                <div class="frame" data-part={name} data-view={view} ref={&self.frame}>
                    { self.offline_line() }
                    if part == Part::Whole {
                        <nav class="views" part="views" aria-label={texts.views()}>
                            { self.view_button(texts.form_title(), Place::Form) }
                            { self.view_button(texts.list_title(), Place::List) }
                        </nav>
                    }
                    if part.has_form() {
                        { self.form_pane() }
                    }
                    if part.has_list() {
                        { self.conversation_pane() }
                        { self.list_pane() }
                    }
                </div>
                <slot name="footer" />
            </div>
        }
    }

    /// Where the customer writes, or where nobody else would tell them what waits for the network.
    fn offline_line(&self) -> Html {
        let SubmissionHandle {
            outbox,
            is_automatic,
            ..
        } = &self.submission;
        let is_needed = self.props.part.has_form() || !(self.has_form || outbox.state.is_empty());
        html! {
            if is_needed {
                <OfflineLine outbox={outbox.state.clone()} is_automatic={*is_automatic} />
            }
        }
    }

    fn view_button(&self, label: AttrValue, to: Place) -> Html {
        let is_current = (to == Place::Form) == (self.places.place == Place::Form);
        let on_go = self.places.on_go.clone();
        html! {
            <button
                type="button"
                aria-current={if is_current { "true" } else { "false" }}
                onclick={move |_| on_go.emit(to)}
            >
                { label }
            </button>
        }
    }

    fn form_pane(&self) -> Html {
        let is_alone = self.props.part == Part::Form;
        html! {
            <section
                class="pane form-pane"
                part="form"
                aria-labelledby="form-title"
                ref={&self.ways.form}
            >
                { heading(self.title("form-title"), self.texts.form_title()) }
                if is_alone && self.shows_outbox {
                    { self.outbox() }
                }
                <ContactForm
                    submission={self.submission.clone()}
                    rules={self.rules.clone()}
                    has_list={self.has_list}
                    level={self.level().below()}
                    on_confirm={&self.on_confirm}
                    on_link={&self.places.on_link}
                    on_open={&self.ways.on_open}
                    on_show_list={&self.ways.on_show_list}
                />
            </section>
        }
    }

    fn conversation_pane(&self) -> Html {
        let open = self.open();
        let conversation = open.map(|id| {
            let SessionProps {
                config,
                api,
                renewals,
                ..
            } = self.props;
            let source = ConversationSource {
                requester: config.requester.clone(),
                api: api.clone(),
                renewals: *renewals,
            };
            html! {
                <ConversationPane
                    key={id}
                    {id}
                    known={self.conversations.state.newest_state_of(id).cloned()}
                    {source}
                    labels={config.status_labels.clone()}
                    is_rich={config.is_rich}
                    level={self.level()}
                    draft={self.has_form.then(|| self.submission.state.draft.clone())}
                    on_back={self.ways.on_back.reform(move |()| id)}
                    on_follow_up={&self.ways.on_follow_up}
                    on_show_form={&self.ways.on_write}
                />
            }
        });
        html! {
            <section
                class="pane conversation-pane"
                part="conversation"
                aria-labelledby="conversation-title"
                hidden={open.is_none()}
                ref={&self.ways.conversation}
            >
                { conversation }
            </section>
        }
    }

    fn list_pane(&self) -> Html {
        html! {
            <section
                class="pane list-pane"
                part="list"
                aria-labelledby="list-title"
                ref={&self.ways.list}
            >
                { heading(Heading { is_goal: true, ..self.title("list-title") }, self.texts.list_title()) }
                { self.outbox() }
                <ConversationList
                    conversations={self.conversations.clone()}
                    seen={self.seen.clone()}
                    labels={self.props.config.status_labels.clone()}
                    level={self.level().below()}
                    brands={self.rules.brands().to_vec()}
                    on_link={&self.places.on_link}
                    open={self.open()}
                    on_open={&self.ways.on_open}
                    on_write={self.has_form.then(|| self.ways.on_write.clone())}
                />
            </section>
        }
    }

    fn outbox(&self) -> Html {
        let in_form = self.submission.state.posted();
        html! {
            <OutboxList
                outbox={self.submission.outbox.clone()}
                level={self.level().below()}
                in_form={in_form.map(|key| AttrValue::from(key.to_owned()))}
                on_write={&self.ways.on_show_form}
            />
        }
    }

    fn title(&self, id: &'static str) -> Heading {
        Heading {
            level: self.level(),
            class: "title",
            id: Some(id.into()),
            part: Some("heading"),
            ..Heading::default()
        }
    }

    fn level(&self) -> HeadingLevel {
        self.props.config.heading_level
    }

    /// The conversation that is read.
    fn open(&self) -> Option<i64> {
        match self.places.place {
            Place::Conversation(id) => Some(id),
            Place::Form | Place::List => None,
        }
    }
}
