//! Claims: what one gateway is carrying out, so that the others on the same database leave it alone.
//!
//! On PostgreSQL a claim is an advisory lock of one session that the process keeps for them. A process
//! that dies takes its session and so its claims with it, and another gateway may go on at once. On SQLite
//! there is one gateway, whose own locks do.

use std::{sync::Arc, time::Duration};

use aws_lc_rs::digest::{SHA256, digest};
use sqlx::{AnyConnection, Connection as _};
use tokio::sync::Mutex;

use crate::database::{Database, Dialect};

/// How often a claim that another gateway has is asked for again.
const ASK_AGAIN: Duration = Duration::from_millis(50);

/// A server's locks are one space for all of a database: what is in another schema is another thing.
const TAKE: &str = "SELECT pg_try_advisory_lock(hashtextextended(current_schema(), $1))";
const GIVE_UP: &str = "SELECT pg_advisory_unlock(hashtextextended(current_schema(), $1))";

/// The claims of this process; clones share them.
#[derive(Debug, Clone)]
pub(super) struct Claims(Option<Arc<Session>>);

/// The session that holds the locks; opened when it is needed, and again after it broke.
#[derive(Debug)]
struct Session {
    url: String,
    connection: Mutex<Option<AnyConnection>>,
}

/// Something that this gateway alone carries out, until it is dropped.
#[derive(Debug)]
pub(in crate::gateway) struct Claim(Option<(Arc<Session>, i64)>);

impl Claims {
    pub(super) fn of(database: &Database, url: &str) -> Self {
        Self(match database.dialect() {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(Arc::new(Session {
                url: url.to_owned(),
                connection: Mutex::default(),
            })),
        })
    }

    /// Claims what has that name, unless another gateway has done so.
    pub(super) async fn claim(&self, name: &[u8]) -> Result<Option<Claim>, sqlx::Error> {
        let Some(session) = &self.0 else {
            return Ok(Some(Claim(None)));
        };
        let number = number(name);
        let is_ours = session.ask(TAKE, number).await?;
        Ok(is_ours.then(|| Claim(Some((session.clone(), number)))))
    }

    /// Claims what has that name, as soon as no other gateway has it.
    pub(super) async fn wait(&self, name: &[u8]) -> Result<Claim, sqlx::Error> {
        loop {
            if let Some(claim) = self.claim(name).await? {
                return Ok(claim);
            }
            tokio::time::sleep(ASK_AGAIN).await;
        }
    }

    /// Ends the session, and with it every claim.
    pub(super) async fn close(&self) {
        if let Some(session) = &self.0
            && let Some(connection) = session.connection.lock().await.take()
        {
            // It ends with the process in any case.
            let _ = connection.close().await;
        }
    }
}

impl Session {
    /// Asks the server about a lock. A session that broke is replaced once.
    async fn ask(&self, sql: &'static str, number: i64) -> Result<bool, sqlx::Error> {
        let mut kept = self.connection.lock().await;
        if let Some(connection) = kept.as_mut() {
            match ask(connection, sql, number).await {
                Ok(said) => return Ok(said),
                Err(error) => tracing::warn!(%error, "the session that holds claims broke"),
            }
        }
        *kept = None;
        let mut connection = AnyConnection::connect(&self.url).await?;
        let said = ask(&mut connection, sql, number).await?;
        *kept = Some(connection);
        Ok(said)
    }
}

async fn ask(
    connection: &mut AnyConnection,
    sql: &'static str,
    number: i64,
) -> Result<bool, sqlx::Error> {
    let query = sqlx::query_scalar(sql).bind(number);
    query.fetch_one(connection).await
}

impl Drop for Claim {
    fn drop(&mut self) {
        let Some((session, number)) = self.0.take() else {
            return;
        };
        // Without a runtime the process is ending, and its session with it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = session.ask(GIVE_UP, number).await {
                    tracing::warn!(%error, "a claim could not be given up");
                }
            });
        }
    }
}

/// A name as the server's locks have them: one number.
fn number(name: &[u8]) -> i64 {
    let hash = digest(&SHA256, name);
    let mut first = [0; 8];
    for (byte, from) in first.iter_mut().zip(hash.as_ref()) {
        *byte = *from;
    }
    i64::from_be_bytes(first)
}
