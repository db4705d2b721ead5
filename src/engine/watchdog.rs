//! Wall clock and memory of running scripts, watched from a thread of their own.
//!
//! Scripts ask one flag before every operation. The watch thread raises a worker's
//! flag when its current check has taken too long, and everybody's when the process
//! has grown too much since the scripts began. A check stopped for memory is tried
//! again alone, so that no rule is blamed for its neighbour.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Longest one check may take; a stopped one is tried once more, alone.
pub(super) const DEADLINE: Duration = Duration::from_millis(400);

/// Most the process may grow while scripts run, in bytes.
pub(super) const MOST_MEMORY: usize = 160 * 1024 * 1024;

/// How often the watch looks.
const INTERVAL: Duration = Duration::from_millis(2);

/// One worker's side of the watch.
///
/// A worker only counts its checks; the watch keeps the time. So a check costs no look
/// at a clock.
#[derive(Debug, Clone)]
pub(super) struct Watch(Arc<Worker>);

/// Aligned to lines of its own: every operation of a script reads `stop`, and must not
/// wait for what another worker writes beside it.
#[derive(Debug, Default)]
#[repr(align(128))]
struct Worker {
    stop: AtomicBool,
    /// Odd while a check runs; every check has its own number.
    check: AtomicU64,
    /// How long a check may take, in milliseconds.
    allowed: AtomicU64,
}

impl Watch {
    /// A watch nobody looks at yet.
    pub(super) fn new() -> Self {
        let watch = Self(Arc::default());
        watch.allow(DEADLINE);
        watch
    }

    /// Whether the current check is to stop.
    pub(super) fn must_stop(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }

    /// A check begins.
    pub(super) fn begin(&self) {
        self.0.stop.store(false, Ordering::Relaxed);
        self.0.check.fetch_add(1, Ordering::AcqRel);
    }

    /// The check is over.
    pub(super) fn end(&self) {
        self.0.check.fetch_add(1, Ordering::AcqRel);
    }

    /// How long checks may take from now on.
    pub(super) fn allow(&self, longest: Duration) {
        let millis = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
        self.0.allowed.store(millis, Ordering::Relaxed);
    }
}

/// What the watch remembers of a worker.
struct Seen {
    check: u64,
    since: Instant,
}

/// Looks after `workers` until `done`; meant for a thread of its own.
pub(super) fn stand(workers: &[Watch], done: &AtomicBool) {
    let begun = memory();
    let mut seen: Vec<Seen> = workers
        .iter()
        .map(|_| Seen {
            check: 0,
            since: Instant::now(),
        })
        .collect();
    while !done.load(Ordering::Acquire) {
        let too_big = memory()
            .zip(begun)
            .is_some_and(|(now, begun)| now.saturating_sub(begun) > MOST_MEMORY);
        for (worker, seen) in workers.iter().zip(&mut seen) {
            look(&worker.0, seen, too_big);
        }
        std::thread::park_timeout(INTERVAL);
    }
}

fn look(worker: &Worker, seen: &mut Seen, too_big: bool) {
    let check = worker.check.load(Ordering::Acquire);
    if check != seen.check {
        *seen = Seen {
            check,
            since: Instant::now(),
        };
    }
    let running = check % 2 == 1;
    let allowed = Duration::from_millis(worker.allowed.load(Ordering::Relaxed));
    if running && (too_big || seen.since.elapsed() > allowed) {
        worker.stop.store(true, Ordering::Relaxed);
    }
}

/// Memory the process holds, where the system tells.
fn memory() -> Option<usize> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem)
}
