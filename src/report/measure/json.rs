//! What an event log says, for programs, schema `baton/measure/1`. Durations are seconds.

use serde::Serialize;

use super::{View, concerns, shown};
use crate::events::mapping::Role;
use crate::measure::log::{HandoffMeasures, HandoffTable, Level, LogMeasures, Spread, Why};
use crate::report::json::written;
use crate::statistics::signed;
use crate::statistics::survival::Percentile;

/// The name of this shape.
pub const SCHEMA: &str = "baton/measure/1";

#[derive(Debug, Serialize)]
struct MeasuresOut<'m> {
    schema: &'static str,
    log: &'m str,
    columns: Vec<(&'static str, &'m str)>,
    /// `wait` where work has a start and an end, `gap` where an event has one time.
    between: &'static str,
    /// The calendar whose working time durations are, in seconds of it; all hours count if not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'m str>,
    events: usize,
    cases: CasesOut,
    open: Option<OpenOut>,
    in_time: Option<CountOut>,
    in_full: Option<CountOut>,
    otif: Option<OtifOut>,
    efficiency: Option<f64>,
    work_in_process: Option<f64>,
    /// The clock of `work_in_process` and `flow` where all else is in working time.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_process_clock: Option<&'static str>,
    flow: Option<FlowOut>,
    clean_at_first: Option<CountOut>,
    /// What the rates of the activities multiply to, as if failures were independent.
    product_of_rates: Option<f64>,
    notes: Vec<String>,
    concerns: Vec<ConcernOut>,
    accepted: Vec<AcceptedOut<'m>>,
    activities: Vec<ActivityOut<'m>>,
    handoffs: Vec<HandoffOut<'m>>,
    causes: Option<Vec<CauseOut<'m>>>,
    between_resources: Option<TableOut<'m>>,
    between_groups: Option<TableOut<'m>>,
    /// After or before the work of each person: `from` and `to` are the same.
    beside: Option<TableOut<'m>>,
}

#[derive(Debug, Serialize)]
struct CasesOut {
    n: u64,
    lead: Option<SpreadOut>,
    with_rework: u64,
    out_of_order: u64,
    unfinished: u64,
    variants: usize,
    pairs: u64,
    overlapping: u64,
    nobody: u64,
    first: Option<String>,
    last: Option<String>,
}

/// Orders judged for both, against the due time in this column.
#[derive(Debug, Serialize)]
struct OtifOut {
    due: Option<String>,
    n: u64,
    both: u64,
    on_time: u64,
    in_full: u64,
}

/// In a steady flow `in_process` is `expected`: finished per day × mean lead time of the finished.
#[derive(Debug, Serialize)]
struct FlowOut {
    in_process: f64,
    finished_per_day: f64,
    mean_lead: f64,
    expected: f64,
}

#[derive(Debug, Serialize)]
struct OpenOut {
    finished: u64,
    open: u64,
    median: Option<f64>,
    p90: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    percentiles: Vec<LevelOut>,
}

#[derive(Debug, Serialize)]
struct ConcernOut {
    about: &'static str,
    message: String,
    doubts_times: bool,
    events: Option<u64>,
    /// The row of the file in which the first of it stands, where that is known.
    row: Option<u64>,
}

#[derive(Debug, Serialize)]
struct AcceptedOut<'m> {
    activity: &'m str,
    resource: Option<&'m str>,
    judged_at: &'m str,
    k: u64,
    n: u64,
}

#[derive(Debug, Serialize)]
struct CauseOut<'m> {
    from: &'m str,
    to: &'m str,
    n: u64,
    wait: f64,
    batching: f64,
    contention: f64,
    prioritisation: f64,
    unavailability: f64,
    extraneous: f64,
}

#[derive(Debug, Serialize)]
struct ActivityOut<'m> {
    activity: &'m str,
    n: u64,
    cases: u64,
    repeats: u64,
    repeated_in: u64,
    good: Option<CountOut>,
    good_at_first: Option<CountOut>,
    touch: Option<SpreadOut>,
}

#[derive(Debug, Serialize)]
struct CountOut {
    k: u64,
    n: u64,
}

#[derive(Debug, Serialize)]
struct SpreadOut {
    n: usize,
    mean: f64,
    median: f64,
    p90: f64,
    max: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    percentiles: Vec<LevelOut>,
}

/// An end that is not set is open.
#[derive(Debug, Serialize)]
struct LevelOut {
    percent: f64,
    time: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

#[derive(Debug, Serialize)]
struct HandoffOut<'m> {
    from: &'m str,
    to: &'m str,
    #[serde(flatten)]
    wait: SpreadOut,
    overlapping: u64,
    repeated: u64,
    within: Option<usize>,
    #[serde(flatten)]
    people: Option<PeopleOut>,
}

#[derive(Debug, Serialize)]
struct PeopleOut {
    givers: usize,
    receivers: usize,
    people_pairs: usize,
    known: u64,
    same: u64,
}

#[derive(Debug, Serialize)]
struct TableOut<'m> {
    all: Option<SpreadOut>,
    unchanged: Option<SpreadOut>,
    ping_pong: u64,
    names: usize,
    handoffs: Vec<HandoffOut<'m>>,
}

/// The report, ended by a line feed.
///
/// # Errors
/// Never for what baton measures.
pub fn json(measures: &LogMeasures, view: &View<'_>) -> Result<String, serde_json::Error> {
    let words = &measures.words;
    written(&MeasuresOut {
        schema: SCHEMA,
        log: &view.path,
        columns: view
            .how
            .mapping
            .columns
            .iter()
            .map(|(role, column)| (role.name(), column.as_str()))
            .collect(),
        calendar: view.hours.map(|hours| &*hours.id),
        between: if measures.has_durations {
            "wait"
        } else {
            "gap"
        },
        events: measures.events,
        cases: cases(measures),
        open: measures.open.asked.then(|| open(measures)),
        in_time: known(measures.open.in_time),
        in_full: known(measures.open.in_full),
        otif: measures.open.otif.map(|otif| OtifOut {
            due: view.how.mapping.column(Role::Due).map(str::to_owned),
            n: otif.n,
            both: otif.both,
            on_time: otif.on_time,
            in_full: otif.in_full,
        }),
        efficiency: measures.open.efficiency,
        work_in_process: measures.open.work_in_process,
        in_process_clock: measures.is_working_time.then_some("all-hours"),
        flow: measures.open.flow.map(|flow| FlowOut {
            in_process: flow.in_process,
            finished_per_day: flow.per_day,
            mean_lead: flow.lead / 1000.0,
            expected: flow.expected(),
        }),
        clean_at_first: known(measures.clean),
        product_of_rates: super::cases::product_of_rates(measures).map(|(product, _)| product),
        notes: view
            .how
            .notes
            .iter()
            .map(|note| note.message(view.lang))
            .collect(),
        concerns: measures
            .concerns
            .iter()
            .map(|concern| ConcernOut {
                about: concerns::name(concern),
                message: concerns::message(concern, measures, view.lang),
                doubts_times: concern.doubts_times(),
                events: concern.events(),
                row: concern.row(),
            })
            .collect(),
        accepted: accepted(measures),
        activities: activities(measures),
        handoffs: listed(&measures.handoffs, &words.activities, view),
        causes: measures.why.as_deref().map(|why| causes(measures, why)),
        between_resources: measures
            .between_resources
            .as_ref()
            .map(|table| whole(table, &words.resources, view)),
        between_groups: measures
            .between_groups
            .as_ref()
            .map(|table| whole(table, &words.groups, view)),
        beside: measures
            .beside
            .as_ref()
            .map(|table| whole(table, &words.resources, view)),
    })
}

fn listed<'m>(table: &HandoffTable, words: &'m [Box<str>], view: &View<'_>) -> Vec<HandoffOut<'m>> {
    let shown = shown(table, view).into_iter();
    shown.map(|one| handoff(one, words)).collect()
}

fn whole<'m>(table: &HandoffTable, words: &'m [Box<str>], view: &View<'_>) -> TableOut<'m> {
    TableOut {
        all: table.all.map(spread),
        unchanged: table.unchanged.map(spread),
        ping_pong: table.ping_pong,
        names: words.len(),
        handoffs: listed(table, words, view),
    }
}

fn cases(measures: &LogMeasures) -> CasesOut {
    let cases = &measures.cases;
    let instant = |millis| jiff::Timestamp::from_millisecond(millis).ok();
    let said = |millis: i64| instant(millis).map(|instant| instant.to_string());
    CasesOut {
        n: cases.n,
        lead: cases.lead.clone().spread().map(|lead| SpreadOut {
            percentiles: levels(&cases.percentiles),
            ..spread(lead)
        }),
        with_rework: cases.with_rework,
        out_of_order: cases.out_of_order,
        unfinished: cases.unfinished,
        variants: cases.variants,
        pairs: cases.pairs,
        overlapping: cases.overlapping,
        nobody: cases.nobody,
        first: cases.range.and_then(|(first, _)| said(first)),
        last: cases.range.and_then(|(_, last)| said(last)),
    }
}

fn known((k, n): (u64, u64)) -> Option<CountOut> {
    (n > 0).then_some(CountOut { k, n })
}

fn causes<'m>(measures: &'m LogMeasures, why: &[Why]) -> Vec<CauseOut<'m>> {
    let words = &measures.words.activities;
    why.iter()
        .map(|one| CauseOut {
            from: &words[one.from as usize],
            to: &words[one.to as usize],
            n: one.total.handoffs,
            wait: seconds(one.total.wait),
            batching: seconds(one.total.split.batching),
            contention: seconds(one.total.split.contention),
            prioritisation: seconds(one.total.split.prioritisation),
            unavailability: seconds(one.total.split.unavailability),
            extraneous: seconds(one.total.split.extraneous),
        })
        .collect()
}

fn open(measures: &LogMeasures) -> OpenOut {
    let open = &measures.open;
    let seconds = |known: Option<Percentile>| known?.time.map(|millis| millis / 1000.0);
    OpenOut {
        finished: open.finished,
        open: open.open,
        median: seconds(open.median),
        p90: seconds(open.p90),
        percentiles: levels(&open.percentiles),
    }
}

fn accepted(measures: &LogMeasures) -> Vec<AcceptedOut<'_>> {
    let words = &measures.words;
    measures
        .accepted
        .iter()
        .map(|one| AcceptedOut {
            activity: &words.activities[one.activity as usize],
            resource: words.resources.get(one.resource as usize).map(|who| &**who),
            judged_at: &words.activities[one.judged_at as usize],
            k: one.k,
            n: one.n,
        })
        .collect()
}

fn activities(measures: &LogMeasures) -> Vec<ActivityOut<'_>> {
    measures
        .activities
        .iter()
        .map(|one| ActivityOut {
            activity: &measures.words.activities[one.activity as usize],
            n: one.n,
            cases: one.cases,
            repeats: one.repeats,
            repeated_in: one.repeated_in,
            good: known(one.good),
            good_at_first: known(one.first_good),
            touch: one.touch.clone().spread().map(spread),
        })
        .collect()
}

fn handoff<'m>(one: &HandoffMeasures, words: &'m [Box<str>]) -> HandoffOut<'m> {
    HandoffOut {
        from: &words[one.from as usize],
        to: &words[one.to as usize],
        wait: SpreadOut {
            percentiles: levels(&one.percentiles),
            ..spread(one.wait)
        },
        overlapping: one.overlapping,
        repeated: one.repeated,
        within: one.within,
        people: one.people.map(|people| PeopleOut {
            givers: people.givers,
            receivers: people.receivers,
            people_pairs: people.pairs,
            known: people.known,
            same: people.same,
        }),
    }
}

fn spread(spread: Spread) -> SpreadOut {
    SpreadOut {
        n: spread.n,
        mean: spread.mean / 1000.0,
        median: spread.median / 1000.0,
        p90: spread.p90 / 1000.0,
        max: seconds(spread.max),
        percentiles: Vec::new(),
    }
}

fn levels(levels: &[Level]) -> Vec<LevelOut> {
    let seconds = |millis: Option<f64>| Some(millis? / 1000.0);
    let out = |level: &Level| LevelOut {
        // Without the last bits of a share times a hundred.
        percent: (level.p * 1e8).round() / 1e6,
        time: seconds(level.time),
        lower: seconds(level.bounds.lower),
        upper: seconds(level.bounds.upper),
    };
    levels.iter().map(out).collect()
}

fn seconds(millis: i64) -> f64 {
    signed(millis) / 1000.0
}
