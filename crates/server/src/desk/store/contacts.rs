//! Contacts: found by their address, made when they first ask.

use sqlx::FromRow;
use support_wire::Contact;

use super::{Found, Store};
use crate::{
    database::{Connection, Dialect, Sql},
    desk::{conversations::Draft, cursor::Position, requester::Requester},
};

/// Which contacts to list.
#[derive(Debug)]
pub(in crate::desk) struct ContactRequest {
    pub(in crate::desk) email_key: Option<String>,
    pub(in crate::desk) phone: Option<String>,
    /// Part of the first name, case counting.
    pub(in crate::desk) search: Option<String>,
    pub(in crate::desk) after: Option<Position>,
    pub(in crate::desk) per_page: u32,
}

#[derive(FromRow)]
struct ContactRow {
    id: i64,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    created_at: i64,
    updated_at: i64,
}

impl From<ContactRow> for Contact {
    fn from(row: ContactRow) -> Self {
        let names: Vec<&str> = [&row.first_name, &row.last_name]
            .into_iter()
            .filter_map(|name| name.as_deref())
            .collect();
        Self {
            id: row.id,
            full_name: (!names.is_empty()).then(|| names.join(" ")),
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            phone: row.phone,
            created_at: Some(row.created_at),
            updated_at: Some(row.updated_at),
        }
    }
}

impl Store {
    /// A page of contacts, newest first.
    pub(in crate::desk) async fn contacts(
        &self,
        request: &ContactRequest,
    ) -> Result<Found<Contact>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        let mut page = Sql::new(
            "SELECT id, first_name, last_name, email, phone, created_at, updated_at FROM contacts",
        );
        filter(&mut page, request, self.0.dialect());
        if let Some(after) = request.after {
            page.push(" AND (created_at, id) < (").bind(after.time);
            page.push(", ").bind(after.id).push(")");
        }
        page.push(" ORDER BY created_at DESC, id DESC LIMIT ");
        page.bind(i64::from(request.per_page) + 1);
        let rows: Vec<ContactRow> = page.query_as().fetch_all(&mut *tx).await?;
        let mut count = Sql::new("SELECT count(*) FROM contacts");
        filter(&mut count, request, self.0.dialect());
        let total = count.number().fetch_one(&mut *tx).await?;
        Ok(Found {
            rows: rows.into_iter().map(Contact::from).collect(),
            total,
        })
    }
}

fn filter(sql: &mut Sql, request: &ContactRequest, dialect: Dialect) {
    sql.push(" WHERE 1 = 1");
    if let Some(key) = &request.email_key {
        sql.push(" AND email_key = ").bind(key);
    }
    if let Some(phone) = &request.phone {
        sql.push(" AND phone = ").bind(phone);
    }
    if let Some(part) = &request.search {
        sql.push(format_args!(" AND {}(first_name, ", dialect.place_of()))
            .bind(part)
            .push(") > 0");
    }
}

/// The id of the draft's requester, who becomes a contact if they are not one yet.
pub(super) async fn find_or_make(tx: &mut Connection, draft: &Draft) -> Result<i64, sqlx::Error> {
    let (known, email, email_key, phone) = match &draft.requester {
        Requester::Email(email) => (
            "SELECT id FROM contacts WHERE email_key = $1",
            Some(&email.shown),
            Some(&email.key),
            None,
        ),
        Requester::Phone(phone) => (
            "SELECT id FROM contacts WHERE phone = $1",
            None,
            None,
            Some(&phone.0),
        ),
    };
    let find = || sqlx::query_scalar(known).bind(email_key.or(phone));
    if let Some(id) = find().fetch_optional(&mut *tx).await? {
        return Ok(id);
    }
    let made = sqlx::query_scalar(
        "INSERT INTO contacts (first_name, last_name, email, email_key, phone, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(&draft.first_name)
    .bind(&draft.last_name)
    .bind(email)
    .bind(email_key)
    .bind(phone)
    .bind(draft.created_at)
    .bind(draft.created_at)
    .fetch_optional(&mut *tx)
    .await?;
    match made {
        Some(id) => Ok(id),
        // Another desk on the same database was quicker.
        None => find().fetch_one(tx).await,
    }
}
