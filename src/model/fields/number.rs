//! Numbers as people write them.

use crate::model::digits::in_ascii;

/// A number in the one form that every server reads (`-12.5`), or `None` where it is not one. A comma
/// parts the decimals as well as a point does; digits are not grouped, since a comma or point among
/// them could mean either.
#[must_use]
pub fn plain_number(text: &str) -> Option<String> {
    let text = in_ascii(text);
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let is_negative = text.starts_with(['-', '−']);
    let (whole, decimals) = match unsigned.split_once(['.', ',']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (unsigned, None),
    };
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !are_digits(whole) || decimals.is_some_and(|part| !are_digits(part)) {
        return None;
    }
    let mut number = String::with_capacity(text.len());
    if is_negative {
        number.push('-');
    }
    number.push_str(whole);
    if let Some(decimals) = decimals {
        number.push('.');
        number.push_str(decimals);
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("12", Some("12")),
            (" 1,5 ", Some("1.5")),
            ("-0.25", Some("-0.25")),
            ("−3", Some("-3")),
            ("+4", Some("4")),
            ("1,000,000", None),
            ("1.000,5", None),
            ("1e3", None),
            (".5", None),
            ("5.", None),
            ("ten", None),
            ("", None),
            ("٣٫٥", Some("3.5")),
            ("-१२", Some("-12")),
            ("１２", Some("12")),
            ("三", None),
        ] {
            assert_eq!(plain_number(text).as_deref(), expected, "{text}");
        }
    }
}
