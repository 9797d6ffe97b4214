//! The list, as a customer meets it, against scripted answers.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use support::{Customer, Mounted, ann, api_with, document, mount, page, row, settle, wait_for};
use support_widget::{
    api::fake::FakeApi,
    model::{
        failure::Failure,
        requester::{Address, Requester},
    },
};
use support_wire::{CustomerConversation, Priority, SortBy, SortOrder, Status};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn list_of(widget: &Mounted) -> String {
    widget.all(".list")[0].text_content().unwrap()
}

#[wasm_bindgen_test]
async fn a_row_says_subject_status_number_priority_and_time() {
    let urgent = CustomerConversation {
        status: Some(Status::Other("Waiting on carrier".into())),
        priority: Some(Priority::Urgent),
        ..row(12345, "Parcel lost")
    };
    let widget = mount(ann(), &api_with(vec![urgent])).await;
    let text = list_of(&widget);
    for words in [
        "Parcel lost",
        "Waiting on carrier",
        "#12345",
        "Urgent priority",
        "1 of 1",
    ] {
        assert!(text.contains(words), "`{words}` is missing in: {text}");
    }
    let time = &widget.all("time")[0];
    assert_eq!(
        time.get_attribute("datetime").as_deref(),
        Some("2023-11-14T22:13:20.000Z")
    );
    assert!(time.get_attribute("title").unwrap().contains("2023"));
    assert!(time.text_content().unwrap().contains("years ago"));
}

#[wasm_bindgen_test]
async fn the_list_is_asked_for_with_its_requester() {
    let api = api_with(vec![]);
    let _widget = mount(ann(), &api).await;
    assert_eq!(api.looked_up(), [Address::Email("ann@example.com".into())]);
    let asked = &api.listed()[0];
    assert_eq!(asked.requested_by_id, Some(7));
    assert_eq!(asked.sort_by, Some(SortBy::CreatedAt));
    assert_eq!(asked.sort_order, Some(SortOrder::Desc));
}

#[wasm_bindgen_test]
async fn without_a_requester_nothing_is_asked_for() {
    for requester in [Requester::ByToken, Requester::Unusable] {
        let api = FakeApi::default();
        let widget = mount(requester, &api).await;
        assert_eq!((api.listed(), api.looked_up()), (vec![], vec![]));
        assert!(list_of(&widget).contains("We don’t know who you are yet."));
    }
}

#[wasm_bindgen_test]
async fn a_token_that_names_someone_is_enough() {
    let api = FakeApi::default();
    api.with_token_contact(Address::Email("ann@example.com".into()));
    api.on_list(Ok(page(vec![row(1, "Mine")], 1, None)));
    let widget = mount(Requester::ByToken, &api).await;
    assert_eq!(api.listed()[0].requested_by_id, None);
    assert_eq!(widget.subjects(), ["Mine"]);
}

#[wasm_bindgen_test]
async fn rows_of_somebody_else_are_never_shown() {
    let foreign = CustomerConversation {
        requested_by_id: Some(8),
        ..row(2, "Not mine")
    };
    let api = api_with(vec![row(1, "Mine"), foreign]);
    let widget = mount(ann(), &api).await;
    assert_eq!(widget.subjects(), [""; 0]);
    assert!(list_of(&widget).contains("We could not make sure that these conversations are yours"));
}

#[wasm_bindgen_test]
async fn an_address_without_a_contact_has_an_empty_list() {
    let api = FakeApi::default();
    api.on_contact(Ok(None)).on_create(Ok(row(1, "My first")));
    let widget = mount(ann(), &api).await;
    assert_eq!(api.listed(), []);
    assert!(list_of(&widget).contains("You have no conversations yet."));

    widget.button("Write to us").click();
    settle().await;
    assert_eq!(
        document().active_element().unwrap(),
        *widget.field("Subject")
    );

    widget.type_into("Subject", "My first");
    widget.type_into("Description", "Hello");
    settle().await;
    widget.button("Send").click();
    wait_for("the row", || !widget.subjects().is_empty()).await;
    assert_eq!(widget.subjects(), ["My first"]);
}

#[wasm_bindgen_test]
async fn statuses_are_chosen_together() {
    let api = api_with(vec![row(1, "One")]);
    let widget = mount(ann(), &api).await;
    api.on_list(Ok(page(vec![row(1, "One")], 1, None)))
        .on_list(Ok(page(vec![], 0, None)));
    widget.chip("Open").click();
    settle().await;
    widget.chip("Closed").click();
    settle().await;
    assert_eq!(api.listed()[2].status, [Status::Open, Status::Closed]);
    assert_eq!(api.looked_up().len(), 1, "the contact is looked up once");
    assert_eq!(
        widget.chip("Open").get_attribute("aria-pressed").as_deref(),
        Some("true")
    );
    assert!(list_of(&widget).contains("No conversation matches these filters."));

    api.on_list(Ok(page(vec![row(1, "One")], 1, None)));
    widget.button("Clear filters").click();
    settle().await;
    assert_eq!(api.listed()[3].status, []);
    assert_eq!(widget.subjects(), ["One"]);
}

#[wasm_bindgen_test]
async fn another_order_is_asked_for() {
    let api = api_with(vec![row(1, "One")]);
    let widget = mount(ann(), &api).await;
    api.on_list(Ok(page(vec![row(1, "One")], 1, None)));
    widget.type_into("Sort by", "updated");
    settle().await;
    assert_eq!(api.listed()[1].sort_by, Some(SortBy::UpdatedAt));
    assert!(list_of(&widget).contains("Updated"));
}

#[wasm_bindgen_test]
async fn no_further_page_is_asked_for_while_another_order_is_on_its_way() {
    let api = FakeApi::default();
    api.on_contact(Ok(Some(7))).on_list(Ok(page(
        vec![row(3, "Three")],
        2,
        Some("newest, after 3"),
    )));
    let widget = mount(ann(), &api).await;
    widget.button("Show more");
    // Nothing answers for the time being.
    widget.type_into("Sort by", "updated");
    settle().await;
    assert!(widget.find_button("Show more").is_none());
    widget.button("Loading your conversations…").click();
    settle().await;
    assert_eq!(api.listed().len(), 2, "the cursor is of another order");
}

#[wasm_bindgen_test]
async fn more_rows_come_by_cursor_until_there_are_no_more() {
    let api = FakeApi::default();
    api.on_contact(Ok(Some(7)));
    api.on_list(Ok(page(
        vec![row(3, "Three"), row(2, "Two")],
        3,
        Some("after 2"),
    )));
    api.on_list(Err(Failure::TimedOut))
        .on_list(Ok(page(vec![row(1, "One")], 3, None)));
    let widget = mount(ann(), &api).await;
    assert!(list_of(&widget).contains("2 of 3"));
    widget.button("Show more").click();
    settle().await;
    assert_eq!(
        widget.subjects().len(),
        2,
        "rows stay where more could not be had"
    );
    widget.button("Try again").click();
    settle().await;
    assert_eq!(api.listed()[2].starting_after.as_deref(), Some("after 2"));
    assert_eq!(widget.subjects(), ["Three", "Two", "One"]);
    assert!(list_of(&widget).contains("3 of 3"));
    assert!(widget.find_button("Show more").is_none());
    let focused = widget.root().query_selector(":focus").unwrap().unwrap();
    assert_eq!(
        focused.text_content().as_deref(),
        Some("One"),
        "who goes on by keyboard goes on at the first new one"
    );
}

#[wasm_bindgen_test]
async fn a_failed_list_can_be_asked_for_again() {
    let api = FakeApi::default();
    api.on_contact(Err(Failure::Unreachable));
    let widget = mount(ann(), &api).await;
    assert!(list_of(&widget).contains("the help desk cannot be reached"));
    api.on_contact(Ok(Some(7)))
        .on_list(Ok(page(vec![row(1, "One")], 1, None)));
    widget.button("Try again").click();
    settle().await;
    assert_eq!(widget.subjects(), ["One"]);
}

#[wasm_bindgen_test]
async fn while_the_first_page_is_on_its_way_there_is_a_skeleton() {
    let widget = mount(ann(), &FakeApi::default()).await;
    assert_eq!(widget.all(".skeleton").len(), 1);
    assert_eq!(
        widget.all(".list")[0].get_attribute("aria-busy").as_deref(),
        Some("true")
    );
    let said: Vec<_> = widget
        .all(".list [role=status]")
        .iter()
        .map(|said| said.text_content().unwrap())
        .collect();
    assert_eq!(said, ["", "Loading your conversations…"]);
}

#[wasm_bindgen_test]
async fn what_a_row_says_is_text_whatever_it_holds() {
    let hostile = "<img src=x onerror=\"document.title='run'\"><b>bold</b>";
    let widget = mount(ann(), &api_with(vec![row(1, hostile)])).await;
    assert_eq!(widget.subjects(), [hostile]);
    assert_eq!(widget.all("img, b").len(), 0);
}
