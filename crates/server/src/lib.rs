//! The desk and the demo of support-widget.
//!
//! Each role is a function from its settings to a [`axum::Router`]; all tests start there, and
//! `main.rs` only reads the command line, binds and serves. Roles do not know each other: what the
//! desk and a later gateway share lives beside this file and holds no rule of either.

pub mod config;
pub mod demo;
pub mod desk;
mod error;
mod extract;
pub mod identity;
mod json;
mod layers;
pub mod run;
mod secret;
pub mod serve;
pub mod telemetry;
mod unread;

pub use error::{Error, StartError};
pub use layers::with_common_layers;
pub use secret::ApiKey;

/// The desk's whole router: `/v1` and `/healthz` under the common layers.
pub fn desk_router(desk: desk::Desk) -> axum::Router {
    with_common_layers(desk::router(desk))
}

/// The demo's whole router: the desk, the portal's back end and the site's files.
pub fn demo_router(desk: desk::Desk, demo: demo::Demo) -> axum::Router {
    with_common_layers(desk::router(desk).merge(demo::router(demo)))
}
