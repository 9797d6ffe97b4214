//! A database of the first schema, whose fields came as they were named, opens and goes on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::json;
use sqlx::{SqlitePool, migrate::Migrator};
use support::KEY;
use support_server::{
    ApiKey,
    desk::{Desk, Settings, Store},
    desk_router,
};
use tempfile::TempDir;

const FIRST: &str = include_str!("../migrations/desk/0001_desk.sql");
const ROWS: &str = "
    INSERT INTO contacts (email, email_key, created_at, updated_at)
        VALUES ('ann@example.com', 'ann@example.com', 5, 5);
    INSERT INTO conversations (subject, description_html, description_text, status, priority, source,
            brand_id, contact_id, created_at, last_updated_at, due, first_response_due)
        VALUES ('s', 'd', 'd', 'Open', 'Low', 'Mail', 1, 200000001, 5, 5, 6, 6);
    INSERT INTO conversation_fields (id, internal_name, name, created_at)
        VALUES (1, 'plan', 'plan', 5), (2, 'colour', 'colour', 5);
    INSERT INTO custom_values (conversation_id, field_id, value)
        VALUES (100000001, 1, '\"plus\"'), (100000001, 2, '\"red\"');";

/// A desk on a database that the first schema filled.
async fn upgraded(folder: &TempDir) -> support::TestApp {
    let migrations = folder.path().join("first");
    std::fs::create_dir(&migrations).unwrap();
    std::fs::write(migrations.join("0001_desk.sql"), FIRST).unwrap();
    let url = format!("sqlite://{}", folder.path().join("desk.sqlite").display());
    let pool = SqlitePool::connect(&format!("{url}?mode=rwc"))
        .await
        .unwrap();
    let migrator = Migrator::new(migrations).await.unwrap();
    migrator.run(&pool).await.unwrap();
    sqlx::raw_sql(ROWS).execute(&pool).await.unwrap();
    pool.close().await;
    let store = Store::open(&url).await.unwrap();
    let settings = Settings::new(ApiKey::new(KEY).unwrap());
    support::TestApp {
        router: desk_router(Desk::new(store.clone(), settings)),
        store,
        folder: TempDir::new().unwrap(),
    }
}

#[tokio::test]
async fn an_older_database_keeps_its_values_and_gets_types() {
    let folder = TempDir::new().unwrap();
    let app = upgraded(&folder).await;
    let one = app.ok("/v1/conversations/100000001").await["data"].take();
    let fields = &one["custom_fields"];
    assert_eq!(
        (&fields[0]["value"], &fields[1]["value"]),
        (&json!("plus"), &json!("red"))
    );
    assert!(fields[0]["option_id"].is_i64(), "{fields}");
    let types: Vec<_> = app.ok("/v1/conversations/fields").await["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| json!([field["internal_name"], field["type"]]))
        .collect();
    assert_eq!(types[0], json!(["plan", "dropdown"]));
    assert_eq!(types[1], json!(["colour", "single_line_text"]));
    assert_eq!(types.len(), 6);
    app.reply(100_000_001, "REPLY", "hello").await;
    let body = json!({ "custom_fields": [{ "internal_name": "colour", "value": "blue" }] });
    let changed = app.call("PATCH", "/v1/conversations/100000001", body).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
}
