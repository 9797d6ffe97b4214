//! The template files as values. A language's first file is the one that named customers write in.

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use super::replies::Sentences;

const FILES: [&str; 9] = [
    include_str!("templates/en.json"),
    include_str!("templates/de.json"),
    include_str!("templates/es.json"),
    include_str!("templates/fr.json"),
    include_str!("templates/pt.json"),
    include_str!("templates/ja.json"),
    include_str!("templates/ar.json"),
    include_str!("templates/hi.json"),
    include_str!("templates/he.json"),
];
const HOSTILE: &str = include_str!("templates/hostile.json");
const REPLIES: &str = include_str!("templates/replies.json");

/// Everything that tickets are made from.
#[derive(Debug)]
pub(super) struct Templates {
    pub(super) languages: Vec<Language>,
    /// HTML that must never run.
    pub(super) hostile: Vec<String>,
    pub(super) replies: Sentences,
}

/// A language, with people who speak it and what they ask.
#[derive(Debug, Deserialize)]
pub(super) struct Language {
    pub(super) language: String,
    /// How many of a hundred people write in it.
    pub(super) weight: u32,
    pub(super) country: String,
    pub(super) region: String,
    pub(super) timezone: String,
    pub(super) first_names: Vec<String>,
    pub(super) last_names: Vec<String>,
    pub(super) months: Vec<String>,
    /// With `{day}` and `{month}`.
    pub(super) date: String,
    pub(super) products: Vec<String>,
    pub(super) greetings: Vec<String>,
    /// With `{name}`.
    pub(super) closings: Vec<String>,
    pub(super) topics: Vec<Topic>,
}

/// Something that people ask about.
#[derive(Debug, Deserialize)]
pub(super) struct Topic {
    pub(super) tags: Vec<String>,
    pub(super) team: i64,
    /// The custom fields that support fills in for it.
    pub(super) fields: Vec<String>,
    pub(super) tickets: Vec<Ticket>,
}

/// A text and the subjects that fit it, with the slots `{order}`, `{product}`, `{date}` and
/// `{amount}`.
#[derive(Debug, Deserialize)]
pub(super) struct Ticket {
    pub(super) subjects: Vec<String>,
    pub(super) body: String,
}

impl Templates {
    pub(super) fn load() -> Result<Self, serde_json::Error> {
        let languages = FILES
            .iter()
            .map(|file| serde_json::from_str(file))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            languages,
            hostile: serde_json::from_str(HOSTILE)?,
            replies: serde_json::from_str(REPLIES)?,
        })
    }

    /// A language's place in the list, drawn by weight.
    pub(super) fn draw_language(&self, rng: &mut ChaCha8Rng) -> usize {
        let total: u32 = self.languages.iter().map(|language| language.weight).sum();
        let mut left = rng.random_range(0..total.max(1));
        for (place, language) in self.languages.iter().enumerate() {
            if left < language.weight {
                return place;
            }
            left -= language.weight;
        }
        0
    }
}

/// Any of some texts; empty if there are none.
pub(super) fn pick<'a>(rng: &mut ChaCha8Rng, texts: &'a [String]) -> &'a str {
    texts.choose(rng).map(String::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Templates;

    #[test]
    fn every_file_is_whole() {
        let templates = Templates::load().unwrap();
        assert_eq!(
            templates
                .languages
                .iter()
                .map(|language| language.weight)
                .sum::<u32>(),
            100
        );
        for language in &templates.languages {
            assert_eq!(language.months.len(), 12, "{}", language.language);
            let filled =
                |texts: &[String]| !texts.is_empty() && texts.iter().all(|text| !text.is_empty());
            assert!(filled(&language.first_names) && filled(&language.last_names));
            assert!(filled(&language.products) && filled(&language.greetings));
            for ticket in language.topics.iter().flat_map(|topic| &topic.tickets) {
                assert!(filled(&ticket.subjects) && !ticket.body.is_empty());
            }
            let mut spoken = templates.replies.languages.iter();
            let spoken = spoken.find(|spoken| spoken.language == language.language);
            let spoken = spoken.unwrap();
            assert!(filled(&spoken.answers) && filled(&spoken.follow_ups));
            assert!(filled(&spoken.solutions) && filled(&templates.replies.notes));
        }
    }
}
