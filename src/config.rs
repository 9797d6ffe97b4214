//! What the page has set, validated once. Nothing here is left to interpret, and nothing here knows
//! the document.

use std::fmt;

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
    /// Which part of the page's address says where the customer is.
    pub url_mode: UrlMode,
    /// The page's own words for statuses.
    pub status_labels: StatusLabels,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_base: DEFAULT_API_BASE.to_owned(),
            requester: Requester::ByToken,
            description_format: DescriptionFormat::Text,
            is_rich: false,
            refresh_seconds: DEFAULT_REFRESH_SECONDS,
            url_mode: UrlMode::Off,
            status_labels: StatusLabels::default(),
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
    /// `rich`: set, whatever its value but `false`, or not.
    pub rich: Option<String>,
    /// `refresh`: seconds.
    pub refresh: Option<String>,
    /// `url-state`: `query` or `fragment`.
    pub url_state: Option<String>,
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
            is_rich: raw
                .rich
                .as_deref()
                .is_some_and(|rich| rich.trim() != "false"),
            refresh_seconds: usable(read_refresh(raw.refresh.as_deref()), &mut problems)
                .unwrap_or(DEFAULT_REFRESH_SECONDS),
            url_mode: usable(read_url_mode(raw.url_state.as_deref()), &mut problems)
                .unwrap_or_default(),
            status_labels: StatusLabels::default(),
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
        .ok_or_else(|| problem("refresh", "seconds up to 86400, or 0 for never", value))
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

fn problem(attribute: &'static str, expected: &'static str, found: &str) -> ConfigProblem {
    ConfigProblem {
        attribute,
        expected,
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(set: impl FnOnce(&mut RawConfig)) -> RawConfig {
        let mut raw = RawConfig::default();
        set(&mut raw);
        raw
    }

    #[track_caller]
    fn check_problem(raw: &RawConfig, expected: &str) -> Config {
        let (config, problems) = Config::read(raw);
        assert_eq!(
            problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [expected]
        );
        config
    }

    #[test]
    fn nothing_set_means_the_gateway_and_the_token() {
        assert_eq!(
            Config::read(&RawConfig::default()),
            (Config::default(), vec![])
        );
    }

    #[test]
    fn a_whole_set_up_is_read() {
        let (config, problems) = Config::read(&RawConfig {
            api_base: Some("https://desk.example.com/v1/".into()),
            requester: Some(" ann@example.com ".into()),
            requester_id: None,
            description_format: Some("html".into()),
            rich: Some(String::new()),
            refresh: Some("0".into()),
            url_state: Some("fragment".into()),
        });
        assert_eq!(problems, []);
        assert_eq!(config.refresh_seconds, 0);
        assert_eq!(config.url_mode, UrlMode::Fragment);
        assert_eq!(config.api_base, "https://desk.example.com/v1");
        assert_eq!(
            config.requester,
            Requester::Address(Address::Email("ann@example.com".into()))
        );
        assert_eq!(config.description_format, DescriptionFormat::Html);
        assert!(config.is_rich);
        let (config, _) = Config::read(&raw(|raw| raw.rich = Some("false".into())));
        assert!(!config.is_rich, "as frameworks write a setting that is off");
    }

    #[test]
    fn an_id_goes_before_an_address() {
        let (config, _) = Config::read(&raw(|raw| {
            raw.requester_id = Some("67890".into());
            raw.requester = Some("ann@example.com".into());
        }));
        assert_eq!(config.requester, Requester::Id(67890));
    }

    #[test]
    fn a_bad_setting_is_named_and_changes_nothing() {
        let config = check_problem(
            &raw(|raw| raw.api_base = Some("foo".into())),
            "attribute `api-base`: expected an absolute URL or a path from the root, found `foo`",
        );
        assert_eq!(config, Config::default());
        check_problem(
            &raw(|raw| raw.api_base = Some("//evil.example".into())),
            "attribute `api-base`: expected an absolute URL or a path from the root, found `//evil.example`",
        );
        check_problem(
            &raw(|raw| raw.description_format = Some("rtf".into())),
            "attribute `description-format`: expected text or html, found `rtf`",
        );
    }

    #[test]
    fn the_lists_settings_are_read() {
        let of = |value: &str| {
            let (config, problems) = Config::read(&raw(|raw| raw.url_state = Some(value.into())));
            assert_eq!(problems, []);
            config.url_mode
        };
        assert_eq!((of(""), of("query")), (UrlMode::Query, UrlMode::Query));
        assert_eq!(
            (of("off"), of("fragment")),
            (UrlMode::Off, UrlMode::Fragment)
        );
        check_problem(
            &raw(|raw| raw.url_state = Some("path".into())),
            "attribute `url-state`: expected query, fragment or off, found `path`",
        );
        for wrong in ["often", "-1", "86401", "1.5"] {
            let expected = format!(
                "attribute `refresh`: expected seconds up to 86400, or 0 for never, found `{wrong}`"
            );
            check_problem(&raw(|raw| raw.refresh = Some(wrong.into())), &expected);
        }
    }

    #[test]
    fn a_bad_requester_is_nobody() {
        for id in ["0", "-1", "12x", "null"] {
            let (config, problems) = Config::read(&raw(|raw| raw.requester_id = Some(id.into())));
            assert_eq!(
                (config.requester, problems.len()),
                (Requester::Unusable, 1),
                "{id}"
            );
        }
        let config = check_problem(
            &raw(|raw| raw.requester = Some("ann".into())),
            "attribute `requester`: expected an e-mail address or a telephone number, found `ann`",
        );
        assert_eq!(config.requester, Requester::Unusable);
    }
}
