//! Replies and internal notes of a conversation.

use sqlx::FromRow;
use support_wire::{Reply, ReplyAuthor, ReplyId, ReplyType, SortOrder};

use super::{Found, Store};
use crate::{
    database::{Connection, Dialect, Sql},
    desk::cursor::Position,
};

/// The account that every reply belongs to: a desk has one.
const ACCOUNT: i64 = 1;
/// What is read of a reply. The joins are to the left so that the walk begins at the replies.
const SELECT: &str = "SELECT r.id, r.type, r.body_html, r.body_text, r.sent_at, \
     r.conversation_id, c.brand_id, r.member_id, m.first_name AS member_first, \
     m.last_name AS member_last, m.email AS member_email, r.contact_id, \
     k.first_name AS contact_first, k.last_name AS contact_last, k.email AS contact_email, \
     k.phone AS contact_phone FROM replies r \
     LEFT JOIN conversations c ON c.id = r.conversation_id \
     LEFT JOIN members m ON m.id = r.member_id LEFT JOIN contacts k ON k.id = r.contact_id";

/// Which replies to list.
#[derive(Debug, Clone)]
pub(in crate::desk) struct ReplyRequest {
    pub(in crate::desk) conversation: i64,
    pub(in crate::desk) kind: Option<ReplyType>,
    pub(in crate::desk) order: SortOrder,
    pub(in crate::desk) after: Option<Position>,
    pub(in crate::desk) per_page: u32,
}

/// A reply or note to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::desk) struct NoteOrReply {
    pub(in crate::desk) kind: ReplyType,
    pub(in crate::desk) body_html: String,
    pub(in crate::desk) body_text: String,
}

#[derive(FromRow)]
struct ReplyRow {
    id: i64,
    #[sqlx(rename = "type")]
    kind: String,
    body_html: String,
    body_text: String,
    sent_at: i64,
    conversation_id: i64,
    brand_id: Option<i64>,
    member_id: Option<i64>,
    member_first: Option<String>,
    member_last: Option<String>,
    member_email: Option<String>,
    contact_id: Option<i64>,
    contact_first: Option<String>,
    contact_last: Option<String>,
    contact_email: Option<String>,
    contact_phone: Option<String>,
}

impl Store {
    /// A page of a conversation's replies; `None` where there is no such conversation.
    pub(in crate::desk) async fn replies(
        &self,
        request: &ReplyRequest,
    ) -> Result<Option<Found<Reply>>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        if !exists(&mut tx, request.conversation).await? {
            return Ok(None);
        }
        let mut page = Sql::new(SELECT);
        filter(&mut page, request);
        let (side, direction) = match request.order {
            SortOrder::Asc => (">", "ASC"),
            _ => ("<", "DESC"),
        };
        if let Some(Position { time, id }) = request.after {
            page.push(format_args!(" AND (r.sent_at, r.sort_id) {side} ("))
                .bind(time);
            page.push(", ").bind(id).push(")");
        }
        page.push(format_args!(
            " ORDER BY r.sent_at {direction}, r.sort_id {direction} LIMIT "
        ));
        page.bind(i64::from(request.per_page) + 1);
        let rows: Vec<ReplyRow> = page.query_as().fetch_all(&mut *tx).await?;
        let mut count = Sql::new("SELECT count(*) FROM replies r");
        filter(&mut count, request);
        let total = count.number().fetch_one(&mut *tx).await?;
        Ok(Some(Found {
            rows: rows.into_iter().map(Reply::from).collect(),
            total,
        }))
    }

    /// Stores what the desk's own member says. A reply is support's answer: the first one sets
    /// `first_response_time`, and the conversation counts as changed. A note does neither, so that
    /// nothing a customer may see tells of it. No status moves: only a customer's reply reopens.
    pub(in crate::desk) async fn reply(
        &self,
        conversation: i64,
        reply: &NoteOrReply,
        now: i64,
    ) -> Result<bool, sqlx::Error> {
        let mut tx = self.0.write().await?;
        if !hold(&mut tx, conversation, self.0.dialect()).await? {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO replies (conversation_id, type, body_html, body_text, member_id, sent_at)
             VALUES ($1, $2, $3, $4, (SELECT min(id) FROM members), $5)",
        )
        .bind(conversation)
        .bind(reply.kind.as_str())
        .bind(&reply.body_html)
        .bind(&reply.body_text)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        if reply.kind == ReplyType::Reply {
            answered(&mut tx, conversation, now).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

/// All that was said in a conversation, in the order of the saying.
pub(super) async fn all(tx: &mut Connection, conversation: i64) -> Result<Vec<Reply>, sqlx::Error> {
    let mut sql = Sql::new(SELECT);
    sql.push(" WHERE r.conversation_id = ").bind(conversation);
    sql.push(" ORDER BY r.sent_at, r.sort_id");
    let rows: Vec<ReplyRow> = sql.query_as().fetch_all(tx).await?;
    Ok(rows.into_iter().map(Reply::from).collect())
}

/// Whether a conversation is there; if so, nobody else changes it before the end of the transaction.
pub(super) async fn hold(
    tx: &mut Connection,
    conversation: i64,
    dialect: Dialect,
) -> Result<bool, sqlx::Error> {
    let mut sql = Sql::new("SELECT id FROM conversations WHERE id = ");
    sql.bind(conversation).push(dialect.locking());
    let found = sql.query().fetch_optional(tx).await?;
    Ok(found.is_some())
}

async fn exists(tx: &mut Connection, conversation: i64) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = sqlx::query_scalar("SELECT id FROM conversations WHERE id = $1")
        .bind(conversation)
        .fetch_optional(tx)
        .await?;
    Ok(found.is_some())
}

async fn answered(tx: &mut Connection, conversation: i64, now: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE conversations SET first_response_time = coalesce(first_response_time, $1),
             last_updated_at = CASE WHEN last_updated_at < $1 THEN $1 ELSE last_updated_at END
         WHERE id = $2",
    )
    .bind(now)
    .bind(conversation)
    .execute(tx)
    .await?;
    Ok(())
}

fn filter(sql: &mut Sql, request: &ReplyRequest) {
    sql.push(" WHERE r.conversation_id = ")
        .bind(request.conversation);
    if let Some(kind) = &request.kind {
        sql.push(" AND r.type = ").bind(kind.as_str());
    }
}

impl From<ReplyRow> for Reply {
    fn from(row: ReplyRow) -> Self {
        let member = row.member_id.map(|id| ReplyAuthor {
            id: Some(id),
            name: full_name(row.member_first, row.member_last),
            email: row.member_email,
            phone: None,
            kind: Some("agent".to_owned()),
        });
        let contact = row.contact_id.map(|id| ReplyAuthor {
            id: Some(id),
            name: full_name(row.contact_first, row.contact_last),
            email: row.contact_email,
            phone: row.contact_phone,
            kind: Some("customer".to_owned()),
        });
        Self {
            id: ReplyId::from(row.id),
            kind: Some(ReplyType::from(row.kind.as_str())),
            body_html: row.body_html,
            body_text: row.body_text,
            attachments: Vec::new(),
            author: member.or(contact),
            sent_at: row.sent_at,
            conversation_id: Some(row.conversation_id),
            brand_id: row.brand_id,
            account_id: Some(ACCOUNT),
        }
    }
}

fn full_name(first: Option<String>, last: Option<String>) -> Option<String> {
    let names: Vec<String> = [first, last].into_iter().flatten().collect();
    (!names.is_empty()).then(|| names.join(" "))
}
