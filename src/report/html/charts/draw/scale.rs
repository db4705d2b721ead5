//! From numbers to places: a stretch of numbers with round ticks.

/// A place on a scale that is labelled.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Tick {
    /// The number.
    pub(in super::super) value: f64,
    /// As it is written.
    pub(in super::super) text: String,
}

/// A stretch of numbers that begins and ends at round ones.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Scale {
    low: f64,
    high: f64,
    /// From the lowest to the highest.
    pub(in super::super) ticks: Vec<Tick>,
}

/// Numbers from this size on are written with a power of ten.
const LARGE: f64 = 1e7;

/// So much of its value lies to either side of a single number.
const AROUND: f64 = 0.1;

/// More ticks than that fit into no chart.
const MOST_TICKS: usize = 24;

impl Scale {
    /// A scale that holds all values, with at most about `wanted` steps between ticks; it does not
    /// go beyond what is possible. `None` without a value, or if one is not finite or so large or
    /// small that nothing could be told apart.
    pub(in super::super) fn of(
        values: &[f64],
        wanted: usize,
        possible: (f64, f64),
    ) -> Option<Self> {
        if values.is_empty() || !values.iter().all(|value| value.is_finite()) {
            return None;
        }
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (least, most) = widened(least, most, possible);
        let step = step((most - least) / f64::from(u8::try_from(wanted.clamp(1, 12)).ok()?))?;
        let (first, last) = ((least / step).floor(), (most / step).ceil());
        let steps = last - first;
        // Beyond 2^53 neighbours are the same number.
        let is_told_apart = first.abs().max(last.abs()) < 1e15;
        if !is_told_apart || !(1.0..=24.0).contains(&steps) {
            return None;
        }
        let ticks: Vec<Tick> = (0..=MOST_TICKS)
            .filter_map(|at| u8::try_from(at).ok())
            .map(|at| first + f64::from(at))
            .take_while(|at| *at <= last)
            .map(|at| Tick {
                value: at * step,
                text: written(at * step, step),
            })
            .collect();
        Some(Self {
            low: first * step,
            high: last * step,
            ticks,
        })
    }

    /// Both ends.
    #[cfg(test)]
    pub(in super::super) fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// Where a number lies, from 0 at the lower end to 1 at the upper; numbers beyond an end lie
    /// at it.
    pub(in super::super) fn part(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        if part.is_nan() {
            0.0
        } else {
            part.clamp(0.0, 1.0)
        }
    }
}

/// A single number gets room on both sides.
fn widened(least: f64, most: f64, possible: (f64, f64)) -> (f64, f64) {
    if most > least {
        return (least, most);
    }
    let room = match least.abs() {
        size if size > 0.0 => size * AROUND,
        _ => 1.0,
    };
    let (low, high) = (
        (least - room).max(possible.0),
        (most + room).min(possible.1),
    );
    // What is possible may be that one number.
    if high > low {
        (low, high)
    } else {
        (least - room, most + room)
    }
}

/// The least round step that is no smaller: 1, 2 or 5 times a power of ten.
fn step(least: f64) -> Option<f64> {
    if !least.is_normal() {
        return None;
    }
    let power = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
    // A quotient such as 0.2 / 0.1 may come out a little above the step it is.
    let found = steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9));
    found.filter(|step| step.is_normal())
}

/// A tick with as many digits behind the point as its step needs.
fn written(value: f64, step: f64) -> String {
    if value.abs() >= LARGE {
        return format!("{value:e}");
    }
    let places: usize = (0..=12_u8)
        .find(|places| f64::from(*places) >= places_of(step))
        .map_or(0, usize::from);
    let text = format!("{value:.places$}");
    if text
        .trim_start_matches('-')
        .chars()
        .all(|c| matches!(c, '0' | '.'))
    {
        return "0".to_owned();
    }
    text
}

/// How many digits behind the point a step has.
fn places_of(step: f64) -> f64 {
    (-step.log10().floor() - 1e-9).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn texts(values: &[f64], wanted: usize) -> Vec<String> {
        let scale = Scale::of(values, wanted, ANY).unwrap();
        scale.ticks.into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn ticks_are_round_and_hold_all_values() {
        assert_eq!(texts(&[6.0, 8.0], 4), ["6.0", "6.5", "7.0", "7.5", "8.0"]);
        assert_eq!(
            texts(&[78.0, 98.0], 4),
            ["75", "80", "85", "90", "95", "100"]
        );
        assert_eq!(texts(&[-0.31, 0.1], 4), ["-0.4", "-0.2", "0", "0.2"]);
        assert_eq!(texts(&[0.0, 43_000.0], 3), ["0", "20000", "40000", "60000"]);
        assert_eq!(texts(&[0.0, 3e9], 3), ["0", "1e9", "2e9", "3e9"]);
    }

    #[test]
    fn a_single_value_gets_room_but_not_beyond_what_is_possible() {
        let scale = Scale::of(&[100.0], 4, (0.0, 100.0)).unwrap();
        assert_eq!(scale.ends(), (90.0, 100.0));
        assert_eq!(texts(&[0.0], 2), ["-1", "0", "1"]);
        let only = Scale::of(&[5.0], 4, (5.0, 5.0)).unwrap();
        assert!(only.part(5.0) > 0.0 && only.part(5.0) < 1.0);
    }

    #[test]
    fn what_is_no_number_has_no_scale() {
        for values in [
            &[][..],
            &[f64::NAN],
            &[1.0, f64::INFINITY],
            &[f64::NEG_INFINITY, 1.0],
            &[-f64::MAX, f64::MAX],
            &[f64::MIN_POSITIVE / 4.0, f64::MIN_POSITIVE],
            &[1e17, 1e17 + 32.0],
        ] {
            assert_eq!(Scale::of(values, 4, ANY), None, "{values:?}");
        }
    }

    #[test]
    fn a_number_beyond_an_end_lies_at_it() {
        let scale = Scale::of(&[0.0, 10.0], 2, ANY).unwrap();
        let part = |value| format!("{:.2}", scale.part(value));
        assert_eq!(
            [part(-5.0), part(5.0), part(50.0), part(f64::NAN)],
            ["0.00", "0.50", "1.00", "0.00"]
        );
    }

    proptest! {
        #[test]
        fn any_finite_values_lie_between_the_first_and_the_last_tick(
            values in prop::collection::vec(-1e9_f64..1e9, 1..9),
            wanted in 1_usize..8,
        ) {
            if let Some(scale) = Scale::of(&values, wanted, ANY) {
                let (low, high) = scale.ends();
                let slack = (high - low) * 1e-9;
                prop_assert!(values.iter().all(|value| *value >= low - slack && *value <= high + slack));
                prop_assert!(scale.ticks.len() >= 2 && scale.ticks.len() <= wanted + 3);
                prop_assert!(scale.ticks.windows(2).all(|pair| pair[0].value < pair[1].value));
                let mut texts: Vec<_> = scale.ticks.iter().map(|tick| &tick.text).collect();
                texts.dedup();
                prop_assert_eq!(texts.len(), scale.ticks.len());
            }
        }
    }
}
