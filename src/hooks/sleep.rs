//! A pause that can be cut short.

use std::{cell::RefCell, rc::Rc};

use futures_util::future::{AbortHandle, abortable};
use gloo_timers::future::TimeoutFuture;

/// A pause that others can cut short.
#[derive(Clone, Default)]
pub(super) struct Sleep(Rc<RefCell<Option<AbortHandle>>>);

/// How a pause ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// The time was over.
    ByItself,
    /// Somebody cut it short.
    Woken,
}

impl Sleep {
    /// Pauses.
    pub(super) async fn pause(&self, milliseconds: u32) -> Ended {
        let (pause, handle) = abortable(TimeoutFuture::new(milliseconds));
        self.0.replace(Some(handle));
        let ended = pause.await;
        self.0.take();
        if ended.is_ok() {
            Ended::ByItself
        } else {
            Ended::Woken
        }
    }

    /// Cuts a pause short, if there is one.
    pub(super) fn wake(&self) {
        if let Some(handle) = self.0.take() {
            handle.abort();
        }
    }
}

/// How long ago something began, in milliseconds; `began` is in epoch milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a conversion to u32 saturates"
)]
pub(super) fn milliseconds_since(began: f64) -> u32 {
    (js_sys::Date::now() - began) as u32
}
