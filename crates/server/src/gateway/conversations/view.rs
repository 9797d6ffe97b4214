//! What a customer reads of a conversation: the closed list of fields, and what the settings add.
//!
//! A value is of a field only where the upstream says so, by the id of the definition. Lists of the
//! vendor have no such id (the `id` there is the value's own), so their rows show no custom fields.

use std::collections::HashMap;

use support_wire::{
    Conversation, ConversationField, CustomValue, CustomerConversation, CustomerField,
};

use crate::gateway::{Gateway, line::Calls};

/// The names of the fields to show, by the id of their definitions.
type Names = HashMap<i64, Name>;

#[derive(Debug)]
struct Name {
    internal_name: String,
    name: String,
}

impl Gateway {
    /// One of the requester's conversations, as they read it.
    pub(super) async fn view(&self, row: Conversation, calls: &Calls) -> CustomerConversation {
        let names = self.names_for(std::slice::from_ref(&row), calls).await;
        self.shown(row, &names)
    }

    /// Some of the requester's conversations, as they read them.
    pub(super) async fn views(
        &self,
        rows: Vec<Conversation>,
        calls: &Calls,
    ) -> Vec<CustomerConversation> {
        let names = self.names_for(&rows, calls).await;
        let rows = rows.into_iter();
        rows.map(|row| self.shown(row, &names)).collect()
    }

    fn shown(&self, mut row: Conversation, names: &Names) -> CustomerConversation {
        let values = std::mem::take(&mut row.custom_fields).into_iter();
        let custom_fields = values.filter_map(|value| {
            let Name {
                internal_name,
                name,
            } = names.get(&value.conversation_field_id?)?;
            let value = text(&value.value);
            (!value.is_empty()).then(|| CustomerField {
                internal_name: internal_name.clone(),
                name: name.clone(),
                value,
            })
        });
        let custom_fields = custom_fields.collect();
        let mut tags = Vec::new();
        if self.settings.show_tags {
            let labels = std::mem::take(&mut row.tags).into_iter();
            tags.extend(
                labels
                    .map(|tag| tag.label)
                    .filter(|label| !label.is_empty()),
            );
        }
        CustomerConversation {
            custom_fields,
            tags,
            ..row.into()
        }
    }

    /// The upstream is asked only where there is a value that could be shown. If it refuses, the
    /// conversation goes without: to read it matters more.
    async fn names_for(&self, rows: &[Conversation], calls: &Calls) -> Names {
        let listed = &self.settings.shown_fields;
        let mut values = rows.iter().flat_map(|row| &row.custom_fields);
        if listed.is_empty() || values.all(|value| value.conversation_field_id.is_none()) {
            return Names::new();
        }
        let all = self.definitions_if_known(calls).await;
        all.map(|all| names(&all, listed)).unwrap_or_default()
    }
}

/// The listed fields in use. Where one id has two names, or one name two ids, nobody knows which of
/// them the setting meant.
fn names(all: &[ConversationField], listed: &[String]) -> Names {
    let is_unique = |field: &ConversationField| {
        all.iter()
            .all(|other| (other.id == field.id) == (other.internal_name == field.internal_name))
    };
    let is_meant = |field: &&ConversationField| {
        field.is_active && listed.contains(&field.internal_name) && is_unique(field)
    };
    let meant = all.iter().filter(is_meant).map(|field| {
        let name = Name {
            internal_name: field.internal_name.clone(),
            name: field.name.clone(),
        };
        (field.id, name)
    });
    meant.collect()
}

/// A value as people read it.
fn text(value: &CustomValue) -> String {
    match value {
        CustomValue::Null => String::new(),
        CustomValue::Bool(value) => value.to_string(),
        CustomValue::Integer(value) => value.to_string(),
        CustomValue::Number(value) => value.to_string(),
        CustomValue::Text(value) => value.clone(),
        CustomValue::List(values) => {
            let texts = values.iter().map(text).filter(|text| !text.is_empty());
            texts.collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{names, text};
    use serde_json::json;
    use support_wire::ConversationField;

    fn field(id: i64, internal_name: &str, is_active: bool) -> ConversationField {
        let body = json!({ "id": id, "internal_name": internal_name, "is_active": is_active });
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn only_what_the_setting_means_without_doubt_is_shown() {
        let listed = ["a", "b", "c", "d"].map(str::to_owned);
        let mut all = vec![
            field(1, "a", true),
            field(2, "b", false),
            field(3, "c", true),
            field(3, "secret", true),
            field(4, "d", true),
            field(5, "d", true),
            field(6, "other", true),
        ];
        // The same page twice is no doubt.
        all.push(all[0].clone());
        let found: Vec<i64> = names(&all, &listed).into_keys().collect();
        assert_eq!(found, [1]);
    }

    #[test]
    fn values_become_text() {
        for (value, expected) in [
            (json!(null), ""),
            (json!(true), "true"),
            (json!(3001), "3001"),
            (json!(1.5), "1.5"),
            (json!("A-1"), "A-1"),
            (json!(["a", null, ["b", 2]]), "a, b, 2"),
        ] {
            assert_eq!(text(&serde_json::from_value(value).unwrap()), expected);
        }
    }
}
