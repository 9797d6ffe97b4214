//! The languages are whole: every message is there in each, in words of its own, and fills in what the
//! English fills in, in every plural that the language has.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Map, Value};
use support_widget::text::{
    check,
    message::{Piece, names, parse},
    messages::{ENGLISH, LANGUAGES},
};

/// The plural categories of whole numbers, as CLDR has them: `tests/speech.rs` asks the browser.
const PLURALS: [(&str, &[&str]); 10] = [
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("pt", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("de", &["one", "other"]),
    ("ja", &["other"]),
    ("hi", &["one", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("he", &["one", "two", "other"]),
    ("zh", &["other"]),
];

/// What is rightly the same as in English.
const SAME: [(&str, &str); 4] = [
    ("de", "optional"),
    ("fr", "label_description"),
    ("fr", "messages"),
    ("fr", "somebody"),
];

/// Shapes without words, and names of formats.
const SAME_ANYWHERE: [&str; 8] = [
    "of_field",
    "of_question",
    "shown_of",
    "found_of",
    "or_more",
    "csv",
    "json",
    "direction",
];

fn english() -> impl Iterator<Item = (&'static str, &'static str)> {
    ENGLISH
        .into_iter()
        .flat_map(|(_, table)| table)
        .map(|message| **message)
}

fn file(tag: &str) -> Map<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("static/locales/{tag}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{tag}: {error}"))
}

/// What is wrong with a language, in sentences.
fn faults(tag: &str, messages: &Map<String, Value>) -> Vec<String> {
    let (_, plurals) = PLURALS
        .into_iter()
        .find(|(known, _)| *known == tag)
        .unwrap();
    let mut faults = Vec::new();
    let keys: BTreeSet<_> = english().map(|(key, _)| key).collect();
    let unknown = messages.keys().filter(|key| !keys.contains(key.as_str()));
    faults.extend(unknown.map(|key| format!("{tag} has `{key}`, which is no message")));
    for (key, english) in english() {
        let Some(message) = messages.get(key).and_then(Value::as_str) else {
            faults.push(format!("{tag} lacks `{key}`"));
            continue;
        };
        if let Err(fault) = check(key, message) {
            faults.push(format!("{tag} `{key}`: {fault:?}"));
            continue;
        }
        let is_free = SAME_ANYWHERE.contains(&key) || SAME.contains(&(tag, key));
        if tag != "en" && message == english && !is_free {
            faults.push(format!("{tag} `{key}` is not translated"));
        }
        if message.trim() != message || message.is_empty() {
            faults.push(format!(
                "{tag} `{key}` has blanks around it, or nothing in it"
            ));
        }
        let (pieces, of_english) = (parse(message).unwrap(), parse(english).unwrap());
        let (filled, expected) = (set(&pieces), set(&of_english));
        if filled != expected {
            faults.push(format!(
                "{tag} `{key}` fills in {filled:?} and not {expected:?}"
            ));
        }
        if plural_of(&pieces) != plural_of(&of_english) {
            faults.push(format!("{tag} `{key}` has no plural"));
        }
        check_plurals(&pieces, plurals, &mut |found| {
            faults.push(format!(
                "{tag} `{key}` has the plurals {found:?} and not {plurals:?}"
            ));
        });
    }
    faults
}

fn set<'a>(pieces: &[Piece<'a>]) -> BTreeSet<&'a str> {
    names(pieces).into_iter().collect()
}

/// What a message has a plural of.
fn plural_of<'a>(pieces: &[Piece<'a>]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for piece in pieces {
        if let Piece::Choice {
            name,
            is_plural,
            alternatives,
        } = piece
        {
            found.extend(is_plural.then_some(*name));
            found.extend(
                alternatives
                    .iter()
                    .flat_map(|(_, inside)| plural_of(inside)),
            );
        }
    }
    found
}

fn check_plurals(pieces: &[Piece<'_>], expected: &[&str], complain: &mut dyn FnMut(Vec<String>)) {
    for piece in pieces {
        let Piece::Choice {
            is_plural,
            alternatives,
            ..
        } = piece
        else {
            continue;
        };
        let found: Vec<_> = alternatives.iter().map(|(category, _)| *category).collect();
        if *is_plural && found != expected {
            complain(found.into_iter().map(str::to_owned).collect());
        }
        for (_, inside) in alternatives {
            check_plurals(inside, expected, complain);
        }
    }
}

#[test]
fn every_language_is_whole() {
    let faults: Vec<_> = LANGUAGES
        .iter()
        .flat_map(|(tag, _)| faults(tag, &file(tag)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn there_is_no_file_beside_those_of_the_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/locales");
    let files = fs::read_dir(folder).unwrap();
    let found: BTreeSet<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected: BTreeSet<_> = LANGUAGES
        .iter()
        .map(|(tag, _)| format!("{tag}.json"))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_written_from_right_to_left_says_so() {
    for (tag, _) in LANGUAGES {
        let expected = if ["ar", "he"].contains(&tag) {
            "rtl"
        } else {
            "ltr"
        };
        assert_eq!(file(tag)["direction"], expected, "{tag}");
    }
}

/// A moment may begin with a word, as in 明天 14:30, and between two of them there is no blank.
#[test]
fn no_blank_stands_between_chinese_words() {
    for (key, message) in file("zh") {
        let message = message.as_str().unwrap();
        for moment in [" {time}", " {relative}", " {day}"] {
            let before = message
                .split_once(moment)
                .and_then(|(before, _)| before.chars().last());
            let is_word = before.is_some_and(|last| ('\u{4e00}'..='\u{9fff}').contains(&last));
            assert!(!is_word, "{key}: {message}");
        }
    }
}

/// The loader fills in addresses by itself, and knows no plurals.
#[test]
fn the_loaders_words_hold_what_the_loader_can_fill_in() {
    for (tag, _) in LANGUAGES {
        let messages = file(tag);
        for (key, _) in support_widget::text::messages::loader::ENGLISH {
            let message = messages[*key].as_str().unwrap();
            let braces = message.replacen("{address}", "", 1);
            assert!(!braces.contains(['{', '}']), "{tag} `{key}`: {message}");
        }
    }
}

/// A way to break a language.
type Change = fn(&mut Map<String, Value>);

/// Each rule can fail: a broken copy of a language is found out.
#[test]
fn what_is_broken_is_found() {
    let broken = |change: Change| {
        let mut messages = file("ar");
        change(&mut messages);
        faults("ar", &messages).join("; ")
    };
    let changes: [(Change, &str); 7] = [
        (|all| drop(all.remove("send")), "ar lacks `send`"),
        (
            |all| drop(all.insert("sendd".into(), "إرسال".into())),
            "ar has `sendd`, which is no message",
        ),
        (
            |all| drop(all.insert("try_again".into(), "Try again".into())),
            "ar `try_again` is not translated",
        ),
        (
            |all| drop(all.insert("receipt".into(), "رقمه".into())),
            "ar `receipt` fills in {} and not {\"number\"}",
        ),
        (
            |all| drop(all.insert("receipt".into(), "{nombre}".into())),
            "ar `receipt`: Some(UnknownName(\"nombre\"))",
        ),
        (
            |all| drop(all.insert("messages_shown".into(), "{shown} رسالة".into())),
            "ar `messages_shown` has no plural",
        ),
        (
            |all| {
                let few = "{shown, plural, one {{shown} رسالة} other {{shown} رسائل}}";
                all.insert("messages_shown".into(), few.into());
            },
            "ar `messages_shown` has the plurals [\"one\", \"other\"] and not [\"zero\", \"one\", \"two\", \"few\", \"many\", \"other\"]",
        ),
    ];
    for (change, expected) in changes {
        assert_eq!(broken(change), expected);
    }
}
