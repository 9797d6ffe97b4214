//! The list: filters, rows, and what stands in their place when there are none.

mod conversation_list;
mod conversation_row;
mod filter_bar;
mod outbox_list;
mod placeholder;

pub(super) use conversation_list::ConversationList;
pub(super) use outbox_list::OutboxList;
