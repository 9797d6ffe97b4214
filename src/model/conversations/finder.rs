//! Finds rows by words, at each key: so it keeps each row's text as it is looked through.

use std::rc::Rc;

use support_wire::CustomerConversation;

use super::Row;

/// Finds rows by words: all of them, anywhere in subject, text or number, in whatever case.
pub struct Finder {
    fold: fn(&str) -> String,
    /// The rows looked through last, in their order, each with its text without case.
    texts: Vec<(Row, Box<str>)>,
}

impl Finder {
    /// `fold` takes the case out of a text: the browser knows all the letters there are, and this
    /// module need not.
    #[must_use]
    pub fn new(fold: fn(&str) -> String) -> Self {
        let texts = Vec::new();
        Self { fold, texts }
    }

    /// The rows that have all the words; all rows where there are no words.
    #[must_use]
    pub fn find(&mut self, words: &str, rows: &[Row]) -> Rc<[Row]> {
        self.forget_others_than(rows);
        let fold = self.fold;
        let others = rows.iter().skip(self.texts.len());
        (self.texts).extend(others.map(|row| (row.clone(), fold(&text_of(row)).into())));
        let words = fold(words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let has_all = |text: &str| words.iter().all(|word| text.contains(word));
        let found = self.texts.iter().filter(|(_, text)| has_all(text));
        found.map(|(row, _)| row.clone()).collect()
    }

    /// Keeps the texts of those rows alone, of these the ones before the first that differs from what
    /// it was: rows come at the end nearly always.
    pub(super) fn forget_others_than(&mut self, rows: &[Row]) {
        let known = self.texts.iter().zip(rows);
        let same = known.take_while(|((row, _), other)| Rc::ptr_eq(row, other));
        let same = same.count();
        self.texts.truncate(same);
    }
}

/// What of a row is looked through.
fn text_of(row: &CustomerConversation) -> String {
    let mut text = row.subject.clone();
    text.push_str(" #");
    text.push_str(&row.id.to_string());
    text.push(' ');
    text.push_str(&row.description_text);
    text
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        static FOLDED: Cell<usize> = const { Cell::new(0) };
    }

    /// Folds as the browser does, and counts how often.
    fn counting(text: &str) -> String {
        FOLDED.with(|count| count.set(count.get() + 1));
        text.to_lowercase()
    }

    fn row(id: i64, subject: &str) -> Row {
        Rc::new(CustomerConversation {
            id,
            subject: subject.into(),
            ..CustomerConversation::default()
        })
    }

    fn ids(rows: &[Row]) -> Vec<i64> {
        rows.iter().map(|row| row.id).collect()
    }

    #[test]
    fn all_words_must_be_somewhere_in_the_row() {
        let rows = [Rc::new(CustomerConversation {
            id: 12345,
            subject: "Größe der STIEFEL".into(),
            description_text: "Both are too small.\nPlease help".into(),
            ..CustomerConversation::default()
        })];
        let mut finder = Finder::new(str::to_lowercase);
        for found in [
            "",
            "  ",
            "stiefel",
            "GRÖßE",
            "#12345",
            "234",
            "small stiefel",
            "please",
        ] {
            assert_eq!(finder.find(found, &rows).len(), 1, "{found}");
        }
        for missed in ["boots", "stiefel boots", "#999", "smallplease"] {
            assert!(finder.find(missed, &rows).is_empty(), "{missed}");
        }
    }

    #[test]
    fn a_key_folds_the_words_and_only_rows_that_are_new() {
        let mut rows: Vec<Row> = (1..=1_000).map(|id| row(id, "Parcel")).collect();
        let mut finder = Finder::new(counting);
        let folds = |finder: &mut Finder, words: &str, rows: &[Row]| {
            FOLDED.with(|count| count.set(0));
            let found = finder.find(words, rows).len();
            (FOLDED.with(Cell::get), found)
        };
        assert_eq!(folds(&mut finder, "p", &rows), (1_001, 1_000));
        assert_eq!(folds(&mut finder, "pa", &rows), (1, 1_000));
        rows.extend((1_001..=1_025).map(|id| row(id, "Invoice")));
        assert_eq!(folds(&mut finder, "invoice", &rows), (26, 25));
    }

    #[test]
    fn what_changed_moved_or_went_is_looked_through_as_it_is_now() {
        let (parcel, invoice) = (row(1, "Parcel"), row(2, "Invoice"));
        let mut finder = Finder::new(str::to_lowercase);
        let mut found = |words: &str, rows: &[&Row]| {
            let rows: Vec<Row> = rows.iter().copied().cloned().collect();
            ids(&finder.find(words, &rows))
        };
        assert_eq!(found("parcel", &[&parcel, &invoice]), [1]);
        assert_eq!(
            found("parcel", &[&row(3, "New parcel"), &parcel, &invoice]),
            [3, 1]
        );
        assert_eq!(found("parcel", &[&invoice, &row(1, "Letter")]), [0_i64; 0]);
        assert_eq!(found("letter", &[&invoice, &row(1, "Letter")]), [1]);
        assert_eq!(found("", &[&invoice]), [2]);
    }

    #[test]
    fn rows_that_went_are_not_kept() {
        let gone = row(1, "Parcel");
        let mut finder = Finder::new(str::to_lowercase);
        drop(finder.find("parcel", &[row(2, "Invoice"), gone.clone()]));
        finder.forget_others_than(&[]);
        assert_eq!(Rc::strong_count(&gone), 1);
    }
}
