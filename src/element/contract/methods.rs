//! What the page may ask of the element.

/// A method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// What it takes, if anything.
    pub parameter: Option<Parameter>,
    /// Its type of answer in TypeScript.
    pub answer: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// A method's parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its type in TypeScript.
    pub value: &'static str,
}

/// The methods. Each may be called before the widget is loaded, and loads it: what they do is then done in
/// the order of the calls.
pub const METHODS: [Method; 7] = [
    Method {
        name: "open",
        parameter: None,
        answer: "Promise<void>",
        meaning: "opens the dialog of `display=\"launcher\"`",
    },
    Method {
        name: "close",
        parameter: None,
        answer: "Promise<void>",
        meaning: "closes the dialog of `display=\"launcher\"`",
    },
    Method {
        name: "show",
        parameter: Some(Parameter {
            name: "place",
            value: "\"form\" | \"list\" | number",
        }),
        answer: "Promise<void>",
        meaning: "shows the form, the list or, by its number, a conversation. The focus goes there only where it is in the widget already",
    },
    Method {
        name: "prefill",
        parameter: Some(Parameter {
            name: "values",
            value: "Record<string, string | string[]>",
        }),
        answer: "Promise<void>",
        meaning: "fills in fields of the form by their internal names (`subject`, `description`, `priority`, those of custom fields). What the customer has filled in stays; after a receipt it begins a new form; while a form is on its way it changes nothing",
    },
    Method {
        name: "refresh",
        parameter: None,
        answer: "Promise<void>",
        meaning: "looks at once for what has changed in the list; what is new is announced as always",
    },
    Method {
        name: "signOut",
        parameter: None,
        answer: "Promise<boolean>",
        meaning: "ends the customer's session: nothing of theirs stays in view or on the device, and `token`, `getToken`, `requester` and `requesterId` are taken away. Gives `false` where a listener of `support-before-sign-out` has kept it",
    },
    Method {
        name: "whenReady",
        parameter: None,
        answer: "Promise<void>",
        meaning: "is fulfilled when the widget is drawn, and loads it if that has not begun",
    },
];
