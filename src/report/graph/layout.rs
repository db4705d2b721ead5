//! Boxes and lines to places on a plane. The only file that knows which crate does it.
//!
//! A box in a lane stays inside the strip of its lane: that is looked at after every layout, and
//! where it does not hold another way is tried. Knows nothing of processes or of drawing.

use graphlay::{
    CrossPlacement, CycleStrategy, Direction, Edge, Effort, Graph, GroupId, GroupLanes,
    LabelReservation, LayoutError, LayoutOptions, Node, NodeId, RankConstraint, Size,
};

use super::plane::{Area, Point};

/// How much is laid out at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub(super) boxes: usize,
    pub(super) lines: usize,
    /// Turns of long lines; they cost most.
    pub(super) turns: usize,
}

/// More than this takes long to lay out and cannot be read.
pub(super) const MOST: Most = Most {
    boxes: 4_000,
    lines: 12_000,
    turns: 60_000,
};

/// A way to lay out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Looks at the whole; draws best.
    Best,
    /// Puts boxes near what they are joined to; keeps lanes where the best does not.
    Local,
    /// The same with less effort.
    Fast,
}

/// From so many boxes on the fast way is taken at once.
const MANY_BOXES: usize = 400;

/// What is to be laid out.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) boxes: Vec<PlanBox>,
    pub(super) lines: Vec<PlanLine>,
    /// Whether boxes are kept in strips by their lane; those without one share a strip.
    pub(super) lanes: bool,
    /// Work flows from left to right, not from top to bottom.
    pub(super) sideways: bool,
}

/// A box.
#[derive(Debug, Clone)]
pub(super) struct PlanBox {
    /// Unique; decides between places that are equally good.
    pub(super) key: String,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lane: Option<u32>,
    pub(super) end: End,
}

/// Whether a box stands at an end of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    First,
    Last,
    #[default]
    Neither,
}

/// A line from box to box.
#[derive(Debug, Clone)]
pub(super) struct PlanLine {
    pub(super) from: usize,
    pub(super) to: usize,
    /// It runs against the flow.
    pub(super) back: bool,
    /// The room its label needs.
    pub(super) label: Option<(f64, f64)>,
    pub(super) thickness: f64,
}

/// Where everything is, from (0, 0) on.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) boxes: Vec<Area>,
    /// The corners of each line, from its giver to its receiver.
    pub(super) lines: Vec<Vec<Point>>,
    /// Where the middle of each label would be well.
    pub(super) labels: Vec<Option<Point>>,
    /// The strips, in their order; empty if boxes could not be kept in them.
    pub(super) lanes: Vec<(Option<u32>, Area)>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Why there are no places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unplaced {
    /// There is more of it than can be laid out in reasonable time.
    TooLarge,
    /// The layout failed.
    Failed,
}

/// Lays a plan out.
pub(super) fn place(plan: &Plan) -> Result<Places, Unplaced> {
    place_by(plan, manners(plan), MOST)
}

/// Lays a plan out in the first of these ways that keeps every box in its lane; if none does,
/// without lanes.
pub(super) fn place_by(plan: &Plan, manners: &[Manner], most: Most) -> Result<Places, Unplaced> {
    if plan.boxes.is_empty() {
        return Ok(Places::default());
    }
    if plan.lanes {
        let graph = graph(plan, true);
        for manner in manners {
            match graphlay::layout(&graph, &options(plan, *manner, most)) {
                Ok(found) if keeps_lanes(plan, &found) => return Ok(places(&found)),
                Err(LayoutError::TooLarge { .. }) => return Err(Unplaced::TooLarge),
                Ok(_) | Err(_) => {}
            }
        }
    }
    // Without strips a box can be outside of none.
    let free = graph(plan, false);
    let first = manners.first().copied().unwrap_or(Manner::Best);
    let mut way = options(plan, first, most);
    way.order.group_lanes = GroupLanes::Soft;
    match graphlay::layout(&free, &way) {
        Ok(found) => Ok(places(&found)),
        Err(LayoutError::TooLarge { .. }) => Err(Unplaced::TooLarge),
        Err(error) => {
            tracing::warn!(%error, "layout");
            Err(Unplaced::Failed)
        }
    }
}

/// Ways to lay out, the one that draws best first.
fn manners(plan: &Plan) -> &'static [Manner] {
    match plan.boxes.len() > MANY_BOXES {
        true => &[Manner::Fast, Manner::Local],
        false => &[Manner::Best, Manner::Local, Manner::Fast],
    }
}

fn options(plan: &Plan, manner: Manner, most: Most) -> LayoutOptions {
    let mut way = LayoutOptions::process_map();
    way.direction = match plan.sideways {
        true => Direction::LeftRight,
        false => Direction::TopBottom,
    };
    way.spacing.layer_gap = 50.0;
    way.spacing.node_gap = 40.0;
    way.spacing.dummy_gap = 34.0;
    way.spacing.edge_label_margin = 34.0;
    way.cycles.strategy = CycleStrategy::FollowFlow;
    way.labels.reservation = LabelReservation::Always;
    way.labels.placement = graphlay::LabelPlacement::GapCentre;
    way.labels.clearance = 6.0;
    way.order.group_lanes = GroupLanes::Strict;
    // A later pass that knows nothing of lanes would move boxes out of theirs.
    way.tuning.coords.flatten_room = 0;
    way.limits.max_nodes = Some(most.boxes);
    way.limits.max_edges = Some(most.lines);
    way.limits.max_dummies = Some(most.turns);
    if manner != Manner::Best {
        way.coords.placement = CrossPlacement::BrandesKoepf;
    }
    if manner == Manner::Fast {
        way.effort = Effort::Fast;
    }
    way
}

fn graph(plan: &Plan, lanes: bool) -> Graph {
    let boxes = plan.boxes.iter().map(|one| Node {
        size: Size::new(one.width, one.height),
        rank: match one.end {
            End::First => RankConstraint::First,
            End::Last => RankConstraint::Last,
            End::Neither => RankConstraint::Free,
        },
        group: one.lane.filter(|_| lanes).map(GroupId),
        key: Some(one.key.clone()),
        ..Node::default()
    });
    let number = |at: usize| NodeId(u32::try_from(at).unwrap_or(u32::MAX));
    let lines = plan.lines.iter().map(|line| Edge {
        label_size: line.label.map(|(width, height)| Size::new(width, height)),
        thickness: line.thickness,
        reverse_for_ranking: line.back,
        ..Edge::new(number(line.from), number(line.to))
    });
    Graph {
        nodes: boxes.collect(),
        edges: lines.collect(),
    }
}

/// Every box lies inside the strip of its lane.
fn keeps_lanes(plan: &Plan, found: &graphlay::Layout) -> bool {
    if found.lanes.is_empty() {
        // One lane is no lane for the engine: there is nothing to keep.
        return plan
            .boxes
            .windows(2)
            .all(|pair| pair[0].lane == pair[1].lane);
    }
    let strips = found.lanes.iter();
    let strips: Vec<_> = strips.map(|lane| (lane.group, area(lane.rect))).collect();
    plan.boxes.iter().zip(&found.nodes).all(|(one, placed)| {
        let own = one.lane.map(GroupId);
        let inside = Area::around(point(placed.center), one.width, one.height);
        let strip = strips.iter().find(|(group, _)| *group == own);
        strip.is_some_and(|(_, strip)| strip.holds_across(&inside, plan.sideways))
    })
}

fn places(found: &graphlay::Layout) -> Places {
    let mut bounds = area(found.bounds);
    for lane in &found.lanes {
        bounds = bounds.with(&area(lane.rect));
    }
    let origin = (bounds.left, bounds.top);
    let moved = |at: graphlay::Point| point(at).minus(origin);
    Places {
        boxes: found
            .nodes
            .iter()
            .map(|node| Area::around(moved(node.center), node.size.width, node.size.height))
            .collect(),
        lines: found
            .edges
            .iter()
            .map(|edge| edge.points.iter().map(|at| moved(*at)).collect())
            .collect(),
        labels: found
            .edges
            .iter()
            .map(|edge| edge.label_anchor.map(moved))
            .collect(),
        lanes: found
            .lanes
            .iter()
            .map(|lane| {
                (
                    lane.group.map(|group| group.0),
                    area(lane.rect).minus(origin),
                )
            })
            .collect(),
        width: bounds.width(),
        height: bounds.height(),
    }
}

fn point(at: graphlay::Point) -> Point {
    Point { x: at.x, y: at.y }
}

fn area(rect: graphlay::Rect) -> Area {
    Area {
        left: rect.min.x,
        top: rect.min.y,
        right: rect.max.x,
        bottom: rect.max.y,
    }
}
