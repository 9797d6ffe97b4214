//! Keys by which a gateway knows two attempts at the same conversation.

use std::{fmt::Write, rc::Rc};

/// A fresh key: 128 random bits in hexadecimal. (`crypto.randomUUID` is missing on pages that are
/// not served securely, such as a portal on an intranet.)
pub(super) fn new_key() -> Rc<str> {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // Fails only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let mut key = String::with_capacity(32);
    for byte in bytes {
        // Writing into a string can't fail.
        let _ = write!(key, "{byte:02x}");
    }
    key.into()
}
