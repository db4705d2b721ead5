//! Where the best layout is not to be had: each other way is forced, and every step and handoff is
//! still there, no box over another, every line from its giver to its receiver.

use std::cell::Cell;

use super::super::layout::{
    End, MOST, Manner, Most, Plan, PlanBox, PlanLine, Unplaced, place, place_by,
};
use super::super::plane::{Area, Point};
use super::super::scene::{Scene, scene_by};
use super::super::{Direction, Lanes, Picture, Seen, Shade};
use super::shipped;
use crate::lang::Lang;
use crate::model::ProcessId;

/// Pictures of the example with lanes, in both directions.
fn pictures(look: impl Fn(&Picture)) {
    let audit = shipped();
    let checked = audit.checked.as_ref().expect("the example is sound");
    for (lanes, direction) in [
        (Lanes::Department, Direction::Down),
        (Lanes::Process, Direction::Right),
    ] {
        let seen = Seen::judged(checked, &audit.rules, Lang::En).laid(lanes, direction);
        look(&seen.everything());
        look(&seen.process(ProcessId::at(1)));
    }
}

/// The corner of a line touches a box, but for the width of what is drawn.
fn touches(area: &Area, corner: Point) -> bool {
    const NEAR: f64 = 2.0;
    corner.x >= area.left - NEAR
        && corner.x <= area.right + NEAR
        && corner.y >= area.top - NEAR
        && corner.y <= area.bottom + NEAR
}

/// All there, and none over another.
fn is_whole(picture: &Picture, scene: &Scene, case: &str) {
    let title = &picture.title;
    assert_eq!(scene.boxes.len(), picture.nodes.len(), "{case}: {title}");
    assert_eq!(scene.lines.len(), picture.edges.len(), "{case}: {title}");
    for (at, one) in scene.boxes.iter().enumerate() {
        let mut others = scene.boxes.iter().skip(at + 1);
        let name = &picture.nodes[at].name;
        assert!(
            !others.any(|other| other.area.overlaps(&one.area)),
            "{case}: {name} in {title}"
        );
        assert!(one.area.left >= -0.5 && one.area.right <= scene.width + 0.5);
        assert!(one.area.top >= -0.5 && one.area.bottom <= scene.height + 0.5);
    }
    for (edge, line) in picture.edges.iter().zip(&scene.lines) {
        let ends = line.corners.first().zip(line.corners.last());
        let (first, last) = ends.expect("a line has ends");
        let (from, to) = (&scene.boxes[edge.from].area, &scene.boxes[edge.to].area);
        assert!(
            touches(from, *first) && touches(to, *last),
            "{case}: {} in {title} hangs in the air",
            edge.id
        );
    }
}

#[test]
fn each_way_to_lay_out_draws_every_step_and_handoff_in_its_lane() {
    for manner in [Manner::Best, Manner::Local, Manner::Fast] {
        let case = format!("{manner:?}");
        pictures(|picture| {
            let by = |plan: &Plan| place_by(plan, &[manner], MOST);
            let scene = scene_by(picture, &by).expect("it is small");
            is_whole(picture, &scene, &case);
        });
    }
}

/// No way keeps the lanes: there are none, and each box says where it belongs.
#[test]
fn without_a_way_that_keeps_lanes_each_box_names_its_own() {
    pictures(|picture| {
        let asked = Cell::new(0);
        let by = |plan: &Plan| {
            asked.set(asked.get() + 1);
            place_by(plan, &[], MOST)
        };
        let scene = scene_by(picture, &by).expect("it is small");
        is_whole(picture, &scene, "no lanes");
        assert_eq!(asked.get(), 2, "boxes with the names of lanes are larger");
        assert!(!picture.lanes.is_empty() && scene.lanes.is_empty());
        for (node, one) in picture.nodes.iter().zip(&scene.boxes) {
            let lane = node.lane.map(|lane| picture.lanes[lane].as_str());
            let under = one.under.concat();
            let begins = under.trim_end_matches('…');
            assert!(
                lane.is_none_or(|lane| lane.starts_with(begins) && !begins.is_empty()),
                "{}: {under:?} is not {lane:?}",
                node.name
            );
        }
    });
}

#[test]
fn what_is_too_large_is_said_whatever_makes_it_so() {
    let long = |count: usize| {
        let boxes = (0..count).map(|at| plan_box(at, None));
        let mut lines: Vec<PlanLine> = (1..count).map(|at| plan_line(at - 1, at)).collect();
        lines.push(plan_line(0, count - 1));
        Plan {
            boxes: boxes.collect(),
            lines,
            ..Plan::default()
        }
    };
    let few = Most { turns: 2, ..MOST };
    let found = place_by(&long(20), &[Manner::Best], few);
    assert_eq!(found.err(), Some(Unplaced::TooLarge));
    assert_eq!(place(&long(4_001)).err(), Some(Unplaced::TooLarge));
    let mut dense = long(20);
    dense.lines = (0..12_001).map(|at| plan_line(at % 19, 19)).collect();
    assert_eq!(place(&dense).err(), Some(Unplaced::TooLarge));
    assert!(place(&long(20)).is_ok());
    for lanes in [false, true] {
        let mut plan = long(20);
        for (at, one) in plan.boxes.iter_mut().enumerate() {
            one.lane = u32::try_from(at % 2).ok();
        }
        plan.lanes = lanes;
        let found = place_by(&plan, &[Manner::Best, Manner::Fast], few);
        assert_eq!(found.err(), Some(Unplaced::TooLarge), "lanes: {lanes}");
    }
}

fn plan_box(at: usize, lane: Option<u32>) -> PlanBox {
    PlanBox {
        key: format!("{at:05}"),
        width: 100.0,
        height: 40.0,
        lane,
        end: End::Neither,
    }
}

fn plan_line(from: usize, to: usize) -> PlanLine {
    PlanLine {
        from,
        to,
        back: false,
        label: None,
        thickness: 1.4,
    }
}

#[test]
fn a_layout_that_fails_is_an_answer_and_no_panic() {
    for lanes in [false, true] {
        let plan = Plan {
            boxes: vec![plan_box(0, Some(0)), plan_box(1, Some(1))],
            lines: vec![plan_line(0, 7)],
            lanes,
            sideways: false,
        };
        assert_eq!(place(&plan).err(), Some(Unplaced::Failed));
    }
}

/// So many boxes are laid out the fast way at once.
#[test]
fn many_boxes_that_cross_lanes_all_the_time_stand_apart() {
    let count = 450;
    let boxes = (0..count).map(|at| plan_box(at, u32::try_from(at % 5).ok()));
    let mut lines: Vec<PlanLine> = (1..count).map(|at| plan_line(at - 1, at)).collect();
    lines.extend((30..count).step_by(11).map(|at| PlanLine {
        back: true,
        ..plan_line(at, at - 30)
    }));
    lines.extend((0..count - 40).step_by(17).map(|at| plan_line(at, at + 40)));
    let plan = Plan {
        boxes: boxes.collect(),
        lines,
        lanes: true,
        sideways: false,
    };
    let places = place(&plan).expect("it can be laid out");
    assert_eq!(places.boxes.len(), plan.boxes.len());
    assert_eq!(places.lines.len(), plan.lines.len());
    for (at, one) in places.boxes.iter().enumerate() {
        let mut others = places.boxes.iter().skip(at + 1);
        assert!(!others.any(|other| other.overlaps(one)), "box {at}");
    }
    for (line, corners) in plan.lines.iter().zip(&places.lines) {
        let (first, last) = corners.first().zip(corners.last()).expect("it has ends");
        assert!(touches(&places.boxes[line.from], *first));
        assert!(touches(&places.boxes[line.to], *last));
    }
}

/// Where lines are too many for words, marks are left; all lines are drawn.
#[test]
fn too_many_lines_for_words_keep_their_marks() {
    let audit = shipped();
    let checked = audit.checked.as_ref().expect("the example is sound");
    let seen = Seen::judged(checked, &audit.rules, Lang::En);
    let mut picture = seen.laid(Lanes::Process, Direction::Down).everything();
    let once = picture.edges.clone();
    while picture.edges.len() <= 260 {
        picture.edges.extend(once.iter().cloned());
    }
    let scene = scene_by(&picture, &place).expect("it can be laid out");
    is_whole(&picture, &scene, "many lines");
    assert!(scene.lines.iter().all(|line| line.text.is_empty()));
    let marked = picture.edges.iter().zip(&scene.lines);
    let marked = marked.filter(|(edge, line)| edge.shade != Shade::Plain && line.label.is_some());
    assert!(marked.count() > 0);
}
