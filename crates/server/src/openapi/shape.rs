//! Schemas of what is sent to us. Bodies and queries are read by hand here, so their schemas are written
//! by hand as well, beside the reader and from the same constants; this makes them short.

use std::ops::RangeInclusive;

use serde_json::Value;
use support_wire::{CustomValue, limits};
use utoipa::{
    PartialSchema,
    openapi::{
        Object, ObjectBuilder, RefOr, Required, Schema, SchemaFormat,
        path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle},
        schema::{AdditionalProperties, Array, ArrayBuilder, SchemaType, Type},
    },
};

/// What a text that must not be blank holds somewhere; and none holds NUL.
const NOT_BLANK: &str = r"^[^\x00]*[^\s\x00][^\x00]*$";
pub(crate) const NO_NUL: &str = r"^[^\x00]*$";

/// Any text.
pub(crate) fn text() -> Object {
    of(Type::String).build()
}

/// Any text of at most so many characters.
pub(crate) fn short(max: usize) -> Object {
    of(Type::String).max_length(Some(max)).build()
}

/// A text that says something, of at most so many characters where there is a limit.
pub(crate) fn said(max: Option<usize>) -> Object {
    of(Type::String)
        .pattern(Some(NOT_BLANK))
        .min_length(Some(1))
        .max_length(max)
        .build()
}

/// A text that says something, of at most so many bytes, which a schema can't count.
pub(crate) fn of_bytes(max: usize) -> Object {
    let mut text = said(None);
    text.description = Some(format!("At most {max} bytes in UTF-8"));
    text
}

/// A text of a form that has a name here, which the description explains.
pub(crate) fn formed(format: &str) -> Object {
    of(Type::String)
        .format(Some(SchemaFormat::Custom(format.to_owned())))
        .build()
}

/// A text that a pattern describes.
pub(crate) fn matching(pattern: &str, max: usize) -> Object {
    of(Type::String)
        .pattern(Some(pattern))
        .max_length(Some(max))
        .build()
}

/// One of some words.
pub(crate) fn word<'a>(words: impl IntoIterator<Item = &'a str>) -> Object {
    of(Type::String).enum_values(Some(words)).build()
}

/// A whole number.
pub(crate) fn whole(range: RangeInclusive<i64>) -> Object {
    of(Type::Integer)
        .minimum(Some(*range.start()))
        .maximum(Some(*range.end()))
        .build()
}

/// An id of something.
pub(crate) fn id() -> Object {
    whole(1..=i64::MAX)
}

/// A number that is compared with ids, whatever it is.
pub(crate) fn any_id() -> Object {
    whole(i64::MIN..=i64::MAX)
}

/// True or false.
pub(crate) fn flag() -> Object {
    of(Type::Boolean).build()
}

/// A list.
pub(crate) fn list(items: impl Into<RefOr<Schema>>, max: Option<usize>) -> Array {
    ArrayBuilder::new()
        .items(items.into())
        .max_items(max)
        .build()
}

/// The values of custom fields: what each may hold, its definition says.
pub(crate) fn custom_fields(max: Option<usize>) -> Array {
    let item = of(Type::Object)
        .property("internal_name", said(Some(limits::NAME_MAX_CHARS)))
        .property("value", CustomValue::schema())
        .required("internal_name");
    list(item, max)
}

/// The body of a request: which fields it must have, and which it may. Of these, `null` is as good as
/// nothing. Others are described by `others`: ignored, or refused.
pub(crate) fn body<const N: usize, const M: usize>(
    required: [(&str, RefOr<Schema>); N],
    optional: [(&str, RefOr<Schema>); M],
    others: Others,
) -> RefOr<Schema> {
    let mut body = of(Type::Object);
    for (name, schema) in required {
        body = body.property(name, schema).required(name);
    }
    for (name, schema) in optional {
        body = body.property(name, or_null(schema));
    }
    if others == Others::Refused {
        body = body.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)));
    }
    body.into()
}

/// What becomes of the fields that a body's schema does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    Ignored,
    Refused,
}

fn or_null(schema: RefOr<Schema>) -> RefOr<Schema> {
    let with_null = |kind: SchemaType| match kind {
        SchemaType::Type(kind) => SchemaType::from_iter([kind, Type::Null]),
        other => other,
    };
    match schema {
        RefOr::T(Schema::Object(mut object)) => {
            object.schema_type = with_null(object.schema_type);
            if let Some(words) = &mut object.enum_values {
                words.push(Value::Null);
            }
            object.into()
        }
        RefOr::T(Schema::Array(mut array)) => {
            array.schema_type = with_null(array.schema_type);
            RefOr::T(Schema::Array(array))
        }
        other => other,
    }
}

/// A parameter of the query.
pub(crate) fn query(name: &str, what: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    parameter(ParameterIn::Query, name, what, schema).build()
}

/// A parameter of the query that may come several times, as `name[]=a&name[]=b`.
pub(crate) fn queries(name: &str, what: &str, items: impl Into<RefOr<Schema>>) -> Parameter {
    let schema = list(items, None);
    parameter(
        ParameterIn::Query,
        &format!("{name}[]"),
        what,
        RefOr::T(Schema::Array(schema)),
    )
    .style(Some(ParameterStyle::Form))
    .explode(Some(true))
    .build()
}

/// A header of the request.
pub(crate) fn header(
    name: &str,
    what: &str,
    required: Required,
    schema: impl Into<RefOr<Schema>>,
) -> Parameter {
    parameter(ParameterIn::Header, name, what, schema)
        .required(required)
        .build()
}

/// The id in a path.
pub(crate) fn path_id(what: &str) -> Vec<Parameter> {
    let parameter = parameter(ParameterIn::Path, "id", what, id());
    vec![parameter.required(Required::True).build()]
}

fn parameter(
    place: ParameterIn,
    name: &str,
    what: &str,
    schema: impl Into<RefOr<Schema>>,
) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::False)
        .description(Some(what))
        .schema(Some(schema))
}

fn of(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(kind)
}

/// Declares types that stand for a request's body in the document.
macro_rules! bodies {
    ($($(#[$meta:meta])* $name:ident = $schema:expr;)+) => {
        $(
            $(#[$meta])*
            pub(super) struct $name;

            impl ::utoipa::PartialSchema for $name {
                fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::Schema> {
                    $schema
                }
            }

            impl ::utoipa::ToSchema for $name {}
        )+
    };
}

/// Declares types that stand for a request's parameters in the document.
macro_rules! parameters {
    ($($(#[$meta:meta])* $name:ident = $parameters:expr;)+) => {
        $(
            $(#[$meta])*
            pub(super) struct $name;

            impl ::utoipa::IntoParams for $name {
                fn into_params(
                    _: impl Fn() -> Option<::utoipa::openapi::path::ParameterIn>,
                ) -> Vec<::utoipa::openapi::path::Parameter> {
                    $parameters
                }
            }
        )+
    };
}

pub(crate) use {bodies, parameters};
