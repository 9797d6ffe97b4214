//! Where the widget's headings stand among those of the page.

const TAGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// A level of headings, as HTML has them: `h1` to `h6`. Held as a place among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingLevel(usize);

/// The second: the page has the first.
impl Default for HeadingLevel {
    fn default() -> Self {
        Self(1)
    }
}

impl HeadingLevel {
    /// Reads a digit from 1 to 6.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = TAGS.iter().map(|tag| tag.strip_prefix('h'));
        digits.position(|digit| digit == Some(text)).map(Self)
    }

    /// The element of such a heading.
    #[must_use]
    pub fn tag(self) -> &'static str {
        TAGS.get(self.0).copied().unwrap_or_default()
    }

    /// The same as a digit.
    #[must_use]
    pub fn digit(self) -> &'static str {
        self.tag().trim_start_matches('h')
    }

    /// The level of what stands below such a heading. HTML has none below the sixth: there it is the same.
    #[must_use]
    pub fn below(self) -> Self {
        Self((self.0 + 1).min(TAGS.len() - 1))
    }

    /// This level, or the second where that of the first is taken.
    #[must_use]
    pub fn not_first(self) -> Self {
        Self(self.0.max(1))
    }
}
