//! The desk's account, and the tags of its conversations.

use sqlx::FromRow;
use support_wire::Account;

use super::{Found, Store};
use crate::{
    database::{Dialect, Sql},
    desk::cursor::Position,
};

/// Which tags to list.
#[derive(Debug)]
pub(in crate::desk) struct TagRequest {
    /// Part of the name, case counting.
    pub(in crate::desk) search: Option<String>,
    pub(in crate::desk) after: Option<Position>,
    pub(in crate::desk) per_page: u32,
}

/// A tag, with its time.
#[derive(Debug, FromRow)]
pub(in crate::desk) struct TagRow {
    pub(in crate::desk) id: i64,
    pub(in crate::desk) name: String,
    pub(in crate::desk) created_at: i64,
}

#[derive(FromRow)]
struct AccountRow {
    id: i64,
    subdomain: String,
    domain: String,
    company_name: String,
    time_zone: String,
    language: String,
}

impl Store {
    /// The account that the key belongs to.
    pub(in crate::desk) async fn account(&self) -> Result<Account, sqlx::Error> {
        let row: AccountRow = sqlx::query_as(
            "SELECT id, subdomain, domain, company_name, time_zone, language FROM account",
        )
        .fetch_one(self.0.readers())
        .await?;
        Ok(Account {
            id: row.id,
            subdomain: Some(row.subdomain),
            domain: Some(row.domain),
            company_name: Some(row.company_name),
            time_zone: Some(row.time_zone),
            language: Some(row.language),
        })
    }

    /// A page of tags, newest first.
    pub(in crate::desk) async fn tags(
        &self,
        request: &TagRequest,
    ) -> Result<Found<TagRow>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        let mut page = Sql::new("SELECT id, name, created_at FROM tags");
        filter(&mut page, request, self.0.dialect());
        if let Some(after) = request.after {
            page.push(" AND (created_at, id) < (").bind(after.time);
            page.push(", ").bind(after.id).push(")");
        }
        page.push(" ORDER BY created_at DESC, id DESC LIMIT ");
        page.bind(i64::from(request.per_page) + 1);
        let rows = page.query_as().fetch_all(&mut *tx).await?;
        let mut count = Sql::new("SELECT count(*) FROM tags");
        filter(&mut count, request, self.0.dialect());
        let total = count.number().fetch_one(&mut *tx).await?;
        Ok(Found { rows, total })
    }
}

fn filter(sql: &mut Sql, request: &TagRequest, dialect: Dialect) {
    sql.push(" WHERE 1 = 1");
    if let Some(part) = &request.search {
        sql.push(format_args!(" AND {}(name, ", dialect.place_of()))
            .bind(part)
            .push(") > 0");
    }
}
