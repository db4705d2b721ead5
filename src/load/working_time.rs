//! Working time as a calendar says it: hours of the week, days off, make-up workdays, the
//! time zone. Times are minutes since midnight.

mod parse;

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::{Node, Value};
use crate::problem::{CalendarFault, Expected, ProblemKind, nearest};

/// Minutes of a day.
pub const MINUTES_OF_A_DAY: i64 = 1_440;

/// From one minute to another; past the end of the day on the next one.
pub type Minutes = (i64, i64);

/// Hours of some days of the week, such as `Mon-Fri 08:00-12:00`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WeeklyHours {
    written: Box<str>,
    /// On which weekdays they start, from Monday.
    pub days: [bool; 7],
    /// The times.
    pub times: Vec<Minutes>,
}

impl WeeklyHours {
    /// The hours as written.
    pub fn written(&self) -> &str {
        &self.written
    }
}

impl Workday {
    /// The day could be read; what could not is a placeholder.
    pub fn is_read(&self) -> bool {
        !self.written.is_empty()
    }
}

/// One day, or every day of a range.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysOff {
    written: Box<str>,
    /// The first day.
    pub first: Date,
    /// The last day, maybe the same.
    pub last: Date,
}

/// A day that is worked though its weekday, or a holiday, would not be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workday {
    written: Box<str>,
    /// The day.
    pub day: Date,
    /// Its own times; none if it is worked like other workdays.
    pub times: Vec<Minutes>,
}

/// A time zone by its name in the IANA database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ZoneName(Box<str>);

impl ZoneName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Declares how a value is read from a text, and shown to rules as that text.
macro_rules! from_text {
    ($name:ident, $expected:expr, $field:tt, $parse:expr) => {
        impl Decode for $name {
            fn shape() -> Shape {
                Shape::Value($expected)
            }

            fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
                let written = match &node.value {
                    Value::String(text) => text.to_string(),
                    // A day may be written bare.
                    Value::Date(date) => date.to_string(),
                    _ => {
                        decoding.wrong_type(node, $expected);
                        return Self::default();
                    }
                };
                let read: Result<Self, CalendarFault> = $parse(&written);
                read.unwrap_or_else(|fault| {
                    decoding.problem(node.span, ProblemKind::BadCalendar { written, fault });
                    Self::default()
                })
            }

            fn reading(&self) -> Reading<'_> {
                Reading::Word(&self.$field)
            }
        }
    };
}

from_text!(WeeklyHours, Expected::WorkingHours, written, parse::weekly);
from_text!(DaysOff, Expected::DaysOff, written, parse::days_off);
from_text!(Workday, Expected::Workday, written, parse::workday);
from_text!(ZoneName, Expected::Zone, 0, zone);

fn zone(written: &str) -> Result<ZoneName, CalendarFault> {
    /// All names; the list is long, and needed for slips only.
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let zones = TimeZoneDatabase::bundled();
        zones.available().map(|name| name.to_string()).collect()
    });
    // What a computer is set to says nothing about the place of work.
    if TimeZoneDatabase::bundled().get(written).is_ok() {
        return Ok(ZoneName(written.into()));
    }
    let lower = written.trim().to_lowercase();
    // The database has no entry for the city whose time all of China keeps.
    if lower.contains("beijing") || lower.contains("北京") {
        let suggestion = Some("Asia/Shanghai".to_owned());
        return Err(CalendarFault::Zone { suggestion });
    }
    let city = |name: &&String| {
        name.rsplit('/')
            .next()
            .is_some_and(|c| c.to_lowercase() == lower)
    };
    let named = NAMES.iter().find(city).map(String::as_str);
    let near = || nearest(written, NAMES.iter().map(String::as_str));
    Err(CalendarFault::Zone {
        suggestion: named.or_else(near).map(str::to_owned),
    })
}
