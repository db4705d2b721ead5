//! The chain as a picture: SVG, and text for other programs that draw (DOT, Mermaid).
//!
//! ```text
//! Seen ─▶ Picture ─▶ layout ─▶ svg      boxes and lines with what each says, then their places
//!            └─▶ dot, mermaid           the same boxes and lines as text
//! ```
//!
//! A page makes one [`Seen`] and asks it for as many pictures as it shows:
//!
//! ```text
//! let seen = Seen::judged(checked, &audit.rules, lang);
//! graph::style()                                goes into the page's style once
//! seen.overview().embedded(&|of| …, true)?      markup of one <svg>
//! seen.process(id).embedded(&|of| …, false)?
//! ```
//!
//! The closure gives the address a process, a step or handoffs ([`Of`]) lead to, or `None`; `true`
//! asks for a legend within the picture. An `Err` says that there is more than can be laid out.
//! Pictures are as large as their letters need: let them scroll, and do not shrink them.
//!
//! The rules of [`style`] read these variables of the page: `--ink`, `--muted`, `--line`,
//! `--surface`, `--good`, `--bad`, `--open`, `--waived`, `--unchecked`, `--accent`. A picture in a file of its
//! own ([`Picture::standalone`]) brings values for them, for light and dark. Each box and line
//! has `data-id` (`process/handoff`, or several with spaces between) and a class for its shade
//! (`good`, `bad`, `waived`, `open`, `unchecked`, `long`, `middle`, `short`, `plain`).
//!
//! Nothing is judged here. A handoff nobody judged is drawn as not checked.

mod dot;
mod labels;
mod layout;
mod legend;
mod lettering;
mod mermaid;
mod overview;
mod parties;
mod picture;
mod plane;
mod scene;
mod shade;
mod steps;
mod style;
mod svg;
mod widths;

#[cfg(test)]
mod tests;

pub use self::picture::Picture;
pub use self::style::style;

use self::shade::Stands;
use crate::audit::Checked;
use crate::engine::{RuleSet, World};
use crate::lang::Lang;
use crate::model::{GoalId, HandoffId, ProcessId, StepId, Target};

/// What the colour of boxes and lines says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// The worst verdict of the rules.
    #[default]
    Verdict,
    /// Whether figures show that needs and goals are met.
    Gap,
    /// How long work waits.
    Wait,
    /// Nothing.
    None,
}

/// What strips the boxes of a picture are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lanes {
    /// One for each department.
    #[default]
    Department,
    /// One for each process.
    Process,
    /// None.
    None,
}

/// Which way work flows over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// From top to bottom, lanes as columns.
    #[default]
    Down,
    /// From left to right, lanes as rows.
    Right,
}

/// What a box or line says, from what weighs least to what weighs most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Shade {
    /// Nothing is said of it.
    #[default]
    Plain,
    /// Looked at and found right, or shown to be met.
    Good,
    /// Waits short.
    Short,
    /// Nobody looked, or nothing is known.
    Unchecked,
    /// Waits up to half of the longest.
    Middle,
    /// Found wrong only where a waiver accepts it.
    Waived,
    /// Could not be judged.
    Open,
    /// Waits more than half of the longest.
    Long,
    /// Found wrong, or shown not to be met.
    Bad,
}

/// What a box or a line of a picture stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'p> {
    /// A process.
    Process(ProcessId),
    /// A step.
    Step(StepId),
    /// A handoff, or all handoffs from one box to another.
    Handoffs(&'p [HandoffId]),
}

/// There is more of the picture than can be laid out in reasonable time, or the layout failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    /// How many boxes it has.
    pub boxes: usize,
    /// How many lines.
    pub lines: usize,
}

/// A chain with what is said of each part of it, of which pictures are made.
#[derive(Debug)]
pub struct Seen<'w> {
    world: &'w World,
    lang: Lang,
    color: Color,
    lanes: Lanes,
    direction: Direction,
    stands: Stands,
}

impl<'w> Seen<'w> {
    /// Coloured by the verdicts of an audit.
    pub fn judged(checked: &'w Checked, rules: &RuleSet, lang: Lang) -> Self {
        Self {
            world: &checked.world,
            lang,
            color: Color::Verdict,
            lanes: Lanes::default(),
            direction: Direction::default(),
            stands: Stands::of_verdicts(checked, rules, lang),
        }
    }

    /// Coloured by something else, for which no rules need to run.
    pub fn unjudged(world: &'w World, color: Color, lang: Lang) -> Self {
        // Without an audit there are no verdicts to show.
        let color = match color {
            Color::Verdict => Color::None,
            other => other,
        };
        Self {
            world,
            lang,
            color,
            lanes: Lanes::default(),
            direction: Direction::default(),
            stands: Stands::of_world(world, color, lang),
        }
    }

    /// With other lanes, or running another way.
    pub fn laid(self, lanes: Lanes, direction: Direction) -> Self {
        Self {
            lanes,
            direction,
            ..self
        }
    }

    /// The chain and its gaps.
    pub fn world(&self) -> &'w World {
        self.world
    }

    /// Processes as boxes, all handoffs between two of them as one line.
    pub fn overview(&self) -> Picture {
        overview::overview(self)
    }

    /// One process: its steps in lanes, and what it gives to and receives from.
    pub fn process(&self, id: ProcessId) -> Picture {
        steps::process(self, id)
    }

    /// The steps at most so many handoffs away from one.
    pub fn around(&self, step: StepId, hops: usize) -> Picture {
        steps::around(self, step, hops)
    }

    /// The part of the chain that a goal speaks of.
    pub fn goal(&self, id: GoalId) -> Picture {
        steps::goal(self, id)
    }

    /// Every step and every handoff.
    pub fn everything(&self) -> Picture {
        steps::everything(self)
    }

    /// What a handoff hands over, else its id.
    fn deliverable(&self, id: HandoffId) -> String {
        let record = &self.world.chain.handoff(id).record;
        let named = record.deliverable.as_ref().filter(|text| !text.is_blank());
        named.map_or_else(
            || record.id.as_str().to_owned(),
            |text| text.get(self.lang).to_owned(),
        )
    }

    /// What stands beside the line of a handoff.
    fn label(&self, id: HandoffId) -> String {
        let what = self.deliverable(id);
        match &self.stands.handoff(id).value {
            Some(value) => format!("{value} · {what}"),
            None => what,
        }
    }

    /// `process/handoff`.
    fn handoff_id(&self, id: HandoffId) -> String {
        self.world.chain.target_id(Target::Handoff(id))
    }
}

impl Shade {
    /// The class of what is drawn so.
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Short => "short",
            Self::Unchecked => "unchecked",
            Self::Middle => "middle",
            Self::Waived => "waived",
            Self::Open => "open",
            Self::Long => "long",
            Self::Bad => "bad",
        }
    }

    /// The same as a character, as the boxes of the report have it; `None` if nothing is said.
    fn mark(self) -> Option<char> {
        Some(match self {
            Self::Plain => return None,
            Self::Good => '■',
            Self::Bad => '□',
            Self::Waived => '◇',
            Self::Open => '▨',
            Self::Unchecked => '·',
            Self::Short => '▁',
            Self::Middle => '▄',
            Self::Long => '█',
        })
    }

    /// What it means, for the legend.
    fn word(self, color: Color, lang: Lang) -> &'static str {
        let (en, zh) = match (self, color) {
            (Self::Plain, _) => ("", ""),
            (Self::Good, Color::Gap) => ("shown to be met", "数据证明已满足"),
            (Self::Bad, Color::Gap) => ("shown not to be met", "数据证明未满足"),
            (Self::Open, Color::Gap) => ("asked, not yet decided", "有要求，尚不能判定"),
            (Self::Unchecked, Color::Gap) => ("nothing asked in figures", "没有用数据表达的要求"),
            (Self::Good, _) => ("conform", "符合"),
            (Self::Bad, _) => ("nonconform", "不符合"),
            (Self::Waived, _) => ("nonconform, but waived", "不符合，已让步"),
            (Self::Open, _) => ("undetermined", "尚不能判定"),
            (Self::Unchecked, Color::Wait) => ("wait not known", "等待时间未知"),
            (Self::Unchecked, _) => ("not checked", "未检查"),
            (Self::Short, _) => (
                "up to a tenth of the longest wait",
                "不超过最长等待的十分之一",
            ),
            (Self::Middle, _) => ("up to half of the longest wait", "不超过最长等待的一半"),
            (Self::Long, _) => ("more than half of the longest wait", "超过最长等待的一半"),
        };
        lang.pick(en, zh)
    }
}
