//! What changed while the list was being read. It is noticed beside the list and taken in only when
//! the customer wants to see it: nothing moves under a reader's eyes.

use std::rc::Rc;

use support_wire::{CustomerConversation, Page, SortBy, SortOrder};

use super::{Conversations, List, Loaded, Row, Window};
use crate::model::{filter::Filter, seen::Seen};

/// From so many seconds on, the age of an answer is worth a word: any answer may be kept for a moment.
const OLD: i64 = 60;

impl Conversations {
    /// Compares what changed last with what the list has.
    pub(super) fn noticed(&mut self, page: Page<CustomerConversation>) {
        self.latest = page.data.into_iter().map(Rc::new).collect();
        let (filter, List::Loaded(loaded)) = (&self.filter, &mut self.list) else {
            return;
        };
        let mut fresh = self.latest.to_vec();
        // What was noticed before may have been pushed out of the page since.
        for row in loaded.fresh.iter() {
            if fresh.iter().all(|other| other.id != row.id) {
                fresh.push(row.clone());
            }
        }
        fresh.retain(|row| loaded.is_news(row, filter));
        loaded.fresh = fresh.into();
    }

    /// Takes in how old something was that was heard of the list. The newest word counts, in whatever order they come.
    pub(super) fn dated(&mut self, now: i64, age_seconds: u32) {
        if let List::Loaded(loaded) = &mut self.list {
            loaded.told_at = loaded.told_at.max(now - i64::from(age_seconds));
            loaded.is_old = now - loaded.told_at >= OLD;
        }
    }

    /// How many conversations have something new, what was noticed included; `None` while there is no
    /// list.
    #[must_use]
    pub fn unread(&self, seen: &Seen) -> Option<usize> {
        let Loaded { rows, fresh, .. } = self.loaded()?;
        let is_older = |row: &&Row| fresh.iter().all(|other| other.id != row.id);
        let newest = fresh.iter().chain(rows.iter().filter(is_older));
        let is_news = |row: &&Row| seen.is_news(row.id, row.last_updated_at);
        Some(newest.filter(is_news).count())
    }

    /// Takes in what was noticed.
    pub(super) fn show_noticed(&mut self) {
        let (filter, List::Loaded(loaded)) = (&self.filter, &mut self.list) else {
            return;
        };
        let before = loaded.rows.len();
        let fresh = std::mem::take(&mut loaded.fresh);
        // The first of them comes on top, so it is put there last.
        for row in fresh.iter().rev() {
            loaded.take_in(row, filter);
        }
        let more = loaded.rows.len().saturating_sub(before);
        self.note(&fresh);
        self.window = Window {
            first: 0,
            ..self.window
        }
        .wider(more);
    }
}

impl Loaded {
    /// Of when the list is, in epoch seconds, where that is worth saying.
    #[must_use]
    pub fn as_of(&self) -> Option<i64> {
        self.is_old.then_some(self.told_at)
    }

    /// Whether a row would change this list: it is there in an earlier state, or it is new and its
    /// place is among those that are there.
    fn is_news(&self, row: &Row, filter: &Filter) -> bool {
        if let Some(other) = self.rows.iter().find(|other| other.id == row.id) {
            return other.last_updated_at < row.last_updated_at
                || (other.last_updated_at == row.last_updated_at && other.status != row.status);
        }
        let newest = self.rows.iter().map(|row| moment(row, filter)).max();
        let is_newest = newest.is_none_or(|newest| moment(row, filter) > newest);
        let has_place = filter.order.sort_order() == SortOrder::Desc || self.next_cursor.is_none();
        filter.admits(row) && is_newest && has_place
    }

    /// Puts a row in the place of its earlier state, or to where the order wants it now.
    fn take_in(&mut self, row: &Row, filter: &Filter) {
        let place = self.rows.iter().position(|other| other.id == row.id);
        if let Some(place) = place {
            let mut rows = self.rows.to_vec();
            if filter.admits(row) && filter.order.sort_by() == SortBy::CreatedAt {
                rows.splice(place..=place, [row.clone()]);
                self.rows = rows.into();
                return;
            }
            rows.remove(place);
            self.rows = rows.into();
            self.total = self.total.saturating_sub(1);
        }
        if filter.admits(row) {
            self.insert(row.clone(), filter);
        }
    }
}

/// The time by which the list is ordered.
fn moment(row: &Row, filter: &Filter) -> i64 {
    match filter.order.sort_by() {
        SortBy::UpdatedAt => row.last_updated_at,
        _ => row.created_at,
    }
}
