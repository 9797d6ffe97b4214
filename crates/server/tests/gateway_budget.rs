//! All customers together stay within the help desk's quota, in a fair order, and creates go first.
//! Time is virtual: a minute passes as soon as nothing is left to be done in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use support::{
    Answer,
    gateway::{GatewayApp, form, keeping},
    quota::{Quota, standing_still},
    stub::Stub,
};
use tokio::time::{Instant, advance, sleep};

const LIST: &str = "/conversations";

fn email(number: usize) -> String {
    format!("user{number}@example.com")
}

/// A gateway whose upstream allows so many calls a minute. From now on time is virtual.
async fn app(people: usize, quota: &Quota) -> Arc<GatewayApp> {
    let addresses: Vec<String> = (0..people).map(email).collect();
    let stub = Stub::with(&addresses, 2);
    let app = GatewayApp::over(&stub, quota.before(&stub), "t0", keeping).await;
    tokio::time::pause();
    Arc::new(app)
}

fn retry_after(answer: &Answer) -> Duration {
    assert_eq!(answer.status, 429, "{answer:?}");
    Duration::from_secs(answer.header("retry-after").parse().unwrap())
}

#[tokio::test]
async fn a_crowd_stays_within_the_quota_and_is_served_in_the_order_it_came() {
    let quota = Quota::of(30);
    let app = app(60, &quota).await;
    let customers = (0..60).map(|number| {
        let app = Arc::clone(&app);
        async move {
            sleep(Duration::from_millis(10 * number as u64)).await;
            let mut refusals = 0;
            let mut answer = app.get(LIST, &email(number)).await;
            while answer.status == 429 {
                refusals += 1;
                sleep(retry_after(&answer)).await;
                answer = app.get(LIST, &email(number)).await;
            }
            assert_eq!(answer.status, 200);
            (refusals, answer.json()["total_count"].as_u64())
        }
    });
    let customers: Vec<_> = customers.map(tokio::spawn).collect();
    let mut told_twice = 0;
    for customer in customers {
        let (refusals, rows) = customer.await.unwrap();
        assert_eq!(rows, Some(2));
        told_twice += usize::from(refusals > 1);
    }
    assert_eq!(
        told_twice, 0,
        "what was said of when to come back came true"
    );
    assert!(quota.most_in_a_minute() <= 30);
    assert_eq!(quota.state().refused, 0);
    let lists = app.stub.take_calls().into_iter();
    let order: Vec<usize> = lists
        .filter(|call| call.path == LIST)
        .map(|call| call.values("requested_by_id")[0].parse().unwrap())
        .collect();
    assert_eq!(order.len(), 60);
    // Twelve are let through at once, each with two calls; among those any may be the first.
    for (place, contact) in order.into_iter().enumerate() {
        let number = contact - 1000;
        assert!(
            number.abs_diff(place) < 12,
            "{number} was served as number {place}"
        );
    }
}

#[tokio::test]
async fn who_asks_for_much_does_not_keep_others_waiting() {
    let quota = Quota::of(10);
    let app = app(3, &quota).await;
    // The contacts and the quota are known; the minute is used up.
    app.get(LIST, &email(0)).await;
    app.get(LIST, &email(1)).await;
    for page in 1..=40 {
        app.get(&format!("/conversations?per_page={page}"), &email(0))
            .await;
    }
    let waiting = Instant::now();
    let wait = retry_after(&app.get("/conversations?per_page=7", &email(1)).await);
    assert!(
        wait <= Duration::from_secs(70),
        "{wait:?}: after one of the other's, not after all"
    );
    sleep(wait).await;
    assert_eq!(
        app.get("/conversations?per_page=7", &email(1)).await.status,
        200
    );
    assert!(waiting.elapsed() < Duration::from_secs(75));
}

#[tokio::test]
async fn a_create_waits_for_no_list() {
    let quota = Quota::of(10);
    let app = app(40, &quota).await;
    for number in 0..40 {
        app.get(LIST, &email(number)).await;
    }
    assert_eq!(app.get(LIST, &email(39)).await.status, 429);
    let start = Instant::now();
    for number in 0..2 {
        let body = form("urgent").to_string();
        let made = standing_still(app.post(&email(number), "k", body)).await;
        assert_eq!(made.status, 201, "{}", made.text);
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    // Past the reserve a create is told when to come back, and nothing of it is lost.
    let body = form("one more").to_string();
    let told = standing_still(app.post(&email(3), "k", body.clone())).await;
    let wait = retry_after(&told);
    assert!(wait <= Duration::from_secs(61), "{wait:?}");
    sleep(wait).await;
    let made = standing_still(app.post(&email(3), "k", body)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(quota.state().refused, 0);
    assert!(quota.most_in_a_minute() <= 10);
}

#[tokio::test]
async fn what_cannot_be_asked_is_answered_by_what_was_known_and_says_so() {
    let quota = Quota::of(10);
    let app = app(8, &quota).await;
    let first = app.get(LIST, &email(0)).await;
    assert_eq!((first.status.as_u16(), first.header("age")), (200, ""));
    advance(Duration::from_secs(50)).await;
    for number in 1..8 {
        app.get(LIST, &email(number)).await;
    }
    let older = app.get(LIST, &email(0)).await;
    assert_eq!((older.status.as_u16(), older.header("age")), (200, "50"));
    assert_eq!(
        older.header("cache-status"),
        "support-gateway; hit; detail=stale"
    );
    assert_eq!(older.text, first.text);
    // It has its place in the queue all the same, and is new when its turn has come.
    sleep(Duration::from_secs(75)).await;
    let age: u64 = app
        .get(LIST, &email(0))
        .await
        .header("age")
        .parse()
        .unwrap_or(0);
    assert!(age < 60, "{age}");
}

#[tokio::test]
async fn an_answer_of_long_ago_is_none() {
    let quota = Quota::of(5);
    let app = app(1, &quota).await;
    app.get(LIST, &email(0)).await;
    quota.use_up(5);
    advance(Duration::from_secs(3599)).await;
    quota.state().retry_after = Some("30".into());
    quota.use_up(5);
    let older = app.get(LIST, &email(0)).await;
    assert_eq!(older.header("age"), "3599", "{older:?}");
    advance(Duration::from_secs(2)).await;
    quota.use_up(5);
    assert_eq!(app.get(LIST, &email(0)).await.status, 429);
}

#[tokio::test]
async fn what_the_help_desk_says_of_when_to_come_back_is_heeded() {
    let in_a_while = || httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(40));
    let cases: [(&dyn Fn() -> String, _); 3] = [
        (&|| "17".to_owned(), 17..=20),
        // A whole second, a moment ago: up to two of the forty may have passed.
        (&in_a_while, 38..=44),
        (&String::new, 60..=63),
    ];
    for (say, expected) in cases {
        let quota = Quota::of(1000);
        quota.state().is_told = false;
        let app = app(2, &quota).await;
        quota.use_up(1000);
        let said = say();
        quota.state().retry_after = Some(said.clone());
        let wait = retry_after(&app.get(LIST, &email(0)).await);
        assert!(expected.contains(&wait.as_secs()), "{said}: {wait:?}");
        // Nobody else is let through either.
        assert_eq!(app.get(LIST, &email(1)).await.status, 429);
        assert_eq!(quota.state().calls.len(), 1, "{said}");
        tokio::time::resume();
    }
}

#[tokio::test]
async fn a_create_that_was_refused_for_the_quota_is_told_when_to_come_back() {
    let quota = Quota::of(1000);
    quota.state().is_told = false;
    let app = app(1, &quota).await;
    quota.use_up(1000);
    quota.state().retry_after = Some("17".to_owned());
    let body = form("urgent").to_string();
    let told = standing_still(app.post(&email(0), "k", body.clone())).await;
    assert_eq!(retry_after(&told), Duration::from_secs(17));
    sleep(Duration::from_secs(60)).await;
    let made = standing_still(app.post(&email(0), "k", body)).await;
    assert_eq!(made.status, 201, "{}", made.text);
}

#[tokio::test]
async fn others_who_use_the_account_are_left_their_part() {
    let quota = Quota::of(30);
    let app = app(30, &quota).await;
    app.get(LIST, &email(0)).await;
    quota.use_up(18);
    // Of the ten that are left the answer tells; six of them are kept for creates.
    let answers: Vec<u16> = {
        let mut answers = Vec::new();
        for number in 1..10 {
            answers.push(app.get(LIST, &email(number)).await.status.as_u16());
        }
        answers
    };
    assert!(answers.contains(&429), "{answers:?}");
    assert_eq!(quota.state().refused, 0);
    let made = standing_still(app.post(&email(0), "k", form("urgent").to_string())).await;
    assert_eq!(made.status, 201);
}

#[tokio::test]
async fn a_limit_that_is_set_holds_though_the_help_desk_allows_more() {
    let quota = Quota::of(1000);
    let addresses: Vec<String> = (0..30).map(email).collect();
    let stub = Stub::with(&addresses, 2);
    let app = GatewayApp::over(&stub, quota.before(&stub), "t0", |settings| {
        keeping(settings);
        settings.sparing.calls_per_minute = Some(12);
    })
    .await;
    tokio::time::pause();
    for number in 0..30 {
        app.get(LIST, &email(number)).await;
    }
    sleep(Duration::from_secs(300)).await;
    assert!(
        (9..=12).contains(&quota.most_in_a_minute()),
        "{}",
        quota.most_in_a_minute()
    );
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_is_not_asked() {
    let quota = Quota::of(10);
    let app = app(100, &quota).await;
    for number in 0..100 {
        let answer = app.get(LIST, &email(number)).await;
        assert!([200, 429].contains(&answer.status.as_u16()));
    }
    // Everyone was told when to come back, so everyone's turn comes; then it is quiet.
    sleep(Duration::from_secs(3600)).await;
    let asked = quota.state().calls.len();
    assert!((190..=200).contains(&asked), "{asked}");
    // Those who got an older answer only are gone when their turn would come.
    for number in 0..100 {
        app.get("/conversations?per_page=9", &email(number)).await;
    }
    sleep(Duration::from_secs(3600)).await;
    let before = quota.state().calls.len();
    for number in 0..100 {
        let answer = app.get("/conversations?per_page=9", &email(number)).await;
        assert!([200, 429].contains(&answer.status.as_u16()));
    }
    sleep(Duration::from_secs(3600)).await;
    assert!(quota.state().calls.len() <= before + 200);
}
