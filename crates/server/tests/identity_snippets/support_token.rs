use std::{
    error::Error,
    time::{SystemTime, UNIX_EPOCH},
};

use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::json;

/// The secret is the file's bytes less one trailing newline.
pub fn support_token(secret: &[u8], id: &str, email: &str) -> Result<String, Box<dyn Error>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let claims =
        json!({ "sub": id, "email": email, "aud": "support", "iat": now, "exp": now + 900 });
    let key = EncodingKey::from_secret(secret);
    Ok(encode(&Header::default(), &claims, &key)?)
}
