//! Rows to `wire` conversations. Tags and custom values come by one statement each for all rows of a
//! page.

use std::collections::HashMap;

use sqlx::FromRow;
use support_wire::{Conversation, CustomField, CustomValue, Priority, Source, Status, Tag};

use crate::database::{Connection, Sql};

/// What is read of a conversation. The joins are to the left so that the planner walks the
/// conversations first, whatever it thinks of the other tables' sizes.
pub(super) const SELECT: &str = "SELECT c.id, b.name AS brand, c.brand_id, c.source, c.status, \
     c.priority, c.created_at, c.first_response_time, c.resolution_time, c.due, \
     c.first_response_due, k.email, k.phone, c.contact_id, c.member_id, c.team_id, \
     c.last_updated_at, c.subject, c.description_html, c.description_text, c.properties \
     FROM conversations c LEFT JOIN brands b ON b.id = c.brand_id \
     LEFT JOIN contacts k ON k.id = c.contact_id";

/// A row of [`SELECT`].
#[derive(Debug, FromRow)]
pub(super) struct ConversationRow {
    id: i64,
    brand: Option<String>,
    brand_id: i64,
    source: String,
    status: String,
    priority: String,
    created_at: i64,
    first_response_time: Option<i64>,
    resolution_time: Option<i64>,
    due: i64,
    first_response_due: i64,
    email: Option<String>,
    phone: Option<String>,
    contact_id: i64,
    member_id: Option<i64>,
    team_id: Option<i64>,
    last_updated_at: i64,
    subject: String,
    description_html: String,
    description_text: String,
    properties: String,
}

/// One conversation as a list shows it.
pub(super) async fn by_id(
    tx: &mut Connection,
    id: i64,
) -> Result<Option<Conversation>, sqlx::Error> {
    let mut sql = Sql::new(SELECT);
    sql.push(" WHERE c.id = ").bind(id);
    let row: Option<ConversationRow> = sql.query_as().fetch_optional(&mut *tx).await?;
    Ok(complete(tx, row.into_iter().collect()).await?.pop())
}

/// One conversation by itself: its custom fields name their definition and the chosen option.
pub(super) async fn whole(
    tx: &mut Connection,
    id: i64,
) -> Result<Option<Conversation>, sqlx::Error> {
    let Some(mut conversation) = by_id(tx, id).await? else {
        return Ok(None);
    };
    let fields: Vec<(i64, i64)> =
        sqlx::query_as("SELECT id, field_id FROM custom_values WHERE conversation_id = $1")
            .bind(id)
            .fetch_all(&mut *tx)
            .await?;
    let options: Vec<(i64, i64, String)> = sqlx::query_as(
        "SELECT o.field_id, o.id, o.name FROM custom_values v
         JOIN field_options o ON o.field_id = v.field_id WHERE v.conversation_id = $1",
    )
    .bind(id)
    .fetch_all(tx)
    .await?;
    for value in &mut conversation.custom_fields {
        let definition = fields.iter().find(|(id, _)| *id == value.id);
        value.conversation_field_id = definition.map(|(_, field)| *field);
        let CustomValue::Text(text) = &value.value else {
            continue;
        };
        let chosen = options
            .iter()
            .find(|(field, _, name)| Some(*field) == value.conversation_field_id && name == text);
        value.option_id = chosen.map(|(_, option, _)| *option);
    }
    Ok(Some(conversation))
}

/// Adds tags and custom values to rows, in their order.
pub(super) async fn complete(
    tx: &mut Connection,
    rows: Vec<ConversationRow>,
) -> Result<Vec<Conversation>, sqlx::Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut tags = tags(tx, &ids).await?;
    let mut values = values(tx, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let tags = tags.remove(&row.id).unwrap_or_default();
            let values = values.remove(&row.id).unwrap_or_default();
            conversation(row, tags, values)
        })
        .collect()
}

async fn tags(tx: &mut Connection, ids: &[i64]) -> Result<HashMap<i64, Vec<Tag>>, sqlx::Error> {
    let mut sql = Sql::new(
        "SELECT x.conversation_id, t.id, t.name FROM conversation_tags x \
         JOIN tags t ON t.id = x.tag_id WHERE x.conversation_id",
    );
    sql.within(ids.iter().copied());
    sql.push(" ORDER BY x.conversation_id, t.id");
    let rows: Vec<(i64, i64, String)> = sql.query_as().fetch_all(tx).await?;
    let mut found: HashMap<i64, Vec<Tag>> = HashMap::new();
    for (conversation, id, label) in rows {
        found
            .entry(conversation)
            .or_default()
            .push(Tag { id, label });
    }
    Ok(found)
}

async fn values(
    tx: &mut Connection,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<CustomField>>, sqlx::Error> {
    let mut sql =
        Sql::new("SELECT conversation_id, id, value FROM custom_values WHERE conversation_id");
    sql.within(ids.iter().copied());
    sql.push(" ORDER BY conversation_id, id");
    let rows: Vec<(i64, i64, String)> = sql.query_as().fetch_all(tx).await?;
    let mut found: HashMap<i64, Vec<CustomField>> = HashMap::new();
    for (conversation, id, value) in rows {
        let value: CustomValue = from_json(&value)?;
        let field = CustomField {
            id,
            conversation_field_id: None,
            option_id: None,
            value,
        };
        found.entry(conversation).or_default().push(field);
    }
    Ok(found)
}

fn conversation(
    row: ConversationRow,
    tags: Vec<Tag>,
    custom_fields: Vec<CustomField>,
) -> Result<Conversation, sqlx::Error> {
    Ok(Conversation {
        id: row.id,
        brand: row.brand.unwrap_or_default(),
        brand_id: Some(row.brand_id),
        source: Some(Source::from(row.source.as_str())),
        status: Some(Status::from(row.status.as_str())),
        priority: Some(Priority::from(row.priority.as_str())),
        created_at: row.created_at,
        first_response_time: row.first_response_time,
        resolution_time: row.resolution_time,
        due: Some(row.due),
        first_response_due: Some(row.first_response_due),
        requested_by_email: row.email,
        requested_by_phone: row.phone,
        requested_by_id: Some(row.contact_id),
        assigned_to_member_id: row.member_id,
        assigned_to_team_id: row.team_id,
        last_updated_at: row.last_updated_at,
        subject: row.subject,
        description_html: row.description_html,
        description_text: row.description_text,
        tags,
        custom_fields,
        properties: from_json(&row.properties)?,
    })
}

/// A value as the text of a JSON column.
pub(super) fn to_json(value: &impl serde::Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()))
}
