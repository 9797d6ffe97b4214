//! Which fields a form has for a given draft, and what they hold. A field that is not there holds
//! nothing, and nothing of it is sent.

use std::rc::Rc;

use support_wire::{Brand, Texts};

use super::{Access, FieldRule, Kind, STEP};
use crate::model::{
    draft::{Draft, Field, Value},
    validate::{Contact, FormRules},
};

impl FormRules {
    /// The brands that a customer may choose from: none where the field for them is hidden.
    #[must_use]
    pub fn brands(&self) -> &[Brand] {
        let mut seen = self
            .fields
            .iter()
            .filter(|rule| rule.access != Access::Hidden);
        seen.find_map(|rule| match &rule.kind {
            Kind::Brand(brands) => Some(brands.as_slice()),
            _ => None,
        })
        .unwrap_or_default()
    }

    /// What is asked of a field.
    #[must_use]
    pub fn rule(&self, field: &Field) -> Option<&Rc<FieldRule>> {
        self.fields.iter().find(|rule| rule.field == *field)
    }

    /// The fields that the customer sees, in their order.
    pub fn shown<'a>(&'a self, draft: &'a Draft) -> impl Iterator<Item = &'a Rc<FieldRule>> {
        let shown = self
            .fields
            .iter()
            .filter(|rule| rule.access != Access::Hidden);
        shown.filter(|rule| self.applies(draft, rule))
    }

    /// What goes along unseen, with what it holds.
    pub fn unseen<'a>(
        &'a self,
        draft: &'a Draft,
    ) -> impl Iterator<Item = (&'a Rc<FieldRule>, &'a Value)> {
        let hidden = self
            .fields
            .iter()
            .filter(|rule| rule.access == Access::Hidden);
        hidden.filter_map(|rule| Some((rule, self.value(draft, rule)?)))
    }

    /// What a field holds; `None` where it is not part of the form, or holds nothing.
    #[must_use]
    pub fn value<'a>(&'a self, draft: &'a Draft, rule: &'a FieldRule) -> Option<&'a Value> {
        self.applies(draft, rule)
            .then(|| held(draft, rule))
            .flatten()
    }

    /// Whether a field is part of the form.
    #[must_use]
    pub fn applies(&self, draft: &Draft, rule: &FieldRule) -> bool {
        // Conditions that lead back to themselves end here, and nothing in the circle is shown.
        self.applies_within(draft, rule, self.fields.len())
    }

    fn applies_within(&self, draft: &Draft, rule: &FieldRule, steps: usize) -> bool {
        if matches!(rule.field, Field::Contact | Field::Name) && self.contact != Contact::Asked {
            return false;
        }
        rule.when.0.iter().all(|(name, texts)| {
            let Some(steps) = steps.checked_sub(1) else {
                return false;
            };
            self.rule(&Field::named(name)).is_some_and(|other| {
                self.applies_within(draft, other, steps)
                    && held(draft, other).is_some_and(|value| is_met(other, value, texts))
            })
        })
    }
}

impl FieldRule {
    /// What a field holds if it is part of the form, were it emptied or not.
    #[must_use]
    pub fn held<'a>(&'a self, draft: &'a Draft) -> Option<&'a Value> {
        let typed = match self.access {
            Access::Open => draft.get(&self.field),
            Access::Locked | Access::Hidden => None,
        };
        typed.or(self.value.as_ref())
    }
}

/// What a field holds, if there is something in it.
fn held<'a>(draft: &'a Draft, rule: &'a FieldRule) -> Option<&'a Value> {
    rule.held(draft).filter(|value| !value.is_blank())
}

/// Whether a value is one of the texts; any at all, where there are none. On the way down a tree
/// every step counts, alone or with those before it.
fn is_met(rule: &FieldRule, value: &Value, Texts(texts): &Texts) -> bool {
    let names = value.names();
    let is_named = |text: &String| match rule.kind {
        Kind::Nested { .. } => {
            let depth = text.split(STEP).count();
            names.len() >= depth && text.split(STEP).eq(names.iter().take(depth))
        }
        _ => names.contains(text),
    };
    texts.is_empty() || texts.iter().any(is_named)
}
