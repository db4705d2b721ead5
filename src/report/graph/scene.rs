//! A picture with sizes and places: what stands where, in px.

use super::labels::{self, Label, MARK, Wish};
use super::layout::{End, Places, Plan, PlanBox, PlanLine, Unplaced, place};
use super::lettering::{clean, width, wrapped};
use super::picture::{Kind, Node, Picture, Way};
use super::plane::{Area, Point};
use super::{Direction, Shade};

/// Sizes of letters and the height of their lines.
pub(super) const NAME: (f64, f64) = (13.0, 17.0);
pub(super) const UNDER: (f64, f64) = (11.0, 15.0);
pub(super) const LABEL: (f64, f64) = (11.5, 14.0);
pub(super) const LANE: (f64, f64) = (12.5, 16.0);

/// The room of the mark in a box, with the gap to its text.
pub(super) const BOX_MARK: f64 = 18.0;
/// The room of the mark before a label.
pub(super) const LABEL_MARK: f64 = 14.0;

/// Beyond so many lines labels would cover the picture; marks are left.
const MOST_LABELS: usize = 250;

/// A box where it stands.
#[derive(Debug)]
pub(super) struct BoxAt {
    pub(super) area: Area,
    pub(super) name: Vec<String>,
    pub(super) under: Vec<String>,
}

/// A line where it runs.
#[derive(Debug)]
pub(super) struct LineAt {
    pub(super) corners: Vec<Point>,
    pub(super) thickness: f64,
    pub(super) label: Option<Label>,
    pub(super) text: Vec<String>,
}

/// A lane: its strip, and the head with its name.
#[derive(Debug)]
pub(super) struct LaneAt {
    pub(super) strip: Area,
    pub(super) head: Area,
    pub(super) name: Vec<String>,
    pub(super) full_name: String,
}

/// Everything with its place, from (0, 0) on.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) boxes: Vec<BoxAt>,
    pub(super) lines: Vec<LineAt>,
    pub(super) lanes: Vec<LaneAt>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Gives everything its place.
pub(super) fn scene(picture: &Picture) -> Result<Scene, Unplaced> {
    scene_by(picture, &place)
}

/// What finds places for a plan.
pub(super) type Placing<'p> = &'p dyn Fn(&Plan) -> Result<Places, Unplaced>;

/// The same with places from elsewhere.
pub(super) fn scene_by(picture: &Picture, place: Placing<'_>) -> Result<Scene, Unplaced> {
    let has_lanes = !picture.lanes.is_empty();
    let mut sized = sized(picture, None);
    let texts = label_texts(picture);
    let plan = plan(picture, &sized, &texts, has_lanes);
    let mut places = place(&plan)?;
    let is_one_lane = plan
        .boxes
        .windows(2)
        .all(|pair| pair[0].lane == pair[1].lane);
    if has_lanes && places.lanes.is_empty() && !is_one_lane {
        // Nothing keeps boxes in their strips: then each box says where it belongs.
        sized = self::sized(picture, Some(&picture.lanes));
        places = place(&self::plan(picture, &sized, &texts, false))?;
    } else if has_lanes && places.lanes.is_empty() {
        let all = Area {
            left: 0.0,
            top: 0.0,
            right: places.width,
            bottom: places.height,
        };
        let lane = plan.boxes.first().and_then(|one| one.lane);
        places.lanes.push((lane, all));
    }
    Ok(assembled(picture, &places, sized, texts))
}

/// The text of each box with the room it needs.
struct Sized {
    name: Vec<String>,
    under: Vec<String>,
    width: f64,
    height: f64,
}

fn sized(picture: &Picture, lanes: Option<&[String]>) -> Vec<Sized> {
    let sized = picture.nodes.iter().map(|node| {
        let lane = node.lane.zip(lanes).and_then(|(at, lanes)| lanes.get(at));
        size(node, lane.map_or(node.under.as_str(), String::as_str))
    });
    sized.collect()
}

fn size(node: &Node, under: &str) -> Sized {
    let (widest, lines) = match node.kind {
        Kind::Nobody => (7.0, 2),
        _ => (11.0, 3),
    };
    let name = wrapped(&clean(&node.name), widest, lines);
    let under = wrapped(&clean(under), widest * NAME.0 / UNDER.0, 1);
    let longest = |lines: &[String], size: f64| {
        let widths = lines.iter().map(|line| width(line) * size);
        widths.fold(0.0, f64::max)
    };
    let text = longest(&name, NAME.0).max(longest(&under, UNDER.0));
    let mark = if node.shade == Shade::Plain {
        0.0
    } else {
        BOX_MARK
    };
    Sized {
        width: (text + mark + 26.0).max(84.0).ceil(),
        height: rows(name.len()) * NAME.1 + rows(under.len()) * UNDER.1 + 16.0,
        name,
        under,
    }
}

/// So many lines of text are few.
pub(super) fn rows(count: usize) -> f64 {
    f64::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// The lines of each label; empty where there are too many lines for labels.
fn label_texts(picture: &Picture) -> Vec<Vec<String>> {
    let has_room = picture.edges.len() <= MOST_LABELS;
    let edges = picture.edges.iter();
    edges
        .map(|edge| match has_room {
            true => wrapped(&clean(&edge.label), 10.0, 2),
            false => Vec::new(),
        })
        .collect()
}

/// The room a label needs; `None` if it would say nothing.
fn label_size(text: &[String], shade: Shade) -> Option<(f64, f64)> {
    let mark = if shade == Shade::Plain {
        0.0
    } else {
        LABEL_MARK
    };
    if text.is_empty() {
        return (shade != Shade::Plain).then_some(MARK);
    }
    let widths = text.iter().map(|line| width(line) * LABEL.0);
    let widest = widths.fold(0.0, f64::max);
    Some((
        (widest + mark + 6.0).ceil(),
        rows(text.len()) * LABEL.1 + 4.0,
    ))
}

fn plan(picture: &Picture, sized: &[Sized], texts: &[Vec<String>], lanes: bool) -> Plan {
    let boxes = picture.nodes.iter().zip(sized).map(|(node, size)| PlanBox {
        key: node.key.clone(),
        width: size.width,
        height: size.height,
        lane: node.lane.and_then(|lane| u32::try_from(lane).ok()),
        end: match node.kind {
            Kind::CustomerOrders => End::First,
            Kind::CustomerReceives => End::Last,
            _ => End::Neither,
        },
    });
    let many = picture.edges.len() > MOST_LABELS;
    let lines = picture
        .edges
        .iter()
        .zip(texts)
        .map(|(edge, text)| PlanLine {
            from: edge.from,
            to: edge.to,
            back: edge.way != Way::On,
            label: label_size(text, edge.shade).filter(|_| !many),
            thickness: thickness(edge.width),
        });
    Plan {
        boxes: boxes.collect(),
        lines: lines.collect(),
        lanes,
        sideways: picture.direction == Direction::Right,
    }
}

/// The width of a line by its part of the widest; areas are compared, so the root is taken.
pub(super) fn thickness(part: Option<f64>) -> f64 {
    part.map_or(1.4, |part| 1.4 + 4.6 * part.clamp(0.0, 1.0).sqrt())
}

fn assembled(
    picture: &Picture,
    places: &Places,
    sized: Vec<Sized>,
    texts: Vec<Vec<String>>,
) -> Scene {
    let wishes: Vec<Option<Wish>> = picture
        .edges
        .iter()
        .zip(&texts)
        .zip(&places.labels)
        .map(|((edge, text), at)| {
            let size = label_size(text, edge.shade)?;
            Some(Wish { size, at: *at })
        })
        .collect();
    // Outside of the lanes stand their names.
    let mut strips = places.lanes.iter().map(|(_, strip)| *strip);
    let first = strips.next();
    let inside = first.map(|first| strips.fold(first, |all, strip| all.with(&strip)));
    let labels = labels::settle((&places.boxes, inside), &places.lines, &wishes);
    let boxes = places.boxes.iter().zip(sized).map(|(area, sized)| BoxAt {
        area: *area,
        name: sized.name,
        under: sized.under,
    });
    let lines = picture
        .edges
        .iter()
        .zip(&places.lines)
        .zip(labels)
        .zip(texts);
    let lines = lines.map(|(((edge, corners), label), text)| LineAt {
        corners: corners.clone(),
        thickness: thickness(edge.width),
        label,
        text,
    });
    let mut scene = Scene {
        boxes: boxes.collect(),
        lines: lines.collect(),
        lanes: lanes(picture, places),
        width: places.width,
        height: places.height,
    };
    scene.make_room();
    scene
}

/// Strips with their heads: above them, or to their left where work flows to the right.
fn lanes(picture: &Picture, places: &Places) -> Vec<LaneAt> {
    const BESIDE: f64 = 14.0;
    let sideways = picture.direction == Direction::Right;
    let named = places.lanes.iter().map(|(lane, strip)| {
        let own = lane.and_then(|lane| picture.lanes.get(usize::try_from(lane).ok()?));
        let full_name = clean(own.unwrap_or(&picture.outside));
        let room = if sideways { 110.0 } else { strip.width() };
        let name = wrapped(&full_name, ((room - 10.0) / LANE.0).max(4.0), 3);
        (*strip, name, full_name)
    });
    let named: Vec<_> = named.collect();
    let most = named
        .iter()
        .map(|(_, name, _)| name.len())
        .max()
        .unwrap_or(0);
    let (wide, high) = (120.0, rows(most) * LANE.1 + 12.0);
    let lanes = named.into_iter().map(|(strip, name, full_name)| {
        let mut strip = strip;
        let head = if sideways {
            strip.left -= BESIDE;
            strip.right += BESIDE;
            Area {
                left: strip.left - wide,
                right: strip.left,
                ..strip
            }
        } else {
            strip.top -= BESIDE;
            strip.bottom += BESIDE;
            Area {
                top: strip.top - high,
                bottom: strip.top,
                ..strip
            }
        };
        LaneAt {
            strip,
            head,
            name,
            full_name,
        }
    });
    lanes.collect()
}

impl Scene {
    /// Moves everything so that heads and labels lie inside too.
    fn make_room(&mut self) {
        let mut bounds = Area {
            left: 0.0,
            top: 0.0,
            right: self.width,
            bottom: self.height,
        };
        let labels = self.lines.iter().filter_map(|line| line.label.as_ref());
        let lanes = self.lanes.iter();
        let others = labels.map(|label| label.area);
        let others = others.chain(lanes.flat_map(|lane| [lane.head, lane.strip]));
        for area in others {
            bounds = bounds.with(&area);
        }
        let by = (bounds.left, bounds.top);
        for one in &mut self.boxes {
            one.area = one.area.minus(by);
        }
        for line in &mut self.lines {
            for corner in &mut line.corners {
                *corner = corner.minus(by);
            }
            if let Some(label) = &mut line.label {
                label.area = label.area.minus(by);
            }
        }
        for lane in &mut self.lanes {
            lane.head = lane.head.minus(by);
            lane.strip = lane.strip.minus(by);
        }
        self.width = bounds.width();
        self.height = bounds.height();
    }
}
