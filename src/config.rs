//! What the page has set, validated once. Nothing here is left to interpret, and nothing here knows
//! the document.

use std::{fmt, rc::Rc};

use support_wire::{FormField, Texts};

use crate::model::requester::{Address, Requester};

/// Where the API is when the page does not say: the gateway on the page's own origin.
pub const DEFAULT_API_BASE: &str = "/support/v1";

/// A widget's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The API's place, without a trailing slash: a path on the page's origin or an absolute URL.
    pub api_base: String,
    /// Whose conversations these are.
    pub requester: Requester,
    /// How the opening text is sent.
    pub description_format: DescriptionFormat,
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
            description_format: Some("html".into()),
            ..RawConfig::default()
        });
        assert_eq!(problems, []);
        assert_eq!(config.api_base, "https://desk.example.com/v1");
        assert_eq!(
            config.requester,
            Requester::Address(Address::Email("ann@example.com".into()))
        );
        assert_eq!(config.description_format, DescriptionFormat::Html);
    }

    #[test]
    fn what_goes_along_unseen_joins_the_fields() {
        let order = FormField {
            internal_name: "order_id".into(),
            ..FormField::default()
        };
        let version = ("version".to_owned(), Texts::from("4.2"));
        let (config, problems) = Config::read(&RawConfig {
            fields: vec![Ok(order)],
            context: vec![Ok(version)],
            page_field: Some("page ".into()),
            ..RawConfig::default()
        });
        assert_eq!(problems, []);
        let read: Vec<_> = config
            .fields
            .iter()
            .map(|field| (field.internal_name.as_str(), field.hidden))
            .collect();
        assert_eq!(read, [("order_id", None), ("version", Some(true))]);
        assert_eq!(config.page_field.as_deref(), Some("page"));
    }

    #[test]
    fn a_definition_that_cannot_be_used_is_named_and_the_others_stand() {
        let field = |name: &str| FormField {
            internal_name: name.into(),
            ..FormField::default()
        };
        let (config, problems) = Config::read(&RawConfig {
            fields: vec![
                Ok(field("a")),
                Err("needed".into()),
                Ok(field("a")),
                Ok(field(" ")),
            ],
            context: vec![
                Ok(("a".into(), "1".into())),
                Err("size".into()),
                Ok(("b".into(), "2".into())),
            ],
            ..RawConfig::default()
        });
        let names: Vec<_> = config
            .fields
            .iter()
            .map(|field| &field.internal_name)
            .collect();
        assert_eq!(names, ["a", "b"]);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.attribute, problem.found.as_str()))
            .collect();
        let expected = [
            ("fields", "needed"),
            ("fields", "a"),
            ("fields", " "),
            ("context", "a"),
            ("context", "size"),
        ];
        assert_eq!(found, expected);
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
