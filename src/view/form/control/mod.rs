//! The controls of the form's fields, one for each kind: always the platform's own.

mod choices;
mod nested;
mod text;

use yew::prelude::*;

use super::field::FieldProps;
use crate::{
    model::{
        draft::{Field, Value},
        fields::{Access, Kind},
    },
    text::Texts,
};

/// What a control is given.
pub(super) struct Control<'a> {
    /// The field.
    pub(super) props: &'a FieldProps,
    /// What the widget says.
    pub(super) texts: &'a Texts,
    /// The ids of what describes it.
    pub(super) described_by: Option<String>,
}

impl Control<'_> {
    /// Draws it.
    pub(super) fn draw(&self) -> Html {
        let rule = &self.props.rule;
        if rule.access == Access::Locked && rule.kind != Kind::Text {
            return text::line(self, &text::Input::READ_ONLY);
        }
        match &rule.kind {
            Kind::Address => text::line(self, &text::Input::ADDRESS),
            Kind::Email => text::line(self, &text::Input::EMAIL),
            Kind::Line if rule.field == Field::Name => text::line(self, &text::Input::NAME),
            Kind::Line => text::line(self, &text::Input::LINE),
            Kind::Number => text::line(self, &text::Input::NUMBER),
            Kind::Link => text::line(self, &text::Input::LINK),
            Kind::Date => text::date(self),
            Kind::Text => text::area(self),
            Kind::Priority => choices::priorities(self),
            Kind::Brand(brands) => choices::brands(self, brands),
            Kind::One(of) => choices::one(self, of),
            Kind::Several(of) => choices::several(self, of),
            Kind::Nested { .. } => nested::levels(self),
            Kind::Consent => choices::consent(self),
        }
    }

    fn id(&self) -> AttrValue {
        self.props.id.clone()
    }

    /// What it is called where text is saved from a module that has stopped: `static/crash.js`.
    fn name(&self) -> AttrValue {
        self.props.rule.field.as_str().to_owned().into()
    }

    fn invalid(&self) -> Option<&'static str> {
        self.props.fault.map(|_| "true")
    }

    fn required(&self) -> Option<&'static str> {
        self.props.rule.is_required.then_some("true")
    }

    fn is_locked(&self) -> bool {
        self.props.is_frozen || self.props.rule.access == Access::Locked
    }

    /// What it holds, as one text.
    fn text(&self) -> AttrValue {
        match &self.props.value {
            None => AttrValue::Static(""),
            Some(Value::Text(text)) => text.clone().into(),
            Some(Value::List(names)) => names.join(", ").into(),
        }
    }

    /// The names of what is chosen.
    fn names(&self) -> &[String] {
        self.props
            .value
            .as_ref()
            .map(Value::names)
            .unwrap_or_default()
    }

    /// Hands on a value.
    fn emit(&self) -> impl Fn(Value) + 'static {
        let (field, on_type) = (self.props.rule.field.clone(), self.props.on_type.clone());
        move |value| on_type.emit((field.clone(), value))
    }
}
