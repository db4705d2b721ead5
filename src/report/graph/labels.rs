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

/// What it is worth to show words: so much of other lines, in px, may be covered for them.
const WORDS_LEFT_OUT: f64 = 200.0;

/// Where a line ends must be seen.
const TIP: f64 = 60.0;

/// Clear space around a label.
const CLEAR: f64 = 2.0;

/// Finds room for each label that is wished for, inside an area if there is one.
///
/// Labels with the fewest places of their own choose first.
///
/// # Complexity
/// O(labels × corners of all lines); with many lines O(labels), since it is not looked at which
/// lines a label covers.
pub(super) fn settle(
    (boxes, inside): (&[Area], Option<Area>),
    lines: &[Vec<Point>],
    wishes: &[Option<Wish>],
) -> Vec<Option<Label>> {
    let mut taken = Grid::default();
    for one in boxes {
        taken.add(*one);
    }
    let may = |area: &Area| inside.is_none_or(|inside| inside.holds(area)) && taken.is_free(area);
    let places = |own: usize, size, at| {
        let places = candidates(&lines[own], size, at).into_iter().filter(may);
        let mut places: Vec<(f64, Area)> = places
            .map(|area| (covered(lines, own, &area), area))
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places
    };
    let mut open: Vec<Open> = Vec::new();
    for (own, wish) in wishes.iter().enumerate().take(lines.len()) {
        open.extend(wish.as_ref().map(|wish| Open {
            own,
            whole: places(own, wish.size, wish.at),
            mark: places(own, MARK, None),
        }));
    }
    open.sort_by_key(|one| (one.clear(), one.own));
    let mut settled: Vec<Option<Label>> = vec![None; wishes.len()];
    for one in &open {
        let first_free = |places: &[(f64, Area)]| {
            let mut areas = places.iter().map(|(_, area)| *area);
            areas.find(|area| taken.is_free(area))
        };
        let whole = first_free(&one.whole).map(|area| (area, false));
        let found = whole.or_else(|| Some((first_free(&one.mark)?, true)));
        if let Some((area, mark_only)) = found {
            taken.add(area);
            settled[one.own] = Some(Label { area, mark_only });
        }
    }
    if lines.len() <= MANY_LINES {
        make_way(&open, &mut taken, &mut settled);
    }
    settled
}

/// Gives labels that got a bad place a better one, where one other label can move for it and the
/// two together are then better off.
fn make_way(open: &[Open], taken: &mut Grid, settled: &mut [Option<Label>]) {
    let by_number = |own: usize| open.iter().find(|one| one.own == own);
    for one in open {
        let now = settled[one.own];
        let cost = one.cost(now);
        if cost < 1.0 {
            continue;
        }
        if let Some(now) = now {
            taken.remove(&now.area);
        }
        let better = one.whole.iter().filter(|(covered, _)| *covered < cost);
        let moved = better.filter_map(|(covered, area)| {
            let wide = area.wider(CLEAR);
            let blocks = |label: &Option<Label>| label.is_some_and(|one| one.area.overlaps(&wide));
            let others = (0..settled.len()).filter(|at| *at != one.own);
            let mut blockers = others.filter(|at| blocks(&settled[*at]));
            let (Some(at), None) = (blockers.next(), blockers.next()) else {
                return None;
            };
            let (other, old) = (by_number(at)?, settled[at]?);
            if old.mark_only {
                return None;
            }
            taken.remove(&old.area);
            let bearable = other.cost(Some(old)) + cost - covered;
            let mut places = other
                .whole
                .iter()
                .filter(|(covered, _)| *covered < bearable);
            let free = places.find(|(_, place)| !place.overlaps(&wide) && taken.is_free(place));
            taken.add(old.area);
            let (worse, place) = free?;
            let total = covered + worse - other.cost(Some(old));
            Some((total, (*area, at, old.area, *place)))
        });
        let moved = moved
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, moved)| moved);
        match moved {
            Some((area, other, old, place)) => {
                taken.remove(&old);
                for (at, area) in [(one.own, area), (other, place)] {
                    taken.add(area);
                    let mark_only = false;
                    settled[at] = Some(Label { area, mark_only });
                }
            }
            None => {
                if let Some(now) = now {
                    taken.add(now.area);
                }
            }
        }
    }
}

/// A label that has no place yet, and the places it could have: the best first.
struct Open {
    own: usize,
    whole: Vec<(f64, Area)>,
    mark: Vec<(f64, Area)>,
}

impl Open {
    /// How bad a place is: how much of other lines it covers; worst if the words are left out.
    fn cost(&self, label: Option<Label>) -> f64 {
        let whole = label.filter(|label| !label.mark_only);
        let place = whole.and_then(|label| self.whole.iter().find(|(_, area)| *area == label.area));
        place.map_or(WORDS_LEFT_OUT, |(covered, _)| *covered)
    }

    /// Places where it would cover no line but its own.
    fn clear(&self) -> usize {
        self.whole
            .iter()
            .filter(|(covered, _)| *covered < 1.0)
            .count()
    }
}

/// How much of other lines an area covers, in px; a tip counts as much as a long piece.
fn covered(lines: &[Vec<Point>], own: usize, area: &Area) -> f64 {
    if lines.len() > MANY_LINES {
        return 0.0;
    }
    let others = lines.iter().enumerate().filter(|(at, _)| *at != own);
    let parts = others.flat_map(|(_, line)| line.windows(2));
    let runs: f64 = parts.map(|part| area.covers(part[0], part[1])).sum();
    let near = area.wider(CLEAR);
    let tips = lines.iter().filter_map(|line| line.last());
    let tips = tips.filter(|tip| near.covers(**tip, **tip) > 0.0).count();
    runs + if tips > 0 { TIP } else { 0.0 }
}

fn crosses(area: &Area, line: &[Point]) -> bool {
    line.windows(2)
        .any(|part| area.covers(part[0], part[1]) > 0.0)
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
        for along in [0.5, 0.3, 0.7, 0.15, 0.85] {
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

    fn remove(&mut self, area: &Area) {
        for square in Self::squares(area) {
            if let Some(areas) = self.squares.get_mut(&square) {
                areas.retain(|other| other != area);
            }
        }
    }

    fn is_free(&self, area: &Area) -> bool {
        let wide = area.wider(CLEAR);
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
