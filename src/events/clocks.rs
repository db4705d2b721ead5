//! The clocks of a log of cases: for the time of an event, its start, and when it was due.
//!
//! Made once, from the first values of each column, and copied for every thread: so a row is
//! held against the beginning of the file, and not against what its thread happened to see.

use super::error::{LogError, LogErrorKind};
use super::mapping::{Mapping, Role};
use super::time::{Clock, DateOrder, Evidence};
use super::zone::Zone;

/// For the time of an event, its start, and when it was due.
pub(super) type Clocks = [Clock; 3];

/// What each of them is for.
pub(super) const ROLES: [Role; 3] = [Role::Time, Role::Start, Role::Due];

/// The clocks of a log, of whose columns `first_values` gives some values.
///
/// # Errors
/// There is no such zone; or the values do not show, or contradict each other in, which of
/// day and month comes first.
pub(super) fn clocks<V: AsRef<[u8]>>(
    mapping: &Mapping,
    first_values: impl Fn(&str) -> Result<Vec<V>, LogError>,
) -> Result<Clocks, LogError> {
    let zone = zone(mapping)?;
    let clock = |role| {
        let Some(column) = mapping.column(role) else {
            return Ok(Clock::new(DateOrder::YearFirst, zone.clone()));
        };
        let values = first_values(column)?;
        let texts = || values.iter().map(AsRef::as_ref);
        let order = match mapping.dates {
            Some(order) => order,
            None => order(column, texts())?,
        };
        Ok(Clock::new(order, zone.clone()).begun(texts()))
    };
    Ok([clock(Role::Time)?, clock(Role::Start)?, clock(Role::Due)?])
}

/// The zone of times that do not say theirs.
pub(super) fn zone(mapping: &Mapping) -> Result<Zone, LogError> {
    let Some(name) = mapping.zone.as_deref() else {
        return Ok(Zone::utc());
    };
    Zone::named(name).ok_or_else(|| {
        let written = name.to_owned();
        LogError::whole(LogErrorKind::NoZone { written })
    })
}

fn order<'t>(
    column: &str,
    texts: impl Iterator<Item = &'t [u8]> + Clone,
) -> Result<DateOrder, LogError> {
    let kind = match DateOrder::of(texts.clone()) {
        Evidence::Decided(order) => return Ok(order),
        Evidence::Mixed => LogErrorKind::MixedDates,
        Evidence::Open => {
            let first = texts.into_iter().next().unwrap_or_default();
            let written = String::from_utf8_lossy(first).into_owned();
            LogErrorKind::OpenDates { written }
        }
    };
    Err(LogError {
        row: None,
        column: Some(column.to_owned()),
        kind,
    })
}
