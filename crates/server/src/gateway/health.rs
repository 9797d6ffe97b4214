//! Whether the gateway lives, and whether requests should be sent to it.
//!
//! A gateway becomes ready when its database answers and the help desk has answered once: one with a
//! wrong address or key never takes the place of one that works. From then on only the database
//! counts: the help desk's bad day must not take every gateway out of service at once.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;
use serde_json::{Value, json};
use support_wire::FieldsQuery;

use super::{Gateway, requester::RequesterId};
use crate::upstream::{Standing, Upstream};

/// How often a gateway that is not ready asks the help desk, whoever asks it: a call costs quota.
const PROBE_EVERY: Duration = Duration::from_secs(10);

/// What a gateway remembers of its becoming ready.
#[derive(Debug, Default)]
pub(super) struct Readiness(Mutex<Progress>);

#[derive(Debug, Default)]
struct Progress {
    has_answered: bool,
    probed_at: Option<Instant>,
}

impl Readiness {
    /// Whether the help desk has ever answered.
    fn has_answered(&self, standing: Standing) -> bool {
        let mut progress = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        progress.has_answered |= standing == Standing::Answering;
        progress.has_answered
    }

    /// Whether it is time for the gateway to ask by itself.
    fn may_probe(&self) -> bool {
        let mut progress = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = progress
            .probed_at
            .is_none_or(|at| at.elapsed() >= PROBE_EVERY);
        if is_due {
            progress.probed_at = Some(Instant::now());
        }
        is_due
    }
}

/// `GET /healthz` and `/readyz`, for a gateway that is a process of its own.
pub fn router(gateway: Gateway) -> Router {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .with_state(gateway)
}

/// The process answers.
async fn healthz() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// What `/readyz` says.
#[derive(Debug, Serialize)]
struct Ready {
    status: &'static str,
    database: &'static str,
    upstream: &'static str,
}

async fn readyz(State(gateway): State<Gateway>) -> Response {
    let has_database = gateway.creates.is_ready().await;
    let watch = &gateway.metrics.upstream;
    if !gateway.readiness.has_answered(watch.standing()) && gateway.readiness.may_probe() {
        let query = FieldsQuery {
            per_page: Some(1),
            ..FieldsQuery::default()
        };
        // In turn with the customers' reads; the watch sees how it ends.
        let nobody = RequesterId::of(&gateway.settings.tenant, "");
        if let Ok(place) = gateway.line.enter(nobody, 1) {
            let _ = gateway.line.calls_of(place).once().fields(&query).await;
        }
    }
    let standing = watch.standing();
    let is_ready = has_database && gateway.readiness.has_answered(standing);
    let said = Ready {
        status: if is_ready { "ready" } else { "not ready" },
        database: if has_database { "answering" } else { "failing" },
        upstream: match standing {
            Standing::Unknown => "unknown",
            Standing::Answering => "answering",
            Standing::Failing => "failing",
        },
    };
    let status = if is_ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(said)).into_response()
}
