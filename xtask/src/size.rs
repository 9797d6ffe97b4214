//! What a page has to load, against what it was when someone last looked.

use anyhow::{Context, Result, bail};

use crate::budget::{Size, Sizes};
use crate::cli;
use crate::contract::LANGUAGES;
use crate::dist::{self, LOCALES, Packed};
use crate::project::Project;
use crate::rebuilt::Std;
use crate::run::say;
use crate::widget::{GLUE, LOADER, WASM};

const BUDGET: &str = "budget.toml";

/// Compares or records.
pub(crate) fn run(project: &Project, flags: &cli::Size) -> Result<()> {
    if !flags.record {
        return check(project);
    }
    let sizes = measure(&dist::write(project)?)?;
    print!("{sizes}");
    project.sh.write_file(BUDGET, sizes.to_toml())?;
    say("recorded in budget.toml");
    Ok(())
}

/// Packs the bundle and fails if a part of it grew too much.
pub(crate) fn check(project: &Project) -> Result<()> {
    let sizes = measure(&dist::write(project)?)?;
    print!("{sizes}");
    if Std::choose(project)? == Std::Plain {
        say("not held to the budget, which is that of a module with a rebuilt standard library");
        return Ok(());
    }
    let complaints = sizes.over(&Sizes::parse(&project.sh.read_file(BUDGET)?)?);
    if !complaints.is_empty() {
        bail!(
            "{}; to accept that, type: cargo xtask size --record",
            complaints.join("; ")
        );
    }
    say("within the size budget");
    Ok(())
}

/// The parts by what they are for, and the languages by their tags. The styles and English are in the
/// module.
fn measure(files: &[Packed]) -> Result<Sizes> {
    let size = |name: &str| {
        let file = files.iter().find(|file| file.name == name);
        file.map(|file| Size {
            raw: file.raw,
            brotli: file.brotli,
        })
        .with_context(|| format!("the bundle has no {name}"))
    };
    let mut parts = vec![
        ("loader".to_owned(), size(LOADER)?),
        ("glue".to_owned(), size(GLUE)?),
        ("wasm".to_owned(), size(WASM)?),
    ];
    for (tag, _) in &LANGUAGES[1..] {
        parts.push(((*tag).to_owned(), size(&format!("{LOCALES}/{tag}.json"))?));
    }
    Ok(Sizes(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(name: &str, raw: u64) -> Packed {
        Packed {
            name: name.to_owned(),
            is_immutable: false,
            raw,
            gzip: 2,
            brotli: 1,
            integrity: String::new(),
        }
    }

    #[test]
    fn each_part_is_measured_by_its_stable_name() {
        let mut files = vec![
            packed(LOADER, 10),
            packed("embed-1.js", 11),
            packed(GLUE, 20),
            packed(WASM, 30),
        ];
        let tags = LANGUAGES[1..].iter().map(|(tag, _)| tag);
        files.extend(tags.map(|tag| packed(&format!("{LOCALES}/{tag}.json"), 40)));
        let sizes = measure(&files).unwrap();
        let raw: Vec<_> = sizes
            .0
            .iter()
            .map(|(part, size)| (part.as_str(), size.raw))
            .collect();
        assert_eq!(raw[..3], [("loader", 10), ("glue", 20), ("wasm", 30)]);
        assert_eq!(raw[3], ("es", 40));
        assert_eq!(raw.len(), 3 + LANGUAGES.len() - 1);

        files.pop();
        assert_eq!(
            measure(&files).unwrap_err().to_string(),
            "the bundle has no locales/zh.json"
        );
    }
}
