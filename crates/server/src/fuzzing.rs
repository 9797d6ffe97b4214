//! What fuzzing throws bytes at: a function for each place where somebody else's bytes become ours, with what
//! must hold whatever they are. The targets in `fuzz/` call them, and `tests/fuzz_corpus.rs` does with all that
//! is kept in `fuzz/corpus`. Not for anybody else.

use std::sync::LazyLock;

use aws_lc_rs::hmac;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use support_wire::{
    AnyErrorBody, FieldsQuery, ListQuery, RepliesQuery, html_from_text, text_from_html,
};
use tokio::runtime::{Builder, Runtime};

use crate::{
    desk, gateway,
    identity::{Identity, OwnSecret, Verifier, VerifierSettings},
    json, upstream,
};

/// When all of this happens, in epoch seconds.
const NOW: i64 = 1_795_000_000;

static SECRET: LazyLock<OwnSecret> = LazyLock::new(OwnSecret::random);
static VERIFIER: LazyLock<Option<Verifier>> = LazyLock::new(|| {
    let settings = VerifierSettings {
        own_secret: Some(SECRET.clone()),
        ..VerifierSettings::default()
    };
    Verifier::new(settings).ok()
});
static RUNTIME: LazyLock<Option<Runtime>> =
    LazyLock::new(|| Builder::new_current_thread().build().ok());

/// A token: the bytes as it is, which must be refused, for nobody knows the secret; and the bytes as the
/// claims of one that is signed, which may be taken only while it is valid.
pub fn token(bytes: &[u8]) {
    assert!(verify(bytes).is_none(), "a token that nobody signed");
    let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#);
    let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(bytes));
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.bytes());
    let signature = URL_SAFE_NO_PAD.encode(hmac::sign(&key, signed.as_bytes()));
    if let Some(identity) = verify(format!("{signed}.{signature}").as_bytes()) {
        let left = identity.expires_at - NOW;
        assert!((-30..=3630).contains(&left), "valid for {left} s");
    }
}

fn verify(token: &[u8]) -> Option<Identity> {
    let value = HeaderValue::from_bytes(&[b"Bearer ", token].concat()).ok()?;
    let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value)]);
    let answer = VERIFIER.as_ref()?.verify(&headers, NOW);
    RUNTIME.as_ref()?.block_on(answer).ok()
}

/// A query string and a cursor: what could be read is written in a way that reads the same, and no cursor is
/// taken that the gateway has not sealed.
pub fn query(bytes: &[u8]) {
    let Ok(raw) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(query) = ListQuery::parse(raw) {
        assert_eq!(ListQuery::parse(&query.encode()), Ok(query));
    }
    if let Ok(query) = RepliesQuery::parse(raw) {
        assert_eq!(RepliesQuery::parse(&query.encode()), Ok(query));
    }
    if let Ok(query) = FieldsQuery::parse(raw) {
        assert_eq!(FieldsQuery::parse(&query.encode()), Ok(query));
    }
    desk::fuzz_cursor(raw);
    gateway::fuzz_query(raw);
}

/// The body of a create, as gateway and desk read it.
pub fn create_body(bytes: &[u8]) {
    let Ok(Value::Object(body)) = json::parse(bytes) else {
        return;
    };
    gateway::fuzz_create(body.clone());
    desk::fuzz_create(body);
}

/// HTML that becomes text, and text that becomes HTML and is the same text afterwards.
pub fn html(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = desk::fuzz_html(text);
    assert!(!read.contains('\0'));
    let made = html_from_text(text);
    let inside = made
        .replace("<p>", "")
        .replace("</p>", "")
        .replace("<br>", "");
    assert!(!inside.contains(['<', '>', '"']), "markup in {inside:?}");
    let bare = |text: &str| -> String {
        let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '\0');
        kept.collect()
    };
    assert_eq!(bare(&text_from_html(&made)), bare(text));
    // HTML has characters of its own for some controls; all others come through.
    if !text.contains(|c: char| c.is_control()) {
        assert_eq!(bare(&desk::fuzz_html(&made)), bare(text));
    }
}

/// What a help desk writes when it refuses: the first line is its `Retry-After`, the rest the body. None of
/// it but names of fields gets out.
pub fn error_body(bytes: &[u8]) {
    let parts: Vec<&[u8]> = bytes.splitn(2, |byte| *byte == b'\n').collect();
    let [line, body] = parts.as_slice() else {
        return;
    };
    if let Ok(read) = serde_json::from_slice::<AnyErrorBody>(body) {
        let _ = read.into_detail();
    }
    upstream::fuzz_failure(line, body);
}
