//! Believable help-desk data, the same for the same seed and time. The words stand in `templates/`,
//! a file per language; this module only draws from them.

mod fields;
mod people;
mod replies;
mod templates;
mod tickets;
mod times;

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use support_wire::Status;

use super::{
    Store,
    requester::{Email, Requester},
    store::BulkContact,
};
pub use fields::define;
use people::Person;
use templates::Templates;

/// The custom status that every seeded desk has.
pub const CUSTOM_STATUS: &str = "Waiting on carrier";

/// What every internal note of a seeded desk begins with, so that a leak is easily found.
pub const NOTE_MARK: &str = "For staff only:";

/// How many conversations one transaction adds.
const ROWS_A_TRANSACTION: u32 = 4000;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many conversations.
    pub conversations: u32,
    /// How many people they are from; at least one.
    pub requesters: u32,
    /// The same seed gives the same rows.
    pub seed: u64,
    /// The time that the newest conversations lead up to.
    pub now: i64,
}

/// A person with a name of their own and a certain number of conversations.
#[derive(Debug, Clone, Copy)]
pub struct NamedCustomer {
    /// Given name.
    pub first_name: &'static str,
    /// Family name.
    pub last_name: &'static str,
    /// E-mail address.
    pub email: &'static str,
    /// How many conversations.
    pub conversations: u32,
}

/// Why seeding failed.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A template file is broken.
    #[error("template: {0}")]
    Template(#[from] serde_json::Error),
    /// The database refused.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
}

/// Fills a store.
///
/// # Errors
/// The database refuses.
pub async fn run(store: &Store, plan: &Plan) -> Result<(), SeedError> {
    run_with(store, plan, &[]).await
}

/// Fills a store; the named customers' conversations come on top of the plan's.
///
/// # Errors
/// The database refuses.
pub async fn run_with(
    store: &Store,
    plan: &Plan,
    named: &[NamedCustomer],
) -> Result<(), SeedError> {
    let templates = Templates::load()?;
    let mut rng = ChaCha8Rng::seed_from_u64(plan.seed);
    store.add_status(CUSTOM_STATUS, &Status::Pending).await?;
    let start = times::start(plan.now);
    let mut people: Vec<Person> = (0..plan.requesters.max(1))
        .map(|n| people::invent(&mut rng, &templates, n))
        .collect();
    people.extend(named.iter().filter_map(named_person));
    let contacts: Vec<BulkContact> = people.iter().map(|person| person.contact(start)).collect();
    let ids = store.bulk_contacts(&contacts).await?;
    let authors = authors(&mut rng, plan, named);
    let moments = times::Moments::new(plan.now, authors.len());
    for (chunk, first) in authors
        .chunks(ROWS_A_TRANSACTION as usize)
        .zip((0..).step_by(ROWS_A_TRANSACTION as usize))
    {
        let rows: Vec<_> = chunk
            .iter()
            .zip(first..)
            .filter_map(|(author, n)| {
                let person = people.get(*author)?;
                let id = *ids.get(*author)?;
                let times = moments.draw(&mut rng, n);
                let author = tickets::Author { person, id };
                let mut ticket = tickets::write(&mut rng, &templates, &author, &times, n);
                let language = &templates.languages.get(person.language)?.language;
                ticket.replies = replies::write(plan.seed, &templates, language, &ticket, n);
                Some(ticket)
            })
            .collect();
        store.bulk_conversations(&rows).await?;
    }
    Ok(())
}

fn named_person(named: &NamedCustomer) -> Option<Person> {
    Some(Person {
        first_name: named.first_name.to_owned(),
        last_name: named.last_name.to_owned(),
        address: Requester::Email(Email::parse(named.email)?),
        language: 0,
    })
}

/// Who writes each conversation, by place in the list of people: everybody once as far as the
/// conversations go, then as it falls.
fn authors(rng: &mut ChaCha8Rng, plan: &Plan, named: &[NamedCustomer]) -> Vec<usize> {
    let requesters = plan.requesters.max(1) as usize;
    let mut authors: Vec<usize> = (0..plan.conversations as usize)
        .map(|n| n % requesters)
        .collect();
    for (n, customer) in named.iter().enumerate() {
        authors.extend(std::iter::repeat_n(
            requesters + n,
            customer.conversations as usize,
        ));
    }
    authors.shuffle(rng);
    authors
}
