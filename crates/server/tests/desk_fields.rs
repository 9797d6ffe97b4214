//! `/v1/conversations/fields`, and what a field's type allows.
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

fn names(page: &Value) -> Vec<&str> {
    let rows = page["data"].as_array().unwrap().iter();
    rows.map(|row| row["internal_name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_new_desk_has_fields() {
    let app = TestApp::new().await;
    let page = app.ok(PATH).await;
    assert_eq!(
        names(&page),
        ["order_id", "product", "carrier", "plan", "satisfaction"]
    );
    assert_eq!(page["total_count"], 5);
    let plan = app.ok(&format!("{PATH}/104")).await["data"].take();
    assert_eq!(
        plan,
        json!({ "id": 104, "name": "Plan", "internal_name": "plan", "type": "dropdown",
            "description": null, "is_active": true, "is_default": false,
            "is_mandatory_on_close": false,
            "field_options": [{ "id": 4, "name": "basic", "position": 1 },
                { "id": 5, "name": "plus", "position": 2 },
                { "id": 6, "name": "premium", "position": 3 }],
            "created_at": 1_672_531_200, "updated_at": 1_672_531_200 })
    );
}

#[tokio::test]
async fn fields_are_paged_and_filtered() {
    let app = TestApp::new().await;
    let first = app.ok(&format!("{PATH}?per_page=3")).await;
    let cursor = first["pages"]["next_cursor"]
        .as_str()
        .unwrap()
        .replace('=', "%3D");
    let last = app
        .ok(&format!("{PATH}?per_page=3&starting_after={cursor}"))
        .await;
    assert_eq!(names(&last), ["plan", "satisfaction"]);
    app.call(
        "PATCH",
        &format!("{PATH}/101"),
        json!({ "is_active": false }),
    )
    .await;
    assert_eq!(
        names(&app.ok(&format!("{PATH}?is_active=false")).await),
        ["order_id"]
    );
    assert_eq!(
        app.ok(&format!("{PATH}?is_active=true&is_default=false"))
            .await["total_count"],
        4
    );
    assert_eq!(
        app.ok(&format!("{PATH}?is_default=true")).await["total_count"],
        0
    );
    for query in [
        "is_active=yes",
        "per_page=101",
        "status=Open",
        "starting_after=x",
        "is_active[]=true",
    ] {
        assert_eq!(
            app.get(&format!("{PATH}?{query}")).await.status,
            400,
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_field_is_made_with_a_name_of_its_own() {
    let app = TestApp::new().await;
    let made = app
        .define(
            json!({ "name": " Shoe size (EU) ", "type": "dropdown", "description": "d",
            "is_mandatory_on_close": true, "field_options": ["38", "39"] }),
        )
        .await;
    assert_eq!(made["internal_name"], "shoe_size_eu");
    assert_eq!(
        (&made["name"], &made["is_mandatory_on_close"]),
        (&json!("Shoe size (EU)"), &json!(true))
    );
    assert_eq!(made["field_options"][1]["position"], 2);
    assert_eq!(
        app.ok(&format!("{PATH}/{}", made["id"])).await["data"],
        made
    );
    let again = app
        .call(
            "POST",
            PATH,
            json!({ "name": "Shoe size EU", "type": "number" }),
        )
        .await;
    assert_eq!(again.status, 409);
    assert_eq!(
        again.message(),
        "Conversation field already exists: shoe_size_eu"
    );
}

#[tokio::test]
async fn a_bad_field_is_refused() {
    let app = TestApp::new().await;
    let tree = |depth: usize| {
        (0..depth).fold(
            json!([]),
            |inner, _| json!([{ "name": "a", "choices": inner }]),
        )
    };
    for (body, expected) in [
        (
            json!({}),
            "Invalid field values: name: expected text, found nothing; type: expected one of \
            single_line_text, multi_line_text, dropdown, number, date, email, multi_select, nested, found nothing",
        ),
        (
            json!({ "name": "n", "type": "dropdown" }),
            "Invalid field values: field_options: expected a list of names, found nothing",
        ),
        (
            json!({ "name": "n", "type": "multi_select", "field_options": [] }),
            "Invalid field values: field_options: expected a list of names, found nothing",
        ),
        (
            json!({ "name": "n", "type": "dropdown", "field_options": ["a", " a"] }),
            "Invalid field values: field_options: expected each name once, found ` a`",
        ),
        (
            json!({ "name": "n", "type": "dropdown", "field_options": [1, "a"] }),
            "Invalid field values: field_options: expected names of 1 to 100 characters, found 1",
        ),
        (
            json!({ "name": "n", "type": "number", "field_options": ["a"] }),
            "field_options can only be provided for dropdown type fields",
        ),
        (
            json!({ "name": "n", "type": "nested", "field_options": ["a"] }),
            "field_options can only be provided for dropdown type fields",
        ),
        (
            json!({ "name": "n", "type": "number", "internal_name": "A b" }),
            "Invalid field values: internal_name: expected lower-case letters, digits and _, at most 100, found `A b`",
        ),
        (
            json!({ "name": "番号", "type": "number" }),
            "Invalid field values: internal_name: expected one, where the name has no letters, found `番号`",
        ),
        (
            json!({ "name": "n", "type": "number", "is_mandatory_on_close": "yes" }),
            "Invalid field values: is_mandatory_on_close: expected true or false, found `yes`",
        ),
        (
            json!({ "name": "n", "type": "nested", "levels": ["a", "b", "c", "d"], "choices": [] }),
            "Invalid field values: levels: expected at most 3 items, found 4; levels: expected 1 to 3 names of 1 to 100 characters, found a list",
        ),
        (
            json!({ "name": "n", "type": "nested", "levels": ["a", "b"], "choices": tree(3) }),
            "Invalid field values: choices: expected choices of a name, and further choices, 2 deep at most, found a list",
        ),
        (
            json!({ "name": "n", "type": "number", "levels": null, "choices": true }),
            "Invalid field values: choices: expected none, except for a nested field, found true",
        ),
        (
            json!({ "name": "n", "type": "nested", "levels": ["a"], "choices": [{ "name": "x > y" }] }),
            "Invalid field values: choices: expected choices of a name, and further choices, 1 deep at most, found a list",
        ),
    ] {
        let answer = app.call("POST", PATH, body.clone()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.message().as_str()),
            (400, expected),
            "{body}"
        );
    }
    assert_eq!(app.ok(PATH).await["total_count"], 5);
}

#[tokio::test]
async fn a_change_adds_options() {
    let app = TestApp::new().await;
    let path = format!("{PATH}/103");
    let answer = app
        .call(
            "PATCH",
            &path,
            json!({ "name": "Courier", "field_options": ["Urgent", "Critical"] }),
        )
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let field = answer.json()["data"].take();
    let options: Vec<&Value> = field["field_options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|option| &option["name"])
        .collect();
    assert_eq!(
        json!(options),
        json!(["Parcelwing", "Northpost", "Swiftvan", "Urgent", "Critical"])
    );
    assert_eq!(
        (&field["name"], &field["internal_name"]),
        (&json!("Courier"), &json!("carrier"))
    );
    for (path, body, status, expected) in [
        (
            path.clone(),
            json!({ "field_options": ["Urgent", "New", "Critical"] }),
            409,
            "Field options already exist: Urgent, Critical",
        ),
        (
            format!("{PATH}/101"),
            json!({ "field_options": ["a"] }),
            400,
            "field_options can only be provided for dropdown type fields",
        ),
        (
            format!("{PATH}/999"),
            json!({ "name": "a" }),
            404,
            "Conversation field with id 999 not found",
        ),
        (
            format!("{PATH}/x"),
            json!({ "name": "a" }),
            400,
            "Invalid conversation field ID",
        ),
        (
            path.clone(),
            json!({}),
            400,
            "Invalid field values: body: expected at least one of name, description, is_active, is_mandatory_on_close, field_options, found none",
        ),
    ] {
        let answer = app.call("PATCH", &path, body.clone()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.message().as_str()),
            (status, expected),
            "{body}"
        );
    }
    assert_eq!(app.get(&format!("{PATH}/999")).await.status, 404);
    assert_eq!(app.get(&format!("{PATH}/0")).await.status, 400);
    assert_eq!(
        app.ok(&path).await["data"],
        field,
        "a refused change changes nothing"
    );
}
