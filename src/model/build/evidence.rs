//! Links figures, surveys and complaints with measures and objects, and checks their numbers.

use std::sync::Arc;

use jiff::civil::Date;

use super::goals::{contradiction, example, fits};
use super::names::Names;
use super::on::{ambiguous, target};
use super::{Owner, said, spot};
use crate::lang::{Lang, Text};
use crate::load::document::{self, Document, Grade, MeasuredFigure};
use crate::load::{Choice, Record, Reference};
use crate::model::evidence::{self, Figure, Figures, Heard, Recorder};
use crate::model::objects::{HandoffId, StepId, Target};
use crate::model::{Chain, MeasureId, Party};
use crate::problem::{EvidenceProblem, Problem, ProblemKind, nearest};
use crate::quantity::{Dimension, Quantity};
use crate::source::{SourceId, Spot};
use crate::statistics::{as_float, round};

/// Links all evidence, adding to `problems` what does not fit.
///
/// # Complexity
/// O(n log n) in the number of figures, for their order.
pub(super) fn link(
    chain: &mut Chain,
    documents: &[Document],
    names: &Names<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut figures = Vec::new();
    for document in documents {
        let mut look = Look {
            chain,
            names,
            document,
            process: names.process_of(document),
            rows_from: 0,
            problems,
        };
        look.declarations();
        for record in &*document.tables.figures {
            figures.extend(look.figure(record));
        }
    }
    evidence::in_order_of_series(&mut figures);
    for pair in figures.windows(2) {
        overlap(&pair[0], &pair[1], problems);
    }
    chain.figures = Figures::of(figures);
    chain.heard = heard(names, problems);
}

/// Reports two figures of one series that speak of the same days.
fn overlap(first: &Figure, second: &Figure, problems: &mut Vec<Problem>) {
    let same = first.measure == second.measure
        && first.on == second.on
        && first.record.recorded_by == second.record.recorded_by;
    let (one, other) = (&first.record.period, &second.record.period);
    if !same || !one.overlaps(other) || other.first() == Date::default() {
        return;
    }
    let kind = EvidenceProblem::PeriodsOverlap {
        first: one.written().to_owned(),
        second: other.written().to_owned(),
    };
    let place = |figure: &Figure| spot(figure.source, &*figure.record, &["period"]);
    let problem = Problem::at(place(second), ProblemKind::Evidence(kind));
    problems.push(problem.with_related(place(first)));
}

struct Look<'a, 'd> {
    chain: &'a Chain,
    names: &'a Names<'d>,
    document: &'a Document,
    process: Owner,
    /// Where the row begins that is looked at.
    rows_from: u32,
    problems: &'a mut Vec<Problem>,
}

impl Look<'_, '_> {
    fn source(&self) -> SourceId {
        self.document.source
    }

    /// What a declaration says of all rows must be there; its rows are not blamed for it.
    fn declarations(&mut self) {
        for record in &*self.document.tables.evidence {
            if let Some(measure) = &record.measure {
                self.measure(measure, spot(self.source(), &**record, &["measure"]));
            }
            said::falling(self.source(), &**record, &record.scale, self.problems);
            let is_survey = record.kind == document::EvidenceKind::Surveys;
            if let Some(on) = record.on.as_ref().filter(|_| !is_survey) {
                self.target(on, spot(self.source(), &**record, &["on"]));
            }
        }
    }

    fn figure(&mut self, record: &Arc<MeasuredFigure>) -> Option<Figure> {
        let known = self.problems.len();
        let place = |path: &[&str]| spot(self.document.source, &**record, path);
        let (at_measure, at_on, at_k) = (place(&["measure"]), place(&["on"]), place(&["k"]));
        let (at_value, whole) = (place(&["value"]), place(&[]));
        let at_low = place(&[if record.low.is_some() { "low" } else { "high" }]);
        self.rows_from = record.span().start;
        let measure = self.measure(&record.measure, at_measure);
        let on = match &record.on {
            Some(on) => self.target(on, at_on),
            None => Some(evidence::whole(self.process)),
        };
        let counts = record.k.zip(record.n).map(|(k, n)| (k.0, n.0));
        let kind = match counts {
            Some((k, n)) if k > n => Some((at_k, ProblemKind::MoreThanAll { k, n })),
            Some((k, n)) => contradiction(record.value.as_ref(), k, n).map(|kind| (at_value, kind)),
            None if let Some(kind) = share_above_all(record) => Some((at_value, kind)),
            None if record.value.is_none() && !is_unread(record) => {
                Some((whole, ProblemKind::Evidence(EvidenceProblem::NoValue)))
            }
            None => None,
        };
        self.problems
            .extend(kind.map(|(at, kind)| Problem::at(at, kind)));
        let counted = counts.map(|(k, n)| Quantity::share(share(k, n)));
        let value = counted.or_else(|| record.value.clone())?;
        let (measure, on) = (measure?, on?);
        let defined = &self.chain.measures[measure.0 as usize].record;
        if !fits(defined.kind, &value) {
            let kind = ProblemKind::UnitDoesNotFitMeasure {
                written: value.show(Lang::En),
                measure: defined.id.as_str().to_owned(),
                kind: defined.kind.word(),
                example: example(defined.kind),
            };
            let at = if record.value.is_some() {
                at_value
            } else {
                at_k
            };
            self.problems.push(Problem::at(at, kind));
        }
        let bounds = bounds(record, counts.is_some()).unwrap_or_else(|kind| {
            self.problems.push(Problem::at(at_low, kind));
            None
        });
        let sound = self.problems.len() == known;
        sound.then(|| Figure {
            recorder: recorder(self.chain, on, record.recorded_by.as_ref()),
            grade: grade(record),
            record: Arc::clone(record),
            source: self.source(),
            hash: Arc::clone(&self.document.hash),
            measure,
            on,
            value,
            bounds,
            firm: None,
        })
    }

    fn measure(&mut self, written: &Reference, place: Spot) -> Option<MeasureId> {
        let names = &self.names.measures.names;
        let (processes, text) = (&self.names.processes, written.as_str());
        let found = names.find(processes, self.process, text).map(MeasureId);
        if found.is_none() && !self.is_default(place) {
            let near = names.nearest(processes, self.process, text);
            self.dangling(text, "measure", near.map(|(_, shown)| shown), place);
        }
        found
    }

    fn target(&mut self, written: &Reference, place: Spot) -> Option<Target> {
        let text = written.as_str();
        let found = target(self.names, self.process, text);
        // What was set for all rows is told once.
        let is_told = self.problems.last().and_then(|last| last.spot) == Some(place);
        if let Some(kind) = ambiguous(self.names, self.process, text).filter(|_| !is_told) {
            self.problems.push(Problem::at(place, kind));
        }
        if found.is_none() && !self.is_default(place) {
            let (names, processes) = (self.names, &self.names.processes);
            let near = [&names.steps.names, &names.handoffs.names]
                .into_iter()
                .filter_map(|all| all.nearest(processes, self.process, text))
                .min();
            let process = || nearest(text, processes.names().iter().copied()).map(str::to_owned);
            let near = near.map(|(_, shown)| shown).or_else(process);
            self.dangling(text, "step, handoff or process", near, place);
        }
        found
    }

    /// The value was set for all rows: it stands over them, with the headings.
    fn is_default(&self, place: Spot) -> bool {
        self.document.source != self.document.owner && place.span.start < self.rows_from
    }

    fn dangling(&mut self, text: &str, what: &'static str, near: Option<String>, place: Spot) {
        if text.is_empty() || self.names.may_be_hidden(self.document.owner, text) {
            return;
        }
        let kind = self.names.dangling(text, what, near);
        self.problems.push(Problem::at(place, kind));
    }
}

/// A share of so many cases is a count of them written otherwise, and no more than all of them.
fn share_above_all(record: &MeasuredFigure) -> Option<ProblemKind> {
    let (value, n) = (record.value.as_ref()?, record.n?.0);
    if value.dimension() != Dimension::Share || value.base() <= 1.0 {
        return None;
    }
    let counted = round(value.base() * as_float(n.try_into().ok()?));
    let k = i64::try_from(counted).ok()?;
    Some(ProblemKind::MoreThanAll { k, n })
}

/// The bounds that are written beside a value, if they are bounds of it.
fn bounds(
    record: &MeasuredFigure,
    counted: bool,
) -> Result<Option<(Quantity, Quantity)>, ProblemKind> {
    let ends = (record.low.as_ref(), record.high.as_ref());
    let (Some(value), false) = (record.value.as_ref(), matches!(ends, (None, None))) else {
        return Ok(None);
    };
    if let (Some(low), Some(high)) = ends {
        let is_around = low.commensurable(value)
            && high.commensurable(value)
            && low.base() <= value.base()
            && value.base() <= high.base();
        if is_around && !counted {
            return Ok(Some((low.clone(), high.clone())));
        }
    }
    let shown = |end: Option<&Quantity>| end.map_or_else(String::new, |end| end.show(Lang::En));
    Err(ProblemKind::Evidence(EvidenceProblem::NoBounds {
        low: shown(ends.0),
        value: value.show(Lang::En),
        high: shown(ends.1),
    }))
}

/// A value or count stands there that could not be read, and has been reported.
fn is_unread(record: &MeasuredFigure) -> bool {
    let unread = [
        ("value", record.value.is_none()),
        ("k", record.k.is_none()),
        ("n", record.n.is_none()),
    ];
    let written = |name: &str| {
        let at = MeasuredFigure::SPEC
            .keys
            .iter()
            .position(|key| key.name == name);
        at.is_some_and(|at| Record::key_span(record, at).is_some())
    };
    unread.iter().any(|(key, none)| *none && written(key))
}

#[expect(clippy::cast_precision_loss, reason = "counts are read up to 2^53")]
fn share(k: i64, n: i64) -> f64 {
    k as f64 / n as f64
}

/// How a figure was got: as written, else a sample if its cases are counted.
fn grade(record: &MeasuredFigure) -> Grade {
    let counted = record.n.is_some() || record.census == Some(true);
    record.grade.unwrap_or(match counted {
        true => Grade::Sampled,
        false => Grade::Declared,
    })
}

/// What the receiving side is called, whoever it is.
const RECEIVER: &[&str] = &[
    "customer",
    "receiver",
    "next step",
    "next process",
    "客户",
    "接收方",
    "下道",
    "下道工序",
];

/// What the giving side is called, whoever it is.
const GIVER: &[&str] = &[
    "supplier",
    "giver",
    "previous step",
    "供方",
    "交出方",
    "上道",
    "上道工序",
];

/// Which side of a handoff `by` names.
fn recorder(chain: &Chain, on: Target, by: Option<&Text>) -> Recorder {
    let (Some(by), Target::Handoff(handoff)) = (by, on) else {
        return if by.is_some() {
            Recorder::Other
        } else {
            Recorder::Unsaid
        };
    };
    let word = |words: &[&str]| {
        let mut wordings = by.wordings();
        wordings.any(|wording| words.contains(&wording.trim().to_lowercase().as_str()))
    };
    if word(RECEIVER) {
        return Recorder::Receiver;
    }
    if word(GIVER) {
        return Recorder::Giver;
    }
    // A handoff that cannot be linked has a name and no parties yet; its own problem is told.
    let Some(handoff) = chain.handoffs.get(handoff.index()) else {
        return Recorder::Other;
    };
    // A name of its own says more than the department or process it shares with others.
    for names in [own_names, shared_names] {
        let is = |party: Option<Party>| {
            let mut all = party
                .map_or_else(Vec::new, |party| names(chain, party))
                .into_iter();
            all.any(|name| name.names_the_same(by))
        };
        match (is(Some(handoff.from)), is(handoff.to)) {
            (true, false) => return Recorder::Giver,
            (false, true) => return Recorder::Receiver,
            _ => {}
        }
    }
    Recorder::Other
}

fn own_names(chain: &Chain, party: Party) -> Vec<Text> {
    let mut names = vec![chain.party_name(party)];
    match party {
        Party::Step(step) => {
            let record = &chain.step(StepId(step)).record;
            names.push(Text::plain(record.id.as_str()));
            names.extend(record.owner.clone());
        }
        Party::Customer(at) => {
            names.push(Text::plain(chain.customers[at as usize].record.id.as_str()));
        }
        Party::Supplier(at) => {
            names.push(Text::plain(chain.suppliers[at as usize].record.id.as_str()));
        }
    }
    names
}

fn shared_names(chain: &Chain, party: Party) -> Vec<Text> {
    let Party::Step(step) = party else {
        return Vec::new();
    };
    let step = chain.step(StepId(step));
    let process = chain.process(step.process);
    let mut names = vec![process.name(), Text::plain(process.record.id.as_str())];
    names.extend(step.record.department.clone());
    names.extend(process.record.owner.clone());
    names
}

/// Looks up what surveys and complaints speak of, and checks the counts of surveys.
fn heard(names: &Names<'_>, problems: &mut Vec<Problem>) -> Heard {
    let mut heard = Heard::default();
    let customer = |text: &str| names.customers.names.exact(None, text);
    for entry in names.surveys.entries() {
        let record = &**entry.record;
        said::survey(entry.source, record, problems);
        let written = record.on.as_ref().map(Reference::as_str);
        let on = written.map_or_else(
            || Some(evidence::whole(entry.process)),
            |text| target(names, entry.process, text),
        );
        let who = written.and_then(customer);
        let twice = written.filter(|_| who.is_none());
        if let Some(kind) = twice.and_then(|text| ambiguous(names, entry.process, text)) {
            problems.push(Problem::at(spot(entry.source, record, &["on"]), kind));
        }
        if let Some(text) = written.filter(|_| on.is_none() && who.is_none()) {
            let place = spot(entry.source, record, &["on"]);
            let among = [
                &names.handoffs.names,
                &names.steps.names,
                &names.customers.names,
            ];
            dangling(
                names,
                entry,
                text,
                "handoff, step, process or customer",
                place,
                &among,
                problems,
            );
        }
        heard.survey_on.push(on.filter(|_| who.is_none()));
        heard.survey_customer.push(who);
    }
    for entry in names.complaints.entries() {
        let record = &**entry.record;
        said::complaint(entry.source, record, problems);
        let mut find = |key: &'static str, written: Option<&Reference>, all| {
            let text = written?.as_str();
            let all: &crate::model::namespace::Namespace<'_> = all;
            let found = all.find(&names.processes, entry.process, text);
            if found.is_none() {
                let place = spot(entry.source, record, &[key]);
                dangling(names, entry, text, key, place, &[all], problems);
            }
            found
        };
        let handoff = find("handoff", record.handoff.as_ref(), &names.handoffs.names);
        let step = find("step", record.step.as_ref(), &names.steps.names);
        let who = record.customer.as_ref();
        let who = who.and_then(|name| customer_called(names, name));
        heard.complaint_handoff.push(handoff.map(HandoffId));
        heard.complaint_step.push(step.map(StepId));
        heard.complaint_customer.push(who);
    }
    heard
}

/// The external customer of that name or id.
pub(super) fn customer_called(names: &Names<'_>, name: &Text) -> Option<u32> {
    let mut entries = (0..).zip(names.customers.entries());
    let is = |record: &document::Customer| {
        let own = record.name.as_ref();
        own.is_some_and(|own| own.names_the_same(name))
            || name.wordings().any(|wording| wording == record.id.as_str())
    };
    entries
        .find(|(_, entry)| is(entry.record))
        .map(|(at, _)| at)
}

/// Reports a name that leads nowhere, unless it may stand in a part that could not be read.
pub(super) fn dangling<R>(
    names: &Names<'_>,
    entry: &super::names::Entry<'_, R>,
    text: &str,
    what: &'static str,
    place: Spot,
    among: &[&crate::model::namespace::Namespace<'_>],
    problems: &mut Vec<Problem>,
) {
    if text.is_empty() || names.may_be_hidden(entry.source, text) {
        return;
    }
    let near = among
        .iter()
        .filter_map(|all| all.nearest(&names.processes, entry.process, text))
        .min();
    let kind = names.dangling(text, what, near.map(|(_, shown)| shown));
    problems.push(Problem::at(place, kind));
}
