//! The customer's ways from one place of the widget to another, be it in the same part or in another one.

use yew::prelude::*;

use crate::{
    hooks::{
        Circle, ConversationsHandle, FocusTarget, PlaceHandle, SubmissionHandle, Word, use_focus,
        use_focus_on,
    },
    model::{
        draft::Field, filter::Filter, follow_up::FollowUp, part::Part, place::Place,
        submission::Phase,
    },
    text::Texts,
};

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
    let list = use_focus("h2");
    let conversation = use_focus("h2");
    let on_focus_row = use_focus_on(&list.node);
    let go_to = |to: Place| places.on_go.reform(move |()| to);
    let elsewhere = |word: Word| circle.on_say.reform(move |()| word.clone());

    let on_show_form = if part.has_form() {
        then(go_to(Place::Form), &form)
    } else {
        elsewhere(Word::ShowForm)
    };
    let on_write = {
        let (show, renew) = (on_show_form.clone(), submission.on_renew.clone());
        let is_sent = matches!(submission.state.phase, Phase::Sent(_));
        Callback::from(move |()| {
            if is_sent {
                renew.emit(());
            }
            show.emit(());
        })
    };
    let on_follow_up = {
        let (write, on_type) = (on_write.clone(), submission.on_type.clone());
        let texts = texts.clone();
        Callback::from(move |follow_up: FollowUp| {
            write.emit(());
            on_type.emit((Field::Subject, follow_up.reply_subject().into()));
            let reference = texts.follow_up_reference(&follow_up.number.to_string());
            let description = [reference.as_str(), "\n\n"].concat();
            on_type.emit((Field::Description, description.into()));
        })
    };
    let on_show_list = if part.has_list() {
        let show = then(go_to(Place::List), &list);
        let filter = conversations.on_filter.clone();
        let is_usual = conversations.state.filter == Filter::default();
        Callback::from(move |()| {
            if !is_usual {
                // A filter might hide what was just sent.
                filter.emit(Filter::default());
            }
            show.emit(());
        })
    } else {
        elsewhere(Word::ShowList)
    };
    let on_open = if part.has_list() {
        let (go, focus) = (places.on_go.clone(), conversation.on_request.clone());
        Callback::from(move |id| {
            go.emit(Place::Conversation(id));
            focus.emit(());
        })
    } else {
        circle.on_say.reform(Word::Open)
    };
    let on_back = {
        let show = go_to(Place::List);
        Callback::from(move |id| {
            show.emit(());
            // Back to where the customer came from; the title, if that row is gone.
            on_focus_row.emit(vec![
                format!("[data-conversation=\"{id}\"]"),
                "h2".to_owned(),
            ]);
        })
    };
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

/// Goes to a place and puts the focus there.
fn then(go: Callback<()>, target: &FocusTarget) -> Callback<()> {
    let focus = target.on_request.clone();
    Callback::from(move |()| {
        go.emit(());
        focus.emit(());
    })
}
