//! Times of event logs: how many cases were done, and how many handoffs taken up, within which time,
//! with what is asked for.

use std::cmp::Ordering;

use maud::{Markup, html};

use super::band;
use super::draw::axis::{self, Axis, path_through};
use super::draw::frame::{Anchor, WIDTH, drawing, label_in, line};
use super::draw::mark::Mark;
use super::draw::text::SMALL;
use super::handoffs::whisker;
use super::numbers::{self, Cell};
use super::{Charted, Figure, Figures, Rank, legend};
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::load::document::StandardMeasure;
use crate::measure::gap::observed_share;
use crate::measure::log::{Durations, Level};
use crate::measure::logged::{DueTime, LoggedHandoff, LoggedLog};
use crate::model::Target;
use crate::quantity::{Due, Quantity, half_up_text};
use crate::report::gaps::rounded;
use crate::report::html::View;
use crate::statistics::band::half_width;
use crate::statistics::{ALPHA, as_float, signed};

/// So many handoffs of a log are drawn, those with the largest part of all waiting.
const MOST_HANDOFFS: usize = 3;

/// So many points make a curve.
const POINTS: usize = 120;

/// The shares of cases whose times are told.
const LEVELS: [f64; 4] = [0.5, 0.8, 0.9, 0.95];

/// Of these the bounds are drawn: half, and nine of ten.
const DRAWN: [f64; 2] = [0.5, 0.9];

/// Heights of the plot.
const TOP: f64 = 10.0;
const BOTTOM: f64 = 150.0;

/// One curve, and what is asked of it.
struct Curve<'a> {
    name: String,
    id: String,
    log: &'a LoggedLog,
    times: Durations,
    /// What is asked, in words, and the time.
    asked: Vec<(String, Quantity)>,
    /// The cases are a sample, and of each the whole time is known.
    is_sample: bool,
    /// What else must be known to read it.
    caution: Option<String>,
}

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let world = &view.checked.world;
    let title = lang.pick("How long it takes", "用多长时间");
    let mut curves = Vec::new();
    for log in &world.logged.logs {
        let subject = subject(SubjectKind::Log, log.at);
        if view.scope.includes(world, subject) {
            curves.push(of_cases(world, log, lang));
        }
        curves.extend(of_handoffs(view, log));
    }
    let figures = Figures::of(&curves, Curve::rank, |curve| figure(curve, lang));
    if figures.is_empty() {
        return Charted::empty(title, lang.pick(
            "No times are known: declare an export of the system that books the work as [[log]] (path, case, activity, time; start too, so that waits can be told from work) and name its activities at the steps (step.activities).",
            "没有时间数据：请把记录业务的系统导出文件声明为 [[log]]（path、case、activity、time；另有 start 列即可区分等待与作业），并在各工序写明活动名称（step.activities）。",
        ));
    }
    let lead = lang.pick(
        "How many of all are done within which time. A mean hides the long ones; here each one counts, and half and nine of ten stand with their intervals (each end holds with 95 % confidence).",
        "在多长时间之内完成了多少。平均值会掩盖拖得最久的；这里每一件都算在内，并标出一半和九成所用的时间及其区间（每一端的置信度为 95 %）。",
    );
    let mut marks = vec![
        (
            Mark::Middle,
            lang.pick("half, nine of ten, with interval", "一半、九成及其区间"),
        ),
        (Mark::TargetLine, lang.pick("what is asked", "要求")),
    ];
    if curves.iter().any(|curve| curve.is_sample) {
        marks.push((
            Mark::Band,
            lang.pick(
                "where the whole curve of all cases lies with 95 % confidence (of samples only)",
                "全部个案的整条曲线以 95 % 的置信度落在其中（仅抽样才有）",
            ),
        ));
    }
    Charted::drawn(title, lead, &legend(&marks), &figures.markup(lang))
}

fn subject(kind: SubjectKind, at: usize) -> Subject {
    let number = u32::try_from(at).unwrap_or(u32::MAX);
    Subject { kind, number }
}

/// Nobody said that the log holds all cases of its time.
fn is_sample(world: &World, log: &LoggedLog) -> bool {
    world.chain.logs[log.at].record.census != Some(true)
}

/// The lead times of the cases of a log.
fn of_cases<'a>(world: &'a World, log: &'a LoggedLog, lang: Lang) -> Curve<'a> {
    let subject = subject(SubjectKind::Log, log.at);
    let whole = world.chain.logs[log.at]
        .on
        .map_or(Target::Organization, Target::Process);
    let goals = world.chain.goals.iter().filter(|goal| {
        let of = goal.measure.as_ref().and_then(|measure| measure.of);
        goal.on == whole && of == Some(StandardMeasure::LeadTime)
    });
    let asked = goals.filter_map(|goal| {
        let target = goal.record.target.clone()?;
        Some((lang.pick("target", "目标值").to_owned(), target))
    });
    let open = log.open.open;
    Curve {
        name: lang.pick(
            format!("From the first to the last work on a case: {}", world.label(subject).get(lang)),
            format!("个案从开始到结束：{}", world.label(subject).get(lang)),
        ),
        id: world.id(subject),
        log,
        times: log.cases.lead.clone(),
        asked: asked.collect(),
        is_sample: is_sample(world, log) && open == 0,
        caution: (open > 0).then(|| lang.pick(
            format!("{open} cases are still open and count only as far as they have come, so the curve is too favourable"),
            format!("另有 {open} 个个案尚未办完，只计到目前为止，因此曲线偏乐观"),
        )),
    }
}

/// The handoffs of a log in scope with the largest part of all waiting.
fn of_handoffs<'a>(view: &View<'a>, log: &'a LoggedLog) -> Vec<Curve<'a>> {
    let world = &view.checked.world;
    let id = |one: &LoggedHandoff| subject(SubjectKind::Handoff, one.id.index());
    let mut own: Vec<&LoggedHandoff> = log
        .handoffs
        .iter()
        .filter(|one| view.scope.includes(world, id(one)))
        .collect();
    own.sort_by(|a, b| {
        b.share_of_waiting
            .total_cmp(&a.share_of_waiting)
            .then(a.id.cmp(&b.id))
    });
    let drawn = own.into_iter().take(MOST_HANDOFFS);
    drawn
        .map(|one| of_handoff(world, log, one, view.lang))
        .collect()
}

fn of_handoff<'a>(
    world: &'a World,
    log: &'a LoggedLog,
    one: &LoggedHandoff,
    lang: Lang,
) -> Curve<'a> {
    let subject = subject(SubjectKind::Handoff, one.id.index());
    let label = world.label(subject);
    let label = label.get(lang);
    let name = match log.has_durations {
        true => lang.pick(
            format!("Waiting to be taken up: {label}"),
            format!("等待接手：{label}"),
        ),
        false => lang.pick(
            format!("From booking to booking: {label}"),
            format!("两次记录之间的间隔：{label}"),
        ),
    };
    let mut asked = Vec::new();
    if let Some(Due::Within(within)) = &world.chain.handoff(one.id).record.due {
        // Working days are shown as the working time they come to.
        let known = one.due.as_ref().and_then(DueTime::millis);
        let same = known.map(|millis| log.time(signed(millis)));
        let within = same.unwrap_or_else(|| within.clone());
        asked.push((lang.pick("due", "期限").to_owned(), within));
    }
    let judged = world
        .judged
        .get(one.id.index())
        .map_or(&[][..], Vec::as_slice);
    let waits = judged
        .iter()
        .filter(|one| one.of == Some(StandardMeasure::Wait));
    for one in waits {
        let high = one.statement.bound.as_ref().and_then(|bound| bound.high());
        let Some((end, _)) = high else { continue };
        let text = one.statement.text.get(lang);
        let is_same =
            |(_, known): &&mut (String, Quantity)| known.compare(end) == Some(Ordering::Equal);
        match asked.iter_mut().find(is_same) {
            Some((what, _)) => *what = [what, text].join(lang.pick("; ", "；")),
            None => asked.push((text.to_owned(), end.clone())),
        }
    }
    let part = format!("{} %", half_up_text(100.0 * one.share_of_waiting, 0));
    Curve {
        name,
        id: world.id(subject),
        log,
        times: one.waits.clone(),
        asked,
        is_sample: is_sample(world, log),
        caution: Some(lang.pick(
            format!("{part} of all waiting between steps"),
            format!("占工序间全部等待的 {part}"),
        )),
    }
}

fn figure(curve: &Curve<'_>, lang: Lang) -> Option<Figure> {
    let mut times = curve.times.clone();
    let levels = times.levels(&LEVELS);
    Some(Figure {
        name: curve.name.clone(),
        said: said(curve, &levels, lang),
        picture: picture(curve, &levels, lang)?,
        numbers: table(curve, &levels, lang),
        id: curve.id.clone(),
    })
}

impl Curve<'_> {
    fn rank(&self) -> Rank {
        let is_late = self.comparable().any(|(_, time)| {
            let (k, n) = self.within(time);
            k < n
        });
        if is_late { Rank::Bad } else { Rank::Other }
    }

    /// How far above and below it the curve of all cases may lie.
    fn band(&self) -> Option<f64> {
        let n = self.times.len() as u64;
        self.is_sample.then(|| half_width(n, ALPHA))?
    }

    /// What is asked on the clock of the log; other clocks cannot be compared.
    fn comparable(&self) -> impl Iterator<Item = &(String, Quantity)> {
        self.asked
            .iter()
            .filter(|(_, time)| self.log.millis(time).is_some())
    }

    /// How many take no longer than a time of this clock, of all.
    fn within(&self, time: &Quantity) -> (u64, u64) {
        let millis = self.log.millis(time).unwrap_or_default();
        (self.times.within(millis) as u64, self.times.len() as u64)
    }
}

/// What is to be seen, in a sentence.
fn said(curve: &Curve<'_>, levels: &[Level], lang: Lang) -> String {
    let n = curve.times.len();
    let mut parts = vec![format!("n = {n}")];
    for level in levels.iter().filter(|level| is_drawn(level)) {
        let Some(time) = level.time else { continue };
        let time = rounded(&curve.log.time(time)).show(lang);
        parts.push(match level.p < 0.6 {
            true => lang.pick(format!("half within {time}"), format!("一半在 {time} 之内")),
            false => lang.pick(
                format!("nine of ten within {time}"),
                format!("九成在 {time} 之内"),
            ),
        });
    }
    let mut is_asked = false;
    for (what, time) in curve.comparable() {
        is_asked = true;
        let (k, n) = curve.within(time);
        let time = rounded(time).show(lang);
        parts.push(lang.pick(
            format!("{k} of {n} within {time} ({what})"),
            format!("{n} 件中 {k} 件在 {time} 之内（{what}）"),
        ));
    }
    if !is_asked {
        parts.push(
            lang.pick("nobody says how long it may take", "没有人说明可以用多久")
                .to_owned(),
        );
    }
    if let Some(band) = curve.band() {
        let band = format!("{:.1}", 100.0 * band);
        parts.push(lang.pick(
            format!(
                "of all cases the whole curve lies within ± {band} pp of it with 95 % confidence"
            ),
            format!("全部个案的整条曲线以 95 % 的置信度与它相差不超过 {band} 个百分点"),
        ));
    }
    parts.extend(curve.caution.clone());
    parts.join(lang.pick("; ", "；"))
}

fn is_drawn(level: &Level) -> bool {
    DRAWN.iter().any(|drawn| drawn.total_cmp(&level.p).is_eq())
}

/// Up to where the curve is drawn: long tails would press all else to the left.
fn end(curve: &Curve<'_>, points: &[(i64, usize)], levels: &[Level]) -> f64 {
    let longest = points.last().map_or(0.0, |(millis, _)| signed(*millis));
    let high = levels
        .iter()
        .filter_map(|level| level.bounds.upper.or(level.time));
    let high = high.fold(0.0, f64::max);
    let is_longer = |millis: f64| {
        let time = curve.log.time(millis);
        curve
            .comparable()
            .all(|(_, asked)| asked.base() <= time.base())
    };
    match high * 1.5 {
        short if short > 0.0 && short < longest && is_longer(short) => short,
        _ => longest,
    }
}

fn picture(curve: &Curve<'_>, levels: &[Level], lang: Lang) -> Option<Markup> {
    let log = curve.log;
    let points = curve.times.curve(POINTS);
    let end = end(curve, &points, levels);
    let longest = log.time(end);
    let none = longest.with_base(0.0);
    let shares = [Quantity::share(0.0), Quantity::share(1.0)];
    let upright = Axis::of(&shares.iter().collect::<Vec<_>>(), lang)?.between(BOTTOM, TOP);
    let mut all = vec![&longest, &none];
    all.extend(curve.comparable().map(|(_, time)| time));
    let (grid, left) = upright.draw_upright(WIDTH - 16.0, lang);
    let across = Axis::of(&all, lang)?.between(left, WIDTH - 16.0);
    let n = as_float(curve.times.len() as u64);
    let place = |millis: i64, upto: usize| {
        (
            across.x(&log.time(signed(millis))),
            upright.x(&Quantity::share(as_float(upto as u64) / n)),
        )
    };
    // Steps: up at each length, across to the next.
    let mut steps = vec![(left, BOTTOM)];
    for (millis, upto) in points.iter().filter(|(millis, _)| signed(*millis) <= end) {
        let (x, y) = place(*millis, *upto);
        let before = steps.last().map_or(BOTTOM, |place| place.1);
        steps.extend([(x, before), (x, y)]);
    }
    let share = |share: f64| upright.x(&Quantity::share(share));
    let around = curve.band().map(|half_width| {
        let drawn = points.iter().filter(|(millis, _)| signed(*millis) <= end);
        let places = drawn.map(|(millis, upto)| {
            let x = across.x(&log.time(signed(*millis)));
            (x, as_float(*upto as u64) / n)
        });
        band::path(&places.collect::<Vec<_>>(), (left, half_width), share)
    });
    let what = curve
        .comparable()
        .map(|(what, time)| (what.as_str(), across.x(time), rounded(time).show(lang)));
    let what: Vec<_> = what.collect();
    let name = format!(
        "{}{}{}",
        curve.id,
        lang.pick(": ", "："),
        said(curve, levels, lang)
    );
    Some(drawing(
        BOTTOM + axis::HEIGHT,
        &name,
        &html! {
            (grid)
            (across.draw(BOTTOM, TOP, lang))
            @for (what, x, time) in &what {
                g { title { (what) " " (time) } (line("chart-target", (*x, TOP), (*x, BOTTOM))) }
            }
            @if let Some(around) = &around { path class="chart-around" d=(around) {} }
            path class="chart-curve" d=(path_through(&steps)) {}
            @for level in levels.iter().filter(|level| is_drawn(level)) {
                @if let Some(time) = level.time { (quantile(level, time, log, (&across, &upright), lang)) }
            }
            @if let Some(beyond) = beyond(curve, &points, end, lang) {
                (label_in((WIDTH - 18.0, BOTTOM - 6.0), WIDTH / 2.0, SMALL, Anchor::End, "chart-said", &beyond))
            }
        },
    ))
}

/// A quantile with its bounds; an end that is not known is open.
fn quantile(
    level: &Level,
    time: f64,
    log: &LoggedLog,
    (across, upright): (&Axis, &Axis),
    lang: Lang,
) -> Markup {
    let x = |millis: f64| across.x(&log.time(millis));
    let y = upright.x(&Quantity::share(level.p));
    let (from, to) = (
        level.bounds.lower.unwrap_or(time),
        level.bounds.upper.unwrap_or(time),
    );
    let said = format!(
        "{:.0} % ≤ {}",
        100.0 * level.p,
        rounded(&log.time(time)).show(lang)
    );
    html! {
        (whisker(x(from), x(to), y))
        (Mark::Middle.at(x(time), y, &said))
    }
}

/// How many lie beyond what is drawn.
fn beyond(curve: &Curve<'_>, points: &[(i64, usize)], end: f64, lang: Lang) -> Option<String> {
    let within = points
        .iter()
        .rev()
        .find(|(millis, _)| signed(*millis) <= end);
    let beyond = curve.times.len() - within.map_or(0, |point| point.1);
    let longest = points
        .last()
        .map(|(millis, _)| rounded(&curve.log.time(signed(*millis))).show(lang))?;
    (beyond > 0).then(|| {
        lang.pick(
            format!("{beyond} longer, up to {longest}"),
            format!("另有 {beyond} 件更久，最久 {longest}"),
        )
    })
}

fn table(curve: &Curve<'_>, levels: &[Level], lang: Lang) -> Markup {
    let log = curve.log;
    let heads = [
        lang.pick("of all", "占全部"),
        lang.pick("within", "时间之内"),
        lang.pick("at least", "下限"),
        lang.pick("at most", "上限"),
        "n",
        lang.pick("evidence", "依据"),
    ];
    let n = || Cell::words(curve.times.len().to_string());
    let grade = crate::load::document::Grade::Logged;
    let grade = crate::report::judged::grade(grade, lang);
    let source = || {
        let parts = [log.period.written(), grade.as_str(), log.path.as_str()];
        Cell::words(parts.join(lang.pick(", ", "，")))
    };
    let time = |millis: Option<f64>| Cell::of(millis.map(|millis| log.time(millis)).as_ref(), lang);
    let mut rows: Vec<Vec<Cell>> = levels
        .iter()
        .map(|level| {
            vec![
                Cell::words(format!("{} %", half_up_text(100.0 * level.p, 0))),
                time(level.time),
                time(level.bounds.lower),
                time(level.bounds.upper),
                n(),
                source(),
            ]
        })
        .collect();
    for (what, asked) in curve.comparable() {
        let (k, all) = curve.within(asked);
        let share = observed_share(k, all);
        let asked = Cell::Value(
            asked.number(),
            format!("{} ({what})", rounded(asked).show(lang)),
        );
        let bounds = share.bounds.as_ref();
        let percent = |quantity: &Quantity| rounded(quantity).show(lang);
        rows.push(vec![
            Cell::Value(share.value.number(), percent(&share.value)),
            asked,
            bounds.map_or(Cell::None, |(lower, _)| Cell::words(percent(lower))),
            bounds.map_or(Cell::None, |(_, upper)| Cell::words(percent(upper))),
            n(),
            source(),
        ]);
    }
    numbers::table(&curve.id, &heads, &rows, lang)
}
