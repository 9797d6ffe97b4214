//! The element's Rust side in a real shadow root, and a page's own `fetch` in the real one's place.

use js_sys::{Array, Function, JSON, Reflect};
use support_widget::element::SupportElement;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ShadowRootInit, ShadowRootMode};

use super::{Customer, document};

/// A `<support-widget>` without its JavaScript class.
pub struct Portal {
    pub host: HtmlElement,
    pub element: SupportElement,
}

impl Customer for Portal {
    fn root(&self) -> Element {
        self.host
            .shadow_root()
            .unwrap()
            .query_selector("div")
            .unwrap()
            .unwrap()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.element.destroy();
        self.host.remove();
    }
}

pub fn host() -> HtmlElement {
    let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&host).unwrap();
    host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .unwrap();
    host
}

pub fn embed(settings: &str) -> Portal {
    embed_in(host(), &JSON::parse(settings).unwrap())
}

pub fn embed_in(host: HtmlElement, settings: &JsValue) -> Portal {
    super::forget_what_is_kept();
    embed_again_in(host, settings)
}

/// The same, as after a reload of the page: what the tab has kept is still there.
pub fn embed_again(settings: &str) -> Portal {
    embed_beside(&JSON::parse(settings).unwrap())
}

/// Another element of the same page.
pub fn embed_beside(settings: &JsValue) -> Portal {
    embed_again_in(host(), settings)
}

pub fn embed_again_in(host: HtmlElement, settings: &JsValue) -> Portal {
    let root = host.shadow_root().unwrap();
    let element = SupportElement::new(host.clone(), &root, settings).unwrap();
    Portal { host, element }
}

/// A page's own `fetch`, which notes each call and answers by a script. The real one comes back at
/// the end.
pub struct PatchedFetch {
    real: JsValue,
    pub calls: Array,
}

impl PatchedFetch {
    /// `script` is the body of an async function of `request` and `count` (calls before this one). The
    /// form's fields are answered by themselves (there are none) and not counted.
    pub fn new(script: &str) -> Self {
        let window = web_sys::window().unwrap();
        let calls = Array::new();
        let answer = Function::new_with_args(
            "answer, calls",
            "return async (request) => {
                 const body = await request.clone().text();
                 const { method, url } = request;
                 if (url.endsWith('/conversations/fields')) return new Response('{\"data\":[]}');
                 const auth = request.headers.get('authorization');
                 const key = request.headers.get('idempotency-key');
                 const known = request.headers.get('if-none-match');
                 const count = calls.push({ method, url: url.replace(location.origin, ''), body, auth, key, known });
                 return answer(request, count - 1);
             };",
        );
        let script = Function::new_with_args(
            "request, count",
            &format!(
                "const json = (status, body) => new Response(JSON.stringify(body), {{ status }}); {script}"
            ),
        );
        let patched = answer.call2(&JsValue::NULL, &script, &calls).unwrap();
        let real = Reflect::get(&window, &"fetch".into()).unwrap();
        Reflect::set(&window, &"fetch".into(), &patched).unwrap();
        Self { real, calls }
    }

    pub fn call(&self, index: u32, what: &str) -> String {
        let call = self.calls.get(index);
        assert!(
            call.is_object(),
            "there were {} calls only",
            self.calls.length()
        );
        Reflect::get(&call, &what.into())
            .unwrap()
            .as_string()
            .unwrap_or_default()
    }
}

impl Drop for PatchedFetch {
    fn drop(&mut self) {
        Reflect::set(&web_sys::window().unwrap(), &"fetch".into(), &self.real).unwrap();
    }
}

/// A token that says this, signed by nobody.
pub fn token(claims: &str) -> String {
    let base64 = web_sys::window().unwrap().btoa(claims).unwrap();
    format!(
        "e30.{}.",
        base64.replace('+', "-").replace('/', "_").replace('=', "")
    )
}

/// Settings with the token of whoever has this address.
pub fn of(email: &str) -> String {
    let claims = format!("{{\"email\":\"{email}\"}}");
    format!("{{\"token\":\"{}\"}}", token(&claims))
}

/// A `getToken` that gives these, one after the other, and then nothing more.
pub fn get_token(tokens: &[String]) -> JsValue {
    let body = "const token = this.tokens.shift();
        return token ? Promise.resolve(token) : Promise.reject(new Error('signed out'));";
    let page = js_sys::Object::new();
    let tokens: Array = tokens
        .iter()
        .map(|token| JsValue::from_str(token))
        .collect();
    Reflect::set(&page, &"tokens".into(), &tokens).unwrap();
    Function::new_no_args(body).bind0(&page).into()
}

/// Notes each of these events at an element: its name and its detail as JSON.
pub fn hear(host: &HtmlElement, names: &[&str]) -> Array {
    let heard = Array::new();
    let note = Function::new_with_args(
        "heard, event",
        "heard.push(`${event.type} ${JSON.stringify(event.detail)}`)",
    );
    let note: Function = note.bind1(&JsValue::NULL, &heard).unchecked_into();
    for name in names {
        host.add_event_listener_with_callback(name, &note).unwrap();
    }
    heard
}

/// What was noted so far.
pub fn noted(heard: &Array) -> Vec<String> {
    heard.iter().map(|text| text.as_string().unwrap()).collect()
}

/// Lets a script of `event` answer an event.
pub fn answer(host: &HtmlElement, name: &str, script: &str) {
    let script = Function::new_with_args("event", script);
    host.add_event_listener_with_callback(name, &script)
        .unwrap();
}
