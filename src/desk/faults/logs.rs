//! Every fault that can be planted in the event logs of a workspace.
//!
//! What is planted follows from what a log shows of the model: its handoffs, its steps, its
//! activities. Measuring a log anew takes as long as it has events, so of a large log not every fault
//! is planted, and those of what happens most often come first.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::altered::Tampering;
use super::fault::{Deed, Fault, LogFault};
use super::kind::Kind;
use crate::engine::World;
use crate::events::held::HeldLog;
use crate::lang::Text;
use crate::load::{Record, Segment};
use crate::measure::logged::{LoggedHandoff, LoggedLog, steps_of_activities};
use crate::model::{Party, StepId};
use crate::source::Spot;

/// So many events are held of a log; of any that has more, some cases.
pub(super) const MOST_EVENTS: usize = 200_000;

/// So many events are looked at for all the faults of one log.
const MOST_WORK: usize = 20_000_000;

/// A case is left lying while so many others come.
const PASSED: i64 = 20;

/// How a fault is planted in one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPlanted {
    /// Its id, with that of its process.
    pub object: String,
    /// Its file, as shown.
    pub path: Arc<str>,
    /// In how many of its cases faults are planted, and how many it has.
    pub cases: (usize, usize),
    /// How many faults are planted, and how many could be.
    pub faults: (usize, usize),
}

impl LogPlanted {
    /// Not everything that could be done is.
    pub fn is_part(&self) -> bool {
        self.cases.0 < self.cases.1 || self.faults.0 < self.faults.1
    }
}

/// The faults of one log as the world shows it, and how much of it they are.
pub(super) fn faults(world: &World, log: &LoggedLog, held: &HeldLog) -> (Vec<Fault>, LogPlanted) {
    let declared = &world.chain.logs[log.at];
    let mut planter = Planter {
        world,
        log,
        object: world
            .chain
            .full_id(declared.process, declared.record.id.as_str()),
        path: log.path.as_str().into(),
        step_of: steps_of_activities(&world.chain, log.at, &log.activities),
        faults: Vec::new(),
    };
    for handoff in &log.handoffs {
        planter.handoff(handoff);
    }
    for step in &log.steps {
        planter.step(step.id, step.first_good.0);
    }
    planter.activities();
    planter.whole(held);
    let possible = planter.faults.len();
    let most = MOST_WORK / held.events().max(1);
    let faults = most_frequent(planter.faults, most);
    let planted = LogPlanted {
        object: planter.object,
        path: planter.path,
        cases: held.cases(),
        faults: (faults.len(), possible),
    };
    (faults, planted)
}

/// As many faults as asked for, of each kind those of what happens most often; in their order.
fn most_frequent(faults: Vec<Fault>, most: usize) -> Vec<Fault> {
    if faults.len() <= most {
        return faults;
    }
    let mut ranked: Vec<(usize, &Fault)> = faults.iter().enumerate().collect();
    ranked.sort_by_key(|(at, fault)| (fault.kind, Reverse(fault.times), *at));
    let by_kind = ranked.chunk_by(|a, b| a.1.kind == b.1.kind);
    let mut in_turn: Vec<(usize, usize)> = by_kind
        .flat_map(|kind| kind.iter().enumerate().map(|(turn, (at, _))| (turn, *at)))
        .collect();
    in_turn.sort_unstable();
    let mut kept: Vec<usize> = in_turn.iter().take(most).map(|(_, at)| *at).collect();
    kept.sort_unstable();
    kept.into_iter().map(|at| faults[at].clone()).collect()
}

struct Planter<'w> {
    world: &'w World,
    log: &'w LoggedLog,
    object: String,
    path: Arc<str>,
    step_of: Vec<u32>,
    faults: Vec<Fault>,
}

impl Planter<'_> {
    /// Which activities a step has.
    fn activities_of(&self, step: u32) -> Vec<bool> {
        self.step_of.iter().map(|known| *known == step).collect()
    }

    fn zone(&self) -> TimeZone {
        let named = self.log.how.zone.as_deref();
        named
            .and_then(|name| TimeZone::get(name).ok())
            .unwrap_or(TimeZone::UTC)
    }

    /// How long it takes until so many more cases have come.
    fn lag(&self) -> i64 {
        let (first, last) = self.log.cases.range.unwrap_or_default();
        let cases = i64::try_from(self.log.cases.n).unwrap_or(i64::MAX).max(1);
        ((last - first) / cases).saturating_mul(PASSED)
    }

    fn add(&mut self, (kind, deed): (Kind, Deed), path: String, times: u64, by: Tampering) {
        let declared = &self.world.chain.logs[self.log.at];
        let span = Record::locate(&*declared.record, &[Segment::Key("path".into())]);
        self.faults.push(Fault {
            kind,
            deed,
            table: "log".into(),
            object: self.object.clone(),
            path,
            before: None,
            after: by.name.clone().map(Text::plain),
            times,
            spot: Spot {
                source: declared.source,
                span,
            },
            edits: Vec::new(),
            log: Some(LogFault {
                at: self.log.at,
                path: Arc::clone(&self.path),
                by: Arc::new(by),
            }),
        });
    }

    fn tampering(&self, deed: Deed, from: Vec<bool>, to: Vec<bool>) -> Tampering {
        Tampering {
            deed,
            from,
            to,
            name: None,
            zone: self.zone(),
            lag: self.lag(),
        }
    }

    fn handoff(&mut self, shown: &LoggedHandoff) {
        let handoff = self.world.chain.handoff(shown.id);
        let (Party::Step(from), Some(Party::Step(to))) = (handoff.from, handoff.to) else {
            return;
        };
        let id = self
            .world
            .chain
            .full_id(Some(handoff.process), handoff.record.id.as_str());
        let mut deeds = vec![
            (Kind::Return, Deed::Return, shown.cases.0),
            (Kind::Order, Deed::Exchange, shown.n),
        ];
        if shown.waits.sum() > 0 {
            deeds.push((Kind::Wait, Deed::Stretch, shown.n));
        }
        // Of gaps nobody knows when the receiver began.
        if self.log.has_durations && self.lag() > 0 {
            deeds.push((Kind::Overtaken, Deed::Overtake, shown.n));
        }
        for (kind, deed, times) in deeds {
            let by = self.tampering(deed, self.activities_of(from), self.activities_of(to));
            self.add((kind, deed), id.clone(), times, by);
        }
    }

    fn step(&mut self, id: StepId, good: u64) {
        if good == 0 {
            return;
        }
        let step = self.world.chain.step(id);
        let path = self
            .world
            .chain
            .full_id(Some(step.process), step.record.id.as_str());
        let by = self.tampering(Deed::Refuse, self.activities_of(id.0), Vec::new());
        self.add((Kind::Result, Deed::Refuse), path, good, by);
    }

    /// What happens to single activities that are part of a step.
    fn activities(&mut self) {
        let log = self.log;
        for (at, word) in log.activities.iter().enumerate() {
            let is_step = |step: &u32| *step != crate::events::NONE;
            if !self.step_of.get(at).is_some_and(is_step) {
                continue;
            }
            let only = |count: usize| (0..count).map(|other| other == at).collect::<Vec<_>>();
            let of_step = |id: StepId| self.step_of.get(at) == Some(&id.0);
            let shown = log.steps.iter().find(|step| of_step(step.id));
            let times = shown.map_or(0, |step| step.n);
            let mut by = self.tampering(Deed::Midnight, only(log.activities.len()), Vec::new());
            self.add(
                (Kind::Midnight, Deed::Midnight),
                word.to_string(),
                times,
                by,
            );
            by = self.tampering(Deed::Rename, only(log.activities.len()), Vec::new());
            by.name = Some(self.unknown_name(word));
            self.add((Kind::Activity, Deed::Rename), word.to_string(), times, by);
        }
    }

    /// A name that no activity has.
    fn unknown_name(&self, word: &str) -> Box<str> {
        let mut name = format!("{word} (2)");
        while self.log.activities.iter().any(|known| **known == *name) {
            name.push('2');
        }
        name.into()
    }

    fn whole(&mut self, held: &HeldLog) {
        let by = self.tampering(Deed::Age, Vec::new(), Vec::new());
        let times = held.events() as u64;
        self.add((Kind::Times, Deed::Age), String::new(), times, by);
    }
}
