//! A long plain text as paragraphs, and how much of it is shown at first.

/// Texts up to this many bytes are shown whole at once.
const WHOLE_BYTES: usize = 8_000;
/// How much of a longer one is shown at first, in bytes.
const EXCERPT_BYTES: usize = 4_000;
/// The longest paragraph, in bytes. A browser lays a paragraph out as a whole, so that one of a
/// mebibyte would hold up the page.
const PARAGRAPH_BYTES: usize = 8_000;

/// What is shown of a text at first: all of it, or the beginning of a long one.
#[must_use]
pub fn excerpt(text: &str) -> &str {
    if text.len() <= WHOLE_BYTES {
        return text;
    }
    beginning(text, EXCERPT_BYTES)
}

/// Parts a text at blank lines, which go; other line breaks and all words stay as they are. A text
/// that is not shown whole at once is parted by its length alone, and nothing of it goes: it may be
/// blank lines for the most part.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<&str> {
    if text.len() <= WHOLE_BYTES {
        return blocks(text).collect();
    }
    let mut paragraphs = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let first = beginning(rest, PARAGRAPH_BYTES);
        paragraphs.push(first);
        rest = rest.get(first.len()..).unwrap_or_default();
    }
    paragraphs
}

/// Whether HTML is of a size that a person writes. What is much longer or has far more tags is shown
/// as text: a browser may need a minute to read it.
#[must_use]
pub fn is_of_human_size(html: &str) -> bool {
    const MOST_BYTES: usize = 64 * 1024;
    const MOST_TAGS: usize = 3_000;
    html.len() <= MOST_BYTES && html.matches('<').count() <= MOST_TAGS
}

/// The stretches between blank lines, without the line breaks around them.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
        .flat_map(|block| block.split("\r\n\r\n"))
        .map(|block| block.trim_matches(['\n', '\r']))
        .filter(|block| !block.is_empty())
}

/// The first `most` bytes at most, at least one character, up to a blank where there is one in the
/// second half.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let first = text.get(..end).unwrap_or_default();
    match first.rfind(char::is_whitespace) {
        Some(blank) if blank > most / 2 => first.get(..=blank).unwrap_or(first),
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_nothing_else_does() {
        assert_eq!(
            paragraphs("\nHello\n  you\n\n\n\nBye\r\n\r\nAgain\n"),
            ["Hello\n  you", "Bye", "Again"]
        );
        assert!(paragraphs("\n\n\n").is_empty());
    }

    #[test]
    fn a_paragraph_without_end_is_parted_between_characters() {
        let text = "ä".repeat(20_000);
        let parts = paragraphs(&text);
        assert!(parts.iter().all(|part| part.len() <= PARAGRAPH_BYTES));
        assert_eq!(parts.concat(), text);
    }

    #[test]
    fn a_text_of_blank_lines_is_no_paragraph_each() {
        let text = "a\n\n".repeat(100_000);
        let parts = paragraphs(&text);
        assert!(parts.len() < 100);
        assert_eq!(parts.concat(), text);
    }

    #[test]
    fn nobody_writes_a_hundred_thousand_tags() {
        assert!(is_of_human_size(&"<p>Hello</p>".repeat(1_000)));
        assert!(!is_of_human_size(&"<b>".repeat(4_000)));
        assert!(!is_of_human_size(&"x".repeat(70_000)));
    }

    #[test]
    fn a_long_text_begins_with_whole_words() {
        assert_eq!(excerpt("short"), "short");
        let text = "word ".repeat(10_000);
        let shown = excerpt(&text);
        assert!(shown.len() <= EXCERPT_BYTES && shown.ends_with("word "));
    }
}
