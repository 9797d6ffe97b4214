//! The desk's store: the only module with SQL. Its methods take and give the desk's own types, so
//! that another database can come without a change elsewhere.
//!
//! One connection writes (SQLite has one writer at a time anyway), several read. A method that needs
//! more than one statement runs them in one transaction.

mod bulk;
mod contacts;
mod create;
mod directory;
mod list;
mod open;
#[cfg(test)]
mod plan_tests;
mod rows;

use sqlx::SqlitePool;

pub(super) use bulk::{BulkContact, BulkConversation};
pub(super) use contacts::ContactRequest;
pub(super) use directory::Directory;
pub(super) use list::ListRequest;

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// Rows of a page (one more than asked for, if there are more), and how many the whole list has.
#[derive(Debug)]
pub(super) struct Found<T> {
    pub(super) rows: Vec<T>,
    pub(super) total: i64,
}

impl Store {
    /// Finishes what runs and closes the database.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
