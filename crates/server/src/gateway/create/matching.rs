//! Whether a conversation that is there already is the one that a form made.

use aws_lc_rs::digest::{SHA256, digest};
use support_wire::Conversation;

/// What a form said, in the shape that survives a help desk: without white space and control
/// characters, which every desk treats in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    subject: String,
    text: String,
}

impl Content {
    pub(super) fn new(subject: &str, text: &str) -> Self {
        Self {
            subject: bare(subject),
            text: bare(text),
        }
    }

    /// Whether the conversation says the same.
    pub(super) fn is_in(&self, conversation: &Conversation) -> bool {
        self.subject == bare(&conversation.subject)
            && self.text == bare(&conversation.description_text)
    }

    /// A short name for it.
    pub(super) fn digest(&self) -> Vec<u8> {
        let whole = format!("{}\0{}", self.subject, self.text);
        digest(&SHA256, whole.as_bytes()).as_ref().to_vec()
    }
}

fn bare(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}';
    text.chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::Content;
    use support_wire::Conversation;

    #[test]
    fn white_space_makes_no_difference_and_words_do() {
        let content = Content::new(" A subject", "One\r\n\r\ntwo  three\u{a0}!");
        let mut stored = Conversation {
            subject: "A subject".to_owned(),
            description_text: "One\ntwo three !".to_owned(),
            ..serde_json::from_str(r#"{"id":1}"#).unwrap()
        };
        assert!(content.is_in(&stored));
        stored.description_text.push('?');
        assert!(!content.is_in(&stored));
    }
}
