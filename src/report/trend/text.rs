//! The trend for a terminal.

use super::super::columns::{Align, Columns};
use super::super::history::{others, rules};
use super::super::object;
use super::{View, goals};
use crate::lang::{Lang, one_line};
use crate::record::{Audited, Found, Open, Since};

/// The whole report.
pub fn text(view: &View<'_>) -> String {
    let parts = [audits(view), open(view), changes(view), goals::table(view)];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn percent(part: f64) -> String {
    // Rounded down: 100 % is said only where everything was decided.
    format!("{} %", (100.0 * part).floor())
}

/// A row for each audit, and where their rules differ.
fn audits(view: &View<'_>) -> String {
    let lang = view.lang;
    let right = |en, zh| (lang.pick(en, zh), Align::Right);
    let heads = [
        (lang.pick("day", "日期"), Align::Left),
        right("errors", "严重"),
        right("warnings", "一般"),
        right("notes", "观察项"),
        right("undetermined", "尚不能判定"),
        right("decided", "已判定"),
        right("new", "新增"),
        right("again", "再次出现"),
        right("fixed", "已纠正"),
    ];
    let mut columns = Columns::new(&heads, 24);
    for audit in &view.trend.audits {
        let changed = |list: fn(&Since) -> &Vec<Found>| {
            let since = audit.since.as_ref();
            since.map_or_else(
                || "–".to_owned(),
                |(_, since)| list(since).len().to_string(),
            )
        };
        let mut row = vec![audit.date.to_string()];
        row.extend(audit.levels.each().map(|(_, count)| count.to_string()));
        row.push(audit.checks.undetermined.to_string());
        row.push(
            audit
                .checks
                .decided()
                .map_or_else(|| "–".to_owned(), percent),
        );
        row.push(changed(|since| &since.new));
        row.push(changed(|since| &since.again));
        row.push(changed(|since| &since.fixed));
        columns.row(row);
    }
    let title = lang.pick(
        "Audits (levels as found, before any raise for what came again)",
        "历次审核（级别为发现时的级别，未因再次出现而升级）",
    );
    let mut text = format!("{title}\n\n{}", columns.render());
    let notes: Vec<_> = view
        .trend
        .audits
        .iter()
        .filter_map(|audit| differs(audit, lang))
        .collect();
    if !notes.is_empty() {
        text.push('\n');
        text.push_str(&notes.concat());
    }
    text
}

/// Where the rules of an audit are others than those of the one before.
fn differs(audit: &Audited, lang: Lang) -> Option<String> {
    let (before, since) = audit.since.as_ref()?;
    let said = rules(&since.rules, lang)?;
    let (said, date) = (said.trim_start(), audit.date);
    Some(lang.pick(
        format!("  {date} against {before}: {said}\n"),
        format!("  {date} 与 {before} 相比：{said}\n"),
    ))
}

/// What was open at the last audit, the oldest first.
fn open(view: &View<'_>) -> String {
    let lang = view.lang;
    let Some(last) = view.trend.last() else {
        return String::new();
    };
    let date = last.date;
    if view.trend.open.is_empty() {
        let undetermined = last.checks.undetermined;
        return lang.pick(
            format!("Nothing was open on {date}; {undetermined} checks were undetermined.\n"),
            format!("{date} 没有未解决的发现；{undetermined} 项检查尚不能判定。\n"),
        );
    }
    let heads = [
        (lang.pick("since", "起始"), Align::Left),
        (lang.pick("days", "天数"), Align::Right),
        (lang.pick("in audits", "审核次数"), Align::Left),
        (lang.pick("level", "级别"), Align::Left),
        (lang.pick("rule", "规则"), Align::Left),
        (lang.pick("object", "对象"), Align::Left),
        (lang.pick("owner", "负责人"), Align::Left),
        (lang.pick("again", "再次出现"), Align::Left),
    ];
    let mut columns = Columns::new(&heads, 44);
    for one in &view.trend.open {
        columns.row(row(one, lang));
    }
    let count = view.trend.open.len();
    let title = lang.pick(
        format!("Open on {date}, the oldest first ({count})"),
        format!("{date} 仍未解决的发现，从最早的开始（{count} 项）"),
    );
    format!("{title}\n\n{}", columns.render())
}

fn row(one: &Open, lang: Lang) -> Vec<String> {
    let (found, looked) = one.seen;
    let owner = one.found.owner.as_ref();
    let again = one.recurs.as_ref().map(|recurs| {
        let (first, fixed) = (one.first, recurs.fixed_on);
        lang.pick(
            format!("first {first}, fixed {fixed}"),
            format!("最早 {first}，{fixed} 已纠正"),
        )
    });
    vec![
        one.since.to_string(),
        one.days.to_string(),
        lang.pick(
            format!("{found} of {looked}"),
            format!("{looked} 次中 {found} 次"),
        ),
        one.found.level.word(lang).to_owned(),
        one_line(&one.found.rule),
        one_line(object(&one.found.object, lang)),
        owner.map_or_else(|| "–".to_owned(), |owner| one_line(owner.get(lang))),
        again.unwrap_or_default(),
    ]
}

/// What changed between the last two audits.
fn changes(view: &View<'_>) -> String {
    let lang = view.lang;
    let Some((date, Some((before, since)))) = view
        .trend
        .last()
        .map(|last| (last.date, last.since.as_ref()))
    else {
        return String::new();
    };
    let named = |list: &[Found], en: &str, zh: &str| {
        let lines = list.iter().map(|found| {
            let (rule, object) = (one_line(&found.rule), one_line(object(&found.object, lang)));
            lang.pick(
                format!("  {en}: {rule} on {object}\n"),
                format!("  {zh}：{object} 的 {rule}\n"),
            )
        });
        lines.collect::<String>()
    };
    let mut text = [
        named(&since.new, "new", "新增"),
        named(&since.again, "again", "再次出现"),
        named(&since.fixed, "fixed", "已纠正"),
    ]
    .concat();
    let open = since.still_open.len();
    text.push_str(&lang.pick(
        format!("  still open: {open}\n"),
        format!("  仍未解决：{open} 项\n"),
    ));
    for line in others(since, view.scope, lang) {
        text.push_str(&format!("{line}\n"));
    }
    let title = lang.pick(
        format!("From {before} to {date}"),
        format!("{before} 至 {date} 的变化"),
    );
    format!("{title}\n\n{text}")
}
