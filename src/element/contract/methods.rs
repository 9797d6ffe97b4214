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

/// The methods.
pub const METHODS: [Method; 3] = [
    Method {
        name: "open",
        parameter: None,
        answer: "Promise<void>",
        meaning: "opens the dialog of a launcher",
    },
    Method {
        name: "close",
        parameter: None,
        answer: "Promise<void>",
        meaning: "closes the dialog of a launcher",
    },
    Method {
        name: "whenReady",
        parameter: None,
        answer: "Promise<void>",
        meaning: "loads the widget if that has not begun, and resolves when it is drawn",
    },
];
