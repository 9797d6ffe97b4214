//! A form that is sent to a server of which a test says what it answers.

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::{
    Customer,
    portal::{PatchedFetch, Portal, embed},
    settle, wait_for,
};

pub const ANN: &str = "ann@example.com";

/// The first pauses are over at once, so that a round of attempts takes no time.
pub fn without_pauses() {
    Function::new_no_args("Math.random = () => 0;")
        .call0(&JsValue::NULL)
        .unwrap();
}

/// Answers creates by a script of `posts` (creates before this one), lists by nothing.
pub fn server(create: &str) -> PatchedFetch {
    without_pauses();
    PatchedFetch::new(&format!(
        "if (request.method !== 'POST') return json(200, {{ data: [] }});
         window.posts = (window.posts ?? 0) + 1;
         const posts = window.posts - 1;
         {create}"
    ))
}

pub fn forget_posts() {
    Function::new_no_args("delete window.posts;")
        .call0(&JsValue::NULL)
        .unwrap();
}

pub fn posts(fetch: &PatchedFetch) -> Vec<(String, String)> {
    let calls = 0..fetch.calls.length();
    calls
        .filter(|call| fetch.call(*call, "method") == "POST")
        .map(|call| (fetch.call(call, "key"), fetch.call(call, "body")))
        .collect()
}

pub async fn send_from(portal: &Portal) {
    portal.type_into("Subject", "Parcel lost");
    portal.type_into("Description", "It never came.");
    portal.type_into("Priority", "High");
    settle().await;
    portal.button("Send").click();
}

/// Sends a form and waits until a round of attempts has failed.
pub async fn send_in_vain(settings: &str) -> Portal {
    forget_posts();
    let portal = embed(settings);
    settle().await;
    send_from(&portal).await;
    wait_for("the failure", || is_waiting(&portal)).await;
    portal
}

/// Whether the outbox shows a request.
pub fn is_waiting(portal: &Portal) -> bool {
    !portal.all(".waiting-row").is_empty()
}

pub const DOWN: &str = "throw new TypeError('cut');";
pub const UP: &str = "return json(201, { data: { id: 77, subject: 'Parcel lost' } });";
