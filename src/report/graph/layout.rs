//! Boxes and lines to places on a plane. The only file that knows which crate does it.
//!
//! A box in a lane stays inside the strip of its lane: that is looked at after every layout, and
//! where it does not hold another way is tried. Knows nothing of processes or of drawing.

use graphlay::{
    CrossPlacement, CycleStrategy, Direction, Edge, Effort, Graph, GroupId, GroupLanes,
    LabelReservation, LayoutError, LayoutOptions, Node, NodeId, RankConstraint, Size,
};

use super::plane::{Area, Point};

/// More than this takes long to lay out and cannot be read.
const MOST_BOXES: usize = 4_000;
const MOST_LINES: usize = 12_000;
/// Turns of long lines; they cost most.
const MOST_TURNS: usize = 60_000;
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
    if plan.boxes.is_empty() {
        return Ok(Places::default());
    }
    let graph = graph(plan, plan.lanes);
    let mut failed = None;
    if plan.lanes {
        for way in ways(plan) {
            match graphlay::layout(&graph, &way) {
                Ok(found) if keeps_lanes(plan, &found) => return Ok(places(&found)),
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
            if let Some(LayoutError::TooLarge { .. }) = failed {
                return Err(Unplaced::TooLarge);
            }
        }
    }
    // Without strips a box can be outside of none.
    let free = self::graph(plan, false);
    let mut way = ways(plan).remove(0);
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
fn ways(plan: &Plan) -> Vec<LayoutOptions> {
    let mut best = LayoutOptions::process_map();
    best.direction = match plan.sideways {
        true => Direction::LeftRight,
        false => Direction::TopBottom,
    };
    best.spacing.layer_gap = 50.0;
    best.spacing.node_gap = 40.0;
    best.spacing.dummy_gap = 34.0;
    best.spacing.edge_label_margin = 34.0;
    best.cycles.strategy = CycleStrategy::FollowFlow;
    best.labels.reservation = LabelReservation::Always;
    best.labels.placement = graphlay::LabelPlacement::GapCentre;
    best.labels.clearance = 6.0;
    best.order.group_lanes = GroupLanes::Strict;
    // A later pass that knows nothing of lanes would move boxes out of theirs.
    best.tuning.coords.flatten_room = 0;
    best.limits.max_nodes = Some(MOST_BOXES);
    best.limits.max_edges = Some(MOST_LINES);
    best.limits.max_dummies = Some(MOST_TURNS);
    let mut local = best;
    local.coords.placement = CrossPlacement::BrandesKoepf;
    let mut fast = local;
    fast.effort = Effort::Fast;
    if plan.boxes.len() > MANY_BOXES {
        return vec![fast, local];
    }
    vec![best, local, fast]
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
