//! `GET /v1/me`: the account that the key belongs to.

use axum::{Json, extract::State};
use support_wire::{Account, Data};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Desk;
use crate::Error;

/// The resource's route.
pub(super) fn router() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().routes(routes!(me))
}

/// The account that the key belongs to.
#[utoipa::path(get, path = "/me", operation_id = "account", responses(
    (status = 200, description = "The account", body = Data<Account>),
))]
async fn me(State(desk): State<Desk>) -> Result<Json<Data<Account>>, Error> {
    let data = desk
        .store
        .account()
        .await
        .map_err(Error::during("Error retrieving account"))?;
    Ok(Json(Data { data }))
}
