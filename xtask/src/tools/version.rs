//! Versions as programs print them.

/// The first word of a `--version` output that looks like a version: it starts with a digit.
pub(super) fn in_output(output: &str) -> Option<&str> {
    output
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The first number of a version.
pub(super) fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, expected: Option<&str>) {
        assert_eq!(in_output(output), expected, "{output}");
    }

    #[test]
    fn versions_as_the_tools_print_them() {
        check("trunk 0.21.14\n", Some("0.21.14"));
        check("wasm-bindgen 0.2.130\n", Some("0.2.130"));
        check("wasm-bindgen 0.2.130 (1a2b3c4d5)", Some("0.2.130"));
        check("typos-cli 1.52.0", Some("1.52.0"));
        check("0.28.2\n", Some("0.28.2"));
        check(
            "Chromium 156.0.8078.79 built on Debian GNU/Linux 12",
            Some("156.0.8078.79"),
        );
        check("v20.20.2", None);
        check("", None);
    }

    #[test]
    fn major_numbers() {
        assert_eq!(major("156.0.8078.79"), Some(156));
        assert_eq!(major("20"), Some(20));
        assert_eq!(major("x.1"), None);
    }
}
