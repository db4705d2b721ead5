//! The strategy gap of each goal as a table.

use super::columns::{Align, Columns};
use super::strategy::class_word;
use super::summary::Scope;
use super::{judged, moved, surveyed};
use crate::audit::Checked;
use crate::engine::World;
use crate::finding::SubjectKind;
use crate::lang::Lang;
use crate::measure::gap::Pattern;
use crate::measure::{Gap, GapVerdict};
use crate::quantity::{Quantity, half_up_text};
use crate::strategy::{Class, Shares};

/// The table of gaps; empty if there is no goal in scope.
pub(super) fn render(checked: &Checked, scope: &Scope, lang: Lang) -> String {
    let world = &checked.world;
    let in_scope: Vec<_> = world
        .of_kind(SubjectKind::Goal)
        .zip(world.gaps.iter())
        .filter(|(subject, _)| scope.includes(world, *subject))
        .collect();
    if in_scope.is_empty() {
        return String::new();
    }
    let heads = [
        (lang.pick("goal", "目标"), Align::Left),
        (lang.pick("target", "目标值"), Align::Right),
        (lang.pick("actual", "观测值"), Align::Right),
        (lang.pick("between", "区间"), Align::Left),
        ("n", Align::Right),
        (lang.pick("evidence", "依据"), Align::Left),
        (lang.pick("short by", "差距"), Align::Right),
        (lang.pick("done", "完成"), Align::Right),
        (lang.pick("expected by then", "届时应达"), Align::Right),
        (lang.pick("verdict", "判定"), Align::Left),
    ];
    let since = checked.history.as_deref().map(|history| {
        let last = history.last.date;
        let head = lang.pick(format!("since {last}"), format!("与 {last} 相比"));
        (history, head)
    });
    let mut heads = heads.to_vec();
    if let Some((_, head)) = &since {
        // Before the verdict, which is the longest and stays last.
        heads.insert(heads.len() - 1, (head, Align::Left));
    }
    let widest = if since.is_some() { 100 } else { 60 };
    let mut columns = Columns::new(&heads, widest);
    for (subject, gap) in in_scope {
        let id = world.id(subject);
        let then = since.as_ref().map(|(history, _)| {
            let then = moved::of_goal(history, &id);
            then.map_or_else(String::new, |then| moved::since(then, lang))
        });
        let mut cells = row(world, id, gap, lang);
        if let Some(then) = then {
            cells.insert(cells.len() - 1, then);
        }
        columns.row(cells);
    }
    let title = lang.pick(
        "Strategy gap per goal (each bound holds with 95 % confidence)",
        "各目标的策略落差（每个界限的置信度为 95 %）",
    );
    format!("{title}\n\n{}", columns.render())
}

/// Of when the latest value is, how it was got, and where it comes from.
pub(super) fn evidence(world: &World, gap: &Gap, lang: Lang) -> Option<String> {
    let actual = gap.actual.as_ref()?;
    if let Some(figure) = actual.figure {
        return Some(judged::evidence(world, figure, lang));
    }
    if let Some(survey) = actual.survey {
        return Some(surveyed::evidence(world, survey, lang));
    }
    let written = world.chain.goal(gap.goal).record.actual.as_ref()?;
    let mut parts: Vec<String> = actual.on.iter().map(ToString::to_string).collect();
    parts.extend(actual.grade.map(|grade| judged::grade(grade, lang)));
    parts.extend(
        written
            .source
            .as_ref()
            .map(|from| from.get(lang).to_owned()),
    );
    (!parts.is_empty()).then(|| parts.join(lang.pick(", ", "，")))
}

fn row(world: &World, id: String, gap: &Gap, lang: Lang) -> Vec<String> {
    let nothing = || "–".to_owned();
    let shown = |quantity: &Quantity| rounded(quantity).show(lang);
    let actual = gap.actual.as_ref();
    let between = actual.map_or_else(nothing, |actual| judged::between(actual, lang));
    vec![
        id,
        gap.target.as_ref().map_or_else(nothing, shown),
        actual.map_or_else(nothing, |actual| shown(&actual.value)),
        between,
        actual
            .and_then(|actual| actual.n)
            .map_or_else(nothing, |n| n.to_string()),
        evidence(world, gap, lang).unwrap_or_else(nothing),
        // Past the target it is short by nothing.
        gap.distance
            .as_ref()
            .filter(|distance| distance.base() > 0.0)
            .map_or_else(nothing, |distance| {
                shown(distance) + costs(gap, lang).as_deref().unwrap_or_default()
            }),
        gap.progress.map_or_else(nothing, |part| {
            format!("{} %", half_up_text(100.0 * part, 0))
        }),
        gap.expected.as_ref().map_or_else(nothing, |expected| {
            shown(&expected.value) + lang.aside(&expected.on.to_string()).as_str()
        }),
        verdict(gap, lang) + outlook(gap, lang).as_str() + reached(world, gap, lang).as_str(),
    ]
}

/// What being short costs, where that is known.
fn costs(gap: &Gap, lang: Lang) -> Option<String> {
    let money = gap.sizes.money.as_ref()?;
    let amount = rounded(&money.amount).show(lang);
    let Some(per) = &money.per else {
        return Some(lang.pick(format!(" ({amount} each)"), format!("（每件 {amount}）")));
    };
    let per = per.show(lang);
    Some(lang.pick(
        format!(" ({amount} in {per})"),
        format!("（每 {per} {amount}）"),
    ))
}

/// What the verdict does not say: whether the receiver is served, and where the figures lead.
fn outlook(gap: &Gap, lang: Lang) -> String {
    let mut said = match gap.pattern {
        Some(Pattern::Watermelon) => {
            lang.pick("; the receiver's need is not", "；接收方的需求却没有满足")
        }
        Some(Pattern::CompetitorAhead) => lang.pick("; others do better", "；别人做得更好"),
        Some(Pattern::Inward) => {
            lang.pick("; the receiver has what it needs", "；接收方的需求已满足")
        }
        None => "",
    }
    .to_owned();
    let led = gap
        .series
        .projected
        .as_ref()
        .filter(|_| gap.verdict != GapVerdict::Met);
    if let Some(found) = led {
        let (value, on) = (rounded(&found.value).show(lang), found.on);
        let (chance, trend) = (chance(found.chance, lang), found.trend());
        said += &lang.pick(
            format!(
                "; {}: {value} on {on}, chance to meet it {chance}",
                trend.get(lang)
            ),
            format!(
                "；{}：到 {on} 为 {value}，达到的可能性 {chance}",
                trend.get(lang)
            ),
        );
    }
    said
}

/// Of a target that is not met: whether it can be, and whose gap most of it is.
fn reached(world: &World, gap: &Gap, lang: Lang) -> String {
    let strategy = world.strategy().get(gap.goal);
    let Some(strategy) = strategy.filter(|_| gap.verdict != GapVerdict::Met) else {
        return String::new();
    };
    let mut said = match strategy.attainable.class {
        Class::AlreadyMet | Class::Undetermined => String::new(),
        class => {
            let word = class_word(class, lang);
            lang.pick(format!("; {word}"), format!("；{word}"))
        }
    };
    let largest = strategy.shares.as_ref().map(Shares::largest);
    let named = largest.unwrap_or_default().into_iter();
    let named: Vec<String> = named.map(|of| world.chain.target_id(of)).collect();
    let shares = strategy.shares.as_ref();
    if shares.is_some_and(Shares::is_mostly_unknown) {
        said += lang.pick("; most of it in no measured part", "；主要不在已测量的部分");
    } else if let Some(only) = shares.and_then(Shares::only) {
        let only = world.chain.target_id(only);
        said += &lang.pick(
            format!("; of its parts only {only} is known"),
            format!("；各部分中只知道 {only} 的数据"),
        );
    }
    if !named.is_empty() {
        let named = named.join(lang.pick(" or ", "或"));
        said += &lang.pick(
            format!("; most of it at {named}"),
            format!("；主要在 {named}"),
        );
    }
    said
}

/// A chance in whole per cents: it is a rough one.
fn chance(chance: f64, lang: Lang) -> String {
    match chance {
        chance if chance < 0.01 => lang.pick("below 1 %", "不到 1 %").to_owned(),
        chance if chance > 0.99 => lang.pick("above 99 %", "99 % 以上").to_owned(),
        chance => format!("{} %", half_up_text(100.0 * chance, 0)),
    }
}

/// With as many digits as a person reads.
pub(super) fn rounded(quantity: &Quantity) -> Quantity {
    quantity.rounded()
}

/// The verdict in words, with what would decide it; after the goal's day, what was seen since and
/// does not settle it.
pub(super) fn verdict(gap: &Gap, lang: Lang) -> String {
    let said = word(gap, lang) + by_chance(gap, lang);
    let Some(later) = &gap.later else {
        return said;
    };
    let since = rounded(&later.value).show(lang);
    let between = judged::between(later, lang);
    let since = since + lang.aside(&between).as_str();
    lang.pick(
        format!("{said} on its day; {since} since then settles nothing else"),
        format!("到期日{said}；此后观测到 {since}，说明不了有变化"),
    )
}

/// A verdict that so many goals looked at could bring about by chance.
fn by_chance(gap: &Gap, lang: Lang) -> &'static str {
    match gap.survives {
        Some(false) => lang.pick(
            " (of so many goals looked at, this may be by chance)",
            "（同时看了许多目标，此判定可能出于偶然）",
        ),
        _ => "",
    }
}

fn word(gap: &Gap, lang: Lang) -> String {
    let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
    match (gap.verdict, gap.on_plan) {
        (GapVerdict::Met, _) => say("met", "已达成"),
        (GapVerdict::NotMet, Some(true)) => say("not met yet, on plan", "尚未达成，按计划推进"),
        (GapVerdict::NotMet, Some(false)) if gap.behind_plan == Some(false) => say(
            "not met; not shown to be behind plan",
            "未达成；是否落后于计划尚不能判定",
        ),
        (GapVerdict::NotMet, Some(false)) => say("not met, behind plan", "未达成，落后于计划"),
        (GapVerdict::NotMet, None) => say("not met", "未达成"),
        (GapVerdict::Undetermined(open), _) => {
            let why = open.reason();
            let why = why.get(lang);
            lang.pick(format!("undetermined: {why}"), format!("尚不能判定：{why}"))
        }
    }
}
