//! What can be wrong with a description, and what can be missing in it.

use std::fmt;

use super::{At, StepIx, WayIx};

/// A figure of a step or a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// The least touch or wait.
    Least,
    /// The typical touch or wait.
    Typical,
    /// The greatest touch or wait.
    Most,
    /// A touch or wait as a whole.
    Time,
    /// The share right first time.
    RightFirstTime,
    /// The share of defects found.
    Detects,
    /// How many can work at once.
    Servers,
    /// The share of time a server can work.
    Availability,
    /// The greatest rate.
    Capacity,
    /// The cost of a visit.
    Cost,
    /// The time between two releases.
    ReleaseEvery,
    /// The weight of starting here.
    Starts,
    /// The share of work that takes a way.
    Share,
}

/// A figure that an answer needed and that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Whose figure.
    pub at: At,
    /// Which figure.
    pub figure: Figure,
}

/// Why a description cannot be true, or has no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Work starts nowhere.
    NoStart,
    /// The weights of the starts are neither all 1 nor shares that sum to 1.
    StartsUnclear {
        /// What they sum to.
        sum: f64,
    },
    /// A way begins or ends at a step that does not exist.
    UnknownStep {
        /// The way.
        way: WayIx,
    },
    /// A way of a choice says nothing of how much takes it.
    ShareMissing {
        /// The way.
        way: WayIx,
    },
    /// A share outside 0..=1.
    ShareOutside {
        /// Whose share.
        at: At,
        /// Which share.
        figure: Figure,
        /// Its value.
        value: f64,
    },
    /// The shares of what leaves a step do not sum to 1.
    SharesOff {
        /// The step.
        step: StepIx,
        /// What they sum to.
        sum: f64,
    },
    /// A figure that is negative or no number, where it must not be; or no server at all.
    Impossible {
        /// Whose figure.
        at: At,
        /// Which figure.
        figure: Figure,
        /// Its value.
        value: f64,
    },
    /// The least, typical and greatest time do not rise.
    NotInOrder {
        /// Whose time.
        at: At,
    },
    /// No way leaves a step.
    LeadsNowhere {
        /// The step.
        step: StepIx,
    },
    /// Work that comes here never gets out.
    NeverEnds {
        /// The steps it stays in.
        steps: Vec<StepIx>,
    },
    /// No work comes to the end.
    NothingReachesTheEnd,
    /// A loop none of whose ways is marked as a way back.
    UnmarkedLoop {
        /// The steps of the loop.
        steps: Vec<StepIx>,
    },
    /// A join waits for work that comes in unequal numbers.
    UnequalInputs {
        /// The joining step.
        step: StepIx,
        /// How much comes on each way, for one case.
        inputs: Vec<(WayIx, f64)>,
    },
    /// Ways that went apart together meet in a step that does not wait for both, so that all after it
    /// would be done twice.
    MeetUnjoined {
        /// Where they went apart; `None` if they started apart.
        split: Option<StepIx>,
        /// Where they meet.
        at: StepIx,
    },
    /// A join waits for work of which a choice sends only a part, though the numbers may be equal; or
    /// for work that parts at a choice and goes apart together only after it, a shape that has no
    /// answer here: join before going on.
    WaitsForEver {
        /// The joining step.
        step: StepIx,
        /// Where the choice is made, or before which step; `None` if at the start.
        choice: Option<StepIx>,
    },
    /// A join waits for work that comes on ways back only: let them lead to a step before the work
    /// goes apart.
    JoinsReturned {
        /// The joining step.
        step: StepIx,
    },
    /// A way back leads into or out of one of several branches that a join waits for, so that only one
    /// of them is done again.
    CrossesBranch {
        /// The way.
        way: WayIx,
    },
    /// Several ways that go together lead back to where they went apart, so that work multiplies.
    WorkMultiplies {
        /// Where they went apart.
        step: StepIx,
    },
    /// So little leaves a loop that the last digits of the shares decide how often it turns.
    IllConditioned {
        /// A step of the loop.
        step: StepIx,
        /// How often the shares as given would have it visited.
        visits: f64,
    },
}

impl fmt::Display for Fault {
    /// For logs and tests; wordings for readers are the caller's.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self:?}")
    }
}

impl std::error::Error for Fault {}
