//! An upstream that remembers what it was asked, knows whose everything is, and misbehaves on demand.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

pub use super::faults::{ContactLie, Fault};
use super::tokens::now;

/// The API key of every stub, and a canary.
pub const UPSTREAM_KEY: &str = "canary-upstream-api-key-77aa55";
/// What stands in each private field of each row.
pub const PRIVATE: &str = "canary-private";
/// What stands in each internal note.
pub const NOTE: &str = "canary-internal-note";

/// The stub; clones share it.
#[derive(Clone, Default)]
pub struct Stub(Arc<Mutex<World>>);

/// Everything the stub knows.
#[derive(Default)]
pub struct World {
    /// Addresses; a contact's id is 1000 and its place.
    pub contacts: Vec<String>,
    /// Rows, oldest first.
    pub rows: Vec<Value>,
    /// What was asked: method, path, decoded query.
    pub calls: Vec<Call>,
    /// What happens to the next creates.
    pub faults: VecDeque<Fault>,
    /// Every tenth row someone else's, notes among replies, wrong counts.
    pub liar: bool,
    pub contact_lie: ContactLie,
    /// Definitions of custom fields beside `order_id` and a private one: id and internal name.
    pub definitions: Vec<(i64, &'static str)>,
    /// Whether the definitions cannot be had.
    pub no_definitions: bool,
    /// How many lists end in a panic; in the same process it is the caller's.
    pub panics: usize,
    /// Each list waits for one of these before its answer, which is of before, goes out.
    pub list_gate: Option<Arc<Semaphore>>,
}

/// A call that came.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: &'static str,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: Value,
}

impl Call {
    /// All values of a parameter, brackets or not.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let pairs = self.query.iter();
        pairs
            .filter(|(key, _)| key.trim_end_matches("[]") == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

impl Stub {
    /// A stub with that many conversations of each of these addresses.
    pub fn with(addresses: &[String], each: usize) -> Self {
        let stub = Self::default();
        for index in 0..each {
            for address in addresses {
                let subject = format!("{address} #{index}");
                stub.world()
                    .store(address, &subject, "text", now() - 10_000);
            }
        }
        stub
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }

    /// The calls so far, forgotten by this.
    pub fn take_calls(&self) -> Vec<Call> {
        std::mem::take(&mut self.world().calls)
    }

    /// How many creates arrived and were stored.
    pub fn stored(&self) -> usize {
        self.world().rows.len()
    }

    /// The API under `/v1`.
    pub fn router(&self) -> Router {
        let v1 = Router::new()
            .route("/conversations", get(list).post(create))
            .route("/conversations/fields", get(fields))
            .route("/conversations/{id}", get(one))
            .route("/conversations/{id}/replies", get(replies))
            .route("/contacts", get(contacts));
        Router::new().nest("/v1", v1).with_state(self.clone())
    }

    /// The API on a socket of its own, for as long as the process lives: its base.
    pub fn serve(&self) -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        format!("http://{address}/v1")
    }
}

impl World {
    /// The id of an address, made if new.
    pub fn contact(&mut self, address: &str) -> i64 {
        let known = self.contacts.iter().position(|known| known == address);
        let index = known.unwrap_or_else(|| {
            self.contacts.push(address.to_owned());
            self.contacts.len() - 1
        });
        1000 + i64::try_from(index).unwrap()
    }

    /// The id of an address that is known.
    pub fn known(&self, address: &str) -> Option<i64> {
        let index = self.contacts.iter().position(|known| known == address)?;
        Some(1000 + i64::try_from(index).unwrap())
    }

    pub fn store(&mut self, address: &str, subject: &str, text: &str, created_at: i64) -> Value {
        let contact = self.contact(address);
        let id = 100_000_000 + i64::try_from(self.rows.len()).unwrap();
        let row = json!({
            "id": id, "brand": PRIVATE, "brand_id": 1, "source": "Mail", "status": "Open",
            "priority": "Medium", "created_at": created_at, "last_updated_at": created_at,
            "due": created_at + 9, "first_response_due": created_at + 5,
            "requested_by_email": address, "requested_by_phone": PRIVATE, "requested_by_id": contact,
            "assigned_to_member_id": 7_777_701, "assigned_to_team_id": 7_777_702,
            "subject": subject, "description_html": format!("<p>{text}</p>"),
            "description_text": text, "tags": [{ "id": 1, "label": PRIVATE }],
            "custom_fields": [{ "id": 5, "value": PRIVATE }],
            "properties": { "ip_address": PRIVATE, "referral_url": PRIVATE, "utm_source": PRIVATE },
            "extra": PRIVATE,
        });
        self.rows.push(row.clone());
        row
    }

    fn foreign_to(&self, contact: Option<i64>) -> Option<Value> {
        let mut rows = self.rows.iter();
        rows.find(|row| row["requested_by_id"].as_i64() != contact)
            .cloned()
    }
}

fn note(stub: &Stub, method: &'static str, path: &str, raw: Option<&str>, body: Value) -> Call {
    let query = form_urlencoded::parse(raw.unwrap_or_default().as_bytes());
    let call = Call {
        method,
        path: path.to_owned(),
        query: query.into_owned().collect(),
        body,
    };
    stub.world().calls.push(call.clone());
    call
}

fn allowed(headers: &HeaderMap) -> bool {
    headers
        .get("authorization")
        .is_some_and(|value| value == &format!("Bearer {UPSTREAM_KEY}"))
}

/// Without `requested_by_id`: everybody's, as the vendor does it.
async fn list(State(stub): State<Stub>, headers: HeaderMap, RawQuery(raw): RawQuery) -> Response {
    let call = note(&stub, "GET", "/conversations", raw.as_deref(), Value::Null);
    if !allowed(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let wanted = call
        .values("requested_by_id")
        .first()
        .and_then(|id| id.parse::<i64>().ok());
    let size = call
        .values("per_page")
        .first()
        .map_or(25, |text| text.parse().unwrap());
    let after = call.values("starting_after").first().map(|cursor| {
        let inside = STANDARD.decode(cursor).unwrap();
        serde_json::from_slice::<Value>(&inside).unwrap()["id"]
            .as_i64()
            .unwrap()
    });
    let panics = stub.world().panics;
    stub.world().panics = panics.saturating_sub(1);
    assert_eq!(panics, 0, "upstream words");
    let answer = list_now(&stub, wanted, size, after);
    let gate = stub.world().list_gate.clone();
    if let Some(gate) = gate {
        gate.acquire().await.unwrap().forget();
    }
    answer
}

fn list_now(stub: &Stub, wanted: Option<i64>, size: usize, after: Option<i64>) -> Response {
    let world = stub.world();
    let own = world.rows.iter().rev().filter(|row| {
        wanted.is_none_or(|id| row["requested_by_id"] == id)
            && after.is_none_or(|id| row["id"].as_i64().unwrap() < id)
    });
    let mut rows: Vec<Value> = own.take(size + 1).cloned().collect();
    let more = rows.len() > size;
    rows.truncate(size);
    let last = rows.last().map(|row| row["id"].clone());
    let cursor = last
        .filter(|_| more)
        .map(|id| STANDARD.encode(json!({ "id": id }).to_string()));
    let mut total = rows.len();
    if world.liar {
        total = 99_999;
        for index in (0..rows.len()).step_by(10) {
            if let Some(foreign) = world.foreign_to(wanted) {
                rows[index] = foreign;
            }
        }
    }
    let url = "https://elsewhere.example/conversations?all=1";
    Json(json!({
        "data": rows, "total_count": total,
        "pages": { "per_page": size, "next_cursor": cursor, "next_url": url },
    }))
    .into_response()
}

async fn create(State(stub): State<Stub>, headers: HeaderMap, body: Bytes) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap();
    note(&stub, "POST", "/conversations", None, body.clone());
    if !allowed(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let fault = stub.world().faults.pop_front().unwrap_or(Fault::None);
    match fault {
        Fault::Error => return (StatusCode::SERVICE_UNAVAILABLE, "upstream words").into_response(),
        Fault::Invalid => {
            let error =
                json!({ "message": "upstream words", "fields": [{ "name": "custom_fields" }] });
            return (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
        }
        Fault::RateLimited => {
            return (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "7")]).into_response();
        }
        Fault::Panic => panic!("upstream words"),
        _ => {}
    }
    let text = |name: &str| body[name].as_str().unwrap().to_owned();
    // Tags stripped, entities decoded, white space this desk's own way.
    let plain = text("description")
        .replace("</p><p>", "\n")
        .replace("<br>", "\n");
    let plain = plain.replace("<p>", "").replace("</p>", "");
    let plain = plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let row = stub
        .world()
        .store(&text("requested_by"), &text("subject"), &plain, now());
    match fault {
        Fault::Late(time) => tokio::time::sleep(time).await,
        Fault::StoredThenSilent => std::future::pending().await,
        Fault::StoredThenError => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Fault::Foreign => {
            let foreign = stub.world().foreign_to(row["requested_by_id"].as_i64());
            return Json(json!({ "data": foreign })).into_response();
        }
        _ => {}
    }
    Json(json!({ "data": row })).into_response()
}

async fn one(State(stub): State<Stub>, Path(id): Path<String>) -> Response {
    note(
        &stub,
        "GET",
        &format!("/conversations/{id}"),
        None,
        Value::Null,
    );
    let world = stub.world();
    let found = world.rows.iter().find(|row| {
        row["id"]
            .as_i64()
            .is_some_and(|found| id == found.to_string())
    });
    found.map_or_else(
        || {
            let error = json!({ "error": { "message": "upstream words" } });
            (StatusCode::NOT_FOUND, Json(error)).into_response()
        },
        |row| Json(json!({ "data": row })).into_response(),
    )
}

/// Notes only where `type` is not said, unless it lies.
async fn replies(
    State(stub): State<Stub>,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
) -> Response {
    let path = format!("/conversations/{id}/replies");
    let call = note(&stub, "GET", &path, raw.as_deref(), Value::Null);
    let liar = stub.world().liar;
    let conversation: i64 = id.parse().unwrap();
    let author =
        json!({ "id": 9, "name": "Sam", "email": PRIVATE, "phone": PRIVATE, "type": "agent" });
    let reply = |id: &str, kind: Value, text: &str, conversation: i64| {
        json!({
            "id": id, "type": kind, "body_text": text, "body_html": text, "attachments": [PRIVATE],
            "author": author, "sent_at": 1, "conversation_id": conversation, "brand_id": 1, "account_id": 8_888_801,
        })
    };
    let mut data = vec![reply("1", "REPLY".into(), "hello", conversation)];
    if liar || call.values("type") != ["REPLY"] {
        data.push(reply("2", "INTERNAL_NOTE".into(), NOTE, conversation));
    }
    if liar {
        data.push(reply("3", Value::Null, NOTE, conversation));
        data.push(reply("4", "reply".into(), NOTE, conversation));
        data.push(reply("5", "REPLY".into(), NOTE, conversation + 1));
    }
    Json(json!({ "data": data, "pages": { "per_page": 25 }, "total_count": 77 })).into_response()
}

async fn fields(State(stub): State<Stub>, RawQuery(raw): RawQuery) -> Response {
    note(
        &stub,
        "GET",
        "/conversations/fields",
        raw.as_deref(),
        Value::Null,
    );
    let field = |id: i64, name: &str| json!({ "id": id, "name": name, "internal_name": name, "type": "single_line_text", "is_active": true });
    let world = stub.world();
    if world.no_definitions {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let mut data = vec![field(1, "order_id"), field(2, PRIVATE)];
    data.extend(world.definitions.iter().map(|(id, name)| field(*id, name)));
    Json(json!({ "data": data, "pages": {}, "total_count": data.len() })).into_response()
}

async fn contacts(State(stub): State<Stub>, RawQuery(raw): RawQuery) -> Response {
    let call = note(&stub, "GET", "/contacts", raw.as_deref(), Value::Null);
    let world = stub.world();
    let asked = call
        .values("requested_by_email")
        .first()
        .copied()
        .unwrap_or_default()
        .to_owned();
    let id = world.known(&asked);
    let row = |id: i64, email: &str| json!({ "id": id, "email": email, "first_name": PRIVATE });
    let data = match world.contact_lie {
        ContactLie::None => id.map(|id| row(id, &asked)).into_iter().collect(),
        ContactLie::Another => vec![row(1000, &world.contacts[0])],
        ContactLie::Two => vec![row(id.unwrap_or(1), &asked), row(1000, &world.contacts[0])],
    };
    Json(json!({ "data": data, "pages": {}, "total_count": data.len() })).into_response()
}
