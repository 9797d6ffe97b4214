//! The language that the loader has found for an element, and what the page says in its place.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use yew::AttrValue;

use super::{attributes::get, form};
use crate::{
    config::ConfigProblem,
    text::{self, Language},
};

/// A language as the loader gave it, and what was made of it.
type Known = (JsValue, String, Rc<Language>);

thread_local! {
    /// The languages in use, by their messages and tags: elements of the same language share it, and
    /// nothing is drawn anew because some setting was read again.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

/// The language that `static/language.js` says: its `tag`, and its `words` by key, if they are not English.
pub(super) fn read(given: &JsValue) -> Rc<Language> {
    let tag = get(given, "tag").and_then(|tag| tag.as_string());
    let tag = tag.unwrap_or_else(|| "en".to_owned());
    let words = get(given, "words").unwrap_or_default();
    KNOWN.with_borrow_mut(|known| {
        let is_it = |(of, called, _): &&Known| *of == words && *called == tag;
        if let Some((.., language)) = known.iter().find(is_it) {
            return Rc::clone(language);
        }
        let language = Rc::new(Language::new(&tag, messages(&words)));
        known.push((words, tag, Rc::clone(&language)));
        language
    })
}

/// Messages by key. What is none is left out: English stands in for it.
fn messages(words: &JsValue) -> Vec<(String, String)> {
    let Some(words) = words.dyn_ref::<Object>() else {
        return Vec::new();
    };
    let entries = Object::entries(words).into_iter();
    entries
        .filter_map(|entry| {
            let (key, message) = pair(entry);
            Some((key, message.as_string()?))
        })
        .collect()
}

fn pair(entry: JsValue) -> (String, JsValue) {
    let entry: Array = entry.unchecked_into();
    (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
}

/// The page's own messages: a JSON object, of which each that can be used counts, and what is wrong with
/// the others.
pub(super) fn read_own(json: Option<String>) -> (Rc<[(String, AttrValue)]>, Vec<ConfigProblem>) {
    let Some(json) = json.filter(|json| !json.trim().is_empty()) else {
        return (Rc::default(), Vec::new());
    };
    let value = JSON::parse(&json).ok();
    let Some(given) = value.as_ref().and_then(form::plain_object) else {
        return (Rc::default(), vec![problem(json)]);
    };
    let mut problems = Vec::new();
    let mut own = Vec::new();
    for entry in Object::entries(given) {
        let (key, message) = pair(entry);
        match message.as_string() {
            Some(message) if text::check(&key, &message).is_ok() => {
                own.push((key, AttrValue::from(message)));
            }
            _ => problems.push(problem([&key, ": ", &form::shown(&message)].concat())),
        }
    }
    (own.into(), problems)
}

fn problem(found: String) -> ConfigProblem {
    ConfigProblem {
        attribute: "texts",
        expected: "a JSON object of messages by key, which fill in nothing that ours don’t",
        found,
    }
}
