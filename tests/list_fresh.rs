//! A list that stays fresh without being asked, and moves nothing by it.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::Reflect;
use support::{
    Customer, Mounted, ann, api_with, document, mount_again, mount_with, page, row, settle,
    wait_for,
};
use support_widget::{
    api::{Refreshed, fake::FakeApi},
    model::failure::Failure,
};
use support_wire::{CustomerConversation, SortBy, SortOrder};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Event, EventInit};

wasm_bindgen_test_configure!(run_in_browser);

/// As long as another list needs to look twice.
async fn meanwhile() {
    let api = api_with(vec![changed(1, 10)]);
    api.on_refresh(looked(vec![changed(1, 10)]));
    let _control = mount_again(ann(), &api, |config| config.refresh_seconds = 1).await;
    wait_for("the other list", || api.refreshed().len() == 2).await;
}

async fn mount_fresh(api: &FakeApi) -> Mounted {
    mount_with(ann(), api, |config| config.refresh_seconds = 1).await
}

fn changed(id: i64, at: i64) -> CustomerConversation {
    CustomerConversation {
        created_at: 1_700_000_000 + id,
        last_updated_at: 1_700_000_000 + at,
        ..row(id, &format!("Question {id}, {at}"))
    }
}

fn looked(rows: Vec<CustomerConversation>) -> Result<Refreshed, Failure> {
    let total = rows.len() as u64;
    Ok(Refreshed {
        page: Some(page(rows, total, None)),
        age_seconds: Some(0),
        pause_seconds: None,
    })
}

fn news(widget: &Mounted) -> String {
    widget.all(".news")[0].text_content().unwrap()
}

#[wasm_bindgen_test]
async fn what_is_new_waits_until_it_is_wanted() {
    let api = api_with(vec![changed(2, 20), changed(1, 10)]);
    api.on_refresh(Err(Failure::Unreachable))
        .on_refresh(looked(vec![changed(3, 30), changed(1, 29), changed(2, 20)]));
    let widget = mount_fresh(&api).await;
    let live = &widget.all(".news")[0];
    assert_eq!(
        live.get_attribute("role").as_deref(),
        Some("status"),
        "it is there beforehand"
    );
    wait_for("the news", || news(&widget).contains("2 updated")).await;
    assert_eq!(
        widget.subjects(),
        ["Question 2, 20", "Question 1, 10"],
        "nothing has moved"
    );
    let asked = &api.refreshed()[0];
    assert_eq!(asked.requested_by_id, Some(7));
    assert_eq!(
        (&asked.sort_by, &asked.sort_order),
        (&Some(SortBy::UpdatedAt), &Some(SortOrder::Desc))
    );

    widget.button("Show").click();
    settle().await;
    assert_eq!(
        widget.subjects(),
        ["Question 3, 30", "Question 2, 20", "Question 1, 29"]
    );
    assert!(
        widget.all(".list")[0]
            .text_content()
            .unwrap()
            .contains("3 of 3")
    );
    let focused = widget.root().query_selector(":focus").unwrap();
    assert_eq!(
        focused.unwrap().text_content().as_deref(),
        Some("Question 3, 30")
    );
}

#[wasm_bindgen_test]
async fn an_older_list_says_of_when_it_is_until_it_is_as_of_now() {
    let api = FakeApi::default();
    api.on_contact(Ok(Some(7)))
        .on_older_list(page(vec![changed(1, 10)], 1, None), 3_600)
        .on_refresh(Err(Failure::Unreachable))
        .on_refresh(Ok(Refreshed {
            page: None,
            age_seconds: Some(0),
            pause_seconds: None,
        }));
    let widget = mount_fresh(&api).await;
    let line = || {
        widget.all(".list-line [role=status]")[0]
            .text_content()
            .unwrap()
    };
    wait_for("the first look, in vain", || api.refreshed().len() == 1).await;
    assert!(line().contains("As of "), "{}", line());
    wait_for("a word of now", || !line().contains("As of")).await;
    assert_eq!(line(), "");
}

#[wasm_bindgen_test]
async fn rows_of_somebody_else_are_no_news() {
    let api = api_with(vec![changed(1, 10)]);
    let foreign = CustomerConversation {
        requested_by_id: Some(8),
        ..changed(2, 20)
    };
    api.on_refresh(looked(vec![foreign]))
        .on_refresh(looked(vec![changed(1, 11)]));
    let widget = mount_fresh(&api).await;
    wait_for("the news", || !news(&widget).is_empty()).await;
    assert!(news(&widget).contains("1 updated"), "{}", news(&widget));
}

#[wasm_bindgen_test]
async fn the_server_may_ask_to_be_left_in_peace() {
    let api = api_with(vec![changed(1, 10)]);
    api.on_refresh(Ok(Refreshed {
        page: None,
        age_seconds: None,
        pause_seconds: Some(3_600),
    }));
    api.on_refresh(looked(vec![changed(1, 11)]));
    let widget = mount_fresh(&api).await;
    wait_for("the first look", || api.refreshed().len() == 1).await;
    meanwhile().await;
    assert_eq!(api.refreshed().len(), 1);
    assert_eq!(news(&widget), "");
}

#[wasm_bindgen_test]
async fn never_means_never() {
    let api = api_with(vec![changed(1, 10)]);
    let _widget = mount_with(ann(), &api, |config| config.refresh_seconds = 0).await;
    meanwhile().await;
    assert_eq!(api.refreshed().len(), 0);
}

/// The tab as the page sees it.
fn hide(is_hidden: bool) {
    let state = if is_hidden { "hidden" } else { "visible" };
    let descriptor = js_sys::Object::new();
    for (name, value) in [
        ("value", JsValue::from(state)),
        ("configurable", JsValue::TRUE),
    ] {
        Reflect::set(&descriptor, &name.into(), &value).unwrap();
    }
    js_sys::Object::define_property(&document(), &"visibilityState".into(), &descriptor);
    let init = EventInit::new();
    init.set_bubbles(true);
    let event = Event::new_with_event_init_dict("visibilitychange", &init).unwrap();
    document().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn nobody_asks_while_nobody_looks_and_once_on_return() {
    hide(true);
    let api = api_with(vec![changed(1, 10)]);
    api.on_refresh(looked(vec![changed(1, 11)]));
    let widget = mount_fresh(&api).await;
    // Longer than a look would have taken. No other list can tell, since none looks while the page is
    // hidden; a slow machine can only make this pass.
    gloo_timers::future::TimeoutFuture::new(2_000).await;
    assert_eq!(api.refreshed().len(), 0, "hidden");
    hide(false);
    wait_for("the look on return", || api.refreshed().len() == 1).await;
    wait_for("the news", || news(&widget).contains("1 updated")).await;
    drop(widget);
    Reflect::delete_property(&document(), &"visibilityState".into()).unwrap();
}

#[wasm_bindgen_test]
async fn without_the_widget_nobody_asks() {
    let api = api_with(vec![changed(1, 10)]);
    let widget = mount_fresh(&api).await;
    drop(widget);
    meanwhile().await;
    assert_eq!(api.refreshed().len(), 0);
}
