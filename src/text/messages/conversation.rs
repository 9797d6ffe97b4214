//! One conversation.

messages! {
    /// the way back
    back_to_list = "Back to My conversations";
    /// while a conversation is on its way
    loading_conversation = "Loading the conversation…";
    /// the title where there is no conversation to show
    conversation_title = "Conversation";
    /// it is not there, or it is somebody else's: nobody says which
    not_found = "We found no conversation of yours with this number. It may have been removed, or it was sent under another address.";

    /// the status that it had, beside the one that it has
    status_before(before: &str) = "was {before}";
    /// said aloud when the status has changed, before what there is to read
    status_changed(now: &str, before: &str, messages: &str) = "The status is now {now}; it was {before}. {messages}";
    /// when it was resolved
    resolved(relative: &str) = "Resolved {relative}";
    /// the details that were asked for are called
    details = "Details";
    /// labels are called
    tags = "Tags";

    /// a time on another day that has a name, such as “tomorrow”
    day_at(day: &str, time: &str) = "{day} at {time}";
    /// a first answer is expected by then: “14:30”, “tomorrow at 14:30”, or a day and a time
    answer_expected(time: &str) = "We aim to answer by {time}.";
    /// a first answer was expected by then and has not come
    answer_missed(time: &str) = "We said {time} and have missed it. Your request is still in line; nothing is needed from you.";
    /// a first answer is expected, in a row of the list
    answer_of_row(time: &str) = "We aim to answer by {time}";
    /// a first answer was expected and has not come, in a row of the list
    late_answer_of_row = "Our answer is late; you are still in line";
    /// a solution is expected
    solution_expected(time: &str) = "We aim to have this solved by {time}.";
    /// a solution was expected and is not there
    solution_missed(time: &str) = "We wanted this solved by {time} and have missed it. We are still on it; nothing is needed from you.";
    /// the clock is paused
    waiting = "This is waiting. The last message says for what.";

    /// the messages are called
    messages = "Messages";
    /// who wrote the customer's own words
    you = "You";
    /// who wrote the help desk's words, where no name is told
    support = "Support";
    /// whoever wrote this
    somebody = "Message";
    /// a message without words
    no_text = "(no text)";
    /// shows all of a long text
    show_whole = "Show the whole message";
    /// asks for the messages before those in view, where nobody knows how many there are
    show_earlier_some = "Show earlier messages";
    /// asks for the messages before those in view
    show_earlier(hidden: u64) = "{hidden, plural, one {Show {hidden} earlier message} other {Show {hidden} earlier messages}}";
    /// while messages are on their way
    loading_messages = "Loading messages…";
    /// nothing was answered yet
    no_replies = "No answer yet.";
    /// earlier messages could not be loaded
    earlier_failed = "We could not load the earlier messages. What you see is still right; try again in a minute.";
    /// the newest messages could not be loaded
    messages_failed = "We could not load the newest messages. What you see may be out of date; try again in a minute.";
    /// said aloud when all messages are there
    messages_shown(shown: usize) = "{shown, plural, one {{shown} message} other {{shown} messages}}";
    /// said aloud when messages are there, and others are not
    messages_shown_of(shown: usize, hidden: u64) = "{shown, plural, one {{shown} message, {hidden} earlier ones not shown} other {{shown} messages, {hidden} earlier ones not shown}}";

    /// opens the form with a follow-up in it
    write_follow_up = "Write a follow-up";
    /// what a follow-up to a resolved conversation does
    follow_up_resolved = "This request is resolved. A follow-up is a new request that names this one; this one stays resolved.";
    /// what a follow-up to a closed conversation does
    follow_up_closed = "This request is closed for good. A follow-up is a new request that names this one.";
    /// what a follow-up does
    follow_up_hint = "Anything to add? A follow-up is a new request that names this one, so that we see both.";
    /// the first line of a follow-up
    follow_up_reference(number: &str) = "This follows up my request number {number}.";
    /// the form holds something else
    form_in_use = "You have begun another request, and it is kept. Send it or clear it, then write the follow-up.";
    /// leads to what has been begun
    show_form = "Show what I have begun";
}
