//! The form's other fields, as a customer meets them: each kind, conditions, what the page has set,
//! what goes along unseen, and what a server blames.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use serde_json::{Value, json};
use support::{Customer, Mounted, document, mount_config, row, settle, wait_for};
use support_widget::{
    Config,
    api::fake::FakeApi,
    model::{
        failure::{Failure, Problem},
        requester::{Address, Requester},
    },
};
use support_wire::{CustomValue, FieldProblem, FormFields, Page};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Event, EventInit, HtmlElement, HtmlSelectElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A customer of a gateway that lists these fields.
fn gateway(fields: Value) -> FakeApi {
    let api = FakeApi::default();
    let fields: FormFields = serde_json::from_value(fields).unwrap();
    api.with_token_contact(Address::Email("ann@example.com".into()))
        .on_fields(Ok(fields))
        .on_list(Ok(Page::empty()));
    api
}

fn page(fields: Value) -> Config {
    let fields: Vec<_> = serde_json::from_value(fields).unwrap();
    Config {
        requester: Requester::ByToken,
        fields: fields.into(),
        ..Config::default()
    }
}

async fn widget(listed: Value, of_page: Value) -> (FakeApi, Mounted) {
    let api = gateway(listed);
    let widget = mount_config(page(of_page), &api).await;
    widget.type_into("Subject", "Broken");
    widget.type_into("Description", "It came in two parts.");
    settle().await;
    (api, widget)
}

async fn send(widget: &Mounted) {
    widget.button("Send").click();
    settle().await;
    wait_for("what becomes of it", || {
        widget.all("form[aria-busy=true]").is_empty()
    })
    .await;
}

fn sent(api: &FakeApi) -> Vec<(String, CustomValue)> {
    let created = api.created();
    let fields = created
        .last()
        .expect("nothing was sent")
        .custom_fields
        .clone();
    fields
        .into_iter()
        .map(|field| (field.internal_name, field.value))
        .collect()
}

fn text(name: &str, value: &str) -> (String, CustomValue) {
    (name.to_owned(), CustomValue::Text(value.to_owned()))
}

fn change(select: &HtmlElement, value: &str) {
    select
        .dyn_ref::<HtmlSelectElement>()
        .unwrap()
        .set_value(value);
    let init = EventInit::new();
    init.set_bubbles(true);
    let event = Event::new_with_event_init_dict("change", &init).unwrap();
    select.dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn each_kind_has_the_platforms_control_and_is_sent() {
    let listed = json!({ "data": [
        { "internal_name": "order", "type": "single_line_text", "name": "Order" },
        { "internal_name": "details", "type": "multi_line_text", "name": "Details" },
        { "internal_name": "topic", "type": "dropdown", "name": "Topic", "field_options": ["A", { "id": 2, "name": "B" }] },
        { "internal_name": "pieces", "type": "number", "name": "Pieces" },
        { "internal_name": "day", "type": "date", "name": "Day" },
        { "internal_name": "copy", "type": "email", "name": "Copy" },
        { "internal_name": "file", "type": "link", "name": "File" },
    ], "brands": [{ "id": 1, "name": "Shop" }, { "id": 2, "name": "Outlet" }] });
    let (api, widget) = widget(listed, json!([])).await;
    api.on_create(Ok(row(1, "Broken")));
    for (label, kind, value) in [
        ("Order", "text", "81204"),
        ("Details", "textarea", "Two lines"),
        ("Topic", "select-one", "B"),
        ("Pieces", "text", "1,5"),
        ("Day", "date", "2026-11-20"),
        ("Copy", "email", "bob@example.com"),
        ("File", "url", "https://files.example/1"),
        ("Which of our brands is it about?", "select-one", "2"),
    ] {
        let label = format!("{label} optional");
        let control = widget.field(&label);
        let found = js_sys::Reflect::get(&control, &"type".into()).unwrap();
        assert_eq!(found.as_string().as_deref(), Some(kind), "{label}");
        widget.type_into(&label, value);
        settle().await;
        assert_eq!(widget.value_of(&label), value);
    }
    send(&widget).await;
    let expected = [
        text("order", "81204"),
        text("details", "Two lines"),
        text("topic", "B"),
        text("pieces", "1.5"),
        text("day", "2026-11-20"),
        text("copy", "bob@example.com"),
    ];
    assert_eq!(sent(&api), expected);
    let created = &api.created()[0];
    assert_eq!(created.brand_id, Some(2));
    assert_eq!(
        created.description,
        "It came in two parts.\n\nhttps://files.example/1"
    );
}

#[wasm_bindgen_test]
async fn several_are_ticked_and_a_tree_opens_step_by_step() {
    let listed = json!({ "data": [
        { "internal_name": "remedy", "type": "multi_select", "name": "Remedy", "required": true,
          "field_options": ["Repair", "Refund", "Parts"] },
        { "internal_name": "item", "type": "nested", "name": "Item", "required": true,
          "levels": ["Shelf", "Thing"],
          "choices": [{ "name": "Boots", "choices": ["Fjell", "Marsh"] }, { "name": "Lamps" }] },
    ] });
    let (api, widget) = widget(listed, json!([])).await;
    api.on_create(Ok(row(1, "Broken")));
    send(&widget).await;
    let errors = widget.all(".error-summary")[0].text_content().unwrap();
    assert!(errors.contains("Remedy: choose at least one."), "{errors}");
    assert!(
        errors.contains("Item: choose down to the last step."),
        "{errors}"
    );
    widget.button("Item: choose down to the last step.").click();
    settle().await;
    let [first] = &widget.all(".levels select")[..] else {
        panic!("one level is open");
    };
    assert_eq!(document().active_element().unwrap(), **first);

    change(first, "Boots");
    settle().await;
    let levels = widget.all(".levels select");
    assert_eq!(levels.len(), 2);
    assert_eq!(levels[0], *first, "the control that is in use stays");
    change(&levels[1], "Marsh");
    settle().await;
    // Another way at the first step takes the second back.
    change(&levels[0], "Lamps");
    settle().await;
    assert_eq!(widget.all(".levels select").len(), 1);
    for tick in [2, 0] {
        widget.all(".ticks input")[tick].click();
        settle().await;
    }
    send(&widget).await;
    let remedy = ["Repair", "Parts"].map(|name| CustomValue::Text(name.to_owned()));
    let remedy = ("remedy".to_owned(), CustomValue::List(remedy.into()));
    assert_eq!(sent(&api), [remedy, text("item", "Lamps")]);
}

#[wasm_bindgen_test]
async fn a_field_comes_and_goes_with_what_another_holds() {
    let fields = json!([
        { "internal_name": "topic", "type": "dropdown", "name": "Topic", "field_options": ["Returns", "Other"] },
        { "internal_name": "why", "type": "single_line_text", "name": "Why", "required": true, "when": { "topic": "Returns" } },
    ]);
    let (api, widget) = widget(json!({ "data": fields }), json!([])).await;
    api.on_create(Ok(row(1, "Broken")));
    assert!(!widget.has_field("Why"));
    widget.type_into("Topic optional", "Returns");
    settle().await;
    assert!(widget.has_field("Why"));
    send(&widget).await;
    assert_eq!(widget.all(".error-summary li").len(), 1);
    widget.type_into("Topic optional", "Other");
    settle().await;
    assert_eq!(
        widget.all(".error-summary li").len(),
        0,
        "what is gone is not wrong"
    );
    send(&widget).await;
    assert_eq!(sent(&api), [text("topic", "Other")]);
}

#[wasm_bindgen_test]
async fn what_the_page_has_set_is_shown_locked_or_sent_along() {
    let listed = json!({ "data": [
        { "internal_name": "order", "type": "single_line_text", "name": "Order" },
        { "internal_name": "version", "type": "single_line_text", "name": "Version", "hidden": true },
    ] });
    let of_page = json!([
        { "internal_name": "order", "value": 81204, "locked": true },
        { "internal_name": "version", "value": "4.2" },
        { "internal_name": "priority", "value": "High", "hidden": true },
        { "internal_name": "subject", "value": "Damaged" },
    ]);
    let api = gateway(listed);
    api.on_create(Ok(row(1, "Damaged")));
    let widget = mount_config(page(of_page), &api).await;
    assert_eq!(widget.value_of("Subject"), "Damaged");
    assert_eq!(widget.value_of("Order"), "81204");
    assert!(widget.field("Order").has_attribute("readonly"));
    assert!(!widget.has_field("Priority"));
    let along = widget.all("details.along")[0].text_content().unwrap();
    for words in ["Version4.2", "PriorityHigh"] {
        assert!(along.contains(words), "{along}");
    }
    widget.type_into("Description", "It came in two parts.");
    settle().await;
    send(&widget).await;
    let created = &api.created()[0];
    assert_eq!(created.subject, "Damaged");
    assert_eq!(created.priority.as_ref().unwrap().as_str(), "High");
    assert_eq!(sent(&api), [text("order", "81204"), text("version", "4.2")]);
}

#[wasm_bindgen_test]
async fn a_box_must_be_ticked_where_the_page_says_so() {
    let terms = json!([{ "internal_name": "terms", "type": "consent", "required": true, "name": "I agree" }]);
    let (api, widget) = widget(json!({}), terms).await;
    api.on_create(Ok(row(1, "Broken")));
    send(&widget).await;
    assert_eq!(api.created(), []);
    widget.button("Tick the box if you agree.").click();
    settle().await;
    let tick = widget.field("I agree");
    assert_eq!(document().active_element().unwrap(), *tick);
    tick.click();
    settle().await;
    assert_eq!(tick.get_attribute("aria-invalid"), None);
    send(&widget).await;
    assert_eq!(sent(&api), []);
}

#[wasm_bindgen_test]
async fn custom_fields_that_the_server_blames_are_marked() {
    let order = json!({ "data": [{ "internal_name": "order", "type": "single_line_text", "name": "Order" }] });
    let (api, widget) = widget(order, json!([])).await;
    let blame = |name: &str| FieldProblem {
        name: name.into(),
        message: "no".into(),
    };
    let problem = Problem {
        status: 400,
        fields: vec![blame("custom_fields.order"), blame("custom_fields.other")],
        ..Problem::default()
    };
    api.on_create(Err(Failure::Refused(problem)));
    widget.type_into("Order optional", "81204");
    settle().await;
    send(&widget).await;
    let order = widget.field("Order optional");
    assert_eq!(order.get_attribute("aria-invalid").as_deref(), Some("true"));
    let items = widget.all(".error-summary li");
    assert_eq!(items.len(), 2);
    let is_link = |item: &HtmlElement| item.query_selector("button").unwrap().is_some();
    assert!(
        is_link(&items[0]) && !is_link(&items[1]),
        "only a field can be gone to"
    );
}

#[wasm_bindgen_test]
async fn the_room_left_is_told_near_the_end_only() {
    let short = json!([{ "internal_name": "subject", "max_length": 20 }]);
    let (_api, widget) = widget(json!({}), short).await;
    let told = || {
        let rooms = widget.all(".room [aria-hidden]").into_iter();
        rooms
            .map(|room| room.text_content().unwrap())
            .collect::<String>()
    };
    assert_eq!(told(), "");
    widget.type_into("Subject", &"x".repeat(16));
    settle().await;
    assert_eq!(told(), "4 characters left");
    widget.type_into("Subject", &"x".repeat(21));
    settle().await;
    assert_eq!(told(), "1 character too many");
    send(&widget).await;
    assert!(
        widget
            .text()
            .contains("Subject: shorten it to 20 characters or fewer.")
    );
}

#[wasm_bindgen_test]
async fn the_form_waits_for_the_gateway_but_not_for_long() {
    let api = FakeApi::default();
    api.with_token_contact(Address::Email("ann@example.com".into()))
        .on_list(Ok(Page::empty()))
        .on_create(Ok(row(1, "Broken")));
    let of_page = json!([
        { "internal_name": "order", "required": true },
        { "internal_name": "note", "type": "single_line_text", "name": "Note" },
    ]);
    let widget = mount_config(page(of_page), &api).await;
    assert!(
        !widget.text().contains("order"),
        "what it holds is not known yet"
    );
    widget.type_into("Subject", "Broken");
    widget.type_into("Description", "In two.");
    let is_whole = || widget.all("form.is-partial").is_empty();
    assert!(!is_whole(), "the fields may still come");
    wait_for("the whole form", is_whole).await;
    widget.type_into("Note optional", "Whole as the page says it");
    settle().await;
    send(&widget).await;
    assert_eq!(sent(&api), [text("note", "Whole as the page says it")]);
}

#[wasm_bindgen_test]
async fn a_guest_has_a_name_and_a_trap() {
    let api = FakeApi::default();
    api.on_create(Ok(row(1, "Broken")));
    let widget = mount_config(page(json!([])), &api).await;
    widget.type_into("Subject", "Broken");
    widget.type_into("Description", "In two.");
    widget.type_into(
        "Your e-mail address or telephone number",
        "grace@example.com",
    );
    widget.type_into("Your name optional", "Grace");
    settle().await;
    let trap = &widget.all("[aria-hidden] input[name=website]")[0];
    assert_eq!(trap.get_attribute("tabindex").as_deref(), Some("-1"));
    send(&widget).await;
    let created = &api.created()[0];
    assert_eq!(created.requested_by_firstname.as_deref(), Some("Grace"));
    assert_eq!(created.website, None);
}
