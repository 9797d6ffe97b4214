//! Addresses in plain text: which words of it can be followed.
//!
//! A link goes exactly where it says: its address is the words that are shown, with the scheme that
//! was written. Whatever looks odd stays text, which can still be copied.

/// Longer addresses stay text.
const LONGEST_BYTES: usize = 2_048;

/// A piece of a text. The pieces in a row are the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// An `http:`, `https:` or `mailto:` address, to be shown as it is.
    Link(&'a str),
}

/// Parts a text into words and addresses. Each character is looked at a fixed number of times,
/// whatever the text holds.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // What is before `done` is in a piece; no address begins before `from`.
    let (mut done, mut from) = (0, 0);
    while let Some(colon) = part(text, from, text.len()).find(':').map(|at| from + at) {
        let start = address_start(text, from, colon);
        from = colon + 1;
        let Some(start) = start else { continue };
        let candidate = part(text, start, text.len());
        let length = candidate.find(ends_address).unwrap_or(candidate.len());
        let candidate = part(candidate, 0, length);
        if let Some(address) = address(candidate) {
            if done < start {
                pieces.push(Piece::Text(part(text, done, start)));
            }
            pieces.push(Piece::Link(address));
            done = start + address.len();
        }
        from = start + length;
    }
    if done < text.len() {
        pieces.push(Piece::Text(part(text, done, text.len())));
    }
    pieces
}

/// Whether an address, taken from somewhere else than a text of ours, may be followed.
#[must_use]
pub fn is_link(text: &str) -> bool {
    pieces(text) == [Piece::Link(text)]
}

/// A part of a text by bytes; nothing where these are none of its.
fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Where the scheme before a colon begins, if it is one that can be followed.
fn address_start(text: &str, from: usize, colon: usize) -> Option<usize> {
    let before = part(text, from, colon);
    let scheme = ["https", "http", "mailto"].into_iter().find(|scheme| {
        let at = before.len().checked_sub(scheme.len());
        at.and_then(|at| before.get(at..))
            .is_some_and(|word| word.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    let joins = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    // Part of a longer word, such as another scheme.
    let is_alone = !part(text, from, start).ends_with(joins);
    is_alone.then_some(start)
}

/// What no address holds: blanks, quotes, brackets that browsers would escape, what ends a sentence in Arabic,
/// Hindi, Hebrew or East Asian scripts, and what can't be seen or turns the direction of what is read.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || "<>\"`\\^{}|“”„«»。，、；：！？（）「」『』【】《》〈〉…،؛؟۔।॥׃".contains(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The address at the beginning of a stretch without blanks.
fn address(stretch: &str) -> Option<&str> {
    let (scheme, rest) = stretch.split_once(':')?;
    if scheme.eq_ignore_ascii_case("mailto") {
        // What follows the mailbox would write the mail for its sender.
        let mailbox = rest.split('?').next().unwrap_or_default();
        let mailbox = without_end(mailbox);
        return is_mailbox(mailbox).then(|| part(stretch, 0, scheme.len() + 1 + mailbox.len()));
    }
    let found = without_end(stretch);
    let rest = found.get(scheme.len() + 1..)?.strip_prefix("//")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (found.len() <= LONGEST_BYTES && is_host(host)).then_some(found)
}

/// Letters of any script, dots, a port. No user name before an `@`: that is how one host is made to
/// look like another.
fn is_host(host: &str) -> bool {
    let inside = |c: char| is_letter(c) || "-._:[]".contains(c);
    host.starts_with(|c: char| is_letter(c) || c == '[') && host.chars().all(inside)
}

/// A letter or digit of any script, or a mark that goes with one. A table of all of them would weigh more than
/// this whole file, so it is told by what it is not: a sign, some of which look like a host's own colon or slash.
fn is_letter(c: char) -> bool {
    let is_sign = matches!(c, '\0'..'\u{c0}' | '×' | '÷' | '\u{37e}' | '\u{387}' | '\u{589}' | '\u{5c0}'
        | '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{a789}' | '\u{a78a}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fd3e}'..='\u{fd4f}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}'
        | '\u{e0000}'..);
    c.is_ascii_alphanumeric() || !is_sign
}

fn is_mailbox(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let odd = |c: char| "@,;:/&#%()[]'*$!=".contains(c);
    !local.is_empty()
        && !host.starts_with('.')
        && host.contains('.')
        && !local.contains(odd)
        && !host.contains(odd)
        && text.len() <= LONGEST_BYTES
}

/// Without what belongs to the sentence around an address: punctuation at its end, and closing
/// brackets that were not opened in it.
fn without_end(address: &str) -> &str {
    const PAIRS: [(char, char); 2] = [('(', ')'), ('[', ']')];
    let count = |wanted: char| address.matches(wanted).count();
    let mut spare = PAIRS.map(|(open, close)| count(close).saturating_sub(count(open)));
    let belongs_outside = |c: char| {
        let pairs = PAIRS.iter().zip(&mut spare);
        for ((_, close), spare) in pairs {
            if c == *close && *spare > 0 {
                *spare -= 1;
                return true;
            }
        }
        ".,;:!?'*_~’‘›‹".contains(c)
    };
    address.trim_end_matches(belongs_outside)
}

#[cfg(test)]
mod tests {
    use super::{Piece, is_link, pieces};

    /// The links of a text, after a check that nothing of it is lost.
    #[track_caller]
    fn links(text: &str) -> Vec<&str> {
        let pieces = pieces(text);
        let whole: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(words) | Piece::Link(words) => *words,
            })
            .collect();
        assert_eq!(whole, text, "the pieces are the text");
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Link(address) => Some(address),
                Piece::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn addresses_are_found_where_they_stand() {
        for (text, expected) in [
            ("", &[][..]),
            ("no address: none", &[]),
            ("https://example.com", &["https://example.com"]),
            ("See HTTP://Example.com/A", &["HTTP://Example.com/A"]),
            (
                "a http://a.example/ b\nhttps://b.example/?x=1&y=2#z c",
                &["http://a.example/", "https://b.example/?x=1&y=2#z"],
            ),
            ("mailto:ann@example.com", &["mailto:ann@example.com"]),
            ("http://127.0.0.1:8080/x", &["http://127.0.0.1:8080/x"]),
            ("http://[::1]/x", &["http://[::1]/x"]),
            ("(https://a.example)", &["https://a.example"]),
            ("»https://a.example«", &["https://a.example"]),
            ("x:https://a.example", &["https://a.example"]),
        ] {
            assert_eq!(links(text), expected, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_the_sentence_stays_outside() {
        for (text, expected) in [
            ("Go to https://a.example.", "https://a.example"),
            ("(see https://a.example/b).", "https://a.example/b"),
            ("https://a.example/b_(c)", "https://a.example/b_(c)"),
            ("(https://a.example/b_(c))", "https://a.example/b_(c)"),
            ("[https://a.example/?q=[1]]", "https://a.example/?q=[1]"),
            ("https://a.example/b?!…", "https://a.example/b"),
            ("“https://a.example/b”", "https://a.example/b"),
            ("<https://a.example/b>", "https://a.example/b"),
            ("\"https://a.example/b\"", "https://a.example/b"),
            ("请看https://a.example/b。谢谢", "https://a.example/b"),
            ("انظر https://a.example، أو", "https://a.example"),
            ("هل رأيت https://a.example/b؟", "https://a.example/b"),
            ("देखें https://a.example।", "https://a.example"),
            ("ראו https://a.example׃", "https://a.example"),
            ("mailto:ann@example.com, or", "mailto:ann@example.com"),
            ("mailto:ann@example.com?body=Yes", "mailto:ann@example.com"),
        ] {
            assert_eq!(links(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_scripts_have_addresses_too() {
        for address in [
            "https://bücher.example/straße",
            "https://例え.テスト/パス",
            "https://हिन्दी.example/",
            "https://مثال.example:8080/مسار",
            "https://דוגמה.example",
            "https://ไทย.example",
            "https://한국.example/?q=1",
            "https://пример.example",
        ] {
            assert!(is_link(address), "{address}");
        }
    }

    #[test]
    fn what_must_not_be_followed_stays_text() {
        for text in [
            "javascript:alert(1)",
            "JaVaScRiPt://example.com/%0aalert(1)",
            "data:text/html,<b>x</b>",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.com",
            "www.example.com",
            "ann@example.com",
            "xhttp://example.com",
            "view-source+http://example.com",
            "blob.https://example.com",
            "http:example.com",
            "http:/example.com",
            "http://",
            "http:///path",
            "http://.",
            "https://bank.example@evil.example/",
            "https://bank.example%2f@evil.example/",
            "https://bank.example\\@evil.example/",
            "https://bank.example⁄@evil.example",
            "https://bank.example∕evil.example",
            "https://bank.example／evil.example",
            "https://bank.example\u{a789}80.evil.example",
            "https://bank.example\u{589}80.evil.example",
            "https://☃.example",
            "https://😀.example",
            "https://a·b.example",
            "https://\u{202e}moc.elpmaxe",
            "mailto:",
            "mailto:ann",
            "mailto:@example.com",
            "mailto:ann@example.com,bob@example.com",
            "mailto:ann@example.com%0acc:bob@example.com",
        ] {
            let found = links(text);
            let fine = ["https://bank.example"];
            assert!(
                found.iter().all(|link| fine.contains(link)),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn nothing_unseen_hides_in_an_address() {
        assert_eq!(
            links("https://a.example/\u{200b}b https://a.example/\u{202e}gpj.exe"),
            ["https://a.example/", "https://a.example/"]
        );
    }

    #[test]
    fn an_address_without_end_stays_text_and_costs_no_more() {
        let long = format!("https://a.example/{}", "x".repeat(3_000));
        assert!(links(&long).is_empty());
        for unit in [
            "http://",
            "mailto:",
            ":",
            "(",
            "http://a.example)",
            "https:",
        ] {
            let text = unit.repeat(200_000);
            assert!(links(&text).len() <= 1, "{unit}");
        }
    }
}
