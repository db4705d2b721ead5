//! The band around a curve of times: where the whole curve of all cases may lie.
//!
//! Only a sample has one. Who has all cases has no doubt about the curve, and of cases that are
//! still open the time is not known, so that a band would promise too much.

use super::draw::axis::path_through;

/// Both edges of a band as one closed path. `steps` are lengths on the page with the share of all
/// that take no longer, in rising order; `y` gives the height of a share.
pub(super) fn path(
    steps: &[(f64, f64)],
    (from, half_width): (f64, f64),
    y: impl Fn(f64) -> f64,
) -> String {
    let edge = |by: f64| {
        let at = |share: f64| y((share + by).clamp(0.0, 1.0));
        let mut places = vec![(from, at(0.0))];
        for (x, share) in steps {
            let before = places.last().map_or(*x, |place| place.1);
            places.extend([(*x, before), (*x, at(*share))]);
        }
        places
    };
    let mut around = edge(half_width);
    around.extend(edge(-half_width).into_iter().rev());
    format!("{}Z", path_through(&around))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_band_goes_up_with_the_curve_and_never_beyond_none_or_all() {
        let around = path(&[(10.0, 0.5), (20.0, 1.0)], (0.0, 0.25), |share| {
            100.0 - 100.0 * share
        });
        let above = "M0 75L10 75L10 25L20 25L20 0";
        let below = "L20 25L20 75L10 75L10 100L0 100Z";
        assert_eq!(around, [above, below].concat());
    }
}
