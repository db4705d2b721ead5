//! The picture of a handoff: its rows above each other, rows of one unit on one axis where that
//! leaves each of them room.

use maud::{Markup, html};

use super::super::draw::axis::{self, Axis};
use super::super::draw::frame::{Anchor, MARGIN, WIDTH, bar, drawing, label, line, strokes};
use super::super::draw::mark::Mark;
use super::super::draw::text::{LABEL, SMALL, lines};
use super::super::numbers::{self, Cell};
use super::rows::{Measured, Panel, Rating, Row};
use crate::lang::Lang;
use crate::measure::GapVerdict;
use crate::quantity::{Bound, Quantity};
use crate::report::gaps::rounded;

/// From the last line of text of a row to its track, and to the top of the next row.
const MIDDLE: f64 = 23.0;
const ROW: f64 = 41.0;

/// The height of a line of text, and how many a need may take.
const LINE: f64 = 15.0;
const MOST_LINES: usize = 2;
/// A reason says what to write, at its end.
const MOST_LINES_SAID: usize = 5;

/// Between one axis and the next row.
const GAP: f64 = 10.0;

/// A row must keep at least this part of an axis that it shares.
const LEAST_PART: f64 = 0.2;

/// So much of a grade is shown on either side of a rating.
const AROUND: f64 = 0.75;

/// Rows that share an axis.
struct Group<'r, 'a> {
    axis: Axis,
    rows: Vec<&'r Row<'a>>,
}

/// The picture; `None` if nothing of it lies on an axis.
pub(super) fn picture(panel: &Panel<'_>, lang: Lang) -> Option<Markup> {
    let groups = groups(&panel.rows, lang);
    let mut y = 0.0;
    let mut parts = Vec::new();
    for group in &groups {
        let mut below_words = None;
        for row in &group.rows {
            let (drawn, height) = row_markup(row, &group.axis, y, lang);
            parts.push((true, drawn));
            y += height;
            below_words.get_or_insert(y - ROW);
        }
        parts.push((false, group.axis.draw(y, below_words.unwrap_or(y), lang)));
        y += axis::HEIGHT + GAP;
    }
    for rating in &panel.ratings {
        if let Some((drawn, height)) = rating_markup(rating, y, lang) {
            parts.push((true, drawn));
            y += height + axis::HEIGHT + GAP;
        }
    }
    // Axes with their lines first, so that marks lie above them.
    parts.sort_by_key(|(is_mark, _)| *is_mark);
    let name = lang.pick(
        format!(
            "{}: required, released by, promised, measured, perceived",
            panel.id
        ),
        format!("{}：要求、放行准则、承诺、观测值、感知", panel.id),
    );
    let inside = html! { @for (_, part) in &parts { (part) } };
    (y > 0.0).then(|| drawing(y, &name, &inside))
}

/// Rows that can be told apart on one axis share it.
fn groups<'r, 'a>(rows: &'r [Row<'a>], lang: Lang) -> Vec<Group<'r, 'a>> {
    let mut groups: Vec<Group<'r, 'a>> = Vec::new();
    for row in rows {
        let shared = groups.iter_mut().find_map(|group| {
            let rows: Vec<_> = group.rows.iter().copied().chain([row]).collect();
            Some((axis_of(&rows, lang)?, group))
        });
        if let Some((axis, group)) = shared {
            group.axis = axis;
            group.rows.push(row);
        } else if let Some(axis) = Axis::of(&row.quantities(), lang) {
            groups.push(Group {
                axis,
                rows: vec![row],
            });
        }
    }
    groups
}

/// The axis of several rows, unless one of them would shrink to a spot on it.
fn axis_of(rows: &[&Row<'_>], lang: Lang) -> Option<Axis> {
    let all: Vec<&Quantity> = rows.iter().flat_map(|row| row.quantities()).collect();
    let axis = Axis::of(&all, lang)?;
    let (left, right) = axis.ends();
    let is_roomy = |row: &&Row<'_>| {
        let places = row.quantities().into_iter().map(|one| axis.x(one));
        let (from, to) = places.fold((right, left), |(from, to), x| (from.min(x), to.max(x)));
        (to - from) >= LEAST_PART * (right - left)
    };
    rows.iter().all(is_roomy).then_some(axis)
}

/// What is said above a track, and where that ends.
fn words(text: &str, said: &str, top: f64) -> (Markup, f64) {
    let texts = lines(text, LABEL, WIDTH - 2.0 * MARGIN, MOST_LINES);
    let mut y = top + 1.0;
    let mut parts = Vec::new();
    for text in &texts {
        y += LINE;
        parts.push(label(
            (MARGIN, y),
            LABEL,
            Anchor::Start,
            "chart-label",
            text,
        ));
    }
    for said in &lines(said, SMALL, WIDTH - 2.0 * MARGIN, MOST_LINES_SAID) {
        y += LINE;
        parts.push(label((MARGIN, y), SMALL, Anchor::Start, "chart-said", said));
    }
    (html! { @for part in &parts { (part) } }, y)
}

/// A row, and how high it is.
fn row_markup(row: &Row<'_>, axis: &Axis, top: f64, lang: Lang) -> (Markup, f64) {
    let said = row.measured.as_ref().map_or_else(
        || lang.pick("not measured", "没有测量").to_owned(),
        |measured| said(measured, lang),
    );
    let text = match row.need {
        Some(_) => row.text.to_owned(),
        None => lang.pick(
            format!("{} (nobody asked for it)", row.text),
            format!("{}（没有人要求）", row.text),
        ),
    };
    let (words, end) = words(&text, &said, top);
    let y = end + MIDDLE;
    let drawn = html! {
        (words)
        @if let Some(need) = row.need { (band(need, axis, y)) }
        (line("chart-track", (axis.ends().0, y), (axis.ends().1, y)))
        @if let Some(measured) = &row.measured { (stick(row, measured, axis, y)) }
        @for (bound, mark, dy, what) in [
            (row.need, Mark::Asked, 0.0, lang.pick("required", "要求")),
            (row.promise, Mark::Promise, -8.0, lang.pick("promised", "承诺")),
            (row.criterion, Mark::Criterion, 8.0, lang.pick("released by", "放行准则")),
        ] {
            @if let Some(bound) = bound { (ends(bound, mark, axis, y + dy, what, lang)) }
        }
        @if let Some(measured) = &row.measured { (measured_markup(measured, axis, y)) }
    };
    (drawn, end + ROW - top)
}

/// What was measured, and why it settles nothing where it does not: an interval wholly on the good
/// side of a need looks met to anybody.
fn said(measured: &Measured<'_>, lang: Lang) -> String {
    let value = numbers::observed(&measured.observed, lang);
    let verdict = numbers::verdict(measured.verdict, lang);
    let said = lang.pick(format!("{verdict}: {value}"), format!("{verdict}：{value}"));
    let GapVerdict::Undetermined(open) = measured.verdict else {
        return said;
    };
    let reason = open.reason();
    lang.pick(
        format!("{said}; {}", reason.get(lang)),
        format!("{said}；{}", reason.get(lang)),
    )
}

/// The part of the axis that a bound allows.
fn band(bound: &Bound, axis: &Axis, y: f64) -> Markup {
    let (left, right) = axis.ends();
    let from = bound.low().map_or(left, |(low, _)| axis.x(low));
    let to = bound.high().map_or(right, |(high, _)| axis.x(high));
    bar("chart-band", (from, y - 14.0), (to, y + 14.0))
}

/// A mark at each end of a bound.
fn ends(bound: &Bound, mark: Mark, axis: &Axis, y: f64, what: &str, lang: Lang) -> Markup {
    let title = format!("{what}{}{}", lang.pick(": ", "："), bound.show(lang));
    let ends = [bound.low(), bound.high()];
    let mut places: Vec<f64> = ends
        .into_iter()
        .flatten()
        .map(|(end, _)| axis.x(end))
        .collect();
    // Of `=` both ends are one.
    places.dedup_by(|a, b| (*a - *b).abs() < 0.05);
    html! { @for x in places { (mark.at(x, y, &title)) } }
}

/// From what is asked to what was measured.
fn stick(row: &Row<'_>, measured: &Measured<'_>, axis: &Axis, y: f64) -> Markup {
    let value = axis.x(&measured.observed.value);
    let asked = row.need.or(row.promise).or(row.criterion);
    let ends = asked.map(|bound| [bound.low(), bound.high()]);
    let places = ends
        .into_iter()
        .flatten()
        .flatten()
        .map(|(end, _)| axis.x(end));
    let nearest = places.min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()));
    html! {
        @if let Some(x) = nearest { (line("chart-stick", (x, y), (value, y))) }
    }
}

/// What it says stands above the track.
fn measured_markup(measured: &Measured<'_>, axis: &Axis, y: f64) -> Markup {
    let observed = &measured.observed;
    let mark = mark_of(measured.verdict);
    html! {
        @if let Some((lower, upper)) = &observed.bounds { (whisker(axis.x(lower), axis.x(upper), y)) }
        (mark.at(axis.x(&observed.value), y, ""))
    }
}

/// The mark of a measured value.
pub(in super::super) fn mark_of(verdict: GapVerdict) -> Mark {
    match verdict {
        GapVerdict::Met => Mark::Met,
        GapVerdict::NotMet => Mark::NotMet,
        GapVerdict::Undetermined(_) => Mark::Open,
    }
}

/// An interval.
pub(in super::super) fn whisker(from: f64, to: f64, y: f64) -> Markup {
    html! {
        path class="chart-whisker" d=(strokes([
            ((from, y), (to, y)),
            ((from, y - 4.0), (from, y + 4.0)),
            ((to, y - 4.0), (to, y + 4.0)),
        ].into_iter())) {}
    }
}

/// A rating with its own axis, and how high it is above that.
fn rating_markup(rating: &Rating, top: f64, lang: Lang) -> Option<(Markup, f64)> {
    // Half a grade must not look like a chasm.
    let around = rating_around(rating);
    let mut all = vec![&rating.expected, &rating.perceived, &around.0, &around.1];
    if let Some((lower, upper)) = &rating.bounds {
        all.extend([lower, upper]);
    }
    let axis = Axis::of(&all, lang)?;
    let said = rating_said(rating, lang);
    let (words, end) = words(&rating.of, &said, top);
    let y = end + MIDDLE;
    let drawn = html! {
        (words)
        (axis.draw(end + ROW, y - 14.0, lang))
        (line("chart-track", (axis.ends().0, y), (axis.ends().1, y)))
        (line("chart-stick", (axis.x(&rating.expected), y), (axis.x(&rating.perceived), y)))
        @if let Some((lower, upper)) = &rating.bounds { (whisker(axis.x(lower), axis.x(upper), y)) }
        (Mark::Asked.at(axis.x(&rating.expected), y, lang.pick("expected", "期望")))
        (Mark::Perceived.at(axis.x(&rating.perceived), y, ""))
    };
    Some((drawn, end + ROW - top))
}

/// A little less than the lower and a little more than the higher.
fn rating_around(rating: &Rating) -> (Quantity, Quantity) {
    let (expected, perceived) = (rating.expected.number(), rating.perceived.number());
    let low = expected.min(perceived) - AROUND;
    let high = expected.max(perceived) + AROUND;
    (Quantity::bare(low), Quantity::bare(high))
}

fn rating_said(rating: &Rating, lang: Lang) -> String {
    let value = |quantity: &Quantity| rounded(quantity).show(lang);
    let mut said = lang.pick(
        format!(
            "expected {}, perceived {}",
            value(&rating.expected),
            value(&rating.perceived)
        ),
        format!(
            "期望 {}，感知 {}",
            value(&rating.expected),
            value(&rating.perceived)
        ),
    );
    if let Some((lower, upper)) = &rating.bounds {
        said.push_str(&lang.pick(
            format!(" ({} … {})", value(lower), value(upper)),
            format!("（{} … {}）", value(lower), value(upper)),
        ));
    }
    if let Some(n) = rating.n {
        said.push_str(&lang.pick(format!(", n = {n}"), format!("，n = {n}")));
    }
    said
}

/// All rows as a table.
pub(super) fn numbers(panel: &Panel<'_>, lang: Lang) -> Markup {
    let heads = [
        lang.pick("need", "需求"),
        lang.pick("required", "要求"),
        lang.pick("released by", "放行准则"),
        lang.pick("promised", "承诺"),
        lang.pick("measured", "观测值"),
        lang.pick("at least", "下限"),
        lang.pick("at most", "上限"),
        "n",
        lang.pick("verdict", "判定"),
        lang.pick("evidence", "依据"),
    ];
    let bound =
        |bound: Option<&Bound>| bound.map_or(Cell::None, |bound| Cell::words(bound.show(lang)));
    let of_row = |row: &Row<'_>| {
        let measured = row.measured.as_ref();
        let observed = measured.map(|measured| &*measured.observed);
        let ends = observed.and_then(|observed| observed.bounds.as_ref());
        let n = observed.and_then(|observed| observed.n);
        let evidence = measured.and_then(|measured| measured.evidence.clone());
        vec![
            Cell::words(row.text),
            bound(row.need),
            bound(row.criterion),
            bound(row.promise),
            Cell::of(observed.map(|observed| &observed.value), lang),
            Cell::of(ends.map(|(lower, _)| lower), lang),
            Cell::of(ends.map(|(_, upper)| upper), lang),
            n.map_or(Cell::None, |n| Cell::words(n.to_string())),
            measured.map_or(Cell::None, |one| {
                Cell::words(numbers::verdict(one.verdict, lang))
            }),
            evidence.map_or(Cell::None, Cell::words),
        ]
    };
    let of_rating = |rating: &Rating| {
        let ends = rating.bounds.as_ref();
        let mut cells = vec![
            Cell::words(rating.of.as_str()),
            Cell::of(Some(&rating.expected), lang),
            Cell::None,
            Cell::None,
            Cell::of(Some(&rating.perceived), lang),
            Cell::of(ends.map(|(lower, _)| lower), lang),
            Cell::of(ends.map(|(_, upper)| upper), lang),
        ];
        cells.push(rating.n.map_or(Cell::None, |n| Cell::words(n.to_string())));
        cells.extend([Cell::None, Cell::None]);
        cells
    };
    let mut rows: Vec<Vec<Cell>> = panel.rows.iter().map(of_row).collect();
    rows.extend(panel.ratings.iter().map(of_rating));
    numbers::table(&panel.id, &heads, &rows, lang)
}
