//! How many tests ran, read from the runners' own summary lines: libtest's (also
//! wasm-bindgen-test's), node's, Playwright's.

use std::fmt;

/// Tests that passed and failed so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Adds a line of a runner's output, which is a summary or is ignored.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ") {
            for part in counts.split(['.', ';']) {
                self.add(part);
            }
        } else if let Some(count) = line.strip_prefix(['#', 'ℹ']) {
            let mut words = count.split_whitespace();
            if let (Some(word), Some(number), None) = (words.next(), words.next(), words.next()) {
                self.add(&format!("{number} {word}"));
            }
        } else {
            self.add(line.split(" (").next().unwrap_or(line));
        }
    }

    /// Whether any test was run at all.
    pub(crate) fn ran_any(self) -> bool {
        self.passed + self.failed > 0
    }

    /// Adds what another run counted.
    pub(crate) fn add_all(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds a part like `3 passed`, if it is one.
    fn add(&mut self, part: &str) {
        let Some((number, word)) = part.trim().split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u64>() else {
            return;
        };
        match word {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" => self.failed += number,
            _ => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, passed: u64, failed: u64) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        assert_eq!(tally, Tally { passed, failed }, "{output}");
    }

    #[test]
    fn libtest() {
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s",
            12,
            0,
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check(
            "test result: ok. 1 passed; 0 failed\n\ntest result: ok. 2 passed; 0 failed",
            3,
            0,
        );
    }

    #[test]
    fn node() {
        check(
            "# tests 5\n# suites 0\n# pass 4\n# fail 1\n# cancelled 0",
            4,
            1,
        );
        check("ℹ tests 5\nℹ pass 5\nℹ fail 0", 5, 0);
    }

    #[test]
    fn playwright() {
        check(
            "  1 failed\n    [chromium] › send.spec.js:3:1\n  6 passed (12.3s)",
            6,
            1,
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        check(
            "test form::sends ... ok\n# pass the salt\n12 passed tests\npassed",
            0,
            0,
        );
        check("", 0, 0);
    }
}
