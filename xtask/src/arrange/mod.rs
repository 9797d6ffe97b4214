//! The finished module, arranged so that it travels lighter.
//!
//! The linker and wasm-bindgen leave functions in no order that means anything, some of them more than
//! once, and end the names of what is imported in digests. A compressor finds what repeats the
//! better the nearer it is: what is equal becomes one function here, what is alike stands side by side, and
//! names do without their digests. Nothing that the module does changes. `docs/decisions/0020` has the figures.

mod likeness;
mod names;

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, Encode, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, ImportSectionReader, Parser, Payload,
    TypeRef,
};

use self::names::Names;
use crate::project::Project;
use crate::widget::{GLUE, WASM};

/// Arranges the module in a folder, and its bindings with it.
pub(crate) fn rewrite(project: &Project, folder: &Path) -> Result<()> {
    let (wasm, glue) = (folder.join(WASM), folder.join(GLUE));
    let module = project.sh.read_binary_file(&wasm)?;
    let script = project.sh.read_file(&glue)?;
    let names = Names::of(&script);
    let arranged = arrange(&module, &names).with_context(|| format!("{WASM} can't be arranged"))?;
    project.sh.write_file(&wasm, arranged)?;
    Ok(project.sh.write_file(&glue, names.shorten(&script))?)
}

/// The same module with each function once, those alike next to each other, and imports by their short names.
fn arrange(module: &[u8], names: &Names) -> Result<Vec<u8>> {
    let functions = Functions::of(module)?;
    let firsts = functions.firsts()?;
    let kept: Vec<u32> = (functions.imports..functions.count())
        .filter(|&index| firsts[index as usize] == index)
        .collect();
    let bodies: Vec<&[u8]> = kept
        .iter()
        .map(|&at| functions.body(at).as_bytes())
        .collect();
    let order: Vec<u32> = likeness::order(&bodies)
        .iter()
        .map(|&at| kept[at])
        .collect();
    let mut places: Vec<u32> = (0..functions.count()).collect();
    for (place, &index) in (functions.imports..).zip(&order) {
        places[index as usize] = place;
    }
    let mut arrangement = Arrangement {
        names,
        functions: &functions,
        places: firsts.iter().map(|&first| places[first as usize]).collect(),
        order,
    };
    let mut arranged = Module::new();
    arrangement.parse_core_module(&mut arranged, Parser::new(0), module)?;
    Ok(arranged.finish())
}

/// The functions of a module, by their index: those that it imports come first.
struct Functions<'a> {
    imports: u32,
    /// The type of each that it defines, and what it does.
    defined: Vec<(u32, FunctionBody<'a>)>,
}

impl<'a> Functions<'a> {
    fn of(module: &'a [u8]) -> Result<Self> {
        let (mut imports, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    types = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let defined = types.into_iter().zip(bodies).collect();
        Ok(Self { imports, defined })
    }

    fn count(&self) -> u32 {
        self.imports + self.defined.len() as u32
    }

    fn defined(&self, index: u32) -> &(u32, FunctionBody<'a>) {
        &self.defined[(index - self.imports) as usize]
    }

    fn body(&self, index: u32) -> &FunctionBody<'a> {
        &self.defined(index).1
    }

    /// For each function the first that is equal to it, mostly itself. What calls equal functions is
    /// equal by that, so this goes on until nothing more is found.
    fn firsts(&self) -> Result<Vec<u32>> {
        let mut firsts: Vec<u32> = (0..self.count()).collect();
        loop {
            let mut known = HashMap::new();
            let mut next = firsts.clone();
            for index in self.imports..self.count() {
                let (ty, body) = self.defined(index);
                let mut code = CodeSection::new();
                Renumbering(&firsts).parse_function_body(&mut code, body.clone())?;
                let mut bytes = Vec::new();
                code.encode(&mut bytes);
                next[index as usize] = *known.entry((*ty, bytes)).or_insert(index);
            }
            if next == firsts {
                return Ok(firsts);
            }
            firsts = next;
        }
    }
}

/// Calls go to other functions than before.
struct Renumbering<'a>(&'a [u32]);

impl Reencode for Renumbering<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.0[index as usize])
    }
}

/// Where each function comes to stand.
struct Arrangement<'a> {
    names: &'a Names,
    functions: &'a Functions<'a>,
    /// By its former index, the one that each function gets.
    places: Vec<u32>,
    /// The former indices of those that are kept, in their new order.
    order: Vec<u32>,
}

impl Reencode for Arrangement<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.places[index as usize])
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.names.short(import.name), ty);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for &index in &self.order {
            functions.function(self.functions.defined(index).0);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for index in self.order.clone() {
            utils::parse_function_body(self, code, self.functions.body(index).clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
