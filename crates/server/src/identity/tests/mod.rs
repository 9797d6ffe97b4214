//! What the verifier takes and what it refuses, by classes of attack, with a control for each bar: a
//! run with the check left out, in which the test must fail.

mod bad_claims;
mod bad_forms;
mod bad_signatures;
mod doctor;
mod good;
mod key_server;
mod lookalikes;
mod reload;
mod signers;
mod start;
mod support;
mod tenants;
mod times;
mod vectors;
