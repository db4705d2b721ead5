//! A scene as SVG.
//!
//! Every element is closed, since an open one would swallow what follows it. What is shown is
//! told by colour and by shape, and every box and line says in words what it is.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use super::labels::Label;
use super::layout::Unplaced;
use super::legend::{self, Entry, Sample};
use super::lettering::{clean, width, wrapped};
use super::picture::{Edge, Kind, Node, NodeOf, Picture, Way};
use super::plane::{Area, Point};
use super::scene::{
    self, BOX_MARK, BoxAt, LABEL, LABEL_MARK, LANE, LaneAt, LineAt, NAME, Scene, UNDER, rows,
};
use super::style::{VARIABLES, style};
use super::{Of, Shade, TooLarge};

/// The address an object of a picture leads to, if it leads anywhere.
pub(super) type Links<'l> = &'l dyn Fn(Of<'_>) -> Option<String>;

/// Around the picture.
const MARGIN: f64 = 16.0;
/// The least width; less would break titles and legends into too many lines.
const LEAST_WIDTH: f64 = 460.0;
const LEGEND_SIZE: f64 = 12.0;
const LEGEND_ROW: f64 = 20.0;
const TITLE: (f64, f64) = (17.0, 23.0);

impl Picture {
    /// A picture in a file of its own: with its title, its legend and its colours.
    pub fn standalone(&self) -> Result<String, TooLarge> {
        let markup = self.drawn(&|_| None, true, true)?;
        Ok(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
            markup.into_string()
        ))
    }

    /// A picture within a page that has the rules of [`style`], its own colours and a heading.
    pub fn embedded(&self, links: Links<'_>, legend: bool) -> Result<Markup, TooLarge> {
        self.drawn(links, false, legend)
    }

    fn drawn(&self, links: Links<'_>, alone: bool, legend: bool) -> Result<Markup, TooLarge> {
        let scene = scene::scene(self).map_err(|error| {
            tracing::warn!(failed = error == Unplaced::Failed, "no layout");
            TooLarge {
                boxes: self.nodes.len(),
                lines: self.edges.len(),
            }
        })?;
        Ok(frame(self, &scene, links, (alone, legend)))
    }
}

fn frame(
    picture: &Picture,
    scene: &Scene,
    links: Links<'_>,
    (alone, legend): (bool, bool),
) -> Markup {
    let wide = (scene.width + 2.0 * MARGIN).max(if alone || legend { LEAST_WIDTH } else { 0.0 });
    let room = wide - 2.0 * MARGIN;
    let title = match alone {
        true => wrapped(&clean(&picture.title), room / TITLE.0, 3),
        false => Vec::new(),
    };
    let top = MARGIN
        + if title.is_empty() {
            0.0
        } else {
            rows(title.len()) * TITLE.1 + 8.0
        };
    let entries = if legend {
        legend::entries(picture)
    } else {
        Vec::new()
    };
    let legend_rows = broken(picture, &entries, room);
    let below = top + scene.height + if legend_rows.is_empty() { 0.0 } else { 14.0 };
    let high = below + rows(legend_rows.len()) * LEGEND_ROW + MARGIN;
    let (width, height) = (px(wide), px(high));
    let left = (wide - scene.width) / 2.0;
    let mut style_rules = String::new();
    if alone {
        let _ = write!(style_rules, "\n{VARIABLES}{}", style());
    }
    html! {
        svg.chain-map xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) role=(if alone { "img" } else { "group" }) aria-label=(summary(picture)) lang=(picture.lang.pick("en", "zh")) {
            title { (clean(&picture.title)) }
            @if alone {
                style { (PreEscaped(&style_rules)) }
                rect.ground width=(width) height=(height) {}
            }
            @for (row, line) in title.iter().enumerate() {
                text.title x=(px(MARGIN)) y=(px(MARGIN + TITLE.0 + rows(row) * TITLE.1)) { (line) }
            }
            g transform=(format!("translate({} {})", px(left), px(top))) {
                @for lane in &scene.lanes { (lane_markup(lane)) }
                @for (edge, line) in picture.edges.iter().zip(&scene.lines) { (edge_markup(edge, line, links)) }
                @for (node, at) in picture.nodes.iter().zip(&scene.boxes) { (node_markup(node, at, links)) }
                @for (edge, line) in picture.edges.iter().zip(&scene.lines) { (label_markup(edge, line)) }
            }
            @if !legend_rows.is_empty() {
                g.legend transform=(format!("translate({} {})", px(MARGIN), px(below))) {
                    @for (row, items) in legend_rows.iter().enumerate() {
                        @for (x, item) in items { (item_markup(item, *x, (rows(row) + 0.5) * LEGEND_ROW)) }
                    }
                }
            }
        }
    }
}

/// What a picture shows, for those who cannot see it.
fn summary(picture: &Picture) -> String {
    let lang = picture.lang;
    let (boxes, lines) = (picture.nodes.len(), picture.edges.len());
    let mut said = vec![lang.pick(
        format!("{boxes} boxes, {lines} lines"),
        format!("{boxes} 个框，{lines} 条线"),
    )];
    for entry in legend::entries(picture) {
        let Sample::Mark(shade) = entry.sample else {
            continue;
        };
        let count = picture
            .edges
            .iter()
            .filter(|edge| edge.shade == shade)
            .count();
        said.push(lang.pick(
            format!("{} of the lines: {count}", entry.words),
            format!("{}的线 {count} 条", entry.words),
        ));
    }
    let title = clean(&picture.title);
    format!(
        "{title}{}{}",
        lang.pick(": ", "："),
        said.join(lang.pick(", ", "，"))
    )
}

/// A number of px, as short as it can be said.
fn px(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // No drawing needs a minus before nothing.
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}

fn lane_markup(lane: &LaneAt) -> Markup {
    let middle = lane.head.middle();
    let first = middle.y - (rows(lane.name.len()) - 1.0) * LANE.1 / 2.0 + LANE.0 * 0.35;
    html! {
        g.lane {
            title { (lane.full_name) }
            (rect("strip", &lane.strip, 0.0))
            (rect("head", &lane.head, 0.0))
            @for (row, line) in lane.name.iter().enumerate() {
                text x=(px(middle.x)) y=(px(first + rows(row) * LANE.1)) { (line) }
            }
        }
    }
}

fn rect(class: &str, area: &Area, radius: f64) -> Markup {
    let radius = (radius > 0.0).then(|| px(radius));
    html! {
        rect class=(class) x=(px(area.left)) y=(px(area.top)) width=(px(area.width())) height=(px(area.height())) rx=[radius] {}
    }
}

fn linked(link: Option<String>, inner: &Markup) -> Markup {
    match link {
        Some(link) => html! { a href=(link) { (inner) } },
        None => html! { (inner) },
    }
}

fn node_markup(node: &Node, at: &BoxAt, links: Links<'_>) -> Markup {
    let link = match node.of {
        NodeOf::Step(id) => links(Of::Step(id)),
        NodeOf::Process(id) => links(Of::Process(id)),
        NodeOf::Outside => None,
    };
    let focus = if node.is_focus { " focus" } else { "" };
    let class = format!("node {} {}{focus}", node.kind.class(), node.shade.class());
    let radius = match node.kind {
        kind if kind.is_external() => at.area.height() / 2.0,
        Kind::Process => 2.0,
        _ => 6.0,
    };
    let has_mark = node.shade != Shade::Plain;
    let middle = at.area.middle();
    let x = middle.x + if has_mark { BOX_MARK / 2.0 } else { 0.0 };
    let high = rows(at.name.len()) * NAME.1 + rows(at.under.len()) * UNDER.1;
    let top = middle.y - high / 2.0;
    let mark_at = Point {
        x: at.area.left + 16.0,
        y: middle.y,
    };
    let id = (!node.id.is_empty()).then(|| clean(&node.id));
    let inner = html! {
        title { (tip(&node.name, &node.said)) }
        (rect("box", &at.area, radius))
        @if has_mark { (mark(node.shade, mark_at, 11.0)) }
        @for (row, line) in at.name.iter().enumerate() {
            text.name x=(px(x)) y=(px(top + NAME.0 + rows(row) * NAME.1)) { (line) }
        }
        @for (row, line) in at.under.iter().enumerate() {
            text.under x=(px(x)) y=(px(top + rows(at.name.len()) * NAME.1 + UNDER.0 + rows(row) * UNDER.1)) { (line) }
        }
    };
    html! { g class=(class) data-id=[id] { (linked(link, &inner)) } }
}

/// What is said of an object when it is pointed at: its name, then line by line.
fn tip(name: &str, said: &[String]) -> String {
    let mut lines = vec![clean(name)];
    lines.extend(
        said.iter()
            .map(|line| clean(line))
            .filter(|line| !line.is_empty()),
    );
    lines.join("\n")
}

fn way_class(way: Way) -> &'static str {
    match way {
        Way::On => "on",
        Way::Back => "back",
        Way::Refused => "refused",
    }
}

fn edge_markup(edge: &Edge, line: &LineAt, links: Links<'_>) -> Markup {
    let link = links(Of::Handoffs(&edge.of));
    let class = format!("edge {} {}", way_class(edge.way), edge.shade.class());
    let tip_size = 7.0 + line.thickness;
    let path = path(&line.corners, tip_size * 0.8);
    let is_linked = link.is_some();
    let inner = html! {
        title { (tip(&edge.label, &edge.said)) }
        path.wire d=(path) stroke-width=(px(line.thickness)) {}
        @if is_linked { path.hit d=(path) {} }
        (arrow(&line.corners, tip_size))
    };
    html! { g class=(class) data-id=(clean(&edge.id)) { (linked(link, &inner)) } }
}

/// A line with rounded corners that ends a little before its end, where the tip begins.
fn path(corners: &[Point], short: f64) -> String {
    const ROUND: f64 = 6.0;
    let mut path = String::new();
    let Some((first, last)) = corners.first().zip(corners.last()) else {
        return path;
    };
    let _ = write!(path, "M{} {}", px(first.x), px(first.y));
    for three in corners.windows(3) {
        let (before, at, after) = (three[0], three[1], three[2]);
        let radius = ROUND
            .min(at.distance(before) / 2.0)
            .min(at.distance(after) / 2.0);
        if radius < 0.5 {
            let _ = write!(path, "L{} {}", px(at.x), px(at.y));
            continue;
        }
        let from = at.towards(before, radius / at.distance(before));
        let to = at.towards(after, radius / at.distance(after));
        let _ = write!(
            path,
            "L{} {}Q{} {} {} {}",
            px(from.x),
            px(from.y),
            px(at.x),
            px(at.y),
            px(to.x),
            px(to.y)
        );
    }
    let before = corners.iter().rev().nth(1).unwrap_or(last);
    let length = last.distance(*before).max(0.1);
    let end = last.towards(*before, (short / length).min(0.9));
    let _ = write!(path, "L{} {}", px(end.x), px(end.y));
    path
}

fn arrow(corners: &[Point], size: f64) -> Markup {
    let mut from_end = corners.iter().rev();
    let (Some(end), Some(before)) = (from_end.next(), from_end.next()) else {
        return html! {};
    };
    let length = end.distance(*before).max(0.1);
    let (x, y) = ((end.x - before.x) / length, (end.y - before.y) / length);
    let (back, half) = (size, size * 0.45);
    let (foot_x, foot_y) = (end.x - x * back, end.y - y * back);
    let d = format!(
        "M{} {}L{} {}L{} {}Z",
        px(end.x),
        px(end.y),
        px(foot_x - y * half),
        px(foot_y + x * half),
        px(foot_x + y * half),
        px(foot_y - x * half)
    );
    html! { path.tip d=(d) {} }
}

fn label_markup(edge: &Edge, line: &LineAt) -> Markup {
    let Some(Label { area, mark_only }) = line.label else {
        return html! {};
    };
    let class = format!("label {}", edge.shade.class());
    let middle = area.middle();
    let has_mark = edge.shade != Shade::Plain;
    let alone = mark_only || line.text.is_empty();
    let mark_at = Point {
        x: if alone { middle.x } else { area.left + 8.0 },
        y: middle.y,
    };
    let left = area.left + if has_mark { LABEL_MARK + 2.0 } else { 3.0 };
    let first = middle.y - (rows(line.text.len()) - 1.0) * LABEL.1 / 2.0 + LABEL.0 * 0.35;
    html! {
        g class=(class) pointer-events="none" {
            (rect("plate", &area, 3.0))
            @if has_mark { (mark(edge.shade, mark_at, 9.0)) }
            @if !alone {
                @for (row, text) in line.text.iter().enumerate() {
                    text x=(px(left)) y=(px(first + rows(row) * LABEL.1)) { (text) }
                }
            }
        }
    }
}

/// The mark of a shade, so that it is known without its colour.
fn mark(shade: Shade, at: Point, size: f64) -> Markup {
    let square = Area::around(at, size, size);
    let (left, top, right, bottom) = (
        px(square.left),
        px(square.top),
        px(square.right),
        px(square.bottom),
    );
    let class = format!("mark {}", shade.class());
    let filled = |part: f64| Area {
        top: square.bottom - size * part,
        ..square
    };
    html! {
        g class=(class) {
            @match shade {
                Shade::Plain => {}
                Shade::Good => { (rect("full", &square, 0.0)) }
                Shade::Bad => {
                    (rect("frame", &square, 0.0))
                    path d=(format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}")) {}
                }
                Shade::Waived => {
                    path.frame d=(format!("M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z", x = px(at.x), y = px(at.y))) {}
                }
                Shade::Open => {
                    (rect("frame", &square, 0.0))
                    path.full d=(format!("M{left} {bottom}L{right} {top}L{right} {bottom}Z")) {}
                }
                Shade::Unchecked => { circle cx=(px(at.x)) cy=(px(at.y)) r=(px(size * 0.22)) {} }
                Shade::Short => { (rect("frame", &square, 0.0)) (rect("full", &filled(0.2), 0.0)) }
                Shade::Middle => { (rect("frame", &square, 0.0)) (rect("full", &filled(0.5), 0.0)) }
                Shade::Long => { (rect("frame", &square, 0.0)) (rect("full", &square, 0.0)) }
            }
        }
    }
}

/// What stands in a row of a legend.
enum Item<'e> {
    Heading(&'static str),
    Entry(&'e Entry),
}

/// The legend in rows: how far from the left each item stands.
fn broken<'e>(picture: &Picture, entries: &'e [Entry], room: f64) -> Vec<Vec<(f64, Item<'e>)>> {
    let mut rows: Vec<Vec<(f64, Item<'e>)>> = Vec::new();
    let heading = legend::heading(picture);
    let heading = (!heading.is_empty() && !entries.is_empty()).then_some(Item::Heading(heading));
    let mut x = 0.0;
    for item in heading.into_iter().chain(entries.iter().map(Item::Entry)) {
        let wide = LEGEND_SIZE
            * match &item {
                Item::Heading(words) => width(words) + 1.2,
                Item::Entry(entry) => legend::room(entry),
            };
        if rows.is_empty() || x + wide > room {
            rows.push(Vec::new());
            x = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((x, item));
        }
        x += wide;
    }
    rows
}

fn item_markup(item: &Item<'_>, x: f64, y: f64) -> Markup {
    let base = px(y + LEGEND_SIZE * 0.35);
    let entry = match item {
        Item::Heading(words) => return html! { text x=(px(x)) y=(base) { (words) } },
        Item::Entry(entry) => entry,
    };
    let line = |class: &str, width: f64| {
        html! {
            g class=(class) {
                path.wire d=(format!("M{} {}H{}", px(x), px(y), px(x + 32.0))) stroke-width=(px(width)) {}
            }
        }
    };
    let (sample, text) = match entry.sample {
        Sample::Mark(shade) => (mark(shade, Point { x: x + 6.0, y }, 10.0), x + 18.0),
        Sample::Wide => (line("edge plain", scene::thickness(Some(1.0))), x + 39.0),
        Sample::Back(way) => (
            line(&format!("edge plain {}", way_class(way)), 1.8),
            x + 39.0,
        ),
        Sample::Nothing => (html! {}, x),
    };
    html! { (sample) text x=(px(text)) y=(base) { (entry.words) } }
}
