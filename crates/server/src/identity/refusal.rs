//! Why a token is refused: one machine-readable word for the caller, one sentence for the log.

/// Why a request's token proves nothing. It never holds any part of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bearer token.
    #[error("no bearer token")]
    Missing,
    /// Longer than any token that we take.
    #[error("the token is longer than 4096 bytes")]
    TooLarge,
    /// Not a compact JWS, or not exactly one of them.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// A header parameter that we do not take, or one of a wrong type.
    #[error("token header: {0}")]
    BadHeader(&'static str),
    /// Not the algorithm that the key is for.
    #[error("the algorithm is not the key's")]
    WrongAlgorithm,
    /// No key of that name, or no name where there are several keys.
    #[error("no such key")]
    UnknownKey,
    /// Not signed by the key that it names.
    #[error("the signature does not match")]
    BadSignature,
    /// A claim that is missing or of a wrong type or form.
    #[error("claim `{0}` is missing, of a wrong type or out of range")]
    BadClaim(&'static str),
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Its time has not come, or it was issued in the future.
    #[error("not valid yet")]
    NotYetValid,
    /// Valid for longer than allowed.
    #[error("valid for longer than allowed")]
    TooLongLived,
    /// By someone else.
    #[error("the issuer is not ours")]
    WrongIssuer,
    /// For someone else, or for others as well.
    #[error("the audience is not ours alone")]
    WrongAudience,
    /// Used from another page than it was made for.
    #[error("the request's origin is not the token's")]
    WrongOrigin,
    /// Neither `email` nor `phone`.
    #[error("neither `email` nor `phone`")]
    NoContactClaim,
    /// The issuer does not vouch for the contact.
    #[error("the contact is not verified")]
    UnverifiedContact,
    /// Issued before the time from which this subject's tokens count again.
    #[error("revoked")]
    Revoked,
}

impl Refusal {
    /// The word for `support-auth-reason`. These words are part of the interface: they never change.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLarge => "too-large",
            Self::Malformed(_) => "malformed",
            Self::BadHeader(_) => "bad-header",
            Self::WrongAlgorithm => "wrong-algorithm",
            Self::UnknownKey => "unknown-key",
            Self::BadSignature => "bad-signature",
            Self::BadClaim(_) => "bad-claim",
            Self::Expired => "expired",
            Self::NotYetValid => "not-yet-valid",
            Self::TooLongLived => "too-long-lived",
            Self::WrongIssuer => "wrong-issuer",
            Self::WrongAudience => "wrong-audience",
            Self::WrongOrigin => "wrong-origin",
            Self::NoContactClaim => "no-contact-claim",
            Self::UnverifiedContact => "unverified-contact",
            Self::Revoked => "revoked",
        }
    }

    /// What to do about it, for the person who reads the doctor's table.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Missing => "send the token as `Authorization: Bearer …`",
            Self::TooLarge => "leave out claims that the widget does not need",
            Self::Malformed(_) => {
                "send the token as signed: three parts of base64url, no padding or spaces, no JSON key twice"
            }
            Self::BadHeader(_) => "sign with a header of `alg`, `kid` and `typ` (JWT) only",
            Self::WrongAlgorithm => "sign with the algorithm that this key is configured for",
            Self::UnknownKey => {
                "name a configured key in `kid`; with one unnamed secret leave `kid` out"
            }
            Self::BadSignature => {
                "sign with the same secret: the file's bytes less one trailing newline, not decoded from base64 or hex"
            }
            Self::BadClaim(_) => {
                "send the claim as JSON of the right type; times are whole epoch seconds, not milliseconds"
            }
            Self::Expired => "fetch a new token; if it is new, compare the clocks of both machines",
            Self::NotYetValid => "compare the clocks of both machines",
            Self::TooLongLived => "sign for a shorter time, or raise --identity-max-life",
            Self::WrongIssuer => "sign with the configured `iss`, or correct --identity-issuer",
            Self::WrongAudience => {
                "sign for the configured `aud` alone, or name each of its values by --identity-audience"
            }
            Self::WrongOrigin => {
                "sign with the `origin` of the page that embeds the widget, or leave it out"
            }
            Self::NoContactClaim => "sign an `email` or `phone` claim",
            Self::UnverifiedContact => {
                "sign `email_verified` (`phone_number_verified`) as JSON true, once it is"
            }
            Self::Revoked => {
                "fetch a new token, issued (`iat`) after the time in the list of revocations"
            }
        }
    }
}
