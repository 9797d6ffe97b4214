//! The bodies of the API's own pages, decoded and encoded again without loss.

#![allow(clippy::unwrap_used, reason = "tests")]

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use support_wire::{
    AnyErrorBody, Conversation, CustomField, CustomValue, CustomerConversation, CustomerField,
    Data, ErrorBody, NewConversation, NewCustomField, Page, Priority, RateLimitBody, Source,
    Status,
};

const CREATED: &str = include_str!("../../../tests/fixtures/create_conversation.json");
const LISTED: &str = include_str!("../../../tests/fixtures/list_conversations.json");

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned>(body: &str) -> T {
    let decoded: T = serde_json::from_str(body).unwrap();
    let expected: Value = serde_json::from_str(body).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), expected);
    decoded
}

#[test]
fn the_answer_of_the_create_page_survives() {
    let Data { data } = round_trip::<Data<Conversation>>(CREATED);
    assert_eq!(data.id, 12345);
    assert_eq!(data.status, Some(Status::Open));
    assert_eq!(data.first_response_time, None);
    assert_eq!(data.requested_by_phone, None);
    assert_eq!(data.custom_fields[2].value, CustomValue::Integer(3001));
    assert_eq!(data.properties["region"], "Tamil Nadu > Chennai");
}

#[test]
fn the_answer_of_the_list_page_survives() {
    let page = round_trip::<Page<Conversation>>(LISTED);
    assert_eq!(page.total_count, 100);
    assert_eq!(page.pages.per_page, 20);
    assert!(page.pages.next_cursor.is_some());
    assert_eq!(
        page.data[0].requested_by_phone.as_deref(),
        Some("+1415555267")
    );
}

#[test]
fn the_request_of_the_create_page_survives() {
    round_trip::<NewConversation>(
        r#"{"description": "string", "subject": "string", "requested_by": "string"}"#,
    );
    let whole = round_trip::<NewConversation>(
        r#"{"description": "<p>Hello</p>", "subject": "Payment", "requested_by": "+14155552671",
            "priority": "High", "status": "Pending", "source": "Mail", "brand_id": 3,
            "assignee": "sam@example.com", "team_id": 456,
            "custom_fields": [{"internal_name": "order_id", "value": "ORD-12345"},
                              {"internal_name": "topics", "value": ["a", 2, true, null, 1.5]}]}"#,
    );
    assert_eq!(whole.source, Some(Source::Mail));
    assert_eq!(whole.custom_fields[0].internal_name, "order_id");
}

#[test]
fn the_customers_view_leaves_private_fields_out() {
    let Data { data } = serde_json::from_str::<Data<Conversation>>(CREATED).unwrap();
    let shown = serde_json::to_string(&CustomerConversation::from(data)).unwrap();
    for private in [
        "ip_address",
        "assigned_to",
        "properties",
        "tags",
        "custom_fields",
        "requested_by_email",
        "brand",
    ] {
        assert!(!shown.contains(private), "{private} is in {shown}");
    }
    assert!(shown.contains("first_response_due"));
}

#[test]
fn the_customers_view_may_have_fields_and_tags() {
    let body = r#"{"id": 7, "status": null, "priority": null, "created_at": 1, "last_updated_at": 2,
        "first_response_time": null, "resolution_time": null, "due": null, "first_response_due": null,
        "requested_by_id": 3, "subject": "s", "description_text": "d",
        "custom_fields": [{"internal_name": "order_id", "name": "Order number", "value": "A-1"}],
        "tags": ["vip"]}"#;
    let row = round_trip::<CustomerConversation>(body);
    assert_eq!(row.custom_fields[0].name, "Order number");
    assert_eq!(row.tags, ["vip"]);
}

#[test]
fn what_the_customers_view_cannot_name_it_leaves_out() {
    // A row of the API itself, as a widget without a gateway gets it.
    let Data { data } = serde_json::from_str::<Data<CustomerConversation>>(CREATED).unwrap();
    assert_eq!((data.custom_fields, data.tags), (vec![], vec![]));
    let odd: CustomerConversation = serde_json::from_value(json!({
        "id": 7,
        "custom_fields": [
            { "id": 5, "value": { "a": [1] } }, { "internal_name": ["x"], "value": "x" },
            { "internal_name": "order_id", "name": null, "value": 7, "extra": true },
        ],
        "tags": [{ "id": 1, "label": "x" }, "vip", null, 7, 0.5, true, ["x"], ""],
    }))
    .unwrap();
    let order = CustomerField {
        internal_name: "order_id".to_owned(),
        ..CustomerField::default()
    };
    assert_eq!(odd.custom_fields, [order]);
    assert_eq!(odd.tags, ["vip"]);
    let nulls = json!({ "id": 7, "custom_fields": null, "tags": null });
    let nulls: CustomerConversation = serde_json::from_value(nulls).unwrap();
    assert_eq!((nulls.custom_fields, nulls.tags), (vec![], vec![]));
}

#[test]
fn a_bare_conversation_decodes() {
    let bare: Conversation = serde_json::from_value(json!({ "id": 7 })).unwrap();
    assert_eq!((bare.id, bare.status, bare.last_updated_at), (7, None, 0));
    let nulls: Conversation = serde_json::from_value(json!({
        "id": 7, "status": null, "subject": null, "tags": null, "custom_fields": null,
        "properties": null, "created_at": null, "something_new": [1, 2]
    }))
    .unwrap();
    assert_eq!(nulls, bare_conversation());

    fn bare_conversation() -> Conversation {
        serde_json::from_str(r#"{"id": 7}"#).unwrap()
    }
}

#[test]
fn unknown_words_survive() {
    let body = json!({ "id": 7, "status": "Waiting for parts", "priority": "Critical" });
    let row: CustomerConversation = serde_json::from_value(body).unwrap();
    assert_eq!(row.status, Some(Status::Other("Waiting for parts".into())));
    let again = serde_json::to_value(&row).unwrap();
    assert_eq!(again["status"], "Waiting for parts");
    assert_eq!(again["priority"], "Critical");
}

#[test]
fn a_last_page_may_say_so_in_three_ways() {
    for cursor in [
        json!({}),
        json!({ "next_cursor": null }),
        json!({ "next_cursor": "" }),
    ] {
        let body = json!({ "data": [], "pages": cursor, "total_count": 0 });
        let page: Page<CustomerConversation> = serde_json::from_value(body).unwrap();
        assert_eq!(page.pages.next_cursor, None);
    }
    let bare: Page<CustomerConversation> = serde_json::from_value(json!({ "data": [] })).unwrap();
    assert_eq!((bare.total_count, bare.pages.next_cursor), (0, None));
}

#[test]
fn custom_values_take_strings_for_numbers() {
    let field: CustomField =
        serde_json::from_value(json!({ "id": "9250", "value": "ORD", "extra": 1 })).unwrap();
    assert_eq!(
        (field.id, field.value),
        (9250, CustomValue::Text("ORD".into()))
    );
    assert!(serde_json::from_value::<CustomField>(json!({ "id": "x" })).is_err());
    let bare: NewCustomField = serde_json::from_value(json!({ "internal_name": "a" })).unwrap();
    assert_eq!(bare.value, CustomValue::Null);
}

#[test]
fn each_error_shape_is_read_as_one() {
    let cases = [
        (
            json!({ "error": { "message": "Invalid field values" } }),
            "Invalid field values",
        ),
        (json!({ "message": "Unauthorized" }), "Unauthorized"),
        (
            json!({ "name": "LimitExceededError", "code": 429, "details": [],
                    "message": "Limit exceeded for: APIS_PER_MINUTE" }),
            "Limit exceeded for: APIS_PER_MINUTE",
        ),
        (json!({}), ""),
        (json!({ "error": { "message": null } }), ""),
    ];
    for (body, message) in cases {
        let any: AnyErrorBody = serde_json::from_value(body).unwrap();
        assert_eq!(any.into_detail().message, message);
    }
}

#[test]
fn error_bodies_survive() {
    round_trip::<ErrorBody>(r#"{"error": {"message": "Invalid field values"}}"#);
    let ours = round_trip::<ErrorBody>(
        r#"{"error": {"message": "Invalid field values: subject: expected text",
            "fields": [{"name": "subject", "message": "expected text"}]}}"#,
    );
    assert_eq!(ours.error.fields[0].name, "subject");
    let limited = round_trip::<RateLimitBody>(
        r#"{"name": "LimitExceededError", "message": "Limit exceeded for: APIS_PER_MINUTE",
            "code": 429,
            "details": [{"name": "APIS_PER_MINUTE", "quota": 30, "count": 30, "remaining": 0}]}"#,
    );
    assert_eq!(limited.details[0].quota, 30);
}

#[test]
fn known_words_are_the_documented_ones() {
    let words = |list: &[Priority]| list.iter().map(Priority::to_string).collect::<Vec<_>>();
    assert_eq!(words(Priority::KNOWN), ["Low", "Medium", "High", "Urgent"]);
    assert!(Status::KNOWN.iter().all(Status::is_known));
    assert!(!Status::from("open").is_known());
}
