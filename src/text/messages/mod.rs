//! Every sentence that a customer reads, in English: its key, what it is for, and its words.
//!
//! This is the one place where a key is decided. `cargo xtask contract` writes from it whatever repeats
//! it: `static/locales/en.json` for translators, the words of the loader, the type of the `texts`
//! property, the tables of `docs/languages.md`. It therefore knows nothing but `core`: the commands
//! include this folder as it is, with a macro `messages!` of their own.
//!
//! Each says what happened, what is safe and what to do next. `{name}` is filled in;
//! `{count, plural, one {…} other {…}}` and `{name, select, yes {…} other {…}}` choose.

pub mod conversation;
pub mod failure;
pub mod form;
pub mod list;
pub mod loader;
pub mod outbox;

/// A message: its key, and its words in English.
pub type Message = (&'static str, &'static str);

/// Some messages.
pub type Table = &'static [&'static Message];

/// What the messages are about, and the messages.
pub const ENGLISH: [(&str, Table); 6] = [
    ("The form", form::ENGLISH),
    ("What is kept and not sent yet", outbox::ENGLISH),
    ("What went wrong", failure::ENGLISH),
    ("The list", list::ENGLISH),
    ("One conversation", conversation::ENGLISH),
    ("The loader", loader::ENGLISH),
];

/// The languages: what a page calls each of them, and what its speakers do. All but English, the first,
/// are files in `static/locales`.
pub const LANGUAGES: [(&str, &str); 10] = [
    ("en", "English"),
    ("es", "Español"),
    ("pt", "Português (Brasil)"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("ja", "日本語"),
    ("hi", "हिन्दी"),
    ("ar", "العربية"),
    ("he", "עברית"),
    ("zh", "简体中文"),
];
