//! What a customer reads, in their language. The sentences stand in [`messages`], in English; those of
//! other languages come from outside, and the page may put its own in the place of any. What is said
//! when is decided here, once for all languages.

mod conversation;
mod failure;
mod form;
mod list;
pub mod message;
pub mod speech;
mod times;

use std::{fmt, rc::Rc};

use yew::AttrValue;

use self::{
    message::{Argument, Fault},
    messages::Message,
    speech::{Browser, Speech},
};

/// Makes of messages the table of a folder's file and, for each, a method of [`Texts`].
macro_rules! messages {
    ($(
        $(#[doc = $meaning:literal])+
        $key:ident $(($($argument:ident: $kind:ty),+))? = $english:literal;
    )+) => {
        /// The messages of this file, by key, in English.
        pub const ENGLISH: super::Table = &[$(&(stringify!($key), $english)),+];

        // Most of them are said in one place only, where that is less code than a function.
        impl $crate::text::Texts {
            $(
                $(#[doc = concat!("The message for:", $meaning, ".")])+
                #[must_use]
                #[inline(always)]
                pub fn $key(&self $($(, $argument: $kind)+)?) -> yew::AttrValue {
                    self.say(&(stringify!($key), $english), &[$($((stringify!($argument), $argument.into())),+)?])
                }
            )+
        }
    };
}

pub mod messages;

/// What stands between a sentence and the next one. An ideographic full stop brings its own space.
#[must_use]
pub fn gap_after(sentence: &str) -> &'static str {
    if sentence.ends_with('。') { "" } else { " " }
}

/// A language: its sentences, and what it does to numbers, days and times.
pub struct Language {
    tag: AttrValue,
    messages: Vec<(String, AttrValue)>,
    speech: Box<dyn Speech>,
}

impl Language {
    /// The language of a well-formed BCP 47 tag, with its messages by key. English stands in for those
    /// that are missing.
    #[must_use]
    pub fn new(tag: &str, messages: impl IntoIterator<Item = (String, String)>) -> Self {
        let messages: Vec<_> = messages
            .into_iter()
            .map(|(key, message)| (key, AttrValue::from(message)))
            .collect();
        let is_right_to_left = found("direction", &messages).is_some_and(|way| way == "rtl");
        Self {
            tag: tag.to_owned().into(),
            messages,
            speech: Box::new(Browser::new(tag, is_right_to_left)),
        }
    }
}

/// What the widget says: a language, and what the page says in its place.
#[derive(Clone)]
pub struct Texts {
    language: Rc<Language>,
    own: Rc<[(String, AttrValue)]>,
}

impl PartialEq for Texts {
    /// A language that was made anew is another one.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.language, &other.language) && self.own == other.own
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Texts").field(&self.language.tag).finish()
    }
}

impl Default for Texts {
    /// English.
    fn default() -> Self {
        thread_local! {
            static ENGLISH: Rc<Language> = Rc::new(Language::new("en", []));
        }
        Self::new(ENGLISH.with(Rc::clone), Rc::default())
    }
}

impl Texts {
    /// A language, with the page's own messages by key. Those are to have been checked: [`check`].
    #[must_use]
    pub fn new(language: Rc<Language>, own: Rc<[(String, AttrValue)]>) -> Self {
        Self { language, own }
    }

    /// The language's tag.
    #[must_use]
    pub fn tag(&self) -> AttrValue {
        self.language.tag.clone()
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(&self, number: usize) -> String {
        match Argument::from(number) {
            Argument::Number(number) => self.speech().number(number),
            Argument::Text(text) => text.to_owned(),
        }
    }

    fn speech(&self) -> &dyn Speech {
        self.language.speech.as_ref()
    }

    /// A message. One that can't be filled in, which no check has seen, gives way to the English.
    fn say(
        &self,
        (key, english): &'static Message,
        arguments: &[(&str, Argument<'_>)],
    ) -> AttrValue {
        let known = found(key, &self.own).or_else(|| found(key, &self.language.messages));
        let message = known.unwrap_or(AttrValue::Static(english));
        if !message.contains('{') {
            return message;
        }
        let filled = |message| message::filled(message, arguments, self.speech());
        let text = filled(&message).or_else(|_| filled(english));
        text.unwrap_or_default().into()
    }

    /// English as it is said where there is no browser.
    #[cfg(test)]
    fn plain() -> Self {
        let language = Language {
            speech: Box::new(speech::Plain),
            ..Language::new("en", [])
        };
        Self::new(Rc::new(language), Rc::default())
    }
}

/// A language has some two hundred messages, whose keys differ in length and at their beginning: looking
/// at one after the other costs less than code for anything cleverer.
fn found(key: &str, messages: &[(String, AttrValue)]) -> Option<AttrValue> {
    let message = messages.iter().find(|(known, _)| known == key);
    message.map(|(_, message)| message.clone())
}

/// Checks a message that is to stand for one of ours: it has to be well-formed and to fill in nothing
/// that ours doesn't.
///
/// # Errors
/// Its fault; `None` where there is no such key.
pub fn check(key: &str, message: &str) -> Result<(), Option<Fault>> {
    let mut all = messages::ENGLISH.iter().flat_map(|(_, table)| *table);
    let (_, english) = all.find(|(known, _)| *known == key).ok_or(None)?;
    let names = |message| message::parse(message).map(|pieces| message::names(&pieces));
    let known = names(english)?;
    let unknown = names(message)?
        .into_iter()
        .find(|name| !known.contains(name));
    match unknown {
        Some(name) => Err(Some(Fault::UnknownName(name.to_owned()))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(messages: &[(&str, &str)], own: &[(&str, &str)]) -> Texts {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            let owned = |(key, message): &(&str, &str)| ((*key).to_owned(), (*message).to_owned());
            pairs.iter().map(owned).collect()
        };
        let language = Language {
            speech: Box::new(speech::Plain),
            ..Language::new("de", pairs(messages))
        };
        let own = pairs(own)
            .into_iter()
            .map(|(key, message)| (key, message.into()));
        Texts::new(Rc::new(language), own.collect())
    }

    #[test]
    fn a_full_stop_that_brings_its_own_space_gets_no_other() {
        assert_eq!(gap_after("It is number 7."), " ");
        assert_eq!(gap_after("受付番号は 7 です。"), "");
    }

    #[test]
    fn the_pages_words_go_before_the_languages_and_those_before_english() {
        let texts = spoken(
            &[("send", "Senden"), ("change", "Ändern")],
            &[("send", "Ab!")],
        );
        assert_eq!(texts.send(), "Ab!");
        assert_eq!(texts.change(), "Ändern");
        assert_eq!(texts.discard(), "Discard");
    }

    #[test]
    fn what_can_not_be_filled_in_is_said_in_english() {
        let texts = spoken(&[("receipt", "Nummer {nummer}"), ("next_try", "{")], &[]);
        assert_eq!(texts.receipt("12"), "It is number 12.");
        assert_eq!(texts.next_try("soon"), "Next try soon.");
    }

    #[test]
    fn a_message_is_held_against_the_english() {
        assert_eq!(check("receipt", "Nummer {number}"), Ok(()));
        assert_eq!(check("receipt", "Danke!"), Ok(()));
        assert_eq!(check("recipe", "Danke!"), Err(None));
        assert_eq!(check("receipt", "{number"), Err(Some(Fault::Syntax)));
        let unknown = Fault::UnknownName("nummer".to_owned());
        assert_eq!(check("receipt", "{nummer}"), Err(Some(unknown)));
    }

    #[test]
    fn the_same_language_is_the_same() {
        assert!(Texts::default() == Texts::default());
        assert!(Texts::plain() != Texts::default());
        assert!(spoken(&[], &[("send", "Ab!")]) != spoken(&[], &[]));
    }
}
