//! What a page sets of the list by attributes: words for statuses, looks at what changed, an address.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::Array;
use support::{
    Customer,
    portal::{PatchedFetch, Portal, embed, embed_in, host},
    settle, wait_for,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CustomEvent, Event};

wasm_bindgen_test_configure!(run_in_browser);

const A_LIST: &str = "
    const rows = [{ id: 9, subject: 'Parcel lost', status: 'Open', requested_by_id: 7, last_updated_at: 5 }];
    const list = json(200, { data: rows, pages: { next_cursor: null }, total_count: 1 });";

fn list() -> PatchedFetch {
    PatchedFetch::new(&format!("{A_LIST} return list;"))
}

async fn listed(settings: &str) -> Portal {
    let portal = embed(settings);
    wait_for("the row", || portal.subjects() == ["Parcel lost"]).await;
    portal
}

#[wasm_bindgen_test]
async fn a_page_names_statuses_in_its_own_words() {
    let _fetch = list();
    let portal = listed(r#"{"requesterId": "7", "statusLabels": "{\"Open\": \"With us\"}"}"#).await;
    portal.chip("With us");
    assert!(
        portal.all(".row-facts")[0]
            .text_content()
            .unwrap()
            .contains("With us")
    );
}

#[wasm_bindgen_test]
async fn words_that_cannot_be_read_are_named_and_change_nothing() {
    let _fetch = list();
    let heard = Array::new();
    let listener = Closure::<dyn Fn(CustomEvent)>::new({
        let heard = heard.clone();
        move |event: CustomEvent| {
            let detail = js_sys::JSON::stringify(&event.detail()).unwrap();
            heard.push(&detail);
        }
    });
    for (labels, found) in [(r#""{'Open'""#, "{'Open'"), (r#""[1]""#, "[1]")] {
        let host = host();
        host.add_event_listener_with_callback("support-error", listener.as_ref().unchecked_ref())
            .unwrap();
        let settings = format!(r#"{{"requesterId": "7", "statusLabels": {labels}}}"#);
        let portal = embed_in(host, &js_sys::JSON::parse(&settings).unwrap());
        wait_for("the row", || portal.subjects() == ["Parcel lost"]).await;
        let said = heard.pop().as_string().unwrap();
        let expected =
            format!("attribute `status-labels`: expected a JSON object of texts, found `{found}`");
        assert!(said.contains(&expected), "{said}");
        portal.chip("Open");
    }
}

#[wasm_bindgen_test]
async fn a_second_look_says_what_is_known_and_an_empty_answer_is_no_news() {
    let fetch = PatchedFetch::new(&format!(
        "{A_LIST}
         if (request.url.includes('created_at')) return list;
         const headers = {{ ETag: '\"a\"' }};
         if (count === 1) return list.text().then((text) => new Response(text, {{ headers }}));
         if (count < 4) return new Response(null, {{ status: 304, headers }});
         rows[0].last_updated_at = 6;
         return json(200, {{ data: rows, pages: {{ next_cursor: null }}, total_count: 1 }});"
    ));
    let portal = listed(r#"{"requesterId": "7", "refreshSeconds": "1"}"#).await;
    wait_for("three looks", || fetch.calls.length() > 3).await;
    assert_eq!(portal.all(".news")[0].text_content().unwrap(), "");
    wait_for("the news", || portal.text().contains("1 updated")).await;
    assert_eq!(fetch.call(1, "known"), "", "the first look knows nothing");
    assert_eq!(fetch.call(2, "known"), "\"a\"");
    assert!(
        fetch
            .call(2, "url")
            .contains("sort_by=updated_at&sort_order=desc")
    );
}

fn pop_state() {
    let event = Event::new("popstate").unwrap();
    web_sys::window().unwrap().dispatch_event(&event).unwrap();
}

fn go_to(address: &str) {
    let history = web_sys::window().unwrap().history().unwrap();
    let state = JsValue::from_str("the router's");
    history
        .replace_state_with_url(&state, "", Some(address))
        .unwrap();
}

fn address() -> String {
    let location = web_sys::window().unwrap().location();
    location.search().unwrap() + &location.hash().unwrap()
}

fn is_chosen(portal: &Portal, chip: &str) -> bool {
    portal.chip(chip).get_attribute("aria-pressed").as_deref() == Some("true")
}

#[wasm_bindgen_test]
async fn an_address_is_read_written_and_followed() {
    go_to("?tab=help&support-status=Open&support-view=list");
    let fetch = list();
    let portal = listed(r#"{"requesterId": "7", "urlState": ""}"#).await;
    assert!(
        fetch.call(0, "url").contains("status%5B%5D=Open"),
        "it begins with the filter"
    );
    assert!(is_chosen(&portal, "Open"));
    assert_eq!(
        portal.all(".frame")[0]
            .get_attribute("data-view")
            .as_deref(),
        Some("list")
    );

    portal.chip("Closed").click();
    settle().await;
    assert_eq!(
        address(),
        "?tab=help&support-view=list&support-status=Open&support-status=Closed"
    );
    let state = web_sys::window()
        .unwrap()
        .history()
        .unwrap()
        .state()
        .unwrap();
    assert_eq!(
        state.as_string().as_deref(),
        Some("the router's"),
        "the page's own is kept"
    );
    let link = portal.all(".row-link")[0].get_attribute("href").unwrap();
    assert!(
        link.ends_with(
            "?tab=help&support-conversation=9&support-status=Open&support-status=Closed"
        ),
        "{link}"
    );

    go_to("?tab=help&support-priority=High");
    pop_state();
    settle().await;
    assert!(!is_chosen(&portal, "Open") && is_chosen(&portal, "High"));
    assert_eq!(
        portal.all(".frame")[0]
            .get_attribute("data-view")
            .as_deref(),
        Some("form")
    );
    assert_eq!(
        address(),
        "?tab=help&support-priority=High",
        "following it does not change it"
    );

    let calls = fetch.calls.length();
    drop(portal);
    go_to("?support-status=Resolved");
    pop_state();
    settle().await;
    assert_eq!(
        (fetch.calls.length(), address()),
        (calls, "?support-status=Resolved".into())
    );
    go_to("?");
}

#[wasm_bindgen_test]
async fn another_customer_does_not_begin_where_the_first_one_was() {
    go_to("?support-conversation=9&support-status=Open");
    let fetch = list();
    let mut portal = listed(r#"{"requesterId": "7", "urlState": "query"}"#).await;
    let other = r#"{"requesterId": "8", "urlState": "query"}"#;
    portal.element.update(&js_sys::JSON::parse(other).unwrap());
    wait_for("an address without the first one's", || {
        address().is_empty()
    })
    .await;
    let last = fetch.calls.length() - 1;
    assert!(
        !fetch.call(last, "url").contains("status"),
        "{}",
        fetch.call(last, "url")
    );
    go_to("?");
}

#[wasm_bindgen_test]
async fn without_leave_the_address_is_neither_read_nor_written() {
    go_to("?support-status=Open");
    let _fetch = list();
    let portal = listed(r#"{"requesterId": "7"}"#).await;
    assert!(!is_chosen(&portal, "Open"));
    portal.chip("Closed").click();
    settle().await;
    assert_eq!(address(), "?support-status=Open");
    assert_eq!(portal.all(".row-link[href]").len(), 0);
    go_to("?");
}
