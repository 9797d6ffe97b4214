//! What is made once and kept while what it depends on stays the same.

use std::{any::Any, cell::RefCell, rc::Rc};

use yew::{
    Callback,
    functional::{hook, use_mut_ref},
};

use super::Kept;

/// What was made last, and what it depends on.
type Slot = Rc<RefCell<Option<(Rc<dyn Kept>, Rc<dyn Any>)>>>;

#[hook]
fn use_slot() -> Slot {
    use_mut_ref(|| None)
}

/// What was made of the same dependencies; what was made of others is let go of.
fn kept(slot: &Slot, dependencies: &dyn Kept) -> Option<Rc<dyn Any>> {
    let before = slot.take();
    let before = before.filter(|(before, _)| before.is(dependencies));
    let made = before.as_ref().map(|(_, made)| made.clone());
    slot.replace(before);
    made
}

/// A value that is made anew only where its dependencies differ from those before.
#[hook]
pub(crate) fn use_memo<T, D>(dependencies: D, make: impl FnOnce(&D) -> T) -> Rc<T>
where
    T: 'static,
    D: PartialEq + 'static,
{
    let slot = use_slot();
    let made = kept(&slot, &dependencies).and_then(|made| made.downcast().ok());
    made.unwrap_or_else(|| {
        let made = Rc::new(make(&dependencies));
        slot.replace(Some((Rc::new(dependencies), made.clone())));
        made
    })
}

/// A callback that is another one only where its dependencies differ from those before.
#[hook]
pub(crate) fn use_callback<In, Out, D>(
    dependencies: D,
    call: impl Fn(In, &D) -> Out + 'static,
) -> Callback<In, Out>
where
    In: 'static,
    Out: 'static,
    D: PartialEq + 'static,
{
    let slot = use_slot();
    let made =
        kept(&slot, &dependencies).and_then(|made| made.downcast::<Callback<In, Out>>().ok());
    if let Some(made) = made {
        return (*made).clone();
    }
    let dependencies = Rc::new(dependencies);
    let callback = Callback::from({
        let dependencies = dependencies.clone();
        move |given| call(given, &dependencies)
    });
    slot.replace(Some((dependencies, Rc::new(callback.clone()))));
    callback
}
