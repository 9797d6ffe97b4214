//! The recorded sizes, and the rule: nothing grows by more than 1 % without someone recording it.

use std::fmt;

use anyhow::{Context, Result};
use toml::{Table, Value};

/// Growth in percent that passes: less than what a reviewer should hear of.
const TOLERANCE: u64 = 1;

const HEADER: &str = "\
# Sizes in bytes of what a page loads, as `cargo xtask dist` packs it. CI fails when one grows by
# more than 1 %. Written by `cargo xtask size --record`: record a growth in the commit that brings
# it, and say there what it buys.
";

/// The sizes of a part of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// Bytes as they are.
    pub(crate) raw: u64,
    /// Bytes compressed by brotli.
    pub(crate) brotli: u64,
}

/// The sizes of all parts, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes(pub(crate) Vec<(String, Size)>);

impl Sizes {
    /// Reads the text of `budget.toml`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let table: Table = text.parse().context("budget.toml")?;
        let size = |part: &str, value: &Value| -> Result<Size> {
            let bytes = |kind: &str| {
                let bytes = value.get(kind).and_then(Value::as_integer);
                bytes
                    .and_then(|bytes| u64::try_from(bytes).ok())
                    .with_context(|| {
                        format!("budget.toml: expected a number of bytes as `{part}.{kind}`")
                    })
            };
            Ok(Size {
                raw: bytes("raw")?,
                brotli: bytes("brotli")?,
            })
        };
        table
            .iter()
            .map(|(part, value)| Ok((part.clone(), size(part, value)?)))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// The text of `budget.toml` for these sizes.
    pub(crate) fn to_toml(&self) -> String {
        let part = |(name, size): &(String, Size)| {
            format!("\n[{name}]\nraw = {}\nbrotli = {}\n", size.raw, size.brotli)
        };
        HEADER.to_owned() + &self.0.iter().map(part).collect::<String>()
    }

    /// What grew too much, or was never recorded, in sentences; empty when all is well.
    pub(crate) fn over(&self, budget: &Self) -> Vec<String> {
        let mut complaints = Vec::new();
        for (name, now) in &self.0 {
            let Some((_, then)) = budget.0.iter().find(|(recorded, _)| recorded == name) else {
                complaints.push(format!("{name} is not recorded"));
                continue;
            };
            for (kind, now, then) in [
                ("raw", now.raw, then.raw),
                ("brotli", now.brotli, then.brotli),
            ] {
                if now * 100 > then * (100 + TOLERANCE) {
                    complaints.push(format!("{name} ({kind}) grew from {then} to {now} bytes"));
                }
            }
        }
        complaints
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<10}{:>10}{:>10}", "bytes", "raw", "brotli")?;
        for (name, Size { raw, brotli }) in &self.0 {
            writeln!(f, "{name:<10}{raw:>10}{brotli:>10}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(raw: u64, brotli: u64) -> Sizes {
        Sizes(vec![("wasm".to_owned(), Size { raw, brotli })])
    }

    #[track_caller]
    fn check(now: &Sizes, expected: &[&str]) {
        assert_eq!(now.over(&sizes(20_000, 1_000)), expected);
    }

    #[test]
    fn growth_over_one_percent_fails() {
        check(&sizes(20_000, 1_000), &[]);
        check(&sizes(20_200, 1_010), &[]);
        check(
            &sizes(20_201, 1_010),
            &["wasm (raw) grew from 20000 to 20201 bytes"],
        );
        check(
            &sizes(20_200, 1_011),
            &["wasm (brotli) grew from 1000 to 1011 bytes"],
        );
        check(
            &sizes(30_000, 2_000).clone(),
            &[
                "wasm (raw) grew from 20000 to 30000 bytes",
                "wasm (brotli) grew from 1000 to 2000 bytes",
            ],
        );
    }

    #[test]
    fn shrinking_passes() {
        check(&sizes(1, 1), &[]);
    }

    #[test]
    fn what_was_never_recorded_fails() {
        assert_eq!(
            sizes(1, 1).over(&Sizes::default()),
            ["wasm is not recorded"]
        );
    }

    #[test]
    fn what_is_recorded_is_read_back() {
        let recorded = sizes(255_228, 81_695);
        assert!(
            recorded
                .to_toml()
                .ends_with("\n\n[wasm]\nraw = 255228\nbrotli = 81695\n"),
            "{}",
            recorded.to_toml()
        );
        assert_eq!(Sizes::parse(&recorded.to_toml()).unwrap(), recorded);
        assert_eq!(Sizes::parse(HEADER).unwrap(), Sizes::default());
    }

    #[test]
    fn a_bad_budget_names_what_is_wrong() {
        let error = |text| Sizes::parse(text).unwrap_err().to_string();
        assert_eq!(
            error("[wasm]\nraw = 1"),
            "budget.toml: expected a number of bytes as `wasm.brotli`"
        );
        assert_eq!(
            error("[wasm]\nraw = -1\nbrotli = 1"),
            "budget.toml: expected a number of bytes as `wasm.raw`"
        );
        assert_eq!(error("[wasm"), "budget.toml");
    }
}
