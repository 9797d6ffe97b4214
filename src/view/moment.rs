//! A moment as "3 hours ago", with the exact time at hand.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::{
    model::time::{Unit, days_between, distance},
    text,
};

/// Props of [`Moment`].
#[derive(Properties, PartialEq)]
pub(super) struct MomentProps {
    /// The moment, in epoch seconds.
    pub at: i64,
    /// Now, in epoch seconds.
    pub now: i64,
    /// Puts the relative time into words.
    pub wording: Wording,
}

/// What a moment is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// When something was made.
    Made,
    /// When something last changed.
    Updated,
    /// When something was said.
    Said,
    /// When something was resolved.
    Resolved,
}

/// A moment as "3 hours ago"; the exact time is its tooltip and is read out with it.
#[component]
pub(super) fn Moment(props: &MomentProps) -> Html {
    let exact = AttrValue::from(exact_time(props.at));
    let relative = relative_time(props.now, props.at);
    let words = match props.wording {
        Wording::Made => text::made(&relative),
        Wording::Updated => text::updated(&relative),
        Wording::Said => relative,
        Wording::Resolved => text::resolved(&relative),
    };
    html! {
        <time class="moment" datetime={iso_time(props.at)} title={exact.clone()}>
            { words }
            <span class="visually-hidden">{ ", " }{ exact }</span>
        </time>
    }
}

/// A moment as day and time, in the customer's time zone.
pub(super) fn exact_time(at: i64) -> String {
    FORMATS.with(|formats| formatted(&formats.exact, at))
}

/// A moment as a promise names it: "14:30" today, "tomorrow at 14:30", else day and time, in the
/// customer's time zone.
pub(super) fn promised_time(now: i64, at: i64) -> String {
    let days = days_between((now, minutes_ahead(now)), (at, minutes_ahead(at)));
    let Some(days) = i8::try_from(days).ok().filter(|days| days.abs() <= 1) else {
        return exact_time(at);
    };
    FORMATS.with(|formats| {
        let time = formatted(&formats.time, at);
        if days == 0 {
            return time;
        }
        let day = String::from(formats.relative.format(f64::from(days), "day"));
        text::day_at(&day, &time)
    })
}

/// How many minutes the customer's clock is ahead of UTC at a moment.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a day has 1,440 minutes, and no number of them is 0"
)]
fn minutes_ahead(at: i64) -> i64 {
    -date(at).get_timezone_offset() as i64
}

fn formatted(format: &Function, at: i64) -> String {
    let text = format.call1(&JsValue::UNDEFINED, &date(at));
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// How long it is until a moment, such as “in 20 seconds”.
pub(super) fn countdown(now: i64, until: i64) -> String {
    match i32::try_from(until - now) {
        Ok(seconds @ ..90) => FORMATS.with(|formats| {
            let seconds = f64::from(seconds.max(1));
            formats.relative.format(seconds, "second").into()
        }),
        _ => relative_time(now, until),
    }
}

fn relative_time(now: i64, at: i64) -> String {
    let distance = distance(now, at);
    let unit = match distance.unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    FORMATS.with(|formats| {
        formats
            .relative
            .format(f64::from(distance.amount), unit)
            .into()
    })
}

fn iso_time(at: i64) -> Option<String> {
    let date = date(at);
    // A time outside of the calendar has no such form, and asking for it would throw.
    (!date.get_time().is_nan()).then(|| String::from(date.to_iso_string()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact for 285,000 years around 1970"
)]
fn date(at: i64) -> Date {
    Date::new(&JsValue::from_f64(at as f64 * 1000.0))
}

/// Made once: a formatter costs a thousand times what formatting costs.
struct Formats {
    exact: Function,
    time: Function,
    relative: Intl::RelativeTimeFormat,
}

thread_local! {
    static FORMATS: Formats = Formats::new();
}

impl Formats {
    fn new() -> Self {
        let locales = Array::of1(&locale());
        let exact = options([("dateStyle", "medium"), ("timeStyle", "short")]);
        Self {
            exact: Intl::DateTimeFormat::new(&locales, &exact).format(),
            time: Intl::DateTimeFormat::new(&locales, &options([("timeStyle", "short")])).format(),
            relative: Intl::RelativeTimeFormat::new(&locales, &options([("numeric", "auto")])),
        }
    }
}

/// The customer's own kind of the language that the sentences are in, such as British English.
fn locale() -> JsValue {
    let own = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let own = Reflect::get(&own, &"locale".into())
        .ok()
        .and_then(|own| own.as_string());
    own.filter(|own| own.starts_with(text::LANGUAGE))
        .as_deref()
        .unwrap_or(text::LANGUAGE)
        .into()
}

fn options<const N: usize>(pairs: [(&str, &str); N]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object can't fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    options
}
