//! A quota around an upstream, as the vendor has it: so many calls a minute, told in headers. It goes
//! by tokio's clock, so a test may let an hour pass in a moment.

use std::{
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::Request,
    http::{Method, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use serde_json::json;
use support_server::{
    ApiKey,
    upstream::{self, Upstream},
};
use tokio::time::Instant;

use super::stub::{Stub, UPSTREAM_KEY};

const MINUTE: Duration = Duration::from_secs(60);

/// A quota; clones share it.
#[derive(Clone)]
pub struct Quota(Arc<Mutex<State>>);

/// What the quota knows.
pub struct State {
    /// Calls a minute.
    pub limit: usize,
    /// Whether it is told in headers.
    pub is_told: bool,
    /// What a refusal says of when to come back.
    pub retry_after: Option<String>,
    window: Option<(Instant, usize)>,
    /// Every call that came: when, and whether it made a conversation.
    pub calls: Vec<(Instant, bool)>,
    pub refused: usize,
}

impl Quota {
    pub fn of(limit: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            limit,
            is_told: true,
            retry_after: None,
            window: None,
            calls: Vec::new(),
            refused: 0,
        })))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// The stub behind the quota, reached without a socket.
    pub fn before(&self, stub: &Stub) -> impl Upstream + use<> {
        let key = ApiKey::new(UPSTREAM_KEY).unwrap();
        upstream::router::connect(self.around(stub.router()), "/v1", &key)
    }

    /// Any API behind the quota.
    pub fn around(&self, routes: Router) -> Router {
        let quota = self.clone();
        routes.layer(middleware::from_fn(move |request: Request, next: Next| {
            let quota = quota.clone();
            async move { quota.pass(request, next).await }
        }))
    }

    /// Somebody else uses the account.
    pub fn use_up(&self, calls: usize) {
        for _ in 0..calls {
            let _ = self.state().take();
        }
    }

    /// The most calls that came within any minute.
    pub fn most_in_a_minute(&self) -> usize {
        let state = self.state();
        let times: Vec<Instant> = state.calls.iter().map(|(at, _)| *at).collect();
        let within = |from: Instant| {
            times
                .iter()
                .filter(move |at| (from..from + MINUTE).contains(at))
        };
        times
            .iter()
            .map(|from| within(*from).count())
            .max()
            .unwrap_or(0)
    }

    async fn pass(&self, request: Request, next: Next) -> Response {
        let is_create = request.method() == Method::POST;
        let passes = {
            let mut state = self.state();
            state.calls.push((Instant::now(), is_create));
            let passes = state.take();
            state.refused += usize::from(!passes);
            passes
        };
        let mut response = if passes {
            // What is behind it may have threads of its own.
            standing_still(next.run(request)).await
        } else {
            self.refusal()
        };
        let state = self.state();
        if state.is_told {
            let (start, count) = state.window.unwrap();
            let reset = (start + MINUTE - Instant::now()).as_secs() + 1;
            for (name, value) in [
                ("x-ratelimit-minute-limit", state.limit as u64),
                (
                    "x-ratelimit-minute-remaining",
                    state.limit.saturating_sub(count) as u64,
                ),
                ("x-ratelimit-minute-reset", reset.min(60)),
            ] {
                response.headers_mut().insert(name, value.into());
            }
        }
        response
    }

    fn refusal(&self) -> Response {
        let limit = self.state().limit;
        let body = json!({
            "name": "LimitExceededError", "message": "Limit exceeded for: APIS_PER_MINUTE", "code": 429,
            "details": [{ "name": "APIS_PER_MINUTE", "quota": limit, "count": limit, "remaining": 0 }],
        });
        let mut response = (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
        if let Some(text) = &self.state().retry_after {
            response
                .headers_mut()
                .insert("retry-after", text.parse().unwrap());
        }
        response
    }
}

impl State {
    /// Counts a call if the window allows it; the window begins with its first call.
    fn take(&mut self) -> bool {
        let now = Instant::now();
        let window = self.window.filter(|(start, _)| now < *start + MINUTE);
        let (start, count) = window.unwrap_or((now, 0));
        let passes = count < self.limit;
        self.window = Some((start, count + usize::from(passes)));
        passes
    }
}

/// Lets no time pass by itself while something is done that is done in real time, such as a database's
/// work on a thread of its own. If it takes long, time goes on.
pub async fn standing_still<T>(work: impl Future<Output = T>) -> T {
    let (done, wait) = std::sync::mpsc::channel::<()>();
    // The clock does not go forward by itself while there is blocking work.
    let held = tokio::task::spawn_blocking(move || {
        let _ = wait.recv_timeout(Duration::from_secs(60));
    });
    let result = work.await;
    drop(done);
    held.await.unwrap();
    result
}
