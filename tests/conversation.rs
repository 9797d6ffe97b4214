//! One conversation, as a customer meets it, against scripted answers.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use support::{
    Customer, Mounted, ann, api_with, document, mount, mount_config, mount_with, page, row, settle,
    wait_for,
};
use support_widget::{
    Config,
    api::{Refreshed, fake::FakeApi},
    config::HeadingLevel,
    model::{
        failure::{Failure, Problem},
        thread::replies_query,
    },
};
use support_wire::{
    CustomerConversation, CustomerField, CustomerReply, CustomerReplyAuthor, Page, Pages, ReplyId,
    Status,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn boots() -> CustomerConversation {
    CustomerConversation {
        description_text: "The left one has no laces.\nSee https://shop.example/81204.".into(),
        ..row(12, "Boots")
    }
}

fn reply(id: i64, kind: &str, text: &str) -> CustomerReply {
    CustomerReply {
        id: ReplyId::from(id),
        body_text: text.into(),
        author: Some(CustomerReplyAuthor {
            name: Some("Sam".into()),
            kind: Some(kind.into()),
        }),
        sent_at: 1_700_000_000 + id,
        ..CustomerReply::default()
    }
}

/// A page of replies, the newest first, as the API gives it.
fn replies(data: Vec<CustomerReply>, total: u64, cursor: Option<&str>) -> Page<CustomerReply> {
    Page {
        data,
        pages: Pages {
            next_cursor: cursor.map(str::to_owned),
            ..Pages::default()
        },
        total_count: total,
    }
}

/// A widget with that conversation open.
async fn open(api: &FakeApi) -> Mounted {
    let widget = mount(ann(), api).await;
    widget.button("Boots").click();
    settle().await;
    widget
}

fn conversation_of(widget: &Mounted) -> String {
    widget.all(".conversation")[0].text_content().unwrap()
}

fn messages(widget: &Mounted) -> Vec<String> {
    let all = widget.all(".said .prose");
    all.iter()
        .map(|prose| prose.text_content().unwrap())
        .collect()
}

#[wasm_bindgen_test]
async fn a_row_opens_its_conversation_and_back_leads_to_that_row() {
    let api = api_with(vec![row(13, "Hats"), boots()]);
    // An address is looked up for the list and for the conversation.
    api.on_contact(Ok(Some(7))).on_conversation(Ok(boots()));
    api.on_replies(Ok(replies(
        vec![
            reply(2, "customer", "Thanks!"),
            reply(1, "agent", "On their way."),
        ],
        2,
        None,
    )));
    let widget = open(&api).await;
    assert_eq!(api.opened(), [12]);
    assert_eq!(api.asked_replies(), [(12, replies_query(None))]);
    assert_eq!(
        document().active_element().unwrap().text_content().unwrap(),
        "Boots"
    );
    assert_eq!(
        messages(&widget),
        [
            "The left one has no laces.\nSee https://shop.example/81204.",
            "On their way.",
            "Thanks!"
        ]
    );
    let authors: Vec<_> = widget
        .all(".author")
        .iter()
        .map(|name| name.text_content().unwrap())
        .collect();
    assert_eq!(authors, ["You", "Sam", "You"]);

    widget.button("Back to My conversations").click();
    settle().await;
    let focused = document().active_element().unwrap();
    assert_eq!(
        focused.get_attribute("data-conversation").as_deref(),
        Some("12")
    );
    assert_eq!(widget.all(".conversation").len(), 0);
}

#[wasm_bindgen_test]
async fn its_title_gets_the_focus_at_whatever_level_it_stands() {
    let api = api_with(vec![boots()]);
    let config = Config {
        requester: ann(),
        heading_level: HeadingLevel::parse("4").unwrap(),
        ..Config::default()
    };
    let widget = mount_config(config, &api).await;
    widget.button("Boots").click();
    settle().await;
    let focused = document().active_element().unwrap();
    assert_eq!(focused.local_name(), "h4");
    assert_eq!(focused.text_content().unwrap(), "Boots");
}

#[wasm_bindgen_test]
async fn what_the_list_knows_is_shown_before_the_rest_has_come() {
    let widget = open(&api_with(vec![boots()])).await;
    let shown = conversation_of(&widget);
    assert!(
        shown.contains("no laces") && shown.contains("#12"),
        "{shown}"
    );
    assert_eq!(widget.all(".conversation .skeleton").len(), 1);
    assert_eq!(
        widget.all(".conversation")[0]
            .get_attribute("aria-busy")
            .as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn an_address_becomes_a_link_and_nothing_else_does() {
    let widget = open(&api_with(vec![boots()])).await;
    let links = widget.all(".conversation a");
    assert_eq!(links.len(), 1);
    let link = &links[0];
    assert_eq!(
        link.get_attribute("href").unwrap(),
        "https://shop.example/81204"
    );
    assert_eq!(link.text_content().unwrap(), "https://shop.example/81204");
    assert_eq!(
        link.get_attribute("rel").unwrap(),
        "noopener noreferrer nofollow"
    );
    assert_eq!(link.get_attribute("target").unwrap(), "_blank");
}

#[wasm_bindgen_test]
async fn a_long_thread_is_read_from_its_end_and_shows_more_on_demand() {
    let api = api_with(vec![boots()]);
    api.on_contact(Ok(Some(7))).on_conversation(Ok(boots()));
    api.on_replies(Ok(replies(vec![reply(3, "agent", "three")], 3, Some("3"))))
        .on_replies(Err(Failure::TimedOut))
        .on_replies(Ok(replies(
            vec![reply(2, "agent", "two"), reply(1, "agent", "one")],
            3,
            None,
        )));
    let widget = open(&api).await;
    assert_eq!(messages(&widget)[1..], ["three"]);
    widget.button("Show 2 earlier messages").click();
    settle().await;
    assert!(conversation_of(&widget).contains("What you see is still right"));
    widget.button("Try again").click();
    settle().await;
    assert_eq!(messages(&widget)[1..], ["one", "two", "three"]);
    assert_eq!(
        api.asked_replies()[2].1.starting_after.as_deref(),
        Some("3")
    );
    let earlier = &widget.all(".earlier")[0];
    assert!(
        earlier.has_attribute("hidden"),
        "there is nothing more to ask for"
    );
}

#[wasm_bindgen_test]
async fn what_is_not_there_or_not_theirs_is_said_alike() {
    let refused = Failure::Refused(Problem {
        status: 404,
        ..Problem::default()
    });
    let of_another = CustomerConversation {
        requested_by_id: Some(8),
        ..boots()
    };
    for answer in [Err(refused), Ok(of_another)] {
        let api = api_with(vec![boots()]);
        api.on_contact(Ok(Some(7))).on_conversation(answer);
        let widget = open(&api).await;
        let shown = conversation_of(&widget);
        assert!(
            shown.contains("We found no conversation of yours"),
            "{shown}"
        );
        assert!(!shown.contains("laces"), "{shown}");
        assert_eq!(api.asked_replies(), []);
        assert!(widget.find_button("Back to My conversations").is_some());
    }
}

#[wasm_bindgen_test]
async fn a_failure_keeps_what_is_known_and_can_be_tried_again() {
    let api = api_with(vec![boots()]);
    api.on_contact(Ok(Some(7)))
        .on_conversation(Err(Failure::Offline));
    let widget = open(&api).await;
    let shown = conversation_of(&widget);
    assert!(
        shown.contains("no laces") && shown.contains("may be out of date"),
        "{shown}"
    );
    api.on_contact(Ok(Some(7)))
        .on_conversation(Ok(boots()))
        .on_replies(Ok(replies(vec![], 0, None)));
    widget.button("Try again").click();
    settle().await;
    assert!(conversation_of(&widget).contains("No answer yet."));
}

#[wasm_bindgen_test]
async fn what_is_open_stays_fresh_by_itself_and_counts_as_seen() {
    let api = api_with(vec![boots()]);
    let answered = CustomerConversation {
        status: Some(Status::Resolved),
        // Later than the moment from which this browser knows anything.
        last_updated_at: 4_000_000_000,
        ..boots()
    };
    api.on_contact(Ok(Some(7)))
        .on_conversation(Ok(boots()))
        .on_replies(Ok(replies(vec![], 0, None)))
        .on_refresh(Ok(Refreshed {
            page: Some(page(vec![answered.clone()], 1, None)),
            age_seconds: Some(0),
            pause_seconds: Some(3_600),
        }))
        .on_contact(Ok(Some(7)))
        .on_conversation(Ok(answered))
        .on_replies(Ok(replies(vec![reply(1, "agent", "Sent.")], 1, None)));
    let widget = mount_with(ann(), &api, |config| config.refresh_seconds = 1).await;
    widget.button("Boots").click();
    settle().await;
    assert!(!conversation_of(&widget).contains("was "));
    wait_for("the answer", || messages(&widget).len() == 2).await;
    let shown = conversation_of(&widget);
    let spoken = "The status is now Resolved; it was Open. 2 messages";
    assert!(shown.contains("Resolvedwas Open"), "{shown}");
    assert!(shown.contains(spoken), "{shown}");

    widget.button("Show").click();
    settle().await;
    let list = widget.all(".list")[0].text_content().unwrap();
    assert!(!list.contains("since you looked"), "{list}");
}

#[wasm_bindgen_test]
async fn a_change_of_status_in_the_second_of_another_change_is_seen() {
    let api = api_with(vec![boots()]);
    let resolved = CustomerConversation {
        status: Some(Status::Resolved),
        ..boots()
    };
    api.on_contact(Ok(Some(7)))
        .on_conversation(Ok(boots()))
        .on_replies(Ok(replies(vec![reply(1, "agent", "Sent.")], 1, None)))
        .on_refresh(Ok(Refreshed {
            page: Some(page(vec![resolved.clone()], 1, None)),
            age_seconds: Some(0),
            pause_seconds: Some(3_600),
        }))
        .on_contact(Ok(Some(7)))
        .on_conversation(Ok(resolved))
        .on_replies(Ok(replies(vec![reply(1, "agent", "Sent.")], 1, None)));
    let widget = mount_with(ann(), &api, |config| config.refresh_seconds = 1).await;
    widget.button("Boots").click();
    settle().await;
    let is_told = || conversation_of(&widget).contains("Resolvedwas Open");
    wait_for("the status", is_told).await;
}

#[wasm_bindgen_test]
async fn details_are_those_that_came() {
    let detailed = CustomerConversation {
        custom_fields: vec![CustomerField {
            internal_name: "order_id".into(),
            name: "Order".into(),
            value: "81204".into(),
        }],
        tags: vec!["shoes".into(), "laces".into()],
        ..boots()
    };
    let api = api_with(vec![boots()]);
    api.on_contact(Ok(Some(7))).on_conversation(Ok(detailed));
    let widget = open(&api).await;
    let details = &widget.all(".details > div");
    let words: Vec<_> = details
        .iter()
        .map(|part| part.text_content().unwrap())
        .collect();
    assert_eq!(words, ["Order81204", "Tagsshoeslaces"]);
}

#[wasm_bindgen_test]
async fn a_missed_promise_is_owned_up_to() {
    let late = CustomerConversation {
        first_response_due: Some(1_700_003_600),
        ..boots()
    };
    let widget = open(&api_with(vec![late])).await;
    let shown = conversation_of(&widget);
    assert!(
        shown.contains("We said ") && shown.contains(" and have missed it."),
        "{shown}"
    );
}

#[wasm_bindgen_test]
async fn a_follow_up_is_a_request_that_names_the_old_one() {
    let resolved = CustomerConversation {
        status: Some(Status::Resolved),
        ..boots()
    };
    let widget = open(&api_with(vec![resolved])).await;
    assert!(conversation_of(&widget).contains("This request is resolved."));
    widget.button("Write a follow-up").click();
    settle().await;
    assert_eq!(widget.value_of("Subject"), "Re: Boots");
    assert_eq!(
        widget.value_of("Description"),
        "This follows up my request number 12.\n\n"
    );
    assert_eq!(
        document().active_element().unwrap(),
        *widget.field("Subject")
    );
}

#[wasm_bindgen_test]
async fn a_follow_up_takes_nothing_away_that_was_typed() {
    let widget = mount(ann(), &api_with(vec![boots()])).await;
    widget.type_into("Subject", "Hats");
    settle().await;
    widget.button("Boots").click();
    settle().await;
    assert!(widget.find_button("Write a follow-up").is_none());
    widget.button("Show what I have begun").click();
    settle().await;
    assert_eq!(widget.value_of("Subject"), "Hats");
    assert_eq!(widget.value_of("Description"), "");
}

#[wasm_bindgen_test]
async fn a_very_long_text_is_shown_in_part_until_it_is_asked_for() {
    let whole = "word ".repeat(30_000);
    let long = CustomerConversation {
        description_text: whole.clone(),
        ..boots()
    };
    let widget = open(&api_with(vec![long])).await;
    assert!(messages(&widget)[0].len() < 10_000);
    widget.button("Show the whole message").click();
    settle().await;
    assert_eq!(messages(&widget)[0], whole);
}
