//! The bearer token, and what it says of its holder.

use std::{fmt, rc::Rc};

use futures_util::future::LocalBoxFuture;
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::model::requester::Address;

type AskToken = Rc<dyn Fn() -> LocalBoxFuture<'static, Option<String>>>;

/// Where the bearer token comes from.
#[derive(Clone, Default)]
pub enum TokenSource {
    /// There is none: requests go out without one.
    #[default]
    None,
    /// The page gave it once (`token`).
    Fixed(Rc<str>),
    /// The page is asked for it (`getToken`); `None` means that it could not give one.
    Ask(AskToken),
}

impl PartialEq for TokenSource {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) => true,
            (Self::Fixed(a), Self::Fixed(b)) => a == b,
            (Self::Ask(a), Self::Ask(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl fmt::Debug for TokenSource {
    /// Says which kind it is, never the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Fixed(_) => "Fixed",
            Self::Ask(_) => "Ask",
        })
    }
}

/// The address in a token's claims, where it is a JSON web token that has one; e-mail goes first.
/// Nothing is verified: the server does that.
pub(super) fn contact_of(token: &str) -> Option<Address> {
    let payload = token.split('.').nth(1)?;
    let base64 = payload.replace('-', "+").replace('_', "/");
    let binary = web_sys::window()?.atob(&base64).ok()?;
    // `atob` gives one character for each byte.
    let bytes: Option<Vec<u8>> = binary.chars().map(|c| u8::try_from(c).ok()).collect();
    let claims = JSON::parse(&String::from_utf8(bytes?).ok()?).ok()?;
    ["email", "phone"].into_iter().find_map(|name| {
        let claim = Reflect::get(&claims, &JsValue::from_str(name))
            .ok()?
            .as_string()?;
        Address::parse(&claim)
    })
}
