//! The body of a create as one checked value: every reference is known to the desk, every default is
//! filled in. Reading it reports all problems at once, in the order of the documentation.

use serde_json::{Map, Value};
use support_wire::{
    ConversationField, CustomValue, FieldProblem, Priority, Source, Status, limits,
};

use super::custom_values;
use crate::desk::{
    body::Fields,
    due,
    html_text::html_to_text,
    requester::{Email, Requester},
    store::{Directory, StatusName},
};
use crate::openapi::shape::{self, Others, bodies};

/// Most tags of one conversation.
const TAGS_MAX: usize = 100;
/// Most characters in a name: of a person or a tag.
const NAME_MAX_CHARS: usize = 100;
/// The last second of the year 9999.
pub(in crate::desk) const TIME_MAX: i64 = 253_402_300_799;

/// A conversation to be stored.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::desk) struct Draft {
    pub(in crate::desk) subject: String,
    pub(in crate::desk) description_html: String,
    pub(in crate::desk) description_text: String,
    pub(in crate::desk) requester: Requester,
    /// Used only if the contact is new.
    pub(in crate::desk) first_name: Option<String>,
    /// Used only if the contact is new.
    pub(in crate::desk) last_name: Option<String>,
    pub(in crate::desk) priority: String,
    pub(in crate::desk) status: String,
    pub(in crate::desk) source: String,
    pub(in crate::desk) brand_id: i64,
    pub(in crate::desk) member_id: Option<i64>,
    pub(in crate::desk) team_id: Option<i64>,
    pub(in crate::desk) custom_fields: Vec<NewValue>,
    pub(in crate::desk) tags: Vec<String>,
    pub(in crate::desk) created_at: i64,
    pub(in crate::desk) resolution_time: Option<i64>,
    pub(in crate::desk) last_updated_at: i64,
    pub(in crate::desk) due: i64,
    pub(in crate::desk) first_response_due: i64,
}

/// A custom field to be stored.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::desk) struct NewValue {
    pub(in crate::desk) field_id: i64,
    pub(in crate::desk) value: CustomValue,
}

bodies! {
    CreateConversation = shape::body(
        [
            ("subject", shape::said(Some(limits::SUBJECT_MAX_CHARS)).into()),
            ("description", shape::said(None).into()),
            ("requested_by", shape::formed("address").into()),
        ],
        [
            ("requested_by_firstname", shape::matching(shape::NO_NUL, NAME_MAX_CHARS).into()),
            ("requested_by_lastname", shape::matching(shape::NO_NUL, NAME_MAX_CHARS).into()),
            ("priority", shape::word(Priority::KNOWN.iter().map(Priority::as_str)).into()),
            ("status", shape::formed("status").into()),
            ("source", shape::word(Source::KNOWN.iter().map(Source::as_str)).into()),
            ("brand_id", shape::id().into()),
            ("assignee", shape::formed("member").into()),
            ("team_id", shape::id().into()),
            ("custom_fields", custom_values::shape().into()),
            ("tags", shape::list(shape::said(Some(NAME_MAX_CHARS)), Some(TAGS_MAX)).into()),
            ("created_at", shape::whole(0..=TIME_MAX).into()),
            ("resolved_at", shape::whole(0..=TIME_MAX).into()),
        ],
        Others::Ignored,
    );
}

/// Reads the body of a create.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(
    body: Map<String, Value>,
    directory: &Directory,
    definitions: &[ConversationField],
    now: i64,
) -> Result<Draft, Vec<FieldProblem>> {
    let mut fields = Fields::new(body);
    let draft = read_fields(&mut fields, directory, definitions, now);
    fields.finish(draft)
}

/// Reads the body of a create for a desk with nothing in it but the documentation's statuses. For fuzzing.
pub(in crate::desk) fn read_without_a_desk(body: Map<String, Value>) -> Option<Draft> {
    let statuses = Status::KNOWN.iter().map(|status| StatusName {
        name: status.to_string(),
        kind: status.to_string(),
    });
    let directory = Directory {
        default_brand: 1,
        brands: vec![1],
        teams: Vec::new(),
        members: Vec::new(),
        statuses: statuses.collect(),
    };
    read(body, &directory, &[], 0).ok()
}

/// Reads every field before it gives up on a missing one, so that all problems are found.
fn read_fields(
    fields: &mut Fields,
    directory: &Directory,
    definitions: &[ConversationField],
    now: i64,
) -> Option<Draft> {
    let subject = subject(fields);
    let description_html = fields.required_text("description");
    let requester = requester(fields);
    let priority = priority(fields).unwrap_or_else(|| Priority::Medium.to_string());
    let status = status(fields, directory).unwrap_or_else(|| Status::Open.to_string());
    let source = source(fields);
    let brand_id = brand(fields, directory);
    let member_id = assignee(fields, directory);
    let team_id = team(fields, directory);
    let custom_fields = custom_values::read(fields, definitions);
    let tags = tags(fields);
    let first_name = fields.short_text("requested_by_firstname", NAME_MAX_CHARS);
    let last_name = fields.short_text("requested_by_lastname", NAME_MAX_CHARS);
    let created_at = time(fields, "created_at").unwrap_or(now);
    let resolution_time = resolved(fields, directory.is_final(&status), created_at);
    let owed = due::policy(&Priority::from(priority.as_str()));
    let description_html = description_html?;
    Some(Draft {
        subject: subject?,
        description_text: html_to_text(&description_html),
        description_html,
        requester: requester?,
        first_name,
        last_name,
        priority,
        status,
        source,
        brand_id: brand_id?,
        member_id,
        team_id,
        custom_fields,
        tags,
        created_at,
        resolution_time,
        last_updated_at: resolution_time.unwrap_or(created_at),
        due: created_at + owed.resolution,
        first_response_due: created_at + owed.first_response,
    })
}

pub(super) fn subject(fields: &mut Fields) -> Option<String> {
    let text = fields.required_text("subject")?;
    fields.at_most("subject", text, limits::SUBJECT_MAX_CHARS)
}

fn requester(fields: &mut Fields) -> Option<Requester> {
    let text = fields.required_text("requested_by")?;
    let requester = Requester::parse(&text);
    if requester.is_none() {
        let expected = "an e-mail address or a phone number";
        return fields.wrong("requested_by", expected, &Value::String(text));
    }
    requester
}

pub(super) fn priority(fields: &mut Fields) -> Option<String> {
    let words: Vec<&str> = Priority::KNOWN.iter().map(Priority::as_str).collect();
    fields.word("priority", &words)
}

pub(super) fn status(fields: &mut Fields, directory: &Directory) -> Option<String> {
    let statuses = directory.statuses.iter();
    let words: Vec<&str> = statuses.map(|status| status.name.as_str()).collect();
    fields.word("status", &words)
}

fn source(fields: &mut Fields) -> String {
    let words: Vec<&str> = Source::KNOWN.iter().map(Source::as_str).collect();
    fields
        .word("source", &words)
        .unwrap_or_else(|| Source::Call.to_string())
}

fn brand(fields: &mut Fields, directory: &Directory) -> Option<i64> {
    let expected = "the id of a brand";
    let Some(id) = fields.integer("brand_id", expected) else {
        return Some(directory.default_brand);
    };
    if !directory.brands.contains(&id) {
        return fields.wrong("brand_id", expected, &id.into());
    }
    Some(id)
}

pub(super) fn team(fields: &mut Fields, directory: &Directory) -> Option<i64> {
    let expected = "the id of a team";
    let id = fields.integer("team_id", expected)?;
    if !directory.teams.iter().any(|team| team.id == id) {
        return fields.wrong("team_id", expected, &id.into());
    }
    Some(id)
}

pub(super) fn assignee(fields: &mut Fields, directory: &Directory) -> Option<i64> {
    let text = fields.text("assignee")?;
    let key = Email::parse(&text).map(|email| email.key);
    let member = directory
        .members
        .iter()
        .find(|member| Some(&member.email_key) == key.as_ref());
    match member {
        Some(member) => Some(member.id),
        None => fields.wrong(
            "assignee",
            "the e-mail address of a member",
            &Value::String(text),
        ),
    }
}

fn time(fields: &mut Fields, name: &str) -> Option<i64> {
    let expected = "a time in epoch seconds";
    let time = fields.integer(name, expected)?;
    if !(0..=TIME_MAX).contains(&time) {
        return fields.wrong(name, expected, &time.into());
    }
    Some(time)
}

/// When it was resolved: given, or (for a conversation that comes in resolved) as it was made.
fn resolved(fields: &mut Fields, is_final: bool, created_at: i64) -> Option<i64> {
    let Some(time) = time(fields, "resolved_at") else {
        return is_final.then_some(created_at);
    };
    if !is_final {
        return fields.wrong(
            "resolved_at",
            "nothing unless status is Resolved or Closed",
            &time.into(),
        );
    }
    if time < created_at {
        return fields.wrong("resolved_at", "a time not before created_at", &time.into());
    }
    Some(time)
}

fn tags(fields: &mut Fields) -> Vec<String> {
    let mut read: Vec<String> = Vec::new();
    for item in fields.list("tags", TAGS_MAX) {
        let label = item.as_str().map(str::trim).unwrap_or_default();
        if label.is_empty() || label.chars().count() > NAME_MAX_CHARS {
            let _: Option<()> = fields.wrong("tags", "labels of 1 to 100 characters", &item);
        } else if !read.iter().any(|known| known == label) {
            read.push(label.to_owned());
        }
    }
    read
}
