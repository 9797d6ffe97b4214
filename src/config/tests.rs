//! What pages write, and what is made of it.

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
        is_rich: true,
        refresh: Some("0".into()),
        heading_level: Some(" 4".into()),
        url_state: Some("fragment".into()),
        ..RawConfig::default()
    });
    assert_eq!(problems, []);
    assert_eq!(config.refresh_seconds, 0);
    assert_eq!(config.heading_level.tag(), "h4");
    assert_eq!(config.url_mode, UrlMode::Fragment);
    assert_eq!(config.api_base, "https://desk.example.com/v1");
    assert_eq!(
        config.requester,
        Requester::Address(Address::Email("ann@example.com".into()))
    );
    assert_eq!(config.description_format, DescriptionFormat::Html);
    assert!(config.is_rich);
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
            "attribute `refresh-seconds`: expected seconds up to 86400, or 0 for never, found `{wrong}`"
        );
        check_problem(&raw(|raw| raw.refresh = Some(wrong.into())), &expected);
    }
}

#[test]
fn a_level_of_headings_is_one_that_html_has() {
    for wrong in ["0", "7", "h3", "+3", "2.5"] {
        let expected =
            format!("attribute `heading-level`: expected a number from 1 to 6, found `{wrong}`");
        let config = check_problem(
            &raw(|raw| raw.heading_level = Some(wrong.into())),
            &expected,
        );
        assert_eq!(config.heading_level, HeadingLevel::default());
    }
    let below = |level| HeadingLevel::parse(level).map(|level| level.below().tag());
    assert_eq!(below("1"), Some("h2"));
    assert_eq!(below("6"), Some("h6"), "HTML has none below");
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
