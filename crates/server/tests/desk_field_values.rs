//! What a custom field's type allows, in a create and so in a change.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::TestApp;

const PATH: &str = "/v1/conversations/fields";

/// A desk with a field of each type, called by the type's name.
async fn desk_of_all_types() -> TestApp {
    let app = TestApp::new().await;
    for kind in [
        "single_line_text",
        "multi_line_text",
        "number",
        "date",
        "email",
    ] {
        app.define(json!({ "name": kind, "type": kind })).await;
    }
    for kind in ["dropdown", "multi_select"] {
        app.define(json!({ "name": kind, "type": kind, "field_options": ["S", "M", "7"] }))
            .await;
    }
    app.define(
        json!({ "name": "nested", "type": "nested", "levels": ["Area", "Part"], "choices": [
        { "name": "Web", "choices": [{ "name": "Sign-in" }] }, { "name": "App" }] }),
    )
    .await;
    app
}

#[tokio::test]
async fn a_value_fits_its_field() {
    let app = desk_of_all_types().await;
    let field = app.ok(&format!("{PATH}?per_page=100")).await;
    let rows = field["data"].as_array().unwrap();
    let id = |name: &str| {
        rows.iter()
            .find(|row| row["internal_name"] == name)
            .unwrap()["field_options"][1]["id"]
            .clone()
    };
    for (name, value, stored) in [
        ("single_line_text", json!("é😀"), json!("é😀")),
        ("single_line_text", json!(42), json!("42")),
        ("multi_line_text", json!("a\nb"), json!("a\nb")),
        ("number", json!(-3), json!(-3)),
        ("number", json!(1.5), json!(1.5)),
        ("number", json!(" 12 "), json!(12)),
        ("number", json!("2.50"), json!(2.5)),
        ("date", json!("2024-02-29"), json!("2024-02-29")),
        ("date", json!(1_672_531_200), json!(1_672_531_200)),
        ("date", json!("1672531200"), json!(1_672_531_200)),
        (
            "email",
            json!(" Ann@example.com "),
            json!("Ann@example.com"),
        ),
        ("dropdown", json!("M"), json!("M")),
        ("dropdown", id("dropdown"), json!("M")),
        ("dropdown", json!(id("dropdown").to_string()), json!("M")),
        ("dropdown", json!("7"), json!("7")),
        (
            "multi_select",
            json!(["S", id("multi_select"), "S"]),
            json!(["S", "M"]),
        ),
        ("multi_select", json!("S"), json!(["S"])),
        ("multi_select", json!([]), json!([])),
        ("nested", json!("Web > Sign-in"), json!("Web > Sign-in")),
        ("nested", json!(["Web", "Sign-in"]), json!("Web > Sign-in")),
        ("nested", json!("App"), json!("App")),
        ("number", Value::Null, Value::Null),
    ] {
        let made = app
            .create(json!({ "custom_fields": [{ "internal_name": name, "value": value }] }))
            .await;
        assert_eq!(made["custom_fields"][0]["value"], stored, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_named() {
    let app = desk_of_all_types().await;
    let before = app.total().await;
    for (name, expected, bad) in [
        (
            "single_line_text",
            "one line of at most 1000 characters",
            json!(["a\nb", true, ["a"], "x".repeat(1001)]),
        ),
        (
            "multi_line_text",
            "text of at most 20000 characters",
            json!([1, false]),
        ),
        (
            "number",
            "a number",
            json!(["", "x", "NaN", "inf", "1e999", "0x10", "1,5", true, [1]]),
        ),
        (
            "date",
            "a day as YYYY-MM-DD or a time in epoch seconds",
            json!([
                "2023-02-29",
                "29.02.2024",
                "2024-02-29T00:00:00Z",
                -1,
                1.5,
                "99999999999999",
                ""
            ]),
        ),
        (
            "email",
            "an e-mail address",
            json!(["ann", "a@b@c", 7, "a@b.c\r\nBcc: x@y.z"]),
        ),
        (
            "dropdown",
            "one of S, M, 7",
            json!(["m", "", 999_999, ["S"], true, "S "]),
        ),
        (
            "multi_select",
            "a list of S, M, 7",
            json!([["S", "XL"], "XL", [["S"]], [null]]),
        ),
        (
            "nested",
            "a path of the field's choices, such as `A > B`",
            json!([
                "",
                "Sign-in",
                "Web > ",
                "App > Sign-in",
                "Web > Sign-in > x",
                "Web>Sign-in",
                [],
                [1],
                3
            ]),
        ),
    ] {
        for value in bad.as_array().unwrap() {
            let body = support::body(
                json!({ "custom_fields": [{ "internal_name": name, "value": value }] }),
            );
            let answer = app.post(body.to_string()).await;
            assert_eq!(answer.status, 400, "{name}: {value}: {}", answer.text);
            let problem = &answer.json()["error"]["fields"][0];
            assert_eq!(problem["name"], format!("custom_fields.{name}"));
            let message = problem["message"].as_str().unwrap();
            assert!(
                message.starts_with(&format!("expected {expected}, found ")),
                "{value}: {message}"
            );
        }
    }
    assert_eq!(app.total().await, before);
}

#[tokio::test]
async fn a_field_out_of_use_takes_no_value() {
    let app = TestApp::new().await;
    app.call(
        "PATCH",
        &format!("{PATH}/101"),
        json!({ "is_active": false }),
    )
    .await;
    let body =
        support::body(json!({ "custom_fields": [{ "internal_name": "order_id", "value": "1" }] }));
    let answer = app.post(body.to_string()).await;
    assert_eq!(
        answer.message(),
        "Invalid field values: custom_fields: expected a field that is in use, found `order_id`"
    );
}
