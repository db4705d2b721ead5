//! Figures, surveys and complaints, linked with what they speak of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::MeasureId;
use super::objects::{HandoffId, ProcessId, StepId, Target};
use crate::lang::Lang;
use crate::load::Record;
use crate::load::document::{Grade, MeasuredFigure};
use crate::quantity::Quantity;
use crate::source::SourceId;

/// Numbers a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId(pub u32);

impl FigureId {
    /// As a position in the list of figures.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which side of a handoff recorded a figure. Of two series of one measure the receiver's counts
/// first, the giver's last: the customer judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Recorder {
    /// The side that gives.
    Giver,
    /// It is not said.
    Unsaid,
    /// Somebody else, such as a department of quality.
    Other,
    /// The side that receives.
    Receiver,
}

impl Recorder {
    /// Its word in scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Unsaid => "unsaid",
            Self::Other => "other",
            Self::Receiver => "receiver",
        }
    }
}

/// One measured value.
#[derive(Debug)]
pub struct Figure {
    /// What the user wrote.
    pub record: Arc<MeasuredFigure>,
    /// Where.
    pub source: SourceId,
    /// What the text it stands in says, as 32 hexadecimal digits.
    pub hash: Arc<str>,
    /// The measure.
    pub measure: MeasureId,
    /// What it was measured on.
    pub on: Target,
    /// The value: from its counts, else as written.
    pub value: Quantity,
    /// Bounds that hold with 95 % each, where every case is known, as it is from an event log;
    /// bounds of counts are worked out from the counts.
    pub bounds: Option<(Quantity, Quantity)>,
    /// The same with 99.9 % each, where an event log gives them.
    pub firm: Option<(Quantity, Quantity)>,
    /// How it was got, as written or as its counts show.
    pub grade: Grade,
    /// Who recorded it, if it was measured on a handoff.
    pub recorder: Recorder,
}

/// All figures, by measure, object, who recorded them, and time.
#[derive(Debug, Default)]
pub struct Figures {
    all: Vec<Figure>,
    by_target: BTreeMap<Target, Vec<FigureId>>,
    by_measure: BTreeMap<MeasureId, Vec<FigureId>>,
}

impl Figures {
    /// Of figures in the order of their series.
    pub(super) fn of(all: Vec<Figure>) -> Self {
        let mut figures = Self::default();
        for (number, figure) in (0..).zip(&all) {
            let id = FigureId(number);
            figures.by_target.entry(figure.on).or_default().push(id);
            figures
                .by_measure
                .entry(figure.measure)
                .or_default()
                .push(id);
        }
        figures.all = all;
        figures
    }

    /// Adds figures that were worked out later, such as those of event logs.
    pub fn add(&mut self, more: impl IntoIterator<Item = Figure>) {
        let mut all = std::mem::take(&mut self.all);
        all.extend(more);
        in_order_of_series(&mut all);
        *self = Self::of(all);
    }

    /// The figure behind an id.
    pub fn get(&self, id: FigureId) -> &Figure {
        &self.all[id.index()]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.all.iter()
    }

    /// Those measured on one object, by measure, recorder and time.
    pub fn on(&self, target: Target) -> &[FigureId] {
        self.by_target.get(&target).map_or(&[], Vec::as_slice)
    }

    /// Those of one measure, by object, recorder and time.
    pub fn of_measure(&self, measure: MeasureId) -> &[FigureId] {
        self.by_measure.get(&measure).map_or(&[], Vec::as_slice)
    }

    /// The figure that counts among those of one measure on one object: of the receiver's
    /// record rather than another, and of that the latest; none that ends after `as_of`.
    pub fn latest(
        &self,
        measure: MeasureId,
        on: Target,
        as_of: Option<jiff::civil::Date>,
    ) -> Option<FigureId> {
        let own = self.on(on).iter().copied();
        let known = own.filter(|id| {
            let figure = self.get(*id);
            let known = as_of.is_none_or(|day| figure.record.period.last() <= day);
            figure.measure == measure && known
        });
        known.max_by_key(|id| {
            let figure = self.get(*id);
            (figure.recorder, figure.record.period.last(), *id)
        })
    }
}

/// What surveys and complaints speak of, each list in the order of the chain's list.
#[derive(Debug, Default)]
pub struct Heard {
    /// The step, handoff or process of each survey; the organization if it names none.
    pub survey_on: Vec<Option<Target>>,
    /// The external customer each survey is about.
    pub survey_customer: Vec<Option<u32>>,
    /// The handoff each complaint is about.
    pub complaint_handoff: Vec<Option<HandoffId>>,
    /// The step each complaint is about.
    pub complaint_step: Vec<Option<StepId>>,
    /// The external customer who complained.
    pub complaint_customer: Vec<Option<u32>>,
}

/// The process of an owner, as an object figures may be measured on.
pub(super) fn whole(process: Option<ProcessId>) -> Target {
    process.map_or(Target::Organization, Target::Process)
}

/// The word for the whole chain, where an object is named.
pub const WHOLE_CHAIN: &str = "chain";

/// By measure, object, who recorded them, and time.
pub(super) fn in_order_of_series(figures: &mut [Figure]) {
    let written = |figure: &Figure| {
        let by = figure.record.recorded_by.as_ref();
        by.map_or("", |by| by.get(Lang::En)).to_owned()
    };
    figures.sort_by_cached_key(|figure| {
        let period = &figure.record.period;
        let series = (figure.measure, figure.on, figure.recorder, written(figure));
        (
            series,
            period.first(),
            period.last(),
            figure.source,
            figure.record.span(),
        )
    });
}
