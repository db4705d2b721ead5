//! Before and after: what changes do to every goal, side by side.

use serde::Serialize;

use super::words::{class, shown};
use super::{One, View};
use crate::lang::Lang;
use crate::load::change::Made;
use crate::quantity::{Due, Quantity};
use crate::report::columns::{Align, Columns};
use crate::report::json::{ValueOut, value, written};
use crate::strategy::computed::Side;
use crate::strategy::today::changed;
use crate::strategy::would_be;

/// The name of the JSON's shape.
const SCHEMA: &str = "baton/what-if/1";

/// One goal before and after.
struct Both<'v> {
    goal: String,
    target: Option<&'v Quantity>,
    before: One<'v>,
    after: One<'v>,
}

impl Both<'_> {
    /// What the chain gives before and after; `None` where it has no answer.
    fn computed(&self) -> (Option<&Quantity>, Option<&Quantity>) {
        (
            self.before
                .strategy
                .computed
                .as_ref()
                .map(|(_, value)| value),
            self.after
                .strategy
                .computed
                .as_ref()
                .map(|(_, value)| value),
        )
    }

    /// What was measured, moved as the chain moves.
    fn would_be(&self) -> Option<Quantity> {
        let question = self.after.strategy.question.as_ref()?;
        let (before, _) = self.before.strategy.computed.as_ref()?;
        let (after, _) = self.after.strategy.computed.as_ref()?;
        let measured = self.before.gap.actual.as_ref();
        let measured = measured.and_then(|actual| question.plain_number(&actual.value));
        let value = would_be(question.computed, (before.value, after.value), measured);
        question.quantity(value, self.target?)
    }

    fn is_changed(&self) -> bool {
        let (before, after) = self.computed();
        let moved = match (before, after) {
            (Some(before), Some(after)) => {
                (before.base() - after.base()).abs() > 1e-12 * before.base().abs()
            }
            (None, None) => false,
            _ => true,
        };
        moved
            || self.before.strategy.attainable.class != self.after.strategy.attainable.class
            || self.before.gap.verdict != self.after.gap.verdict
            || self.before.gap.distance != self.after.gap.distance
    }
}

fn both<'v>(before: &View<'v>, after: &View<'v>) -> Vec<Both<'v>> {
    let later: Vec<(String, One<'v>)> = after
        .goals()
        .map(|one| (after.goal_id(one.id), one))
        .collect();
    let pairs = before.goals().filter_map(|one| {
        let goal = before.goal_id(one.id);
        let (_, after) = later.iter().find(|(id, _)| *id == goal)?;
        Some(Both {
            goal,
            target: after.gap.target.as_ref(),
            before: one,
            after: *after,
        })
    });
    pairs.collect()
}

/// The changes, and every goal before and after.
pub fn compared(before: &View<'_>, after: &View<'_>, made: &[Made]) -> String {
    let lang = before.lang;
    let mut text = changes(before, made);
    let goals = both(before, after);
    let changed: Vec<&Both<'_>> = goals.iter().filter(|both| both.is_changed()).collect();
    if changed.is_empty() {
        text.push_str(lang.pick(
            "No goal moves: the chain has no answer to what they measure, or the changes are not on their way.\n",
            "没有目标受影响：链条对其指标没有答案，或改变不在其路径上。\n",
        ));
        return text;
    }
    let heads = [
        (lang.pick("goal", "目标"), Align::Left),
        (lang.pick("target", "目标值"), Align::Right),
        (lang.pick("measured", "观测值"), Align::Right),
        (lang.pick("would be", "将为"), Align::Right),
        (lang.pick("the chain gives", "链条给出"), Align::Right),
        (lang.pick("then", "之后"), Align::Right),
        (lang.pick("reachable", "可达性"), Align::Left),
        (lang.pick("then", "之后"), Align::Left),
    ];
    let nothing = || "–".to_owned();
    let mut columns = Columns::new(&heads, 60);
    for both in &changed {
        let (first, then) = both.computed();
        let value =
            |value: Option<&Quantity>| value.map_or_else(nothing, |value| shown(value, lang));
        columns.row(vec![
            both.goal.clone(),
            value(both.target),
            value(both.before.gap.actual.as_ref().map(|actual| &actual.value)),
            both.would_be()
                .map_or_else(nothing, |value| shown(&value, lang)),
            sided(first, side(&both.before), lang),
            sided(then, side(&both.after), lang),
            class(both.before.strategy.attainable.class, lang).to_owned(),
            class(both.after.strategy.attainable.class, lang).to_owned(),
        ]);
    }
    text.push_str(&columns.render());
    let same = goals.len() - changed.len();
    if same > 0 {
        text.push_str(&lang.pick(
            match same {
                1 => "\n1 more goal does not move.\n".to_owned(),
                _ => format!("\n{same} more goals do not move.\n"),
            },
            format!("\n另有 {same} 个目标不受影响。\n"),
        ));
    }
    text.push_str(lang.pick(
        "\nWorked out from the figures of the chain; the model's files are untouched.\n",
        "\n由链条的数据算出；模型文件没有改动。\n",
    ));
    text
}

/// Which side of the truth a value of the chain is on.
fn side(one: &One<'_>) -> Side {
    let computed = one.strategy.computed.as_ref();
    computed.map_or(Side::Exact, |(answer, _)| answer.side)
}

/// A value with the side of the truth it is on.
fn sided(value: Option<&Quantity>, side: Side, lang: Lang) -> String {
    let sign = match side {
        Side::Exact => "",
        Side::AtLeast => "≥ ",
        Side::AtMost => "≤ ",
    };
    value.map_or_else(
        || "–".to_owned(),
        |value| format!("{sign}{}", shown(value, lang)),
    )
}

fn changes(before: &View<'_>, made: &[Made]) -> String {
    let lang = before.lang;
    let mut text = String::from(lang.pick("What if\n", "假如\n"));
    for one in made {
        text.push_str(&format!(
            "  {}.{}{}{} → {}\n",
            one.object,
            one.key,
            lang.pick(": ", "："),
            counts(before, one),
            said(&one.key, &one.after, lang)
        ));
    }
    text.push('\n');
    text
}

/// What is written at a key, in the units of the language where it is a quantity or a due time.
fn said(key: &str, written: &str, lang: Lang) -> String {
    let shown = match key.rsplit('.').next() {
        Some("due") => Due::parse(written).map(|due| due.show(lang)),
        _ => Quantity::parse(written).map(|quantity| quantity.show(lang)),
    };
    shown.unwrap_or_else(|_| written.to_owned())
}

/// What counts today in the place of a change: what was measured, else what is written.
fn counts(before: &View<'_>, change: &Made) -> String {
    let world = before.world;
    let known = changed(&world.chain, change)
        .and_then(|(target, parameter)| world.today().of(target, parameter));
    match known {
        Some(known) => {
            let (value, evidence) = (shown(&known.value, before.lang), before.known(&known));
            before.lang.pick(
                format!("{value} ({evidence})"),
                format!("{value}（{evidence}）"),
            )
        }
        None => change.before.as_deref().map_or_else(
            || "–".to_owned(),
            |written| said(&change.key, written, before.lang),
        ),
    }
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: &'static str,
    changes: Vec<ChangeOut<'a>>,
    goals: Vec<GoalOut>,
}

#[derive(Debug, Serialize)]
struct ChangeOut<'a> {
    object: &'a str,
    key: &'a str,
    before: Option<&'a str>,
    after: &'a str,
}

#[derive(Debug, Serialize)]
struct GoalOut {
    goal: String,
    target: Option<ValueOut>,
    changed: bool,
    before: SideOut,
    after: SideOut,
}

#[derive(Debug, Serialize)]
struct SideOut {
    value: Option<ValueOut>,
    computed: Option<ValueOut>,
    class: &'static str,
}

/// The same as JSON, all goals.
///
/// # Errors
/// If a number cannot be written as JSON.
pub fn compared_json(
    before: &View<'_>,
    after: &View<'_>,
    made: &[Made],
) -> Result<String, serde_json::Error> {
    let goals = both(before, after);
    let goals = goals.iter().map(|both| {
        let (first, then) = both.computed();
        GoalOut {
            goal: both.goal.clone(),
            target: both.target.map(value),
            changed: both.is_changed(),
            before: SideOut {
                value: both
                    .before
                    .gap
                    .actual
                    .as_ref()
                    .map(|actual| value(&actual.value)),
                computed: first.map(value),
                class: both.before.strategy.attainable.class.word(),
            },
            after: SideOut {
                value: both.would_be().as_ref().map(value),
                computed: then.map(value),
                class: both.after.strategy.attainable.class.word(),
            },
        }
    });
    let changes = made.iter().map(|one| ChangeOut {
        object: &one.object,
        key: &one.key,
        before: one.before.as_deref(),
        after: &one.after,
    });
    written(&Report {
        schema: SCHEMA,
        changes: changes.collect(),
        goals: goals.collect(),
    })
}
