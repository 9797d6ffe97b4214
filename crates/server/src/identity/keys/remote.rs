//! A key set behind a URL: fetched, kept, and fetched again when a token names a key that is not in it,
//! but at most once a minute, so that made-up key names cannot make us hammer the provider.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use reqwest::{Client, Url, redirect::Policy};

use super::{Key, KeySet};
use crate::identity::{SetupError, settings::is_loopback};

/// How long a fetch may take.
const FETCH_MAX: Duration = Duration::from_secs(5);
/// The largest key set; those of large providers have a few kilobytes.
const BODY_MAX: usize = 256 * 1024;
/// After how long the key set is fetched again without being asked, so that keys also go.
const KEPT: Duration = Duration::from_secs(600);

/// A key set behind a URL.
pub(in crate::identity) struct Remote {
    url: Url,
    client: Client,
    reader: KeySet,
    gap: Duration,
    /// Held while fetching: those who wait find the keys that the first one brings.
    last_try: tokio::sync::Mutex<Option<Instant>>,
    keys: RwLock<Vec<Arc<Key>>>,
}

/// What makes a fetch worth while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::identity) enum Cause {
    /// The operator says so.
    Asked,
    /// A token names an unknown key.
    UnknownKey,
    /// The keys are getting old.
    Age,
}

impl Remote {
    /// A key set that is fetched at most once per `gap`, from that URL and no other.
    pub(in crate::identity) fn new(
        url: Url,
        reader: KeySet,
        gap: Duration,
    ) -> Result<Self, SetupError> {
        let mut client = Client::builder()
            .redirect(Policy::none())
            .timeout(FETCH_MAX)
            .https_only(url.scheme() == "https")
            .user_agent(concat!("support-server/", env!("CARGO_PKG_VERSION")));
        if is_loopback(&url) {
            client = client.no_proxy();
        }
        Ok(Self {
            url,
            client: client.build().map_err(SetupError::Client)?,
            reader,
            gap,
            last_try: tokio::sync::Mutex::new(None),
            keys: RwLock::default(),
        })
    }

    /// The keys of the last fetch that worked.
    pub(in crate::identity) fn keys(&self) -> Vec<Arc<Key>> {
        self.keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Fetches the keys, if it is time to. When that fails, the ones we have stay.
    pub(in crate::identity) async fn refresh(&self, cause: Cause) -> Result<(), SetupError> {
        let mut last_try = self.last_try.lock().await;
        let age = last_try.map(|last| last.elapsed());
        let have_keys = !self
            .keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .is_empty();
        let due = age.is_none_or(|age| match cause {
            Cause::Asked => true,
            Cause::Age if have_keys => age >= KEPT.max(self.gap),
            Cause::UnknownKey | Cause::Age => age >= self.gap,
        });
        if !due {
            return Ok(());
        }
        *last_try = Some(Instant::now());
        let keys = self.fetch().await.map_err(|problem| SetupError::KeySet {
            place: self.url.to_string(),
            problem,
        })?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    async fn fetch(&self) -> Result<Vec<Arc<Key>>, String> {
        let request = self
            .client
            .get(self.url.clone())
            .header("accept", "application/json");
        let mut response = request
            .send()
            .await
            .map_err(|error| error.without_url().to_string())?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(format!("expected status 200, found {}", response.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| error.without_url().to_string())?
        {
            if body.len() + chunk.len() > BODY_MAX {
                return Err("expected at most 256 KiB, found more".to_owned());
            }
            body.extend_from_slice(&chunk);
        }
        let keys = self.reader.parse(&body)?;
        if keys.is_empty() {
            return Err("expected a key for RS256, ES256 or EdDSA, found none".to_owned());
        }
        Ok(keys)
    }
}
