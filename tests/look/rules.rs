//! What may stand in the widget's style sheets.

use std::collections::BTreeSet;

use crate::css::{Rule, rules_of};

const SHEETS: [&str; 6] = [
    "src/view/style/base.css",
    "src/view/style/form.css",
    "src/view/style/list.css",
    "src/view/style/conversation.css",
    "src/view/style/outbox.css",
    "src/view/style/preferences.css",
];

fn all() -> impl Iterator<Item = (&'static str, Rule)> {
    SHEETS
        .into_iter()
        .flat_map(|sheet| rules_of(sheet).into_iter().map(move |rule| (sheet, rule)))
}

/// The declarations that a rule of the house forbids.
fn declarations(is_wrong: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (sheet, rule) in all() {
        for (name, value) in &rule.declarations {
            if is_wrong(name, value) {
                found.push(format!("{sheet}: {} {{ {name}: {value} }}", rule.selector));
            }
        }
    }
    found
}

/// Whether a value measures in a unit.
fn measures_in(value: &str, unit: &str) -> bool {
    let words = value.split(|mark: char| !(mark.is_ascii_alphanumeric() || mark == '.'));
    let mut numbers = words.filter_map(|word| word.strip_suffix(unit));
    numbers.any(|number| number.parse::<f32>().is_ok())
}

#[test]
fn every_sheet_is_looked_at() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/view/style");
    let files = std::fs::read_dir(folder).unwrap();
    assert_eq!(files.count(), SHEETS.len());
}

#[test]
fn no_size_is_that_of_the_pages_root_or_window() {
    assert!(measures_in("calc(1.5rem + 2px)", "rem"));
    assert!(!measures_in("var(--theorem) 2px", "rem"));
    let units = ["rem", "rlh", "vw", "vi", "vmin", "vmax", "dvw", "svw"];
    let found = declarations(|_, value| units.iter().any(|unit| measures_in(value, unit)));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn widths_are_asked_of_the_place_and_not_of_the_window() {
    let is_of_window = |query: &String| {
        query.starts_with("@media") && (query.contains("width") || query.contains("inline-size"))
    };
    let found: Vec<_> = all()
        .flat_map(|(_, rule)| rule.around)
        .filter(is_of_window)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn directions_are_those_of_the_text() {
    const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
    let is_physical = |name: &str, value: &str| {
        let has_side = name.split('-').any(|word| SIDES.contains(&word));
        let is_size =
            name.ends_with("width") && !name.starts_with("border") && !name.starts_with("stroke")
                || name.ends_with("height") && name != "line-height" && !name.starts_with("--");
        let is_to_a_side = ["text-align", "float", "clear", "justify-content"].contains(&name)
            && SIDES.contains(&value);
        // Four sides in one: the third and the fourth are not those of another direction.
        let has_sides = ["margin", "padding", "inset"].contains(&name) && !value.contains("calc");
        let sides: Vec<_> = value.split(' ').collect();
        let is_uneven = has_sides && sides.len() == 4 && sides[1] != sides[3];
        has_side || is_size || is_to_a_side || is_uneven
    };
    assert!(is_physical("margin-left", "0") && is_physical("max-width", "1em"));
    assert!(!is_physical("border-block-start-width", "0") && !is_physical("line-height", "1"));
    let found = declarations(is_physical);
    assert!(found.is_empty(), "{found:#?}");
}

/// The names of custom properties that a text speaks of.
fn names(text: &str, start: &str) -> BTreeSet<String> {
    let is_of_name = |mark: char| mark.is_ascii_alphanumeric() || mark == '-' || mark == '_';
    let found = text.match_indices(start).map(|(place, _)| {
        let name = &text[place..];
        name[..name.find(|mark| !is_of_name(mark)).unwrap_or(name.len())].to_owned()
    });
    found.collect()
}

#[test]
fn every_property_of_our_own_is_set_and_used() {
    let mut set = BTreeSet::new();
    let mut used = BTreeSet::new();
    for (_, rule) in all() {
        for (name, value) in &rule.declarations {
            set.extend(name.starts_with("--").then(|| name.clone()));
            used.extend(names(value, "--_"));
        }
    }
    assert!(used.contains("--_unit"));
    assert_eq!(set, used, "left: set, right: used");
}

#[test]
fn the_page_names_its_wishes_at_one_place() {
    let mut read: BTreeSet<_> = BTreeSet::new();
    for (sheet, rule) in all() {
        for (name, value) in &rule.declarations {
            let wishes = names(value, "--support-");
            let is_home = sheet.ends_with("base.css") && rule.selector == ".support";
            assert!(wishes.is_empty() || is_home, "{sheet}: {name}: {value}");
            read.extend(wishes);
        }
    }
    assert!(read.contains("--support-accent"));
}
