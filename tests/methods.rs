//! What the page asks of the element by its methods.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{JSON, Reflect};
use support::{
    Customer, document,
    portal::{PatchedFetch, Portal, answer, embed, embed_in, hear, host, noted, of, token},
    settle, stored, wait_for,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// One row of Ann's, in a later state with each list that is asked for.
const ANNS: &str = "
    if (request.method === 'POST') return json(503, {});
    const row = { id: 9, subject: 'Parcel lost', status: 'Open', requested_by_id: 7 };
    if (/conversations\\/9\\/replies/.test(request.url)) return json(200, { data: [] });
    if (/conversations\\/9/.test(request.url)) return json(200, { data: row });
    row.last_updated_at = 4_000_000_000 + count;
    return json(200, { data: [row], pages: { next_cursor: null }, total_count: 1 });";

fn view(portal: &Portal) -> String {
    let frame = &portal.all(".frame")[0];
    frame.get_attribute("data-view").unwrap()
}

fn call(portal: &mut Portal, method: &str, argument: &str) -> JsValue {
    let argument = JSON::parse(argument).unwrap();
    portal.element.call(method, &argument)
}

async fn listed() -> Portal {
    let portal = embed(&of("ann@example.com"));
    wait_for("the row", || portal.subjects() == ["Parcel lost"]).await;
    portal
}

#[wasm_bindgen_test]
async fn what_is_asked_before_anything_is_drawn_is_done_in_order() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = embed(&of("early@example.com"));
    call(&mut portal, "prefill", r#"{"subject": "Order 7"}"#);
    call(&mut portal, "show", r#""form""#);
    call(&mut portal, "show", r#""list""#);
    settle().await;
    assert_eq!(view(&portal), "list");
    assert_eq!(portal.value_of("Subject"), "Order 7");
}

#[wasm_bindgen_test]
async fn a_place_is_shown_by_name_or_number() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    for (argument, expected) in [
        ("9", "conversation"),
        (r#""list""#, "list"),
        (r#""9""#, "conversation"),
        (r#""form""#, "form"),
    ] {
        call(&mut portal, "show", argument);
        settle().await;
        assert_eq!(view(&portal), expected, "{argument}");
    }
}

#[wasm_bindgen_test]
async fn the_focus_goes_along_only_from_inside_the_widget() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    let focus = |portal: &Portal| {
        let root = portal.host.shadow_root().unwrap();
        root.active_element().map(|element| element.id())
    };
    call(&mut portal, "show", "9");
    settle().await;
    assert_eq!(focus(&portal), None, "it is the page's");
    call(&mut portal, "show", r#""form""#);
    settle().await;
    portal.field("Subject").focus().unwrap();
    call(&mut portal, "show", "9");
    settle().await;
    assert_eq!(focus(&portal).as_deref(), Some("conversation-title"));
}

#[wasm_bindgen_test]
async fn a_wrong_argument_is_named_once_and_changes_nothing() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    let heard = hear(&portal.host, &["support-error"]);
    for _ in 0..2 {
        for wrong in ["-1", "1.5", r#""inbox""#, "null", "1e99"] {
            call(&mut portal, "show", wrong);
        }
        call(&mut portal, "prefill", r#"["subject"]"#);
        call(&mut portal, "prefill", r#"{"subject": {}}"#);
    }
    settle().await;
    assert_eq!(view(&portal), "form");
    let heard = noted(&heard);
    assert_eq!(heard.len(), 7, "{heard:?}");
    assert_eq!(
        heard[2],
        r#"support-error {"message":"<div>: method `show`: expected `form`, `list` or a conversation's number, found `\"inbox\"`"}"#
    );
}

#[wasm_bindgen_test]
async fn what_the_page_fills_in_leaves_the_customers_words() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    portal.type_into("Subject", "Mine");
    settle().await;
    call(
        &mut portal,
        "prefill",
        r#"{"subject": "Order 7", "description": "It came broken.", "priority": "High"}"#,
    );
    settle().await;
    assert_eq!(portal.value_of("Subject"), "Mine");
    assert_eq!(portal.value_of("Description"), "It came broken.");
    assert_eq!(portal.value_of("Priority"), "High");
}

#[wasm_bindgen_test]
async fn a_look_out_of_turn_tells_what_has_changed() {
    let fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    let asked = fetch.calls.length();
    call(&mut portal, "refresh", "null");
    wait_for("the news", || portal.text().contains("1 updated")).await;
    assert_eq!(fetch.calls.length(), asked + 1);
}

#[wasm_bindgen_test]
async fn a_list_that_could_not_be_had_is_asked_for_again() {
    let _fetch = PatchedFetch::new("return json(count === 0 ? 403 : 200, { data: [] });");
    let mut portal = embed(&of("ann@example.com"));
    wait_for("the failure", || portal.find_button("Try again").is_some()).await;
    call(&mut portal, "refresh", "null");
    wait_for("the list", || {
        portal.text().contains("no conversations yet")
    })
    .await;
}

#[wasm_bindgen_test]
async fn signing_out_leaves_nothing() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    for attribute in ["token", "requester", "requester-id", "api-base"] {
        portal.host.set_attribute(attribute, "7").unwrap();
    }
    let heard = hear(&portal.host, &["support-before-sign-out"]);
    let answered = call(&mut portal, "signOut", "null");
    assert_eq!(answered, JsValue::TRUE);
    settle().await;
    assert_eq!(portal.subjects(), [""; 0]);
    assert_eq!(noted(&heard), [""; 0], "nothing was unsent");
    assert_eq!(stored(), [""; 0]);
    let left = portal.host.get_attribute_names();
    assert_eq!(left.join(" "), "api-base");
}

#[wasm_bindgen_test]
async fn the_page_can_keep_what_is_unsent() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    let heard = hear(&portal.host, &["support-before-sign-out"]);
    let failed = hear(&portal.host, &["support-failed"]);
    portal.type_into("Subject", "Not sent");
    portal.type_into("Description", "yet");
    settle().await;
    portal.button("Send").click();
    wait_for("the failed attempt", || failed.length() > 0).await;
    answer(
        &portal.host,
        "support-before-sign-out",
        "if (!this.isSure) event.preventDefault();",
    );
    assert_eq!(call(&mut portal, "signOut", "null"), JsValue::FALSE);
    settle().await;
    assert_eq!(portal.subjects(), ["Parcel lost"]);
    assert_eq!(portal.value_of("Subject"), "Not sent");
    Reflect::set(&portal.host, &"isSure".into(), &JsValue::TRUE).unwrap();
    assert_eq!(call(&mut portal, "signOut", "null"), JsValue::TRUE);
    settle().await;
    assert_eq!(portal.subjects(), [""; 0]);
    assert_eq!(portal.value_of("Subject"), "");
    assert_eq!(stored(), [""; 0]);
    let warning = r#"support-before-sign-out {"hasDraft":false,"requests":1}"#;
    assert_eq!(noted(&heard), [warning, warning]);
}

#[wasm_bindgen_test]
async fn what_is_asked_after_signing_out_is_asked_of_the_next_session() {
    let _fetch = PatchedFetch::new(ANNS);
    let mut portal = listed().await;
    call(&mut portal, "signOut", "null");
    call(&mut portal, "prefill", r#"{"subject": "For the next one"}"#);
    settle().await;
    assert_eq!(portal.value_of("Subject"), "For the next one");
}

#[wasm_bindgen_test]
async fn whoever_signs_in_next_may_come_by_the_same_function() {
    let _fetch = PatchedFetch::new(ANNS);
    let settings = js_sys::Object::new();
    let tokens = [
        token(r#"{"email":"ann@example.com"}"#),
        token(r#"{"email":"bob@example.com"}"#),
    ];
    let get_token = support::portal::get_token(&tokens);
    Reflect::set(&settings, &"getToken".into(), &get_token).unwrap();
    let mut portal = embed_in(host(), &settings);
    wait_for("Ann's row", || portal.subjects().len() == 1).await;
    assert_eq!(call(&mut portal, "signOut", "null"), JsValue::TRUE);
    settle().await;
    assert_eq!(portal.subjects(), [""; 0]);
    assert!(portal.text().contains("don’t know who you are"));
    portal.element.update(&settings);
    wait_for("Bob's row", || portal.subjects().len() == 1).await;
    assert!(document().has_focus().is_ok());
}
