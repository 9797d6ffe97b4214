//! `package.json`: the same folder as an npm package. Only stable names are published: a bundler
//! makes hashed ones itself.

use anyhow::{Result, bail};

use super::TYPES;

/// The order of its lines counts: TypeScript takes the first condition of an export that fits.
const TEMPLATE: &str = include_str!("package.json");

/// The description of the package, without a word of the types if there are none.
pub(super) fn text(version: &str, has_types: bool) -> Result<String> {
    const BLANK: &str = r#""version": """#;
    if !TEMPLATE.contains(BLANK) {
        bail!("the template of package.json has no place for the version");
    }
    let lines = TEMPLATE
        .lines()
        .filter(|line| has_types || !line.contains(TYPES));
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    Ok(text.replace(BLANK, &format!(r#""version": "{version}""#)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn package(has_types: bool) -> Value {
        serde_json::from_str(&text("0.1.0", has_types).unwrap()).unwrap()
    }

    #[test]
    fn it_carries_the_version_of_the_workspace() {
        assert_eq!(package(true)["version"], "0.1.0");
    }

    #[test]
    fn what_is_exported_is_published() {
        for has_types in [false, true] {
            let package = package(has_types);
            let files = package["files"].as_array().unwrap();
            let exports = package["exports"].as_object().unwrap();
            let targets = exports.values().flat_map(|export| match export {
                Value::Object(conditions) => conditions.values().collect(),
                plain => vec![plain],
            });
            for target in targets {
                let name = target.as_str().unwrap().trim_start_matches("./");
                assert!(
                    files.iter().any(|file| file == name),
                    "{name} is exported, not published"
                );
            }
        }
    }

    #[test]
    fn types_are_named_only_when_there_are_any() {
        let typed = json!({ "types": "./support-widget.d.ts", "default": "./embed.js" });
        assert_eq!(package(true)["exports"]["."], typed);
        assert_eq!(
            package(false)["exports"]["."],
            json!({ "default": "./embed.js" })
        );
        assert!(!text("0.1.0", false).unwrap().contains("d.ts"));
    }
}
