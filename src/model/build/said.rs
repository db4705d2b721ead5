//! Checks what customers and people are recorded to have said: scales and counts of surveys, and
//! days of complaints.

use super::goals::{Day, in_order};
use super::spot;
use crate::lang::Lang;
use crate::load::document::{Complaint, Survey};
use crate::load::{List, Record, ScaleGrade};
use crate::problem::{EvidenceProblem, Problem, ProblemKind, ScoreProblem};
use crate::source::SourceId;

/// Nobody closes or answers a complaint before it was made.
pub(super) fn complaint(source: SourceId, record: &Complaint, problems: &mut Vec<Problem>) {
    let day = |key: &'static str, day| {
        let place = spot(source, record, &[key]);
        Some(Day {
            key,
            day: day?,
            place,
        })
    };
    let made = day("on", record.on);
    in_order(made, day("closed", record.closed), problems);
    in_order(made, day("told", record.told), problems);
}

/// Reports a scale of which only two ends are written, the greater number first: it may run from a
/// worst 5 to a best 1, or may have been taken for "from 5 down to 1".
///
/// Where all grades are written, whoever wrote them knew which way they run, as of school marks.
pub(super) fn falling<R: Record>(
    source: SourceId,
    record: &R,
    scale: &List<ScaleGrade>,
    problems: &mut Vec<Problem>,
) {
    let [first, last] = &**scale else {
        return;
    };
    let at = spot(source, record, &["scale"]);
    // A row has the scale of its declaration, where it is reported once.
    let is_default = at.span.start < record.span().start;
    let number = |grade: &ScaleGrade| grade.0.get(Lang::En).trim().parse::<f64>().ok();
    let falls = number(first).zip(number(last));
    if !is_default && falls.is_some_and(|(first, last)| first > last) {
        let shown = |grade: &ScaleGrade| grade.0.get(Lang::En).to_owned();
        let kind = EvidenceProblem::Score(ScoreProblem::ScaleFalls {
            first: shown(first),
            last: shown(last),
        });
        problems.push(Problem::at(at, ProblemKind::Evidence(kind)));
    }
}

/// One count a grade, no more answers than were asked for, and what counts as satisfied on the scale.
pub(super) fn survey(source: SourceId, record: &Survey, problems: &mut Vec<Problem>) {
    falling(source, record, &record.scale, problems);
    let mut report = |key: &str, kind: EvidenceProblem| {
        let place = spot(source, record, &[key]);
        problems.push(Problem::at(place, ProblemKind::Evidence(kind)));
    };
    let grades = record.scale.len();
    for (key, list) in [("counts", &record.counts), ("expected", &record.expected)] {
        let counts = list.len();
        if counts != 0 && counts != grades {
            report(key, EvidenceProblem::CountsUnlikeScale { counts, grades });
        }
    }
    if let Some(from) = &record.satisfied_from
        && !record.scale.iter().any(|grade| grade.is(from))
    {
        let written = from.0.get(Lang::En).to_owned();
        report("satisfied_from", EvidenceProblem::NotOnScale { written });
    }
    let counted = record
        .counts
        .iter()
        .map(|count| count.0)
        .fold(0, i64::saturating_add);
    if let Some(answered) = record.answered.map(|answered| answered.0)
        && !record.counts.is_empty()
        && answered != counted
    {
        report(
            "answered",
            EvidenceProblem::CountsUnlikeAnswers { counted, answered },
        );
    }
    let answers = record.answered.map_or(counted, |answered| answered.0);
    if let Some(invited) = record
        .invited
        .map(|invited| invited.0)
        .filter(|asked| *asked < answers)
    {
        let key = if record.answered.is_some() {
            "answered"
        } else {
            "invited"
        };
        report(key, EvidenceProblem::MoreAnswers { answers, invited });
    }
}
