//! Programs and packages that npm has. Install scripts are never run: everything we use works
//! without.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use xshell::cmd;

use super::{path, version};
use crate::project::{Project, tool_cache};
use crate::run::say;

const ESBUILD: &str = "0.28.2";

/// esbuild, which minifies the JavaScript that we ship: one version, so that sizes are comparable.
pub(crate) fn esbuild(project: &Project) -> Result<PathBuf> {
    let sh = &project.sh;
    if let Some(program) = path::find(sh, "esbuild") {
        let output = cmd!(sh, "{program} --version")
            .quiet()
            .ignore_stderr()
            .read();
        if output.is_ok_and(|text| version::in_output(&text) == Some(ESBUILD)) {
            return Ok(program);
        }
    }
    let home = tool_cache()?.join(format!("esbuild-{ESBUILD}"));
    let program = home.join("node_modules/.bin/esbuild");
    need_npm(project)?;
    if !program.exists() {
        say(&format!("esbuild {ESBUILD}: installing from npm"));
        let package = format!("esbuild@{ESBUILD}");
        let install = cmd!(
            sh,
            "npm install --ignore-scripts --no-audit --no-fund --loglevel=error"
        );
        if install
            .arg("--prefix")
            .arg(&home)
            .arg(&package)
            .quiet()
            .run()
            .is_err()
        {
            bail!(
                "esbuild could not be installed; see what this says: npm install --global {package}"
            );
        }
    }
    Ok(program)
}

/// The packages that a folder's lockfile names.
pub(crate) fn npm_packages(project: &Project, folder: &Path) -> Result<()> {
    need_npm(project)?;
    if is_installed(folder) {
        return Ok(());
    }
    let shown = folder
        .strip_prefix(&project.root)
        .unwrap_or(folder)
        .display();
    say(&format!("npm packages for {shown}: installing"));
    let _in_folder = project.sh.push_dir(folder);
    let install = cmd!(
        project.sh,
        "npm ci --ignore-scripts --no-audit --no-fund --loglevel=error"
    )
    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if install.quiet().run().is_err() {
        bail!(
            "npm packages are missing; see what this says: npm ci --prefix {shown} --ignore-scripts"
        );
    }
    Ok(())
}

/// npm notes in a hidden lockfile what it installed; the note is older than a lockfile that came
/// after it.
fn is_installed(folder: &Path) -> bool {
    let changed = |file: &str| {
        fs::metadata(folder.join(file))
            .and_then(|meta| meta.modified())
            .ok()
    };
    let installed = changed("node_modules/.package-lock.json");
    installed.is_some() && installed >= changed("package-lock.json")
}

fn need_npm(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let missing = ["node", "npm"]
        .into_iter()
        .find(|program| path::find(sh, program).is_none());
    let Some(missing) = missing else {
        return Ok(());
    };
    if path::find(sh, "apt-get").is_some() {
        bail!("{missing} is missing; type: sudo apt-get install --yes nodejs npm");
    }
    bail!("{missing} is missing; install Node.js 20 or newer");
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::{Duration, SystemTime};

    use xshell::Shell;

    use super::*;

    #[test]
    fn packages_are_installed_until_the_lockfile_changes() {
        let sh = Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let touch = |file: &str, seconds: u64| {
            let file = dir.path().join(file);
            sh.write_file(&file, "{}").unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            File::options()
                .append(true)
                .open(file)
                .unwrap()
                .set_modified(time)
                .unwrap();
        };
        touch("package-lock.json", 10);
        assert!(!is_installed(dir.path()), "never installed");
        touch("node_modules/.package-lock.json", 11);
        assert!(is_installed(dir.path()), "installed after");
        touch("package-lock.json", 12);
        assert!(!is_installed(dir.path()), "changed since");
    }
}
