//! What was read of the event logs, and what they say of handoffs: as a text block and as JSON.

use crate::quantity::half_up_text;
use serde::Serialize;

use super::columns::{Align, Columns};
use super::measure::little;
use super::summary::Scope;
use crate::audit::Checked;
use crate::engine::World;
use crate::events::mapping::Role;
use crate::finding::{Subject, SubjectKind};
use crate::lang::{Lang, Text};
use crate::measure::log::units::{count, percent};
use crate::measure::logged::{LoggedHandoff, LoggedLog, OwnResults};

/// The block; empty if no log was read.
pub(super) fn render(checked: &Checked, scope: &Scope, lang: Lang) -> String {
    let world = &checked.world;
    let mut text = String::new();
    for log in &world.logged.logs {
        if scope.includes(world, subject(SubjectKind::Log, log.at)) {
            text.push_str(&head(world, log, lang));
            text.push_str(&handoffs(world, log, scope, lang));
        }
    }
    text
}

fn subject(kind: SubjectKind, at: usize) -> Subject {
    let number = u32::try_from(at).unwrap_or(u32::MAX);
    Subject { kind, number }
}

/// What it is, and how it was read.
fn head(world: &World, log: &LoggedLog, lang: Lang) -> String {
    let name = world.label(subject(SubjectKind::Log, log.at));
    let (name, path) = (name.get(lang), &log.path);
    let (events, cases) = (count(log.events as u64), count(log.cases.n));
    let period = log.period.written();
    let columns = log.how.columns.iter();
    let columns: Vec<String> = columns
        .map(|(role, column)| {
            let (name, words) = (role.name(), role.words(lang));
            lang.pick(
                format!("{name} = {column}"),
                format!("{words}（{name}）= {column}"),
            )
        })
        .collect();
    let mut text = lang.pick(
        format!(
            "What the log “{name}” shows ({path}: {events} events of {cases} cases, {period})\n"
        ),
        format!("日志“{name}”说明什么（{path}：{cases} 个个案的 {events} 个事件，{period}）\n"),
    );
    let columns = columns.join(lang.pick(", ", "，"));
    text.push_str(&lang.pick(
        format!("  read as: {columns}\n"),
        format!("  列的含义：{columns}\n"),
    ));
    text.push_str(&whose_hours(log, lang));
    text.push_str(&whole(log, lang));
    for note in notes(log) {
        text.push_str(&format!("  · {}\n", note.get(lang)));
    }
    for doubt in &log.doubts {
        let mark = if doubt.of_times { '!' } else { '·' };
        text.push_str(&format!("  {mark} {}\n", doubt.text.get(lang)));
    }
    if !log.unknown.is_empty() {
        let names = log.unknown.iter().map(|(name, n)| format!("{name} ({n})"));
        let names = names.take(5).collect::<Vec<_>>().join(", ");
        let count = log.unknown.len();
        text.push_str(&lang.pick(
            format!("  · activities that are no step: {count}, such as {names}\n"),
            format!("  · 不属于任何工序的活动 {count} 种，如 {names}\n"),
        ));
    }
    text.push('\n');
    text
}

/// What it says of its cases as wholes: whether they flow, and whether orders were kept.
fn whole(log: &LoggedLog, lang: Lang) -> String {
    let mut text = String::new();
    if let Some(flow) = &log.open.flow {
        let said = little(flow, log.hours.is_some(), lang);
        text.push_str(&lang.pick(format!("  flow: {said}\n"), format!("  流量：{said}\n")));
    }
    if let Some(otif) = log.open.otif {
        let (both, n, share) = (otif.both, otif.n, percent(otif.both, otif.n));
        let basis = log.how.column(Role::Due).unwrap_or_default();
        text.push_str(&lang.pick(
            format!("  on time and in full: {share}, {both} of {n}; due by `{basis}`\n"),
            format!("  准时且足量：{share}，{both} / {n}；期限取自“{basis}”列\n"),
        ));
    }
    text
}

/// The most remarks on a file that are shown.
const MOST_NOTES: usize = 4;

/// What its reader has to say.
fn notes(log: &LoggedLog) -> impl Iterator<Item = &Text> {
    log.how.notes.iter().take(MOST_NOTES)
}

/// Whose hours its durations are; empty where all hours count.
fn whose_hours(log: &LoggedLog, lang: Lang) -> String {
    let hours = log.hours.as_ref();
    hours.map_or_else(String::new, |hours| hours.said(lang))
}

/// Its handoffs, as a table; empty if it shows none of the model.
fn handoffs(world: &World, log: &LoggedLog, scope: &Scope, lang: Lang) -> String {
    let of = |one: &LoggedHandoff| subject(SubjectKind::Handoff, one.id.index());
    let shown = log.handoffs.iter();
    let shown: Vec<_> = shown.filter(|one| scope.includes(world, of(one))).collect();
    if shown.is_empty() {
        return String::new();
    }
    let waits = match log.has_durations {
        true => lang.pick("median wait", "等待中位数"),
        false => lang.pick("median gap", "间隔中位数"),
    };
    let heads = [
        (lang.pick("handoff", "交接"), Align::Left),
        ("n", Align::Right),
        (waits, Align::Right),
        (lang.pick("1 in 10 longer than", "一成超过"), Align::Right),
        (lang.pick("part of all", "占全部"), Align::Right),
        (lang.pick("sent back", "退回"), Align::Right),
        (lang.pick("usable", "可用"), Align::Right),
    ];
    let mut columns = Columns::new(&heads, 60);
    for one in shown {
        let time = |millis: f64| log.say(millis, lang);
        let usable = match one.good {
            (_, 0) => "–".to_owned(),
            (k, n) => format!("{k}/{n}"),
        };
        columns.row(vec![
            world.id(of(one)),
            one.n.to_string(),
            time(one.wait.median),
            time(one.wait.p90),
            format!("{} %", half_up_text(100.0 * one.share_of_waiting, 0)),
            sent_back(one),
            usable,
        ]);
    }
    let mut text = columns.render();
    if log.open.asked && log.open.open > 0 {
        let open = log.open.open;
        text.push_str(&lang.pick(
            format!("  what open cases ({open}) are still waiting for has not ended, and is in none of these times\n"),
            format!("  未完成的个案（{open} 个）仍在进行的等待不在上述时间之内\n"),
        ));
    }
    for one in &log.handoffs {
        let is_shown = scope.includes(world, of(one));
        if let Some(reason) = not_compared(one, lang).filter(|_| is_shown) {
            let id = world.id(of(one));
            text.push_str(&lang.pick(
                format!("  due time of {id} not held against the log: {reason}\n"),
                format!("  {id} 的期限未与日志对照：{reason}\n"),
            ));
        }
    }
    for line in own_results(world, log, scope, lang) {
        text.push_str(&format!("  {line}\n"));
    }
    format!("{text}\n")
}

/// Of which handoffs the log does not say what the receiver got, as its results are of its own work.
fn own_results(world: &World, log: &LoggedLog, scope: &Scope, lang: Lang) -> Vec<String> {
    let of = |one: &LoggedHandoff| subject(SubjectKind::Handoff, one.id.index());
    let shown = log.handoffs.iter();
    let shown = shown.filter(|one| scope.includes(world, of(one)));
    let lines = shown.filter_map(|one| {
        // What the model says itself is no news.
        let OwnResults::Shown {
            again,
            of: all,
            elsewhere,
        } = one.own_results?
        else {
            return None;
        };
        let here = match elsewhere {
            true => lang.pick("of other steps the same was", "其他工序的 "),
            false => lang.pick("it was", ""),
        };
        let id = world.id(of(one));
        Some(lang.pick(
            format!("what the receiver says of {id} is not known: its results are taken to be of its own work, as after {again} of {all} bad ones {here} done again at once; if they are of what it was given, write judges = \"received\" in the [[log]]"),
            format!("{id} 的接收方收到的东西好坏不明：{here}{all} 次不合格中有 {again} 次之后紧接着重做同一工序，故按它自己做的活算；如果说的是收到的东西，请在 [[log]] 中写 judges = \"received\""),
        ))
    });
    lines.collect()
}

/// Why the times of a handoff are not held against the time it is due in, if so.
fn not_compared(one: &LoggedHandoff, lang: Lang) -> Option<String> {
    let reason = one.due.as_ref()?.reason()?;
    Some(reason.get(lang).to_owned())
}

/// A log in the JSON report.
#[derive(Debug, Serialize)]
pub(super) struct LogOut {
    log: String,
    path: String,
    hash: String,
    events: usize,
    cases: u64,
    open_cases: Option<u64>,
    first_day: String,
    last_day: String,
    has_durations: bool,
    /// The id of the calendar whose hours count; all hours do if not set.
    calendar: Option<String>,
    columns: Vec<(&'static str, String)>,
    /// In process on average, and what throughput and lead time come to; set where `last` is.
    flow: Option<(f64, f64)>,
    /// Orders on time and in full, of those judged for both.
    otif: Option<(u64, u64)>,
    notes: Vec<String>,
    doubts: Vec<DoubtOut>,
    unknown_activities: Vec<String>,
    unseen_steps: Vec<String>,
    unseen_handoffs: Vec<String>,
    unmodelled: Vec<UnmodelledOut>,
    handoffs: Vec<HandoffOut>,
}

#[derive(Debug, Serialize)]
struct DoubtOut {
    about: String,
    message: String,
    of_times: bool,
}

#[derive(Debug, Serialize)]
struct UnmodelledOut {
    from: String,
    to: String,
    n: u64,
    share: f64,
}

/// How much the receiver sent back, where that is not the way work goes.
fn sent_back(one: &LoggedHandoff) -> String {
    one.returned
        .map_or_else(|| "–".to_owned(), |returned| percent(returned, one.n))
}

/// Times are waits where the log has durations, else gaps; in seconds, those of a calendar only
/// where the log names one.
#[derive(Debug, Serialize)]
struct HandoffOut {
    handoff: String,
    n: u64,
    median: f64,
    mean: f64,
    p90: f64,
    share_of_waiting: f64,
    overlapping: u64,
    repeated: u64,
    /// Not there where to give there is a handoff of its own.
    returned: Option<u64>,
    cases: u64,
    cases_back_and_forth: u64,
    good: Option<(u64, u64)>,
    within_due: Option<u64>,
    /// Why that is not known though a duration is due, and what to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_not_compared: Option<String>,
    /// Results of the receiver are of its own work: bad ones after which it was done again at once, of
    /// all after which anything followed; not set where the model says so, or they are of what came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    own_results: Option<(u64, u64)>,
}

/// The logs in scope.
pub(super) fn out(checked: &Checked, scope: &Scope, lang: Lang) -> Vec<LogOut> {
    let world = &checked.world;
    let logs = world.logged.logs.iter();
    logs.filter(|log| scope.includes(world, subject(SubjectKind::Log, log.at)))
        .map(|log| log_out(world, log, lang))
        .collect()
}

fn log_out(world: &World, log: &LoggedLog, lang: Lang) -> LogOut {
    let step = |id: crate::model::StepId| world.id(subject(SubjectKind::Step, id.index()));
    let handoff = |id: crate::model::HandoffId| world.id(subject(SubjectKind::Handoff, id.index()));
    let columns = log.how.columns.iter();
    LogOut {
        log: world.id(subject(SubjectKind::Log, log.at)),
        path: log.path.clone(),
        hash: log.hash.clone(),
        events: log.events,
        cases: log.cases.n,
        open_cases: log.open.asked.then_some(log.open.open),
        first_day: log.period.first().to_string(),
        last_day: log.period.last().to_string(),
        has_durations: log.has_durations,
        calendar: log.hours.as_ref().map(|hours| hours.id.to_string()),
        columns: columns
            .map(|(role, column)| (role.name(), column.clone()))
            .collect(),
        flow: log.open.flow.map(|flow| (flow.in_process, flow.expected())),
        otif: log.open.otif.map(|otif| (otif.both, otif.n)),
        notes: notes(log).map(|note| note.get(lang).to_owned()).collect(),
        doubts: log
            .doubts
            .iter()
            .map(|doubt| DoubtOut {
                about: doubt.name.to_string(),
                message: doubt.text.get(lang).to_owned(),
                of_times: doubt.of_times,
            })
            .collect(),
        unknown_activities: log
            .unknown
            .iter()
            .map(|(name, _)| name.to_string())
            .collect(),
        unseen_steps: log.unseen_steps.iter().map(|id| step(*id)).collect(),
        unseen_handoffs: log.unseen_handoffs.iter().map(|id| handoff(*id)).collect(),
        unmodelled: log
            .unmodelled
            .iter()
            .map(|one| UnmodelledOut {
                from: step(one.from),
                to: step(one.to),
                n: one.n,
                share: one.share,
            })
            .collect(),
        handoffs: log
            .handoffs
            .iter()
            .map(|one| HandoffOut {
                handoff: handoff(one.id),
                n: one.n,
                median: one.wait.median / 1000.0,
                mean: one.wait.mean / 1000.0,
                p90: one.wait.p90 / 1000.0,
                share_of_waiting: one.share_of_waiting,
                overlapping: one.overlapping,
                repeated: one.repeated,
                returned: one.returned,
                cases: one.cases.0,
                cases_back_and_forth: one.cases.1,
                good: (one.good.1 > 0).then_some(one.good),
                within_due: one.within,
                due_not_compared: not_compared(one, lang),
                own_results: match one.own_results {
                    Some(OwnResults::Shown { again, of, .. }) => Some((again, of)),
                    Some(OwnResults::Said) | None => None,
                },
            })
            .collect(),
    }
}
