//! Tokens that end, are refused, or turn out to be another customer's.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use std::{cell::Cell, rc::Rc};

use js_sys::{Array, Function, JSON, Reflect};
use support::{
    Customer,
    portal::{PatchedFetch, Portal, embed_again_in, embed_in, get_token, host, token},
    settle, wait_for,
};
use support_widget::api::{Api, HttpApi, TokenKeeper, TokenSource};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::CustomEvent;

wasm_bindgen_test_configure!(run_in_browser);

/// Answers each list with the claims of the token that asked for it.
const LIST_OF_THE_TOKEN: &str = "
    const claims = JSON.parse(atob(request.headers.get('authorization').split('.')[1]));
    return json(200, { data: [{ id: 1, subject: 'Of ' + claims.email, requested_by_id: 7 }] });";

fn settings(token: &str) -> JsValue {
    let settings = JSON::parse("{}").unwrap();
    Reflect::set(&settings, &"token".into(), &token.into()).unwrap();
    settings
}

fn asking(get_token: &JsValue) -> JsValue {
    let settings = JSON::parse("{}").unwrap();
    Reflect::set(&settings, &"getToken".into(), get_token).unwrap();
    settings
}

fn ann() -> String {
    token(r#"{"email":"ann@example.com"}"#)
}

fn anns_next() -> String {
    token(r#"{"email":"ann@example.com","jti":"2"}"#)
}

fn bob() -> String {
    token(r#"{"email":"bob@example.com"}"#)
}

fn heard(portal_host: &web_sys::HtmlElement) -> Array {
    let heard = Array::new();
    let listener = Closure::<dyn Fn(CustomEvent)>::new({
        let heard = heard.clone();
        move |event: CustomEvent| {
            heard.push(&JSON::stringify(&event.detail()).unwrap());
        }
    });
    portal_host
        .add_event_listener_with_callback(
            "support-identity-needed",
            listener.into_js_value().unchecked_ref(),
        )
        .unwrap();
    heard
}

async fn with_a_row(settings: &JsValue) -> Portal {
    let portal = embed_in(host(), settings);
    wait_for("a row", || portal.subjects().len() == 1).await;
    portal
}

#[wasm_bindgen_test]
async fn another_customers_token_takes_everything_of_the_former_one_away() {
    let _fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    let mut portal = with_a_row(&settings(&ann())).await;
    portal.type_into("Subject", "Ann's secret");
    settle().await;
    portal.element.update(&settings(&bob()));
    wait_for("Bob's row", || portal.subjects() == ["Of bob@example.com"]).await;
    assert_eq!(portal.value_of("Subject"), "");
    assert!(!portal.text().contains("ann@example.com"));
}

#[wasm_bindgen_test]
async fn an_open_conversation_goes_with_its_customer() {
    // What is asked for besides lists is answered only after the other customer has come.
    let _fetch = PatchedFetch::new(&format!(
        "if (request.url.includes('conversations/1')) {{
             const late = json(200, {{ data: {{ id: 1, subject: 'Late, of ann@example.com' }} }});
             return new Promise((go) => setTimeout(() => go(late), 50));
         }}
         {LIST_OF_THE_TOKEN}"
    ));
    let mut portal = with_a_row(&settings(&ann())).await;
    portal.button("Of ann@example.com").click();
    settle().await;
    assert_eq!(portal.all(".conversation").len(), 1);
    portal.element.update(&settings(&bob()));
    wait_for("Bob's row", || portal.subjects() == ["Of bob@example.com"]).await;
    assert_eq!(portal.all(".conversation").len(), 0);
    assert!(!portal.text().contains("ann@example.com"));
}

#[wasm_bindgen_test]
async fn a_removed_token_is_a_sign_out() {
    let _fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    let mut portal = with_a_row(&settings(&ann())).await;
    portal.type_into("Subject", "Ann's secret");
    settle().await;
    portal.element.update(&JSON::parse("{}").unwrap());
    wait_for("the sign-out", || {
        portal.text().contains("We don’t know who you are yet.")
    })
    .await;
    assert_eq!(
        (portal.value_of("Subject"), portal.subjects().len()),
        (String::new(), 0)
    );
}

#[wasm_bindgen_test]
async fn the_same_customers_next_token_keeps_everything() {
    let fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    let mut portal = with_a_row(&settings(&ann())).await;
    portal.type_into("Subject", "Half a sentence");
    settle().await;
    portal.element.update(&settings(&anns_next()));
    settle().await;
    assert_eq!(portal.value_of("Subject"), "Half a sentence");
    assert_eq!(portal.subjects(), ["Of ann@example.com"]);
    assert_eq!(fetch.calls.length(), 1);
}

#[wasm_bindgen_test]
async fn signing_in_keeps_what_was_typed_before() {
    let _fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    let mut portal = embed_in(host(), &JSON::parse("{}").unwrap());
    settle().await;
    portal.type_into("Subject", "Typed before");
    settle().await;
    portal.element.update(&settings(&ann()));
    wait_for("the row", || portal.subjects() == ["Of ann@example.com"]).await;
    assert_eq!(portal.value_of("Subject"), "Typed before");
}

#[wasm_bindgen_test]
async fn an_expired_session_says_so_tells_the_page_and_goes_on_with_a_new_token() {
    let _fetch = PatchedFetch::new(
        "if (request.headers.get('authorization').includes('.eyJlbWFpbCI6ImFubkBleGFtcGxlLmNvbSJ9.')) {
             const headers = { 'support-auth-reason': 'expired' };
             return new Response('{\"message\":\"Unauthorized\"}', { status: 401, headers });
         }
         return json(200, { data: [{ id: 1, subject: 'Mine', requested_by_id: 7 }] });",
    );
    let host = host();
    let heard = heard(&host);
    let mut portal = embed_in(host, &settings(&ann()));
    wait_for("the sentence", || {
        portal.text().contains("Your session has expired.")
    })
    .await;
    assert_eq!(
        heard.get(0).as_string().as_deref(),
        Some(r#"{"reason":"expired"}"#)
    );
    portal.type_into("Subject", "Kept");
    settle().await;
    portal.element.update(&settings(&anns_next()));
    wait_for("the row", || portal.subjects() == ["Mine"]).await;
    assert_eq!(portal.value_of("Subject"), "Kept");
}

#[wasm_bindgen_test]
async fn a_page_without_a_token_to_give_is_told() {
    let fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    let host = host();
    let heard = heard(&host);
    let portal = embed_in(host, &asking(&get_token(&[])));
    wait_for("the sentence", || portal.text().contains("Sign in again")).await;
    assert_eq!(
        heard.get(0).as_string().as_deref(),
        Some(r#"{"reason":"no-token"}"#)
    );
    assert_eq!(fetch.calls.length(), 0);
}

#[wasm_bindgen_test]
async fn while_nobody_can_say_who_it_is_no_address_is_asked_for_and_nothing_is_lost() {
    let _fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    let portal = with_a_row(&settings(&ann())).await;
    portal.type_into("Subject", "Ann's words");
    settle().await;
    drop(portal);
    settle().await;

    let page = JSON::parse("{}").unwrap();
    let asked = Function::new_no_args(
        "if (!this.token) throw new Error('the back end is down');
         return this.token;",
    );
    let host = host();
    let portal = embed_again_in(host, &asking(&asked.bind0(&page)));
    wait_for("the sentence", || {
        portal
            .text()
            .contains("We could not confirm just now who you are.")
    })
    .await;
    assert!(!portal.has_field("Your e-mail address or telephone number"));
    assert_eq!(portal.value_of("Subject"), "", "it may be somebody else");

    Reflect::set(&page, &"token".into(), &ann().into()).unwrap();
    portal.button("Try again").click();
    wait_for("the draft", || portal.value_of("Subject") == "Ann's words").await;
    wait_for("the row", || portal.subjects() == ["Of ann@example.com"]).await;
    assert!(!portal.text().contains("We could not confirm"));
}

#[wasm_bindgen_test]
async fn a_token_about_to_end_is_asked_for_anew_before_it_is_sent() {
    let fetch = PatchedFetch::new(LIST_OF_THE_TOKEN);
    #[expect(clippy::cast_possible_truncation, reason = "seconds")]
    let soon = (js_sys::Date::now() / 1000.0) as i64 + 10;
    let ending = token(&format!(r#"{{"email":"ann@example.com","exp":{soon}}}"#));
    let lasting = token(&format!(
        r#"{{"email":"ann@example.com","exp":{}}}"#,
        soon + 900
    ));
    let portal = with_a_row(&asking(&get_token(&[ending, lasting.clone()]))).await;
    let last = fetch.calls.length() - 1;
    assert_eq!(fetch.call(last, "auth"), format!("Bearer {lasting}"));
    assert_eq!(portal.subjects(), ["Of ann@example.com"]);
}

#[wasm_bindgen_test]
async fn a_form_is_never_sent_in_another_customers_name() {
    let fetch = PatchedFetch::new(
        "if (request.method === 'POST') return json(401, { message: 'Unauthorized' });
         return json(200, { data: [{ id: 1, subject: 'A row', requested_by_id: 7 }] });",
    );
    let portal = with_a_row(&asking(&get_token(&[ann(), bob()]))).await;
    portal.type_into("Subject", "Ann's secret");
    portal.type_into("Description", "Ann's words");
    settle().await;
    portal.button("Send").click();
    wait_for("Bob's list", || {
        let calls = fetch.calls.length();
        calls > 2 && fetch.call(calls - 1, "auth") == format!("Bearer {}", bob())
    })
    .await;
    settle().await;
    let posts = (0..fetch.calls.length()).filter(|call| fetch.call(*call, "method") == "POST");
    assert_eq!(posts.count(), 1);
    assert_eq!(portal.value_of("Subject"), "");
}

#[wasm_bindgen_test]
async fn twenty_refusals_at_once_ask_the_page_for_one_new_token() {
    let fetch = PatchedFetch::new(&format!(
        "if (request.headers.get('authorization') !== 'Bearer {}') return json(401, {{}});
         return json(200, {{ data: [] }});",
        anns_next()
    ));
    let asked = Rc::new(Cell::new(0));
    let source = TokenSource::Ask(Rc::new({
        let asked = asked.clone();
        move || {
            asked.set(asked.get() + 1);
            let token = if asked.get() == 1 { ann() } else { anns_next() };
            Box::pin(async move {
                settle().await;
                Some(token)
            })
        }
    }));
    let api = HttpApi::new("/support/v1", TokenKeeper::new(source));
    let calls = (0..20).map(|_| api.list(support_wire::ListQuery::default()));
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(asked.get(), 2, "the first one, and one for all twenty");
    assert_eq!(fetch.calls.length(), 40);
}
