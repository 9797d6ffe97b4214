//! What this browser has shown of a customer's conversations, so that what changed since can be
//! told apart. The API knows nothing of it: another browser starts anew.

/// How many conversations are remembered one by one.
const MOST_ROWS: usize = 200;

/// Up to when each conversation has been seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Whatever changed no later than this counts as seen, in epoch seconds.
    since: i64,
    /// Conversations seen in a later state: number and time of that state, by number.
    rows: Vec<(i64, i64)>,
}

impl Seen {
    /// Everything up to a moment, in epoch seconds.
    #[must_use]
    pub fn all_until(moment: i64) -> Self {
        Self {
            since: moment,
            rows: Vec::new(),
        }
    }

    /// Whether a conversation that changed at that moment has changed since it was seen.
    #[must_use]
    pub fn is_news(&self, id: i64, changed_at: i64) -> bool {
        changed_at > self.since && changed_at > self.until(id)
    }

    /// Notes that a conversation has been seen as of that moment.
    pub fn note(&mut self, id: i64, changed_at: i64) {
        if !self.is_news(id, changed_at) {
            return;
        }
        match self.place(id) {
            Ok(place) => {
                if let Some(row) = self.rows.get_mut(place) {
                    row.1 = changed_at;
                }
            }
            Err(place) => self.rows.insert(place, (id, changed_at)),
        }
        self.bound();
    }

    /// Notes that everything up to that moment has been seen.
    pub fn note_all(&mut self, moment: i64) {
        self.since = self.since.max(moment);
        let since = self.since;
        self.rows.retain(|(_, until)| *until > since);
    }

    /// Both memories together, as two tabs make them.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.note_all(other.since);
        for (id, until) in &other.rows {
            self.note(*id, *until);
        }
        self
    }

    /// A text to keep: `1;since;number=moment,…`.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("1;{};", self.since);
        for (index, (id, until)) in self.rows.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            text.push_str(&id.to_string());
            text.push('=');
            text.push_str(&until.to_string());
        }
        text
    }

    /// What was written; `None` where it was not, or by another version.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (since, rows) = text.strip_prefix("1;")?.split_once(';')?;
        let mut seen = Self::all_until(since.parse().ok()?);
        for row in rows
            .split(',')
            .filter(|row| !row.is_empty())
            .take(MOST_ROWS)
        {
            let (id, until) = row.split_once('=')?;
            seen.note(id.parse().ok()?, until.parse().ok()?);
        }
        Some(seen)
    }

    fn until(&self, id: i64) -> i64 {
        let row = self.place(id).ok().and_then(|place| self.rows.get(place));
        row.map_or(i64::MIN, |(_, until)| *until)
    }

    fn place(&self, id: i64) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&id, |(id, _)| *id)
    }

    /// Too many to remember: the oldest go into the moment for all, so that nothing once seen
    /// becomes news again.
    fn bound(&mut self) {
        while self.rows.len() > MOST_ROWS {
            let oldest = self.rows.iter().map(|(_, until)| *until).min();
            self.note_all(oldest.unwrap_or(self.since));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_is_what_changed_after_it_was_seen() {
        let mut seen = Seen::all_until(100);
        assert!(!seen.is_news(1, 100));
        assert!(seen.is_news(1, 101));
        seen.note(1, 101);
        assert!(!seen.is_news(1, 101));
        assert!(seen.is_news(1, 102), "it changed again");
        assert!(seen.is_news(2, 101), "another one is not seen by that");
        seen.note(1, 50);
        assert!(
            !seen.is_news(1, 101),
            "an older state makes nothing news again"
        );
        seen.note_all(200);
        assert!(!seen.is_news(2, 200));
        assert_eq!(seen, Seen::all_until(200));
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut seen = Seen::all_until(100);
        seen.note(12345, 300);
        seen.note(7, 200);
        assert_eq!(seen.write(), "1;100;7=200,12345=300");
        assert_eq!(Seen::read(&seen.write()), Some(seen));
        assert_eq!(Seen::read("1;5;"), Some(Seen::all_until(5)));
        for other in ["", "2;100;", "1;x;", "1;5;7", "1;5;7=x", "{}"] {
            assert_eq!(Seen::read(other), None, "{other}");
        }
    }

    #[test]
    fn two_tabs_forget_nothing_of_each_other() {
        let mut one = Seen::all_until(100);
        one.note(1, 150);
        let mut other = Seen::all_until(120);
        other.note(2, 130);
        let both = one.with(&other);
        assert!(!both.is_news(1, 150) && !both.is_news(2, 130) && !both.is_news(3, 120));
        assert!(both.is_news(3, 121));
    }

    #[test]
    fn it_stays_small_and_makes_nothing_news_again() {
        let mut seen = Seen::all_until(0);
        for id in 1..=10_000 {
            seen.note(id, id);
        }
        assert!(seen.write().len() < 8_000);
        for id in 1..=10_000 {
            assert!(!seen.is_news(id, id), "{id}");
        }
        assert!(seen.is_news(10_001, 10_001));
    }
}
