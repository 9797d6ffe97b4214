//! What the page asks of the element by its methods: from a JavaScript value to a [`Command`].

use support_wire::Texts;
use wasm_bindgen::JsValue;

use super::form::{pairs, plain_object, shown};
use crate::{
    hooks::Command,
    model::{
        draft::{Field, Value},
        place::Place,
    },
};

/// The command that a call stands for.
///
/// # Errors
/// What is wrong with the argument, for the page's developer.
pub(super) fn read_call(method: &str, argument: &JsValue) -> Result<Command, String> {
    match method {
        "show" => read_place(argument).map(Command::Show),
        "prefill" => read_values(argument).map(Command::Prefill),
        "refresh" => Ok(Command::Refresh),
        _ => Err(["there is no method `", method, "`"].concat()),
    }
}

fn read_place(argument: &JsValue) -> Result<Place, String> {
    let text = argument.as_string();
    // Text is read as a whole number: reading any number from it costs 12 KB of tables.
    let id = match &text {
        Some(text) => text.trim().parse().ok(),
        None => argument.as_f64().and_then(whole),
    };
    match (text.as_deref(), id) {
        (Some("form"), _) => Ok(Place::Form),
        (Some("list"), _) => Ok(Place::List),
        (_, Some(id)) if is_number(id) => Ok(Place::Conversation(id)),
        _ => Err(problem(
            "show",
            "`form`, `list` or a conversation's number",
            argument,
        )),
    }
}

fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0).then_some(number as i64)
}

/// Whether it can be a conversation's.
fn is_number(id: i64) -> bool {
    id > 0 && id <= js_sys::Number::MAX_SAFE_INTEGER as i64
}

fn read_values(argument: &JsValue) -> Result<Vec<(Field, Value)>, String> {
    let wrong = || problem("prefill", "texts by internal name", argument);
    let values = pairs(plain_object(argument).ok_or_else(wrong)?);
    let values = values.map(|pair| {
        let (name, Texts(mut texts)) = pair.map_err(|_| wrong())?;
        let value = match texts.pop() {
            Some(text) if texts.is_empty() => Value::Text(text),
            last => {
                texts.extend(last);
                Value::List(texts)
            }
        };
        Ok((Field::named(&name), value))
    });
    values.collect()
}

fn problem(method: &str, expected: &str, found: &JsValue) -> String {
    let found = shown(found);
    [
        "method `",
        method,
        "`: expected ",
        expected,
        ", found `",
        &found,
        "`",
    ]
    .concat()
}
