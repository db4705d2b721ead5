//! Goals: the latest value of each, held against three yardsticks on one axis: what is to be
//! reached, what the customer needs, and what others reach.

use maud::{Markup, html};

use super::draw::axis::{self, Axis};
use super::draw::frame::{Anchor, MARGIN, WIDTH, bar, drawing, label, label_in, line};
use super::draw::mark::Mark;
use super::draw::text::{LABEL, SMALL, width};
use super::handoffs::{mark_of, whisker};
use super::numbers::{self, Cell};
use super::{Charted, Figure, Figures, Rank, legend};
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::load::document::Better;
use crate::measure::gap::{Asks, Customer, Observed};
use crate::measure::{Gap, GapVerdict};
use crate::quantity::{Bound, Quantity};
use crate::report::gaps::{rounded, verdict};
use crate::report::html::View;

/// From the top of a lane to its middle, and to the top of the next.
const MIDDLE: f64 = 38.0;
const LANE: f64 = 54.0;

/// One goal with its yardsticks.
struct Bullet<'a> {
    gap: &'a Gap,
    actual: &'a Observed,
    target: &'a Quantity,
    better: Option<Better>,
    baseline: Option<Quantity>,
    floor: Option<&'a Quantity>,
    stretch: Option<&'a Quantity>,
    customer: Option<Asked>,
    /// Who, and how much.
    competitor: Option<(&'a str, &'a Quantity, GapVerdict)>,
}

/// What a receiver asks, or expected: in words, and as a bound.
struct Asked {
    said: String,
    bound: Bound,
    verdict: GapVerdict,
}

impl Asked {
    fn of(held: &Customer, better: Option<Better>, lang: Lang) -> Option<Self> {
        let bound = match &held.asks {
            Asks::Need { need, .. } => need.bound.clone()?,
            Asks::Expected(expected) => {
                let value = expected.value.clone();
                match better? {
                    Better::Higher => Bound::AtLeast(value),
                    Better::Lower => Bound::AtMost(value),
                }
            }
        };
        Some(Self {
            said: held.asked().get(lang).to_owned(),
            bound,
            verdict: held.verdict,
        })
    }
}

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let title = lang.pick("Goals against three yardsticks", "目标与三种标准");
    let all = in_scope(view).count();
    let found: Vec<(Subject, Bullet<'_>)> = in_scope(view)
        .filter_map(|(subject, gap)| Some((subject, bullet(view, gap)?)))
        .collect();
    let figures = Figures::of(
        &found,
        |(_, bullet)| bullet.rank(),
        |(subject, bullet)| figure(view, *subject, bullet),
    );
    if figures.is_empty() {
        return Charted::empty(title, lang.pick(
            "No goal has both a target and a measured value: write goal.target with a unit, and goal.actual or rows of an [[evidence]] file of kind “figures” for the measure of the goal.",
            "没有一个目标同时有目标值和观测值：请写明带单位的 goal.target，并写 goal.actual，或在 kind 为“figures”的 [[evidence]] 文件中记录该目标的指标。",
        ));
    }
    let lead = lang.pick(
        "Each goal’s latest value with its interval (each end holds with 95 % confidence), against its target, against what the receiver needs, and against others; shaded is what is good enough.",
        "各目标的最新观测值及其区间（每一端的置信度为 95 %），分别对照目标值、接收方的需求和他人水平；阴影部分为达到要求。",
    );
    let charts = html! {
        (figures.markup(lang))
        @if let Some(note) = missing(&found, all, lang) { p class="chart-note" { (note) } }
    };
    Charted::drawn(title, lead, &marks(lang), &charts)
}

/// The gaps of goals in scope.
pub(super) fn in_scope<'a>(view: &View<'a>) -> impl Iterator<Item = (Subject, &'a Gap)> {
    let (world, scope) = (&view.checked.world, view.scope);
    let goals = world.of_kind(SubjectKind::Goal).zip(world.gaps.iter());
    goals.filter(move |(subject, _)| scope.includes(world, *subject))
}

fn bullet<'a>(view: &View<'a>, gap: &'a Gap) -> Option<Bullet<'a>> {
    let (chain, lang) = (&view.checked.world.chain, view.lang);
    let goal = chain.goal(gap.goal);
    let record = &*goal.record;
    let (actual, target) = (gap.actual.as_ref()?, gap.target.as_ref()?);
    let same = |other: &&Quantity| other.commensurable(target);
    if !actual.value.commensurable(target) {
        return None;
    }
    let competitor = gap.competitor.as_ref().and_then(|held| {
        let record = &chain.benchmarks.get(held.benchmark as usize)?.record;
        let of = record.of.as_ref().map_or("", |of| of.get(lang));
        Some((of, &record.value, held.verdict))
    });
    let better = goal.measure.as_ref().and_then(|measure| measure.better);
    let better = better.or_else(|| record.direction());
    let customer = gap.customer.as_ref();
    let customer = customer.and_then(|held| Asked::of(held, better, lang));
    let customer = customer.filter(|asked| asked.bound.quantity().is_some_and(|end| same(&end)));
    let baseline = record
        .baseline
        .as_ref()
        .and_then(|figure| figure.quantity());
    Some(Bullet {
        gap,
        actual,
        target,
        better,
        baseline: baseline.filter(|baseline| same(&baseline)),
        floor: record.floor.as_ref().filter(same),
        stretch: record.stretch.as_ref().filter(same),
        customer,
        competitor: competitor.filter(|(_, value, _)| same(value)),
    })
}

impl Bullet<'_> {
    fn rank(&self) -> Rank {
        let customer = self.customer.as_ref().map(|asked| asked.verdict);
        let held = [Some(self.gap.verdict), customer];
        Rank::worst(held.into_iter().flatten())
    }

    fn quantities(&self) -> Vec<&Quantity> {
        let mut all = vec![self.target, &self.actual.value];
        if let Some((lower, upper)) = &self.actual.bounds {
            all.extend([lower, upper]);
        }
        all.extend(self.baseline.as_ref());
        all.extend(self.floor.into_iter().chain(self.stretch));
        all.extend(self.gap.expected.as_ref().map(|expected| &expected.value));
        all.extend(self.competitor.map(|(_, value, _)| value));
        let ends = self
            .customer
            .as_ref()
            .map(|asked| [asked.bound.low(), asked.bound.high()]);
        all.extend(ends.into_iter().flatten().flatten().map(|(end, _)| end));
        all
    }
}

fn figure(view: &View<'_>, subject: Subject, bullet: &Bullet<'_>) -> Option<Figure> {
    let (world, lang) = (&view.checked.world, view.lang);
    let record = &world.chain.goal(bullet.gap.goal).record;
    let id = world.id(subject);
    let axis = Axis::of(&bullet.quantities(), lang)?;
    Some(Figure {
        name: record.text.get(lang).to_owned(),
        said: numbers::observed(bullet.actual, lang),
        picture: picture(&id, bullet, &axis, lang),
        numbers: table(&id, bullet, lang),
        id,
    })
}

fn picture(id: &str, bullet: &Bullet<'_>, axis: &Axis, lang: Lang) -> Markup {
    let mut lanes = vec![target_lane(bullet, axis, lang)];
    if let Some(Asked {
        said: need,
        bound,
        verdict,
    }) = &bullet.customer
    {
        let said = lang.pick(format!("customer: {need}"), format!("客户：{need}"));
        let marks = |y: f64| {
            let ends = [bound.low(), bound.high()];
            let band = (
                bound.low().map(|(low, _)| low),
                bound.high().map(|(high, _)| high),
            );
            (
                shaded(band, axis, y),
                html! {
                    @for (end, _) in ends.into_iter().flatten() { (Mark::Customer.at(axis.x(end), y, "")) }
                },
            )
        };
        lanes.push(lane(bullet, axis, 1, (&said, *verdict), &marks, lang));
    }
    if let Some((of, value, verdict)) = bullet.competitor {
        let shown = rounded(value).show(lang);
        let said = match of {
            "" => lang.pick(format!("others: {shown}"), format!("他人：{shown}")),
            of => lang.pick(
                format!("others ({of}): {shown}"),
                format!("他人（{of}）：{shown}"),
            ),
        };
        let marks = |y: f64| {
            (
                shaded(beyond(value, bullet.better), axis, y),
                Mark::Competitor.at(axis.x(value), y, ""),
            )
        };
        let at = lanes.len();
        lanes.push(lane(bullet, axis, at, (&said, verdict), &marks, lang));
    }
    let bottom = lane_top(lanes.len());
    let name = lang.pick(
        format!("{id}: measured value against target, customer and others"),
        format!("{id}：观测值对照目标值、客户需求和他人水平"),
    );
    drawing(
        bottom + axis::HEIGHT,
        &name,
        &html! {
            (axis.draw(bottom, 20.0, lang))
            @for lane in &lanes { (lane) }
        },
    )
}

fn lane_top(at: usize) -> f64 {
    (0..at).map(|_| LANE).sum()
}

/// The good side of a value, as both ends of what is good enough.
fn beyond(value: &Quantity, better: Option<Better>) -> (Option<&Quantity>, Option<&Quantity>) {
    match better {
        Some(Better::Higher) => (Some(value), None),
        Some(Better::Lower) => (None, Some(value)),
        None => (Some(value), Some(value)),
    }
}

fn shaded((low, high): (Option<&Quantity>, Option<&Quantity>), axis: &Axis, y: f64) -> Markup {
    let (left, right) = axis.ends();
    let from = low.map_or(left, |low| axis.x(low));
    let to = high.map_or(right, |high| axis.x(high));
    bar("chart-band", (from, y - 11.0), (to, y + 11.0))
}

/// A lane: what it is held against, the marks of that, and the measured value.
fn lane(
    bullet: &Bullet<'_>,
    axis: &Axis,
    at: usize,
    (said, held): (&str, GapVerdict),
    marks: &dyn Fn(f64) -> (Markup, Markup),
    lang: Lang,
) -> Markup {
    let top = lane_top(at);
    let y = top + MIDDLE;
    let (under, over) = marks(y);
    let verdict = numbers::verdict(held, lang);
    let room = width(verdict, SMALL) + 10.0;
    html! {
        (label_in((MARGIN, top + 18.0), WIDTH - 2.0 * MARGIN - room, LABEL, Anchor::Start, "chart-label", said))
        (label((WIDTH - MARGIN, top + 18.0), SMALL, Anchor::End, "chart-said", verdict))
        (under)
        (line("chart-track", (axis.ends().0, y), (axis.ends().1, y)))
        (over)
        @if let Some((lower, upper)) = &bullet.actual.bounds { (whisker(axis.x(lower), axis.x(upper), y)) }
        (mark_of(held).at(axis.x(&bullet.actual.value), y, ""))
    }
}

/// The lane of the target, with where it began and where it should be.
fn target_lane(bullet: &Bullet<'_>, axis: &Axis, lang: Lang) -> Markup {
    let value = |quantity: &Quantity| rounded(quantity).show(lang);
    let target = value(bullet.target);
    let said = lang.pick(format!("target: {target}"), format!("目标值：{target}"));
    let marks = |y: f64| {
        let under = html! {
            (shaded(beyond(bullet.target, bullet.better), axis, y))
            @for (one, what) in [
                (bullet.floor, lang.pick("floor", "底线")),
                (bullet.stretch, lang.pick("stretch", "奋斗目标")),
            ] {
                @if let Some(one) = one {
                    (Mark::Bound.at(axis.x(one), y, &format!("{what} {}", value(one))))
                }
            }
        };
        let over = html! {
            @if let Some(baseline) = &bullet.baseline {
                (line("chart-stick", (axis.x(baseline), y), (axis.x(&bullet.actual.value), y)))
                (Mark::Baseline.at(axis.x(baseline), y, &format!("{} {}", lang.pick("baseline", "基线值"), value(baseline))))
            }
            (Mark::Asked.at(axis.x(bullet.target), y, ""))
            @if let Some(expected) = &bullet.gap.expected {
                (Mark::Expected.at(axis.x(&expected.value), y - 12.0, &lang.pick(
                    format!("expected on {}: {}", expected.on, value(&expected.value)),
                    format!("{} 应达：{}", expected.on, value(&expected.value)),
                )))
            }
        };
        (under, over)
    };
    lane(bullet, axis, 0, (&said, bullet.gap.verdict), &marks, lang)
}

fn table(id: &str, bullet: &Bullet<'_>, lang: Lang) -> Markup {
    let heads = [
        lang.pick("held against", "对照"),
        lang.pick("value", "数值"),
        lang.pick("verdict", "判定"),
    ];
    let row = |what: &str, value: Option<&Quantity>, verdict: Option<String>| {
        let verdict = verdict.map_or(Cell::None, Cell::words);
        vec![Cell::words(what), Cell::of(value, lang), verdict]
    };
    let word = |held: GapVerdict| Some(numbers::verdict(held, lang).to_owned());
    let bounds = bullet.actual.bounds.as_ref();
    let mut rows = vec![
        row(
            lang.pick("actual", "观测值"),
            Some(&bullet.actual.value),
            None,
        ),
        row(
            lang.pick("actual, at least", "观测值下限"),
            bounds.map(|(lower, _)| lower),
            None,
        ),
        row(
            lang.pick("actual, at most", "观测值上限"),
            bounds.map(|(_, upper)| upper),
            None,
        ),
        row(
            lang.pick("target", "目标值"),
            Some(bullet.target),
            Some(verdict(bullet.gap, lang)),
        ),
    ];
    let more = [
        (lang.pick("baseline", "基线值"), bullet.baseline.as_ref()),
        (lang.pick("floor", "底线"), bullet.floor),
        (lang.pick("stretch", "奋斗目标"), bullet.stretch),
    ];
    rows.extend(
        more.into_iter()
            .filter(|(_, value)| value.is_some())
            .map(|(what, value)| row(what, value, None)),
    );
    if let Some(expected) = &bullet.gap.expected {
        let on = lang.pick(
            format!("expected on {}", expected.on),
            format!("{} 应达", expected.on),
        );
        rows.push(row(&on, Some(&expected.value), None));
    }
    if let Some(asked) = &bullet.customer {
        let said = &asked.said;
        rows.push(row(
            &lang.pick(format!("customer: {said}"), format!("客户：{said}")),
            asked.bound.quantity(),
            word(asked.verdict),
        ));
    }
    if let Some((of, value, held)) = bullet.competitor {
        rows.push(row(
            &lang.pick(format!("others: {of}"), format!("他人：{of}")),
            Some(value),
            word(held),
        ));
    }
    numbers::table(id, &heads, &rows, lang)
}

/// What is missing to draw all goals against all yardsticks.
fn missing(found: &[(Subject, Bullet<'_>)], all: usize, lang: Lang) -> Option<String> {
    let undrawn = all - found.len();
    let drawn = || found.iter().map(|(_, bullet)| bullet);
    let alone = drawn().filter(|bullet| bullet.customer.is_none()).count();
    let unlike = drawn().filter(|bullet| bullet.competitor.is_none()).count();
    let said = [
        (undrawn, lang.pick(
            format!("Not drawn, for want of a target or a measured value: {undrawn} (goal.target; goal.actual, or figures of the measure)."),
            format!("有 {undrawn} 个目标没有画出：缺少目标值或观测值（goal.target、goal.actual 或该指标的数据）。"),
        )),
        (alone, lang.pick(
            format!("Without a receiver’s need to be held against: {alone}; write a need that speaks of the same measure (handoff.customer.needs), or say whom the goal serves (goal.serves)."),
            format!("有 {alone} 个目标没有对照接收方的需求：请在 handoff.customer.needs 写同一指标的需求，或用 goal.serves 说明为谁服务。"),
        )),
        (unlike, lang.pick(
            format!("Without a value of others: {unlike}; a [[benchmark]] of the same measure would give one."),
            format!("有 {unlike} 个目标没有与他人比较：可写同一指标的 [[benchmark]]。"),
        )),
    ];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, said)| said)
        .collect();
    (!said.is_empty()).then(|| said.join(lang.pick(" ", "")))
}

fn marks(lang: Lang) -> Markup {
    legend(&[
        (Mark::Asked, lang.pick("target", "目标值")),
        (Mark::Bound, lang.pick("floor, stretch", "底线、奋斗目标")),
        (
            Mark::Customer,
            lang.pick("what the customer needs", "客户的需求"),
        ),
        (
            Mark::Competitor,
            lang.pick("what others reach", "他人达到的水平"),
        ),
        (Mark::Baseline, lang.pick("baseline", "基线值")),
        (
            Mark::Expected,
            lang.pick("where it should be by now", "目前应达"),
        ),
        (Mark::Met, lang.pick("measured: met", "观测值：已满足")),
        (
            Mark::NotMet,
            lang.pick("measured: not met", "观测值：未满足"),
        ),
        (
            Mark::Open,
            lang.pick("measured: undetermined", "观测值：尚不能判定"),
        ),
    ])
}
