//! The fields of a customer's form: what a gateway answers, what an operator or a page may write.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::{Value, json};
use support_wire::{Choice, Conditions, FieldType, FormField, FormFields, Texts};

fn texts(value: Value) -> Option<Vec<String>> {
    serde_json::from_value(value).ok().map(|Texts(texts)| texts)
}

#[test]
fn an_answer_has_definitions_and_brands_beside_the_pages() {
    let answer: FormFields = serde_json::from_value(json!({
        "data": [{
            "id": 102, "internal_name": "topic", "name": "Topic", "type": "dropdown", "is_active": true,
            "description": null, "field_options": [{ "id": 1, "name": "Delivery", "position": 1 }, "Returns"],
            "required": true, "when": { "order": [81204, "none"] },
        }],
        "pages": { "per_page": 100, "next_cursor": null }, "total_count": 1,
        "brands": [{ "id": 2, "name": "Outlet" }],
    }))
    .unwrap();
    let [topic] = &answer.data[..] else {
        panic!("one field: {answer:?}")
    };
    assert_eq!(topic.kind, Some(FieldType::Dropdown));
    assert_eq!((topic.required, topic.hidden), (Some(true), None));
    let names: Vec<_> = topic
        .field_options
        .iter()
        .flatten()
        .map(|choice| &choice.name)
        .collect();
    assert_eq!(names, ["Delivery", "Returns"]);
    let condition = (
        "order".to_owned(),
        Texts(vec!["81204".into(), "none".into()]),
    );
    assert_eq!(topic.when, Some(Conditions(vec![condition])));
    assert_eq!(answer.brands[0].id, 2);
    let vendors: FormFields = serde_json::from_value(json!({ "data": null })).unwrap();
    assert_eq!(vendors, FormFields::default());
}

#[test]
fn texts_are_what_can_be_written_in_one_way_only() {
    assert_eq!(texts(json!("a")), Some(vec!["a".into()]));
    assert_eq!(
        texts(json!(["a", [81204], true])),
        Some(vec!["a".into(), "81204".into(), "true".into()])
    );
    for other in [json!(1.5), json!(null), json!({ "a": 1 })] {
        assert_eq!(texts(other.clone()), None, "{other}");
    }
}

#[test]
fn a_refinement_changes_what_it_says_and_survives() {
    let mut field: FormField = serde_json::from_value(json!({
        "internal_name": "item", "type": "nested", "name": "Item", "levels": ["Range"],
        "choices": [{ "name": "Boots", "choices": ["Fjell"] }], "required": true,
    }))
    .unwrap();
    let said = json!({ "internal_name": "item", "name": "Which item?", "required": false });
    let refinement: FormField = serde_json::from_value(said.clone()).unwrap();
    assert_eq!(serde_json::to_value(&refinement).unwrap(), said);
    field.refine(&refinement);
    assert_eq!(field.name.as_deref(), Some("Which item?"));
    assert_eq!(
        (field.required, field.kind.clone()),
        (Some(false), Some(FieldType::Nested))
    );
    let boots = &field.choices.as_ref().unwrap()[0];
    let fjell = Choice {
        name: "Fjell".into(),
        choices: vec![],
    };
    assert_eq!(boots.choices, [fjell]);
    let written = serde_json::to_value(&field).unwrap();
    assert_eq!(
        serde_json::from_value::<FormField>(written.clone()).unwrap(),
        field
    );
    for key in written.as_object().unwrap().keys() {
        assert!(FormField::KEYS.contains(&key.as_str()), "{key}");
    }
}
