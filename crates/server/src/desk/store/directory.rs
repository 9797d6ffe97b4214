//! What a desk knows besides conversations: its brands, teams, members and statuses.

use sqlx::FromRow;
use support_wire::Status;

use super::Store;

/// The desk's own words and people, small enough to be read whole.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Directory {
    /// The brand of a conversation that names none.
    pub(in crate::desk) default_brand: i64,
    pub(in crate::desk) brands: Vec<i64>,
    pub(in crate::desk) teams: Vec<Team>,
    pub(in crate::desk) members: Vec<Member>,
    /// The four of the documentation first, then the desk's own.
    pub(in crate::desk) statuses: Vec<StatusName>,
}

/// A member of staff, as far as an assignment needs one.
#[derive(Debug, Clone, FromRow)]
pub(in crate::desk) struct Member {
    pub(in crate::desk) id: i64,
    pub(in crate::desk) email_key: String,
}

/// A team.
#[derive(Debug, Clone, FromRow)]
pub(in crate::desk) struct Team {
    pub(in crate::desk) id: i64,
    pub(in crate::desk) name: String,
}

/// A status, and which of the documentation's four it counts as.
#[derive(Debug, Clone, FromRow)]
pub(in crate::desk) struct StatusName {
    pub(in crate::desk) name: String,
    pub(in crate::desk) kind: String,
}

impl Directory {
    /// Whether a conversation in that status counts as resolved or closed.
    pub(in crate::desk) fn is_final(&self, status: &str) -> bool {
        let found = self.statuses.iter().find(|known| known.name == status);
        found.is_some_and(|known| {
            [Status::Resolved, Status::Closed].contains(&Status::from(known.kind.as_str()))
        })
    }
}

impl Store {
    /// The directory as it stands.
    pub(in crate::desk) async fn directory(&self) -> Result<Directory, sqlx::Error> {
        let mut tx = self.0.read().await?;
        let default_brand =
            sqlx::query_scalar("SELECT id FROM brands ORDER BY is_default DESC, id LIMIT 1")
                .fetch_one(&mut *tx)
                .await?;
        let brands = sqlx::query_scalar("SELECT id FROM brands")
            .fetch_all(&mut *tx)
            .await?;
        let teams = sqlx::query_as("SELECT id, name FROM teams")
            .fetch_all(&mut *tx)
            .await?;
        let members = sqlx::query_as("SELECT id, email_key FROM members")
            .fetch_all(&mut *tx)
            .await?;
        let mut statuses: Vec<StatusName> =
            sqlx::query_as("SELECT name, kind FROM statuses ORDER BY name")
                .fetch_all(&mut *tx)
                .await?;
        statuses.sort_by_key(|status| Status::from(status.name.as_str()));
        Ok(Directory {
            default_brand,
            brands,
            teams,
            members,
            statuses,
        })
    }

    /// Adds a status of the desk's own, unless it is there.
    pub(in crate::desk) async fn add_status(
        &self,
        name: &str,
        kind: &Status,
    ) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO statuses (name, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(kind.as_str())
            .execute(self.0.writer())
            .await?;
        Ok(())
    }
}
