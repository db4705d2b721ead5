//! What a log gives a goal or a need, how exact that is, and why it gives nothing.

use baton::load::document::{Grade, StandardMeasure};
use baton::measure::GapVerdict;
use baton::measure::gap::{Gap, Open};
use baton::measure::logged::{Lacking, OtherClock};
use baton::model::GoalId;

use super::{LOG, MODEL, audited, log, sound};

/// The gap of a goal "asked" of a measure "asked", with a log of a process.
fn gap(name: &str, (measure, goal, declared): (&str, &str, &str)) -> Gap {
    let more = format!(
        "\n[[measure]]\nid = \"asked\"\nbetter = \"lower\"\n{measure}\n\
         [[goal]]\nid = \"asked\"\ntext = \"Asked\"\nmeasure = \"asked\"\n{goal}\n"
    );
    let model = format!("{MODEL}{more}{LOG}{declared}");
    let files = [("shop.toml", model), ("log.csv", log())];
    let audit = audited(&format!("values-{name}"), &files, 2);
    let world = &sound(&audit).world;
    let goals = &world.chain.goals;
    let at = goals
        .iter()
        .position(|goal| goal.record.id.as_str() == "asked");
    world
        .gaps
        .get(GoalId::at(at.expect("it is there")))
        .expect("a gap")
        .as_ref()
        .clone()
}

fn lacking(name: &str, model: (&str, &str, &str)) -> Lacking {
    match gap(name, model).verdict {
        GapVerdict::Undetermined(Open::NotInLog(lacking)) => lacking,
        other => panic!("{name}: {other:?}"),
    }
}

/// A measure, what the goal is on, and what the log lacks then.
fn what_is_lacking() -> Vec<(&'static str, String, &'static str, Lacking)> {
    let (share, time) = ("kind = \"share\"", "kind = \"duration\"");
    let median = format!("{time}\nstatistic = \"median\"");
    vec![
        ("of", share.into(), "on = \"parts\"", Lacking::Of),
        (
            "rating",
            format!("{share}\nof = \"rating\""),
            "on = \"parts\"",
            Lacking::NotOfLogs,
        ),
        (
            "share",
            format!("{median}\nof = \"on-time\""),
            "on = \"parts\"",
            Lacking::KindShare,
        ),
        (
            "duration",
            format!("{share}\nof = \"wait\""),
            "on = \"parts\"",
            Lacking::KindDuration,
        ),
        (
            "statistic",
            format!("{time}\nof = \"wait\""),
            "on = \"parts\"",
            Lacking::Statistic,
        ),
        (
            "total",
            format!("{time}\nof = \"wait\"\nstatistic = \"total\""),
            "on = \"parts\"",
            Lacking::OtherStatistic,
        ),
        (
            "due",
            format!("{share}\nof = \"on-time\""),
            "on = \"frames\"",
            Lacking::NoDue,
        ),
        (
            "orders",
            format!("{share}\nof = \"otif\""),
            "on = \"shop\"",
            Lacking::Orders,
        ),
        (
            "shown",
            format!("{share}\nof = \"on-time\""),
            "on = \"boxes\"",
            Lacking::NotShown,
        ),
        (
            "results",
            format!("{share}\nof = \"usable\""),
            "on = \"frames\"",
            Lacking::Results,
        ),
        (
            "open",
            format!("{time}\nof = \"lead-time\"\nstatistic = \"mean\""),
            "on = \"shop\"",
            Lacking::OpenCases,
        ),
    ]
}

#[test]
fn a_goal_without_a_value_is_told_what_the_log_lacks() {
    for (name, measure, on, expected) in what_is_lacking() {
        let goal = format!(
            "{on}\ntarget = \"{}\"",
            if measure.contains("\"duration\"") {
                "1 h"
            } else {
                "5 %"
            }
        );
        let declared = if name == "open" {
            "last = [\"Photo\"]"
        } else {
            ""
        };
        assert_eq!(
            lacking(name, (&measure, &goal, declared)),
            expected,
            "{name}"
        );
        let reason = expected.reason();
        assert!(!reason.get(baton::lang::Lang::En).is_empty(), "{name}");
        assert!(reason.get(baton::lang::Lang::Zh).contains("日志"), "{name}");
    }
}

#[test]
fn without_logs_nothing_is_said_of_them() {
    let model = MODEL.replace("activities = [\"Weld *\", \"Tack\"]\n", "");
    let audit = audited("values-none", &[("shop.toml", model)], 2);
    let world = &sound(&audit).world;
    let gap = world.gaps.get(GoalId::at(0)).expect("a gap");
    assert_eq!(gap.verdict, GapVerdict::Undetermined(Open::NoActual));
}

#[test]
fn a_goal_on_the_whole_chain_is_held_against_a_log_of_the_whole_chain() {
    let measure = "kind = \"share\"\nof = \"rework\"";
    let goal = "on = \"chain\"\ntarget = \"5 %\"";
    let of_chain = gap("chain", (measure, goal, "on = \"chain\""));
    // By hand: in every tenth of 200 cases something is done again.
    assert_eq!(
        of_chain.actual.map(|seen| (seen.k, seen.n)),
        Some((Some(20), Some(200)))
    );
    assert_eq!(lacking("process", (measure, goal, "")), Lacking::NotShown);
}

/// Both ranks between which a quantile of n values lies with 95 % each, from the binomial
/// distribution term by term.
fn ranks_of_median(n: u32) -> (u32, u32) {
    let mut term = 0.5_f64.powf(f64::from(n));
    let (mut below, mut rank) = (0.0, 0);
    while below + term <= 0.05 {
        below += term;
        term *= f64::from(n - rank) / f64::from(rank + 1);
        rank += 1;
    }
    (rank, n + 1 - rank)
}

#[test]
fn a_median_of_a_log_is_decided_by_bounds_that_hold_whatever_the_waits_are_like() {
    let mut waits: Vec<u32> = (0..200)
        .map(|case| if case % 5 == 0 { 180 } else { 30 + case % 7 })
        .collect();
    // Those that came back waited half an hour.
    waits.extend([30; 20]);
    waits.sort_unstable();
    let (low, high) = ranks_of_median(220);
    let minutes = |rank: u32| f64::from(waits[rank as usize - 1]);
    let minutes = (minutes(low), minutes(high));
    let measure = "kind = \"duration\"\nof = \"wait\"\nstatistic = \"median\"";
    let of = |name: &str, target: &str| {
        let goal = format!("on = \"parts\"\ntarget = \"{target}\"");
        gap(name, (measure, &goal, ""))
    };
    let met = of("median-met", "40 min");
    let bounds = met.actual.expect("a value").bounds.expect("bounds");
    assert_eq!((bounds.0.base() / 60.0, bounds.1.base() / 60.0), minutes);
    assert_eq!(met.verdict, GapVerdict::Met);
    assert_eq!(of("median-missed", "30 min").verdict, GapVerdict::NotMet);
    let straddles = GapVerdict::Undetermined(Open::Straddles);
    assert_eq!(of("median-open", "33 min").verdict, straddles);
}

#[test]
fn cases_that_are_still_open_count_in_a_percentile_and_make_it_an_estimate() {
    let measure = "kind = \"duration\"\nof = \"lead-time\"\nstatistic = \"percentile\"\npercentile = \"10 %\"";
    let goal = "on = \"shop\"\ntarget = \"1 day\"";
    let seen = |name, declared| {
        gap(name, (measure, goal, declared))
            .actual
            .expect("a value")
    };
    let (all, some) = (
        seen("closed", "census = true"),
        seen("open-median", "census = true\nlast = [\"Photo\"]"),
    );
    assert_eq!((all.grade, all.census), (Some(Grade::Logged), true));
    // A photo is taken of every fourth; the others are open.
    assert_eq!((some.grade, some.census), (Some(Grade::Estimated), false));
    // Of the finished ones alone it would be the fifth of fifty; of all it is about the twentieth.
    let photos = (0..200).step_by(4);
    let lasted = photos.map(|case| if case % 5 == 0 { 292 } else { 142 + case % 7 });
    let mut finished: Vec<u32> = lasted.collect();
    finished.sort_unstable();
    let minutes = some.value.base() / 60.0;
    let between = f64::from(finished[17])..=f64::from(finished[24]);
    assert!(
        finished[4] < finished[17] && between.contains(&minutes),
        "{minutes}"
    );
}

#[test]
fn a_need_that_no_figure_answers_is_told_how_the_log_would() {
    let without = |id: &str| {
        let at = MODEL
            .find(&format!("[[measure]]\nid = \"{id}\""))
            .expect("it is there");
        let end = MODEL[at + 1..].find("\n[[").expect("more") + at + 2;
        format!("{}{}", &MODEL[..at], &MODEL[end..])
    };
    let opens = |name: &str, model: String| {
        let files = [("shop.toml", format!("{model}{LOG}")), ("log.csv", log())];
        let audit = audited(name, &files, 2);
        let judged = sound(&audit).world.judged.concat();
        let open = |one: &baton::measure::judged::Judged| match one.verdict {
            GapVerdict::Undetermined(open) => Some((one.of?, open)),
            _ => None,
        };
        judged.iter().filter_map(open).collect::<Vec<_>>()
    };
    let of = StandardMeasure::Returned;
    let expected = vec![(of, Open::NotInLog(Lacking::Measure(of)))];
    assert_eq!(opens("values-need", without("back")), expected);
    let of = StandardMeasure::OnTime;
    let other = MODEL.replace("within 2 h", "within 2 working days");
    let expected = vec![(of, Open::NotInLog(Lacking::Due(OtherClock::NoCalendar)))];
    assert_eq!(opens("values-clock", other), expected);
}

/// What goes to the customer is no pair of activities, but each case says when it was due.
#[test]
fn a_goal_on_what_leaves_the_house_is_told_to_ask_for_the_whole() {
    let model = |on: &str| {
        format!(
            "process = {{ id = \"shop\" }}\ncustomer = [{{ id = \"shopper\" }}]\n\
             step = [{{ id = \"cut\", start = true }}, {{ id = \"pack\", end = true }}]\n\
             measure = [{{ id = \"m\", kind = \"share\", better = \"higher\", of = \"on-time\" }}]\n\
             [[handoff]]\nid = \"parts\"\nfrom = \"cut\"\nto = \"pack\"\n\
             [[handoff]]\nid = \"goods\"\nfrom = \"pack\"\nto = \"shopper\"\n\
             [[log]]\nid = \"l\"\npath = \"log.csv\"\n\
             [[goal]]\nid = \"g\"\ntext = \"t\"\nmeasure = \"m\"\non = \"{on}\"\ntarget = \"98 %\"\n"
        )
    };
    let mut rows = "case,activity,start,end,due\n".to_owned();
    for case in 0..40 {
        let day = format!("2026-05-{:02}", 1 + case % 28);
        let late = if case % 4 == 0 { "15:00" } else { "11:00" };
        rows += &format!("c{case},cut,{day}T08:00,{day}T09:00,{day}T12:00\n");
        rows += &format!("c{case},pack,{day}T10:00,{day}T{late},{day}T12:00\n");
    }
    let gap = |name: &str, on: &str| {
        let files = [("shop.toml", model(on)), ("log.csv", rows.clone())];
        let audit = audited(name, &files, 1);
        let world = &sound(&audit).world;
        let gap = world.gaps.iter().next().expect("a goal");
        let value = gap.actual.as_ref().map(|seen| seen.value.base());
        (value, gap.verdict)
    };
    let told = GapVerdict::Undetermined(Open::NotInLog(Lacking::OfWhole));
    assert_eq!(gap("of-goods", "goods"), (None, told));
    assert_eq!(gap("of-whole", "shop"), (Some(0.75), GapVerdict::NotMet));
}
