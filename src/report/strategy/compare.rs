//! Before and after: what changes do to every goal, side by side.

use serde::Serialize;

use super::words::{class, shown};
use super::{One, View};
use crate::lang::Lang;
use crate::load::change::Made;
use crate::load::document::Better;
use crate::quantity::{Due, Quantity};
use crate::report::columns::{Align, Columns};
use crate::report::json::{ValueOut, value, written};
use crate::strategy::computed::Side;
use crate::strategy::today::changed;
use crate::strategy::{Afterwards, afterwards, moves};

/// The name of the JSON's shape.
const SCHEMA: &str = "baton/what-if/1";

/// One goal before and after.
struct Both<'v> {
    goal: String,
    target: Option<&'v Quantity>,
    before: One<'v>,
    after: One<'v>,
    then: Afterwards,
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

    /// An estimate better than the bound beside it: it starts from what was measured, which is better
    /// than the parts allow.
    fn is_beyond_its_bound(&self) -> bool {
        let question = self.after.strategy.question.as_ref();
        let (Some(question), Some(estimate), (_, Some(bound))) =
            (question, &self.then.would_be, self.computed())
        else {
            return false;
        };
        let slack = 1e-9 * bound.base().abs();
        match (question.better, side(&self.after)) {
            (Better::Higher, Side::AtMost) => estimate.base() > bound.base() + slack,
            (Better::Lower, Side::AtLeast) => estimate.base() < bound.base() - slack,
            _ => false,
        }
    }

    fn is_changed(&self) -> bool {
        moves(self.before.strategy, self.after.strategy)
            || self.before.strategy.attainable.class != self.then.attainable.class
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
        let (_, then) = later.iter().find(|(id, _)| *id == goal)?;
        let stands = (one.gap, one.strategy);
        Some(Both {
            goal,
            target: then.gap.target.as_ref(),
            before: one,
            after: *then,
            then: afterwards(stands, (then.gap, then.strategy), &after.world.today()),
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
    let mut columns = Columns::new(&heads, 60);
    for both in &changed {
        let (first, then) = both.computed();
        let measured = both.before.gap.actual.as_ref();
        columns.row(vec![
            both.goal.clone(),
            signed("", both.target, lang),
            signed("", measured.map(|actual| &actual.value), lang),
            signed("≈ ", both.then.would_be.as_ref(), lang),
            sided(first, side(&both.before), lang),
            sided(then, side(&both.after), lang),
            class(both.before.strategy.attainable.class, lang).to_owned(),
            class(both.then.attainable.class, lang).to_owned(),
        ]);
    }
    text.push_str(&columns.render());
    text.push_str(&unmoved(goals.len() - changed.len(), lang));
    text.push('\n');
    text.push_str(&legend(&changed, lang));
    text.push_str(lang.pick(
        "Worked out from the figures of the chain; the model's files are untouched.\n",
        "由链条的数据算出；模型文件没有改动。\n",
    ));
    text
}

/// How many goals the changes leave as they are.
fn unmoved(count: usize, lang: Lang) -> String {
    match count {
        0 => String::new(),
        1 => lang
            .pick(
                "\n1 more goal does not move.\n",
                "\n另有 1 个目标不受影响。\n",
            )
            .to_owned(),
        _ => lang.pick(
            format!("\n{count} more goals do not move.\n"),
            format!("\n另有 {count} 个目标不受影响。\n"),
        ),
    }
}

/// What the signs before the values mean, as far as they are there.
fn legend(changed: &[&Both<'_>], lang: Lang) -> String {
    let mut text = String::new();
    if changed.iter().any(|both| both.then.would_be.is_some()) {
        text.push_str(lang.pick(
            "≈: an estimate; what was measured, moved as far as what the chain gives moves.\n",
            "≈：估计值；由观测值按链条所给数值的变化推算。\n",
        ));
    }
    let is_bound = |both: &&Both<'_>| {
        [side(&both.before), side(&both.after)]
            .iter()
            .any(|side| *side != Side::Exact)
    };
    if changed.iter().any(is_bound) {
        text.push_str(lang.pick(
            "≤, ≥: a bound; something on the way is not known and counted at its best.\n",
            "≤、≥：界限；途中有未知之处，按最有利计。\n",
        ));
    }
    let beyond = changed.iter().filter(|both| both.is_beyond_its_bound());
    let beyond: Vec<String> = beyond.map(|both| format!("`{}`", both.goal)).collect();
    if !beyond.is_empty() {
        let goals = beyond.join(lang.pick(", ", "、"));
        text.push_str(&lang.pick(
            format!("{goals}: more was measured than the figures of the parts allow, so the estimate lies beyond the bound; find out which of them errs before you rely on either.\n"),
            format!("{goals}：实测好于各部分数据所允许的，故估计值超出界限；请先查明哪一项有误，再据此决定。\n"),
        ));
    }
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
    signed(sign, value, lang)
}

/// A value behind a sign; a dash where there is none.
fn signed(sign: &str, value: Option<&Quantity>, lang: Lang) -> String {
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
    side: Option<&'static str>,
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
                side: first.map(|_| side(&both.before).word()),
                class: both.before.strategy.attainable.class.word(),
            },
            after: SideOut {
                value: both.then.would_be.as_ref().map(value),
                computed: then.map(value),
                side: then.map(|_| side(&both.after).word()),
                class: both.then.attainable.class.word(),
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
