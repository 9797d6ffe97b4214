//! The upstream in the same process: a router, called without a socket in between.

use axum::{
    Router,
    body::{Body, Bytes},
    http::{Request, Uri},
};
use tower::ServiceExt;

use super::{
    Upstream, UpstreamError,
    api::{Api, BODY_MAX_BYTES, Carried, RawAnswer, Transport},
};
use crate::ApiKey;

/// The API that `router` serves under `prefix`, such as `/v1`.
pub fn connect(router: Router, prefix: &str, key: &ApiKey) -> impl Upstream + use<> {
    let prefix = prefix.to_owned();
    Api::new(InProcess { router, prefix }, key)
}

struct InProcess {
    router: Router,
    prefix: String,
}

impl Transport for InProcess {
    fn carry(&self, request: Request<Bytes>) -> Carried<'_> {
        let router = self.router.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let uri = format!("{}{}", self.prefix, parts.uri);
            parts.uri = Uri::try_from(uri).map_err(|_| UpstreamError::Unreadable)?;
            let request = Request::from_parts(parts, Body::from(body));
            let Ok(response) = router.oneshot(request).await;
            let (parts, body) = response.into_parts();
            let body = axum::body::to_bytes(body, BODY_MAX_BYTES)
                .await
                .map_err(|_| UpstreamError::TooLarge)?;
            Ok(RawAnswer {
                status: parts.status,
                headers: parts.headers,
                body,
            })
        })
    }
}
