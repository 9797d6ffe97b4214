//! What the desk's tests share: a desk on a database file of its own, called through its router.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::needless_pass_by_value,
    reason = "each test file uses its own part of this module"
)]

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use serde_json::{Value, json};
use support_server::{
    ApiKey,
    desk::{Desk, Settings, Store, Switches},
    desk_router,
};
use tempfile::TempDir;
use tower::ServiceExt;

pub mod allowed;
pub mod bad_tokens;
pub mod faults;
pub mod gateway;
#[cfg(unix)]
pub mod postgres;
pub mod process;
pub mod quota;
#[cfg(unix)]
pub mod rotation;
pub mod stub;
pub mod tokens;
pub mod wicked;
pub mod wrong;

/// The key that every call of [`TestApp`] sends.
pub const KEY: &str = "test-key";

/// A desk under test.
pub struct TestApp {
    pub router: Router,
    pub store: Store,
    pub folder: TempDir,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl TestApp {
    /// A desk with all switches at their defaults.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A desk with some of what the vendor leaves open set otherwise.
    pub async fn switched(switches: Switches) -> Self {
        Self::with(|settings| settings.switches = switches).await
    }

    /// A desk set up by hand.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&database_url(&folder)).await.unwrap();
        let mut settings = Settings::new(ApiKey::new(KEY).unwrap());
        change(&mut settings);
        let router = desk_router(Desk::new(store.clone(), settings));
        Self {
            router,
            store,
            folder,
        }
    }

    /// The URL of the desk's database.
    pub fn database(&self) -> String {
        database_url(&self.folder)
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    /// `GET` with the key.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    /// `GET` that must succeed: its body.
    #[track_caller]
    pub fn ok<'a>(&'a self, path: &'a str) -> impl Future<Output = Value> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let answer = self.get(path).await;
            assert_eq!(answer.status, 200, "{caller}: {path}: {}", answer.text);
            answer.json()
        }
    }

    /// `POST /v1/conversations` with any body.
    pub async fn post(&self, body: impl Into<Body>) -> Answer {
        let request =
            request("POST", "/v1/conversations").header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Any method with a JSON body.
    pub async fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = request(method, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// Defines a custom field, which must succeed; gives the `data`.
    pub async fn define(&self, field: Value) -> Value {
        let answer = self.call("POST", "/v1/conversations/fields", field).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()["data"].take()
    }

    /// Says something in a conversation, which must succeed.
    pub async fn reply(&self, id: i64, kind: &str, text: &str) {
        let body = json!({ "reply_text": text, "type": kind });
        let path = format!("/v1/conversations/{id}/reply");
        let answer = self.call("POST", &path, body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        assert_eq!(answer.json(), json!({ "data": { "success": true } }));
    }

    /// Creates a conversation from the three required fields and some others; gives the `data`.
    pub async fn create(&self, more: Value) -> Value {
        let answer = self.post(body(more).to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()["data"].take()
    }

    /// How many conversations there are.
    pub async fn total(&self) -> i64 {
        self.ok("/v1/conversations?per_page=1").await["total_count"]
            .as_i64()
            .unwrap()
    }

    /// The subjects of a list, which must answer 200.
    pub async fn subjects(&self, query: &str) -> Vec<String> {
        subjects(&self.ok(&format!("/v1/conversations?{query}")).await)
    }

    /// The message of a 400 to a list.
    pub async fn query_error(&self, query: &str) -> String {
        let answer = self.get(&format!("/v1/conversations?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text);
        answer.message()
    }
}

/// Sends a request as it is.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text,
    }
}

/// Whether the long runs are asked for.
pub fn is_soak() -> bool {
    std::env::var_os("SUPPORT_SOAK").is_some()
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The message of an ordinary error body.
    pub fn message(&self) -> String {
        assert!(
            self.header("content-type").starts_with("application/json"),
            "{self:?}"
        );
        self.json()["error"]["message"]
            .as_str()
            .unwrap_or_else(|| panic!("{self:?}"))
            .to_owned()
    }

    /// A header, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }
}

/// A request with the key.
pub fn request(method: &str, path: &str) -> axum::http::request::Builder {
    let uri = path.replace(' ', "%20").replace('"', "%22");
    Request::builder()
        .method(method)
        .uri(uri)
        .header(header::AUTHORIZATION, format!("Bearer {KEY}"))
}

/// The body of a create: the three required fields, changed and joined by others.
pub fn body(more: Value) -> Value {
    let mut body = json!({
        "subject": "Payment issue with order #12345",
        "description": "<p>I'm having trouble with my payment...</p>",
        "requested_by": "ann@example.com",
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// The subjects of a page.
pub fn subjects(page: &Value) -> Vec<String> {
    let rows = page["data"].as_array().unwrap().iter();
    rows.map(|row| row["subject"].as_str().unwrap().to_owned())
        .collect()
}

/// The URL of the database that belongs to a folder: a file in it (the folder in between is for the desk
/// to make), or a schema of that name.
pub fn database_url(folder: &TempDir) -> String {
    #[cfg(unix)]
    if postgres::is_wanted() {
        let name = folder.path().file_name().unwrap().to_str().unwrap();
        return postgres::url(name);
    }
    format!(
        "sqlite://{}",
        folder.path().join("made/desk.sqlite").display()
    )
}

/// A way past the server to a database that it has open.
pub async fn database(url: &str) -> sqlx::AnyPool {
    sqlx::any::install_default_drivers();
    sqlx::AnyPool::connect(url).await.unwrap()
}

/// What the gateway keeps of creates, byte by byte.
pub async fn kept_creates(folder: &TempDir) -> Vec<u8> {
    let url = database_url(folder);
    let Some(file) = url.strip_prefix("sqlite://") else {
        let sql = "SELECT concat_ws(' ', key, state, tenant, encode(scope, 'escape'),
            encode(fingerprint, 'escape'), encode(body, 'escape')) FROM creates";
        let rows: Vec<String> = sqlx::query_scalar(sql)
            .fetch_all(&database(&url).await)
            .await
            .unwrap();
        return rows.concat().into_bytes();
    };
    let files = [file.to_owned(), format!("{file}-wal")];
    files
        .iter()
        .filter_map(|file| std::fs::read(file).ok())
        .flatten()
        .collect()
}

/// Checks that `actual` has every field that `sample` shows, at every depth but inside `properties`.
#[track_caller]
pub fn assert_has_fields(actual: &Value, sample: &Value, place: &str) {
    match (actual, sample) {
        (Value::Object(actual), Value::Object(sample)) => {
            for (name, inner) in sample {
                let found = actual
                    .get(name)
                    .unwrap_or_else(|| panic!("no {place}.{name}"));
                if name != "properties" {
                    assert_has_fields(found, inner, &format!("{place}.{name}"));
                }
            }
        }
        (Value::Array(actual), Value::Array(sample)) => {
            for (row, inner) in actual.iter().zip(sample) {
                assert_has_fields(row, inner, &format!("{place}[]"));
            }
        }
        _ => {}
    }
}
