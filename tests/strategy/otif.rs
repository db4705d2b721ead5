//! Orders on time and in full, where only the share of each is known.

use baton::load::document::{Grade, StandardMeasure};
use baton::strategy::computed::Side;
use baton::strategy::{Attainable, Class, GoalStrategy, Reason};

use super::{Model, close, id, of};

/// One handoff, with a goal of both and what else is said.
fn orders(target: &str, rest: &str) -> String {
    format!(
        "[process]\nid = \"shop\"\n[[step]]\nid = \"pack\"\nstart = true\n\
         [[step]]\nid = \"load\"\nend = true\n\
         [[handoff]]\nid = \"boxes\"\nfrom = \"pack\"\nto = \"load\"\n\
         [[measure]]\nid = \"both\"\nkind = \"share\"\nof = \"otif\"\nbetter = \"higher\"\n\
         [[measure]]\nid = \"time\"\nkind = \"share\"\nof = \"on-time\"\nbetter = \"higher\"\n\
         [[measure]]\nid = \"full\"\nkind = \"share\"\nof = \"in-full\"\nbetter = \"higher\"\n\
         [[goal]]\nid = \"g\"\ntext = \"t\"\non = \"boxes\"\nmeasure = \"both\"\ntarget = \"{target}\"\n{rest}"
    )
}

fn figure(measure: &str, period: &str, counts: &str) -> String {
    format!(
        "[[figure]]\nmeasure = \"{measure}\"\non = \"boxes\"\nperiod = \"{period}\"\n{counts}\n"
    )
}

fn by_figures(target: &str, figures: &[String]) -> Attainable {
    let world = Model::new(&orders(target, &figures.concat())).world();
    let strategy: &GoalStrategy = of(&world, "g");
    strategy.attainable.clone()
}

fn ends(attainable: &Attainable) -> Option<(f64, f64)> {
    attainable
        .reasons
        .iter()
        .find_map(|(_, reason)| match reason {
            Reason::Both { ends, .. } => ends.as_ref().map(|(low, high)| (low.base(), high.base())),
            _ => None,
        })
}

#[test]
fn shares_of_95_and_94_percent_leave_anything_from_89_to_94() {
    let all = |k: u32| format!("k = {k}\nn = 100\ncensus = true");
    let figures = [
        figure("time", "2026-06", &all(95)),
        figure("full", "2026-06", &all(94)),
    ];
    for (target, class) in [
        ("88 %", Class::AlreadyMet),
        ("89 %", Class::AlreadyMet),
        ("89.5 %", Class::Undetermined),
        ("94 %", Class::Undetermined),
        ("94.1 %", Class::NeedsRedesign),
    ] {
        let found = by_figures(target, &figures);
        assert_eq!(found.class, class, "{target}");
        let (low, high) = ends(&found).unwrap();
        close(low, 0.89, 1e-12);
        close(high, 0.94, 1e-12);
        let certificate = found.certificate().unwrap();
        assert_eq!(certificate.terms.len(), 2);
        assert!(certificate.terms.iter().all(|term| term.what.is_some()));
        assert!(certificate.grade.is_some());
    }
}

#[test]
fn of_a_sample_only_what_its_bounds_show_counts() {
    let sample = |k: u32| format!("k = {k}\nn = 100");
    let figures = [
        figure("time", "2026-06", &sample(95)),
        figure("full", "2026-06", &sample(94)),
    ];
    // Exact 97.5 % bounds: 95 of 100 is at least 88.7 %, 94 of 100 at least 87.4 %, at most 97.8 %.
    assert_eq!(by_figures("88 %", &figures).class, Class::Undetermined);
    assert_eq!(by_figures("76 %", &figures).class, Class::AlreadyMet);
    assert_eq!(by_figures("97.5 %", &figures).class, Class::Undetermined);
    assert_eq!(by_figures("98 %", &figures).class, Class::NeedsRedesign);
    // Without cases a share shows nothing.
    let bare = [
        figure("time", "2026-06", "value = \"99 %\""),
        figure("full", "2026-06", "value = \"99 %\""),
    ];
    assert_eq!(by_figures("90 %", &bare).class, Class::Undetermined);
}

#[test]
fn shares_of_different_days_say_nothing_of_both() {
    let all = "k = 99\nn = 100\ncensus = true";
    let found = by_figures(
        "90 %",
        &[
            figure("time", "2026-05", all),
            figure("full", "2026-06", all),
        ],
    );
    assert_eq!(found.class, Class::Undetermined);
    assert_eq!(ends(&found), None);
    assert_eq!(found.reasons.len(), 1);
}

#[test]
fn a_figure_of_both_comes_before_any_bound() {
    let all = |k: u32| format!("k = {k}\nn = 100\ncensus = true");
    let figures = [
        figure("time", "2026-06", &all(95)),
        figure("full", "2026-06", &all(94)),
        figure("both", "2026-06", &all(91)),
    ];
    let found = by_figures("90 %", &figures);
    assert_eq!((found.class, ends(&found)), (Class::AlreadyMet, None));
    let found = by_figures("92 %", &figures);
    assert_eq!(ends(&found), None);
}

#[test]
fn a_goal_of_both_that_was_measured_still_shows_what_the_shares_leave_room_for() {
    let all = |k: u32| format!("k = {k}\nn = 100\ncensus = true");
    let figures = [
        figure("time", "2026-06", &all(95)),
        figure("full", "2026-06", &all(94)),
    ];
    for actual in ["91 %", "94 %", "99.9 %"] {
        let goal = format!(
            "[[figure]]\nmeasure = \"both\"\non = \"boxes\"\nperiod = \"2026-06\"\nvalue = \"{actual}\"\n{}",
            figures.concat()
        );
        let world = Model::new(&orders("92 %", &goal)).world();
        let Some(Reason::Both { certificate, ends }) = &of(&world, "g").beside else {
            panic!("the shares of each are there");
        };
        let (low, high) = ends.as_ref().expect("they are of the same days");
        close(low.base(), 0.89, 1e-12);
        close(high.base(), 0.94, 1e-12);
        assert_eq!(certificate.terms.len(), 2);
        assert_eq!(certificate.grade, Some(Grade::Sampled));
    }
}

#[test]
fn shares_that_nobody_recorded_are_named() {
    let unrecorded = |figures: &[String]| {
        let world = Model::new(&orders("90 %", &figures.concat())).world();
        of(&world, "g").unrecorded.clone()
    };
    assert_eq!(
        unrecorded(&[]),
        [StandardMeasure::OnTime, StandardMeasure::InFull]
    );
    let time = figure("time", "2026-06", "k = 95\nn = 100");
    assert_eq!(
        unrecorded(std::slice::from_ref(&time)),
        [StandardMeasure::InFull]
    );
    let full = figure("full", "2026-06", "k = 94\nn = 100");
    assert_eq!(unrecorded(&[time, full]), []);
}

#[test]
fn what_is_asked_of_each_is_held_against_what_is_asked_of_both() {
    let asked = |on_time: &str, in_full: &str, target: &str| {
        let goals = format!(
            "[[goal]]\nid = \"a\"\ntext = \"t\"\non = \"boxes\"\nmeasure = \"time\"\ntarget = \"{on_time}\"\n\
             [[goal]]\nid = \"b\"\ntext = \"t\"\non = \"boxes\"\nmeasure = \"full\"\ntarget = \"{in_full}\"\n"
        );
        let world = Model::new(&orders(target, &goals)).world();
        let goal = id(&world, "g");
        let mut all = world.strategy().shortfalls.iter();
        all.find(|one| one.goal == goal).cloned()
    };
    // Even if all that is late is incomplete too, only 94 % are both.
    let short = asked("95 %", "94 %", "95 %").unwrap();
    assert!(short.for_sure);
    close(short.reached.base(), 0.94, 1e-12);
    // 94 % is the most that can be both, not what comes out.
    assert_eq!(short.side, Side::AtMost);
    let open = asked("95 %", "94 %", "92 %").unwrap();
    assert!(!open.for_sure);
    close(open.at_least.unwrap().base(), 0.89, 1e-12);
    assert_eq!(asked("99 %", "98 %", "97 %"), None);
}

#[test]
fn of_one_share_alone_only_a_miss_is_for_sure() {
    let asked = |target: &str| {
        let goals = "[[goal]]\nid = \"a\"\ntext = \"t\"\non = \"boxes\"\nmeasure = \"time\"\ntarget = \"95 %\"\n";
        let world = Model::new(&orders(target, goals)).world();
        world.strategy().shortfalls.first().map(|one| one.for_sure)
    };
    assert_eq!(asked("96 %"), Some(true));
    assert_eq!(asked("95 %"), None);
}

/// A chain of two handoffs and a way back, each with so many on time of a thousand.
fn deliveries(fed: u32, back: u32, whole: u32) -> String {
    let handoff = |id: &str, from: &str, to: &str, more: &str| {
        format!("[[handoff]]\nid = \"{id}\"\nfrom = \"{from}\"\nto = \"{to}\"\n{more}")
    };
    let figure = |on: &str, k: u32| {
        format!(
            "[[figure]]\nmeasure = \"time\"\non = \"{on}\"\nperiod = \"2026-06\"\nk = {k}\nn = 1000\n"
        )
    };
    let steps = ["cut", "sew", "ship"].map(|id| format!("[[step]]\nid = \"{id}\"\n"));
    [
        "[process]\nid = \"shop\"\n".to_owned(),
        steps.concat(),
        handoff("pieces", "cut", "sew", ""),
        handoff("back", "sew", "cut", "returns = true\n"),
        handoff("goods", "sew", "ship", ""),
        "[[measure]]\nid = \"time\"\nkind = \"share\"\nof = \"on-time\"\nbetter = \"higher\"\n".to_owned(),
        "[[goal]]\nid = \"g\"\ntext = \"t\"\non = \"goods\"\nmeasure = \"time\"\ntarget = \"98 %\"\n".to_owned(),
        figure("pieces", fed),
        figure("back", back),
        figure("goods", whole),
    ]
    .concat()
}

#[test]
fn a_way_back_is_no_part_of_what_is_delivered_on_time() {
    let world = Model::new(&deliveries(960, 30, 900)).world();
    let shares = of(&world, "g").shares.as_ref().expect("shares");
    let parts: Vec<_> = shares
        .parts
        .iter()
        .map(|part| world.chain.target_id(part.of))
        .collect();
    assert_eq!(parts, ["shop/pieces"]);
}

#[test]
fn time_that_is_made_up_for_on_the_way_is_nobodys_gap() {
    // 95 % of deliveries were on time after 14 % of what fed them: no product gives that.
    let world = Model::new(&deliveries(140, 900, 950)).world();
    assert!(of(&world, "g").shares.is_none());
    // By chance a little more may be delivered than its parts would give.
    let world = Model::new(&deliveries(945, 900, 950)).world();
    assert!(of(&world, "g").shares.is_some());
}
