//! Goals from day to day: values, and whether the gap became smaller.

use super::super::columns::{Align, Columns};
use super::super::moved::{direction, shown, standing, turned};
use super::View;
use crate::lang::{Lang, one_line};
use crate::record::{GoalState, GoalTrend, Measured};

/// A block for each goal, with a row for each figure; empty if there is no goal.
pub(super) fn table(view: &View<'_>) -> String {
    if view.trend.goals.is_empty() {
        return String::new();
    }
    let lang = view.lang;
    let blocks: Vec<_> = view
        .trend
        .goals
        .iter()
        .map(|goal| block(goal, lang))
        .collect();
    let title = lang.pick("Goals", "目标");
    format!("{title}\n\n{}", blocks.join("\n"))
}

fn block(goal: &GoalTrend, lang: Lang) -> String {
    let id = one_line(&goal.then.id);
    let said = direction(goal.then.compared, lang);
    let stands = || Some(standing(goal.then.then.as_ref()?.verdict, lang).to_owned());
    let there = goal.then.now.as_ref();
    let turned = there.and_then(|_| turned(&goal.then, lang).or_else(stands));
    let turned = turned.map_or_else(String::new, |it| {
        lang.pick(format!("; {it}"), format!("；{it}"))
    });
    let title = lang.pick(
        format!("  {id}: {said}{turned}\n"),
        format!("  {id}：{said}{turned}\n"),
    );
    let heads = [
        (lang.pick("recorded", "记录日期"), Align::Left),
        (lang.pick("value of", "观测日期"), Align::Left),
        (lang.pick("actual", "观测值"), Align::Right),
        (lang.pick("between", "区间"), Align::Left),
        ("n", Align::Right),
        (lang.pick("target", "目标值"), Align::Right),
        (lang.pick("short by", "差距"), Align::Right),
        (lang.pick("verdict", "判定"), Align::Left),
    ];
    let mut columns = Columns::new(&heads, 40);
    let mut before: Option<&GoalState> = None;
    for (day, state) in &goal.points {
        // What no record between changed is shown once.
        if before.is_some_and(|before| before == state) {
            continue;
        }
        before = Some(state);
        let mut row = vec![day.to_string()];
        row.extend(cells(state, lang));
        columns.row(row);
    }
    let rows = columns.render();
    let rows = rows.lines().map(|line| format!("  {line}\n"));
    title + rows.collect::<String>().as_str()
}

fn cells(state: &GoalState, lang: Lang) -> [String; 7] {
    let nothing = || "–".to_owned();
    let actual = state.actual.as_ref();
    let short = state.distance.as_ref().filter(|short| short.value > 0.0);
    let target = state.target.as_ref();
    [
        actual
            .and_then(|actual| actual.on)
            .map_or_else(nothing, |day| day.to_string()),
        actual.map_or_else(nothing, |actual| shown(actual.value, &actual.unit, lang)),
        actual
            .and_then(|actual| between(actual, lang))
            .unwrap_or_else(nothing),
        actual
            .and_then(|actual| actual.n)
            .map_or_else(nothing, |n| n.to_string()),
        target.map_or_else(nothing, |target| shown(target.value, &target.unit, lang)),
        short.map_or_else(nothing, |short| shown(short.value, &short.unit, lang)),
        standing(state.verdict, lang).to_owned(),
    ]
}

fn between(actual: &Measured, lang: Lang) -> Option<String> {
    let [lower, upper] = actual.interval?;
    let (low, high) = (
        shown(lower, &actual.unit, lang),
        shown(upper, &actual.unit, lang),
    );
    if low == high {
        return Some(lang.pick("all cases", "全数").to_owned());
    }
    Some(format!("{low} … {high}"))
}
