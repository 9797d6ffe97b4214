//! Marked regions of a file that is otherwise written by hand.

use anyhow::{Context, Result};

/// The same text with another inside of the region: whole lines between the line `begin NAME` and
/// the next `end NAME`, both comments of the file's language.
pub(super) fn replace(
    text: &str,
    (open, close): (&str, &str),
    name: &str,
    inside: &str,
) -> Result<String> {
    let begin = format!("{open}begin {name} (written by `cargo xtask contract`){close}\n");
    let end = format!("{open}end {name}{close}\n");
    let (before, rest) = text
        .split_once(&begin)
        .with_context(|| format!("no line `{}`", begin.trim_end()))?;
    let (_, after) = rest
        .split_once(&end)
        .with_context(|| format!("no line `{}`", end.trim_end()))?;
    Ok([before, &begin, inside, &end, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMENT: (&str, &str) = ("# ", "");

    #[test]
    fn only_the_region_changes() {
        let text = |inside: &str| {
            format!("a\n# begin it (written by `cargo xtask contract`)\n{inside}# end it\nb\n")
        };
        let replaced = replace(&text("old\n"), COMMENT, "it", "new\nlines\n").unwrap();
        assert_eq!(replaced, text("new\nlines\n"));
        assert_eq!(replace(&replaced, COMMENT, "it", "").unwrap(), text(""));
    }

    #[test]
    fn a_missing_mark_is_named() {
        let error = |text: &str| replace(text, COMMENT, "it", "").unwrap_err().to_string();
        let begin = "# begin it (written by `cargo xtask contract`)";
        assert_eq!(error("a\n"), format!("no line `{begin}`"));
        assert_eq!(error(&format!("{begin}\n")), "no line `# end it`");
    }
}
