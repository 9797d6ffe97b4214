//! What a page may style.

/// A CSS custom property that the widget reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CssProperty {
    /// Its name.
    pub name: &'static str,
    /// What it colours or shapes.
    pub role: &'static str,
}

/// The custom properties.
pub const CSS_PROPERTIES: [CssProperty; 14] = [
    CssProperty {
        name: "--support-accent",
        role: "the one thing to do next. Links and focus take a darker shade of it on light pages, a lighter one on dark pages, where it could not be read itself",
    },
    CssProperty {
        name: "--support-on-accent",
        role: "text on the accent",
    },
    CssProperty {
        name: "--support-surface",
        role: "controls",
    },
    CssProperty {
        name: "--support-raised",
        role: "hover and skeletons",
    },
    CssProperty {
        name: "--support-text",
        role: "text",
    },
    CssProperty {
        name: "--support-quiet",
        role: "secondary text",
    },
    CssProperty {
        name: "--support-line",
        role: "hairlines",
    },
    CssProperty {
        name: "--support-danger",
        role: "what is wrong",
    },
    CssProperty {
        name: "--support-caution",
        role: "what needs attention",
    },
    CssProperty {
        name: "--support-good",
        role: "what went well",
    },
    CssProperty {
        name: "--support-radius",
        role: "corner radius",
    },
    CssProperty {
        name: "--support-space",
        role: "factor on the 4 px grid",
    },
    CssProperty {
        name: "--support-font",
        role: "font family",
    },
    CssProperty {
        name: "--support-reserve",
        role: "least height of an element that is not a launcher, `48em` if not set: it is kept from the beginning, so that nothing moves when the widget comes",
    },
];
