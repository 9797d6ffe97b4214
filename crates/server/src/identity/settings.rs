//! What is expected of tokens, as the command line says it. [`Verifier::new`](super::Verifier::new)
//! checks the settings against each other.

use std::{convert::Infallible, fmt, path::PathBuf, str::FromStr, time::Duration};

use clap::{Args, ValueEnum};

/// How identity tokens are verified.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Identity tokens")]
pub struct VerifierSettings {
    /// A secret shared with the portal's back end, for HS256: the file's bytes less one trailing newline,
    /// at least 32. May be given several times, then with the key id (`kid`) of each.
    #[arg(long = "identity-secret-file", value_name = "[KID=]FILE")]
    pub secret_files: Vec<SecretFile>,
    /// A folder of such files, each named for its key id; files that come and go are noticed.
    #[arg(long = "identity-secret-dir", value_name = "DIR")]
    pub secret_dir: Option<PathBuf>,
    /// The key set of the portal's sign-in provider: a file or an https URL.
    #[arg(long = "identity-jwks", value_name = "FILE|URL")]
    pub key_set: Option<KeySetSource>,
    /// An algorithm to take keys of the key set for; all three when left out. May be given several times.
    #[arg(long = "identity-algorithm", value_name = "ALG", value_enum)]
    pub algorithms: Vec<KeySetAlgorithm>,
    /// Who signs (`iss`). May be given several times.
    #[arg(long = "identity-issuer", value_name = "TEXT")]
    pub issuers: Vec<String>,
    /// Who we are to the signer (`aud`); a token must be for nobody else. May be given several times.
    #[arg(long = "identity-audience", value_name = "TEXT")]
    pub audiences: Vec<String>,
    /// The longest time for which a token may be valid, as in 90s, 15m, 1h; one hour when left out.
    #[arg(long = "identity-max-life", value_name = "TIME", default_value = "1h")]
    pub max_life: Life,
    /// A JSON object {"subject or contact": epoch seconds}: their tokens issued before then are refused.
    #[arg(long = "identity-revoked-file", value_name = "FILE")]
    pub revoked_file: Option<PathBuf>,
    /// Take tokens of any issuer that the key set signs for. Dangerous.
    #[arg(long = "identity-any-issuer", conflicts_with = "issuers")]
    pub any_issuer: bool,
    /// Take tokens that the key set signed for other applications, too. Dangerous.
    #[arg(long = "identity-any-audience", conflicts_with = "audiences")]
    pub any_audience: bool,
    /// Take contacts for which the key set's tokens do not say that they are verified. Dangerous where
    /// customers may change their address themselves.
    #[arg(long = "identity-unverified-contact")]
    pub unverified_contact: bool,
    /// How long to leave a key set's URL alone after a fetch.
    #[arg(skip)]
    pub fetch_gap: FetchGap,
    /// A secret without a name that is in no file: this process signs with it itself.
    #[arg(skip)]
    pub own_secret: Option<OwnSecret>,
}

/// A secret that this process has made for itself. It ends with it, and shows itself nowhere.
#[derive(Clone)]
pub struct OwnSecret([u8; 32]);

impl OwnSecret {
    /// A new one, which nobody can guess.
    #[must_use]
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// What to sign with.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for OwnSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnSecret(…)")
    }
}

/// A secret and the key id that it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretFile {
    /// The key id; at most one secret may have none.
    pub kid: Option<String>,
    /// Where the secret is.
    pub path: PathBuf,
}

impl FromStr for SecretFile {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let named = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        Ok(match text.split_once('=') {
            Some((kid, path)) if !kid.is_empty() && kid.chars().all(named) => Self {
                kid: Some(kid.to_owned()),
                path: path.into(),
            },
            _ => Self {
                kid: None,
                path: text.into(),
            },
        })
    }
}

/// Where a key set is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySetSource {
    /// In a file.
    File(PathBuf),
    /// Behind an https URL (or http on this machine).
    Url(reqwest::Url),
}

impl FromStr for KeySetSource {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            return Ok(Self::File(text.into()));
        }
        let expected =
            || format!("expected a file or an https URL without a password, found `{text}`");
        let url = reqwest::Url::parse(text).map_err(|_| expected())?;
        let scheme_ok = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        let plain = url.username().is_empty() && url.password().is_none() && url.has_host();
        if scheme_ok && plain {
            Ok(Self::Url(url))
        } else {
            Err(expected())
        }
    }
}

/// Whether the URL names this machine by its number, which no name server can redirect.
pub(super) fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host.trim_matches(['[', ']'])
        .parse::<std::net::IpAddr>()
        .is_ok_and(|address| address.is_loopback())
}

/// What a key of a key set may be for. There is one per kind of key, so that the key alone decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeySetAlgorithm {
    /// RSA keys of at least 2048 bits.
    #[value(name = "RS256")]
    Rs256,
    /// Keys on the curve P-256.
    #[value(name = "ES256")]
    Es256,
    /// Ed25519 keys.
    #[value(name = "EdDSA")]
    EdDsa,
}

/// A time span in whole seconds, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life(pub i64);

impl Default for Life {
    fn default() -> Self {
        Self(3600)
    }
}

impl FromStr for Life {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (digits, unit) = match text.char_indices().next_back() {
            Some((at, 's')) => (&text[..at], 1),
            Some((at, 'm')) => (&text[..at], 60),
            Some((at, 'h')) => (&text[..at], 3600),
            _ => (text, 1),
        };
        let seconds = digits.parse::<u32>().ok().map(|n| i64::from(n) * unit);
        match seconds {
            Some(seconds) if seconds > 0 => Ok(Self(seconds)),
            _ => Err(format!(
                "expected a time like 90s, 15m or 1h, found `{text}`"
            )),
        }
    }
}

/// See [`VerifierSettings::fetch_gap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchGap(pub Duration);

impl Default for FetchGap {
    fn default() -> Self {
        Self(Duration::from_secs(60))
    }
}

#[cfg(test)]
mod tests {
    use super::{KeySetSource, Life, SecretFile};

    #[test]
    fn times() {
        let seconds = |text: &str| text.parse::<Life>().ok().map(|life| life.0);
        assert_eq!(seconds("90s"), Some(90));
        assert_eq!(seconds("15m"), Some(900));
        assert_eq!(seconds("1h"), Some(3600));
        assert_eq!(seconds("60"), Some(60));
        for bad in ["", "0", "-5m", "1d", "m", "1.5h", "15 m", "1é"] {
            assert_eq!(seconds(bad), None, "{bad}");
        }
    }

    #[test]
    fn secret_files() {
        let check = |text: &str, kid: Option<&str>, path: &str| {
            let file: SecretFile = text.parse().unwrap();
            assert_eq!(
                (file.kid.as_deref(), file.path.to_str().unwrap()),
                (kid, path)
            );
        };
        check("secret", None, "secret");
        check("2026-11=secret", Some("2026-11"), "secret");
        check("./a=b", None, "./a=b");
        check("=b", None, "=b");
    }

    #[test]
    fn key_sets_come_from_files_https_or_this_machine() {
        let parse = |text: &str| text.parse::<KeySetSource>();
        assert!(matches!(parse("keys.json"), Ok(KeySetSource::File(_))));
        for good in [
            "https://id.example/keys",
            "http://127.0.0.1:9/keys",
            "http://[::1]:9/keys",
        ] {
            assert!(matches!(parse(good), Ok(KeySetSource::Url(_))), "{good}");
        }
        for bad in [
            "http://id.example/keys",
            "http://localhost/keys",
            "file:///keys",
            "https://u:p@id.example/",
            "ftp://127.0.0.1/",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
