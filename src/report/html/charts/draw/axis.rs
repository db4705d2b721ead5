//! An axis: quantities of one kind as places from left to right.

use maud::{Markup, html};

use super::frame::{MARGIN, WIDTH, strokes};
use super::px;
use super::scale::Scale;
use super::text::{SMALL, width};
use crate::lang::Lang;
use crate::quantity::{Dimension, Quantity};

/// Steps between ticks where there is room.
const STEPS: usize = 4;

/// So much of the whole lies free beyond either end.
const ROOM: f64 = 0.08;

/// The height of an axis with its ticks.
pub(in super::super) const HEIGHT: f64 = 22.0;

/// Quantities from left to right, shown in one unit.
#[derive(Debug, Clone)]
pub(in super::super) struct Axis {
    scale: Scale,
    like: Quantity,
    left: f64,
    right: f64,
}

impl Axis {
    /// An axis on which all values lie, in the unit of the first; `None` without a value, or if they
    /// cannot stand on one axis.
    pub(in super::super) fn of(values: &[&Quantity], lang: Lang) -> Option<Self> {
        let first = *values.first()?;
        // Some units have no English name and are shown in another one.
        let like = Quantity::parse(&first.show(lang)).ok();
        let like = like.filter(|like| like.commensurable(first));
        let like = like.unwrap_or_else(|| first.clone());
        if !values.iter().all(|value| value.commensurable(&like)) {
            return None;
        }
        let numbers: Vec<f64> = values.iter().map(|value| number(&like, value)).collect();
        let possible = possible(&like);
        let scale = Scale::of(&with_room(&numbers, possible), STEPS, possible)?;
        Some(Self {
            scale,
            like,
            left: MARGIN + 4.0,
            right: WIDTH - MARGIN - 4.0,
        })
    }

    /// The same from one place to another; upright if these are heights, from bottom to top.
    pub(in super::super) fn between(self, left: f64, right: f64) -> Self {
        Self {
            left,
            right,
            ..self
        }
    }

    /// An upright axis with its ticks at the left and thin lines across; gives where these begin.
    pub(in super::super) fn draw_upright(&self, right: f64, lang: Lang) -> (Markup, f64) {
        let last = self.scale.ticks.len().saturating_sub(1);
        let texts: Vec<(f64, String)> = self.texts(last, lang);
        let widest = texts
            .iter()
            .map(|(_, text)| width(text, SMALL))
            .fold(0.0, f64::max);
        let left = widest + 8.0;
        let drawn = html! {
            path class="chart-grid" d=(strokes(texts.iter().map(|(y, _)| ((left, *y), (right, *y))))) {}
            g class="chart-ticks" text-anchor="end" {
                @for (y, text) in &texts { (tick(left - 4.0, *y + 4.0, text)) }
            }
        };
        (drawn, left)
    }

    /// The ticks with their places, the unit at one of them.
    fn texts(&self, with_unit: usize, lang: Lang) -> Vec<(f64, String)> {
        let place = |value| self.left + (self.right - self.left) * self.scale.part(value);
        let ticks = self.scale.ticks.iter().enumerate();
        ticks
            .map(|(at, tick)| {
                let text = match at == with_unit {
                    true => self.with_unit(&tick.text, tick.value, lang),
                    false => tick.text.clone(),
                };
                (place(tick.value), text)
            })
            .collect()
    }

    /// Its left and its right end.
    pub(in super::super) fn ends(&self) -> (f64, f64) {
        (self.left, self.right)
    }

    /// Where a quantity lies.
    pub(in super::super) fn x(&self, value: &Quantity) -> f64 {
        self.left + (self.right - self.left) * self.scale.part(number(&self.like, value))
    }

    /// The line with its ticks, the unit at the last of them, and thin lines up to `top`.
    pub(in super::super) fn draw(&self, y: f64, top: f64, lang: Lang) -> Markup {
        let last = self.scale.ticks.len().saturating_sub(1);
        let texts = self.texts(last, lang);
        let kept = Self::kept(&texts);
        let axis = std::iter::once(((self.left, y), (self.right, y)));
        let stubs = kept.iter().map(|(at, _)| ((*at, y), (*at, y + 4.0)));
        html! {
            path class="chart-grid" d=(strokes(texts.iter().map(|(at, _)| ((*at, top), (*at, y))))) {}
            path class="chart-axis" d=(strokes(axis.chain(stubs))) {}
            g class="chart-ticks" text-anchor="middle" {
                @for (at, text) in &kept { (Self::place_tick((*at, y + 15.0), text)) }
            }
        }
    }

    /// The last tick, and of the others those that do not come too near to the one after them.
    fn kept(texts: &[(f64, String)]) -> Vec<(f64, String)> {
        let mut kept: Vec<(f64, String)> = Vec::new();
        let mut free = f64::INFINITY;
        for (at, text) in texts.iter().rev() {
            let (from, to) = Self::span(*at, text);
            if to + 6.0 <= free {
                free = from;
                kept.push((*at, text.clone()));
            }
        }
        kept.reverse();
        kept
    }

    /// From where to where the text of a tick goes: around its place, moved inside the drawing.
    fn span(at: f64, text: &str) -> (f64, f64) {
        let wide = width(text, SMALL);
        let from = (at - wide / 2.0).min(WIDTH - 2.0 - wide).max(2.0);
        (from, from + wide)
    }

    fn place_tick((at, y): (f64, f64), text: &str) -> Markup {
        let (from, to) = Self::span(at, text);
        tick(f64::midpoint(from, to), y, text)
    }

    fn with_unit(&self, text: &str, value: f64, lang: Lang) -> String {
        // The unit alone is what a quantity is shown as, without its number.
        let shown = self.like.with_base(self.base_of(value)).show(lang);
        let number_ends = shown
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(0, |at| at + 1);
        let unit = shown.get(number_ends..).unwrap_or("").trim();
        if unit.is_empty() {
            text.to_owned()
        } else {
            format!("{text} {unit}")
        }
    }

    /// The base value of a number in the unit of the axis: units are straight lines.
    fn base_of(&self, number: f64) -> f64 {
        let (zero, one) = (
            self.like.with_base(0.0).number(),
            self.like.with_base(1.0).number(),
        );
        (number - zero) / (one - zero)
    }
}

/// The text of a tick; the group around it says how it is anchored.
fn tick(x: f64, y: f64, text: &str) -> Markup {
    html! { text x=(px(x)) y=(px(y)) { (text) } }
}

/// Both ends of some numbers with a little room beyond, so that no mark lies on the edge.
fn with_room(numbers: &[f64], possible: (f64, f64)) -> Vec<f64> {
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let room = (most - least) * ROOM;
    // What is beyond the possible was measured nevertheless, and is shown.
    // From nothing on there is no room needed; what is beyond the possible was measured
    // nevertheless, and is shown.
    let (below, above) = (
        if least == 0.0 { 0.0 } else { room },
        if most == 0.0 { 0.0 } else { room },
    );
    let low = (least - below).max(possible.0.min(least));
    let high = (most + above).min(possible.1.max(most));
    vec![low, high]
}

/// A quantity as a number in the unit of another.
fn number(like: &Quantity, value: &Quantity) -> f64 {
    like.with_base(value.base()).number()
}

/// What is possible, in the unit of a quantity.
fn possible(like: &Quantity) -> (f64, f64) {
    let number = |base: f64| like.with_base(base).number();
    match like.dimension() {
        Dimension::Share => (number(0.0), number(1.0)),
        Dimension::Duration(_) | Dimension::Count | Dimension::Rate => (number(0.0), f64::INFINITY),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// A curve or a path through places, in the order given.
pub(in super::super) fn path_through(places: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in places.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&px(*x));
        path.push(' ');
        path.push_str(&px(*y));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(texts: &[&str], lang: Lang) -> Option<Axis> {
        let all: Vec<Quantity> = texts
            .iter()
            .map(|text| Quantity::parse(text).unwrap())
            .collect();
        Axis::of(&all.iter().collect::<Vec<_>>(), lang)
    }

    fn x(axis: &Axis, text: &str) -> f64 {
        axis.x(&Quantity::parse(text).unwrap())
    }

    #[test]
    fn a_place_is_proportional_to_its_value_whatever_the_unit() {
        let axis = axis(&["2 h", "240 min"], Lang::En).unwrap();
        let (low, middle, high) = (x(&axis, "2 h"), x(&axis, "180 min"), x(&axis, "4 h"));
        assert!((middle - f64::midpoint(low, high)).abs() < 1e-9);
        assert!(low < high);
    }

    #[test]
    fn what_is_counted_differently_has_no_axis() {
        assert!(axis(&["2 h", "5 %"], Lang::En).is_none());
        assert!(axis(&["2 h", "2 working h"], Lang::En).is_none());
        assert!(axis(&[], Lang::En).is_none());
    }

    #[test]
    fn the_last_tick_has_the_unit_of_the_language() {
        let ticks = |lang| {
            let axis = axis(&["5 min", "20 min"], lang).unwrap();
            axis.texts(axis.scale.ticks.len() - 1, lang)
                .pop()
                .unwrap()
                .1
        };
        assert_eq!([ticks(Lang::En), ticks(Lang::Zh)], ["25 min", "25 分钟"]);
    }

    #[test]
    fn a_share_does_not_go_beyond_all_and_a_time_not_below_none() {
        let shares = axis(&["97 %", "100 %"], Lang::En).unwrap();
        assert!((shares.scale.ends().1 - 100.0).abs() < 1e-9);
        let times = axis(&["0 h", "3 h"], Lang::En).unwrap();
        assert!(times.scale.ends().0.abs() < 1e-9);
    }
}
