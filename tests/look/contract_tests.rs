//! What is promised to a page about the look against what is there.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{
    contract::{CSS_PARTS, CSS_PROPERTIES, SLOTS},
    css::rules_of,
};

/// The source of all that is drawn.
fn views() -> String {
    fn read(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, text);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut text = String::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view"),
        &mut text,
    );
    text
}

/// The words of an attribute, wherever it stands: those of its literal, or of all literals of its
/// expression.
fn words_of(source: &str, attribute: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (_, after) in source
        .match_indices(attribute)
        .map(|(place, found)| source[place..].split_at(found.len()))
    {
        let literals: Vec<&str> = match after.as_bytes().first() {
            Some(b'"') => after.split('"').skip(1).take(1).collect(),
            Some(b'{') => {
                let line = after.lines().next().unwrap();
                line.split('"').skip(1).step_by(2).collect()
            }
            _ => continue,
        };
        for literal in literals {
            words.extend(literal.split(' ').map(str::to_owned));
        }
    }
    words
}

fn set<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    names.map(str::to_owned).collect()
}

const LOADER: [&str; 2] = ["static/embed.js", "static/dialog.js"];

fn text_of(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The launcher and its dialog.
fn parts_of_the_loader() -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for text in LOADER.map(text_of) {
        for after in text.split("part: \"").skip(1) {
            parts.insert(after.split('"').next().unwrap().to_owned());
        }
    }
    parts
}

#[test]
fn words_are_found_in_literals_and_expressions() {
    let source = r#"<a part="b c" /><d part={if e { "f" } else { "g h" }} />"#;
    let found = words_of(source, " part=");
    assert_eq!(found, set(["b", "c", "f", "g", "h"].into_iter()));
}

#[test]
fn every_part_is_promised_and_every_promise_kept() {
    let views = views();
    // In markup, and of headings, which are drawn elsewhere than described.
    let of_views = &words_of(&views, " part=") | &words_of(&views, " part: Some(");
    let drawn = &of_views | &parts_of_the_loader();
    assert_eq!(drawn, set(CSS_PARTS.iter().map(|part| part.name)));
}

#[test]
fn every_slot_is_promised_and_every_promise_kept() {
    let drawn = words_of(&views(), "<slot name=");
    let promised = set(SLOTS.iter().map(|slot| slot.name));
    // The one without a name is the loader's.
    assert_eq!(drawn, &promised - &set([""].into_iter()));
}

/// What `base.css` makes of a name: the name, and what stands where the page says nothing.
fn read() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for rule in rules_of("src/view/style/base.css") {
        for (_, value) in &rule.declarations {
            found.extend(wishes(value));
        }
    }
    found
}

/// The custom properties of the page's that a text reads, each with what follows its name.
fn wishes(text: &str) -> Vec<(String, String)> {
    let wishes = text.match_indices("(--support-").map(|(place, _)| {
        let wish = &text[place + 1..];
        let end = wish.find([',', ')']).unwrap();
        (wish[..end].to_owned(), wish[end..].to_owned())
    });
    wishes.collect()
}

#[test]
fn every_property_is_promised_and_every_promise_kept() {
    let mut read: BTreeSet<_> = read().into_iter().map(|(name, _)| name).collect();
    for text in LOADER.map(text_of) {
        read.extend(wishes(&text).into_iter().map(|(name, _)| name));
    }
    let promised = set(CSS_PROPERTIES.iter().map(|property| property.name));
    assert_eq!(read, promised);
}

#[test]
fn the_defaults_are_those_of_the_style_sheet() {
    for property in CSS_PROPERTIES {
        if property.name == "--support-on-accent" {
            continue; // Computed: in words.
        }
        let fallback = format!(", {})", property.default);
        for (_, after) in read().iter().filter(|(name, _)| name == property.name) {
            assert!(after.starts_with(&fallback), "{}: {after}", property.name);
        }
    }
}
