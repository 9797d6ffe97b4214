//! The demo: the portal's back end, its files and their headers, beside the desk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::path::PathBuf;

use axum::{body::Body, http::Request};
use support::{Answer, KEY, TestApp};
use support_server::{
    ApiKey,
    demo::{self, Demo, Signer},
    demo_router,
    desk::{self, Desk, Settings},
    gateway::{Gateway, GatewayStore},
    upstream,
};

/// A demo over a site of a few files.
async fn demo_app() -> TestApp {
    let app = TestApp::new().await;
    let site = app.folder.path().join("site");
    std::fs::create_dir_all(site.join("embed")).unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html><p>portal"),
        ("embed/embed.js", "export {}"),
        ("embed/app.wasm", "\0asm"),
        ("embed/app.wasm.br", "brotli"),
        ("embed/app.wasm.gz", "gzip"),
    ] {
        std::fs::write(site.join(name), text).unwrap();
    }
    demo::seed_if_empty(&app.store).await.unwrap();
    whole(app, site).await
}

/// The demo's router over an app's store.
async fn whole(app: TestApp, site: PathBuf) -> TestApp {
    let key = ApiKey::new(KEY).unwrap();
    let desk = desk::router(Desk::new(app.store.clone(), Settings::new(key.clone())));
    let upstream = upstream::router::connect(desk.clone(), "/v1", &key);
    let (signer, verifier) = Signer::with_verifier(None).unwrap();
    let memory = GatewayStore::open("sqlite::memory:").await.unwrap();
    let settings = demo::gateway_settings().unwrap();
    let gateway = Gateway::new(settings, verifier, upstream, memory)
        .await
        .unwrap();
    TestApp {
        router: demo_router(desk, gateway, Demo::new(site, signer)),
        ..app
    }
}

async fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn files_have_their_types_and_the_page_a_strict_policy() {
    let app = demo_app().await;
    for (path, kind) in [
        ("/", "text/html"),
        ("/embed/embed.js", "text/javascript"),
        ("/embed/app.wasm", "application/wasm"),
    ] {
        let answer = get(&app, path, &[]).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, kind),
            "{path}"
        );
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        );
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_ne!(answer.header("referrer-policy"), "");
        let modified = answer.header("last-modified").to_owned();
        let again = get(&app, path, &[("if-modified-since", &modified)]).await;
        assert_eq!(again.status, 304, "{path}");
    }
}

#[tokio::test]
async fn a_precompressed_file_is_sent_where_it_is_understood() {
    let app = demo_app().await;
    for (accepted, encoding, text) in [
        ("br, gzip", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("identity", "", "\0asm"),
    ] {
        let answer = get(&app, "/embed/app.wasm", &[("accept-encoding", accepted)]).await;
        assert_eq!(
            (answer.header("content-encoding"), answer.text.as_str()),
            (encoding, text)
        );
        assert_eq!(answer.header("content-type"), "application/wasm");
    }
}

#[tokio::test]
async fn nothing_outside_the_site_is_served() {
    let app = demo_app().await;
    for path in [
        "/../made/desk.sqlite",
        "/%2e%2e/made/desk.sqlite",
        "/nothing",
        "/embed/..%2f..%2fmade",
    ] {
        assert_eq!(get(&app, path, &[]).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_token_is_for_the_portals_own_pages() {
    let app = demo_app().await;
    let answer = get(&app, "/portal/token", &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.text.contains(KEY), "{answer:?}");
    assert_eq!(answer.json()["requester"], "maya.lindqvist@example.com");
    assert_eq!(answer.json()["name"], "Maya Lindqvist");
    let other = get(&app, "/portal/token?customer=tomas", &[]).await;
    assert_eq!(other.json()["name"], "Tomás Rivera");
    assert_eq!(
        get(&app, "/portal/token?customer=eve", &[]).await.status,
        404
    );
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        assert_eq!(
            get(&app, "/portal/token", &[header]).await.status,
            403,
            "{header:?}"
        );
    }
    let same = [
        ("origin", "http://127.0.0.1:8080"),
        ("host", "127.0.0.1:8080"),
    ];
    assert_eq!(get(&app, "/portal/token", &same).await.status, 200);
}

#[tokio::test]
async fn the_token_opens_its_own_customers_list_through_the_gateway() {
    let app = demo_app().await;
    for (handle, count) in [("maya", 30), ("tomas", 8), ("wren", 0)] {
        let answer = get(&app, &format!("/portal/token?customer={handle}"), &[]).await;
        let bearer = format!("Bearer {}", answer.json()["token"].as_str().unwrap());
        let list = get(
            &app,
            "/support/v1/conversations",
            &[("authorization", &bearer)],
        )
        .await;
        assert_eq!(list.json()["total_count"], count, "{handle}");
    }
}

#[tokio::test]
async fn the_form_asks_for_what_the_desk_knows_and_for_nothing_of_the_staffs() {
    let app = demo_app().await;
    let answer = get(&app, "/portal/token", &[]).await;
    let bearer = format!("Bearer {}", answer.json()["token"].as_str().unwrap());
    let path = "/support/v1/conversations/fields";
    let fields = get(&app, path, &[("authorization", &bearer)]).await;
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../src/demo/form.json")).unwrap();
    let names = |list: &serde_json::Value| -> Vec<String> {
        let fields = list.as_array().unwrap().iter();
        fields
            .map(|field| field["internal_name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&fields.json()["data"]), names(&file["fields"]));
    assert!(!fields.text.contains("shelf_note"), "{fields:?}");
}

#[tokio::test]
async fn the_first_start_seeds_and_the_second_does_not() {
    let app = demo_app().await;
    demo::seed_if_empty(&app.store).await.unwrap();
    assert_eq!(app.total().await, 60);
    let found = app
        .ok("/v1/contacts?requested_by_email=maya.lindqvist@example.com")
        .await;
    let id = &found["data"][0]["id"];
    let list = app
        .ok(&format!("/v1/conversations?requested_by_id={id}"))
        .await;
    assert_eq!(
        (
            list["total_count"].as_i64(),
            list["data"].as_array().unwrap().len()
        ),
        (Some(30), 25)
    );
    let nobody = app
        .ok("/v1/contacts?requested_by_email=wren.abara@example.com")
        .await;
    assert_eq!(nobody["total_count"], 0);
}

#[tokio::test]
async fn without_a_site_the_page_says_how_to_build_it() {
    let app = TestApp::new().await;
    let site = app.folder.path().join("none");
    let app = whole(app, site).await;
    let answer = get(&app, "/", &[]).await;
    assert!(
        answer.status == 200 && answer.text.contains("cargo xtask demo"),
        "{answer:?}"
    );
}

#[test]
fn the_program_introduces_itself() {
    use std::io::{BufRead, Read};
    let folder = tempfile::TempDir::new().unwrap();
    let database = support::database_url(&folder);
    let mut server = support::process::Server::start(&[
        "demo",
        "--listen",
        "127.0.0.1:0",
        "--database",
        &database,
        "--site",
        "no-such-folder",
    ]);
    let lines: Vec<String> = server
        .output
        .by_ref()
        .lines()
        .map(Result::unwrap)
        .take(4)
        .collect();
    let key = lines
        .iter()
        .find_map(|line| line.strip_prefix("API key: "))
        .unwrap();
    assert!(key.starts_with("demo_") && key.len() > 30);
    assert!(
        lines.contains(&"Demo customer: Maya Lindqvist <maya.lindqvist@example.com>".to_owned())
    );
    let token = lines
        .iter()
        .find_map(|line| line.strip_prefix("Customer token: "))
        .unwrap();
    assert_eq!(token.split('.').count(), 3);
    let list = server.get("/support/v1/conversations?per_page=1", token);
    assert_eq!((list.0, list.1.contains("\"total_count\":30")), (200, true));
    assert_eq!(server.get("/v1/conversations", token).0, 401);
    assert_eq!(server.get("/v1/conversations?per_page=1", key).0, 200);
    assert_eq!(server.get("/support/v1/conversations", key).0, 401);
}
