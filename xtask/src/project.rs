//! Where things are: the repository, cargo's target folder, the cache of tools.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use xshell::{Shell, cmd};

/// The repository that the command works on.
pub(crate) struct Project {
    /// A shell in the repository's top folder. Its PATH grows by the tools that are asked for.
    pub(crate) sh: Shell,
    /// The repository's top folder.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// The version that all packages of the workspace share.
    pub(crate) version: String,
}

impl Project {
    /// The repository that this program was built from.
    pub(crate) fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask stands in no workspace")?
            .to_path_buf();
        let sh = Shell::new()?;
        sh.change_dir(&root);
        let metadata = cmd!(sh, "cargo metadata --no-deps --format-version 1")
            .quiet()
            .read()?;
        let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata")?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target")?;
        Ok(Self {
            target: target.into(),
            version: own_version(&metadata)?,
            root,
            sh,
        })
    }

    /// Puts a tool's folder first on the PATH of every later command.
    pub(crate) fn prepend_path(&self, folder: &Path) -> Result<()> {
        let old = self.sh.var_os("PATH").unwrap_or_default();
        if env::split_paths(&old).next().as_deref() == Some(folder) {
            return Ok(());
        }
        let folders = std::iter::once(folder.to_path_buf()).chain(env::split_paths(&old));
        self.sh.set_var("PATH", env::join_paths(folders)?);
        Ok(())
    }
}

/// Where installed tools are kept, outside the repository: a fresh clone on the same machine finds
/// them.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    cache_below(|name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    })
    .ok_or_else(|| anyhow!("no place for tools: set SUPPORT_WIDGET_TOOLS to a folder"))
}

fn cache_below(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let own = || var("SUPPORT_WIDGET_TOOLS");
    let xdg = || Some(var("XDG_CACHE_HOME")?.join("support-widget/tools"));
    let home = || {
        Some(
            var("HOME")
                .or_else(|| var("USERPROFILE"))?
                .join(".cache/support-widget/tools"),
        )
    };
    own().or_else(xdg).or_else(home)
}

fn own_version(metadata: &Value) -> Result<String> {
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    packages
        .iter()
        .find(|package| package["name"] == "support-widget")
        .and_then(|package| package["version"].as_str())
        .map(str::to_owned)
        .context("the workspace has no package support-widget")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(vars: &[(&str, &str)], expected: Option<&str>) {
        let var = |name: &str| {
            vars.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, path)| path.into())
        };
        assert_eq!(cache_below(var), expected.map(PathBuf::from));
    }

    #[test]
    fn the_tool_cache_is_ours_then_the_users_then_the_homes() {
        let all = [
            ("SUPPORT_WIDGET_TOOLS", "/t"),
            ("XDG_CACHE_HOME", "/x"),
            ("HOME", "/h"),
        ];
        check(&all, Some("/t"));
        check(&all[1..], Some("/x/support-widget/tools"));
        check(&all[2..], Some("/h/.cache/support-widget/tools"));
        check(&[], None);
    }

    #[test]
    fn the_version_is_the_widgets() {
        let metadata = serde_json::json!({"packages": [
            {"name": "other", "version": "9.9.9"}, {"name": "support-widget", "version": "0.1.0"},
        ]});
        assert_eq!(own_version(&metadata).unwrap(), "0.1.0");
        assert!(own_version(&serde_json::json!({"packages": []})).is_err());
    }
}
