//! Digits of other scripts than Latin, which keyboards of our languages write.

/// A text with its digits in ASCII, and what stands between them in numbers: full-width and Arabic signs.
/// Marks of direction, which come along when a number is copied out of right-to-left text, are left out.
#[must_use]
pub fn in_ascii(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

fn plain(sign: char) -> Option<char> {
    /// Zeros of Arabic, Persian and Urdu, Hindi, and the full width of Japanese and Chinese.
    const ZEROS: [char; 4] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    let digit = |zero: char| (u32::from(sign).checked_sub(zero.into())).filter(|digit| *digit < 10);
    if let Some(digit) = ZEROS.into_iter().find_map(digit) {
        return char::from_digit(digit, 10);
    }
    match sign {
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            None
        }
        // The Arabic decimal separator, and the full width of ASCII.
        '٫' => Some('.'),
        '＋' => Some('+'),
        '－' => Some('-'),
        '．' => Some('.'),
        '，' => Some(','),
        '（' => Some('('),
        '）' => Some(')'),
        '\u{3000}' => Some(' '),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::in_ascii;

    #[test]
    fn every_script_has_the_same_numbers() {
        for written in [
            "1234567890.5",
            "١٢٣٤٥٦٧٨٩٠٫٥",
            "۱۲۳۴۵۶۷۸۹۰٫۵",
            "१२३४५६७८९०.५",
            "１２３４５６７８９０．５",
        ] {
            assert_eq!(in_ascii(written), "1234567890.5", "{written}");
        }
        assert_eq!(in_ascii("\u{202a}＋８１（３）\u{202c}"), "+81(3)");
        assert_eq!(in_ascii("十二, x"), "十二, x");
    }
}
