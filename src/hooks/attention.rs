//! Time as the customer spends it: it stands still while nobody looks at the tab.

use std::{
    cell::RefCell,
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};

use super::{listener::Listener, page::is_visible};
use futures_util::future::{poll_fn, select};
use gloo_timers::future::TimeoutFuture;

/// The longest pause, in seconds: a day.
const LONGEST_PAUSE: u32 = 86_400;

/// Waits for the usual time, or until the customer comes back to the tab after at least the other
/// time, both in seconds; and in any case until the tab is in view.
pub(super) async fn pause(at_least: u32, usual: u32) {
    sleep(at_least).await;
    let rest = pin!(sleep(usual.saturating_sub(at_least)));
    let back = pin!(until_back());
    select(rest, back).await;
    while !is_visible() {
        until_back().await;
    }
}

async fn sleep(seconds: u32) {
    TimeoutFuture::new(seconds.min(LONGEST_PAUSE) * 1_000).await;
}

/// Waits until the tab comes into view from where it was hidden.
async fn until_back() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else {
        return std::future::pending().await;
    };
    let waker = Rc::new(RefCell::new(None::<Waker>));
    let is_back = Rc::new(RefCell::new(false));
    let _listener = Listener::new(document.into(), "visibilitychange", {
        let (waker, is_back) = (waker.clone(), is_back.clone());
        move |_| {
            if is_visible() {
                is_back.replace(true);
                if let Some(waker) = waker.take() {
                    waker.wake();
                }
            }
        }
    });
    poll_fn(|context| {
        if *is_back.borrow() {
            return Poll::Ready(());
        }
        waker.replace(Some(context.waker().clone()));
        Poll::Pending
    })
    .await;
}
