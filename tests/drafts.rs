//! What is typed is kept on the device until it is sent, and is there again.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{Function, JSON};
use support::{
    Customer, forget_what_is_kept, happen,
    portal::{PatchedFetch, Portal, embed, embed_again, of},
    settle, stored, wait_for,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const EMPTY_LIST: &str = "
    if (request.method === 'POST') return json(201, { data: { id: 77 } });
    return json(200, { data: [] });";

const ANN: &str = "ann@example.com";
const BOB: &str = "bob@example.com";

async fn typing(words: &str) -> Portal {
    let portal = embed(&of(ANN));
    settle().await;
    portal.type_into("Subject", words);
    settle().await;
    portal
}

async fn kept() {
    wait_for("the draft to be kept", || stored().len() == 1).await;
}

#[wasm_bindgen_test]
async fn nothing_is_kept_before_the_customer_types() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let portal = embed(&of(ANN));
    settle().await;
    drop(portal);
    settle().await;
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_draft_comes_back_says_so_and_can_be_dropped() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let portal = typing("Half a sentence").await;
    assert!(!portal.text().contains("Draft restored"));
    kept().await;
    drop(portal);
    settle().await;

    let portal = embed_again(&of(ANN));
    settle().await;
    wait_for("the draft", || {
        portal.value_of("Subject") == "Half a sentence"
    })
    .await;
    assert!(portal.text().contains("Draft restored"));
    portal.button("Discard").click();
    settle().await;
    assert_eq!(portal.value_of("Subject"), "");
    assert!(!portal.text().contains("Draft restored"));
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn the_last_key_strokes_are_kept_when_the_element_goes() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    // Nobody waits for the delay to pass.
    drop(typing("Typed a moment ago").await);
    settle().await;
    assert_eq!(stored().len(), 1);
    let portal = embed_again(&of(ANN));
    settle().await;
    wait_for("the draft", || {
        portal.value_of("Subject") == "Typed a moment ago"
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_last_key_strokes_are_kept_when_the_page_goes() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let _portal = typing("Typed a moment ago").await;
    assert_eq!(stored().len(), 0);
    happen("pagehide");
    assert_eq!(stored().len(), 1);
}

#[wasm_bindgen_test]
async fn what_was_sent_does_not_come_back() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let portal = typing("Parcel lost").await;
    portal.type_into("Description", "It never came.");
    kept().await;
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    assert_eq!(stored(), Vec::<String>::new());
    drop(portal);
    settle().await;
    let portal = embed_again(&of(ANN));
    settle().await;
    assert_eq!(portal.value_of("Subject"), "");
}

#[wasm_bindgen_test]
async fn what_a_sent_request_has_come_of_does_not_come_back_either() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    drop(typing("Parcel").await);
    settle().await;
    let portal = embed_again(&of(ANN));
    settle().await;
    wait_for("the draft", || portal.value_of("Subject") == "Parcel").await;
    portal.type_into("Subject", "Parcel lost");
    portal.type_into("Description", "It never came.");
    settle().await;
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_draft_is_its_customers_alone_and_goes_with_their_session() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let mut portal = typing("Ann's secret").await;
    kept().await;
    portal.element.update(&JSON::parse(&of(BOB)).unwrap());
    wait_for("an empty form", || portal.value_of("Subject").is_empty()).await;
    assert_eq!(stored(), Vec::<String>::new());
    drop(portal);
    settle().await;
    assert_eq!(stored(), Vec::<String>::new(), "nothing comes back late");
    for somebody in [BOB, ANN] {
        let portal = embed_again(&of(somebody));
        settle().await;
        assert_eq!(portal.value_of("Subject"), "", "{somebody}");
    }
}

#[wasm_bindgen_test]
async fn a_removed_token_takes_the_draft_along() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let mut portal = typing("Ann's secret").await;
    kept().await;
    portal.element.update(&JSON::parse("{}").unwrap());
    wait_for("an empty form", || portal.value_of("Subject").is_empty()).await;
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn the_next_customer_on_a_device_finds_nothing_and_leaves_nothing_of_the_former() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    drop(typing("Ann's secret").await);
    settle().await;
    assert_eq!(stored().len(), 1);
    let portal = embed_again(&of(BOB));
    settle().await;
    wait_for("Ann's draft to go", || stored().is_empty()).await;
    assert_eq!(portal.value_of("Subject"), "");
}

/// What two customers have typed in two elements of one page.
async fn side_by_side() -> (Portal, Portal) {
    let anns = typing("Ann's words").await;
    let bobs = embed_again(&of(BOB));
    settle().await;
    bobs.type_into("Subject", "Bob's words");
    wait_for("both drafts to be kept", || stored().len() == 2).await;
    (anns, bobs)
}

#[wasm_bindgen_test]
async fn customers_of_two_elements_keep_their_drafts_side_by_side() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    drop(side_by_side().await);
    settle().await;
    assert_eq!(stored().len(), 2);
    let (anns, bobs) = (embed_again(&of(ANN)), embed_again(&of(BOB)));
    settle().await;
    wait_for("Ann's draft", || anns.value_of("Subject") == "Ann's words").await;
    wait_for("Bob's draft", || bobs.value_of("Subject") == "Bob's words").await;
    assert_eq!(stored().len(), 2);
}

#[wasm_bindgen_test]
async fn signing_out_of_one_element_takes_nothing_from_the_customer_of_another() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let (mut anns, bobs) = side_by_side().await;
    anns.element.update(&JSON::parse("{}").unwrap());
    wait_for("Ann's draft to go", || stored().len() == 1).await;
    assert!(support::stored_text().contains("Bob's words"));
    bobs.type_into("Subject", "Bob's words, and more");
    settle().await;
    happen("pagehide");
    let kept = support::stored_text();
    assert!(kept.contains("Bob's words, and more"), "{kept}");
    assert!(!kept.contains("Ann"), "{kept}");
}

#[wasm_bindgen_test]
async fn what_a_guest_typed_is_theirs_when_they_sign_in() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let mut portal = embed("{}");
    settle().await;
    portal.type_into("Subject", "Typed before");
    kept().await;
    let as_guest = stored();
    portal.element.update(&JSON::parse(&of(ANN)).unwrap());
    wait_for("the draft to move", || {
        stored().len() == 1 && stored() != as_guest
    })
    .await;
    assert_eq!(portal.value_of("Subject"), "Typed before");
}

#[wasm_bindgen_test]
async fn two_tabs_do_not_write_over_each_others_words() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let portal = typing("In one tab").await;
    kept().await;
    // What another tab does.
    Function::new_with_args(
        "name",
        "const { version, drafts: [draft] } = JSON.parse(localStorage[name]);
         const words = JSON.stringify(draft).replace('In one tab', 'In the other tab');
         localStorage[name] = JSON.stringify({ version, drafts: [{ ...JSON.parse(words), key: 'other' }, draft] });",
    )
    .call1(&JsValue::NULL, &JsValue::from_str(&stored()[0]))
    .unwrap();
    portal.type_into("Subject", "In one tab, and more");
    settle().await;
    drop(portal);
    settle().await;
    let kept = support::stored_text();
    assert!(kept.contains("In the other tab"), "{kept}");
    assert!(kept.contains("In one tab, and more"), "{kept}");
}

#[wasm_bindgen_test]
async fn a_browser_that_denies_storage_stops_nobody() {
    forget_what_is_kept();
    for fault in [
        "Object.defineProperty(window, 'localStorage', {
             configurable: true, get() { throw new DOMException('denied', 'SecurityError'); },
         });",
        "Object.defineProperty(window, 'localStorage', { configurable: true, value: {
             length: 0, key: () => null, getItem: () => null, removeItem() {},
             setItem() { throw new DOMException('full', 'QuotaExceededError'); },
         } });",
        "Object.defineProperty(window, 'localStorage', { configurable: true, value: {
             length: 1, key: () => 'support-widget:x', getItem: () => '{\"version\":1,\"drafts\":7', removeItem() {}, setItem() {},
         } });",
    ] {
        let break_it = Function::new_no_args(&format!(
            "const own = Object.getOwnPropertyDescriptor(window, 'localStorage'); {fault}
             return () => Object.defineProperty(window, 'localStorage', own);"
        ));
        let mend = break_it.call0(&JsValue::NULL).unwrap();
        {
            let _fetch = PatchedFetch::new(EMPTY_LIST);
            let portal = embed_again(&of(ANN));
            settle().await;
            portal.type_into("Subject", "Parcel lost");
            portal.type_into("Description", "It never came.");
            settle().await;
            portal.button("Send").click();
            wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
        }
        Function::from(mend).call0(&JsValue::NULL).unwrap();
    }
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn nonsense_in_the_storage_is_no_draft() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    drop(typing("A draft").await);
    settle().await;
    let name = stored().remove(0);
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    for nonsense in [
        "",
        "null",
        "7",
        "{}",
        "[1]",
        "{\"version\":9,\"drafts\":[]}",
    ] {
        storage.set_item(&name, nonsense).unwrap();
        let portal = embed_again(&of(ANN));
        settle().await;
        assert_eq!(portal.value_of("Subject"), "", "{nonsense}");
    }
}

#[wasm_bindgen_test]
async fn a_draft_that_is_too_long_is_not_kept_and_stops_nobody() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let portal = typing("A subject").await;
    portal.type_into("Description", &"long ".repeat(60_000));
    settle().await;
    happen("pagehide");
    assert!(support::stored_text().len() <= 256 << 10);
    assert_eq!(portal.value_of("Subject"), "A subject");
}

#[wasm_bindgen_test]
async fn two_forms_of_one_customer_keep_a_draft_each() {
    let _fetch = PatchedFetch::new(EMPTY_LIST);
    let first = typing("In the first").await;
    kept().await;
    let second = embed_again(&of(ANN));
    settle().await;
    assert_eq!(second.value_of("Subject"), "", "it is the first one's");
    second.type_into("Subject", "In the second");
    settle().await;
    drop((first, second));
    settle().await;

    // Another visit: the form that is up first takes what was changed last.
    let first = embed_again(&of(ANN));
    settle().await;
    let second = embed_again(&of(ANN));
    settle().await;
    assert_eq!(first.value_of("Subject"), "In the second");
    assert_eq!(second.value_of("Subject"), "In the first");
    first.type_into("Subject", "Anew in the first");
    settle().await;
    let third = embed_again(&of(ANN));
    settle().await;
    assert_eq!(
        third.value_of("Subject"),
        "",
        "what words have come of is free as little as they are"
    );

    // One that leaves the page gives its draft back.
    drop(second);
    settle().await;
    let second = embed_again(&of(ANN));
    settle().await;
    assert_eq!(second.value_of("Subject"), "In the first");
}
