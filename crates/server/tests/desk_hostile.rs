//! What nobody should send: always the JSON error shape, never a panic, nothing stored.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::json;
use support::{TestApp, body};

#[tokio::test]
async fn hostile_bodies_get_the_error_shape_and_store_nothing() {
    let app = TestApp::new().await;
    let good = body(json!({})).to_string();
    let inside = |text: &str| good.replacen('{', &format!("{{{text},"), 1).into_bytes();
    let table: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"\"text\"".to_vec(),
        b"\xff\xfe".to_vec(),
        [b"\xef\xbb\xbf", good.as_bytes()].concat(),
        good.replace("Payment", "\u{0}").into_bytes(),
        good.replace("Payment", "\\u0000").into_bytes(),
        good.replace("Payment", "\\ud800").into_bytes(),
        good.replace("Payment", "\\udc00\\ud800").into_bytes(),
        [good.as_bytes(), b"x"].concat(),
        [
            good.replace("Payment", "PAY")
                .split("PAY")
                .next()
                .unwrap()
                .as_bytes(),
            b"\xff\"}",
        ]
        .concat(),
        inside("\"subject\":\"twice\""),
        inside("\"x\":1,\"x\":2"),
        inside(&format!("\"x\":{}{}", "[".repeat(40), "]".repeat(40))),
        "[".repeat(500_000).into_bytes(),
        "{\"a\":".repeat(150_000).into_bytes(),
        inside("\"brand_id\":1e999"),
        inside("\"brand_id\":99999999999999999999999999"),
        inside("\"created_at\":9223372036854775807"),
        inside("\"tags\":[{}]"),
        inside("\"tags\":\"a\""),
        inside("\"custom_fields\":[{\"internal_name\":\"a\",\"value\":{\"b\":1}}]"),
        inside("\"custom_fields\":[{\"internal_name\":\"a\",\"value\":\"\\u0000\"}]"),
        inside("\"custom_fields\":[[[]]]"),
        inside(&format!("\"tags\":[{}\"z\"]", "\"a\",".repeat(100))),
    ];
    for bytes in table {
        let shown = String::from_utf8_lossy(&bytes)
            .chars()
            .take(80)
            .collect::<String>();
        let answer = app.post(bytes).await;
        assert_eq!(answer.status, 400, "{shown}: {}", answer.text);
        assert!(
            answer.message().starts_with("Invalid field values: "),
            "{shown}: {}",
            answer.text
        );
    }
    assert_eq!(app.total().await, 0);
}

#[tokio::test]
async fn hostile_texts_come_back_as_they_went_in() {
    let app = TestApp::new().await;
    for text in [
        "'; DROP TABLE conversations; --",
        "<script>alert(1)</script>",
        "\u{202e}abc",
        "😀\u{7f}\\",
        "%s %n {}",
    ] {
        let made = app
            .create(json!({ "subject": text, "description": format!("<p>{text}") }))
            .await;
        assert_eq!(made["subject"], text);
        assert_eq!(made["description_html"], format!("<p>{text}"));
    }
    assert_eq!(app.total().await, 5);
}

#[tokio::test]
async fn hostile_queries_get_the_error_shape() {
    let app = TestApp::new().await;
    let many = "status[]=Open&".repeat(200);
    let long = format!("search={}", "x".repeat(251));
    for query in [
        many.as_str(),
        long.as_str(),
        "search=%FF",
        "%FF=1",
        "status=%00",
        "a",
        "=",
        "per_page=1&per_page=2",
    ] {
        let message = app.query_error(query).await;
        assert!(
            message.starts_with("Invalid query parameters: "),
            "{message}"
        );
    }
    assert_eq!(app.get("/v1/conversations?search=%00").await.status, 200);
    assert_eq!(
        app.get(&format!("/v1/conversations?brand_id={}", "1,".repeat(4000)))
            .await
            .status,
        200
    );
    assert_eq!(app.get("/v1/%FF").await.status, 404);
}
