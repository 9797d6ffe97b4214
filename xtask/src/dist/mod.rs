//! The bundle to ship: `dist/embed/`, a folder to put on any web server or to publish with npm.
//!
//! The loader, its second stage with the bindings, the module, the languages: each file stands there by
//! a stable name, for a page that pins nothing, and by a name that carries its content, which may be
//! cached for ever; each with `.br` and `.gz` siblings for servers that send those as they are.

mod file;
mod hashed;
mod licenses;
mod manifest;
mod package;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::cmd;

pub(crate) use file::Packed;
use hashed::Pins;

use crate::contract::LANGUAGES;
use crate::project::Project;
use crate::run::say;
use crate::widget::{DEBUG, START, WASM};
use crate::{tools, widget};

/// What the element's contract is written down in, for editors and type checkers.
const DESCRIPTIONS: [&str; 2] = ["custom-elements.json", "support-widget.d.ts"];
/// What stands in the folder for who finds it without us.
const README: &str = include_str!("README.md");
/// Where the languages are.
pub(crate) const LOCALES: &str = "locales";
const THIRD_PARTY: &str = "THIRD-PARTY-LICENSES.txt";
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Writes the bundle, lists it, and says what a page needs of it.
pub(crate) fn run(project: &Project) -> Result<()> {
    let files = write(project)?;
    let entry = manifest::hashed_entry(&files)?;
    let tag = format!(
        "<script type=\"module\" src=\"/embed/{}\" integrity=\"{}\" crossorigin></script>",
        entry.name, entry.integrity
    );
    println!(
        "{:<44}{:>10}{:>10}{:>10}",
        "dist/embed/", "raw", "gzip", "brotli"
    );
    for Packed {
        name,
        raw,
        gzip,
        brotli,
        ..
    } in &files
    {
        println!("{name:<44}{raw:>10}{gzip:>10}{brotli:>10}");
    }
    println!("\n{tag}");
    Ok(())
}

/// Writes the bundle, and returns the files that a page loads.
pub(crate) fn write(project: &Project) -> Result<Vec<Packed>> {
    let site = widget::build(project)?.join("embed");
    let esbuild = tools::esbuild(project)?;
    say("packing dist/embed/");
    let script = |name: &str, pins: &Pins| minify(project, &esbuild, &site.join(name), pins);
    let module = fs::read(site.join(WASM)).context(WASM)?;

    let folder = project.root.join("dist/embed");
    project.sh.remove_path(&folder)?;
    project.sh.create_dir(folder.join(LOCALES))?;
    let mut files = hashed::both_names(script, module, locales(&site)?)?;
    // For developers and not for customers: nothing loads it unless the page says `debug`.
    files.push(hashed::stable(
        DEBUG,
        script(DEBUG, &Pins::default())?.into_bytes(),
    ));
    let packed = files
        .iter()
        .map(|file| file.pack(&folder))
        .collect::<Result<Vec<_>>>()?;
    write_texts(project, &folder, &packed)?;
    Ok(packed)
}

/// Makes one file of a script and of what it imports, such as the bindings and the snippets that
/// crates may bring along; but not of the loader's two stages, nor of the debug panel.
fn minify(project: &Project, esbuild: &PathBuf, file: &Path, pins: &Pins) -> Result<String> {
    let how = [
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--legal-comments=none",
        "--log-level=warning",
    ];
    let [second_stage, debug] = [START, DEBUG].map(|name| format!("--external:./{name}"));
    let defined = |name: &str, value: &Option<Value>| {
        let value = value
            .as_ref()
            .map_or_else(|| "undefined".to_owned(), Value::to_string);
        format!("--define:import.meta.{name}={value}")
    };
    let integrity = defined("integrity", &pins.integrity);
    let locales = defined("locales", &pins.locales);
    let script = cmd!(
        project.sh,
        "{esbuild} {file} {how...} {second_stage} {debug} {integrity} {locales}"
    );
    Ok(script.quiet().read()?)
}

/// The files of the languages, by name, without the blanks that are for people.
fn locales(site: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let read = |name: &str| -> Result<Vec<u8>> {
        let text = fs::read_to_string(site.join(name)).with_context(|| name.to_owned())?;
        let messages: Value = serde_json::from_str(&text).with_context(|| name.to_owned())?;
        Ok(messages.to_string().into_bytes())
    };
    let tags = LANGUAGES.iter().map(|(tag, _)| *tag);
    // English is in the module.
    let names = tags.skip(1).map(|tag| format!("{LOCALES}/{tag}.json"));
    names.map(|name| Ok((name.clone(), read(&name)?))).collect()
}

fn write_texts(project: &Project, folder: &Path, packed: &[Packed]) -> Result<()> {
    let sh = &project.sh;
    let described = DESCRIPTIONS.map(|name| format!("static/{name}"));
    let licenses = LICENSES.map(str::to_owned);
    for file in described.iter().chain(&licenses) {
        sh.copy_file(file, folder)
            .with_context(|| format!("{file} is missing"))?;
    }
    for file in sh.read_dir("static/types")? {
        sh.copy_file(file, sh.create_dir(folder.join("types"))?)?;
    }
    sh.write_file(folder.join("README.md"), README)?;
    sh.write_file(folder.join(THIRD_PARTY), licenses::text(project)?)?;
    sh.write_file(
        folder.join("manifest.json"),
        manifest::text(&project.version, packed)?,
    )?;
    sh.write_file(
        folder.join("package.json"),
        package::text(&project.version)?,
    )?;
    Ok(())
}
