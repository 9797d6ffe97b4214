//! What an element says in another language than English, in its direction, and while that changes.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{Array, Intl, JSON, Object, Reflect};
use support::{
    Customer, document,
    portal::{PatchedFetch, Portal, embed_in, hear, host, noted},
    settle, wait_for,
};
use support_widget::text::{
    messages::LANGUAGES,
    speech::{Browser, Speech},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CompositionEvent, CompositionEventInit, Element, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

const NOTHING: &str =
    "return json(200, { data: [], pages: { next_cursor: null }, total_count: 0 });";

/// The files of the languages, as the loader reads them.
fn words(tag: &str) -> JsValue {
    let text = match tag {
        "de" => include_str!("../static/locales/de.json"),
        "ar" => include_str!("../static/locales/ar.json"),
        other => panic!("{other}"),
    };
    JSON::parse(text).unwrap()
}

/// Settings in a language; `more` is JSON with others.
fn speaking(tag: &str, more: &str) -> JsValue {
    let settings = JSON::parse(more).unwrap();
    let language = Object::new();
    Reflect::set(&language, &"tag".into(), &tag.into()).unwrap();
    if tag != "en" {
        Reflect::set(&language, &"words".into(), &words(tag)).unwrap();
    }
    Reflect::set(&settings, &"language".into(), &language).unwrap();
    settings
}

fn frame(portal: &Portal) -> Element {
    portal.root().query_selector(".support").unwrap().unwrap()
}

#[wasm_bindgen_test]
async fn an_element_speaks_its_language_in_its_direction() {
    let _fetch = PatchedFetch::new(NOTHING);
    let german = embed_in(host(), &speaking("de", r#"{"requesterId":"7"}"#));
    let arabic = embed_in(host(), &speaking("ar", r#"{"requesterId":"7"}"#));
    wait_for("the lists", || {
        german.text().contains("noch keine Anfragen.")
            && arabic.text().contains("ليس لديك طلبات بعد.")
    })
    .await;
    let attribute = |portal: &Portal, name| frame(portal).get_attribute(name).unwrap();
    assert_eq!(attribute(&german, "lang"), "de");
    assert_eq!(attribute(&german, "dir"), "ltr");
    assert_eq!(attribute(&arabic, "lang"), "ar");
    assert_eq!(attribute(&arabic, "dir"), "rtl");
}

#[wasm_bindgen_test]
async fn another_language_changes_nothing_but_the_words() {
    let _fetch = PatchedFetch::new(NOTHING);
    let mut portal = embed_in(host(), &speaking("en", "{}"));
    settle().await;
    portal.type_into("Subject", "Stiefel");
    let field = portal.field("Subject");
    field.focus().unwrap();
    settle().await;

    portal.element.update(&speaking("de", "{}"));
    wait_for("German", || portal.text().contains("Neue Anfrage")).await;
    assert_eq!(portal.value_of("Betreff"), "Stiefel");
    let focused = portal.host.shadow_root().unwrap().active_element();
    assert_eq!(
        focused,
        Some(field.unchecked_into()),
        "the same field has the focus"
    );
    portal.element.update(&speaking("en", "{}"));
    wait_for("English", || portal.text().contains("New request")).await;
    assert_eq!(portal.value_of("Subject"), "Stiefel");
}

#[wasm_bindgen_test]
async fn the_pages_words_go_first_and_those_that_can_not_be_used_are_named() {
    let _fetch = PatchedFetch::new(NOTHING);
    let texts = r#"{"texts":"{\"form_title\":\"Frag die Werft\",\"sendd\":\"Ab\",\"receipt\":\"{nummer}\",\"send\":7}"}"#;
    let host = host();
    let heard = hear(&host, &["support-error"]);
    let portal = embed_in(host, &speaking("de", texts));
    wait_for("the title", || portal.text().contains("Frag die Werft")).await;
    assert!(portal.find_button("Senden").is_some());
    let heard = noted(&heard);
    assert_eq!(heard.len(), 3, "{heard:?}");
    for (complaint, found) in heard.iter().zip(["sendd", "receipt", "send"]) {
        assert!(complaint.contains("attribute `texts`"), "{complaint}");
        assert!(
            complaint.contains(&format!("found `{found}: ")),
            "{complaint}"
        );
    }
}

#[wasm_bindgen_test]
async fn texts_that_are_no_object_are_named_and_change_nothing() {
    let _fetch = PatchedFetch::new(NOTHING);
    let host = host();
    let heard = hear(&host, &["support-error"]);
    let portal = embed_in(host, &speaking("en", r#"{"texts":"[1]"}"#));
    wait_for("the form", || portal.text().contains("New request")).await;
    assert!(noted(&heard).concat().contains("found `[1]`"));
}

/// Of what `tests/languages.rs` holds the files to.
#[wasm_bindgen_test]
fn the_plurals_that_are_asked_for_are_those_that_the_browser_asks_for() {
    let expected = |tag| match tag {
        "ar" => "few,many,one,other,two,zero",
        "he" => "one,other,two",
        "es" | "pt" | "fr" => "many,one,other",
        "ja" | "zh" => "other",
        _ => "one,other",
    };
    for (tag, _) in LANGUAGES {
        let rules = Intl::PluralRules::new(&Array::of1(&tag.into()), &Object::new());
        let options = rules.resolved_options();
        let found: Array = Reflect::get(&options, &"pluralCategories".into())
            .unwrap()
            .unchecked_into();
        assert_eq!(String::from(found.sort().join(",")), expected(tag), "{tag}");
    }
}

#[wasm_bindgen_test]
async fn what_is_composed_is_neither_judged_nor_sent_nor_the_pages() {
    let fetch = PatchedFetch::new(NOTHING);
    let portal = embed_in(host(), &speaking("en", r#"{"requesterId":"7"}"#));
    settle().await;
    portal.button("Send").click();
    wait_for("the fault", || portal.text().contains("Enter a subject")).await;

    let field = portal.field("Subject");
    let compose = |kind: &str| {
        let init = CompositionEventInit::new();
        init.set_bubbles(true);
        let event = CompositionEvent::new_with_event_init_dict(kind, &init).unwrap();
        field.dispatch_event(&event).unwrap();
    };
    compose("compositionstart");
    portal.type_into("Subject", "くつ");
    settle().await;
    assert!(
        portal.text().contains("Enter a subject"),
        "it is not whole yet"
    );
    assert_eq!(portal.value_of("Subject"), "くつ");

    // Enter takes a suggestion. No browser sends a form for it, and the page is not to hear of it.
    let keys = hear(&document().body().unwrap(), &["keydown"]);
    let init = KeyboardEventInit::new();
    init.set_key("Enter");
    init.set_is_composing(true);
    init.set_bubbles(true);
    init.set_composed(true);
    let enter = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    field.dispatch_event(&enter).unwrap();
    assert!(noted(&keys).is_empty());

    portal.type_into("Subject", "靴");
    compose("compositionend");
    wait_for("no fault", || !portal.text().contains("Enter a subject")).await;
    let posts = (0..fetch.calls.length()).filter(|call| fetch.call(*call, "method") == "POST");
    assert_eq!(posts.count(), 0);
}

#[wasm_bindgen_test]
fn a_time_of_day_stays_on_one_line() {
    let time = Browser::new("ar", true).time(1_700_000_000);
    assert!(time.contains('\u{a0}') && !time.contains(' '), "{time:?}");
}
