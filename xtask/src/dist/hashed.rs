//! Names that carry the content, and the files that name one another by them.

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::file::File;
use crate::fingerprint::hex;
use crate::widget::{GLUE, LOADER, WASM};

/// Each file by its stable name, then again by a name of its content, in which the files refer to
/// those names.
pub(super) fn both_names(loader: String, glue: String, module: Vec<u8>) -> Result<Vec<File>> {
    let hashed_module = hashed(WASM, module.clone());
    let hashed_glue = hashed(
        GLUE,
        rename(GLUE, &glue, WASM, &hashed_module.name)?.into_bytes(),
    );
    let renamed = rename(
        LOADER,
        &loader,
        &format!("./{GLUE}"),
        &format!("./{}", hashed_glue.name),
    )?;
    let renamed = rename(
        LOADER,
        &renamed,
        &format!("./{WASM}"),
        &format!("./{}", hashed_module.name),
    )?;
    let hashed_loader = hashed(LOADER, renamed.into_bytes());
    Ok(vec![
        stable(LOADER, loader.into_bytes()),
        stable(GLUE, glue.into_bytes()),
        stable(WASM, module),
        hashed_loader,
        hashed_glue,
        hashed_module,
    ])
}

fn stable(name: &str, content: Vec<u8>) -> File {
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
pub(super) fn rename(script: &str, text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        bail!("{script} does not name `{from}`, so its hashed copy can't name `{to}`");
    }
    Ok(text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER_TEXT: &str =
        r#"import("./support-widget.js");new URL("./support-widget_bg.wasm",import.meta.url)"#;
    const GLUE_TEXT: &str = r#"new URL("support-widget_bg.wasm",import.meta.url)"#;

    fn names_and_texts(module: &[u8]) -> Vec<(String, String)> {
        let files = both_names(
            LOADER_TEXT.to_owned(),
            GLUE_TEXT.to_owned(),
            module.to_vec(),
        )
        .unwrap();
        files
            .into_iter()
            .map(|file| (file.name, String::from_utf8(file.content).unwrap()))
            .collect()
    }

    #[test]
    fn stable_files_are_as_they_were_and_hashed_ones_name_hashed_ones() {
        let files = names_and_texts(b"wasm");
        let stable = [
            ("embed.js", LOADER_TEXT),
            ("support-widget.js", GLUE_TEXT),
            ("support-widget_bg.wasm", "wasm"),
        ];
        for (file, expected) in files.iter().zip(stable) {
            assert_eq!((file.0.as_str(), file.1.as_str()), expected);
        }
        let [(loader, loader_text), (glue, glue_text), (module, _)] = &files[3..] else {
            panic!("{files:?}")
        };
        assert_eq!(module, "support-widget_bg-336154bf67f765f8.wasm");
        assert_eq!(
            *glue_text,
            format!(r#"new URL("{module}",import.meta.url)"#)
        );
        assert_eq!(
            *loader_text,
            format!(r#"import("./{glue}");new URL("./{module}",import.meta.url)"#)
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

    #[track_caller]
    fn check_error(loader: &str, glue: &str, expected: &str) {
        let error = both_names(loader.to_owned(), glue.to_owned(), Vec::new()).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }

    #[test]
    fn a_name_that_is_not_there_is_an_error() {
        check_error(
            "",
            GLUE_TEXT,
            "embed.js does not name `./support-widget.js`",
        );
        check_error(
            r#"import("./support-widget.js")"#,
            GLUE_TEXT,
            "embed.js does not name `./support-widget_bg.wasm`",
        );
        check_error(
            LOADER_TEXT,
            "",
            "support-widget.js does not name `support-widget_bg.wasm`",
        );
    }
}
