//! What an event log says, as figures that `baton audit` reads: a table with one row a figure.
//!
//! Held against a model, measures and objects are those of the model. Without one they are the
//! usual measures and the activities of the log, and a note in each row says so.

use super::super::escape::cell;
use super::View;
use crate::lang::Lang;
use crate::load::Choice;
use crate::load::document::{Grade, StandardMeasure};
use crate::measure::log::{Concern, HandoffMeasures, LogMeasures, Spread};
use crate::measure::logged;
use crate::model::evidence::WHOLE_CHAIN;
use crate::model::{Chain, Figure, Recorder, Target};
use crate::quantity::{Period, Quantity};

/// Begins with the mark by which spreadsheets know UTF-8.
const HEADS: &str =
    "\u{feff}measure,on,period,value,unit,low,high,k,n,recorded_by,source,census,grade,note\n";

/// One row.
#[derive(Default)]
struct Row {
    measure: String,
    on: String,
    period: String,
    value: Option<Quantity>,
    bounds: Option<(Quantity, Quantity)>,
    counts: (Option<u64>, Option<u64>),
    recorded_by: &'static str,
    source: String,
    census: &'static str,
    grade: &'static str,
    note: String,
}

impl Row {
    fn line(&self) -> String {
        let bounds = self.bounds.as_ref();
        let (low, high) = (bounds.map(|ends| &ends.0), bounds.map(|ends| &ends.1));
        let ([low, value, high], unit) = together([low, self.value.as_ref(), high]);
        let count = |count: Option<u64>| count.map_or_else(String::new, |count| count.to_string());
        let cells = [
            &self.measure,
            &self.on,
            &self.period,
            &value,
            &unit,
            &low,
            &high,
            &count(self.counts.0),
            &count(self.counts.1),
            self.recorded_by,
            &self.source,
            self.census,
            self.grade,
            &self.note,
        ];
        format!("{}\n", cells.map(cell).join(","))
    }
}

/// Figures of a model's measures. Where a share has counts, they are its value.
pub fn figures(chain: &Chain, figures: &[Figure]) -> String {
    let rows = figures.iter().map(|figure| {
        let record = &figure.record;
        let measure = &chain.measures[figure.measure.0 as usize];
        let whole = |count: i64| u64::try_from(count).ok();
        let source = record.source.as_ref().map_or("", |text| text.get(Lang::En));
        let row = Row {
            measure: chain.full_id(measure.process, measure.record.id.as_str()),
            on: on(chain, figure.on),
            period: record.period.written().to_owned(),
            value: record.k.is_none().then(|| figure.value.clone()),
            bounds: figure.bounds.clone(),
            counts: (
                record.k.and_then(|k| whole(k.0)),
                record.n.and_then(|n| whole(n.0)),
            ),
            recorded_by: match figure.recorder {
                Recorder::Receiver => "customer",
                Recorder::Giver => "supplier",
                Recorder::Unsaid | Recorder::Other => "",
            },
            source: source.to_owned(),
            census: record
                .census
                .map_or("", |is| if is { "true" } else { "false" }),
            grade: figure.grade.word(),
            note: String::new(),
        };
        row.line()
    });
    format!("{HEADS}{}", rows.collect::<String>())
}

/// An object as evidence names it.
fn on(chain: &Chain, target: Target) -> String {
    match target {
        Target::Organization => WHOLE_CHAIN.to_owned(),
        _ => chain.target_id(target),
    }
}

/// A value with its bounds, and their unit, such that they are read back to the last bit: in the
/// unit of the value where that is so, else in that by which its clock counts.
fn together(values: [Option<&Quantity>; 3]) -> ([String; 3], String) {
    let Some(value) = values[1] else {
        return Default::default();
    };
    let unit = value.unit();
    let own = values.map(|one| one.map(|one| number(value.with_base(one.base()).number())));
    let is_same = |(text, one): (&Option<String>, Option<&Quantity>)| match (text, one) {
        (Some(text), Some(one)) => {
            let back = Quantity::parse(&format!("{text} {unit}")).ok();
            back.is_some_and(|back| back.base().total_cmp(&one.base()).is_eq())
        }
        _ => true,
    };
    if own.iter().zip(values).all(is_same) {
        return (own.map(Option::unwrap_or_default), unit);
    }
    let base = values.map(|one| one.map_or_else(String::new, |one| number(one.base())));
    let unit = match value.is_working_time() {
        Some(true) => "working h",
        _ => "s",
    };
    (base, unit.to_owned())
}

/// A number in full, never with exactly three decimals: a spreadsheet may take their point for a
/// mark between thousands.
fn number(value: f64) -> String {
    let text = value.to_string();
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals == 3 {
        format!("{text}0")
    } else {
        text
    }
}

/// The usual measures of a log without a model, on its activities.
pub fn bare_figures(measures: &LogMeasures, period: &Period, view: &View<'_>) -> String {
    let bare = Bare {
        measures,
        period,
        view,
    };
    let mut text = HEADS.to_owned();
    for row in bare.rows() {
        text.push_str(&row.line());
    }
    text
}

struct Bare<'b> {
    measures: &'b LogMeasures,
    period: &'b Period,
    view: &'b View<'b>,
}

impl Bare<'_> {
    fn rows(&self) -> Vec<Row> {
        use StandardMeasure as Of;
        let measures = self.measures;
        let words = &measures.words.activities;
        let name = |activity: u32| words[activity as usize].to_string();
        let mut rows = Vec::new();
        for one in super::shown(&measures.handoffs, self.view) {
            let on = format!("{} → {}", name(one.from), name(one.to));
            rows.extend(self.of_handoff(one, &on));
        }
        for one in &measures.activities {
            let on = name(one.activity);
            rows.extend(self.share(Of::FirstPass, &on, one.first_good));
            rows.extend(self.share(Of::Rework, &on, (one.repeats, one.n)));
        }
        let cases = &measures.cases;
        let share = |of, counts| self.share(of, WHOLE_CHAIN, counts);
        rows.extend(share(Of::FirstPass, measures.clean));
        rows.extend(share(Of::Rework, (cases.with_rework, cases.n)));
        rows.extend(share(Of::OnTime, measures.open.in_time));
        rows.extend(share(Of::InFull, measures.open.in_full));
        let otif = measures.open.otif.unwrap_or_default();
        rows.extend(share(Of::Otif, (otif.both, otif.n)));
        // With open cases left out, the process would look quicker than it is.
        if measures.open.open == 0 {
            let lead = cases.lead.clone().spread();
            rows.extend(lead.map(|lead| self.median(Of::LeadTime.word(), WHOLE_CHAIN, &lead)));
        }
        rows
    }

    fn of_handoff(&self, one: &HandoffMeasures, on: &str) -> Vec<Row> {
        // A gap holds the receiver's work too: it is no wait.
        let word = match self.measures.has_durations {
            true => StandardMeasure::Wait.word(),
            false => "gap",
        };
        let mut rows = vec![self.median(word, on, &one.wait)];
        if let Some(within) = one.within {
            let counts = (within as u64, one.wait.n as u64);
            rows.extend(self.share(StandardMeasure::OnTime, on, counts));
        }
        rows
    }

    fn median(&self, measure: &str, on: &str, spread: &Spread) -> Row {
        let is_doubtful = self.measures.concerns.iter().any(Concern::doubts_times);
        let grade = match is_doubtful {
            true => Grade::Estimated,
            false => Grade::Logged,
        };
        Row {
            measure: format!("{measure}-median"),
            value: Some(logged::time_on(
                self.measures.is_working_time,
                spread.median,
            )),
            counts: (None, Some(spread.n as u64)),
            grade: grade.word(),
            ..self.row(on)
        }
    }

    fn share(&self, of: StandardMeasure, on: &str, (k, n): (u64, u64)) -> Option<Row> {
        (n > 0).then(|| Row {
            measure: of.word().to_owned(),
            counts: (Some(k), Some(n)),
            grade: Grade::Logged.word(),
            ..self.row(on)
        })
    }

    fn row(&self, on: &str) -> Row {
        let note = self.view.lang.pick(
            "names are those of the log: put the measure and the step or handoff of a model in their place",
            "名称取自日志：请换成模型中的指标、工序或交接",
        );
        Row {
            on: on.to_owned(),
            period: self.period.written().to_owned(),
            source: self.view.path.clone(),
            note: note.to_owned(),
            ..Row::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_time_is_written_so_that_it_is_read_back_to_the_last_bit(millis in 0.0..1e13_f64) {
            let value = logged::time(millis);
            let (low, high) = (value.with_base(value.base() * 0.7), logged::time(millis * 1.1));
            let all = [Some(&low), Some(&value), Some(&high)];
            let (numbers, unit) = together(all);
            for (number, one) in numbers.iter().zip(all.into_iter().flatten()) {
                let back = Quantity::parse(&format!("{number} {unit}")).unwrap();
                prop_assert_eq!(back.base().to_bits(), one.base().to_bits());
            }
        }
    }

    #[test]
    fn three_decimals_are_never_written() {
        assert_eq!(
            (number(1.125), number(1.5), number(3.0)),
            ("1.1250".into(), "1.5".into(), "3".into())
        );
    }
}
