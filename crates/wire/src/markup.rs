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

/// The text that [`html_from_text`] made HTML of, line breaks and all. Of other HTML it makes no sense.
#[must_use]
pub fn text_from_html(html: &str) -> String {
    html.replace("<p>", "")
        .replace("</p>", "\n\n")
        .replace("<br>", "\n")
        .replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        // Last, or it would make escapes that nobody wrote.
        .replace("&amp;", "&")
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
    use super::{html_from_text, text_from_html};

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

    #[test]
    fn the_text_comes_back() {
        for text in [
            "Hello\nyou\n\nBye",
            "a < b && c > d \"e\" &lt;",
            "<p>not a tag</p><br>",
        ] {
            assert_eq!(text_from_html(&html_from_text(text)).trim_end(), text);
        }
    }
}
