//! How far two implementations are apart.

/// Collects deviations of one method and says the largest.
pub(super) struct Agreement {
    method: &'static str,
    tolerance: f64,
    largest: f64,
    compared: usize,
}

impl Agreement {
    /// Deviations are relative, or absolute for values below `1e-6` of 1; above `tolerance` they fail.
    pub(super) fn of(method: &'static str, tolerance: f64) -> Self {
        Self {
            method,
            tolerance,
            largest: 0.0,
            compared: 0,
        }
    }

    /// Holds one value against the other implementation's, relative to its size.
    pub(super) fn hold(&mut self, found: f64, published: f64, of: impl std::fmt::Debug) {
        let size = published.abs().max(1e-300);
        self.hold_on(found, published, size, of);
    }

    /// Holds one value against the other, relative to a size that is given.
    pub(super) fn hold_on(
        &mut self,
        found: f64,
        published: f64,
        size: f64,
        of: impl std::fmt::Debug,
    ) {
        let deviation = (found - published).abs() / size;
        assert!(
            deviation <= self.tolerance,
            "{}: {found} is not {published} (off by {deviation:e}) of {of:?}",
            self.method
        );
        self.largest = self.largest.max(deviation);
        self.compared += 1;
    }
}

impl Drop for Agreement {
    fn drop(&mut self) {
        let (method, largest, compared) = (self.method, self.largest, self.compared);
        println!("{method}: {compared} values, largest deviation {largest:.1e}");
    }
}
