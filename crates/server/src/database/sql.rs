//! A statement that is put together from parts, each value in a placeholder of its own.

use std::fmt::{Display, Write};

use sqlx::{
    Any, AssertSqlSafe, FromRow,
    any::{AnyArguments, AnyRow},
    query::{Query, QueryAs, QueryScalar},
};

/// A statement and its values.
#[derive(Debug)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

/// A value of one of the kinds that both databases have. A truth is 0 or 1. A text with a NUL in it, which
/// PostgreSQL cannot hold, is NULL: it equals nothing, and no body that has one comes this far.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Number(Option<i64>),
    Text(Option<String>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Number(Some(truth.into()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Some(text).into()
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.filter(|text| !text.contains('\0')))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl Sql {
    /// A statement that begins so.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            values: Vec::new(),
        }
    }

    /// Adds text of ours: never a caller's.
    pub(crate) fn push(&mut self, text: impl Display) -> &mut Self {
        // Writing to a string does not fail.
        let _ = write!(self.text, "{text}");
        self
    }

    /// Adds a value.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.push(format_args!("${}", self.values.len()))
    }

    /// Adds ` IN (…)` with a value each. An empty list would be invalid SQL, so a NULL, which equals
    /// nothing, stands in it first.
    pub(crate) fn within<T: Into<Value>>(
        &mut self,
        values: impl IntoIterator<Item = T>,
    ) -> &mut Self {
        self.push(" IN (NULL");
        for value in values {
            self.push(", ").bind(value);
        }
        self.push(")")
    }

    /// Adds `VALUES (…), (…)`, a row of values each.
    pub(crate) fn rows<R: IntoIterator<Item = Value>>(
        &mut self,
        rows: impl IntoIterator<Item = R>,
    ) -> &mut Self {
        self.push("VALUES ");
        for (number, row) in rows.into_iter().enumerate() {
            self.push(if number == 0 { "(" } else { ", (" });
            for (place, value) in row.into_iter().enumerate() {
                self.push(if place == 0 { "" } else { ", " }).bind(value);
            }
            self.push(")");
        }
        self
    }

    /// To be run for what it does.
    pub(crate) fn query(self) -> Query<'static, Any, AnyArguments> {
        let query = sqlx::query(AssertSqlSafe(self.text));
        self.values
            .into_iter()
            .fold(query, |query, value| match value {
                Value::Number(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
            })
    }

    /// To be run for its rows.
    pub(crate) fn query_as<T: for<'r> FromRow<'r, AnyRow>>(
        self,
    ) -> QueryAs<'static, Any, T, AnyArguments> {
        let query = sqlx::query_as(AssertSqlSafe(self.text));
        self.values
            .into_iter()
            .fold(query, |query, value| match value {
                Value::Number(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
            })
    }

    /// To be run for one number in its row.
    pub(crate) fn number(self) -> QueryScalar<'static, Any, i64, AnyArguments> {
        let query = sqlx::query_scalar(AssertSqlSafe(self.text));
        self.values
            .into_iter()
            .fold(query, |query, value| match value {
                Value::Number(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{Sql, Value};

    #[test]
    fn each_value_has_a_placeholder_of_its_own() {
        let mut sql = Sql::new("SELECT a FROM t WHERE b = ");
        sql.bind(5).push(" AND c").within(["x", "y"]);
        assert_eq!(
            sql.text,
            "SELECT a FROM t WHERE b = $1 AND c IN (NULL, $2, $3)"
        );
        let mut sql = Sql::new("INSERT INTO t ");
        sql.rows([[Value::from(1), "a".into()], [2.into(), "b".into()]]);
        assert_eq!(sql.text, "INSERT INTO t VALUES ($1, $2), ($3, $4)");
        assert_eq!(sql.values.len(), 4);
    }
}
