//! Handoffs along one type of objects, with events that concern several objects counted once.
//!
//! Along a type, an object hands over from one of its events to the next. When an event
//! concerns many objects, such as the packing of six items, six objects make the same step,
//! and the work was one. So there are two counts, and neither stands for the other:
//!
//! - `objects`: how often an object of the type went from activity A to activity B. Six items
//!   packed together and sent together count six. Gaps are those of the objects.
//! - `pairs`: how many different pairs of one event of A and one event of B did so. The same
//!   six items count one; had they been picked one by one and packed together, six.
//!
//! As everywhere, steps from an activity to itself are no handoffs, and the order of events
//! is that of their times, then that of the file.

use std::collections::BTreeMap;

use super::table::ObjectLog;
use crate::events::error::LogError;

/// What objects of one type do between two activities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handoff {
    /// How often an object went this way.
    pub objects: usize,
    /// How many different pairs of events it was.
    pub pairs: usize,
    /// How long it took each time, by object, in milliseconds, ascending.
    pub gaps: Vec<i64>,
    /// The same by pair of events.
    pub pair_gaps: Vec<i64>,
}

/// The handoffs along a type of objects, by giving and receiving activity.
///
/// # Errors
/// There is no such type.
///
/// # Complexity
/// O(n log n) for n relations of the type.
pub fn along<'l>(
    log: &'l ObjectLog,
    object_type: &str,
) -> Result<BTreeMap<(&'l str, &'l str), Handoff>, LogError> {
    let lives = log.lives(object_type)?;
    let steps = lives.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    Ok(counted(
        log,
        steps.map(|pair| (pair[0].1, pair[1].1)).collect(),
    ))
}

/// From one activity to a later one of the same object, whatever lies between: each receiving
/// event is taken with the last giving event before it, and each giving event once an object.
///
/// # Errors
/// There is no such type.
///
/// # Complexity
/// O(n log n) for n relations of the type.
pub fn between(
    log: &ObjectLog,
    object_type: &str,
    giver: &str,
    receiver: &str,
) -> Result<Handoff, LogError> {
    let mut steps = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for (object, event) in log.lives(object_type)? {
        let activity = log.activity(event);
        if activity == receiver
            && let Some((_, given)) = last.filter(|(of, _)| *of == object)
        {
            steps.push((given, event));
            last = None;
        }
        if activity == giver {
            last = Some((object, event));
        }
    }
    let way = counted(log, steps).into_values().next();
    Ok(way.unwrap_or_default())
}

/// Steps of objects between events of different activities, by those activities.
fn counted(log: &ObjectLog, steps: Vec<(u32, u32)>) -> BTreeMap<(&str, &str), Handoff> {
    let mut steps: Vec<_> = steps
        .into_iter()
        .map(|(from, to)| (log.activity(from), log.activity(to), from, to))
        .filter(|(giver, receiver, ..)| giver != receiver)
        .collect();
    steps.sort_unstable();
    let mut handoffs: BTreeMap<(&str, &str), Handoff> = BTreeMap::new();
    let mut before = None;
    for (giver, receiver, from, to) in steps {
        let handoff = handoffs.entry((giver, receiver)).or_default();
        let gap = log.time(to) - log.time(from);
        handoff.objects += 1;
        handoff.gaps.push(gap);
        if before != Some((from, to)) {
            handoff.pairs += 1;
            handoff.pair_gaps.push(gap);
        }
        before = Some((from, to));
    }
    for handoff in handoffs.values_mut() {
        handoff.gaps.sort_unstable();
        handoff.pair_gaps.sort_unstable();
    }
    handoffs
}
