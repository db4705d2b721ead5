//! Where things stand in pictures, on the shipped example: nothing outside its lane, no label over
//! another or over a box, every text inside its box.

mod fallbacks;

use super::lettering::{clean, width};
use super::scene::{BOX_MARK, LABEL, LABEL_MARK, NAME, Scene, UNDER, scene};
use super::{Direction, Lanes, Picture, Seen, Shade};
use crate::audit::{Audit, Options, audit};
use crate::lang::Lang;
use crate::model::{GoalId, ProcessId, StepId};

fn shipped() -> Audit {
    let options = Options {
        paths: vec!["processes".into()],
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

/// Pictures of the example: every part of it, and both directions, all lanes and both languages.
fn pictures(look: impl Fn(&Picture, &Scene)) {
    let audit = shipped();
    let checked = audit.checked.as_ref().expect("the example is sound");
    let chain = &checked.world.chain;
    let seen =
        |lang, lanes, direction| Seen::judged(checked, &audit.rules, lang).laid(lanes, direction);
    let english = seen(Lang::En, Lanes::Department, Direction::Down);
    let chinese = seen(Lang::Zh, Lanes::Process, Direction::Right);
    let mut all = vec![english.overview(), chinese.overview(), chinese.everything()];
    for at in 0..chain.processes.len() {
        all.push(english.process(ProcessId::at(at)));
        all.push(chinese.process(ProcessId::at(at)));
    }
    all.extend((0..chain.goals.len()).map(|at| chinese.goal(GoalId::at(at))));
    all.push(seen(Lang::En, Lanes::None, Direction::Down).around(StepId::at(0), 2));
    for picture in &all {
        look(picture, &scene(picture).expect("it is small"));
    }
}

#[test]
fn every_step_stands_in_its_lane_and_every_lane_has_its_name() {
    pictures(|picture, scene| {
        assert_eq!(
            picture.lanes.is_empty(),
            scene.lanes.is_empty(),
            "{}",
            picture.title
        );
        for lane in &scene.lanes {
            assert!(!lane.name.is_empty(), "{}", picture.title);
        }
        for (node, at) in picture.nodes.iter().zip(&scene.boxes) {
            let Some(own) = node.lane.filter(|_| !scene.lanes.is_empty()) else {
                continue;
            };
            let name = clean(&picture.lanes[own]);
            let lane = scene.lanes.iter().find(|lane| lane.full_name == name);
            let lane = lane.expect("each lane is drawn");
            let sideways = picture.direction == Direction::Right;
            assert!(
                lane.strip.holds_across(&at.area, sideways),
                "{} is outside of {name} in {}",
                node.name,
                picture.title
            );
        }
    });
}

#[test]
fn no_label_lies_over_a_box_or_another_label() {
    pictures(|picture, scene| {
        let labels = || scene.lines.iter().filter_map(|line| line.label);
        for (at, label) in labels().enumerate() {
            let mut others = labels().skip(at + 1);
            let mut boxes = scene.boxes.iter();
            let over_label = others.any(|other| other.area.overlaps(&label.area));
            let over_box = boxes.any(|one| one.area.overlaps(&label.area));
            assert!(!over_label && !over_box, "label {at} of {}", picture.title);
        }
    });
}

#[test]
fn nearly_every_line_keeps_its_words() {
    pictures(|picture, scene| {
        let whole = scene.lines.iter().filter_map(|line| line.label);
        let whole = whole.filter(|label| !label.mark_only).count();
        let lines = scene.lines.len();
        assert!(
            whole * 10 >= lines * 8,
            "{}: {whole} of {lines}",
            picture.title
        );
    });
}

#[test]
fn boxes_do_not_touch_and_hold_their_texts() {
    pictures(|picture, scene| {
        for (at, (node, one)) in picture.nodes.iter().zip(&scene.boxes).enumerate() {
            let mut others = scene.boxes.iter().skip(at + 1);
            assert!(
                !others.any(|other| other.area.overlaps(&one.area)),
                "{}",
                node.name
            );
            let mark = if node.shade == Shade::Plain {
                0.0
            } else {
                BOX_MARK
            };
            let names = one.name.iter().map(|line| width(line) * NAME.0);
            let unders = one.under.iter().map(|line| width(line) * UNDER.0);
            let widest = names.chain(unders).fold(0.0, f64::max);
            assert!(widest + mark <= one.area.width(), "{}", node.name);
        }
        for line in scene.lines.iter().filter(|line| !line.text.is_empty()) {
            let Some(label) = line.label.filter(|label| !label.mark_only) else {
                continue;
            };
            let widths = line.text.iter().map(|text| width(text) * LABEL.0);
            let widest = widths.fold(0.0, f64::max);
            assert!(widest <= label.area.width() + LABEL_MARK, "{:?}", line.text);
        }
    });
}

#[test]
fn every_picture_is_well_formed_and_all_of_it_lies_inside() {
    pictures(|picture, scene| {
        let svg = picture.standalone().expect("it is small");
        let read = roxmltree::Document::parse(&svg).expect("it is well formed");
        let edges = read.descendants().filter(|one| {
            let class = one.attribute("class").unwrap_or_default();
            class.starts_with("edge") && one.attribute("data-id").is_some()
        });
        assert_eq!(edges.count(), picture.edges.len());
        for corner in scene.lines.iter().flat_map(|line| &line.corners) {
            let inside = corner.x >= -0.5
                && corner.y >= -0.5
                && corner.x <= scene.width + 0.5
                && corner.y <= scene.height + 0.5;
            assert!(inside, "{corner:?} in {}", picture.title);
        }
    });
}
