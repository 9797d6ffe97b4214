//! Definitions of custom fields, with their options.

use std::collections::HashMap;

use sqlx::FromRow;
use support_wire::{ConversationField, FieldOption, FieldType, FieldsQuery};

use super::{Found, Store, rows::from_json};
use crate::{
    database::{Connection, Sql},
    desk::cursor::Position,
};

const SELECT: &str = "SELECT id, internal_name, name, type, description, is_active, is_default, \
     is_mandatory_on_close, levels, choices, created_at, updated_at FROM conversation_fields";

/// Which definitions to list.
#[derive(Debug)]
pub(in crate::desk) struct FieldRequest {
    /// The filters; paging is read from the fields below.
    pub(in crate::desk) query: FieldsQuery,
    pub(in crate::desk) after: Option<Position>,
    pub(in crate::desk) per_page: u32,
}

#[derive(FromRow)]
struct FieldRow {
    id: i64,
    internal_name: String,
    name: String,
    #[sqlx(rename = "type")]
    kind: String,
    description: Option<String>,
    is_active: i64,
    is_default: i64,
    is_mandatory_on_close: i64,
    levels: Option<String>,
    choices: Option<String>,
    created_at: i64,
    updated_at: i64,
}

impl Store {
    /// Every definition.
    pub(in crate::desk) async fn definitions(&self) -> Result<Vec<ConversationField>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        let rows: Vec<FieldRow> = Sql::new(SELECT).query_as().fetch_all(&mut *tx).await?;
        complete(&mut tx, rows).await
    }

    /// One definition.
    pub(in crate::desk) async fn definition(
        &self,
        id: i64,
    ) -> Result<Option<ConversationField>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        by_id(&mut tx, id).await
    }

    /// A page of definitions, oldest first.
    pub(in crate::desk) async fn definition_page(
        &self,
        request: &FieldRequest,
    ) -> Result<Found<ConversationField>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        let mut page = Sql::new(SELECT);
        filter(&mut page, &request.query);
        if let Some(Position { time, id }) = request.after {
            page.push(" AND (created_at, id) > (").bind(time);
            page.push(", ").bind(id).push(")");
        }
        page.push(" ORDER BY created_at, id LIMIT ");
        page.bind(i64::from(request.per_page) + 1);
        let rows: Vec<FieldRow> = page.query_as().fetch_all(&mut *tx).await?;
        let rows = complete(&mut tx, rows).await?;
        let mut count = Sql::new("SELECT count(*) FROM conversation_fields");
        filter(&mut count, &request.query);
        let total = count.number().fetch_one(&mut *tx).await?;
        Ok(Found { rows, total })
    }
}

fn filter(sql: &mut Sql, query: &FieldsQuery) {
    sql.push(" WHERE 1 = 1");
    if let Some(active) = query.is_active {
        sql.push(" AND is_active = ").bind(active);
    }
    if let Some(default) = query.is_default {
        sql.push(" AND is_default = ").bind(default);
    }
}

/// One definition.
pub(super) async fn by_id(
    tx: &mut Connection,
    id: i64,
) -> Result<Option<ConversationField>, sqlx::Error> {
    let mut sql = Sql::new(SELECT);
    sql.push(" WHERE id = ").bind(id);
    let row: Option<FieldRow> = sql.query_as().fetch_optional(&mut *tx).await?;
    Ok(complete(tx, row.into_iter().collect()).await?.pop())
}

/// Adds the options to rows, in their order.
async fn complete(
    tx: &mut Connection,
    rows: Vec<FieldRow>,
) -> Result<Vec<ConversationField>, sqlx::Error> {
    let mut sql = Sql::new("SELECT field_id, id, name, position FROM field_options WHERE field_id");
    sql.within(rows.iter().map(|row| row.id));
    sql.push(" ORDER BY field_id, position");
    let options: Vec<(i64, i64, String, i64)> = sql.query_as().fetch_all(tx).await?;
    let mut found: HashMap<i64, Vec<FieldOption>> = HashMap::new();
    for (field, id, name, position) in options {
        found.entry(field).or_default().push(FieldOption {
            id: Some(id),
            name,
            position: Some(position),
        });
    }
    rows.into_iter()
        .map(|row| {
            let options = found.remove(&row.id).unwrap_or_default();
            row.with(options)
        })
        .collect()
}

impl FieldRow {
    fn with(self, field_options: Vec<FieldOption>) -> Result<ConversationField, sqlx::Error> {
        Ok(ConversationField {
            id: self.id,
            name: self.name,
            internal_name: self.internal_name,
            kind: Some(FieldType::from(self.kind.as_str())),
            description: self.description,
            is_active: self.is_active != 0,
            is_default: self.is_default != 0,
            is_mandatory_on_close: self.is_mandatory_on_close != 0,
            field_options,
            levels: self.levels.as_deref().map(from_json).transpose()?,
            choices: self.choices.as_deref().map(from_json).transpose()?,
            created_at: Some(self.created_at),
            updated_at: Some(self.updated_at),
        })
    }
}
