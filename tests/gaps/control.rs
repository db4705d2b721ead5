//! Control charts of whole series: where limits begin, which figures they speak of.

use baton::measure::gap::{ControlChart, control_charts};
use baton::statistics::chart::{Cause, Stage};

use super::one_file::chain_of;
use super::{SHARE, goal, lot, model as model_of};

/// The charts of all series of a model.
fn charts(text: &str, as_of: Option<&str>) -> Vec<ControlChart> {
    let (chain, _) = chain_of(text);
    control_charts(&chain, as_of.map(|day| day.parse().unwrap()))
}

/// Nineteen months: twelve around 92 %, then seven at 98 %, one of them far off.
fn figures() -> Vec<String> {
    let before = [92, 95, 91, 94, 96, 93, 90, 95, 94, 92, 97, 93];
    let after = [98, 98, 70, 98, 98, 98, 98];
    let all = before.into_iter().chain(after);
    all.map(|value| format!("value = \"{value} %\"")).collect()
}

fn of(rest: &str, as_of: Option<&str>) -> Vec<ControlChart> {
    let figures = figures();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    charts(
        &model_of(SHARE, &format!("{}{rest}", lot("on-time ≥ 95 %")), &figures),
        as_of,
    )
}

#[test]
fn figures_that_no_goal_is_set_on_have_a_chart_too() {
    let all = of("", None);
    assert_eq!(all.len(), 1);
    let chart = &all[0];
    assert!(chart.goals.is_empty() && chart.changed_on.is_none());
    assert_eq!((chart.periods.len(), chart.stage), (19, Some(Stage::Fixed)));
    // The worked example of the statistics: mean 93.5, limits 85.04 and 100 at most.
    let (centre, lower, upper) = chart.periods[0].limits.as_ref().unwrap();
    let near = |value: f64, wanted: f64| (value - wanted).abs() < 1e-4;
    assert!(near(centre.base(), 0.935) && near(lower.base(), 0.850_36) && near(upper.base(), 1.0));
    assert_eq!(chart.periods[14].signal, Some(Cause::Outside));
    assert!(chart.periods[..12].iter().all(|one| one.signal.is_none()));
}

#[test]
fn limits_begin_after_the_action_that_changed_the_process() {
    let action = "[[action]]\nid = \"gate\"\ntext = \"A gate\"\nhelps = [\"g\"]\n\
                  by = 2025-12-31\nstatus = \"done\"\nchanges_process = true\n";
    let goal = goal("target = \"98 %\"\nstart = 2025-01-01\nby = 2026-12-31\n");
    let chart = &of(&format!("{goal}{action}"), None)[0];
    assert_eq!(chart.goals.len(), 1);
    assert_eq!(
        chart.changed_on.map(|day| day.to_string()).as_deref(),
        Some("2025-12-31")
    );
    assert!(chart.periods[..12].iter().all(|one| one.limits.is_none()));
    assert!(chart.periods[12..].iter().all(|one| one.limits.is_some()));
    assert_eq!(chart.stage, Some(Stage::Trial));
}

#[test]
fn no_figure_after_the_day_of_the_audit_is_on_a_chart() {
    let chart = &of("", Some("2025-05-31"))[0];
    assert_eq!((chart.periods.len(), chart.stage), (5, None));
    assert!(chart.periods.iter().all(|one| one.limits.is_none()));
}
