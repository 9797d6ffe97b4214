//! The look's own rules, by its style sheets: what is written can be read in every theme that we ship,
//! whatever accent a page has, and nothing in it depends on the page's root, window or direction.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

#[path = "../../src/element/contract/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the widget's")]
mod contract;
mod contract_tests;
mod contrast;
mod css;
mod rules;
mod value;
