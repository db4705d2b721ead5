//! Control charts: figures one period after the other, with the limits of what happens when nothing
//! special does, and the signals.

use maud::{Markup, html};

use super::draw::axis::{Axis, path_through};
use super::draw::frame::{Anchor, MARGIN, WIDTH, drawing, label_in, line};
use super::draw::mark::Mark;
use super::draw::text::{SMALL, width};
use super::numbers::{self, Cell};
use super::{Charted, Figure, Figures, Rank, legend};
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::measure::gap::{ControlChart, Period, control_charts};
use crate::model::{ProcessId, Target};
use crate::quantity::Quantity;
use crate::report::gaps::rounded;
use crate::report::html::View;
use crate::report::judged::{evidence, recorder};
use crate::statistics::chart::{Cause, FEWEST_TRIAL, Stage, Variation};

/// Fewer periods are no series.
const FEWEST: usize = 3;

/// With more periods only signals are marked; the line shows the others.
const MOST_MARKED: usize = 60;

/// Heights: of the top and the bottom of the plot, and of the picture.
const TOP: f64 = 12.0;
const BOTTOM: f64 = 140.0;
const HEIGHT: f64 = 164.0;

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let world = &view.checked.world;
    let title = lang.pick("Signal or noise", "信号还是波动");
    let charts = control_charts(&world.chain, world.today().as_of);
    let own: Vec<&ControlChart> = charts
        .iter()
        .filter(|chart| view.scope.includes_id(&object(world, chart)))
        .collect();
    let short = own
        .iter()
        .filter(|chart| chart.periods.len() < FEWEST)
        .count();
    let series = own.into_iter();
    let series: Vec<&ControlChart> = series
        .filter(|chart| chart.periods.len() >= FEWEST)
        .collect();
    let figures = Figures::of(
        &series,
        |chart| rank(chart),
        |chart| figure(world, chart, lang),
    );
    if figures.is_empty() {
        return Charted::empty(title, &lang.pick(
            format!("No measure has figures of {FEWEST} periods or more: record one figure a period in an [[evidence]] file of kind “figures” (measure, on, period, k, n or value, recorded_by); {FEWEST_TRIAL} periods give limits."),
            format!("没有任何指标有 {FEWEST} 期以上的数据：请在 kind 为“figures”的 [[evidence]] 文件中每期记一个观测值（measure、on、period、k、n 或 value、recorded_by）；有 {FEWEST_TRIAL} 期即可算出控制限。"),
        ));
    }
    let lead = lang.pick(
        "Between the dashed limits values go up and down without a cause of their own; what is marked is a signal, and worth asking why.",
        "在虚线控制限之内，数值的上下波动没有特别的原因；有标记的是信号，值得追问原因。",
    );
    let marks = legend(&[
        (Mark::Period, lang.pick("a period", "一期")),
        (Mark::Outside, lang.pick("outside the limits", "超出控制限")),
        (
            Mark::Run,
            lang.pick("in a run on one side of the mean", "连续在均值同一侧"),
        ),
        (Mark::CentreLine, lang.pick("mean", "均值")),
        (Mark::LimitLine, lang.pick("limits", "控制限")),
        (Mark::TargetLine, lang.pick("target", "目标值")),
    ]);
    let charts = html! {
        (figures.markup(lang))
        @if short > 0 { p class="chart-note" { (too_short(short, lang)) } }
    };
    Charted::drawn(title, lead, &marks, &charts)
}

fn too_short(short: usize, lang: Lang) -> String {
    lang.pick(
        format!("Not drawn: {short} series with fewer than {FEWEST} periods; one more figure each period would show where they go."),
        format!("未画出：另有 {short} 个序列不足 {FEWEST} 期；以后每期再记一个观测值即可看出走向。"),
    )
}

/// The id of what a series was measured on.
fn object(world: &World, chart: &ControlChart) -> String {
    let id = |kind, number| world.id(Subject { kind, number });
    match world.chain.figures.get(chart.latest).on {
        Target::Step(step) => id(SubjectKind::Step, step.0),
        Target::Handoff(handoff) => id(SubjectKind::Handoff, handoff.0),
        Target::Process(ProcessId(process)) => id(SubjectKind::Process, process),
        Target::Organization => String::new(),
    }
}

fn rank(chart: &ControlChart) -> Rank {
    match chart.variation {
        Some(Variation::SpecialWorse) => Rank::Bad,
        _ if chart.periods.iter().any(|period| period.signal.is_some()) => Rank::Open,
        _ => Rank::Other,
    }
}

fn figure(world: &World, chart: &ControlChart, lang: Lang) -> Option<Figure> {
    let figure = world.chain.figures.get(chart.latest);
    let measure = &world.chain.measures[figure.measure.0 as usize];
    let name = measure
        .record
        .name
        .as_ref()
        .map(|name| name.get(lang).to_owned());
    let name = name.filter(|name| !name.is_empty());
    let on = object(world, chart);
    let id = match by(figure, lang) {
        Some(by) => format!("{on} ({by})"),
        None => on,
    };
    Some(Figure {
        name: name.unwrap_or_else(|| measure.record.id.as_str().to_owned()),
        said: said(chart, lang),
        picture: picture(world, chart, &id, lang)?,
        numbers: table(world, chart, &id, lang),
        id,
    })
}

/// Who recorded a series; the words that stand for a side in words.
fn by(figure: &crate::model::Figure, lang: Lang) -> Option<String> {
    let by = figure.record.recorded_by.as_ref()?;
    Some(recorder(by, lang))
}

/// What the chart says, in a sentence.
fn said(chart: &ControlChart, lang: Lang) -> String {
    let periods = chart.periods.len();
    let signals = |cause| {
        chart
            .periods
            .iter()
            .filter(|period| period.signal == Some(cause))
            .count()
    };
    let (outside, run) = (signals(Cause::Outside), signals(Cause::Run));
    let limited = chart
        .periods
        .iter()
        .filter(|period| period.limits.is_some())
        .count();
    let mut parts = vec![lang.pick(format!("{periods} periods"), format!("{periods} 期"))];
    match chart.stage {
        None => parts.push(lang.pick(
            format!("too few for limits ({FEWEST_TRIAL} are needed)"),
            format!("不足以算出控制限（至少要 {FEWEST_TRIAL} 期）"),
        )),
        Some(Stage::Trial) => parts.push(lang.pick(
            format!("limits on trial, made of {limited}"),
            format!("试用控制限，由 {limited} 期得出"),
        )),
        Some(Stage::Fixed) => {}
    }
    if outside > 0 {
        parts.push(lang.pick(
            format!("{outside} outside the limits"),
            format!("{outside} 期超出控制限"),
        ));
    }
    if run > 0 {
        parts.push(lang.pick(format!("{run} in a run"), format!("{run} 期连续在一侧")));
    }
    if chart.stage.is_some() && outside + run == 0 {
        parts.push(lang.pick("no signal", "没有信号").to_owned());
    }
    match chart.variation {
        Some(Variation::SpecialBetter) => {
            parts.push(
                lang.pick("the latest is better than usual", "最近一期异常变好")
                    .to_owned(),
            );
        }
        Some(Variation::SpecialWorse) => {
            parts.push(
                lang.pick("the latest is worse than usual", "最近一期异常变差")
                    .to_owned(),
            );
        }
        Some(Variation::Common) | None => {}
    }
    if let Some(day) = chart.changed_on {
        parts.push(lang.pick(
            format!("the process was changed on {day}; limits begin after it"),
            format!("{day} 改变了流程，控制限自此以后重新计算"),
        ));
    }
    parts.join(lang.pick("; ", "；"))
}

fn picture(world: &World, chart: &ControlChart, id: &str, lang: Lang) -> Option<Markup> {
    let target = target(world, chart);
    let mut all: Vec<&Quantity> = Vec::new();
    for period in &chart.periods {
        all.push(&period.value);
        if let Some((_, lower, upper)) = &period.limits {
            all.extend([lower, upper]);
        }
    }
    all.extend(target);
    let axis = Axis::of(&all, lang)?.between(BOTTOM, TOP);
    let (grid, left) = axis.draw_upright(WIDTH - 4.0, lang);
    let (first, last) = (left + 8.0, WIDTH - MARGIN);
    let gaps = chart.periods.len().saturating_sub(1).max(1);
    let step = (last - first) / crate::statistics::length(gaps);
    let x = |at: usize| first + step * crate::statistics::length(at);
    let values: Vec<(f64, f64)> = chart
        .periods
        .iter()
        .enumerate()
        .map(|(at, period)| (x(at), axis.x(&period.value)))
        .collect();
    let name = lang.pick(
        format!("Control chart of {id}: {}", said(chart, lang)),
        format!("{id} 的控制图：{}", said(chart, lang)),
    );
    Some(drawing(
        HEIGHT,
        &name,
        &html! {
            (grid)
            (limits(chart, &axis, &x, step))
            @if let Some(target) = target {
                g {
                    title { (lang.pick("target ", "目标值 ")) (rounded(target).show(lang)) }
                    (line("chart-target", (left, axis.x(target)), (WIDTH - 4.0, axis.x(target))))
                }
            }
            path class="chart-series" d=(path_through(&values)) {}
            @for (period, (x, y)) in chart.periods.iter().zip(&values) {
                @if let Some(mark) = mark(period, chart.periods.len()) { (mark.at(*x, *y, &of_period(world, period, lang))) }
            }
            (days(world, chart, (left, last)))
        },
    ))
}

/// The mark of a period; `None` where the line is enough.
fn mark(period: &Period, of: usize) -> Option<Mark> {
    match period.signal {
        Some(Cause::Outside) => Some(Mark::Outside),
        Some(_) => Some(Mark::Run),
        None => (of <= MOST_MARKED).then_some(Mark::Period),
    }
}

/// The target of the first goal on the series that has one of its kind.
fn target<'w>(world: &'w World, chart: &ControlChart) -> Option<&'w Quantity> {
    let like = &world.chain.figures.get(chart.latest).value;
    let gaps = chart.goals.iter().filter_map(|goal| world.gaps.get(*goal));
    let targets = gaps.filter_map(|gap| gap.target.as_ref());
    targets
        .into_iter()
        .find(|target| target.commensurable(like))
}

/// Mean and limits as steps, each as wide as a period.
fn limits(chart: &ControlChart, axis: &Axis, x: &dyn Fn(usize) -> f64, step: f64) -> Markup {
    let steps = |which: &dyn Fn(&(Quantity, Quantity, Quantity)) -> f64| -> String {
        let mut places = Vec::new();
        for (at, period) in chart.periods.iter().enumerate() {
            if let Some(limits) = &period.limits {
                let (middle, y) = (x(at), which(limits));
                places.extend([(middle - step / 2.0, y), (middle + step / 2.0, y)]);
            }
        }
        let last = places.len().saturating_sub(1);
        for (at, place) in places.iter_mut().enumerate() {
            // The first and the last reach no further than their points.
            if at == 0 {
                place.0 += step / 2.0;
            }
            if at == last {
                place.0 -= step / 2.0;
            }
        }
        path_through(&places)
    };
    html! {
        @if chart.stage.is_some() {
            path class="chart-centre" d=(steps(&|(centre, _, _)| axis.x(centre))) {}
            path class="chart-limit" d=(steps(&|(_, lower, _)| axis.x(lower))) {}
            path class="chart-limit" d=(steps(&|(_, _, upper)| axis.x(upper))) {}
        }
    }
}

/// The first and the last period in words.
fn days(world: &World, chart: &ControlChart, (left, right): (f64, f64)) -> Markup {
    let written = |period: Option<&Period>| {
        period.map_or("", |period| {
            world
                .chain
                .figures
                .get(period.figure)
                .record
                .period
                .written()
        })
    };
    let (first, last) = (
        written(chart.periods.first()),
        written(chart.periods.last()),
    );
    let room = (right - left) / 2.0 - 4.0;
    let wide = width(last, SMALL).min(room);
    html! {
        (label_in((left, HEIGHT - 6.0), right - left - wide - 8.0, SMALL, Anchor::Start, "chart-said", first))
        (label_in((right, HEIGHT - 6.0), room, SMALL, Anchor::End, "chart-said", last))
    }
}

fn of_period(world: &World, period: &Period, lang: Lang) -> String {
    let value = rounded(&period.value).show(lang);
    let evidence = evidence(world, period.figure, lang);
    let signal = period.signal.map(|cause| signal(cause, lang));
    let said = [Some(value.as_str()), signal, Some(evidence.as_str())];
    said.into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(lang.pick("; ", "；"))
}

fn signal(cause: Cause, lang: Lang) -> &'static str {
    match cause {
        Cause::Outside => lang.pick("outside the limits", "超出控制限"),
        Cause::Run => lang.pick("in a run on one side", "连续在一侧"),
        Cause::TwoOfThree => lang.pick("two of three far from the mean", "三期中两期远离均值"),
        Cause::Trend => lang.pick("in a trend", "连续升降"),
    }
}

fn table(world: &World, chart: &ControlChart, id: &str, lang: Lang) -> Markup {
    let heads = [
        lang.pick("period", "期间"),
        lang.pick("value", "数值"),
        "n",
        lang.pick("mean", "均值"),
        lang.pick("lower limit", "下控制限"),
        lang.pick("upper limit", "上控制限"),
        lang.pick("signal", "信号"),
    ];
    let row = |period: &Period| {
        let record = &world.chain.figures.get(period.figure).record;
        let limits = period.limits.as_ref();
        vec![
            Cell::words(record.period.written()),
            Cell::of(Some(&period.value), lang),
            record
                .n
                .map_or(Cell::None, |n| Cell::words(n.0.to_string())),
            Cell::of(limits.map(|(centre, _, _)| centre), lang),
            Cell::of(limits.map(|(_, lower, _)| lower), lang),
            Cell::of(limits.map(|(_, _, upper)| upper), lang),
            period
                .signal
                .map_or(Cell::None, |cause| Cell::words(signal(cause, lang))),
        ]
    };
    let rows: Vec<Vec<Cell>> = chart.periods.iter().map(row).collect();
    numbers::table(id, &heads, &rows, lang)
}
