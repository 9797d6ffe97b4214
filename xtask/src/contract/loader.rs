//! The lists in `static/embed.js`.

use super::data::{ATTRIBUTES, ELEMENTS, METHODS, PROPERTIES, Values};

/// The names of elements, of settings (attributes, and properties without one), of those that are set or not,
/// of methods.
pub(super) fn lists() -> String {
    let flags = ATTRIBUTES
        .iter()
        .filter(|attribute| attribute.values == Values::Flag);
    let properties = PROPERTIES.iter().map(|property| property.name);
    let attributes = ATTRIBUTES.iter().map(|attribute| attribute.name);
    [
        list("TAGS", ELEMENTS.iter().map(|element| element.tag)),
        list("NAMES", properties.chain(attributes)),
        list("FLAGS", flags.map(|attribute| attribute.name)),
        list("METHODS", METHODS.iter().map(|method| method.name)),
    ]
    .concat()
}

/// A constant: one text, which is shorter than a list of them, and the loader has to be short.
fn list<'a>(constant: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.collect();
    format!("const {constant} = \"{}\".split(\" \");\n", names.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_text() {
        assert_eq!(
            list("A", ["x", "y-z"].into_iter()),
            "const A = \"x y-z\".split(\" \");\n"
        );
    }
}
