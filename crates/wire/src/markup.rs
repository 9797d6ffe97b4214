//! Plain text as HTML, the form of an opening text that desk and vendor read. The gateway makes it,
//! and the widget where there is no gateway: nothing typed may ever become markup by either.

/// Makes HTML that shows exactly the text: everything with a meaning in HTML is escaped, a blank
/// line parts paragraphs, any other line break stays one.
#[must_use]
pub fn html_from_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut html = String::with_capacity(text.len() + 16);
    for paragraph in text
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        html.push_str("<p>");
        push_escaped(&mut html, paragraph.trim_matches('\n'));
        html.push_str("</p>");
    }
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::html_from_text;

    #[test]
    fn text_becomes_paragraphs_and_breaks() {
        assert_eq!(
            html_from_text("Hello\r\nyou\n\n\nBye"),
            "<p>Hello<br>you</p><p>Bye</p>"
        );
        assert_eq!(html_from_text("\n\n"), "");
    }

    #[test]
    fn nothing_typed_is_markup() {
        assert_eq!(
            html_from_text("<img src=x onerror=\"alert(1)\"> & more"),
            "<p>&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more</p>"
        );
    }
}
