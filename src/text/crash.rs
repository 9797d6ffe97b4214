//! What a customer reads when the module has stopped. It can't say that itself any more, so these are
//! handed over at its start; `static/card.js` has them in English for the case that it never starts.

/// The words, each by the name that `static/card.js` knows it by.
pub const STOPPED: [(&str, &str); 9] = [
    ("lang", super::LANGUAGE),
    ("dir", super::DIRECTION),
    // What happened.
    ("title", "This part of the page has stopped working"),
    (
        "text",
        "The fault is ours; nothing else on the page is affected.",
    ),
    // What is safe.
    ("kept", "What you have typed is kept."),
    // What can be done.
    ("again", "Try again"),
    (
        "rest",
        "It has stopped several times by now. Load the page again in a few minutes to start it once \
         more.",
    ),
    // `{address}` is the portal's e-mail address.
    ("mail", "Write to {address}"),
    // The label of what was typed, where it can only be copied.
    ("typed", "What you have typed"),
];
