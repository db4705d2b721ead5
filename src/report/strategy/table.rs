//! All goals, under the objectives they serve.

use super::words::{class, percent, shown};
use super::{One, View};
use crate::lang::Lang;
use crate::measure::gap::Pattern;
use crate::model::GoalId;
use crate::report::columns::{Align, Columns};
use crate::report::gaps::verdict;
use crate::strategy::computed::Side;
use crate::strategy::{Clash, Shortfall};

/// The table of goals, and where goals do not fit each other.
pub fn table(view: &View<'_>) -> String {
    let lang = view.lang;
    let goals: Vec<One<'_>> = view.goals().collect();
    if goals.is_empty() {
        return lang
            .pick("There is no goal in scope.\n", "范围内没有目标。\n")
            .to_owned();
    }
    let chain = &view.world.chain;
    let mut text = String::new();
    let mut told = vec![false; chain.goals.len()];
    for (at, objective) in chain.objectives.iter().enumerate() {
        let direct = &chain.links.objective_goals[at];
        let serving: Vec<&One<'_>> = goals
            .iter()
            .filter(|one| direct.contains(&one.id))
            .collect();
        if serving.is_empty() {
            continue;
        }
        for one in &serving {
            told[one.id.index()] = true;
        }
        let head = objective.record.text.get(lang);
        let id = objective.record.id.as_str();
        text.push_str(&format!("{id}{}{head}\n\n", lang.colon()));
        text.push_str(&rows(view, &serving));
        text.push('\n');
    }
    let others: Vec<&One<'_>> = goals.iter().filter(|one| !told[one.id.index()]).collect();
    if !others.is_empty() {
        let head = lang.pick(
            "Goals that serve other goals, or no objective",
            "支持其他目标、或不直接支持战略目标的目标",
        );
        text.push_str(&format!("{head}\n\n{}\n", rows(view, &others)));
    }
    text.push_str(&misfits(view));
    text.push_str(lang.pick(
        "Each bound alone holds with 95 % confidence, both together with 90 %. baton gap --why GOAL shows one goal in full.\n",
        "每个界限单独的置信度为 95 %，两个合起来为 90 %。用 baton gap --why 目标 查看一个目标的全部依据。\n",
    ));
    text
}

fn rows(view: &View<'_>, goals: &[&One<'_>]) -> String {
    let lang = view.lang;
    let heads = [
        (lang.pick("goal", "目标"), Align::Left),
        (lang.pick("target", "目标值"), Align::Right),
        (lang.pick("actual", "观测值"), Align::Right),
        (lang.pick("short by", "差距"), Align::Right),
        (lang.pick("for the customer", "对客户"), Align::Right),
        (lang.pick("behind the best", "落后标杆"), Align::Right),
        (lang.pick("expected now", "此时应达"), Align::Right),
        (lang.pick("on its day", "到期预计"), Align::Left),
        (lang.pick("reachable", "可达性"), Align::Left),
        (lang.pick("most of it at", "主要在"), Align::Left),
        (lang.pick("verdict", "判定"), Align::Left),
    ];
    let mut columns = Columns::new(&heads, 44);
    for one in goals {
        columns.row(row(view, one));
    }
    columns.render()
}

fn row(view: &View<'_>, one: &One<'_>) -> Vec<String> {
    let lang = view.lang;
    let nothing = || "–".to_owned();
    let gap = one.gap;
    let short = |distance: Option<&crate::quantity::Quantity>| {
        distance
            .filter(|distance| distance.base() > 0.0)
            .map_or_else(nothing, |distance| shown(distance, lang))
    };
    let projected = gap.series.projected.as_ref();
    let mut said = verdict(gap, lang);
    if gap.pattern == Some(Pattern::Watermelon) {
        said.push_str(lang.pick("; the customer's need is not", "；但客户的需求没有满足"));
    }
    vec![
        view.goal_id(one.id),
        gap.target
            .as_ref()
            .map_or_else(nothing, |target| shown(target, lang)),
        gap.actual
            .as_ref()
            .map_or_else(nothing, |actual| shown(&actual.value, lang)),
        short(gap.distance.as_ref()),
        short(gap.customer.as_ref().map(|customer| &customer.distance)),
        short(
            gap.competitor
                .as_ref()
                .map(|competitor| &competitor.distance),
        ),
        gap.expected
            .as_ref()
            .map_or_else(nothing, |expected| shown(&expected.value, lang)),
        projected.map_or_else(nothing, |projected| {
            let value = shown(&projected.value, lang);
            let chance = percent(projected.chance);
            lang.pick(
                format!("{value} (chance {chance})"),
                format!("{value}（可能性 {chance}）"),
            )
        }),
        class(one.strategy.attainable.class, lang).to_owned(),
        largest(view, one).unwrap_or_else(nothing),
        said,
    ]
}

/// The part with the largest share, if one is to be named.
fn largest(view: &View<'_>, one: &One<'_>) -> Option<String> {
    let shares = one.strategy.shares.as_ref()?;
    if shares.is_mostly_unknown() {
        let nowhere = view
            .lang
            .pick("(in no measured part)", "（不在已测量的部分）");
        return Some(nowhere.to_owned());
    }
    if let Some(only) = shares.only() {
        let only = view.object(only);
        return Some(view.lang.pick(
            format!("{only} (the only one known)"),
            format!("{only}（只知道这一处）"),
        ));
    }
    let largest = shares.largest();
    let named: Vec<String> = largest.into_iter().map(|of| view.object(of)).collect();
    (!named.is_empty()).then(|| named.join(view.lang.pick(" or ", "或")))
}

/// Goals that do not add up, and goals that ask for different things of the same.
fn misfits(view: &View<'_>) -> String {
    let strategy = view.world.strategy();
    let in_scope = |id: GoalId| view.goals().any(|one| one.id == id);
    let mut text = String::new();
    for shortfall in strategy.shortfalls.iter().filter(|one| in_scope(one.goal)) {
        text.push_str(&shortfall_said(view, shortfall));
        text.push('\n');
    }
    let clashing = |one: &&Clash| in_scope(one.first) || in_scope(one.second);
    for clash in strategy.clashes.iter().filter(clashing) {
        let (first, second) = (view.goal_id(clash.first), view.goal_id(clash.second));
        text.push_str(&view.lang.pick(
            format!("`{first}` and `{second}` ask for different values of the same.\n"),
            format!("`{first}` 与 `{second}` 对同一事项要求不同的值。\n"),
        ));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// That goals do not add up, in a sentence.
pub(super) fn shortfall_said(view: &View<'_>, shortfall: &Shortfall) -> String {
    let lang = view.lang;
    let goal = view.goal_id(shortfall.goal);
    let (reached, target) = (
        shown(&shortfall.reached, lang),
        shown(&shortfall.target, lang),
    );
    let parts: Vec<String> = shortfall
        .parts
        .iter()
        .map(|one| {
            format!(
                "{} {}",
                view.named(one.of, one.what),
                shown(&one.value, lang)
            )
        })
        .collect();
    let list = parts.join(lang.pick(", ", "、"));
    let left = match shortfall.unasked {
        0 => String::new(),
        1 => lang
            .pick(
                "; nothing is asked of one more part, which counts as it is today",
                "；另有一处没有要求，按现状计",
            )
            .to_owned(),
        n => lang.pick(
            format!("; nothing is asked of {n} more parts, which count as they are today"),
            format!("；另有 {n} 处没有要求，按现状计"),
        ),
    };
    if let (Some(least), false) = (&shortfall.at_least, shortfall.for_sure) {
        let least = shown(least, lang);
        return lang.pick(
            format!(
                "`{goal}` may not add up: with all that is asked of its parts ({list}) it comes to {least} at least and {reached} at most, and {target} is asked; record for each order whether it was both."
            ),
            format!(
                "`{goal}` 各部分的要求合起来可能不够：各处都达到要求（{list}），结果在 {least} 与 {reached} 之间，而要求 {target}；请逐单记录是否准时且足量。"
            ),
        );
    }
    let reached_said = shortfall.side.said(&reached, lang);
    // 合起来至多 93 %, but 合起来只有 93 %.
    let reached_said = match (shortfall.side, lang) {
        (Side::Exact, Lang::Zh) => format!("只有 {reached}"),
        _ => reached_said,
    };
    lang.pick(
        format!(
            "`{goal}` does not add up: with all that is asked of its parts ({list}) it comes to {reached_said}, not {target}{left}."
        ),
        format!(
            "`{goal}` 各部分的要求合起来不够：各处都达到要求（{list}），合起来{reached_said}，达不到 {target}{left}。"
        ),
    )
}
