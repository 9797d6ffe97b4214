//! The sentences about what is kept on the device: drafts, and requests that have not arrived yet.

/// What came back from an earlier page.
pub const DRAFT_RESTORED: &str = "Draft restored";
/// Drops it.
pub const DISCARD: &str = "Discard";
/// The title of what has not arrived yet.
pub const OUTBOX_TITLE: &str = "Not sent yet";
/// The state of a request that may have arrived.
pub const NOT_CONFIRMED: &str = "Not confirmed yet";
/// A request that is on its way at this moment.
pub const ON_ITS_WAY: &str = "On its way…";
/// Sends a request that waits.
pub const SEND_NOW: &str = "Send now";
/// Takes a request back into the form.
pub const CHANGE: &str = "Change it";
/// Leaves a request to itself and opens an empty form.
pub const WRITE_ANOTHER: &str = "Write another";
/// Why a request that may have arrived can be neither changed nor taken back.
pub const LOCKED: &str = "Until we know, it can’t be changed or withdrawn.";
/// Why a request can’t be taken back into the form just now.
pub const FORM_IS_TAKEN: &str = "To change it, first send or discard what is in the form.";

/// There is no network, and nothing is sent without being asked.
pub const OFFLINE_BY_HAND: &str =
    "You are offline. What you write is kept here; send it when you are back.";

/// There is no network, and what is sent now goes out by itself later. `is_waiting`: a request waits for it.
#[must_use]
pub fn offline(is_waiting: bool, is_kept: bool) -> &'static str {
    match (is_waiting, is_kept) {
        (true, true) => {
            "You are offline. Your request is saved on this device and will be sent when you are \
             back."
        }
        (true, false) => {
            "You are offline. Your request will be sent when you are back, as long as this page \
             stays open."
        }
        (false, _) => "You are offline. You can write now; it will be sent when you are back.",
    }
}

/// When the next attempt comes, such as “in 20 seconds”.
#[must_use]
pub fn next_try(relative: &str) -> String {
    format!("Next try {relative}.")
}

/// A request that waited has been received.
#[must_use]
pub fn sent_after_all(number: i64) -> String {
    format!("Your waiting request was sent. It is number {number}.")
}
