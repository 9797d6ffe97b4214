//! What repeats the messages of `src/text/messages`: the file for translators, the loader's own words, the
//! type of `texts`, the tables in `docs/languages.md`.

use anyhow::Result;
use serde_json::Value;

pub(crate) use self::data::LANGUAGES;
use self::data::{ENGLISH, Table, loader};
use super::sentence;

/// Makes of messages the table of a folder's file, and a table of what each is for.
macro_rules! messages {
    ($(
        $(#[doc = $meaning:literal])+
        $key:ident $(($($argument:ident: $kind:ty),+))? = $english:literal;
    )+) => {
        pub const ENGLISH: super::Table = &[$(&(stringify!($key), $english)),+];
        pub const MEANINGS: super::Table = &[$(&(stringify!($key), concat!($($meaning),+))),+];
    };
}

#[path = "../../../src/text/messages/mod.rs"]
#[allow(
    unreachable_pub,
    reason = "written for the widget, whose public source this is"
)]
mod data;

const MEANINGS: [Table; 6] = [
    data::form::MEANINGS,
    data::outbox::MEANINGS,
    data::failure::MEANINGS,
    data::list::MEANINGS,
    data::conversation::MEANINGS,
    loader::MEANINGS,
];

fn meaning(key: &str) -> &'static str {
    let mut all = MEANINGS.into_iter().flatten();
    all.find(|(known, _)| *known == key)
        .map_or("", |(_, meaning)| meaning.trim())
}

/// `static/locales/en.json`: every message by its key.
pub(super) fn english() -> Result<String> {
    let mut lines = Vec::new();
    for (key, english) in ENGLISH.into_iter().flat_map(|(_, table)| table) {
        lines.push(format!("  \"{key}\": {}", serde_json::to_string(english)?));
    }
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// The languages that are files, and the loader's own words: constants of `static/language.js`.
pub(super) fn of_loader() -> String {
    let tags = LANGUAGES[1..].iter().map(|(tag, _)| *tag);
    let tags: Vec<_> = tags.collect();
    let words = loader::ENGLISH.iter();
    let words: String = words
        .map(|(key, english)| format!("  {key}: {},\n", Value::from(*english)))
        .collect();
    format!(
        "const LANGUAGES = \"{}\".split(\" \");\nconst ENGLISH = {{\n{words}}};\n",
        tags.join(" ")
    )
}

/// The type of `texts`.
pub(super) fn texts_type() -> String {
    let keys = ENGLISH.into_iter().flat_map(|(_, table)| table);
    let keys: String = keys
        .map(|(key, _)| format!("  /** {} */\n  {key}?: string;\n", sentence(meaning(key))))
        .collect();
    format!(
        "\n/** Messages by key, in the place of the widget's own: `docs/languages.md`. */\nexport interface SupportTexts {{\n{keys}}}\n"
    )
}

/// The languages.
pub(super) fn languages() -> String {
    let rows = LANGUAGES.map(|(tag, name)| format!("| `{tag}` | {name} |\n"));
    format!("| `lang` | language |\n| --- | --- |\n{}", rows.concat())
}

/// The messages, with what each is for.
pub(super) fn messages() -> String {
    let mut text = String::new();
    for (about, table) in ENGLISH {
        text +=
            &format!("\n### {about}\n\n| key | what it is for | English |\n| --- | --- | --- |\n");
        for (key, english) in table {
            let english = english.replace('|', "\\|");
            text += &format!("| `{key}` | {} | {english} |\n", meaning(key));
        }
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_what_it_is_for() {
        for (key, _) in ENGLISH.into_iter().flat_map(|(_, table)| table) {
            assert!(!meaning(key).is_empty(), "{key}");
        }
        assert_eq!(meaning("send"), "the button that sends the form");
    }

    #[test]
    fn the_file_for_translators_is_json_with_every_key() {
        let read: serde_json::Map<String, Value> =
            serde_json::from_str(&english().unwrap()).unwrap();
        let keys = ENGLISH.into_iter().flat_map(|(_, table)| table).count();
        assert_eq!(read.len(), keys);
        assert_eq!(read["send"], "Send");
    }

    #[test]
    fn the_loader_has_its_words_and_the_names_of_the_files() {
        let text = of_loader();
        assert!(
            text.starts_with("const LANGUAGES = \"es pt fr de ja hi ar he zh\".split(\" \");\n")
        );
        assert!(text.contains("\n  close: \"Close\",\n"), "{text}");
    }
}
