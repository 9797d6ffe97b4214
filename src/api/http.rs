//! The API over fetch: URLs, headers, deadlines, decoding.
//!
//! `gloo-net` builds the request; the fetch itself is ours, because its error conversion panics when
//! a promise is rejected with something other than an `Error`, as a page that patches `fetch` may do.

use std::{cell::RefCell, rc::Rc};

use gloo_net::http::{Request, RequestBuilder};
use js_sys::{Array, Date, Reflect};
use serde::de::DeserializeOwned;
use support_wire::{
    AnyErrorBody, Contact, CustomerConversation, CustomerReply, Data, ErrorDetail, FormFields,
    ListQuery, Page, RepliesQuery,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Response};

use super::{
    Answer, Api, CreateRequest, IdentityChange, Listed, Refreshed, TokenKeeper, Trace,
    ahead::answer_ahead, body, json::from_json, trace,
};
use crate::model::{
    failure::{Failure, Problem},
    requester::Address,
    retry::{ATTEMPT_MS, read_retry_after},
};

/// How long a read may take, body included, in milliseconds.
const READ_DEADLINE_MS: u32 = 10_000;

/// The API at an address, with a bearer token.
#[derive(Clone)]
pub struct HttpApi {
    base: Rc<str>,
    tokens: TokenKeeper,
    /// What was looked at last, and the `ETag` that it had.
    looked_at: Rc<RefCell<Option<(String, String)>>>,
}

impl HttpApi {
    /// The API at `base` (a path or an absolute URL without a trailing slash).
    #[must_use]
    pub fn new(base: &str, tokens: TokenKeeper) -> Self {
        Self {
            base: base.into(),
            tokens,
            looked_at: Rc::default(),
        }
    }

    async fn get<T: DeserializeOwned>(&self, url: String) -> Result<T, Failure> {
        decode(&self.read(&url, None).await?)
    }

    /// Reads what may not have changed since it was last read. The browser's own cache is no help:
    /// what is one person's is not put there.
    async fn look_again(&self, url: String) -> Result<Refreshed, Failure> {
        let known = self.looked_at.borrow().clone();
        let tag = known.filter(|(of, _)| *of == url).map(|(_, tag)| tag);
        let answer = self.read(&url, tag.as_deref()).await?;
        let page = match answer.status {
            200 => Some(decode(&answer)?),
            _ => None,
        };
        if let (Some(_), Some(tag)) = (&page, answer.tag) {
            *self.looked_at.borrow_mut() = Some((url, tag));
        }
        Ok(Refreshed {
            page,
            age_seconds: matches!(answer.status, 200 | 304).then_some(answer.age),
            pause_seconds: answer.retry_after.or(answer.max_age),
        })
    }

    /// Reads what is at an address, unless it still has this tag.
    async fn read(&self, url: &str, tag: Option<&str>) -> Result<RawAnswer, Failure> {
        let build = |request: RequestBuilder| match tag {
            Some(tag) => request.header("If-None-Match", tag).build(),
            None => request.build(),
        };
        self.call(READ_DEADLINE_MS, || Request::get(url), build)
            .await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        url: String,
        key: &str,
        body: &str,
    ) -> Result<T, Failure> {
        let build = |request: RequestBuilder| {
            let request = request.header("Content-Type", "application/json");
            request.header("Idempotency-Key", key).body(body)
        };
        let answer = self.call(ATTEMPT_MS, || Request::post(&url), build).await?;
        decode(&answer)
    }

    /// Sends a request, once more with a fresh token if the server refuses the one that was kept:
    /// a refusal means that nothing was done, so this is safe for a create, too.
    async fn call(
        &self,
        deadline_ms: u32,
        start: impl Fn() -> RequestBuilder,
        build: impl Fn(RequestBuilder) -> Result<Request, gloo_net::Error>,
    ) -> Result<RawAnswer, Failure> {
        let mut may_renew = true;
        loop {
            let token = self.tokens.token().await?;
            let request = start().header("Accept", "application/json");
            let request = match &token {
                Some(token) => request.header("Authorization", &format!("Bearer {token}")),
                None => request,
            };
            let answer = attempt(deadline_ms, request, &build, &self.tokens.trace()).await?;
            if answer.status != 401 {
                return Ok(answer);
            }
            if !(self.tokens.refuse(token.as_deref()) && may_renew) {
                self.tokens.tell(IdentityChange::Needed {
                    reason: answer.auth_reason.clone(),
                });
                return Ok(answer);
            }
            may_renew = false;
        }
    }
}

impl Api for HttpApi {
    fn create(&self, request: CreateRequest) -> Answer<CustomerConversation> {
        let api = self.clone();
        Box::pin(async move {
            let url = format!("{}/conversations", api.base);
            api.post::<Data<CustomerConversation>>(url, &request.key, &request.body)
                .await
                .map(|answer| answer.data)
        })
    }

    fn list(&self, query: ListQuery) -> Answer<Listed> {
        let api = self.clone();
        Box::pin(async move {
            let url = format!("{}/conversations?{}", api.base, query.encode());
            let answer = api.read(&url, None).await?;
            Ok(Listed {
                page: decode(&answer)?,
                age_seconds: answer.age,
            })
        })
    }

    fn conversation(&self, id: i64) -> Answer<CustomerConversation> {
        let api = self.clone();
        Box::pin(async move {
            let url = format!("{}/conversations/{id}", api.base);
            api.get::<Data<CustomerConversation>>(url)
                .await
                .map(|answer| answer.data)
        })
    }

    fn replies(&self, id: i64, query: RepliesQuery) -> Answer<Page<CustomerReply>> {
        let api = self.clone();
        Box::pin(async move {
            let query = query.encode();
            api.get(format!("{}/conversations/{id}/replies?{query}", api.base))
                .await
        })
    }

    fn refresh(&self, query: ListQuery) -> Answer<Refreshed> {
        let api = self.clone();
        Box::pin(async move {
            api.look_again(format!("{}/conversations?{}", api.base, query.encode()))
                .await
        })
    }

    fn contact_id(&self, address: Address) -> Answer<Option<i64>> {
        let api = self.clone();
        Box::pin(async move {
            let name = match address {
                Address::Email(_) => "requested_by_email",
                Address::Phone(_) => "requested_by_phone",
            };
            let query = support_wire::encode_pairs([(name, address.as_str().into())]);
            let page: Page<Contact> = api.get(format!("{}/contacts?{query}", api.base)).await?;
            match page.data.as_slice() {
                [] => Ok(None),
                [contact] => Ok(Some(contact.id)),
                // The look-up is exact: two answers mean that it was not, and neither is trusted.
                _ => Err(Failure::Foreign),
            }
        })
    }

    fn form_fields(&self) -> Answer<FormFields> {
        let api = self.clone();
        Box::pin(async move { api.get(format!("{}/conversations/fields", api.base)).await })
    }

    fn token_contact(&self) -> Answer<Option<Address>> {
        let tokens = self.tokens.clone();
        Box::pin(async move { tokens.contact().await })
    }
}

/// An answer, before it is known what it means.
struct RawAnswer {
    status: u16,
    /// `None` where there was more than anybody reads.
    text: Option<String>,
    /// Why a token was refused, in one machine-readable word.
    auth_reason: String,
    /// What the server's log calls the request.
    id: Option<String>,
    /// By which the server knows this answer again.
    tag: Option<String>,
    /// How many seconds ago the help desk said so.
    age: u32,
    /// How long the server asks to be left alone, in seconds.
    retry_after: Option<u32>,
    /// For how long, in seconds, the server says that the answer holds.
    max_age: Option<u32>,
}

async fn attempt(
    deadline_ms: u32,
    request: RequestBuilder,
    build: &impl Fn(RequestBuilder) -> Result<Request, gloo_net::Error>,
    trace: &Trace,
) -> Result<RawAnswer, Failure> {
    let guard = AbortOnDrop::new(deadline_ms)?;
    let request = build(request.abort_signal(Some(&guard.signal)));
    let request: web_sys::Request = request.map_err(|_| Failure::Unreadable)?.into();
    // Asked before: a connection that is lost on the way may have carried the request.
    let is_online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    let began = Date::now();
    let answer = fetch(&request).await;
    trace.request(|| {
        let answer = answer.as_ref().ok();
        trace::Request {
            method: request.method(),
            url: request.url(),
            status: answer.map(|answer| answer.status),
            began,
            id: answer.and_then(|answer| answer.id.clone()),
        }
    });
    // WebKit rejects with an `AbortError` whatever the signal's reason is; nobody else aborts it by now.
    let is_late = guard.signal.aborted();
    answer.map_err(|error| network_failure(&error, is_late, is_online))
}

/// Aborts its request when it is dropped or when the deadline has passed.
struct AbortOnDrop {
    controller: AbortController,
    signal: AbortSignal,
}

impl AbortOnDrop {
    fn new(deadline_ms: u32) -> Result<Self, Failure> {
        let controller = AbortController::new().map_err(|_| Failure::Unreadable)?;
        let signals = Array::of2(
            &controller.signal(),
            &AbortSignal::timeout_with_u32(deadline_ms),
        );
        let signal = AbortSignal::any(&signals);
        Ok(Self { controller, signal })
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

async fn fetch(request: &web_sys::Request) -> Result<RawAnswer, JsValue> {
    let answer = match answer_ahead(request) {
        Some(answer) => answer,
        None => web_sys::window()
            .ok_or(JsValue::NULL)?
            .fetch_with_request(request),
    };
    let response = JsFuture::from(answer).await?;
    let response: Response = response.dyn_into()?;
    let text = body::read(&response).await?;
    let header = |name| response.headers().get(name).ok().flatten();
    let max_age = |control: String| {
        let mut parts = control.split(',');
        parts.find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok())
    };
    Ok(RawAnswer {
        status: response.status(),
        text,
        auth_reason: header("support-auth-reason").unwrap_or_else(|| "refused".to_owned()),
        id: header("x-request-id"),
        tag: header("ETag"),
        age: header("Age")
            .and_then(|age| age.parse().ok())
            .unwrap_or_default(),
        retry_after: header("Retry-After")
            .and_then(|value| read_retry_after(&value, seconds(Date::now()), read_date)),
        max_age: header("Cache-Control").and_then(max_age),
    })
}

/// A date as servers write it, in epoch seconds.
fn read_date(text: &str) -> Option<i64> {
    let at = Date::parse(text);
    (!at.is_nan()).then(|| seconds(at))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole seconds fit an i64 for ever"
)]
fn seconds(milliseconds: f64) -> i64 {
    (milliseconds / 1000.0) as i64
}

/// What a rejected fetch means. A page may reject with anything, so nothing is assumed of it.
fn network_failure(error: &JsValue, is_late: bool, was_online: bool) -> Failure {
    let name = Reflect::get(error, &JsValue::from_str("name"))
        .ok()
        .and_then(|name| name.as_string());
    match name.as_deref() {
        Some("TimeoutError") => Failure::TimedOut,
        _ if is_late => Failure::TimedOut,
        _ if !was_online => Failure::Offline,
        _ => Failure::Unreachable,
    }
}

fn decode<T: DeserializeOwned>(answer: &RawAnswer) -> Result<T, Failure> {
    let text = answer.text.as_deref();
    if (200..300).contains(&answer.status) {
        return text.and_then(from_json).ok_or(Failure::Unreadable);
    }
    let detail = text
        .and_then(from_json::<AnyErrorBody>)
        .map(AnyErrorBody::into_detail)
        .unwrap_or_default();
    let ErrorDetail { message, fields } = detail;
    Err(Failure::Refused(Problem {
        status: answer.status,
        message,
        fields,
        retry_after: answer.retry_after,
    }))
}
