//! The lists in `static/embed.js`.

use super::data::{ATTRIBUTES, ELEMENTS, METHODS, PROPERTIES, Values};

/// The names of elements, of attributes, of those that are set or not, of properties without one, of methods.
pub(super) fn lists() -> String {
    let flags = ATTRIBUTES
        .iter()
        .filter(|attribute| attribute.values == Values::Flag);
    [
        list("TAGS", ELEMENTS.iter().map(|element| element.tag)),
        list(
            "ATTRIBUTES",
            ATTRIBUTES.iter().map(|attribute| attribute.name),
        ),
        list("FLAGS", flags.map(|attribute| attribute.name)),
        list(
            "PROPERTIES",
            PROPERTIES.iter().map(|property| property.name),
        ),
        list("METHODS", METHODS.iter().map(|method| method.name)),
    ]
    .concat()
}

/// A constant, in lines as a formatter would break them.
fn list<'a>(constant: &str, names: impl Iterator<Item = &'a str>) -> String {
    const MOST_COLUMNS: usize = 100;
    let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
    let line = format!("const {constant} = [{}];\n", names.join(", "));
    if line.len() <= MOST_COLUMNS {
        return line;
    }
    let lines: String = names.iter().map(|name| format!("  {name},\n")).collect();
    format!("const {constant} = [\n{lines}];\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_stays_in_its_line() {
        assert_eq!(
            list("A", ["x", "y-z"].into_iter()),
            "const A = [\"x\", \"y-z\"];\n"
        );
        let long = list("A", ["a-rather-long-name"; 6].into_iter());
        assert!(
            long.starts_with("const A = [\n  \"a-rather-long-name\",\n"),
            "{long}"
        );
        assert!(long.ends_with(",\n];\n"), "{long}");
    }
}
