//! Faults in figures: a worse latest value, another unit, old dates, nobody who recorded them.

use std::sync::Arc;

use super::written::{place, with_number, without};
use super::{Doing, Object, Planter};
use crate::desk::faults::fault::Deed;
use crate::desk::faults::kind::Kind;
use crate::engine::World;
use crate::lang::Lang;
use crate::load::Record;
use crate::load::document::{Better, StandardMeasure};
use crate::load::edit::Edit;
use crate::model::objects::Goal;
use crate::model::{Figure, Target};
use crate::quantity::{Bound, Quantity};
use crate::source::Span;

/// Units of one dimension that are easily taken for each other.
const UNITS: [(&str, &str); 10] = [
    ("min", "h"),
    ("h", "min"),
    ("s", "min"),
    ("d", "h"),
    ("day", "h"),
    ("days", "h"),
    ("kg", "t"),
    ("t", "kg"),
    ("mm", "m"),
    ("m", "mm"),
];

impl Planter<'_> {
    pub(super) fn figures(&mut self) {
        let world = self.world;
        let figures = &world.chain.figures;
        let all: Vec<&Figure> = figures.iter().filter(|one| is_written(one)).collect();
        for series in all.chunk_by(|a, b| is_one_series(a, b)) {
            self.series(series);
        }
    }

    /// Faults of the figures of one series, in the order of time.
    fn series(&mut self, series: &[&Figure]) {
        let Some(latest) = series.last() else { return };
        let chain = &self.world.chain;
        let measure = &chain.measures[latest.measure.0 as usize];
        let id = chain.full_id(measure.process, measure.record.id.as_str());
        let on = chain.target_id(latest.on);
        let object = Object {
            table: "figure",
            id: if on.is_empty() {
                id
            } else {
                format!("{id} ({on})")
            },
            source: latest.source,
        };
        let own: Vec<&&Figure> = series
            .iter()
            .filter(|one| one.source == latest.source)
            .collect();
        self.worsen(&object, latest);
        self.other_unit(&object, latest);
        let periods: Vec<Span> = own
            .iter()
            .filter_map(|one| self.cell(one, "period"))
            .collect();
        self.age(&object, "period", periods.len(), &periods);
        let recorders: Vec<Span> = own
            .iter()
            .filter_map(|one| self.cell(one, "recorded_by"))
            .collect();
        self.unrecorded(&object, latest, &recorders);
    }

    fn cell(&self, figure: &Figure, key: &str) -> Option<Span> {
        let is_row = self.sources.get(figure.source).is_evidence;
        place(&*figure.record, key, is_row)
    }

    fn unrecorded(&mut self, object: &Object, latest: &Figure, places: &[Span]) {
        let Some(last) = places.last() else { return };
        let by = latest.record.recorded_by.as_ref();
        let doing = Doing {
            kind: Kind::Recorder,
            deed: Deed::Drop,
            path: "recorded_by",
            before: by.map(|by| by.get(Lang::En).to_owned()),
            after: None,
            times: places.len(),
            span: *last,
            edits: without(self.sources.get(object.source), "figure", places),
        };
        self.add(object, doing);
    }

    fn worsen(&mut self, object: &Object, latest: &Figure) {
        let Some(better) = better(self.world, latest) else {
            return;
        };
        let worse = worse(self.world, latest, better);
        let counts = latest.record.k.zip(latest.record.n);
        let (path, edits) = if let (Some((_, n)), Some(at)) = (counts, self.cell(latest, "k")) {
            let k = counted(&latest.value, worse, n.0, better);
            let mut edits = vec![Edit {
                span: at,
                text: k.to_string(),
            }];
            // What was counted counts; a share beside it would say otherwise.
            let share = self.cell(latest, "value");
            edits.extend(share.and_then(|span| self.number_at(object, latest, span, worse)));
            ("k", edits)
        } else {
            let value = self.cell(latest, "value");
            let edit = value.and_then(|span| self.number_at(object, latest, span, worse));
            ("value", edit.into_iter().collect())
        };
        let Some(first) = edits.first() else { return };
        let shown = |text: &str| Some(text.trim_matches(['"', '\'']).to_owned());
        let doing = Doing {
            kind: Kind::Figure,
            deed: Deed::Worsen,
            path,
            before: shown(self.text(object, first.span)),
            after: shown(&first.text),
            times: 1,
            span: first.span,
            edits,
        };
        if doing.before != doing.after {
            self.add(object, doing);
        }
    }

    /// Another number at a place where a value is written.
    fn number_at(&self, object: &Object, figure: &Figure, span: Span, base: f64) -> Option<Edit> {
        let written = figure.record.value.as_ref()?;
        let number = written.with_base(base).number();
        let text = with_number(self.text(object, span), number)?;
        Some(Edit { span, text })
    }

    fn other_unit(&mut self, object: &Object, latest: &Figure) {
        let Some(span) = self.cell(latest, "value") else {
            return;
        };
        let written = self.text(object, span);
        let bare = written.trim_matches(['"', '\'']);
        let other = UNITS.iter().find_map(|(unit, other)| {
            let before = bare.strip_suffix(unit)?;
            let is_unit = before.ends_with(|c: char| c == ' ' || c.is_ascii_digit());
            is_unit.then(|| format!("{before}{other}"))
        });
        let Some(other) = other else { return };
        let doing = Doing {
            kind: Kind::Unit,
            deed: Deed::Worsen,
            path: "value",
            before: Some(bare.to_owned()),
            after: Some(other.clone()),
            times: 1,
            span,
            edits: vec![Edit {
                span,
                text: written.replace(bare, &other),
            }],
        };
        self.add(object, doing);
    }
}

/// Somebody wrote it; it was not measured in a log.
fn is_written(figure: &Figure) -> bool {
    let key = crate::load::document::MeasuredFigure::SPEC
        .keys
        .iter()
        .position(|key| key.name == "period");
    key.is_some_and(|key| figure.record.key_span(key).is_some())
}

fn is_one_series(a: &Figure, b: &Figure) -> bool {
    let by = |figure: &Figure| figure.record.recorded_by.clone();
    (a.measure, a.on, a.recorder) == (b.measure, b.on, b.recorder) && by(a) == by(b)
}

/// What receivers need, or givers check, of what a figure measures.
fn bounds(world: &World, figure: &Figure) -> Vec<Bound> {
    let Target::Handoff(handoff) = figure.on else {
        return Vec::new();
    };
    let judged = world.judged.get(handoff.index()).into_iter().flatten();
    let of_measure = judged.filter(|one| {
        let held = one.figure.map(|id| world.chain.figures.get(id).measure);
        held == Some(figure.measure)
    });
    of_measure
        .filter_map(|one| one.statement.bound.clone())
        .collect()
}

/// The goals for what a figure measures, on what it was measured on.
fn goals<'w>(world: &'w World, figure: &Figure) -> impl Iterator<Item = &'w Goal> {
    let chain = &world.chain;
    let measure = &chain.measures[figure.measure.0 as usize].record;
    let on = figure.on;
    chain.goals.iter().filter(move |goal| {
        let of = goal.measure.as_ref();
        goal.on == on && of.is_some_and(|of| Arc::ptr_eq(of, measure))
    })
}

/// On which side the better values lie; `None` if nothing says so.
fn better(world: &World, figure: &Figure) -> Option<Better> {
    let measure = &world.chain.measures[figure.measure.0 as usize].record;
    let of_goals = || goals(world, figure).find_map(|goal| goal.record.direction());
    let of_bounds = || match bounds(world, figure).first()? {
        Bound::AtLeast(_) | Bound::Above(_) => Some(Better::Higher),
        Bound::AtMost(_) | Bound::Below(_) => Some(Better::Lower),
        _ => None,
    };
    let usual = || match measure.of? {
        StandardMeasure::OnTime
        | StandardMeasure::InFull
        | StandardMeasure::Otif
        | StandardMeasure::Usable
        | StandardMeasure::FirstPass
        | StandardMeasure::Rating
        | StandardMeasure::Throughput => Some(Better::Higher),
        _ => Some(Better::Lower),
    };
    measure
        .better
        .or_else(of_goals)
        .or_else(of_bounds)
        .or_else(usual)
}

/// Half as good as it is, and as what is asked.
fn worse(world: &World, figure: &Figure, better: Better) -> f64 {
    let (bounds, like) = (bounds(world, figure), &figure.value);
    let targets = goals(world, figure).filter_map(|goal| goal.record.target.as_ref());
    let ends = bounds.iter().filter_map(|bound| match better {
        Better::Higher => bound.low(),
        Better::Lower => bound.high(),
    });
    let asked = ends.map(|(end, _)| end).chain(targets);
    let asked = asked.filter(|asked| asked.commensurable(like));
    asked.map(Quantity::base).fold(
        half_as_good(like.base(), better),
        |worst, asked| match better {
            Better::Higher => worst.min(half_as_good(asked, better)),
            Better::Lower => worst.max(half_as_good(asked, better)),
        },
    )
}

fn half_as_good(base: f64, better: Better) -> f64 {
    match better {
        Better::Higher => base / 2.0,
        Better::Lower => base * 2.0,
    }
}

/// The count of a share that is so much worse; a small share of what is bad becomes at least a half.
fn counted(share: &Quantity, worse: f64, n: i64, better: Better) -> i64 {
    let all = crate::statistics::signed(n);
    let share = match better {
        Better::Higher => worse,
        Better::Lower => worse.max(f64::midpoint(share.base(), 1.0)).min(1.0),
    };
    #[expect(clippy::cast_possible_truncation, reason = "between none and all")]
    let k = (share * all).round().clamp(0.0, all) as i64;
    k
}
