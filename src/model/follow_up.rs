//! What a customer adds to a conversation.
//!
//! The API has no reply by a customer, so a follow-up is a new request that names the old one. If it
//! ever gets one, that is a new method of [`crate::api::Api`] behind the same button: only who
//! receives a [`FollowUp`] changes.

use support_wire::{CustomerConversation, limits};

use crate::model::draft::{Draft, Field};

/// The wish to add something to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The conversation's number.
    pub number: i64,
    /// Its subject.
    pub subject: String,
}

/// What the form does about a follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFor {
    /// It is empty: it takes the follow-up's beginning.
    Empty,
    /// It holds this very follow-up already.
    SameFollowUp,
    /// It holds something else that was typed, which must not be lost or mixed with this.
    Another,
}

impl FollowUp {
    /// A follow-up to a conversation.
    #[must_use]
    pub fn to(conversation: &CustomerConversation) -> Self {
        Self {
            number: conversation.id,
            subject: conversation.subject.clone(),
        }
    }

    /// `Re:` and the subject, once, cut where the form would refuse it.
    #[must_use]
    pub fn reply_subject(&self) -> String {
        let subject = self.subject.trim();
        let begins = subject.get(..3);
        let subject = if begins.is_some_and(|word| word.eq_ignore_ascii_case("re:")) {
            subject.to_owned()
        } else {
            format!("Re: {subject}")
        };
        subject.chars().take(limits::SUBJECT_MAX_CHARS).collect()
    }

    /// What a form that looks like this does about it.
    #[must_use]
    pub fn form_for(&self, draft: &Draft) -> FormFor {
        let typed = |field| draft.get(field).map_or("", |value| value.text().trim());
        let subject = typed(&Field::Subject);
        if subject.is_empty() && typed(&Field::Description).is_empty() {
            FormFor::Empty
        } else if subject == self.reply_subject().trim() {
            FormFor::SameFollowUp
        } else {
            FormFor::Another
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow_up(subject: &str) -> FollowUp {
        FollowUp {
            number: 7,
            subject: subject.into(),
        }
    }

    #[test]
    fn a_subject_is_answered_once() {
        assert_eq!(follow_up(" Boots ").reply_subject(), "Re: Boots");
        assert_eq!(follow_up("RE: Boots").reply_subject(), "RE: Boots");
        assert_eq!(follow_up("é").reply_subject(), "Re: é");
        let long = follow_up(&"ü".repeat(300)).reply_subject();
        assert_eq!(long.chars().count(), limits::SUBJECT_MAX_CHARS);
    }

    #[test]
    fn what_was_typed_is_never_mixed_with_it() {
        let mut draft = Draft::default();
        let follow_up = follow_up("Boots");
        assert_eq!(follow_up.form_for(&draft), FormFor::Empty);
        draft.set(Field::Description, "Laces");
        assert_eq!(follow_up.form_for(&draft), FormFor::Another);
        draft.set(Field::Subject, "Re: Boots");
        assert_eq!(follow_up.form_for(&draft), FormFor::SameFollowUp);
        draft.set(Field::Subject, "Re: Hats");
        assert_eq!(follow_up.form_for(&draft), FormFor::Another);
    }
}
