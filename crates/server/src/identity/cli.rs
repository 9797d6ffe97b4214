//! `support-server token` and `support-server doctor`: makes a token for trying out, and says what is
//! wrong with one.

use std::{
    io::Read,
    time::{SystemTime, UNIX_EPOCH},
};

use clap::Args;

use super::{
    Life, SecretFile, SetupError, Verifier, VerifierSettings, compact::SIZE_MAX, doctor::Report,
    mint,
};

/// The flags of `token`.
#[derive(Debug, Args)]
pub struct TokenArgs {
    /// Whom the token speaks for.
    #[command(flatten)]
    pub contact: ContactArgs,
    /// How long it is valid, as in 90s, 15m, 1h.
    #[arg(long, value_name = "TIME", default_value = "15m")]
    pub ttl: Life,
    /// The secret to sign with, as the gateway has it.
    #[arg(long = "identity-secret-file", value_name = "[KID=]FILE")]
    pub secret: SecretFile,
    /// The claim `iss`.
    #[arg(long, value_name = "TEXT")]
    pub issuer: Option<String>,
    /// The claim `aud`.
    #[arg(long, value_name = "TEXT")]
    pub audience: Option<String>,
    /// The claim `sub`.
    #[arg(long, value_name = "TEXT")]
    pub subject: Option<String>,
    /// The claim `name`.
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
}

/// The contact, one way or the other.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct ContactArgs {
    /// The customer's e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// The customer's telephone number.
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
}

/// The flags of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// The token; read from standard input when left out.
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<String>,
    /// The `Origin` header that the page sends.
    #[arg(long, value_name = "URL")]
    pub origin: Option<String>,
    /// The gateway's settings.
    #[command(flatten)]
    pub identity: VerifierSettings,
}

/// Prints a token.
///
/// # Errors
/// The secret cannot be read or is too short; the contact is none.
pub fn run_token(args: &TokenArgs) -> Result<(), SetupError> {
    println!("{}", mint::mint(args, now())?);
    Ok(())
}

/// Prints what the checks say of a token.
///
/// # Errors
/// The settings are wrong, or the token is refused.
pub async fn run_doctor(args: DoctorArgs) -> Result<(), SetupError> {
    let verifier = Verifier::new(args.identity)?;
    for problem in verifier.reload().await.err().into_iter().flatten() {
        eprintln!("warning: {problem}");
    }
    let text = match args.token {
        Some(text) => text,
        None => read_token()?,
    };
    let text = text.trim();
    let token = match text.split_at_checked("Bearer ".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("Bearer ") => rest,
        _ => text,
    };
    let report = Report::examine(&verifier, token, args.origin.as_deref(), now()).await;
    print!("{}", report.table());
    report
        .refusal()
        .map_or(Ok(()), |refusal| Err(SetupError::Refused(refusal.reason())))
}

/// Reads a little more than any token has, so that one that is too long is seen to be.
fn read_token() -> Result<String, SetupError> {
    let mut text = String::new();
    let most = 2 * SIZE_MAX as u64;
    std::io::stdin()
        .take(most)
        .read_to_string(&mut text)
        .map_err(SetupError::Input)?;
    Ok(text)
}

fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
