//! Waivers: which findings are set aside for a while, and by whom.
//!
//! A waiver that nobody approved, that has run out, or whose gap has grown beyond what it
//! accepts, sets nothing aside. Rules about waivers run after this, so a waiver that should
//! not be is itself a finding.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rule_set::{RuleSet, nearest_rule};
use super::run::Outcome;
use super::views::World;
use crate::finding::{Finding, SetAside, SubjectKind};
use crate::load::document::Waiver;
use crate::load::{Record, Segment};
use crate::model::objects::Owned;
use crate::model::{Chain, GoalId};
use crate::problem::{Problem, ProblemKind, nearest};
use crate::source::Spot;

/// What came of a waiver.
#[derive(Debug, Clone, Default)]
pub struct Waiving {
    /// Findings of its rule on its object; `None` if the rule did not run.
    pub finds: Option<i64>,
    /// Findings it sets aside.
    pub covers: i64,
    /// The gap has grown beyond what it accepts.
    pub is_outgrown: bool,
    /// Its rule allows no waiver; `None` if the rule did not run.
    pub is_forbidden: Option<bool>,
}

/// Sets findings aside; gives what came of each waiver of the chain.
///
/// # Complexity
/// O(findings + waivers), beside the look-up of names.
pub(super) fn apply(world: &World, rules: &RuleSet, outcome: &mut Outcome) -> Vec<Waiving> {
    let mut open: BTreeMap<(usize, String), Vec<&mut Finding>> = BTreeMap::new();
    if world.chain.waivers.is_empty() {
        return Vec::new();
    }
    for finding in &mut outcome.findings {
        let on = world.id(finding.subject);
        open.entry((finding.rule, on)).or_default().push(finding);
    }
    let waivers = (0..).zip(&world.chain.waivers);
    waivers
        .map(|(number, waiver)| {
            let record = &*waiver.record;
            let named = |rule: &super::Rule| rule.meta.id == record.rule.as_str();
            let Some(rule) = rules.rules.iter().position(named) else {
                return Waiving::default();
            };
            let on = record.on.as_ref().map_or("", |on| on.as_str());
            let mut waiving = Waiving {
                finds: Some(0),
                is_forbidden: Some(!rules.rules[rule].meta.waivable),
                ..Waiving::default()
            };
            let Some(findings) = open.get_mut(&(rule, on.to_owned())) else {
                return waiving;
            };
            waiving.finds = i64::try_from(findings.len()).ok();
            waiving.is_outgrown = is_outgrown(world, record, findings);
            let holds = rules.rules[rule].meta.waivable
                && !waiving.is_outgrown
                && is_approved(record)
                && holds_on(record, world.day);
            if holds {
                for finding in findings
                    .iter_mut()
                    .filter(|finding| finding.set_aside.is_none())
                {
                    finding.set_aside = Some(SetAside::Waived(number));
                    waiving.covers += 1;
                }
            }
            waiving
        })
        .collect()
}

fn is_approved(waiver: &Waiver) -> bool {
    waiver.approved_by.as_ref().is_some_and(|by| !by.is_blank())
}

/// A waiver without an end, or on a day that is not known, cannot be shown to hold.
fn holds_on(waiver: &Waiver, day: Option<Date>) -> bool {
    waiver
        .ends_on
        .zip(day)
        .is_some_and(|(last, day)| day <= last)
}

/// The gap of the goal is larger than accepted, or cannot be told to be no larger.
fn is_outgrown(world: &World, waiver: &Waiver, findings: &[&mut Finding]) -> bool {
    let Some(accepted) = &waiver.gap_at_most else {
        return false;
    };
    findings.iter().any(|finding| {
        if finding.subject.kind != SubjectKind::Goal {
            return false;
        }
        let gap = world.gaps.get(GoalId(finding.subject.number));
        let distance = gap.and_then(|gap| gap.distance.as_ref());
        let compared = distance.and_then(|distance| distance.compare(accepted));
        compared.is_none_or(std::cmp::Ordering::is_gt)
    })
}

/// Reports waivers of rules that do not exist.
pub fn check_rules(chain: &Chain, known: &[String], problems: &mut Vec<Problem>) {
    let rules: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    for waiver in &chain.waivers {
        let rule = waiver.record.rule.as_str();
        if rules.contains(rule) {
            continue;
        }
        let kind = ProblemKind::UnknownRule {
            written: rule.to_owned(),
            suggestion: nearest_rule(rule, rules.iter().copied()),
        };
        problems.push(Problem::at(place(waiver, "rule"), kind));
    }
}

/// Reports waivers on objects that do not exist.
pub fn check_objects(world: &World, problems: &mut Vec<Problem>) {
    if world.chain.waivers.is_empty() {
        return;
    }
    let ids: BTreeSet<String> = world.subjects().map(|subject| world.id(subject)).collect();
    for waiver in &world.chain.waivers {
        let Some(on) = &waiver.record.on else {
            continue;
        };
        if ids.contains(on.as_str()) {
            continue;
        }
        let kind = ProblemKind::Dangling {
            written: on.as_str().to_owned(),
            what: "process or object",
            suggestion: nearest(on.as_str(), ids.iter().map(String::as_str)).map(str::to_owned),
            unknown_process: None,
        };
        problems.push(Problem::at(place(waiver, "on"), kind));
    }
}

fn place(waiver: &Owned<Waiver>, key: &str) -> Spot {
    Spot {
        source: waiver.source,
        span: waiver.record.locate(&[Segment::Key(key.into())]),
    }
}
