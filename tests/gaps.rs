//! The gap of a goal: worked numbers, other yardsticks, many goals at once.

#![expect(clippy::print_stdout, reason = "says what was skipped")]
#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use std::fmt::Write as _;

use baton::lang::Lang;
use baton::measure::gap::{Asks, Gap, Open, Pattern};
use baton::measure::logged::Logged;
use baton::measure::{GapVerdict, Gaps};
use baton::model;

#[path = "gaps/agencies.rs"]
mod agencies;
#[path = "gaps/control.rs"]
mod control;
#[path = "gaps/due.rs"]
mod due;
mod one_file;
#[path = "gaps/rated.rs"]
mod rated;
#[path = "gaps/series.rs"]
mod series;

use self::one_file::chain_of;

/// The gaps of the goals of a model, in their order.
fn gaps(text: &str, as_of: Option<&str>) -> Vec<Gap> {
    let (chain, _) = chain_of(text);
    let as_of = as_of.map(|day| day.parse().unwrap());
    Gaps::of(&chain, &Logged::default(), as_of)
        .iter()
        .cloned()
        .collect()
}

/// A model of one measure on a handoff and the goals and tables given, with one figure a month.
fn model(measure: &str, rest: &str, figures: &[&str]) -> String {
    let mut text = format!(
        "[process]\nid = \"p\"\n\
         [[step]]\nid = \"give\"\nstart = true\n\
         [[step]]\nid = \"take\"\nend = true\n\
         [[measure]]\nid = \"m\"\n{measure}\n{rest}\n"
    );
    for (at, figure) in figures.iter().enumerate() {
        let (year, month) = (2025 + at / 12, at % 12 + 1);
        let _ = writeln!(
            text,
            "[[figure]]\nmeasure = \"m\"\non = \"lot\"\nrecorded_by = \"take\"\n\
             period = \"{year}-{month:02}\"\n{figure}"
        );
    }
    text
}

const SHARE: &str = "kind = \"share\"\nbetter = \"higher\"\nof = \"on-time\"";

/// A handoff whose receiver needs something.
fn lot(need: &str) -> String {
    format!(
        "[[handoff]]\nid = \"lot\"\nfrom = \"give\"\nto = \"take\"\nvolume = \"40 lots / day\"\n\
         customer.needs = [\"{need}\"]\n"
    )
}

/// A goal on the handoff.
fn goal(rest: &str) -> String {
    format!("[[goal]]\nid = \"g\"\ntext = \"Better\"\nmeasure = \"m\"\non = \"lot\"\n{rest}\n")
}

fn close(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < tolerance, "{found} {expected}");
}

/// The one gap of a goal on the handoff.
fn one(need: &str, of_goal: &str, figures: &[&str]) -> Gap {
    let text = model(SHARE, &format!("{}{}", lot(need), goal(of_goal)), figures);
    gaps(&text, None).remove(0)
}

const OVER_2026: &str = "baseline = { value = \"82 %\", n = 100, on = 2025-12-31 }\n\
    target = \"95 %\"\nstart = 2026-01-01\nby = 2026-12-31\n";

#[test]
fn by_the_first_of_july_a_straight_line_expects_88_46_and_a_half_life_90_48_percent() {
    let actual = "actual = { k = 90, n = 100, on = 2026-07-01 }\n";
    let linear = one("on-time ≥ 95 %", &format!("{OVER_2026}{actual}"), &[]);
    let expected = |gap: &Gap| gap.expected.as_ref().map(|plan| plan.value.base());
    close(expected(&linear), 0.8846, 5e-5);
    close(
        linear
            .plan_distance
            .as_ref()
            .map(baton::quantity::Quantity::base),
        -0.0154,
        5e-5,
    );
    assert_eq!(
        (linear.on_plan, linear.behind_plan),
        (Some(true), Some(false))
    );
    let curve = format!("{OVER_2026}{actual}curve = \"half-life\"");
    let halved = one("on-time ≥ 95 %", &curve, &[]);
    close(expected(&halved), 0.9048, 5e-5);
    assert_eq!(halved.on_plan, Some(false));
    close(halved.required_half_life, 6.5, 0.02);
    close(halved.progress, 8.0 / 13.0, 1e-12);
    // Milestones say more than any curve.
    let way = format!("{curve}\nmilestones = [{{ on = 2026-07-01, value = \"89 %\" }}]");
    close(expected(&one("on-time ≥ 95 %", &way, &[])), 0.89, 1e-12);
}

#[test]
fn a_half_life_to_nothing_expects_nothing() {
    let to_all = "baseline = { value = \"82 %\", n = 100, on = 2025-12-31 }\ntarget = \"100 %\"\n\
        start = 2026-01-01\nby = 2026-12-31\ncurve = \"half-life\"\n\
        actual = { k = 90, n = 100, on = 2026-07-01 }";
    let gap = one("on-time ≥ 95 %", to_all, &[]);
    assert_eq!(gap.expected, None);
    assert_eq!((gap.on_plan, gap.required_half_life), (None, None));
}

#[test]
fn a_time_halves_too() {
    let text = model(
        "kind = \"duration\"\nbetter = \"lower\"",
        &format!(
            "{}{}",
            lot("wait ≤ 3 h"),
            goal(
                "baseline = { value = \"40 h\", n = 9, on = 2025-12-31 }\ntarget = \"10 h\"\n\
                 start = 2026-01-01\nby = 2026-12-31\ncurve = \"half-life\"\n\
                 short_costs = \"500 CNY / h\"\n\
                 actual = { value = \"12 h\", census = true, n = 9, on = 2026-12-31 }"
            )
        ),
        &[],
    );
    let half_way = gaps(&text, Some("2026-06-30")).remove(0);
    close(half_way.required_half_life, 6.0, 1e-9);
    close(
        half_way.expected.map(|plan| plan.value.base() / 3600.0),
        20.15,
        0.01,
    );
    let gap = gaps(&text, Some("2026-12-31")).remove(0);
    close(gap.sizes.relative, 0.2, 1e-12);
    assert_eq!(gap.sizes.defect_factor, None);
    // 2 h of 40 lots a day at 500 CNY.
    let money = gap.sizes.money.unwrap();
    assert_eq!(money.amount.show(Lang::En), "40000 CNY");
    assert_eq!(money.per.unwrap().show(Lang::En), "1 day");
    // All were counted, so nothing is left to chance.
    assert_eq!((gap.verdict, gap.p_value), (GapVerdict::NotMet, None));
}

#[test]
fn a_share_short_of_its_target_costs_the_pieces_that_are_short() {
    let short = "target = \"97 %\"\nshort_costs = \"120 CNY\"\n\
        actual = { k = 184, n = 200, on = 2026-06-30 }";
    let gap = one("on-time ≥ 95 %", short, &[]);
    assert_eq!(gap.sizes.money.unwrap().amount.show(Lang::En), "240 CNY");
    close(gap.sizes.defect_factor, 8.0 / 3.0, 1e-9);
    close(gap.sizes.relative, 5.0 / 97.0, 1e-9);
    let free = one("on-time ≥ 95 %", &short.replace("short_costs", "# "), &[]);
    assert_eq!(free.sizes.money, None);
}

#[test]
fn goals_to_maintain_and_comply_are_judged_by_their_threshold_alone() {
    for kind in ["maintain", "comply"] {
        let actual = format!(
            "{OVER_2026}kind = \"{kind}\"\nactual = {{ k = 599, n = 600, on = 2027-03-31 }}"
        );
        let gap = one("on-time ≥ 90 %", &actual, &[]);
        assert_eq!(gap.verdict, GapVerdict::Met, "{kind}");
        assert_eq!(
            (gap.progress, gap.expected, gap.on_plan),
            (None, None, None)
        );
        assert_eq!(gap.required_half_life, None);
        let missed = one("on-time ≥ 90 %", &actual.replace("599", "500"), &[]);
        assert_eq!(missed.verdict, GapVerdict::NotMet, "{kind}");
    }
}

#[test]
fn no_value_is_no_evidence_and_no_gap_of_all() {
    let gap = one("on-time ≥ 95 %", OVER_2026, &[]);
    assert_eq!(gap.verdict, GapVerdict::Undetermined(Open::NoActual));
    assert_eq!(
        (gap.distance, gap.progress, gap.p_value),
        (None, None, None)
    );
    assert_eq!(gap.series.periods, 0);
    let said = gap.series.too_few_periods().unwrap();
    assert_eq!(said.get(Lang::En), "too few periods (0 of 6)");
}

#[test]
fn a_met_target_below_the_need_is_a_watermelon_and_a_missed_one_above_it_inward() {
    let at = |need: &str, target: &str| {
        let rest =
            format!("target = \"{target}\"\nactual = {{ k = 930, n = 1000, on = 2026-06-30 }}");
        one(need, &rest, &[])
    };
    let green = at("on-time ≥ 98 %", "90 %");
    assert_eq!(green.pattern, Some(Pattern::Watermelon));
    let held = green.customer.unwrap();
    assert_eq!(held.verdict, GapVerdict::NotMet);
    close(Some(held.distance.base()), 0.05, 1e-12);
    assert_eq!(at("on-time ≥ 90 %", "98 %").pattern, Some(Pattern::Inward));
    // 93 % of 1000 shows neither more nor less than 93 %.
    assert_eq!(at("on-time ≥ 93 %", "90 %").pattern, None);
    // A need of something else says nothing of this measure.
    assert!(at("moisture ≤ 6 %", "90 %").customer.is_none());
}

#[test]
fn of_several_needs_the_one_that_is_served_worst_counts() {
    let goal = goal(
        "target = \"90 %\"\nserves = [\"other\"]\nactual = { k = 930, n = 1000, on = 2026-06-30 }",
    );
    let other = lot("on-time ≥ 99 %").replace("\"lot\"", "\"other\"");
    let text = model(
        SHARE,
        &format!("{}{other}{goal}", lot("on-time ≥ 98 %")),
        &[],
    );
    let held = gaps(&text, None).remove(0).customer.unwrap();
    assert!(matches!(held.asks, Asks::Need { handoff, index: 0, .. } if handoff.0 == 1));
    close(Some(held.distance.base()), 0.06, 1e-12);
}

#[test]
fn a_need_that_is_open_comes_before_one_that_is_served() {
    let goal = goal(
        "target = \"80 %\"\nserves = [\"other\"]\nactual = { k = 930, n = 1000, on = 2026-06-30 }",
    );
    let other = lot("on-time ≥ 93 %").replace("\"lot\"", "\"other\"");
    let text = model(
        SHARE,
        &format!("{}{other}{goal}", lot("on-time ≥ 90 %")),
        &[],
    );
    let held = gaps(&text, None).remove(0).customer.unwrap();
    assert_eq!(held.handoff().map(|id| id.0), Some(1));
    assert!(matches!(held.verdict, GapVerdict::Undetermined(_)));
}

#[test]
fn whether_it_was_usable_only_the_receiver_can_say() {
    let usable = SHARE.replace("on-time", "usable");
    let at = |actual: &str| {
        let goal = goal(&format!(
            "target = \"90 %\"\nactual = {{ k = 930, n = 1000, {actual} }}"
        ));
        let text = model(
            &usable,
            &format!("{}{goal}", lot("usable as is ≥ 98 %")),
            &[],
        );
        gaps(&text, None).remove(0).customer.unwrap().verdict
    };
    assert_eq!(
        at("on = 2026-06-30"),
        GapVerdict::Undetermined(Open::NotByReceiver)
    );
    assert_eq!(at("grade = \"customer-confirmed\""), GapVerdict::NotMet);
}

#[test]
fn a_competitor_comes_before_a_better_value_of_others_and_what_is_counted_otherwise_is_left_out() {
    let benchmark = |id: &str, value: &str, more: &str| {
        format!("[[benchmark]]\nid = \"{id}\"\nmeasure = \"p/m\"\nvalue = \"{value}\"\n{more}\n")
    };
    let at = |benchmarks: &str| {
        let goal = goal("target = \"90 %\"\nactual = { k = 930, n = 1000, on = 2026-06-30 }");
        let text = model(
            SHARE,
            &format!("{}{goal}{benchmarks}", lot("on-time ≥ 90 %")),
            &[],
        );
        gaps(&text, None).remove(0)
    };
    let generic = benchmark("a", "99 %", "kind = \"generic\"");
    let rival = benchmark("b", "97 %", "kind = \"competitive\"");
    let weak = benchmark("c", "91 %", "kind = \"competitive\"");
    let odd = benchmark(
        "d",
        "99.9 %",
        "kind = \"competitive\"\ndefinition = \"per line\"",
    );
    let gap = at(&format!("{generic}{weak}{rival}{odd}"));
    let held = gap.competitor.unwrap();
    assert_eq!((held.benchmark, held.verdict), (1, GapVerdict::NotMet));
    close(Some(held.distance.base()), 0.04, 1e-12);
    assert_eq!(gap.pattern, Some(Pattern::CompetitorAhead));
    assert_eq!(at(&generic).competitor.unwrap().benchmark, 0);
    assert_eq!(at(&weak).pattern, None);
    assert!(at(&odd).competitor.is_none());
    let same = odd.replace("per line", "Same definition");
    assert!(at(&same).competitor.is_some());
}

#[test]
fn of_many_goals_looked_at_together_only_the_sure_verdicts_survive() {
    let all = |others: u32| {
        let mut rest = lot("on-time ≥ 95 %");
        for (at, k) in [60, 84]
            .into_iter()
            .chain((0..others).map(|_| 90))
            .enumerate()
        {
            let _ = write!(
                rest,
                "[[goal]]\nid = \"g{at:02}\"\ntext = \"Better\"\nmeasure = \"m\"\non = \"lot\"\n\
                 target = \"90 %\"\nactual = {{ k = {k}, n = 100, on = 2026-06-30 }}\n"
            );
        }
        gaps(&model(SHARE, &rest, &[]), None)
    };
    // 60 of 100 is beyond doubt; 84 has a chance of 4 % at 90 %.
    let few = all(0);
    close(few[1].p_value, 0.0399, 5e-5);
    assert!(few.iter().all(|gap| gap.verdict == GapVerdict::NotMet));
    assert_eq!([few[0].survives, few[1].survives], [Some(true); 2]);
    // Each goal is looked at from both sides: one more, and 4 % is no longer enough.
    assert_eq!(all(1)[1].survives, Some(false));
    // Among twenty goals of which nothing is shown, one such is to be expected.
    let many = all(20);
    assert_eq!(many[0].survives, Some(true));
    assert_eq!(many[1].verdict, GapVerdict::NotMet);
    assert_eq!(many[1].survives, Some(false));
    assert_eq!(
        many[2].survives, None,
        "of what is not decided nothing survives"
    );
    assert!(many[2].p_value.unwrap() > 0.05);
}

#[test]
fn the_chance_of_a_count_is_that_of_poisson() {
    let text = model(
        "kind = \"count\"\nbetter = \"lower\"",
        &format!(
            "{}{}",
            lot("errors ≤ 3"),
            goal(
                "target = \"3 errors\"\nactual = { value = \"9 errors\", n = 1, on = 2026-06-30 }"
            )
        ),
        &[],
    );
    let gap = gaps(&text, None).remove(0);
    assert_eq!(gap.verdict, GapVerdict::NotMet);
    // P(X ≥ 9) with a mean of 3.
    close(gap.p_value, 0.003_803, 1e-6);
}

#[test]
fn a_verdict_is_given_exactly_where_the_chance_of_error_is_at_most_one_in_twenty() {
    for n in [1_u32, 7, 30, 200] {
        for k in 0..=n.min(40) {
            for target in ["50 %", "90 %", "98 %"] {
                let rest = format!(
                    "target = \"{target}\"\nactual = {{ k = {k}, n = {n}, on = 2026-06-30 }}"
                );
                let gap = one("on-time ≥ 95 %", &rest, &[]);
                let p = gap.p_value.unwrap();
                let is_decided = !matches!(gap.verdict, GapVerdict::Undetermined(_));
                assert_eq!(is_decided, p <= 0.05, "{k} of {n} against {target}: {p}");
                assert_eq!(gap.survives, is_decided.then_some(true));
            }
        }
    }
}

/// A median is known by its bounds only, and is one of the goals looked at all the same.
#[test]
fn verdicts_by_bounds_count_among_those_looked_at() {
    let measure = "kind = \"duration\"\nbetter = \"lower\"\nstatistic = \"median\"";
    let all = |target: &str| {
        let rest = format!(
            "{}{}",
            lot("wait ≤ 3 h"),
            goal(&format!("target = \"{target}\""))
        );
        let figure = "value = \"5 h\"\nlow = \"4 h\"\nhigh = \"6 h\"\nn = 40";
        gaps(&model(measure, &rest, &[figure]), None).remove(0)
    };
    let met = all("7 h");
    assert_eq!((met.verdict, met.survives), (GapVerdict::Met, Some(true)));
    close(met.p_value, 0.05, 1e-12);
    let open = all("5 h");
    assert_eq!((open.p_value, open.survives), (None, None));
}

#[test]
fn of_a_usual_measure_nobody_has_to_say_which_side_is_better() {
    let verdict = |measure: &str, target: &str, value: &str| {
        let rest = format!(
            "{}{}",
            lot("on-time ≥ 95 %"),
            goal(&format!("target = \"{target}\""))
        );
        gaps(&model(measure, &rest, &[value]), None)
            .remove(0)
            .verdict
    };
    let share =
        |of: &str, value: &str| verdict(&format!("kind = \"share\"\nof = \"{of}\""), "50 %", value);
    let most = "k = 90\nn = 100";
    assert_eq!(share("on-time", most), GapVerdict::Met);
    assert_eq!(share("returned", most), GapVerdict::NotMet);
    let said = verdict(
        "kind = \"share\"\nof = \"on-time\"\nbetter = \"lower\"",
        "50 %",
        most,
    );
    assert_eq!(said, GapVerdict::NotMet);
    let other = verdict("kind = \"share\"", "50 %", most);
    assert!(matches!(other, GapVerdict::Undetermined(_)));
}
