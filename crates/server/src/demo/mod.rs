//! The demo: a sample portal's back end and files, beside a gateway and a desk in the same process.
//!
//! It plays the portal's back end: it signs its customers' identity tokens, and never shows the API key
//! to a page. It may fill the desk's database at the first start, and knows no other part of the desk.

mod customers;
mod origin;
mod signer;
mod site;
mod support_side;
mod token;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::{Router, routing::get};

use crate::{
    ApiKey, StartError,
    desk::{Store, now, seed},
    gateway::{GatewaySettings, Limits, form::Form},
    state,
};
pub use customers::{CUSTOMERS, Customer};
pub use signer::Signer;

/// How the demo is set up.
#[derive(Debug, Clone)]
pub struct Demo {
    site: PathBuf,
    signer: Arc<Signer>,
    staff: Option<support_side::StaffDesk>,
}

impl Demo {
    /// A demo that serves the built portal in `site`.
    #[must_use]
    pub fn new(site: PathBuf, signer: Signer) -> Self {
        Self {
            site,
            signer: Arc::new(signer),
            staff: None,
        }
    }

    /// With the page `/support-side`, on which one answers as the help desk. `desk` serves the API
    /// under `/v1`, and `key` opens it.
    #[must_use]
    pub fn with_support_side(mut self, desk: Router, key: &ApiKey) -> Self {
        self.staff = Some(support_side::StaffDesk::new(desk, key));
        self
    }

    /// Says what one needs to try the demo, after the line that says where it listens.
    pub fn introduce(&self, api_key: &ApiKey) {
        let customer = &CUSTOMERS[0];
        println!("API key: {}", api_key.reveal());
        println!("Demo customer: {} <{}>", customer.name, customer.seed.email);
        println!("Customer token: {}", self.signer.token(customer, now()));
    }
}

/// The demo's routes, without the common layers.
pub fn router(demo: Demo) -> Router {
    let site = site::router(&demo.site);
    let staff = demo.staff.clone().map(support_side::router);
    Router::new()
        .route("/portal/token", get(token::token))
        .with_state(demo)
        .merge(site::with_headers(staff.unwrap_or_default()))
        .merge(site)
}

/// The database of a demo that names none: in the user's state folder, else the temporary one.
#[must_use]
pub fn default_database() -> String {
    state::database_url("support-widget-demo", "desk.sqlite")
}

/// The gateway's database beside the desk's, or in memory like that; on PostgreSQL it is the same one.
#[must_use]
pub fn gateway_database(desk: &str) -> String {
    let (file, options) = desk.split_once('?').unwrap_or((desk, ""));
    if file.ends_with(":memory:") {
        return "sqlite::memory:".to_owned();
    }
    if file.starts_with("postgres") {
        return desk.to_owned();
    }
    let file = file.strip_suffix(".sqlite").unwrap_or(file);
    let mark = if options.is_empty() { "" } else { "?" };
    format!("{file}.gateway.sqlite{mark}{options}")
}

/// What the demo's desk can be told about a conversation, as bodies of `POST /conversations/fields`.
const FIELDS: &str = include_str!("fields.json");
/// What the demo's customers are asked for, as a file for `--form-fields`.
const FORM: &str = include_str!("form.json");

/// The settings of the demo's gateway.
///
/// # Errors
/// None, as long as the form is in order.
pub fn gateway_settings() -> Result<GatewaySettings, StartError> {
    let mut settings = GatewaySettings::new("demo");
    // The desk is in the same process and has no quota; what is said on its side is to be seen at once,
    // and whoever tries things out is not to be told to wait.
    settings.sparing.fresh_for = Duration::ZERO;
    settings.limits = Limits {
        lists_per_minute: u32::MAX,
        opens_per_minute: u32::MAX,
        creates_per_hour: u32::MAX,
        ..settings.limits
    };
    Form::read(FORM, Path::new("form.json"))?.apply(&mut settings);
    Ok(settings)
}

/// Defines the demo's fields, and fills an empty desk with the demo's customers and some others.
///
/// # Errors
/// The database refuses.
pub async fn seed_if_empty(store: &Store) -> Result<(), StartError> {
    seed::define(store, FIELDS, now()).await?;
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
