//! Which version of a crate the workspace uses.

use anyhow::{Context, Result, bail};
use toml::Table;

/// The one version of `package` in the text of a `Cargo.lock`.
pub(super) fn version_of(lockfile: &str, package: &str) -> Result<String> {
    let lockfile: Table = lockfile.parse().context("Cargo.lock")?;
    let packages = lockfile.get("package").and_then(toml::Value::as_array);
    let versions: Vec<_> = packages
        .into_iter()
        .flatten()
        .filter(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .filter_map(|entry| entry.get("version").and_then(toml::Value::as_str))
        .collect();
    match versions[..] {
        [version] => Ok(version.to_owned()),
        [] => bail!("Cargo.lock has no package `{package}`"),
        _ => bail!(
            "Cargo.lock has several versions of `{package}`: {}",
            versions.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCKFILE: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen-shared"
        version = "0.2.1"
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"
        dependencies = ["wasm-bindgen-shared"]
        [[package]]
        name = "syn"
        version = "1.0.0"
        [[package]]
        name = "syn"
        version = "2.0.0"
    "#;

    #[test]
    fn the_version_of_exactly_that_package() {
        assert_eq!(version_of(LOCKFILE, "wasm-bindgen").unwrap(), "0.2.130");
    }

    #[track_caller]
    fn check_error(lockfile: &str, package: &str, expected: &str) {
        assert_eq!(
            version_of(lockfile, package).unwrap_err().to_string(),
            expected
        );
    }

    #[test]
    fn none_or_several_is_an_error() {
        check_error(LOCKFILE, "bindgen", "Cargo.lock has no package `bindgen`");
        check_error(
            LOCKFILE,
            "syn",
            "Cargo.lock has several versions of `syn`: 1.0.0, 2.0.0",
        );
        check_error("", "syn", "Cargo.lock has no package `syn`");
        check_error("[[package", "syn", "Cargo.lock");
    }
}
