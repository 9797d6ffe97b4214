//! Settings from three places: a flag goes before the environment, that before a file.
//!
//! Every flag of a role is a setting: `--allow-origin` is `SUPPORT_ALLOW_ORIGIN` in the environment and
//! `allow-origin` in the file. What the command line leaves out is put on it, so that there is one parser
//! with one set of rules, and each value is remembered with where it came from, for whoever has to mend it.

use std::{ffi::OsString, fmt, fs, path::PathBuf};

use clap::{
    Arg, ArgAction, Command, CommandFactory, FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{Cli, error::ConfigError};

/// The roles that have settings.
pub(super) const ROLES: [&str; 3] = ["gateway", "desk", "demo"];
/// The flag that names a file, and the one that only checks: neither can stand in the file.
const ABOUT_THE_FILE: [&str; 2] = ["config", "check-config"];

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Flag,
    Environment,
    File(PathBuf),
}

impl Place {
    /// The setting as it is written there.
    fn name(&self, setting: &str) -> String {
        match self {
            Self::Flag => format!("--{setting}"),
            Self::Environment => environment_name(setting),
            Self::File(path) => format!("{}: `{setting}`", path.display()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Environment => f.write_str("environment"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A setting that something was said about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(super) setting: String,
    pub(super) values: Vec<String>,
    pub(super) place: Place,
}

/// The name of a setting in the environment.
pub(super) fn environment_name(setting: &str) -> String {
    format!("SUPPORT_{}", setting.replace('-', "_").to_uppercase())
}

/// The settings of a role: its flags, but for those about the file.
pub(super) fn settings(role: &Command) -> impl Iterator<Item = &Arg> {
    let is_setting = |name: &str| !["help", "version"].contains(&name);
    role.get_arguments().filter(move |arg| {
        arg.get_long()
            .is_some_and(|name| is_setting(name) && !ABOUT_THE_FILE.contains(&name))
    })
}

/// Reads the command line, with what it leaves out taken from the environment and from a file.
///
/// # Errors
/// Whatever is wrong with any of the three.
pub fn parse(
    words: Vec<OsString>,
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Cli, ConfigError> {
    let command = Cli::command();
    let texts: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let role = texts.get(1).copied().unwrap_or_default();
    let task = texts.get(2).copied().unwrap_or_default();
    let subcommand = command.find_subcommand(role);
    let Some(subcommand) = subcommand.filter(|_| ROLES.contains(&role) && task != "seed") else {
        return Ok(Cli::from_arg_matches(
            &command.try_get_matches_from(words)?,
        )?);
    };
    let mut said = flags(subcommand, &texts);
    from_environment(subcommand, environment, &mut said)?;
    if let Some(path) = file_name(&texts, environment) {
        from_file(subcommand, role, &path, &mut said)?;
    }
    let mut whole = words;
    let added = said.iter().filter(|said| said.place != Place::Flag);
    whole.splice(2..2, added.flat_map(|said| as_flags(subcommand, said)));
    let matches = command
        .clone()
        .try_get_matches_from(whole)
        .map_err(|error| placed(error, subcommand, &said))?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    cli.said = said;
    Ok(cli)
}

/// What stands on the command line.
fn flags(role: &Command, words: &[&str]) -> Vec<Said> {
    let named = |name: &str| {
        let flag = format!("--{name}");
        let mut values = Vec::new();
        let mut is_there = false;
        for (place, word) in words.iter().enumerate() {
            if *word == flag {
                is_there = true;
                values.extend(words.get(place + 1).map(|&value| value.to_owned()));
            } else if let Some(value) = word.strip_prefix(&format!("{flag}=")) {
                is_there = true;
                values.push(value.to_owned());
            }
        }
        is_there.then_some(values)
    };
    settings(role)
        .filter_map(|arg| {
            let setting = arg.get_long()?;
            let values = named(setting)?;
            Some(Said {
                setting: setting.to_owned(),
                values: if takes_value(arg) {
                    values
                } else {
                    vec!["true".to_owned()]
                },
                place: Place::Flag,
            })
        })
        .collect()
}

fn from_environment(
    role: &Command,
    environment: &dyn Fn(&str) -> Option<OsString>,
    said: &mut Vec<Said>,
) -> Result<(), ConfigError> {
    let mut added = Vec::new();
    for arg in settings(role) {
        let setting = arg.get_long().unwrap_or_default();
        let name = environment_name(setting);
        let Some(value) = environment(&name).filter(|_| !is_said(role, setting, said)) else {
            continue;
        };
        let value = value.into_string().map_err(|value| ConfigError::Value {
            place: name,
            expected: "text in UTF-8".to_owned(),
            found: format!("{value:?}"),
        })?;
        let values = if is_list(arg) {
            value
                .split(',')
                .map(|part| part.trim().to_owned())
                .collect()
        } else {
            vec![value]
        };
        added.push(checked(arg, setting, values, Place::Environment)?);
    }
    said.extend(added);
    Ok(())
}

fn from_file(
    role: &Command,
    role_name: &str,
    path: &PathBuf,
    said: &mut Vec<Said>,
) -> Result<(), ConfigError> {
    let text = fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
        path: path.clone(),
        source,
    })?;
    let table: toml::Table = text.parse().map_err(|problem| ConfigError::NotToml {
        path: path.clone(),
        problem,
    })?;
    let mut added = Vec::new();
    for (name, value) in &table {
        let Some(arg) = settings(role).find(|arg| arg.get_long() == Some(name)) else {
            return Err(ConfigError::Unknown {
                path: path.clone(),
                name: name.clone(),
                role: role_name.to_owned(),
                like: nearest(role, name),
            });
        };
        let place = Place::File(path.clone());
        let Some(values) = texts(value, is_list(arg)) else {
            let expected = expected(arg, is_list(arg));
            return Err(ConfigError::Value {
                place: place.name(name),
                expected,
                found: format!("`{value}`"),
            });
        };
        if !is_said(role, name, said) {
            added.push(checked(arg, name, values, place)?);
        }
    }
    said.extend(added);
    Ok(())
}

/// A value of the file as flags have it; `None` where it is of another kind.
fn texts(value: &toml::Value, is_list: bool) -> Option<Vec<String>> {
    let one = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    };
    match value {
        toml::Value::Array(values) if is_list => values.iter().map(one).collect(),
        value => one(value).map(|text| vec![text]),
    }
}

/// A switch is on or off; all else is for the parser to judge.
fn checked(
    arg: &Arg,
    setting: &str,
    values: Vec<String>,
    place: Place,
) -> Result<Said, ConfigError> {
    if let (false, [value]) = (takes_value(arg), values.as_slice())
        && !["true", "false"].contains(&value.as_str())
    {
        return Err(ConfigError::Value {
            place: place.name(setting),
            expected: expected(arg, false),
            found: format!("`{value}`"),
        });
    }
    Ok(Said {
        setting: setting.to_owned(),
        values,
        place,
    })
}

/// Whether the setting, or another one that excludes it, was decided in a place that goes before.
fn is_said(role: &Command, setting: &str, said: &[Said]) -> bool {
    let id_of = |name: &str| {
        let found = settings(role).find(|arg| arg.get_long() == Some(name));
        found.map(|arg| arg.get_id().clone())
    };
    let own = id_of(setting);
    said.iter().any(|other| {
        let other = id_of(&other.setting);
        other == own
            || role.get_groups().any(|group| {
                let has = |id: &Option<clap::Id>| {
                    id.as_ref()
                        .is_some_and(|id| group.get_args().any(|known| known == id))
                };
                !group.clone().is_multiple() && has(&own) && has(&other)
            })
    })
}

fn as_flags(role: &Command, said: &Said) -> Vec<OsString> {
    let arg = settings(role).find(|arg| arg.get_long() == Some(&said.setting));
    let values = said.values.iter();
    if arg.is_some_and(takes_value) {
        return values
            .map(|value| format!("--{}={value}", said.setting).into())
            .collect();
    }
    values
        .filter(|value| *value == "true")
        .map(|_| format!("--{}", said.setting).into())
        .collect()
}

fn file_name(words: &[&str], environment: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    for (place, word) in words.iter().enumerate() {
        if *word == "--config" {
            return words.get(place + 1).map(PathBuf::from);
        }
        if let Some(path) = word.strip_prefix("--config=") {
            return Some(path.into());
        }
    }
    environment(&environment_name("config")).map(PathBuf::from)
}

/// Says where the value stands that the parser refused, unless it is the command line.
fn placed(error: clap::Error, role: &Command, said: &[Said]) -> ConfigError {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    let is_value = [ErrorKind::InvalidValue, ErrorKind::ValueValidation].contains(&error.kind());
    let flag = text(ContextKind::InvalidArg).filter(|_| is_value);
    let setting = flag.as_deref().and_then(|flag| {
        let name = flag.strip_prefix("--")?.split([' ', '=']).next()?;
        said.iter().find(|said| said.setting == name)
    });
    let Some(said) = setting.filter(|said| said.place != Place::Flag) else {
        return ConfigError::Flags(error);
    };
    let arg = settings(role).find(|arg| arg.get_long() == Some(&said.setting));
    ConfigError::Value {
        place: said.place.name(&said.setting),
        expected: arg.map_or_else(String::new, |arg| expected(arg, false)),
        found: format!(
            "`{}`",
            text(ContextKind::InvalidValue).unwrap_or_else(|| said.values.join(", "))
        ),
    }
}

/// What a setting has to be, in words.
pub(super) fn expected(arg: &Arg, as_list: bool) -> String {
    let possible: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();
    let one = if !takes_value(arg) {
        "true or false".to_owned()
    } else if possible.is_empty() {
        let names = arg.get_value_names().unwrap_or_default();
        names.join(" ")
    } else {
        format!("one of {}", possible.join(", "))
    };
    if as_list {
        format!("a list of {one}")
    } else {
        one
    }
}

pub(super) fn takes_value(arg: &Arg) -> bool {
    !matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::SetFalse)
}

pub(super) fn is_list(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// The setting whose name has most of its letters in the same places, from either end.
fn nearest(role: &Command, name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    let common = |known: &str| {
        let front = known.bytes().zip(name.bytes()).take_while(|(a, b)| a == b);
        let (front, longest) = (front.count(), known.len().max(name.len()));
        let back = known.bytes().rev().zip(name.bytes().rev());
        let back = back.take_while(|(a, b)| a == b).count();
        // Two of three letters, or it is no likeness.
        let same = (front + back).min(longest);
        (same * 3 >= longest * 2).then_some(same)
    };
    settings(role)
        .filter_map(clap::Arg::get_long)
        .filter_map(|known| Some((common(known)?, known)))
        .max()
        .map(|(_, known)| known.to_owned())
}
