//! From an audit to its record.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Aside, Checks, Found, GoalState, Levels, Measured, Owner, Ranges, Record, RuleRun, SCHEMA,
    Standing, Value,
};
use crate::engine::{Outcome, Rule, RuleSet, World};
use crate::finding::{Finding, Fingerprint, Profile, SetAside, SubjectKind, Verdict};
use crate::lang::{Lang, Text};
use crate::measure::gap::Observed;
use crate::measure::{Gap, GapVerdict};
use crate::quantity::Quantity;
use crate::source::Sources;

/// An audit to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// What was looked at.
    pub world: &'a World,
    /// The rules that ran.
    pub rules: &'a RuleSet,
    /// What they said, before any level was raised.
    pub outcome: &'a Outcome,
    /// The texts read.
    pub sources: &'a Sources,
    /// How much was asked.
    pub profile: Profile,
}

/// Names all texts and logs, whatever they are called and in whatever order they were read.
pub fn of_inputs(sources: &Sources, world: &World) -> Fingerprint {
    let texts = sources.iter().map(|(_, source)| source.hash());
    let logs = world.logged.logs.iter().map(|log| log.hash.clone());
    let mut all: Vec<String> = texts.chain(logs).collect();
    all.sort();
    Fingerprint::of(all.iter().map(String::as_str))
}

impl Taking<'_> {
    /// The record of a day.
    ///
    /// # Complexity
    /// O(n log n) in checks, findings and objects.
    pub fn on(&self, date: Date) -> Record {
        let mut checks = Checks::default();
        for verdict in self.outcome.verdicts.iter().flatten() {
            checks.add(*verdict);
        }
        let objects = Objects::of(self);
        let mut findings: Vec<_> = self
            .outcome
            .findings
            .iter()
            .map(|f| self.found(f))
            .collect();
        findings.sort_by(Found::in_order);
        let mut goals: Vec<_> = self.world.gaps.iter().map(|gap| self.goal(gap)).collect();
        goals.sort_by(|a, b| a.id.cmp(&b.id));
        Record {
            schema: SCHEMA.to_owned(),
            date,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            rule_set: self.rules.hash().to_string(),
            input: of_inputs(self.sources, self.world).to_string(),
            profile: self.profile,
            checks,
            levels: Levels::of(&findings),
            rules: self.rule_runs(&objects),
            objects: objects.ids,
            findings,
            goals,
        }
    }

    fn rule_runs(&self, objects: &Objects) -> Vec<RuleRun> {
        let runs = self.rules.rules.iter().zip(&self.outcome.verdicts);
        let mut runs: Vec<_> = runs
            .map(|(rule, verdicts)| {
                let kind = rule.meta.looks_at;
                let numbered = verdicts.iter().enumerate();
                let right = numbered.filter(|(_, verdict)| **verdict == Verdict::Conform);
                let mut conform: Vec<_> = right
                    .filter_map(|(number, _)| objects.position(kind, number))
                    .collect();
                conform.sort_unstable();
                RuleRun {
                    id: rule.meta.id.clone(),
                    looks_at: kind,
                    hash: of_rule(rule),
                    conform: Ranges::of(conform),
                }
            })
            .collect();
        runs.sort_by(|a, b| a.id.cmp(&b.id));
        runs
    }

    fn found(&self, finding: &Finding) -> Found {
        let world = self.world;
        let process = world.process(finding.subject);
        Found {
            rule: self.rules.rules[finding.rule].meta.id.clone(),
            object: world.id(finding.subject),
            fingerprint: finding.fingerprint.to_string(),
            level: finding.level,
            verdict: finding.verdict,
            process: process.map(|id| world.chain.process(id).record.id.as_str().to_owned()),
            owner: world.owner(finding.subject).map(owner),
            set_aside: finding.set_aside.map(|aside| match aside {
                SetAside::Waived(_) => Aside::Waived,
                SetAside::Known => Aside::Known,
            }),
        }
    }

    fn goal(&self, gap: &Gap) -> GoalState {
        let chain = &self.world.chain;
        let goal = chain.goal(gap.goal);
        let strategy = self.world.strategy().get(gap.goal);
        GoalState {
            id: chain.full_id(goal.process, goal.record.id.as_str()),
            verdict: match gap.verdict {
                GapVerdict::Met => Standing::Met,
                GapVerdict::NotMet => Standing::NotMet,
                GapVerdict::Undetermined(_) => Standing::Undetermined,
            },
            class: strategy.map(|one| one.attainable.class.word().to_owned()),
            actual: gap.actual.as_ref().and_then(measured),
            target: gap.target.as_ref().and_then(value),
            distance: gap.distance.as_ref().and_then(value),
        }
    }
}

/// Names what a rule does: its script with its parameters, whatever its level.
fn of_rule(rule: &Rule) -> String {
    let values = rule.values.iter();
    let mut parts = vec![rule.script.to_string()];
    parts.extend(values.map(|(name, value)| format!("{name} = {value:?}")));
    Fingerprint::of(parts.iter().map(String::as_str)).to_string()
}

fn owner(text: &Text) -> Owner {
    let (en, zh) = (text.get(Lang::En).to_owned(), text.get(Lang::Zh).to_owned());
    if en == zh {
        Owner::One(en)
    } else {
        Owner::Both { en, zh }
    }
}

/// What cannot be written in JSON is left out.
fn value(quantity: &Quantity) -> Option<Value> {
    let quantity = quantity.in_english();
    let value = kept(quantity.number())?;
    let unit = quantity.unit();
    Some(Value { value, unit })
}

/// A number in twelve digits: behind them it may differ from machine to machine, and they are
/// read back as they were written.
fn kept(number: f64) -> Option<f64> {
    let kept: f64 = format!("{number:.11e}").parse().ok()?;
    kept.is_finite().then_some(kept)
}

fn measured(observed: &Observed) -> Option<Measured> {
    let Value { value, unit } = value(&observed.value)?;
    let bounds = observed.bounds.as_ref();
    let interval = bounds.and_then(|(lower, upper)| {
        let bounds = [lower, upper].map(|bound| kept(bound.in_english().number()));
        let bounds = (bounds[0]?, bounds[1]?);
        Some([bounds.0, bounds.1])
    });
    Some(Measured {
        // Where all cases were looked at, chance explains nothing.
        interval: interval.or_else(|| observed.census.then_some([value, value])),
        value,
        unit,
        n: observed.n,
        on: observed.on,
    })
}

/// The objects that rules look at, sorted by id, and where each of the world stands among them.
struct Objects {
    ids: BTreeMap<SubjectKind, Vec<String>>,
    positions: BTreeMap<SubjectKind, Vec<usize>>,
}

impl Objects {
    fn of(taking: &Taking<'_>) -> Self {
        let (mut ids, mut positions) = (BTreeMap::new(), BTreeMap::new());
        for rule in &taking.rules.rules {
            let kind = rule.meta.looks_at;
            if ids.contains_key(&kind) {
                continue;
            }
            let all = taking.world.of_kind(kind);
            let mut named: Vec<_> = all.map(|one| taking.world.id(one)).enumerate().collect();
            named.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
            let mut place = vec![0; named.len()];
            for (position, (number, _)) in named.iter().enumerate() {
                place[*number] = position;
            }
            ids.insert(kind, named.into_iter().map(|(_, id)| id).collect());
            positions.insert(kind, place);
        }
        Self { ids, positions }
    }

    fn position(&self, kind: SubjectKind, number: usize) -> Option<usize> {
        self.positions.get(&kind)?.get(number).copied()
    }
}
