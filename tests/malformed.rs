//! Answers that are not what they should be: none may end the widget, each leaves a way on.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use js_sys::{Reflect, Uint8Array};
use support::{
    Customer, happen,
    portal::{PatchedFetch, embed, of},
    settle, wait_for,
};
use support_widget::{
    api::{Api, CreateRequest, HttpApi, TokenKeeper},
    model::failure::Failure,
};
use support_wire::ListQuery;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Answers whatever the test has put there.
const AS_TOLD: &str =
    "return new Response(window.answer, { status: request.method === 'POST' ? 201 : 200 });";

fn answer_with(bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    Reflect::set(&web_sys::window().unwrap(), &"answer".into(), &bytes).unwrap();
}

/// What is no page of a list and no conversation, by class.
fn broken() -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    // Not JSON.
    bodies.extend(
        [
            "",
            " ",
            "\0",
            "\u{feff}",
            "OK",
            "<!doctype html><h1>502 Bad Gateway</h1>",
            "{",
            "[",
            "\"",
            "{]",
            "}{",
            "nul",
            "nope",
            "NaN",
            "Infinity",
            "undefined",
            "'data'",
            "{data:[]}",
            "{'data':[]}",
            "{\"data\":[],}",
            "{\"data\":[]}}",
            "{\"data\":[]}{\"data\":[]}",
            "{\"data\":[] // rows\n}",
            "/**/{\"data\":[]}",
            "data=1",
            "01",
            "1.",
            ".5",
            "+1",
            "0x10",
            "1e",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"line\nbreak\"",
            "\"tab\there\"",
            "{\"data\" []}",
            "{\"data\":,}",
            "[,]",
            "[1,]",
            "{\"data\":[1 2]}",
            ")]}',\n{\"data\":[]}",
            "callback({\"data\":[]})",
            "--boundary\r\n\r\n{}",
            "%7B%7D",
            "e30=",
        ]
        .map(str::to_owned),
    );
    // JSON of another shape.
    bodies.extend(
        [
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1e308",
            "1e999",
            "\"\"",
            "\"data\"",
            "[]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"\":[]}",
            "{\"Data\":[]}",
            "{\"data\":null}",
            "{\"data\":true}",
            "{\"data\":0}",
            "{\"data\":\"\"}",
            "{\"data\":\"[]\"}",
            "{\"data\":[null]}",
            "{\"data\":[true]}",
            "{\"data\":[1]}",
            "{\"data\":[\"1\"]}",
            "{\"data\":[[]]}",
            "{\"data\":[{}]}",
            "{\"data\":{\"0\":{\"id\":1}}}",
            "{\"data\":{\"length\":1}}",
            "{\"__proto__\":{\"data\":[]}}",
            "{\"constructor\":{\"prototype\":{\"data\":[]}}}",
            "{\"error\":{\"message\":\"no\"}}",
            "{\"message\":\"Unauthorized\"}",
            "{\"rows\":[]}",
            "{\"data\":{\"data\":[]}}",
        ]
        .map(str::to_owned),
    );
    // One value of a row that is none of its kind.
    for id in [
        "null",
        "true",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "1.5",
        "-1.5",
        "1e400",
        "9223372036854775808",
        "1e19",
        "-1e19",
    ] {
        bodies.push(format!("{{\"data\":[{{\"id\":{id}}}]}}"));
    }
    for field in [
        "\"subject\":1",
        "\"subject\":{}",
        "\"subject\":[\"a\"]",
        "\"created_at\":\"now\"",
        "\"created_at\":1e400",
        "\"created_at\":{}",
        "\"requested_by_id\":\"7\"",
        "\"requested_by_id\":[7]",
        "\"description_text\":false",
        "\"due\":\"soon\"",
        "\"status\":1",
        "\"status\":{}",
        "\"priority\":[]",
        "\"first_response_due\":{}",
    ] {
        bodies.push(format!("{{\"data\":[{{\"id\":1,{field}}}]}}"));
    }
    for rest in [
        "\"pages\":1",
        "\"pages\":\"\"",
        "\"pages\":{\"next_cursor\":{}}",
        "\"pages\":{\"per_page\":-1}",
        "\"pages\":{\"per_page\":\"x\"}",
        "\"total_count\":-1",
        "\"total_count\":\"many\"",
        "\"total_count\":1e400",
        "\"total_count\":{}",
        "\"total_count\":0.5",
    ] {
        bodies.push(format!("{{\"data\":[],{rest}}}"));
    }
    // One bad row among good ones, and good rows among bad words.
    let good = "{\"id\":1,\"requested_by_id\":7}";
    for bad in [
        "null",
        "{}",
        "[]",
        "7",
        "\"\"",
        "{\"id\":null}",
        "{\"id\":2,\"subject\":7}",
    ] {
        bodies.push(format!("{{\"data\":[{good},{bad}]}}"));
        bodies.push(format!("{{\"data\":[{bad},{good}]}}"));
    }
    // As deep as no parser of ours may follow.
    bodies.push("[".repeat(200_000));
    bodies.push("{\"a\":".repeat(200_000));
    bodies.push(format!("{}{}", "[".repeat(5_000), "]".repeat(5_000)));
    bodies
}

/// What is right, however odd.
fn odd() -> Vec<String> {
    let row = |rest: &str| format!("{{\"data\":[{{\"id\":1,\"requested_by_id\":7{rest}}}]}}");
    let long = "long ".repeat(20_000);
    vec![
        row(""),
        row(",\"subject\":null,\"created_at\":null,\"status\":null"),
        row(",\"subject\":\"\\u0000\\ud800\\u202e\""),
        row(",\"status\":\"\",\"priority\":\"Ludicrous\""),
        row(&format!(",\"subject\":\"{long}\"")),
        row(",\"created_at\":-8640000000001,\"last_updated_at\":8640000000001"),
        row(",\"created_at\":9007199254740991,\"due\":-9007199254740991"),
        row(",\"subject\":\"first\",\"subject\":\"last\""),
        row(",\"nobody\":{\"knows\":[\"this\"]}"),
        row(&format!(
            ",\"extra\":{}{}",
            "[".repeat(2_000),
            "]".repeat(2_000)
        )),
        "\u{feff}{\"data\":[{\"id\":1,\"requested_by_id\":7}]}".to_owned(),
        "{\"data\":[{\"id\":1,\"requested_by_id\":7}],\"total_count\":0,\"pages\":null}".to_owned(),
        "{\"data\":[{\"id\":1,\"requested_by_id\":7}],\"total_count\":9007199254740991}".to_owned(),
    ]
}

#[wasm_bindgen_test]
async fn every_broken_list_is_an_error_that_can_be_tried_again() {
    let bodies = broken();
    assert!(bodies.len() >= 120, "{}", bodies.len());
    let fetch = PatchedFetch::new(AS_TOLD);
    answer_with(bodies[0].as_bytes());
    let portal = embed(&of("ann@example.com"));
    for (index, body) in bodies.iter().enumerate() {
        let asked = u32::try_from(index).unwrap() + 1;
        let what = body.chars().take(60).collect::<String>();
        wait_for(&what, || {
            fetch.calls.length() == asked && portal.find_button("Try again").is_some()
        })
        .await;
        assert!(portal.text().contains("Nothing is lost"), "{what}");
        answer_with(
            bodies
                .get(index + 1)
                .map_or(b"{\"data\":[]}", |next| next.as_bytes()),
        );
        portal.button("Try again").click();
        settle().await;
    }
    wait_for("the list", || {
        portal.text().contains("You have no conversations yet.")
    })
    .await;
}

#[wasm_bindgen_test]
async fn every_odd_list_is_shown() {
    let _fetch = PatchedFetch::new(AS_TOLD);
    for body in odd() {
        answer_with(body.as_bytes());
        let portal = embed(&of("ann@example.com"));
        settle().await;
        let what = body.chars().take(80).collect::<String>();
        wait_for(&what, || portal.subjects().len() == 1).await;
    }
}

#[wasm_bindgen_test]
async fn every_broken_answer_to_a_create_leaves_it_in_doubt() {
    let _fetch = PatchedFetch::new(AS_TOLD);
    let api = HttpApi::new("/support/v1", TokenKeeper::default());
    for body in broken() {
        answer_with(
            body.replace("{\"data\":[{", "{\"data\":{")
                .replace("}]}", "}}")
                .as_bytes(),
        );
        let request = CreateRequest {
            key: "key".into(),
            body: "{}".into(),
        };
        let made = api.create(request).await;
        let is_right = matches!(&made, Ok(made) if made.id == 1) && body.contains("pages");
        let what = body.chars().take(60).collect::<String>();
        assert!(
            made == Err(Failure::Unreadable) || is_right,
            "{what}: {made:?}"
        );
    }
}

/// Asserts that a sample that ends too early, after any of its bytes, is unreadable.
async fn check_cuts<T: std::fmt::Debug>(sample: &str, ask: impl AsyncFn() -> Result<T, Failure>) {
    let sample = sample.trim_end().as_bytes();
    for length in 0..sample.len() {
        answer_with(&sample[..length]);
        let answer = ask().await;
        assert!(
            matches!(answer, Err(Failure::Unreadable)),
            "after {length} bytes: {answer:?}"
        );
    }
    answer_with(sample);
    assert!(ask().await.is_ok());
}

#[wasm_bindgen_test]
async fn the_sample_answers_cut_at_any_byte_are_unreadable() {
    let _fetch = PatchedFetch::new(AS_TOLD);
    let api = HttpApi::new("/support/v1", TokenKeeper::default());
    check_cuts(
        include_str!("fixtures/list_conversations.json"),
        async || api.list(ListQuery::default()).await,
    )
    .await;
    check_cuts(
        include_str!("fixtures/create_conversation.json"),
        async || {
            let request = CreateRequest {
                key: "key".into(),
                body: "{}".into(),
            };
            api.create(request).await
        },
    )
    .await;
}

#[wasm_bindgen_test]
async fn a_body_of_fifty_megabytes_is_not_read_to_its_end() {
    let fetch = PatchedFetch::new(
        "window.given = 0;
         const piece = new Uint8Array(1 << 20).fill(32);
         const body = new ReadableStream({ pull(to) {
             if (window.given === 50) return to.close();
             window.given += 1;
             to.enqueue(piece);
         } });
         return new Response(body);",
    );
    let api = HttpApi::new("/support/v1", TokenKeeper::default());
    let answer = api.list(ListQuery::default()).await;
    assert_eq!(answer, Err(Failure::Unreadable));
    let given = Reflect::get(&web_sys::window().unwrap(), &"given".into()).unwrap();
    assert!(given.as_f64().unwrap() <= 12.0, "{given:?}");
    assert_eq!(fetch.calls.length(), 1);
}

#[wasm_bindgen_test]
async fn whatever_a_create_is_answered_with_the_text_stays() {
    let _fetch = PatchedFetch::new(AS_TOLD);
    answer_with(b"{\"data\":[]}");
    let portal = embed(&of("ann@example.com"));
    settle().await;
    portal.type_into("Subject", "Parcel lost");
    portal.type_into("Description", "It never came.");
    settle().await;
    answer_with(b"<h1>It works!</h1>");
    js_sys::Function::new_no_args("Math.random = () => 0;")
        .call0(&JsValue::NULL)
        .unwrap();
    portal.button("Send").click();
    wait_for("the failure", || portal.find_button("Send now").is_some()).await;
    assert!(portal.text().contains("We are not sure it arrived."));
    assert_eq!(portal.value_of("Description"), "It never came.");
    answer_with(b"{\"data\":{\"id\":78}}");
    happen("online");
    wait_for("the receipt", || portal.text().contains("It is number 78.")).await;
}
