//! Writes tickets: a topic's subject and body with the slots filled, and what support made of them.

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use support_wire::{CustomValue, Priority};

use super::{
    CUSTOM_STATUS,
    people::Person,
    templates::{Language, Templates, Ticket, Topic, pick},
    times::Times,
};
use crate::desk::{due, html_text::html_to_text, store::BulkConversation};

/// Every how many conversations a hostile one comes.
const HOSTILE_EVERY: usize = 47;
/// Words and how many of a hundred conversations have them.
const STATUSES: [(&str, u32); 5] = [
    ("Open", 22),
    ("Pending", 14),
    (CUSTOM_STATUS, 6),
    ("Resolved", 34),
    ("Closed", 24),
];
const PRIORITIES: [(&str, u32); 4] = [("Low", 22), ("Medium", 50), ("High", 20), ("Urgent", 8)];
const SOURCES: [(&str, u32); 3] = [("Mail", 70), ("Call", 20), ("API", 10)];
const CARRIERS: [&str; 3] = ["Parcelwing", "Northpost", "Swiftvan"];
const PLANS: [&str; 3] = ["basic", "plus", "premium"];
const MEMBERS: [i64; 3] = [123, 124, 125];

/// Who writes.
#[derive(Debug)]
pub(super) struct Author<'a> {
    pub(super) person: &'a Person,
    /// The contact's id.
    pub(super) id: i64,
}

/// What the slots hold, the same in subject and body.
struct Slots {
    order: String,
    product: String,
    date: String,
    amount: String,
}

/// Whether the `n`th ticket of all tries to do harm.
pub(super) fn is_hostile(n: usize) -> bool {
    n % HOSTILE_EVERY == HOSTILE_EVERY / 2
}

/// The `n`th ticket of all, as yet without replies.
pub(super) fn write(
    rng: &mut ChaCha8Rng,
    templates: &Templates,
    author: &Author<'_>,
    times: &Times,
    n: usize,
) -> BulkConversation {
    let Some(language) = templates.languages.get(author.person.language) else {
        return BulkConversation::default();
    };
    let Some(topic) = language.topics.choose(rng) else {
        return BulkConversation::default();
    };
    let Some(ticket) = topic.tickets.choose(rng) else {
        return BulkConversation::default();
    };
    let slots = Slots::draw(rng, language);
    let mut html = body(rng, language, ticket, &slots, &author.person.first_name);
    if is_hostile(n) {
        html.push_str(pick(rng, &templates.hostile));
    }
    let subject = slots.fill(pick(rng, &ticket.subjects));
    let status = weighted(rng, &STATUSES);
    let priority = weighted(rng, &PRIORITIES);
    let owed = due::policy(&Priority::from(priority));
    let answered = (status != "Open" || rng.random_ratio(1, 4)).then_some(times.answered);
    let solved = matches!(status, "Resolved" | "Closed").then_some(times.solved);
    BulkConversation {
        contact_id: author.id,
        subject: capitalised(&subject),
        description_text: html_to_text(&html),
        description_html: html,
        status,
        priority,
        source: weighted(rng, &SOURCES),
        brand_id: if rng.random_ratio(1, 8) { 2 } else { 1 },
        member_id: answered.and_then(|_| MEMBERS.choose(rng).copied()),
        team_id: Some(topic.team),
        created_at: times.created,
        last_updated_at: last_change(rng, times, answered, solved),
        first_response_time: answered,
        resolution_time: solved,
        due: times.created + owed.resolution,
        first_response_due: times.created + owed.first_response,
        handled_by_ai_agent: rng.random_ratio(1, 10),
        properties: properties(language).to_string(),
        tags: tags(rng, topic),
        custom_fields: custom_fields(rng, topic, &slots),
        replies: Vec::new(),
    }
}

impl Slots {
    fn draw(rng: &mut ChaCha8Rng, language: &Language) -> Self {
        let day = rng.random_range(1..=28_u8).to_string();
        let month = pick(rng, &language.months);
        Self {
            order: format!("#{}", rng.random_range(10_000..99_999_u32)),
            product: pick(rng, &language.products).to_owned(),
            date: language
                .date
                .replace("{day}", &day)
                .replace("{month}", month),
            amount: format!(
                "€{}.{:02}",
                rng.random_range(9..240_u32),
                rng.random_range(0..100_u32)
            ),
        }
    }

    fn fill(&self, template: &str) -> String {
        template
            .replace("{order}", &self.order)
            .replace("{product}", &self.product)
            .replace("{date}", &self.date)
            .replace("{amount}", &self.amount)
    }
}

fn body(
    rng: &mut ChaCha8Rng,
    language: &Language,
    ticket: &Ticket,
    slots: &Slots,
    name: &str,
) -> String {
    let greeting = pick(rng, &language.greetings);
    let text = slots.fill(&ticket.body);
    let closing = pick(rng, &language.closings).replace("{name}", name);
    format!("<p>{greeting}</p><p>{}</p><p>{closing}</p>", escaped(&text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn last_change(
    rng: &mut ChaCha8Rng,
    times: &Times,
    answered: Option<i64>,
    solved: Option<i64>,
) -> i64 {
    let known = solved.or(answered).unwrap_or(times.created);
    (known + rng.random_range(0..3 * 3600))
        .min(times.now)
        .max(known)
}

fn tags(rng: &mut ChaCha8Rng, topic: &Topic) -> Vec<String> {
    let mut tags: Vec<String> = topic
        .tags
        .iter()
        .filter(|_| rng.random_ratio(3, 4))
        .cloned()
        .collect();
    if rng.random_ratio(1, 15) {
        tags.push("vip".to_owned());
    }
    tags
}

fn custom_fields(rng: &mut ChaCha8Rng, topic: &Topic, slots: &Slots) -> Vec<(String, CustomValue)> {
    let mut fields = Vec::new();
    for name in &topic.fields {
        let value = match name.as_str() {
            "order_id" => slots.order.trim_start_matches('#').to_owned(),
            "product" => slots.product.clone(),
            "carrier" => CARRIERS.choose(rng).copied().unwrap_or_default().to_owned(),
            _ => PLANS.choose(rng).copied().unwrap_or_default().to_owned(),
        };
        fields.push((name.clone(), CustomValue::Text(value)));
    }
    if rng.random_ratio(1, 6) {
        fields.push((
            "satisfaction".to_owned(),
            CustomValue::Integer(rng.random_range(1..=5)),
        ));
    }
    fields
}

fn properties(language: &Language) -> serde_json::Value {
    json!({
        "request_language": language.language,
        "browser_timezone": language.timezone,
        "browser": "Firefox",
        "device": "Linux",
        // An address that RFC 5737 keeps for documentation.
        "ip_address": "192.0.2.44",
        "country": language.country,
        "region": language.region,
    })
}

fn weighted(rng: &mut ChaCha8Rng, words: &[(&'static str, u32)]) -> &'static str {
    let total: u32 = words.iter().map(|(_, weight)| weight).sum();
    let mut left = rng.random_range(0..total.max(1));
    for (word, weight) in words {
        if left < *weight {
            return word;
        }
        left -= weight;
    }
    words.first().map(|(word, _)| *word).unwrap_or_default()
}
