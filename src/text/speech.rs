//! What a language does to numbers, days and times.

use std::cell::OnceCell;

use js_sys::{Array, Date, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::model::time::Unit;

/// What a language does to numbers, days and times. Moments are in epoch seconds, and written in the
/// customer's time zone.
pub trait Speech {
    /// A number with the language's own digits and separators.
    fn number(&self, number: f64) -> String;
    /// The plural category of a number: `one`, `few`, `other` and so on.
    fn plural(&self, number: f64) -> String;
    /// A text that begins with a capital, where the language has capitals.
    fn capital(&self, text: &str) -> String;
    /// A text of somebody else's, kept from turning the words around it round.
    fn set_apart(&self, text: &str) -> String;
    /// Day and time.
    fn exact(&self, at: i64) -> String;
    /// The time of day, which is not broken over two lines.
    fn time(&self, at: i64) -> String;
    /// A distance from now, such as “in 20 seconds” or “yesterday”.
    fn relative(&self, amount: i32, unit: Unit) -> String;
}

/// The browser's own knowledge of a language. A formatter costs a thousand times what formatting costs,
/// so each is made once, when it is first asked for.
pub struct Browser {
    tag: String,
    is_right_to_left: bool,
    number: OnceCell<Function>,
    plural: OnceCell<Intl::PluralRules>,
    exact: OnceCell<Function>,
    time: OnceCell<Function>,
    relative: OnceCell<Intl::RelativeTimeFormat>,
}

impl Browser {
    /// What the browser knows of the language of a well-formed tag.
    #[must_use]
    pub fn new(tag: &str, is_right_to_left: bool) -> Self {
        Self {
            tag: tag.to_owned(),
            is_right_to_left,
            number: OnceCell::new(),
            plural: OnceCell::new(),
            exact: OnceCell::new(),
            time: OnceCell::new(),
            relative: OnceCell::new(),
        }
    }

    fn locales(&self) -> Array {
        Array::of1(&self.tag.as_str().into())
    }

    fn date_format(&self, pairs: &[(&str, &str)]) -> Function {
        Intl::DateTimeFormat::new(&self.locales(), &options(pairs)).format()
    }
}

impl Speech for Browser {
    fn number(&self, number: f64) -> String {
        let format = self
            .number
            .get_or_init(|| Intl::NumberFormat::new(&self.locales(), &Object::new()).format());
        formatted(format, &number.into())
    }

    fn plural(&self, number: f64) -> String {
        let rules = self
            .plural
            .get_or_init(|| Intl::PluralRules::new(&self.locales(), &Object::new()));
        rules.select(number).into()
    }

    fn capital(&self, text: &str) -> String {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let (first, rest) = text.split_at(first);
        let first = String::from(JsString::from(first).to_locale_upper_case(Some(&self.tag)));
        first + rest
    }

    fn set_apart(&self, text: &str) -> String {
        if self.is_right_to_left || text.chars().any(is_right_to_left) {
            isolated(text)
        } else {
            text.to_owned()
        }
    }

    fn exact(&self, at: i64) -> String {
        let format = self
            .exact
            .get_or_init(|| self.date_format(&[("dateStyle", "medium"), ("timeStyle", "short")]));
        formatted(format, &date(at))
    }

    fn time(&self, at: i64) -> String {
        let format = self
            .time
            .get_or_init(|| self.date_format(&[("timeStyle", "short")]));
        formatted(format, &date(at)).replace(' ', "\u{a0}")
    }

    fn relative(&self, amount: i32, unit: Unit) -> String {
        let unit = match unit {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        let format = self.relative.get_or_init(|| {
            Intl::RelativeTimeFormat::new(&self.locales(), &options(&[("numeric", "auto")]))
        });
        format.format(f64::from(amount), unit).into()
    }
}

/// A moment in epoch seconds as the browser has it.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "exact for 285,000 years around 1970"
)]
pub fn date(at: i64) -> Date {
    Date::new(&JsValue::from_f64(at as f64 * 1000.0))
}

fn formatted(format: &Function, value: &JsValue) -> String {
    let text = format.call1(&JsValue::UNDEFINED, value);
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object can't fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

/// A text between the marks that Unicode has for this, which nobody sees.
fn isolated(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}

/// Whether a letter belongs to a script that is written from right to left: Hebrew to Arabic Extended-A,
/// their presentation forms, and the planes of historic scripts and of Adlam.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A double for tests where there is no browser: digits, and the plurals of English.
#[cfg(test)]
pub(super) struct Plain;

#[cfg(test)]
impl Speech for Plain {
    fn number(&self, number: f64) -> String {
        number.to_string()
    }

    fn plural(&self, number: f64) -> String {
        if number == 1.0 { "one" } else { "other" }.to_owned()
    }

    fn capital(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }

    fn set_apart(&self, text: &str) -> String {
        text.to_owned()
    }

    fn exact(&self, at: i64) -> String {
        crate::model::time::iso_utc(at)
    }

    fn time(&self, at: i64) -> String {
        crate::model::time::iso_utc(at)
    }

    fn relative(&self, amount: i32, unit: Unit) -> String {
        format!("{amount} {unit:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

    #[test]
    fn scripts_from_right_to_left_are_known() {
        assert!(
            ['א', 'ب', 'ﷺ', '𞤀', 'ދ', 'ܐ']
                .into_iter()
                .all(is_right_to_left)
        );
        assert!(
            !['a', 'é', 'я', '漢', 'अ', '😀']
                .into_iter()
                .any(is_right_to_left)
        );
    }
}
