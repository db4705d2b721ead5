//! Durations as they are kept between two runs: counted by value, each as its distance from the
//! one before. Most distances are short, and a format that writes small numbers in few bytes does
//! the rest.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::durations::Durations;

impl Serialize for Durations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut counted = Cow::Borrowed(self);
        if self.counted().is_empty() {
            counted.to_mut().compact();
        }
        let mut before = 0_i64;
        serializer.collect_seq(counted.counted().iter().map(|(millis, n)| {
            let distance = millis.wrapping_sub(before);
            before = *millis;
            (distance, *n)
        }))
    }
}

impl<'de> Deserialize<'de> for Durations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut counted: Vec<(i64, u32)> = Vec::deserialize(deserializer)?;
        let mut before = 0_i64;
        for (millis, _) in &mut counted {
            *millis = before.wrapping_add(*millis);
            before = *millis;
        }
        if counted.windows(2).any(|two| two[0].0 > two[1].0) {
            return Err(serde::de::Error::custom("durations that do not ascend"));
        }
        Ok(Self::of_counted(counted))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn durations_come_back_as_they_were(
            millis in prop::collection::vec(prop_oneof![any::<i64>(), -5_i64..90_000], 0..60),
        ) {
            let mut durations = Durations::default();
            millis.iter().for_each(|one| durations.push(*one));
            let bytes = postcard::to_allocvec(&durations).unwrap();
            let mut back: Durations = postcard::from_bytes(&bytes).unwrap();
            let all = |durations: &Durations| {
                let mut all: Vec<i64> = durations.all().collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(all(&back), all(&durations));
            prop_assert_eq!(back.quantile(0.5), durations.quantile(0.5));
        }
    }
}
