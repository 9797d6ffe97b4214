//! The body of a `PATCH` as one checked value. It differs from a create's in its team: `team` is
//! text, a team's name or its id (`team_id`, which others send, is read, too).

use serde_json::{Map, Value};
use support_wire::{ConversationField, FieldProblem, Priority, limits};

use super::{custom_values, draft};
use crate::desk::{
    body::Fields,
    store::{Change, Directory, NewStatus},
};
use crate::openapi::shape::{self, Others, bodies};

/// What can be changed.
const NAMES: [&str; 7] = [
    "subject",
    "priority",
    "status",
    "assignee",
    "team",
    "team_id",
    "custom_fields",
];

bodies! {
    ChangeConversation = shape::body(
        [],
        [
            ("subject", shape::said(Some(limits::SUBJECT_MAX_CHARS)).into()),
            ("priority", shape::word(Priority::KNOWN.iter().map(Priority::as_str)).into()),
            ("status", shape::formed("status").into()),
            ("assignee", shape::formed("member").into()),
            ("team", shape::formed("team").into()),
            ("team_id", shape::id().into()),
            ("custom_fields", custom_values::shape().into()),
        ],
        Others::Ignored,
    );
}

/// Reads the body of a change.
///
/// # Errors
/// Everything that is wrong with it, or that there is nothing in it.
pub(super) fn read(
    body: Map<String, Value>,
    directory: &Directory,
    definitions: &[ConversationField],
) -> Result<Change, Vec<FieldProblem>> {
    let mut fields = Fields::new(body);
    if !NAMES.iter().any(|name| fields.has(name)) {
        let expected = format!("at least one of {}", NAMES.join(", "));
        fields.problem("body", &expected, "none");
        return fields.finish(None);
    }
    let change = Change {
        subject: fields
            .has("subject")
            .then(|| draft::subject(&mut fields))
            .flatten(),
        priority: draft::priority(&mut fields),
        status: status(&mut fields, directory),
        member_id: draft::assignee(&mut fields, directory),
        team_id: team(&mut fields, directory),
        custom_fields: custom_values::read(&mut fields, definitions),
    };
    fields.finish(Some(change))
}

fn status(fields: &mut Fields, directory: &Directory) -> Option<NewStatus> {
    let name = draft::status(fields, directory)?;
    Some(NewStatus {
        is_final: directory.is_final(&name),
        name,
    })
}

fn team(fields: &mut Fields, directory: &Directory) -> Option<i64> {
    if !fields.has("team") {
        return draft::team(fields, directory);
    }
    let value = fields.value("team")?;
    let named = |id: i64, name: &str| match &value {
        Value::String(text) => text == name || *text == id.to_string(),
        Value::Number(number) => number.as_i64() == Some(id),
        _ => false,
    };
    let teams = &directory.teams;
    match teams.iter().find(|team| named(team.id, &team.name)) {
        Some(team) => Some(team.id),
        None => fields.wrong("team", "the name or id of a team", &value),
    }
}
