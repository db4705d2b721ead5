//! Numbers in few characters: `0-3,7` for 0, 1, 2, 3 and 7.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Numbers in rising order, as first and last of each run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranges(Vec<(usize, usize)>);

impl Ranges {
    /// Of numbers in rising order.
    pub fn of(numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for number in numbers {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => runs.push((number, number)),
            }
        }
        Self(runs)
    }

    /// Whether a number is among them. O(log runs).
    pub fn has(&self, number: usize) -> bool {
        let before = self.0.partition_point(|(first, _)| *first <= number);
        let run = before.checked_sub(1).and_then(|at| self.0.get(at));
        run.is_some_and(|(_, last)| number <= *last)
    }

    /// The greatest of them.
    pub fn last(&self) -> Option<usize> {
        self.0.last().map(|(_, last)| *last)
    }

    /// How many there are among those for which `counts`.
    pub fn count(&self, counts: impl Fn(usize) -> bool) -> usize {
        let all = self.0.iter().flat_map(|(first, last)| *first..=*last);
        all.filter(|number| counts(*number)).count()
    }

    fn read(text: &str) -> Option<Self> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for run in text.split(',').filter(|_| !text.is_empty()) {
            let (first, last) = run.split_once('-').unwrap_or((run, run));
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            let rises = runs.last().is_none_or(|(_, before)| *before < first);
            if last < first || !rises {
                return None;
            }
            runs.push((first, last));
        }
        Some(Self(runs))
    }
}

impl fmt::Display for Ranges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (first, last)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            match first == last {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

impl Serialize for Ranges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ranges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| D::Error::custom(format!("`{text}` are no ranges")))
    }
}

#[cfg(test)]
mod tests {
    use super::Ranges;

    #[test]
    fn what_is_written_is_read_again() {
        for numbers in [vec![], vec![0], vec![0, 1, 2, 5, 7, 8]] {
            let ranges = Ranges::of(numbers.clone());
            assert_eq!(Ranges::read(&ranges.to_string()), Some(ranges.clone()));
            let has: Vec<_> = (0..10).filter(|number| ranges.has(*number)).collect();
            assert_eq!(has, numbers);
            assert_eq!(ranges.last(), numbers.last().copied());
            assert_eq!(ranges.count(|_| true), numbers.len());
        }
    }

    #[test]
    fn what_does_not_rise_is_refused() {
        for wrong in [
            "3-1",
            "1,1",
            "2-4,3",
            "a",
            ",",
            "1-",
            "-1",
            "99999999999999999999",
        ] {
            assert_eq!(Ranges::read(wrong), None, "{wrong}");
        }
    }
}
