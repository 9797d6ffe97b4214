//! `POST /conversations`: one form, one conversation.
//!
//! A key is written down before anything is asked upstream, and its answer before it is given. What
//! happens in between, whatever dies in it, a retry with the same key first looks for the conversation
//! and makes one only if there is none.

mod draft;
mod key;
mod matching;
mod send;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};
use support_wire::{CustomerConversation, Data, ErrorBody, NewConversation};
use utoipa::openapi::Required;

use super::{
    Gateway,
    guest::Creator,
    metrics::Counter,
    requester::address_key,
    settings::GatewaySettings,
    store::{Begun, Stored},
};
use crate::{
    Error,
    extract::JsonObject,
    openapi::shape::{self, parameters},
    upstream::{ContactAddress, UpstreamError},
};
use draft::Asker;
pub(super) use send::Creates;
use send::{Attempt, Shown};

/// The conversation that a customer's body makes, if it may. For fuzzing.
pub(super) fn read_without_a_request(
    body: Map<String, Value>,
    settings: &GatewaySettings,
) -> Option<NewConversation> {
    let asker = Asker::Signed(ContactAddress::Email("ann@example.com".to_owned()));
    let draft = draft::read(body, &asker, settings).ok()?;
    Some(draft.conversation)
}

/// What is said when the gateway's own store fails.
const FAILED: &str = "Error while creating conversation";

parameters! {
    CreateParameters = vec![shape::header(
        key::HEADER,
        "One for each form: the same key with the same body gets the first answer again",
        Required::True,
        shape::matching(key::PATTERN, key::LENGTH_MAX + 2),
    )];
}

/// Makes a conversation, or answers as it did the first time. `requested_by`, `source`, `status`, `assignee`, `team_id` and
/// `tags` are the gateway's own: they may be sent where they say what it says anyway.
#[utoipa::path(post, path = "/conversations", operation_id = "create_conversation", params(CreateParameters),
    request_body = draft::CreateConversation, responses(
    (status = 201, description = "The conversation; a guest is told its `id` alone", body = Data<CustomerConversation>),
    (status = 409, description = "The same form is still being sent", body = ErrorBody,
        headers(("retry-after" = u64, description = "When to ask again, in seconds"))),
    (status = 422, description = "The key came with another body before", body = ErrorBody),
))]
pub(super) async fn create(
    State(gateway): State<Gateway>,
    creator: Creator,
    headers: HeaderMap,
    JsonObject(body): JsonObject,
) -> Result<Response, Error> {
    let key = key::read(&headers)?;
    let fingerprint = key::fingerprint(&body);
    let asker = Asker::of(&creator, &body)?;
    let draft = draft::read(body, &asker, &gateway.settings).map_err(Error::Fields)?;
    let address = asker.into_address();
    let (owner, shown) = match &creator {
        Creator::Signed(requester) => (requester.key(), Shown::Conversation),
        Creator::Guest(_) => (format!("guest {}", address_key(&address)), Shown::Receipt),
    };
    let attempt = Attempt {
        key: key::scoped(&gateway.settings.tenant, &owner, key),
        fingerprint,
        draft,
        contact: Contact {
            address,
            known: signed_id(&creator),
        },
        shown,
    };
    run(gateway, attempt, creator).await.map(answer)
}

/// For whom a conversation is made.
#[derive(Debug, Clone)]
struct Contact {
    address: ContactAddress,
    /// Their contact id, where there is one already.
    known: Option<i64>,
}

/// The contact id in the token; without one it is looked up when it is needed.
fn signed_id(creator: &Creator) -> Option<i64> {
    match creator {
        Creator::Signed(requester) => requester.signed_id(),
        Creator::Guest(_) => None,
    }
}

async fn run(gateway: Gateway, attempt: Attempt, creator: Creator) -> Result<Stored, Error> {
    let now = gateway.now();
    let store = gateway.creates.store.clone();
    gateway.creates.sweep(now).await;
    let held = gateway.creates.hold(&attempt.key).await;
    let Some(held) = held.map_err(Error::during(FAILED))? else {
        let found = store
            .find_create(&attempt.key, &attempt.fingerprint, now)
            .await;
        return match found.map_err(Error::during(FAILED))? {
            Begun::Done(stored) => Ok(replayed(&gateway, stored)),
            Begun::OtherBody => Err(Error::KeyReused),
            Begun::New | Begun::Unfinished { .. } => Err(Error::InFlight { retry_after: 1 }),
        };
    };
    let known = store
        .find_create(&attempt.key, &attempt.fingerprint, now)
        .await;
    let is_new = known.map_err(Error::during(FAILED))? == Begun::New;
    if is_new {
        // Only what goes upstream counts, so that a replay is never refused.
        gateway.take_create(&creator)?;
    }
    let begun = store
        .begin_create(
            &gateway.settings.tenant,
            &attempt.key,
            &attempt.fingerprint,
            now,
        )
        .await
        .map_err(Error::during(FAILED))?;
    let since = match begun {
        Begun::Done(stored) => return Ok(replayed(&gateway, stored)),
        Begun::OtherBody => return Err(Error::KeyReused),
        Begun::New => None,
        Begun::Unfinished {
            started_at,
            attempted_at,
        } => {
            gateway.check_settled(attempted_at, now)?;
            Some(started_at)
        }
    };
    // A caller who goes away must not stop what has begun: nobody would know how it ended.
    let task = tokio::spawn(async move {
        let stored = gateway.carry_out(&attempt, since).await;
        if let Creator::Signed(requester) = &creator {
            gateway.reads.created(requester.id(&gateway));
        }
        if is_new && stored.as_ref().is_err_and(is_unasked) {
            gateway.give_create_back(&creator);
        }
        drop(held);
        stored
    });
    task.await.map_err(Error::during(FAILED))?
}

/// Whether the help desk has heard nothing of a create.
fn is_unasked(error: &Error) -> bool {
    use UpstreamError::{Busy, Resting};
    matches!(error, Error::Upstream(Busy { .. } | Resting { .. }))
}

fn replayed(gateway: &Gateway, stored: Stored) -> Stored {
    gateway.metrics.add(Counter::Creates, "replayed", 1);
    stored
}

fn answer(stored: Stored) -> Response {
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::CREATED);
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, Body::from(stored.body)).into_response()
}
