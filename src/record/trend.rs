//! What records tell by themselves: audits, ages of findings, and goals from day to day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::history::{Since, since};
use super::indexed::Indexed;
use super::past::past;
use super::{Checks, Found, GoalState, Levels, Measured, Record, Recurs, Value};
use crate::finding::{Profile, Verdict};
use crate::statistics::Interval;
use crate::statistics::change::{Estimate, is_shown};

/// Records one after the other.
#[derive(Debug, Clone)]
pub struct Trend {
    /// The audits that are asked for, by day; at least one.
    pub audits: Vec<Audited>,
    /// What was open at the last of them, the oldest first.
    pub open: Vec<Open>,
    /// The goals of those audits, by id.
    pub goals: Vec<GoalTrend>,
}

/// One audit.
#[derive(Debug, Clone)]
pub struct Audited {
    /// Its day.
    pub date: Date,
    /// The version of the program.
    pub tool: String,
    /// How much was asked.
    pub profile: Profile,
    /// How its checks ended.
    pub checks: Checks,
    /// Its open findings by level, as found.
    pub levels: Levels,
    /// The day of the record before it, asked for or not, and what changed since.
    pub since: Option<(Date, Since)>,
}

/// A finding that was open at the last record.
#[derive(Debug, Clone)]
pub struct Open {
    /// The finding.
    pub found: Found,
    /// The day of the first record that has it.
    pub first: Date,
    /// Since when it is open without having been corrected.
    pub since: Date,
    /// Days from then to the last record.
    pub days: i32,
    /// How many records have it, and how many since the first of them looked for it.
    pub seen: (usize, usize),
    /// It was corrected before, and came again.
    pub recurs: Option<Recurs>,
}

/// A goal from record to record.
#[derive(Debug, Clone)]
pub struct GoalTrend {
    /// How it was on each of the days that know it.
    pub points: Vec<(Date, GoalState)>,
    /// The first of them against the last audit.
    pub then: GoalThen,
}

/// How a goal was, and is.
#[derive(Debug, Clone)]
pub struct GoalThen {
    /// Its full id.
    pub id: String,
    /// How it was, if it was there.
    pub then: Option<GoalState>,
    /// How it is, if it is there.
    pub now: Option<GoalState>,
    /// Whether it came nearer to its target.
    pub compared: Compared,
}

/// Whether a goal came nearer to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Both values count towards the same target.
    Same {
        /// Which way it went.
        change: Change,
        /// The bounds of the difference leave out none: it is more than chance.
        beyond_chance: bool,
    },
    /// They cannot be compared.
    Not(NotCompared),
}

/// Which way a value went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Towards its target, or farther beyond it.
    Better,
    /// Away from it.
    Worse,
    /// Measured anew, and the same.
    Unchanged,
    /// It is still the same figure.
    NoNewValue,
}

/// Why two states of a goal cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCompared {
    /// The goal was not there then.
    NotThere,
    /// The goal is no longer there.
    Gone,
    /// There was no value then.
    NoValueThen,
    /// There is no value now.
    NoValueNow,
    /// The value is in another unit.
    OtherUnit,
    /// Another target is to be reached.
    OtherTarget,
    /// It is not known which way is better, or there is no target.
    NoDistance,
}

impl Trend {
    /// Of records by day: those from `from` on, with all before them known; only what
    /// `includes` names. `None` if no record is so late.
    ///
    /// # Complexity
    /// O(records² × findings), beside look-ups.
    pub fn of(
        records: &[Record],
        from: Option<Date>,
        includes: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let scoped: Vec<Record> = records.iter().map(|one| within(one, includes)).collect();
        let indexed: Vec<_> = scoped.iter().map(Indexed::of).collect();
        let first = scoped
            .iter()
            .position(|record| from.is_none_or(|from| record.date >= from))?;
        let audits = (first..scoped.len())
            .map(|at| audited(&indexed[..at], &indexed[at]))
            .collect();
        let (now, earlier) = indexed.split_last()?;
        Some(Self {
            audits,
            open: open(earlier, now),
            goals: goals(&scoped[first..]),
        })
    }

    /// The last audit and what changed since the one before it.
    pub fn last(&self) -> Option<&Audited> {
        self.audits.last()
    }
}

/// The part of a record that speaks of some objects; the rules stay.
fn within(record: &Record, includes: &dyn Fn(&str) -> bool) -> Record {
    let mut part = record.clone();
    if record.objects.values().flatten().all(|id| includes(id)) {
        return part;
    }
    part.findings.retain(|found| includes(&found.object));
    part.goals.retain(|goal| includes(&goal.id));
    part.levels = Levels::of(&part.findings);
    let mut ended: BTreeMap<(&str, &str), Verdict> = BTreeMap::new();
    for found in &part.findings {
        let verdict = ended.entry((&found.rule, &found.object));
        let verdict = verdict.or_insert(found.verdict);
        *verdict = (*verdict).max(found.verdict);
    }
    let mut checks = Checks::default();
    for verdict in ended.values() {
        checks.add(*verdict);
    }
    for run in &record.rules {
        let objects = record.objects.get(&run.looks_at);
        let objects = objects.map_or(&[][..], Vec::as_slice);
        let meant = |at: usize| objects.get(at).is_some_and(|id| includes(id));
        let all = (0..objects.len()).filter(|at| meant(*at)).count();
        let right = run.conform.count(meant);
        let of_rule = |((rule, _), _): &(&(&str, &str), &Verdict)| *rule == run.id;
        let not_right = ended.iter().filter(of_rule).count();
        checks.conform += right;
        checks.not_applicable += all.saturating_sub(right + not_right);
    }
    part.checks = checks;
    part
}

fn audited(earlier: &[Indexed<'_>], now: &Indexed<'_>) -> Audited {
    let record = now.record;
    let before = earlier.last().map(|before| before.record.date);
    Audited {
        date: record.date,
        tool: record.tool.clone(),
        profile: record.profile,
        checks: record.checks,
        levels: record.levels,
        since: before.map(|before| (before, since(earlier, now))),
    }
}

fn open(earlier: &[Indexed<'_>], now: &Indexed<'_>) -> Vec<Open> {
    let today = now.record.date;
    let findings = now.record.findings.iter().filter(|found| found.is_open());
    let mut open: Vec<_> = findings
        .map(|found| {
            let past = past(earlier, now, found);
            let first = past.since.unwrap_or(today);
            let again = past.recurs.as_ref();
            let since = again.map_or(first, |recurs| recurs.again_since.unwrap_or(today));
            Open {
                found: found.clone(),
                first,
                since,
                days: (today - since).get_days(),
                seen: (past.found_in + 1, past.looked_in + 1),
                recurs: past.recurs,
            }
        })
        .collect();
    open.sort_by(|a, b| {
        let key = |one: &Open| (one.since, std::cmp::Reverse(one.found.level), one.first);
        let names = |one: &Open| (one.found.object.clone(), one.found.rule.clone());
        (key(a), names(a)).cmp(&(key(b), names(b)))
    });
    open
}

fn goals(records: &[Record]) -> Vec<GoalTrend> {
    let goals = records.iter().flat_map(|record| &record.goals);
    let ids: BTreeSet<&str> = goals.map(|goal| goal.id.as_str()).collect();
    ids.into_iter()
        .map(|id| {
            let known = records.iter();
            let points: Vec<_> = known
                .filter_map(|record| Some((record.date, goal(record, id)?.clone())))
                .collect();
            let now = records.last().and_then(|record| goal(record, id));
            GoalTrend {
                then: then(id, points.first().map(|(_, state)| state), now),
                points,
            }
        })
        .collect()
}

fn goal<'r>(record: &'r Record, id: &str) -> Option<&'r GoalState> {
    record.goals.iter().find(|goal| goal.id == id)
}

/// Every goal of either record, by id.
pub(super) fn goals_since(before: &Record, now: &Record) -> Vec<GoalThen> {
    let all = before.goals.iter().chain(&now.goals);
    let ids: BTreeSet<&str> = all.map(|goal| goal.id.as_str()).collect();
    ids.into_iter()
        .map(|id| then(id, goal(before, id), goal(now, id)))
        .collect()
}

fn then(id: &str, before: Option<&GoalState>, now: Option<&GoalState>) -> GoalThen {
    GoalThen {
        id: id.to_owned(),
        then: before.cloned(),
        now: now.cloned(),
        compared: match (before, now) {
            (None, _) => Compared::Not(NotCompared::NotThere),
            (_, None) => Compared::Not(NotCompared::Gone),
            (Some(before), Some(now)) => compare(before, now).unwrap_or_else(Compared::Not),
        },
    }
}

fn compare(before: &GoalState, now: &GoalState) -> Result<Compared, NotCompared> {
    let was = before.actual.as_ref().ok_or(NotCompared::NoValueThen)?;
    let is = now.actual.as_ref().ok_or(NotCompared::NoValueNow)?;
    if was.unit != is.unit {
        return Err(NotCompared::OtherUnit);
    }
    let targets = (before.target.as_ref(), now.target.as_ref());
    let same_target = match targets {
        (Some(was), Some(is)) => was.unit == is.unit && equal(was.value, is.value),
        (None, None) => true,
        _ => false,
    };
    if !same_target {
        return Err(NotCompared::OtherTarget);
    }
    let distances: (Option<&Value>, Option<&Value>) =
        (before.distance.as_ref(), now.distance.as_ref());
    let (Some(short_then), Some(short_now)) = distances else {
        return Err(NotCompared::NoDistance);
    };
    if short_then.unit != short_now.unit {
        return Err(NotCompared::OtherUnit);
    }
    let same_value = equal(short_then.value, short_now.value);
    let same_figure = was.on.is_some() && was.on == is.on && was.n == is.n;
    let change = match (same_value, same_figure) {
        (true, true) => Change::NoNewValue,
        (true, false) => Change::Unchanged,
        (false, _) if short_now.value < short_then.value => Change::Better,
        (false, _) => Change::Worse,
    };
    Ok(Compared::Same {
        change,
        beyond_chance: !same_value && apart(was, is),
    })
}

/// The bounds of both are known, and of their difference they say that there is one.
fn apart(one: &Measured, other: &Measured) -> bool {
    let estimate = |of: &Measured| {
        let [lower, upper] = of.interval?;
        let bounds = Interval { lower, upper };
        let value = of.value;
        Some((Estimate { value, bounds }, of.n))
    };
    let both = estimate(one).zip(estimate(other));
    both.is_some_and(|(one, other)| is_shown(one, other))
}

/// Equal but for what reading a number back may lose.
fn equal(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}
