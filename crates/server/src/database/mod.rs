//! The databases that a role can keep its rows in: SQLite, one process's own file, or PostgreSQL, shared
//! by several processes.
//!
//! A statement is written once, for both: its placeholders are `$1`, `$2`, …, which both know, and a
//! truth is 0 or 1. The little that has to differ is a method of [`Dialect`]. This module knows no table.

mod open;
mod sql;

use sqlx::{Any, AnyPool, Transaction};

pub(crate) use open::{Schema, check};
pub(crate) use sql::Sql;

/// A connection or a transaction on one: what runs a statement.
pub(crate) type Connection = sqlx::AnyConnection;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A file, or memory.
    Sqlite,
    /// A server.
    Postgres,
}

/// An open database; clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    writer: AnyPool,
    readers: AnyPool,
    dialect: Dialect,
}

impl Database {
    /// Which of the two it is.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Connections for single statements that change something. On SQLite there is one.
    pub(crate) fn writer(&self) -> &AnyPool {
        &self.writer
    }

    /// Connections for single statements that only read.
    pub(crate) fn readers(&self) -> &AnyPool {
        &self.readers
    }

    /// A transaction that may write.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.dialect {
            // IMMEDIATE takes the write lock at once: a transaction that begins by reading could find
            // itself unable to write, and no waiting would help it.
            Dialect::Sqlite => self.writer.begin_with("BEGIN IMMEDIATE").await,
            Dialect::Postgres => self.writer.begin().await,
        }
    }

    /// A transaction that only reads, and sees one moment whatever is written meanwhile.
    pub(crate) async fn read(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.dialect {
            Dialect::Sqlite => self.readers.begin().await,
            Dialect::Postgres => {
                const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                self.readers.begin_with(BEGIN).await
            }
        }
    }

    /// Whether the database answers.
    pub(crate) async fn is_ready(&self) -> bool {
        let one = sqlx::query("SELECT 1").execute(&self.readers);
        one.await.is_ok()
    }

    /// Finishes what runs and closes the database.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

impl Dialect {
    /// The operator that finds a pattern in any case of ASCII letters.
    pub(crate) const fn like(self) -> &'static str {
        match self {
            Self::Sqlite => "LIKE",
            Self::Postgres => "ILIKE",
        }
    }

    /// The function that gives where in a text a part begins, 0 where it is not there.
    pub(crate) const fn place_of(self) -> &'static str {
        match self {
            Self::Sqlite => "instr",
            Self::Postgres => "strpos",
        }
    }

    /// What makes the rows that are read wait for whoever is changing them. On SQLite only one
    /// transaction writes at a time anyway.
    pub(crate) const fn locking(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }
}
