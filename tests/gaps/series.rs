//! What figures say one period after the other: charts, projections, finished actions.

use baton::lang::Lang;
use baton::measure::gap::State;

use super::{SHARE, close, gaps, goal, lot, model, one};

/// The worked series of eight months.
const RISING: [&str; 8] = [
    "value = \"88 %\"",
    "value = \"89 %\"",
    "value = \"91 %\"",
    "value = \"90 %\"",
    "value = \"92 %\"",
    "value = \"93 %\"",
    "value = \"93 %\"",
    "value = \"95 %\"",
];

#[test]
fn the_worked_series_rises_by_a_point_a_month_up_to_the_day_of_the_goal() {
    let asked = "target = \"98 %\"\nstart = 2025-01-01\nby = 2025-12-31\n";
    let gap = one("on-time ≥ 95 %", asked, &RISING);
    let found = gap.series.projected.as_ref().unwrap();
    assert!(!found.flat);
    // 87 and one a month: the twelfth month ends at 99.
    close(Some(found.value.base()), 0.99, 1e-9);
    assert!(found.chance > 0.5 && found.chance < 1.0, "{}", found.chance);
    assert!(found.bounds.0.base() < 0.99 && found.bounds.1.base() <= 1.0);
    // Of eight defects per cent or so every 5 to 6 months half.
    close(gap.series.half_life, 6.6, 0.8);
    // Mean moving range 9 / 7 points; 3 points short of 98 %.
    close(gap.sizes.variation_units, 3.0 / (9.0 / 7.0 / 1.128), 1e-6);
    let seven = one("on-time ≥ 95 %", asked, &RISING[..7]);
    assert!(seven.series.projected.is_none() && seven.series.half_life.is_none());
    assert!(seven.series.chart.is_some());
    let due = one("on-time ≥ 95 %", &asked.replace("12-31", "08-31"), &RISING);
    assert!(
        due.series.projected.is_none(),
        "nothing is projected on its own day"
    );
    let kept = one(
        "on-time ≥ 95 %",
        &format!("{asked}kind = \"maintain\""),
        &RISING,
    );
    assert!(
        kept.series.projected.is_none(),
        "a goal to maintain has no day"
    );
}

const STEADY: [&str; 12] = [
    "value = \"92 %\"",
    "value = \"95 %\"",
    "value = \"91 %\"",
    "value = \"94 %\"",
    "value = \"96 %\"",
    "value = \"93 %\"",
    "value = \"90 %\"",
    "value = \"95 %\"",
    "value = \"94 %\"",
    "value = \"92 %\"",
    "value = \"97 %\"",
    "value = \"93 %\"",
];

#[test]
fn a_series_without_a_trend_is_taken_to_stay() {
    let asked = "target = \"99 %\"\nstart = 2025-01-01\nby = 2026-12-31\n";
    let gap = one("on-time ≥ 95 %", asked, &STEADY);
    let found = gap.series.projected.as_ref().unwrap();
    assert!(found.flat);
    close(Some(found.value.base()), 0.935, 1e-9);
    assert!(found.chance < 0.1, "{}", found.chance);
}

#[test]
fn limits_say_whether_a_target_is_kept_by_the_process_as_it_is() {
    let at = |target: &str| one("on-time ≥ 95 %", &format!("target = \"{target}\""), &STEADY);
    for (target, word, state) in [
        ("80 %", "passes", State::Ideal),
        ("95 %", "hit-and-miss", State::Threshold),
        ("100 %", "hit-and-miss", State::Threshold),
    ] {
        let chart = at(target).series.chart.unwrap();
        assert_eq!(chart.assurance_word(), Some(word), "{target}");
        assert_eq!(chart.state, Some(state), "{target}");
        assert_eq!(chart.variation_word(), "common");
    }
    let chart = at("95 %").series.chart.unwrap();
    close(Some(chart.limits.0.base()), 0.8504, 1e-4);
    close(Some(chart.limits.1.base()), 1.0, 1e-12);
    let few = one("on-time ≥ 95 %", "target = \"95 %\"", &STEADY[..5]);
    assert!(few.series.chart.is_none());
    assert_eq!(
        few.series.too_few_periods().unwrap().get(Lang::Zh),
        "期数太少（5 期，至少要 6 期）"
    );
}

#[test]
fn of_shares_with_their_cases_the_limits_are_those_of_a_p_chart() {
    let counts = [46, 47, 44, 48, 45, 43, 49, 46].map(|k| format!("k = {k}\nn = 50"));
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    let chart = one("on-time ≥ 95 %", "target = \"79 %\"", &counts)
        .series
        .chart
        .unwrap();
    close(Some(chart.centre.base()), 0.92, 1e-12);
    close(Some(chart.limits.0.base()), 0.805, 5e-4);
    close(Some(chart.limits.1.base()), 1.0, 1e-12);
    assert_eq!(chart.assurance_word(), Some("passes"));
}

#[test]
fn a_fall_out_of_the_limits_is_a_signal_and_makes_the_process_unpredictable() {
    let mut figures = STEADY.to_vec();
    figures.push("value = \"80 %\"");
    let gap = one("on-time ≥ 95 %", "target = \"85 %\"", &figures);
    let chart = gap.series.chart.unwrap();
    assert_eq!(chart.variation_word(), "special-worse");
    assert_eq!(chart.state, Some(State::Chaos));
    close(Some(chart.centre.base()), 0.935, 1e-12);
    let brink = one("on-time ≥ 95 %", "target = \"79 %\"", &figures);
    assert_eq!(brink.series.chart.unwrap().state, Some(State::Brink));
}

#[test]
fn an_action_that_changes_the_process_begins_the_chart_anew() {
    let action = |more: &str| {
        format!(
            "target = \"99 %\"\n[[action]]\nid = \"a\"\ntext = \"Do\"\nhelps = [\"g\"]\n\
             by = 2025-04-30\nstatus = \"done\"\n{more}"
        )
    };
    let changed = one("on-time ≥ 95 %", &action("changes_process = true"), &STEADY);
    assert_eq!(changed.series.periods, 8);
    assert_eq!(changed.series.changed_on.unwrap().to_string(), "2025-04-30");
    let amid = action("changes_process = true").replace("04-30", "04-15");
    assert_eq!(one("on-time ≥ 95 %", &amid, &STEADY).series.periods, 8);
    let trained = one("on-time ≥ 95 %", &action(""), &STEADY);
    assert_eq!(
        (trained.series.periods, trained.series.changed_on),
        (12, None)
    );
    let begun = action("changes_process = true").replace("\"done\"", "\"started\"");
    assert_eq!(one("on-time ≥ 95 %", &begun, &STEADY).series.periods, 12);
}

#[test]
fn an_action_after_which_nothing_got_better_is_named_once_it_had_time() {
    let at = |by: &str, later: &str| {
        let mut figures = STEADY.to_vec();
        figures.extend([later; 8]);
        let rest = format!(
            "target = \"99 %\"\n[[action]]\nid = \"a\"\ntext = \"Do\"\nhelps = [\"g\"]\n\
             by = {by}\nstatus = \"done\""
        );
        one("on-time ≥ 95 %", &rest, &figures)
            .series
            .unmoved_by
            .len()
    };
    assert_eq!(at("2025-12-31", "value = \"93.5 %\""), 1);
    // Eight months in a row above the mean of before are a signal.
    assert_eq!(at("2025-12-31", "value = \"94 %\""), 0);
    assert_eq!(at("2025-12-31", "value = \"92 %\""), 1);
    // Seven months after, and five before, are too few to say.
    assert_eq!(at("2026-01-31", "value = \"93 %\""), 0);
    assert_eq!(at("2025-05-31", "value = \"93 %\""), 0);
    // The month in which it was finished is neither before nor after.
    assert_eq!(at("2026-01-01", "value = \"93 %\""), 0);
    assert_eq!(at("2025-06-30", "value = \"93 %\""), 1);
}

#[test]
fn what_was_measured_after_the_day_of_the_audit_is_not_known_yet() {
    let rest = format!("{}{}", lot("on-time ≥ 95 %"), goal("target = \"95 %\""));
    let text = model(SHARE, &rest, &STEADY);
    let gap = gaps(&text, Some("2025-06-30")).remove(0);
    assert_eq!(gap.series.periods, 6);
    close(gap.actual.map(|actual| actual.value.base()), 0.93, 1e-12);
}

#[test]
fn limits_are_widened_where_whole_months_go_well_or_badly() {
    let counts = [
        (9_700, 10_000),
        (9_100, 10_000),
        (9_900, 10_100),
        (9_300, 9_800),
        (9_650, 10_050),
        (9_000, 9_900),
    ];
    let counts = counts.map(|(k, n)| format!("k = {k}\nn = {n}"));
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    let gap = one("on-time ≥ 95 %", "target = \"94 %\"", &counts);
    let chart = gap.series.chart.unwrap();
    // By the cases alone the limits would be 0.7 points apart from the mean.
    assert!(chart.limits.0.base() < 0.85, "{}", chart.limits.0.base());
    assert_eq!(chart.variation_word(), "common");
}
