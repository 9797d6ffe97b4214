//! Adds many rows at once, for seeding: several rows a statement, one transaction a call. Counters
//! follow by the schema's triggers.

use std::collections::HashMap;

use sqlx::{QueryBuilder, SqliteConnection};
use support_wire::{CustomValue, ReplyType};

use super::{
    Store,
    create::{field_id, tag_id},
    rows::{push_in, to_json},
};
use crate::desk::requester::{Email, Phone, Requester};

/// Rows a statement: with twenty values each, far below SQLite's 32,766.
const ROWS_A_STATEMENT: usize = 400;

/// A person to be added.
#[derive(Debug, Clone)]
pub(in crate::desk) struct BulkContact {
    pub(in crate::desk) first_name: String,
    pub(in crate::desk) last_name: String,
    pub(in crate::desk) address: Requester,
    pub(in crate::desk) created_at: i64,
}

/// A conversation to be added, as of the day it is read.
#[derive(Debug, Clone, Default)]
pub(in crate::desk) struct BulkConversation {
    pub(in crate::desk) contact_id: i64,
    pub(in crate::desk) subject: String,
    pub(in crate::desk) description_html: String,
    pub(in crate::desk) description_text: String,
    pub(in crate::desk) status: &'static str,
    pub(in crate::desk) priority: &'static str,
    pub(in crate::desk) source: &'static str,
    pub(in crate::desk) brand_id: i64,
    pub(in crate::desk) member_id: Option<i64>,
    pub(in crate::desk) team_id: Option<i64>,
    pub(in crate::desk) created_at: i64,
    pub(in crate::desk) last_updated_at: i64,
    pub(in crate::desk) first_response_time: Option<i64>,
    pub(in crate::desk) resolution_time: Option<i64>,
    pub(in crate::desk) due: i64,
    pub(in crate::desk) first_response_due: i64,
    pub(in crate::desk) handled_by_ai_agent: bool,
    pub(in crate::desk) properties: String,
    pub(in crate::desk) tags: Vec<String>,
    pub(in crate::desk) custom_fields: Vec<(String, CustomValue)>,
    pub(in crate::desk) replies: Vec<BulkReply>,
}

/// A reply or note to be added.
#[derive(Debug, Clone)]
pub(in crate::desk) struct BulkReply {
    pub(in crate::desk) kind: ReplyType,
    pub(in crate::desk) body_html: String,
    pub(in crate::desk) body_text: String,
    /// The member who wrote it; without one it is the requester's.
    pub(in crate::desk) member_id: Option<i64>,
    pub(in crate::desk) sent_at: i64,
}

impl Store {
    /// How many conversations there are.
    pub(crate) async fn conversation_count(&self) -> Result<i64, sqlx::Error> {
        sqlx::query_scalar("SELECT value FROM counters WHERE name = 'conversations'")
            .fetch_one(&self.readers)
            .await
    }

    /// The ids of people, in their order; who is not there yet is added.
    pub(in crate::desk) async fn bulk_contacts(
        &self,
        people: &[BulkContact],
    ) -> Result<Vec<i64>, sqlx::Error> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let mut ids = Vec::with_capacity(people.len());
        for chunk in people.chunks(ROWS_A_STATEMENT) {
            insert_contacts(&mut tx, chunk).await?;
            let known = contact_ids(&mut tx, chunk).await?;
            ids.extend(
                chunk
                    .iter()
                    .filter_map(|person| known.get(key(&person.address))),
            );
        }
        tx.commit().await?;
        Ok(ids)
    }

    /// Adds conversations with their tags, custom values and replies.
    pub(in crate::desk) async fn bulk_conversations(
        &self,
        rows: &[BulkConversation],
    ) -> Result<(), sqlx::Error> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for chunk in rows.chunks(ROWS_A_STATEMENT) {
            let last: i64 =
                sqlx::query_scalar("SELECT seq FROM sqlite_sequence WHERE name = 'conversations'")
                    .fetch_one(&mut *tx)
                    .await?;
            let rows: Vec<(i64, &BulkConversation)> = (last + 1..).zip(chunk).collect();
            insert_conversations(&mut tx, &rows).await?;
            insert_tags(&mut tx, &rows).await?;
            insert_values(&mut tx, &rows).await?;
            insert_replies(&mut tx, &rows).await?;
        }
        tx.commit().await
    }
}

fn key(address: &Requester) -> &str {
    match address {
        Requester::Email(Email { key, .. }) | Requester::Phone(Phone(key)) => key,
    }
}

async fn insert_contacts(
    tx: &mut SqliteConnection,
    people: &[BulkContact],
) -> Result<(), sqlx::Error> {
    let mut sql = QueryBuilder::new(
        "INSERT INTO contacts (first_name, last_name, email, email_key, phone, created_at, updated_at) ",
    );
    sql.push_values(people, |mut row, person| {
        let (email, email_key, phone) = match person.address.clone() {
            Requester::Email(Email { shown, key }) => (Some(shown), Some(key), None),
            Requester::Phone(Phone(number)) => (None, None, Some(number)),
        };
        row.push_bind(person.first_name.clone())
            .push_bind(person.last_name.clone());
        row.push_bind(email).push_bind(email_key).push_bind(phone);
        row.push_bind(person.created_at)
            .push_bind(person.created_at);
    });
    sql.push(" ON CONFLICT DO NOTHING");
    sql.build().execute(tx).await?;
    Ok(())
}

async fn contact_ids(
    tx: &mut SqliteConnection,
    people: &[BulkContact],
) -> Result<HashMap<String, i64>, sqlx::Error> {
    let keys = || people.iter().map(|person| key(&person.address).to_owned());
    let mut sql = QueryBuilder::new("SELECT email_key, id FROM contacts WHERE email_key");
    push_in(&mut sql, keys());
    sql.push(" UNION ALL SELECT phone, id FROM contacts WHERE phone");
    push_in(&mut sql, keys());
    let rows: Vec<(String, i64)> = sql.build_query_as().fetch_all(tx).await?;
    Ok(rows.into_iter().collect())
}

async fn insert_conversations(
    tx: &mut SqliteConnection,
    rows: &[(i64, &BulkConversation)],
) -> Result<(), sqlx::Error> {
    let mut sql = QueryBuilder::new(
        "INSERT INTO conversations (id, contact_id, subject, description_html, description_text, \
         status, priority, source, brand_id, member_id, team_id, created_at, last_updated_at, \
         first_response_time, resolution_time, due, first_response_due, handled_by_ai_agent, \
         properties) ",
    );
    sql.push_values(rows, |mut values, (id, row)| {
        values
            .push_bind(id)
            .push_bind(row.contact_id)
            .push_bind(&row.subject);
        values
            .push_bind(&row.description_html)
            .push_bind(&row.description_text);
        values
            .push_bind(row.status)
            .push_bind(row.priority)
            .push_bind(row.source);
        values
            .push_bind(row.brand_id)
            .push_bind(row.member_id)
            .push_bind(row.team_id);
        values
            .push_bind(row.created_at)
            .push_bind(row.last_updated_at);
        values
            .push_bind(row.first_response_time)
            .push_bind(row.resolution_time);
        values.push_bind(row.due).push_bind(row.first_response_due);
        values
            .push_bind(row.handled_by_ai_agent)
            .push_bind(&row.properties);
    });
    sql.build().execute(tx).await?;
    Ok(())
}

async fn insert_tags(
    tx: &mut SqliteConnection,
    rows: &[(i64, &BulkConversation)],
) -> Result<(), sqlx::Error> {
    let mut ids: HashMap<&str, i64> = HashMap::new();
    let mut pairs = Vec::new();
    for (conversation, row) in rows {
        for label in &row.tags {
            let id = match ids.get(label.as_str()) {
                Some(id) => *id,
                None => tag_id(&mut *tx, label, row.created_at).await?,
            };
            ids.insert(label, id);
            pairs.push((*conversation, id));
        }
    }
    if pairs.is_empty() {
        return Ok(());
    }
    let mut sql = QueryBuilder::new("INSERT INTO conversation_tags (conversation_id, tag_id) ");
    sql.push_values(pairs, |mut row, (conversation, tag)| {
        row.push_bind(conversation).push_bind(tag);
    });
    sql.build().execute(tx).await?;
    Ok(())
}

async fn insert_values(
    tx: &mut SqliteConnection,
    rows: &[(i64, &BulkConversation)],
) -> Result<(), sqlx::Error> {
    let mut ids: HashMap<&str, i64> = HashMap::new();
    let mut values = Vec::new();
    for (conversation, row) in rows {
        for (name, value) in &row.custom_fields {
            let id = match ids.get(name.as_str()) {
                Some(id) => *id,
                None => field_id(&mut *tx, name).await?,
            };
            ids.insert(name, id);
            values.push((*conversation, id, to_json(value)?));
        }
    }
    if values.is_empty() {
        return Ok(());
    }
    let mut sql =
        QueryBuilder::new("INSERT INTO custom_values (conversation_id, field_id, value) ");
    sql.push_values(values, |mut row, (conversation, field, value)| {
        row.push_bind(conversation)
            .push_bind(field)
            .push_bind(value);
    });
    sql.build().execute(tx).await?;
    Ok(())
}

async fn insert_replies(
    tx: &mut SqliteConnection,
    rows: &[(i64, &BulkConversation)],
) -> Result<(), sqlx::Error> {
    let replies: Vec<(i64, Option<i64>, &BulkReply)> = rows
        .iter()
        .flat_map(|(id, row)| {
            row.replies.iter().map(|reply| {
                let contact = reply.member_id.is_none().then_some(row.contact_id);
                (*id, contact, reply)
            })
        })
        .collect();
    for chunk in replies.chunks(ROWS_A_STATEMENT) {
        let mut sql = QueryBuilder::new(
            "INSERT INTO replies (conversation_id, contact_id, type, body_html, body_text, \
             member_id, sent_at) ",
        );
        sql.push_values(chunk, |mut values, (conversation, contact, reply)| {
            values.push_bind(*conversation).push_bind(*contact);
            values.push_bind(reply.kind.as_str());
            values
                .push_bind(&reply.body_html)
                .push_bind(&reply.body_text);
            values.push_bind(reply.member_id).push_bind(reply.sent_at);
        });
        sql.build().execute(&mut *tx).await?;
    }
    Ok(())
}
