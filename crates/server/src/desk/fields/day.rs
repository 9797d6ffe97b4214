//! Days as `YYYY-MM-DD`.

/// Whether it is a day of the calendar, in that form.
pub(in crate::desk) fn is_day(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2)
        || ![year, month, day].map(digits).iter().all(|ok| *ok)
    {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    (1..=last_day(number(year), number(month))).contains(&number(day))
}

/// The number of the month's last day; 0 for what is no month.
fn last_day(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
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
            "20240101",
            "2024-01-01T00:00",
            "+024-01-01",
            "٢٠٢٤-٠١-٠١",
            "",
            "--",
        ] {
            assert!(!is_day(other), "{other}");
        }
    }
}
