//! What records of earlier audits tell of this one: a note under each finding, lines of the
//! summary, and the same for programs.

mod fate;

use serde::Serialize;

pub(super) use self::fate::{Fate, counted};

use super::moved::{self, Moved};
use super::object;
use super::summary::Scope;
use crate::audit::Checked;
use crate::finding::{Finding, Level};
use crate::lang::{Lang, one_line};
use crate::record::{Found, History, Past, RuleChanges, Since};

/// More findings than a reader of the summary wants by name.
const MOST_NAMED: usize = 10;

/// How many findings a line names.
const FEW: usize = 5;

/// The notes of a finding: since when it is there, and whether it came again.
pub(super) fn notes(
    checked: &Checked,
    finding: &Finding,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let Some(history) = &checked.history else {
        return Vec::new();
    };
    let Some(past) = history.of_finding(finding) else {
        return Vec::new();
    };
    let mut notes = vec![(lang.pick("since", "起始"), seen(history, past, lang))];
    notes.extend(again(past, lang).map(|note| (lang.pick("again", "再次出现"), note)));
    notes
}

/// `2026-03-01, in 4 of the 5 audits recorded since`.
fn seen(history: &History, past: &Past, lang: Lang) -> String {
    let Some(since) = past.since else {
        let last = history.last.date;
        return lang.pick(
            format!("new since the record of {last}"),
            format!("{last} 的记录之后新出现"),
        );
    };
    let (found, looked) = (past.found_in, past.looked_in);
    let recorded = history.days.iter().filter(|day| **day >= since).count();
    let plural = if looked == 1 { "" } else { "s" };
    if recorded == looked {
        return lang.pick(
            format!("{since}, in {found} of the last {looked} audit{plural}"),
            format!("{since}，最近 {looked} 次审核中有 {found} 次"),
        );
    }
    lang.pick(
        format!("{since}, in {found} of {looked} audit{plural} since then that looked for it"),
        format!("{since}，此后查过它的 {looked} 次审核中有 {found} 次"),
    )
}

/// `since 2026-05-03; fixed on 2026-03-01 before; raised from warning`.
fn again(past: &Past, lang: Lang) -> Option<String> {
    let recurs = past.recurs.as_ref()?;
    let fixed = recurs.fixed_on;
    let since = recurs.again_since.map_or_else(
        || lang.pick("in this audit", "本次审核").to_owned(),
        |day| lang.pick(format!("since {day}"), format!("自 {day} 起")),
    );
    let raised = past.raised_from.map(|level| {
        let level = level.word(lang);
        lang.pick(
            format!("; raised from {level}: the correction did not hold"),
            format!("；由{level}升级：纠正没有见效"),
        )
    });
    let raised = raised.unwrap_or_default();
    Some(lang.pick(
        format!("{since}; fixed on {fixed} before{raised}"),
        format!("{since}；此前 {fixed} 已纠正{raised}"),
    ))
}

/// The findings of a list in scope.
fn meant<'a>(list: &'a [Found], scope: &'a Scope) -> impl Iterator<Item = &'a Found> {
    list.iter().filter(|found| scope.includes_id(&found.object))
}

/// What the summary says, a line each; nothing without records.
pub(super) fn lines(checked: &Checked, scope: &Scope, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(history) = &checked.history {
        let since = &history.since;
        let last = history.last.date;
        let [(_, new), (_, open), (_, again), (_, fixed), ..] = counted(since, scope);
        lines.push(lang.pick(
            format!("since the record of {last}: {new} new, {open} still open, {again} again, {fixed} fixed"),
            format!("与 {last} 的记录相比：新增 {new} 项，仍未解决 {open} 项，再次出现 {again} 项，已纠正 {fixed} 项"),
        ));
        lines.extend(others(since, scope, lang));
        lines.extend(recurring(checked, history, scope, lang));
        lines.extend(fixed_by_name(since, scope, lang));
        lines.extend(rules(&since.rules, lang));
        lines.extend(moved::lines(history, scope, lang));
    }
    if !checked.left_out.is_empty() {
        let days: Vec<_> = checked.left_out.iter().map(ToString::to_string).collect();
        let days = days.join(lang.pick(", ", "、"));
        lines.push(lang.pick(
            format!("records later than the day of this audit are left out: {days}"),
            format!("晚于本次审核日期的记录不计：{days}"),
        ));
    }
    lines
}

/// What became of the rest of the last record.
pub(super) fn others(since: &Since, scope: &Scope, lang: Lang) -> Vec<String> {
    let rest = fate::listed(since).into_iter();
    rest.filter(|(fate, _)| fate::is_of_the_rest(*fate))
        .map(|(fate, list)| (fate, meant(list, scope).collect::<Vec<_>>()))
        .filter(|(_, list)| !list.is_empty())
        .map(|(fate, list)| {
            let (count, words) = (list.len(), fate.words(lang));
            let names = list.iter().map(|found| (&*found.rule, &*found.object));
            let which = which(names, lang);
            lang.pick(
                format!("  {count} {words}: {which}"),
                format!("  {count} {words}：{which}"),
            )
        })
        .collect()
}

/// The first few findings by rule and object, and how many more.
pub(super) fn which<'a>(
    found: impl ExactSizeIterator<Item = (&'a str, &'a str)>,
    lang: Lang,
) -> String {
    let more = found.len().saturating_sub(FEW);
    let mut names: Vec<String> = found
        .take(FEW)
        .map(|(rule, at)| {
            let (rule, at) = (one_line(rule), one_line(object(at, lang)));
            lang.pick(format!("{rule} on {at}"), format!("{at} 的 {rule}"))
        })
        .collect();
    if more > 0 {
        names.push(lang.pick(format!("and {more} more"), format!("另有 {more} 项")));
    }
    names.join(lang.pick(", ", "、"))
}

/// How many came again, and how many of them count more for it.
fn recurring(checked: &Checked, history: &History, scope: &Scope, lang: Lang) -> Option<String> {
    let count = meant(&history.since.recurring, scope).count();
    if count == 0 {
        return None;
    }
    let findings = checked.outcome.findings.iter();
    let in_scope = findings.filter(|finding| scope.includes(&checked.world, finding.subject));
    let raised = in_scope
        .filter_map(|finding| history.of_finding(finding))
        .filter(|past| past.raised_from.is_some())
        .count();
    let why = match (history.raises, raised) {
        (false, _) => lang.pick(
            "; their levels stay (baton.toml: raise = false)".to_owned(),
            "；级别不变（baton.toml：raise = false）".to_owned(),
        ),
        (true, 0) => String::new(),
        (true, raised) => lang.pick(
            format!("; {raised} raised by one level, for the correction did not hold"),
            format!("；其中 {raised} 项因纠正没有见效而升一级"),
        ),
    };
    Some(lang.pick(
        format!("  {count} recurring: corrected before, and found again{why}"),
        format!("  {count} 项纠正后又再次出现{why}"),
    ))
}

fn fixed_by_name(since: &Since, scope: &Scope, lang: Lang) -> Vec<String> {
    let fixed: Vec<_> = meant(&since.fixed, scope).collect();
    let mut lines: Vec<_> = fixed
        .iter()
        .take(MOST_NAMED)
        .map(|found| {
            let (rule, object) = (&found.rule, object(&found.object, lang));
            lang.pick(
                format!("  fixed: {rule} on {object}"),
                format!("  已纠正：{object} 的 {rule}"),
            )
        })
        .collect();
    if let Some(more) = fixed.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        lines.push(lang.pick(
            format!("  … and {more} more"),
            format!("  …… 另有 {more} 项"),
        ));
    }
    lines
}

/// Which rules are others now, so that counts cannot be compared.
pub(super) fn rules(changes: &RuleChanges, lang: Lang) -> Option<String> {
    if changes.is_empty() {
        return None;
    }
    let named = |ids: &[String], en, zh| {
        let mut shown: Vec<&str> = ids.iter().map(String::as_str).take(MOST_NAMED).collect();
        let more = ids.len().saturating_sub(MOST_NAMED);
        let rest = lang.pick(format!("{more} more"), format!("另 {more} 条"));
        if more > 0 {
            shown.push(&rest);
        }
        let shown = shown.join(lang.pick(", ", "、"));
        let colon = lang.pick(": ", "：");
        (!ids.is_empty()).then(|| format!("{}{colon}{shown}", lang.pick(en, zh)))
    };
    let parts = [
        named(&changes.appeared, "new", "新增"),
        named(&changes.disappeared, "no longer", "不再运行"),
        named(&changes.changed, "changed", "已改动"),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let parts = parts.join(lang.pick("; ", "；"));
    Some(lang.pick(
        format!("  other rules ran, so the counts cannot be compared ({parts})"),
        format!("  所用规则不同，数量不可直接比较（{parts}）"),
    ))
}

/// What records tell of a finding, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct PastOut {
    since: Option<String>,
    found_in: usize,
    looked_in: usize,
    recurs: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    again_since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raised_from: Option<Level>,
}

/// What records tell of a finding, for JSON.
pub(super) fn past_out(checked: &Checked, finding: &Finding) -> Option<PastOut> {
    let past = checked.history.as_ref()?.of_finding(finding)?;
    let recurs = past.recurs.as_ref();
    Some(PastOut {
        since: past.since.map(|day| day.to_string()),
        found_in: past.found_in,
        looked_in: past.looked_in,
        recurs: recurs.is_some(),
        fixed_on: recurs.map(|recurs| recurs.fixed_on.to_string()),
        again_since: recurs.and_then(|recurs| Some(recurs.again_since?.to_string())),
        raised_from: past.raised_from,
    })
}

/// What changed since the last record, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct SinceOut {
    record: String,
    records: usize,
    #[serde(flatten)]
    changes: ChangesOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    goals: Option<Moved>,
}

/// What changed from one record to the next, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct ChangesOut {
    still_open: usize,
    new: Vec<EntryOut>,
    again: Vec<EntryOut>,
    recurring: Vec<EntryOut>,
    fixed: Vec<EntryOut>,
    waived: Vec<EntryOut>,
    changed: Vec<EntryOut>,
    not_judged: Vec<EntryOut>,
    gone: Vec<EntryOut>,
    rules: RulesOut,
}

#[derive(Debug, Serialize)]
struct EntryOut {
    rule: String,
    object: String,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct RulesOut {
    appeared: Vec<String>,
    disappeared: Vec<String>,
    changed: Vec<String>,
}

/// What changed since the last record, for JSON.
pub(super) fn since_out(checked: &Checked, scope: &Scope) -> Option<SinceOut> {
    let history = checked.history.as_ref()?;
    Some(SinceOut {
        record: history.last.date.to_string(),
        records: history.days.len(),
        changes: changes_out(&history.since, scope),
        goals: moved::moved(history, scope),
    })
}

pub(super) fn changes_out(since: &Since, scope: &Scope) -> ChangesOut {
    let entries = |list| {
        let list = meant(list, scope).map(|found: &Found| EntryOut {
            rule: found.rule.clone(),
            object: found.object.clone(),
            fingerprint: found.fingerprint.clone(),
        });
        list.collect()
    };
    ChangesOut {
        still_open: meant(&since.still_open, scope).count(),
        new: entries(&since.new),
        again: entries(&since.again),
        recurring: entries(&since.recurring),
        fixed: entries(&since.fixed),
        waived: entries(&since.waived),
        changed: entries(&since.changed),
        not_judged: entries(&since.not_judged),
        gone: entries(&since.gone),
        rules: RulesOut {
            appeared: since.rules.appeared.clone(),
            disappeared: since.rules.disappeared.clone(),
            changed: since.rules.changed.clone(),
        },
    }
}
