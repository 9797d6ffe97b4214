//! Headings: elements of the level that the page says, which look the same at each.

use yew::prelude::*;

use crate::config::HeadingLevel;

/// A heading, apart from its words.
#[derive(Default)]
pub(in crate::view) struct Heading {
    /// Where it stands among the page's.
    pub level: HeadingLevel,
    /// How it looks: a `title` names a view, a `subtitle` something in it.
    pub class: &'static str,
    /// What it is called by what it names.
    pub id: Option<AttrValue>,
    /// Its name for the page's style sheets.
    pub part: Option<&'static str>,
    /// Whether it can take the focus, to be read out.
    pub is_goal: bool,
    /// Whether somebody has written it: such words have a direction of their own.
    pub is_written: bool,
    /// The element, for whoever focuses it.
    pub node: NodeRef,
}

/// Draws a heading.
pub(in crate::view) fn heading(heading: Heading, words: impl Into<Html>) -> Html {
    html! {
        <@{heading.level.tag()}
            class={heading.class}
            id={heading.id}
            part={heading.part}
            tabindex={heading.is_goal.then_some("-1")}
            dir={heading.is_written.then_some("auto")}
            ref={heading.node}
        >
            { words.into() }
        </@>
    }
}
