//! How far long work is, on stderr, if a person is watching.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that appears only when work takes long.
pub(super) struct Progress {
    begun: Instant,
    quiet: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            begun: Instant::now(),
            quiet,
            bar: OnceLock::new(),
        }
    }

    /// So many of so many are done.
    pub(super) fn step(&self, done: usize, all: usize) {
        if self.quiet || self.begun.elapsed() < PATIENCE {
            return;
        }
        let count = |number| u64::try_from(number).unwrap_or(u64::MAX);
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("checking {bar:30} {percent} % {eta} left");
            let bar = ProgressBar::new(count(all));
            style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
        });
        bar.set_position(count(done));
    }

    /// Clears the bar.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
