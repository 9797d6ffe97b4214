//! HTML to plain text: tags stripped, entities decoded, blocks on lines of their own, paragraphs
//! parted by blank lines. A tokenizer does it, without a tree, so that time is linear and nesting
//! costs no stack.

use html5gum::{DefaultEmitter, State, Token, Tokenizer, naive_next_state};

/// Elements whose content is no text.
const SILENT: [&[u8]; 6] = [
    b"script",
    b"style",
    b"title",
    b"iframe",
    b"noembed",
    b"noframes",
];
/// Elements that stand on lines of their own.
const BLOCKS: [&[u8]; 24] = [
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"li",
    b"ol",
    b"p",
    b"pre",
    b"tr",
    b"ul",
];

/// The text of a piece of HTML.
pub(super) fn html_to_text(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut text = Text::default();
    let mut silent: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) if silent.is_none() => {
                text.boundary(&tag.name);
                let raw = naive_next_state(&tag.name).is_some_and(|state| state != State::Data);
                if raw && SILENT.contains(&&**tag.name) {
                    silent = Some(tag.name.to_vec());
                }
            }
            Ok(Token::EndTag(tag)) => match &silent {
                Some(name) if **name == **tag.name => silent = None,
                Some(_) => {}
                None => text.boundary(&tag.name),
            },
            Ok(Token::String(string)) if silent.is_none() => {
                text.push(&String::from_utf8_lossy(&string));
            }
            _ => {}
        }
    }
    text.finish()
}

/// Text in the making: runs of white space become one space, or one line break at a boundary.
#[derive(Default)]
struct Text {
    out: String,
    space: bool,
    lines: u8,
}

impl Text {
    fn boundary(&mut self, tag: &[u8]) {
        if tag == b"br" {
            self.lines = (self.lines + 1).min(2);
        } else if tag == b"p" {
            // A paragraph is parted from what is beside it by a blank line.
            self.lines = 2;
        } else if BLOCKS.contains(&tag) {
            self.lines = self.lines.max(1);
        } else if tag == b"td" || tag == b"th" {
            self.space = true;
        }
    }

    fn push(&mut self, piece: &str) {
        for c in piece.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else if c != '\0' {
                self.gap();
                self.out.push(c);
            }
        }
    }

    fn gap(&mut self) {
        if !self.out.is_empty() {
            match self.lines {
                0 if self.space => self.out.push(' '),
                lines => self
                    .out
                    .extend(std::iter::repeat_n('\n', usize::from(lines))),
            }
        }
        self.space = false;
        self.lines = 0;
    }

    fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::html_to_text;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(html_to_text(html), expected, "{html}");
    }

    #[test]
    fn tags_go_and_entities_decode() {
        check(
            "<p>I'm having trouble with my payment...</p>",
            "I'm having trouble with my payment...",
        );
        check(
            "a &lt;b&gt; &amp;amp; &eacute; &#x1F600;",
            "a <b> &amp; é 😀",
        );
        check("one<br>two<br/><br>three", "one\ntwo\n\nthree");
        check(
            "<p>one</p>\n<p>two <b>bold</b></p><ul><li>a<li>b</ul>",
            "one\n\ntwo bold\n\na\nb",
        );
        check("plain\n  text", "plain text");
        check("<table><tr><td>a</td><td>b</td></tr></table>", "a b");
    }

    #[test]
    fn hidden_content_is_no_text() {
        check("<script>alert('<p>x</p>')</script>y<style>b{}</style>", "y");
        check("<SCRIPT>if (a</b) {}</SCRIPT>z<!-- c -->", "z");
        check(
            "<img src=x onerror=alert(1)>&nbsp;w<svg onload=alert(1)>",
            "w",
        );
        check("<script>never closed", "");
    }

    #[test]
    fn a_mebibyte_of_nesting_is_quick() {
        let started = std::time::Instant::now();
        assert_eq!(html_to_text(&"<div>".repeat(200_000)), "");
        assert_eq!(html_to_text(&"<b a=1 ".repeat(150_000)), "");
        assert_eq!(html_to_text(&"&".repeat(1 << 20)).len(), 1 << 20);
        // A second or two; what grew with the square would take hours.
        assert!(started.elapsed().as_secs() < 120);
    }
}
