//! Who is let through next: creates first, then who has been let through once and needs another call
//! to be done, then the requesters in turn, in the order in which they first asked. It knows no clock.

use std::collections::{HashMap, VecDeque};

use super::{budget::Kind, wanted::Wanted};
use crate::gateway::requester::RequesterId;

/// The queue; `T` is what is handed to who is let through.
#[derive(Debug)]
pub(super) struct Queue<T> {
    creates: VecDeque<T>,
    going_on: VecDeque<(u64, T)>,
    turns: VecDeque<RequesterId>,
    reads: HashMap<RequesterId, VecDeque<Waiting<T>>>,
    /// How many reads wait.
    length: usize,
}

/// A read that waits for its first call.
#[derive(Debug)]
pub(super) struct Waiting<T> {
    pub(super) number: u64,
    /// How many calls it is expected to make.
    pub(super) calls: usize,
    /// Whether anybody still wants it when its turn comes.
    pub(super) wanted: Wanted,
    pub(super) who: T,
}

/// Who is let through.
#[derive(Debug)]
pub(super) struct Next<T> {
    pub(super) who: T,
    /// Whether it still matters; always, but for a read that has not begun.
    pub(super) wanted: Option<Wanted>,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self {
            creates: VecDeque::new(),
            going_on: VecDeque::new(),
            turns: VecDeque::new(),
            reads: HashMap::new(),
            length: 0,
        }
    }
}

impl<T> Queue<T> {
    pub(super) fn push_create(&mut self, who: T) {
        self.creates.push_back(who);
    }

    /// A read that has been let through before needs another call.
    pub(super) fn push_going_on(&mut self, number: u64, who: T) {
        self.going_on.push_back((number, who));
    }

    pub(super) fn push_read(&mut self, requester: RequesterId, waiting: Waiting<T>) {
        let own = self.reads.entry(requester).or_default();
        if own.is_empty() {
            self.turns.push_back(requester);
        }
        own.push_back(waiting);
        self.length += 1;
    }

    /// How many reads wait for their first call.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    pub(super) fn creates(&self) -> usize {
        self.creates.len()
    }

    /// What the next one would be for, and how many calls.
    pub(super) fn next(&self) -> Option<(Kind, usize)> {
        if !self.creates.is_empty() {
            return Some((Kind::Create, 1));
        }
        if !self.going_on.is_empty() {
            return Some((Kind::Read, 1));
        }
        let own = self.reads.get(self.turns.front()?)?;
        Some((Kind::Read, own.front()?.calls))
    }

    pub(super) fn pop(&mut self) -> Option<Next<T>> {
        let begun = self.creates.pop_front();
        let begun = begun.or_else(|| self.going_on.pop_front().map(|(_, who)| who));
        if let Some(who) = begun {
            return Some(Next { who, wanted: None });
        }
        let requester = self.turns.pop_front()?;
        let own = self.reads.get_mut(&requester)?;
        let first = own.pop_front();
        if own.is_empty() {
            self.reads.remove(&requester);
        } else {
            self.turns.push_back(requester);
        }
        let first = first?;
        self.length -= 1;
        Some(Next {
            who: first.who,
            wanted: Some(first.wanted),
        })
    }

    /// How many calls of reads go before the last one of this read, itself included but for that one;
    /// `None` once it is not waiting any more.
    pub(super) fn calls_ahead(&self, requester: &RequesterId, number: u64) -> Option<usize> {
        let mut going_on = self.going_on.iter();
        if let Some(ahead) = going_on.position(|(other, _)| *other == number) {
            return Some(ahead);
        }
        let own = self.reads.get(requester)?;
        let depth = own.iter().position(|waiting| waiting.number == number)?;
        let itself = own.get(depth)?.calls.saturating_sub(1);
        let place = self.turns.iter().position(|turn| turn == requester)?;
        let mut ahead = self.going_on.len() + itself;
        for (turn, other) in self.turns.iter().enumerate() {
            // Whoever has an earlier turn goes once more than who has a later one.
            let rounds = if turn < place { depth + 1 } else { depth };
            let waiting = self.reads.get(other).into_iter().flatten();
            ahead += waiting.take(rounds).map(|other| other.calls).sum::<usize>();
        }
        Some(ahead)
    }

    /// How many calls the whole queue of reads is.
    pub(super) fn calls(&self) -> usize {
        let waiting = self.reads.values().flatten();
        self.going_on.len() + waiting.map(|waiting| waiting.calls).sum::<usize>()
    }
}
