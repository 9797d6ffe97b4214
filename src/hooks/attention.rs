//! Time as the customer spends it: it stands still while nobody looks at the tab.

use super::{listener::Listener, page::is_visible, sleep::Sleep};

/// The longest pause, in seconds: a day.
const LONGEST_PAUSE: u32 = 86_400;

/// Waits for the usual time, or until the customer comes back to the tab after at least the other
/// time, both in seconds; and in any case until the tab is in view.
pub(super) async fn pause(at_least: u32, usual: u32) {
    Sleep::default().pause(milliseconds(at_least)).await;
    let sleep = Sleep::default();
    let _listener = Listener::on_window("visibilitychange", {
        let sleep = sleep.clone();
        move |_| {
            if is_visible() {
                sleep.wake();
            }
        }
    });
    sleep
        .pause(milliseconds(usual.saturating_sub(at_least)))
        .await;
    while !is_visible() {
        sleep.pause(milliseconds(LONGEST_PAUSE)).await;
    }
}

fn milliseconds(seconds: u32) -> u32 {
    seconds.min(LONGEST_PAUSE) * 1_000
}
