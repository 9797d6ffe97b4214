//! The documents in `docs/openapi` are those of the code. `SUPPORT_RECORD=1` writes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use support_server::openapi;
use utoipa::openapi::OpenApi;

fn check(name: &str, document: &OpenApi) {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/openapi/{name}.json"));
    let made = document.to_pretty_json().unwrap() + "\n";
    if std::env::var_os("SUPPORT_RECORD").is_some() {
        fs::write(&file, made).unwrap();
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == made,
        "docs/openapi/{name}.json is not what the code says; take it over by \
         SUPPORT_RECORD=1 cargo test --package support-server --test openapi"
    );
}

#[test]
fn the_desks_document_is_up_to_date() {
    check("desk", &openapi::desk());
}

#[test]
fn the_gateways_document_is_up_to_date() {
    check("gateway", &openapi::gateway());
}

fn as_json(document: &OpenApi) -> Value {
    serde_json::to_value(document).unwrap()
}

/// Every reference of a document, as a JSON pointer.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                found.insert(reference.trim_start_matches('#').to_owned());
            }
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for document in [openapi::desk(), openapi::gateway()].map(|document| as_json(&document)) {
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        assert!(found.len() > 10);
        for reference in found {
            assert!(document.pointer(&reference).is_some(), "{reference}");
        }
    }
}

#[test]
fn it_is_version_3_1_and_every_operation_asks_for_a_key_and_has_a_name_of_its_own() {
    for document in [openapi::desk(), openapi::gateway()].map(|document| as_json(&document)) {
        assert_eq!(document["openapi"], "3.1.0");
        assert_eq!(document["security"], serde_json::json!([{ "bearer": [] }]));
        let mut names = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let name = operation["operationId"].as_str().unwrap().to_owned();
                assert!(names.insert(name), "{method} {path}: its name is another's");
                assert!(operation["responses"]["401"].is_object(), "{method} {path}");
                assert!(operation["security"].is_null(), "{method} {path}");
            }
        }
    }
}

/// What a customer may read is a closed list; the document must not promise more than the gateway gives.
#[test]
fn the_gateways_document_names_no_private_field() {
    let text = openapi::gateway().to_json().unwrap();
    for private in [
        "ip_address",
        "assigned_to_member_id",
        "requested_by_phone",
        "properties\":{\"account_id",
    ] {
        assert!(!text.contains(private), "{private}");
    }
}
