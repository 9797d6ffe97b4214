//! What the page asks of a session, and what it finds unsent there.

use yew::prelude::*;

use super::ways::Ways;
use crate::{
    hooks::{
        Command, ConversationsHandle, PlaceHandle, Remote, SubmissionHandle, Unsent, has_focus,
        use_remote,
    },
    model::{part::Part, place::Place},
};

/// Does what the page asks. The node is to be put on what holds the whole session.
#[hook]
pub(super) fn use_commands(
    remote: &Remote,
    part: Part,
    ways: &Ways,
    places: &PlaceHandle,
    conversations: &ConversationsHandle,
    form: &SubmissionHandle,
) -> NodeRef {
    let frame = use_node_ref();
    let on_show = {
        let (frame, go) = (frame.clone(), places.on_go.clone());
        let (to_form, to_list) = (ways.on_show_form.clone(), ways.on_show_list.clone());
        let to_conversation = ways.on_open.clone();
        move |place: Place| {
            let is_here = match place {
                Place::Form => part.has_form(),
                Place::List | Place::Conversation(_) => part.has_list(),
            };
            // The focus goes along, but is never taken from the page around.
            if is_here && !has_focus(&frame) {
                return go.emit(place);
            }
            match place {
                Place::Form => to_form.emit(()),
                Place::List => to_list.emit(()),
                Place::Conversation(id) => to_conversation.emit(id),
            }
        }
    };
    let (on_prefill, on_refresh) = (form.on_prefill.clone(), conversations.on_refresh.clone());
    let on_command = Callback::from(move |command| match command {
        Command::Show(place) => on_show(place),
        Command::Prefill(values) => on_prefill.emit(values),
        Command::Refresh => on_refresh.emit(()),
    });
    use_remote(remote, on_command);
    frame
}

/// Lets the page see what would be lost with a session.
pub(super) fn note_unsent(remote: &Remote, own: &SubmissionHandle) {
    let form = &own.state;
    remote.note_unsent(Unsent {
        has_draft: form.holds_words() && !form.draft.is_blank(),
        requests: own.outbox.state.entries().count(),
    });
}
