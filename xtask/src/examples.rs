//! The examples, built as a stranger would build them: on the npm package that `dist/embed/` is.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::{PushEnv, cmd};

use crate::project::Project;
use crate::run::say;
use crate::{cli, dist, tools, widget};

/// All of them, by their folders.
pub(crate) const ALL: [&str; 8] = [
    "plain", "react", "vue", "svelte", "preact", "angular", "turbo", "yew-app",
];

/// Those that CI has time for: one without any tool, and one with the most common ones.
pub(crate) const IN_CI: [&str; 2] = ["plain", "react"];

/// Where the plain one is put together, which needs no tool but the files beside it.
const PLAIN: &str = "target/examples/plain";

/// Builds those that are named, or all.
pub(crate) fn run(project: &Project, flags: &cli::Examples) -> Result<()> {
    let named: Vec<_> = flags.name.iter().map(String::as_str).collect();
    build(project, if named.is_empty() { &ALL } else { &named })
}

/// Packs the bundle, then builds the examples of these names on it.
pub(crate) fn build(project: &Project, names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !ALL.contains(name)) {
        bail!("no example `{unknown}`: expected {}", ALL.join(", "));
    }
    dist::write(project)?;
    for &name in names {
        say(&format!("building examples/{name}"));
        build_one(project, name).with_context(|| format!("examples/{name} did not build"))?;
    }
    Ok(())
}

/// Builds examples, and tells the journeys of them for as long as what is returned lives.
pub(crate) fn build_for_tests<'a>(project: &'a Project, names: &[&str]) -> Result<PushEnv<'a>> {
    build(project, names)?;
    Ok(project.sh.push_env("SUPPORT_EXAMPLES", names.join(" ")))
}

fn build_one(project: &Project, name: &str) -> Result<()> {
    let folder = project.root.join("examples").join(name);
    match name {
        "plain" => put_together(project, &folder),
        "yew-app" => {
            let trunk = widget::trunk(project, "build")?.arg("--release");
            Ok(trunk.arg("--config").arg(folder).run()?)
        }
        _ => bundle(project, &folder),
    }
}

fn put_together(project: &Project, folder: &Path) -> Result<()> {
    let sh = &project.sh;
    let place = project.root.join(PLAIN);
    sh.remove_path(&place)?;
    copy_all(folder, &place)?;
    copy_all(&project.root.join("examples/shared"), &place.join("shared"))?;
    copy_all(&project.root.join("dist/embed"), &place.join("embed"))
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("listing {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// npm copies our package into its folder, so that one of another build must go first.
fn bundle(project: &Project, folder: &Path) -> Result<()> {
    let packages = folder.join("node_modules");
    let (packed, installed) = (
        project.root.join("dist/embed"),
        packages.join("support-widget"),
    );
    let is_other = |name| fs::read(installed.join(name)).ok() != fs::read(packed.join(name)).ok();
    if installed.is_dir() && ["manifest.json", "package.json"].into_iter().any(is_other) {
        project.sh.remove_path(packages)?;
    }
    tools::npm_packages(project, folder)?;
    let _in_folder = project.sh.push_dir(folder);
    Ok(cmd!(project.sh, "npm run build --silent").run()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_with_a_page_is_an_example() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
        let mut found: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .filter(|name| name != "shared")
            .collect();
        let mut known = ALL.to_vec();
        found.sort();
        known.sort_unstable();
        assert_eq!(found, known);
        assert!(IN_CI.iter().all(|name| ALL.contains(name)));
    }
}
