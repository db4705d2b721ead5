//! The strategy gap: how far a process is from what is asked of it, whether that can be reached,
//! whose gap it is, and what would close it.
//!
//! ```text
//! goal ─▶ question ─▶ scope ─▶ sketch ─▶ network ─▶ attainable   a class with its certificate
//!         what is     part of  today's   solved     shares       whose gap
//!         asked       chain    figures              closing      what would turn it
//!                                                   next         what to measure first
//! ```
//!
//! A goal whose measure the chain has no answer to still has its history; one without either is
//! undetermined, and says what would help.

mod apart;
pub mod attainable;
pub mod certificate;
pub mod closing;
pub mod computed;
mod counted;
mod drawn;
mod followed;
mod free;
mod levers;
mod next;
pub mod numbers;
mod otif;
pub mod parts;
pub mod promised;
mod reach;
pub mod scope;
pub mod shares;
pub mod sketch;
pub mod sums;
pub mod throughput;
pub mod today;
mod tried;
pub mod wording;

pub use self::apart::Apart;
pub use self::attainable::{Attainable, Class, Reason};
pub use self::certificate::{Certificate, Made, Shows};
pub use self::closing::{Closing, Move, Remedy};
pub use self::counted::OtherCases;
pub use self::followed::{LateCases, LateCause};
pub use self::levers::{outdated, pulled};
pub use self::next::Priority;
pub use self::otif::both_shares;
pub use self::promised::TimeAsked;
pub use self::shares::{Basis, Share, Shares, Way};
pub use self::sketch::{Seen, Twice};
pub use self::sums::{Asked, Clash, Shortfall};
pub use self::throughput::ProcessLoad;
pub use self::today::{Assumed, Known, Origin, Today};
pub use self::tried::{Afterwards, afterwards, moves};

use self::attainable::Evidence;
use self::computed::{Answer, Computed, Question};
use self::levers::Levers;
use self::parts::{Part, Structure};
use self::sketch::Sketch;
use crate::attribution::leaders::Resampling;
use crate::load::document::{Better, Parameter, StandardMeasure};
use crate::measure::{Gap, Gaps};
use crate::model::{GoalId, ProcessId};
use crate::network::{Fault, Network};
use crate::quantity::Quantity;

/// What is known of a goal beyond its gap.
#[derive(Debug, Clone)]
pub struct GoalStrategy {
    /// The goal.
    pub goal: GoalId,
    /// What its measure asks of the chain; `None` if the chain has no answer to it.
    pub question: Option<Question>,
    /// What the chain gives, worked out.
    pub computed: Option<(Answer, Quantity)>,
    /// Why the chain cannot be worked out, with the part of it.
    pub faults: Option<Box<(Sketch, Vec<Fault>)>>,
    /// Whether the target can be reached.
    pub attainable: Attainable,
    /// Of a goal on time and in full that was measured: what the shares of each leave room for.
    pub beside: Option<Reason>,
    /// Of a goal on time and in full: the shares of which there is no figure.
    pub unrecorded: Vec<StandardMeasure>,
    /// Whose gap it is.
    pub shares: Option<Shares>,
    /// What would close it.
    pub closing: Option<Closing>,
    /// What to measure first.
    pub next: Vec<Priority>,
    /// Rejections that are known at two places, and count once.
    pub twice: Vec<Twice>,
}

/// What is known of all goals.
#[derive(Debug, Clone, Default)]
pub struct Strategy {
    goals: Vec<GoalStrategy>,
    /// Goals whose parts together do not reach them.
    pub shortfalls: Vec<Shortfall>,
    /// Goals that ask for different things of the same.
    pub clashes: Vec<Clash>,
    /// What demand asks of the processes that have one, in their order.
    pub loads: Vec<ProcessLoad>,
    /// The times asked of what leaves a process, held against what its steps usually take.
    pub times: Vec<TimeAsked>,
}

impl Strategy {
    /// Works out every goal.
    pub fn of(gaps: &Gaps, today: &Today<'_>) -> Self {
        let chain = today.chain;
        let levers = Levers::of(chain);
        let goals = gaps.iter().map(|gap| of_goal(gap, today, &levers));
        Self {
            goals: goals.collect(),
            shortfalls: sums::shortfalls(today),
            clashes: sums::clashes(chain),
            loads: (0..chain.processes.len())
                .filter_map(|at| throughput::of_process(ProcessId::at(at), today))
                .collect(),
            times: promised::times(today),
        }
    }

    /// What is known of a goal.
    pub fn get(&self, goal: GoalId) -> Option<&GoalStrategy> {
        self.goals.get(goal.index())
    }

    /// All goals.
    pub fn iter(&self) -> impl Iterator<Item = &GoalStrategy> {
        self.goals.iter()
    }
}

fn of_goal(gap: &Gap, today: &Today<'_>, levers: &Levers) -> GoalStrategy {
    let chain = today.chain;
    let question = Question::of(chain, gap.goal);
    let sketch = question.as_ref().map(|question| question.sketch(today));
    let built = sketch.as_ref().map(Sketch::network);
    let (network, faults) = match built {
        Some(Ok(network)) => (Some(network), None),
        Some(Err(faults)) => (None, Some(faults)),
        None => (None, None),
    };
    let solved = sketch.as_ref().zip(network.as_ref());
    let answer = question
        .as_ref()
        .zip(solved)
        .and_then(|(question, (sketch, network))| question.computed.answer(network, sketch));
    let computed = answer.and_then(|answer| {
        let (question, sketch) = question.as_ref().zip(sketch.as_ref())?;
        let like = gap.target.as_ref()?;
        let value = question.computed.quantity(answer.value, like, sketch);
        Some((answer, value))
    });
    let missed = gap
        .distance
        .as_ref()
        .is_some_and(|distance| distance.base() > 0.0);
    let is_short = missed
        || gap.actual.is_none() && computed_is_short(gap, question.as_ref(), computed.as_ref());
    let asked = question.as_ref().zip(sketch.as_ref());
    let closing = asked
        .filter(|_| is_short)
        .and_then(|(question, sketch)| closing_of(gap, (question, sketch), today, levers));
    let (both, beside) = otif::counted(gap, today);
    let evidence = Evidence {
        chain,
        policy: today.policy,
        gap,
        question: question.as_ref(),
        solved,
        both,
        free: free_of(
            gap,
            question.as_ref(),
            sketch.as_ref().zip(faults.as_deref()),
        ),
        levers,
        closing: closing.as_ref(),
    };
    let attainable = attainable::attainable(&evidence);
    let worked_out = question
        .as_ref()
        .zip(solved)
        .zip(computed.as_ref())
        .and_then(|((question, solved), (answer, _))| {
            WorkedOut::of(gap, question, solved, answer.value, today)
        });
    let next = worked_out.as_ref().map_or_else(Vec::new, WorkedOut::next);
    GoalStrategy {
        goal: gap.goal,
        shares: is_short
            .then(|| {
                let asked = question.as_ref().zip(sketch.as_ref());
                let followed = asked
                    .and_then(|(question, sketch)| followed::shares(gap, question, sketch, today));
                followed.or_else(|| shares_of(gap, worked_out, today))
            })
            .flatten(),
        question,
        computed,
        twice: counted_once(question.as_ref(), sketch.as_ref()),
        faults: sketch.zip(faults).map(Box::new),
        beside,
        unrecorded: otif::unrecorded(gap.goal, today),
        attainable,
        closing,
        next,
    }
}

/// What would close a gap.
fn closing_of(
    gap: &Gap,
    (question, sketch): (&Question, &Sketch),
    today: &Today<'_>,
    levers: &Levers,
) -> Option<Closing> {
    let actual = gap.actual.as_ref().map(|actual| &actual.value);
    let between = (actual, gap.target.as_ref()?);
    closing::closing(today.chain, question, sketch, levers, between)
}

/// What of the chain counts once for a goal that rests on yields.
fn counted_once(question: Option<&Question>, sketch: Option<&Sketch>) -> Vec<Twice> {
    let rests_on_yields =
        question.is_some_and(|question| question.parameters().contains(&Parameter::Yield));
    let sketch = sketch.filter(|_| rests_on_yields);
    sketch.map_or_else(Vec::new, |sketch| sketch.twice.clone())
}

/// What a goal on what comes out is bounded by, where shares are not said.
fn free_of(
    gap: &Gap,
    question: Option<&Question>,
    faults: Option<(&Sketch, &[Fault])>,
) -> Option<Certificate> {
    let is_rate = question?.computed == Computed::Throughput;
    let (sketch, faults) = faults.filter(|_| is_rate)?;
    let most = free::most(sketch, faults)?;
    Some(free::certificate(&most, gap.target.as_ref()?, sketch))
}

/// A goal whose value is worked out from parts.
struct WorkedOut<'g> {
    question: &'g Question,
    sketch: &'g Sketch,
    network: &'g Network,
    parts: Vec<Part>,
    structure: Structure,
    /// What the parts make today, and what is asked, in the numbers of the network.
    today: f64,
    asked: f64,
}

impl<'g> WorkedOut<'g> {
    fn of(
        gap: &Gap,
        question: &'g Question,
        (sketch, network): (&'g Sketch, &'g Network),
        value: f64,
        today: &Today<'_>,
    ) -> Option<Self> {
        let (parts, structure) = parts::parts(gap.goal, question, (sketch, network), today)?;
        Some(Self {
            question,
            sketch,
            network,
            parts,
            structure,
            today: value,
            asked: question.computed.number(gap.target.as_ref()?, sketch)?,
        })
    }

    /// What to measure first.
    fn next(&self) -> Vec<Priority> {
        match self.structure {
            Structure::Product | Structure::Network => next::next(self),
            Structure::Sum => Vec::new(),
        }
    }
}

/// Nothing was measured, and what is worked out misses the target.
fn computed_is_short(
    gap: &Gap,
    question: Option<&Question>,
    computed: Option<&(Answer, Quantity)>,
) -> bool {
    let (Some(question), Some((_, value)), Some(target)) = (question, computed, &gap.target) else {
        return false;
    };
    match question.better {
        Better::Higher => value.base() < target.base(),
        Better::Lower => value.base() > target.base(),
    }
}

/// Shares out the gap of a goal that is short.
fn shares_of(gap: &Gap, worked_out: Option<WorkedOut<'_>>, today: &Today<'_>) -> Option<Shares> {
    let target = gap.target.as_ref()?;
    let whole = |actual: f64, target: f64, parts: usize| shares::Whole {
        actual,
        target,
        resampling: resampling(parts),
    };
    if let Some(parts) = parts::deliveries(gap.goal, today) {
        let actual = gap.actual.as_ref()?.value.base();
        let whole = whole(actual, target.base(), parts.len());
        return shares::of_product(parts, whole);
    }
    let one = worked_out?;
    let (question, sketch) = (one.question, one.sketch);
    let measured = gap.actual.as_ref();
    let measured = measured.and_then(|actual| question.computed.number(&actual.value, sketch));
    let value = |sketch: &Sketch| {
        let network = sketch.network().ok()?;
        Some(question.computed.answer(&network, sketch)?.value)
    };
    let whole = whole(measured.unwrap_or(one.today), one.asked, one.parts.len());
    shares::of((one.parts, one.structure), whole, sketch, value)
}

/// Fewer resamples of very long chains: 200 still tell nine in ten from eight in ten.
fn resampling(parts: usize) -> Resampling {
    let usual = Resampling::default();
    Resampling {
        resamples: (DRAWS / parts.max(1)).clamp(200, usual.resamples),
        ..usual
    }
}

/// So many counts are drawn anew for the ranking of one goal.
const DRAWS: usize = 1_000_000;
