//! Whatever a body holds, decoding it and encoding it again loses nothing, and nothing panics.

#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support_wire::{
    AnyErrorBody, Contact, Conversation, ConversationField, ConversationPatch, CustomField,
    CustomValue, CustomerConversation, CustomerField, CustomerReply, FormFields, NewConversation,
    NewConversationField, NewCustomField, Page, Priority, Reply, ReplyAuthor, ReplyId, ReplyType,
    Source, Status, Tag,
};

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z ]{1,12}", "\\PC{0,12}"]
}

fn custom_value() -> impl Strategy<Value = CustomValue> {
    let leaf = prop_oneof![
        Just(CustomValue::Null),
        any::<bool>().prop_map(CustomValue::Bool),
        any::<i64>().prop_map(CustomValue::Integer),
        (-1e9..1e9).prop_map(|number: f64| CustomValue::Number(number.trunc() + 0.5)),
        word().prop_map(CustomValue::Text),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        proptest::collection::vec(inner, 0..4).prop_map(CustomValue::List)
    })
}

prop_compose! {
    fn conversation()(
        id in any::<i64>(),
        (brand, subject, html, text) in (word(), word(), word(), word()),
        status in proptest::option::of(word().prop_map(|word| Status::from(word.as_str()))),
        priority in proptest::option::of(word().prop_map(|word| Priority::from(word.as_str()))),
        source in proptest::option::of(word().prop_map(|word| Source::from(word.as_str()))),
        times in proptest::array::uniform4(proptest::option::of(any::<i64>())),
        (created_at, last_updated_at) in any::<(i64, i64)>(),
        ids in proptest::array::uniform4(proptest::option::of(any::<i64>())),
        (email, phone) in (proptest::option::of(word()), proptest::option::of(word())),
        tags in proptest::collection::vec((any::<i64>(), word()), 0..3),
        fields in proptest::collection::vec((any::<i64>(), custom_value()), 0..3),
        properties in proptest::collection::btree_map(word(), word(), 0..3),
    ) -> Conversation {
        Conversation {
            id, brand, brand_id: ids[0], source, status, priority, created_at,
            first_response_time: times[0], resolution_time: times[1], due: times[2],
            first_response_due: times[3], requested_by_email: email, requested_by_phone: phone,
            requested_by_id: ids[1], assigned_to_member_id: ids[2], assigned_to_team_id: ids[3],
            last_updated_at, subject, description_html: html, description_text: text,
            tags: tags.into_iter().map(|(id, label)| Tag { id, label }).collect(),
            custom_fields: fields.into_iter().map(|(id, value)| CustomField {
                id, conversation_field_id: None, option_id: None, value,
            }).collect(),
            properties: properties.into_iter().map(|(key, word)| (key, json!(word))).collect::<Map<_, _>>(),
        }
    }
}

prop_compose! {
    fn reply()(
        id in word().prop_map(|id| ReplyId::from(id.as_str())),
        kind in proptest::option::of(word().prop_map(|word| ReplyType::from(word.as_str()))),
        (body_html, body_text) in (word(), word()),
        attachments in proptest::collection::vec(word().prop_map(|word| json!({ "url": word })), 0..3),
        author in proptest::option::of(
            (any::<Option<i64>>(), proptest::array::uniform4(proptest::option::of(word())))
        ),
        sent_at in any::<i64>(),
        ids in proptest::array::uniform3(any::<Option<i64>>()),
    ) -> Reply {
        Reply {
            id, kind, body_html, body_text, attachments, sent_at,
            author: author.map(|(id, [name, email, phone, kind])| ReplyAuthor {
                id, name, email, phone, kind,
            }),
            conversation_id: ids[0], brand_id: ids[1], account_id: ids[2],
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    let key = prop_oneof![
        proptest::sample::select(vec![
            "id",
            "data",
            "status",
            "subject",
            "pages",
            "custom_fields",
            "tags",
            "error",
            "message",
            "type",
            "author",
            "field_options",
        ])
        .prop_map(str::to_owned),
        word(),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(key.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_conversation_survives(conversation in conversation()) {
        let body = serde_json::to_string(&conversation).unwrap();
        prop_assert_eq!(serde_json::from_str::<Conversation>(&body).unwrap(), conversation);
    }

    #[test]
    fn the_customers_view_is_what_its_own_encoding_says(conversation in conversation()) {
        let seen = CustomerConversation::from(conversation.clone());
        let whole = serde_json::to_string(&conversation).unwrap();
        prop_assert_eq!(&serde_json::from_str::<CustomerConversation>(&whole).unwrap(), &seen);
        let body = serde_json::to_string(&seen).unwrap();
        prop_assert_eq!(serde_json::from_str::<CustomerConversation>(&body).unwrap(), seen);
    }

    #[test]
    fn shown_fields_and_tags_survive(
        fields in proptest::collection::vec(("[a-z_]{1,8}", word(), word()), 0..3),
        tags in proptest::collection::vec("\\PC{1,12}", 0..3),
    ) {
        let custom_fields = fields
            .into_iter()
            .map(|(internal_name, name, value)| CustomerField { internal_name, name, value })
            .collect();
        let seen = CustomerConversation { custom_fields, tags, ..CustomerConversation::default() };
        let body = serde_json::to_string(&seen).unwrap();
        prop_assert_eq!(serde_json::from_str::<CustomerConversation>(&body).unwrap(), seen);
    }

    #[test]
    fn a_new_conversation_survives(
        (subject, description) in (word(), word()),
        requested_by in proptest::option::of(word()),
        fields in proptest::collection::vec((word(), custom_value()), 0..3),
    ) {
        let custom_fields = fields
            .into_iter()
            .map(|(internal_name, value)| NewCustomField { internal_name, value })
            .collect();
        let new = NewConversation {
            subject, description, requested_by, custom_fields, ..NewConversation::default()
        };
        let body = serde_json::to_string(&new).unwrap();
        prop_assert_eq!(serde_json::from_str::<NewConversation>(&body).unwrap(), new);
    }

    #[test]
    fn a_reply_survives_and_the_customers_view_is_part_of_it(reply in reply()) {
        let body = serde_json::to_string(&reply).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Reply>(&body).unwrap(), &reply);
        let seen = CustomerReply::from(reply);
        prop_assert_eq!(&serde_json::from_str::<CustomerReply>(&body).unwrap(), &seen);
        let body = serde_json::to_string(&seen).unwrap();
        prop_assert_eq!(serde_json::from_str::<CustomerReply>(&body).unwrap(), seen);
    }

    #[test]
    fn a_patch_survives(
        words in proptest::array::uniform3(proptest::option::of(word())),
        status in proptest::option::of(word().prop_map(|word| Status::from(word.as_str()))),
        fields in proptest::collection::vec((word(), custom_value()), 0..3),
    ) {
        let [subject, assignee, team] = words;
        let custom_fields = fields
            .into_iter()
            .map(|(internal_name, value)| NewCustomField { internal_name, value })
            .collect();
        let patch = ConversationPatch {
            subject, priority: None, status, assignee, team, custom_fields,
        };
        let body = serde_json::to_string(&patch).unwrap();
        prop_assert_eq!(serde_json::from_str::<ConversationPatch>(&body).unwrap(), patch);
    }

    #[test]
    fn no_json_panics(value in any_json()) {
        let _ = serde_json::from_value::<Page<CustomerConversation>>(value.clone());
        let _ = serde_json::from_value::<Page<Contact>>(value.clone());
        let _ = serde_json::from_value::<Conversation>(value.clone());
        let _ = serde_json::from_value::<NewConversation>(value.clone());
        let _ = serde_json::from_value::<Page<Reply>>(value.clone());
        let _ = serde_json::from_value::<ConversationField>(value.clone());
        let _ = serde_json::from_value::<NewConversationField>(value.clone());
        let _ = serde_json::from_value::<FormFields>(value.clone());
        let _ = serde_json::from_value::<ConversationPatch>(value.clone());
        let _ = serde_json::from_value::<AnyErrorBody>(value);
    }
}
