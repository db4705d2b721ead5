//! Where labels of lines go: over no box and over no other label, and over as few lines as can be.
//!
//! A label that finds no room shrinks to its mark; one whose mark finds none is left out, and is
//! still said in words when the line is pointed at.

use std::collections::BTreeMap;

use super::plane::{Area, Point};

/// A label that has its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) area: Area,
    /// There was room for the mark alone.
    pub(super) mark_only: bool,
}

/// The room labels need, and where they would be well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) size: (f64, f64),
    pub(super) at: Option<Point>,
}

/// The room of a mark alone.
pub(super) const MARK: (f64, f64) = (15.0, 15.0);

/// From so many lines on, it is not looked at how many of them a label covers.
const MANY_LINES: usize = 400;

/// A label farther from its line than this would seem to belong to another.
const NEAR: f64 = 14.0;

/// Clear space around a label.
const CLEAR: f64 = 2.0;

/// Finds room for each label that is wished for, inside an area if there is one.
///
/// # Complexity
/// O(labels × (corners of its line + lines near it)); with few lines, all lines count as near.
pub(super) fn settle(
    (boxes, inside): (&[Area], Option<Area>),
    lines: &[Vec<Point>],
    wishes: &[Option<Wish>],
) -> Vec<Option<Label>> {
    let mut taken = Grid::default();
    for one in boxes {
        taken.add(*one);
    }
    let wishes = lines.iter().enumerate().zip(wishes);
    wishes
        .map(|((own, line), wish)| {
            let wish = wish.as_ref()?;
            let may = |area: &Area| inside.is_none_or(|inside| inside.holds(area));
            let fits = |size, at| {
                let mut places = candidates(line, size, at);
                places.retain(may);
                best(&taken, lines, own, places)
            };
            let whole = fits(wish.size, wish.at).map(|area| (area, false));
            let (area, mark_only) = whole.or_else(|| Some((fits(MARK, None)?, true)))?;
            taken.add(area);
            Some(Label { area, mark_only })
        })
        .collect()
}

/// The free place that covers the fewest other lines; of several the first.
fn best(taken: &Grid, lines: &[Vec<Point>], own: usize, places: Vec<Area>) -> Option<Area> {
    let free = places.into_iter().filter(|area| taken.is_free(area));
    if lines.len() > MANY_LINES {
        return free.into_iter().next();
    }
    let mut found: Option<(usize, Area)> = None;
    for area in free {
        let others = lines.iter().enumerate().filter(|(at, _)| *at != own);
        let covered = others.filter(|(_, line)| crosses(&area, line)).count();
        if covered == 0 {
            return Some(area);
        }
        if found.is_none_or(|(fewest, _)| covered < fewest) {
            found = Some((covered, area));
        }
    }
    found.map(|(_, area)| area)
}

fn crosses(area: &Area, line: &[Point]) -> bool {
    line.windows(2)
        .any(|part| area.is_crossed(part[0], part[1]))
}

/// Places along a line: the one wished for, then on its longest parts, then beside them.
fn candidates(line: &[Point], (width, height): (f64, f64), wish: Option<Point>) -> Vec<Area> {
    let mut parts: Vec<(Point, Point)> = line.windows(2).map(|part| (part[0], part[1])).collect();
    parts.sort_by(|a, b| b.0.distance(b.1).total_cmp(&a.0.distance(a.1)));
    parts.truncate(6);
    let is_near = |at: &Point| {
        let area = Area::around(*at, width + 2.0 * NEAR, height + 2.0 * NEAR);
        crosses(&area, line)
    };
    let mut middles: Vec<Point> = wish.into_iter().filter(is_near).collect();
    for (from, to) in &parts {
        for along in [0.5, 0.35, 0.65, 0.2, 0.8] {
            middles.push(from.towards(*to, along));
        }
    }
    for (from, to) in &parts {
        let runs_down = (from.x - to.x).abs() < (from.y - to.y).abs();
        for along in [0.5, 0.3, 0.7] {
            let on = from.towards(*to, along);
            for side in [1.0, -1.0] {
                middles.push(match runs_down {
                    true => on.minus((side * (width / 2.0 + 6.0), 0.0)),
                    false => on.minus((0.0, side * (height / 2.0 + 5.0))),
                });
            }
        }
    }
    middles
        .into_iter()
        .map(|middle| Area::around(middle, width, height))
        .collect()
}

/// Areas by the squares they touch, so that only those near are looked at.
#[derive(Default)]
struct Grid {
    squares: BTreeMap<(i64, i64), Vec<Area>>,
}

impl Grid {
    const SIDE: f64 = 160.0;

    fn add(&mut self, area: Area) {
        for square in Self::squares(&area) {
            self.squares.entry(square).or_default().push(area);
        }
    }

    fn is_free(&self, area: &Area) -> bool {
        let wide = Area {
            left: area.left - CLEAR,
            top: area.top - CLEAR,
            right: area.right + CLEAR,
            bottom: area.bottom + CLEAR,
        };
        Self::squares(&wide)
            .filter_map(|square| self.squares.get(&square))
            .flatten()
            .all(|other| !other.overlaps(&wide))
    }

    fn squares(area: &Area) -> impl Iterator<Item = (i64, i64)> + use<> {
        let (left, right) = (Self::number(area.left), Self::number(area.right));
        let (top, bottom) = (Self::number(area.top), Self::number(area.bottom));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    /// Pictures are far smaller than 2^53 px.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    fn number(at: f64) -> i64 {
        (at / Self::SIDE).floor() as i64
    }
}
