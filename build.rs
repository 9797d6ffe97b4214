//! How the module is linked.

use std::env;

/// The module's stack, in bytes. The linker's own choice is a megabyte, more than everything else that the widget
/// holds; in use are 17 KB, or 38 where choices are nested a hundred deep, which is about what our servers read. The
/// stack is the lowest part of the memory: what needs more of it stops there, and overwrites nothing.
const STACK: u32 = 128 * 1024;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size={STACK}");
    }
}
