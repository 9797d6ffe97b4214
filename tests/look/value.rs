//! What a colour in a style sheet comes to: `var()`, `light-dark()`, `color-mix()` and colours made
//! from others are worked out as a browser does, the rest is read by a crate.

use std::collections::HashMap;

use color::{ColorSpaceTag, DynamicColor, HueDirection, parse_color};

/// The custom properties that hold at a place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// By their names, dashes included. Whoever comes later wins.
    pub(crate) properties: HashMap<String, String>,
    /// Whether the place is a dark one.
    pub(crate) is_dark: bool,
}

impl Place {
    /// The same place with more declarations in force.
    pub(crate) fn with(&self, declarations: &[(String, String)]) -> Self {
        let mut place = self.clone();
        place.properties.extend(declarations.iter().cloned());
        place
    }

    /// The colour that a custom property comes to.
    pub(crate) fn color(&self, name: &str) -> DynamicColor {
        let value = self
            .substitute(&format!("var({name})"))
            .unwrap_or_else(|| panic!("nothing says what {name} is"));
        self.evaluate(&value)
            .unwrap_or_else(|| panic!("{name}: no colour: {value}"))
    }

    /// A value with the properties that it names put in; none, where one of them is missing.
    fn substitute(&self, value: &str) -> Option<String> {
        let Some(start) = value.find("var(") else {
            return Some(value.to_owned());
        };
        let (inner, after) = closed(&value[start + 4..])?;
        let (name, fallback) = match inner.split_once(',') {
            Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
            None => (inner.trim(), None),
        };
        let held = self.properties.get(name).map(String::as_str).or(fallback)?;
        let held = self.substitute(held)?;
        self.substitute(&format!("{}{held}{after}", &value[..start]))
    }

    fn evaluate(&self, value: &str) -> Option<DynamicColor> {
        let value = value.trim();
        let Some((name, inner)) = value
            .strip_suffix(')')
            .and_then(|call| call.split_once('('))
        else {
            return parse_color(value).ok();
        };
        match (name, inner.trim().strip_prefix("from ")) {
            ("light-dark", _) => {
                let [light, dark] = parts(inner, ',').try_into().ok()?;
                self.evaluate(if self.is_dark { dark } else { light })
            }
            ("color-mix", _) => {
                let [space, first, second] = parts(inner, ',').try_into().ok()?;
                (space == "in oklab").then_some(())?;
                let [first, share] = parts(first, ' ').try_into().ok()?;
                let share = share.strip_suffix('%')?.parse::<f32>().ok()? / 100.0;
                let (first, second) = (self.evaluate(first)?, self.evaluate(second)?);
                let way = first.interpolate(second, ColorSpaceTag::Oklab, HueDirection::Shorter);
                Some(way.eval(1.0 - share))
            }
            ("oklch", Some(relative)) => {
                let [origin, first, second, third] = parts(relative, ' ').try_into().ok()?;
                let channels = [first, second, third];
                self.made_from(origin, ColorSpaceTag::Oklch, ["l", "c", "h"], channels)
            }
            ("color", Some(relative)) => {
                let [origin, space, first, second, third] = parts(relative, ' ').try_into().ok()?;
                let channels = [first, second, third];
                let (space, names) = match space {
                    "xyz-d65" => (ColorSpaceTag::XyzD65, ["x", "y", "z"]),
                    "srgb" => (ColorSpaceTag::Srgb, ["r", "g", "b"]),
                    _ => return None,
                };
                self.made_from(origin, space, names, channels)
            }
            _ => parse_color(value).ok(),
        }
    }

    fn made_from(
        &self,
        origin: &str,
        space: ColorSpaceTag,
        names: [&str; 3],
        channels: [&str; 3],
    ) -> Option<DynamicColor> {
        let mut made = self.evaluate(origin)?.convert(space);
        let [a, b, c, _] = made.components;
        let known = [(names[0], a), (names[1], b), (names[2], c)];
        for (place, channel) in channels.into_iter().enumerate() {
            made.components[place] = number(channel, &known)?;
        }
        Some(made)
    }
}

/// How far one colour stands out from another, by WCAG: from 1 to 21. What no screen can show counts
/// as the nearest that one can.
pub(crate) fn contrast(one: DynamicColor, other: DynamicColor) -> f32 {
    let luminance = |color: DynamicColor| {
        let shown = color.convert(ColorSpaceTag::Srgb).clip();
        shown.relative_luminance()
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What stands before the parenthesis that closes this text's level, and what after it.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    for (place, mark) in text.char_indices() {
        depth += i32::from(mark == '(') - i32::from(mark == ')');
        if depth == 0 {
            return Some((&text[..place], &text[place + 1..]));
        }
    }
    None
}

/// The parts of a text between its marks, without looking into parentheses.
fn parts(text: &str, between: char) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (place, mark) in text.char_indices() {
        depth += i32::from(mark == '(') - i32::from(mark == ')');
        if mark == between && depth == 0 {
            found.push(text[start..place].trim());
            start = place + mark.len_utf8();
        }
    }
    found.push(text[start..].trim());
    found.retain(|part| !part.is_empty());
    found
}

/// What a formula comes to: numbers, channels, `calc()`, `min()`, `max()`, `clamp()`, and `+ - *` with
/// spaces around them.
fn number(formula: &str, channels: &[(&str, f32)]) -> Option<f32> {
    let words = parts(formula, ' ');
    let (last, before) = words.split_last()?;
    // From the loosest sign to the tightest; of equal ones the last, since they count from the left.
    for signs in [&["+", "-"][..], &["*"]] {
        if let Some(place) = before.iter().rposition(|word| signs.contains(word)) {
            let left = number(&before[..place].join(" "), channels)?;
            let after = [&before[place + 1..], &[*last]].concat().join(" ");
            let right = number(&after, channels)?;
            return Some(match before[place] {
                "+" => left + right,
                "-" => left - right,
                _ => left * right,
            });
        }
    }
    if let Some((_, value)) = channels.iter().find(|(name, _)| name == last) {
        return Some(*value);
    }
    let Some((name, inner)) = last.strip_suffix(')').and_then(|call| call.split_once('(')) else {
        return last.parse().ok();
    };
    let values: Option<Vec<f32>> = parts(inner, ',')
        .into_iter()
        .map(|part| number(part, channels))
        .collect();
    match (name, values?.as_slice()) {
        ("" | "calc", [value]) => Some(*value),
        ("min", [a, b]) => Some(a.min(*b)),
        ("max", [a, b]) => Some(a.max(*b)),
        ("clamp", [least, value, most]) => Some(value.max(*least).min(*most)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is_dark: bool, declarations: &[(&str, &str)], expected: &str) {
        let declarations: Vec<_> = declarations
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let place = Place {
            is_dark,
            ..Place::default()
        };
        let found = place
            .with(&declarations)
            .color("--x")
            .convert(ColorSpaceTag::Srgb);
        let expected = parse_color(expected).unwrap();
        for (found, expected) in found.components.iter().zip(expected.components) {
            assert!(
                (found - expected).abs() < 0.005,
                "{found} is not {expected}"
            );
        }
    }

    // The expected values are what Chromium's `getComputedStyle` gives.
    #[test]
    fn values_come_to_what_a_browser_makes_of_them() {
        check(false, &[("--x", "var(--y, #123456)")], "#123456");
        check(false, &[("--x", "var(--y)"), ("--y", "red")], "#f00");
        check(true, &[("--x", "light-dark(#fff, var(--z, #000))")], "#000");
        check(
            false,
            &[("--x", "color-mix(in oklab, #1c5cc4 12%, #fff)")],
            "color(srgb 0.8905 0.9243 0.9790)",
        );
        check(
            false,
            &[("--x", "oklch(from #8fb8ff min(l, 0.5) c h)")],
            "color(srgb 0.2412 0.3836 0.6360)",
        );
        check(
            false,
            &[("--x", "color(from #ffd400 srgb calc(1 - r) calc(1 - g) 1)")],
            "color(srgb 0 0.169 1)",
        );
        let readable =
            "color(from #ffd400 xyz-d65 calc(0.95 * clamp(0, (0.18 - y) * 1000, 1)) 0 0)";
        check(false, &[("--x", readable)], "#000");
    }

    #[test]
    fn the_contrast_is_that_of_wcag() {
        let ratio = |one, other| contrast(parse_color(one).unwrap(), parse_color(other).unwrap());
        assert!((ratio("#000", "#fff") - 21.0).abs() < 0.01);
        assert!((ratio("#767676", "#fff") - 4.54).abs() < 0.01);
    }
}
