//! How often one requester, or one address without a token, may ask for something.

mod address;
mod rate;

use std::time::Duration;

use tokio::time::Instant;

use super::{Gateway, guest::Creator, metrics::Counter, requester::Requester, settings::Limits};
use crate::Error;
pub(super) use address::client;
pub use address::{NotAProxy, Proxy};
use rate::Rate;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
/// How many creates a requester may make at once.
const CREATES_AT_ONCE: u32 = 3;

/// The limits of a gateway.
pub(super) struct Limiter {
    lists: Rate,
    opens: Rate,
    creates: Rate,
    guests: Rate,
}

impl Limiter {
    pub(super) fn new(limits: &Limits) -> Self {
        // A page that is opened asks for a few things at once: half a minute's worth.
        let reads = |a_minute: u32| Rate::new(a_minute, MINUTE, a_minute.div_ceil(2));
        Self {
            lists: reads(limits.lists_per_minute),
            opens: reads(limits.opens_per_minute),
            creates: Rate::new(limits.creates_per_hour, HOUR, CREATES_AT_ONCE),
            guests: Rate::new(limits.guests_per_hour, HOUR, limits.guests_per_hour),
        }
    }
}

impl Gateway {
    /// Takes one list of this requester's.
    pub(super) fn take_list(&self, requester: &Requester) -> Result<(), Error> {
        let taken = self
            .limits
            .lists
            .take(requester.id(self).bytes(), Instant::now());
        self.told("requester-lists", taken)
    }

    /// Takes one look at a conversation, its replies or the form.
    pub(super) fn take_open(&self, requester: &Requester) -> Result<(), Error> {
        let taken = self
            .limits
            .opens
            .take(requester.id(self).bytes(), Instant::now());
        self.told("requester-opens", taken)
    }

    /// Takes one create.
    pub(super) fn take_create(&self, creator: &Creator) -> Result<(), Error> {
        let now = Instant::now();
        match creator {
            Creator::Signed(requester) => {
                let taken = self.limits.creates.take(requester.id(self).bytes(), now);
                self.told("requester-creates", taken)
            }
            Creator::Guest(guest) => {
                let taken = self.limits.guests.take(guest.network(), now);
                self.told("address-creates", taken)
            }
        }
    }

    /// Gives a create back of which the help desk has heard nothing.
    pub(super) fn give_create_back(&self, creator: &Creator) {
        match creator {
            Creator::Signed(requester) => {
                self.limits.creates.give_back(requester.id(self).bytes());
            }
            Creator::Guest(guest) => self.limits.guests.give_back(guest.network()),
        }
    }

    fn told(&self, reason: &'static str, taken: Result<(), Duration>) -> Result<(), Error> {
        taken.map_err(|wait| {
            self.metrics.add(Counter::Refusals, reason, 1);
            Error::TooMany {
                retry_after: wait.as_secs() + 1,
            }
        })
    }
}
