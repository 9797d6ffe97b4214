//! `THIRD-PARTY-LICENSES.txt`: whose work is in the module, and on what terms.
//!
//! The scripts hold no other's work than what wasm-bindgen writes; its crate is in the list.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::cmd;

use crate::project::Project;

/// What we may ship without asking anyone. Another one is a decision, not an accident.
const PERMISSIVE: [&str; 9] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Files with a licence's text, the shortest first.
const TEXTS: [&str; 5] = [
    "LICENSE-MIT",
    "LICENSE",
    "LICENSE.md",
    "LICENSE-BOOST",
    "LICENSE-APACHE",
];

const HEAD: &str = "\
support-widget itself is licensed as LICENSE-MIT and LICENSE-APACHE say, at your choice. Its WebAssembly
module holds the Rust standard library (MIT OR Apache-2.0, https://github.com/rust-lang/rust) and parts of
these packages. Where a package brings no text, it is used under Apache-2.0: see LICENSE-APACHE.
";

/// The list, or what of it nobody has agreed to.
pub(super) fn text(project: &Project) -> Result<String> {
    let metadata = cmd!(
        project.sh,
        "cargo metadata --format-version 1 --locked --filter-platform wasm32-unknown-unknown"
    );
    let metadata: Value = serde_json::from_str(&metadata.quiet().read()?)?;
    let mut text = HEAD.to_owned();
    for package in shipped(&metadata)? {
        let field = |name: &str| package[name].as_str().unwrap_or_default();
        check_is_permissive(field("name"), field("license"))?;
        let rule = "-".repeat(100);
        writeln!(text, "\n{rule}\n{} {}", field("name"), field("version"))?;
        writeln!(text, "{}\n{}\n", field("license"), field("repository"))?;
        let folder = Path::new(field("manifest_path")).parent();
        let own = folder.and_then(|folder| {
            TEXTS
                .iter()
                .find_map(|name| fs::read_to_string(folder.join(name)).ok())
        });
        text.push_str(own.unwrap_or_default().trim());
        text.push('\n');
    }
    Ok(text)
}

/// What the widget is linked with: neither what only builds or tests it, nor macros, nor ourselves.
fn shipped(metadata: &Value) -> Result<Vec<&Value>> {
    let list = |value: &'static str| metadata[value].as_array().context("cargo metadata");
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .context("cargo metadata")?;
    let packages: HashMap<_, _> = list("packages")?
        .iter()
        .map(|package| (package["id"].as_str(), package))
        .collect();
    let dependencies: HashMap<_, _> = nodes
        .iter()
        .map(|node| (node["id"].as_str(), &node["deps"]))
        .collect();
    let widget = packages
        .values()
        .find(|package| package["name"] == "support-widget")
        .context("no support-widget")?;
    let mut ids = BTreeSet::new();
    let mut left = vec![widget["id"].as_str()];
    while let Some(id) = left.pop() {
        if is_macro(packages[&id]) || !ids.insert(id) {
            continue;
        }
        let needed = dependencies[&id]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|dependency| is_linked(dependency));
        left.extend(needed.map(|dependency| dependency["pkg"].as_str()));
    }
    let mut shipped: Vec<_> = ids
        .iter()
        .map(|id| packages[id])
        .filter(|package| !package["source"].is_null())
        .collect();
    shipped.sort_by_key(|package| (package["name"].as_str(), package["version"].as_str()));
    Ok(shipped)
}

fn is_macro(package: &Value) -> bool {
    let kinds = package["targets"].as_array().into_iter().flatten();
    kinds
        .flat_map(|target| target["kind"].as_array())
        .flatten()
        .any(|kind| kind == "proc-macro")
}

fn is_linked(dependency: &Value) -> bool {
    let kinds = dependency["dep_kinds"].as_array();
    kinds
        .into_iter()
        .flatten()
        .any(|kind| kind["kind"].is_null())
}

/// Every licence that the expression names must be one that we know, so that any choice is right.
fn check_is_permissive(name: &str, expression: &str) -> Result<()> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+');
    let mut names = expression
        .split(|c| !is_part(c))
        .filter(|word| !matches!(*word, "" | "OR" | "AND"));
    if expression.is_empty() {
        bail!("{name} names no licence");
    }
    match names.find(|name| !PERMISSIVE.contains(name)) {
        Some(unknown) => bail!("{name} is under {unknown}, which nobody has agreed to ship"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_linked_is_listed_and_nothing_else() {
        let package = |name: &str, kind: &str| {
            let source = (name != "support-widget").then_some("registry");
            json!({ "id": name, "name": name, "version": "1.0.0", "source": source, "targets": [{ "kind": [kind] }] })
        };
        let depends = |on: &str, kind: Value| json!({ "pkg": on, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                package("yew", "lib"), package("support-widget", "lib"), package("yew-macro", "proc-macro"),
                package("syn", "lib"), package("cc", "lib"), package("wasm-bindgen-test", "lib"), package("axum", "lib"),
                package("gloo", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": "support-widget", "deps": [depends("yew", Value::Null), depends("wasm-bindgen-test", json!("dev"))] },
                { "id": "yew", "deps": [depends("yew-macro", Value::Null), depends("gloo", Value::Null), depends("cc", json!("build"))] },
                { "id": "gloo", "deps": [depends("yew", Value::Null)] },
                { "id": "yew-macro", "deps": [depends("syn", Value::Null)] },
            ] },
        });
        let names: Vec<_> = shipped(&metadata)
            .unwrap()
            .into_iter()
            .map(|package| package["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["gloo", "yew"]);
    }

    #[track_caller]
    fn check(expression: &str, expected: Option<&str>) {
        let found = check_is_permissive("x", expression)
            .err()
            .map(|error| error.to_string());
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn a_licence_that_nobody_agreed_to_stops_the_bundle() {
        check("MIT", None);
        check("Apache-2.0/MIT", None);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", None);
        check(
            "MIT AND GPL-3.0-only",
            Some("x is under GPL-3.0-only, which nobody has agreed to ship"),
        );
        check("", Some("x names no licence"));
    }
}
