//! What was sent and has not arrived is kept, sent again with the same bytes, and never twice.

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
    Customer, happen,
    portal::{embed, embed_again, of},
    sending::{ANN, DOWN, UP, forget_posts, is_waiting, posts, send_from, send_in_vain, server},
    settle, stored, stored_text, wait_for,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const BOB: &str = "bob@example.com";

#[wasm_bindgen_test]
async fn a_round_has_four_attempts_with_one_key_and_one_body() {
    let fetch = server(DOWN);
    let portal = send_in_vain(&of(ANN)).await;
    let posts = posts(&fetch);
    assert_eq!(posts.len(), 4);
    assert!(posts.iter().all(|post| *post == posts[0]), "{posts:?}");
    assert_eq!(posts[0].0.len(), 32);
    assert!(
        portal.text().contains("Next try in 1") && portal.text().contains(" seconds."),
        "{}",
        portal.text()
    );
    assert_eq!(portal.value_of("Description"), "It never came.");
}

#[wasm_bindgen_test]
async fn what_may_have_arrived_can_be_neither_changed_nor_withdrawn_and_says_why() {
    let _fetch = server(DOWN);
    let portal = send_in_vain(&of(ANN)).await;
    assert!(portal.text().contains("Not confirmed yet"));
    assert!(portal.text().contains("We are not sure it arrived."));
    assert!(portal.text().contains("Until we know, it can’t be changed"));
    assert!(portal.field("Subject").has_attribute("readonly"));
    assert!(portal.find_button("Change it").is_none());
    assert!(portal.find_button("Discard").is_none());
    portal.button("Write another").click();
    settle().await;
    assert_eq!(portal.value_of("Subject"), "");
    assert!(portal.text().contains("Until we know, it can’t be changed"));
    assert!(portal.find_button("Change it").is_none());
    assert!(portal.find_button("Discard").is_none());
}

#[wasm_bindgen_test]
async fn it_is_sent_when_the_network_is_back_and_the_receipt_appears() {
    let fetch = server(&format!("if (posts < 4) {DOWN} {UP}"));
    let portal = send_in_vain(&of(ANN)).await;
    happen("online");
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let posts = posts(&fetch);
    assert_eq!(posts.len(), 5);
    assert_eq!(posts[4], posts[0]);
    assert!(!is_waiting(&portal));
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_request_that_left_the_form_is_sent_just_the_same() {
    let _fetch = server(&format!("if (posts < 4) {DOWN} {UP}"));
    let portal = send_in_vain(&of(ANN)).await;
    portal.button("Write another").click();
    settle().await;
    portal.type_into("Subject", "Another one");
    settle().await;
    portal.button("Send now").click();
    wait_for("the news", || {
        portal
            .text()
            .contains("Your waiting request was sent. It is number 77.")
    })
    .await;
    assert_eq!(portal.subjects(), ["Parcel lost"]);
    assert_eq!(portal.value_of("Subject"), "Another one");
}

#[wasm_bindgen_test]
async fn after_a_reload_the_same_bytes_go_out_under_the_same_key() {
    let before = {
        let fetch = server(DOWN);
        drop(send_in_vain(&of(ANN)).await);
        settle().await;
        posts(&fetch)
    };
    let fetch = server(UP);
    let portal = embed_again(&of(ANN));
    settle().await;
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let is_said_twice = portal.text().contains("Your waiting request was sent");
    assert!(!is_said_twice);
    assert_eq!(posts(&fetch), before[..1]);
    drop(portal);
    settle().await;
    let portal = embed_again(&of(ANN));
    settle().await;
    assert_eq!(portal.value_of("Subject"), "");
    assert_eq!(posts(&fetch).len(), 1);
}

#[wasm_bindgen_test]
async fn while_it_waits_after_a_reload_the_form_shows_it_again() {
    let _fetch = server(DOWN);
    drop(send_in_vain(&of(ANN)).await);
    settle().await;
    let portal = embed_again(&of(ANN));
    settle().await;
    wait_for("the words", || portal.value_of("Subject") == "Parcel lost").await;
    assert_eq!(portal.value_of("Description"), "It never came.");
    assert_eq!(portal.value_of("Priority"), "High");
    wait_for("the failure", || {
        portal.text().contains("We are not sure it arrived.")
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_the_server_has_no_time_for_waits_as_long_as_it_asks_and_may_be_changed() {
    let fetch = server(&format!(
        "if (posts === 0) return new Response('{{}}', {{ status: 429, headers: {{ 'Retry-After': '150' }} }}); {UP}"
    ));
    let portal = send_in_vain(&of(ANN)).await;
    assert_eq!(posts(&fetch).len(), 1, "it asked for two minutes");
    assert!(portal.text().contains("Not sent yet"));
    assert!(portal.text().contains("several requests in a short time"));
    assert!(
        portal.text().contains("Next try in 2 minutes."),
        "{}",
        portal.text()
    );
    happen("online");
    settle().await;
    assert_eq!(posts(&fetch).len(), 1, "no event shortens that");
    drop(portal);
    settle().await;
    let portal = embed_again(&of(ANN));
    settle().await;
    assert_eq!(posts(&fetch).len(), 1, "nor does a reload");
    wait_for("the choice", || portal.find_button("Change it").is_some()).await;

    portal.button("Change it").click();
    settle().await;
    assert!(!is_waiting(&portal));
    assert_eq!(portal.value_of("Subject"), "Parcel lost");
    portal.type_into("Subject", "Parcel found");
    settle().await;
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let posts = posts(&fetch);
    assert_ne!(posts[0].0, posts[1].0, "other words have another key");
    assert!(posts[1].1.contains("Parcel found"));
}

#[wasm_bindgen_test]
async fn a_waiting_request_can_be_dropped_while_it_is_certain_that_it_has_not_arrived() {
    let _fetch = server("return json(429, {});");
    let portal = send_in_vain(&of(ANN)).await;
    portal.button("Write another").click();
    settle().await;
    portal.button("Discard").click();
    settle().await;
    assert!(!is_waiting(&portal));
    assert_eq!(stored(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_refused_request_is_back_in_the_form_and_other_words_have_another_key() {
    forget_posts();
    let fetch = server(&format!("if (posts < 2) return json(403, {{}}); {UP}"));
    let portal = embed(&of(ANN));
    settle().await;
    send_from(&portal).await;
    let refused = || portal.find_button("Send again").is_some();
    wait_for("the refusal", refused).await;
    assert!(portal.text().contains("You are not allowed"));
    assert!(!portal.field("Subject").has_attribute("readonly"));
    assert!(!is_waiting(&portal));
    portal.button("Send again").click();
    wait_for("the second attempt", || posts(&fetch).len() == 2).await;
    wait_for("the second refusal", refused).await;
    portal.type_into("Subject", "Parcel found");
    settle().await;
    portal.button("Send again").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let posts = posts(&fetch);
    assert_eq!(posts[0], posts[1], "the same words have the same key");
    assert_ne!(posts[1].0, posts[2].0);
}

#[wasm_bindgen_test]
async fn straight_to_a_desk_nothing_is_sent_again_by_itself() {
    forget_posts();
    let fetch = server("return json(503, {});");
    let settings = r#"{"requester":"ann@example.com","descriptionFormat":"html"}"#;
    let portal = embed(settings);
    settle().await;
    send_from(&portal).await;
    wait_for("the failure", || portal.find_button("Send again").is_some()).await;
    assert!(portal.text().contains("We are not sure it arrived."));
    go("offline");
    let by_hand = "What you write is kept here; send it when you are back.";
    wait_for("the line", || portal.text().contains(by_hand)).await;
    go("online");
    happen("visibilitychange");
    settle().await;
    assert_eq!(posts(&fetch).len(), 1);
    drop(portal);
    settle().await;
    let portal = embed_again(settings);
    settle().await;
    wait_for("the words", || portal.value_of("Subject") == "Parcel lost").await;
    assert_eq!(posts(&fetch).len(), 1);
    portal.button("Send again").click();
    wait_for("the second attempt", || posts(&fetch).len() == 2).await;
    let looks =
        (0..fetch.calls.length()).filter(|call| fetch.call(*call, "url").contains("/contacts?"));
    assert!(looks.count() > 2, "it is looked for first");
}

#[wasm_bindgen_test]
async fn signing_out_empties_the_outbox_at_once() {
    let fetch = server(DOWN);
    let mut portal = send_in_vain(&of(ANN)).await;
    assert!(stored_text().contains("It never came."));
    portal.element.update(&JSON::parse(&of(BOB)).unwrap());
    wait_for("an empty form", || portal.value_of("Subject").is_empty()).await;
    assert_eq!(stored(), Vec::<String>::new());
    assert!(!is_waiting(&portal));
    happen("online");
    settle().await;
    assert_eq!(posts(&fetch).len(), 4, "nothing goes out in Bob's name");
}

/// The network goes, or comes back, as the browser tells it.
fn go(event: &str) {
    let script = if event == "offline" {
        "Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });"
    } else {
        "delete navigator.onLine;"
    };
    let change = Function::new_no_args(script);
    change.call0(&JsValue::NULL).unwrap();
    happen(event);
}

#[wasm_bindgen_test]
async fn a_page_without_a_network_says_so_and_sends_when_it_is_back() {
    forget_posts();
    go("offline");
    let fetch = server(&format!("if (!navigator.onLine) {DOWN} {UP}"));
    let portal = embed(&of(ANN));
    settle().await;
    assert!(portal.text().contains("You are offline. You can write now"));
    send_from(&portal).await;
    wait_for("the line", || {
        portal
            .text()
            .contains("Your request is saved on this device and will be sent when you are back.")
    })
    .await;
    wait_for("the round's end", || {
        portal.find_button("Change it").is_some()
    })
    .await;
    go("online");
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    assert!(!portal.text().contains("You are offline"));
    let posts = posts(&fetch);
    assert_eq!(posts.first(), posts.last());
}

#[wasm_bindgen_test]
async fn a_session_that_expires_while_sending_loses_nothing() {
    forget_posts();
    let fetch = server(&format!("if (posts === 0) return json(401, {{}}); {UP}"));
    let mut portal = embed(&of(ANN));
    settle().await;
    send_from(&portal).await;
    wait_for("the sentence", || {
        portal
            .text()
            .contains("Your session has expired. Sign in again to send this")
    })
    .await;
    assert_eq!(portal.value_of("Subject"), "Parcel lost");
    let claims = format!(r#"{{"email":"{ANN}","jti":"2"}}"#);
    let renewed = format!(r#"{{"token":"{}"}}"#, support::portal::token(&claims));
    portal.element.update(&JSON::parse(&renewed).unwrap());
    settle().await;
    portal.button("Send again").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let posts = posts(&fetch);
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[0], posts[1]);
}
