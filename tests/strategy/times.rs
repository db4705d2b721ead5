//! Times and rates: bounds, drawn cases, the load of a bottleneck.

use std::fmt::Write as _;

use super::{Model, close, name, of};
use baton::strategy::{Class, Made, Reason, Shows};

const TIMES: &str = r#"
[process]
id = "shop"
[[step]]
id = "start"
start = true
split = "and"
touch = { min = "1 h", typical = "1 h", max = "1 h" }
[[step]]
id = "left"
touch = { min = "2 h", typical = "5 h", max = "8 h" }
[[step]]
id = "right"
touch = { min = "3 h", typical = "4 h", max = "5 h" }
[[step]]
id = "end"
join = "and"
end = true
touch = { min = "1 h", typical = "1 h", max = "1 h" }
[[handoff]]
id = "to-left"
from = "start"
to = "left"
wait = "0 h"
[[handoff]]
id = "to-right"
from = "start"
to = "right"
wait = "2 h"
[[handoff]]
id = "left-done"
from = "left"
to = "end"
wait = "0 h"
[[handoff]]
id = "right-done"
from = "right"
to = "end"
wait = "0 h"
[[measure]]
id = "time"
kind = "duration"
of = "lead-time"
better = "lower"
[[goal]]
id = "impossible"
text = "t"
on = "shop"
measure = "time"
target = "4 h"
[[goal]]
id = "hard"
text = "t"
on = "shop"
measure = "time"
target = "7 h"
[[goal]]
id = "easy"
text = "t"
on = "shop"
measure = "time"
target = "12 h"
"#;

#[test]
fn a_time_below_the_longest_path_of_least_times_is_impossible_and_the_path_is_named() {
    let world = Model::new(TIMES).world();
    let impossible = of(&world, "impossible");
    assert_eq!(impossible.attainable.class, Class::Impossible);
    let certificate = impossible.attainable.certificate().unwrap();
    assert_eq!(
        (certificate.shows, certificate.made),
        (Shows::Least, Made::Sum)
    );
    // The branches go on together: the longer one counts, not both.
    let path: Vec<String> = certificate
        .terms
        .iter()
        .map(|term| name(&world, term.of))
        .collect();
    assert_eq!(path, ["start", "right", "end"]);
    close(certificate.bound.base(), 5.0 * 3600.0, 1e-6);
    let hard = of(&world, "hard");
    assert_eq!(hard.attainable.class, Class::NeedsRedesign);
    close(
        hard.attainable.certificate().unwrap().bound.base(),
        8.0 * 3600.0,
        1e-6,
    );
    assert_eq!(of(&world, "easy").attainable.class, Class::Plausible);
}

#[test]
fn a_demand_above_what_the_bottleneck_bears_needs_another_way_of_working() {
    // A published value stream: 920 a day in two shifts of 27,600 s; takt 60.0 s.
    let steps = [
        ("stamping", "1 s", "85 %"),
        ("weld-1", "39 s", "100 %"),
        ("weld-2", "46 s", "80 %"),
        ("assembly-1", "62 s", "100 %"),
        ("assembly-2", "40 s", "100 %"),
    ];
    let mut text = String::from(
        "[process]\nid = \"stamping-line\"\ndemand = \"920 pieces / day\"\navailable = \"55200 s\"\n",
    );
    for (at, (id, touch, availability)) in steps.iter().enumerate() {
        let _ = write!(
            text,
            "[[step]]\nid = \"{id}\"\ntouch = \"{touch}\"\navailability = \"{availability}\"\n"
        );
        if at == 0 {
            text.push_str("start = true\n");
        }
        match steps.get(at + 1) {
            Some((next, ..)) => {
                let _ = write!(
                    text,
                    "[[handoff]]\nid = \"h{at}\"\nfrom = \"{id}\"\nto = \"{next}\"\n"
                );
            }
            None => text.push_str("end = true\n"),
        }
    }
    text.push_str(
        "[[measure]]\nid = \"out\"\nkind = \"rate\"\nof = \"throughput\"\nbetter = \"higher\"\n\
         [[goal]]\nid = \"serve\"\ntext = \"t\"\non = \"stamping-line\"\nmeasure = \"out\"\ntarget = \"920 pieces / day\"\n",
    );
    let world = Model::new(&text).world();
    let serve = of(&world, "serve");
    assert_eq!(serve.attainable.class, Class::NeedsRedesign);
    let certificate = serve.attainable.certificate().unwrap();
    assert_eq!(name(&world, certificate.terms[0].of), "assembly-1");
    close(certificate.bound.number().floor(), 890.0, 0.0);
    let takt = world.chain.takt(baton::model::ProcessId(0)).unwrap();
    close(takt.base(), 60.0, 1e-9);
}

#[test]
fn a_percentile_is_held_against_drawn_cases_not_against_sums() {
    // Two branches, each 10 h with a spread: either is done within 12 h in most cases, both in
    // fewer.
    let goal = |id: &str, statistic: &str, target: &str| {
        format!(
            "[[measure]]\nid = \"m-{id}\"\nkind = \"duration\"\nof = \"lead-time\"\nbetter = \"lower\"\n{statistic}\n\
             [[goal]]\nid = \"{id}\"\ntext = \"t\"\non = \"shop\"\nmeasure = \"m-{id}\"\ntarget = \"{target}\"\n"
        )
    };
    let text = format!(
        "{}{}{}",
        TIMES
            .replace(
                "min = \"3 h\", typical = \"4 h\", max = \"5 h\"",
                "min = \"2 h\", typical = \"5 h\", max = \"8 h\""
            )
            .replace("wait = \"2 h\"", "wait = \"0 h\""),
        goal(
            "most",
            "statistic = \"percentile\"\npercentile = \"90 %\"",
            "8 h"
        ),
        goal("half", "statistic = \"median\"", "8 h"),
    );
    let world = Model::new(&text).world();
    let drawn = |goal: &str| {
        let reasons = &of(&world, goal).attainable.reasons;
        let found = reasons.iter().find_map(|(class, reason)| match reason {
            Reason::Drawn { within, .. } => Some((*class, *within)),
            _ => None,
        });
        found.expect("the times are known")
    };
    // PERT of 2, 5, 8 h: within 6 h with a chance of 0.790; both of them 0.624 (beta 3, 3).
    let (class, within) = drawn("most");
    close(within, 0.624, 0.02);
    assert_eq!(class, Class::Demanding);
    assert_eq!(drawn("half").0, Class::Plausible);
}

#[test]
fn the_certificate_of_a_time_says_what_no_case_takes_longer_than() {
    let world = Model::new(TIMES).world();
    let worst = |goal: &str| {
        let certificate = of(&world, goal).attainable.certificate().unwrap();
        certificate.worst.as_ref().unwrap().base()
    };
    // The slower branch: 1 h + 8 h + 1 h; the other has 1 + 2 + 5 + 1.
    close(worst("easy"), 10.0 * 3600.0, 1e-6);
    close(worst("impossible"), 10.0 * 3600.0, 1e-6);
}

#[test]
fn a_goal_for_the_longest_time_is_held_against_the_time_no_case_exceeds() {
    // Usual are 8 h, and no case takes longer than 10 h.
    let of_longest = |target: &str| {
        let measure = "of = \"lead-time\"\nbetter = \"lower\"";
        let text = TIMES
            .replace(measure, &format!("{measure}\nstatistic = \"worst\""))
            .replace("target = \"12 h\"", &format!("target = \"{target}\""));
        of(&Model::new(&text).world(), "easy").attainable.class
    };
    assert_eq!(of_longest("12 h"), Class::Plausible);
    assert_eq!(of_longest("9 h"), Class::Undetermined);
    assert_eq!(of_longest("7 h"), Class::NeedsRedesign);
}

#[test]
fn the_longest_wait_of_a_month_is_not_what_a_case_waits() {
    let bound = |statistic: &str| {
        let text = format!(
            "{TIMES}[[measure]]\nid = \"w\"\nkind = \"duration\"\nof = \"wait\"\nbetter = \"lower\"\n\
             statistic = \"{statistic}\"\n[[figure]]\nmeasure = \"w\"\non = \"to-right\"\n\
             period = \"2026-05\"\nvalue = \"20 h\"\ncensus = true\n"
        );
        let world = Model::new(&text).world();
        let certificate = of(&world, "easy").attainable.certificate().unwrap();
        certificate.bound.base() / 3600.0
    };
    // 1 h, the wait, 4 h and 1 h: 20 h if that is the mean, else the 2 h that are written.
    close(bound("mean"), 26.0, 1e-9);
    close(bound("worst"), 8.0, 1e-9);
}

#[test]
fn what_is_done_again_costs_so_much_a_case_and_a_year() {
    // A fifth goes back: 1.25 visits, a quarter of them again; 10 CNY each, 100 a day.
    let text = r#"
[process]
id = "shop"
demand = "100 pieces / day"
[[step]]
id = "make"
start = true
cost = "10 CNY"
touch = "1 min"
[[step]]
id = "check"
end = true
cost = "0 CNY"
touch = "1 min"
[[handoff]]
id = "done"
from = "make"
to = "check"
[[handoff]]
id = "again"
from = "check"
to = "make"
returns = true
share = "20 %"
"#;
    let world = Model::new(text).world();
    let all = baton::strategy::numbers::numbers(&world.today());
    let rework = all[0].solved.as_ref().unwrap().rework.as_ref().unwrap();
    close(rework.each.base(), 2.5, 1e-9);
    close(rework.year.as_ref().unwrap().base(), 91_250.0, 1e-6);
    let working = text.replace("/ day", "/ working day");
    let world = Model::new(&working).world();
    let all = baton::strategy::numbers::numbers(&world.today());
    let rework = all[0].solved.as_ref().unwrap().rework.as_ref().unwrap();
    assert_eq!(rework.year, None);
}
