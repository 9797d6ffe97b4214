//! Makes and changes definitions of custom fields.

use serde_json::Value;
use support_wire::{ConversationField, FieldType};

use super::{Store, fields::by_id, rows::to_json};
use crate::database::{Connection, Sql};

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
        let mut tx = self.0.write().await?;
        let id: Option<i64> = sqlx::query_scalar(
            "INSERT INTO conversation_fields (internal_name, name, type, description,
                 is_mandatory_on_close, levels, choices, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(&field.internal_name)
        .bind(&field.name)
        .bind(field.kind.as_str())
        .bind(&field.description)
        .bind(i64::from(field.is_mandatory_on_close))
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
        let mut tx = self.0.write().await?;
        // Two that add options at once would give them the same places.
        let mut held = Sql::new("SELECT id FROM conversation_fields WHERE id = ");
        held.bind(id).push(self.0.dialect().locking());
        held.query().fetch_optional(&mut *tx).await?;
        let Some(field) = by_id(&mut tx, id).await? else {
            return Ok(Redefined::Missing);
        };
        if let Some(refused) = refusal(&field, change) {
            return Ok(refused);
        }
        sqlx::query(
            "UPDATE conversation_fields SET name = coalesce($1, name),
                 description = coalesce($2, description), is_active = coalesce($3, is_active),
                 is_mandatory_on_close = coalesce($4, is_mandatory_on_close), updated_at = $5
             WHERE id = $6",
        )
        .bind(&change.name)
        .bind(&change.description)
        .bind(change.is_active.map(i64::from))
        .bind(change.is_mandatory_on_close.map(i64::from))
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
    tx: &mut Connection,
    field: i64,
    names: &[String],
    first: i64,
) -> Result<(), sqlx::Error> {
    for (name, position) in names.iter().zip(first..) {
        sqlx::query("INSERT INTO field_options (field_id, name, position) VALUES ($1, $2, $3)")
            .bind(field)
            .bind(name)
            .bind(position)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}
