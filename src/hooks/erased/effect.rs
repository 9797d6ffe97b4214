//! What is done after a drawing.

use yew::functional::{Hook, hook};

use super::{Kept, downcast};

/// What undoes an effect, where something does.
type Undo = Option<Box<dyn FnOnce()>>;

/// An effect that knows its dependencies' type by itself.
type Effect = Box<dyn FnOnce(&dyn Kept) -> Undo>;

/// What an effect may answer: nothing, or what undoes it.
pub(crate) trait Cleanup {
    /// What undoes it.
    fn into_undo(self) -> Option<Box<dyn FnOnce()>>;
}

impl Cleanup for () {
    fn into_undo(self) -> Undo {
        None
    }
}

impl<F: FnOnce() + 'static> Cleanup for F {
    fn into_undo(self) -> Undo {
        Some(Box::new(self))
    }
}

struct Dependencies(Box<dyn Kept>);

impl PartialEq for Dependencies {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&*other.0)
    }
}

/// Runs an effect after the first drawing, and after each one whose dependencies differ from those before.
/// What it answers is called before it runs again and when the component goes.
pub(crate) fn use_effect_with<D, C>(
    dependencies: D,
    effect: impl FnOnce(&D) -> C + 'static,
) -> impl Hook<Output = ()>
where
    D: PartialEq + 'static,
    C: Cleanup,
{
    use_erased(
        Dependencies(Box::new(dependencies)),
        Box::new(move |kept| effect(downcast(kept)?).into_undo()),
    )
}

#[hook]
#[expect(clippy::disallowed_methods, reason = "the one place for all effects")]
fn use_erased(dependencies: Dependencies, effect: Effect) {
    yew::functional::use_effect_with(dependencies, move |dependencies| {
        let undo = effect(&*dependencies.0);
        move || {
            if let Some(undo) = undo {
                undo();
            }
        }
    });
}
