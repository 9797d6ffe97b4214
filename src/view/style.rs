//! The style sheet as the module carries it: without comments and indentation, a quarter of its compressed size.

const SOURCE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/form.css"),
    include_str!("style/list.css"),
    include_str!("style/conversation.css"),
    include_str!("style/outbox.css"),
    include_str!("style/preferences.css"),
);

/// The sheet, and how long it is.
const LEAN: ([u8; SOURCE.len()], usize) = lean(SOURCE.as_bytes());

pub(super) const SHEET: &str = match str::from_utf8(LEAN.0.split_at(LEAN.1).0) {
    Ok(sheet) => sheet,
    // Comments and spaces are taken away whole.
    Err(_) => SOURCE,
};

/// Leaves out comments, and the spaces and empty lines before each line.
#[expect(
    clippy::indexing_slicing,
    reason = "at compile time, where a wrong index is an error"
)]
const fn lean<const N: usize>(source: &[u8]) -> ([u8; N], usize) {
    let (mut sheet, mut length, mut at) = ([0; N], 0, 0);
    while at < source.len() {
        let is_line_start = length == 0 || sheet[length - 1] == b'\n';
        if source[at] == b'/' && at + 1 < source.len() && source[at + 1] == b'*' {
            at += 2;
            while !(source[at] == b'*' && source[at + 1] == b'/') {
                at += 1;
            }
            at += 2;
        } else if is_line_start && source[at].is_ascii_whitespace() {
            at += 1;
        } else {
            sheet[length] = source[at];
            length += 1;
            at += 1;
        }
    }
    (sheet, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lean_of<const N: usize>(source: &[u8; N]) -> String {
        let (sheet, length) = lean::<N>(source);
        String::from_utf8_lossy(&sheet[..length]).into_owned()
    }

    #[test]
    fn comments_and_indentation_are_left_out() {
        let source = b"/* a\n * b */\n\n.a {\n    color: red; /* c */\n\n    margin: 0 1px;\n}\n";
        assert_eq!(lean_of(source), ".a {\ncolor: red; \nmargin: 0 1px;\n}\n");
    }

    #[test]
    fn no_rule_is_lost() {
        let rules = |sheet: &str| sheet.matches('{').count();
        let comments: usize = SOURCE
            .split("/*")
            .skip(1)
            .map(|rest| rules(rest.split("*/").next().unwrap_or_default()))
            .sum();
        assert_eq!(rules(SHEET) + comments, rules(SOURCE));
        assert!(!SHEET.contains("/*") && SHEET.len() < SOURCE.len());
    }
}
