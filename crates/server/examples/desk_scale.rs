//! Does a list's cost depend on the desk's size? Fills a small and a large desk with believable
//! rows, asks both the same three pages through the router, turn about, and prints the ratio of the
//! medians.
//!
//! ```text
//! cargo run --release -p support-server --example desk_scale -- [LARGE] [SMALL]
//! ```
//!
//! One requester has about 20 conversations in either desk.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, http::Request};
use serde_json::Value;
use support_server::{
    ApiKey,
    desk::{Desk, Settings, Store, seed},
    desk_router,
};
use tower::ServiceExt;

const ROWS_A_REQUESTER: u32 = 20;
const DEPTH_PAGES: i64 = 1000;
const ROUNDS: usize = 400;
const NOW: i64 = 1_750_000_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A filled desk and the three pages to ask it for.
struct Case {
    router: Router,
    paths: Vec<(&'static str, String)>,
    _folder: tempfile::TempDir,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u32>());
    let large = arguments.next().transpose()?.unwrap_or(1_000_000);
    let small = arguments.next().transpose()?.unwrap_or(1_000);
    let cases = [fill(small).await?, fill(large).await?];
    let pages = cases[0].paths.len();
    for page in 0..pages {
        let name = cases[1].paths[page].0;
        let [small_median, large_median] = medians(&cases, page).await?;
        let ratio = large_median.as_secs_f64() / small_median.as_secs_f64();
        println!("{name}: {small}: {small_median:?}, {large}: {large_median:?}, ratio {ratio:.2}");
    }
    Ok(())
}

async fn fill(conversations: u32) -> Outcome<Case> {
    let folder = tempfile::TempDir::new()?;
    let store = Store::open(&format!(
        "sqlite://{}",
        folder.path().join("d.sqlite").display()
    ))
    .await?;
    let requesters = (conversations / ROWS_A_REQUESTER).max(1);
    let started = Instant::now();
    seed::run(
        &store,
        &seed::Plan {
            conversations,
            requesters,
            seed: 1,
            now: NOW,
        },
    )
    .await?;
    println!(
        "filled {conversations} conversations in {:.1?}",
        started.elapsed()
    );
    let router = desk_router(Desk::new(store, Settings::new(ApiKey::new("key")?)));
    let paths = paths(&router, conversations).await?;
    Ok(Case {
        router,
        paths,
        _folder: folder,
    })
}

/// The three pages. The deep one begins where a walk of 1,000 pages would have come to, or (in a
/// desk with fewer rows than that) in the middle.
async fn paths(router: &Router, conversations: u32) -> Outcome<Vec<(&'static str, String)>> {
    let first = "/v1/conversations".to_owned();
    let rows = i64::from(conversations);
    let deep_row = (DEPTH_PAGES * 25).min(rows / 2);
    let cursor = walk(router, deep_row).await?;
    let deep = format!(
        "/v1/conversations?starting_after={}",
        cursor.replace('=', "%3D")
    );
    let page = ask(router, &first).await?;
    let requester = &page["data"][0]["requested_by_id"];
    let filtered = format!(
        "/v1/conversations?requested_by_id={requester}&status[]=Open&status[]=Closed&status[]=Resolved"
    );
    Ok(vec![
        ("first page", first),
        ("deep page", deep),
        ("filtered page of one requester", filtered),
    ])
}

/// The cursor after so many rows, by walking there.
async fn walk(router: &Router, rows: i64) -> Outcome<String> {
    let (mut seen, mut cursor) = (0, String::new());
    while seen < rows {
        let size = (rows - seen).min(100);
        let after = cursor.replace('=', "%3D");
        let page = ask(
            router,
            &format!("/v1/conversations?per_page={size}&starting_after={after}"),
        )
        .await?;
        cursor = page["pages"]["next_cursor"]
            .as_str()
            .ok_or("the list ended early")?
            .to_owned();
        seen += size;
    }
    Ok(cursor)
}

/// The medians of many rounds, small and large desk turn about.
async fn medians(cases: &[Case; 2], page: usize) -> Outcome<[Duration; 2]> {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS + 20 {
        for (case, times) in cases.iter().zip(&mut times) {
            let started = Instant::now();
            ask(&case.router, &case.paths[page].1).await?;
            if round >= 20 {
                times.push(started.elapsed());
            }
        }
    }
    Ok(times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    }))
}

async fn ask(router: &Router, path: &str) -> Outcome<Value> {
    let request = Request::get(path)
        .header("authorization", "Bearer key")
        .body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
    Ok(serde_json::from_slice(&bytes)?)
}
