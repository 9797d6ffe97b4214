use serde_json::{Value as Json, json};
use support_wire::FormFields;

use super::*;
use crate::model::{
    draft::Draft,
    validate::{FormRules, validate},
};

fn listed(fields: Json) -> FormFields {
    FormFields {
        data: serde_json::from_value(fields).unwrap(),
        ..FormFields::default()
    }
}

fn page(fields: Json) -> Vec<FormField> {
    serde_json::from_value(fields).unwrap()
}

fn rules(listed: Option<&FormFields>, page: &[FormField]) -> FormRules {
    let (fields, problems) = resolve(listed, page);
    assert_eq!(problems, []);
    FormRules {
        fields,
        ..FormRules::default()
    }
}

fn names(rules: &FormRules, draft: &Draft) -> Vec<String> {
    let shown = rules.shown(draft);
    shown.map(|rule| rule.field.as_str().to_owned()).collect()
}

fn custom(name: &str) -> Field {
    Field::Custom(name.into())
}

fn basic() -> Draft {
    Draft::default()
        .with(Field::Subject, "s")
        .with(Field::Description, "d")
}

#[track_caller]
fn check_problem(listed: Option<&FormFields>, fields: Json, expected: &str) -> FormRules {
    let (fields, problems) = resolve(listed, &page(fields));
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, [expected]);
    FormRules {
        fields,
        ..FormRules::default()
    }
}

#[test]
fn new_fields_stand_where_the_list_puts_them() {
    let listed = listed(json!([
        { "internal_name": "topic", "type": "single_line_text" },
        { "internal_name": "order_id", "type": "single_line_text" },
        { "internal_name": "terms", "type": "consent" },
        { "internal_name": "subject" },
        { "internal_name": "shop", "type": "single_line_text" },
    ]));
    let rules = rules(Some(&listed), &[]);
    assert_eq!(
        names(&rules, &Draft::default()),
        [
            "subject",
            "shop",
            "description",
            "topic",
            "order_id",
            "priority",
            "terms"
        ]
    );
}

#[test]
fn the_page_refines_what_the_gateway_lists() {
    let listed = listed(json!([{
        "internal_name": "order_id", "type": "single_line_text", "name": "Order", "required": true,
        "description": "As on the slip",
    }]));
    let rules = rules(
        Some(&listed),
        &page(json!([
            { "internal_name": "order_id", "name": "Your order", "value": 81204, "locked": true },
            { "internal_name": "priority", "hidden": true, "value": "High" },
        ])),
    );
    let order = rules.rule(&custom("order_id")).unwrap();
    assert_eq!(order.label.as_deref(), Some("Your order"));
    assert_eq!(order.hint.as_deref(), Some("As on the slip"));
    assert_eq!((order.is_required, order.access), (true, Access::Locked));
    let typed = basic()
        .with(custom("order_id"), "another")
        .with(Field::Priority, "Low");
    let sent = validate(&typed, &rules).unwrap();
    assert_eq!(sent.priority, Some(Priority::High));
    assert_eq!(
        sent.custom_fields[0].value,
        support_wire::CustomValue::Text("81204".into())
    );
    let unseen: Vec<_> = rules.unseen(&typed).map(|(rule, _)| &rule.field).collect();
    assert_eq!(unseen, [&Field::Priority]);
}

#[test]
fn a_field_shows_and_sends_only_where_its_condition_holds() {
    let rules = rules(
        None,
        &page(json!([
            { "internal_name": "topic", "type": "dropdown", "field_options": ["Returns", "Other"] },
            { "internal_name": "why", "type": "single_line_text", "required": true, "when": { "topic": "Returns" } },
            { "internal_name": "how", "type": "single_line_text", "when": { "why": [] } },
        ])),
    );
    let typed = basic()
        .with(custom("why"), "Broken")
        .with(custom("how"), "Dropped");
    assert_eq!(
        names(&rules, &typed),
        ["subject", "description", "topic", "priority"]
    );
    assert_eq!(validate(&typed, &rules).unwrap().custom_fields, []);

    let typed = typed.with(custom("topic"), "Returns");
    assert_eq!(
        names(&rules, &typed),
        ["subject", "description", "topic", "why", "how", "priority"]
    );
    assert_eq!(validate(&typed, &rules).unwrap().custom_fields.len(), 3);
    let erased = typed.with(custom("why"), "");
    assert_eq!(names(&rules, &erased).len(), 5, "`how` needs `why`");
    assert!(
        validate(&erased, &rules).is_err(),
        "`why` is required by now"
    );
}

#[test]
fn conditions_look_into_lists_and_trees() {
    let rules = rules(
        None,
        &page(json!([
            { "internal_name": "ways", "type": "multi_select", "field_options": ["Mail", "Call"] },
            { "internal_name": "item", "type": "nested", "levels": ["Range", "Thing"],
              "choices": [{ "name": "Boots", "choices": ["Fjell"] }] },
            { "internal_name": "number", "type": "single_line_text", "when": { "ways": ["Call", "Fax"] } },
            { "internal_name": "size", "type": "single_line_text", "when": { "item": "Boots" } },
            { "internal_name": "lace", "type": "single_line_text", "when": { "item": "Boots > Fjell" } },
        ])),
    );
    let list = |names: &[&str]| Value::List(names.iter().map(ToString::to_string).collect());
    let shown = |item: &[&str], ways: &[&str]| {
        let draft = Draft::default()
            .with(custom("item"), list(item))
            .with(custom("ways"), list(ways));
        names(&rules, &draft)[4..].join(" ")
    };
    assert_eq!(shown(&[], &["Mail"]), "priority");
    assert_eq!(shown(&["Boots"], &["Mail", "Call"]), "number size priority");
    assert_eq!(shown(&["Boots", "Fjell"], &[]), "size lace priority");
}

#[test]
fn a_prefilled_field_can_be_emptied() {
    let rules = rules(
        None,
        &page(json!([{ "internal_name": "subject", "value": "About my order" }])),
    );
    let untouched = Draft::default().with(Field::Description, "d");
    assert_eq!(
        validate(&untouched, &rules).unwrap().subject,
        "About my order"
    );
    assert!(validate(&untouched.with(Field::Subject, ""), &rules).is_err());
}

#[test]
fn what_leads_in_a_circle_never_shows() {
    let rules = rules(
        None,
        &page(json!([
            { "internal_name": "a", "type": "single_line_text", "value": "1", "when": { "b": "1" } },
            { "internal_name": "b", "type": "single_line_text", "value": "1", "when": { "a": "1" } },
        ])),
    );
    assert_eq!(
        names(&rules, &Draft::default()),
        ["subject", "description", "priority"]
    );
}

#[test]
fn what_cannot_be_used_is_named_and_changes_nothing() {
    let gateways =
        listed(json!([{ "internal_name": "topic", "type": "dropdown", "field_options": ["A"] }]));
    let gateway = Some(&gateways);
    for (listed, field, expected) in [
        (
            None,
            json!({ "internal_name": "x" }),
            "field `x`: expected a type, or a field that the gateway lists",
        ),
        (
            None,
            json!({ "internal_name": "x", "type": "colour" }),
            "field `x`: expected a type of the API, `consent` or `link`",
        ),
        (
            None,
            json!({ "internal_name": "x", "type": "dropdown" }),
            "field `x`: expected field_options",
        ),
        (
            None,
            json!({ "internal_name": "x", "type": "nested", "levels": ["L"] }),
            "field `x`: expected levels, and choices",
        ),
        (
            None,
            json!({ "internal_name": "website", "hidden": true }),
            "field `website`: expected another name; this one is the trap's",
        ),
        (
            None,
            json!({ "internal_name": "subject", "hidden": true }),
            "field `subject`: expected a value, where nobody can type one",
        ),
        (
            None,
            json!({ "internal_name": "subject", "when": { "priority": "Low" } }),
            "field `subject`: expected no condition",
        ),
        (
            gateway,
            json!({ "internal_name": "y", "type": "number" }),
            "field `y`: expected a field that the gateway lists",
        ),
        (
            gateway,
            json!({ "internal_name": "topic", "value": "B" }),
            "field `topic`: expected a value that it can hold",
        ),
    ] {
        let rules = check_problem(listed, json!([field]), expected);
        let before = self::rules(listed, &[]);
        assert_eq!(rules, before, "{expected}");
    }
    let hidden = json!([{ "internal_name": "x", "type": "consent", "hidden": true }]);
    check_problem(
        None,
        hidden,
        "field `x`: expected to be seen: nobody can agree to what is hidden",
    );
    let when = json!([{ "internal_name": "x", "type": "number", "when": { "nothing": "1" } }]);
    let rules = check_problem(
        None,
        when,
        "field `x`: expected `when` to name fields of this form",
    );
    assert_eq!(
        names(&rules, &Draft::default()),
        ["subject", "description", "priority"]
    );
}

#[test]
fn what_needs_no_desk_needs_no_gateway_either() {
    let rules = rules(
        Some(&listed(json!([]))),
        &page(json!([
            { "internal_name": "terms", "type": "consent", "required": true },
            { "internal_name": "file", "type": "link" },
        ])),
    );
    assert_eq!(
        names(&rules, &Draft::default()),
        ["subject", "description", "file", "priority", "terms"]
    );
}

#[test]
fn brands_are_for_who_may_choose_one() {
    let listed = FormFields {
        data: page(json!([{ "internal_name": "brand_id", "hidden": true }])),
        brands: serde_json::from_value(
            json!([{ "id": 1, "name": "Shop" }, { "id": 2, "name": "Loft" }]),
        )
        .unwrap(),
    };
    assert_eq!(rules(Some(&listed), &[]).brands(), []);
    let shown = page(json!([{ "internal_name": "brand_id", "hidden": false }]));
    assert_eq!(rules(Some(&listed), &shown).brands(), &listed.brands[..]);
}
