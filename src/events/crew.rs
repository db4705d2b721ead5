//! The same work on several threads.

/// Does the same work on so many threads, this one among them; gives what each came to.
pub(super) fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(&work)).collect();
        let mut all = vec![work()];
        for other in others {
            match other.join() {
                Ok(one) => all.push(one),
                Err(fault) => std::panic::resume_unwind(fault),
            }
        }
        all
    })
}
