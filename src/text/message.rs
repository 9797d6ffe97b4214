//! Messages with places to fill in: the part of ICU's message format that the widget needs.
//!
//! `{name}` is a value; a number is written as the language writes it. `{name, plural, one {…} other
//! {…}}` chooses by the plural category of a number, `{name, select, yes {…} other {…}}` by a word. Each
//! choice has an `other`; alternatives may hold anything that a message may.

use super::speech::Speech;

/// What is filled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// As it is.
    Text(&'a str),
    /// As the language writes numbers.
    Number(f64),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Argument<'_> {
    fn from(is_so: bool) -> Self {
        Self::Text(if is_so { "true" } else { "false" })
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts that far")]
mod numbers {
    use super::Argument;

    impl From<i64> for Argument<'_> {
        fn from(number: i64) -> Self {
            Self::Number(number as f64)
        }
    }

    impl From<u64> for Argument<'_> {
        fn from(number: u64) -> Self {
            Self::Number(number as f64)
        }
    }

    impl From<usize> for Argument<'_> {
        fn from(number: usize) -> Self {
            Self::Number(number as f64)
        }
    }
}

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A value by its name.
    Value(&'a str),
    /// One of several alternatives.
    Choice {
        /// The name of the value that chooses.
        name: &'a str,
        /// Whether it is the value's plural category that chooses, and not the value itself.
        is_plural: bool,
        /// The alternatives, by what chooses them.
        alternatives: Vec<(&'a str, Vec<Piece<'a>>)>,
    },
}

/// What is wrong with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A brace without its partner, or something else than a value or a choice between two.
    Syntax,
    /// A choice without an `other`.
    NoOther,
    /// A name that stands for nothing here.
    UnknownName(String),
}

/// Fills a message in.
///
/// # Errors
/// What is wrong with the message.
pub fn filled(
    message: &str,
    arguments: &[(&str, Argument<'_>)],
    speech: &dyn Speech,
) -> Result<String, Fault> {
    let mut text = String::new();
    write(&parse(message)?, arguments, speech, &mut text)?;
    Ok(text)
}

/// The pieces of a message.
///
/// # Errors
/// What is wrong with it.
pub fn parse(message: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let (pieces, rest) = pieces(message)?;
    if rest.is_empty() {
        Ok(pieces)
    } else {
        Err(Fault::Syntax)
    }
}

/// The names that a message fills in or chooses by.
pub fn names<'a>(pieces: &[Piece<'a>]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Words(_) => {}
            Piece::Value(name) => found.push(*name),
            Piece::Choice {
                name, alternatives, ..
            } => {
                found.push(*name);
                for (_, inside) in alternatives {
                    found.extend(names(inside));
                }
            }
        }
    }
    found
}

/// Pieces up to the end or to a closing brace, and what follows from there.
fn pieces(mut text: &str) -> Result<(Vec<Piece<'_>>, &str), Fault> {
    let mut found = Vec::new();
    loop {
        let end = text.find(['{', '}']).unwrap_or(text.len());
        let (words, rest) = text.split_at(end);
        if !words.is_empty() {
            found.push(Piece::Words(words));
        }
        let Some(inside) = rest.strip_prefix('{') else {
            return Ok((found, rest));
        };
        let (piece, rest) = placeholder(inside)?;
        found.push(piece);
        text = rest;
    }
}

/// What stands between braces, and what follows them.
fn placeholder(text: &str) -> Result<(Piece<'_>, &str), Fault> {
    let end = text.find([',', '{', '}']).ok_or(Fault::Syntax)?;
    let (name, rest) = text.split_at(end);
    let name = name.trim();
    if let Some(rest) = rest.strip_prefix('}') {
        return Ok((Piece::Value(name), rest));
    }
    let (kind, rest) = rest
        .strip_prefix(',')
        .and_then(|rest| rest.split_once(','))
        .ok_or(Fault::Syntax)?;
    let is_plural = match kind.trim() {
        "plural" => true,
        "select" => false,
        _ => return Err(Fault::Syntax),
    };
    let (alternatives, rest) = alternatives(rest)?;
    let piece = Piece::Choice {
        name,
        is_plural,
        alternatives,
    };
    Ok((piece, rest))
}

type Alternatives<'a> = Vec<(&'a str, Vec<Piece<'a>>)>;

fn alternatives(mut text: &str) -> Result<(Alternatives<'_>, &str), Fault> {
    let mut found: Alternatives<'_> = Vec::new();
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix('}') {
            let has_other = found.iter().any(|(key, _)| *key == "other");
            return if has_other {
                Ok((found, rest))
            } else {
                Err(Fault::NoOther)
            };
        }
        let (key, rest) = text.split_once('{').ok_or(Fault::Syntax)?;
        let (inside, rest) = pieces(rest)?;
        text = rest.strip_prefix('}').ok_or(Fault::Syntax)?;
        found.push((key.trim(), inside));
    }
}

fn write(
    pieces: &[Piece<'_>],
    arguments: &[(&str, Argument<'_>)],
    speech: &dyn Speech,
    text: &mut String,
) -> Result<(), Fault> {
    let value = |name: &str| {
        let argument = arguments.iter().find(|(known, _)| *known == name);
        let (_, argument) = argument.ok_or_else(|| Fault::UnknownName(name.to_owned()))?;
        Ok(*argument)
    };
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Value(name) => match value(name)? {
                Argument::Number(number) => text.push_str(&speech.number(number)),
                Argument::Text(words) => text.push_str(&speech.set_apart(words)),
            },
            Piece::Choice {
                name,
                is_plural,
                alternatives,
            } => {
                let key = match value(name)? {
                    Argument::Number(number) if *is_plural => speech.plural(number),
                    Argument::Number(number) => speech.number(number),
                    Argument::Text(word) => word.to_owned(),
                };
                let of = |key: &str| alternatives.iter().find(|(known, _)| *known == key);
                if let Some((_, inside)) = of(&key).or_else(|| of("other")) {
                    write(inside, arguments, speech, text)?;
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::speech::Plain;

    #[track_caller]
    fn check(message: &str, arguments: &[(&str, Argument<'_>)], expected: &str) {
        assert_eq!(
            filled(message, arguments, &Plain),
            Ok(expected.to_owned()),
            "{message}"
        );
    }

    #[test]
    fn values_are_filled_in() {
        check("", &[], "");
        check("It is { number }.", &[("number", "12".into())], "It is 12.");
        check(
            "{a}{b} of {a}",
            &[("a", 2_usize.into()), ("b", "x".into())],
            "2x of 2",
        );
    }

    #[test]
    fn a_number_chooses_by_its_plural_and_a_word_by_itself() {
        const COUNT: &str = "{count, plural, one {{count} row} other {{count} rows}}!";
        check(COUNT, &[("count", 1_usize.into())], "1 row!");
        check(COUNT, &[("count", 0_usize.into())], "0 rows!");
        const SELECT: &str = "{so_far,select,true{so far} other {all}}";
        check(SELECT, &[("so_far", true.into())], "so far");
        check(SELECT, &[("so_far", false.into())], "all");
    }

    #[test]
    fn choices_stand_in_choices() {
        const MESSAGE: &str =
            "{is, select, true {{n, plural, one {one} other {many ({n})}}} other {}}";
        let with = |is: bool, n: i64| [("is", is.into()), ("n", n.into())];
        check(MESSAGE, &with(true, 1), "one");
        check(MESSAGE, &with(true, 7), "many (7)");
        check(MESSAGE, &with(false, 7), "");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (message, fault) in [
            ("{", Fault::Syntax),
            ("}", Fault::Syntax),
            ("a {b", Fault::Syntax),
            ("{a, plural}", Fault::Syntax),
            ("{a, number, other {}}", Fault::Syntax),
            ("{a, plural, one {x}}", Fault::NoOther),
            ("{a, plural, one x}", Fault::Syntax),
            ("{a, plural, other {x}", Fault::Syntax),
            ("{b}", Fault::UnknownName("b".to_owned())),
        ] {
            let found = filled(message, &[("a", 1_usize.into())], &Plain);
            assert_eq!(found, Err(fault), "{message}");
        }
    }

    #[test]
    fn every_name_is_found_wherever_it_stands() {
        let pieces = parse("{a} {b, plural, one {{c}} other {{d, select, other {{e}}}}}").unwrap();
        assert_eq!(names(&pieces), ["a", "b", "c", "d", "e"]);
    }
}
