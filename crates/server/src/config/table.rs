//! All settings in words: as the table of the operator's page, and as they stand for `--check-config`.

use std::fmt::Write;

use clap::{Arg, CommandFactory};

use super::{
    Cli,
    layers::{Said, environment_name, expected, is_list, settings, takes_value},
};

/// Settings whose values are secrets, or may hold one.
const SECRETS: [&str; 2] = ["api-key", "database"];

/// The settings of a role as a Markdown table; empty where there is no such role.
#[must_use]
pub fn markdown(role: &str) -> String {
    let command = Cli::command();
    let Some(role) = command.find_subcommand(role) else {
        return String::new();
    };
    let mut text = "| flag, and name in the file | environment | value | default | what it is |\n\
         | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for arg in settings(role) {
        let name = arg.get_long().unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| `--{name}` | `{}` | {} | {} | {} |",
            environment_name(name),
            expected(arg, is_list(arg)).replace('|', "\\|"),
            default(arg),
            help(arg)
        );
    }
    text
}

fn default(arg: &Arg) -> String {
    let values = arg.get_default_values().iter();
    let values: Vec<String> = values
        .map(|value| format!("`{}`", value.to_string_lossy()))
        .collect();
    values.join(", ")
}

fn help(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    help.replace('\n', " ").replace('|', "\\|")
}

/// What was said of each setting, and where: without secrets.
pub(crate) fn effective(role: &str, said: &[Said]) -> String {
    let command = Cli::command();
    let mut text = String::new();
    let settings = command.find_subcommand(role).into_iter().flat_map(settings);
    for arg in settings {
        let _ = writeln!(text, "{}", line(arg, said));
    }
    text
}

fn line(arg: &Arg, said: &[Said]) -> String {
    let name = arg.get_long().unwrap_or_default();
    match said.iter().find(|said| said.setting == name) {
        Some(said) if SECRETS.contains(&name) => format!("{name}: set ({})", said.place),
        Some(said) => format!("{name}: {} ({})", said.values.join(", "), said.place),
        None => {
            let default = default(arg).replace('`', "");
            let default = match default.as_str() {
                "" if takes_value(arg) => "none",
                "" => "false",
                default => default,
            };
            format!("{name}: {default} (default)")
        }
    }
}
