//! Lists of what logs are full of, as narrow as their values allow: instants that are whole
//! seconds, and numbers of words that are few.
//!
//! A list begins narrow and becomes wide with the first value that does not fit. Nothing is
//! rounded; a log of milliseconds takes the room it needs.

use super::columns::NO_TIME;
use super::names::NONE;

/// Instants or lengths of time, in milliseconds. Four bytes each as long as all are whole
/// seconds from 0 to 2^32 - 2 (as instants: 1970 to 2106), else eight.
#[derive(Debug, Clone)]
pub(crate) enum Millis {
    /// Seconds plus one, so that 0 is [`NO_TIME`] and the order is that of the milliseconds.
    Seconds(Vec<u32>),
    Exact(Vec<i64>),
}

impl Default for Millis {
    fn default() -> Self {
        Self::Seconds(Vec::new())
    }
}

impl Millis {
    #[inline]
    pub(crate) fn push(&mut self, millis: i64) {
        match self {
            Self::Seconds(seconds) => match coded(millis) {
                Some(code) => seconds.push(code),
                None => self.widen(std::iter::once(millis)),
            },
            Self::Exact(exact) => exact.push(millis),
        }
    }

    pub(crate) fn extend(&mut self, all: impl ExactSizeIterator<Item = i64> + Clone) {
        match self {
            Self::Seconds(seconds) => {
                if !extend(seconds, all.clone(), whole) && !extend(seconds, all.clone(), coded) {
                    self.widen(all);
                }
            }
            Self::Exact(exact) => exact.extend(all),
        }
    }

    pub(crate) fn append(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Seconds(own), Self::Seconds(mut other)) => own.append(&mut other),
            (Self::Exact(own), other) => own.extend(other.iter()),
            (_, other) => self.widen(other.iter()),
        }
    }

    /// The same list with eight bytes each, and more behind it.
    #[cold]
    fn widen(&mut self, more: impl Iterator<Item = i64>) {
        *self = Self::Exact(self.iter().chain(more).collect());
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Seconds(seconds) => seconds.len(),
            Self::Exact(exact) => exact.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> + Clone {
        let (seconds, exact): (&[u32], &[i64]) = match self {
            Self::Seconds(seconds) => (seconds, &[]),
            Self::Exact(exact) => (&[], exact),
        };
        let seconds = seconds.iter().map(|code| millis(*code));
        seconds.chain(exact.iter().copied())
    }

    /// The element at this place of their order, counted from 0, and the next. O(n); the list
    /// is reordered. There is no such place beyond the end.
    pub(crate) fn two_at(&mut self, place: usize) -> Option<(i64, Option<i64>)> {
        if place >= self.len() {
            return None;
        }
        Some(match self {
            Self::Seconds(seconds) => {
                let (_, low, above) = seconds.select_nth_unstable(place);
                let next = above.iter().min();
                (millis(*low), next.map(|code| millis(*code)))
            }
            Self::Exact(exact) => {
                let (_, low, above) = exact.select_nth_unstable(place);
                (*low, above.iter().min().copied())
            }
        })
    }

    /// Puts them in ascending order.
    pub(crate) fn sort(&mut self) {
        match self {
            Self::Seconds(seconds) => seconds.sort_unstable(),
            Self::Exact(exact) => exact.sort_unstable(),
        }
    }

    /// Bytes that the elements take.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Seconds(seconds) => size_of_val(seconds.as_slice()),
            Self::Exact(exact) => size_of_val(exact.as_slice()),
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        match self {
            Self::Seconds(seconds) => seconds.reserve(more),
            Self::Exact(exact) => exact.reserve(more),
        }
    }

    /// The elements in another order: each at the place that `targets` gives it.
    pub(super) fn scattered(&self, targets: &[u32]) -> Vec<i64> {
        match self {
            Self::Seconds(seconds) => scattered(seconds, targets, millis),
            Self::Exact(exact) => scattered(exact, targets, |millis| millis),
        }
    }
}

/// Milliseconds as a code of four bytes, if that can be.
#[inline]
fn coded(millis: i64) -> Option<u32> {
    match millis {
        NO_TIME => Some(0),
        _ => whole(millis),
    }
}

/// The same for what is there: of the one way or the other without a branch.
#[inline]
fn whole(millis: i64) -> Option<u32> {
    let millis = millis.cast_unsigned();
    let seconds = millis / 1000;
    #[expect(clippy::cast_possible_truncation, reason = "used only where it fits")]
    let code = (seconds as u32).wrapping_add(1);
    let fits = (seconds < u64::from(u32::MAX)) & (seconds * 1000 == millis);
    fits.then_some(code)
}

#[inline]
fn millis(code: u32) -> i64 {
    match code {
        0 => NO_TIME,
        _ => (i64::from(code) - 1) * 1000,
    }
}

/// Numbers of words, two bytes each as long as all are below 65,535, else four.
#[derive(Debug)]
pub(super) enum Numbers {
    /// 65,535 stands for [`NONE`].
    Small(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for Numbers {
    fn default() -> Self {
        Self::Small(Vec::new())
    }
}

impl Numbers {
    pub(super) fn push(&mut self, number: u32) {
        self.extend(std::iter::once(number));
    }

    pub(super) fn extend(&mut self, all: impl ExactSizeIterator<Item = u32> + Clone) {
        match self {
            Self::Small(small) => {
                if !extend(small, all.clone(), shortened) {
                    let small = small.iter().map(|short| number(*short));
                    *self = Self::Wide(small.chain(all).collect());
                }
            }
            Self::Wide(wide) => wide.extend(all),
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Small(own), Self::Small(mut other)) => own.append(&mut other),
            (Self::Wide(own), other) => own.extend(other.iter()),
            (_, other) => *self = Self::Wide(self.iter().chain(other.iter()).collect()),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + Clone {
        let (small, wide): (&[u16], &[u32]) = match self {
            Self::Small(small) => (small, &[]),
            Self::Wide(wide) => (&[], wide),
        };
        let small = small.iter().map(|short| number(*short));
        small.chain(wide.iter().copied())
    }

    /// Bytes that the elements take.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Small(small) => size_of_val(small.as_slice()),
            Self::Wide(wide) => size_of_val(wide.as_slice()),
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        match self {
            Self::Small(small) => small.reserve(more),
            Self::Wide(wide) => wide.reserve(more),
        }
    }

    /// The elements in another order: each at the place that `targets` gives it.
    pub(super) fn scattered(&self, targets: &[u32]) -> Vec<u32> {
        match self {
            Self::Small(small) => scattered(small, targets, number),
            Self::Wide(wide) => scattered(wide, targets, |number| number),
        }
    }
}

#[inline]
fn shortened(number: u32) -> Option<u16> {
    match u16::try_from(number) {
        Ok(u16::MAX) => None,
        Ok(short) => Some(short),
        Err(_) => (number == NONE).then_some(u16::MAX),
    }
}

#[inline]
fn number(short: u16) -> u32 {
    match short {
        u16::MAX => NONE,
        _ => u32::from(short),
    }
}

/// Adds the codes of all elements, or of none where one has no code; says whether it did. One
/// loop without a way out is several times as quick as stopping at the first that does not fit.
fn extend<T, C: Default>(
    codes: &mut Vec<C>,
    all: impl ExactSizeIterator<Item = T>,
    coded: impl Fn(T) -> Option<C>,
) -> bool {
    let before = codes.len();
    let mut fits = true;
    codes.extend(all.map(|element| {
        let code = coded(element);
        fits &= code.is_some();
        code.unwrap_or_default()
    }));
    if !fits {
        codes.truncate(before);
    }
    fits
}

/// Each element, made wide, at its target; nothing for a list that the log does not have.
pub(super) fn scattered<T: Copy, W: Copy + Default>(
    from: &[T],
    targets: &[u32],
    widen: impl Fn(T) -> W,
) -> Vec<W> {
    let mut into = vec![W::default(); from.len()];
    for (element, target) in from.iter().zip(targets) {
        into[*target as usize] = widen(*element);
    }
    into
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn some_millis() -> impl Strategy<Value = i64> {
        prop_oneof![
            8 => (0_i64..90_000).prop_map(|seconds| seconds * 1000),
            1 => Just(NO_TIME),
            1 => any::<i64>(),
            1 => (4_294_967_290_i64..4_294_967_300).prop_map(|seconds| seconds * 1000),
        ]
    }

    #[test]
    fn whole_seconds_of_a_century_take_four_bytes() {
        let mut list = Millis::default();
        list.extend([0, 4_294_967_294_000, NO_TIME].into_iter());
        assert_eq!(list.size(), 12);
        list.push(1);
        assert_eq!(list.size(), 32);
    }

    #[test]
    fn few_words_take_two_bytes() {
        let mut list = Numbers::default();
        list.extend([0, 65_534, NONE].into_iter());
        assert_eq!(list.size(), 6);
        list.push(65_535);
        assert_eq!(list.size(), 16);
    }

    proptest! {
        #[test]
        fn milliseconds_come_back_as_they_were(
            first in prop::collection::vec(some_millis(), 0..20),
            second in prop::collection::vec(some_millis(), 0..20),
            place in 0_usize..40,
        ) {
            let mut list = Millis::default();
            first.iter().for_each(|millis| list.push(*millis));
            let mut other = Millis::default();
            other.extend(second.iter().copied());
            list.append(other);
            let all = [first, second].concat();
            prop_assert_eq!(list.iter().collect::<Vec<_>>(), all.clone());
            let mut turned: Vec<u32> = (0..).take(all.len()).collect();
            turned.reverse();
            let mut back = list.scattered(&turned);
            back.reverse();
            prop_assert_eq!(back, all.clone());
            let mut sorted = all;
            sorted.sort_unstable();
            let expected = sorted.get(place).map(|low| (*low, sorted.get(place + 1).copied()));
            prop_assert_eq!(list.two_at(place), expected);
            list.sort();
            prop_assert_eq!(list.iter().collect::<Vec<_>>(), sorted);
        }

        #[test]
        fn numbers_come_back_as_they_were(
            all in prop::collection::vec(
                prop_oneof![8 => 0_u32..300, 1 => 65_530_u32..65_540, 1 => Just(NONE)], 0..30),
        ) {
            let mut list = Numbers::default();
            let (first, second) = all.split_at(all.len() / 2);
            list.extend(first.iter().copied());
            second.iter().for_each(|number| list.push(*number));
            prop_assert_eq!(list.iter().collect::<Vec<_>>(), all.clone());
            let in_place: Vec<u32> = (0..).take(all.len()).collect();
            prop_assert_eq!(list.scattered(&in_place), all);
        }
    }
}
