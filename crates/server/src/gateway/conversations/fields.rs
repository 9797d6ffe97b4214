//! `GET /conversations/fields`: the form that a customer may fill in, as the settings describe it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{Json, extract::State};
use serde::Serialize;
use support_wire::{Brand, ConversationField, FieldOption, FieldsQuery, FormField, Pages, limits};

use crate::{
    Error,
    extract::QueryText,
    gateway::{Gateway, query, requester::Requester},
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
pub(in crate::gateway) struct FieldBook(Mutex<Option<Entry>>);

#[derive(Debug, Clone)]
struct Entry {
    /// `None` where they could not be had.
    definitions: Option<Definitions>,
    until: Instant,
}

impl FieldBook {
    fn kept(&self) -> Option<Option<Definitions>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = kept.as_ref().filter(|entry| entry.until > Instant::now());
        entry.map(|entry| entry.definitions.clone())
    }

    fn keep(&self, definitions: Option<Definitions>, time: Duration) {
        let entry = Entry {
            definitions,
            until: Instant::now() + time,
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(entry);
    }
}

/// The answer: a page of definitions, as at the vendor, with the brands beside them.
#[derive(Debug, Serialize)]
pub(super) struct FormAnswer {
    data: Vec<Listed>,
    pages: Pages,
    total_count: u64,
    brands: Vec<Brand>,
}

/// A definition as a customer's form needs it.
#[derive(Debug, Serialize)]
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
pub(super) async fn fields(
    State(gateway): State<Gateway>,
    _: Requester,
    QueryText(raw): QueryText,
) -> Result<Json<FormAnswer>, Error> {
    let asked = query::read_fields(&raw)?;
    let mut data = listed(&gateway).await?;
    data.retain(|field| is_asked(field, &asked));
    Ok(Json(FormAnswer {
        total_count: data.len() as u64,
        data,
        pages: Pages {
            per_page: limits::PER_PAGE_MAX,
            next_cursor: None,
            next_url: None,
        },
        brands: gateway.settings.form.brands.clone(),
    }))
}

/// What the form's file describes, in its order, then what a flag allows, by id.
async fn listed(gateway: &Gateway) -> Result<Vec<Listed>, Error> {
    let settings = &gateway.settings;
    if settings.custom_fields.is_empty() && settings.form.fields.is_empty() {
        return Ok(Vec::new());
    }
    let all = gateway.definitions().await?;
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
    /// All definitions, whoever may see them.
    async fn definitions(&self) -> Result<Definitions, Error> {
        if let Some(Some(kept)) = self.fields.kept() {
            return Ok(kept);
        }
        match self.ask_definitions().await {
            Ok(all) => {
                let all = Arc::new(all);
                self.warn_of_missing(&all);
                self.fields.keep(Some(Arc::clone(&all)), KNOWN_FOR);
                Ok(all)
            }
            Err(error) => {
                self.fields.keep(None, UNKNOWN_FOR);
                Err(error)
            }
        }
    }

    /// The same where it is only about what may be read: none where they can't be had, and then none
    /// for a while, since to read a conversation matters more.
    pub(super) async fn definitions_if_known(&self) -> Option<Definitions> {
        match self.fields.kept() {
            Some(kept) => kept,
            None => {
                let asked = self.definitions().await.ok();
                if asked.is_none() {
                    tracing::warn!(
                        "the definitions of custom fields could not be had; none is shown"
                    );
                }
                asked
            }
        }
    }

    async fn ask_definitions(&self) -> Result<Vec<ConversationField>, Error> {
        let mut found = Vec::new();
        let mut query = FieldsQuery {
            per_page: Some(limits::PER_PAGE_MAX),
            ..FieldsQuery::default()
        };
        for _ in 0..PAGES_MAX {
            let page = self.upstream.fields(&query).await;
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
