//! What figures show of the needs and criteria of handoffs, as a table.

use super::columns::{Align, Columns};
use super::gaps::rounded;
use super::summary::Scope;
use crate::audit::Checked;
use crate::engine::World;
use crate::finding::SubjectKind;
use crate::lang::{Lang, Text};
use crate::load::Choice;
use crate::load::document::{Measure, Statistic};
use crate::measure::GapVerdict;
use crate::measure::gap::Observed;
use crate::measure::judged::Judged;
use crate::model::FigureId;
use crate::quantity::half_up;

/// The table; empty if no handoff in scope has a figure.
pub(super) fn render(checked: &Checked, scope: &Scope, lang: Lang) -> String {
    let world = &checked.world;
    let handoffs = world.of_kind(SubjectKind::Handoff).zip(&world.judged);
    let rows: Vec<_> = handoffs
        .filter(|(subject, _)| scope.includes(world, *subject))
        .flat_map(|(subject, judged)| judged.iter().map(move |one| (subject, one)))
        .collect();
    if !rows.iter().any(|(_, one)| one.figure.is_some()) {
        return String::new();
    }
    let heads = [
        (lang.pick("handoff", "交接"), Align::Left),
        (lang.pick("asked", "要求"), Align::Left),
        (lang.pick("measured", "观测值"), Align::Right),
        (lang.pick("between", "区间"), Align::Left),
        ("n", Align::Right),
        (lang.pick("evidence", "依据"), Align::Left),
        (lang.pick("verdict", "判定"), Align::Left),
    ];
    let mut columns = Columns::new(&heads, 60);
    for (subject, one) in rows {
        columns.row(row(world, world.id(subject), one, lang));
    }
    let title = lang.pick(
        "What figures show of each handoff (each bound holds with 95 % confidence)",
        "各交接的观测值说明什么（每个界限的置信度为 95 %）",
    );
    format!("{title}\n\n{}", columns.render())
}

fn row(world: &World, id: String, judged: &Judged, lang: Lang) -> Vec<String> {
    let nothing = || "–".to_owned();
    let observed = judged.observed.as_ref();
    vec![
        id,
        judged.statement.text.get(lang).to_owned(),
        observed.map_or_else(nothing, |observed| rounded(&observed.value).show(lang)),
        observed.map_or_else(nothing, |observed| between(observed, lang)),
        observed
            .and_then(|observed| observed.n)
            .map_or_else(nothing, |n| n.to_string()),
        judged
            .figure
            .map_or_else(nothing, |figure| evidence(world, figure, lang)),
        verdict(judged.verdict, lang),
    ]
}

/// Both bounds of a value.
pub(super) fn between(observed: &Observed, lang: Lang) -> String {
    let shown = |quantity| rounded(quantity).show(lang);
    match &observed.bounds {
        _ if observed.census => lang.pick("all cases", "全数").to_owned(),
        Some((lower, upper)) => format!("{} … {}", shown(lower), shown(upper)),
        None => "–".to_owned(),
    }
}

/// Of when a figure is, how it was got, and where it comes from.
pub(super) fn evidence(world: &World, figure: FigureId, lang: Lang) -> String {
    let figure = world.chain.figures.get(figure);
    let mut parts = vec![
        figure.record.period.written().to_owned(),
        grade(figure.grade, lang),
    ];
    let source = figure.record.source.as_ref();
    let source = source.map(|source| source.get(lang).to_owned());
    let by = figure.record.recorded_by.as_ref();
    parts.extend(source.or_else(|| by.map(|by| recorder(by, lang))));
    parts.join(lang.pick(", ", "，"))
}

/// How many cases became one value, to stand before it: `P90 `, `median `; empty for a share, or where
/// nobody said.
pub(super) fn statistic(measure: &Measure, lang: Lang) -> String {
    let word = match measure.statistic {
        None | Some(Statistic::ShareWithin) => return String::new(),
        Some(Statistic::Percentile) => {
            let level = measure.percentile.as_ref().map(|level| level.0.base());
            level.map_or_else(
                || grade(Statistic::Percentile, lang),
                |level| format!("P{}", half_up(100.0 * level, 2)),
            )
        }
        Some(other) => grade(other, lang),
    };
    format!("{word} ")
}

/// Who recorded something; the words that stand for a side of the handoff in words.
pub(super) fn recorder(by: &Text, lang: Lang) -> String {
    match by.get(lang) {
        "customer" => lang.pick("the receiver", "接收方").to_owned(),
        "supplier" => lang.pick("the giver", "交出方").to_owned(),
        by => by.to_owned(),
    }
}

/// A grade of evidence in words.
pub(super) fn grade<C: Choice>(grade: C, lang: Lang) -> String {
    let (en, zh) = C::WORDS[grade.position()];
    lang.pick(en, zh).to_owned()
}

fn verdict(verdict: GapVerdict, lang: Lang) -> String {
    let (word, why) = verdict_parts(verdict, lang);
    match why.as_str() {
        "" => word,
        why => lang.pick(format!("{word}: {why}"), format!("{word}：{why}")),
    }
}

/// The word of a verdict, and what would decide it where it is open.
pub(super) fn verdict_parts(verdict: GapVerdict, lang: Lang) -> (String, String) {
    match verdict {
        GapVerdict::Met => (lang.pick("met", "已满足").to_owned(), String::new()),
        GapVerdict::NotMet => (lang.pick("not met", "未满足").to_owned(), String::new()),
        GapVerdict::Undetermined(open) => {
            let word = lang.pick("undetermined", "尚不能判定");
            (word.to_owned(), open.reason().get(lang).to_owned())
        }
    }
}
