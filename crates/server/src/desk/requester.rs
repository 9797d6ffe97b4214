//! Who asks: an e-mail address or a telephone number, each with the one form that matching uses.
//!
//! - E-mail: trimmed; kept as typed for showing; ASCII letters lower-cased for matching.
//! - Telephone: digits, spaces, `-().` and a leading `+`, 7 to 20 characters, at least 5 of them
//!   digits; kept and matched as its digits with the plus.

/// A requester as a create names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Requester {
    /// By e-mail address.
    Email(Email),
    /// By telephone number.
    Phone(Phone),
}

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Email {
    /// As typed, trimmed.
    pub(super) shown: String,
    /// As matched.
    pub(super) key: String,
}

/// A telephone number in its matching form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phone(pub(super) String);

impl Requester {
    /// Reads either.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.contains('@') {
            return Email::parse(text).map(Self::Email);
        }
        Phone::parse(text).map(Self::Phone)
    }
}

impl Email {
    /// Reads an address: something, one `@`, a host; nothing that could end a mail header early.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let shown = text.trim();
        let (local, host) = shown.split_once('@')?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || "@<>()[],;:\"\\".contains(c);
        let labels_ok = host
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        let ok = !local.is_empty() && local.len() <= 64 && shown.len() <= 254;
        if !ok || !labels_ok || local.contains(odd) || host.contains(odd) {
            return None;
        }
        Some(Self {
            shown: shown.to_owned(),
            key: shown.to_ascii_lowercase(),
        })
    }
}

impl Phone {
    /// Reads a number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (plus, rest) = match text.strip_prefix('+') {
            Some(rest) => ("+", rest),
            None => ("", text),
        };
        let in_range = (7..=20).contains(&rest.chars().count());
        let only_these =
            |c: char| c.is_ascii_digit() || c.is_ascii_whitespace() || "-().".contains(c);
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        (in_range && rest.chars().all(only_these) && digits.len() >= 5)
            .then(|| Self(format!("{plus}{digits}")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, Phone};

    #[track_caller]
    fn email(text: &str, expected: Option<&str>) {
        assert_eq!(
            Email::parse(text).map(|email| email.key).as_deref(),
            expected,
            "{text}"
        );
    }

    #[track_caller]
    fn phone(text: &str, expected: Option<&str>) {
        assert_eq!(
            Phone::parse(text).map(|phone| phone.0).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn e_mail_addresses() {
        email(" Ann@Example.COM ", Some("ann@example.com"));
        email("jörg@müller.example", Some("jörg@müller.example"));
        email("a+b.c@localhost", Some("a+b.c@localhost"));
        for bad in [
            "ann",
            "@example.com",
            "ann@",
            "a@b@c",
            "a b@c.d",
            "a@b..c",
            "a@-b.c",
            "<a@b.c>",
        ] {
            email(bad, None);
        }
        email(&format!("{}@example.com", "x".repeat(65)), None);
    }

    #[test]
    fn telephone_numbers() {
        phone("+1 (415) 555-2671", Some("+14155552671"));
        phone("030.1234567", Some("0301234567"));
        for bad in [
            "",
            "12345",
            "+12",
            "(((((((",
            "+1 415 CALL NOW",
            "1".repeat(21).as_str(),
        ] {
            phone(bad, None);
        }
    }
}
