//! The API over fetch: URLs, headers, deadlines, decoding.
//!
//! `gloo-net` builds the request; the fetch itself is ours, because its error conversion panics when
//! a promise is rejected with something other than an `Error`, as a page that patches `fetch` may do.

use std::{cell::RefCell, rc::Rc};

use gloo_net::http::{Request, RequestBuilder};
use js_sys::{Array, Reflect};
use serde::de::DeserializeOwned;
use support_wire::{
    AnyErrorBody, Contact, CustomerConversation, Data, ErrorDetail, ListQuery, Page,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Response};

use super::{
    Answer, Api, CreateRequest, IdentityChange, Refreshed, TokenKeeper,
    json::{from_json, to_json},
};
use crate::model::{
    failure::{Failure, Problem},
    requester::Address,
};

/// How long a read may take, body included, in milliseconds.
const READ_DEADLINE_MS: u32 = 10_000;
/// How long a create may take, body included, in milliseconds.
const CREATE_DEADLINE_MS: u32 = 20_000;

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
            pause_seconds: answer.pause_seconds,
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
        body: String,
    ) -> Result<T, Failure> {
        let build = |request: RequestBuilder| {
            let request = request.header("Content-Type", "application/json");
            request.header("Idempotency-Key", key).body(body.as_str())
        };
        let answer = self
            .call(CREATE_DEADLINE_MS, || Request::post(&url), build)
            .await?;
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
            let answer = attempt(deadline_ms, request, &build).await?;
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
            let body = to_json(&request.conversation).ok_or(Failure::Unreadable)?;
            let url = format!("{}/conversations", api.base);
            api.post::<Data<CustomerConversation>>(url, &request.key, body)
                .await
                .map(|answer| answer.data)
        })
    }

    fn list(&self, query: ListQuery) -> Answer<Page<CustomerConversation>> {
        let api = self.clone();
        Box::pin(async move {
            api.get(format!("{}/conversations?{}", api.base, query.encode()))
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

    fn token_contact(&self) -> Answer<Option<Address>> {
        let tokens = self.tokens.clone();
        Box::pin(async move { tokens.contact().await })
    }
}

/// An answer, before it is known what it means.
struct RawAnswer {
    status: u16,
    text: String,
    /// Why a token was refused, in one machine-readable word.
    auth_reason: String,
    /// By which the server knows this answer again.
    tag: Option<String>,
    /// How many seconds the server wants to be left in peace: `Retry-After`, or else the `max-age`
    /// of `Cache-Control`.
    pause_seconds: Option<u32>,
}

async fn attempt(
    deadline_ms: u32,
    request: RequestBuilder,
    build: &impl Fn(RequestBuilder) -> Result<Request, gloo_net::Error>,
) -> Result<RawAnswer, Failure> {
    let guard = AbortOnDrop::new(deadline_ms)?;
    let request = build(request.abort_signal(Some(&guard.signal)));
    let request: web_sys::Request = request.map_err(|_| Failure::Unreadable)?.into();
    fetch(&request)
        .await
        .map_err(|error| network_failure(&error))
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
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_request(request)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?)
        .await?
        .as_string()
        .unwrap_or_default();
    let headers = response.headers();
    let reason = headers.get("support-auth-reason")?;
    let wait = headers.get("Retry-After")?;
    let wait = wait.and_then(|seconds| seconds.trim().parse().ok());
    let max_age = || {
        let control = headers.get("Cache-Control").ok()??;
        let mut parts = control.split(',');
        parts.find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok())
    };
    Ok(RawAnswer {
        status: response.status(),
        text,
        auth_reason: reason.unwrap_or_else(|| "refused".to_owned()),
        tag: headers.get("ETag")?,
        pause_seconds: wait.or_else(max_age),
    })
}

/// What a rejected fetch means. A page may reject with anything, so nothing is assumed of it.
fn network_failure(error: &JsValue) -> Failure {
    let name = Reflect::get(error, &JsValue::from_str("name"))
        .ok()
        .and_then(|name| name.as_string());
    let is_online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    match name.as_deref() {
        Some("TimeoutError") => Failure::TimedOut,
        _ if !is_online => Failure::Offline,
        _ => Failure::Unreachable,
    }
}

fn decode<T: DeserializeOwned>(answer: &RawAnswer) -> Result<T, Failure> {
    let RawAnswer { status, text, .. } = answer;
    if (200..300).contains(status) {
        return from_json(text).ok_or(Failure::Unreadable);
    }
    let detail = from_json::<AnyErrorBody>(text)
        .map(AnyErrorBody::into_detail)
        .unwrap_or_default();
    let ErrorDetail { message, fields } = detail;
    Err(Failure::Refused(Problem {
        status: *status,
        message,
        fields,
    }))
}
