//! What became of an audit since the records before it: new, still open, again, fixed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::indexed::{Indexed, Judged};
use super::past::{Past, past};
use super::trend::{GoalThen, goals_since};
use super::{Aside, Found, Record, Records};
use crate::finding::{Finding, Fingerprint, Level, Verdict};

/// An audit held against the records before it.
#[derive(Debug, Clone)]
pub struct History {
    /// The days of the records, by day; at least one.
    pub days: Vec<Date>,
    /// The last record before this audit.
    pub last: Record,
    /// This audit in the same shape. Where it is not recorded, its date is only the day that
    /// its input speaks of, or that of the last record.
    pub now: Record,
    /// What records tell of each finding.
    pub past: BTreeMap<Fingerprint, Past>,
    /// What changed since the last record.
    pub since: Since,
    /// How far each goal was then and is now, by id.
    pub goals: Vec<GoalThen>,
    /// Whether findings that came again count one level more.
    pub raises: bool,
}

/// What changed from one record to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Open now, and in no record before.
    pub new: Vec<Found>,
    /// Open now, and found before without being corrected in between.
    pub still_open: Vec<Found>,
    /// Open now, and corrected before: all that recur, since whenever.
    pub recurring: Vec<Found>,
    /// Those of them that the last record does not have.
    pub again: Vec<Found>,
    /// Found by the last record; its rule looked again and found it right, or found less.
    pub fixed: Vec<Found>,
    /// Found by the last record, accepted by a waiver now.
    pub waived: Vec<Found>,
    /// Found by the last record; now its rule did not run, is another one, or did not judge it.
    pub not_judged: Vec<Found>,
    /// Found by the last record, on an object that is no longer there under that id.
    pub gone: Vec<Found>,
    /// Found by the last record; its object has something else of that rule now.
    pub changed: Vec<Found>,
    /// The rules that differ between both.
    pub rules: RuleChanges,
}

/// Rules that one record has and the other has not, or has otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleChanges {
    /// Ran for the first time.
    pub appeared: Vec<String>,
    /// Ran no longer.
    pub disappeared: Vec<String>,
    /// Ran with another script or other parameters.
    pub changed: Vec<String>,
}

impl RuleChanges {
    /// The same rules did the same.
    pub fn is_empty(&self) -> bool {
        self.appeared.is_empty() && self.disappeared.is_empty() && self.changed.is_empty()
    }

    pub(super) fn between(before: &Record, after: &Record) -> Self {
        let hashes = |record: &Record| -> BTreeMap<String, String> {
            let runs = record.rules.iter();
            runs.map(|run| (run.id.clone(), run.hash.clone())).collect()
        };
        let (before, after) = (hashes(before), hashes(after));
        let missing = |from: &BTreeMap<String, String>, there: &BTreeMap<String, String>| {
            let ids = there.keys().filter(|id| !from.contains_key(*id));
            ids.cloned().collect()
        };
        let changed = after.iter().filter(|(id, hash)| {
            let earlier = before.get(*id);
            earlier.is_some_and(|earlier| earlier != *hash)
        });
        Self {
            appeared: missing(&before, &after),
            disappeared: missing(&after, &before),
            changed: changed.map(|(id, _)| id.clone()).collect(),
        }
    }
}

impl History {
    /// Holds `now` against the records before it; `None` if there are none to speak of.
    ///
    /// # Complexity
    /// O(records × findings), beside look-ups.
    pub fn of(records: &Records, now: Record, raises: bool) -> Option<Self> {
        let last = records.earlier.last()?.clone();
        let earlier: Vec<_> = records.earlier.iter().map(Indexed::of).collect();
        let indexed = Indexed::of(&now);
        let mut all = BTreeMap::new();
        for found in &now.findings {
            let known = found.fingerprint.parse::<Fingerprint>();
            if let Ok(fingerprint) = known {
                all.insert(fingerprint, past(&earlier, &indexed, found));
            }
        }
        let since = since(&earlier, &indexed);
        let goals = goals_since(&last, &now);
        Some(Self {
            days: records.earlier.iter().map(|record| record.date).collect(),
            last,
            past: all,
            since,
            goals,
            raises,
            now,
        })
    }

    /// Raises the level of open findings that came again by one step, if that is wanted.
    pub fn raise(&mut self, findings: &mut [Finding]) {
        if !self.raises {
            return;
        }
        for finding in findings {
            let open = finding.set_aside.is_none() && finding.verdict == Verdict::Nonconform;
            let past = self.past.get_mut(&finding.fingerprint);
            let Some(past) = past.filter(|past| open && past.recurs.is_some()) else {
                continue;
            };
            let raised = match finding.level {
                Level::Note => Level::Warning,
                Level::Warning => Level::Error,
                Level::Error => continue,
            };
            past.raised_from = Some(finding.level);
            finding.level = raised;
        }
    }

    /// What records tell of a finding.
    pub fn of_finding(&self, finding: &Finding) -> Option<&Past> {
        self.past.get(&finding.fingerprint)
    }
}

/// What changed since the last of `earlier`; nothing if there is none.
pub(super) fn since(earlier: &[Indexed<'_>], now: &Indexed<'_>) -> Since {
    let mut since = Since::default();
    let Some(last) = earlier.last() else {
        return since;
    };
    since.rules = RuleChanges::between(last.record, now.record);
    let mut added: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for found in now.record.findings.iter().filter(|found| found.is_open()) {
        let known = past(earlier, now, found);
        let in_last = last.same(found).is_some();
        if !in_last {
            *added.entry((&found.rule, &found.object)).or_default() += 1;
        }
        let recurs = known.recurs.is_some();
        if recurs {
            since.recurring.push(found.clone());
        }
        let list = match (in_last, recurs, known.since) {
            (true, ..) | (false, false, Some(_)) => &mut since.still_open,
            (false, true, _) => &mut since.again,
            (false, false, None) => &mut since.new,
        };
        list.push(found.clone());
    }
    let changed: BTreeSet<&str> = since.rules.changed.iter().map(String::as_str).collect();
    let mut ended: Vec<(&Found, Ended)> = Vec::new();
    for found in last.record.findings.iter().filter(|found| found.is_open()) {
        let ends = match now.same(found) {
            Some(same) if same.set_aside == Some(Aside::Waived) => Ended::Waived,
            Some(_) => continue,
            None if changed.contains(found.rule.as_str()) => Ended::NotJudged,
            None => {
                let place = (found.rule.as_str(), found.object.as_str());
                how_ended(now, found, added.get_mut(&place))
            }
        };
        ended.push((found, ends));
    }
    for (found, how) in ended {
        let list = match how {
            Ended::Fixed => &mut since.fixed,
            Ended::Waived => &mut since.waived,
            Ended::NotJudged => &mut since.not_judged,
            Ended::Gone => &mut since.gone,
            Ended::Changed => &mut since.changed,
        };
        list.push(found.clone());
    }
    since
}

/// What became of a finding that is no longer there.
enum Ended {
    Fixed,
    Waived,
    NotJudged,
    Gone,
    Changed,
}

fn how_ended(now: &Indexed<'_>, found: &Found, added: Option<&mut usize>) -> Ended {
    match now.judged(&found.rule, &found.object) {
        Judged::NotRun | Judged::Open => Ended::NotJudged,
        Judged::Gone => Ended::Gone,
        Judged::Conform => Ended::Fixed,
        // Each new thing may be one of the old ones in another shape.
        Judged::Nonconform(_) => match added.filter(|added| **added > 0) {
            Some(added) => {
                *added -= 1;
                Ended::Changed
            }
            None => Ended::Fixed,
        },
    }
}
