//! The upstream over HTTP: TLS by rustls, no redirects, no proxies, time limits, a size limit.

use std::time::Duration;

use axum::{
    body::Bytes,
    http::{HeaderMap, Request},
};
use reqwest::{Client, ClientBuilder, Response, Url, redirect::Policy};

use super::{
    Upstream, UpstreamError,
    api::{Api, BODY_MAX_BYTES, Carried, RawAnswer, Transport},
};
use crate::{ApiKey, StartError};

/// How long a connection may take to be made.
const CONNECT_MAX: Duration = Duration::from_secs(3);

/// How to reach an upstream.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// The API's base, such as `https://api.sparrowdesk.com/v1`.
    pub base: String,
    /// How long a call may take, body included.
    pub time_max: Duration,
    /// Whether `http://` may lead off this machine.
    pub allow_plain_http: bool,
}

impl HttpSettings {
    /// An upstream at `base`, with ten seconds a call.
    #[must_use]
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            time_max: Duration::from_secs(10),
            allow_plain_http: false,
        }
    }
}

/// The API at an address.
///
/// # Errors
/// An address that is no base of an API, or one to which the key would travel unencrypted.
pub fn connect(settings: &HttpSettings, key: &ApiKey) -> Result<impl Upstream + use<>, StartError> {
    let base = base(settings)?;
    let client = client(settings).build().map_err(StartError::HttpClient)?;
    Ok(Api::new(Http { client, base }, key))
}

fn client(settings: &HttpSettings) -> ClientBuilder {
    Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_MAX)
        .timeout(settings.time_max)
}

/// The base without a trailing slash.
fn base(settings: &HttpSettings) -> Result<String, StartError> {
    let unusable = || StartError::UpstreamUrl(settings.base.clone());
    let url = Url::parse(&settings.base).map_err(|_| unusable())?;
    let plain = url.username().is_empty() && url.password().is_none();
    if !plain || url.query().is_some() || url.fragment().is_some() || !url.has_host() {
        return Err(unusable());
    }
    match url.scheme() {
        "https" => {}
        "http" if settings.allow_plain_http || is_loopback(&url) => {}
        "http" => return Err(StartError::PlainUpstream(settings.base.clone())),
        _ => return Err(unusable()),
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse()
            .is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

struct Http {
    client: Client,
    base: String,
}

impl Transport for Http {
    fn carry(&self, request: Request<Bytes>) -> Carried<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = format!("{}{}", self.base, parts.uri);
            let sent = self
                .client
                .request(parts.method, url)
                .headers(parts.headers)
                .body(body);
            read(sent.send().await.map_err(|error| kind(&error))?).await
        })
    }
}

async fn read(mut response: Response) -> Result<RawAnswer, UpstreamError> {
    let status = response.status();
    let headers: HeaderMap = std::mem::take(response.headers_mut());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| kind(&error))? {
        if body.len() + chunk.len() > BODY_MAX_BYTES {
            return Err(UpstreamError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(RawAnswer {
        status,
        headers,
        body: body.into(),
    })
}

fn kind(error: &reqwest::Error) -> UpstreamError {
    // A connection that could not be made in time is one that carried nothing.
    if error.is_connect() {
        UpstreamError::Unreachable
    } else if error.is_timeout() {
        UpstreamError::TimedOut
    } else {
        UpstreamError::CutOff
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use axum::{body::Bytes, http::Request};
    use reqwest::dns::{Name, Resolve, Resolving};
    use tokio::time::{Instant, sleep};

    use super::{Http, HttpSettings, Transport, UpstreamError, base, client};

    /// Finds a name after a minute.
    struct Slow;

    impl Resolve for Slow {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(async {
                sleep(Duration::from_secs(60)).await;
                let addresses: Vec<std::net::SocketAddr> = Vec::new();
                Ok(Box::new(addresses.into_iter()) as Box<_>)
            })
        }
    }

    /// Of bar F9's faults the one that no socket shows.
    #[tokio::test(start_paused = true)]
    async fn a_name_that_is_slow_to_be_found_is_given_up_in_time() {
        let settings = HttpSettings::new("https://desk.example/v1");
        let client = client(&settings).dns_resolver(Arc::new(Slow));
        let client = client.build().unwrap();
        let base = base(&settings).unwrap();
        let start = Instant::now();
        let request = Request::get("/contacts").body(Bytes::new()).unwrap();
        let answer = Http { client, base }.carry(request).await;
        assert_eq!(answer.unwrap_err(), UpstreamError::Unreachable);
        assert!(
            start.elapsed() <= Duration::from_millis(3_500),
            "{:?}",
            start.elapsed()
        );
    }

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        let found = base(&HttpSettings::new(url)).ok();
        assert_eq!(found.as_deref(), expected, "{url}");
    }

    #[test]
    fn the_key_travels_encrypted_or_on_this_machine() {
        let vendor = "https://api.sparrowdesk.com/v1";
        check(vendor, Some(vendor));
        check("https://api.sparrowdesk.com/v1/", Some(vendor));
        for local in [
            "http://127.0.0.1:8080/v1",
            "http://localhost/v1",
            "http://[::1]:1/v1",
        ] {
            check(local, Some(local));
        }
        for bad in [
            "http://api.sparrowdesk.com/v1",
            "http://127.0.0.1.example.com/v1",
            "http://localhost.example.com/v1",
            "https://user:pass@api.sparrowdesk.com/v1",
            "https://api.sparrowdesk.com/v1?x=1",
            "ftp://127.0.0.1/v1",
            "file:///v1",
            "api.sparrowdesk.com",
            "",
        ] {
            check(bad, None);
        }
        let mut allowed = HttpSettings::new("http://desk.internal/v1");
        allowed.allow_plain_http = true;
        assert!(base(&allowed).is_ok());
    }
}
