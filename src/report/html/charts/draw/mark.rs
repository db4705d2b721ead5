//! Marks: small signs on a chart, each of a shape of its own, so that nothing is told by colour
//! alone.

use maud::{Markup, html};

use super::px;
use super::text::shown;

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Mark {
    /// What is needed, or is to be reached: a bar across.
    Asked,
    /// The giver's criterion: a hollow square.
    Criterion,
    /// The least that is acceptable, or what would be excellent: a dotted stroke.
    Bound,
    /// A promise: a hollow diamond.
    Promise,
    /// Measured, and shown to be good enough: a filled circle.
    Met,
    /// Measured, and shown not to be: a circle with a cross.
    NotMet,
    /// Measured, and it is open: a circle, half of it filled.
    Open,
    /// What a customer perceives: a filled triangle.
    Perceived,
    /// Where it began: a small upright stroke.
    Baseline,
    /// Where it should be by now: a hollow triangle that points down.
    Expected,
    /// What the customer needs, on the bullet of a goal: a filled diamond.
    Customer,
    /// What others reach: a hollow star of three strokes.
    Competitor,
    /// A quantile on a curve: a hollow circle.
    Middle,
    /// A line for what is asked, for legends.
    TargetLine,
    /// A line for a mean, for legends.
    CentreLine,
    /// A line for a limit, for legends.
    LimitLine,
    /// A band around a curve, for legends.
    Band,
    /// A period on a chart: a dot.
    Period,
    /// A period outside the limits: a ringed dot.
    Outside,
    /// A period of a run on one side: a filled square.
    Run,
}

impl Mark {
    /// Its class; `mark-` comes before it.
    fn class(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Criterion => "criterion",
            Self::Bound => "bound",
            Self::Promise => "promise",
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Open => "open",
            Self::Perceived => "perceived",
            Self::Baseline => "baseline",
            Self::Expected => "expected",
            Self::Customer => "customer",
            Self::Competitor => "competitor",
            Self::Middle => "middle",
            Self::TargetLine => "target-line",
            Self::CentreLine => "centre-line",
            Self::LimitLine => "limit-line",
            Self::Band => "band",
            Self::Period => "period",
            Self::Outside => "outside",
            Self::Run => "run",
        }
    }

    /// What is drawn as an outline, and what is filled.
    fn paths(self, x: f64, y: f64) -> (String, String) {
        let none = String::new;
        match self {
            Self::Asked => (none(), rectangle(x - 1.5, y - 9.0, 3.0, 18.0)),
            Self::Baseline => (format!("M{} {}v10", px(x), px(y - 5.0)), none()),
            Self::Bound => (format!("M{} {}v22", px(x), px(y - 11.0)), none()),
            Self::Criterion => (rectangle(x - 4.0, y - 4.0, 8.0, 8.0), none()),
            Self::Promise => (diamond(x, y, 5.5), none()),
            Self::Customer => (none(), diamond(x, y, 5.5)),
            Self::Met => (none(), circle(x, y, 5.0)),
            Self::NotMet => (format!("{}{}", circle(x, y, 5.0), cross(x, y, 2.8)), none()),
            Self::Open => (circle(x, y, 5.0), half_circle(x, y, 5.0)),
            Self::Perceived => (none(), triangle(x, y, 6.0)),
            Self::Expected => (triangle(x, y, -6.0), none()),
            Self::Competitor => (star(x, y, 6.0), none()),
            Self::Middle => (circle(x, y, 4.0), none()),
            Self::TargetLine | Self::CentreLine | Self::LimitLine => {
                (format!("M{} {}h20", px(x - 10.0), px(y)), none())
            }
            Self::Band => (none(), rectangle(x - 10.0, y - 5.0, 20.0, 10.0)),
            Self::Period => (none(), circle(x, y, 2.6)),
            Self::Outside => (circle(x, y, 5.6), circle(x, y, 2.6)),
            Self::Run => (none(), rectangle(x - 3.2, y - 3.2, 6.4, 6.4)),
        }
    }

    /// The mark with its middle at a place; the title is shown where the pointer rests.
    pub(in super::super) fn at(self, x: f64, y: f64, title: &str) -> Markup {
        let (outline, filled) = self.paths(x, y);
        let class = self.class();
        let paths = [("fill", filled), ("line", outline)];
        let drawn: Vec<_> = paths.iter().filter(|(_, path)| !path.is_empty()).collect();
        let title = shown(title);
        let of = |(kind, path): &(&str, String), title: &str| {
            html! {
                path class=(format!("mark-{class} {kind}")) d=(path) {
                    @if !title.is_empty() { title { (title) } }
                }
            }
        };
        match drawn.as_slice() {
            [only] => of(only, &title),
            all => html! {
                g {
                    @if !title.is_empty() { title { (title) } }
                    @for one in all { (of(one, "")) }
                }
            },
        }
    }

    /// The mark by itself, for a legend.
    pub(in super::super) fn alone(self) -> Markup {
        html! {
            svg class="mark-alone" viewBox="-1 -1 22 22" width="20" height="20" aria-hidden="true" focusable="false" {
                (self.at(10.0, 10.0, ""))
            }
        }
    }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    let (width, height) = (px(width), px(height));
    format!("M{} {}h{width}v{height}h-{width}z", px(x), px(y))
}

fn circle(x: f64, y: f64, radius: f64) -> String {
    let (r, d) = (px(radius), px(2.0 * radius));
    format!(
        "M{} {}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z",
        px(x - radius),
        px(y)
    )
}

/// The left half.
fn half_circle(x: f64, y: f64, radius: f64) -> String {
    let (r, d) = (px(radius), px(2.0 * radius));
    format!("M{} {}a{r} {r} 0 0 0 0 {d}z", px(x), px(y - radius))
}

fn cross(x: f64, y: f64, half: f64) -> String {
    let d = px(2.0 * half);
    let (left, top) = (px(x - half), px(y - half));
    format!("M{left} {top}l{d} {d}m0 -{d}l-{d} {d}")
}

fn diamond(x: f64, y: f64, half: f64) -> String {
    let h = px(half);
    format!("M{} {}l{h} {h}l-{h} {h}l-{h} -{h}z", px(x), px(y - half))
}

/// Points up; down if `half` is negative.
fn triangle(x: f64, y: f64, half: f64) -> String {
    let side = half.abs();
    format!(
        "M{} {}L{} {}L{} {}z",
        px(x),
        px(y - half),
        px(x + side),
        px(y + half * 0.7),
        px(x - side),
        px(y + half * 0.7)
    )
}

fn star(x: f64, y: f64, half: f64) -> String {
    let stroke = |dx: f64, dy: f64| {
        format!(
            "M{} {}L{} {}",
            px(x - dx),
            px(y - dy),
            px(x + dx),
            px(y + dy)
        )
    };
    let (dx, dy) = (half * 0.866, half * 0.5);
    [stroke(0.0, half), stroke(dx, dy), stroke(dx, -dy)].concat()
}
