//! What went wrong, what is safe, and what to do.

messages! {
    /// sending: there is no network
    send_offline = "You are offline. Your text is kept here; send it when you are back.";
    /// sending: no answer, or none that can be read
    send_unanswered = "We could not send it just now. Your text is kept; send it again in a minute.";
    /// sending: the session has expired
    send_expired = "Your session has expired. Sign in again to send this; your text is still here.";
    /// sending: not allowed
    send_forbidden = "You are not allowed to send requests here. Your text is kept; ask the people who run this portal.";
    /// sending: there is no help desk at that place
    send_nowhere = "We could not find the help desk. Your text is kept; please tell the people who run this portal.";
    /// sending: too long
    send_too_long = "Your request is longer than we can take. Shorten it, then send it again.";
    /// sending: too many in a short time
    send_too_many = "There were several requests in a short time. Your text is kept. Wait a minute, then send it again.";
    /// sending: the server has a problem
    send_trouble = "The help desk had a problem. Your text is kept; send it again in a minute.";
    /// sending: the server refused the request
    send_refused = "The help desk did not accept this request. Your text is kept. Change it, then send it again.";

    /// sending by itself: there is no network
    waiting_offline = "It is kept, and sent by itself when you are back online.";
    /// sending by itself: it may have arrived
    waiting_in_doubt = "We are not sure it arrived. We try again until we know, so that you do not end up with two; nothing is needed from you.";
    /// sending by itself: too many in a short time
    waiting_too_many = "There were several requests in a short time. Yours is kept, and we send it as soon as the help desk takes it; nothing is needed from you.";
    /// sending by itself: anything else
    waiting_trouble = "We could not send it just now. Your text is kept, and we try again; nothing is needed from you.";
    /// it may have arrived, and it is the customer's to send it again
    resting_in_doubt = "We are not sure it arrived. Your text is kept. When you send it again we look for it first, so that you do not end up with two.";

    /// the list: there is no network
    list_offline = "You are offline. Your conversations are shown when you are back.";
    /// the list: the server can't be reached
    list_unreachable = "We could not load your conversations: the help desk cannot be reached. Check your connection, then try again.";
    /// the list: no answer in time
    list_timed_out = "Loading your conversations took too long. Nothing is lost; try again.";
    /// the list: an answer that can't be read
    list_unreadable = "We could not read the help desk’s answer. Nothing is lost; try again in a minute.";
    /// the list: the session has expired
    list_expired = "Your session has expired. Sign in again to see your conversations.";
    /// the list: not allowed
    list_forbidden = "You are not allowed to see conversations here. Ask the people who run this portal.";
    /// the list: the server has a problem
    list_trouble = "The help desk had a problem. Nothing is lost; try again in a minute.";

    /// one conversation: there is no network
    conversation_offline = "You are offline. The conversation is shown when you are back.";
    /// one conversation: the session has expired
    conversation_expired = "Your session has expired. Sign in again to read this conversation.";
    /// one conversation: anything else
    conversation_trouble = "We could not load this conversation. Nothing is lost; try again in a minute.";

    /// the list or one conversation: too many questions
    busy = "The help desk is busy. Wait a minute, then try again.";
    /// an answer with conversations of somebody else's
    foreign = "We could not make sure that these conversations are yours, so we show none. Please tell the people who run this portal.";
    /// asks for something again
    try_again = "Try again";
}
