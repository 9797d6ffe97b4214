//! `/v1/contacts`: finds the contact of an address, so that a requester becomes an id.

use axum::{Json, extract::State};
use support_wire::{Contact, Page, QueryProblem, SortBy, SortOrder, limits};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Desk,
    cursor::{self, Position, Sort},
    page::{PageBody, page_of},
    query::{PageSizes, page_parameters, page_size, problem},
    requester::{Email, Phone},
    store::ContactRequest,
};
use crate::{
    Error,
    extract::QueryText,
    openapi::shape::{self, parameters},
};

const FAILED: &str = "Error retrieving contacts";

/// The resource's routes.
pub(super) fn router() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().routes(routes!(list))
}

parameters! {
    ContactParameters = {
        let mut all = page_parameters(PageSizes::USUAL);
        all.extend([
            shape::query("requested_by_email", "Of this e-mail address", shape::formed("e-mail")),
            shape::query("requested_by_phone", "Of this telephone number", shape::formed("phone")),
            shape::query("search", "Letters of the given name", shape::text()),
        ]);
        all
    };
}

/// One page of the contacts that the query asks for, newest first.
#[utoipa::path(get, path = "/contacts", operation_id = "contacts", params(ContactParameters), responses(
    (status = 200, description = "One page of contacts", body = Page<Contact>),
))]
async fn list(
    State(desk): State<Desk>,
    QueryText(raw): QueryText,
) -> Result<Json<PageBody<Contact>>, Error> {
    let query = Query::parse(&raw)?;
    let per_page = page_size(query.per_page, PageSizes::USUAL, &desk.settings.switches)?;
    let request = ContactRequest {
        email_key: query.email.map(|email| email.key),
        phone: query.phone.map(|phone| phone.0),
        search: query.search,
        after: query
            .starting_after
            .map(|text| cursor::decode(&text, &order()))
            .transpose()?,
        per_page,
    };
    let found = desk
        .store
        .contacts(&request)
        .await
        .map_err(Error::during(FAILED))?;
    Ok(Json(page_of(
        found,
        "/contacts",
        per_page,
        &desk.settings,
        after,
    )))
}

/// What a list of contacts can be asked.
#[derive(Debug, Default)]
struct Query {
    email: Option<Email>,
    phone: Option<Phone>,
    search: Option<String>,
    starting_after: Option<String>,
    per_page: Option<u32>,
}

impl Query {
    fn parse(raw: &str) -> Result<Self, QueryProblem> {
        let mut query = Self::default();
        for (count, (key, value)) in form_urlencoded::parse(raw.as_bytes()).enumerate() {
            if count >= limits::QUERY_PAIRS_MAX {
                let expected = format!("at most {} parameters", limits::QUERY_PAIRS_MAX);
                return Err(problem("query", &expected, "more"));
            }
            query.read(&key, &value)?;
        }
        Ok(query)
    }

    fn read(&mut self, name: &str, value: &str) -> Result<(), QueryProblem> {
        let wrong = |expected: &str| problem(name, expected, value);
        match name {
            "requested_by_email" => {
                let email = Email::parse(value).ok_or_else(|| wrong("an e-mail address"))?;
                once(&mut self.email, email).map_err(|()| wrong("one value"))
            }
            "requested_by_phone" => {
                let phone = Phone::parse(value).ok_or_else(|| wrong("a phone number"))?;
                once(&mut self.phone, phone).map_err(|()| wrong("one value"))
            }
            "per_page" => {
                let size = value.parse().map_err(|_| wrong("a whole number"))?;
                once(&mut self.per_page, size).map_err(|()| wrong("one value"))
            }
            "starting_after" | "search" if value.is_empty() => Ok(()),
            "starting_after" => {
                once(&mut self.starting_after, value.to_owned()).map_err(|()| wrong("one value"))
            }
            "search" => once(&mut self.search, value.to_owned()).map_err(|()| wrong("one value")),
            _ => Err(problem(name, "a parameter of this list", name)),
        }
    }
}

fn once<T>(slot: &mut Option<T>, value: T) -> Result<(), ()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(()),
    }
}

fn order() -> Sort {
    Sort {
        by: SortBy::CreatedAt,
        order: SortOrder::Desc,
    }
}

fn after(contact: &Contact) -> String {
    let time = contact.created_at.unwrap_or_default();
    cursor::encode(
        Position {
            time,
            id: contact.id,
        },
        &order(),
    )
}
