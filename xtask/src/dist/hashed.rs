//! Names that carry the content, and the files that name one another by them.

use anyhow::{Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::file::File;
use crate::fingerprint::hex;
use crate::widget::{GLUE, LOADER, START, WASM};

/// Each file by its stable name, then again by a name of its content, in which the files refer to
/// those names and hold what they load to its digest. `script` gives the text of a script that holds
/// what it loads to a digest, or to none.
pub(super) fn both_names(
    script: impl Fn(&str, Option<&str>) -> Result<String>,
    module: Vec<u8>,
) -> Result<Vec<File>> {
    // The second stage and the bindings travel as one file, by the name of the bindings.
    let loader = |integrity: Option<&str>, glue: &str| {
        let text = script(LOADER, integrity)?;
        rename(LOADER, &text, &format!("./{START}"), &format!("./{glue}"))
    };
    let hashed_module = hashed(WASM, module.clone());
    let glue = script(START, Some(&integrity(&hashed_module.content)))?;
    let glue = rename(GLUE, &glue, WASM, &hashed_module.name)?;
    let hashed_glue = hashed(GLUE, glue.into_bytes());
    let hashed_loader = loader(Some(&integrity(&hashed_glue.content)), &hashed_glue.name)?;
    Ok(vec![
        stable(LOADER, loader(None, GLUE)?.into_bytes()),
        stable(GLUE, script(START, None)?.into_bytes()),
        stable(WASM, module),
        hashed(LOADER, hashed_loader.into_bytes()),
        hashed_glue,
        hashed_module,
    ])
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

/// 64 bits are plenty against chance, and nobody but us chooses what is hashed.
fn hashed(name: &str, content: Vec<u8>) -> File {
    let digest = hex(&Sha256::digest(&content)[..8]);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    File {
        name: format!("{stem}-{digest}.{ending}"),
        is_immutable: true,
        content,
    }
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

    const LOADER_TEXT: &str = r#"import("./start.js")"#;
    const START_TEXT: &str = r#"new URL("./support-widget_bg.wasm",import.meta.url)"#;

    /// As a script is built: it says which digest it wants.
    fn script(name: &str, integrity: Option<&str>) -> Result<String> {
        let text = if name == LOADER {
            LOADER_TEXT
        } else {
            START_TEXT
        };
        Ok(format!("{text};{integrity:?}"))
    }

    fn names_and_texts(module: &[u8]) -> Vec<(String, String)> {
        let files = both_names(script, module.to_vec()).unwrap();
        files
            .into_iter()
            .map(|file| (file.name, String::from_utf8(file.content).unwrap()))
            .collect()
    }

    #[test]
    fn stable_files_name_stable_ones_and_want_no_digest() {
        let files = names_and_texts(b"wasm");
        let stable = [
            ("embed.js", r#"import("./support-widget.js");None"#),
            (
                "support-widget.js",
                r#"new URL("./support-widget_bg.wasm",import.meta.url);None"#,
            ),
            ("support-widget_bg.wasm", "wasm"),
        ];
        for (file, expected) in files.iter().zip(stable) {
            assert_eq!((file.0.as_str(), file.1.as_str()), expected);
        }
    }

    #[test]
    fn hashed_files_name_hashed_ones_and_want_their_digests() {
        let files = names_and_texts(b"wasm");
        let [(loader, loader_text), (glue, glue_text), (module, _)] = &files[3..] else {
            panic!("{files:?}")
        };
        assert_eq!(module, "support-widget_bg-336154bf67f765f8.wasm");
        // printf wasm | openssl dgst -sha256 -binary | base64
        let digest = "sha256-M2FUv2f3Zfj3XRagrM7mG17l9qdbKikFcD35E71VDz4=";
        assert_eq!(integrity(b"wasm"), digest);
        assert_eq!(
            *glue_text,
            format!(r#"new URL("./{module}",import.meta.url);Some("{digest}")"#)
        );
        let digest = integrity(glue_text.as_bytes());
        assert_eq!(
            *loader_text,
            format!(r#"import("./{glue}");Some("{digest}")"#)
        );
        assert!(
            loader.starts_with("embed-") && loader.ends_with(".js"),
            "{loader}"
        );
    }

    #[test]
    fn a_change_anywhere_below_renames_all_above() {
        let (before, after) = (names_and_texts(b"one"), names_and_texts(b"two"));
        for index in 0..3 {
            assert_eq!(before[index].0, after[index].0);
            assert_ne!(before[index + 3].0, after[index + 3].0);
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
            let script = |name: &str, integrity: Option<&str>| {
                let text = script(name, integrity)?;
                Ok(if name == lacking { String::new() } else { text })
            };
            let error = both_names(script, Vec::new()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
