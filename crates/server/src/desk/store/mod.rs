//! The desk's store: the only module with SQL. Its methods take and give the desk's own types, so
//! that another database can come without a change elsewhere.
//!
//! A method that needs more than one statement runs them in one transaction.

mod account;
mod bulk;
mod contacts;
mod create;
mod define;
mod directory;
mod fields;
mod list;
mod one;
mod open;
#[cfg(test)]
mod plan_tests;
mod replies;
mod rows;

use crate::database::Database;
pub(super) use account::TagRequest;
pub(super) use bulk::{BulkContact, BulkConversation, BulkReply};
pub(super) use contacts::ContactRequest;
pub(super) use define::{FieldChange, NewField, Redefined};
pub(super) use directory::{Directory, StatusName};
pub(super) use fields::FieldRequest;
pub(super) use list::ListRequest;
pub(super) use one::{Change, NewStatus};
pub(super) use replies::{NoteOrReply, ReplyRequest};

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Store(Database);

/// Rows of a page (one more than asked for, if there are more), and how many the whole list has.
#[derive(Debug)]
pub(super) struct Found<T> {
    pub(super) rows: Vec<T>,
    pub(super) total: i64,
}

impl<T> Found<T> {
    /// Whether there is a further page; drops the row that says so.
    pub(super) fn cut(&mut self, per_page: u32) -> bool {
        let more = self.rows.len() > per_page as usize;
        self.rows.truncate(per_page as usize);
        more
    }
}

impl Store {
    /// Whether the database answers.
    pub(super) async fn is_ready(&self) -> bool {
        self.0.is_ready().await
    }

    /// Finishes what runs and closes the database.
    pub async fn close(&self) {
        self.0.close().await;
    }
}
