//! What a page has to load, against what it was when someone last looked.

use anyhow::{Context, Result, bail};

use crate::budget::{Size, Sizes};
use crate::cli;
use crate::dist::{self, Packed};
use crate::project::Project;
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

/// The parts by what they are for. The styles and the English texts are in the module.
fn measure(files: &[Packed]) -> Result<Sizes> {
    let size = |name: &str| {
        let file = files.iter().find(|file| file.name == name);
        file.map(|file| Size {
            raw: file.raw,
            brotli: file.brotli,
        })
        .with_context(|| format!("the bundle has no {name}"))
    };
    let parts = [
        ("loader", size(LOADER)?),
        ("glue", size(GLUE)?),
        ("wasm", size(WASM)?),
    ];
    Ok(Sizes(
        parts.map(|(part, size)| (part.to_owned(), size)).to_vec(),
    ))
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
        let sizes = measure(&files).unwrap();
        let raw: Vec<_> = sizes
            .0
            .iter()
            .map(|(part, size)| (part.as_str(), size.raw))
            .collect();
        assert_eq!(raw, [("loader", 10), ("glue", 20), ("wasm", 30)]);

        files.pop();
        assert_eq!(
            measure(&files).unwrap_err().to_string(),
            "the bundle has no support-widget_bg.wasm"
        );
    }
}
