//! `GET /v1/me`: the account that the key belongs to.

use axum::{Json, Router, extract::State, routing::get};
use support_wire::{Account, Data};

use super::Desk;
use crate::Error;

/// The resource's route.
pub(super) fn router() -> Router<Desk> {
    Router::new().route("/me", get(me))
}

async fn me(State(desk): State<Desk>) -> Result<Json<Data<Account>>, Error> {
    let data = desk
        .store
        .account()
        .await
        .map_err(Error::during("Error retrieving account"))?;
    Ok(Json(Data { data }))
}
