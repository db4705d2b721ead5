//! One rejection that is known at two places, so that it counts once.
//!
//! What a step finds wrong with what it gets is a share of the handoff, which counts as the giver's yield. The
//! same verdicts, counted where they were given, are the first pass of the step that finds it. Of one log both
//! are the same rows. Of two records nobody can tell, if all the step does is to inspect: then the whole is
//! at most what it is with them counted once, and at least what it is with each counted.

use std::collections::{BTreeMap, BTreeSet};

use super::super::today::{Known, Origin, Today};
use super::Sketch;
use crate::load::document::{Parameter, StandardMeasure};
use crate::model::{Figure, StepId, Target};
use crate::network::{self, Gate};

/// Figures of one rejection, or of what may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Twice {
    /// What counts.
    pub counted: Vec<Seen>,
    /// What does not.
    pub left_out: Vec<Seen>,
    /// They are the same rows of a log; else they may be the same rejections or others.
    pub is_certain: bool,
}

/// A yield of a step, and how it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The step whose yield it lowers.
    pub step: StepId,
    /// The figure.
    pub known: Known,
}

/// Takes out of a sketch what would be counted a second time.
///
/// # Complexity
/// O(steps, ways and levers), with a logarithm for what is doubtful.
pub(super) fn settle(sketch: &mut Sketch, today: &Today<'_>) {
    let known = |step: &StepId| counting(*step, today);
    let mut settling = Settling {
        today,
        givers: givers(sketch),
        seen: sketch.steps.iter().map(known).collect(),
        pulled: pulled(today),
        sketch,
    };
    // One that counts where it was found may be the finder of what comes before it.
    let mut open: Vec<usize> = (0..settling.seen.len()).collect();
    while let Some(finder) = open.pop() {
        open.extend(settling.of_one_log(finder));
    }
    settling.of_two_records();
}

/// What is known of a step's yield, whatever is tried in its place.
fn counting(step: StepId, today: &Today<'_>) -> Option<Known> {
    let target = Target::Step(step);
    let measured = today.measured(target, Parameter::Yield);
    measured.or_else(|| today.of(target, Parameter::Yield))
}

/// By step: the steps that give to it, ways back left out.
fn givers(sketch: &Sketch) -> Vec<Vec<usize>> {
    let mut givers = vec![Vec::new(); sketch.steps.len()];
    for way in sketch.flows.iter().filter(|way| !way.returns) {
        if let network::Target::Step(to) = way.to
            && to != way.from
        {
            givers[to.0].push(way.from.0);
        }
    }
    givers
}

/// Steps whose yield is tried or has a lever: that figure is the one to be moved.
fn pulled(today: &Today<'_>) -> BTreeSet<StepId> {
    let levers = today.chain.levers.iter();
    let of_yield = levers.filter(|lever| lever.record.parameter == Parameter::Yield);
    let steps = of_yield.filter_map(|lever| match lever.changes? {
        Target::Step(step) => Some(step),
        _ => None,
    });
    steps.collect()
}

impl Sketch {
    /// Some figures may be of the same rejections and count once: what is lost is at least what it is
    /// here.
    pub fn is_doubtful(&self) -> bool {
        !self.doubted.is_empty()
    }

    /// The same with each of those figures counted as a loss of its own.
    pub(in crate::strategy) fn with_each_counted(&self) -> Self {
        let mut each = self.clone();
        for (at, number) in std::mem::take(&mut each.doubted) {
            each.numbers[at].right_first_time = Some(number);
        }
        each
    }

    /// The same as if it were known that what is left out is no loss of its own.
    pub(in crate::strategy) fn with_each_once(&self) -> Self {
        let mut once = self.clone();
        once.doubted.clear();
        once
    }

    /// Whether the yield of a step is left out, for it counts elsewhere: it is a number then, and
    /// nothing that is known.
    pub(in crate::strategy) fn is_left_out(&self, of: Target) -> bool {
        let is_number = self.get(of, Parameter::Yield).is_some();
        is_number && !self.known.contains_key(&(of, Parameter::Yield))
    }
}

struct Settling<'a, 'w> {
    today: &'a Today<'w>,
    sketch: &'a mut Sketch,
    givers: Vec<Vec<usize>>,
    /// By step: what counts of its yield.
    seen: Vec<Option<Known>>,
    pulled: BTreeSet<StepId>,
}

impl Settling<'_, '_> {
    /// Of a step whose first pass and the verdicts on what it gets are the same rows of a log, one
    /// counts; gives the steps for which another figure counts now.
    fn of_one_log(&mut self, finder: usize) -> Vec<usize> {
        let Some(log) = self.log_of(finder, StandardMeasure::FirstPass) else {
            return Vec::new();
        };
        let of_it = |giver: &usize| self.log_of(*giver, StandardMeasure::Usable) == Some(log);
        let same: Vec<usize> = self.givers[finder].iter().copied().filter(of_it).collect();
        let is_tried = same.iter().any(|giver| self.is_assumed(*giver));
        // What is tried at both counts at both.
        if same.is_empty() || is_tried && self.is_assumed(finder) {
            return Vec::new();
        }
        if is_tried || !self.counts_at(finder, &same, log) {
            let counted = same.iter().filter_map(|giver| self.seen_at(*giver));
            let counted = counted.collect();
            let left_out = self.leave_out(finder, None).into_iter().collect();
            self.tell(counted, left_out, true);
            return Vec::new();
        }
        let counted = self.seen_at(finder).into_iter().collect();
        let left_out = same.iter().filter_map(|giver| {
            let own = self.own_first_pass(*giver, log);
            self.leave_out(*giver, own)
        });
        let left_out = left_out.collect();
        self.tell(counted, left_out, true);
        same
    }

    /// Whether a rejection counts where it was found, and not where the work came from: where only
    /// there all of it is known, or that is the figure that is to be moved.
    fn counts_at(&self, finder: usize, same: &[usize], log: usize) -> bool {
        let each_tells = same
            .iter()
            .any(|giver| self.own_first_pass(*giver, log).is_some());
        let are_all = same.len() == self.givers[finder].len();
        let come_together = self.sketch.numbers[finder].join == Gate::And && same.len() > 1;
        let is_moved =
            |at: usize| self.is_assumed(at) || self.pulled.contains(&self.sketch.steps[at]);
        let only_there = is_moved(finder) && !same.iter().any(|giver| is_moved(*giver));
        each_tells || !are_all || come_together || only_there
    }

    /// Leaves out what may be the same rejections as others, recorded twice.
    fn of_two_records(&mut self) {
        let mut groups = Groups::default();
        let mut finders = BTreeSet::new();
        for finder in 0..self.seen.len() {
            for giver in &self.givers[finder] {
                if self.may_be_same(*giver, finder) {
                    groups.join(*giver, finder);
                    finders.insert(finder);
                }
            }
        }
        for members in groups.all() {
            let kept = self.kept(&members, &finders);
            let counted = kept.iter().filter_map(|at| self.seen_at(*at)).collect();
            let others = members.iter().filter(|at| !kept.contains(at));
            let mut left_out = Vec::new();
            for at in others {
                if let Some(number) = self.sketch.numbers[*at].right_first_time {
                    self.sketch.doubted.push((*at, number));
                }
                left_out.extend(self.leave_out(*at, None));
            }
            self.tell(counted, left_out, false);
        }
    }

    /// Of figures that may be of the same rejections: what is tried, or else what loses most, which
    /// nothing that they have in common can exceed.
    fn kept(&self, members: &[usize], finders: &BTreeSet<usize>) -> Vec<usize> {
        let tried: Vec<usize> = members
            .iter()
            .copied()
            .filter(|at| self.is_assumed(*at))
            .collect();
        if !tried.is_empty() {
            return tried;
        }
        let share = |at: &usize| {
            let known = self.seen[*at].as_ref();
            known.map_or(1.0, |known| known.value.base())
        };
        // Of equal ones the maker's: what it made wrong is its loss.
        let place = |at: &usize| (share(at), finders.contains(at));
        let least = members.iter().copied().min_by(|one, other| {
            let (one, other) = (place(one), place(other));
            one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
        });
        let Some(least) = least else {
            return Vec::new();
        };
        if finders.contains(&least) {
            return vec![least];
        }
        let makers = members.iter().copied().filter(|at| !finders.contains(at));
        makers.collect()
    }

    /// Two records that may be of the same rejections: all the one step does is to inspect what it
    /// gets, or they agree to the case.
    fn may_be_same(&self, giver: usize, finder: usize) -> bool {
        let loses = |at: usize| {
            let known = self.seen[at].as_ref();
            known.filter(|known| known.value.base() < 1.0 - 1e-12)
        };
        let (Some(made), Some(found)) = (loses(giver), loses(finder)) else {
            return false;
        };
        let Some(first_pass) = self.figure(found, StandardMeasure::FirstPass) else {
            return false;
        };
        let own = self.figure(made, StandardMeasure::FirstPass);
        // A log that tells a result of each counts each in its place.
        let each_tells =
            own.is_some_and(|own| self.log(own).is_some() && self.log(own) == self.log(first_pass));
        let inspects = self
            .today
            .chain
            .step(self.sketch.steps[finder])
            .record
            .inspects;
        let usable = self.figure(made, StandardMeasure::Usable);
        let agree = usable.is_some_and(|usable| {
            let days =
                |figure: &Figure| (figure.record.period.first(), figure.record.period.last());
            made.counts.is_some() && made.counts == found.counts && days(usable) == days(first_pass)
        });
        !each_tells && (inspects == Some(true) || agree)
    }

    /// Takes the figure of a step out, with another in its place if there is one.
    fn leave_out(&mut self, at: usize, next: Option<Known>) -> Option<Seen> {
        let left_out = self.seen_at(at);
        let key = (Target::Step(self.sketch.steps[at]), Parameter::Yield);
        let number = next.as_ref().map_or(1.0, |known| known.value.base());
        self.sketch.numbers[at].right_first_time = Some(number);
        match next.clone() {
            Some(known) => _ = self.sketch.known.insert(key, known),
            None => _ = self.sketch.known.remove(&key),
        }
        self.seen[at] = next;
        left_out
    }

    fn tell(&mut self, counted: Vec<Seen>, left_out: Vec<Seen>, is_certain: bool) {
        self.sketch.twice.push(Twice {
            counted,
            left_out,
            is_certain,
        });
    }

    fn seen_at(&self, at: usize) -> Option<Seen> {
        Some(Seen {
            step: self.sketch.steps[at],
            known: self.seen[at].clone()?,
        })
    }

    fn is_assumed(&self, at: usize) -> bool {
        let target = Target::Step(self.sketch.steps[at]);
        self.today.assumed.is_assumed(target, Parameter::Yield)
    }

    /// The first pass of a step itself, as the same log tells it.
    fn own_first_pass(&self, at: usize, log: usize) -> Option<Known> {
        let target = Target::Step(self.sketch.steps[at]);
        let own = self.today.figure(target, StandardMeasure::FirstPass)?;
        let figure = self.figure(&own, StandardMeasure::FirstPass)?;
        (self.log(figure) == Some(log)).then_some(own)
    }

    /// The log from which a step's yield is known, if it is one of the usual measures.
    fn log_of(&self, at: usize, of: StandardMeasure) -> Option<usize> {
        self.log(self.figure(self.seen[at].as_ref()?, of)?)
    }

    /// The figure from which a value is known, if it is of one of the usual measures.
    fn figure(&self, known: &Known, of: StandardMeasure) -> Option<&Figure> {
        let Origin::Figure(id) = known.origin else {
            return None;
        };
        let figure = self.today.chain.figures.get(id);
        let measure = &self.today.chain.measures[figure.measure.0 as usize].record;
        (measure.of == Some(of)).then_some(figure)
    }

    /// The log a figure was counted from.
    fn log(&self, figure: &Figure) -> Option<usize> {
        let mut logs = self.today.logged.logs.iter();
        let log = logs.find(|log| *log.hash == *figure.hash)?;
        Some(log.at)
    }
}

/// Steps whose figures may be of the same rejections.
#[derive(Debug, Default)]
struct Groups {
    /// By member: another of its group, or itself if it stands for all.
    above: BTreeMap<usize, usize>,
}

impl Groups {
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.top(one), self.top(other));
        self.above.insert(one.max(other), one.min(other));
    }

    fn top(&mut self, member: usize) -> usize {
        let mut at = member;
        while let Some(above) = self.above.get(&at).copied().filter(|above| *above != at) {
            at = above;
        }
        self.above.insert(member, at);
        at
    }

    fn all(mut self) -> Vec<Vec<usize>> {
        let members: Vec<usize> = self.above.keys().copied().collect();
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in members {
            groups.entry(self.top(member)).or_default().push(member);
        }
        groups.into_values().collect()
    }
}
