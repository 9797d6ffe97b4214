//! The customer's ways from one place of the widget to another, be it in the same part or in another one.

use yew::prelude::*;

use crate::{
    hooks::{
        Circle, ConversationsHandle, PlaceHandle, SubmissionHandle, Word, erased::use_callback,
        use_focus, use_focus_on,
    },
    model::{
        draft::Field, filter::Filter, follow_up::FollowUp, part::Part, place::Place,
        submission::Phase,
    },
    text::Texts,
};

/// What a pane is called by, whatever its level among the page's headings.
const TITLE: &str = ".title";

/// Ways, and where each of them ends.
pub(super) struct Ways {
    /// To the form as it is.
    pub(super) on_show_form: Callback<()>,
    /// To a form in which something new can be written.
    pub(super) on_write: Callback<()>,
    /// To a form that holds a follow-up.
    pub(super) on_follow_up: Callback<FollowUp>,
    /// To the top of the list, with nothing hidden.
    pub(super) on_show_list: Callback<()>,
    /// To a conversation.
    pub(super) on_open: Callback<i64>,
    /// From a conversation back to its row.
    pub(super) on_back: Callback<i64>,
    /// Where the form is drawn.
    pub(super) form: NodeRef,
    /// Where the list is drawn.
    pub(super) list: NodeRef,
    /// Where the open conversation is drawn.
    pub(super) conversation: NodeRef,
}

/// The ways of a part. Where it lacks what one leads to, it leads into another part of its circle.
/// `submission` is the form's, wherever that is.
#[hook]
pub(super) fn use_ways(
    part: Part,
    circle: &Circle,
    places: &PlaceHandle,
    conversations: &ConversationsHandle,
    submission: &SubmissionHandle,
    texts: &Texts,
) -> Ways {
    let form = use_focus("input, textarea");
    let list = use_focus(TITLE);
    let conversation = use_focus(TITLE);
    let on_focus_row = use_focus_on(&list.node);
    let (go, say) = (&places.on_go, &circle.on_say);

    // The same callbacks for as long as they lead the same way: what is drawn with them stays as it is while
    // the customer types.
    let on_show_form = use_callback(
        (
            part.has_form(),
            go.clone(),
            form.on_request.clone(),
            say.clone(),
        ),
        |(), (has_form, go, focus, say)| {
            if *has_form {
                go.emit(Place::Form);
                focus.emit(());
            } else {
                say.emit(Word::ShowForm);
            }
        },
    );
    let is_sent = matches!(submission.state.phase, Phase::Sent(_));
    let on_write = use_callback(
        (on_show_form.clone(), submission.on_renew.clone(), is_sent),
        |(), (show, renew, is_sent)| {
            if *is_sent {
                renew.emit(());
            }
            show.emit(());
        },
    );
    let on_follow_up = use_callback(
        (on_write.clone(), submission.on_type.clone(), texts.clone()),
        |follow_up: FollowUp, (write, on_type, texts)| {
            write.emit(());
            on_type.emit((Field::Subject, follow_up.reply_subject().into()));
            let reference = texts.follow_up_reference(&follow_up.number.to_string());
            let description = [reference.as_str(), "\n\n"].concat();
            on_type.emit((Field::Description, description.into()));
        },
    );
    let is_usual = conversations.state.filter == Filter::default();
    let filter = (!is_usual).then(|| conversations.on_filter.clone());
    let on_show_list = use_callback(
        (
            part.has_list(),
            filter,
            go.clone(),
            list.on_request.clone(),
            say.clone(),
        ),
        |(), (has_list, filter, go, focus, say)| {
            if !has_list {
                return say.emit(Word::ShowList);
            }
            if let Some(filter) = filter {
                // A filter might hide what was just sent.
                filter.emit(Filter::default());
            }
            go.emit(Place::List);
            focus.emit(());
        },
    );
    let on_open = use_callback(
        (
            part.has_list(),
            go.clone(),
            conversation.on_request.clone(),
            say.clone(),
        ),
        |id, (has_list, go, focus, say)| {
            if !has_list {
                return say.emit(Word::Open(id));
            }
            go.emit(Place::Conversation(id));
            focus.emit(());
        },
    );
    let on_back = use_callback((go.clone(), on_focus_row), |id: i64, (go, on_focus_row)| {
        go.emit(Place::List);
        // Back to where the customer came from; the title, if that row is gone.
        on_focus_row.emit(vec![
            ["[data-conversation=\"", &id.to_string(), "\"]"].concat(),
            TITLE.to_owned(),
        ]);
    });
    Ways {
        on_show_form,
        on_write,
        on_follow_up,
        on_show_list,
        on_open,
        on_back,
        form: form.node,
        list: list.node,
        conversation: conversation.node,
    }
}
