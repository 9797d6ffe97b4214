//! Writes what was said after the opening text: support's answers, the customer's own mails, and
//! notes that no customer may ever see.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;
use support_wire::ReplyType;

use super::{
    NOTE_MARK,
    templates::{Templates, pick},
    tickets::is_hostile,
};
use crate::desk::{
    html_text::html_to_text,
    store::{BulkConversation, BulkReply},
};

/// Who answers where nobody is assigned.
const MEMBER: i64 = 123;

/// The sentences of replies, in every language, and of notes.
#[derive(Debug, Deserialize)]
pub(super) struct Sentences {
    /// What staff tell each other.
    pub(super) notes: Vec<String>,
    pub(super) languages: Vec<Spoken>,
}

/// The sentences of a language.
#[derive(Debug, Deserialize)]
pub(super) struct Spoken {
    pub(super) language: String,
    /// Support's first.
    pub(super) answers: Vec<String>,
    /// The customer's.
    pub(super) follow_ups: Vec<String>,
    /// Support's last.
    pub(super) solutions: Vec<String>,
}

/// The replies of the `n`th ticket of all. They have a stream of chance of their own, so that they
/// change nothing else of what a seed gives.
pub(super) fn write(
    seed: u64,
    templates: &Templates,
    language: &str,
    ticket: &BulkConversation,
    n: usize,
) -> Vec<BulkReply> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(u64::try_from(n).unwrap_or_default() + 1);
    let sentences = &templates.replies;
    let mut languages = sentences.languages.iter();
    let Some(spoken) = languages.find(|spoken| spoken.language == language) else {
        return Vec::new();
    };
    let member = Some(ticket.member_id.unwrap_or(MEMBER));
    let mut replies = Vec::new();
    if let Some(answered) = ticket.first_response_time {
        let end = ticket.resolution_time.unwrap_or(ticket.last_updated_at);
        replies.push(reply(pick(&mut rng, &spoken.answers), member, answered));
        if end > answered && rng.random_ratio(1, 2) {
            let sent_at = rng.random_range(answered..end);
            replies.push(reply(pick(&mut rng, &spoken.follow_ups), None, sent_at));
        }
    }
    if let Some(solved) = ticket.resolution_time {
        replies.push(reply(pick(&mut rng, &spoken.solutions), member, solved));
    }
    if rng.random_ratio(1, 3) {
        let sent_at = rng.random_range(ticket.created_at..=ticket.last_updated_at);
        replies.push(note(pick(&mut rng, &sentences.notes), member, sent_at));
    }
    if is_hostile(n) {
        let html = pick(&mut rng, &templates.hostile);
        let sent_at = ticket.last_updated_at;
        replies.push(reply_of_html(html.to_owned(), None, sent_at));
        replies.push(note(html, member, sent_at));
    }
    replies
}

fn reply(text: &str, member_id: Option<i64>, sent_at: i64) -> BulkReply {
    reply_of_html(format!("<p>{text}</p>"), member_id, sent_at)
}

fn reply_of_html(body_html: String, member_id: Option<i64>, sent_at: i64) -> BulkReply {
    BulkReply {
        kind: ReplyType::Reply,
        body_text: html_to_text(&body_html),
        body_html,
        member_id,
        sent_at,
    }
}

fn note(text: &str, member_id: Option<i64>, sent_at: i64) -> BulkReply {
    BulkReply {
        kind: ReplyType::InternalNote,
        ..reply(&format!("{NOTE_MARK} {text}"), member_id, sent_at)
    }
}
