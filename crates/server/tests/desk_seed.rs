//! `desk seed`: believable, whole, and the same for the same seed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use support::TestApp;
use support_server::desk::seed::{self, CUSTOM_STATUS, NOTE_MARK, Plan};

const PLAN: Plan = Plan {
    conversations: 600,
    requesters: 60,
    seed: 7,
    now: 1_700_000_000,
};

async fn rows(plan: &Plan) -> (TestApp, Vec<Value>) {
    let app = TestApp::new().await;
    seed::run(&app.store, plan).await.unwrap();
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let page = app
            .ok(&format!("/v1/conversations?per_page=100{after}"))
            .await;
        rows.extend(page["data"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["pages"]["next_cursor"].as_str() else {
            return (app, rows);
        };
        after = format!("&starting_after={cursor}");
    }
}

fn words<'a>(rows: &'a [Value], name: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[name].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_same_seed_gives_the_same_rows() {
    let (_, first) = rows(&PLAN).await;
    let (_, again) = rows(&PLAN).await;
    let (_, other) = rows(&Plan { seed: 8, ..PLAN }).await;
    assert!(first == again, "two runs of one seed differ");
    assert!(first != other, "two seeds give the same");
}

#[tokio::test]
async fn a_seeded_desk_has_some_of_everything() {
    let (app, rows) = rows(&PLAN).await;
    assert_eq!((rows.len(), app.total().await), (600, 600));
    let statuses = ["Closed", "Open", "Pending", "Resolved", CUSTOM_STATUS];
    assert_eq!(words(&rows, "status"), BTreeSet::from(statuses));
    assert_eq!(words(&rows, "priority").len(), 4);
    assert_eq!(words(&rows, "source").len(), 3);
    let languages: BTreeSet<&str> = rows
        .iter()
        .map(|row| row["properties"]["request_language"].as_str().unwrap())
        .collect();
    assert_eq!(languages.len(), 9, "{languages:?}");
    let requesters: BTreeSet<i64> = rows
        .iter()
        .map(|row| row["requested_by_id"].as_i64().unwrap())
        .collect();
    assert_eq!(requesters.len(), 60);
    assert!(rows.iter().any(|row| !row["requested_by_phone"].is_null()));
    for name in ["tags", "custom_fields"] {
        assert!(
            rows.iter()
                .any(|row| row[name].as_array().unwrap().len() > 1),
            "{name}"
        );
    }
    let hostile = rows.iter().filter(|row| {
        row["description_html"]
            .as_str()
            .unwrap()
            .contains("alert(1)")
    });
    assert!((3..60).contains(&hostile.count()));
    assert_eq!(
        app.subjects(&format!("status={CUSTOM_STATUS}&per_page=1"))
            .await
            .len(),
        1
    );
}

#[tokio::test]
async fn seeded_texts_have_no_slot_left_and_times_make_sense() {
    let (_, rows) = rows(&PLAN).await;
    for row in &rows {
        let texts = [&row["subject"], &row["description_text"]].map(|text| text.as_str().unwrap());
        assert!(
            texts
                .iter()
                .all(|text| !text.is_empty() && !text.contains('{')),
            "{texts:?}"
        );
        let time = |name: &str| row[name].as_i64();
        let (created, updated) = (
            time("created_at").unwrap(),
            time("last_updated_at").unwrap(),
        );
        assert!(created <= updated && updated <= PLAN.now);
        assert!(time("first_response_time").is_none_or(|at| (created..=updated).contains(&at)));
        assert!(time("resolution_time").is_none_or(|at| (created..=updated).contains(&at)));
    }
    let lengths = rows
        .iter()
        .map(|row| row["subject"].as_str().unwrap().chars().count());
    assert!(lengths.clone().any(|length| length >= 80) && lengths.min().unwrap() <= 8);
}

/// The replies of every conversation, in the order of the conversations.
async fn replies(app: &TestApp, rows: &[Value]) -> Vec<Vec<Value>> {
    let mut all = Vec::new();
    for row in rows {
        let path = format!("/v1/conversations/{}/replies?sort_order=asc", row["id"]);
        all.push(app.ok(&path).await["data"].as_array().unwrap().clone());
    }
    all
}

#[tokio::test]
async fn seeded_replies_fit_their_conversations() {
    let (app, rows) = rows(&PLAN).await;
    let all = replies(&app, &rows).await;
    let (mut notes, mut hostile) = (0, 0);
    for (row, replies) in rows.iter().zip(&all) {
        let agents = replies
            .iter()
            .filter(|reply| reply["type"] == "REPLY" && reply["author"]["type"] == "agent");
        let first = agents.clone().next().map(|reply| &reply["sent_at"]);
        assert_eq!(first.unwrap_or(&Value::Null), &row["first_response_time"]);
        for reply in replies {
            let sent_at = reply["sent_at"].as_i64().unwrap();
            assert!(sent_at >= row["created_at"].as_i64().unwrap());
            assert!(sent_at <= row["last_updated_at"].as_i64().unwrap());
            let text = reply["body_text"].as_str().unwrap();
            let is_note = reply["type"] == "INTERNAL_NOTE";
            assert_eq!(text.starts_with(NOTE_MARK), is_note, "{text}");
            notes += i32::from(is_note);
            hostile += i32::from(reply["body_html"].as_str().unwrap().contains("alert(1)"));
        }
    }
    assert!(
        notes > 100 && hostile > 3,
        "{notes} notes, {hostile} hostile"
    );
    let (again, same_rows) = self::rows(&PLAN).await;
    assert!(replies(&again, &same_rows).await == all, "two runs differ");
}

#[tokio::test]
async fn seeding_twice_adds_up() {
    let (app, _) = rows(&Plan {
        conversations: 30,
        requesters: 5,
        ..PLAN
    })
    .await;
    seed::run(
        &app.store,
        &Plan {
            conversations: 20,
            requesters: 5,
            ..PLAN
        },
    )
    .await
    .unwrap();
    assert_eq!(app.total().await, 50);
}
