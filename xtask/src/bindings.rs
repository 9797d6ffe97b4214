//! The bindings that wasm-bindgen writes, made into a function.
//!
//! As they are they hold one instance of the module for as long as the page lives. After a panic there
//! must be a second one, with nothing in common with the first, and calls into either are guarded
//! (`static/instance.js`): so the whole script becomes the body of a function `bindings`, called once
//! for each instance.

use std::env;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::widget::GLUE;

/// What each instance brings along: the guard around its exports, and timers that end with it.
const PARAMETERS: &str = "{ guard, setTimeout, setInterval, clearTimeout, clearInterval }";

/// Where the ways to load and start the module begin, which go to the end of the script: the loader's
/// second stage does that itself.
const STARTERS: &str = "async function __wbg_load(";
/// Where it takes the module's exports.
const EXPORTS: &str = "wasm = instance.exports;";

/// What Trunk calls when it has built: changes the bindings in the folder that it has built in.
pub(crate) fn run(project: &Project) -> Result<()> {
    let staging = env::var("TRUNK_STAGING_DIR").context("this is for Trunk to call")?;
    rewrite(project, &Path::new(&staging).join("embed"))
}

/// Changes the bindings in a folder.
pub(crate) fn rewrite(project: &Project, folder: &Path) -> Result<()> {
    let file = folder.join(GLUE);
    let script = project.sh.read_file(&file)?;
    let function = as_function(&script).with_context(|| {
        format!("{GLUE} is not as wasm-bindgen wrote it before: adapt xtask/src/bindings.rs")
    })?;
    Ok(project.sh.write_file(&file, function)?)
}

fn as_function(script: &str) -> Result<String> {
    let script = once(script, EXPORTS, "wasm = guard(instance.exports);")?;
    let Some((script, starters)) = script.split_once(STARTERS) else {
        bail!("it has no {STARTERS}");
    };
    if starters.contains("\nexport class") || starters.contains("\nexport function") {
        bail!("something is exported after {STARTERS}");
    }
    let mut names = Vec::new();
    let mut body = String::new();
    for line in script.lines() {
        match line.strip_prefix("export ") {
            Some(item) => {
                names.push(name_of(item)?);
                body.push_str(item);
            }
            None if line.starts_with("import ") => bail!("it imports something: {line}"),
            None => body.push_str(line),
        }
        body.push('\n');
    }
    let names = names.join(", ");
    Ok(format!(
        "export function bindings({PARAMETERS}) {{\n{body}return {{ {names}, \
         imports: __wbg_get_imports(), attach: __wbg_finalize_init }};\n}}\n"
    ))
}

/// The name of a class or function that is declared.
fn name_of(item: &str) -> Result<&str> {
    let named = item
        .strip_prefix("class ")
        .or_else(|| item.strip_prefix("function "));
    let name = named.and_then(|named| named.split([' ', '(']).next());
    name.with_context(|| format!("it exports something else: {item}"))
}

fn once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replace(from, to)),
        count => bail!("{count} times: {from}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class SupportElement {
}
let wasm;
function __wbg_finalize_init(instance, module) {
    wasm = instance.exports;
}
async function __wbg_load(module, imports) {
}
export { initSync, __wbg_init as default };
";

    #[test]
    fn a_script_becomes_a_function() {
        let lines = [
            "export function bindings({ guard, setTimeout, setInterval, clearTimeout, clearInterval }) {",
            "class SupportElement {",
            "}",
            "let wasm;",
            "function __wbg_finalize_init(instance, module) {",
            "    wasm = guard(instance.exports);",
            "}",
            "return { SupportElement, imports: __wbg_get_imports(), attach: __wbg_finalize_init };",
            "}",
        ];
        assert_eq!(
            as_function(SCRIPT).unwrap().lines().collect::<Vec<_>>(),
            lines
        );
    }

    #[test]
    fn a_script_of_another_kind_is_refused() {
        for (from, to) in [
            (EXPORTS, "wasm = exports;"),
            (STARTERS, "async function load("),
            ("export {", "export function late() {}\nexport {"),
            ("let wasm;", "import { a } from './b.js';"),
            ("let wasm;", "export const c = 1;"),
        ] {
            assert!(as_function(&SCRIPT.replace(from, to)).is_err(), "{to}");
        }
    }
}
