//! The body of a create as a customer may send it: a closed list of fields. What is the gateway's own
//! is accepted where it says what the gateway says anyway, so that a caller who also speaks to the
//! vendor need not know the difference.

use serde_json::{Map, Value};
use support_wire::{
    CustomValue, FieldProblem, NewConversation, NewCustomField, Priority, html_from_text, limits,
};

use super::matching::Content;
use crate::{
    Error,
    gateway::{
        guest::{Creator, HONEYPOT},
        requester::{folded, is_address, not_yours},
        settings::GatewaySettings,
    },
    openapi::shape::{self, Others, bodies},
    upstream::ContactAddress,
};

/// Most characters in an e-mail address.
const EMAIL_MAX: usize = 254;
/// How much of a refused value an error repeats.
const SHOWN_CHARS: usize = 60;

/// A conversation to be made, and what a look for it compares.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) conversation: NewConversation,
    pub(super) content: Content,
}

/// For whom the conversation is.
#[derive(Debug)]
pub(super) enum Asker {
    /// The verified requester, whatever the body says.
    Signed(ContactAddress),
    /// Whom an unsigned visitor says to be.
    Guest(ContactAddress),
}

impl Asker {
    pub(super) fn of(creator: &Creator, body: &Map<String, Value>) -> Result<Self, Error> {
        match creator {
            Creator::Signed(requester) => Ok(Self::Signed(requester.address().clone())),
            Creator::Guest(_) => {
                let text = body.get("requested_by").and_then(Value::as_str);
                let email = text.map(folded).filter(|text| is_email(text));
                let problem = || {
                    expected(
                        "requested_by",
                        "an e-mail address",
                        body.get("requested_by"),
                    )
                };
                let email = email.ok_or_else(|| Error::Fields(vec![problem()]))?;
                Ok(Self::Guest(ContactAddress::Email(email)))
            }
        }
    }

    fn address(&self) -> &ContactAddress {
        match self {
            Self::Signed(address) | Self::Guest(address) => address,
        }
    }

    pub(super) fn into_address(self) -> ContactAddress {
        match self {
            Self::Signed(address) | Self::Guest(address) => address,
        }
    }
}

bodies! {
    CreateConversation = shape::body(
        [
            ("subject", shape::matching(SUBJECT, limits::SUBJECT_MAX_CHARS).into()),
            ("description", shape::of_bytes(limits::DESCRIPTION_MAX_BYTES).into()),
        ],
        [
            ("priority", shape::word(Priority::KNOWN.iter().map(Priority::as_str)).into()),
            ("brand_id", shape::id().into()),
            ("custom_fields", shape::custom_fields(None).into()),
            ("requested_by", shape::formed("own-address").into()),
            ("requested_by_firstname", shape::formed("guest-name").into()),
        ],
        Others::Refused,
    );
}

/// A subject, for the document: one line that says something.
const SUBJECT: &str =
    r"^[^\x00-\x08\x0a-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0a-\x1f\x7f-\x9f]*$";

/// Reads the body.
///
/// # Errors
/// Everything that is wrong with it, in the order of the documentation.
pub(super) fn read(
    mut body: Map<String, Value>,
    asker: &Asker,
    settings: &GatewaySettings,
) -> Result<Draft, Vec<FieldProblem>> {
    body.retain(|_, value| !value.is_null());
    let mut problems = Vec::new();
    let given = &settings.given;
    let subject =
        text(&mut body, "subject", &mut problems).and_then(|text| subject(text, &mut problems));
    let description = text(&mut body, "description", &mut problems)
        .and_then(|text| description(text, &mut problems));
    check_requester(&mut body, asker, &mut problems);
    let requested_by_firstname = guests_name(&mut body, asker, &mut problems);
    let priority = priority(&mut body, &mut problems);
    let own = [
        ("source", Some(Value::from(given.source.as_str()))),
        ("status", Some(given.status.as_str().into())),
        ("assignee", given.assignee.clone().map(Value::from)),
        ("team_id", given.team_id.map(Value::from)),
        ("tags", Some(given.tags.clone().into())),
    ];
    for (name, ours) in own {
        let sent = body.remove(name);
        if sent.is_some() && sent != ours {
            problems.push(expected(
                name,
                "nothing, or what this portal sets",
                sent.as_ref(),
            ));
        }
    }
    let brand_id = brand(&mut body, &settings.brands, &mut problems);
    let custom_fields = custom_fields(&mut body, &settings.custom_fields, &mut problems);
    check_rest(body, asker, &mut problems);
    let (Some(subject), Some(description), true) = (subject, description, problems.is_empty())
    else {
        return Err(problems);
    };
    let (ContactAddress::Email(address) | ContactAddress::Phone(address)) = asker.address();
    Ok(Draft {
        content: Content::new(&subject, &description),
        conversation: NewConversation {
            subject,
            description: html_from_text(&description),
            requested_by: Some(address.clone()),
            requested_by_firstname,
            priority,
            status: Some(given.status.clone()),
            source: Some(given.source.clone()),
            brand_id,
            assignee: given.assignee.clone(),
            team_id: given.team_id,
            tags: given.tags.clone(),
            custom_fields,
            website: None,
        },
    })
}

type Problems = Vec<FieldProblem>;

/// Text with something in it, and without NUL.
fn text(body: &mut Map<String, Value>, name: &str, problems: &mut Problems) -> Option<String> {
    match body.remove(name) {
        Some(Value::String(text)) if !text.trim().is_empty() && !text.contains('\0') => Some(text),
        other => {
            problems.push(expected(name, "text", other.as_ref()));
            None
        }
    }
}

/// A subject becomes the heading of an e-mail: a line break in it could begin another heading.
fn subject(text: String, problems: &mut Problems) -> Option<String> {
    let length = text.chars().count();
    let message = if length > limits::SUBJECT_MAX_CHARS {
        format!(
            "expected at most {} characters, found {length}",
            limits::SUBJECT_MAX_CHARS
        )
    } else if text.chars().any(|c| c.is_control() && c != '\t') {
        "expected one line, found control characters".to_owned()
    } else {
        return Some(text);
    };
    problems.push(problem("subject", message));
    None
}

fn description(text: String, problems: &mut Problems) -> Option<String> {
    if text.len() <= limits::DESCRIPTION_MAX_BYTES {
        return Some(text);
    }
    let max = limits::DESCRIPTION_MAX_BYTES;
    problems.push(problem(
        "description",
        format!("expected at most {max} bytes, found {}", text.len()),
    ));
    None
}

fn check_requester(body: &mut Map<String, Value>, asker: &Asker, problems: &mut Problems) {
    let sent = body.remove("requested_by");
    let same = |value: &Value| {
        value
            .as_str()
            .is_some_and(|text| is_address(text, asker.address()))
    };
    if sent.is_some_and(|value| !same(&value)) {
        problems.push(not_yours("requested_by"));
    }
}

/// What a guest is called. A signed customer's name is the token's to say, never the body's.
fn guests_name(
    body: &mut Map<String, Value>,
    asker: &Asker,
    problems: &mut Problems,
) -> Option<String> {
    const NAME: &str = "requested_by_firstname";
    let Asker::Guest(_) = asker else {
        return None;
    };
    let sent = body.remove(NAME)?;
    let is_name = |text: &&str| {
        (1..=limits::NAME_MAX_CHARS).contains(&text.chars().count())
            && !text.contains(char::is_control)
    };
    let name = sent.as_str().map(str::trim).filter(is_name);
    if name.is_none() {
        problems.push(expected(NAME, "a name of one line", Some(&sent)));
    }
    name.map(str::to_owned)
}

fn priority(body: &mut Map<String, Value>, problems: &mut Problems) -> Option<Priority> {
    let sent = body.remove("priority")?;
    let word = sent.as_str().map(Priority::from).filter(Priority::is_known);
    if word.is_none() {
        problems.push(expected(
            "priority",
            "one of Low, Medium, High, Urgent",
            Some(&sent),
        ));
    }
    word
}

fn brand(body: &mut Map<String, Value>, brands: &[i64], problems: &mut Problems) -> Option<i64> {
    let sent = body.remove("brand_id")?;
    let id = sent.as_i64().filter(|id| brands.contains(id));
    if id.is_none() {
        problems.push(expected("brand_id", "a brand of this portal", Some(&sent)));
    }
    id
}

fn custom_fields(
    body: &mut Map<String, Value>,
    listed: &[String],
    problems: &mut Problems,
) -> Vec<NewCustomField> {
    let Some(sent) = body.remove("custom_fields") else {
        return Vec::new();
    };
    let Ok(items) = serde_json::from_value::<Vec<NewCustomField>>(sent.clone()) else {
        problems.push(expected(
            "custom_fields",
            "a list of internal_name and value",
            Some(&sent),
        ));
        return Vec::new();
    };
    for (index, item) in items.iter().enumerate() {
        let name = &item.internal_name;
        let is_twice = items
            .iter()
            .take(index)
            .any(|other| other.internal_name == *name);
        if !listed.contains(name) || is_twice {
            let found = Value::from(name.as_str());
            problems.push(expected(
                "custom_fields",
                "fields of this portal, once each",
                Some(&found),
            ));
        } else if has_nul(&item.value) {
            let message = "expected text without NUL characters".to_owned();
            problems.push(problem(&format!("custom_fields.{name}"), message));
        }
    }
    items
}

/// Whatever is left has no business here; the honeypot says so without saying why.
fn check_rest(mut body: Map<String, Value>, asker: &Asker, problems: &mut Problems) {
    if matches!(asker, Asker::Guest(_)) && body.get(HONEYPOT).is_some_and(|value| value == "") {
        body.remove(HONEYPOT);
    }
    for (name, _) in body {
        let name: String = name.chars().take(SHOWN_CHARS).collect();
        problems.push(problem(&name, "expected no such field".to_owned()));
    }
}

fn has_nul(value: &CustomValue) -> bool {
    match value {
        CustomValue::Text(text) => text.contains('\0'),
        CustomValue::List(items) => items.iter().any(has_nul),
        _ => false,
    }
}

fn is_email(text: &str) -> bool {
    let plain = text.len() <= EMAIL_MAX && text.bytes().all(|byte| byte.is_ascii_graphic());
    let parts = text.split_once('@');
    plain
        && parts.is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.contains('@')
        })
}

fn expected(name: &str, expected: &str, found: Option<&Value>) -> FieldProblem {
    let found = match found {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) => {
            format!("`{}`", text.chars().take(SHOWN_CHARS).collect::<String>())
        }
        Some(Value::Array(_)) => "a list".to_owned(),
        Some(Value::Object(_)) => "an object".to_owned(),
        Some(other) => other.to_string(),
    };
    problem(name, format!("expected {expected}, found {found}"))
}

fn problem(name: &str, message: String) -> FieldProblem {
    FieldProblem {
        name: name.to_owned(),
        message,
    }
}
