//! What crosses HTTP: the SparrowDesk v1 API as types.
//!
//! The widget, the gateway and the desk share this crate and nothing else. It has **no I/O, no
//! clock and no panics**, and it decodes generously: unknown words, missing, null and extra fields
//! are all normal (`Unknown is normal`, rule 6 of the design). Deciding what to *refuse* belongs to
//! the server that receives it.
//!
//! Field names are the vendor's own. Times are epoch **seconds**.

mod account;
mod contact;
mod conversation;
mod conversation_field;
mod custom_field;
mod customer;
mod day;
mod error;
mod form_field;
mod lenient;
pub mod limits;
mod markup;
mod new_conversation;
mod page;
mod patch;
mod query;
mod reply;
#[cfg(feature = "schema")]
mod schema;
mod texts;
mod word;

pub use account::Account;
pub use contact::Contact;
pub use conversation::{Conversation, Tag};
pub use conversation_field::{ConversationField, FieldOption, NewConversationField};
pub use custom_field::{CustomField, CustomValue, NewCustomField};
pub use customer::{CustomerConversation, CustomerField, CustomerReply, CustomerReplyAuthor};
pub use day::is_day;
pub use error::{
    AnyErrorBody, ErrorBody, ErrorDetail, FieldProblem, MessageBody, RateLimitBody, RateLimitDetail,
};
pub use form_field::{Brand, Choice, FormField, FormFields};
pub use markup::{html_from_text, text_from_html};
pub use new_conversation::NewConversation;
pub use page::{Data, Page, Pages};
pub use patch::ConversationPatch;
pub use query::{FieldsQuery, ListQuery, QueryProblem, RepliesQuery, encode_pairs};
pub use reply::{NewReply, Reply, ReplyAuthor, ReplyId, Success};
pub use texts::{Conditions, Texts};
pub use word::{FieldType, Priority, ReplyType, SortBy, SortOrder, Source, Status};
