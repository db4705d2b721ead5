//! How far long work is, on stderr, if a person is watching.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::Lang;

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// Rules look at objects.
    Checking,
    /// The bytes of a log are read and measured.
    Measuring,
}

impl Work {
    /// What stands in the line, where `{…}` is filled in; whether the end is known changes it.
    fn template(self, has_end: bool, lang: Lang) -> &'static str {
        match (self, has_end) {
            (Self::Checking, _) => lang.pick(
                "checking {bar:30} {percent} % {eta} left",
                "正在检查 {bar:30} {percent} % 还需 {eta}",
            ),
            (Self::Measuring, true) => lang.pick(
                "measuring {bar:30} {percent} % {bytes_per_sec} {eta} left",
                "正在测量 {bar:30} {percent} % {bytes_per_sec} 还需 {eta}",
            ),
            (Self::Measuring, false) => lang.pick(
                "measuring {bytes} {bytes_per_sec}",
                "正在测量 {bytes} {bytes_per_sec}",
            ),
        }
    }
}

/// A bar that appears only when work takes long.
pub(super) struct Progress {
    begun: Instant,
    quiet: bool,
    work: Work,
    lang: Lang,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Of rules that look at objects.
    pub(super) fn checking(quiet: bool, lang: Lang) -> Self {
        Self::new(Work::Checking, quiet, lang)
    }

    /// Of a log that is read and measured; its steps are bytes.
    pub(super) fn measuring(quiet: bool, lang: Lang) -> Self {
        Self::new(Work::Measuring, quiet, lang)
    }

    fn new(work: Work, quiet: bool, lang: Lang) -> Self {
        Self {
            begun: Instant::now(),
            quiet,
            work,
            lang,
            bar: OnceLock::new(),
        }
    }

    /// So many of so many are done.
    pub(super) fn step(&self, done: usize, all: usize) {
        let count = |number| u64::try_from(number).unwrap_or(u64::MAX);
        self.reached(count(done), Some(count(all)));
    }

    /// So many are done; of how many is known or not.
    pub(super) fn reached(&self, done: u64, all: Option<u64>) {
        if self.quiet || self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| self.begin(all));
        bar.set_position(done);
    }

    fn begin(&self, all: Option<u64>) -> ProgressBar {
        let bar = all.map_or_else(ProgressBar::no_length, ProgressBar::new);
        let bar = bar.with_elapsed(self.begun.elapsed());
        let template = self.work.template(all.is_some(), self.lang);
        let style = ProgressStyle::with_template(template);
        style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
    }

    /// Clears the bar.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_says_that_it_is_measured_how_fast_and_how_long_still() {
        for lang in [Lang::En, Lang::Zh] {
            let template = Work::Measuring.template(true, lang);
            assert!(template.starts_with(lang.pick("measuring", "正在测量")));
            for part in ["{bytes_per_sec}", "{eta}", "{percent}"] {
                assert!(template.contains(part), "{template}");
            }
            // Of a stream the end is not known, so neither is the time left.
            let stream = Work::Measuring.template(false, lang);
            assert!(stream.contains("{bytes_per_sec}") && !stream.contains("{eta}"));
        }
    }

    #[test]
    fn every_line_of_progress_can_be_drawn() {
        for work in [Work::Checking, Work::Measuring] {
            for (has_end, lang) in [(true, Lang::En), (false, Lang::Zh)] {
                assert!(ProgressStyle::with_template(work.template(has_end, lang)).is_ok());
            }
        }
    }
}
