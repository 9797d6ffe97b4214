//! What the linker has to keep although it is never reached, taken out of the module before its bindings are written: as wasm-snip
//! did (<https://github.com/rustwasm/wasm-snip>), by the names of functions. wasm-bindgen then drops what was only called from
//! there. `docs/decisions/0020` says what it gives.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustc_demangle::demangle;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, Function, Module};
use wasmparser::{CodeSectionReader, KnownCustom, Name, Parser, Payload, TypeRef};

use crate::project::Project;

/// What stands in the place of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stub {
    /// The end of the instance: no call is possible.
    Trap,
    /// Success of a `fmt` that writes nothing.
    Nothing,
}

/// What a release does without, and how the names of its functions begin; each has one at least.
const SNIPPED: [(&str, Stub, &[&str]); 4] = [
    // Nodes that Yew would draw, of kinds that nothing here makes.
    (
        "portals",
        Stub::Trap,
        &[
            "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::",
            "<yew::dom_bundle::bportal::BPortal as yew::dom_bundle::traits::ReconcileTarget>::",
        ],
    ),
    (
        "suspense",
        Stub::Trap,
        &[
            "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::",
            "<yew::dom_bundle::bsuspense::BSuspense as yew::dom_bundle::traits::ReconcileTarget>::",
            "<yew::html::component::lifecycle::ComponentState>::suspend",
        ],
    ),
    (
        "markup as text",
        Stub::Trap,
        &[
            "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::",
            "<yew::dom_bundle::braw::BRaw as yew::dom_bundle::traits::ReconcileTarget>::",
            "<yew::dom_bundle::braw::BRaw>::",
        ],
    ),
    // Serde's messages alone print fractions, where one was found in the place of something else. What prints a number stands in
    // the table of functions, so that nothing else takes it away. Who prints an `f64` in the widget one day has to take this entry
    // out: in a bundle, and only there, such a number would be printed as nothing.
    (
        "printed fractions",
        Stub::Nothing,
        &[
            "<serde_core::de::WithDecimalPoint as core::fmt::Display>::fmt",
            "<f64 as core::fmt::Display>::fmt",
            "core::fmt::float::float_to_decimal",
        ],
    ),
];

/// Writes the module without what is never reached beside it, and says where.
pub(crate) fn rewrite(project: &Project, module: &Path) -> Result<PathBuf> {
    let bytes = project.sh.read_binary_file(module)?;
    let stubs = stubs(&names(&bytes)?)?;
    let snipped = module.with_extension("snipped.wasm");
    project.sh.write_file(&snipped, snip(&bytes, stubs)?)?;
    Ok(snipped)
}

/// The functions that get a stub, by their index.
fn stubs(names: &HashMap<u32, String>) -> Result<HashMap<u32, Stub>> {
    let mut stubs = HashMap::new();
    for (what, stub, beginnings) in SNIPPED {
        let before = stubs.len();
        for (index, name) in names {
            if beginnings
                .iter()
                .any(|beginning| name.starts_with(beginning))
            {
                stubs.insert(*index, stub);
            }
        }
        if stubs.len() == before {
            bail!("the module has no function for {what}: adapt xtask/src/snip.rs");
        }
    }
    Ok(stubs)
}

/// The names of functions, as they are in Rust.
fn names(module: &[u8]) -> Result<HashMap<u32, String>> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else {
            continue;
        };
        let KnownCustom::Name(sections) = section.as_known() else {
            continue;
        };
        for section in sections {
            if let Name::Function(functions) = section? {
                for function in functions {
                    let function = function?;
                    names.insert(function.index, format!("{:#}", demangle(function.name)));
                }
            }
        }
    }
    Ok(names)
}

fn snip(module: &[u8], stubs: HashMap<u32, Stub>) -> Result<Vec<u8>> {
    let mut imports = 0;
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        }
    }
    let mut snipped = Module::new();
    Snipping { imports, stubs }
        .parse_core_module(&mut snipped, Parser::new(0), module)
        .context("the module can't be snipped")?;
    Ok(snipped.finish())
}

struct Snipping {
    /// How many functions come before the first that is defined.
    imports: u32,
    stubs: HashMap<u32, Stub>,
}

impl Reencode for Snipping {
    type Error = std::convert::Infallible;

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for (index, body) in (self.imports..).zip(section) {
            match self.stubs.get(&index) {
                Some(stub) => {
                    code.function(&body_of(*stub));
                }
                None => utils::parse_function_body(self, code, body?)?,
            }
        }
        Ok(())
    }
}

fn body_of(stub: Stub) -> Function {
    let mut body = Function::new([]);
    match stub {
        Stub::Trap => body.instructions().unreachable().end(),
        Stub::Nothing => body.instructions().i32_const(0).end(),
    };
    body
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{FunctionSection, NameMap, NameSection, TypeSection, ValType};
    use wasmparser::{Operator, Validator};

    use super::*;

    const FRACTION: &str = "_RNvXs7_NtCsi7JPKx0YJYj_10serde_core2deNtB5_16WithDecimalPointNtNtCs1OA3ihfmHv5_4core3fmt7Display3fmt";

    /// Functions of these names, each of which gives back 7.
    fn module(functions: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let (mut defined, mut code, mut map) =
            (FunctionSection::new(), CodeSection::new(), NameMap::new());
        for (index, name) in (0..).zip(functions) {
            defined.function(0);
            let mut body = Function::new([]);
            body.instructions().i32_const(7).end();
            code.function(&body);
            map.append(index, name);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        let mut module = Module::new();
        module.section(&types).section(&defined).section(&code);
        module.section(&names);
        module.finish()
    }

    fn first_operators(module: &[u8]) -> Vec<String> {
        let mut first = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::CodeSectionEntry(body) = payload.unwrap() {
                let operator = body.get_operators_reader().unwrap().read().unwrap();
                first.push(match operator {
                    Operator::I32Const { value } => value.to_string(),
                    other => format!("{other:?}"),
                });
            }
        }
        first
    }

    #[test]
    fn a_function_gets_its_stub_and_all_others_stay() {
        let before = module(&["kept", "trap", "silent", "kept too"]);
        let stubs = HashMap::from([(1, Stub::Trap), (2, Stub::Nothing)]);
        let after = snip(&before, stubs).unwrap();
        assert_eq!(first_operators(&after), ["7", "Unreachable", "0", "7"]);
        Validator::new().validate_all(&after).unwrap();
        assert_eq!(names(&after).unwrap(), names(&before).unwrap());
    }

    #[test]
    fn names_are_read_as_they_are_in_rust() {
        let names = names(&module(&[FRACTION])).unwrap();
        assert_eq!(
            names[&0],
            "<serde_core::de::WithDecimalPoint as core::fmt::Display>::fmt"
        );
    }

    #[test]
    fn what_is_to_go_has_to_be_there() {
        let all = SNIPPED.map(|(_, _, beginnings)| format!("{}x", beginnings[0]));
        let by_index = |names: &[String]| (0..).zip(names.iter().cloned()).collect();
        assert_eq!(stubs(&by_index(&all)).unwrap().len(), SNIPPED.len());
        for missing in 0..all.len() {
            let mut names = all.to_vec();
            names[missing] = "other".to_owned();
            let error = stubs(&by_index(&names)).unwrap_err().to_string();
            assert!(error.contains(SNIPPED[missing].0), "{error}");
        }
    }
}
