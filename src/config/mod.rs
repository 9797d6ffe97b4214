//! What the page has set, validated once. Nothing here is left to interpret, and nothing here knows
//! the document.

mod heading_level;

use std::{fmt, rc::Rc};

use support_wire::{FormField, Texts};

pub use self::heading_level::HeadingLevel;

use crate::model::{
    requester::{Address, Requester},
    status_labels::StatusLabels,
    url_state::UrlMode,
};

/// Where the API is when the page does not say: the gateway on the page's own origin.
pub const DEFAULT_API_BASE: &str = "/support/v1";
/// How often a list that is in view is looked at anew, in seconds, when the page does not say.
pub const DEFAULT_REFRESH_SECONDS: u32 = 120;
/// The longest time between two looks, in seconds: a day.
const REFRESH_SECONDS_MAX: u32 = 86_400;

/// A widget's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The API's place, without a trailing slash: a path on the page's origin or an absolute URL.
    pub api_base: String,
    /// Whose conversations these are.
    pub requester: Requester,
    /// How the opening text is sent.
    pub description_format: DescriptionFormat,
    /// Whether the HTML of answers is shown as such where the browser itself can make it safe, and
    /// not as text.
    pub is_rich: bool,
    /// Seconds between two looks at what changed in the list, while it is in view; 0 is never.
    pub refresh_seconds: u32,
    /// Where the widget's titles stand among the page's headings.
    pub heading_level: HeadingLevel,
    /// Which part of the page's address says where the customer is.
    pub url_mode: UrlMode,
    /// The page's own words for statuses.
    pub status_labels: StatusLabels,
    /// What the page says about the form's fields, what goes along unseen included.
    pub fields: Rc<[FormField]>,
    /// The custom field that the page's address goes into, if it goes anywhere.
    pub page_field: Option<Rc<str>>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_base: DEFAULT_API_BASE.to_owned(),
            requester: Requester::ByToken,
            description_format: DescriptionFormat::Text,
            is_rich: false,
            refresh_seconds: DEFAULT_REFRESH_SECONDS,
            heading_level: HeadingLevel::default(),
            url_mode: UrlMode::Off,
            status_labels: StatusLabels::default(),
            fields: Rc::default(),
            page_field: None,
        }
    }
}

/// How the opening text is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DescriptionFormat {
    /// As typed: the gateway makes HTML of it.
    #[default]
    Text,
    /// As HTML made by the widget, for a desk or the vendor.
    Html,
}

/// The settings as the page wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawConfig {
    /// `api-base`.
    pub api_base: Option<String>,
    /// `requester`: an e-mail address or a telephone number.
    pub requester: Option<String>,
    /// `requester-id`: a contact id.
    pub requester_id: Option<String>,
    /// `description-format`: `text` or `html`.
    pub description_format: Option<String>,
    /// `rich`: set, or not.
    pub is_rich: bool,
    /// `refresh-seconds`.
    pub refresh: Option<String>,
    /// `heading-level`: 1 to 6.
    pub heading_level: Option<String>,
    /// `url-state`: `query` or `fragment`.
    pub url_state: Option<String>,
    /// `fields`: definitions of fields, or what was found in the place of one.
    pub fields: Vec<Result<FormField, String>>,
    /// `context`: values that go along unseen, by internal name, or what was found instead.
    pub context: Vec<Result<(String, Texts), String>>,
    /// `page-field`: the internal name of a custom field.
    pub page_field: Option<String>,
}

/// A setting that cannot be used. Its default stands instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The attribute's name.
    pub attribute: &'static str,
    /// What it should have been.
    pub expected: &'static str,
    /// What it was.
    pub found: String,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            attribute,
            expected,
            found,
        } = self;
        write!(
            f,
            "attribute `{attribute}`: expected {expected}, found `{found}`"
        )
    }
}

impl Config {
    /// Reads what the page wrote. A setting that cannot be used is named and takes its default; a
    /// requester that cannot be used leaves the requester **unknown**, never somebody else.
    #[must_use]
    pub fn read(raw: &RawConfig) -> (Self, Vec<ConfigProblem>) {
        let mut problems = Vec::new();
        let config = Self {
            api_base: usable(read_api_base(raw.api_base.as_deref()), &mut problems)
                .unwrap_or_else(|| DEFAULT_API_BASE.to_owned()),
            requester: usable(read_requester(raw), &mut problems).unwrap_or(Requester::Unusable),
            description_format: usable(
                read_format(raw.description_format.as_deref()),
                &mut problems,
            )
            .unwrap_or_default(),
            is_rich: raw.is_rich,
            refresh_seconds: usable(read_refresh(raw.refresh.as_deref()), &mut problems)
                .unwrap_or(DEFAULT_REFRESH_SECONDS),
            heading_level: usable(
                read_heading_level(raw.heading_level.as_deref()),
                &mut problems,
            )
            .unwrap_or_default(),
            url_mode: usable(read_url_mode(raw.url_state.as_deref()), &mut problems)
                .unwrap_or_default(),
            status_labels: StatusLabels::default(),
            fields: read_fields(raw, &mut problems),
            page_field: present(raw.page_field.as_deref()).map(Rc::from),
        };
        (config, problems)
    }
}

fn usable<T>(setting: Result<T, ConfigProblem>, problems: &mut Vec<ConfigProblem>) -> Option<T> {
    setting.map_err(|problem| problems.push(problem)).ok()
}

fn present(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn read_api_base(value: Option<&str>) -> Result<String, ConfigProblem> {
    let Some(value) = present(value) else {
        return Ok(DEFAULT_API_BASE.to_owned());
    };
    let is_url = value.starts_with("https://") || value.starts_with("http://");
    let is_path = value.starts_with('/') && !value.starts_with("//");
    if (is_url || is_path) && !value.contains(['?', '#', '\\']) {
        return Ok(value.trim_end_matches('/').to_owned());
    }
    Err(problem(
        "api-base",
        "an absolute URL or a path from the root",
        value,
    ))
}

fn read_requester(raw: &RawConfig) -> Result<Requester, ConfigProblem> {
    if let Some(id) = present(raw.requester_id.as_deref()) {
        return match id.parse() {
            Ok(id) if id > 0 => Ok(Requester::Id(id)),
            _ => Err(problem("requester-id", "a contact id", id)),
        };
    }
    let Some(address) = present(raw.requester.as_deref()) else {
        return Ok(Requester::ByToken);
    };
    Address::parse(address)
        .map(Requester::Address)
        .ok_or_else(|| {
            problem(
                "requester",
                "an e-mail address or a telephone number",
                address,
            )
        })
}

fn read_format(value: Option<&str>) -> Result<DescriptionFormat, ConfigProblem> {
    match present(value) {
        None | Some("text") => Ok(DescriptionFormat::Text),
        Some("html") => Ok(DescriptionFormat::Html),
        Some(other) => Err(problem("description-format", "text or html", other)),
    }
}

fn read_refresh(value: Option<&str>) -> Result<u32, ConfigProblem> {
    let Some(value) = present(value) else {
        return Ok(DEFAULT_REFRESH_SECONDS);
    };
    let seconds = value.parse().ok();
    seconds
        .filter(|seconds| *seconds <= REFRESH_SECONDS_MAX)
        .ok_or_else(|| {
            problem(
                "refresh-seconds",
                "seconds up to 86400, or 0 for never",
                value,
            )
        })
}

fn read_heading_level(value: Option<&str>) -> Result<HeadingLevel, ConfigProblem> {
    let Some(value) = present(value) else {
        return Ok(HeadingLevel::default());
    };
    HeadingLevel::parse(value)
        .ok_or_else(|| problem("heading-level", "a number from 1 to 6", value))
}

/// The attribute alone, without a value, means the query.
fn read_url_mode(value: Option<&str>) -> Result<UrlMode, ConfigProblem> {
    match value.map(str::trim) {
        None | Some("off") => Ok(UrlMode::Off),
        Some("" | "query") => Ok(UrlMode::Query),
        Some("fragment") => Ok(UrlMode::Fragment),
        Some(other) => Err(problem("url-state", "query, fragment or off", other)),
    }
}

/// The definitions that can be used, then what goes along unseen. A field is defined once: what comes
/// later for the same one is left out.
fn read_fields(raw: &RawConfig, problems: &mut Vec<ConfigProblem>) -> Rc<[FormField]> {
    const DEFINITION: &str = "a list of definitions with an internal_name each, every one once";
    let mut fields: Vec<FormField> = Vec::new();
    for entry in &raw.fields {
        match entry {
            Ok(field) if is_new(&field.internal_name, &fields) => fields.push(field.clone()),
            Ok(field) => problems.push(problem("fields", DEFINITION, &field.internal_name)),
            Err(found) => problems.push(problem("fields", DEFINITION, found)),
        }
    }
    for entry in &raw.context {
        match entry {
            Ok((name, value)) if is_new(name, &fields) => fields.push(FormField {
                internal_name: name.clone(),
                value: Some(value.clone()),
                hidden: Some(true),
                ..FormField::default()
            }),
            Ok((name, _)) => problems.push(problem("context", "names that `fields` lacks", name)),
            Err(found) => problems.push(problem("context", "texts by internal name", found)),
        }
    }
    fields.into()
}

fn is_new(name: &str, fields: &[FormField]) -> bool {
    !name.trim().is_empty() && fields.iter().all(|field| field.internal_name != name)
}

fn problem(attribute: &'static str, expected: &'static str, found: &str) -> ConfigProblem {
    ConfigProblem {
        attribute,
        expected,
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests;
