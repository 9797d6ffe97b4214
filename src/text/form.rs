//! What is said in the form.

use support_wire::limits;
use yew::AttrValue;

use super::Texts;
use crate::model::{
    draft::Field,
    fields::{FieldRule, Kind},
    validate::Fault,
};

impl Texts {
    /// What a field is called.
    #[must_use]
    pub fn label(&self, rule: &FieldRule) -> AttrValue {
        match &rule.label {
            Some(label) => label.clone().into(),
            None => self.standard_label(&rule.field),
        }
    }

    fn standard_label(&self, field: &Field) -> AttrValue {
        match field {
            Field::Contact => self.label_contact(),
            Field::Name => self.label_name(),
            Field::Brand => self.label_brand(),
            Field::Subject => self.label_subject(),
            Field::Description => self.label_description(),
            Field::Priority => self.label_priority(),
            Field::Trap | Field::Custom(_) => field.as_str().to_owned().into(),
        }
    }

    /// What helps to fill a field in.
    #[must_use]
    pub fn hint(&self, rule: &FieldRule) -> Option<AttrValue> {
        match (&rule.hint, &rule.field, &rule.kind) {
            (Some(hint), ..) => Some(hint.clone().into()),
            (None, Field::Contact, _) => Some(self.hint_contact()),
            (None, Field::Description, _) => Some(self.hint_description()),
            (None, _, Kind::Link) => Some(self.hint_link()),
            _ => None,
        }
    }

    /// What is wrong with a field, as something to do. `rule` is what the form asks of it, if it does.
    #[must_use]
    pub fn fault(&self, field: &Field, rule: Option<&FieldRule>, fault: Fault) -> AttrValue {
        let kind = rule.map(|rule| &rule.kind);
        let what_to_do = match (field, kind, fault) {
            (Field::Contact, _, Fault::Missing | Fault::NotAnAddress) => {
                return self.enter_contact();
            }
            (Field::Subject, _, Fault::Missing) => return self.enter_subject(),
            (Field::Description, _, Fault::Missing) => return self.enter_description(),
            (Field::Description, Some(_), Fault::TooLong) => return self.too_long(),
            (_, Some(Kind::Consent), Fault::Missing) => return self.tick_box(),
            (_, Some(Kind::Several(_)), Fault::Missing) => self.choose_at_least_one(),
            (_, Some(Kind::One(_) | Kind::Brand(_)), Fault::Missing)
            | (_, _, Fault::NotAChoice) => self.choose_one(),
            (_, Some(Kind::Nested { .. }), Fault::Missing) => self.choose_to_the_end(),
            (_, Some(Kind::Date), Fault::Missing) => self.enter_date(),
            (_, _, Fault::Missing) => self.fill_in(),
            (_, _, Fault::NotAnEmail) => self.enter_email(),
            (_, _, Fault::NotANumber) => self.enter_number(),
            (_, _, Fault::NotADay) => self.enter_whole_date(),
            (_, _, Fault::NotALink) => self.enter_link(),
            (_, _, Fault::TooLong) => {
                self.shorten_to(rule.map_or(limits::FIELD_LINE_MAX_CHARS, |rule| rule.max_chars))
            }
            (_, _, Fault::NotAnAddress | Fault::NotAccepted) => self.not_accepted(),
        };
        let label = rule.map_or_else(|| self.standard_label(field), |rule| self.label(rule));
        self.after_label(&label, &what_to_do)
    }

    /// What to do about a field, after its name. A name that is a question stands for itself.
    fn after_label(&self, label: &str, what_to_do: &str) -> AttrValue {
        if label.ends_with(['?', '!', '.', '？', '！', '。', '؟', '।']) {
            self.of_question(label, &self.speech().capital(what_to_do))
        } else {
            self.of_field(label, what_to_do)
        }
    }

    /// How much room is left in a field; how much too long it is, where that is negative.
    #[must_use]
    pub fn room(&self, characters: i64) -> AttrValue {
        match characters {
            0.. => self.room_left(characters),
            _ => self.room_over(-characters),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn what_to_do_follows_the_fields_name() {
        let texts = Texts::plain();
        let said = |label| texts.after_label(label, "choose one.");
        assert_eq!(said("Topic"), "Topic: choose one.");
        assert_eq!(said("Which item?"), "Which item? Choose one.");
        assert_eq!(said("أي منتج؟"), "أي منتج؟ Choose one.");
    }

    #[test]
    fn room_is_told_on_either_side_of_the_limit() {
        let texts = Texts::plain();
        assert_eq!(texts.room(12), "12 characters left");
        assert_eq!(texts.room(1), "1 character left");
        assert_eq!(texts.room(0), "0 characters left");
        assert_eq!(texts.room(-1), "1 character too many");
        assert_eq!(texts.room(-30), "30 characters too many");
    }
}
