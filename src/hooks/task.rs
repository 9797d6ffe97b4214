//! A future on the browser's event loop that ends when its owner does.

use std::future::Future;

use futures_util::future::{AbortHandle, abortable};
use wasm_bindgen_futures::spawn_local;

/// A running future. Dropping this drops the future, which aborts any request it waits for.
#[must_use = "a task that is dropped is cancelled at once"]
pub(super) struct Task(AbortHandle);

impl Task {
    /// Starts a future.
    pub(super) fn spawn(future: impl Future<Output = ()> + 'static) -> Self {
        let (future, handle) = abortable(future);
        spawn_local(async move {
            // An aborted task has nothing to say.
            let _ = future.await;
        });
        Self(handle)
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
