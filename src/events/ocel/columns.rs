//! What else is wanted of an event of an object-centric log, besides activity and time.

use super::table::NONE_KEPT;
use crate::events::amount::{Amounts, amount};
use crate::events::columns::{Event, Good, Layout, Phase};
use crate::events::error::LogErrorKind;
use crate::events::mapping::{Mapping, Role, phase};
use crate::events::time::{Clock, DateOrder};
use crate::events::zone::Zone;

/// Which attributes are wanted, for what, and how they are read.
#[derive(Debug)]
pub(super) struct Wanted {
    roles: Vec<(Role, String)>,
    mapping: Mapping,
    /// For the start of an event, and when it was due.
    clocks: [Clock; 2],
}

/// What an event has of it.
#[derive(Debug)]
pub(super) struct Kept {
    start: i64,
    due: i64,
    phase: Phase,
    good: Good,
    amounts: Amounts,
    resource: Box<str>,
    group: Box<str>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            start: NONE_KEPT,
            due: NONE_KEPT,
            phase: Phase::Complete,
            good: Good::Unknown,
            amounts: Amounts::default(),
            resource: Box::default(),
            group: Box::default(),
        }
    }
}

impl Wanted {
    pub(super) fn new(mapping: &Mapping, zone: &Zone) -> Self {
        let wanted = mapping.columns.iter().filter(|(role, _)| !role.is_needed());
        let order = mapping.dates.unwrap_or(DateOrder::YearFirst);
        let clock = || Clock::new(order, zone.clone());
        Self {
            roles: wanted.cloned().collect(),
            mapping: mapping.clone(),
            clocks: [clock(), clock()],
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.roles.is_empty()
    }

    pub(super) fn layout(&self) -> Layout {
        self.mapping.layout()
    }

    /// Keeps the value of an attribute, if it is wanted.
    pub(super) fn keep(
        &mut self,
        kept: &mut Kept,
        name: &str,
        value: &str,
    ) -> Result<(), LogErrorKind> {
        let bytes = value.as_bytes();
        let Self {
            roles,
            mapping,
            clocks,
        } = self;
        for (role, _) in roles.iter().filter(|(_, column)| column == name) {
            let mut time = |clock: usize| match clocks[clock].read(bytes) {
                Ok(time) => Ok(time),
                Err(_) if mapping.is_missing(bytes) => Ok(NONE_KEPT),
                Err(reason) => Err(LogErrorKind::NoTime {
                    written: value.to_owned(),
                    reason,
                }),
            };
            match role {
                Role::Start => kept.start = time(0)?,
                Role::Due => kept.due = time(1)?,
                Role::Phase => kept.phase = phase(bytes),
                Role::Good => kept.good = mapping.good(bytes),
                Role::Ordered => kept.amounts.ordered = amount(mapping, bytes)?,
                Role::Delivered => kept.amounts.delivered = amount(mapping, bytes)?,
                Role::Resource => kept.resource = value.into(),
                Role::Group => kept.group = value.into(),
                Role::Case | Role::Activity | Role::Time => {}
            }
        }
        Ok(())
    }

    /// Says of an event what was kept of it, and which objects it has.
    pub(super) fn fill<'e>(
        &self,
        event: &mut Event<'e>,
        kept: &'e Kept,
        first: impl Fn(&str) -> Option<&'e str>,
    ) {
        event.start = if kept.start == NONE_KEPT {
            event.time
        } else {
            kept.start
        };
        event.due = kept.due;
        event.phase = kept.phase;
        event.good = kept.good;
        event.amounts = kept.amounts;
        event.resource = kept.resource.as_bytes();
        event.group = kept.group.as_bytes();
        for (role, column) in &self.roles {
            let Some(object_type) = column.strip_prefix("object:") else {
                continue;
            };
            let object = first(object_type).unwrap_or_default().as_bytes();
            match role {
                Role::Resource => event.resource = object,
                Role::Group => event.group = object,
                _ => {}
            }
        }
    }
}
