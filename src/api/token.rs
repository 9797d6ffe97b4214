//! The bearer token: where it comes from, what it says of its holder, when it is asked for anew.

use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::{Rc, Weak},
};

use futures_util::future::LocalBoxFuture;
use js_sys::{Date, JSON, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::Trace;
use crate::model::{
    failure::{Failure, Problem},
    requester::Address,
};

/// A token that ends within this many seconds is not used any more where a new one can be had.
const ENDS_SOON_SECONDS: f64 = 30.0;

/// A page's answer to the question for a token; `None` means that it could not give one.
pub type AskToken = Rc<dyn Fn() -> LocalBoxFuture<'static, Option<String>>>;

/// Where the bearer token comes from.
#[derive(Clone, Default)]
pub enum TokenSource {
    /// There is none: requests go out without one.
    #[default]
    None,
    /// The page gave it (`token`).
    Fixed(Rc<str>),
    /// The page is asked for it (`getToken`); `None` means that it could not give one.
    Ask(AskToken),
}

impl TokenSource {
    /// Asks a function each time that a token is needed; `None` means that it has none to give. Two
    /// sources are the same only if one is a clone of the other: another one says that another customer
    /// may have come.
    pub fn ask<F, T>(ask: F) -> Self
    where
        F: Fn() -> T + 'static,
        T: Future<Output = Option<String>> + 'static,
    {
        Self::Ask(Rc::new(move || Box::pin(ask())))
    }
}

impl PartialEq for TokenSource {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) => true,
            (Self::Fixed(a), Self::Fixed(b)) => a == b,
            (Self::Ask(a), Self::Ask(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl fmt::Debug for TokenSource {
    /// Says which kind it is, never the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Fixed(_) => "Fixed",
            Self::Ask(_) => "Ask",
        })
    }
}

/// What has become of the customer's identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityChange {
    /// The token is another customer's, or nobody's: nothing of the former one may stay.
    OtherContact,
    /// The same customer has a new token, or there is one again.
    Renewed,
    /// The server refuses the token, or the page has none to give; `reason` is the server's, such as
    /// `expired`, or `no-token`.
    Needed {
        /// Why, in one machine-readable word.
        reason: String,
    },
}

/// Keeps the token in use, for all requests of one widget. Keepers with the same [`TokenSource::Ask`] ask
/// once for all of them.
#[derive(Clone, Default)]
pub struct TokenKeeper(Rc<Inner>);

#[derive(Default)]
struct Inner {
    source: RefCell<TokenSource>,
    kept: RefCell<Option<Kept>>,
    /// The question that is being asked of the page, shared by all who wait for the answer.
    asking: RefCell<Option<Promise>>,
    /// Whose token came last; the outer `None` before the first one came.
    contact: RefCell<Option<Option<Address>>>,
    listener: RefCell<Option<Listener>>,
    trace: RefCell<Trace>,
    /// Whether the page had none to give when it was asked last.
    is_missing: Cell<bool>,
    /// Counts the sources, so that the answer of a former one is not taken for this one's.
    generation: Cell<u32>,
}

type Listener = Rc<dyn Fn(IdentityChange)>;

#[derive(Clone)]
struct Kept {
    token: Rc<str>,
    claims: Claims,
}

impl PartialEq for TokenKeeper {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

thread_local! {
    /// All keepers that there are, and some that have gone.
    static KEEPERS: RefCell<Vec<Weak<Inner>>> = const { RefCell::new(Vec::new()) };
}

impl TokenKeeper {
    /// A keeper of what a source gives.
    #[must_use]
    pub fn new(source: TokenSource) -> Self {
        let keeper = Self::default();
        keeper.0.source.replace(source);
        KEEPERS.with_borrow_mut(|all| {
            all.retain(|each| each.strong_count() > 0);
            all.push(Rc::downgrade(&keeper.0));
        });
        keeper
    }

    /// The other keepers that ask the same.
    fn fellows(&self) -> Vec<Self> {
        let source = self.0.source.borrow();
        if !matches!(*source, TokenSource::Ask(_)) {
            return Vec::new();
        }
        KEEPERS.with_borrow(|all| {
            let all = all.iter().filter_map(Weak::upgrade).map(Self);
            all.filter(|each| each != self && *each.0.source.borrow() == *source)
                .collect()
        })
    }

    /// Who hears of changes.
    pub fn listen(&self, listener: impl Fn(IdentityChange) + 'static) {
        self.0.listener.replace(Some(Rc::new(listener)));
    }

    /// From now on it is told there who the customer is, and what is asked in their name.
    pub fn watch(&self, trace: &Trace) {
        if *self.0.trace.borrow() != *trace {
            self.0.trace.replace(trace.clone());
            self.trace_identity();
        }
    }

    /// Where that is told.
    pub(super) fn trace(&self) -> Trace {
        self.0.trace.borrow().clone()
    }

    fn trace_identity(&self) {
        let (source, kept) = (self.0.source.borrow(), self.0.kept.borrow());
        let claims = kept.as_ref().map(|kept| &kept.claims);
        self.0.trace.borrow().identity(
            &source,
            claims.and_then(|claims| claims.contact.as_ref()),
            claims.and_then(|claims| claims.expires_at),
        );
    }

    /// Takes another source. Whether its token is the same customer's is found out at once.
    pub fn set_source(&self, source: TokenSource) {
        if *self.0.source.borrow() == source {
            return;
        }
        self.0.source.replace(source);
        self.0.kept.take();
        self.0.asking.take();
        self.0.is_missing.set(false);
        self.0.generation.set(self.0.generation.get() + 1);
        let keeper = self.clone();
        spawn_local(async move {
            // Another customer has been told of already; a page that gives no token, too.
            if keeper.token().await.is_ok() {
                keeper.tell(IdentityChange::Renewed);
            }
        });
    }

    /// The customer has signed out: their token is forgotten, and the page is not asked for another one.
    pub fn forget(&self) {
        self.0.source.take();
        self.0.kept.take();
        self.0.asking.take();
        self.0.contact.take();
        self.0.generation.set(self.0.generation.get() + 1);
    }

    /// The token to send, asked for anew where the kept one is about to end.
    ///
    /// # Errors
    /// 401 where the page has none to give; [`Failure::Foreign`] where it is another customer's than
    /// before, so that nothing of the one is sent in the name of the other.
    pub(super) async fn token(&self) -> Result<Option<Rc<str>>, Failure> {
        if let Some(token) = self.good_token() {
            return Ok(Some(token));
        }
        if let Some(token) = self.fellows().iter().find_map(Self::good_token) {
            return self.take(Some(token));
        }
        let source = self.0.source.borrow().clone();
        match source {
            TokenSource::None => self.take(None),
            TokenSource::Fixed(token) => self.take(Some(token)),
            TokenSource::Ask(ask) => {
                let generation = self.0.generation.get();
                let token = self.ask(&ask).await;
                if generation != self.0.generation.get() {
                    return Err(Failure::Foreign);
                }
                match token {
                    Some(token) => {
                        self.pass_on(&token);
                        let token = self.take(Some(token))?;
                        if self.0.is_missing.take() {
                            self.tell(IdentityChange::Renewed);
                        }
                        Ok(token)
                    }
                    None => {
                        self.0.is_missing.set(true);
                        self.tell(IdentityChange::Needed {
                            reason: "no-token".to_owned(),
                        });
                        Err(Failure::Refused(Problem {
                            status: 401,
                            ..Problem::default()
                        }))
                    }
                }
            }
        }
    }

    /// The kept token, unless it is about to end.
    fn good_token(&self) -> Option<Rc<str>> {
        let kept = self.0.kept.borrow();
        let good = kept.as_ref().filter(|kept| !kept.claims.ends_soon());
        good.map(|kept| kept.token.clone())
    }

    /// The server has refused this token. Answers whether another one can be asked for.
    pub(super) fn refuse(&self, token: Option<&str>) -> bool {
        for each in self.fellows().iter().chain([self]) {
            let mut kept = each.0.kept.borrow_mut();
            if kept.as_ref().map(|kept| &*kept.token) == token {
                kept.take();
            }
        }
        matches!(*self.0.source.borrow(), TokenSource::Ask(_))
    }

    /// Tells who listens.
    pub(super) fn tell(&self, change: IdentityChange) {
        let listener = self.0.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(change);
        }
    }

    /// The address that the token names.
    pub(super) async fn contact(&self) -> Result<Option<Address>, Failure> {
        self.token().await?;
        Ok(self.0.contact.borrow().clone().flatten())
    }

    /// Asks the page, once for all who wait.
    async fn ask(&self, ask: &AskToken) -> Option<Rc<str>> {
        let fellows = self.fellows();
        let mut all = fellows.iter().chain([self]);
        let asked = all.find_map(|each| each.0.asking.borrow().clone());
        let asking = asked.unwrap_or_else(|| {
            let (answer, asker) = (ask(), Rc::downgrade(&self.0));
            let generation = self.0.generation.get();
            let asking = future_to_promise(async move {
                let answer = answer.await;
                // Whoever has waited for it may have gone.
                if let Some(asker) = asker.upgrade()
                    && asker.generation.get() == generation
                {
                    asker.asking.take();
                }
                answer.map(JsValue::from).ok_or(JsValue::UNDEFINED)
            });
            self.0.asking.replace(Some(asking.clone()));
            asking
        });
        let answer = JsFuture::from(asking).await;
        answer.ok()?.as_string().map(Rc::from)
    }

    /// Gives a new token to those who have had one before, which may have been another customer's.
    fn pass_on(&self, token: &Rc<str>) {
        for each in self.fellows() {
            let had_one = each.0.contact.borrow().is_some();
            if had_one {
                // What it means to them, they hear.
                let _ = each.take(Some(token.clone()));
            }
        }
    }

    /// Keeps a token, unless it is another customer's.
    fn take(&self, token: Option<Rc<str>>) -> Result<Option<Rc<str>>, Failure> {
        let kept = token.map(|token| Kept {
            claims: Claims::read(&token),
            token,
        });
        let contact = kept.as_ref().and_then(|kept| kept.claims.contact.clone());
        let token = kept.as_ref().map(|kept| kept.token.clone());
        self.0.kept.replace(kept);
        self.trace_identity();
        let before = self.0.contact.replace(Some(contact.clone()));
        // From nobody to somebody is a sign-in: what was typed until then is theirs.
        if before
            .flatten()
            .is_some_and(|before| Some(before) != contact)
        {
            self.tell(IdentityChange::OtherContact);
            return Err(Failure::Foreign);
        }
        Ok(token)
    }
}

/// What a token says, where it is a JSON web token. Nothing is verified: the server does that.
#[derive(Debug, Clone, Default)]
struct Claims {
    /// E-mail goes before telephone.
    contact: Option<Address>,
    /// When it ends, in epoch seconds.
    expires_at: Option<f64>,
}

impl Claims {
    fn read(token: &str) -> Self {
        let Some(claims) = payload(token) else {
            return Self::default();
        };
        let get = |name: &str| Reflect::get(&claims, &JsValue::from_str(name)).ok();
        let address = |name| Address::parse(&get(name)?.as_string()?);
        Self {
            contact: ["email", "phone"].into_iter().find_map(address),
            expires_at: get("exp").and_then(|exp| exp.as_f64()),
        }
    }

    fn ends_soon(&self) -> bool {
        let now = Date::now() / 1000.0;
        self.expires_at
            .is_some_and(|end| end - now < ENDS_SOON_SECONDS)
    }
}

fn payload(token: &str) -> Option<JsValue> {
    let base64 = token.split('.').nth(1)?.replace('-', "+").replace('_', "/");
    let binary = web_sys::window()?.atob(&base64).ok()?;
    // `atob` gives one character for each byte.
    let bytes: Option<Vec<u8>> = binary.chars().map(|c| u8::try_from(c).ok()).collect();
    JSON::parse(&String::from_utf8(bytes?).ok()?).ok()
}
