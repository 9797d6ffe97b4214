//! Where the model meets effects: each hook owns one concern's state and its calls to the API.
//! Nothing here draws; [`crate::view`] does.

mod download;
mod idempotency;
mod kept_form;
mod listener;
mod owner;
mod source;
mod tab;
mod task;
mod use_api;
mod use_conversations;
mod use_focus;
mod use_form_rules;
mod use_now;
mod use_place;
mod use_seen;
mod use_session;
mod use_submission;

pub use download::{Format, download};
pub use use_api::use_api;
pub use use_conversations::{ConversationsHandle, use_conversations};
pub use use_focus::{FocusTarget, focus_first, use_focus};
pub use use_form_rules::use_form_rules;
pub use use_now::use_now;
pub use use_place::{PlaceHandle, use_place, use_start};
pub use use_seen::{SeenHandle, use_seen};
pub use use_session::{SessionHandle, use_session};
pub use use_submission::{SubmissionHandle, use_submission};
