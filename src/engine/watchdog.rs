//! Wall clock and memory of running scripts, watched from a thread of their own.
//!
//! Scripts ask one flag before every operation. The watch thread raises a worker's
//! flag when its current check has taken too long, and everybody's when the process
//! has grown too much since the scripts began. A check stopped for memory is tried
//! again alone, so that no rule is blamed for its neighbour.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Longest one check may take.
pub const DEADLINE: Duration = Duration::from_millis(500);

/// Most the process may grow while scripts run, in bytes.
pub const MOST_MEMORY: usize = 160 * 1024 * 1024;

/// How often the watch looks.
const INTERVAL: Duration = Duration::from_millis(2);

/// Not running.
const IDLE: u64 = 0;

/// One worker's side of the watch.
#[derive(Debug, Clone)]
pub struct Watch(Arc<Worker>);

#[derive(Debug)]
struct Worker {
    stop: AtomicBool,
    /// When the current check began, in milliseconds since the watch was set up, plus one.
    since: AtomicU64,
    /// How long the current check may take, in milliseconds.
    allowed: AtomicU64,
    epoch: Instant,
}

impl Watch {
    /// A watch nobody looks at yet.
    pub fn new(epoch: Instant) -> Self {
        Self(Arc::new(Worker {
            stop: AtomicBool::new(false),
            since: AtomicU64::new(IDLE),
            allowed: AtomicU64::new(millis(DEADLINE)),
            epoch,
        }))
    }

    /// Whether the current check is to stop.
    pub fn must_stop(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }

    /// A check begins.
    pub fn begin(&self) {
        self.0.stop.store(false, Ordering::Relaxed);
        let now = millis(self.0.epoch.elapsed()) + 1;
        self.0.since.store(now, Ordering::Release);
    }

    /// The check is over.
    pub fn end(&self) {
        self.0.since.store(IDLE, Ordering::Release);
    }

    /// How long checks may take from now on.
    pub fn allow(&self, longest: Duration) {
        self.0.allowed.store(millis(longest), Ordering::Relaxed);
    }

    fn look(&self, too_big: bool) {
        let since = self.0.since.load(Ordering::Acquire);
        if since == IDLE {
            return;
        }
        let now = millis(self.0.epoch.elapsed()) + 1;
        let allowed = self.0.allowed.load(Ordering::Relaxed);
        if too_big || now.saturating_sub(since) > allowed {
            self.0.stop.store(true, Ordering::Relaxed);
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Looks after `workers` until `done`; meant for a thread of its own.
pub fn stand(workers: &[Watch], done: &AtomicBool) {
    let begun = memory();
    while !done.load(Ordering::Acquire) {
        let too_big = memory()
            .zip(begun)
            .is_some_and(|(now, begun)| now.saturating_sub(begun) > MOST_MEMORY);
        for worker in workers {
            worker.look(too_big);
        }
        std::thread::park_timeout(INTERVAL);
    }
}

/// Memory the process holds, where the system tells.
fn memory() -> Option<usize> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem)
}
