//! Whose gap it is: the parts of each gap that is short, one after the other, as the strategy shared
//! them out.

use maud::{Markup, html};

use super::draw::axis::{self, Axis};
use super::draw::frame::{Anchor, MARGIN, WIDTH, bar, drawing, label, label_in, line};
use super::draw::text::{LABEL, SMALL, width};
use super::handoffs::whisker;
use super::numbers::{self, Cell};
use super::{Charted, Figure, Figures, Rank};
use crate::lang::Lang;
use crate::quantity::Quantity;
use crate::report::html::View;
use crate::report::strategy::words::percent;
use crate::report::strategy::{self, One};
use crate::strategy::{Share, Shares};

/// The height of a part, and of its bar.
const PART: f64 = 36.0;
const BAR: f64 = 12.0;

/// More parts than that are summed up in one bar.
const MOST: usize = 9;

/// And more than that in one row of the table; `baton gap --why` has them all.
const MOST_ROWS: usize = 20;

/// One bar: what it is, and from where to where it goes.
struct Step {
    name: String,
    owner: Option<String>,
    points: f64,
    from: f64,
    between: Option<(f64, f64)>,
    /// Nobody's part: not asked of anybody, or found in none.
    is_nobody: bool,
}

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let title = lang.pick("Whose gap it is", "是谁的差距");
    let world = &view.checked.world;
    let asked = strategy::View {
        world,
        sources: &view.audit.sources,
        scope: view.scope,
        lang,
    };
    let shared: Vec<(One<'_>, &Shares)> = asked
        .goals()
        .filter_map(|one| Some((one, one.strategy.shares.as_ref()?)))
        .collect();
    let figures = Figures::of(
        &shared,
        |(one, _)| Rank::worst([one.gap.verdict]),
        |(one, shares)| figure(&asked, one, shares),
    );
    if figures.is_empty() {
        return Charted::empty(title, lang.pick(
            "No gap can be shared out among steps and handoffs: it takes a goal that is short of its target, whose measure the chain has an answer to (measure.of = \"first-pass\", \"usable\", \"lead-time\" …), and figures of the parts (step.yield, or figures on each handoff).",
            "没有可以分摊到各工序和交接的差距：需要一个未达标的目标，其指标是链上可以计算的（measure.of = \"first-pass\"、\"usable\"、\"lead-time\" 等），并有各部分的数据（step.yield，或各交接的观测值）。",
        ));
    }
    let lead = lang.pick(
        "Each bar is what a part contributes to the gap, with its interval (each end holds with 95 % confidence); outlined ones go back and make up for others. Dashed outlines belong to nobody: never asked of a part, or found in no measured part. All of them end at the gap, the dashed line.",
        "每一段是该处对差距的贡献及其区间（每一端的置信度为 95 %）；空心的段往回走，抵补别处。虚线框不属于任何一处：没有分解下去，或不在已测量的部分。各段最终到达差距（竖虚线）。",
    );
    Charted::drawn(title, lead, &html! {}, &figures.markup(lang))
}

/// The bars in their order; they end at the gap.
fn steps(view: &strategy::View<'_>, shares: &Shares, lang: Lang) -> Vec<Step> {
    let mut reached = 0.0;
    let mut steps: Vec<Step> = Vec::new();
    let mut add = |name: String,
                   owner: Option<String>,
                   points: f64,
                   between: Option<(f64, f64)>,
                   is_nobody: bool| {
        steps.push(Step {
            name,
            owner,
            points,
            from: reached,
            between,
            is_nobody,
        });
        reached += points;
    };
    let (shown, rest) = shares.parts.split_at(shares.parts.len().min(MOST));
    for part in shown {
        let between = part.between.map(|between| (between.lower, between.upper));
        add(
            view.object(part.of),
            view.owner(part.of),
            part.points,
            between,
            false,
        );
    }
    if !rest.is_empty() {
        let name = more(rest.len(), lang);
        add(
            name,
            None,
            rest.iter().map(|part| part.points).sum(),
            None,
            false,
        );
    }
    let is_some = |points: f64| points.abs() > 1e-9 * shares.gap.abs();
    let nobody = [
        (
            lang.pick("not asked of any part", "没有分解到任何部分"),
            shares.not_cascaded,
        ),
        (
            lang.pick("in no measured part", "不在已测量的部分"),
            shares.unlisted,
        ),
    ];
    for (name, points) in nobody.into_iter().filter(|(_, points)| is_some(*points)) {
        add(name.to_owned(), None, points, None, true);
    }
    steps
}

fn figure(view: &strategy::View<'_>, one: &One<'_>, shares: &Shares) -> Option<Figure> {
    let lang = view.lang;
    let steps = steps(view, shares, lang);
    let id = view.goal_id(one.id);
    let mut ends = vec![0.0, shares.gap];
    for step in &steps {
        ends.extend([step.from, step.from + step.points]);
        ends.extend(
            step.between
                .into_iter()
                .flat_map(|(low, high)| [step.from + low, step.from + high]),
        );
    }
    let quantities: Option<Vec<Quantity>> =
        ends.into_iter().map(|end| one.difference(end)).collect();
    let quantities = quantities?;
    let axis = Axis::of(&quantities.iter().collect::<Vec<_>>(), lang)?;
    let gap = one.points(shares.gap, lang);
    Some(Figure {
        name: view
            .world
            .chain
            .goal(one.id)
            .record
            .text
            .get(lang)
            .to_owned(),
        said: lang.pick(format!("short by {gap}"), format!("差 {gap}")),
        picture: picture(&id, one, shares, &steps, &axis, lang)?,
        numbers: table(view, &id, one, shares),
        id,
    })
}

fn picture(
    id: &str,
    one: &One<'_>,
    shares: &Shares,
    steps: &[Step],
    axis: &Axis,
    lang: Lang,
) -> Option<Markup> {
    let x = |value: f64| one.difference(value).map(|quantity| axis.x(&quantity));
    let (zero, gap) = (x(0.0)?, x(shares.gap)?);
    let mut top = 0.0;
    let mut parts = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let (from, to) = (x(step.from)?, x(step.from + step.points)?);
        let y = top + PART - BAR - 2.0;
        let points = one.points(step.points, lang);
        let sign = if step.points > 0.0 { "+" } else { "" };
        let points = format!("{sign}{points}");
        let named = match &step.owner {
            Some(owner) => lang.pick(
                format!("{} ({owner})", step.name),
                format!("{}（{owner}）", step.name),
            ),
            None => step.name.clone(),
        };
        let room = WIDTH - 2.0 * MARGIN - width(&points, SMALL) - 10.0;
        let class = match (step.is_nobody, step.points > 0.0) {
            (true, _) => "part-nobody",
            (false, true) => "part-short",
            (false, false) => "part-ahead",
        };
        let between = step
            .between
            .and_then(|(low, high)| Some((x(step.from + low)?, x(step.from + high)?)));
        parts.push(html! {
            (label_in((MARGIN, top + 16.0), room, LABEL, Anchor::Start, "chart-label", &named))
            (label((WIDTH - MARGIN, top + 16.0), SMALL, Anchor::End, "chart-said", &points))
            (bar(class, (from, y), (to, y + BAR)))
            @if let Some((low, high)) = between { (whisker(low, high, y + BAR / 2.0)) }
            (line("chart-zero", (zero, y - 2.0), (zero, y + BAR + 2.0)))
            (line("chart-target", (gap, y - 2.0), (gap, y + BAR + 2.0)))
            @if at + 1 < steps.len() { (line("chart-link", (to, y + BAR), (to, y + PART))) }
        });
        top += PART;
    }
    let bottom = top + 4.0;
    let name = lang.pick(
        format!("{id}: what each part contributes to the gap"),
        format!("{id}：各处对差距的贡献"),
    );
    Some(drawing(
        bottom + axis::HEIGHT,
        &name,
        &html! {
            (axis.draw(bottom, 0.0, lang))
            @for part in &parts { (part) }
        },
    ))
}

/// Parts that are summed up.
fn more(count: usize, lang: Lang) -> String {
    lang.pick(format!("{count} more parts"), format!("另外 {count} 处"))
}

fn without_evidence(name: &str, points: Cell, share: Cell) -> Vec<Cell> {
    let mut cells = vec![Cell::words(name), points, share];
    cells.extend([Cell::None, Cell::None, Cell::None, Cell::None]);
    cells
}

fn table(view: &strategy::View<'_>, id: &str, one: &One<'_>, shares: &Shares) -> Markup {
    let lang = view.lang;
    let heads = [
        lang.pick("part", "部分"),
        lang.pick("points", "分量"),
        lang.pick("share", "占差距"),
        lang.pick("between", "区间"),
        lang.pick("first in", "居首"),
        lang.pick("owner", "负责人"),
        lang.pick("evidence", "依据"),
    ];
    let points = |points: f64| Cell::Value(points, one.points(points, lang));
    let share = |points: f64| match shares.gap > 0.0 {
        true => Cell::words(percent(points / shares.gap)),
        false => Cell::None,
    };
    let row = |part: &Share| {
        let between = part.between.map(|between| {
            format!(
                "{} … {}",
                one.points(between.lower, lang),
                one.points(between.upper, lang)
            )
        });
        vec![
            Cell::words(view.object(part.of)),
            points(part.points),
            share(part.points),
            between.map_or(Cell::None, Cell::words),
            part.first
                .map_or(Cell::None, |first| Cell::words(percent(first))),
            view.owner(part.of).map_or(Cell::None, Cell::words),
            part.known
                .as_ref()
                .map_or(Cell::None, |known| Cell::words(view.known(known))),
        ]
    };
    let (shown, rest) = shares.parts.split_at(shares.parts.len().min(MOST_ROWS));
    let mut rows: Vec<Vec<Cell>> = shown.iter().map(row).collect();
    if !rest.is_empty() {
        let sum: f64 = rest.iter().map(|part| part.points).sum();
        rows.push(without_evidence(
            &more(rest.len(), lang),
            points(sum),
            share(sum),
        ));
    }
    for (name, value) in [
        (
            lang.pick("not asked of any part", "没有分解到任何部分"),
            shares.not_cascaded,
        ),
        (
            lang.pick("in no measured part", "不在已测量的部分"),
            shares.unlisted,
        ),
        (lang.pick("the gap", "差距"), shares.gap),
    ] {
        rows.push(without_evidence(name, points(value), share(value)));
    }
    numbers::table(id, &heads, &rows, lang)
}
