//! Which attributes of a log are wanted, and for what.

use super::events::Finished;
use super::head::Head;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::mapping::{Mapping, Role};

/// Which attributes are wanted, and for what.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Keys of attributes of events; the place in the list is the slot of the value.
    pub(super) of_event: Vec<Vec<u8>>,
    /// The same of traces.
    pub(super) of_trace: Vec<Vec<u8>>,
    /// What each role is made of: several slots are joined.
    pub(super) roles: Vec<(Role, Vec<Slot>)>,
}

/// Where a value is kept while its trace is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot {
    Event(usize),
    Trace(usize),
}

impl Wanted {
    pub(super) fn new(head: &Head, mapping: &Mapping) -> Result<Self, LogError> {
        for role in Role::ALL {
            if role.is_needed() && mapping.column(role).is_none() {
                return Err(LogError::whole(LogErrorKind::NotMapped(role)));
            }
        }
        let mut wanted = Self {
            of_event: Vec::new(),
            of_trace: Vec::new(),
            roles: Vec::new(),
        };
        for (role, column) in &mapping.columns {
            let slots = match column.strip_prefix("classifier:") {
                Some(name) => wanted.classifier(head, name, column)?,
                None => vec![wanted.slot(column)],
            };
            wanted.roles.push((*role, slots));
        }
        Ok(wanted)
    }

    fn slot(&mut self, column: &str) -> Slot {
        let (keys, key, slot): (_, _, fn(usize) -> Slot) = match column.strip_prefix("case:") {
            Some(key) => (&mut self.of_trace, key, Slot::Trace),
            None => (&mut self.of_event, column, Slot::Event),
        };
        let known = keys.iter().position(|known| known == key.as_bytes());
        slot(known.unwrap_or_else(|| {
            keys.push(key.as_bytes().to_vec());
            keys.len() - 1
        }))
    }

    fn classifier(&mut self, head: &Head, name: &str, column: &str) -> Result<Vec<Slot>, LogError> {
        let all = head.classifiers();
        let Some(found) = all.iter().find(|classifier| classifier.name == name) else {
            let known: Vec<_> = all
                .iter()
                .map(|c| format!("classifier:{}", c.name))
                .collect();
            let near = crate::problem::nearest(column, known.iter().map(String::as_str));
            return Err(LogError::whole(LogErrorKind::NoColumn {
                written: column.to_owned(),
                suggestion: near.map(str::to_owned),
                known,
            }));
        };
        let prefix = if found.of_traces { "case:" } else { "" };
        let columns = found.keys.iter().map(|key| format!("{prefix}{key}"));
        Ok(columns.map(|column| self.slot(&column)).collect())
    }

    /// Whether a thread has met an attribute of a role.
    pub(super) fn is_seen(&self, role: Role, thread: &Finished) -> bool {
        let mut slots = self.roles.iter().filter(|(known, _)| *known == role);
        slots.any(|(_, slots)| {
            slots.iter().any(|slot| match slot {
                Slot::Event(at) => thread.seen_of_event[*at],
                Slot::Trace(at) => thread.seen_of_trace[*at],
            })
        })
    }
}
/// Whether two keys are the same. Keys are short, so that comparing their ends at once is
/// several times quicker than asking for all of their bytes.
#[inline]
pub(super) fn is_same(known: &[u8], key: &[u8]) -> bool {
    if known.len() != key.len() {
        return false;
    }
    match (known.first_chunk::<8>(), key.first_chunk::<8>()) {
        (Some(first), Some(other)) if key.len() <= 16 => {
            first == other && known.last_chunk::<8>() == key.last_chunk::<8>()
        }
        _ => known == key,
    }
}
