//! `static/support-widget.d.ts`: the elements, their events and what these are made of.

use anyhow::Result;

use super::data::{
    ATTRIBUTES, Attribute, ELEMENTS, EVENTS, Element, Event, METHODS, Method, PROPERTIES, Property,
    TYPES, Values,
};
use super::{sentence, words};

/// What stands on top of each file that is written whole.
pub(super) const HEADER: &str =
    "// Written by `cargo xtask contract` from src/element/contract: change it there.\n";

const GLOBAL: &str = "
declare global {
  interface HTMLElementTagNameMap extends SupportElementTagNameMap {}

  interface GlobalEventHandlersEventMap extends SupportEventMap {}
}
";

/// The whole file.
#[expect(clippy::unnecessary_wraps, reason = "the manifest can fail")]
pub(super) fn text() -> Result<String> {
    let mut text = HEADER.to_owned();
    for named in TYPES {
        text += &format!(
            "\n{}export type {} = {};\n",
            comment("", named.meaning),
            named.name,
            named.value
        );
    }
    text += &words::texts_type();
    text += "\n/** What every support element has. */\nexport interface SupportElement extends HTMLElement {\n";
    text += &ATTRIBUTES.iter().map(accessors).collect::<String>();
    text += &PROPERTIES.iter().map(property).collect::<String>();
    text += &METHODS.iter().map(method).collect::<String>();
    text += "}\n";
    for element in ELEMENTS {
        text += &format!(
            "\n{}export interface {} extends SupportElement {{}}\n",
            comment("", element.meaning),
            element.class
        );
    }
    text += "\n/** The events, by name. They bubble: listen on the element or on anything around it. */\nexport interface SupportEventMap {\n";
    text += &EVENTS.iter().map(event).collect::<String>();
    text += "}\n\n/** What JSX and templates may set: attributes by name or as properties. */\nexport interface SupportProps {\n";
    text += &ATTRIBUTES.iter().map(props).collect::<String>();
    for Property { name, value, .. } in PROPERTIES {
        text += &format!("  {name}?: ({value}) | undefined;\n");
    }
    text += "}\n\n/** The elements, by tag. */\nexport interface SupportElementTagNameMap {\n";
    for Element { tag, class, .. } in ELEMENTS {
        text += &format!("  \"{tag}\": {class};\n");
    }
    text += "}\n";
    text += GLOBAL;
    Ok(text)
}

/// The type of an attribute's property, as it is read.
fn read_type(attribute: &Attribute) -> String {
    match attribute.values {
        Values::Flag => "boolean".to_owned(),
        Values::Json(value) => format!("{value} | string | null"),
        _ => "string | null".to_owned(),
    }
}

/// The type of an attribute's property, as it may be set, `null` and `undefined` left out: those take
/// the attribute away.
pub(super) fn set_type(attribute: &Attribute) -> String {
    match attribute.values {
        Values::Text => "string".to_owned(),
        Values::OneOf(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
            words.join(" | ")
        }
        Values::Flag => "boolean".to_owned(),
        Values::Number => "number | `${number}`".to_owned(),
        Values::Json(value) => format!("{value} | string"),
    }
}

/// An attribute as JSX has it, under one name or two.
fn props(attribute: &Attribute) -> String {
    let (property, set) = (attribute.property(), set_type(attribute));
    let by_property = format!("  {property}?: {set} | null | undefined;\n");
    if property == attribute.name {
        return by_property;
    }
    let written = match attribute.values {
        Values::Json(_) => "string",
        _ => &set,
    };
    format!(
        "{by_property}  \"{}\"?: {written} | undefined;\n",
        attribute.name
    )
}

fn accessors(attribute: &Attribute) -> String {
    let (name, read, set) = (
        attribute.property(),
        read_type(attribute),
        set_type(attribute),
    );
    let mut meaning = attribute.meaning.to_owned();
    if !attribute.default.is_empty() {
        meaning += &format!(". Default: `{}`", attribute.default);
    }
    format!(
        "{}  get {name}(): {read};\n  set {name}(value: {set} | null | undefined);\n",
        comment("  ", &meaning)
    )
}

fn property(property: &Property) -> String {
    let Property {
        name,
        value,
        meaning,
    } = property;
    format!(
        "{}  {name}: ({value}) | undefined;\n",
        comment("  ", meaning)
    )
}

fn method(method: &Method) -> String {
    let parameter = method
        .parameter
        .map(|parameter| format!("{}: {}", parameter.name, parameter.value));
    format!(
        "{}  {}({}): {};\n",
        comment("  ", method.meaning),
        method.name,
        parameter.unwrap_or_default(),
        method.answer
    )
}

fn event(event: &Event) -> String {
    let mut meaning = sentence(event.when);
    if let Some(what) = event.prevents {
        meaning += &format!(" `preventDefault()` {what}.");
    }
    format!(
        "{}  \"{}\": CustomEvent<{}>;\n",
        comment("  ", &meaning),
        event.name,
        detail_type(event)
    )
}

/// The type of an event's detail.
pub(super) fn detail_type(event: &Event) -> String {
    if event.detail.is_empty() {
        return "null".to_owned();
    }
    let fields = event
        .detail
        .iter()
        .map(|field| format!("{}: {}", field.name, field.value));
    format!("{{ {} }}", fields.collect::<Vec<_>>().join("; "))
}

fn comment(indent: &str, meaning: &str) -> String {
    format!("{indent}/** {} */\n", sentence(meaning))
}
