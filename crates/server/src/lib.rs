//! The desk, the gateway and the demo of support-widget.
//!
//! Each role is a function from its settings to a [`axum::Router`]; all tests start there, and
//! `main.rs` only reads the command line, binds and serves. Roles do not know each other: what the
//! desk and the gateway share lives beside this file and holds no rule of either.

mod clock;
pub mod config;
mod connections;
mod database;
pub mod demo;
pub mod desk;
mod error;
mod extract;
#[doc(hidden)]
pub mod fuzzing;
pub mod gateway;
pub mod identity;
mod json;
mod layers;
pub mod metrics;
pub mod openapi;
pub mod run;
mod secret;
pub mod serve;
mod state;
pub mod telemetry;
mod unread;
pub mod upstream;
mod upstream_trouble;

pub use error::{Error, StartError};
pub use layers::with_common_layers;
pub use secret::ApiKey;

/// The desk's whole router: `/v1`, `/healthz` and `/readyz` under the common layers.
pub fn desk_router(desk: desk::Desk) -> axum::Router {
    let metrics = desk.http_metrics();
    with_common_layers(desk::router(desk), metrics)
}

/// The gateway's whole router: `/support/v1`, `/healthz` and `/readyz` under the common layers.
pub fn gateway_router(gateway: gateway::Gateway) -> axum::Router {
    let routes = gateway::router(gateway.clone()).merge(gateway::health_router(gateway.clone()));
    let metrics = gateway.http_metrics();
    layers::observed(gateway::guarded(layers::limited(routes), gateway), metrics)
}

/// The demo's whole router: the desk, the gateway before it, the portal's back end and the site's files.
pub fn demo_router(
    desk: axum::Router,
    gateway: gateway::Gateway,
    demo: demo::Demo,
) -> axum::Router {
    let portal = gateway::router(gateway.clone()).merge(demo::router(demo));
    let metrics = gateway.http_metrics();
    let routes = layers::limited(desk.merge(portal));
    layers::observed(gateway::guarded(routes, gateway), metrics)
}
