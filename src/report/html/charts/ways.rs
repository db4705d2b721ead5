//! The way of each goal to improve: from the baseline to the latest value, to where it should be by
//! now, to the target.

use maud::{Markup, html};

use super::draw::axis::{self, Axis};
use super::draw::frame::{Anchor, MARGIN, bar, drawing, label, line};
use super::draw::text::SMALL;
use super::goals::in_scope;
use super::handoffs::whisker;
use super::numbers::{self, Cell};
use super::{Charted, Figure, Figures, Rank};
use crate::finding::Subject;
use crate::lang::Lang;
use crate::load::document::GoalKind;
use crate::measure::Gap;
use crate::measure::gap::{Expected, Observed};
use crate::quantity::Quantity;
use crate::report::gaps::{rounded, verdict};
use crate::report::html::View;

/// The height of a stage of the way, and of its bar.
const STAGE: f64 = 38.0;
const BAR: f64 = 14.0;

/// The way of one goal.
struct Way<'a> {
    gap: &'a Gap,
    baseline: Quantity,
    actual: &'a Observed,
    target: &'a Quantity,
    expected: Option<&'a Expected>,
    /// The day of the target.
    by: Option<jiff::civil::Date>,
}

/// One stage: from where to where, and what it is.
struct Stage<'w> {
    from: &'w Quantity,
    to: &'w Quantity,
    class: &'static str,
    said: String,
}

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let title = lang.pick("The way to each target", "走向各目标的路");
    let ways = in_scope(view).filter_map(|(subject, gap)| Some((subject, way(view, gap)?)));
    let (short, at_it): (Vec<_>, Vec<_>) = ways.partition(|(_, way)| way.is_short());
    let there = at_it.len();
    let figures = Figures::of(
        &short,
        |(_, way): &(Subject, Way<'_>)| Rank::worst([way.gap.verdict]),
        |(subject, way)| figure(view, *subject, way),
    );
    if figures.is_empty() && there > 0 {
        return Charted::empty(title, &at_target(there, lang));
    }
    if figures.is_empty() {
        return Charted::empty(title, lang.pick(
            "No goal has a way that can be drawn: it takes goal.baseline, goal.target and a measured value (goal.actual, or figures of its measure); with goal.start and goal.by also where it should be by now.",
            "没有可画出路程的目标：需要 goal.baseline、goal.target 和观测值（goal.actual 或其指标的数据）；再有 goal.start 和 goal.by，还能看出目前应到哪里。",
        ));
    }
    let lead = lang.pick(
        "Filled is what is done since the baseline, with the interval of the latest value (each end holds with 95 % confidence); outlined is what is behind plan; dashed is what is still to come.",
        "实心为自基线以来已完成的部分（带最新观测值的区间，每一端的置信度为 95 %），实线框为落后于计划的部分，虚线框为尚待完成的部分。",
    );
    let charts = html! {
        (figures.markup(lang))
        @if there > 0 { p class="chart-note" { (at_target(there, lang)) } }
    };
    Charted::drawn(title, lead, &html! {}, &charts)
}

/// Goals that have no way left; whether that is demonstrated is said where they are judged.
fn at_target(there: usize, lang: Lang) -> String {
    lang.pick(
        format!("Not drawn: goals whose latest value is at the target or beyond, {there} in all; whether that is demonstrated, their verdicts say."),
        format!("未画出：{there} 个目标的最新观测值已达到或超过目标值；是否得到证实，见其判定。"),
    )
}

fn way<'a>(view: &View<'_>, gap: &'a Gap) -> Option<Way<'a>> {
    let record = &view.checked.world.chain.goal(gap.goal).record;
    if record.kind.is_some_and(|kind| kind != GoalKind::Improve) {
        return None;
    }
    let (actual, target) = (gap.actual.as_ref()?, gap.target.as_ref()?);
    let baseline = record.baseline.as_ref()?.quantity()?;
    let is_one_kind = baseline.commensurable(target) && actual.value.commensurable(target);
    is_one_kind.then(|| Way {
        gap,
        baseline,
        actual,
        target,
        expected: gap.expected.as_ref(),
        by: record.by,
    })
}

impl Way<'_> {
    fn is_short(&self) -> bool {
        let distance = self.gap.distance.as_ref();
        distance.is_some_and(|distance| distance.base() > 0.0)
    }

    fn stages(&self, lang: Lang) -> Vec<Stage<'_>> {
        let show = |quantity: &Quantity| rounded(quantity).show(lang);
        let actual = &self.actual.value;
        let (from, to, target) = (show(&self.baseline), show(actual), show(self.target));
        let lost = self.gap.progress.is_some_and(|part| part < 0.0);
        let mut stages = vec![Stage {
            from: &self.baseline,
            to: actual,
            class: if lost { "way-lost" } else { "way-done" },
            said: match lost {
                true => lang.pick(
                    format!("worse than the baseline: {from} → {to}"),
                    format!("比基线更差：{from} → {to}"),
                ),
                false => lang.pick(
                    format!("done: {from} → {to}"),
                    format!("已完成：{from} → {to}"),
                ),
            },
        }];
        let short = self
            .gap
            .distance
            .as_ref()
            .filter(|distance| distance.base() > 0.0);
        let Some(short) = short else { return stages };
        let behind = self
            .gap
            .plan_distance
            .as_ref()
            .filter(|distance| distance.base() > 0.0);
        let mut reached = actual;
        if let (Some(behind), Some(expected)) = (behind, self.expected) {
            let (behind, on, value) = (show(behind), expected.on, show(&expected.value));
            stages.push(Stage {
                from: actual,
                to: &expected.value,
                class: "way-behind",
                said: lang.pick(
                    format!("behind plan by {behind}: {value} expected on {on}"),
                    format!("落后计划 {behind}：{on} 应达 {value}"),
                ),
            });
            reached = &expected.value;
        }
        let short = show(short);
        let by = self.by.map(|by| by.to_string());
        let said = match by {
            Some(by) => lang.pick(
                format!("to the target {target} by {by}; short by {short}"),
                format!("到 {by} 应达目标值 {target}；现差 {short}"),
            ),
            None => lang.pick(
                format!("to the target {target}; short by {short}"),
                format!("到目标值 {target}；现差 {short}"),
            ),
        };
        stages.push(Stage {
            from: reached,
            to: self.target,
            class: "way-open",
            said,
        });
        stages
    }
}

fn figure(view: &View<'_>, subject: Subject, way: &Way<'_>) -> Option<Figure> {
    let (world, lang) = (&view.checked.world, view.lang);
    let id = world.id(subject);
    let stages = way.stages(lang);
    let mut all = vec![&way.baseline, &way.actual.value, way.target];
    all.extend(way.expected.map(|expected| &expected.value));
    if let Some((lower, upper)) = &way.actual.bounds {
        all.extend([lower, upper]);
    }
    let axis = Axis::of(&all, lang)?;
    Some(Figure {
        name: world
            .chain
            .goal(way.gap.goal)
            .record
            .text
            .get(lang)
            .to_owned(),
        said: verdict(way.gap, lang),
        picture: picture(&id, way, &stages, &axis, lang),
        numbers: table(&id, way, lang),
        id,
    })
}

fn picture(id: &str, way: &Way<'_>, stages: &[Stage<'_>], axis: &Axis, lang: Lang) -> Markup {
    let tops: Vec<f64> = stages
        .iter()
        .scan(0.0, |top, _| {
            let own = *top;
            *top += STAGE;
            Some(own)
        })
        .collect();
    let bottom = tops.last().map_or(0.0, |top| top + STAGE);
    let name = lang.pick(
        format!("{id}: from the baseline to the target"),
        format!("{id}：从基线到目标值"),
    );
    drawing(
        bottom + 4.0 + axis::HEIGHT,
        &name,
        &html! {
            (axis.draw(bottom + 4.0, 18.0, lang))
            @for (at, (stage, top)) in stages.iter().zip(&tops).enumerate() {
                @let (from, to) = (axis.x(stage.from), axis.x(stage.to));
                @let y = top + STAGE - BAR;
                (label((MARGIN, top + 17.0), SMALL, Anchor::Start, "chart-said", &stage.said))
                (bar(stage.class, (from, y), (to, y + BAR)))
                (line("chart-target", (axis.x(way.target), y - 2.0), (axis.x(way.target), y + BAR + 2.0)))
                @if at + 1 < stages.len() { (line("chart-link", (to, y + BAR), (to, y + STAGE))) }
                @if at == 0 {
                    @if let Some((lower, upper)) = &way.actual.bounds {
                        (whisker(axis.x(lower), axis.x(upper), y + BAR / 2.0))
                    }
                }
            }
        },
    )
}

fn table(id: &str, way: &Way<'_>, lang: Lang) -> Markup {
    let heads = [
        lang.pick("point of the way", "路程上的点"),
        lang.pick("value", "数值"),
        lang.pick("at least", "下限"),
        lang.pick("at most", "上限"),
        "n",
        lang.pick("day", "日期"),
    ];
    let day =
        |day: Option<jiff::civil::Date>| day.map_or(Cell::None, |day| Cell::words(day.to_string()));
    let plain = |what: &str, value: &Quantity, on: Option<jiff::civil::Date>| {
        vec![
            Cell::words(what),
            Cell::of(Some(value), lang),
            Cell::None,
            Cell::None,
            Cell::None,
            day(on),
        ]
    };
    let bounds = way.actual.bounds.as_ref();
    let mut rows = vec![
        plain(lang.pick("baseline", "基线值"), &way.baseline, None),
        vec![
            Cell::words(lang.pick("actual", "观测值")),
            Cell::of(Some(&way.actual.value), lang),
            Cell::of(bounds.map(|(lower, _)| lower), lang),
            Cell::of(bounds.map(|(_, upper)| upper), lang),
            way.actual
                .n
                .map_or(Cell::None, |n| Cell::words(n.to_string())),
            day(way.actual.on),
        ],
    ];
    rows.extend(way.expected.map(|expected| {
        plain(
            lang.pick("expected by then", "届时应达"),
            &expected.value,
            Some(expected.on),
        )
    }));
    rows.push(plain(lang.pick("target", "目标值"), way.target, way.by));
    numbers::table(id, &heads, &rows, lang)
}
