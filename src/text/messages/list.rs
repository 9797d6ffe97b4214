//! The list.

messages! {
    /// what switches between the form and the list on narrow screens is called
    views = "Support";
    /// the list's title
    list_title = "My conversations";
    /// the status filter is called
    filter = "Filter by status";
    /// the priority filter is called
    filter_priority = "Filter by priority";
    /// the brand filter is called
    filter_brand = "Filter by brand";
    /// no brand in particular
    all_brands = "All brands";
    /// takes all filters away
    clear = "Clear";
    /// the choice of an order is called
    sort = "Sort by";
    /// an order
    newest_first = "Newest first";
    /// an order
    oldest_first = "Oldest first";
    /// an order
    recently_updated = "Recently updated";
    /// an order
    least_recently_updated = "Longest without update";
    /// the search, where the whole list is there
    find = "Find";
    /// the search, which goes over what is there
    find_in(loaded: usize) = "Find in these {loaded}";

    /// a status
    status_open = "Open";
    /// a status: the customer is asked for something
    status_pending = "Waiting";
    /// a status
    status_resolved = "Resolved";
    /// a status
    status_closed = "Closed";
    /// the status of a row that waits for the customer
    pending_of_row = "Waiting: see the last message";
    /// a priority
    priority_low = "Low";
    /// a priority
    priority_medium = "Medium";
    /// a priority
    priority_high = "High";
    /// a priority
    priority_urgent = "Urgent";
    /// a priority where the word alone would not say what it is
    priority_of_row(priority: &str) = "{priority} priority";

    /// how much of the list is in view
    shown_of(shown: usize, total: u64) = "{shown} of {total}";
    /// the same, for those who hear it
    shown_of_spoken(shown: usize, total: u64) = "{total, plural, one {{shown} of {total} conversation shown} other {{shown} of {total} conversations shown}}";
    /// of a list that is wholly there: how many hold the words
    found_of(found: usize, loaded: usize) = "{found} of {loaded}";
    /// how many hold the words, of how many that are there, of how many in all
    found_of_all(found: usize, loaded: usize, total: u64) = "{found} of {loaded} shown, {total} in all";
    /// the same, for those who hear it
    found_of_spoken(found: usize, loaded: usize, total: u64) = "{loaded, plural, one {{found} found among {loaded} conversation shown, {total} in all} other {{found} found among {loaded} conversations shown, {total} in all}}";
    /// of when the list is, where the help desk could not be asked since
    as_of(time: &str) = "As of {time}";
    /// how many there are of a kind, and perhaps more
    or_more(rows: usize) = "{rows}+";
    /// how many closed conversations are folded away; `so_far`: there may be more
    closed(count: usize, so_far: bool) = "{so_far, select, true {{count, plural, one {{count} closed so far} other {{count} closed so far}}} other {{count, plural, one {{count} closed} other {{count} closed}}}}";

    /// how many conversations changed while the list was there
    noticed(count: usize) = "{count, plural, one {{count} updated} other {{count} updated}}";
    /// takes them in
    show = "Show";
    /// how many conversations changed since the customer looked
    news(count: usize) = "{count, plural, one {{count} updated since you looked} other {{count} updated since you looked}}";
    /// takes the marks away from them
    mark_as_seen = "Mark as read";
    /// said of one of them
    updated_since = "Updated since you looked";
    /// when a conversation was made
    made(relative: &str) = "Sent {relative}";
    /// when it last changed
    updated(relative: &str) = "Updated {relative}";
    /// a conversation without a subject
    no_subject = "(no subject)";

    /// asks for the next page
    show_more = "Show more";
    /// draws rows again that have left the view
    show_before = "Show those before";
    /// while rows are on their way
    loading = "Loading your conversations…";
    /// the list is empty
    empty = "You have no conversations yet.";
    /// the button of the empty list
    empty_action = "Write to us";
    /// the filter matches nothing
    nothing_matches = "No conversation matches these filters.";
    /// the button for it
    clear_filters = "Clear filters";
    /// words that nothing holds
    nothing_found = "No conversation holds these words.";
    /// words that nothing among what is there holds
    nothing_found_yet(loaded: usize) = "{loaded, plural, one {This {loaded} conversation does not hold these words. There are more to load.} other {None of these {loaded} conversations holds these words. There are more to load.}}";
    /// nobody knows whose list it is
    no_requester = "We don’t know who you are yet. Sign in to this portal to see your conversations.";

    /// what a download holds
    download(loaded: usize, total: u64) = "Download {loaded} of {total}";
    /// a file for a spreadsheet
    csv = "CSV";
    /// a file for a program
    json = "JSON";
    /// the name of a downloaded file, without its ending
    file_name = "my-conversations";
}
