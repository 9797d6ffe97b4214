//! As much of a style sheet as the tests ask about: which declarations stand under which selector.

use std::{fs, path::Path};

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rule {
    /// The at-rules that it stands in, the outermost first.
    pub(crate) around: Vec<String>,
    /// Its selector, on one line.
    pub(crate) selector: String,
    /// Names and values in the order in which they stand.
    pub(crate) declarations: Vec<(String, String)>,
}

/// The rules of a file of this project.
pub(crate) fn rules_of(path: &str) -> Vec<Rule> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    rules(&text)
}

/// The rules of a style sheet.
pub(crate) fn rules(text: &str) -> Vec<Rule> {
    let text = without_comments(text);
    let mut found = Vec::new();
    read_block(&mut text.as_str(), &[], &mut found);
    found
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    for part in text.split("/*") {
        let after = part.split_once("*/").map_or("", |(_, after)| after);
        kept.push_str(if kept.is_empty() && !text.starts_with("/*") {
            part
        } else {
            after
        });
    }
    kept
}

/// Reads up to the end of a block, and gives what is declared right in it.
fn read_block(rest: &mut &str, around: &[String], found: &mut Vec<Rule>) -> Vec<(String, String)> {
    let mut declarations = Vec::new();
    while let Some(end) = rest.find(['{', ';', '}']) {
        let words = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let mark = rest.as_bytes()[end];
        *rest = &rest[end + 1..];
        if mark != b'{' {
            if let Some((name, value)) = words.split_once(':') {
                declarations.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            if mark == b'}' {
                return declarations;
            }
            continue;
        }
        let inner: Vec<String> = around.iter().chain([&words]).cloned().collect();
        let place = found.len();
        let declared = read_block(rest, &inner, found);
        if !declared.is_empty() {
            let rule = Rule {
                around: around.to_vec(),
                selector: words,
                declarations: declared,
            };
            found.insert(place, rule);
        }
    }
    declarations
}

#[test]
fn rules_are_found_where_they_stand() {
    let sheet = "/* a { b: c } */ a, b { color: red; margin: 0 }
                 @media print { .x:is(a) { --y: calc(1px * 2); } }";
    let read: Vec<_> = rules(sheet)
        .into_iter()
        .map(|rule| (rule.around, rule.selector, rule.declarations))
        .collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        read,
        [
            (
                vec![],
                "a, b".to_owned(),
                vec![pair("color", "red"), pair("margin", "0")]
            ),
            (
                vec!["@media print".to_owned()],
                ".x:is(a)".to_owned(),
                vec![pair("--y", "calc(1px * 2)")]
            ),
        ]
    );
}
