//! The names of what the module imports: wasm-bindgen ends each in a digest, which no compressor can make smaller,
//! and which stands in the module and in its bindings.

use std::collections::{BTreeMap, HashMap};

/// What each name of an import begins with.
const START: &str = "__wbg_";
/// How many digits a digest has.
const DIGITS: usize = 16;

/// The short names of imports: what they were called for, and a number in place of the digest.
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Of all imports that a script names.
    pub(super) fn of(script: &str) -> Self {
        let mut digests: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, digest) in found(script) {
            let known = digests.entry(name).or_default();
            if !known.contains(&digest) {
                known.push(digest);
            }
        }
        let numbered = digests.into_iter().flat_map(|(name, digests)| {
            let number = |(number, digest)| (format!("{name}{digest}"), format!("{name}{number}"));
            digests
                .into_iter()
                .enumerate()
                .map(number)
                .collect::<Vec<_>>()
        });
        Self(numbered.collect())
    }

    /// The short name of an import, or its own where it has no digest.
    pub(super) fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The same script with short names.
    pub(super) fn shorten(&self, script: &str) -> String {
        let mut shortened = String::with_capacity(script.len());
        let mut rest = script;
        while let Some((name, digest)) = found(rest).next() {
            let at = name.as_ptr() as usize - rest.as_ptr() as usize;
            let (before, after) = rest.split_at(at);
            let (long, after) = after.split_at(name.len() + digest.len());
            shortened.push_str(before);
            shortened.push_str(self.short(long));
            rest = after;
        }
        shortened + rest
    }
}

/// The names with a digest in a script, in two parts.
fn found(script: &str) -> impl Iterator<Item = (&str, &str)> {
    script.match_indices(START).filter_map(|(at, _)| {
        let rest = &script[at..];
        let end = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric());
        let name = &rest[..end.unwrap_or(rest.len())];
        let (name, digest) = name.split_at_checked(name.len().checked_sub(DIGITS)?)?;
        let is_digest = digest
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        (is_digest && name.ends_with('_')).then_some((name, digest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "{
        __wbg_get_00665d4267fdf38a: function() {},
        __wbg_get_ff192a72a0dcdf6d: function() {},
        __wbg__wbg_cb_unref_09736879a3f67559: function() {},
        __wbg_ptr: 1, __wbg_supportelement_free, __wbindgen_cast_0000000000000001,
    }";

    #[test]
    fn a_number_stands_in_for_a_digest() {
        let names = Names::of(SCRIPT);
        assert_eq!(
            names.shorten(SCRIPT),
            "{
        __wbg_get_0: function() {},
        __wbg_get_1: function() {},
        __wbg__wbg_cb_unref_0: function() {},
        __wbg_ptr: 1, __wbg_supportelement_free, __wbindgen_cast_0000000000000001,
    }"
        );
        assert_eq!(names.short("__wbg_get_ff192a72a0dcdf6d"), "__wbg_get_1");
        assert_eq!(names.short("memory"), "memory");
    }

    #[test]
    fn a_name_that_is_like_another_s_short_one_is_not_taken_for_it() {
        let script =
            "__wbg_get_1_00665d4267fdf38a __wbg_get_00665d4267fdf38a __wbg_get_10665d4267fdf38a";
        assert_eq!(
            Names::of(script).shorten(script),
            "__wbg_get_1_0 __wbg_get_0 __wbg_get_1"
        );
    }
}
