//! The gateway's store: the only module of the gateway with SQL.
//!
//! A write is on disk when its method returns. On PostgreSQL several gateways share it.

mod claims;
mod creates;
mod open;

use crate::database::Database;

pub(super) use claims::Claim;
use claims::Claims;
pub(super) use creates::{Begun, CreateKey, Stored};

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
    claims: Claims,
}

impl Store {
    /// Whether the database answers.
    pub(super) async fn is_ready(&self) -> bool {
        self.database.is_ready().await
    }

    /// The key that cursors are sealed with, made at the first start.
    pub(super) async fn cursor_key(&self) -> Result<[u8; 32], sqlx::Error> {
        let fresh: [u8; 32] = rand::random();
        sqlx::query(
            "INSERT INTO secrets (name, value) VALUES ('cursor', $1) ON CONFLICT DO NOTHING",
        )
        .bind(fresh.to_vec())
        .execute(self.database.writer())
        .await?;
        let kept: Vec<u8> = sqlx::query_scalar("SELECT value FROM secrets WHERE name = 'cursor'")
            .fetch_one(self.database.writer())
            .await?;
        kept.try_into()
            .map_err(|_| sqlx::Error::Decode("a cursor key of another length".into()))
    }

    /// Claims a key for this gateway; `None` where another gateway is at it.
    pub(super) async fn claim(&self, key: &CreateKey) -> Result<Option<Claim>, sqlx::Error> {
        let mut name = key.scope.to_vec();
        name.extend(key.key.bytes());
        self.claims.claim(&name).await
    }

    /// Claims what has that name for this gateway, in turn with the others.
    pub(super) async fn wait(&self, name: &[u8]) -> Result<Claim, sqlx::Error> {
        self.claims.wait(name).await
    }

    /// Finishes what runs and closes the database.
    pub async fn close(&self) {
        self.claims.close().await;
        self.database.close().await;
    }
}
