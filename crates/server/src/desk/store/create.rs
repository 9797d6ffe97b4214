//! Makes a conversation: contact, row, tags and custom values in one transaction.

use support_wire::Conversation;

use super::{Store, contacts::find_or_make, rows};
use crate::{
    database::Connection,
    desk::conversations::{Draft, NewValue},
};

impl Store {
    /// Stores a draft. When this returns, the rows are on disk.
    pub(in crate::desk) async fn create(&self, draft: &Draft) -> Result<Conversation, sqlx::Error> {
        let mut tx = self.0.write().await?;
        let contact_id = find_or_make(&mut tx, draft).await?;
        let id = insert(&mut tx, draft, contact_id).await?;
        for label in &draft.tags {
            add_tag(&mut tx, id, label, draft.created_at).await?;
        }
        for field in &draft.custom_fields {
            set_value(&mut tx, id, field).await?;
        }
        let stored = rows::by_id(&mut tx, id)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        tx.commit().await?;
        Ok(stored)
    }
}

async fn insert(tx: &mut Connection, draft: &Draft, contact_id: i64) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO conversations (subject, description_html, description_text, status, priority,
             source, brand_id, contact_id, member_id, team_id, created_at, last_updated_at,
             resolution_time, due, first_response_due)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id",
    )
    .bind(&draft.subject)
    .bind(&draft.description_html)
    .bind(&draft.description_text)
    .bind(&draft.status)
    .bind(&draft.priority)
    .bind(&draft.source)
    .bind(draft.brand_id)
    .bind(contact_id)
    .bind(draft.member_id)
    .bind(draft.team_id)
    .bind(draft.created_at)
    .bind(draft.last_updated_at)
    .bind(draft.resolution_time)
    .bind(draft.due)
    .bind(draft.first_response_due)
    .fetch_one(tx)
    .await
}

async fn add_tag(
    tx: &mut Connection,
    conversation: i64,
    label: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let tag_id = tag_id(tx, label, now).await?;
    sqlx::query("INSERT INTO conversation_tags (conversation_id, tag_id) VALUES ($1, $2)")
        .bind(conversation)
        .bind(tag_id)
        .execute(tx)
        .await?;
    Ok(())
}

/// Stores a custom value in the place of what was there.
pub(super) async fn set_value(
    tx: &mut Connection,
    conversation: i64,
    field: &NewValue,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO custom_values (conversation_id, field_id, value) VALUES ($1, $2, $3)
         ON CONFLICT (conversation_id, field_id) DO UPDATE SET value = excluded.value",
    )
    .bind(conversation)
    .bind(field.field_id)
    .bind(rows::to_json(&field.value)?)
    .execute(tx)
    .await?;
    Ok(())
}

/// The id of a tag, made if missing.
pub(super) async fn tag_id(tx: &mut Connection, label: &str, now: i64) -> Result<i64, sqlx::Error> {
    sqlx::query("INSERT INTO tags (name, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(label)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    sqlx::query_scalar("SELECT id FROM tags WHERE name = $1")
        .bind(label)
        .fetch_one(tx)
        .await
}

/// The id of a custom field by its internal name.
pub(super) async fn field_id(tx: &mut Connection, internal_name: &str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM conversation_fields WHERE internal_name = $1")
        .bind(internal_name)
        .fetch_one(tx)
        .await
}
