//! What a customer's answer may hold, as the attacks look for it.

use serde_json::Value;

use super::Answer;

/// Made-up customers.
pub fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("user{n}@example.com")).collect()
}

/// Every key at every depth.
pub fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                found.push(key.clone());
                keys(inner, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

pub const ALLOWED: [&str; 38] = [
    "data",
    "pages",
    "total_count",
    "per_page",
    "next_cursor",
    "next_url",
    "id",
    "status",
    "priority",
    "created_at",
    "last_updated_at",
    "first_response_time",
    "resolution_time",
    "due",
    "first_response_due",
    "requested_by_id",
    "subject",
    "description_text",
    "body_text",
    "body_html",
    "author",
    "name",
    "type",
    "sent_at",
    "internal_name",
    "description",
    "is_active",
    "is_default",
    "field_options",
    "position",
    "levels",
    "choices",
    "required",
    "value",
    "locked",
    "hidden",
    "max_length",
    "brands",
];

pub fn is_allowed(answer: &Answer) -> bool {
    let mut found = Vec::new();
    keys(&answer.json(), &mut found);
    let listed = found.iter().all(|key| ALLOWED.contains(&key.as_str()));
    listed
        && !["canary", "77777", "8888801"]
            .iter()
            .any(|word| answer.text.contains(word))
}
