//! Lists of what logs are full of, as narrow as their values allow: instants that are whole
//! seconds, and numbers of words that are few.
//!
//! A list begins narrow and becomes wide with the first value that does not fit. Nothing is
//! rounded; a log of milliseconds takes the room it needs.

use std::fmt::Debug;

use super::columns::NO_TIME;
use super::names::NONE;

/// What nearly always has a narrow code.
pub(crate) trait Narrow: Copy + Default {
    type Code: Copy + Default + Debug;

    /// Its code, if it has one.
    fn code(self) -> Option<Self::Code>;

    /// The same for what occurs all the time: of the one way or the other without a branch.
    fn usual_code(self) -> Option<Self::Code>;

    /// What a code stands for.
    fn of(code: Self::Code) -> Self;
}

/// A list that is narrow until a value comes that has no code.
#[derive(Debug, Clone)]
pub(crate) enum List<T: Narrow> {
    Narrow(Vec<T::Code>),
    Wide(Vec<T>),
}

/// Instants or lengths of time, in milliseconds. Four bytes each as long as all are whole
/// seconds from 0 to 2^32 - 2 (as instants: 1970 to 2106), else eight.
pub(crate) type Millis = List<i64>;

/// Numbers of words, two bytes each as long as all are below 65,535, else four.
pub(super) type Numbers = List<u32>;

impl<T: Narrow> Default for List<T> {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl<T: Narrow> List<T> {
    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        match self {
            Self::Narrow(codes) => match value.code() {
                Some(code) => codes.push(code),
                None => self.widen(std::iter::once(value)),
            },
            Self::Wide(wide) => wide.push(value),
        }
    }

    pub(crate) fn extend(&mut self, all: impl ExactSizeIterator<Item = T> + Clone) {
        match self {
            Self::Narrow(codes) => {
                if !extend(codes, all.clone(), T::usual_code)
                    && !extend(codes, all.clone(), T::code)
                {
                    self.widen(all);
                }
            }
            Self::Wide(wide) => wide.extend(all),
        }
    }

    pub(crate) fn append(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Narrow(own), Self::Narrow(mut other)) => own.append(&mut other),
            (Self::Wide(own), other) => own.extend(other.iter()),
            (_, other) => self.widen(other.iter()),
        }
    }

    /// The same list in full width, and more behind it.
    #[cold]
    fn widen(&mut self, more: impl Iterator<Item = T>) {
        *self = Self::Wide(self.iter().chain(more).collect());
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Wide(wide) => wide.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = T> + Clone {
        let (codes, wide): (&[T::Code], &[T]) = match self {
            Self::Narrow(codes) => (codes, &[]),
            Self::Wide(wide) => (&[], wide),
        };
        let codes = codes.iter().map(|code| T::of(*code));
        codes.chain(wide.iter().copied())
    }

    /// Bytes that the elements take.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Narrow(codes) => size_of_val(codes.as_slice()),
            Self::Wide(wide) => size_of_val(wide.as_slice()),
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        match self {
            Self::Narrow(codes) => codes.reserve(more),
            Self::Wide(wide) => wide.reserve(more),
        }
    }

    /// The elements in another order: each at the place that `targets` gives it.
    pub(super) fn scattered(&self, targets: &[u32]) -> Vec<T> {
        match self {
            Self::Narrow(codes) => scattered(codes, targets, T::of),
            Self::Wide(wide) => scattered(wide, targets, |value| value),
        }
    }
}

impl Millis {
    /// The element at this place of their order, counted from 0, and the next. O(n); the list
    /// is reordered. There is no such place beyond the end.
    pub(crate) fn two_at(&mut self, place: usize) -> Option<(i64, Option<i64>)> {
        if place >= self.len() {
            return None;
        }
        Some(match self {
            // Codes are in the order of what they stand for.
            Self::Narrow(codes) => {
                let (_, low, above) = codes.select_nth_unstable(place);
                let next = above.iter().min();
                (i64::of(*low), next.map(|code| i64::of(*code)))
            }
            Self::Wide(wide) => {
                let (_, low, above) = wide.select_nth_unstable(place);
                (*low, above.iter().min().copied())
            }
        })
    }

    /// Puts them in ascending order.
    pub(crate) fn sort(&mut self) {
        match self {
            Self::Narrow(codes) => codes.sort_unstable(),
            Self::Wide(wide) => wide.sort_unstable(),
        }
    }
}

/// Milliseconds. Their code is seconds plus one, so that 0 is [`NO_TIME`].
impl Narrow for i64 {
    type Code = u32;

    #[inline]
    fn code(self) -> Option<u32> {
        match self {
            NO_TIME => Some(0),
            _ => self.usual_code(),
        }
    }

    #[inline]
    fn usual_code(self) -> Option<u32> {
        let millis = self.cast_unsigned();
        let seconds = millis / 1000;
        #[expect(clippy::cast_possible_truncation, reason = "used only where it fits")]
        let code = (seconds as u32).wrapping_add(1);
        let fits = (seconds < u64::from(u32::MAX)) & (seconds * 1000 == millis);
        fits.then_some(code)
    }

    #[inline]
    fn of(code: u32) -> Self {
        match code {
            0 => NO_TIME,
            _ => (Self::from(code) - 1) * 1000,
        }
    }
}

/// Numbers of words. 65,535 stands for [`NONE`].
impl Narrow for u32 {
    type Code = u16;

    #[inline]
    fn code(self) -> Option<u16> {
        match u16::try_from(self) {
            Ok(u16::MAX) => None,
            Ok(short) => Some(short),
            Err(_) => (self == NONE).then_some(u16::MAX),
        }
    }

    #[inline]
    fn usual_code(self) -> Option<u16> {
        self.code()
    }

    #[inline]
    fn of(code: u16) -> Self {
        match code {
            u16::MAX => NONE,
            _ => Self::from(code),
        }
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
