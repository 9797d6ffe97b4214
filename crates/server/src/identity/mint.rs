//! Signs a token as a portal's back end would, for trying out.

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Map, Value};

use super::{SetupError, VerifiedContact, cli::TokenArgs, keys::read_secret};

/// A token with these claims, valid from now on.
pub(super) fn mint(args: &TokenArgs, now: i64) -> Result<String, SetupError> {
    let secret = read_secret(&args.secret.path)?;
    let header = Header {
        kid: args.secret.kid.clone(),
        ..Header::new(Algorithm::HS256)
    };
    let mut claims = Map::new();
    claims.insert("iat".to_owned(), now.into());
    claims.insert("exp".to_owned(), now.saturating_add(args.ttl.0).into());
    let texts = [
        ("email", &args.contact.email),
        ("phone", &args.contact.phone),
        ("iss", &args.issuer),
        ("aud", &args.audience),
        ("sub", &args.subject),
        ("name", &args.name),
    ];
    for (name, value) in texts {
        if let Some(text) = value {
            claims.insert(name.to_owned(), Value::from(text.as_str()));
        }
    }
    check_contact(args)?;
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&secret))
        .map_err(|error| SetupError::Sign(error.to_string()))
}

/// A token that the verifier would refuse helps nobody.
fn check_contact(args: &TokenArgs) -> Result<(), SetupError> {
    let contact = &args.contact;
    let (text, read): (_, fn(&str) -> Option<VerifiedContact>) =
        match (&contact.email, &contact.phone) {
            (Some(email), _) => (email.as_str(), VerifiedContact::email),
            (None, Some(phone)) => (phone.as_str(), VerifiedContact::phone),
            (None, None) => ("", VerifiedContact::email),
        };
    read(text)
        .map(drop)
        .ok_or_else(|| SetupError::Contact(text.to_owned()))
}
