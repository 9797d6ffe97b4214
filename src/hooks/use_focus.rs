//! Moves the focus, after the next drawing, to where the customer has asked to go.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::erased::{use_callback, use_effect_with, use_state_eq};

/// A place that can be given the focus.
#[derive(Clone, PartialEq)]
pub struct FocusTarget {
    /// To be put on the element that holds the place.
    pub node: NodeRef,
    /// Asks for the focus.
    pub on_request: Callback<()>,
}

/// A place that can be given the focus: the first match of a selector inside of the node, which is
/// looked up when the change that goes with the request has been drawn.
#[hook]
pub fn use_focus(selector: &'static str) -> FocusTarget {
    let node = use_node_ref();
    let requests = use_state_eq(|| 0_u32);
    use_effect_with(*requests, {
        let node = node.clone();
        move |requests| {
            if *requests > 0 {
                let _ = focus_first(&node, selector);
            }
        }
    });
    let on_request = use_callback(requests.setter(), |(), requests| {
        requests.update(|requests| requests + 1);
    });
    FocusTarget { node, on_request }
}

/// Moves the focus to the first match of one of several selectors inside of the node, after the next
/// drawing. The callback takes them in the order in which they are tried.
#[hook]
pub fn use_focus_on(node: &NodeRef) -> Callback<Vec<String>> {
    let wanted = use_state_eq(|| (0_u32, Vec::<String>::new()));
    use_effect_with((*wanted).clone(), {
        let node = node.clone();
        move |(_, selectors)| {
            // Nothing is looked for before the first request: there are no selectors then.
            let _ = selectors
                .iter()
                .any(|selector| focus_first(&node, selector));
        }
    });
    use_callback(wanted.setter(), |selectors, wanted| {
        wanted.update(|(requests, _)| (requests + 1, selectors));
    })
}

/// Gives the focus to the first match of a selector inside of a node, and says whether there is one.
pub fn focus_first(node: &NodeRef, selector: &str) -> bool {
    let found = node
        .cast::<Element>()
        .and_then(|node| node.query_selector(selector).ok().flatten());
    let found = found.and_then(|found| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(found).ok());
    // Focus fails only where the element has left the page, and then nobody misses it.
    found.is_some_and(|found| found.focus().is_ok())
}

/// Whether the focus is in a node.
#[must_use]
pub fn has_focus(node: &NodeRef) -> bool {
    let node = node.cast::<Element>();
    node.is_some_and(|node| node.matches(":focus-within").unwrap_or_default())
}
