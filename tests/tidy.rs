//! The house rules that a machine can hold: who may import whom, where text and HTML may stand, how
//! long a file may be.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file: its path from the top, with forward slashes, and its text.
struct Source {
    path: String,
    text: String,
}

fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        collect(&top.join(folder), endings, &mut found);
    }
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path
            .strip_prefix(top)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/"),
    };
    let sources: Vec<_> = found.into_iter().map(read).collect();
    assert!(
        !sources.is_empty(),
        "no source in {folders:?}: the rule would hold by itself"
    );
    sources
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" {
            collect(&path, endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// Code without its comments, tests included.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Where any of the words stands in the code of the folder, but for the files excepted.
fn places(folder: &str, words: &[&str], except: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for source in sources(&[folder], &[".rs"]) {
        if except.contains(&source.path.as_str()) {
            continue;
        }
        for (number, line) in code(&source.text) {
            if words.iter().any(|word| line.contains(word)) {
                places.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    places
}

#[track_caller]
fn check_absent(folder: &str, words: &[&str], except: &[&str], why: &str) {
    let places = places(folder, words, except);
    assert!(places.is_empty(), "{why}:\n{}", places.join("\n"));
}

#[test]
fn the_rules_can_fail() {
    assert!(!places("src", &["gloo_net"], &[]).is_empty());
    assert!(!places("src/api", &["crate::model"], &[]).is_empty());
}

#[test]
fn the_model_does_no_io() {
    let outside = [
        "web_sys",
        "js_sys",
        "gloo",
        "wasm_bindgen",
        "futures",
        "std::time",
        "crate::api",
        "crate::hooks",
        "crate::view",
        "crate::element",
        "crate::config",
        "crate::text",
    ];
    check_absent("src/model", &outside, &[], "the model is pure");
}

#[test]
fn only_one_file_knows_the_network() {
    let words = ["gloo_net", "fetch_with", "XmlHttpRequest"];
    check_absent(
        "src",
        &words,
        &["src/api/http.rs"],
        "the network has one home",
    );
    // The session hands it on to the hooks.
    let roots = ["src/view/app/mod.rs", "src/view/app/session.rs"];
    check_absent(
        "src/view",
        &["crate::api"],
        &roots,
        "no component calls the API",
    );
}

#[test]
fn only_the_element_is_exported() {
    let element = ["src/element/mod.rs"];
    check_absent(
        "src",
        &["#[wasm_bindgen"],
        &element,
        "exports stand in the element",
    );
    check_absent(
        "src",
        &["crate::element", "window()"],
        &EFFECTS,
        "effects stand at the edge",
    );
}

/// Files that may ask the browser's window for something.
const EFFECTS: [&str; 10] = [
    "src/api/http.rs",
    "src/api/token.rs",
    "src/hooks/download.rs",
    "src/hooks/idempotency.rs",
    "src/hooks/listener.rs",
    "src/hooks/lock.rs",
    "src/hooks/page.rs",
    "src/hooks/page_address.rs",
    "src/hooks/storage.rs",
    "src/hooks/use_place.rs",
];

#[test]
fn the_views_know_no_element_and_the_hooks_no_markup() {
    check_absent(
        "src/hooks",
        &["html!", "crate::view", "crate::element"],
        &[],
        "hooks don't draw",
    );
    check_absent(
        "src/api",
        &["yew", "crate::view", "crate::hooks"],
        &[],
        "the API knows no view",
    );
}

#[test]
fn the_wire_knows_neither_side() {
    let sides = [
        "yew",
        "web_sys",
        "axum",
        "sqlx",
        "std::time",
        "std::fs",
        "std::net",
    ];
    check_absent(
        "crates/wire/src",
        &sides,
        &[],
        "the wire has no I/O and no side",
    );
}

#[test]
fn the_desk_knows_no_gateway() {
    let others = ["crate::gateway", "crate::upstream", "crate::demo"];
    check_absent(
        "crates/server/src/desk",
        &others,
        &[],
        "desk and gateway never know each other",
    );
}

#[test]
fn the_gateway_knows_no_desk_no_key_and_no_sql() {
    let outside = ["crate::desk", "ApiKey", "reqwest"];
    let why = "the gateway reaches a desk through `Upstream` only";
    check_absent("crates/server/src/gateway", &outside, &[], why);
    let store = [
        "crates/server/src/gateway/store/claims.rs",
        "crates/server/src/gateway/store/creates.rs",
        "crates/server/src/gateway/store/mod.rs",
        "crates/server/src/gateway/store/open.rs",
    ];
    let why = "SQL has one home in the gateway";
    check_absent(
        "crates/server/src/gateway",
        &["sqlx::query", "SELECT "],
        &store,
        why,
    );
    let words = ["crate::gateway", "crate::desk", "crate::identity"];
    let why = "an upstream knows neither side";
    check_absent("crates/server/src/upstream", &words, &[], why);
}

#[test]
fn nothing_becomes_html_unseen() {
    const WORDS: [&str; 11] = [
        "from_html_unchecked",
        "inner_html",
        "innerHTML",
        "outerHTML",
        "outer_html",
        "adjacent_html",
        "insertAdjacentHTML",
        "HTMLUnsafe",
        "DOMParser",
        "ContextualFragment",
        "document.write",
    ];
    let mut places = Vec::new();
    let folders = ["src", "static", "crates/server/src/demo"];
    for source in sources(&folders, &[".rs", ".js"]) {
        for (number, line) in code(&source.text) {
            if WORDS.iter().any(|word| line.contains(word)) || line.contains("style=\"") {
                places.push(format!("{}:{number}", source.path));
            }
        }
    }
    assert!(
        places.is_empty(),
        "text is shown as text, styles come by sheet: {places:?}"
    );
    // The browser's own sanitizer, in one place, held to a list.
    let rich = ["src/view/conversation/rich_text.rs"];
    check_absent("src", &["setHTML"], &rich, "HTML goes in at one place");
}

#[test]
fn no_sentence_stands_outside_of_the_texts() {
    let mut places = Vec::new();
    for source in sources(&["src/view"], &[".rs"]) {
        for (number, line) in code(&source.text) {
            let in_markup = line.split_once(">{ \"").map(|(_, literal)| literal);
            let Some(literal) = in_markup.or_else(|| line.trim().strip_prefix("{ \"")) else {
                continue;
            };
            let words = literal.split('"').next().unwrap_or_default();
            if words.contains(char::is_alphabetic) {
                places.push(format!("{}:{number}: {words}", source.path));
            }
        }
    }
    assert!(
        places.is_empty(),
        "sentences belong into src/text: {places:?}"
    );
}

/// It wears the widget's tokens where they are there, by whatever names they have.
#[test]
fn the_card_knows_the_tokens_by_their_names() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let card = fs::read_to_string(top.join("static/card.js")).unwrap();
    let style = fs::read_to_string(top.join("src/view/style/base.css")).unwrap();
    let names: Vec<_> = card
        .split("var(--_")
        .skip(1)
        .filter_map(|rest| rest.split(',').next())
        .collect();
    assert!(names.contains(&"accent"), "{names:?}");
    for name in names {
        assert!(style.contains(&format!("  --_{name}: ")), "no token {name}");
    }
}

#[test]
fn no_file_is_too_long() {
    const MOST_LINES: usize = 400;
    let folders = ["src", "crates", "xtask", "tests", "static", "bench"];
    let long: Vec<_> = sources(&folders, &[".rs", ".js", ".mjs"])
        .into_iter()
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .collect();
    assert!(long.is_empty(), "one concept a file: {long:?}");
}

/// The criteria of WCAG 2.2, levels A and AA; 4.1.1 is obsolete. Of a guideline those that are missing
/// are of level AAA.
const CRITERIA: [(&str, &[u8]); 13] = [
    ("1.1", &[1]),
    ("1.2", &[1, 2, 3, 4, 5]),
    ("1.3", &[1, 2, 3, 4, 5]),
    ("1.4", &[1, 2, 3, 4, 5, 10, 11, 12, 13]),
    ("2.1", &[1, 2, 4]),
    ("2.2", &[1, 2]),
    ("2.3", &[1]),
    ("2.4", &[1, 2, 3, 4, 5, 6, 7, 11]),
    ("2.5", &[1, 2, 3, 4, 7, 8]),
    ("3.1", &[1, 2]),
    ("3.2", &[1, 2, 3, 4, 6]),
    ("3.3", &[1, 2, 3, 4, 7, 8]),
    ("4.1", &[2, 3]),
];

#[test]
fn the_statement_on_accessibility_has_every_criterion_and_names_tests_that_are_there() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(top.join("docs/accessibility.md")).unwrap();
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    let mut found = Vec::new();
    for row in rows {
        let [_, criteria, _, evidence, _] = row.split('|').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {row}");
        };
        found.extend(criteria_of(criteria));
        for name in evidence.split('`').skip(1).step_by(2) {
            let is_there = match name {
                name if name.ends_with(".test.mjs") => {
                    top.join("tests/e2e/journeys").join(name).exists()
                }
                name if name.contains('/') => top.join(name).exists(),
                // A rule of axe-core.
                _ => true,
            };
            assert!(is_there, "{name}, of {criteria}");
        }
    }
    let expected: Vec<_> = CRITERIA
        .iter()
        .flat_map(|(guideline, numbers)| numbers.iter().map(move |n| format!("{guideline}.{n}")))
        .collect();
    assert_eq!(expected.len(), 55);
    let missing: Vec<_> = expected.iter().filter(|of| !found.contains(of)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The criteria that a row is about: `1.4.3, 1.4.11 Contrast` or `1.2.1–1.2.5`.
fn criteria_of(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    for words in cell.split([' ', ',']).filter(|words| words.contains('.')) {
        let (first, last) = words.split_once('–').unwrap_or((words, words));
        let (guideline, from) = first.rsplit_once('.').unwrap();
        let (_, to) = last.rsplit_once('.').unwrap();
        let [from, to] = [from, to].map(|number| number.parse::<u8>().unwrap());
        found.extend((from..=to).map(|number| format!("{guideline}.{number}")));
    }
    found
}
