//! Building the widget and the sample page around it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Cmd, cmd};

use crate::arrange;
use crate::bindings;
use crate::contract::LANGUAGES;
use crate::dist::LOCALES;
use crate::fingerprint::{self, Fingerprint};
use crate::project::Project;
use crate::rebuilt::{self, Std};
use crate::run::say;
use crate::{snip, tools};

/// The built page and widget, from the repository's top; `Trunk.toml` says so too.
const SITE: &str = "target/site";

/// The profile that index.html asks for, which also names the folder of the module.
pub(crate) const PROFILE: &str = "wasm-release";

/// Flags for the module alone, not for what is compiled to build it.
pub(crate) const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Everything that the site is made of, this recipe included.
const INPUTS: [&str; 15] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/wire/Cargo.toml",
    "crates/wire/src",
    "index.html",
    "src",
    "static",
    "xtask/src/arrange",
    "xtask/src/bindings.rs",
    "xtask/src/rebuilt.rs",
    "xtask/src/snip.rs",
    "xtask/src/widget.rs",
];

/// What a page loads: the loader in two stages, the bindings that wasm-bindgen writes, the module.
pub(crate) const LOADER: &str = "embed.js";
pub(crate) const START: &str = "start.js";
/// What the second stage imports: instances of the module, their end, the card that tells of it, levels of
/// headings, languages.
const PARTS: [&str; 5] = [
    "card.js",
    "crash.js",
    "heading.js",
    "instance.js",
    "language.js",
];
/// What a page loads beside that where it says `debug`.
pub(crate) const DEBUG: &str = "debug.js";
pub(crate) const GLUE: &str = "support-widget.js";
pub(crate) const WASM: &str = "support-widget_bg.wasm";

/// Builds the site for release, unless nothing changed since the last time, and says where it is.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let site = project.root.join(SITE);
    let stamp = project.root.join(SITE).with_extension("stamp");
    let rustc = cmd!(project.sh, "rustc --version").quiet().read()?;
    let library = Std::choose(project)?;
    let inputs = Fingerprint::of(&project.root, &INPUTS, &[&rustc, library.name()])?;
    let output = || Fingerprint::of(&project.root, &[SITE], &[]);
    if fingerprint::is_fresh(&stamp, &inputs, &output()?) {
        say("the widget is up to date");
        return Ok(site);
    }
    say("building the widget for release");
    run_trunk(project)?;
    bind(project, &rebuilt::module(project, library)?)?;
    check_is_whole(&site)?;
    fingerprint::record(&stamp, &inputs, &output()?)?;
    Ok(site)
}

/// Trunk, which would fetch tools of its own if it were not offline. It hands that on to cargo, which
/// then needs all crates at hand.
pub(crate) fn trunk<'a>(project: &'a Project, command: &str) -> Result<Cmd<'a>> {
    tools::trunk(project)?;
    let fetch = cmd!(
        project.sh,
        "cargo fetch --quiet --target wasm32-unknown-unknown"
    );
    fetch.quiet().run()?;
    let trunk = cmd!(project.sh, "trunk {command} --offline").env("RUST_LIB_BACKTRACE", "0");
    // Trunk 0.21 refuses NO_COLOR=1, which is how everyone else wants it.
    Ok(trunk.env_remove("NO_COLOR"))
}

fn run_trunk(project: &Project) -> Result<()> {
    let profile = format!("data-cargo-profile-release=\"{PROFILE}\"");
    if !project.sh.read_file("index.html")?.contains(&profile) {
        bail!("index.html does not say {profile}: Trunk would build another module than we pack");
    }
    trunk(project, "build")?
        .arg("--release")
        .env(RUSTFLAGS, without_paths(project)?)
        .run()
        .context("the widget did not build")
}

/// Panics name the file they come from. Where packages and the standard library stand on this machine is
/// nobody's business, and would make another module on another one.
pub(crate) fn without_paths(project: &Project) -> Result<String> {
    let sources = cargo_home().map(|home| home.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok());
    // Where the compiler's own sources are installed, it names them by where they are.
    let sysroot = cmd!(project.sh, "rustc --print sysroot").quiet().read()?;
    let version = cmd!(project.sh, "rustc --version --verbose")
        .quiet()
        .read()?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "));
    let mut flags = vec![format!(
        "--remap-path-prefix={sysroot}/lib/rustlib/src/rust=/rustc/{}",
        commit.unwrap_or_default()
    )];
    for registry in registries.into_iter().flatten() {
        flags.push(format!(
            "--remap-path-prefix={}=",
            registry?.path().display()
        ));
    }
    flags.sort();
    Ok(flags.join(" "))
}

fn cargo_home() -> Option<PathBuf> {
    let home = || {
        Some(
            PathBuf::from(env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?)
                .join(".cargo"),
        )
    };
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

/// Writes the module and its bindings once more without the names of functions, a quarter of its compressed size: the
/// linker can't drop them without dropping what wasm-bindgen needs, and Trunk has no switch for it.
/// `wasm-opt -Oz` on top makes the module 12 % smaller as it is, but 2 % bigger compressed, which
/// is how it travels: we do without.
fn bind(project: &Project, module: &Path) -> Result<()> {
    let switches = [
        "--target=web",
        "--out-name=support-widget",
        "--no-typescript",
        "--remove-name-section",
        "--remove-producers-section",
    ];
    let embed = project.root.join(SITE).join("embed");
    let module = snip::rewrite(project, module)?;
    let bindgen = cmd!(
        project.sh,
        "wasm-bindgen {switches...} --out-dir {embed} {module}"
    );
    bindgen.run().context("the widget did not build")?;
    arrange::rewrite(project, &embed)?;
    bindings::rewrite(project, &embed)
}

fn check_is_whole(site: &Path) -> Result<()> {
    let embedded = [LOADER, START, GLUE, WASM, DEBUG].into_iter().chain(PARTS);
    let locales = LANGUAGES
        .iter()
        .map(|(tag, _)| format!("{LOCALES}/{tag}.json"));
    let embedded = embedded.map(str::to_owned).chain(locales);
    let files = embedded.map(|file| format!("embed/{file}"));
    for file in files.chain(["index.html".to_owned()]) {
        if !fs::metadata(site.join(&file)).is_ok_and(|meta| meta.len() > 0) {
            bail!("the build left no {SITE}/{file}: see the `data-trunk` links of index.html");
        }
    }
    Ok(())
}
