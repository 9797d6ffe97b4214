//! One conversation: its head, and what was said in it so far.

use std::rc::Rc;

use support_wire::{CustomerReply, Page, RepliesQuery, ReplyType, SortOrder, Status};
use yew::Reducible;

use crate::model::{conversations::Row, failure::Failure};

/// Replies asked for at a time.
pub const REPLIES_PAGE_SIZE: u32 = 25;

/// A reply, shared so that a thread of them is cheap to pass around.
pub type SharedReply = Rc<CustomerReply>;

/// One conversation as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thread {
    /// Subject, opening text and facts.
    pub head: Head,
    /// The status before the last change of it that came while the conversation was in view.
    pub status_before: Option<Status>,
    /// What was said since, the first said first.
    pub replies: Rc<[SharedReply]>,
    /// How many replies there are in all.
    pub total: u64,
    /// The cursor of the replies before these.
    pub earlier_cursor: Option<String>,
    /// Whether replies are on their way.
    pub progress: Progress,
}

/// Subject, opening text and facts of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Head {
    /// On their way.
    #[default]
    Loading,
    /// Here.
    Loaded(Row),
    /// There is no such conversation, or it is somebody else's: nobody says which.
    NotFound,
    /// Nobody knows who asks; nothing was asked for.
    NoRequester,
    /// They could not be had.
    Failed(Failure),
}

/// Whether replies are on their way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Progress {
    /// The newest ones are.
    #[default]
    Loading,
    /// None are.
    Idle,
    /// Earlier ones are.
    LoadingEarlier,
    /// The newest ones could not be had.
    Failed(Failure),
    /// Earlier ones could not be had.
    EarlierFailed(Failure),
}

/// What happens to a conversation in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThreadAction {
    /// Its newest state was asked for. What is in view stays.
    Asked,
    /// The head came, or there is none for this customer.
    Head(Head),
    /// The newest replies came.
    Newest(Page<CustomerReply>),
    /// The newest replies could not be had.
    NewestFailed(Failure),
    /// Earlier replies were asked for.
    EarlierAsked,
    /// Earlier replies came.
    Earlier(Page<CustomerReply>),
    /// Earlier replies could not be had.
    EarlierFailed(Failure),
}

/// Whose words a message holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The customer's own.
    Own,
    /// Support's.
    Support,
    /// The desk does not say.
    Unknown,
}

/// The query of a page of replies, the newest first. Internal notes are never asked for.
#[must_use]
pub fn replies_query(after: Option<String>) -> RepliesQuery {
    RepliesQuery {
        starting_after: after,
        per_page: Some(REPLIES_PAGE_SIZE),
        kind: Some(ReplyType::Reply),
        sort_order: Some(SortOrder::Desc),
    }
}

/// Whose words a reply holds. The API documents `agent` only.
#[must_use]
pub fn voice(reply: &CustomerReply) -> Voice {
    let kind = reply
        .author
        .as_ref()
        .and_then(|author| author.kind.as_deref());
    match kind {
        Some("agent" | "member") => Voice::Support,
        Some("customer" | "contact" | "requester") => Voice::Own,
        _ => Voice::Unknown,
    }
}

impl Thread {
    /// A conversation of which the list has told something already.
    #[must_use]
    pub fn of(known: Option<Row>) -> Self {
        Self {
            head: known.map_or(Head::Loading, Head::Loaded),
            ..Self::default()
        }
    }

    /// How many replies are not in view.
    #[must_use]
    pub fn hidden(&self) -> u64 {
        self.total.saturating_sub(self.replies.len() as u64)
    }

    fn take_head(&mut self, head: Head) {
        // A head that is in view is not taken away by a failure to refresh it.
        if matches!((&self.head, &head), (Head::Loaded(_), Head::Failed(_))) {
            return;
        }
        if let (Head::Loaded(before), Head::Loaded(now)) = (&self.head, &head)
            && before.status != now.status
        {
            self.status_before.clone_from(&before.status);
        }
        self.head = head;
    }

    /// Takes the newest replies in behind those in view. If none of them is in view, there may be a
    /// gap between the two: then the newest ones take the others' place.
    fn take_newest(&mut self, page: Page<CustomerReply>) {
        self.progress = Progress::Idle;
        let cursor = page.pages.next_cursor;
        let newest = said_first(page.data);
        let joins = newest.iter().any(|reply| self.holds(reply));
        if joins {
            let new: Vec<_> = newest.into_iter().filter(|new| !self.holds(new)).collect();
            self.replies = self.replies.iter().cloned().chain(new).collect();
        } else {
            self.replies = newest.into();
            self.earlier_cursor = cursor;
        }
        self.total = page.total_count.max(self.replies.len() as u64);
    }

    fn take_earlier(&mut self, page: Page<CustomerReply>) {
        self.progress = Progress::Idle;
        self.earlier_cursor = page.pages.next_cursor;
        let mut replies = said_first(page.data);
        replies.retain(|reply| !self.holds(reply));
        replies.extend(self.replies.iter().cloned());
        self.total = page.total_count.max(replies.len() as u64);
        self.replies = replies.into();
    }

    fn holds(&self, reply: &CustomerReply) -> bool {
        self.replies.iter().any(|other| other.id == reply.id)
    }
}

/// Turns a page around, which comes with the newest first.
fn said_first(page: Vec<CustomerReply>) -> Vec<SharedReply> {
    page.into_iter().rev().map(Rc::new).collect()
}

impl Reducible for Thread {
    type Action = ThreadAction;

    fn reduce(self: Rc<Self>, action: ThreadAction) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            ThreadAction::Asked => {
                if !matches!(next.head, Head::Loaded(_)) {
                    next.head = Head::Loading;
                }
                next.progress = Progress::Loading;
            }
            ThreadAction::Head(head) => next.take_head(head),
            ThreadAction::Newest(page) => next.take_newest(page),
            ThreadAction::NewestFailed(failure) => next.progress = Progress::Failed(failure),
            ThreadAction::EarlierAsked => next.progress = Progress::LoadingEarlier,
            ThreadAction::Earlier(page) => next.take_earlier(page),
            ThreadAction::EarlierFailed(failure) => {
                next.progress = Progress::EarlierFailed(failure);
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use support_wire::{CustomerConversation, CustomerReplyAuthor, Pages, ReplyId};

    use super::*;

    fn page(ids: &[i64], total: u64, cursor: Option<&str>) -> Page<CustomerReply> {
        let reply = |id: &i64| CustomerReply {
            id: ReplyId::from(*id),
            ..CustomerReply::default()
        };
        Page {
            data: ids.iter().map(reply).collect(),
            pages: Pages {
                next_cursor: cursor.map(str::to_owned),
                ..Pages::default()
            },
            total_count: total,
        }
    }

    fn after(actions: impl IntoIterator<Item = ThreadAction>) -> Rc<Thread> {
        let row = Rc::new(CustomerConversation::default());
        let thread = Rc::new(Thread::of(Some(row)));
        actions.into_iter().fold(thread, Thread::reduce)
    }

    fn ids(thread: &Thread) -> Vec<&str> {
        thread
            .replies
            .iter()
            .map(|reply| reply.id.as_str())
            .collect()
    }

    #[test]
    fn the_last_change_of_status_is_told_until_the_next() {
        let head = |status: &str| {
            ThreadAction::Head(Head::Loaded(Rc::new(CustomerConversation {
                status: Some(status.into()),
                ..CustomerConversation::default()
            })))
        };
        let before = |heads: &[&str]| {
            let open = Rc::new(Thread::of(None)).reduce(head("Open"));
            let heads = heads.iter().map(|status| head(status));
            heads.fold(open, Thread::reduce).status_before.clone()
        };
        assert_eq!(before(&["Open"]), None);
        assert_eq!(before(&["Pending"]), Some(Status::Open));
        assert_eq!(before(&["Pending", "Pending"]), Some(Status::Open));
        assert_eq!(before(&["Pending", "Resolved"]), Some(Status::Pending));
    }

    #[test]
    fn a_long_thread_is_read_from_its_end() {
        let thread = after([ThreadAction::Newest(page(&[5, 4], 5, Some("4")))]);
        assert_eq!((ids(&thread), thread.hidden()), (vec!["4", "5"], 3));
        assert_eq!(thread.earlier_cursor.as_deref(), Some("4"));
        let thread = thread.reduce(ThreadAction::EarlierAsked);
        assert_eq!(thread.progress, Progress::LoadingEarlier);
        let thread = thread.reduce(ThreadAction::Earlier(page(&[3, 2, 1], 5, None)));
        assert_eq!(ids(&thread), ["1", "2", "3", "4", "5"]);
        assert_eq!((thread.hidden(), &thread.earlier_cursor), (0, &None));
    }

    #[test]
    fn what_is_new_joins_what_is_in_view() {
        let thread = after([
            ThreadAction::Newest(page(&[2, 1], 2, None)),
            ThreadAction::Asked,
            ThreadAction::Newest(page(&[3, 2], 3, Some("2"))),
        ]);
        assert_eq!(ids(&thread), ["1", "2", "3"]);
        assert_eq!(thread.earlier_cursor, None, "the start is in view already");
    }

    #[test]
    fn a_gap_is_never_hidden() {
        let thread = after([
            ThreadAction::Newest(page(&[1], 1, None)),
            ThreadAction::Newest(page(&[9, 8], 9, Some("8"))),
        ]);
        assert_eq!((ids(&thread), thread.hidden()), (vec!["8", "9"], 7));
        assert_eq!(thread.earlier_cursor.as_deref(), Some("8"));
    }

    #[test]
    fn a_failure_takes_nothing_away() {
        let thread = after([
            ThreadAction::Newest(page(&[1], 1, None)),
            ThreadAction::Asked,
            ThreadAction::Head(Head::Failed(Failure::Offline)),
            ThreadAction::NewestFailed(Failure::Offline),
        ]);
        assert!(matches!(thread.head, Head::Loaded(_)));
        assert_eq!(ids(&thread), ["1"]);
        assert_eq!(thread.progress, Progress::Failed(Failure::Offline));
        let gone = thread.reduce(ThreadAction::Head(Head::NotFound));
        assert_eq!(gone.head, Head::NotFound, "but a definite answer counts");
    }

    #[test]
    fn an_author_is_believed_only_as_far_as_known() {
        let by = |kind: Option<&str>| CustomerReply {
            author: kind.map(|kind| CustomerReplyAuthor {
                name: None,
                kind: Some(kind.to_owned()),
            }),
            ..CustomerReply::default()
        };
        assert_eq!(voice(&by(Some("agent"))), Voice::Support);
        assert_eq!(voice(&by(Some("customer"))), Voice::Own);
        assert_eq!(voice(&by(Some("robot"))), Voice::Unknown);
        assert_eq!(voice(&by(None)), Voice::Unknown);
    }
}
