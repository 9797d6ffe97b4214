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

/// The dialog has opened.
pub const OPENED: Event = Event {
    name: "support-opened",
    when: "the dialog of a launcher has opened",
    detail: &[],
    prevents: None,
};

/// The dialog has closed.
pub const CLOSED: Event = Event {
    name: "support-closed",
    when: "the dialog of a launcher has closed",
    detail: &[],
    prevents: None,
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

/// Something is wrong that the page's developer can mend.
pub const ERROR: Event = Event {
    name: "support-error",
    when: "a setting can't be used, or the widget can't start",
    detail: &[DetailField {
        name: "message",
        value: "string",
        meaning: "what is wrong: which element, which setting, what was expected and what was found",
    }],
    prevents: None,
};

/// The events, in the order of a widget's life.
pub const EVENTS: [Event; 6] = [READY, OPENED, CLOSED, CREATED, IDENTITY_NEEDED, ERROR];
