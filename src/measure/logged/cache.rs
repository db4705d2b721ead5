//! What was measured of a log, kept from one run to the next.
//!
//! A thing is kept under a name that is made of everything it follows from: what the file says, how
//! it is to be read, what is measured, the rules of its time zone, and the program itself. So
//! nothing that was kept can be out of date; what changed has another name, and what nobody asks
//! for any more is somebody else's to throw away. Where it is kept, this does not know.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::Xxh3;

use super::measured::{Measured, Taken};
use crate::events::read;
use crate::measure::log::Asked;

/// Where what was measured is kept from one run to the next.
///
/// What it gives need not be what it took: bytes that are damaged, cut or foreign are found out
/// and measured again.
pub trait Cache: std::fmt::Debug + Send + Sync {
    /// Logs of fewer bytes are not worth keeping.
    fn least(&self) -> u64;

    /// What is kept under a name of 32 hexadecimal digits; `None` if it cannot be had.
    fn get(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps bytes under a name, if it can.
    fn put(&self, name: &str, bytes: &[u8]);
}

/// What is kept begins like this.
const MARK: &[u8; 16] = b"baton measured 1";

/// So many bytes tell whether what follows is whole.
const SUM: usize = 16;

/// The texts this program was made of and how it was built, as a number: no two programs take each
/// other's measures.
const PROGRAM: &str = env!("BATON_SOURCES");

/// The memory of one log.
pub(super) struct Memory<'c> {
    cache: &'c dyn Cache,
    /// Everything that what is read from it follows from.
    read: String,
    zone: String,
}

impl<'c> Memory<'c> {
    /// That of a file with this content, to be read so. Its name counts too: an ending that says
    /// another format is refused.
    pub(super) fn new(
        cache: &'c dyn Cache,
        (file, hash): (&str, &str),
        asked: &read::Asked,
    ) -> Self {
        // What is derived shows every field, those that will be added too.
        let alike = read::Asked {
            threads: 0,
            ..asked.clone()
        };
        let zone = rules_of(asked.mapping.zone.as_deref());
        let how = format!("{alike:?}");
        Self {
            cache,
            read: name(&["read", PROGRAM, hash, file, &how, &zone]),
            zone,
        }
    }

    /// What is known of the log once it is read.
    pub(super) fn taken(&self) -> Option<Taken> {
        self.get(&self.read)
    }

    /// What was measured of it.
    pub(super) fn measured(&self, asked: &Asked) -> Option<Measured> {
        self.get(&self.of_measured(asked))
    }

    /// Keeps both.
    pub(super) fn keep(&self, taken: &Taken, asked: &Asked, measured: &Measured) {
        self.put(&self.of_measured(asked), measured);
        self.put(&self.read, taken);
    }

    fn of_measured(&self, asked: &Asked) -> String {
        name(&["measured", &self.read, &format!("{asked:?}"), &self.zone])
    }

    fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let kept = unsealed(name, &self.cache.get(name)?);
        if kept.is_none() {
            tracing::debug!(name, "what the cache gives is damaged");
        }
        kept
    }

    fn put(&self, name: &str, value: &impl Serialize) {
        if let Some(bytes) = sealed(name, value) {
            tracing::debug!(name, bytes = bytes.len(), "kept in the cache");
            self.cache.put(name, &bytes);
        }
    }
}

/// Another name for other parts, with a chance beyond all doubt.
fn name(parts: &[&str]) -> String {
    let mut hasher = Xxh3::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("{:032x}", hasher.digest128())
}

/// The offsets of a zone for two centuries: systems bring their own tables of them up to date.
fn rules_of(zone: Option<&str>) -> String {
    const UNTIL: i64 = 7_258_118_400;
    let Some(zone) = zone.and_then(|name| TimeZone::get(name).ok()) else {
        return String::new();
    };
    let mut hasher = Xxh3::new();
    hasher.update(&zone.to_offset(Timestamp::MIN).seconds().to_le_bytes());
    let changes = zone.following(Timestamp::MIN);
    for change in changes.take_while(|change| change.timestamp().as_second() < UNTIL) {
        hasher.update(&change.timestamp().as_second().to_le_bytes());
        hasher.update(&change.offset().seconds().to_le_bytes());
    }
    format!("{:032x}", hasher.digest128())
}

/// A value as bytes that tell whether they are whole, and whether they are meant by a name.
fn sealed(name: &str, value: &impl Serialize) -> Option<Vec<u8>> {
    let mut bytes = MARK.to_vec();
    bytes.extend_from_slice(&[0; SUM]);
    let mut bytes = postcard::to_extend(value, bytes).ok()?;
    let (head, value) = bytes.split_at_mut(MARK.len() + SUM);
    head[MARK.len()..].copy_from_slice(&sum(name, value));
    Some(bytes)
}

/// The value again; `None` of any other bytes.
fn unsealed<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Option<T> {
    let rest = bytes.strip_prefix(MARK)?;
    let (known, value) = rest.split_at_checked(SUM)?;
    if known != sum(name, value) {
        return None;
    }
    postcard::from_bytes(value).ok()
}

fn sum(name: &str, value: &[u8]) -> [u8; SUM] {
    let mut hasher = Xxh3::new();
    hasher.update(name.as_bytes());
    hasher.update(value);
    hasher.digest128().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_parts_have_another_name_however_they_are_cut() {
        assert_eq!(name(&["a", "b"]), name(&["a", "b"]));
        assert_ne!(name(&["a", "b"]), name(&["ab", ""]));
        assert_ne!(name(&["a", "b"]), name(&["b", "a"]));
    }

    #[test]
    fn the_rules_of_a_zone_are_told_from_those_of_others() {
        let zones = ["UTC", "Asia/Shanghai", "Europe/Berlin", "Europe/Lisbon"];
        let mut rules: Vec<String> = zones.map(|zone| rules_of(Some(zone))).to_vec();
        assert_eq!(rules[1], rules_of(Some("Asia/Shanghai")));
        rules.push(rules_of(None));
        rules.sort();
        rules.dedup();
        assert_eq!(rules.len(), 5);
        // What does not exist is refused where the log is read.
        assert_eq!(rules_of(Some("Middle/Earth")), rules_of(None));
    }

    #[test]
    fn a_sealed_value_comes_back_only_whole_and_under_its_name() {
        let value = (7_u64, "text".to_owned(), vec![Some(1.5_f64), None]);
        let bytes = sealed("one", &value).unwrap();
        let back =
            |name: &str, bytes: &[u8]| unsealed::<(u64, String, Vec<Option<f64>>)>(name, bytes);
        assert_eq!(back("one", &bytes), Some(value));
        assert_eq!(back("two", &bytes), None);
        for cut in 0..bytes.len() {
            assert_eq!(back("one", &bytes[..cut]), None);
        }
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(back("one", &damaged), None);
        }
    }
}
