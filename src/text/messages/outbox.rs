//! What is kept on the device: drafts, and requests that have not arrived yet.

messages! {
    /// what came back from an earlier page
    draft_restored = "Draft restored";
    /// drops it
    discard = "Discard";
    /// the title of what has not arrived yet
    outbox_title = "Not sent yet";
    /// the state of a request that may have arrived
    not_confirmed = "Not confirmed yet";
    /// a request that is on its way at this moment
    on_its_way = "On its way…";
    /// sends a request that waits
    send_now = "Send now";
    /// takes a request back into the form
    change = "Change it";
    /// leaves a request to itself and opens an empty form
    write_another = "Write another";
    /// why a request that may have arrived can be neither changed nor taken back
    locked = "Until we know, it can’t be changed or withdrawn.";
    /// why a request can’t be taken back into the form just now
    form_is_taken = "To change it, first send or discard what is in the form.";
    /// there is no network, and nothing is sent without being asked
    offline_by_hand = "You are offline. What you write is kept here; send it when you are back.";
    /// there is no network, and what is sent now goes out by itself later
    offline = "You are offline. You can write now; it will be sent when you are back.";
    /// there is no network, and a request that is kept on the device waits for it
    offline_kept = "You are offline. Your request is saved on this device and will be sent when you are back.";
    /// there is no network, and a request that the page alone holds waits for it
    offline_held = "You are offline. Your request will be sent when you are back, as long as this page stays open.";
    /// when the next attempt comes, such as “in 20 seconds”
    next_try(relative: &str) = "Next try {relative}.";
    /// a request that waited has been received
    sent_after_all(number: &str) = "Your waiting request was sent. It is number {number}.";
}
