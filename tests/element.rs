//! The element's Rust side in a real shadow root, over real `fetch` with a page's own in its place.
//! What `static/embed.js` does (moves, loading, fallback) is tested end to end.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{Array, Function, JSON, Object, Reflect};
use support::{
    Customer, document,
    portal::{PatchedFetch, Portal, embed, embed_in, hear, host, noted},
    settle, wait_for,
};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CustomEvent, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const ANNS_LIST: &str = "
    if (request.url.includes('/contacts')) return json(200, { data: [{ id: 7 }] });
    return json(200, {
        data: [{ id: 9, subject: 'Parcel lost', status: 'Open', requested_by_id: 7, surprise: {} }],
        pages: { next_cursor: null }, total_count: 1,
    });";

#[wasm_bindgen_test]
async fn the_settings_lead_to_the_calls() {
    let fetch = PatchedFetch::new(ANNS_LIST);
    let portal =
        embed(r#"{"apiBase": "/v1", "requester": "ann+b@example.com", "token": "secret"}"#);
    wait_for("the row", || portal.subjects() == ["Parcel lost"]).await;
    assert_eq!(
        fetch.call(0, "url"),
        "/v1/contacts?requested_by_email=ann%2Bb%40example.com"
    );
    assert_eq!(
        fetch.call(1, "url"),
        "/v1/conversations?per_page=25&requested_by_id=7&sort_by=created_at&sort_order=desc"
    );
    assert_eq!(fetch.call(1, "auth"), "Bearer secret");
}

#[wasm_bindgen_test]
async fn a_form_is_sent_as_the_desk_wants_it() {
    let fetch = PatchedFetch::new(
        "if (request.method === 'GET') return json(200, { data: [] });
         return json(201, { data: { id: 77 } });",
    );
    let portal =
        embed(r#"{"apiBase": "/v1", "requester": "ann@example.com", "descriptionFormat": "html"}"#);
    settle().await;
    portal.type_into("Subject", "A & B");
    portal.type_into("Description", "1 < 2\nand so on");
    settle().await;
    portal.button("Send").click();
    wait_for("the receipt", || portal.text().contains("It is number 77.")).await;
    let post = (0..fetch.calls.length()).find(|index| fetch.call(*index, "method") == "POST");
    let body = fetch.call(post.expect("a POST"), "body");
    assert_eq!(
        body,
        r#"{"subject":"A & B","description":"<p>1 &lt; 2<br>and so on</p>","requested_by":"ann@example.com","priority":"Medium","source":"Mail"}"#
    );
}

#[wasm_bindgen_test]
async fn a_changed_requester_takes_the_old_rows_away() {
    let _fetch = PatchedFetch::new(
        "if (request.url.includes('id=7')) return json(200, { data: [{ id: 1, subject: 'Of seven', requested_by_id: 7 }] });
         return new Promise(() => {});",
    );
    let mut portal = embed(r#"{"requesterId": "7"}"#);
    wait_for("the row", || portal.subjects() == ["Of seven"]).await;
    portal
        .element
        .update(&JSON::parse(r#"{"requesterId": "8"}"#).unwrap());
    settle().await;
    assert_eq!(portal.subjects(), [""; 0]);
    assert!(!portal.text().contains("Of seven"));
}

#[wasm_bindgen_test]
async fn a_change_of_nothing_asks_for_nothing() {
    let fetch = PatchedFetch::new(ANNS_LIST);
    let settings = r#"{"requesterId": "7"}"#;
    let mut portal = embed(settings);
    wait_for("the row", || portal.subjects().len() == 1).await;
    portal.element.update(&JSON::parse(settings).unwrap());
    settle().await;
    assert_eq!(fetch.calls.length(), 1);
}

#[wasm_bindgen_test]
async fn two_elements_do_not_know_each_other() {
    let _fetch = PatchedFetch::new(
        "const id = Number(new URL(request.url).searchParams.get('requested_by_id'));
         return json(200, { data: [{ id, subject: 'Of ' + id, requested_by_id: id }] });",
    );
    let one = embed(r#"{"requesterId": "1"}"#);
    let two = embed(r#"{"requesterId": "2"}"#);
    wait_for("both lists", || {
        one.subjects() == ["Of 1"] && two.subjects() == ["Of 2"]
    })
    .await;
    one.type_into("Subject", "only here");
    settle().await;
    assert_eq!(two.value_of("Subject"), "");
    drop(one);
    settle().await;
    two.type_into("Subject", "still alive");
    settle().await;
    assert_eq!(two.value_of("Subject"), "still alive");
}

#[wasm_bindgen_test]
async fn removal_takes_everything_away_and_aborts_what_is_in_flight() {
    let fetch = PatchedFetch::new(
        "request.signal.addEventListener('abort', () => { window.wasAborted = true; });
         return new Promise(() => {});",
    );
    let mut portal = embed(r#"{"requesterId": "7"}"#);
    wait_for("the request", || fetch.calls.length() == 1).await;
    portal.element.destroy();
    wait_for("the abort", || {
        let window = web_sys::window().unwrap();
        Reflect::get(&window, &"wasAborted".into())
            .unwrap()
            .is_truthy()
    })
    .await;
    Reflect::delete_property(&web_sys::window().unwrap().into(), &"wasAborted".into()).unwrap();
    let root = portal.host.shadow_root().unwrap();
    assert_eq!(root.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn a_refused_token_is_asked_for_again_once() {
    let fetch = PatchedFetch::new(
        "if (request.headers.get('authorization') === 'Bearer token-1') {
             return count === 0 ? json(200, { data: [{ id: 7 }] }) : json(401, { message: 'Unauthorized' });
         }
         return json(200, { data: [{ id: 9, subject: 'Mine', requested_by_id: 7 }] });",
    );
    let settings = JSON::parse(r#"{"requester": "ann@example.com"}"#).unwrap();
    let get_token = Function::new_no_args(
        "this.asked = (this.asked ?? 0) + 1; return Promise.resolve('token-' + this.asked);",
    );
    let bound = get_token.bind0(&Object::new().into());
    Reflect::set(&settings, &"getToken".into(), &bound).unwrap();
    let portal = embed_in(host(), &settings);
    wait_for("the row", || portal.subjects() == ["Mine"]).await;
    let tokens: Vec<_> = (0..3).map(|index| fetch.call(index, "auth")).collect();
    assert_eq!(
        tokens,
        ["Bearer token-1", "Bearer token-1", "Bearer token-2"]
    );
}

#[wasm_bindgen_test]
async fn a_token_names_its_holder() {
    let fetch = PatchedFetch::new(
        "return json(200, { data: [{ id: 9, subject: 'Mine', requested_by_id: 7 }] });",
    );
    // {"alg":"none"}.{"email":"jörg@example.com"}, in base64url
    let portal =
        embed(r#"{"token": "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImrDtnJnQGV4YW1wbGUuY29tIn0."}"#);
    wait_for("the row", || portal.subjects() == ["Mine"]).await;
    assert!(
        fetch
            .call(0, "url")
            .starts_with("/support/v1/conversations?per_page=25&sort_by=")
    );
    assert!(!portal.has_field("Your e-mail address or telephone number"));
}

#[wasm_bindgen_test]
async fn whatever_fetch_rejects_with_is_a_failure_with_words() {
    for (script, words) in [
        ("throw 'a string'", "cannot be reached"),
        ("throw undefined", "cannot be reached"),
        (
            "throw new DOMException('late', 'TimeoutError')",
            "took too long",
        ),
        (
            "return new Response('<html>', { status: 200 })",
            "could not read the help desk’s answer",
        ),
        (
            "return json(200, { data: 'no rows' })",
            "could not read the help desk’s answer",
        ),
        (
            "return json(401, { message: 'Unauthorized' })",
            "Your session has expired",
        ),
        (
            "return new Response('Bad gateway', { status: 502 })",
            "The help desk had a problem",
        ),
        ("return 'not a response'", "cannot be reached"),
    ] {
        let _fetch = PatchedFetch::new(script);
        let portal = embed(r#"{"requesterId": "7"}"#);
        wait_for(words, || portal.text().contains(words)).await;
    }
}

#[wasm_bindgen_test]
async fn a_deadline_is_one_by_whatever_name_the_browser_calls_it() {
    // The deadline is a matter of milliseconds here.
    let run = |script: &str| {
        Function::new_no_args(script)
            .call0(&wasm_bindgen::JsValue::NULL)
            .unwrap()
    };
    run(
        "window.patience = AbortSignal.timeout; AbortSignal.timeout = () => window.patience.call(AbortSignal, 50);",
    );
    // WebKit's, whatever the reason of the abort.
    let _fetch = PatchedFetch::new(
        "return new Promise((_, reject) => request.signal.addEventListener('abort',
             () => reject(new DOMException('Fetch is aborted', 'AbortError'))));",
    );
    let portal = embed(r#"{"requesterId": "7"}"#);
    wait_for("an end", || portal.find_button("Try again").is_some()).await;
    run("AbortSignal.timeout = window.patience; delete window.patience;");
    assert!(portal.text().contains("took too long"), "{}", portal.text());
}

#[wasm_bindgen_test]
async fn the_page_hears_of_what_happens() {
    let _fetch = PatchedFetch::new(
        "return request.method === 'GET' ? json(200, { data: [] }) : json(201, { data: { id: 77 } });",
    );
    let heard = Array::new();
    let listener = Closure::<dyn Fn(CustomEvent)>::new({
        let heard = heard.clone();
        move |event: CustomEvent| {
            let detail = JSON::stringify(&event.detail()).unwrap();
            heard.push(&format!("{} {} {}", event.type_(), event.bubbles(), detail).into());
        }
    });
    let host = host();
    for name in ["support-ready", "support-created", "support-error"] {
        host.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())
            .unwrap();
    }
    let settings =
        JSON::parse(r#"{"requester": "ann@example.com", "apiBase": "nowhere"}"#).unwrap();
    let portal = embed_in(host, &settings);
    settle().await;
    portal.type_into("Subject", "s");
    portal.type_into("Description", "d");
    settle().await;
    portal.button("Send").click();
    wait_for("three events", || heard.length() >= 3).await;
    let heard: Vec<_> = heard.iter().map(|text| text.as_string().unwrap()).collect();
    assert_eq!(
        heard,
        [
            "support-error true {\"message\":\"<div>: attribute `api-base`: expected an \
             absolute URL or a path from the root, found `nowhere`\"}",
            "support-ready true null",
            "support-created true {\"id\":77}",
        ]
    );
}

#[wasm_bindgen_test]
async fn what_is_ready_is_drawn() {
    let _fetch = PatchedFetch::new(ANNS_LIST);
    let fields = Array::new();
    let listener = Closure::<dyn Fn(CustomEvent)>::new({
        let fields = fields.clone();
        move |event: CustomEvent| {
            let host: HtmlElement = event.target().unwrap().unchecked_into();
            let drawn = host.shadow_root().unwrap().query_selector_all("textarea");
            fields.push(&drawn.unwrap().length().into());
        }
    });
    let host = host();
    host.add_event_listener_with_callback("support-ready", listener.as_ref().unchecked_ref())
        .unwrap();
    let portal = embed_in(host, &JSON::parse(r#"{"requesterId": "7"}"#).unwrap());
    wait_for("the row", || portal.subjects().len() == 1).await;
    assert_eq!(JSON::stringify(&fields).unwrap(), "[1]");
}

#[wasm_bindgen_test]
async fn the_style_sheet_is_adopted_and_nothing_is_styled_inline() {
    let _fetch = PatchedFetch::new(ANNS_LIST);
    let portal = embed(r#"{"requesterId": "7"}"#);
    wait_for("the row", || portal.subjects().len() == 1).await;
    let root = portal.host.shadow_root().unwrap();
    assert_eq!(Array::from(&root.adopted_style_sheets()).length(), 1);
    assert_eq!(portal.all("[style], style").len(), 0);
}

#[wasm_bindgen_test]
async fn many_mounts_leave_nothing_in_the_page() {
    let _fetch = PatchedFetch::new(ANNS_LIST);
    let before = document().query_selector_all("*").unwrap().length();
    for _ in 0..50 {
        let portal = embed(r#"{"requesterId": "7"}"#);
        settle().await;
        drop(portal);
    }
    assert_eq!(document().query_selector_all("*").unwrap().length(), before);
}

/// Yew keeps each root that it has ever mounted on, so as many are made as are in use at a time.
#[wasm_bindgen_test]
async fn a_root_is_used_again_and_shows_nothing_of_before() {
    let _fetch = PatchedFetch::new(ANNS_LIST);
    let root = |portal: &Portal| portal.host.shadow_root().unwrap().first_element_child();
    let portal = embed(r#"{"requesterId": "7"}"#);
    settle().await;
    portal.type_into("Subject", "of the former one");
    let first = root(&portal);
    drop(portal);
    // Not yet: what was drawn on it is still to be taken away.
    let too_early = embed(r#"{"requesterId": "7"}"#);
    assert_eq!(too_early.subjects().len(), 0);
    drop(too_early);
    settle().await;
    let (portal, other) = (embed(r#"{"requesterId": "7"}"#), embed("{}"));
    settle().await;
    assert!([root(&portal), root(&other)].contains(&first));
    assert_ne!(root(&portal), root(&other));
    assert_eq!(portal.value_of("Subject"), "");
}

/// The headings that are there, as element and words.
fn headings(portal: &Portal) -> Vec<String> {
    let all = portal.all("h1, h2, h3, h4, h5, h6").into_iter();
    all.map(|heading| {
        format!(
            "{} {}",
            heading.local_name(),
            heading.text_content().unwrap()
        )
    })
    .collect()
}

#[wasm_bindgen_test]
async fn headings_stand_at_the_level_that_the_page_says() {
    let _fetch = PatchedFetch::new(ANNS_LIST);
    let host = host();
    let heard = hear(&host, &["support-error"]);
    let with_level = |level: &str| {
        let settings = format!(r#"{{"requesterId": "7", "headingLevel": "{level}"}}"#);
        JSON::parse(&settings).unwrap()
    };
    let mut portal = embed_in(host, &with_level("4"));
    wait_for("the row", || portal.subjects() == ["Parcel lost"]).await;
    portal.button("Send").click();
    let all = |title: &str, below: &str| {
        [
            format!("{title} New request"),
            format!("{below} Please check these fields"),
            format!("{title} My conversations"),
            format!("{below} Parcel lost"),
        ]
    };
    wait_for("the errors", || headings(&portal) == all("h4", "h5")).await;
    portal.type_into("Subject", "Boots");
    for (level, title, below) in [("6", "h6", "h6"), ("1", "h1", "h2")] {
        portal.element.update(&with_level(level));
        wait_for(level, || headings(&portal)[2..] == all(title, below)[2..]).await;
        assert_eq!(portal.value_of("Subject"), "Boots");
    }
    assert_eq!(noted(&heard), [""; 0]);
    portal.element.update(&with_level("7"));
    wait_for("the default", || {
        headings(&portal)[2..] == all("h2", "h3")[2..]
    })
    .await;
    portal.element.update(&with_level("7"));
    let said = noted(&heard).concat();
    let expected = "attribute `heading-level`: expected a number from 1 to 6, found `7`";
    assert_eq!(said.matches(expected).count(), 1, "{said}");
}
