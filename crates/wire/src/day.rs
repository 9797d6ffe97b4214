//! Days as `YYYY-MM-DD`, the form in which a browser gives them and the API takes them.

/// Whether it is a day of the calendar, in that form.
#[must_use]
pub fn is_day(text: &str) -> bool {
    let mut parts = text.split('-').map(digits);
    let (Some(Some((year, 4))), Some(Some((month, 2))), Some(Some((day, 2))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    (1..=last_day(year, month)).contains(&day)
}

/// The number that some digits make, and how many they are.
fn digits(part: &str) -> Option<(u32, usize)> {
    let is_plain = part.bytes().all(|byte| byte.is_ascii_digit());
    Some((part.parse().ok().filter(|_| is_plain)?, part.len()))
}

/// The number of the month's last day; 0 for what is no month.
fn last_day(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn days_of_the_calendar() {
        for day in ["2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01"] {
            assert!(is_day(day), "{day}");
        }
        for other in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "2024-1-1",
            "24-01-01",
            "2024-01-01-01",
            "2024-01-01T00",
            "2024-01-01T00:00",
            "+024-01-01",
            "٢٠٢٤-٠١-٠١",
            "20240101",
            "",
            "--",
        ] {
            assert!(!is_day(other), "{other}");
        }
    }
}
