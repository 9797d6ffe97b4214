//! Where the model meets effects: each hook owns one concern's state and its calls to the API.
//! Nothing here draws; [`crate::view`] does.

mod attempt;
mod attention;
mod courier;
mod download;
mod draft_keeper;
mod idempotency;
mod listener;
mod lock;
mod owner;
mod page;
mod page_address;
mod sleep;
mod source;
mod storage;
mod tabs;
mod task;
mod use_api;
mod use_conversation;
mod use_conversations;
mod use_countdown;
mod use_focus;
mod use_form_rules;
mod use_now;
mod use_outbox;
mod use_place;
mod use_seen;
mod use_session;
mod use_submission;

pub use download::{Format, download};
pub use page::use_online;
pub use use_api::use_api;
pub use use_conversation::{ConversationHandle, ConversationSource, use_conversation};
pub use use_conversations::{ConversationsHandle, use_conversations};
pub use use_countdown::use_countdown;
pub use use_focus::{FocusTarget, focus_first, use_focus, use_focus_on};
pub use use_form_rules::use_form_rules;
pub use use_now::use_now;
pub use use_outbox::OutboxHandle;
pub use use_place::{PlaceHandle, use_place, use_start};
pub use use_seen::{SeenHandle, use_seen};
pub use use_session::{SessionHandle, use_session};
pub use use_submission::{SubmissionHandle, use_submission};
