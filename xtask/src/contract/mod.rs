//! Writes whatever repeats the element's contract (`src/element/contract`) or its messages
//! (`src/text/messages`): types, manifest, tables, the loader's lists and words. A test here fails when one of them says something else.

mod loader;
mod manifest;
mod markdown;
mod region;
mod types;
mod words;

use std::fs;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::run::say;
pub(crate) use words::LANGUAGES;

#[path = "../../../src/element/contract/mod.rs"]
#[allow(
    unreachable_pub,
    unused_imports,
    reason = "written for the widget, whose public source this is"
)]
mod data;

/// Brings every file up to date and names those that changed.
pub(crate) fn run(project: &Project) -> Result<()> {
    for file in FILES {
        let path = project.root.join(file.path);
        let before = fs::read_to_string(&path).unwrap_or_default();
        let after = file.text(&before)?;
        if before != after {
            say(&format!("writing {}", file.path));
            project.sh.write_file(&path, after)?;
        }
    }
    Ok(())
}

/// A file that repeats the contract, wholly or in marked regions.
struct Derived {
    path: &'static str,
    content: Content,
}

/// A marked part of a file: its name, and what gives its text.
type Region = (&'static str, fn() -> String);

enum Content {
    Whole(fn() -> Result<String>),
    /// The regions by name, and the marks of a comment in the file's language.
    Regions {
        comment: (&'static str, &'static str),
        regions: &'static [Region],
    },
}

const FILES: [Derived; 8] = [
    Derived {
        path: "static/embed.js",
        content: Content::Regions {
            comment: ("// ", ""),
            regions: &[("contract", loader::lists)],
        },
    },
    Derived {
        path: "docs/embedding.md",
        content: Content::Regions {
            comment: ("<!-- ", " -->"),
            regions: &[
                ("attributes", markdown::attributes),
                ("properties", markdown::properties),
                ("methods", markdown::methods),
                ("events", markdown::events),
            ],
        },
    },
    Derived {
        path: "docs/theming.md",
        content: Content::Regions {
            comment: ("<!-- ", " -->"),
            regions: &[
                ("custom properties", markdown::css_properties),
                ("parts", markdown::css_parts),
                ("slots", markdown::slots),
            ],
        },
    },
    Derived {
        path: "static/language.js",
        content: Content::Regions {
            comment: ("// ", ""),
            regions: &[("words", words::of_loader)],
        },
    },
    Derived {
        path: "docs/languages.md",
        content: Content::Regions {
            comment: ("<!-- ", " -->"),
            regions: &[
                ("languages", words::languages),
                ("messages", words::messages),
            ],
        },
    },
    whole("static/locales/en.json", words::english),
    whole("static/support-widget.d.ts", types::text),
    whole("static/custom-elements.json", manifest::text),
];

const fn whole(path: &'static str, text: fn() -> Result<String>) -> Derived {
    Derived {
        path,
        content: Content::Whole(text),
    }
}

impl Derived {
    /// What the file should say, where it says `before`.
    fn text(&self, before: &str) -> Result<String> {
        match &self.content {
            Content::Whole(text) => text(),
            Content::Regions { comment, regions } => {
                let mut text = before.to_owned();
                for (name, inside) in *regions {
                    text = region::replace(&text, *comment, name, &inside())
                        .with_context(|| self.path)?;
                }
                Ok(text)
            }
        }
    }

    /// Whether the file in the repository says what it should.
    #[cfg(test)]
    fn is_current(&self, root: &std::path::Path) -> Result<bool> {
        let now = fs::read_to_string(root.join(self.path)).context(self.path)?;
        Ok(self.text(&now)? == now)
    }
}

/// A sentence: with a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().chain(letters).collect();
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_says_what_the_contract_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let stale: Vec<_> = FILES
            .iter()
            .filter(|file| !file.is_current(root).unwrap())
            .map(|file| file.path)
            .collect();
        assert!(stale.is_empty(), "run `cargo xtask contract`: {stale:?}");
    }

    #[test]
    fn a_file_that_says_something_else_is_found() {
        let sh = xshell::Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let file = whole("types.d.ts", types::text);
        assert!(file.is_current(dir.path()).is_err(), "it is missing");
        sh.write_file(dir.path().join(file.path), types::text().unwrap())
            .unwrap();
        assert!(file.is_current(dir.path()).unwrap());
        sh.write_file(dir.path().join(file.path), "export {};\n")
            .unwrap();
        assert!(!file.is_current(dir.path()).unwrap());
    }

    #[test]
    fn a_sentence_has_a_capital_and_one_full_stop() {
        assert_eq!(sentence("the token"), "The token.");
        assert_eq!(sentence("It is there."), "It is there.");
    }
}
