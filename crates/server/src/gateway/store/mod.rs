//! The gateway's store: the only module of the gateway with SQL.
//!
//! One connection writes, several read; a write is on disk when its method returns.

mod creates;
mod open;

use sqlx::SqlitePool;

pub(super) use creates::{Begun, CreateKey, Stored};

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Whether the database answers.
    pub(super) async fn is_ready(&self) -> bool {
        let one = sqlx::query_scalar::<_, i64>("SELECT 1").fetch_one(&self.readers);
        one.await.is_ok()
    }

    /// The key that cursors are sealed with, made at the first start.
    pub(super) async fn cursor_key(&self) -> Result<[u8; 32], sqlx::Error> {
        let fresh: [u8; 32] = rand::random();
        sqlx::query(
            "INSERT INTO secrets (name, value) VALUES ('cursor', ?) ON CONFLICT DO NOTHING",
        )
        .bind(fresh.as_slice())
        .execute(&self.writer)
        .await?;
        let kept: Vec<u8> = sqlx::query_scalar("SELECT value FROM secrets WHERE name = 'cursor'")
            .fetch_one(&self.writer)
            .await?;
        kept.try_into()
            .map_err(|_| sqlx::Error::Decode("a cursor key of another length".into()))
    }

    /// Finishes what runs and closes the database.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
