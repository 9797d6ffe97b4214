//! One conversation: read, changed, deleted.

use sqlx::FromRow;
use support_wire::{Conversation, Priority};

use super::{Store, create::set_value, replies, rows};
use crate::{
    database::{Connection, Sql},
    desk::{conversations::NewValue, due},
};

/// What is to change in a conversation, checked; what is `None` stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::desk) struct Change {
    pub(in crate::desk) subject: Option<String>,
    pub(in crate::desk) priority: Option<String>,
    pub(in crate::desk) status: Option<NewStatus>,
    pub(in crate::desk) member_id: Option<i64>,
    pub(in crate::desk) team_id: Option<i64>,
    pub(in crate::desk) custom_fields: Vec<NewValue>,
}

/// A status to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::desk) struct NewStatus {
    pub(in crate::desk) name: String,
    /// Whether it counts as resolved or closed.
    pub(in crate::desk) is_final: bool,
}

/// What a change has to know of a conversation.
#[derive(FromRow)]
struct Standing {
    created_at: i64,
    resolution_time: Option<i64>,
    due: i64,
    first_response_due: i64,
}

impl Store {
    /// A conversation by itself.
    pub(in crate::desk) async fn conversation(
        &self,
        id: i64,
    ) -> Result<Option<Conversation>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        rows::whole(&mut tx, id).await
    }

    /// Changes a conversation, and gives it as it then is.
    pub(in crate::desk) async fn change(
        &self,
        id: i64,
        change: &Change,
        now: i64,
    ) -> Result<Option<Conversation>, sqlx::Error> {
        let mut tx = self.0.write().await?;
        let mut held = Sql::new(
            "SELECT created_at, resolution_time, due, first_response_due FROM conversations WHERE id = ",
        );
        held.bind(id).push(self.0.dialect().locking());
        let standing: Option<Standing> = held.query_as().fetch_optional(&mut *tx).await?;
        let Some(standing) = standing else {
            return Ok(None);
        };
        update(&mut tx, id, change, &standing.after(change, now), now).await?;
        for field in &change.custom_fields {
            set_value(&mut tx, id, field).await?;
        }
        let changed = rows::whole(&mut tx, id).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Takes a conversation out of the desk, and keeps what the API would have shown of it. Says
    /// whether it was there.
    pub(in crate::desk) async fn delete(&self, id: i64, now: i64) -> Result<bool, sqlx::Error> {
        let mut tx = self.0.write().await?;
        let is_there = replies::hold(&mut tx, id, self.0.dialect()).await?;
        if !is_there {
            return Ok(false);
        }
        let Some(conversation) = rows::whole(&mut tx, id).await? else {
            return Ok(false);
        };
        let replies = replies::all(&mut tx, id).await?;
        let body = serde_json::json!({ "conversation": conversation, "replies": replies });
        sqlx::query("INSERT INTO deleted_conversations (id, deleted_at, body) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(now)
            .bind(body.to_string())
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM conversations WHERE id = $1")
            .bind(id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Standing {
    /// The times that a change brings with it: a conversation is resolved when it first comes to a
    /// final status and no longer when it leaves it, and a priority has its own due times.
    fn after(mut self, change: &Change, now: i64) -> Self {
        if let Some(status) = &change.status {
            let since = self.resolution_time.unwrap_or(now.max(self.created_at));
            self.resolution_time = status.is_final.then_some(since);
        }
        if let Some(priority) = &change.priority {
            let owed = due::policy(&Priority::from(priority.as_str()));
            self.due = self.created_at + owed.resolution;
            self.first_response_due = self.created_at + owed.first_response;
        }
        self
    }
}

async fn update(
    tx: &mut Connection,
    id: i64,
    change: &Change,
    times: &Standing,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE conversations SET subject = coalesce($1, subject), priority = coalesce($2, priority),
             status = coalesce($3, status), member_id = coalesce($4, member_id),
             team_id = coalesce($5, team_id), resolution_time = $6, due = $7, first_response_due = $8,
             last_updated_at = CASE WHEN last_updated_at < $9 THEN $9 ELSE last_updated_at END
         WHERE id = $10",
    )
    .bind(&change.subject)
    .bind(&change.priority)
    .bind(change.status.as_ref().map(|status| &status.name))
    .bind(change.member_id)
    .bind(change.team_id)
    .bind(times.resolution_time)
    .bind(times.due)
    .bind(times.first_response_due)
    .bind(now)
    .bind(id)
    .execute(tx)
    .await?;
    Ok(())
}
