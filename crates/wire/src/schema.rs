//! What the types that read and write themselves look like in an OpenAPI document. The others derive it.

use std::borrow::Cow;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr, Schema,
        schema::{AdditionalProperties, AnyOfBuilder, ArrayBuilder, ObjectBuilder, Type},
    },
};

use crate::{
    Conditions, CustomValue, FieldType, Priority, ReplyId, ReplyType, Source, Status, Texts,
};

/// A word of an open list: any text, since a desk may add its own.
fn open_words(what: &str, known: &[&str]) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(format!("{what}: {}, or another.", known.join(", "))))
        .into()
}

macro_rules! schema {
    ($($name:ident => $schema:expr;)+) => {
        $(
            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    $schema
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }
            }
        )+
    };
}

macro_rules! open_words {
    ($($name:ident: $what:literal;)+) => {
        schema! {
            $($name => open_words($what, &$name::KNOWN.iter().map($name::as_str).collect::<Vec<_>>());)+
        }
    };
}

open_words! {
    Status: "Where a conversation stands";
    Priority: "How urgent a conversation is";
    Source: "The channel a conversation came by";
    ReplyType: "For whom a reply is";
    FieldType: "What a custom field holds";
}

schema! {
    ReplyId => text().description(Some("A reply's id, which is text")).into();
    CustomValue => any_of([text(), of(Type::Number), of(Type::Boolean), of(Type::Null)])
        .item(list_of(any_of([text(), of(Type::Number), of(Type::Boolean), of(Type::Null)])))
        .description(Some("What a custom field holds"))
        .into();
    Texts => any_of([text()])
        .item(list_of(text()))
        .description(Some("A text or a list of texts"))
        .into();
    Conditions => ObjectBuilder::new()
        .additional_properties(Some(AdditionalProperties::RefOr(Texts::schema())))
        .description(Some("For each field, by internal name, one of the texts that it must hold"))
        .into();
}

fn of(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(kind)
}

fn text() -> ObjectBuilder {
    of(Type::String)
}

fn any_of<const N: usize>(kinds: [ObjectBuilder; N]) -> AnyOfBuilder {
    kinds
        .into_iter()
        .fold(AnyOfBuilder::new(), AnyOfBuilder::item)
}

fn list_of(items: impl Into<RefOr<Schema>>) -> ArrayBuilder {
    ArrayBuilder::new().items(items.into())
}
