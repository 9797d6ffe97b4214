//! Who asks: what the page says of them, and what follows from it.

use crate::model::digits::in_ascii;

/// Whose conversations the widget shows, as the page has set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requester {
    /// A contact by id (`requester-id`).
    Id(i64),
    /// A contact by address (`requester`), to be looked up.
    Address(Address),
    /// Whoever the token names: the server narrows the list by itself.
    ByToken,
    /// The page set a requester that cannot be read. Nobody's list is shown.
    Unusable,
}

/// An e-mail address or a telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// An e-mail address.
    Email(String),
    /// A telephone number.
    Phone(String),
}

impl Address {
    /// Tells an e-mail address from a telephone number, or neither. The telephone rule is the
    /// vendor client's: an optional `+`, then 7 to 20 digits, blanks, hyphens, dots, parentheses.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if is_email(text) {
            return Some(Self::Email(text.to_owned()));
        }
        let number = in_ascii(text);
        is_phone(number.trim()).then(|| Self::Phone(number.trim().to_owned()))
    }

    /// The address as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }
}

/// What looks like an e-mail address: something on both sides of one `@`, no blanks or control
/// characters, a domain without empty parts. Internationalised ones pass; only mail can prove one.
fn is_email(text: &str) -> bool {
    const LONGEST: usize = 254;
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    text.len() <= LONGEST
        && !local.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
        && !domain.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
}

fn is_phone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    (7..=20).contains(&rest.chars().count())
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || " -.()".contains(c))
        && rest.chars().filter(char::is_ascii_digit).count() >= 5
}

/// What is known about the list's owner, right before a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOwner {
    /// This contact.
    Contact(i64),
    /// An address without a contact: the list is empty, and no list is asked for.
    NoContact,
    /// The server knows by the token; the list goes out without an id.
    ByToken,
    /// Nobody knows. No list is asked for.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        for email in [
            "ann@example.com",
            "jörg@bücher.example",
            "आशा@उदाहरण.भारत",
            "太郎@例え.example",
            "سارة@مثال.example",
            "a+b@x.co.uk",
            " ann@example.com ",
        ] {
            assert!(
                matches!(Address::parse(email), Some(Address::Email(_))),
                "{email}"
            );
        }
        for phone in ["+14155552671", "(030) 123 45-67", "0800.1234567"] {
            assert!(
                matches!(Address::parse(phone), Some(Address::Phone(_))),
                "{phone}"
            );
        }
        for (phone, sent) in [
            ("٠٥٠ ١٢٣ ٤٥٦٧", "050 123 4567"),
            ("＋８１ ３－１２３４－５６７８", "+81 3-1234-5678"),
            ("\u{200e}+972 50-123-4567", "+972 50-123-4567"),
        ] {
            assert_eq!(Address::parse(phone), Some(Address::Phone(sent.to_owned())));
        }
        for neither in [
            "",
            "ann",
            "ann@",
            "@example.com",
            "ann@example",
            "a@b@c.d",
            "a b@c.de",
            "123",
            "-------",
            "a@b..c",
        ] {
            assert_eq!(Address::parse(neither), None, "{neither}");
        }
    }
}
