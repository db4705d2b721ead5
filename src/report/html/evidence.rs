//! Every figure of the model: value, cases, period, source, grade, and the file it stands in.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::body::Page;
use super::section::{Section, fold, nothing, table};
use crate::finding::{Subject, SubjectKind};
use crate::model::{Figure, FigureId, MeasureId, Target};
use crate::report::columns::Align;
use crate::report::{claims, gaps, judged};

/// How much of the hash of a file is shown; the record has all of it.
const HASH: usize = 8;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "evidence",
        title: lang.pick("Evidence", "证据"),
        lead: lang.pick(
            "Grades from weak to strong: declared, estimated, sampled, logged, customer-confirmed. Verdicts rest on exact one-sided bounds of the cases counted.",
            "数据等级由弱到强：声明、估计、抽样、日志记录、客户确认。判定依据按所计件数算出的精确单侧界限。",
        ),
        content: content(page),
    }
}

fn content(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let chain = &view.checked.world.chain;
    let mut series: BTreeMap<MeasureId, Vec<&Figure>> = BTreeMap::new();
    for figure in chain.figures.iter().filter(|it| in_scope(page, it.on)) {
        series.entry(figure.measure).or_default().push(figure);
    }
    let written = written(page);
    html! {
        (counted(page))
        @if series.is_empty() && written.is_none() {
            (nothing(lang.pick(
                "No figure is recorded: write [[figure]], or a table of figures beside the model with [[evidence]].",
                "没有观测值：请写 [[figure]]，或用 [[evidence]] 声明模型旁的数据表。",
            )))
        }
        @for (measure, figures) in &series { (of_measure(page, *measure, figures)) }
        @if let Some(written) = written { (written) }
        @for claims in claims::tables(view.checked, view.scope, lang) { (of_claims(&claims)) }
    }
}

/// Lost customers by reason, or self-assessments beside what others say.
fn of_claims(claims: &claims::Claims) -> Markup {
    let heads: Vec<&str> = claims.heads.iter().map(|(head, _)| *head).collect();
    let class = |at: usize| match claims.heads.get(at) {
        Some((_, Align::Right)) => "number",
        _ => "",
    };
    let rows = html! {
        @for row in &claims.rows {
            tr { @for (at, cell) in row.iter().enumerate() { td class=(class(at)) { (cell) } } }
        }
    };
    fold(&claims.title, &table(&claims.title, &heads, &rows))
}

/// Whether a figure on that object is spoken of.
fn in_scope(page: &Page<'_>, on: Target) -> bool {
    page.view.scope.includes_id(&object(page, on).0)
}

/// What a figure was measured on: its id, and its name on the page.
fn object(page: &Page<'_>, on: Target) -> (String, Option<String>) {
    let view = &page.view;
    let name = match on {
        Target::Organization => view.lang.pick("the whole chain", "整条链").to_owned(),
        _ => view.checked.world.chain.target_id(on),
    };
    let place = match on {
        Target::Handoff(id) => view.place_of(Subject {
            kind: SubjectKind::Handoff,
            number: id.0,
        }),
        Target::Process(id) => {
            super::processes::is_shown(page, id).then(|| view.process_anchor(id))
        }
        Target::Step(_) | Target::Organization => None,
    };
    (name, place)
}

/// How many figures count for a verdict.
fn counted(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let chain = &view.checked.world.chain;
    let (figures, surveys, complaints, logs) = (
        chain.figures.iter().count(),
        chain.surveys.len(),
        chain.complaints.len(),
        chain.logs.len(),
    );
    let (losses, assessments) = (chain.losses.len(), chain.assessments.len());
    html! {
        p class="extent" {
            (lang.pick(
                format!("Figures: {figures} · surveys: {surveys} · complaints: {complaints} · customers lost: {losses} · self-assessments: {assessments} · event logs: {logs}"),
                format!("观测值 {figures} 个 · 调查 {surveys} 次 · 投诉 {complaints} 件 · 流失客户 {losses} 位 · 自我评价 {assessments} 次 · 事件日志 {logs} 份"),
            ))
        }
    }
}

fn of_measure(page: &Page<'_>, measure: MeasureId, figures: &[&Figure]) -> Markup {
    let lang = page.view.lang;
    let chain = &page.view.checked.world.chain;
    let owned = &chain.measures[measure.0 as usize];
    let full = chain.full_id(owned.process, owned.record.id.as_str());
    let name = owned
        .record
        .name
        .as_ref()
        .map_or(full.as_str(), |name| name.get(lang));
    let heads = [
        lang.pick("Measured on", "对象"),
        lang.pick("Period", "期间"),
        lang.pick("Value", "数值"),
        lang.pick("Between", "区间"),
        "n",
        lang.pick("Grade", "等级"),
        lang.pick("Recorded by", "记录者"),
        lang.pick("Source", "来源"),
        lang.pick("File", "文件"),
    ];
    let rows = html! { @for figure in figures { (row(page, figure)) } };
    let summary = format!("{name} ({full}) · {}", figures.len());
    fold(
        &summary,
        &html! {
            @if let Some(definition) = &owned.record.definition { p class="muted" { (definition.get(lang)) } }
            (table(name, &heads, &rows))
        },
    )
}

fn row(page: &Page<'_>, figure: &Figure) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let record = &figure.record;
    let observed = crate::measure::gap::of_figure(figure, FigureId(0));
    let (id, anchor) = object(page, figure.on);
    let text = |text: Option<&crate::lang::Text>| text.map_or("–", |it| it.get(lang)).to_owned();
    html! {
        tr {
            td {
                @match anchor {
                    Some(anchor) => a href={ "#" (anchor) } { (id) },
                    None => (id),
                }
            }
            td { (record.period.written()) }
            td class="number" { (gaps::rounded(&figure.value).show(lang)) }
            td class="number" { (judged::between(&observed, lang)) }
            td class="number" {
                @match observed.n {
                    Some(n) => (n),
                    None => (lang.pick("not said", "没有写")),
                }
            }
            td { (judged::grade(figure.grade, lang)) }
            td { (record.recorded_by.as_ref().map_or("–".to_owned(), |by| judged::recorder(by, lang))) }
            td { (text(record.source.as_ref())) }
            td class="file" {
                (view.audit.sources.get(figure.source).name)
                " " code { (figure.hash.get(..HASH).unwrap_or(&figure.hash)) }
            }
        }
    }
}

/// Values that stand in goals themselves, and in no table of figures.
fn written(page: &Page<'_>) -> Option<Markup> {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let own = world.gaps.iter().filter(|gap| {
        let actual = gap.actual.as_ref();
        actual.is_some_and(|actual| actual.figure.is_none()) && in_scope_goal(page, gap.goal)
    });
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        return None;
    }
    let heads = [
        lang.pick("Goal", "目标"),
        lang.pick("Value", "数值"),
        lang.pick("Between", "区间"),
        "n",
        lang.pick("Period, grade, source", "期间、等级、来源"),
        lang.pick("File", "文件"),
    ];
    let rows = html! {
        @for gap in own {
            @if let Some(actual) = &gap.actual {
                @let goal = world.chain.goal(gap.goal);
                @let source = view.audit.sources.get(goal.source);
                tr {
                    td { a href={ "#" (view.goal_anchor(gap.goal)) } { (goal.record.text.get(lang)) } }
                    td class="number" { (gaps::rounded(&actual.value).show(lang)) }
                    td class="number" { (judged::between(actual, lang)) }
                    td class="number" { (actual.n.map_or_else(|| lang.pick("not said", "没有写").to_owned(), |n| n.to_string())) }
                    td { (gaps::evidence(world, gap, lang).unwrap_or_else(|| "–".to_owned())) }
                    td class="file" { (source.name) " " code { (&source.hash()[..HASH]) } }
                }
            }
        }
    };
    let title = lang.pick("Values written in goals", "直接写在目标中的数值");
    Some(fold(title, &table(title, &heads, &rows)))
}

fn in_scope_goal(page: &Page<'_>, goal: crate::model::GoalId) -> bool {
    page.view.includes(Subject {
        kind: SubjectKind::Goal,
        number: goal.0,
    })
}
