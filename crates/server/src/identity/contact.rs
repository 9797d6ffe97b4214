//! The e-mail address or telephone number that a token proves, in the one form that matching uses.

/// Longest address, in bytes (RFC 5321).
const ADDRESS_MAX: usize = 254;
/// Longest part before the `@`, in bytes.
const LOCAL_MAX: usize = 64;

/// A contact that a verified token names; if it names both, the e-mail address counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum VerifiedContact {
    /// An e-mail address, trimmed, its ASCII letters lower-cased.
    Email(String),
    /// A telephone number: its digits with the leading `+`, if there is one.
    Phone(String),
}

impl VerifiedContact {
    /// The address or number itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }

    /// Reads an address: something, one `@`, a host.
    ///
    /// Only spaces are trimmed and only ASCII letters folded. Whatever else could make two addresses
    /// look or compare alike (controls, invisible characters, a trailing dot) is refused, so that no
    /// later layer can fold one customer into another.
    pub(super) fn email(text: &str) -> Option<Self> {
        let text = text.trim_matches(' ');
        let (local, host) = text.split_once('@')?;
        let sizes_ok = (1..=LOCAL_MAX).contains(&local.len()) && text.len() <= ADDRESS_MAX;
        let labels_ok = host
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        let local_ok = !local.contains(is_odd) && local.split('.').all(|part| !part.is_empty());
        let ok = sizes_ok && labels_ok && local_ok && !host.contains(is_odd);
        ok.then(|| Self::Email(text.to_ascii_lowercase()))
    }

    /// Reads a number: digits, spaces, `-().` and a leading `+`; 7 to 20 characters after it, at least
    /// 5 of them digits.
    pub(super) fn phone(text: &str) -> Option<Self> {
        let text = text.trim_matches(' ');
        let (plus, rest) = match text.strip_prefix('+') {
            Some(rest) => ("+", rest),
            None => ("", text),
        };
        let only_these = |c: char| c.is_ascii_digit() || " -().".contains(c);
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let ok = (7..=20).contains(&rest.len()) && rest.chars().all(only_these);
        (ok && digits.len() >= 5).then(|| Self::Phone(format!("{plus}{digits}")))
    }
}

/// Characters that no address needs and that end a header early, split a list, or cannot be seen.
fn is_odd(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}');
    c.is_whitespace() || c.is_control() || invisible || "@<>()[],;:\"\\".contains(c)
}

#[cfg(test)]
mod tests {
    use super::VerifiedContact;

    #[track_caller]
    fn email(text: &str, expected: Option<&str>) {
        let found = VerifiedContact::email(text);
        let found = found.as_ref().map(VerifiedContact::as_str);
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn e_mail_addresses() {
        email(" Ann@Example.COM ", Some("ann@example.com"));
        email("jörg@müller.example", Some("jörg@müller.example"));
        email("ann+tag@localhost", Some("ann+tag@localhost"));
        for bad in [
            "",
            "@",
            "ann",
            "ann@",
            "@example.com",
            "a@b@c",
            "a b@c.d",
            "a@b..c",
            "a@b.c.",
            "a@-b.c",
            "a.@b.c",
            "<a@b.c>",
            "a@b.c\n",
            "a\0@b.c",
            "a\u{200b}@b.c",
            "a\u{a0}@b.c",
            "ann＠example.com",
            "a@b.c,d@e.f",
        ] {
            email(bad, None);
        }
        email(&format!("{}@example.com", "x".repeat(65)), None);
        email(&format!("a@{}", "x".repeat(253)), None);
    }

    #[test]
    fn telephone_numbers() {
        let number = |text| VerifiedContact::phone(text).map(|found| found.as_str().to_owned());
        assert_eq!(
            number(" +1 (415) 555-2671").as_deref(),
            Some("+14155552671")
        );
        assert_eq!(number("030.1234567").as_deref(), Some("0301234567"));
        let long = "1".repeat(21);
        for bad in [
            "",
            "12345",
            "+12",
            "(((((((",
            "+1 415 CALL NOW",
            "++14155552671",
            long.as_str(),
            "+１４１５５５５２６７１",
        ] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
