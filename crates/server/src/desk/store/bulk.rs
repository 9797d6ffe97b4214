//! Adds many rows at once, for seeding: several rows a statement, one transaction a call. Counters
//! follow by the schema's triggers.

use std::collections::HashMap;

use support_wire::{CustomValue, ReplyType};

use super::{
    Store,
    create::{field_id, tag_id},
    rows::to_json,
};
use crate::{
    database::{Connection, Dialect, Sql},
    desk::requester::{Email, Phone, Requester},
};

/// Rows a statement. For each value SQLite looks through the names of those before it (`$1`, `$2`), so twice the rows
/// cost four times as much: with 400 that is three quarters of the time.
const ROWS_A_STATEMENT: usize = 25;

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
            .fetch_one(self.0.readers())
            .await
    }

    /// The ids of people, in their order; who is not there yet is added.
    pub(in crate::desk) async fn bulk_contacts(
        &self,
        people: &[BulkContact],
    ) -> Result<Vec<i64>, sqlx::Error> {
        let mut tx = self.0.write().await?;
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
        let mut tx = self.0.write().await?;
        for chunk in rows.chunks(ROWS_A_STATEMENT) {
            let ids = next_ids(&mut tx, chunk.len(), self.0.dialect()).await?;
            let rows: Vec<(i64, &BulkConversation)> = ids.into_iter().zip(chunk).collect();
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

async fn insert_contacts(tx: &mut Connection, people: &[BulkContact]) -> Result<(), sqlx::Error> {
    let mut sql = Sql::new(
        "INSERT INTO contacts (first_name, last_name, email, email_key, phone, created_at, updated_at) ",
    );
    sql.rows(people.iter().map(|person| {
        let (email, email_key, phone) = match person.address.clone() {
            Requester::Email(Email { shown, key }) => (Some(shown), Some(key), None),
            Requester::Phone(Phone(number)) => (None, None, Some(number)),
        };
        [
            (&person.first_name).into(),
            (&person.last_name).into(),
            email.into(),
            email_key.into(),
            phone.into(),
            person.created_at.into(),
            person.created_at.into(),
        ]
    }));
    sql.push(" ON CONFLICT DO NOTHING");
    sql.query().execute(tx).await?;
    Ok(())
}

async fn contact_ids(
    tx: &mut Connection,
    people: &[BulkContact],
) -> Result<HashMap<String, i64>, sqlx::Error> {
    let keys = || people.iter().map(|person| key(&person.address).to_owned());
    let mut sql = Sql::new("SELECT email_key, id FROM contacts WHERE email_key");
    sql.within(keys());
    sql.push(" UNION ALL SELECT phone, id FROM contacts WHERE phone");
    sql.within(keys());
    let rows: Vec<(String, i64)> = sql.query_as().fetch_all(tx).await?;
    Ok(rows.into_iter().collect())
}

/// The ids of the next conversations, which nobody else gets.
async fn next_ids(
    tx: &mut Connection,
    count: usize,
    dialect: Dialect,
) -> Result<Vec<i64>, sqlx::Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    match dialect {
        Dialect::Sqlite => {
            let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'conversations'";
            let last: i64 = sqlx::query_scalar(sql).fetch_one(tx).await?;
            Ok((last + 1..=last + count).collect())
        }
        Dialect::Postgres => {
            let sql = "SELECT nextval('conversations_id_seq') FROM generate_series(1, $1)";
            sqlx::query_scalar(sql).bind(count).fetch_all(tx).await
        }
    }
}

async fn insert_conversations(
    tx: &mut Connection,
    rows: &[(i64, &BulkConversation)],
) -> Result<(), sqlx::Error> {
    let mut sql = Sql::new(
        "INSERT INTO conversations (id, contact_id, subject, description_html, description_text, \
         status, priority, source, brand_id, member_id, team_id, created_at, last_updated_at, \
         first_response_time, resolution_time, due, first_response_due, handled_by_ai_agent, \
         properties) ",
    );
    sql.rows(rows.iter().map(|(id, row)| {
        [
            (*id).into(),
            row.contact_id.into(),
            (&row.subject).into(),
            (&row.description_html).into(),
            (&row.description_text).into(),
            row.status.into(),
            row.priority.into(),
            row.source.into(),
            row.brand_id.into(),
            row.member_id.into(),
            row.team_id.into(),
            row.created_at.into(),
            row.last_updated_at.into(),
            row.first_response_time.into(),
            row.resolution_time.into(),
            row.due.into(),
            row.first_response_due.into(),
            row.handled_by_ai_agent.into(),
            (&row.properties).into(),
        ]
    }));
    sql.query().execute(tx).await?;
    Ok(())
}

async fn insert_tags(
    tx: &mut Connection,
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
    let mut sql = Sql::new("INSERT INTO conversation_tags (conversation_id, tag_id) ");
    let pairs = pairs.into_iter();
    sql.rows(pairs.map(|(conversation, tag)| [conversation.into(), tag.into()]));
    sql.query().execute(tx).await?;
    Ok(())
}

async fn insert_values(
    tx: &mut Connection,
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
    let mut sql = Sql::new("INSERT INTO custom_values (conversation_id, field_id, value) ");
    sql.rows(
        values
            .into_iter()
            .map(|(conversation, field, value)| [conversation.into(), field.into(), value.into()]),
    );
    sql.query().execute(tx).await?;
    Ok(())
}

async fn insert_replies(
    tx: &mut Connection,
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
        let mut sql = Sql::new(
            "INSERT INTO replies (conversation_id, contact_id, type, body_html, body_text, \
             member_id, sent_at) ",
        );
        sql.rows(chunk.iter().map(|(conversation, contact, reply)| {
            [
                (*conversation).into(),
                (*contact).into(),
                reply.kind.as_str().into(),
                (&reply.body_html).into(),
                (&reply.body_text).into(),
                reply.member_id.into(),
                reply.sent_at.into(),
            ]
        }));
        sql.query().execute(&mut *tx).await?;
    }
    Ok(())
}
