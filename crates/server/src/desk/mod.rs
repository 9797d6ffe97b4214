//! The desk: the vendor's API served locally, on a database of its own.
//!
//! It knows `wire` and its store, and must not know a gateway or an upstream. SQL stands under
//! `store` only; no other module names a table.

mod access;
mod account;
mod body;
mod contacts;
mod conversations;
mod cursor;
mod due;
mod fields;
mod fuzzing;
mod html_text;
mod page;
mod path;
mod query;
mod rate_limit;
mod replies;
mod requester;
pub mod seed;
mod settings;
mod store;
mod tags;

use std::sync::Arc;

use axum::{Json, Router, extract::State, middleware, routing::get};
use prometheus_client::registry::Registry;
use serde_json::{Value, json};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

pub use crate::clock::now;
use crate::{
    Error,
    metrics::{Exposition, HttpMetrics},
};
pub(crate) use fuzzing::{fuzz_create, fuzz_cursor, fuzz_html};
use rate_limit::RateLimiter;
pub use settings::{
    CreateStatus, LastCursor, NEXT_URL_BASE, PageSize, RepeatedFilters, RepliesPage, Settings,
    Switches, UnknownFilter,
};
pub use store::Store;

/// What every handler of the desk may use.
#[derive(Debug, Clone)]
pub struct Desk {
    store: Store,
    settings: Arc<Settings>,
    limiter: Option<Arc<RateLimiter>>,
    http: HttpMetrics,
    exposition: Exposition,
}

impl Desk {
    /// A desk on a store.
    #[must_use]
    pub fn new(store: Store, settings: Settings) -> Self {
        let limiter = settings
            .rate_limit_per_minute
            .map(|quota| Arc::new(RateLimiter::new(quota)));
        let mut registry = Registry::default();
        Self {
            store,
            settings: Arc::new(settings),
            limiter,
            http: HttpMetrics::register(&mut registry),
            exposition: Exposition::new(registry),
        }
    }

    /// What is counted of its requests.
    #[must_use]
    pub fn http_metrics(&self) -> HttpMetrics {
        self.http.clone()
    }

    /// Everything that it counts.
    #[must_use]
    pub fn exposition(&self) -> Exposition {
        self.exposition.clone()
    }
}

/// The desk's routes, without the common layers.
pub fn router(desk: Desk) -> Router {
    let guard = middleware::from_fn_with_state(desk.clone(), access::guard);
    let (v1, _) = v1().split_for_parts();
    let v1 = v1
        .fallback(access::not_found)
        .layer(guard)
        .with_state(desk.clone());
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .with_state(desk)
        .nest("/v1", v1)
}

/// What is served under `/v1`, each route with its part of the document.
fn v1() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .merge(conversations::router())
        .merge(fields::router())
        .merge(replies::router())
        .merge(account::router())
        .merge(tags::router())
        .merge(contacts::router())
}

/// The routes under `/v1` as a document, without what is the same for all of them.
pub(crate) fn document() -> OpenApi {
    v1().into_openapi()
}

/// `GET /healthz`: the process answers.
async fn healthz() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// `GET /readyz`: the database answers, too.
async fn readyz(State(desk): State<Desk>) -> Result<Json<Value>, Error> {
    if desk.store.is_ready().await {
        Ok(Json(json!({ "status": "ready", "database": "answering" })))
    } else {
        Err(Error::NotReady)
    }
}
