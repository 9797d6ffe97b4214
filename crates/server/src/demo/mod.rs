//! The demo: a sample portal's back end and files, beside a desk in the same process.
//!
//! It speaks to the desk as a portal's developer would, by its API key; it may fill the desk's
//! database at the first start, and knows no other part of the desk.

mod customers;
mod site;
mod token;

use std::path::PathBuf;
use std::sync::Arc;

use axum::{Router, routing::get};
use directories::ProjectDirs;

use crate::{
    ApiKey, StartError,
    desk::{Store, now, seed},
};
pub use customers::{CUSTOMERS, Customer};

/// How the demo is set up.
#[derive(Debug, Clone)]
pub struct Demo {
    site: PathBuf,
    api_key: Arc<ApiKey>,
}

impl Demo {
    /// A demo that serves the built portal in `site`.
    #[must_use]
    pub fn new(site: PathBuf, api_key: ApiKey) -> Self {
        Self {
            site,
            api_key: Arc::new(api_key),
        }
    }
}

/// The demo's routes, without the common layers.
pub fn router(demo: Demo) -> Router {
    let site = site::router(&demo.site);
    Router::new()
        .route("/portal/token", get(token::token))
        .with_state(demo)
        .merge(site)
}

/// The database of a demo that names none: in the user's state folder, else the temporary one.
#[must_use]
pub fn default_database() -> String {
    let folder = ProjectDirs::from("", "", "support-widget-demo").map_or_else(
        || std::env::temp_dir().join("support-widget-demo"),
        |dirs| {
            dirs.state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_owned()
        },
    );
    format!("sqlite://{}", folder.join("desk.sqlite").display())
}

/// Fills an empty desk with the demo's customers and some others.
///
/// # Errors
/// The database refuses.
pub async fn seed_if_empty(store: &Store) -> Result<(), StartError> {
    let count = store
        .conversation_count()
        .await
        .map_err(seed::SeedError::from)?;
    if count > 0 {
        return Ok(());
    }
    let plan = seed::Plan {
        conversations: 22,
        requesters: 9,
        seed: 2,
        now: now(),
    };
    let known = CUSTOMERS
        .iter()
        .filter(|customer| customer.seed.conversations > 0);
    let named: Vec<_> = known.map(|customer| customer.seed).collect();
    Ok(seed::run_with(store, &plan, &named).await?)
}

/// Says what one needs to try the demo, after the line that says where it listens.
pub fn introduce(api_key: &ApiKey) {
    let customer = &CUSTOMERS[0];
    println!("API key: {}", api_key.reveal());
    println!("Demo customer: {} <{}>", customer.name, customer.seed.email);
    println!("Customer token: {}", api_key.reveal());
}
