//! `manifest.json`: what a deployment script needs to write the tag and the headers.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Packed;

/// The manifest of these files.
pub(super) fn text(version: &str, files: &[Packed]) -> Result<String> {
    let entry = |is_immutable: bool| {
        let mut entries = files.iter().filter(|file| file.name.starts_with("embed"));
        entries
            .find(|file| file.is_immutable == is_immutable)
            .context("no embed.js")
    };
    let manifest = json!({
        "name": "support-widget",
        "version": version,
        "entry": entry(false)?.name,
        "hashed_entry": entry(true)?.name,
        "files": files.iter().map(row).collect::<Vec<_>>(),
    });
    Ok(format!("{manifest:#}\n"))
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

    #[test]
    fn it_names_both_entries_and_every_file() {
        let files = [
            packed("embed.js", false),
            packed("x.wasm", false),
            packed("embed-1.js", true),
        ];
        let manifest: Value = serde_json::from_str(&text("0.1.0", &files).unwrap()).unwrap();
        assert_eq!(manifest["entry"], "embed.js");
        assert_eq!(manifest["hashed_entry"], "embed-1.js");
        assert_eq!(manifest["files"].as_array().unwrap().len(), 3);
        let expected = json!({
            "name": "embed-1.js", "immutable": true, "integrity": "sha384-embed-1.js",
            "bytes": { "raw": 3, "gzip": 2, "brotli": 1 },
        });
        assert_eq!(manifest["files"][2], expected);
    }

    #[test]
    fn a_bundle_without_an_entry_is_an_error() {
        assert_eq!(
            text("1", &[packed("x.wasm", false)])
                .unwrap_err()
                .to_string(),
            "no embed.js"
        );
    }
}
