//! The checks in their order, and the keys of the moment.

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use super::Identity;
use crate::identity::{
    Refusal, SetupError, VerifierSettings,
    claims::Claims,
    compact::Compact,
    keys::{Cause, Key, KeyRing, KeySet, Remote, Secrets},
    policy::Policy,
    revoked::Revoked,
    rules::{Case, RULES},
    settings::KeySetSource,
    watch,
};

/// What the clones of a verifier share.
pub(in crate::identity) struct Inner {
    policy: Policy,
    secrets: Secrets,
    key_file: Option<(PathBuf, KeySet)>,
    remote: Option<Remote>,
    revoked_file: Option<PathBuf>,
    state: RwLock<Arc<State>>,
    reloading: tokio::sync::Mutex<()>,
    /// Tests leave a check out here, to see that something fails then.
    #[cfg(test)]
    pub(in crate::identity) without: Option<&'static str>,
}

/// What a reload replaces.
#[derive(Clone, Default)]
struct State {
    ring: KeyRing,
    revoked: Revoked,
}

impl Inner {
    pub(in crate::identity) fn new(settings: VerifierSettings) -> Result<Self, SetupError> {
        let policy = Policy::new(&settings)?;
        let secrets = Secrets::new(&settings);
        let reader = KeySet::new(&settings.algorithms);
        let (key_file, remote) = match settings.key_set {
            None => (None, None),
            Some(KeySetSource::File(path)) => (Some((path, reader)), None),
            Some(KeySetSource::Url(url)) => {
                (None, Some(Remote::new(url, reader, settings.fetch_gap.0)?))
            }
        };
        let inner = Self {
            policy,
            secrets,
            key_file,
            remote,
            revoked_file: settings.revoked_file,
            state: RwLock::default(),
            reloading: tokio::sync::Mutex::new(()),
            #[cfg(test)]
            without: None,
        };
        if let Some(problem) = inner.read_files().into_iter().next() {
            return Err(problem);
        }
        inner.expect_keys()?;
        Ok(inner)
    }

    /// Keys that come over the network may come later; others must be there at the start.
    fn expect_keys(&self) -> Result<(), SetupError> {
        let ring = &self.state().ring;
        match &self.key_file {
            Some((path, _)) if ring.key_set.is_empty() => Err(SetupError::KeySet {
                place: path.display().to_string(),
                problem: "expected a file with a key for RS256, ES256 or EdDSA, found none"
                    .to_owned(),
            }),
            None if self.remote.is_none() && ring.secrets.is_empty() => Err(SetupError::NoKeys),
            _ => Ok(()),
        }
    }

    pub(super) async fn verify(
        &self,
        token: &str,
        origin: Option<&str>,
        now: i64,
    ) -> Result<Identity, Refusal> {
        let token = Compact::parse(token)?;
        let key = self.key(&token).await?;
        self.check_signature(&key, &token)?;
        let claims = Claims::parse(&token.payload)?;
        self.check_rules(&key, &claims, origin, now)
            .try_for_each(|(_, result)| result)?;
        Ok(Identity {
            contact: claims.contact.ok_or(Refusal::NoContactClaim)?,
            subject: claims.sub,
            contact_id: claims.requester_id,
            expires_at: claims.exp,
        })
    }

    /// The key that the token names, if the token says that it is signed in that key's way.
    pub(in crate::identity) async fn key(&self, token: &Compact<'_>) -> Result<Arc<Key>, Refusal> {
        let kid = token.header.kid.as_deref();
        let mut found = self.state().ring.find(kid).cloned();
        if let (None, Some(remote)) = (&found, &self.remote)
            && matches!(token.header.alg.as_str(), "RS256" | "ES256" | "EdDSA")
        {
            watch::log(
                &remote
                    .refresh(Cause::UnknownKey)
                    .await
                    .err()
                    .into_iter()
                    .collect::<Vec<_>>(),
            );
            self.install(|state| state.ring.key_set = remote.keys());
            found = self.state().ring.find(kid).cloned();
        }
        let known = matches!(
            token.header.alg.as_str(),
            "HS256" | "RS256" | "ES256" | "EdDSA"
        );
        let otherwise = if known {
            Refusal::UnknownKey
        } else {
            Refusal::WrongAlgorithm
        };
        let key = found.ok_or(otherwise)?;
        key.check_algorithm(token)?;
        Ok(key)
    }

    pub(in crate::identity) fn check_signature(
        &self,
        key: &Key,
        token: &Compact<'_>,
    ) -> Result<(), Refusal> {
        if self.leaves_out("signature") {
            Ok(())
        } else {
            key.check_signature(token)
        }
    }

    /// Each rule's name and whether it holds, lazily.
    pub(in crate::identity) fn check_rules(
        &self,
        key: &Key,
        claims: &Claims,
        origin: Option<&str>,
        now: i64,
    ) -> impl Iterator<Item = (&'static str, Result<(), Refusal>)> {
        let state = self.state();
        RULES.iter().map(move |(name, rule)| {
            let (policy, revoked) = (&self.policy, &state.revoked);
            let case = Case {
                claims,
                key,
                policy,
                revoked,
                origin,
                now,
            };
            (
                *name,
                if self.leaves_out(name) {
                    Ok(())
                } else {
                    rule(&case)
                },
            )
        })
    }

    /// Reads all files, and fetches the key set if there is cause to.
    pub(in crate::identity) async fn reload(&self, cause: Cause) -> Vec<SetupError> {
        let _alone = self.reloading.lock().await;
        let mut problems = self.read_files();
        if let Some(remote) = &self.remote {
            problems.extend(remote.refresh(cause).await.err());
            self.install(|state| state.ring.key_set = remote.keys());
        }
        problems
    }

    /// The files are few and of some hundred bytes: reading them here does not hold up a runtime.
    fn read_files(&self) -> Vec<SetupError> {
        let (secrets, mut problems) = self.secrets.load();
        let key_set = self
            .key_file
            .as_ref()
            .map(|(path, reader)| reader.load(path));
        let revoked = self.revoked_file.as_deref().map(Revoked::load);
        self.install(|state| {
            state.ring.secrets = secrets;
            match key_set {
                Some(Ok(keys)) => state.ring.key_set = keys,
                Some(Err(problem)) => problems.push(problem),
                None => {}
            }
            match revoked {
                Some(Ok(list)) => state.revoked = list,
                Some(Err(problem)) => problems.push(problem),
                None => {}
            }
        });
        problems
    }

    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn install(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut state));
    }

    #[cfg(test)]
    fn leaves_out(&self, check: &str) -> bool {
        self.without == Some(check)
    }

    #[cfg(not(test))]
    #[allow(clippy::unused_self, reason = "the tests' twin looks at it")]
    fn leaves_out(&self, _: &str) -> bool {
        false
    }
}
