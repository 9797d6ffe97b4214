//! A request that several tabs of one customer bring to the server: once, and the form that shows it
//! hears of it.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::Function;
use support::{
    Customer,
    portal::{Portal, embed, embed_again, of},
    sending::{ANN, DOWN, UP, posts, send_from, send_in_vain, server},
    settle, wait_for,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn two_tabs_never_send_one_request_at_the_same_time_and_once_is_enough() {
    let before = {
        let fetch = server(DOWN);
        drop(send_in_vain(&of(ANN)).await);
        settle().await;
        posts(&fetch)
    };
    // Like a gateway: the same key gets the same answer. It takes its time, so that two would meet.
    let fetch = server(
        "window.inside = (window.inside ?? 0) + 1;
         window.most = Math.max(window.most ?? 0, window.inside);
         return new Promise((go) => setTimeout(go, 300)).then(() => {
             window.inside -= 1;
             return json(201, { data: { id: 77 } });
         });",
    );
    let one = embed_again(&of(ANN));
    let other = embed_again(&of(ANN));
    settle().await;
    wait_for("the receipt in each", || {
        let is_done = |tab: &Portal| tab.text().contains("It is number 77.");
        is_done(&one) && is_done(&other)
    })
    .await;
    let most = js_sys::Reflect::get(&web_sys::window().unwrap(), &"most".into()).unwrap();
    assert_eq!(most.as_f64(), Some(1.0));
    let posts = posts(&fetch);
    assert_eq!(posts.len(), 1, "the other tab saw that it was done");
    assert_eq!(posts[0], before[0]);
}

/// Does what another tab does that has dealt with the request: the outbox is empty, and, where there is
/// one, its word of the receipt comes later than the news of that.
fn deal_with_it_elsewhere(word: &str) {
    Function::new_with_args(
        "word",
        "const name = Object.keys(localStorage).find((name) => localStorage[name].includes('\"parcels\"'));
         const [{ key }] = JSON.parse(localStorage[name]).parcels;
         localStorage.removeItem(name);
         window.dispatchEvent(new StorageEvent('storage', { key: name }));
         if (word) {
             const tab = new BroadcastChannel(name);
             setTimeout(() => { tab.postMessage(`[\"${key}\",${word}]`); tab.close(); }, 300);
         }",
    )
    .call1(&JsValue::NULL, &word.into())
    .unwrap();
}

#[wasm_bindgen_test]
async fn the_receipt_of_another_tab_is_waited_for() {
    let _fetch = server(DOWN);
    let portal = send_in_vain(&of(ANN)).await;
    deal_with_it_elsewhere(r#"{"id":77,"subject":"Parcel lost"}"#);
    wait_for("the receipt, or an empty form", || {
        !portal.has_field("Subject") || portal.value_of("Subject").is_empty()
    })
    .await;
    assert!(portal.text().contains("It is number 77."));
}

#[wasm_bindgen_test]
async fn what_another_tab_has_taken_back_leaves_the_form() {
    let _fetch = server(DOWN);
    let portal = send_in_vain(&of(ANN)).await;
    deal_with_it_elsewhere("");
    wait_for("an empty form", || portal.value_of("Subject").is_empty()).await;
    assert!(portal.find_button("Send again").is_none());
}

#[wasm_bindgen_test]
async fn a_lock_that_comes_when_nobody_waits_any_more_is_let_go() {
    let window = web_sys::window().unwrap();
    let told = || js_sys::Reflect::get(&window, &"told".into()).unwrap();
    // As when the browser has given it, but not yet said so.
    Function::new_no_args(
        "window.told = undefined;
         navigator.locks.request = async (name, options, onGranted) => {
             await new Promise((go) => options.signal.addEventListener('abort', () => setTimeout(go)));
             try { window.told = String(await onGranted()); } catch (error) { window.told = String(error); }
         };",
    )
    .call0(&JsValue::NULL)
    .unwrap();
    let _fetch = server(UP);
    let portal = embed(&of(ANN));
    settle().await;
    send_from(&portal).await;
    settle().await;
    drop(portal);
    wait_for("the lock to be let go", || !told().is_undefined()).await;
    assert_eq!(told().as_string().as_deref(), Some("undefined"));
    Function::new_no_args("delete navigator.locks.request;")
        .call0(&JsValue::NULL)
        .unwrap();
}
