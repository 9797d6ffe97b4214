//! Reads away what a refused request still sends. Without it the connection is closed under a caller
//! who is busy writing, and who then sees a broken pipe instead of the answer that says why.

use std::{
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::header,
    middleware::Next,
    response::Response,
};
use http_body::{Frame, SizeHint};

/// How much is read away; who sends more sees the connection close.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// How long that may take.
const TIME_MAX: Duration = Duration::from_secs(2);

/// Runs the request, then reads what nobody has read of its body.
pub(crate) async fn read_away(request: Request, next: Next) -> Response {
    // Who asks before sending has not begun, and must not be told to.
    if request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    let slot = Slot::default();
    let request = request.map(|body| {
        Body::new(Lent {
            body: Some(body),
            back: slot.clone(),
        })
    });
    let response = next.run(request).await;
    let unread = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(body) = unread {
        // Too slow is no different from too much: the answer goes out as it is.
        let _ = tokio::time::timeout(TIME_MAX, discard(body)).await;
    }
    response
}

type Slot = Arc<Mutex<Option<Body>>>;

/// A body that gives itself back when it is dropped before its end.
struct Lent {
    body: Option<Body>,
    back: Slot,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match &mut self.body {
            Some(body) => Pin::new(body).poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map(HttpBody::size_hint)
            .unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let unread = self.body.take().filter(|body| !body.is_end_stream());
        *self.back.lock().unwrap_or_else(PoisonError::into_inner) = unread;
    }
}

async fn discard(mut body: Body) {
    let mut left = BYTES_MAX;
    while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let size = frame.data_ref().map_or(0, Bytes::len);
        let Some(rest) = left.checked_sub(size) else {
            return;
        };
        left = rest;
    }
}
