//! `manifest.json`: what a deployment script needs to write the tag and the headers.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Packed;
use crate::widget::{GLUE, LOADER, WASM};

/// What a page loads until the widget is shown. The first is the tag's, and all that a page loads before somebody wants the widget;
/// the others are loaded together.
const FIRST_USE: [&str; 3] = [LOADER, GLUE, WASM];

/// The manifest of these files.
pub(super) fn text(version: &str, files: &[Packed]) -> Result<String> {
    let [stable, hashed] = [false, true].map(|is_immutable| first_use(files, is_immutable));
    let (stable, hashed) = (stable?, hashed?);
    let manifest = json!({
        "name": "support-widget",
        "version": version,
        "entry": stable[0].name,
        "hashed_entry": hashed[0].name,
        "first_use": names(&stable),
        "hashed_first_use": names(&hashed),
        "files": files.iter().map(row).collect::<Vec<_>>(),
    });
    Ok(format!("{manifest:#}\n"))
}

/// The entry by its name of the content: the file of the tag that may carry an `integrity`.
pub(super) fn hashed_entry(files: &[Packed]) -> Result<&Packed> {
    Ok(first_use(files, true)?[0])
}

fn first_use(files: &[Packed], is_immutable: bool) -> Result<[&Packed; 3]> {
    let find = |name: &str| {
        let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
        // The module goes by the name of the bindings then, too.
        let stem = stem.trim_end_matches("_bg");
        let is_it = |file: &&Packed| {
            if file.is_immutable != is_immutable {
                return false;
            }
            if !is_immutable {
                return file.name == name;
            }
            file.name.starts_with(&format!("{stem}-")) && file.name.ends_with(&format!(".{ending}"))
        };
        files
            .iter()
            .find(is_it)
            .with_context(|| format!("the bundle has no {name}"))
    };
    let [loader, glue, module] = FIRST_USE.map(find);
    Ok([loader?, glue?, module?])
}

fn names<'a>(files: &[&'a Packed]) -> Vec<&'a str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

fn row(file: &Packed) -> Value {
    json!({
        "name": file.name,
        "immutable": file.is_immutable,
        "integrity": file.integrity,
        "bytes": { "raw": file.raw, "gzip": file.gzip, "brotli": file.brotli },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(name: &str, is_immutable: bool) -> Packed {
        let integrity = format!("sha384-{name}");
        Packed {
            name: name.to_owned(),
            is_immutable,
            raw: 3,
            gzip: 2,
            brotli: 1,
            integrity,
        }
    }

    fn bundle() -> Vec<Packed> {
        vec![
            packed(LOADER, false),
            packed(GLUE, false),
            packed(WASM, false),
            packed("embed-1.js", true),
            packed("support-widget-2.js", true),
            packed("support-widget-2.wasm", true),
        ]
    }

    #[test]
    fn it_names_both_entries_every_file_and_what_is_loaded_first() {
        let manifest: Value = serde_json::from_str(&text("0.1.0", &bundle()).unwrap()).unwrap();
        assert_eq!(manifest["entry"], "embed.js");
        assert_eq!(manifest["hashed_entry"], "embed-1.js");
        assert_eq!(
            manifest["first_use"],
            json!(["embed.js", "support-widget.js", "support-widget_bg.wasm"])
        );
        assert_eq!(
            manifest["hashed_first_use"],
            json!(["embed-1.js", "support-widget-2.js", "support-widget-2.wasm"])
        );
        assert_eq!(manifest["files"].as_array().unwrap().len(), 6);
        let expected = json!({
            "name": "embed-1.js", "immutable": true, "integrity": "sha384-embed-1.js",
            "bytes": { "raw": 3, "gzip": 2, "brotli": 1 },
        });
        assert_eq!(manifest["files"][3], expected);
    }

    #[test]
    fn the_tag_carries_the_digest_of_the_loader_that_never_changes() {
        assert_eq!(
            hashed_entry(&bundle()).unwrap().integrity,
            "sha384-embed-1.js"
        );
    }

    #[test]
    fn a_bundle_without_one_of_them_is_an_error() {
        let mut files = bundle();
        files.remove(4);
        assert_eq!(
            text("1", &files).unwrap_err().to_string(),
            "the bundle has no support-widget.js"
        );
    }
}
