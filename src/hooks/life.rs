//! What must not outlive this instance of the module. After a panic nothing here is dropped any more, so
//! whatever would go on in the page, or in other tabs, hangs on a signal that JavaScript raises then
//! (`static/instance.js`).

use std::cell::RefCell;

use js_sys::Function;
use web_sys::AbortSignal;

thread_local! {
    static END: RefCell<Option<AbortSignal>> = const { RefCell::new(None) };
}

/// Says which signal tells of the instance's end. Without one, as in a page that is itself a Yew app,
/// the module lives as long as the page.
pub fn set_end(end: AbortSignal) {
    END.set(Some(end));
}

/// The signal that tells of the instance's end, where there is one.
pub(super) fn end() -> Option<AbortSignal> {
    END.with_borrow(Clone::clone)
}

/// Something that JavaScript does at the instance's end. Dropping this means that there is no need for
/// it any more.
pub(super) struct AtEnd(Option<(AbortSignal, Function)>);

impl AtEnd {
    /// Has a function called then, one of JavaScript's own: ours can't be called any more.
    pub(super) fn call(function: Function) -> Self {
        let end = end();
        if let Some(end) = &end {
            // Fails for no kind of event.
            let _ = end.add_event_listener_with_callback("abort", &function);
        }
        Self(end.map(|end| (end, function)))
    }
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        if let Some((end, function)) = &self.0 {
            // Fails only for a listener that is not there.
            let _ = end.remove_event_listener_with_callback("abort", function);
        }
    }
}
