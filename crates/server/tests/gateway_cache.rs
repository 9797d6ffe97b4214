//! What is asked again is answered from what is kept, what is being asked is not asked twice, and both
//! are one requester's alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{sync::Arc, time::Duration};

use support::{
    Answer,
    gateway::{GatewayApp, form, keeping},
    stub::{NOTE, PRIVATE, Stub},
    subjects,
};
use tokio::sync::Semaphore;

const ME: &str = "user0@example.com";
const OTHER: &str = "user1@example.com";
const LIST: &str = "/conversations";

async fn app(people: usize, each: usize) -> GatewayApp {
    let addresses: Vec<String> = (0..people)
        .map(|n| format!("user{n}@example.com"))
        .collect();
    GatewayApp::with(&Stub::with(&addresses, each), keeping).await
}

/// How often each path was asked for upstream since the last time.
fn asked(app: &GatewayApp) -> Vec<String> {
    let calls = app.stub.take_calls().into_iter();
    calls
        .map(|call| format!("{} {}", call.method, call.path))
        .collect()
}

/// An id of the requester's.
async fn own_id(app: &GatewayApp, email: &str) -> i64 {
    app.get(LIST, email).await.json()["data"][0]["id"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn what_was_asked_lately_is_not_asked_again() {
    let app = app(2, 3).await;
    let id = own_id(&app, ME).await;
    for path in [
        LIST.to_owned(),
        format!("/conversations/{id}"),
        format!("/conversations/{id}/replies?sort_order=desc"),
    ] {
        let first = app.get(&path, ME).await;
        asked(&app);
        let again = app.get(&path, ME).await;
        assert_eq!(asked(&app), [""; 0], "{path}");
        assert_eq!((first.status, &first.text), (again.status, &again.text));
        assert_eq!(again.header("age"), "0", "{path}");
        assert_eq!(again.header("cache-status"), "support-gateway; hit");
        assert_eq!(again.header("etag"), first.header("etag"));
        assert_eq!(again.header("cache-control"), "no-store", "by us alone");
    }
    // The same question in other words is the same; another question is not.
    app.get("/conversations?status[]=Open&per_page=25", ME)
        .await;
    assert_eq!(asked(&app), ["GET /conversations"]);
    app.get("/conversations?per_page=25&status=Open", ME).await;
    assert_eq!(asked(&app), [""; 0]);
    app.get("/conversations?status=Closed", ME).await;
    assert_eq!(asked(&app), ["GET /conversations"]);
}

#[tokio::test]
async fn whose_a_conversation_is_is_asked_once_for_it_and_its_replies() {
    let app = app(1, 1).await;
    let id = own_id(&app, ME).await;
    asked(&app);
    app.get(&format!("/conversations/{id}"), ME).await;
    app.get(&format!("/conversations/{id}/replies"), ME).await;
    let expected = [
        format!("GET /conversations/{id}"),
        format!("GET /conversations/{id}/replies"),
    ];
    assert_eq!(asked(&app), expected);
}

#[tokio::test]
async fn a_while_later_it_is_asked_again() {
    let app = app(1, 1).await;
    app.get(LIST, ME).await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(14)).await;
    assert_eq!(app.get(LIST, ME).await.header("age"), "14");
    tokio::time::advance(Duration::from_secs(1)).await;
    asked(&app);
    let again = app.get(LIST, ME).await;
    assert_eq!((again.header("age"), asked(&app).len()), ("", 1));
}

#[tokio::test]
async fn a_create_makes_its_requesters_answers_old_and_nobody_elses() {
    let app = app(2, 2).await;
    app.get(LIST, ME).await;
    app.get(LIST, OTHER).await;
    let made = app.post(ME, "k1", form("brand new").to_string()).await;
    assert_eq!(made.status, 201);
    asked(&app);
    assert_eq!(subjects(&app.get(LIST, ME).await.json())[0], "brand new");
    app.get(LIST, OTHER).await;
    let lists = asked(&app);
    assert_eq!(
        lists
            .iter()
            .filter(|call| *call == "GET /conversations")
            .count(),
        1
    );
}

#[tokio::test]
async fn a_create_whose_end_is_unknown_makes_them_old_too() {
    let app = app(1, 1).await;
    app.get(LIST, ME).await;
    app.stub
        .world()
        .faults
        .push_back(support::stub::Fault::StoredThenError);
    let made = app.post(ME, "k1", form("perhaps").to_string()).await;
    assert_eq!(made.status, 502);
    assert_eq!(subjects(&app.get(LIST, ME).await.json())[0], "perhaps");
}

#[tokio::test]
async fn an_answer_that_was_asked_before_a_create_is_neither_kept_nor_waited_for() {
    let app = Arc::new(app(1, 1).await);
    // The contact is known, so the list is the first thing to wait for.
    own_id(&app, ME).await;
    let gate = Arc::new(Semaphore::new(0));
    app.stub.world().list_gate = Some(Arc::clone(&gate));
    let path = "/conversations?sort_order=desc";
    let slow = {
        let app = Arc::clone(&app);
        tokio::spawn(async move { app.get(path, ME).await })
    };
    while app.stub.world().calls.len() < 3 {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        app.post(ME, "k1", form("brand new").to_string())
            .await
            .status,
        201
    );
    let after = {
        let app = Arc::clone(&app);
        tokio::spawn(async move { app.get(path, ME).await })
    };
    while app.stub.world().calls.len() < 5 {
        tokio::task::yield_now().await;
    }
    gate.add_permits(2);
    let (slow, after) = (slow.await.unwrap(), after.await.unwrap());
    assert_eq!(subjects(&slow.json()).len(), 1, "it is of before");
    assert_eq!(subjects(&after.json())[0], "brand new");
    app.stub.take_calls();
    let kept = app.get(path, ME).await;
    assert_eq!(kept.text, after.text);
    assert_eq!(app.stub.take_calls().len(), 0, "the newer one is kept");
}

#[tokio::test]
async fn what_is_being_asked_is_not_asked_twice() {
    let app = Arc::new(app(2, 3).await);
    let gate = Arc::new(Semaphore::new(0));
    app.stub.world().list_gate = Some(Arc::clone(&gate));
    let ask = |email: &'static str| {
        let app = Arc::clone(&app);
        tokio::spawn(async move { app.get(LIST, email).await })
    };
    let callers: Vec<_> = (0..40)
        .map(|n| ask(if n % 2 == 0 { ME } else { OTHER }))
        .collect();
    while app
        .metric("support_gateway_reads_total{answer=\"joined\"} ")
        .await
        < 38
    {
        tokio::task::yield_now().await;
    }
    gate.add_permits(2);
    for (index, caller) in callers.into_iter().enumerate() {
        let answer: Answer = caller.await.unwrap();
        let own = format!("user{}@example.com #", index % 2);
        let rows = subjects(&answer.json());
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.starts_with(&own)), "{rows:?}");
    }
    let mut calls = asked(&app);
    calls.sort();
    let expected = [
        "GET /contacts",
        "GET /contacts",
        "GET /conversations",
        "GET /conversations",
    ];
    assert_eq!(calls, expected);
}

#[tokio::test]
async fn who_goes_away_does_not_stop_what_others_wait_for() {
    let app = Arc::new(app(1, 1).await);
    let gate = Arc::new(Semaphore::new(0));
    app.stub.world().list_gate = Some(Arc::clone(&gate));
    let first = {
        let app = Arc::clone(&app);
        tokio::spawn(async move { app.get(LIST, ME).await })
    };
    while app.stub.world().calls.len() < 2 {
        tokio::task::yield_now().await;
    }
    first.abort();
    gate.add_permits(1);
    assert_eq!(app.get(LIST, ME).await.status, 200);
    assert_eq!(asked(&app).len(), 2, "one contact, one list");
}

#[tokio::test]
async fn two_different_questions_of_a_newcomer_are_one_look_up() {
    let app = app(1, 1).await;
    let (first, second) = tokio::join!(
        app.get(LIST, ME),
        app.get("/conversations?sort_order=desc", ME)
    );
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (200, 200));
    let contacts = asked(&app);
    assert_eq!(
        contacts
            .iter()
            .filter(|call| *call == "GET /contacts")
            .count(),
        1
    );
}

#[tokio::test]
async fn a_new_contact_is_found_promptly() {
    let app = app(1, 1).await;
    let new = "new@example.com";
    let nobody = app.get(LIST, new).await;
    assert_eq!(subjects(&nobody.json()), [""; 0]);
    app.stub.world().store(new, "made by staff", "text", 1);
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(6)).await;
    assert_eq!(
        subjects(&app.get(LIST, new).await.json()),
        ["made by staff"]
    );
}

#[tokio::test]
async fn rows_that_name_the_address_spare_the_look_up_for_an_hour() {
    let app = app(1, 1).await;
    tokio::time::pause();
    for _ in 0..29 {
        app.get(LIST, ME).await;
        tokio::time::advance(Duration::from_secs(120)).await;
    }
    let count = |calls: Vec<String>| calls.iter().filter(|call| *call == "GET /contacts").count();
    assert_eq!(count(asked(&app)), 1);
    for _ in 0..2 {
        app.get(LIST, ME).await;
        tokio::time::advance(Duration::from_secs(120)).await;
    }
    assert_eq!(
        count(asked(&app)),
        1,
        "after an hour it is looked up all the same"
    );
}

/// A1 to A4 on what is kept: whoever asks, in whatever order, gets their own rows and nothing private,
/// though the upstream lies.
#[tokio::test]
async fn what_is_kept_is_one_requesters_alone() {
    let people = 12;
    let app = app(people, 4).await;
    app.stub.world().liar = true;
    let mut kept = 0;
    for round in 0..600_usize {
        let who = (round * 7) % people;
        let email = format!("user{who}@example.com");
        let of = (round * 5) % people;
        let id = 100_000_000 + of;
        let path = match round % 4 {
            0 => LIST.to_owned(),
            1 => "/conversations?per_page=2".to_owned(),
            2 => format!("/conversations/{id}"),
            _ => format!("/conversations/{id}/replies"),
        };
        let answer = app.get(&path, &email).await;
        kept += usize::from(answer.header("cache-status").contains("hit"));
        for secret in [PRIVATE, NOTE] {
            assert!(!answer.text.contains(secret), "{path}: {}", answer.text);
        }
        if path.contains("00000") && of != who {
            assert_eq!(answer.status, 404, "{path} of {of} to {who}");
            continue;
        }
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        let others = (0..people).filter(|other| *other != who);
        for other in others.map(|other| format!("user{other}@example.com #")) {
            assert!(
                !answer.text.contains(&other),
                "{path} to {who}: {}",
                answer.text
            );
        }
    }
    assert!(
        kept > 200,
        "only {kept} answers were kept ones: nothing is shown"
    );
}
