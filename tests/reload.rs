//! What was sent and not received is there again when the page is loaded anew.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{Function, Reflect};
use support::{
    Customer, forget_what_is_kept,
    portal::{PatchedFetch, Portal, embed, embed_again, token},
    settle, wait_for,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SILENCE: &str = "
    if (request.method === 'POST') throw new TypeError('cut');
    return json(200, { data: [] });";

fn of(email: &str) -> String {
    let claims = format!("{{\"email\":\"{email}\"}}");
    format!("{{\"token\":\"{}\"}}", token(&claims))
}

fn kept() -> u32 {
    web_sys::window()
        .unwrap()
        .session_storage()
        .unwrap()
        .unwrap()
        .length()
        .unwrap()
}

async fn send_in_vain(settings: &str) -> Portal {
    let portal = embed(settings);
    settle().await;
    portal.type_into("Subject", "Parcel lost");
    portal.type_into("Description", "It never came.");
    portal.type_into("Priority", "High");
    settle().await;
    portal.button("Send").click();
    wait_for("the failure", || portal.find_button("Send again").is_some()).await;
    portal
}

#[wasm_bindgen_test]
async fn a_form_in_doubt_comes_back_with_its_words_and_its_key() {
    let ann = of("ann@example.com");
    let (key, body) = {
        let fetch = PatchedFetch::new(SILENCE);
        drop(send_in_vain(&ann).await);
        let post = (0..fetch.calls.length()).find(|call| fetch.call(*call, "method") == "POST");
        (
            fetch.call(post.unwrap(), "key"),
            fetch.call(post.unwrap(), "body"),
        )
    };
    let fetch = PatchedFetch::new(
        "if (request.method === 'POST') return json(201, { data: { id: 77 } });
         return json(200, { data: [] });",
    );
    let portal = embed_again(&ann);
    settle().await;
    wait_for("the words", || portal.value_of("Subject") == "Parcel lost").await;
    assert_eq!(portal.value_of("Description"), "It never came.");
    assert_eq!(portal.value_of("Priority"), "High");
    assert!(portal.text().contains("We are not sure it arrived."));
    portal.button("Send again").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let post = (0..fetch.calls.length()).find(|call| fetch.call(*call, "method") == "POST");
    assert_eq!(
        (
            fetch.call(post.unwrap(), "key"),
            fetch.call(post.unwrap(), "body")
        ),
        (key, body)
    );
    assert_eq!(kept(), 0);
    drop(portal);
    let portal = embed_again(&ann);
    settle().await;
    assert_eq!(portal.value_of("Subject"), "");
}

#[wasm_bindgen_test]
async fn another_customer_finds_nothing_of_it() {
    let _fetch = PatchedFetch::new(SILENCE);
    let mut portal = send_in_vain(&of("ann@example.com")).await;
    assert_eq!(kept(), 1);
    portal
        .element
        .update(&js_sys::JSON::parse(&of("bob@example.com")).unwrap());
    wait_for("an empty form", || portal.value_of("Subject").is_empty()).await;
    assert_eq!(kept(), 0);
    drop(portal);
    for somebody in ["bob@example.com", "ann@example.com"] {
        let portal = embed_again(&of(somebody));
        settle().await;
        assert_eq!(portal.value_of("Subject"), "", "{somebody}");
    }
}

#[wasm_bindgen_test]
async fn nothing_is_kept_before_the_form_is_sent() {
    let _fetch = PatchedFetch::new(SILENCE);
    let portal = embed(&of("ann@example.com"));
    settle().await;
    portal.type_into("Subject", "Half a sentence");
    settle().await;
    assert_eq!(kept(), 0);
}

#[wasm_bindgen_test]
async fn a_browser_that_denies_storage_stops_nobody() {
    forget_what_is_kept();
    let window = web_sys::window().unwrap();
    let deny = Function::new_no_args(
        "const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
         Object.defineProperty(window, 'sessionStorage', {
             configurable: true, get() { throw new DOMException('denied', 'SecurityError'); },
         });
         return () => Object.defineProperty(window, 'sessionStorage', own);",
    );
    let allow = deny.call0(&JsValue::NULL).unwrap();
    {
        let _fetch = PatchedFetch::new(SILENCE);
        let portal = send_in_vain(&of("ann@example.com")).await;
        assert_eq!(portal.value_of("Subject"), "Parcel lost");
    }
    Function::from(allow).call0(&JsValue::NULL).unwrap();
    assert!(
        Reflect::get(&window, &"sessionStorage".into())
            .unwrap()
            .is_object()
    );
    assert_eq!(kept(), 0);
}
