//! `GET /conversations/fields`: the form that a customer may fill in, as the settings describe it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::extract::State;
use serde::Serialize;
use support_wire::{Brand, ConversationField, FieldOption, FieldsQuery, FormField, Pages, limits};
use tokio::time::Instant;
use utoipa::ToSchema;

use crate::{
    Error,
    extract::QueryText,
    gateway::{
        Gateway,
        line::Calls,
        query,
        reads::{Found, Reading},
        requester::Requester,
    },
    upstream::Upstream,
};

/// How many pages of definitions are read.
const PAGES_MAX: usize = 10;
/// How long definitions are believed.
const KNOWN_FOR: Duration = Duration::from_secs(300);
/// How long nothing is asked for the sake of reading after they could not be had.
const UNKNOWN_FOR: Duration = Duration::from_secs(5);

/// All definitions of a desk, whoever may see them.
pub(super) type Definitions = Arc<Vec<ConversationField>>;

/// The definitions as they were asked for lately.
#[derive(Debug, Default)]
pub(in crate::gateway) struct FieldBook {
    entry: Mutex<Option<Entry>>,
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// `None` where they could not be had.
    definitions: Option<Definitions>,
    until: Instant,
}

impl FieldBook {
    fn kept(&self) -> Option<Option<Definitions>> {
        let kept = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = kept.as_ref().filter(|entry| entry.until > Instant::now());
        entry.map(|entry| entry.definitions.clone())
    }

    fn keep(&self, definitions: Option<Definitions>, time: Duration) {
        let entry = Entry {
            definitions,
            until: Instant::now() + time,
        };
        *self.entry.lock().unwrap_or_else(PoisonError::into_inner) = Some(entry);
    }

    /// The last ones that could be had, whatever their age.
    fn older(&self) -> Option<Definitions> {
        let kept = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref()?.definitions.clone()
    }
}

/// The answer: a page of definitions, as at the vendor, with the brands beside them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FormAnswer {
    data: Vec<Listed>,
    pages: Pages,
    total_count: u64,
    brands: Vec<Brand>,
}

/// A definition as a customer's form needs it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FormDefinition)]
struct Listed {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    is_active: bool,
    is_default: bool,
    field_options: Vec<FieldOption>,
    #[serde(flatten)]
    form: FormField,
}

/// The fields of the form, on one page; those that are only shown stay out of it.
#[utoipa::path(get, path = "/conversations/fields", operation_id = "form", params(query::FieldParameters), responses(
    (status = 200, description = "The form", body = FormAnswer),
    (status = 304, description = "The caller has it already"),
))]
pub(super) async fn fields(
    State(gateway): State<Gateway>,
    requester: Requester,
    QueryText(raw): QueryText,
) -> Result<Reading, Error> {
    let asked = query::read_fields(&raw)?;
    gateway.take_open(&requester)?;
    let question = requester.question(&gateway, format!("fields {}", asked.encode()));
    let work = move |gateway: Gateway, calls| async move {
        let mut data = listed(&gateway, &calls).await?;
        data.retain(|field| is_asked(field, &asked));
        Found::lasting(&FormAnswer {
            total_count: data.len() as u64,
            data,
            pages: Pages {
                per_page: limits::PER_PAGE_MAX,
                next_cursor: None,
                next_url: None,
            },
            brands: gateway.settings.form.brands.clone(),
        })
    };
    gateway.read(question, 1, work).await
}

/// What the form's file describes, in its order, then what a flag allows, by id.
async fn listed(gateway: &Gateway, calls: &Calls) -> Result<Vec<Listed>, Error> {
    let settings = &gateway.settings;
    if settings.custom_fields.is_empty() && settings.form.fields.is_empty() {
        return Ok(Vec::new());
    }
    let all = gateway.definitions(calls).await?;
    let described = settings.form.fields.iter();
    let mut listed: Vec<Listed> = described
        .filter_map(|field| describe(field, &all))
        .collect();
    let mut allowed: Vec<&ConversationField> = all
        .iter()
        .filter(|field| field.is_active && settings.custom_fields.contains(&field.internal_name))
        .filter(|field| {
            !settings
                .form
                .fields
                .iter()
                .any(|known| is_about(known, field))
        })
        .collect();
    allowed.sort_by_key(|field| field.id);
    listed.extend(allowed.into_iter().map(|field| defined(field, None)));
    Ok(listed)
}

/// Whether the form says something about a field; its value alone may also be the target of another.
fn is_about(described: &FormField, field: &ConversationField) -> bool {
    described.internal_name == field.internal_name
        || described.into.as_ref() == Some(&field.internal_name)
}

/// A field as the form's file describes it; nothing where the desk does not have it in use.
fn describe(field: &FormField, all: &[ConversationField]) -> Option<Listed> {
    let is_standard = crate::gateway::form::is_standard(&field.internal_name);
    if is_standard || field.kind.is_some() {
        return Some(Listed {
            id: None,
            is_active: true,
            is_default: is_standard,
            field_options: Vec::new(),
            form: field.clone(),
        });
    }
    let mut found = all.iter();
    let found =
        found.find(|known| known.is_active && known.internal_name == field.internal_name)?;
    Some(defined(found, Some(field)))
}

fn defined(field: &ConversationField, by: Option<&FormField>) -> Listed {
    // The vendor documents neither shape: what is none of ours is left out, and the field with it is
    // one that a form can't ask for.
    let tree = |value: &Option<serde_json::Value>| value.clone().unwrap_or_default();
    let mut form = FormField {
        internal_name: field.internal_name.clone(),
        name: Some(field.name.clone()),
        kind: field.kind.clone(),
        description: field.description.clone(),
        levels: serde_json::from_value(tree(&field.levels)).ok(),
        choices: serde_json::from_value(tree(&field.choices)).ok(),
        ..FormField::default()
    };
    if let Some(by) = by {
        form.refine(by);
    }
    Listed {
        id: Some(field.id),
        is_active: true,
        is_default: field.is_default,
        field_options: field.field_options.clone(),
        form,
    }
}

/// Fields out of use are never listed.
fn is_asked(field: &Listed, asked: &FieldsQuery) -> bool {
    asked.is_active.unwrap_or(true)
        && asked
            .is_default
            .is_none_or(|wanted| wanted == field.is_default)
}

impl Gateway {
    /// All definitions, whoever may see them. Where they can't be had, those of before.
    async fn definitions(&self, calls: &Calls) -> Result<Definitions, Error> {
        // Whoever comes second finds what the first was told.
        let _turn = self.fields.turn.lock().await;
        if let Some(Some(kept)) = self.fields.kept() {
            return Ok(kept);
        }
        match self.ask_definitions(calls).await {
            Ok(all) => {
                let all = Arc::new(all);
                self.warn_of_missing(&all);
                self.fields.keep(Some(Arc::clone(&all)), KNOWN_FOR);
                Ok(all)
            }
            Err(error) => {
                let older = self.fields.older();
                self.fields.keep(older.clone(), UNKNOWN_FOR);
                older.ok_or(error)
            }
        }
    }

    /// The same where it is only about what may be read: none where they can't be had, and then none
    /// for a while, since to read a conversation matters more.
    pub(super) async fn definitions_if_known(&self, calls: &Calls) -> Option<Definitions> {
        match self.fields.kept() {
            Some(kept) => kept,
            None => {
                let asked = self.definitions(calls).await.ok();
                if asked.is_none() {
                    tracing::warn!(
                        "the definitions of custom fields could not be had; none is shown"
                    );
                }
                asked
            }
        }
    }

    async fn ask_definitions(&self, calls: &Calls) -> Result<Vec<ConversationField>, Error> {
        let mut found = Vec::new();
        let mut query = FieldsQuery {
            per_page: Some(limits::PER_PAGE_MAX),
            ..FieldsQuery::default()
        };
        for _ in 0..PAGES_MAX {
            let page = calls.fields(&query).await;
            let page = page.map_err(|error| self.upstream_failed(error))?;
            found.extend(page.data);
            query.starting_after = page.pages.next_cursor;
            if query.starting_after.is_none() {
                break;
            }
        }
        Ok(found)
    }

    /// Says in the log which fields of the settings the desk does not have in use.
    fn warn_of_missing(&self, all: &[ConversationField]) {
        let settings = &self.settings;
        for name in settings.custom_fields.iter().chain(&settings.shown_fields) {
            let is_there =
                |field: &ConversationField| field.is_active && field.internal_name == *name;
            if !all.iter().any(is_there) {
                tracing::warn!(field = %name, "a custom field of the settings is not defined, or not in use");
            }
        }
    }
}
