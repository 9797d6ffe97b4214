//! The browsers beside Chromium that the journeys are driven in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::Shell;

use super::{apt, path};
use crate::project::Project;

/// The WebDriver server of WebKitGTK, the browser that it drives, and the screen for that.
pub(crate) struct WebKit {
    /// `WebKitWebDriver`.
    pub(crate) driver: PathBuf,
    /// WebKitGTK's sample browser.
    pub(crate) browser: PathBuf,
}

/// Firefox, found on PATH or installed.
pub(crate) fn firefox(project: &Project) -> Result<PathBuf> {
    let sh = &project.sh;
    let find = || {
        let names = ["firefox-esr", "firefox"];
        names.iter().find_map(|name| path::find(sh, name))
    };
    if let Some(firefox) = find() {
        return Ok(firefox);
    }
    let otherwise = "install Firefox and put `firefox` on PATH";
    apt::install(sh, "Firefox", &["firefox-esr"], otherwise)?;
    find().context("Firefox was installed, but `firefox-esr` is not on PATH")
}

/// WebKitGTK with its driver and a screen that nobody sees, found or installed.
pub(crate) fn webkit(project: &Project) -> Result<WebKit> {
    let sh = &project.sh;
    if let Some(webkit) = find_webkit(sh) {
        return Ok(webkit);
    }
    // The drivers of the screen are only recommended by the engine, which draws nothing without.
    let packages = ["webkit2gtk-driver", "xvfb", "libegl1", "libgl1-mesa-dri"];
    let otherwise = "its driver and MiniBrowser need Linux; install them and Xvfb";
    apt::install(sh, "WebKitGTK", &packages, otherwise)?;
    find_webkit(sh)
        .context("WebKitGTK was installed, but WebKitWebDriver, MiniBrowser or Xvfb is not found")
}

fn find_webkit(sh: &Shell) -> Option<WebKit> {
    path::find(sh, "Xvfb")?;
    Some(WebKit {
        driver: path::find(sh, "WebKitWebDriver")?,
        browser: mini_browser(Path::new("/usr"))?,
    })
}

/// The sample browser: no program for users, so it stands among the libraries, in a folder named
/// for the machine (Debian) or not (Fedora).
fn mini_browser(usr: &Path) -> Option<PathBuf> {
    const VERSIONS: [&str; 3] = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let libraries = fs::read_dir(usr.join("lib")).into_iter().flatten();
    let mut folders: Vec<_> = libraries.flatten().map(|entry| entry.path()).collect();
    folders.push(usr.join("libexec"));
    folders.iter().find_map(|folder| {
        let programs = VERSIONS.map(|version| folder.join(version).join("MiniBrowser"));
        programs.into_iter().find(|program| program.is_file())
    })
}

#[cfg(test)]
mod tests {
    use xshell::Shell;

    use super::mini_browser;

    #[test]
    fn the_sample_browser_stands_where_debian_or_fedora_puts_it() {
        let sh = Shell::new().unwrap();
        let dir = sh.create_temp_dir().unwrap();
        let usr = dir.path();
        assert_eq!(mini_browser(usr), None);
        let fedora = usr.join("libexec/webkit2gtk-4.1/MiniBrowser");
        sh.write_file(&fedora, "").unwrap();
        assert_eq!(mini_browser(usr), Some(fedora));
        let debian = usr.join("lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser");
        sh.write_file(&debian, "").unwrap();
        assert_eq!(mini_browser(usr), Some(debian));
    }
}
