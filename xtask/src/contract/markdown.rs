//! The tables in `docs/embedding.md` and `docs/theming.md`.

use super::data::{
    ATTRIBUTES, Attribute, CSS_PARTS, CSS_PROPERTIES, EVENTS, Event, METHODS, PROPERTIES, SLOTS,
    Values,
};

/// Attributes: what they may be and what they are without.
pub(super) fn attributes() -> String {
    let row = |attribute: &Attribute| {
        let default = match attribute.default {
            "" => "–".to_owned(),
            default => format!("`{default}`"),
        };
        let what = kind(attribute).map_or_else(
            || attribute.meaning.to_owned(),
            |kind| format!("{kind}: {}", attribute.meaning),
        );
        let more = match attribute.more {
            "" => String::new(),
            link => format!(" ([more]({link}))"),
        };
        format!("| `{}` | {what}{more} | {default} |\n", attribute.name)
    };
    table(
        ["attribute", "value", "default"],
        ATTRIBUTES.iter().map(row),
    )
}

/// What an attribute may be, where that is not any text.
fn kind(attribute: &Attribute) -> Option<String> {
    match attribute.values {
        Values::Text | Values::Number => None,
        Values::OneOf(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
            let (last, first) = words.split_last()?;
            Some(format!("{} or {last}", first.join(", ")))
        }
        Values::Flag => Some("set, or not".to_owned()),
        Values::Json(_) => Some("JSON".to_owned()),
    }
}

/// Properties without an attribute.
pub(super) fn properties() -> String {
    let rows = PROPERTIES.iter().map(|property| {
        let value = in_table(property.value);
        format!(
            "| `{}` | `{value}`: {} |\n",
            property.name, property.meaning
        )
    });
    table(["property", "value"], rows)
}

/// Methods: what they take and what they do.
pub(super) fn methods() -> String {
    let rows = METHODS.iter().map(|method| {
        let parameter = method.parameter.map(|parameter| in_table(parameter.value));
        format!(
            "| `{}({})` | {} |\n",
            method.name,
            parameter.unwrap_or_default(),
            method.meaning
        )
    });
    table(["method", "what it does"], rows)
}

/// Events with their details.
pub(super) fn events() -> String {
    let row = |event: &Event| {
        let prevents = event
            .prevents
            .map(|what| format!("; `preventDefault()` {what}"));
        format!(
            "| `{}` | {}{} | {} |\n",
            event.name,
            event.when,
            prevents.unwrap_or_default(),
            detail(event)
        )
    };
    table(["event", "when", "`detail`"], EVENTS.iter().map(row))
}

fn detail(event: &Event) -> String {
    if event.detail.is_empty() {
        return "`null`".to_owned();
    }
    let fields = event.detail.iter().map(|field| {
        let value = in_table(field.value);
        format!("`{}`: `{value}`, {}", field.name, field.meaning)
    });
    fields.collect::<Vec<_>>().join("; ")
}

/// Custom properties.
pub(super) fn css_properties() -> String {
    let rows = CSS_PROPERTIES.iter().map(|property| {
        let is_code = property.default.len() < 8 || property.default.contains('(');
        let mark = if is_code { "`" } else { "" };
        format!(
            "| `{}` | {} | {mark}{}{mark} |\n",
            property.name, property.role, property.default
        )
    });
    table(["property", "what it is for", "default"], rows)
}

/// Parts.
pub(super) fn css_parts() -> String {
    let rows = CSS_PARTS
        .iter()
        .map(|part| format!("| `{}` | {} |\n", part.name, part.meaning));
    table(["part", "what it is"], rows)
}

/// Slots.
pub(super) fn slots() -> String {
    let rows = SLOTS.iter().map(|slot| {
        let name = match slot.name {
            "" => "none".to_owned(),
            name => format!("`{name}`"),
        };
        format!("| {name} | {} |\n", slot.meaning)
    });
    table(["slot", "where"], rows)
}

fn table<const COLUMNS: usize>(
    titles: [&str; COLUMNS],
    rows: impl Iterator<Item = String>,
) -> String {
    let rule = ["---"; COLUMNS].join(" | ");
    let head = format!("| {} |\n| {rule} |\n", titles.join(" | "));
    head + &rows.collect::<String>()
}

/// A bar would end the cell.
fn in_table(code: &str) -> String {
    code.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_as_many_cells_as_its_head() {
        let look = [css_properties(), css_parts(), slots()];
        for text in [attributes(), properties(), methods(), events()]
            .into_iter()
            .chain(look)
        {
            let cells = |line: &str| line.replace("\\|", "").matches('|').count();
            let head = cells(text.lines().next().unwrap());
            for line in text.lines() {
                assert_eq!(cells(line), head, "{line}");
            }
        }
    }

    #[test]
    fn a_choice_names_its_words() {
        let text = attributes();
        assert!(
            text.contains("| `url-state` | `off`, `query` or `fragment`: that part"),
            "{text}"
        );
    }
}
