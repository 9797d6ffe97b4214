//! Attributes, and the properties that come with or without one.

/// An attribute. It is also a property, of the same name in camelCase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// Its name in markup.
    pub name: &'static str,
    /// What it may be.
    pub values: Values,
    /// What it is where it is not set or can't be used; empty where that is nothing.
    pub default: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// Where `docs/embedding.md` says more: a link from there, or nothing.
    pub more: &'static str,
}

/// What an attribute may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Any text, within what the meaning says.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Set, or not; `false` is as good as not set.
    Flag,
    /// A whole number in digits.
    Number,
    /// JSON; as a property also the value itself, of this type.
    Json(&'static str),
}

/// A property without an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Its type in TypeScript, `undefined` left out.
    pub value: &'static str,
    /// What it says.
    pub meaning: &'static str,
}

impl Attribute {
    /// The property's name.
    #[must_use]
    pub fn property(&self) -> String {
        let mut words = self.name.split('-');
        let mut name = words.next().unwrap_or_default().to_owned();
        for word in words {
            let mut letters = word.chars();
            name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            name.push_str(letters.as_str());
        }
        name
    }
}

/// The attributes, in the order in which a page's developer meets them.
pub const ATTRIBUTES: [Attribute; 20] = [
    Attribute {
        name: "api-base",
        values: Values::Text,
        default: "/support/v1",
        meaning: "a path from the root, or an absolute URL, of a server that speaks the SparrowDesk v1 API",
        more: "",
    },
    Attribute {
        name: "token",
        values: Values::Text,
        default: "",
        meaning: "the bearer token; without one, none is sent",
        more: "",
    },
    Attribute {
        name: "requester",
        values: Values::Text,
        default: "",
        meaning: "the customer's e-mail address or telephone number",
        more: "",
    },
    Attribute {
        name: "requester-id",
        values: Values::Text,
        default: "",
        meaning: "the customer's contact id; goes before `requester`",
        more: "",
    },
    Attribute {
        name: "description-format",
        values: Values::OneOf(&["text", "html"]),
        default: "text",
        meaning: "`html` where the widget talks straight to a desk or the vendor, which read HTML",
        more: "",
    },
    Attribute {
        name: "rich",
        values: Values::Flag,
        default: "",
        meaning: "show the HTML of support's answers as such, where the browser itself can make it safe",
        more: "#what-strangers-write",
    },
    Attribute {
        name: "theme",
        values: Values::OneOf(&["auto", "light", "dark"]),
        default: "auto",
        meaning: "light or dark colours; `auto` takes the `color-scheme` of the place",
        more: "theming.md#light-and-dark",
    },
    Attribute {
        name: "heading-level",
        values: Values::Number,
        default: "2",
        meaning: "the level of the widget's titles among the page's headings, 1 to 6; what stands below a title is one deeper",
        more: "#headings",
    },
    Attribute {
        name: "url-state",
        values: Values::OneOf(&["off", "query", "fragment"]),
        default: "off",
        meaning: "that part of the page's address says where the customer is",
        more: "#the-pages-address",
    },
    Attribute {
        name: "refresh-seconds",
        values: Values::Number,
        default: "120",
        meaning: "seconds between two looks at what changed in the list; `0`: never",
        more: "",
    },
    Attribute {
        name: "status-labels",
        values: Values::Json("Record<string, string>"),
        default: "",
        meaning: "your words for statuses: `{\"Pending\": \"Your turn\"}`. Without them, ours; a status that nobody names is shown as it is",
        more: "",
    },
    Attribute {
        name: "texts",
        values: Values::Json("SupportTexts"),
        default: "",
        meaning: "your words in the place of ours, by key: `{\"form_title\": \"Ask the workshop\"}`",
        more: "languages.md#your-own-words",
    },
    Attribute {
        name: "fields",
        values: Values::Json("SupportField[]"),
        default: "",
        meaning: "what the form asks for. Without it: subject, description, priority, and what the gateway lists",
        more: "form.md",
    },
    Attribute {
        name: "context",
        values: Values::Json("Record<string, string | string[]>"),
        default: "",
        meaning: "what goes along unseen, by the internal name of a custom field",
        more: "",
    },
    Attribute {
        name: "page-field",
        values: Values::Text,
        default: "",
        meaning: "the internal name of the custom field that gets the page's address, without query and fragment; without it, that goes nowhere",
        more: "",
    },
    Attribute {
        name: "debug",
        values: Values::Flag,
        default: "",
        meaning: "show, below the element, who the customer is and who said so, what is set, the last requests and failures, for the page's developer",
        more: "#what-is-going-on",
    },
    Attribute {
        name: "display",
        values: Values::OneOf(&["inline", "launcher"]),
        default: "inline",
        meaning: "`launcher`: a button that opens the widget in a dialog",
        more: "#in-a-dialog",
    },
    Attribute {
        name: "label",
        values: Values::Text,
        default: "Help",
        meaning: "what the launcher says",
        more: "",
    },
    Attribute {
        name: "load",
        values: Values::OneOf(&["visible", "idle", "interaction", "eager"]),
        default: "visible",
        meaning: "when the widget is loaded; a launcher waits for `interaction` unless this says something else",
        more: "#when-it-is-loaded",
    },
    Attribute {
        name: "contact-email",
        values: Values::Text,
        default: "",
        meaning: "the address that a customer can write to where the widget can't be shown and the tag has no words of its own",
        more: "#the-fallback",
    },
];

/// The properties without an attribute.
pub const PROPERTIES: [Property; 1] = [Property {
    name: "getToken",
    value: "() => string | Promise<string>",
    meaning: "gives the bearer token, or a promise of it; goes before `token`. Asked once, again shortly before the token ends (its `exp` claim), and again, once, when the server answers 401",
}];
