//! The form, as a customer meets it, against scripted answers.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use support::{Customer, Mounted, ann, api_with, document, mount, row, settle, wait_for};
use support_widget::{
    api::fake::FakeApi,
    model::{
        failure::{Failure, Problem},
        requester::Requester,
    },
};
use support_wire::{CustomerConversation, FieldProblem, Priority, Source};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

async fn fill_in(widget: &Mounted) {
    widget.type_into("Subject", "Parcel lost");
    widget.type_into("Description", "It never came.");
    settle().await;
}

async fn press(widget: &Mounted, button: &str) {
    widget.button(button).click();
    settle().await;
    wait_for("an answer", || widget.find_button("Sending…").is_none()).await;
}

#[wasm_bindgen_test]
async fn a_sent_form_becomes_a_receipt_and_the_first_row() {
    let api = api_with(vec![row(1, "Older")]);
    let made = CustomerConversation {
        first_response_due: Some(1_700_003_600),
        ..row(42, "Parcel lost")
    };
    api.on_create(Ok(made));
    let widget = mount(ann(), &api).await;
    fill_in(&widget).await;
    widget.type_into("Priority", "High");
    settle().await;
    press(&widget, "Send").await;

    assert!(widget.text().contains("We have your request"));
    assert!(widget.text().contains("It is number 42."));
    assert!(widget.text().contains("We aim to answer by"));
    assert_eq!(widget.subjects(), ["Parcel lost", "Older"]);
    let sent = &api.created()[0];
    assert_eq!(sent.requested_by.as_deref(), Some("ann@example.com"));
    assert_eq!(sent.priority, Some(Priority::High));
    assert_eq!(sent.source, Some(Source::Mail));

    api.on_contact(Ok(Some(7)));
    press(&widget, "Open it").await;
    assert_eq!(api.opened(), [42]);
    let title = &widget.all("#conversation-title")[0];
    assert_eq!(title.text_content().as_deref(), Some("Parcel lost"));
    press(&widget, "Back to My conversations").await;

    press(&widget, "Send another").await;
    assert_eq!(widget.value_of("Subject"), "");
    assert_eq!(widget.value_of("Priority"), "Medium");
}

#[wasm_bindgen_test]
async fn an_empty_form_is_not_sent_and_says_all_that_is_missing() {
    let api = api_with(vec![]);
    let widget = mount(ann(), &api).await;
    press(&widget, "Send").await;

    assert_eq!(api.created(), []);
    let summary = &widget.all(".error-summary")[0];
    assert_eq!(
        document().active_element().unwrap(),
        **summary,
        "the summary has the focus"
    );
    assert_eq!(widget.all(".error-summary li").len(), 2);
    let subject = widget.field("Subject");
    assert_eq!(
        subject.get_attribute("aria-invalid").as_deref(),
        Some("true")
    );
    let described = subject.get_attribute("aria-describedby").unwrap();
    assert_eq!(
        widget.all(&format!("#{described}"))[0]
            .text_content()
            .unwrap(),
        "Enter a subject, in a few words."
    );

    press(&widget, "Describe what you need help with.").await;
    assert_eq!(
        document().active_element().unwrap(),
        *widget.field("Description")
    );
}

#[wasm_bindgen_test]
async fn a_field_in_error_is_checked_while_typing_and_keeps_the_focus() {
    let api = api_with(vec![]);
    let widget = mount(ann(), &api).await;
    press(&widget, "Send").await;
    let subject = widget.field("Subject");
    subject.focus().unwrap();
    widget.type_into("Subject", "P");
    settle().await;
    assert_eq!(widget.field("Subject").get_attribute("aria-invalid"), None);
    assert_eq!(widget.field("Subject"), subject, "the same control");
    assert_eq!(document().active_element().unwrap(), *subject);
    widget.type_into("Subject", "");
    settle().await;
    assert_eq!(
        subject.get_attribute("aria-invalid").as_deref(),
        Some("true")
    );
    assert_eq!(document().active_element().unwrap(), *subject);
}

#[wasm_bindgen_test]
async fn two_clicks_send_once() {
    let api = api_with(vec![]);
    let widget = mount(ann(), &api).await;
    fill_in(&widget).await;
    let send = widget.button("Send");
    send.click();
    send.click();
    settle().await;
    send.click();
    wait_for("the request", || !api.created().is_empty()).await;
    send.click();
    settle().await;
    assert_eq!(api.created().len(), 1);
    assert_eq!(
        widget
            .button("Sending…")
            .get_attribute("aria-disabled")
            .as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn every_failure_keeps_the_text_and_says_what_to_do() {
    let refused = |status| {
        Failure::Refused(Problem {
            status,
            ..Problem::default()
        })
    };
    for (failure, words) in [
        (Failure::Offline, "You are offline. Your text is kept"),
        (
            Failure::Unreachable,
            "We are not sure it arrived. Your text is kept",
        ),
        (
            Failure::TimedOut,
            "We are not sure it arrived. Your text is kept",
        ),
        (refused(401), "Your session has expired"),
        (refused(429), "Wait a minute, then send it again"),
        (
            refused(503),
            "We are not sure it arrived. Your text is kept",
        ),
    ] {
        let api = api_with(vec![]);
        api.on_create(Err(failure));
        let widget = mount(ann(), &api).await;
        fill_in(&widget).await;
        press(&widget, "Send").await;
        let status = widget.all(".form-status")[0].text_content().unwrap();
        assert!(status.contains(words), "{status}");
        assert_eq!(widget.value_of("Description"), "It never came.");
        assert!(widget.find_button("Send again").is_some());
    }
}

#[wasm_bindgen_test]
async fn sending_again_after_a_doubt_finds_the_first_instead_of_making_a_second() {
    let api = api_with(vec![]);
    api.on_create(Err(Failure::TimedOut));
    let widget = mount(ann(), &api).await;
    fill_in(&widget).await;
    press(&widget, "Send").await;

    #[expect(clippy::cast_possible_truncation, reason = "seconds")]
    let now = (js_sys::Date::now() / 1000.0) as i64;
    let arrived = CustomerConversation {
        created_at: now,
        description_text: "It never came.".into(),
        ..row(43, "Parcel lost")
    };
    api.on_contact(Ok(Some(7)))
        .on_list(Ok(support::page(vec![arrived], 1, None)));
    press(&widget, "Send again").await;
    assert_eq!(api.created().len(), 1, "nothing was sent a second time");
    assert!(widget.text().contains("It is number 43."));
}

#[wasm_bindgen_test]
async fn sending_again_after_a_doubt_sends_where_nothing_had_arrived() {
    let api = api_with(vec![]);
    api.on_create(Err(Failure::Unreachable))
        .on_create(Ok(row(44, "Parcel lost")));
    let widget = mount(ann(), &api).await;
    fill_in(&widget).await;
    press(&widget, "Send").await;
    api.on_contact(Ok(Some(7)))
        .on_list(Ok(support::page(vec![row(9, "Another")], 1, None)));
    press(&widget, "Send again").await;
    assert_eq!(api.created().len(), 2);
    assert_eq!(api.created()[0], api.created()[1]);
    assert!(widget.text().contains("It is number 44."));
}

#[wasm_bindgen_test]
async fn fields_that_the_server_blames_are_marked() {
    let api = api_with(vec![]);
    let fields = vec![FieldProblem {
        name: "subject".into(),
        message: "no".into(),
    }];
    api.on_create(Err(Failure::Refused(Problem {
        status: 400,
        fields,
        ..Problem::default()
    })));
    let widget = mount(ann(), &api).await;
    fill_in(&widget).await;
    press(&widget, "Send").await;
    assert_eq!(
        widget
            .field("Subject")
            .get_attribute("aria-invalid")
            .as_deref(),
        Some("true")
    );
    assert_eq!(widget.value_of("Subject"), "Parcel lost");
}

#[wasm_bindgen_test]
async fn who_is_not_known_is_asked_for_an_address() {
    const LABEL: &str = "Your e-mail address or telephone number";
    let api = FakeApi::default();
    api.on_create(Ok(row(45, "Parcel lost")));
    let widget = mount(Requester::ByToken, &api).await;
    fill_in(&widget).await;
    widget.type_into(LABEL, "nobody");
    settle().await;
    press(&widget, "Send").await;
    assert_eq!(api.created(), []);
    widget.type_into(LABEL, "ann@example.com");
    settle().await;
    press(&widget, "Send").await;
    assert_eq!(
        api.created()[0].requested_by.as_deref(),
        Some("ann@example.com")
    );
    assert_eq!(api.listed(), [], "a typed address opens nobody's list");
    assert!(
        widget
            .text()
            .contains("answers you at the address that you gave")
    );
    for missing in ["Open it", "See it in My conversations"] {
        assert!(widget.find_button(missing).is_none(), "{missing}: of whom?");
    }

    let known = mount(ann(), &api_with(vec![])).await;
    assert!(!known.has_field(LABEL));
}
