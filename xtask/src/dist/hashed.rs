//! Names that carry the content, and the files that name one another by them.

use anyhow::{Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::file::File;
use crate::fingerprint::hex;
use crate::widget::{GLUE, LOADER, START, WASM};

/// What a script holds what it loads to; nothing where it refers to stable names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pins {
    /// The digest of what the script loads first.
    pub(super) integrity: Option<Value>,
    /// The files of the languages: name and digest, by tag.
    pub(super) locales: Option<Value>,
}

/// Each file by its stable name, then again by a name of its content, in which the files refer to
/// those names and hold what they load to its digest. `script` gives the text of a script with its pins.
pub(super) fn both_names(
    script: impl Fn(&str, &Pins) -> Result<String>,
    module: Vec<u8>,
    locales: Vec<(String, Vec<u8>)>,
) -> Result<Vec<File>> {
    // The second stage and the bindings travel as one file, by the name of the bindings.
    let loader = |pins: &Pins, glue: &str, module: &str| {
        let text = script(LOADER, pins)?;
        let text = rename(LOADER, &text, &format!("./{START}"), &format!("./{glue}"))?;
        rename(LOADER, &text, WASM, module)
    };
    let mut hashed_locales = Vec::new();
    let mut pinned = serde_json::Map::new();
    for (name, content) in &locales {
        let file = hashed(name, content.clone());
        let (_, tag) = name.rsplit_once('/').unwrap_or(("", name));
        pinned.insert(
            tag.trim_end_matches(".json").to_owned(),
            json!([file.name, integrity(content)]),
        );
        hashed_locales.push(file);
    }
    let pins = Pins {
        integrity: Some(integrity(&module).into()),
        locales: Some(Value::Object(pinned)),
    };
    let glue = script(START, &pins)?;
    // Two names of one digest, which says what all three are made of: for the loader, which has both, a second one would not compress.
    let digest = short_digest(glue.as_bytes());
    let hashed_module = immutable(
        with_digest(GLUE, &digest).replace(".js", ".wasm"),
        module.clone(),
    );
    let glue = rename(GLUE, &glue, WASM, &hashed_module.name)?;
    let hashed_glue = immutable(with_digest(GLUE, &digest), glue.into_bytes());
    let pins = Pins {
        integrity: Some(integrity(&hashed_glue.content).into()),
        locales: None,
    };
    let hashed_loader = loader(&pins, &hashed_glue.name, &hashed_module.name)?;
    let none = Pins::default();
    let mut files = vec![
        stable(LOADER, loader(&none, GLUE, WASM)?.into_bytes()),
        stable(GLUE, script(START, &none)?.into_bytes()),
        stable(WASM, module),
        hashed(LOADER, hashed_loader.into_bytes()),
        hashed_glue,
        hashed_module,
    ];
    for (name, content) in locales {
        files.push(stable(&name, content));
    }
    files.extend(hashed_locales);
    Ok(files)
}

/// What a script holds against a file that it loads. The shortest that browsers take, since it can't be
/// compressed and the loader is small.
fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

pub(super) fn stable(name: &str, content: Vec<u8>) -> File {
    File {
        name: name.to_owned(),
        is_immutable: false,
        content,
    }
}

/// A file by a name that carries its content.
fn hashed(name: &str, content: Vec<u8>) -> File {
    let digest = short_digest(&content);
    immutable(with_digest(name, &digest), content)
}

fn immutable(name: String, content: Vec<u8>) -> File {
    File {
        name,
        is_immutable: true,
        content,
    }
}

/// 48 bits are plenty against chance, and nobody but us chooses what is hashed.
fn short_digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content)[..6])
}

fn with_digest(name: &str, digest: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{digest}.{ending}")
}

/// Replaces a name in a script. That it is not there means that the hashed copy would load a file
/// of another build.
fn rename(script: &str, text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        bail!("{script} does not name `{from}`, so its hashed copy can't name `{to}`");
    }
    Ok(text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER_TEXT: &str = r#"import("./start.js");fetch("./support-widget_bg.wasm")"#;
    const START_TEXT: &str = r#"new URL("./support-widget_bg.wasm",import.meta.url)"#;

    /// As a script is built: it says which digests it wants.
    fn script(name: &str, pins: &Pins) -> Result<String> {
        let text = if name == LOADER {
            LOADER_TEXT
        } else {
            START_TEXT
        };
        let said =
            |value: &Option<Value>| value.as_ref().map_or("none".to_owned(), Value::to_string);
        Ok(format!(
            "{text};{};{}",
            said(&pins.integrity),
            said(&pins.locales)
        ))
    }

    fn names_and_texts(module: &[u8], german: &[u8]) -> Vec<(String, String)> {
        let locales = vec![("locales/de.json".to_owned(), german.to_vec())];
        let files = both_names(script, module.to_vec(), locales).unwrap();
        files
            .into_iter()
            .map(|file| (file.name, String::from_utf8(file.content).unwrap()))
            .collect()
    }

    #[test]
    fn stable_files_name_stable_ones_and_want_no_digest() {
        let files = names_and_texts(b"wasm", b"{}");
        let stable = [
            (
                "embed.js",
                r#"import("./support-widget.js");fetch("./support-widget_bg.wasm");none;none"#,
            ),
            (
                "support-widget.js",
                r#"new URL("./support-widget_bg.wasm",import.meta.url);none;none"#,
            ),
            ("support-widget_bg.wasm", "wasm"),
        ];
        for (file, expected) in files.iter().zip(stable) {
            assert_eq!((file.0.as_str(), file.1.as_str()), expected);
        }
        assert_eq!(files[6], ("locales/de.json".to_owned(), "{}".to_owned()));
    }

    #[test]
    fn hashed_files_name_hashed_ones_and_want_their_digests() {
        let files = names_and_texts(b"wasm", b"{}");
        let [(loader, loader_text), (glue, glue_text), (module, _)] = &files[3..6] else {
            panic!("{files:?}")
        };
        assert_eq!(*module, glue.replace(".js", ".wasm"));
        // printf wasm | openssl dgst -sha256 -binary | base64
        let digest = "sha256-M2FUv2f3Zfj3XRagrM7mG17l9qdbKikFcD35E71VDz4=";
        assert_eq!(integrity(b"wasm"), digest);
        let german = "locales/de-44136fa355b3.json";
        let german_digest = integrity(b"{}");
        assert_eq!(
            *glue_text,
            format!(
                r#"new URL("./{module}",import.meta.url);"{digest}";{{"de":["{german}","{german_digest}"]}}"#
            )
        );
        assert_eq!(files[7], (german.to_owned(), "{}".to_owned()));
        let digest = integrity(glue_text.as_bytes());
        assert_eq!(
            *loader_text,
            format!(r#"import("./{glue}");fetch("./{module}");"{digest}";none"#)
        );
        assert!(
            loader.starts_with("embed-") && loader.ends_with(".js"),
            "{loader}"
        );
    }

    #[test]
    fn a_change_anywhere_below_renames_all_above() {
        let before = names_and_texts(b"one", b"{}");
        for after in [
            names_and_texts(b"two", b"{}"),
            names_and_texts(b"one", b"[]"),
        ] {
            for index in 0..3 {
                assert_eq!(before[index].0, after[index].0);
            }
            for index in 3..6 {
                assert_ne!(before[index].0, after[index].0);
            }
        }
    }

    #[test]
    fn a_name_that_is_not_there_is_an_error() {
        for (lacking, expected) in [
            (LOADER, "embed.js does not name `./start.js`"),
            (
                START,
                "support-widget.js does not name `support-widget_bg.wasm`",
            ),
        ] {
            let script = |name: &str, pins: &Pins| {
                let text = script(name, pins)?;
                Ok(if name == lacking { String::new() } else { text })
            };
            let error = both_names(script, Vec::new(), Vec::new())
                .unwrap_err()
                .to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
