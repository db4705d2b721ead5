//! Signals: points that are not explained by what the process always does.

use super::Limits;

/// On which side of the centre a signal lies, or where a trend goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Above, or rising.
    Above,
    /// Below, or falling.
    Below,
}

/// What makes a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A point outside its limits.
    Outside,
    /// Two of three neighbours beyond two sigma on the same side.
    TwoOfThree,
    /// Many points in a row on the same side of the centre.
    Run,
    /// Many points in a row, each higher (or each lower) than the one before.
    Trend,
}

/// Which patterns count as signals. Each one more finds changes earlier and raises more
/// false alarms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// So many points in a row on one side of the centre are a signal; fewer than 2 switches
    /// it off.
    pub run: usize,
    /// Two of three beyond two sigma.
    pub two_of_three: bool,
    /// So many points in a row that rise or fall; fewer than 3 switches it off.
    pub trend: usize,
}

impl Default for Rules {
    /// Points outside, and 8 in a row: the two that hardly ever cry wolf.
    fn default() -> Self {
        Self {
            run: 8,
            two_of_three: false,
            trend: 0,
        }
    }
}

/// A pattern that chance seldom makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signal {
    /// The index of its first point.
    pub from: usize,
    /// The index of its last point.
    pub to: usize,
    /// What makes it one.
    pub cause: Cause,
    /// Which way it goes.
    pub side: Side,
}

/// All signals among points with their limits, in the order of their first point.
///
/// A point on a limit is inside; a point on the centre ends a run, equal neighbours end a trend.
/// A pattern that goes on is one signal, as long as it is.
///
/// # Complexity
/// O(points).
pub fn signals(points: &[(f64, Limits)], rules: Rules) -> Vec<Signal> {
    let mut found = outside(points);
    if rules.run >= 2 {
        let sides = points
            .iter()
            .map(|&(value, limits)| side(value, limits.centre));
        let runs = stretches(sides).filter(|(from, to, _)| to - from + 1 >= rules.run);
        found.extend(runs.map(|(from, to, side)| signal(from, to, Cause::Run, side)));
    }
    if rules.two_of_three {
        found.extend(two_of_three(points));
    }
    if rules.trend >= 3 {
        let steps = points.windows(2).map(|pair| side(pair[1].0, pair[0].0));
        // So many steps join one point more.
        let trends = stretches(steps).filter(|(from, to, _)| to - from + 2 >= rules.trend);
        found.extend(trends.map(|(from, to, side)| signal(from, to + 1, Cause::Trend, side)));
    }
    found.sort_unstable();
    found
}

fn signal(from: usize, to: usize, cause: Cause, side: Side) -> Signal {
    Signal {
        from,
        to,
        cause,
        side,
    }
}

fn outside(points: &[(f64, Limits)]) -> Vec<Signal> {
    let beyond = |&(value, limits): &(f64, Limits)| {
        if value > limits.upper {
            Some(Side::Above)
        } else if value < limits.lower {
            Some(Side::Below)
        } else {
            None
        }
    };
    let points = points.iter().enumerate();
    points
        .filter_map(|(at, point)| Some(signal(at, at, Cause::Outside, beyond(point)?)))
        .collect()
}

fn side(value: f64, centre: f64) -> Option<Side> {
    match value.partial_cmp(&centre)? {
        std::cmp::Ordering::Greater => Some(Side::Above),
        std::cmp::Ordering::Less => Some(Side::Below),
        std::cmp::Ordering::Equal => None,
    }
}

/// The longest stretches of the same side, with their first and last index.
fn stretches(
    sides: impl Iterator<Item = Option<Side>>,
) -> impl Iterator<Item = (usize, usize, Side)> {
    let mut found: Vec<(usize, usize, Side)> = Vec::new();
    for (at, side) in sides.enumerate() {
        let Some(side) = side else { continue };
        match found.last_mut() {
            Some((_, to, last)) if *last == side && *to + 1 == at => *to = at,
            _ => found.push((at, at, side)),
        }
    }
    found.into_iter()
}

/// Two of three beyond two sigma; patterns that overlap are one.
fn two_of_three(points: &[(f64, Limits)]) -> Vec<Signal> {
    let beyond = |&(value, limits): &(f64, Limits), wanted: Side| match wanted {
        Side::Above => value > limits.centre + 2.0 * limits.sigma,
        Side::Below => value < limits.centre - 2.0 * limits.sigma,
    };
    let mut found: Vec<Signal> = Vec::new();
    for wanted in [Side::Above, Side::Below] {
        let far: Vec<usize> = (0..points.len())
            .filter(|&at| beyond(&points[at], wanted))
            .collect();
        let close = far.windows(2).filter(|pair| pair[1] - pair[0] <= 2);
        for (from, to) in close.map(|pair| (pair[0], pair[1])) {
            match found.last_mut() {
                Some(last) if last.side == wanted && last.to == from => last.to = to,
                _ => found.push(signal(from, to, Cause::TwoOfThree, wanted)),
            }
        }
    }
    found
}
