//! The portal's session. A real one is on your back end, which knows who is signed in and signs the
//! token (`docs/identity.md`); the demo plays it here.

use gloo_net::http::Request;

/// Who can be signed in, and their names.
pub(crate) const CUSTOMERS: [(&str, &str); 2] =
    [("maya", "Maya Lindqvist"), ("tomas", "Tomás Rivera")];

/// What the back end says about a customer; `None` where it can't.
pub(crate) async fn support_token(customer: &str) -> Option<String> {
    let url = format!("/portal/token?customer={customer}");
    let answer = Request::get(&url).send().await.ok()?;
    let session: Session = answer.json().await.ok()?;
    Some(session.token)
}

#[derive(serde::Deserialize)]
struct Session {
    token: String,
}
