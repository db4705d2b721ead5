//! What can be typed after `baton graph`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Language;
use crate::report::graph::{Color, Direction, Lanes};

pub(super) const EXAMPLES: &str = "\
Examples:
  baton graph -o chain.svg                     the processes, and what passes between them
  baton graph --process raw-store -o raw.svg   one process: its steps in lanes, and its neighbours
  baton graph --around production/smelt --hops 1 -o smelt.svg
  baton graph --goal sinter-line/right-all-the-way -o goal.svg
  baton graph --all --lanes process -o all.svg
  baton graph --color wait -o wait.svg         where work waits
  baton graph                                  Mermaid on the terminal, for a README or a wiki
  baton graph --process order --format dot | dot -Tpdf > order.pdf

Exit codes: 0 drawn, 2 usage, or too much to draw, 3 input has problems, 4 a rule failed,
5 evidence cannot be read, 74 output could not be written";

/// Arguments of `baton graph`.
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// Files or folders with model files; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How to draw; by default what the ending of the file says, else `mermaid`.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<GraphFormat>,

    /// Draw the steps of one process, and what it gives to and receives from.
    #[arg(long, value_name = "PROCESS", group = "part")]
    pub process: Option<String>,

    /// Draw what is around one step (`process/step`).
    #[arg(long, value_name = "STEP", group = "part")]
    pub around: Option<String>,

    /// How many handoffs to go from the step of --around, to either side.
    #[arg(long, value_name = "N", default_value_t = 2, requires = "around", value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub hops: u16,

    /// Draw the part of the chain that one goal speaks of (`process/goal`).
    #[arg(long, value_name = "GOAL", group = "part")]
    pub goal: Option<String>,

    /// Draw every step of every process.
    #[arg(long, group = "part")]
    pub all: bool,

    /// What strips steps are kept in; by default one for each department.
    #[arg(long, value_enum, value_name = "BY", requires = "part")]
    pub lanes: Option<GraphLanes>,

    /// What colours and marks say.
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub color: GraphColor,

    /// Which way work flows over the page.
    #[arg(long, value_enum, default_value_t, value_name = "WAY")]
    pub direction: GraphDirection,

    /// The language of the picture; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// Write to a file, whole or not at all; its ending (.svg, .dot, .gv, .mmd) says how to draw.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The day the picture speaks of, or `today`.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,

    /// Measure declared event logs again and keep nothing of it; else what was measured is kept in
    /// `BATON_CACHE_DIR`, or in the cache folder of the user.
    #[arg(long)]
    pub no_cache: bool,
}

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// A picture for browsers and documents.
    Svg,
    /// Text for Graphviz.
    Dot,
    /// Text for Mermaid, which many forges and wikis draw.
    Mermaid,
}

/// What strips steps are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphLanes {
    /// One for each department.
    Department,
    /// One for each process.
    Process,
    /// None.
    None,
}

/// What colours and marks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum GraphColor {
    /// The worst verdict of the audit.
    #[default]
    Verdict,
    /// Whether figures show that needs and goals are met.
    Gap,
    /// How long work waits at handoffs.
    Wait,
    /// Nothing.
    None,
}

/// Which way work flows over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum GraphDirection {
    /// From top to bottom; lanes are columns.
    #[default]
    Down,
    /// From left to right; lanes are rows.
    Right,
}

impl From<GraphLanes> for Lanes {
    fn from(lanes: GraphLanes) -> Self {
        match lanes {
            GraphLanes::Department => Self::Department,
            GraphLanes::Process => Self::Process,
            GraphLanes::None => Self::None,
        }
    }
}

impl From<GraphColor> for Color {
    fn from(color: GraphColor) -> Self {
        match color {
            GraphColor::Verdict => Self::Verdict,
            GraphColor::Gap => Self::Gap,
            GraphColor::Wait => Self::Wait,
            GraphColor::None => Self::None,
        }
    }
}

impl From<GraphDirection> for Direction {
    fn from(direction: GraphDirection) -> Self {
        match direction {
            GraphDirection::Down => Self::Down,
            GraphDirection::Right => Self::Right,
        }
    }
}
