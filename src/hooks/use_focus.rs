//! Moves the focus, after the next drawing, to where the customer has asked to go.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

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
                focus_first(&node, selector);
            }
        }
    });
    let on_request = Callback::from(move |()| requests.set(*requests + 1));
    FocusTarget { node, on_request }
}

/// Gives the focus to the first match of a selector inside of a node, if there is one.
pub fn focus_first(node: &NodeRef, selector: &str) {
    let found = node
        .cast::<Element>()
        .and_then(|node| node.query_selector(selector).ok().flatten());
    if let Some(found) =
        found.and_then(|found| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(found).ok())
    {
        // Focus fails only where the element has left the page, and then nobody misses it.
        let _ = found.focus();
    }
}
