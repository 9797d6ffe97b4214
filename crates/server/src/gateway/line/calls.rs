//! The help desk as one read or one create may use it: each call waits to be let through.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use support_wire::{
    Contact, Conversation, ConversationField, FieldsQuery, ListQuery, NewConversation, Page,
    RepliesQuery, Reply,
};
use tokio::sync::oneshot;

use super::{CREATE_PATIENCE, Inner, Permits, Turn, permit::Permit};
use crate::upstream::{Answer, ContactAddress, Quota, Upstream, UpstreamError};

/// How often a call that was refused for the quota is queued again.
const REFUSALS_MAX: usize = 3;
/// How long before a read is asked a second time, at most; what is waited is random.
const PAUSE_MAX: Duration = Duration::from_millis(300);

/// The help desk, for one read or one create.
pub(in crate::gateway) struct Calls {
    inner: Arc<Inner>,
    turn: Turn,
    /// The place that was taken before the first call.
    place: Mutex<Option<oneshot::Receiver<Permits>>>,
    /// What it was let through for and has not used yet.
    permits: Mutex<Permits>,
    /// Whether a read is asked a second time where that may help.
    repeats: bool,
}

impl Calls {
    pub(super) fn new(
        inner: Arc<Inner>,
        turn: Turn,
        place: Option<oneshot::Receiver<Permits>>,
    ) -> Self {
        Self {
            inner,
            turn,
            place: Mutex::new(place),
            permits: Mutex::default(),
            repeats: turn != Turn::Create,
        }
    }

    /// The same, but each call is made once.
    pub(in crate::gateway) fn once(self) -> Self {
        Self {
            repeats: false,
            ..self
        }
    }

    /// Waits for the place's turn; what is asked then is asked at once.
    ///
    /// # Errors
    /// Nobody wanted it any more when its turn came.
    pub(in crate::gateway) async fn admitted(&self) -> Result<(), UpstreamError> {
        let place = locked(&self.place).take();
        let place = match place {
            Some(place) => place,
            None => {
                let place = self.inner.enter_early(self.turn)?;
                self.inner.somebody_came();
                place
            }
        };
        let admitted = async { place.await.map_err(|_| UpstreamError::Unwanted) };
        let permits = match self.turn {
            Turn::Read(_) => admitted.await?,
            // What was expected to be quick is not: other creates are slow.
            Turn::Create => tokio::time::timeout(CREATE_PATIENCE, admitted)
                .await
                .unwrap_or(Err(UpstreamError::Busy { retry_after: 1 }))?,
        };
        locked(&self.permits).extend(permits);
        Ok(())
    }

    async fn permit(&self) -> Result<Permit, UpstreamError> {
        loop {
            if let Some(permit) = locked(&self.permits).pop() {
                return Ok(permit);
            }
            self.admitted().await?;
        }
    }

    async fn call<'a, T>(
        &'a self,
        ask: impl Fn(&'a dyn Upstream) -> Answer<'a, T>,
    ) -> Result<T, UpstreamError> {
        let mut refusals = 0;
        let mut may_repeat = self.repeats;
        loop {
            let permit = self.permit().await?;
            match permit.run(ask(&*self.inner.upstream)).await {
                // It was certainly not done, and the next one waits until the quota allows it.
                Err(UpstreamError::RateLimited { .. }) if refusals < REFUSALS_MAX => {
                    refusals += 1;
                    let unused = std::mem::take(&mut *locked(&self.permits));
                    drop(unused);
                }
                Err(error) if may_repeat && error.may_pass() => {
                    may_repeat = false;
                    tokio::time::sleep(PAUSE_MAX.mul_f64(rand::random())).await;
                }
                answer => return answer,
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Upstream for Calls {
    fn list<'a>(&'a self, query: &'a ListQuery) -> Answer<'a, Page<Conversation>> {
        Box::pin(self.call(|desk| desk.list(query)))
    }

    fn create<'a>(&'a self, conversation: &'a NewConversation) -> Answer<'a, Conversation> {
        Box::pin(self.call(|desk| desk.create(conversation)))
    }

    fn get(&self, id: i64) -> Answer<'_, Option<Conversation>> {
        Box::pin(self.call(move |desk| desk.get(id)))
    }

    fn replies<'a>(&'a self, id: i64, query: &'a RepliesQuery) -> Answer<'a, Option<Page<Reply>>> {
        Box::pin(self.call(move |desk| desk.replies(id, query)))
    }

    fn fields<'a>(&'a self, query: &'a FieldsQuery) -> Answer<'a, Page<ConversationField>> {
        Box::pin(self.call(|desk| desk.fields(query)))
    }

    fn contacts<'a>(&'a self, address: &'a ContactAddress) -> Answer<'a, Page<Contact>> {
        Box::pin(self.call(|desk| desk.contacts(address)))
    }

    fn quota(&self) -> Quota {
        self.inner.upstream.quota()
    }
}
