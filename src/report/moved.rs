//! How the gap of a goal moved from one record to another, in words and for programs: the same
//! in the trend, in the audit and on its page.

use serde::Serialize;

use super::gaps::rounded;
use super::summary::Scope;
use crate::lang::Lang;
use crate::quantity::Quantity;
use crate::record::{Change, Compared, GoalState, GoalThen, History, NotCompared, Standing, Value};

/// More goals than a reader of the summary wants by name.
const MOST_NAMED: usize = 10;

/// A number of a record as people write it.
pub(super) fn shown(value: f64, unit: &str, lang: Lang) -> String {
    let written = format!("{value} {unit}");
    let read = Quantity::parse(written.trim());
    read.map_or(written, |quantity| rounded(&quantity).show(lang))
}

/// Whether a goal was shown to be met.
pub(super) fn standing(standing: Standing, lang: Lang) -> &'static str {
    match standing {
        Standing::Met => lang.pick("met", "已达成"),
        Standing::NotMet => lang.pick("not met", "未达成"),
        Standing::Undetermined => lang.pick("undetermined", "尚不能判定"),
    }
}

/// Whether a goal came nearer to its target, for programs.
pub(super) fn word(compared: Compared) -> &'static str {
    match compared {
        Compared::Same { change, .. } => match change {
            Change::Better => "better",
            Change::Worse => "worse",
            Change::Unchanged | Change::NoNewValue => "unchanged",
        },
        Compared::Not(_) => "not-compared",
    }
}

/// Why no direction is said, or less than it may seem; `None` where nothing need be added.
pub(super) fn reason(compared: Compared, lang: Lang) -> Option<&'static str> {
    let reason = match compared {
        Compared::Same {
            change: Change::NoNewValue,
            ..
        } => lang.pick("still the same figure", "仍是同一个观测值"),
        Compared::Same {
            change: Change::Better | Change::Worse,
            beyond_chance: false,
        } => lang.pick("not shown to be more than chance", "未证明不是偶然波动"),
        Compared::Same { .. } => return None,
        Compared::Not(why) => match why {
            NotCompared::NotThere => lang.pick("there was no such goal then", "当时没有这个目标"),
            NotCompared::Gone => lang.pick("the goal is no longer there", "目标已不存在"),
            NotCompared::NoValueThen => lang.pick("there was no value then", "当时没有观测值"),
            NotCompared::NoValueNow => lang.pick("there is no value now", "现在没有观测值"),
            NotCompared::OtherUnit => lang.pick("the unit changed", "单位变了"),
            NotCompared::OtherTarget => lang.pick("the target changed", "目标值变了"),
            NotCompared::NoDistance => lang.pick(
                "there is no target, or it is not known which way is better",
                "没有目标值，或不知道哪个方向更好",
            ),
        },
    };
    Some(reason)
}

/// Whether a goal came nearer to its target, for people.
pub(super) fn direction(compared: Compared, lang: Lang) -> String {
    let said = match compared {
        Compared::Same { change, .. } => match change {
            Change::Better => lang.pick("better", "更好"),
            Change::Worse => lang.pick("worse", "更差"),
            Change::Unchanged | Change::NoNewValue => lang.pick("unchanged", "不变"),
        },
        Compared::Not(_) => lang.pick("not compared", "不作比较"),
    };
    reason(compared, lang).map_or_else(
        || said.to_owned(),
        |reason| lang.pick(format!("{said} ({reason})"), format!("{said}（{reason}）")),
    )
}

/// `met → not met` where the verdict is another one; `None` where it stayed.
pub(super) fn turned(then: &GoalThen, lang: Lang) -> Option<String> {
    let (was, is) = (then.then.as_ref()?.verdict, then.now.as_ref()?.verdict);
    (was != is).then(|| format!("{} → {}", standing(was, lang), standing(is, lang)))
}

/// What was missing then; `None` where nothing was, or nobody knew.
fn short(state: Option<&GoalState>) -> Option<&Value> {
    let distance = state?.distance.as_ref()?;
    (distance.value > 0.0).then_some(distance)
}

/// `better; short by 25 % then; not met → met`: a goal since the last record, in a table.
pub(super) fn since(then: &GoalThen, lang: Lang) -> String {
    let mut said = direction(then.compared, lang);
    // In another unit it still says where one stood; with another target it would mislead.
    let misleads = matches!(then.compared, Compared::Not(NotCompared::OtherTarget));
    if let Some(short) = short(then.then.as_ref()).filter(|_| !misleads) {
        let short = shown(short.value, &short.unit, lang);
        said += &lang.pick(
            format!("; short by {short} then"),
            format!("；当时差 {short}"),
        );
    }
    if let Some(turned) = turned(then, lang) {
        said += &lang.pick(format!("; {turned}"), format!("；{turned}"));
    }
    said
}

/// What the last record tells of the goal with this id.
pub(super) fn of_goal<'h>(history: &'h History, id: &str) -> Option<&'h GoalThen> {
    let found = history
        .goals
        .binary_search_by(|one| one.id.as_str().cmp(id));
    history.goals.get(found.ok()?)
}

/// The goals of this audit or of the last record that are in scope.
fn meant<'h>(history: &'h History, scope: &'h Scope) -> impl Iterator<Item = &'h GoalThen> {
    history
        .goals
        .iter()
        .filter(|one| scope.includes_id(&one.id))
}

/// How many goals went which way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Moved {
    better: usize,
    worse: usize,
    unchanged: usize,
    not_compared: usize,
    /// Those of then that are no longer there, by id.
    gone: Vec<String>,
}

/// Counts the goals in scope; `None` if there are none.
pub(super) fn moved(history: &History, scope: &Scope) -> Option<Moved> {
    let mut moved = Moved::default();
    let mut any = false;
    for goal in meant(history, scope) {
        any = true;
        match goal.compared {
            Compared::Same { change, .. } => match change {
                Change::Better => moved.better += 1,
                Change::Worse => moved.worse += 1,
                Change::Unchanged | Change::NoNewValue => moved.unchanged += 1,
            },
            Compared::Not(NotCompared::Gone) => moved.gone.push(goal.id.clone()),
            Compared::Not(_) => moved.not_compared += 1,
        }
    }
    any.then_some(moved)
}

/// What the summary says of the goals: counts, then by name those that moved or are gone.
pub(super) fn lines(history: &History, scope: &Scope, lang: Lang) -> Vec<String> {
    let Some(moved) = moved(history, scope) else {
        return Vec::new();
    };
    let mut lines = vec![counted(&moved, lang)];
    let (worse, better) = (Change::Worse, Change::Better);
    let named = meant(history, scope).filter(|one| is(one, worse));
    let named = named.chain(meant(history, scope).filter(|one| is(one, better)));
    let gone = |one: &&GoalThen| one.compared == Compared::Not(NotCompared::Gone);
    let named: Vec<_> = named.chain(meant(history, scope).filter(gone)).collect();
    for goal in named.iter().take(MOST_NAMED) {
        let (id, said) = (crate::lang::one_line(&goal.id), since(goal, lang));
        lines.push(lang.pick(format!("  {id}: {said}"), format!("  {id}：{said}")));
    }
    if let Some(more) = named.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        lines.push(lang.pick(
            format!("  … and {more} more"),
            format!("  …… 另有 {more} 个"),
        ));
    }
    lines
}

fn is(goal: &GoalThen, wanted: Change) -> bool {
    matches!(goal.compared, Compared::Same { change, .. } if change == wanted)
}

/// `goals since then: 1 better, 0 worse, 2 unchanged`, and more where there is more.
pub(super) fn counted(moved: &Moved, lang: Lang) -> String {
    let Moved {
        better,
        worse,
        unchanged,
        not_compared,
        gone,
    } = moved;
    let gone = gone.len();
    let mut said = lang.pick(
        format!("goals since then: {better} better, {worse} worse, {unchanged} unchanged"),
        format!("此后的目标：更好 {better} 个，更差 {worse} 个，不变 {unchanged} 个"),
    );
    if *not_compared > 0 {
        said += &lang.pick(
            format!(", {not_compared} not compared"),
            format!("，不作比较 {not_compared} 个"),
        );
    }
    if gone > 0 {
        said += &lang.pick(
            format!(", {gone} no longer there"),
            format!("，已不存在 {gone} 个"),
        );
    }
    said
}

/// How a goal moved since the last record, for JSON.
#[derive(Debug, Serialize)]
pub(super) struct ThenOut {
    record: String,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond_chance: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict_then: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual_then: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_then: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_then: Option<Value>,
}

/// How the goal with this id moved, for JSON; `None` without records.
pub(super) fn then_out(history: Option<&History>, id: &str, lang: Lang) -> Option<ThenOut> {
    let history = history?;
    let goal = of_goal(history, id)?;
    let then = goal.then.as_ref();
    let actual = then.and_then(|then| then.actual.as_ref());
    Some(ThenOut {
        record: history.last.date.to_string(),
        change: word(goal.compared),
        beyond_chance: beyond_chance(goal.compared),
        reason: reason(goal.compared, lang),
        verdict_then: then.map(|then| then.verdict.word()),
        actual_then: actual.map(|actual| Value {
            value: actual.value,
            unit: actual.unit.clone(),
        }),
        target_then: then.and_then(|then| then.target.clone()),
        distance_then: then.and_then(|then| then.distance.clone()),
    })
}

/// Whether the values and their bounds say more than chance; `None` where nothing is compared.
pub(super) fn beyond_chance(compared: Compared) -> Option<bool> {
    match compared {
        Compared::Same { beyond_chance, .. } => Some(beyond_chance),
        Compared::Not(_) => None,
    }
}
