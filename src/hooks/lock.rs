//! One tab at a time: the browser's locks, which all tabs of one origin share
//! (<https://www.w3.org/TR/web-locks/>).

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::life::AtEnd;

/// A lock that is held, or waited for. Dropping this lets it go, or stops the waiting.
#[must_use = "a lock that is dropped is let go at once"]
#[derive(Default)]
pub(super) struct Lock {
    release: Rc<RefCell<Option<Release>>>,
    waiting: Option<AbortController>,
    is_unwanted: Rc<Cell<bool>>,
    /// Called by the browser when it gives the lock.
    on_granted: Option<Closure<dyn FnMut() -> JsValue>>,
}

/// What lets a lock go.
struct Release {
    let_go: Function,
    /// Or no tab would get it any more.
    _at_end: AtEnd,
}

impl Lock {
    /// Waits for a lock. A page that is not served securely has none to give, and then there is nothing
    /// to wait for: the idempotency key still holds.
    pub(super) async fn acquire(name: &str) -> Self {
        let mut lock = Self::default();
        if let Some(granted) = lock.request(name) {
            // Refused where the page may not have locks at all.
            let _ = JsFuture::from(granted).await;
        }
        lock
    }

    /// Asks for the lock. The promise is kept when it is there.
    fn request(&mut self, name: &str) -> Option<Promise> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let request: Function = Reflect::get(&locks, &"request".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let waiting = AbortController::new().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"signal".into(), &waiting.signal()).ok()?;

        let release = self.release.clone();
        let mut on_granted = None;
        let mut asked = None;
        let granted = Promise::new(&mut |resolve, reject| {
            let (release, is_unwanted) = (release.clone(), self.is_unwanted.clone());
            let callback = Closure::<dyn FnMut() -> JsValue>::new(move || {
                if is_unwanted.get() {
                    return JsValue::UNDEFINED;
                }
                // Should nobody listen any more, the lock is let go when this is dropped.
                let _ = resolve.call0(&JsValue::UNDEFINED);
                Promise::new(&mut |let_go, _| {
                    let at_end = AtEnd::call(let_go.clone());
                    release.replace(Some(Release {
                        let_go,
                        _at_end: at_end,
                    }));
                })
                .into()
            });
            let answer = request.call3(&locks, &name.into(), &options, callback.as_ref());
            on_granted = Some(callback);
            asked = answer.ok().map(|answer| (answer, reject));
        });
        let (answer, reject) = asked?;
        // A lock that is not waited for any more is refused, and somebody has to hear of it.
        let then: Function = Reflect::get(&answer, &"then".into())
            .ok()?
            .dyn_into()
            .ok()?;
        then.call2(&answer, &JsValue::UNDEFINED, &reject).ok()?;
        self.waiting = Some(waiting);
        self.on_granted = on_granted;
        Some(granted)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            let _ = release.let_go.call0(&JsValue::UNDEFINED);
        } else if let Some(waiting) = &self.waiting {
            self.is_unwanted.set(true);
            waiting.abort();
            // The browser may have given it by now, and then it still calls this.
            drop(self.on_granted.take().map(Closure::into_js_value));
        }
    }
}
