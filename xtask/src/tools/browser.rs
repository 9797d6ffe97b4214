//! Chromium and the driver that belongs to it.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use super::{apt, path, version};
use crate::project::Project;

/// What tests drive.
pub(crate) struct Browser {
    /// The browser, for tests that start it themselves.
    pub(crate) chromium: PathBuf,
    /// The WebDriver server, which finds the browser by itself.
    pub(crate) driver: PathBuf,
}

/// Chromium and chromedriver: as `CHROME` and `CHROMEDRIVER` say, else on PATH, else from the
/// system's packages.
pub(crate) fn browser(project: &Project) -> Result<Browser> {
    let sh = &project.sh;
    let browser = match find(sh) {
        Some(browser) => browser,
        None => {
            let packages = ["chromium", "chromium-driver"];
            let otherwise = "install both, or set CHROME and CHROMEDRIVER";
            apt::install(sh, "Chromium or chromedriver", &packages, otherwise)?;
            match find(sh) {
                Some(browser) => browser,
                None => {
                    bail!("Chromium was installed, but `chromium` or `chromedriver` is not on PATH")
                }
            }
        }
    };
    check_fit(
        &version_output(sh, &browser.chromium),
        &version_output(sh, &browser.driver),
    )?;
    Ok(browser)
}

/// A driver of another major version refuses to start the browser, with a less clear message than
/// ours.
fn check_fit(chromium: &str, driver: &str) -> Result<()> {
    let major = |output| version::in_output(output).and_then(version::major);
    match (major(chromium), major(driver)) {
        (Some(chromium), Some(driver)) if chromium == driver => Ok(()),
        _ => {
            bail!("found `{chromium}` and `{driver}`: install both from one place, at one version")
        }
    }
}

fn find(sh: &Shell) -> Option<Browser> {
    let named = |var: &str| {
        sh.var_os(var)
            .map(PathBuf::from)
            .filter(|program| program.is_file())
    };
    let on_path = |names: &[&str]| names.iter().find_map(|name| path::find(sh, name));
    Some(Browser {
        chromium: named("CHROME")
            .or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]))?,
        driver: named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))?,
    })
}

fn version_output(sh: &Shell, program: &Path) -> String {
    let output = cmd!(sh, "{program} --version")
        .quiet()
        .ignore_stderr()
        .read();
    let first = output
        .ok()
        .and_then(|text| text.lines().next().map(str::to_owned));
    first.unwrap_or_else(|| format!("{} without a version", program.display()))
}

#[cfg(test)]
mod tests {
    use super::check_fit;

    #[test]
    fn browser_and_driver_are_of_one_major_version() {
        let chromium = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12";
        check_fit(chromium, "ChromeDriver 156.0.8078.12 (a21ce95)").unwrap();
        let error = check_fit(chromium, "ChromeDriver 155.0.1.1")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(&format!("found `{chromium}` and `ChromeDriver 155")),
            "{error}"
        );
        assert!(check_fit("", "").is_err());
    }
}
