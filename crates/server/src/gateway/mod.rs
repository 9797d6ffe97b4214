//! The gateway: the vendor's API, one verified requester wide.
//!
//! Every handler takes the requester from one extractor and nowhere else, forces it on whatever is
//! asked upstream, and checks it again on whatever comes back. It knows `wire`, the trait `Upstream`
//! and `identity`; it must not know a desk or the secret key. SQL stands under `store` only.

pub mod cli;
mod conditional;
mod conversations;
mod cors;
mod create;
mod cursor;
pub mod form;
mod fuzzing;
mod guest;
mod health;
mod limits;
mod line;
mod locks;
mod metrics;
mod query;
mod reads;
mod requester;
mod settings;
mod store;

use std::sync::Arc;

use axum::{Router, http::StatusCode, middleware, response::Response};
use support_wire::limits::GATEWAY_BODY_MAX_BYTES;
use tower_http::limit::RequestBodyLimitLayer;
use utoipa::openapi::OpenApi;

use crate::{
    StartError,
    error::status_response,
    identity::Verifier,
    metrics::{Exposition, HttpMetrics},
    upstream::{Observed, Upstream},
};
use conversations::FieldBook;
pub use cors::{NotAnOrigin, Origin};
use create::Creates;
use cursor::Seal;
pub(crate) use fuzzing::{fuzz_create, fuzz_query};
use health::Readiness;
pub use health::router as health_router;
use limits::Limiter;
pub use limits::{NotAProxy, Proxy};
use line::Line;
use metrics::Metrics;
use reads::Reads;
use requester::ContactBook;
pub use settings::{Clock, GatewaySettings, Given, Limits, Sparing};
pub use store::Store as GatewayStore;

/// Where the API is served.
pub const PREFIX: &str = "/support/v1";

/// What every handler of the gateway may use; clones share it.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

/// The insides of a gateway: nothing in here is public.
pub struct Parts {
    settings: GatewaySettings,
    verifier: Verifier,
    line: Line,
    reads: Reads,
    contacts: ContactBook,
    fields: FieldBook,
    creates: Creates,
    limits: Limiter,
    seal: Seal,
    metrics: Arc<Metrics>,
    readiness: Readiness,
}

impl std::ops::Deref for Gateway {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Gateway {
    /// A gateway before an upstream.
    ///
    /// # Errors
    /// The store refuses.
    pub async fn new(
        settings: GatewaySettings,
        verifier: Verifier,
        upstream: impl Upstream + 'static,
        store: GatewayStore,
    ) -> Result<Self, StartError> {
        let seal = Seal::new(store.cursor_key().await.map_err(StartError::GatewayStore)?);
        let metrics = Arc::new(Metrics::new());
        let upstream = Observed::new(upstream, metrics.upstream.clone());
        let sparing = &settings.sparing;
        Ok(Self(Arc::new(Parts {
            line: Line::new(
                Box::new(upstream),
                sparing.calls_per_minute,
                sparing.call_max,
                Arc::clone(&metrics),
            ),
            reads: Reads::new(sparing.fresh_for, sparing.stale_for, sparing.kept_max_bytes),
            contacts: ContactBook::default(),
            fields: FieldBook::default(),
            creates: Creates::new(store),
            limits: Limiter::new(&settings.limits),
            seal,
            metrics,
            readiness: Readiness::default(),
            verifier,
            settings,
        })))
    }

    /// What is counted of its requests.
    #[must_use]
    pub fn http_metrics(&self) -> HttpMetrics {
        self.metrics.http.clone()
    }

    /// Everything that it counts.
    #[must_use]
    pub fn exposition(&self) -> Exposition {
        self.metrics.exposition.clone()
    }

    fn now(&self) -> i64 {
        (self.settings.clock)()
    }
}

/// The gateway's routes under [`PREFIX`], to stand inside [`guarded`]. Whatever is not here is a 404.
pub fn router(gateway: Gateway) -> Router {
    let (v1, _) = conversations::router().split_for_parts();
    let v1 = v1
        .fallback(not_found)
        .layer(RequestBodyLimitLayer::new(GATEWAY_BODY_MAX_BYTES))
        .layer(middleware::from_fn(conditional::answer))
        .with_state(gateway);
    Router::new().nest(PREFIX, v1)
}

/// The routes under [`PREFIX`] as a document, without what is the same for all of them.
pub(crate) fn document() -> OpenApi {
    conversations::router().into_openapi()
}

/// Decides for all under [`PREFIX`] which pages may call, and says so on every answer: also on one
/// that a limit or a panic inside of it made, since a page could not read it otherwise.
pub fn guarded(routes: Router, gateway: Gateway) -> Router {
    routes.layer(middleware::from_fn_with_state(gateway, cors::guard))
}

/// The database of a gateway that names none: in the user's state folder, else the temporary one.
#[must_use]
pub fn default_database() -> String {
    crate::state::database_url("support-widget", "gateway.sqlite")
}

async fn not_found() -> Response {
    status_response(StatusCode::NOT_FOUND)
}
