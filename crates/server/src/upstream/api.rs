//! The vendor's API as requests and answers, over whatever carries them.

use std::{
    pin::Pin,
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header},
};
use serde::{Serialize, de::DeserializeOwned};
use support_wire::{
    AnyErrorBody, Contact, Conversation, ConversationField, Data, FieldsQuery, ListQuery,
    NewConversation, Page, RepliesQuery, Reply, encode_pairs,
};

use super::{Answer, ContactAddress, Quota, Upstream, UpstreamError};
use crate::{ApiKey, clock};

/// The largest answer that is read.
pub(super) const BODY_MAX_BYTES: usize = 8 * 1024 * 1024;

/// An answer, read whole.
#[derive(Debug)]
pub(super) struct RawAnswer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What a transport will bring back.
pub(super) type Carried<'a> =
    Pin<Box<dyn Future<Output = Result<RawAnswer, UpstreamError>> + Send + 'a>>;

/// Carries a request whose address is a path below the API's base, such as `/conversations`.
pub(super) trait Transport: Send + Sync {
    /// Sends it and reads the answer, at most [`BODY_MAX_BYTES`] of it.
    fn carry(&self, request: Request<Bytes>) -> Carried<'_>;
}

/// The API over a transport, with its key: the only value that holds it.
pub(super) struct Api<T> {
    transport: T,
    authorization: HeaderValue,
    quota: Mutex<Quota>,
}

impl<T: Transport> Api<T> {
    pub(super) fn new(transport: T, key: &ApiKey) -> Self {
        // A key is printable ASCII, so it always makes a header.
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", key.reveal()))
            .unwrap_or(HeaderValue::from_static("Bearer"));
        authorization.set_sensitive(true);
        Self {
            transport,
            authorization,
            quota: Mutex::default(),
        }
    }

    async fn ask(&self, path: &str) -> Result<RawAnswer, UpstreamError> {
        self.call(Method::GET, path, Bytes::new()).await
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Bytes,
    ) -> Result<RawAnswer, UpstreamError> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
            .map_err(|_| UpstreamError::Unreadable)?;
        let answer = self.transport.carry(request).await?;
        let quota = Quota::read(&answer.headers, clock::now());
        *self.quota.lock().unwrap_or_else(PoisonError::into_inner) = quota;
        Ok(answer)
    }
}

impl<T: Transport> Upstream for Api<T> {
    fn list<'a>(&'a self, query: &'a ListQuery) -> Answer<'a, Page<Conversation>> {
        Box::pin(async move {
            let path = format!("/conversations?{}", query.encode());
            decode(&self.ask(&path).await?)
        })
    }

    fn create<'a>(&'a self, conversation: &'a NewConversation) -> Answer<'a, Conversation> {
        Box::pin(async move {
            let body = encode(conversation)?;
            let answer = self.call(Method::POST, "/conversations", body).await?;
            decode(&answer).map(|Data { data }| data)
        })
    }

    fn get(&self, id: i64) -> Answer<'_, Option<Conversation>> {
        Box::pin(async move {
            let answer = self.ask(&format!("/conversations/{id}")).await?;
            let found: Option<Data<Conversation>> = decode_if_found(&answer)?;
            Ok(found.map(|Data { data }| data))
        })
    }

    fn replies<'a>(&'a self, id: i64, query: &'a RepliesQuery) -> Answer<'a, Option<Page<Reply>>> {
        Box::pin(async move {
            let path = format!("/conversations/{id}/replies?{}", query.encode());
            decode_if_found(&self.ask(&path).await?)
        })
    }

    fn fields<'a>(&'a self, query: &'a FieldsQuery) -> Answer<'a, Page<ConversationField>> {
        Box::pin(async move {
            let path = format!("/conversations/fields?{}", query.encode());
            decode(&self.ask(&path).await?)
        })
    }

    fn contacts<'a>(&'a self, address: &'a ContactAddress) -> Answer<'a, Page<Contact>> {
        Box::pin(async move {
            let pair = match address {
                ContactAddress::Email(text) => ("requested_by_email", text.into()),
                ContactAddress::Phone(text) => ("requested_by_phone", text.into()),
            };
            decode(
                &self
                    .ask(&format!("/contacts?{}", encode_pairs([pair])))
                    .await?,
            )
        })
    }

    fn quota(&self) -> Quota {
        *self.quota.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn encode(value: &impl Serialize) -> Result<Bytes, UpstreamError> {
    serde_json::to_vec(value)
        .map(Bytes::from)
        .map_err(|_| UpstreamError::Unreadable)
}

fn decode<B: DeserializeOwned>(answer: &RawAnswer) -> Result<B, UpstreamError> {
    if answer.status.is_success() {
        return serde_json::from_slice(&answer.body).map_err(|_| UpstreamError::Unreadable);
    }
    Err(failure(answer))
}

fn decode_if_found<B: DeserializeOwned>(answer: &RawAnswer) -> Result<Option<B>, UpstreamError> {
    if answer.status == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    decode(answer).map(Some)
}

pub(super) fn failure(answer: &RawAnswer) -> UpstreamError {
    match answer.status {
        StatusCode::TOO_MANY_REQUESTS => UpstreamError::RateLimited {
            retry_after: retry_after(&answer.headers),
        },
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
            let body: AnyErrorBody = serde_json::from_slice(&answer.body).unwrap_or_default();
            let fields = body.into_detail().fields;
            UpstreamError::Invalid {
                fields: fields.into_iter().map(|field| field.name).collect(),
            }
        }
        status => UpstreamError::Status(status),
    }
}

/// Seconds to wait: a number of them, or the time when it is over.
fn retry_after(headers: &HeaderMap) -> Option<u64> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    text.parse().ok().or_else(|| {
        let until = httpdate::parse_http_date(text).ok()?;
        let left = until.duration_since(SystemTime::now());
        // A time that is past is no reason to wait.
        Some(left.map_or(0, |left| left.as_secs() + 1))
    })
}
