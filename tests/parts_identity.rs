//! Several elements in a page: one customer told once, or different customers side by side.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{Function, JSON, Reflect};
use support::{
    Customer, forget_what_is_kept,
    portal::{PatchedFetch, embed_beside, embed_in, host, token},
    settle, wait_for,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Answers each list with the claims of the token that asked for it, and refuses Ann's creates.
const SERVER: &str = "
    const claims = JSON.parse(atob(request.headers.get('authorization').split('.')[1]));
    if (request.method === 'POST' && claims.email.startsWith('ann')) return json(401, {});
    return json(200, { data: [{ id: 1, subject: 'Of ' + claims.email, requested_by_id: 7 }] });";

/// Settings of a part, and what it was told.
fn settings(part: &str, name: &str, value: &JsValue) -> JsValue {
    let settings = JSON::parse(&format!("{{\"part\":\"{part}\"}}")).unwrap();
    Reflect::set(&settings, &name.into(), value).unwrap();
    settings
}

fn of(part: &str, email: &str) -> JsValue {
    let claims = format!("{{\"email\":\"{email}\"}}");
    settings(part, "token", &token(&claims).into())
}

fn nothing(part: &str) -> JsValue {
    JSON::parse(&format!("{{\"part\":\"{part}\"}}")).unwrap()
}

/// A `getToken` that gives these one after the other, and the last one for good. It counts its calls.
fn asking(emails: &[&str]) -> Function {
    let tokens: js_sys::Array = emails
        .iter()
        .map(|email| JsValue::from(token(&format!("{{\"email\":\"{email}\"}}"))))
        .collect();
    let made = Function::new_with_args(
        "tokens",
        "const ask = async () => tokens[Math.min(ask.calls++, tokens.length - 1)];
         ask.calls = 0;
         return ask;",
    );
    made.call1(&JsValue::NULL, &tokens)
        .unwrap()
        .unchecked_into()
}

fn calls(get_token: &Function) -> f64 {
    Reflect::get(get_token, &"calls".into())
        .unwrap()
        .as_f64()
        .unwrap()
}

#[wasm_bindgen_test]
async fn one_question_for_the_token_serves_all() {
    let _fetch = PatchedFetch::new(SERVER);
    let get_token = asking(&["ann@example.com"]);
    let form = embed_in(host(), &settings("form", "getToken", &get_token));
    let list = embed_beside(&settings("conversations", "getToken", &get_token));
    let whole = embed_beside(&settings("widget", "getToken", &get_token));
    let rows = ["Of ann@example.com"];
    wait_for("both lists", || {
        list.subjects() == rows && whole.subjects() == rows
    })
    .await;
    assert!(!form.has_field("Your e-mail address or telephone number"));
    assert!((calls(&get_token) - 1.0).abs() < f64::EPSILON);
}

#[wasm_bindgen_test]
async fn a_part_that_was_told_nothing_uses_what_its_neighbour_was_told() {
    // What the test before has shown may still be leaving, and be a neighbour.
    settle().await;
    let _fetch = PatchedFetch::new(SERVER);
    let list = embed_in(host(), &nothing("conversations"));
    wait_for("the question who it is", || {
        list.text().contains("We don’t know who you are yet")
    })
    .await;
    let mut form = embed_beside(&of("form", "ann@example.com"));
    wait_for("her list", || list.subjects() == ["Of ann@example.com"]).await;

    // Signing out there is signing out here.
    form.element.update(&nothing("form"));
    wait_for("nothing of hers", || {
        list.subjects().is_empty() && list.text().contains("We don’t know who you are yet")
    })
    .await;

    // A neighbour that leaves has signed nobody out.
    form.element.update(&of("form", "bob@example.com"));
    wait_for("his list", || list.subjects() == ["Of bob@example.com"]).await;
    drop(form);
    settle().await;
    assert_eq!(list.subjects(), ["Of bob@example.com"]);
}

#[wasm_bindgen_test]
async fn a_part_with_another_server_borrows_nothing() {
    settle().await;
    let _fetch = PatchedFetch::new(SERVER);
    let list = embed_in(
        host(),
        &settings("conversations", "apiBase", &"/elsewhere".into()),
    );
    let whole = embed_beside(&of("widget", "ann@example.com"));
    let unknown = embed_beside(&nothing("widget"));
    wait_for("her list", || whole.subjects().len() == 1).await;
    settle().await;
    for other in [&list, &unknown] {
        assert!(other.text().contains("We don’t know who you are yet"));
    }
}

#[wasm_bindgen_test]
async fn customers_side_by_side_see_their_own() {
    let fetch = PatchedFetch::new(SERVER);
    let anns = embed_in(host(), &of("conversations", "ann@example.com"));
    let bobs = embed_beside(&of("widget", "bob@example.com"));
    wait_for("both lists", || {
        anns.subjects() == ["Of ann@example.com"] && bobs.subjects() == ["Of bob@example.com"]
    })
    .await;
    bobs.type_into("Subject", "Hats");
    bobs.type_into("Description", "Which?");
    settle().await;
    bobs.button("Send").click();
    wait_for("the request", || {
        (0..fetch.calls.length()).any(|call| fetch.call(call, "method") == "POST")
    })
    .await;
    settle().await;
    assert_eq!(anns.subjects(), ["Of ann@example.com"]);
    assert!(!anns.text().contains("Hats"));
}

#[wasm_bindgen_test]
async fn another_customer_told_to_one_is_told_to_all() {
    let _fetch = PatchedFetch::new(SERVER);
    let get_token = asking(&["ann@example.com", "bob@example.com"]);
    let form = embed_in(host(), &settings("form", "getToken", &get_token));
    let list = embed_beside(&settings("conversations", "getToken", &get_token));
    wait_for("her list", || list.subjects() == ["Of ann@example.com"]).await;
    form.type_into("Subject", "Hats");
    form.type_into("Description", "Which?");
    settle().await;
    // Her token is refused, and the page gives the next one: it is his.
    form.button("Send").click();
    wait_for("his list", || list.subjects() == ["Of bob@example.com"]).await;
    wait_for("his form", || form.value_of("Subject").is_empty()).await;
    forget_what_is_kept();
}
