//! `package.json`: the same folder as an npm package. Only stable names are published: a bundler
//! makes hashed ones itself.

use anyhow::{Result, bail};

const TEMPLATE: &str = include_str!("package.json");

/// The description of the package.
pub(super) fn text(version: &str) -> Result<String> {
    const BLANK: &str = r#""version": """#;
    if !TEMPLATE.contains(BLANK) {
        bail!("the template of package.json has no place for the version");
    }
    Ok(TEMPLATE.replace(BLANK, &format!(r#""version": "{version}""#)))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::widget::{DEBUG, GLUE, LOADER, WASM};

    fn package() -> Value {
        serde_json::from_str(&text("0.1.0").unwrap()).unwrap()
    }

    fn files(package: &Value) -> Vec<&str> {
        let files = package["files"].as_array().unwrap().iter();
        files.map(|file| file.as_str().unwrap()).collect()
    }

    #[test]
    fn it_carries_the_version_of_the_workspace() {
        assert_eq!(package()["version"], "0.1.0");
    }

    #[test]
    fn what_is_named_is_published() {
        let package = package();
        let published = files(&package);
        let exports = package["exports"].as_object().unwrap();
        let targets = exports.values().flat_map(|export| match export {
            Value::Object(conditions) => conditions.values().collect(),
            plain => vec![plain],
        });
        let effects = package["sideEffects"].as_array().unwrap();
        for target in targets.chain(effects).chain([&package["customElements"]]) {
            let name = target.as_str().unwrap().trim_start_matches("./");
            // A folder goes as a whole, and npm always takes the description itself.
            let top = name.split('/').next().unwrap();
            assert!(
                published.contains(&top) || name == "package.json",
                "{name} is named, not published"
            );
        }
    }

    #[test]
    fn every_kind_of_types_can_be_imported_by_its_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../static/types");
        let files = std::fs::read_dir(folder).unwrap();
        for file in files.map(|file| file.unwrap().file_name().into_string().unwrap()) {
            let kind = file.strip_suffix(".d.ts").unwrap();
            let types = &package()["exports"][format!("./{kind}")]["types"];
            assert_eq!(*types, format!("./types/{file}"));
        }
    }

    #[test]
    fn types_come_first_because_the_first_condition_that_fits_counts() {
        let (types, script) = (TEMPLATE.find("\"types\""), TEMPLATE.find("\"default\""));
        assert!(types.is_some() && types < script);
    }

    #[test]
    fn every_file_that_another_loads_goes_along() {
        let package = package();
        for name in [LOADER, GLUE, WASM, DEBUG] {
            assert!(files(&package).contains(&name), "{name}");
        }
    }

    #[test]
    fn every_licence_goes_along() {
        let package = package();
        let texts = [super::super::THIRD_PARTY]
            .into_iter()
            .chain(super::super::LICENSES);
        for text in texts {
            assert!(files(&package).contains(&text), "{text}");
        }
    }
}
