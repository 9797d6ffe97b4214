//! The API that a widget's settings lead to.

use yew::prelude::*;

use crate::api::{ApiHandle, HttpApi, TokenSource};

/// The API at an address with a token: the same one until either changes. A given one is used as it
/// is.
#[hook]
pub fn use_api(base: &str, token: &TokenSource, given: Option<&ApiHandle>) -> ApiHandle {
    let dependencies = (base.to_owned(), token.clone(), given.cloned());
    let api = use_memo(dependencies, |(base, token, given)| {
        given
            .clone()
            .unwrap_or_else(|| ApiHandle::new(HttpApi::new(base, token.clone())))
    });
    (*api).clone()
}
