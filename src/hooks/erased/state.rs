//! What a component remembers, and draws itself again for.

use std::{any::Any, marker::PhantomData, ops::Deref, rc::Rc};

use wasm_bindgen::UnwrapThrowExt;
use yew::functional::{Reducible, UseReducerDispatcher, UseReducerHandle, hook};

use super::{Kept, downcast};

struct Erased(Rc<dyn Kept>);

/// Answers the next state, where it is another one.
type Change = Box<dyn FnOnce(&Rc<dyn Kept>) -> Option<Rc<dyn Kept>>>;

impl Reducible for Erased {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        // The component is drawn again unless it is the same allocation.
        change(&self.0).map_or(self, |next| Rc::new(Self(next)))
    }
}

#[hook]
#[expect(clippy::disallowed_methods, reason = "the one place for all state")]
fn use_erased<'first>(
    first: Box<dyn FnOnce() -> Rc<dyn Kept> + 'first>,
) -> UseReducerHandle<Erased> {
    yew::functional::use_reducer(move || Erased(first()))
}

/// A state that other values can be put in place of.
pub(crate) struct StateHandle<T>(UseReducerHandle<Erased>, PhantomData<T>);

/// Puts another value in place of a state.
pub(crate) struct Setter<T>(UseReducerDispatcher<Erased>, PhantomData<T>);

/// A state that changes by its own rules.
pub(crate) struct ReducerHandle<T>(UseReducerHandle<Erased>, PhantomData<T>);

/// Changes a state by its rules.
pub(crate) struct Dispatcher<T>(UseReducerDispatcher<Erased>, PhantomData<T>);

/// A state; the component is drawn again where another value is put in its place.
#[hook]
pub(crate) fn use_state_eq<T: PartialEq + 'static>(first: impl FnOnce() -> T) -> StateHandle<T> {
    let inner = use_erased(Box::new(move || Rc::new(first())));
    StateHandle(inner, PhantomData)
}

/// A state; the component is drawn again where an action has made another one of it.
#[hook]
pub(crate) fn use_reducer_eq<T>(first: impl FnOnce() -> T) -> ReducerHandle<T>
where
    T: Reducible + PartialEq + 'static,
{
    let inner = use_erased(Box::new(move || Rc::new(first())));
    ReducerHandle(inner, PhantomData)
}

impl<T: PartialEq + 'static> StateHandle<T> {
    /// Puts another value in place of it.
    pub(crate) fn set(&self, value: T) {
        self.setter().set(value);
    }

    /// What puts another value in place of it; stays the same as long as the component lives.
    #[must_use]
    pub(crate) fn setter(&self) -> Setter<T> {
        Setter(self.0.dispatcher(), PhantomData)
    }
}

impl<T: PartialEq + 'static> Setter<T> {
    /// Puts another value in place of the state.
    pub(crate) fn set(&self, value: T) {
        self.update(|_| value);
    }

    /// Puts another value in place of the state, made of the one that is there.
    pub(crate) fn update(&self, make: impl FnOnce(&T) -> T + 'static) {
        self.0.dispatch(Box::new(|before: &Rc<dyn Kept>| {
            let value = make(downcast(&**before)?);
            (!value.is(&**before)).then(|| Rc::new(value) as Rc<dyn Kept>)
        }));
    }
}

impl<T: Reducible + PartialEq + 'static> ReducerHandle<T>
where
    T::Action: 'static,
{
    /// What changes it; stays the same as long as the component lives.
    #[must_use]
    pub(crate) fn dispatcher(&self) -> Dispatcher<T> {
        Dispatcher(self.0.dispatcher(), PhantomData)
    }

    /// What it holds now; the same allocation until that changes.
    #[must_use]
    pub(crate) fn shared(&self) -> Rc<T> {
        let kept: Rc<dyn Any> = self.0.0.clone();
        kept.downcast().ok().unwrap_throw()
    }
}

impl<T: Reducible + PartialEq + 'static> Dispatcher<T>
where
    T::Action: 'static,
{
    /// Changes the state.
    pub(crate) fn dispatch(&self, action: T::Action) {
        self.0.dispatch(Box::new(|before: &Rc<dyn Kept>| {
            let before: Rc<dyn Any> = before.clone();
            let before = before.downcast::<T>().ok()?;
            let next = before.clone().reduce(action);
            (before != next).then_some(next as Rc<dyn Kept>)
        }));
    }
}

/// Both handles read as what they hold, as of now.
macro_rules! reads_as_what_it_holds {
    ($($handle:ident),+) => {$(
        impl<T: 'static> Deref for $handle<T> {
            type Target = T;

            fn deref(&self) -> &T {
                // It was made with a value of this type, and nothing else is ever put in its place.
                downcast(&*self.0.0).unwrap_throw()
            }
        }

        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone(), PhantomData)
            }
        }
    )+};
}
reads_as_what_it_holds!(StateHandle, ReducerHandle);

/// Both ways to change a state are the same where the state is.
macro_rules! is_compared_by_its_state {
    ($($way:ident),+) => {$(
        impl<T> PartialEq for $way<T> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T> Clone for $way<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone(), PhantomData)
            }
        }
    )+};
}
is_compared_by_its_state!(Setter, Dispatcher);
