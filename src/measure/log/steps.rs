//! Handoffs between the steps of a model, where it is known which activity is which step.
//!
//! A step may have several activities; going from one of them to another is no handoff. What
//! lies between two steps because the log holds something that is no step is counted apart:
//! its time is neither of the one nor of the other.

use std::collections::{BTreeMap, BTreeSet};

use super::durations::Durations;
use super::hours::Counted;
use super::lying::Lying;
use super::pairs::Pairs;
use super::people::{Encounters, People};
use crate::events::{Case, Good, NONE};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// So many times over one seam in one case, in either direction, is back and forth.
pub const BACK_AND_FORTH: usize = 3;

/// What a log says of handoffs between steps.
#[derive(Debug, Clone, Default)]
pub struct StepMeasures {
    /// By giver and receiver, each a number of a step.
    pub handoffs: Vec<StepHandoff>,
    /// Steps that follow each other with something in between that is no step.
    pub apart: BTreeSet<(u32, u32)>,
}

/// What a log says of one handoff between two steps.
#[derive(Debug, Clone)]
pub struct StepHandoff {
    /// The step that gives.
    pub from: u32,
    /// The step that receives.
    pub to: u32,
    /// How long work lay in between: the wait, or the gap where there is one time per event.
    pub waits: Durations,
    /// From the beginning of the case to the end of the giver's work.
    pub leads: Durations,
    /// What lay here while something newer went first; empty if nothing is known of waits.
    pub lying: Lying,
    /// Good results and known ones, by the day (of UTC) on which they were told.
    pub by_day: BTreeMap<i64, (u64, u64)>,
    /// How often the receiver began before the giver had ended.
    pub overlapping: u64,
    /// How often the case had the receiver's activity before.
    pub repeated: u64,
    /// How often the receiver gave straight back.
    pub returned: u64,
    /// In how many cases it happened, and in how many of them work went back and forth.
    pub cases: (u64, u64),
    /// How often the receiver found a good result, and how often that is known.
    pub good: (u64, u64),
    /// After how many bad results the receiver did its work again at once, and after how many
    /// anything followed.
    pub redone: (u64, u64),
    /// Who gave to whom, if the log says.
    pub people: Option<People>,
}

impl StepHandoff {
    fn new((from, to): (u32, u32)) -> Self {
        Self {
            from,
            to,
            waits: Durations::default(),
            leads: Durations::default(),
            lying: Lying::default(),
            by_day: BTreeMap::new(),
            overlapping: 0,
            repeated: 0,
            returned: 0,
            cases: (0, 0),
            good: (0, 0),
            redone: (0, 0),
            people: None,
        }
    }

    fn add(&mut self, mut other: Self) {
        self.lying.append(&mut other.lying);
        for (day, (k, n)) in other.by_day {
            let own = self.by_day.entry(day).or_insert((0, 0));
            *own = (own.0 + k, own.1 + n);
        }
        self.waits.append(other.waits);
        self.leads.append(other.leads);
        self.overlapping += other.overlapping;
        self.repeated += other.repeated;
        self.returned += other.returned;
        self.cases = (self.cases.0 + other.cases.0, self.cases.1 + other.cases.1);
        self.good = (self.good.0 + other.good.0, self.good.1 + other.good.1);
        let (again, followed) = other.redone;
        self.redone = (self.redone.0 + again, self.redone.1 + followed);
    }
}

impl StepMeasures {
    /// Takes out what rests on whether results were good.
    pub(super) fn forget_results(&mut self) {
        for handoff in &mut self.handoffs {
            (handoff.good, handoff.redone) = ((0, 0), (0, 0));
            handoff.by_day.clear();
        }
    }
}

/// Collects handoffs between steps.
#[derive(Debug)]
pub(super) struct Steps {
    /// By activity: its step, or [`NONE`].
    step_of: Vec<u32>,
    pairs: Pairs,
    tallies: Vec<StepHandoff>,
    /// By handoff: who gave to whom.
    people: Vec<Encounters>,
    apart: BTreeSet<(u32, u32)>,
    /// The seams the case at hand went over: both steps, the smaller first, and which handoff.
    crossed: Vec<(u32, u32, usize)>,
}

impl Steps {
    pub(super) fn new(step_of: &[u32]) -> Self {
        let known = step_of.iter().filter(|step| **step != NONE);
        let steps = known.max().map_or(0, |most| *most as usize + 1);
        Self {
            step_of: step_of.to_vec(),
            pairs: Pairs::new(steps),
            tallies: Vec::new(),
            people: Vec::new(),
            apart: BTreeSet::new(),
            crossed: Vec::new(),
        }
    }

    pub(super) fn case(&mut self, case: &Case<'_>, counted: Counted<'_>, again: &[bool]) {
        self.crossed.clear();
        let step_of = |at: usize| self.step_of.get(case.activity[at] as usize).copied();
        let steps: Vec<u32> = (0..case.activity.len())
            .map(|at| step_of(at).unwrap_or(NONE))
            .collect();
        // The last step before something that is none, and the step before the one at hand.
        let (mut last, mut before) = (NONE, NONE);
        for next in 1..steps.len() {
            let (from, to) = (steps[next - 1], steps[next]);
            if from == NONE || to == NONE {
                if from != NONE {
                    last = from;
                }
                if to != NONE && last != NONE && last != to {
                    self.apart.insert((last, to));
                }
                before = NONE;
                continue;
            }
            if from == to {
                continue;
            }
            self.handoff((case, counted), next, (from, to), again[next]);
            if before == to {
                let (back, _) = self.pairs.number(to, from);
                self.tallies[back].returned += 1;
            }
            before = from;
        }
        self.seams();
    }

    fn handoff(
        &mut self,
        (case, counted): (&Case<'_>, Counted<'_>),
        next: usize,
        pair: (u32, u32),
        again: bool,
    ) {
        let (at, is_new) = self.pairs.number(pair.0, pair.1);
        if is_new {
            self.tallies.push(StepHandoff::new(pair));
            self.people.push(Encounters::default());
        }
        let tally = &mut self.tallies[at];
        let wait = counted.start[next] - counted.end[next - 1];
        tally.waits.push(wait.max(0));
        tally
            .leads
            .push((counted.end[next - 1] - counted.start[0]).max(0));
        tally.lying.push(case.end[next - 1], case.start[next]);
        tally.overlapping += u64::from(case.start[next] < case.end[next - 1]);
        tally.repeated += u64::from(again);
        let yes = match case.good.get(next) {
            Some(Good::Yes) => Some(1),
            Some(Good::No | Good::Other) => Some(0),
            Some(Good::Unknown) | None => None,
        };
        if let Some(yes) = yes {
            tally.good = (tally.good.0 + yes, tally.good.1 + 1);
            let day = case.end[next].div_euclid(DAY);
            let of_day = tally.by_day.entry(day).or_insert((0, 0));
            *of_day = (of_day.0 + yes, of_day.1 + 1);
            if let (0, Some(after)) = (yes, case.activity.get(next + 1)) {
                let is_again = self.step_of.get(*after as usize) == Some(&pair.1);
                tally.redone.0 += u64::from(is_again);
                tally.redone.1 += 1;
            }
        }
        let (from, to) = pair;
        self.crossed.push((from.min(to), from.max(to), at));
        if let (Some(giver), Some(receiver)) =
            (case.resource.get(next - 1), case.resource.get(next))
        {
            self.people[at].count(*giver, *receiver);
        }
    }

    /// Counts the case at each seam it went over.
    fn seams(&mut self) {
        self.crossed.sort_unstable();
        for seam in self.crossed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let is_back_and_forth = u64::from(seam.len() >= BACK_AND_FORTH);
            for same in seam.chunk_by(|a, b| a.2 == b.2) {
                let cases = &mut self.tallies[same[0].2].cases;
                *cases = (cases.0 + 1, cases.1 + is_back_and_forth);
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        let others = other.tallies.into_iter().zip(other.people);
        for ((from, to), (tally, people)) in other.pairs.met().iter().zip(others) {
            let (at, is_new) = self.pairs.number(*from, *to);
            if is_new {
                self.tallies.push(tally);
                self.people.push(people);
            } else {
                self.tallies[at].add(tally);
                self.people[at].append(people);
            }
        }
        self.apart.extend(other.apart);
    }

    pub(super) fn finish(self) -> StepMeasures {
        let mut handoffs = self.tallies;
        for (tally, people) in handoffs.iter_mut().zip(self.people) {
            tally.people = people.finish();
        }
        handoffs.sort_by_key(|one| (one.from, one.to));
        StepMeasures {
            handoffs,
            apart: self.apart,
        }
    }
}
