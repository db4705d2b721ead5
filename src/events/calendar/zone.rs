//! A time zone as a short table: from when on which offset to UTC holds.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The last instant to which changes of the offset are followed: the year 2200. Nobody
/// knows the rules of then.
const HORIZON: i64 = 7_258_118_400_000;

/// Before this instant the first offset of the zone holds.
const DAWN: i64 = -(1 << 56);

/// Milliseconds covered by one place of the index, as a power of two: 25 days.
const BUCKET_BITS: u32 = 31;

/// The offsets of a time zone over time.
#[derive(Debug)]
pub struct Zone {
    starts: Box<[i64]>,
    offsets: Box<[i64]>,
    /// For each bucket since the first change: the stretch at its beginning.
    index: Box<[u16]>,
}

impl Zone {
    /// The zone called `name` in the IANA database, such as `Asia/Shanghai`.
    pub fn named(name: &str) -> Option<Self> {
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        Some(Self::new(&zone))
    }

    /// UTC.
    pub fn utc() -> Self {
        Self::new(&TimeZone::UTC)
    }

    /// Every name [`Self::named`] knows.
    pub fn names() -> Vec<String> {
        let zones = TimeZoneDatabase::bundled();
        zones.available().map(|name| name.to_string()).collect()
    }

    fn new(zone: &TimeZone) -> Self {
        let millis = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * 1_000;
        let mut starts = vec![DAWN];
        let mut offsets = vec![millis(zone.to_offset(Timestamp::MIN))];
        for change in zone.following(Timestamp::MIN) {
            let at = change.timestamp().as_millisecond();
            let offset = millis(change.offset());
            if at > HORIZON || starts.len() >= usize::from(u16::MAX) {
                break;
            }
            if offsets.last() != Some(&offset) {
                starts.push(at);
                offsets.push(offset);
            }
        }
        Self {
            index: index(&starts),
            starts: starts.into(),
            offsets: offsets.into(),
        }
    }

    /// How many stretches of one offset there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Start and offset of a stretch.
    pub(super) fn stretch(&self, at: usize) -> (i64, i64) {
        (self.starts[at], self.offsets[at])
    }

    /// Start and offset of each stretch, in order.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (i64, i64)> {
        self.starts
            .iter()
            .copied()
            .zip(self.offsets.iter().copied())
    }

    /// The stretch an instant lies in, and its offset in milliseconds.
    pub(super) fn at(&self, instant: i64) -> (usize, i64) {
        let Some(first) = self.starts.get(1).filter(|first| instant >= **first) else {
            return (0, self.offsets[0]);
        };
        let bucket = usize::try_from((instant - first) >> BUCKET_BITS).unwrap_or(usize::MAX);
        let last = self.index.len() - 1;
        let mut stretch = usize::from(self.index[bucket.min(last)]);
        while self
            .starts
            .get(stretch + 1)
            .is_some_and(|next| *next <= instant)
        {
            stretch += 1;
        }
        (stretch, self.offsets[stretch])
    }
}

/// For each bucket of time from the first change to the last: the stretch at its beginning.
fn index(starts: &[i64]) -> Box<[u16]> {
    let (Some(&first), Some(&last)) = (starts.get(1), starts.last()) else {
        return Box::default();
    };
    let mut index = Vec::new();
    let mut stretch = 1_u16;
    let mut bucket = first;
    while bucket <= last {
        while starts
            .get(usize::from(stretch) + 1)
            .is_some_and(|next| *next <= bucket)
        {
            stretch += 1;
        }
        index.push(stretch);
        bucket += 1 << BUCKET_BITS;
    }
    // Beyond the last bucket the last stretch holds; it is found from the bucket before it.
    index.push(u16::try_from(starts.len() - 1).unwrap_or(stretch));
    index.into()
}
