//! From the element's attributes to a [`Config`], once.

use std::{
    cell::RefCell,
    ops::Deref,
    rc::{Rc, Weak},
};

use futures_util::future::FutureExt;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{form, language};
use crate::{
    api::{AskToken, TokenSource, Trace, use_answers_ahead},
    config::{Config, ConfigProblem, RawConfig},
    model::{part::Part, requester::Requester, status_labels::StatusLabels},
    text::Texts,
};

/// Everything that the page has set on an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settings {
    /// How much of the widget the element is: a matter of its name.
    pub(super) part: Part,
    /// What its attributes say.
    pub(super) config: Config,
    /// What it says, and in which language.
    pub(super) texts: Texts,
    /// Where its token comes from.
    pub(super) token: TokenSource,
    /// Where the debug panel is told what happens, if there is one.
    pub(super) trace: Trace,
    /// Brings the element into view, where it is kept behind a launcher.
    pub(super) open: Option<Function>,
    /// The function behind `token`, by which a change of it is noticed.
    get_token: Option<Function>,
}

/// What the loader and the style sheet go by, and take their own default of where it is none of these
/// words. They can't say so.
const WORDS: [(&str, &[&str], &str); 3] = [
    ("display", &["inline", "launcher"], "inline or launcher"),
    (
        "load",
        &["visible", "idle", "interaction", "eager"],
        "visible, idle, interaction or eager",
    ),
    ("theme", &["auto", "light", "dark"], "auto, light or dark"),
];

impl Settings {
    /// The customer has signed out: nothing says any more who they are.
    pub(super) fn forget_customer(&mut self) {
        self.config.requester = Requester::ByToken;
        self.token = TokenSource::None;
        self.get_token = None;
    }
}

/// Reads what the page has set, and says what of it cannot be used.
pub(super) fn read_settings(
    settings: &JsValue,
    before: Option<&Settings>,
) -> (Settings, Vec<ConfigProblem>) {
    let text = |name: &str| get(settings, name).and_then(|value| value.as_string());
    let get_token = get(settings, "getToken").and_then(|value| value.dyn_into::<Function>().ok());
    let (mut config, mut problems) = Config::read(&RawConfig {
        api_base: text("apiBase"),
        requester: text("requester"),
        requester_id: text("requesterId"),
        description_format: text("descriptionFormat"),
        is_rich: is_set(settings, "rich"),
        refresh: text("refreshSeconds"),
        heading_level: text("headingLevel"),
        url_state: text("urlState"),
        fields: form::read_fields(settings),
        context: form::read_context(settings),
        page_field: text("pageField"),
    });
    match read_labels(text("statusLabels")) {
        Ok(labels) => config.status_labels = labels,
        Err(problem) => problems.push(problem),
    }
    if text("display").as_deref() == Some("launcher") {
        // The dialog's own title is one above.
        config.heading_level = config.heading_level.not_first();
    }
    let (own, unusable) = language::read_own(text("texts"));
    problems.extend(unusable);
    let language = get(settings, "language").unwrap_or_default();
    problems.extend(WORDS.iter().filter_map(|(attribute, words, expected)| {
        let found = text(attribute).filter(|found| !words.contains(&found.as_str()))?;
        Some(ConfigProblem {
            attribute,
            expected,
            found,
        })
    }));
    if let Some(Ok(take)) = get(settings, "takeAhead").map(JsCast::dyn_into) {
        use_answers_ahead(take);
    }
    // The same function stays the same source, or each change of an attribute would start anew.
    let token = match (&get_token, before) {
        (Some(function), Some(before)) if before.get_token.as_ref() == Some(function) => {
            before.token.clone()
        }
        (Some(function), _) => asking(function.clone()),
        (None, _) => fixed(text("token")),
    };
    (
        Settings {
            part: match text("part").as_deref() {
                Some("form") => Part::Form,
                Some("conversations") => Part::Conversations,
                _ => Part::Whole,
            },
            config,
            texts: Texts::new(language::read(&language), own),
            token,
            trace: get(settings, "trace")
                .and_then(|trace| trace.dyn_into().ok())
                .map(Trace::to)
                .unwrap_or_default(),
            open: get(settings, "open").and_then(|open| open.dyn_into().ok()),
            get_token,
        },
        problems,
    )
}

/// What the loader hands over for a name: `undefined` where nothing is set.
pub(super) fn get(settings: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(settings, &name.into()).ok()?;
    (!value.is_undefined()).then_some(value)
}

fn is_set(settings: &JsValue, name: &str) -> bool {
    get(settings, name).is_some_and(|value| value.is_truthy())
}

/// The page's words for statuses: a JSON object of texts. The browser has a parser for it.
fn read_labels(json: Option<String>) -> Result<StatusLabels, ConfigProblem> {
    let Some(json) = json.filter(|json| !json.trim().is_empty()) else {
        return Ok(StatusLabels::default());
    };
    labels(&json).ok_or(ConfigProblem {
        attribute: "status-labels",
        expected: "a JSON object of texts",
        found: json,
    })
}

fn labels(json: &str) -> Option<StatusLabels> {
    let value = JSON::parse(json).ok()?;
    let entries = Object::entries(form::plain_object(&value)?);
    let pairs = entries.iter().map(|pair| {
        let pair: Array = pair.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    pairs.collect()
}

fn fixed(token: Option<String>) -> TokenSource {
    let token = token
        .map(|token| token.trim().to_owned())
        .filter(|token| !token.is_empty());
    token.map_or(TokenSource::None, |token| TokenSource::Fixed(token.into()))
}

thread_local! {
    /// The questions that are in use, by the functions behind them: the same function is the same source,
    /// whichever element it was set on.
    static QUESTIONS: RefCell<Vec<(Function, Weak<Question>)>> = const { RefCell::new(Vec::new()) };
}

type Question = <AskToken as Deref>::Target;

fn asking(get_token: Function) -> TokenSource {
    QUESTIONS.with_borrow_mut(|questions| {
        questions.retain(|(_, question)| question.strong_count() > 0);
        let known = questions
            .iter()
            .find(|(function, _)| *function == get_token);
        let question = known.and_then(|(_, question)| question.upgrade());
        TokenSource::Ask(question.unwrap_or_else(|| {
            let question = question_of(get_token.clone());
            questions.push((get_token, Rc::downgrade(&question)));
            question
        }))
    })
}

/// A page's `getToken`: it may answer with a string or the promise of one. An exception, a
/// rejection or anything else means that it has none to give.
fn question_of(get_token: Function) -> AskToken {
    Rc::new(move || {
        let answer = get_token.call0(&JsValue::UNDEFINED);
        async move {
            let token = JsFuture::from(Promise::resolve(&answer.ok()?)).await.ok()?;
            token.as_string().filter(|token| !token.is_empty())
        }
        .boxed_local()
    })
}
