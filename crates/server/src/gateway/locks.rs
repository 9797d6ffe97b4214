//! Locks by name, within this process. The store's rules hold without them; they save a second caller
//! from asking upstream what the first is asking already.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError, Weak},
};

/// One lock for each name in use.
#[derive(Debug)]
pub(super) struct Locks<K>(Arc<Mutex<HashMap<K, Weak<tokio::sync::Mutex<()>>>>>);

/// A held lock; it opens when dropped.
#[derive(Debug)]
pub(super) struct Held {
    _guard: tokio::sync::OwnedMutexGuard<()>,
}

impl<K> Default for Locks<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Clone + Eq + Hash> Locks<K> {
    /// Takes the lock if nobody has it.
    pub(super) fn hold(&self, name: &K) -> Option<Held> {
        let guard = self.lock(name).try_lock_owned().ok()?;
        Some(Held { _guard: guard })
    }

    /// Takes the lock, in turn.
    pub(super) async fn wait(&self, name: &K) -> Held {
        let guard = self.lock(name).lock_owned().await;
        Held { _guard: guard }
    }

    fn lock(&self, name: &K) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = locks.get(name).and_then(Weak::upgrade) {
            return lock;
        }
        // A name that nobody holds is a few bytes; they go when the next one comes.
        locks.retain(|_, lock| lock.strong_count() > 0);
        let lock = Arc::default();
        locks.insert(name.clone(), Arc::downgrade(&lock));
        lock
    }
}
