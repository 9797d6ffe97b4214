//! Creates by their idempotency keys: begun, unknown, done, and forgotten after a day.

use sqlx::{Row, any::AnyRow};

use super::Store;
use crate::database::Connection;

/// How long a key is remembered, in seconds.
const KEPT: i64 = 24 * 60 * 60;

/// Whose create it is, under which key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::gateway) struct CreateKey {
    /// A hash of tenant and verified contact.
    pub(in crate::gateway) scope: [u8; 32],
    /// The key as the caller chose it.
    pub(in crate::gateway) key: String,
}

/// What is known of a key that a caller sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gateway) enum Begun {
    /// Nothing.
    New,
    /// It came with another body.
    OtherBody,
    /// An earlier attempt may or may not have made the conversation.
    Unfinished {
        /// The first attempt.
        started_at: i64,
        /// The last one.
        attempted_at: i64,
    },
    /// It was answered.
    Done(Stored),
}

/// An answer that was given, to be given again byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gateway) struct Stored {
    pub(in crate::gateway) conversation_id: i64,
    pub(in crate::gateway) status: u16,
    pub(in crate::gateway) body: Vec<u8>,
}

impl Store {
    /// What is known of the key, without a change.
    pub(in crate::gateway) async fn find_create(
        &self,
        key: &CreateKey,
        fingerprint: &[u8],
        now: i64,
    ) -> Result<Begun, sqlx::Error> {
        let mut connection = self.database.readers().acquire().await?;
        find(&mut connection, key, fingerprint, now).await
    }

    /// Writes a new key down as started, before anything is asked upstream; gives what was known.
    pub(in crate::gateway) async fn begin_create(
        &self,
        tenant: &str,
        key: &CreateKey,
        fingerprint: &[u8],
        now: i64,
    ) -> Result<Begun, sqlx::Error> {
        let mut tx = self.database.write().await?;
        let begun = find(&mut tx, key, fingerprint, now).await?;
        if begun == Begun::New {
            // Over an expired row of the same key, if it has not been swept yet.
            sqlx::query(
                "INSERT INTO creates (scope, key, fingerprint, state, started_at, attempted_at, tenant)
                 VALUES ($1, $2, $3, 'started', $4, $5, $6)
                 ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint,
                     state = 'started', started_at = excluded.started_at,
                     attempted_at = excluded.attempted_at, conversation_id = NULL, status = NULL,
                     body = NULL",
            )
            .bind(key.scope.as_slice())
            .bind(&key.key)
            .bind(fingerprint)
            .bind(now)
            .bind(now)
            .bind(tenant)
            .execute(&mut *tx)
            .await?;
            tx.commit().await?;
        }
        Ok(begun)
    }

    /// Notes another attempt at an unfinished create.
    pub(in crate::gateway) async fn try_create_again(
        &self,
        key: &CreateKey,
        now: i64,
    ) -> Result<(), sqlx::Error> {
        let sql =
            "UPDATE creates SET state = 'started', attempted_at = $1 WHERE scope = $2 AND key = $3";
        let query = sqlx::query(sql).bind(now);
        let query = query.bind(key.scope.as_slice()).bind(&key.key);
        query.execute(self.database.writer()).await.map(|_| ())
    }

    /// Notes that nobody knows whether the conversation was made.
    pub(in crate::gateway) async fn leave_create_unknown(
        &self,
        key: &CreateKey,
    ) -> Result<(), sqlx::Error> {
        let sql = "UPDATE creates SET state = 'unknown' WHERE scope = $1 AND key = $2";
        let query = sqlx::query(sql).bind(key.scope.as_slice()).bind(&key.key);
        query.execute(self.database.writer()).await.map(|_| ())
    }

    /// Forgets a create that was certainly not done.
    pub(in crate::gateway) async fn forget_create(
        &self,
        key: &CreateKey,
    ) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM creates WHERE scope = $1 AND key = $2";
        let query = sqlx::query(sql).bind(key.scope.as_slice()).bind(&key.key);
        query.execute(self.database.writer()).await.map(|_| ())
    }

    /// Keeps the answer. It fails if the conversation already answers another key.
    pub(in crate::gateway) async fn finish_create(
        &self,
        key: &CreateKey,
        stored: &Stored,
    ) -> Result<(), sqlx::Error> {
        let sql = "UPDATE creates SET state = 'done', conversation_id = $1, status = $2, body = $3
                   WHERE scope = $4 AND key = $5";
        let query = sqlx::query(sql)
            .bind(stored.conversation_id)
            .bind(i64::from(stored.status))
            .bind(&stored.body);
        let query = query.bind(key.scope.as_slice()).bind(&key.key);
        query.execute(self.database.writer()).await.map(|_| ())
    }

    /// Whether a conversation answers some key already.
    pub(in crate::gateway) async fn is_bound(
        &self,
        tenant: &str,
        conversation_id: i64,
    ) -> Result<bool, sqlx::Error> {
        let sql = "SELECT count(*) FROM creates WHERE tenant = $1 AND conversation_id = $2";
        let count: i64 = sqlx::query_scalar(sql)
            .bind(tenant)
            .bind(conversation_id)
            .fetch_one(self.database.readers())
            .await?;
        Ok(count > 0)
    }

    /// Forgets what is older than a day: how many keys.
    pub(in crate::gateway) async fn sweep_creates(&self, now: i64) -> Result<u64, sqlx::Error> {
        let done = sqlx::query("DELETE FROM creates WHERE started_at <= $1")
            .bind(now - KEPT)
            .execute(self.database.writer())
            .await?;
        Ok(done.rows_affected())
    }
}

async fn find(
    connection: &mut Connection,
    key: &CreateKey,
    fingerprint: &[u8],
    now: i64,
) -> Result<Begun, sqlx::Error> {
    let row = sqlx::query(
        "SELECT fingerprint, state, started_at, attempted_at, conversation_id, status, body
         FROM creates WHERE scope = $1 AND key = $2 AND started_at > $3",
    )
    .bind(key.scope.as_slice())
    .bind(&key.key)
    .bind(now - KEPT)
    .fetch_optional(connection)
    .await?;
    row.map_or(Ok(Begun::New), |row| read(&row, fingerprint))
}

fn read(row: &AnyRow, fingerprint: &[u8]) -> Result<Begun, sqlx::Error> {
    if row.try_get::<Vec<u8>, _>("fingerprint")? != fingerprint {
        return Ok(Begun::OtherBody);
    }
    if row.try_get::<String, _>("state")? != "done" {
        return Ok(Begun::Unfinished {
            started_at: row.try_get("started_at")?,
            attempted_at: row.try_get("attempted_at")?,
        });
    }
    Ok(Begun::Done(Stored {
        conversation_id: row.try_get("conversation_id")?,
        status: u16::try_from(row.try_get::<i64, _>("status")?)
            .map_err(|error| sqlx::Error::Decode(error.into()))?,
        body: row.try_get("body")?,
    }))
}
