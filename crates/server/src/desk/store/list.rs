//! Lists conversations by key: a page begins where the cursor's row stands in the index, so its cost
//! depends neither on its depth nor on the table.

use support_wire::{Conversation, ListQuery, Priority, SortBy, SortOrder, Status};

use super::{
    Found, Store,
    rows::{self, ConversationRow},
};
use crate::{
    database::{Connection, Dialect, Sql},
    desk::cursor::{Position, Sort},
};

/// Which conversations to list, from where, in which order.
#[derive(Debug)]
pub(in crate::desk) struct ListRequest {
    /// The filters; paging and order are read from the fields below.
    pub(in crate::desk) query: ListQuery,
    pub(in crate::desk) sort: Sort,
    pub(in crate::desk) after: Option<Position>,
    pub(in crate::desk) per_page: u32,
}

impl Store {
    /// A page and the whole list's length, both of the same moment.
    pub(in crate::desk) async fn list(
        &self,
        request: &ListRequest,
    ) -> Result<Found<Conversation>, sqlx::Error> {
        let mut tx = self.0.read().await?;
        let page: Vec<ConversationRow> = page_statement("", request, self.0.dialect())
            .query_as()
            .fetch_all(&mut *tx)
            .await?;
        let rows = rows::complete(&mut tx, page).await?;
        let total = count(&mut tx, request, self.0.dialect()).await?;
        Ok(Found { rows, total })
    }
}

async fn count(
    tx: &mut Connection,
    request: &ListRequest,
    dialect: Dialect,
) -> Result<i64, sqlx::Error> {
    count_statement("", request, dialect)
        .number()
        .fetch_one(tx)
        .await
}

/// The statement of a page, one row longer than asked for. `prefix` is for `EXPLAIN`.
pub(super) fn page_statement(prefix: &str, request: &ListRequest, dialect: Dialect) -> Sql {
    let mut sql = Sql::new(prefix);
    sql.push(rows::SELECT);
    filter(&mut sql, &request.query, dialect);
    let column = match request.sort.by {
        SortBy::UpdatedAt => "c.last_updated_at",
        _ => "c.created_at",
    };
    let (side, direction) = match request.sort.order {
        SortOrder::Asc => (">", "ASC"),
        _ => ("<", "DESC"),
    };
    if let Some(Position { time, id }) = request.after {
        sql.push(format_args!(" AND ({column}, c.sort_id) {side} ("))
            .bind(time);
        sql.push(", ").bind(id).push(")");
    }
    sql.push(format_args!(
        " ORDER BY {column} {direction}, c.sort_id {direction} LIMIT "
    ));
    sql.bind(i64::from(request.per_page) + 1);
    sql
}

/// The statement of the whole list's length: a counter where nothing is filtered.
pub(super) fn count_statement(prefix: &str, request: &ListRequest, dialect: Dialect) -> Sql {
    let mut sql = Sql::new(prefix);
    if is_unfiltered(&request.query) {
        sql.push("SELECT value FROM counters WHERE name = 'conversations'");
        return sql;
    }
    sql.push("SELECT count(*) FROM conversations c");
    filter(&mut sql, &request.query, dialect);
    sql
}

fn is_unfiltered(query: &ListQuery) -> bool {
    let filters = ListQuery {
        starting_after: None,
        per_page: None,
        sort_by: None,
        sort_order: None,
        ..query.clone()
    };
    filters == ListQuery::default()
}

fn filter(sql: &mut Sql, query: &ListQuery, dialect: Dialect) {
    sql.push(" WHERE 1 = 1");
    if let Some(id) = query.requested_by_id {
        sql.push(" AND c.contact_id = ").bind(id);
    }
    any_word(sql, "c.status", query.status.iter().map(Status::as_str));
    any_word(
        sql,
        "c.priority",
        query.priority.iter().map(Priority::as_str),
    );
    any_id(sql, "c.brand_id", &query.brand_id);
    any_id(sql, "c.member_id", &query.assigned_to_member_id);
    any_id(sql, "c.team_id", &query.assigned_to_team_id);
    if let Some(company) = query.requested_by_company {
        sql.push(
            " AND EXISTS (SELECT 1 FROM contacts o WHERE o.id = c.contact_id AND o.company_id = ",
        );
        sql.bind(company).push(")");
    }
    if let Some(by_agent) = query.handled_by_ai_agent {
        sql.push(" AND c.handled_by_ai_agent = ").bind(by_agent);
    }
    for part in query
        .search
        .as_deref()
        .map(search_parts)
        .unwrap_or_default()
    {
        search(sql, &part, dialect);
    }
}

fn any_word<'a>(sql: &mut Sql, column: &str, words: impl ExactSizeIterator<Item = &'a str>) {
    if words.len() > 0 {
        sql.push(" AND ").push(column);
        sql.within(words);
    }
}

fn any_id(sql: &mut Sql, column: &str, ids: &[i64]) {
    if !ids.is_empty() {
        sql.push(" AND ").push(column);
        sql.within(ids.iter().copied());
    }
}

/// One word or phrase: in the subject, the text or a reply (not in a note, for a customer may be told
/// of the row), or the conversation's own number.
fn search(sql: &mut Sql, part: &str, dialect: Dialect) {
    let escaped = part
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    let pattern = format!("%{escaped}%");
    let like = dialect.like();
    sql.push(format_args!(" AND (c.subject {like} "))
        .bind(&pattern);
    sql.push(format_args!(" ESCAPE '\\' OR c.description_text {like} "))
        .bind(&pattern);
    sql.push(format_args!(
        " ESCAPE '\\' OR EXISTS (SELECT 1 FROM replies r WHERE r.conversation_id = c.id \
         AND r.type = 'REPLY' AND r.body_text {like} ",
    ));
    sql.bind(pattern).push(" ESCAPE '\\')");
    sql.push(" OR c.id = ")
        .bind(part.parse::<i64>().ok())
        .push(")");
}

/// Words, and phrases in double quotes.
fn search_parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (count, piece) in text.split('"').enumerate() {
        if count % 2 == 1 {
            parts.push(piece.trim().to_owned());
        } else {
            parts.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
