//! A drawing as a whole, what stands around it, and text inside it.

use maud::{Markup, html};

use super::px;
use super::text::{fit, shown};

/// How wide a chart is; a narrow telephone shows it as it is, a page two or three beside each
/// other.
pub(in super::super) const WIDTH: f64 = 360.0;

/// What is left free at the left and at the right.
pub(in super::super) const MARGIN: f64 = 12.0;

/// An SVG of a height with a name for readers who do not see it.
pub(in super::super) fn drawing(height: f64, name: &str, inside: &Markup) -> Markup {
    let view_box = format!("0 0 {} {}", px(WIDTH), px(height));
    html! {
        svg class="chart-drawing" viewBox=(view_box) role="img" aria-label=(shown(name)) {
            (inside)
        }
    }
}

/// On which side of its place a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Anchor {
    /// Begins there.
    Start,
    /// Ends there.
    End,
}

impl Anchor {
    /// The word of SVG; none where it is what SVG takes anyway.
    fn word(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::End => Some("end"),
        }
    }
}

/// A line of text, cut to the room it has inside the drawing.
pub(in super::super) fn label(
    (x, y): (f64, f64),
    size: f64,
    anchor: Anchor,
    class: &str,
    text: &str,
) -> Markup {
    let room = match anchor {
        Anchor::Start => WIDTH - x,
        Anchor::End => x,
    };
    label_in((x, y), room, size, anchor, class, text)
}

/// A line of text, cut to `room`.
pub(in super::super) fn label_in(
    (x, y): (f64, f64),
    room: f64,
    size: f64,
    anchor: Anchor,
    class: &str,
    text: &str,
) -> Markup {
    let cut = fit(text, size, room);
    let whole = shown(text);
    html! {
        text class=(class) x=(px(x)) y=(px(y)) text-anchor=[anchor.word()] {
            (cut)
            @if cut != whole { title { (whole) } }
        }
    }
}

/// Straight strokes as one path.
pub(in super::super) fn strokes(strokes: impl Iterator<Item = ((f64, f64), (f64, f64))>) -> String {
    let each = strokes.map(
        |((x1, y1), (x2, y2))| match (px(x1) == px(x2), px(y1) == px(y2)) {
            (true, _) => format!("M{} {}V{}", px(x1), px(y1), px(y2)),
            (_, true) => format!("M{} {}H{}", px(x1), px(y1), px(x2)),
            _ => format!("M{} {}L{} {}", px(x1), px(y1), px(x2), px(y2)),
        },
    );
    each.collect()
}

/// A straight line.
pub(in super::super) fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Markup {
    html! {
        path class=(class) d=(strokes(std::iter::once((from, to)))) {}
    }
}

/// A filled rectangle between two corners.
pub(in super::super) fn bar(class: &str, a: (f64, f64), b: (f64, f64)) -> Markup {
    let (x, y) = (a.0.min(b.0), a.1.min(b.1));
    let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    html! {
        rect class=(class) x=(px(x)) y=(px(y)) width=(px(width)) height=(px(height)) {}
    }
}
