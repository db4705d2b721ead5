//! Which activity of a log is which step of the model.
//!
//! A step says it by `activities`; a step that says nothing is known by its name or id,
//! compared without case. What two steps claim is a problem, not a guess.

use crate::events::NONE;
use crate::lang::{Lang, Text};
use crate::load::{Record, Segment};
use crate::model::objects::Log;
use crate::model::{Chain, StepId};
use crate::problem::{EvidenceProblem, Problem, ProblemKind, nearest};
use crate::source::Spot;

use super::facts::LoggedLog;

/// Finds the number of the step of each activity, or [`NONE`]; `None` after reporting what is claimed twice.
pub(super) fn of(
    chain: &Chain,
    log: &Log,
    activities: &[Box<str>],
    problems: &mut Vec<Problem>,
) -> Option<Vec<u32>> {
    let known = problems.len();
    let steps = steps_of(chain, log);
    let mut step_of = vec![NONE; activities.len()];
    for (activity, step) in activities.iter().zip(&mut step_of) {
        let mut claims = steps.iter().filter_map(|id| {
            let at = claim(chain, *id, activity)?;
            Some((*id, at))
        });
        if let Some((first, at)) = claims.next() {
            *step = first.0;
            if let Some((second, again)) = claims.next() {
                problems.push(claimed_twice(chain, activity, (first, at), (second, again)));
            }
            continue;
        }
        let named: Vec<&StepId> = steps
            .iter()
            .filter(|id| is_called(chain, **id, activity))
            .collect();
        // A name that two processes use says nothing of either.
        if let [only] = named.as_slice() {
            *step = only.0;
        }
    }
    unknown_last(log, activities, problems);
    (problems.len() == known).then_some(step_of)
}

/// The steps a log can speak of: those of its process, or all.
pub(super) fn steps_of(chain: &Chain, log: &Log) -> Vec<StepId> {
    match log.on {
        Some(process) => chain.process(process).steps.clone(),
        None => (0..chain.steps.len()).map(StepId::at).collect(),
    }
}

/// Which of a step's own words for its activities means this one.
fn claim(chain: &Chain, step: StepId, activity: &str) -> Option<usize> {
    let mut patterns = chain.step(step).record.activities.iter();
    patterns.position(|pattern| is_meant(pattern, activity))
}

/// A step without words of its own is known by its name or id.
fn is_called(chain: &Chain, step: StepId, activity: &str) -> bool {
    let record = &chain.step(step).record;
    let names = record.name.iter().flat_map(Text::wordings);
    record.activities.is_empty()
        && names
            .chain([record.id.as_str()])
            .any(|name| same(name, activity))
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether a pattern means an activity: `*` at its beginning or end stands for any text.
fn is_meant(pattern: &Text, activity: &str) -> bool {
    let activity = activity.trim();
    let mut wordings = pattern.wordings().map(str::trim);
    wordings.any(|pattern| {
        let ends_open = pattern.strip_suffix('*');
        let begins_open = pattern.strip_prefix('*');
        match (begins_open, ends_open) {
            (Some(_), Some(_)) => activity.contains(pattern.trim_matches('*')),
            (Some(end), None) => activity.ends_with(end),
            (None, Some(beginning)) => activity.starts_with(beginning),
            (None, None) => same(pattern, activity),
        }
    })
}

fn claimed_twice(
    chain: &Chain,
    activity: &str,
    first: (StepId, usize),
    second: (StepId, usize),
) -> Problem {
    let id = |step| {
        let step = chain.step(step);
        chain.full_id(Some(step.process), step.record.id.as_str())
    };
    let kind = EvidenceProblem::ActivityOfTwoSteps {
        activity: activity.to_owned(),
        first: id(first.0),
        second: id(second.0),
    };
    let at = |claim| alias_spot(chain, claim);
    Problem::at(at(second), ProblemKind::Evidence(kind)).with_related(at(first))
}

fn alias_spot(chain: &Chain, (step, at): (StepId, usize)) -> Spot {
    let step = chain.step(step);
    let path = [Segment::Key("activities".into()), Segment::Index(at)];
    Spot {
        source: step.source,
        span: Record::locate(&*step.record, &path),
    }
}

/// Activities that finish a case must be in the log: else nothing would be finished.
fn unknown_last(log: &Log, activities: &[Box<str>], problems: &mut Vec<Problem>) {
    for (at, last) in log.record.last.iter().enumerate() {
        let written = last.get(Lang::En).trim();
        let names = || activities.iter().map(|name| &**name);
        if names().any(|name| name == written) {
            continue;
        }
        let path = [Segment::Key("last".into()), Segment::Index(at)];
        let kind = EvidenceProblem::NoSuchActivity {
            written: written.to_owned(),
            suggestion: nearest(written, names()).map(str::to_owned),
        };
        let place = Spot {
            source: log.source,
            span: Record::locate(&*log.record, &path),
        };
        problems.push(Problem::at(place, ProblemKind::Evidence(kind)));
    }
}

/// Reports words of steps that mean nothing in any log that can speak of the step.
pub(super) fn unused(chain: &Chain, logs: &[LoggedLog], problems: &mut Vec<Problem>) {
    // Where a log could not be read, its words are not known.
    if logs.len() < chain.logs.len() {
        return;
    }
    let scopes: Vec<(Vec<StepId>, &LoggedLog)> = logs
        .iter()
        .map(|log| (steps_of(chain, &chain.logs[log.at]), log))
        .collect();
    for step in (0..chain.steps.len()).map(StepId::at) {
        let spoken: Vec<&LoggedLog> = scopes
            .iter()
            .filter(|(steps, _)| steps.contains(&step))
            .map(|(_, log)| *log)
            .collect();
        if spoken.is_empty() {
            continue;
        }
        let names = || spoken.iter().flat_map(|log| &log.activities);
        let aliases = chain.step(step).record.activities.iter().enumerate();
        for (at, alias) in aliases {
            if names().any(|name| is_meant(alias, name)) {
                continue;
            }
            let written = alias.get(Lang::En);
            let kind = EvidenceProblem::NoSuchActivity {
                written: written.to_owned(),
                suggestion: nearest(written, names().map(|name| &**name)).map(str::to_owned),
            };
            let place = alias_spot(chain, (step, at));
            problems.push(Problem::at(place, ProblemKind::Evidence(kind)));
        }
    }
}
