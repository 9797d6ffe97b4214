//! Custom fields for a desk that is to be tried out.

use serde_json::Value;
use support_wire::NewConversationField;

use super::SeedError;
use crate::desk::{Store, store::NewField};

/// Defines fields, given as bodies of `POST /conversations/fields`. One that is there already stays as
/// it is.
///
/// # Errors
/// What is given is none of these, or the database refuses.
pub async fn define(store: &Store, bodies: &str, now: i64) -> Result<(), SeedError> {
    let fields: Vec<NewConversationField> = serde_json::from_str(bodies)?;
    for field in fields {
        let whole = |tree: Option<Value>| tree.filter(|tree| !tree.is_null());
        let field = NewField {
            internal_name: field.internal_name.unwrap_or_default(),
            name: field.name,
            kind: field.kind,
            description: field.description,
            is_mandatory_on_close: field.is_mandatory_on_close.unwrap_or(false),
            options: field.field_options,
            levels: whole(field.levels),
            choices: whole(field.choices),
        };
        store.define(&field, now).await?;
    }
    Ok(())
}
