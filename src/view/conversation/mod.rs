//! One conversation: its facts, what was said, and what one can do next.

mod conversation_pane;
mod facts;
mod message;
mod messages;
mod next_step;
mod prose;
mod rich_text;

pub(super) use conversation_pane::ConversationPane;
