//! A gateway before a stub, called through its router.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use support_server::{
    ApiKey,
    gateway::{Gateway, GatewaySettings, GatewayStore, Limits, Sparing},
    gateway_router,
    upstream::{self, Upstream},
};
use tempfile::TempDir;

use super::{
    Answer, database_url, send,
    stub::{Stub, UPSTREAM_KEY},
    tokens::{token, verifier},
};

/// A gateway under test.
pub struct GatewayApp {
    pub router: Router,
    pub metrics: Router,
    pub stub: Stub,
    pub audience: String,
    pub folder: TempDir,
}

impl GatewayApp {
    /// A gateway before a stub: nothing is kept and nobody is limited, so that each test sees what it
    /// is about; all other settings at their defaults.
    pub async fn before(stub: &Stub) -> Self {
        Self::with(stub, |_| {}).await
    }

    /// A gateway set up by hand.
    pub async fn with(stub: &Stub, change: impl FnOnce(&mut GatewaySettings)) -> Self {
        Self::over(stub, direct(stub), "t0", change).await
    }

    /// A gateway before any upstream, of any tenant; the tenant's name is its audience.
    pub async fn over(
        stub: &Stub,
        upstream: impl Upstream + 'static,
        tenant: &str,
        change: impl FnOnce(&mut GatewaySettings),
    ) -> Self {
        let folder = TempDir::new().unwrap();
        let store = GatewayStore::open(&database_url(&folder)).await.unwrap();
        Self::on(stub, upstream, tenant, store, folder, change).await
    }

    /// A gateway on a store that is there already.
    pub async fn on(
        stub: &Stub,
        upstream: impl Upstream + 'static,
        tenant: &str,
        store: GatewayStore,
        folder: TempDir,
        change: impl FnOnce(&mut GatewaySettings),
    ) -> Self {
        let mut settings = GatewaySettings::new(tenant);
        settings.settle = Duration::ZERO;
        settings.sparing.fresh_for = Duration::ZERO;
        settings.sparing.stale_for = Duration::ZERO;
        settings.limits = Limits {
            lists_per_minute: u32::MAX,
            opens_per_minute: u32::MAX,
            creates_per_hour: u32::MAX,
            ..Limits::default()
        };
        change(&mut settings);
        let verifier = verifier(folder.path(), tenant);
        let gateway = Gateway::new(settings, verifier, upstream, store)
            .await
            .unwrap();
        Self {
            metrics: gateway.exposition().router(),
            router: gateway_router(gateway),
            stub: stub.clone(),
            audience: tenant.to_owned(),
            folder,
        }
    }

    /// A request of a customer.
    pub fn request(&self, method: &str, path: &str, email: &str) -> axum::http::request::Builder {
        let bearer = format!("Bearer {}", token(email, &self.audience));
        Request::builder()
            .method(method)
            .uri(format!("/support/v1{path}"))
            .header(header::AUTHORIZATION, bearer)
    }

    /// `GET` as a customer.
    pub async fn get(&self, path: &str, email: &str) -> Answer {
        let request = self.request("GET", path, email);
        send(&self.router, request.body(Body::empty()).unwrap()).await
    }

    /// `POST /conversations` as a customer.
    pub async fn post(&self, email: &str, key: &str, body: impl Into<Body>) -> Answer {
        let request = self
            .request("POST", "/conversations", email)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key);
        send(&self.router, request.body(body.into()).unwrap()).await
    }

    /// The value of a metric, 0 where it is not there.
    pub async fn metric(&self, line: &str) -> u64 {
        let found = self.metrics_text().await;
        let value = found.lines().find_map(|found| found.strip_prefix(line));
        value.map_or(0, |value| value.trim().parse().unwrap())
    }

    /// All metrics.
    pub async fn metrics_text(&self) -> String {
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        send(&self.metrics, request).await.text
    }
}

/// Answers are kept as they are by default.
pub fn keeping(settings: &mut GatewaySettings) {
    settings.sparing = Sparing::default();
}

/// The stub, reached without a socket.
pub fn direct(stub: &Stub) -> impl Upstream + use<> {
    upstream::router::connect(stub.router(), "/v1", &ApiKey::new(UPSTREAM_KEY).unwrap())
}

/// A form as the widget sends it.
pub fn form(subject: &str) -> Value {
    json!({ "subject": subject, "description": "Some <b>text</b>\n\nand more", "priority": "High", "source": "Mail" })
}
