//! Everything rules may look at, and where each object stands.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::objects::{Kind, with_kinds};
use crate::engine::waivers::Waiving;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Text;
use crate::load::settings::Policy;
use crate::load::{Record, Segment};
use crate::measure::Gaps;
use crate::measure::judged::{self, Judged};
use crate::measure::logged::Logged;
use crate::model::{Chain, Party, ProcessId};
use crate::source::Spot;
use crate::strategy::{Assumed, Strategy, Today};

/// Everything rules may look at, built once and shared by all workers.
#[derive(Debug)]
pub struct World {
    /// The chain.
    pub chain: Chain,
    /// The gap of every goal.
    pub gaps: Gaps,
    /// What figures show of the needs and criteria of every handoff.
    pub judged: Vec<Vec<Judged>>,
    /// What event logs say.
    pub logged: Logged,
    /// The day the audit speaks of: the one given, else the latest day on which anything in
    /// the model is said to have happened; a report does not change overnight.
    pub day: Option<Date>,
    as_of: Option<Date>,
    /// Records of days after the day asked for, which are not in the chain.
    pub left_out: usize,
    assumed: Assumed,
    policy: Policy,
    strategy: OnceLock<Strategy>,
    /// What came of each waiver, once all rules but those about waivers have run.
    pub(in crate::engine) waivings: OnceLock<Vec<Waiving>>,
}

impl World {
    /// The world of a chain on the day `as_of`, or on its own latest day.
    pub fn of(chain: Chain, as_of: Option<Date>) -> Self {
        Self::with_logs(chain, Logged::default(), as_of)
    }

    /// The world of a chain whose event logs were read.
    pub fn with_logs(mut chain: Chain, logged: Logged, as_of: Option<Date>) -> Self {
        let left_out = as_of.map_or(0, |day| chain.leave_out_later_than(day));
        Self {
            gaps: Gaps::of(&chain, &logged, as_of),
            judged: judged::judge(&chain, &logged, as_of),
            logged,
            day: as_of.or_else(|| chain.latest_day()),
            as_of,
            left_out,
            assumed: Assumed::nothing(),
            policy: Policy::default(),
            strategy: OnceLock::new(),
            chain,
            waivings: OnceLock::new(),
        }
    }

    /// The same, made on the day `today`: a period still under way does not take the day of the
    /// audit ahead. A day that was asked for stands.
    pub fn no_later_than(mut self, today: Option<Date>) -> Self {
        if let (None, Some(today)) = (self.as_of, today) {
            self.day = self.day.map(|day| day.min(today));
        }
        self
    }

    /// The same, with written values that count before what was measured.
    pub fn assuming(mut self, assumed: Assumed) -> Self {
        self.assumed = assumed;
        self.strategy = OnceLock::new();
        self
    }

    /// The same, judged by other numbers than the usual ones.
    pub fn judged_by(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self.strategy = OnceLock::new();
        self
    }

    /// The figures of steps and handoffs as they count today.
    pub fn today(&self) -> Today<'_> {
        Today {
            chain: &self.chain,
            logged: &self.logged,
            as_of: self.as_of,
            policy: &self.policy,
            assumed: &self.assumed,
        }
    }

    /// Whether goals can be reached, whose gaps they are and what would close them; worked out
    /// when it is first asked for.
    pub fn strategy(&self) -> &Strategy {
        self.strategy
            .get_or_init(|| Strategy::of(&self.gaps, &self.today()))
    }

    /// The day figures are asked for; the latest if `None`.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// A world without anything in it, to ask an engine what it knows.
    pub(in crate::engine) fn empty() -> Self {
        let chain = crate::model::build(&[], |_| false, &mut Vec::new());
        Self::of(chain, None)
    }

    /// How many objects of a kind there are; the chain is one, unless it has nothing in it.
    pub fn count(&self, kind: SubjectKind) -> usize {
        macro_rules! pick {
            ($($kind:ident: $of:ty),+) => {
                match kind {
                    SubjectKind::Chain => usize::from(!self.chain.steps.is_empty()),
                    $(SubjectKind::$kind => <$of>::count(&self.chain),)+
                }
            };
        }
        with_kinds!(pick)
    }

    /// All objects of a kind.
    pub fn of_kind(&self, kind: SubjectKind) -> impl Iterator<Item = Subject> + use<> {
        let numbers = (0..).take(self.count(kind));
        numbers.map(move |number| Subject { kind, number })
    }

    /// All objects, kind by kind.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        let kinds = SubjectKind::ALL.into_iter();
        kinds.flat_map(|kind| self.of_kind(kind))
    }

    /// The process an object belongs to; a process belongs to itself.
    pub fn process(&self, subject: Subject) -> Option<ProcessId> {
        macro_rules! pick {
            ($($kind:ident: $of:ty),+) => {
                match subject.kind {
                    SubjectKind::Chain => None,
                    $(SubjectKind::$kind => <$of>::process(&self.chain, subject.number),)+
                }
            };
        }
        with_kinds!(pick)
    }

    /// The full id of an object: `process/id`; empty for the chain.
    pub fn id(&self, subject: Subject) -> String {
        let chain = &self.chain;
        macro_rules! pick {
            ($($kind:ident: $of:ty),+) => {
                match subject.kind {
                    SubjectKind::Chain => "",
                    $(SubjectKind::$kind => <$of>::id(<$of>::record(chain, subject.number)),)+
                }
            };
        }
        let process = self.process(subject);
        let process = process.filter(|_| subject.kind != SubjectKind::Process);
        chain.full_id(process, with_kinds!(pick))
    }

    /// What people call an object, else its id; empty for the chain.
    pub fn label(&self, subject: Subject) -> Text {
        macro_rules! pick {
            ($($kind:ident: $of:ty),+) => {
                match subject.kind {
                    SubjectKind::Chain => Text::default(),
                    $(SubjectKind::$kind => <$of>::label(&self.chain, subject.number),)+
                }
            };
        }
        with_kinds!(pick)
    }

    /// The role that answers for an object: its own owner, else that of the step that gives,
    /// else that of the process.
    pub fn owner(&self, subject: Subject) -> Option<&Text> {
        let chain = &self.chain;
        let at = subject.number as usize;
        let own = match subject.kind {
            SubjectKind::Step => Some(&chain.steps[at].record.owner),
            SubjectKind::Handoff => match chain.handoffs[at].from {
                Party::Step(step) => Some(&chain.steps[step as usize].record.owner),
                _ => None,
            },
            SubjectKind::Goal => Some(&chain.goals[at].record.owner),
            SubjectKind::Measure => Some(&chain.measures[at].record.owner),
            SubjectKind::Action => Some(&chain.actions[at].record.owner),
            SubjectKind::Objective => Some(&chain.objectives[at].record.owner),
            _ => None,
        };
        let of_process = || {
            let process = match (subject.kind, own) {
                (SubjectKind::Handoff, Some(_)) => match chain.handoffs[at].from {
                    Party::Step(step) => chain.steps[step as usize].process,
                    _ => return None,
                },
                _ => self.process(subject)?,
            };
            chain.process(process).record.owner.as_ref()
        };
        let owner = own.and_then(Option::as_ref);
        owner.or_else(of_process).filter(|owner| !owner.is_blank())
    }

    /// The place of a value inside an object.
    pub fn spot(&self, subject: Subject, path: &[Segment]) -> Spot {
        fn of<K: Kind>(chain: &Chain, number: u32, path: &[Segment]) -> Spot {
            Spot {
                source: K::source(chain, number),
                span: Record::locate(&**K::record(chain, number), path),
            }
        }
        macro_rules! pick {
            ($($kind:ident: $of:ty),+) => {
                match subject.kind {
                    SubjectKind::Chain => self.chain.anchor,
                    $(SubjectKind::$kind => of::<$of>(&self.chain, subject.number, path),)+
                }
            };
        }
        with_kinds!(pick)
    }
}
