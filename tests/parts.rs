//! The form here, the list there: parts of the widget that stand apart in a page and work together.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use std::{cell::Cell, rc::Rc};

use support::{
    Customer, Mounted, ann, api_with, document, forget_what_is_kept, mount_led, mount_part, row,
    settle, stored, wait_for,
};
use support_widget::{
    Config,
    api::fake::FakeApi,
    model::{
        failure::{Failure, Problem},
        part::Part,
        requester::{Address, Requester},
    },
};
use support_wire::Page;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::Callback;

wasm_bindgen_test_configure!(run_in_browser);

/// The form and the list of the same customer, on a device that keeps nothing yet.
async fn both(api: &FakeApi) -> (Mounted, Mounted) {
    start_afresh().await;
    let form = mount_part(Part::Form, of(ann()), api).await;
    let list = mount_part(Part::Conversations, of(ann()), api).await;
    settle().await;
    (form, list)
}

async fn start_afresh() {
    // The parts of the test before may still be leaving, and keep what was typed.
    settle().await;
    forget_what_is_kept();
}

fn of(requester: Requester) -> Config {
    Config {
        requester,
        ..Config::default()
    }
}

fn bob() -> Requester {
    Requester::Address(Address::Email("bob@example.com".into()))
}

/// A server that has too much to do for a long while.
fn busy() -> Failure {
    Failure::Refused(Problem {
        status: 429,
        retry_after: Some(600),
        ..Problem::default()
    })
}

async fn send(form: &Mounted, subject: &str) {
    form.type_into("Subject", subject);
    form.type_into("Description", "It never came.");
    settle().await;
    form.button("Send").click();
    settle().await;
}

/// What has the focus.
fn focused() -> String {
    let focused = document().active_element().unwrap();
    let name = focused.get_attribute("data-conversation");
    name.unwrap_or_else(|| focused.id())
}

#[wasm_bindgen_test]
async fn a_form_alone_asks_for_no_list_and_promises_none() {
    start_afresh().await;
    let api = FakeApi::default();
    api.on_create(Ok(row(12, "Parcel lost")));
    let form = mount_part(Part::Form, of(ann()), &api).await;
    send(&form, "Parcel lost").await;
    wait_for("the receipt", || form.text().contains("It is number 12.")).await;
    assert!(form.text().contains("Somebody reads it and answers you."));
    for gone in [
        "See it in My conversations",
        "Open it",
        "My conversations",
        "New request",
    ] {
        assert!(form.find_button(gone).is_none(), "{gone}");
    }
    assert!(form.find_button("Send another").is_some());
    assert_eq!(api.listed().len(), 0);
    assert!(form.all("nav, .list-pane, .conversation-pane").is_empty());
}

#[wasm_bindgen_test]
async fn a_list_alone_offers_nothing_to_write() {
    start_afresh().await;
    let list = mount_part(Part::Conversations, of(ann()), &api_with(Vec::new())).await;
    wait_for("the empty list", || {
        list.text().contains("You have no conversations yet.")
    })
    .await;
    assert!(list.find_button("Write to us").is_none());
    assert!(list.all("nav, form").is_empty());
    drop(list);

    let api = api_with(vec![row(7, "Boots")]);
    api.on_contact(Ok(Some(7)))
        .on_conversation(Ok(row(7, "Boots")))
        .on_replies(Ok(Page::empty()));
    let list = mount_part(Part::Conversations, of(ann()), &api).await;
    wait_for("the row", || list.subjects() == ["Boots"]).await;
    list.button("Boots").click();
    wait_for("the conversation", || list.text().contains("No answer yet")).await;
    assert!(list.find_button("Write a follow-up").is_none());
    list.button("Back to My conversations").click();
    wait_for("the focus on the row", || focused() == "7").await;
}

#[wasm_bindgen_test]
async fn what_the_form_makes_is_in_the_list_at_once() {
    let api = api_with(vec![row(7, "Boots")]);
    let (form, list) = both(&api).await;
    wait_for("the row", || list.subjects() == ["Boots"]).await;
    api.on_create(Ok(row(8, "Parcel lost")));
    send(&form, "Parcel lost").await;
    wait_for("both rows", || list.subjects() == ["Parcel lost", "Boots"]).await;
    assert_eq!(api.listed().len(), 1, "no list was asked for again");
}

#[wasm_bindgen_test]
async fn the_receipt_leads_into_the_list() {
    let api = api_with(Vec::new());
    let (form, list) = both(&api).await;
    api.on_create(Ok(row(8, "Parcel lost")))
        .on_contact(Ok(Some(7)))
        .on_conversation(Ok(row(8, "Parcel lost")))
        .on_replies(Ok(Page::empty()));
    send(&form, "Parcel lost").await;
    wait_for("the receipt", || form.text().contains("It is number 8.")).await;
    form.button("Open it").click();
    wait_for("the conversation", || list.text().contains("No answer yet")).await;
    wait_for("the focus", || focused() == "conversation-title").await;
    form.button("See it in My conversations").click();
    wait_for("the list", || focused() == "list-title").await;
    wait_for("the row", || list.subjects() == ["Parcel lost"]).await;
}

/// What hears how often a part is led into.
fn counting() -> (Rc<Cell<u32>>, Callback<()>) {
    let count = Rc::new(Cell::new(0));
    let heard = count.clone();
    (count, Callback::from(move |()| heard.set(heard.get() + 1)))
}

#[wasm_bindgen_test]
async fn a_part_hears_when_another_one_leads_into_it() {
    start_afresh().await;
    let api = api_with(Vec::new());
    let (into_form, on_form) = counting();
    let (into_list, on_list) = counting();
    let form = mount_led(Part::Form, of(ann()), &api, on_form).await;
    let list = mount_led(Part::Conversations, of(ann()), &api, on_list).await;
    let led = || (into_form.get(), into_list.get());
    wait_for("the way to the form", || {
        list.find_button("Write to us").is_some()
    })
    .await;
    list.button("Write to us").click();
    wait_for("the form to hear", || led() == (1, 0)).await;

    api.on_create(Ok(row(8, "Parcel lost")))
        .on_contact(Ok(Some(7)))
        .on_conversation(Ok(row(8, "Parcel lost")))
        .on_replies(Ok(Page::empty()));
    send(&form, "Parcel lost").await;
    wait_for("the receipt", || form.text().contains("It is number 8.")).await;
    assert_eq!(led(), (1, 0), "what is made leads nowhere by itself");
    form.button("Open it").click();
    wait_for("the list to hear", || led() == (1, 1)).await;
    form.button("See it in My conversations").click();
    wait_for("the list to hear again", || led() == (1, 2)).await;

    // A way inside of a part leads into no other one.
    wait_for("the row", || list.subjects() == ["Parcel lost"]).await;
    list.button("Parcel lost").click();
    wait_for("the conversation", || list.text().contains("No answer yet")).await;
    assert_eq!(led(), (1, 2));
}

#[wasm_bindgen_test]
async fn a_follow_up_is_written_in_the_form() {
    let api = api_with(vec![row(7, "Boots")]);
    api.on_contact(Ok(Some(7)))
        .on_conversation(Ok(row(7, "Boots")))
        .on_replies(Ok(Page::empty()));
    let (form, list) = both(&api).await;
    wait_for("the row", || list.subjects() == ["Boots"]).await;
    list.button("Boots").click();
    wait_for("the conversation", || list.text().contains("No answer yet")).await;
    list.button("Write a follow-up").click();
    wait_for("the follow-up", || form.value_of("Subject") == "Re: Boots").await;
    assert_eq!(
        form.value_of("Description"),
        "This follows up my request number 7.\n\n"
    );
    wait_for("the focus", || focused() == "subject").await;

    // What was begun there is known here.
    form.type_into("Subject", "Something else");
    settle().await;
    assert!(list.find_button("Write a follow-up").is_none());
    list.button("Show what I have begun").click();
    settle().await;
    assert_eq!(form.value_of("Subject"), "Something else");
}

#[wasm_bindgen_test]
async fn what_is_not_sent_yet_is_shown_in_one_place() {
    start_afresh().await;
    let api = api_with(Vec::new());
    api.with_token_contact(Address::Email("ann@example.com".into()));
    let by_token = || of(Requester::ByToken);
    let form = mount_part(Part::Form, by_token(), &api).await;
    let list = mount_part(Part::Conversations, by_token(), &api).await;
    api.on_create(Err(busy()));
    send(&form, "Parcel lost").await;
    wait_for("the waiting row", || !list.all(".waiting-row").is_empty()).await;
    assert!(form.all(".waiting-row").is_empty());
    form.button("Write another").click();
    wait_for("its choices", || list.find_button("Change it").is_some()).await;
    list.button("Change it").click();
    wait_for("the words", || form.value_of("Subject") == "Parcel lost").await;
    wait_for("the row to go", || list.all(".waiting-row").is_empty()).await;

    // Without the list, the form shows it.
    drop(list);
    settle().await;
    api.on_create(Err(busy()));
    form.button("Send").click();
    wait_for("the failure", || {
        form.find_button("Write another").is_some()
    })
    .await;
    form.button("Write another").click();
    wait_for("the waiting row", || !form.all(".waiting-row").is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_list_alone_sends_what_an_earlier_page_has_left() {
    start_afresh().await;
    let api = FakeApi::default();
    api.with_token_contact(Address::Email("ann@example.com".into()));
    let form = mount_part(Part::Form, of(Requester::ByToken), &api).await;
    send(&form, "Parcel lost").await;
    wait_for("it to set out", || api.created().len() == 1).await;
    drop(form);
    settle().await;
    assert!(stored().iter().any(|name| name.contains("outbox")));

    let api = api_with(Vec::new());
    api.with_token_contact(Address::Email("ann@example.com".into()))
        .on_create(Ok(row(8, "Parcel lost")));
    let list = mount_part(Part::Conversations, of(Requester::ByToken), &api).await;
    wait_for("the row", || list.subjects() == ["Parcel lost"]).await;
    assert_eq!(api.created().len(), 1);
    assert!(list.all(".waiting-row").is_empty());
}

#[wasm_bindgen_test]
async fn parts_of_different_customers_never_hear_of_each_other() {
    start_afresh().await;
    let anns = api_with(vec![row(7, "Boots")]);
    let bobs = FakeApi::default();
    let list = mount_part(Part::Conversations, of(ann()), &anns).await;
    let form = mount_part(Part::Form, of(bob()), &bobs).await;
    wait_for("the row", || list.subjects() == ["Boots"]).await;
    bobs.on_create(Ok(row(8, "Hats")));
    send(&form, "Hats").await;
    wait_for("the receipt", || form.text().contains("It is number 8.")).await;
    assert!(form.find_button("Open it").is_none());
    settle().await;
    assert_eq!(list.subjects(), ["Boots"]);
    // Nor do parts of one customer with different servers.
    let elsewhere = Config {
        api_base: "/elsewhere".into(),
        ..of(ann())
    };
    let form = mount_part(Part::Form, elsewhere, &bobs).await;
    bobs.on_create(Ok(row(9, "Gloves")));
    send(&form, "Gloves").await;
    wait_for("the receipt", || form.text().contains("It is number 9.")).await;
    assert!(form.find_button("Open it").is_none());
    assert_eq!(list.subjects(), ["Boots"]);
}

#[wasm_bindgen_test]
async fn a_part_that_leaves_is_missed_by_nobody() {
    let api = api_with(Vec::new());
    let (form, list) = both(&api).await;
    wait_for("the empty list", || {
        list.find_button("Write to us").is_some()
    })
    .await;
    drop(form);
    wait_for("the list to notice", || {
        list.find_button("Write to us").is_none()
    })
    .await;
    let form = mount_part(Part::Form, of(ann()), &api).await;
    wait_for("the form to be seen", || {
        list.find_button("Write to us").is_some()
    })
    .await;
    list.button("Write to us").click();
    wait_for("the focus", || focused() == "subject").await;
    drop(list);
    api.on_create(Ok(row(8, "Hats")));
    send(&form, "Hats").await;
    wait_for("the receipt", || form.text().contains("It is number 8.")).await;
    assert!(form.find_button("Open it").is_none());
}
