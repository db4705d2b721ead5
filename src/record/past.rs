//! What records tell of one finding: since when, how often, and whether it came again.

use jiff::civil::Date;

use super::Found;
use super::indexed::{Indexed, Judged};
use crate::finding::{Level, Verdict};

/// What records tell of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The day of the first record that has it; `None` if none has.
    pub since: Option<Date>,
    /// How many records have it.
    pub found_in: usize,
    /// How many records since then looked for it: its rule judged its object.
    pub looked_in: usize,
    /// It was corrected before, and came again.
    pub recurs: Option<Recurs>,
    /// The level it was raised from, if it was.
    pub raised_from: Option<Level>,
}

/// A correction that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurs {
    /// The day of the first record that found it corrected, before it came again.
    pub fixed_on: Date,
    /// The day of the first record that has it again; `None` if this audit is the first.
    pub again_since: Option<Date>,
}

/// What `earlier` records, by day, tell of something that `now` has.
///
/// It was corrected where the rule as it is now judged its object, and found it right or found
/// less than before. A rule that found nothing because it was another one corrected nothing.
pub(super) fn past(earlier: &[Indexed<'_>], now: &Indexed<'_>, found: &Found) -> Past {
    let mut past = Past::default();
    let own = now.rule(&found.rule).map(|run| run.hash.as_str());
    let mut last_with: Option<&Indexed<'_>> = None;
    for record in earlier {
        if record.same(found).is_some() {
            past.since.get_or_insert(record.record.date);
            past.found_in += 1;
            past.looked_in += 1;
            if let Some(recurs) = &mut past.recurs {
                recurs.again_since.get_or_insert(record.record.date);
            }
            last_with = Some(record);
            continue;
        }
        let Some(before) = last_with else { continue };
        let is_fixed = match record.judged(&found.rule, &found.object) {
            Judged::NotRun | Judged::Gone | Judged::Open => continue,
            Judged::Conform => true,
            // Something new may be the old thing in another shape.
            Judged::Nonconform(others) => others.iter().all(|one| before.same(one).is_some()),
        };
        past.looked_in += 1;
        let same_rule = record.rule(&found.rule).map(|run| run.hash.as_str()) == own;
        let is_first = past
            .recurs
            .as_ref()
            .is_none_or(|recurs| recurs.again_since.is_some());
        if is_first && is_fixed && same_rule && found.verdict == Verdict::Nonconform {
            past.recurs = Some(Recurs {
                fixed_on: record.record.date,
                again_since: None,
            });
        }
    }
    past
}
