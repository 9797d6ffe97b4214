//! What a page may style, and where it may put something of its own. `docs/theming.md` has the tables.

/// A CSS custom property that the widget reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CssProperty {
    /// Its name.
    pub name: &'static str,
    /// What it is where the page says nothing: CSS, or words.
    pub default: &'static str,
    /// What it colours or shapes.
    pub role: &'static str,
}

/// A part of the widget that a page's style sheet reaches by `::part(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CssPart {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

/// A place for a page's own elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its name; empty for what has no `slot` attribute.
    pub name: &'static str,
    /// Where it is, and when.
    pub meaning: &'static str,
}

const fn property(name: &'static str, default: &'static str, role: &'static str) -> CssProperty {
    CssProperty {
        name,
        default,
        role,
    }
}

/// The custom properties, the ones that are wanted first at the top.
pub const CSS_PROPERTIES: [CssProperty; 16] = [
    property(
        "--support-accent",
        "light-dark(#1c5cc4, #8fb8ff)",
        "the one thing to do next. Links and focus take a darker shade of it on light pages, a lighter one on dark pages, where it could not be read itself",
    ),
    property(
        "--support-on-accent",
        "black or white, whichever can be read",
        "text on the accent",
    ),
    property(
        "--support-surface",
        "light-dark(#fff, #17191e)",
        "the ground of controls",
    ),
    property(
        "--support-raised",
        "light-dark(#f5f6f8, #20232a)",
        "the soft ground of chips, support's messages, skeletons, and what the pointer is over",
    ),
    property("--support-text", "light-dark(#1b1f27, #e9ebef)", "text"),
    property(
        "--support-quiet",
        "light-dark(#596070, #a6adba)",
        "secondary text; a little paler, the edges of controls",
    ),
    property(
        "--support-line",
        "light-dark(#dfe2e7, #353a44)",
        "hairlines between rows",
    ),
    property(
        "--support-danger",
        "light-dark(#b3261e, #ffb4ab)",
        "what is wrong",
    ),
    property(
        "--support-caution",
        "light-dark(#7d5200, #f0c35a)",
        "what waits or needs attention",
    ),
    property(
        "--support-good",
        "light-dark(#1a6b3a, #86d6a0)",
        "what went well",
    ),
    property("--support-radius", "8px", "the radius of corners"),
    property(
        "--support-space",
        "1",
        "a factor on the grid of 4 px: the space in and between things",
    ),
    property(
        "--support-density",
        "1",
        "a factor on the height of controls, 40 px; never under 44 px where a finger is the pointer",
    ),
    property(
        "--support-font",
        "inherit",
        "the font family; the page's own where the widget stands",
    ),
    property(
        "--support-font-size",
        "inherit",
        "the size of text, of which all other sizes are parts",
    ),
    property(
        "--support-reserve",
        "48em",
        "the least height of an element that is not a launcher: it is kept from the beginning, so that nothing moves when the widget comes",
    ),
];

const fn part(name: &'static str, meaning: &'static str) -> CssPart {
    CssPart { name, meaning }
}

/// The parts, from the large to the small.
pub const CSS_PARTS: [CssPart; 26] = [
    part("launcher", "the button of `display=\"launcher\"`"),
    part("dialog", "what it opens"),
    part("close", "the button that closes it"),
    part("body", "what can be scrolled in it"),
    part(
        "views",
        "the line that switches between form and list where there is no room for both",
    ),
    part("form", "the form with its title, or the receipt"),
    part("list", "the list with its title"),
    part("conversation", "the open conversation"),
    part("heading", "a title of one of these"),
    part("field", "a field: label, hint, control and message"),
    part("label", "its label"),
    part("hint", "its hint"),
    part("control", "what is typed into or chosen from"),
    part("error", "what is wrong with a field"),
    part("button", "a button with a frame"),
    part("primary", "the one of them that is next; `button`, too"),
    part("link", "a button that looks like a link"),
    part("chip", "a filter"),
    part("row", "a conversation in the list"),
    part("subject", "its subject"),
    part("message", "a message of a conversation"),
    part("own", "one by the customer; `message`, too"),
    part(
        "notice",
        "what happened: a failure, what waits, what to check, that there is no network",
    ),
    part("receipt", "what takes the form's place once it is sent"),
    part("empty", "what stands where rows would"),
    part("skeleton", "rows that are on their way"),
];

const fn slot(name: &'static str, meaning: &'static str) -> Slot {
    Slot { name, meaning }
}

/// The slots.
pub const SLOTS: [Slot; 4] = [
    slot(
        "",
        "the fallback: shown until the widget is up, and where it can't be",
    ),
    slot("header", "above all, once the widget is up"),
    slot("footer", "below all, once the widget is up"),
    slot(
        "empty",
        "instead of our sentence, where the customer has no conversation yet",
    ),
];
