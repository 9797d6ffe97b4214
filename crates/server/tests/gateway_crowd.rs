//! A crowd before a help desk of 30 calls a minute: everyone gets rows, older rows, or is told truly when
//! to come back; creates wait for no list, and none is lost.
//!
//! Gateway, desk and its database are the real ones, called through their routers. The clock is virtual:
//! it stands still while anything is being done and leaps to what comes next, so a quarter of an hour
//! takes as long as its work. Times are therefore what customers wait for the quota, and nothing else.
//!
//! ```text
//! SUPPORT_SOAK=1 cargo test --release --package support-server --test gateway_crowd -- --nocapture
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{body::Body, http::header};
use serde_json::json;
use support::{
    Answer, KEY, TestApp,
    gateway::{GatewayApp, form, keeping},
    is_soak,
    quota::{Quota, standing_still},
    send,
    stub::Stub,
};
use support_server::{ApiKey, upstream};
use tokio::time::{Instant, sleep, sleep_until};

/// What the widget asks for.
const LIST: &str = "/conversations?per_page=25&sort_by=updated_at&sort_order=desc";
/// How often the widget asks again.
const REFRESH: Duration = Duration::from_secs(120);
const RUN: Duration = Duration::from_secs(15 * 60);

fn email(number: usize) -> String {
    format!("customer{number}@example.com")
}

/// A gateway before a desk that has two conversations of each customer and allows 30 calls a minute.
struct Crowd {
    app: GatewayApp,
    desk: TestApp,
    quota: Quota,
    told: Mutex<Told>,
}

/// What customers were told.
#[derive(Debug, Default)]
struct Told {
    /// Answers by what they were.
    answers: BTreeMap<&'static str, usize>,
    /// Promises that did not come true.
    broken: usize,
    /// From the first question to the first rows.
    first_rows: Vec<(usize, Duration)>,
    /// What the caller waited for an answer of any kind.
    waits: Vec<Duration>,
    /// How old the older rows were.
    ages: Vec<u64>,
}

async fn crowd(customers: usize) -> Arc<Crowd> {
    let desk = TestApp::new().await;
    for number in 0..customers {
        for subject in ["first", "second"] {
            desk.create(json!({ "requested_by": email(number), "subject": subject }))
                .await;
        }
    }
    let quota = Quota::of(30);
    let key = ApiKey::new(KEY).unwrap();
    let upstream = upstream::router::connect(quota.around(desk.router.clone()), "/v1", &key);
    let app = GatewayApp::over(&Stub::default(), upstream, "t0", |settings| {
        keeping(settings);
        settings.limits = support_server::gateway::Limits::default();
    })
    .await;
    tokio::time::pause();
    Arc::new(Crowd {
        app,
        desk,
        quota,
        told: Mutex::default(),
    })
}

impl Crowd {
    /// One question, noted.
    async fn ask(&self, number: usize, known: &str) -> Answer {
        let start = Instant::now();
        let request = self.app.request("GET", LIST, &email(number));
        let request = request.header(header::IF_NONE_MATCH, known);
        let answer = send(&self.app.router, request.body(Body::empty()).unwrap()).await;
        let is_older = answer.header("cache-status").contains("stale");
        let kind = match answer.status.as_u16() {
            200 | 304 if is_older => "older rows",
            200 => "rows",
            304 => "nothing new",
            429 => "come back later",
            other => panic!("{other}: {}", answer.text),
        };
        let mut told = self.told.lock().unwrap();
        told.waits.push(start.elapsed());
        *told.answers.entry(kind).or_default() += 1;
        if is_older {
            told.ages.push(answer.header("age").parse().unwrap());
        }
        answer
    }

    /// Looks at the list until the end, as the widget does.
    async fn look(&self, number: usize, from: Instant, until: Instant) {
        sleep_until(from).await;
        let mut tag = String::new();
        let mut was_promised = false;
        while Instant::now() < until {
            let answer = self.ask(number, &tag).await;
            if answer.status == 429 {
                let wait = answer.header("retry-after").parse().unwrap();
                self.told.lock().unwrap().broken += usize::from(was_promised);
                was_promised = true;
                sleep(Duration::from_secs(wait)).await;
                continue;
            }
            if tag.is_empty() {
                assert!(answer.json()["data"].as_array().unwrap().len() >= 2);
                self.told
                    .lock()
                    .unwrap()
                    .first_rows
                    .push((number, from.elapsed()));
            }
            was_promised = false;
            tag = answer.header("etag").to_owned();
            sleep(REFRESH).await;
        }
    }

    /// Sends one form; how long it took until it was made.
    async fn create(&self, number: usize, key: &str) -> Duration {
        let start = Instant::now();
        let body = form(key).to_string();
        let made = standing_still(self.app.post(&email(number), key, body)).await;
        assert_eq!(made.status, 201, "{key}: {}", made.text);
        start.elapsed()
    }

    fn report(&self, name: &str) {
        let told = self.told.lock().unwrap();
        let percentile = |mut values: Vec<Duration>, percent: usize| {
            values.sort_unstable();
            let place = (values.len() * percent / 100).min(values.len().saturating_sub(1));
            values.get(place).copied().unwrap_or_default()
        };
        let first: Vec<Duration> = told.first_rows.iter().map(|(_, wait)| *wait).collect();
        println!(
            "{name}: {:?}, {} promises broken",
            told.answers, told.broken
        );
        println!(
            "  first rows after p50 {:?}, p99 {:?}; an answer after p50 {:?}, p99 {:?}; oldest rows {} s",
            percentile(first.clone(), 50),
            percentile(first, 99),
            percentile(told.waits.clone(), 50),
            percentile(told.waits.clone(), 99),
            told.ages.iter().max().unwrap_or(&0),
        );
        let most = self.quota.most_in_a_minute();
        let quota = self.quota.state();
        println!(
            "  upstream: {} calls, at most {most} in a minute, {} refused; resident {} MiB",
            quota.calls.len(),
            quota.refused,
            resident_mib(),
        );
    }
}

/// What this process holds, desk and all.
fn resident_mib() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: usize = text
        .split(' ')
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    (pages * 4096) >> 20
}

#[tokio::test]
async fn a_hundred_customers_look_for_a_quarter_of_an_hour() {
    let customers = 100;
    let crowd = crowd(customers).await;
    let start = Instant::now();
    let looks = (0..customers).map(|number| {
        let crowd = Arc::clone(&crowd);
        // They come within ten seconds, in the order of their numbers.
        let from = start + Duration::from_millis(100) * u32::try_from(number).unwrap();
        tokio::spawn(async move { crowd.look(number, from, start + RUN).await })
    });
    let looks: Vec<_> = looks.collect();
    // Every 15 seconds somebody sends a form, from the thick of it on.
    let mut created = 0;
    let mut slowest = Duration::ZERO;
    while start.elapsed() + Duration::from_secs(15) < RUN {
        sleep(Duration::from_secs(15)).await;
        let took = crowd
            .create((created * 37) % customers, &format!("form-{created}"))
            .await;
        slowest = slowest.max(took);
        created += 1;
    }
    for look in looks {
        look.await.unwrap();
    }
    crowd.report("100 customers, 15 minutes");
    println!("  {created} creates, the slowest waited {slowest:?}");
    assert!(crowd.quota.most_in_a_minute() <= 30);
    assert_eq!(
        crowd.quota.state().refused,
        0,
        "nothing was asked beyond the quota"
    );
    assert_eq!(slowest, Duration::ZERO, "no create waits for a list");
    let rows = standing_still(crowd.desk.total()).await;
    assert_eq!(
        rows,
        i64::try_from(2 * customers + created).unwrap(),
        "none is lost or doubled"
    );
    let told = crowd.told.lock().unwrap();
    assert_eq!(
        told.broken, 0,
        "what was said of when to come back came true"
    );
    assert_eq!(told.first_rows.len(), customers);
    assert!(
        told.answers["come back later"] > 0 && told.answers["older rows"] > 0,
        "it was a crowd"
    );
    // In fair order: nobody has rows a minute before somebody who came a second earlier.
    let mut rows_at: Vec<_> = told.first_rows.clone();
    rows_at.sort_unstable_by_key(|(number, _)| *number);
    for pair in rows_at.windows(2) {
        let [(_, earlier), (_, later)] = pair else {
            unreachable!()
        };
        assert!(*earlier <= *later + Duration::from_secs(5), "{pair:?}");
    }
}

#[tokio::test]
async fn a_thousand_customers_whose_first_answers_are_known() {
    // In CI a tenth of them, before a tenth of the quota.
    let (customers, limit) = if is_soak() { (1_000, 30) } else { (100, 3) };
    let crowd = crowd(customers).await;
    // The first answers came while the quota was ample; that it is not any more is told by the next.
    crowd.quota.state().limit = 100_000;
    for number in 0..customers {
        crowd.ask(number, "").await;
    }
    crowd.quota.state().limit = limit;
    sleep(Duration::from_secs(61)).await;
    crowd.app.get("/conversations?per_page=1", &email(0)).await;
    *crowd.told.lock().unwrap() = Told::default();
    crowd.quota.state().calls.clear();
    let start = Instant::now();
    let looks = (0..customers).map(|number| {
        let crowd = Arc::clone(&crowd);
        let from =
            start + REFRESH * u32::try_from(number).unwrap() / u32::try_from(customers).unwrap();
        tokio::spawn(async move { crowd.look(number, from, start + RUN).await })
    });
    for look in looks.collect::<Vec<_>>() {
        look.await.unwrap();
    }
    crowd.report(&format!(
        "{customers} customers, 15 minutes, first answers known"
    ));
    assert!(crowd.quota.most_in_a_minute() <= limit);
    assert_eq!(crowd.quota.state().refused, 0);
    let told = crowd.told.lock().unwrap();
    let answers = &told.answers;
    assert!(
        !answers.contains_key("come back later"),
        "all have rows: {answers:?}"
    );
}
