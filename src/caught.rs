//! Calls into crates that may panic on what a user gave them.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

thread_local! {
    /// If this thread panics now, that is caught.
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or `None` if it panicked: then nothing it had in its hands is to be used
/// again.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CATCHING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(before);
    done.ok()
}

/// Lets a program say nothing of panics that are caught: they become errors in the
/// user's words. All others are told as before.
pub fn keep_caught_panics_quiet() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if CATCHING.get() {
            tracing::debug!("caught: {panic}");
        } else {
            tell(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caught_panic_gives_nothing_and_catching_ends() {
        assert_eq!(caught(|| 7), Some(7));
        let inner = caught(|| {
            let none = caught(|| panic!("on purpose"));
            assert!(CATCHING.get());
            none.map(|()| 1)
        });
        assert_eq!(inner, Some(None));
        assert!(!CATCHING.get());
    }
}
