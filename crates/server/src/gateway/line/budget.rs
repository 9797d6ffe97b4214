//! How many calls the help desk may be asked for. It knows no queue and no clock.
//!
//! A call counts from its start until a minute after its answer. So whatever the phase of the help
//! desk's own window, no minute of it sees more than the limit. Reads leave a fifth to creates. What
//! the help desk says of its quota narrows that further: others may be using the same account.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

use crate::upstream::{Quota, Window};

/// The window that calls are counted in.
const WINDOW: Duration = Duration::from_secs(60);
/// The part of the limit that is left to creates: one in so many.
const RESERVE_PART: usize = 5;

/// What a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gateway) enum Kind {
    /// A customer's form.
    Create,
    /// Anything else.
    Read,
}

/// The account's calls of the last minute, and what is left.
#[derive(Debug, Default)]
pub(super) struct Budget {
    /// Calls a minute, by the operator.
    set: Option<usize>,
    /// Calls a minute, by the help desk.
    learned: Option<usize>,
    creates: Used,
    reads: Used,
    minute: Option<Told>,
    day: Option<Told>,
    /// The help desk refused a call: nothing before this.
    held_until: Option<Instant>,
}

/// Calls of one kind that count.
#[derive(Debug, Default)]
struct Used {
    in_flight: usize,
    /// When each call that was answered stops to count, the earliest first.
    until: VecDeque<Instant>,
}

impl Used {
    fn count(&self) -> usize {
        self.in_flight + self.until.len()
    }

    fn forget(&mut self, now: Instant) {
        while self.until.front().is_some_and(|until| *until <= now) {
            self.until.pop_front();
        }
    }
}

/// What the help desk said is left of a window.
#[derive(Debug, Clone, Copy)]
struct Told {
    left: u64,
    /// Calls that were under way when it was said: nobody knows whether they are counted in it.
    doubtful: u64,
    resets_at: Instant,
}

impl Told {
    /// What is left for a kind. A create is worth the doubt: at worst it is refused and comes again.
    fn left_for(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Create => self.left,
            Kind::Read => self.left.saturating_sub(self.doubtful),
        }
    }
}

impl Budget {
    pub(super) fn new(per_minute: Option<u32>) -> Self {
        Self {
            set: per_minute.map(|limit| limit as usize),
            ..Self::default()
        }
    }

    /// Takes so many calls, as far as a minute ever allows; else when it is worth to ask again.
    pub(super) fn take(
        &mut self,
        kind: Kind,
        calls: usize,
        now: Instant,
    ) -> Result<usize, Instant> {
        self.forget(now);
        if let Some(until) = self.held_until {
            return Err(until);
        }
        let narrowest = self.narrowest(kind);
        let calls = narrowest.map_or(calls, |(_, cap)| calls.min(cap));
        let least = (self.reserve_left(kind) + calls) as u64;
        let dry = [self.minute, self.day].into_iter().flatten();
        let dry = dry.filter(|told| told.left_for(kind) < least);
        if let Some(until) = dry.map(|told| told.resets_at).max() {
            return Err(until);
        }
        if let Some((used, cap)) = narrowest
            && let Some(over) = (used + calls).checked_sub(cap + 1)
        {
            let until = self.frees_up(kind);
            return Err(until.get(over).copied().unwrap_or(now + WINDOW));
        }
        for told in [&mut self.minute, &mut self.day].into_iter().flatten() {
            told.left -= calls as u64;
        }
        self.used(kind).in_flight += calls;
        Ok(calls)
    }

    /// Gives a call back that was not made.
    pub(super) fn refund(&mut self, kind: Kind) {
        let used = self.used(kind);
        used.in_flight = used.in_flight.saturating_sub(1);
        for told in [&mut self.minute, &mut self.day].into_iter().flatten() {
            told.left += 1;
        }
    }

    /// Notes that a call has ended, and what the help desk says of its quota.
    pub(super) fn ended(&mut self, kind: Kind, quota: &Quota, now: Instant) {
        let used = self.used(kind);
        used.in_flight = used.in_flight.saturating_sub(1);
        used.until.push_back(now + WINDOW);
        let in_flight = (self.creates.in_flight + self.reads.in_flight) as u64;
        if let Some(minute) = &quota.minute {
            self.learned = usize::try_from(minute.limit).ok();
            self.minute = Some(told(minute, WINDOW, in_flight, now));
        }
        if let Some(day) = &quota.day {
            self.day = Some(told(day, 24 * 60 * WINDOW, in_flight, now));
        }
    }

    /// Lets nothing through for a while: the help desk refused a call.
    pub(super) fn hold(&mut self, time: Duration, now: Instant) {
        self.held_until = self.held_until.max(Some(now + time));
    }

    /// When a call can be expected to be let through that so many others of its kind are ahead of.
    pub(super) fn expected(&mut self, kind: Kind, ahead: usize, now: Instant) -> Instant {
        self.forget(now);
        let reserve = self.reserve_left(kind);
        let gates = [self.minute, self.day].into_iter().flatten();
        let gates = gates.filter(|told| told.left_for(kind) <= (reserve + ahead) as u64);
        let gate = gates.map(|told| told.resets_at).max();
        let gate = gate.max(self.held_until).unwrap_or(now).max(now);
        let Some((used, cap)) = self.narrowest(kind) else {
            return gate;
        };
        // Each call that is let through blocks its place for a window, and for as long as it takes.
        let rounds = u32::try_from(ahead / cap).unwrap_or(u32::MAX);
        let free = cap.saturating_sub(used);
        let first = match (ahead % cap).checked_sub(free) {
            None => now,
            Some(place) => {
                let until = self.frees_up(kind);
                until.get(place).copied().unwrap_or(now + WINDOW)
            }
        };
        first.max(gate) + (WINDOW + Duration::from_secs(1)).saturating_mul(rounds)
    }

    /// Calls a minute, as far as known.
    pub(super) fn limit(&self) -> Option<usize> {
        match (self.set, self.learned) {
            (Some(set), Some(learned)) => Some(set.min(learned)),
            (set, learned) => set.or(learned),
        }
    }

    /// How many calls count that are in the way of this kind, and how many may.
    fn narrowest(&self, kind: Kind) -> Option<(usize, usize)> {
        let limit = self.limit()?;
        let reads = self.reads.count();
        let all = reads + self.creates.count();
        let cap = (limit - self.reserve_of(kind)).max(1);
        match kind {
            Kind::Create => Some((all, limit)),
            // Creates take from the reserve first, then from what reads could have had.
            Kind::Read => {
                let beyond = self.creates.count().saturating_sub(limit - cap);
                Some((reads + beyond, cap))
            }
        }
    }

    /// When the calls that are in the way of this kind stop to count, the earliest first.
    fn frees_up(&self, kind: Kind) -> Vec<Instant> {
        let creates = self.creates.until.iter().copied();
        let reads = self.reads.until.iter().copied();
        match kind {
            Kind::Read => reads.collect(),
            Kind::Create => {
                let mut all: Vec<Instant> = creates.chain(reads).collect();
                all.sort_unstable();
                all
            }
        }
    }

    fn reserve_of(&self, kind: Kind) -> usize {
        match (kind, self.limit()) {
            (Kind::Read, Some(limit)) if limit > 1 => (limit / RESERVE_PART).max(1),
            _ => 0,
        }
    }

    /// What reads must leave of what the help desk says is left: creates may have used their part.
    fn reserve_left(&self, kind: Kind) -> usize {
        self.reserve_of(kind).saturating_sub(self.creates.count())
    }

    fn used(&mut self, kind: Kind) -> &mut Used {
        match kind {
            Kind::Create => &mut self.creates,
            Kind::Read => &mut self.reads,
        }
    }

    fn forget(&mut self, now: Instant) {
        self.creates.forget(now);
        self.reads.forget(now);
        self.minute = self.minute.filter(|told| told.resets_at > now);
        self.day = self.day.filter(|told| told.resets_at > now);
        self.held_until = self.held_until.filter(|until| *until > now);
    }
}

fn told(window: &Window, length: Duration, in_flight: u64, now: Instant) -> Told {
    Told {
        left: window.remaining,
        doubtful: in_flight,
        resets_at: now + window.resets_in.unwrap_or(length),
    }
}
