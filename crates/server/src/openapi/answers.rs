//! The answers that are the same on every route: those of the layers, in the API's shapes, and the headers
//! that all of them have.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use support_wire::{
    Account, Contact, Conversation, ConversationField, CustomField, CustomerConversation,
    CustomerField, CustomerReply, CustomerReplyAuthor, ErrorBody, ErrorDetail, FieldOption,
    FormField, FormFields, MessageBody, Pages, RateLimitBody, Reply, ReplyAuthor, Tag,
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, ContentBuilder, Header, Ref, RefOr, Response, ResponseBuilder, Schema,
        header::HeaderBuilder,
        path::Operation,
        schema::{ArrayBuilder, ObjectBuilder, Type},
    },
};

/// What a role's layers answer, and what they add to every answer.
pub(super) struct Answers {
    shared: Vec<Shared>,
    /// On every answer.
    always: Vec<(&'static str, Header)>,
    /// On every answer below 400 of a `GET`.
    on_reads: Vec<(&'static str, Header)>,
    /// What a schema must have, since it is always sent.
    required: Vec<(String, Vec<String>)>,
}

/// One answer that several routes give.
struct Shared {
    status: &'static str,
    name: &'static str,
    response: Response,
    gives: fn(&Operation) -> bool,
}

impl Shared {
    /// An answer with a body, where some operations give it.
    fn new<T: ToSchema>(
        status: &'static str,
        name: &'static str,
        what: &str,
        gives: fn(&Operation) -> bool,
    ) -> Self {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(T::name())));
        Self {
            status,
            name,
            response: ResponseBuilder::new()
                .description(what)
                .content("application/json", content.build())
                .build(),
            gives,
        }
    }

    fn with(mut self, name: &str, header: Header) -> Self {
        self.response.headers.insert(name.to_owned(), header.into());
        self
    }
}

/// A desk's.
pub(super) fn desk() -> Answers {
    let mut always = careful();
    for window in ["minute", "day"] {
        for (part, what) in [
            (
                "limit",
                "Calls that the key may make in this window; only where the desk has a quota",
            ),
            ("remaining", "Calls that are left of it"),
            ("reset", "When it ends, in epoch seconds"),
        ] {
            let name = match (window, part) {
                ("minute", "limit") => "x-ratelimit-minute-limit",
                ("minute", "remaining") => "x-ratelimit-minute-remaining",
                ("minute", _) => "x-ratelimit-minute-reset",
                (_, "limit") => "x-ratelimit-day-limit",
                (_, "remaining") => "x-ratelimit-day-remaining",
                _ => "x-ratelimit-day-reset",
            };
            always.push((name, number(what)));
        }
    }
    let mut shared = refusals();
    shared.extend([
        Shared::new::<MessageBody>("401", "Unauthorized", "No key, or not this desk's", every)
            .with("www-authenticate", line("`Bearer`")),
        Shared::new::<RateLimitBody>("429", "LimitExceeded", "The quota is used up", every),
    ]);
    Answers {
        shared,
        always,
        on_reads: Vec::new(),
        required: always_sent(),
    }
}

/// A gateway's.
pub(super) fn gateway() -> Answers {
    let mut always = careful();
    always.extend([
        ("vary", line("`Origin`")),
        (
            "access-control-allow-origin",
            line(
                "The page's origin, where the operator has listed it; the gateway's own needs none",
            ),
        ),
        (
            "access-control-expose-headers",
            line("The headers that such a page may read"),
        ),
    ]);
    let later = || number("When to come back, in seconds");
    let mut shared = refusals();
    shared.extend([
        Shared::new::<MessageBody>(
            "401",
            "Unauthorized",
            "No token, or not one to be believed",
            every,
        )
        .with("www-authenticate", line("`Bearer error=\"invalid_token\"`"))
        .with(
            "support-auth-reason",
            line("Why, in a word for programs (docs/identity.md)"),
        ),
        Shared::new::<ErrorBody>("403", "ForeignOrigin", "A page that may not call", writes),
        Shared::new::<ErrorBody>(
            "429",
            "TooMany",
            "Asked more often than a customer may, or the help desk's quota is used up",
            every,
        )
        .with("retry-after", later()),
        Shared::new::<ErrorBody>("502", "BadGateway", "The help desk's answer is none", every)
            .with("retry-after", later()),
        Shared::new::<ErrorBody>(
            "504",
            "GatewayTimeout",
            "The help desk took too long",
            every,
        )
        .with("retry-after", later()),
    ]);
    Answers {
        shared,
        always,
        on_reads: vec![
            ("etag", line("A digest of the answer: for `If-None-Match`")),
            (
                "age",
                number("How old the answer is, in seconds, where it was kept"),
            ),
            ("cache-status", line("Whether it was kept (RFC 9211)")),
        ],
        required: always_sent(),
    }
}

/// What both roles refuse, whatever the route.
fn refusals() -> Vec<Shared> {
    vec![
        Shared::new::<ErrorBody>(
            "400",
            "BadRequest",
            "The query, the id or the body is not as it should be; `fields` names all that is wrong with a body",
            takes_something,
        ),
        Shared::new::<ErrorBody>("413", "TooLarge", "The body is too large", writes_a_body),
        Shared::new::<ErrorBody>(
            "415",
            "UnsupportedMediaType",
            "The body does not say that it is JSON",
            writes_a_body,
        ),
        Shared::new::<ErrorBody>("500", "Internal", "The server's own fault", every),
        Shared::new::<ErrorBody>(
            "503",
            "Busy",
            "Too much to do, or not able to serve; come back shortly",
            every,
        ),
    ]
}

fn every(_: &Operation) -> bool {
    true
}

fn writes_a_body(operation: &Operation) -> bool {
    operation.request_body.is_some()
}

fn writes(operation: &Operation) -> bool {
    writes_a_body(operation)
}

fn takes_something(operation: &Operation) -> bool {
    writes_a_body(operation)
        || operation
            .parameters
            .as_ref()
            .is_some_and(|all| !all.is_empty())
}

/// The headers of every answer (bar D6), with what identifies the request.
fn careful() -> Vec<(&'static str, Header)> {
    vec![
        (
            "cache-control",
            line("`no-store`, or on what has an `ETag` `private, no-cache`"),
        ),
        (
            "content-security-policy",
            line("`default-src 'none'; frame-ancestors 'none'`"),
        ),
        ("referrer-policy", line("`no-referrer`")),
        ("x-content-type-options", line("`nosniff`")),
        (
            "x-request-id",
            line("The request's id: the caller's, where that is a plain word"),
        ),
    ]
}

fn line(what: &str) -> Header {
    header(Type::String, what)
}

fn number(what: &str) -> Header {
    header(Type::Integer, what)
}

fn header(kind: Type, what: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(kind).build()))
        .description(Some(what))
        .build()
}

impl Answers {
    /// Puts into the components what the operations refer to.
    pub(super) fn declare(&self, components: &mut Components) {
        let schemas = &mut components.schemas;
        for (name, schema) in bodies_of_refusals() {
            schemas.entry(name).or_insert(schema);
        }
        refer_from_envelopes(schemas);
        for (name, fields) in &self.required {
            if let Some(RefOr::T(Schema::Object(object))) = schemas.get_mut(name) {
                object.required.clone_from(fields);
            }
        }
        for shared in &self.shared {
            let mut response = shared.response.clone();
            self.add_headers(&mut response);
            components
                .responses
                .insert(shared.name.to_owned(), response.into());
        }
    }

    /// Adds to an operation what the layers answer, and to its own answers what the layers add.
    pub(super) fn complete(&self, operation: &mut Operation) {
        let is_read = !writes_a_body(operation);
        for (status, response) in &mut operation.responses.responses {
            let RefOr::T(response) = response else {
                continue;
            };
            self.add_headers(response);
            if is_read && status.as_str() < "400" {
                response.headers.extend(named(&self.on_reads));
            }
        }
        for shared in &self.shared {
            if (shared.gives)(operation) {
                let reference = RefOr::Ref(Ref::from_response_name(shared.name));
                let responses = &mut operation.responses.responses;
                responses
                    .entry(shared.status.to_owned())
                    .or_insert(reference);
            }
        }
    }

    fn add_headers(&self, response: &mut Response) {
        response.headers.extend(named(&self.always));
    }
}

/// An envelope, as `Page_Reply`, comes with its content written out. Here it refers to it instead, and says that
/// nothing of an envelope is ever left out.
fn refer_from_envelopes(schemas: &mut BTreeMap<String, RefOr<Schema>>) {
    let names: BTreeSet<String> = schemas.keys().cloned().collect();
    for (name, schema) in schemas {
        let inner = name.split_once('_').map(|(_, inner)| inner);
        let Some(inner) = inner.filter(|inner| names.contains(*inner)) else {
            continue;
        };
        let RefOr::T(Schema::Object(envelope)) = schema else {
            continue;
        };
        envelope.required = envelope.properties.keys().cloned().collect();
        if let Some(data) = envelope.properties.get_mut("data") {
            let reference = Ref::from_schema_name(inner);
            *data = match data {
                RefOr::T(Schema::Array(_)) => ArrayBuilder::new().items(reference).into(),
                _ => reference.into(),
            };
        }
    }
}

fn named(headers: &[(&'static str, Header)]) -> BTreeMap<String, RefOr<Header>> {
    let named = headers
        .iter()
        .map(|(name, header)| ((*name).to_owned(), header.clone().into()));
    named.collect()
}

fn bodies_of_refusals() -> Vec<(String, RefOr<Schema>)> {
    let mut schemas = Vec::new();
    fn add<T: ToSchema + PartialSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
    add::<ErrorBody>(&mut schemas);
    add::<MessageBody>(&mut schemas);
    add::<RateLimitBody>(&mut schemas);
    schemas
}

/// The fields that are in every answer. A reader takes their absence (`wire` decodes generously), but what
/// we write has them: all that a value with as little in it as possible is written with.
fn always_sent() -> Vec<(String, Vec<String>)> {
    fn of<T: ToSchema + Serialize + DeserializeOwned>(least: Value) -> (String, Vec<String>) {
        let value: Option<T> = serde_json::from_value(least).ok();
        let written = value.and_then(|value| serde_json::to_value(value).ok());
        let fields: Map<String, Value> = match written {
            Some(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        (
            T::name().into_owned(),
            fields.into_iter().map(|(name, _)| name).collect(),
        )
    }
    let id = || json!({ "id": 1 });
    vec![
        of::<Account>(id()),
        of::<Contact>(id()),
        of::<Conversation>(id()),
        of::<Tag>(id()),
        of::<ConversationField>(id()),
        of::<CustomField>(id()),
        of::<CustomerConversation>(id()),
        of::<CustomerReply>(id()),
        of::<Reply>(id()),
        of::<CustomerField>(json!({ "internal_name": "", "name": "", "value": "" })),
        of::<CustomerReplyAuthor>(json!({})),
        of::<ReplyAuthor>(json!({})),
        of::<FieldOption>(json!({})),
        of::<FormField>(json!({ "internal_name": "" })),
        of::<FormFields>(json!({})),
        of::<ErrorDetail>(json!({})),
        of::<Pages>(json!({})),
    ]
}
