//! HTML by the browser's own sanitizer (`Element.setHTML`), held to a list of ours; text where there
//! is none. Nothing here makes HTML safe by itself.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;
use yew::prelude::*;

use super::prose::{LINK_REL, LINK_TARGET, Prose};
use crate::{
    config::HeadingLevel,
    hooks::erased::{use_effect_with, use_state_eq},
    model::links::is_link,
};

/// All that may be left of somebody else's HTML. No pictures or media, which would tell their sender
/// that they were looked at; no forms, styles, ids or names, which would reach into the page.
const ELEMENTS: [&str; 30] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h3",
    "h4",
    "hr",
    "i",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];
/// Elements that go while their words stay.
const UNWRAPPED: [&str; 12] = [
    "article", "center", "div", "font", "h1", "h2", "main", "section", "small", "span", "thead",
    "u",
];
/// Attributes that may be left.
const ATTRIBUTES: [&str; 3] = ["dir", "href", "lang"];

/// Props of [`RichText`].
#[derive(Properties, PartialEq)]
pub(super) struct RichTextProps {
    /// Whatever somebody has sent.
    pub html: AttrValue,
    /// Of its first headings; those below are one deeper.
    pub level: HeadingLevel,
    /// The same without its tags.
    pub text: AttrValue,
}

/// HTML where the browser can make it safe, text elsewhere.
#[component]
pub(super) fn RichText(props: &RichTextProps) -> Html {
    let place = use_node_ref();
    let is_safe = use_state_eq(|| true);
    use_effect_with((props.html.clone(), props.level), {
        let (place, is_safe) = (place.clone(), is_safe.clone());
        move |(html, level)| {
            let shown = place
                .cast::<Element>()
                .map(|place| show(&place, html, *level));
            is_safe.set(shown.is_some_and(|shown| shown.is_ok()));
        }
    });
    html! {
        <div class="rich">
            // Filled by the effect, and by nobody else: it has no children of ours.
            <div class="prose" dir="auto" ref={place} hidden={!*is_safe} />
            if !*is_safe {
                <Prose text={&props.text} />
            }
        </div>
    }
}

/// Puts what is safe of the HTML into an empty place, and sees to its links and headings, before anything
/// of it is in the page.
fn show(place: &Element, html: &str, level: HeadingLevel) -> Result<(), JsValue> {
    let document = place.owner_document().ok_or(JsValue::NULL)?;
    let draft = document.create_element("div")?;
    let set_html: Function = Reflect::get(&draft, &"setHTML".into())?.dyn_into()?;
    set_html.call2(&draft, &html.into(), &options()?.into())?;
    each(&draft, "a", settle_link)?;
    let levels = [("h3", level), ("h4", level.below())].into_iter();
    for (tag, level) in levels.filter(|(tag, level)| *tag != level.tag()) {
        each(&draft, tag, |heading| {
            heading.set_attribute("aria-level", level.digit())
        })?;
    }
    place.replace_children_with_node_0();
    while let Some(child) = draft.first_child() {
        place.append_child(&child)?;
    }
    Ok(())
}

fn each(
    draft: &Element,
    tag: &str,
    settle: impl Fn(&Element) -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    let found = draft.query_selector_all(tag)?;
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| node.dyn_into().ok()) {
            settle(&element)?;
        }
    }
    Ok(())
}

/// A link goes where our own ones go, under the same terms, or nowhere.
fn settle_link(link: &Element) -> Result<(), JsValue> {
    match link.get_attribute("href") {
        Some(address) if is_link(&address) => {
            link.set_attribute("rel", LINK_REL)?;
            link.set_attribute("target", LINK_TARGET)
        }
        _ => link.remove_attribute("href"),
    }
}

/// What `setHTML` takes: our lists, and nothing of the browser's own.
fn options() -> Result<Object, JsValue> {
    let list = |names: &[&str]| {
        names
            .iter()
            .map(|name| JsValue::from_str(name))
            .collect::<Array>()
    };
    let sanitizer = Object::new();
    Reflect::set(&sanitizer, &"elements".into(), &list(&ELEMENTS))?;
    Reflect::set(
        &sanitizer,
        &"replaceWithChildrenElements".into(),
        &list(&UNWRAPPED),
    )?;
    Reflect::set(&sanitizer, &"attributes".into(), &list(&ATTRIBUTES))?;
    Reflect::set(&sanitizer, &"comments".into(), &JsValue::FALSE)?;
    Reflect::set(&sanitizer, &"dataAttributes".into(), &JsValue::FALSE)?;
    let options = Object::new();
    Reflect::set(&options, &"sanitizer".into(), &sanitizer)?;
    Ok(options)
}
