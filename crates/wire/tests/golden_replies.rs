//! Replies, definitions of fields, patches and the account: decoded and encoded again without loss.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use support_wire::{
    Account, ConversationField, ConversationPatch, CustomerReply, Data, FieldType,
    NewConversationField, NewReply, Page, Reply, ReplyId, ReplyType, Status, Success,
};

const REPLIES: &str = r#"{ "data": [ { "id": "67890", "type": "REPLY", "body_html": "<p>Hello</p>",
    "body_text": "Hello", "attachments": [],
    "author": { "id": 123, "name": "Sam", "email": "sam@example.com", "phone": null, "type": "agent" },
    "sent_at": 1672534800, "conversation_id": 12345, "brand_id": 1, "account_id": 1 } ],
  "pages": { "per_page": 25, "next_cursor": "eyJ",
    "next_url": "https://api.sparrowdesk.com/conversations/123/replies?per_page=25" },
  "total_count": 1 }"#;

const FIELD: &str = r#"{ "id": 102, "name": "Order number", "internal_name": "order_id",
    "type": "dropdown", "description": null, "is_active": true, "is_default": false,
    "is_mandatory_on_close": false,
    "field_options": [ { "id": 1, "name": "Urgent", "position": 1 } ],
    "created_at": 1672531200, "updated_at": 1672531200 }"#;

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned>(body: &str) -> T {
    let decoded: T = serde_json::from_str(body).unwrap();
    let expected: Value = serde_json::from_str(body).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), expected);
    decoded
}

#[test]
fn the_replies_sample_survives() {
    let page = round_trip::<Page<Reply>>(REPLIES);
    assert_eq!(page.data[0].id, ReplyId::from(67890));
    assert_eq!(page.data[0].kind, Some(ReplyType::Reply));
}

#[test]
fn a_reply_id_is_read_as_text_or_number_and_written_as_text() {
    for id in [json!("67890"), json!(67890)] {
        let reply: Reply = serde_json::from_value(json!({ "id": id })).unwrap();
        assert_eq!(serde_json::to_value(&reply).unwrap()["id"], "67890");
    }
    assert!(serde_json::from_value::<ReplyId>(json!(1.5)).is_err());
    assert!(serde_json::from_value::<ReplyId>(json!(null)).is_err());
}

#[test]
fn a_reply_without_a_type_is_not_the_customers() {
    let bare: Reply = serde_json::from_value(json!({ "id": "1", "author": null })).unwrap();
    assert_eq!(bare.kind, None);
    let odd: Reply = serde_json::from_value(json!({ "id": "1", "type": "reply" })).unwrap();
    assert_eq!(odd.kind, Some(ReplyType::Other("reply".into())));
}

#[test]
fn the_customers_reply_leaves_private_fields_out() {
    let page: Page<Reply> = serde_json::from_str(REPLIES).unwrap();
    let shown = serde_json::to_value(CustomerReply::from(page.data[0].clone())).unwrap();
    assert_eq!(
        shown,
        json!({ "id": "67890", "body_text": "Hello", "body_html": "<p>Hello</p>",
            "author": { "name": "Sam", "type": "agent" }, "sent_at": 1_672_534_800 })
    );
}

#[test]
fn a_definition_survives() {
    let field = round_trip::<ConversationField>(FIELD);
    assert_eq!(field.kind, Some(FieldType::Dropdown));
    let nested = round_trip::<ConversationField>(
        r#"{ "id": 1, "name": "Area", "internal_name": "area", "type": "nested",
            "description": "d", "is_active": false, "is_default": true,
            "is_mandatory_on_close": true, "field_options": [], "levels": ["Area", "Part"],
            "choices": [{ "name": "Web", "choices": [{ "name": "Login" }] }],
            "created_at": null, "updated_at": null }"#,
    );
    assert!(nested.choices.is_some());
    let bare: ConversationField = serde_json::from_value(json!({
        "id": 1, "type": "signature", "is_active": null, "field_options": null
    }))
    .unwrap();
    assert!(bare.is_active && bare.field_options.is_empty());
    assert_eq!(bare.kind, Some(FieldType::Other("signature".into())));
}

#[test]
fn the_vendor_clients_bodies_survive() {
    round_trip::<NewReply>(r#"{ "reply_text": "On its way.", "type": "INTERNAL_NOTE" }"#);
    round_trip::<Data<Success>>(r#"{ "data": { "success": true } }"#);
    let patch = round_trip::<ConversationPatch>(
        r#"{ "subject": "s", "priority": "High", "status": "Waiting", "assignee": "a@b.example",
            "team": "Billing", "custom_fields": [{ "internal_name": "order_id", "value": "1" }] }"#,
    );
    assert_eq!(patch.status, Some(Status::Other("Waiting".into())));
    round_trip::<ConversationPatch>("{}");
    round_trip::<NewConversationField>(
        r#"{ "name": "Size", "type": "dropdown", "internal_name": "size", "description": "d",
            "is_mandatory_on_close": false, "field_options": ["S", "M"] }"#,
    );
    round_trip::<Account>(
        r#"{ "id": 1, "subdomain": "example", "domain": null, "company_name": "Example Ltd",
            "time_zone": "Europe/London", "language": "en" }"#,
    );
}
