//! Time zones of logs whose times do not say theirs.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

/// Milliseconds of a day without a change of the clock.
const DAY: i64 = 24 * 3600 * 1000;

/// The zone in which times without an offset are read.
#[derive(Debug, Clone)]
pub struct Zone {
    name: Box<str>,
    /// `None` for UTC, which needs no looking up.
    rules: Option<TimeZone>,
    /// A day, and the offset that holds on all of it.
    known: Option<(i64, i64)>,
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self {
            name: "UTC".into(),
            rules: None,
            known: None,
        }
    }

    /// The zone of this name, such as `Asia/Shanghai`; `None` if there is none.
    pub fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("UTC") || name == "Z" {
            return Some(Self::utc());
        }
        let rules = TimeZone::get(name).ok()?;
        let name = rules.iana_name().unwrap_or(name).into();
        Some(Self {
            name,
            rules: Some(rules),
            known: None,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant at which a day begins there.
    pub fn begin_of(&mut self, day: jiff::civil::Date) -> i64 {
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let passed = day.to_datetime(Time::midnight()).duration_since(epoch);
        self.to_utc(passed.as_secs() * 1000)
    }

    /// From what a clock on the wall shows, as milliseconds since its own 1970, to UTC.
    ///
    /// An hour that the clock shows twice is taken as the first; one that it skips as if the
    /// clock had not been put forward.
    pub fn to_utc(&mut self, local: i64) -> i64 {
        let Some(rules) = &self.rules else {
            return local;
        };
        let day = local.div_euclid(DAY);
        if let Some((known, offset)) = self.known
            && known == day
        {
            return local - offset;
        }
        let offset = |local: i64| offset_at(rules, local);
        let (morning, night) = (offset(day * DAY), offset((day + 1) * DAY - 1));
        match morning {
            Some(all) if morning == night => {
                self.known = Some((day, all));
                local - all
            }
            _ => local - offset(local).unwrap_or(0),
        }
    }
}

/// The offset of a zone from UTC in milliseconds, at a time of its own; `None` beyond the
/// years the calendar knows.
fn offset_at(rules: &TimeZone, local: i64) -> Option<i64> {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let span = jiff::SignedDuration::from_millis(local);
    let there = epoch.checked_add(span).ok()?;
    let instant = rules.to_ambiguous_timestamp(there).compatible().ok()?;
    Some(local - instant.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the wall clock shows, and what UTC it is, both as `jiff` writes them.
    fn utc(zone: &str, local: &str) -> String {
        let local: DateTime = local.parse().unwrap();
        let local = local.to_zoned(TimeZone::UTC).unwrap().timestamp();
        let utc = Zone::named(zone).unwrap().to_utc(local.as_millisecond());
        jiff::Timestamp::from_millisecond(utc).unwrap().to_string()
    }

    #[test]
    fn summer_time_is_known() {
        assert_eq!(
            utc("Europe/Berlin", "2026-07-01T12:00"),
            "2026-07-01T10:00:00Z"
        );
        assert_eq!(
            utc("Europe/Berlin", "2026-01-01T12:00"),
            "2026-01-01T11:00:00Z"
        );
        assert_eq!(
            utc("Asia/Shanghai", "2026-07-01T12:00"),
            "2026-07-01T04:00:00Z"
        );
    }

    #[test]
    fn the_days_of_the_change_are_exact() {
        // Clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 to 02:00 on 2026-10-25.
        assert_eq!(
            utc("Europe/Berlin", "2026-03-29T01:59"),
            "2026-03-29T00:59:00Z"
        );
        assert_eq!(
            utc("Europe/Berlin", "2026-03-29T03:00"),
            "2026-03-29T01:00:00Z"
        );
        assert_eq!(
            utc("Europe/Berlin", "2026-10-25T01:59"),
            "2026-10-24T23:59:00Z"
        );
        assert_eq!(
            utc("Europe/Berlin", "2026-10-25T02:30"),
            "2026-10-25T00:30:00Z"
        );
        assert_eq!(
            utc("Europe/Berlin", "2026-10-25T03:00"),
            "2026-10-25T02:00:00Z"
        );
    }

    #[test]
    fn a_zone_that_does_not_exist_is_none() {
        assert!(Zone::named("Europe/Atlantis").is_none());
        assert_eq!(Zone::named("utc").unwrap().name(), "UTC");
    }
}
