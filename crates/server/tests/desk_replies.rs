//! `GET /v1/conversations/{id}/replies`, `POST …/reply` and the list with replies.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{Answer, TestApp};
use support_server::desk::{
    RepliesPage, Switches,
    seed::{self, Plan},
};

/// A desk with one old conversation, and its id.
async fn desk() -> (TestApp, i64) {
    desk_with(TestApp::new().await).await
}

async fn desk_with(app: TestApp) -> (TestApp, i64) {
    let made = app.create(json!({ "created_at": 1_672_531_200 })).await;
    let id = made["id"].as_i64().unwrap();
    (app, id)
}

fn texts(page: &Value) -> Vec<&str> {
    let rows = page["data"].as_array().unwrap().iter();
    rows.map(|row| row["body_text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_reply_is_supports_answer() {
    let (app, id) = desk().await;
    app.reply(id, "REPLY", "<p>On its <b>way</b></p><script>x</script>")
        .await;
    let page = app.ok(&format!("/v1/conversations/{id}/replies")).await;
    let reply = &page["data"][0];
    let sent_at = reply["sent_at"].as_i64().unwrap();
    assert_eq!(
        *reply,
        json!({ "id": "400000001", "type": "REPLY", "attachments": [],
            "body_html": "<p>On its <b>way</b></p><script>x</script>", "body_text": "On its way",
            "author": { "id": 123, "name": "Sam Okafor", "email": "sam@example.com", "phone": null,
                "type": "agent" },
            "sent_at": sent_at, "conversation_id": id, "brand_id": 1, "account_id": 1 })
    );
    assert_eq!(page["total_count"], 1);
    let row = app.ok(&format!("/v1/conversations/{id}")).await["data"].take();
    assert_eq!(
        (&row["first_response_time"], &row["last_updated_at"]),
        (&json!(sent_at), &json!(sent_at))
    );
    assert_eq!(row["status"], "Open");
}

#[tokio::test]
async fn a_note_is_no_answer() {
    let (app, id) = desk().await;
    app.reply(id, "INTERNAL_NOTE", "who knows?").await;
    let path = format!("/v1/conversations/{id}");
    let row = app.ok(&path).await["data"].take();
    assert_eq!(row["first_response_time"], Value::Null);
    assert_eq!(
        row["last_updated_at"], row["created_at"],
        "nothing tells of a note"
    );
}

#[tokio::test]
async fn a_later_answer_leaves_the_first_response_time() {
    let app = TestApp::new().await;
    let plan = Plan {
        conversations: 20,
        requesters: 3,
        seed: 1,
        now: 1_672_531_200,
    };
    seed::run(&app.store, &plan).await.unwrap();
    let page = app.ok("/v1/conversations").await;
    let mut rows = page["data"].as_array().unwrap().iter();
    let answered = rows
        .find(|row| row["first_response_time"].is_i64())
        .unwrap();
    app.reply(answered["id"].as_i64().unwrap(), "REPLY", "two")
        .await;
    let path = format!("/v1/conversations/{}", answered["id"]);
    let row = app.ok(&path).await["data"].take();
    assert_eq!(row["first_response_time"], answered["first_response_time"]);
    assert!(row["last_updated_at"].as_i64() > answered["last_updated_at"].as_i64());
}

#[tokio::test]
async fn supports_answer_moves_no_status() {
    let app = TestApp::new().await;
    for status in ["Open", "Pending", "Resolved", "Closed"] {
        let id = app.create(json!({ "status": status })).await["id"]
            .as_i64()
            .unwrap();
        app.reply(id, "REPLY", "a").await;
        assert_eq!(
            app.ok(&format!("/v1/conversations/{id}")).await["data"]["status"],
            status
        );
    }
}

#[tokio::test]
async fn a_walk_of_pages_sees_every_reply_once() {
    let (app, id) = desk().await;
    for n in 0..7 {
        let kind = if n % 3 == 0 { "INTERNAL_NOTE" } else { "REPLY" };
        app.reply(id, kind, &format!("r{n}")).await;
    }
    for (query, expected) in [
        ("", "r6 r5 r4 r3 r2 r1 r0"),
        ("&sort_order=asc", "r0 r1 r2 r3 r4 r5 r6"),
        ("&type=REPLY", "r5 r4 r2 r1"),
        ("&type=INTERNAL_NOTE&sort_order=asc", "r0 r3 r6"),
    ] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/conversations/{id}/replies?per_page=2{query}{after}");
            let page = app.ok(&path).await;
            assert_eq!(page["total_count"], expected.split(' ').count());
            seen.extend(texts(&page).iter().map(|text| (*text).to_owned()));
            let Some(cursor) = page["pages"]["next_cursor"].as_str() else {
                break;
            };
            let url = page["pages"]["next_url"].as_str().unwrap();
            assert!(url.contains(&format!("/conversations/{id}/replies?")) && !url.contains("/v1"));
            after = format!(
                "&starting_after={}",
                cursor.replace('=', "%3D").replace('+', "%2B")
            );
        }
        assert_eq!(seen.join(" "), expected, "{query}");
    }
}

#[tokio::test]
async fn another_conversations_replies_stay_out() {
    let (app, id) = desk().await;
    let other = app.create(json!({})).await["id"].as_i64().unwrap();
    app.reply(other, "REPLY", "not yours").await;
    app.reply(id, "REPLY", "yours").await;
    assert_eq!(
        texts(&app.ok(&format!("/v1/conversations/{id}/replies")).await),
        ["yours"]
    );
}

#[tokio::test]
async fn a_search_reads_replies_but_no_notes() {
    let (app, id) = desk().await;
    app.reply(id, "REPLY", "the zeppelin left").await;
    app.reply(id, "INTERNAL_NOTE", "he is a marmot").await;
    assert_eq!(app.subjects("search=zeppelin").await.len(), 1);
    assert_eq!(app.subjects("search=marmot").await.len(), 0);
}

#[tokio::test]
async fn page_sizes_are_of_two_ages() {
    let (old, id) = desk().await;
    let (new, _) = desk_with(
        TestApp::switched(Switches {
            replies_page: RepliesPage::New,
            ..Switches::default()
        })
        .await,
    )
    .await;
    let path = format!("/v1/conversations/{id}/replies");
    for (app, default, max) in [(&old, 25, 100), (&new, 50, 50)] {
        assert_eq!(app.ok(&path).await["pages"]["per_page"], default);
        assert_eq!(
            app.ok(&format!("{path}?per_page={max}")).await["pages"]["per_page"],
            max
        );
        let over = app.get(&format!("{path}?per_page={}", max + 1)).await;
        assert_eq!(over.status, 400);
        assert_eq!(
            over.message(),
            format!(
                "Invalid query parameters: per_page: expected 1 to {max}, found `{}`",
                max + 1
            )
        );
    }
}

#[tokio::test]
async fn hostile_queries_and_bodies_are_refused() {
    let (app, id) = desk().await;
    let refused = |answer: &Answer, shown: &str| {
        assert_eq!(answer.status, 400, "{shown}: {}", answer.text);
        answer.message()
    };
    for query in [
        "type=reply",
        "type=REPLY&type=INTERNAL_NOTE",
        "type[]=REPLY",
        "type=%00",
        "status=Open",
        "per_page=0",
        "per_page=1e2",
        "sort_order=up",
        "starting_after=x",
        "starting_after=eyJpZCI6MX0%3D",
        "sort_order=asc&starting_after=eyJpZCI6MTIzNDUsImNyZWF0ZWRfYXQiOjE2NzI1MzEyMDB9",
        "%FF",
    ] {
        let answer = app
            .get(&format!("/v1/conversations/{id}/replies?{query}"))
            .await;
        assert!(
            refused(&answer, query).starts_with("Invalid query parameters: "),
            "{query}"
        );
    }
    for (body, expected) in [
        (
            json!({}),
            "reply_text: expected text, found nothing; type: expected one of REPLY, INTERNAL_NOTE, found nothing",
        ),
        (
            json!({ "reply_text": " ", "type": "REPLY" }),
            "reply_text: expected text, found blank text",
        ),
        (
            json!({ "reply_text": "a\u{0}", "type": "REPLY" }),
            "reply_text: expected text without NUL characters, found one",
        ),
        (
            json!({ "reply_text": ["a"], "type": "REPLY" }),
            "reply_text: expected text, found a list",
        ),
        (
            json!({ "reply_text": "a", "type": "reply" }),
            "type: expected one of REPLY, INTERNAL_NOTE, found `reply`",
        ),
        (
            json!({ "reply_text": "a", "type": null }),
            "type: expected one of REPLY, INTERNAL_NOTE, found nothing",
        ),
    ] {
        let answer = app
            .call(
                "POST",
                &format!("/v1/conversations/{id}/reply"),
                body.clone(),
            )
            .await;
        let message = refused(&answer, &body.to_string());
        assert_eq!(message, format!("Invalid field values: {expected}"));
    }
    assert_eq!(
        app.ok(&format!("/v1/conversations/{id}/replies")).await["total_count"],
        0
    );
}

#[tokio::test]
async fn the_list_with_replies_has_both() {
    let (app, id) = desk().await;
    app.create(json!({ "status": "Pending" })).await;
    for (kind, text) in [("REPLY", "a"), ("INTERNAL_NOTE", "b"), ("REPLY", "c")] {
        app.reply(id, kind, text).await;
    }
    let page = app
        .ok("/v1/conversations/with-replies?status[]=Open&replies_per_page=1&replies_sort_order=asc&type=REPLY")
        .await;
    assert_eq!(
        (&page["total_count"], &page["pages"]["per_page"]),
        (&json!(1), &json!(20))
    );
    let row = &page["data"][0];
    assert_eq!(
        (&row["id"], texts(&row["replies"])),
        (&json!(id), vec!["a"])
    );
    assert_eq!(row["replies"]["total_count"], 2);
    assert!(row["replies"]["pages"]["next_cursor"].is_string());
    assert_eq!(
        app.ok("/v1/conversations/with-replies").await["data"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    for (query, expected) in [
        ("per_page=21", "per_page: expected 1 to 20, found `21`"),
        (
            "replies_per_page=51",
            "replies_per_page: expected 1 to 50, found `51`",
        ),
        (
            "replies_sort_order=up",
            "replies_sort_order: expected asc or desc, found `up`",
        ),
        ("type=x", "type: expected REPLY or INTERNAL_NOTE, found `x`"),
        (
            "colour=red",
            "colour: expected a parameter of this list, found `colour`",
        ),
    ] {
        let answer = app
            .get(&format!("/v1/conversations/with-replies?{query}"))
            .await;
        assert_eq!(
            answer.message(),
            format!("Invalid query parameters: {expected}")
        );
    }
}
