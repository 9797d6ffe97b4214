//! Makes and changes definitions of custom fields.

use serde_json::Value;
use sqlx::SqliteConnection;
use support_wire::{ConversationField, FieldType};

use super::{Store, fields::by_id, rows::to_json};

/// A definition to be stored.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::desk) struct NewField {
    pub(in crate::desk) name: String,
    pub(in crate::desk) internal_name: String,
    pub(in crate::desk) kind: FieldType,
    pub(in crate::desk) description: Option<String>,
    pub(in crate::desk) is_mandatory_on_close: bool,
    pub(in crate::desk) options: Vec<String>,
    pub(in crate::desk) levels: Option<Value>,
    pub(in crate::desk) choices: Option<Value>,
}

/// What is to change in a definition; what is `None` stays as it is. Options are added.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::desk) struct FieldChange {
    pub(in crate::desk) name: Option<String>,
    pub(in crate::desk) description: Option<String>,
    pub(in crate::desk) is_active: Option<bool>,
    pub(in crate::desk) is_mandatory_on_close: Option<bool>,
    pub(in crate::desk) new_options: Vec<String>,
}

/// What became of a change.
#[derive(Debug)]
pub(in crate::desk) enum Redefined {
    /// The definition as it is now.
    Done(Box<ConversationField>),
    /// There is no such definition.
    Missing,
    /// Options were sent for a field that has none.
    WithoutOptions,
    /// Options were sent that are there already.
    OptionsExist(Vec<String>),
}

impl Store {
    /// Stores a definition; `None` where its internal name is taken.
    pub(in crate::desk) async fn define(
        &self,
        field: &NewField,
        now: i64,
    ) -> Result<Option<ConversationField>, sqlx::Error> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let id: Option<i64> = sqlx::query_scalar(
            "INSERT INTO conversation_fields (internal_name, name, type, description,
                 is_mandatory_on_close, levels, choices, created_at, updated_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(&field.internal_name)
        .bind(&field.name)
        .bind(field.kind.as_str())
        .bind(&field.description)
        .bind(field.is_mandatory_on_close)
        .bind(field.levels.as_ref().map(to_json).transpose()?)
        .bind(field.choices.as_ref().map(to_json).transpose()?)
        .bind(now)
        .bind(now)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(id) = id else {
            return Ok(None);
        };
        add_options(&mut tx, id, &field.options, 1).await?;
        let stored = by_id(&mut tx, id).await?;
        tx.commit().await?;
        Ok(stored)
    }

    /// Changes a definition.
    pub(in crate::desk) async fn redefine(
        &self,
        id: i64,
        change: &FieldChange,
        now: i64,
    ) -> Result<Redefined, sqlx::Error> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let Some(field) = by_id(&mut tx, id).await? else {
            return Ok(Redefined::Missing);
        };
        if let Some(refused) = refusal(&field, change) {
            return Ok(refused);
        }
        sqlx::query(
            "UPDATE conversation_fields SET name = coalesce(?, name),
                 description = coalesce(?, description), is_active = coalesce(?, is_active),
                 is_mandatory_on_close = coalesce(?, is_mandatory_on_close), updated_at = ?
             WHERE id = ?",
        )
        .bind(&change.name)
        .bind(&change.description)
        .bind(change.is_active)
        .bind(change.is_mandatory_on_close)
        .bind(now)
        .bind(id)
        .execute(&mut *tx)
        .await?;
        let last = field
            .field_options
            .iter()
            .filter_map(|option| option.position);
        add_options(
            &mut tx,
            id,
            &change.new_options,
            last.max().unwrap_or(0) + 1,
        )
        .await?;
        let stored = by_id(&mut tx, id).await?;
        tx.commit().await?;
        Ok(stored.map_or(Redefined::Missing, |field| Redefined::Done(Box::new(field))))
    }
}

/// Why the options cannot be added, if so.
fn refusal(field: &ConversationField, change: &FieldChange) -> Option<Redefined> {
    if change.new_options.is_empty() {
        return None;
    }
    if !matches!(
        field.kind,
        Some(FieldType::Dropdown | FieldType::MultiSelect)
    ) {
        return Some(Redefined::WithoutOptions);
    }
    let there = |name: &&String| {
        field
            .field_options
            .iter()
            .any(|option| option.name == **name)
    };
    let doubles: Vec<String> = change.new_options.iter().filter(there).cloned().collect();
    (!doubles.is_empty()).then_some(Redefined::OptionsExist(doubles))
}

async fn add_options(
    tx: &mut SqliteConnection,
    field: i64,
    names: &[String],
    first: i64,
) -> Result<(), sqlx::Error> {
    for (name, position) in names.iter().zip(first..) {
        sqlx::query("INSERT INTO field_options (field_id, name, position) VALUES (?, ?, ?)")
            .bind(field)
            .bind(name)
            .bind(position)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}
