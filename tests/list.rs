//! What a customer does with a list: narrows it, looks for words, unfolds closed ones, sees what is
//! new, opens one.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use support::{
    Customer, Mounted, ann, api_with, mount, mount_again, mount_with, page, row, settle, wait_for,
};
use support_widget::{
    api::{Refreshed, fake::FakeApi},
    model::requester::{Address, Requester},
};
use support_wire::{Brand, CustomerConversation, FormFields, Priority, Status};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn of(id: i64, status: Status, priority: Priority) -> CustomerConversation {
    CustomerConversation {
        status: Some(status),
        priority: Some(priority),
        ..row(id, &format!("Question {id}"))
    }
}

fn mixed() -> Vec<CustomerConversation> {
    vec![
        of(6, Status::Closed, Priority::Medium),
        of(5, Status::Open, Priority::High),
        of(4, Status::Pending, Priority::Medium),
        of(3, Status::Closed, Priority::Medium),
        of(2, Status::Open, Priority::Medium),
        of(1, Status::Open, Priority::Medium),
    ]
}

fn line(widget: &Mounted) -> String {
    widget.all(".list-line")[0].text_content().unwrap()
}

fn chips(widget: &Mounted) -> Vec<String> {
    let chips = widget.all(".chip").into_iter();
    chips.map(|chip| chip.text_content().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn chips_count_what_is_there_and_no_more() {
    let widget = mount(ann(), &api_with(mixed())).await;
    assert_eq!(
        chips(&widget),
        [
            "Open 3",
            "Waiting 1",
            "Resolved 0",
            "Closed 2",
            "High 1",
            "Medium 5"
        ]
    );
    let api = FakeApi::default();
    api.on_contact(Ok(Some(7)));
    api.on_list(Ok(page(mixed(), 48, Some("c"))));
    let widget = mount(ann(), &api).await;
    assert_eq!(chips(&widget)[0], "Open 3+");
    assert!(line(&widget).contains("6 of 48"));
}

#[wasm_bindgen_test]
async fn a_brand_is_chosen_where_the_gateway_names_more_than_one() {
    let brand = |id, name: &str| Brand {
        id,
        name: name.into(),
    };
    let api = FakeApi::default();
    api.with_token_contact(Address::Email("ann@example.com".into()))
        .on_fields(Ok(FormFields {
            brands: vec![brand(1, "Shop"), brand(2, "Outlet")],
            ..FormFields::default()
        }))
        .on_list(Ok(page(mixed(), 6, None)))
        .on_list(Ok(page(mixed().split_off(4), 2, None)))
        .on_refresh(Ok(Refreshed::default()));
    let widget = mount_with(Requester::ByToken, &api, |config| {
        config.refresh_seconds = 1;
    })
    .await;
    widget.type_into("Filter by brand", "2");
    settle().await;
    assert_eq!(api.listed().last().unwrap().brand_id, [2]);
    assert_eq!(widget.value_of("Filter by brand"), "2");
    assert_eq!(chips(&widget)[..2], ["Open 2", "Waiting 0"]);
    wait_for("a look", || !api.refreshed().is_empty()).await;
    assert_eq!(api.refreshed()[0].brand_id, [2], "of that brand, too");
    widget.button("Clear").click();
    settle().await;
    assert_eq!(api.listed().last().unwrap().brand_id, [0; 0]);

    let widget = mount(ann(), &api_with(mixed())).await;
    assert!(!widget.has_field("Filter by brand"), "nobody names any");
}

#[wasm_bindgen_test]
async fn priorities_are_chosen_beside_statuses_and_cleared_together() {
    let api = api_with(mixed());
    let widget = mount(ann(), &api).await;
    assert!(widget.find_button("Clear").is_none());
    for _ in 0..3 {
        api.on_list(Ok(page(vec![of(5, Status::Open, Priority::High)], 1, None)));
    }
    widget.chip("Open").click();
    settle().await;
    widget.chip("High").click();
    settle().await;
    let asked = api.listed().pop().unwrap();
    assert_eq!(
        (asked.status, asked.priority),
        (vec![Status::Open], vec![Priority::High])
    );
    assert_eq!(widget.subjects(), ["Question 5"]);
    // Of the high ones one is open; of the open ones two are not high.
    assert_eq!(chips(&widget)[0], "Open 1");
    assert_eq!(chips(&widget)[5], "Medium 2");

    widget.button("Clear").click();
    settle().await;
    let asked = api.listed().pop().unwrap();
    assert_eq!((asked.status, asked.priority), (vec![], vec![]));
}

#[wasm_bindgen_test]
async fn words_are_looked_for_here_and_it_says_so() {
    let api = FakeApi::default();
    api.on_contact(Ok(Some(7)));
    let rows = (1..=12)
        .rev()
        .map(|id| row(id, &format!("Question {id}")))
        .collect();
    api.on_list(Ok(page(rows, 48, Some("c"))));
    let widget = mount(ann(), &api).await;
    widget.type_into("Find in these 12", "QUESTION 12");
    settle().await;
    assert_eq!(widget.subjects(), ["Question 12"]);
    assert!(
        line(&widget).contains("1 of 12 shown, 48 in all"),
        "{}",
        line(&widget)
    );
    widget.type_into("Find in these 12", "nothing like it");
    settle().await;
    assert!(
        widget
            .text()
            .contains("None of these 12 conversations holds these words.")
    );
    assert!(
        widget.find_button("Show more").is_some(),
        "the others may hold them"
    );
    assert_eq!(api.listed().len(), 1, "the server is not asked");
    widget.button("Clear").click();
    settle().await;
    assert_eq!(widget.subjects().len(), 12);
}

#[wasm_bindgen_test]
async fn closed_ones_are_folded_away_and_unfolded() {
    let widget = mount(ann(), &api_with(mixed())).await;
    assert_eq!(
        widget.subjects(),
        ["Question 5", "Question 4", "Question 2", "Question 1"]
    );
    let fold = widget.button("2 closed");
    assert_eq!(
        fold.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
    fold.click();
    settle().await;
    assert_eq!(widget.subjects()[4..], ["Question 6", "Question 3"]);
    let fold = widget.button("2 closed");
    assert_eq!(fold.get_attribute("aria-expanded").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn statuses_are_said_in_the_customers_words_or_the_pages() {
    let widget = mount(ann(), &api_with(mixed())).await;
    assert!(widget.text().contains("Waiting: see the last message"));
    let rows = vec![
        of(1, Status::Open, Priority::Medium),
        of(2, Status::from("On hold"), Priority::Medium),
    ];
    let own = [("Open", "With us"), ("On hold", "Resting")];
    let own = own.map(|(status, label)| (status.to_owned(), label.to_owned()));
    let widget = mount_with(ann(), &api_with(rows), |config| {
        config.status_labels = own.into_iter().collect();
    })
    .await;
    let shown: Vec<_> = widget
        .all(".row .status")
        .iter()
        .map(|status| status.text_content().unwrap())
        .collect();
    assert_eq!(shown, ["With us", "Resting"]);
    widget.chip("Resting");
}

fn news(widget: &Mounted) -> Vec<String> {
    let news = widget.all(".is-news .row-subject").into_iter();
    news.map(|subject| subject.text_content().unwrap())
        .collect()
}

#[wasm_bindgen_test]
async fn what_changed_since_the_last_visit_is_marked_until_it_is_opened() {
    let changed = |id, at| CustomerConversation {
        last_updated_at: at,
        ..row(id, &format!("Question {id}"))
    };
    // Beyond what any clock says, so that the first visit covers all of the first list.
    let first = 4_000_000_000;
    let widget = mount(ann(), &api_with(vec![changed(2, first), changed(1, first)])).await;
    assert_eq!(news(&widget), [""; 0], "nothing is news on a first visit");
    widget.button("Question 1").click();
    settle().await;
    drop(widget);

    let later = || {
        api_with(vec![
            changed(3, first + 9),
            changed(2, first),
            changed(1, first + 5),
        ])
    };
    let widget = mount_again(ann(), &later(), |_| {}).await;
    assert_eq!(news(&widget), ["Question 3", "Question 1"]);
    assert!(
        line(&widget).contains("2 updated since you looked"),
        "{}",
        line(&widget)
    );
    assert!(
        widget.all(".is-news")[0]
            .text_content()
            .unwrap()
            .contains("Updated since you looked")
    );
    widget.button("Question 3").click();
    settle().await;
    assert_eq!(news(&widget), ["Question 1"]);
    drop(widget);

    let widget = mount_again(ann(), &later(), |_| {}).await;
    assert_eq!(news(&widget), ["Question 1"], "it is remembered");
    widget.button("Mark as read").click();
    settle().await;
    assert_eq!(news(&widget), [""; 0]);
    assert!(
        widget.root().query_selector(":focus").unwrap().is_some(),
        "the focus is not lost"
    );
}

#[wasm_bindgen_test]
async fn another_customer_finds_nothing_of_what_one_has_seen() {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let keys = || -> Vec<String> {
        (0..storage.length().unwrap())
            .map(|n| storage.key(n).unwrap().unwrap())
            .collect()
    };
    let widget = mount(ann(), &api_with(mixed())).await;
    assert_eq!(
        keys(),
        [""; 0],
        "nothing is written before the customer does something"
    );
    widget.button("Question 5").click();
    settle().await;
    assert_eq!(keys().len(), 1, "one entry a customer");
    assert!(keys()[0].starts_with("support-widget:seen:"));
    assert!(
        !keys()[0].contains("ann")
            && !storage
                .get_item(&keys()[0])
                .unwrap()
                .unwrap()
                .contains("Question")
    );
    drop(widget);
    storage.set_item("the-pages-own", "stays").unwrap();
    let mut portal = support::portal::embed_again(r#"{"requester": "ann@example.com"}"#);
    settle().await;
    let other = js_sys::JSON::parse(r#"{"requester": "bob@example.com"}"#).unwrap();
    portal.element.update(&other);
    settle().await;
    assert_eq!(keys(), ["the-pages-own"]);
    storage.clear().unwrap();
}

#[wasm_bindgen_test]
async fn a_row_is_one_control_with_the_subject_for_a_name() {
    let widget = mount(ann(), &api_with(vec![row(1, "  "), row(2, "Parcel lost")])).await;
    for (article, name) in widget
        .all(".row")
        .iter()
        .zip(["(no subject)", "Parcel lost"])
    {
        let controls = article.query_selector_all("a, button").unwrap();
        assert_eq!(controls.length(), 1);
        assert_eq!(
            controls.get(0).unwrap().text_content().as_deref(),
            Some(name)
        );
    }
}
