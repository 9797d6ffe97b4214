//! What the page hears. All of them bubble and are composed: they leave any shadow root that the page
//! may have put the element into.

/// An event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// When it is raised.
    pub when: &'static str,
    /// What is in its `detail`, which is `null` where nothing is.
    pub detail: &'static [DetailField],
    /// What `preventDefault()` does, where it does something.
    pub prevents: Option<&'static str>,
}

/// One entry of an event's detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DetailField {
    /// Its name.
    pub name: &'static str,
    /// Its type in TypeScript.
    pub value: &'static str,
    /// What it says.
    pub meaning: &'static str,
}

/// The widget is drawn.
pub const READY: Event = Event {
    name: "support-ready",
    when: "the widget is drawn",
    detail: &[],
    prevents: None,
};

/// The dialog of a launcher has opened.
pub const OPENED: Event = Event {
    name: "support-opened",
    when: "the dialog of `display=\"launcher\"` has opened",
    detail: &[],
    prevents: None,
};

/// The dialog of a launcher has closed.
pub const CLOSED: Event = Event {
    name: "support-closed",
    when: "the dialog of `display=\"launcher\"` has closed",
    detail: &[],
    prevents: None,
};

/// A form is about to be sent for the first time.
pub const BEFORE_SEND: Event = Event {
    name: "support-before-send",
    when: "the customer sends a form that is in order, before its first attempt and never again for the same request",
    detail: &[DetailField {
        name: "conversation",
        value: "SupportRequest",
        meaning: "what will be sent; what a listener changes in it is sent, now and whenever this request is sent again",
    }],
    prevents: Some("keeps it from being sent: the form stays as it is, and the page says why"),
};

/// The customer has made a conversation.
pub const CREATED: Event = Event {
    name: "support-created",
    when: "the customer has made a conversation",
    detail: &[DetailField {
        name: "id",
        value: "number",
        meaning: "its number",
    }],
    prevents: None,
};

/// An attempt to send a request has failed.
pub const FAILED: Event = Event {
    name: "support-failed",
    when: "an attempt to send a request has failed",
    detail: &[
        DetailField {
            name: "reason",
            value: "SupportFailure",
            meaning: "why, in one word",
        },
        DetailField {
            name: "status",
            value: "number | null",
            meaning: "the HTTP status, where the server answered",
        },
        DetailField {
            name: "willRetry",
            value: "boolean",
            meaning: "whether the widget tries again by itself",
        },
    ],
    prevents: None,
};

/// The number of conversations with something new has changed.
pub const UNREAD: Event = Event {
    name: "support-unread",
    when: "the number of conversations changes in which something is new to the customer, as far as the list is loaded",
    detail: &[DetailField {
        name: "count",
        value: "number",
        meaning: "how many there are now",
    }],
    prevents: None,
};

/// The token is refused, or there is none.
pub const IDENTITY_NEEDED: Event = Event {
    name: "support-identity-needed",
    when: "the token is refused, or `getToken` gives none",
    detail: &[DetailField {
        name: "reason",
        value: "string",
        meaning: "the server's `support-auth-reason`, `refused` where it gives none, or `no-token`",
    }],
    prevents: None,
};

/// The session is about to end with something unsent.
pub const BEFORE_SIGN_OUT: Event = Event {
    name: "support-before-sign-out",
    when: "`signOut()` was called and something is unsent that would be lost",
    detail: &[
        DetailField {
            name: "hasDraft",
            value: "boolean",
            meaning: "whether the form holds words that were not sent",
        },
        DetailField {
            name: "requests",
            value: "number",
            meaning: "how many requests were sent and have not arrived",
        },
    ],
    prevents: Some("keeps the session and all that is unsent"),
};

/// Something is wrong that the page's developer can mend.
pub const ERROR: Event = Event {
    name: "support-error",
    when: "a setting or an argument can't be used, or the widget can't start or has stopped; once for the same thing",
    detail: &[DetailField {
        name: "message",
        value: "string",
        meaning: "what is wrong: which element, which setting, what was expected and what was found",
    }],
    prevents: None,
};

/// The events, in the order of a widget's life.
pub const EVENTS: [Event; 10] = [
    READY,
    OPENED,
    CLOSED,
    BEFORE_SEND,
    CREATED,
    FAILED,
    UNREAD,
    IDENTITY_NEEDED,
    BEFORE_SIGN_OUT,
    ERROR,
];
