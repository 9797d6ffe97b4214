//! What the page hears of the element, and what it has a say in.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::JSON;
use support::{
    Customer,
    portal::{PatchedFetch, Portal, answer, embed, embed_in, hear, host, noted, of},
    settle, wait_for,
};
use support_widget::element::contract::{ATTRIBUTES, Values};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Answers the first create with this status, the next one with 201.
fn create_after(status: u16) -> PatchedFetch {
    PatchedFetch::new(&format!(
        "if (request.method === 'GET') return json(200, {{ data: [] }});
         window.posts = (window.posts ?? 0) + 1;
         return window.posts === 1 ? json({status}, {{}}) : json(201, {{ data: {{ id: 77 }} }});"
    ))
}

impl Drop for Posts {
    fn drop(&mut self) {
        let window = web_sys::window().unwrap();
        js_sys::Reflect::delete_property(&window, &"posts".into()).unwrap();
    }
}

/// Counts creates in the page, as long as it is held.
struct Posts;

/// The bodies that were posted.
fn posted(fetch: &PatchedFetch) -> Vec<String> {
    let calls = 0..fetch.calls.length();
    let posts = calls.filter(|index| fetch.call(*index, "method") == "POST");
    posts.map(|index| fetch.call(index, "body")).collect()
}

async fn filled() -> Portal {
    let portal = embed(&of("ann@example.com"));
    settle().await;
    portal.type_into("Subject", "Hello");
    portal.type_into("Description", "there");
    settle().await;
    portal
}

#[wasm_bindgen_test]
async fn the_page_may_change_what_is_sent_before_its_first_attempt_only() {
    let _posts = Posts;
    let fetch = create_after(503);
    let portal = filled().await;
    let heard = hear(
        &portal.host,
        &["support-before-send", "support-failed", "support-created"],
    );
    answer(
        &portal.host,
        "support-before-send",
        "event.detail.conversation.subject += ` (${(this.times = (this.times ?? 0) + 1)})`;",
    );
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let body = r#"{"subject":"Hello (1)","description":"there","requested_by":"ann@example.com","priority":"Medium","source":"Mail"}"#;
    assert_eq!(posted(&fetch), [body, body]);
    assert_eq!(
        noted(&heard),
        [
            r#"support-before-send {"conversation":{"subject":"Hello","description":"there","requested_by":"ann@example.com","priority":"Medium","source":"Mail"}}"#,
            r#"support-failed {"reason":"server-error","status":503,"willRetry":true}"#,
            r#"support-created {"id":77}"#,
        ]
    );
}

#[wasm_bindgen_test]
async fn what_was_refused_for_certain_is_sent_as_it_was_unless_the_words_change() {
    let _posts = Posts;
    let fetch = create_after(403);
    let portal = filled().await;
    let heard = hear(&portal.host, &["support-before-send", "support-failed"]);
    portal.button("Send").click();
    wait_for("the refusal", || {
        posted(&fetch).len() == 1 && heard.length() == 2
    })
    .await;
    settle().await;
    portal.button("Send again").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    assert_eq!(posted(&fetch).len(), 2);
    let heard = noted(&heard);
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert_eq!(
        heard[1],
        r#"support-failed {"reason":"refused","status":403,"willRetry":false}"#
    );
}

#[wasm_bindgen_test]
async fn the_page_may_keep_a_form_from_being_sent() {
    let _posts = Posts;
    let fetch = create_after(503);
    let portal = filled().await;
    answer(
        &portal.host,
        "support-before-send",
        "if (!this.isFine) event.preventDefault(); this.isFine = true;",
    );
    portal.button("Send").click();
    settle().await;
    assert_eq!(posted(&fetch), [""; 0]);
    assert_eq!(portal.value_of("Subject"), "Hello");
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
}

#[wasm_bindgen_test]
async fn what_the_page_makes_unreadable_is_sent_as_it_was() {
    let _posts = Posts;
    let fetch = create_after(503);
    let portal = filled().await;
    let heard = hear(&portal.host, &["support-error"]);
    answer(
        &portal.host,
        "support-before-send",
        "event.detail.conversation = { subject: 'no description' };",
    );
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    assert!(posted(&fetch)[0].starts_with(r#"{"subject":"Hello","description":"there""#));
    let heard = noted(&heard);
    assert_eq!(heard.len(), 1);
    assert!(
        heard[0].contains("`support-before-send`: expected a conversation"),
        "{heard:?}"
    );
}

#[wasm_bindgen_test]
async fn the_page_hears_how_much_is_unread() {
    let _fetch = PatchedFetch::new(
        "const row = { id: 9, subject: 'Parcel', status: 'Open', requested_by_id: 7, last_updated_at: 4_000_000_000 + count };
         if (/replies/.test(request.url)) return json(200, { data: [] });
         if (/conversations\\/9/.test(request.url)) return json(200, { data: row });
         return json(200, { data: [row], pages: { next_cursor: null }, total_count: 1 });",
    );
    let mut portal = embed(&of("ann@example.com"));
    let heard = hear(&portal.host, &["support-unread"]);
    wait_for("the row", || portal.subjects().len() == 1).await;
    settle().await;
    assert_eq!(noted(&heard), [""; 0], "nothing is new at first");
    portal
        .element
        .call("refresh", &JSON::parse("null").unwrap());
    wait_for("the news", || heard.length() == 1).await;
    portal.element.call("show", &JSON::parse("9").unwrap());
    wait_for("its being read", || heard.length() == 2).await;
    assert_eq!(
        noted(&heard),
        [
            r#"support-unread {"count":1}"#,
            r#"support-unread {"count":0}"#
        ]
    );
}

/// For each attribute that can be wrong: a wrong value, and what is said of it.
const WRONG: [(&str, &str, &str); 14] = [
    (
        "api-base",
        r#""nowhere""#,
        "expected an absolute URL or a path from the root, found `nowhere`",
    ),
    (
        "requester",
        r#""nobody""#,
        "expected an e-mail address or a telephone number, found `nobody`",
    ),
    (
        "requester-id",
        r#""-1""#,
        "expected a contact id, found `-1`",
    ),
    (
        "description-format",
        r#""pdf""#,
        "expected text or html, found `pdf`",
    ),
    (
        "url-state",
        r#""hash""#,
        "expected query, fragment or off, found `hash`",
    ),
    (
        "refresh-seconds",
        r#""often""#,
        "expected seconds up to 86400, or 0 for never, found `often`",
    ),
    (
        "status-labels",
        r#""[]""#,
        "expected a JSON object of texts, found `[]`",
    ),
    (
        "texts",
        r#""[]""#,
        "expected a JSON object of messages by key, which fill in nothing that ours don’t, found `[]`",
    ),
    (
        "fields",
        r#""7""#,
        "expected a list of definitions with an internal_name each, every one once, found `7`",
    ),
    (
        "context",
        r#""7""#,
        "expected texts by internal name, found `7`",
    ),
    (
        "heading-level",
        r#""7""#,
        "expected a number from 1 to 6, found `7`",
    ),
    (
        "display",
        r#""popup""#,
        "expected inline or launcher, found `popup`",
    ),
    (
        "load",
        r#""lazy""#,
        "expected visible, idle, interaction or eager, found `lazy`",
    ),
    (
        "theme",
        r#""dim""#,
        "expected auto, light or dark, found `dim`",
    ),
];

/// Any text is right, or none can be told to be wrong.
const NEVER_WRONG: [&str; 4] = ["token", "page-field", "label", "contact-email"];

#[wasm_bindgen_test]
async fn a_wrong_attribute_is_named_once_and_its_default_stands() {
    let _fetch = PatchedFetch::new("return json(200, { data: [] });");
    for attribute in ATTRIBUTES {
        let name = attribute.name;
        let wrong = WRONG.iter().find(|(wrong, ..)| *wrong == name);
        let Some((_, value, what)) = wrong else {
            assert!(
                NEVER_WRONG.contains(&name) || attribute.values == Values::Flag,
                "`{name}` can be wrong, and nothing here says how"
            );
            continue;
        };
        let host = host();
        let heard = hear(&host, &["support-error"]);
        let settings = format!(r#"{{"{}": {value}}}"#, attribute.property());
        let settings = JSON::parse(&settings).unwrap();
        let mut portal = embed_in(host, &settings);
        settle().await;
        portal.element.update(&settings);
        portal.element.update(&JSON::parse("{}").unwrap());
        portal.element.update(&settings);
        settle().await;
        assert_eq!(
            noted(&heard),
            [format!(
                r#"support-error {{"message":"<div>: attribute `{name}`: {what}"}}"#
            )]
        );
        assert!(
            portal.has_field("Subject"),
            "{name}: it is drawn all the same"
        );
    }
}
