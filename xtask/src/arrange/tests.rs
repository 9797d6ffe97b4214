use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, RefType, TableSection, TableType, TypeSection,
    ValType,
};
use wasmparser::{ExternalKind, Operator};

use super::*;

const LONG: &str = "__wbg_status_00665d4267fdf38a";

/// Imports one function and defines others: `consts` give back a number each, and the last calls the first
/// import, then all of them. Each is exported by its index, and the table has them all.
fn module(consts: &[i32]) -> Vec<u8> {
    let count = consts.len() as u32 + 1;
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("./glue.js", LONG, EntityType::Function(1));
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for &number in consts {
        functions.function(0);
        let mut body = Function::new([]);
        body.instructions().i32_const(number).end();
        code.function(&body);
    }
    functions.function(1);
    let mut body = Function::new([]);
    body.instructions().call(0);
    for index in 1..count {
        body.instructions().call(index).drop();
    }
    body.instructions().end();
    code.function(&body);
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: u64::from(count),
        maximum: None,
        shared: false,
    });
    let mut exports = ExportSection::new();
    for index in 1..=count {
        exports.export(&format!("f{index}"), ExportKind::Func, index);
    }
    let mut elements = ElementSection::new();
    let all: Vec<u32> = (1..=count).collect();
    elements.active(
        None,
        &ConstExpr::i32_const(0),
        Elements::Functions(all.into()),
    );
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module
        .section(&tables)
        .section(&exports)
        .section(&elements)
        .section(&code);
    module.finish()
}

/// What each export does, as the constants that it and what it calls give back, in their order.
fn behaviour(module: &[u8]) -> Vec<(String, Vec<i32>)> {
    let functions = Functions::of(module).unwrap();
    let mut exports = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(section) = payload.unwrap() {
            for export in section {
                let export = export.unwrap();
                assert_eq!(export.kind, ExternalKind::Func);
                exports.push((export.name.to_owned(), constants(&functions, export.index)));
            }
        }
    }
    exports
}

fn constants(functions: &Functions<'_>, index: u32) -> Vec<i32> {
    let mut found = Vec::new();
    if index < functions.imports {
        return vec![-1];
    }
    for operator in functions.body(index).get_operators_reader().unwrap() {
        match operator.unwrap() {
            Operator::I32Const { value } => found.push(value),
            Operator::Call { function_index } => {
                found.extend(constants(functions, function_index));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn equal_functions_become_one_and_everything_does_what_it_did() {
    let before = module(&[7, 300_000, 7, 299_999, 7]);
    let after = arrange(&before, &Names::of(LONG)).unwrap();
    wasmparser::validate(&after).unwrap();
    assert_eq!(behaviour(&after), behaviour(&before));
    assert_eq!(behaviour(&after)[5].1, [-1, 7, 300_000, 7, 299_999, 7]);
    assert_eq!(Functions::of(&before).unwrap().count(), 7);
    assert_eq!(Functions::of(&after).unwrap().count(), 5);
}

#[test]
fn callers_of_equal_functions_are_equal() {
    // Two modules' worth of one: 1 and 2 are equal, so 3 and 4, which call them, are.
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for callee in [None, None, Some(0), Some(1)] {
        functions.function(0);
        let mut body = Function::new([]);
        if let Some(callee) = callee {
            body.instructions().call(callee);
        }
        body.instructions().end();
        code.function(&body);
    }
    let mut module = Module::new();
    module.section(&types).section(&functions).section(&code);
    let firsts = Functions::of(&module.finish()).unwrap().firsts().unwrap();
    assert_eq!(firsts, [0, 0, 2, 2]);
}

#[test]
fn imports_get_their_short_names() {
    let after = arrange(&module(&[1]), &Names::of(LONG)).unwrap();
    let names: Vec<String> = Parser::new(0)
        .parse_all(&after)
        .filter_map(|payload| match payload.unwrap() {
            Payload::ImportSection(section) => Some(section),
            _ => None,
        })
        .flat_map(wasmparser::SectionLimited::into_imports)
        .map(|import| import.unwrap().name.to_owned())
        .collect();
    assert_eq!(names, ["__wbg_status_0"]);
}

#[test]
fn what_is_no_module_is_refused() {
    assert!(arrange(b"<!doctype html>", &Names::of("")).is_err());
}
