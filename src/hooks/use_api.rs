//! The API that a widget's settings lead to.

use yew::prelude::*;

use super::erased::use_memo;
use crate::api::{ApiHandle, HttpApi, TokenKeeper};

/// The API at an address with a session's token: the same one until either changes. A given one is
/// used as it is.
#[hook]
pub fn use_api(base: &str, tokens: &TokenKeeper, given: Option<&ApiHandle>) -> ApiHandle {
    let dependencies = (base.to_owned(), tokens.clone(), given.cloned());
    let api = use_memo(dependencies, |(base, tokens, given)| {
        given
            .clone()
            .unwrap_or_else(|| ApiHandle::new(HttpApi::new(base, tokens.clone())))
    });
    (*api).clone()
}
