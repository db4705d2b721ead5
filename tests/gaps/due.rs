//! What the day of a goal brought stands, until a later figure shows something else.

use baton::measure::GapVerdict;
use baton::quantity::Quantity;

use super::{SHARE, gaps, goal, lot, model, one};

/// A target of 95 % by the end of the third month.
const BY_MARCH: &str = "target = \"95 %\"\nby = 2025-03-31\n";

/// January and February, then March, then what came after.
fn verdict(march: &str, after: &[&str]) -> (GapVerdict, Option<f64>, Option<f64>) {
    let mut figures = vec!["k = 850\nn = 1000", "k = 870\nn = 1000", march];
    figures.extend(after);
    let gap = one("on-time ≥ 95 %", BY_MARCH, &figures);
    let value = |of: &Option<baton::measure::gap::Observed>| {
        of.as_ref().map(|one| &one.value).map(Quantity::base)
    };
    (gap.verdict, value(&gap.actual), value(&gap.later))
}

const MISSED: &str = "k = 900\nn = 1000";
const REACHED: &str = "k = 980\nn = 1000";
const TELLS_NOTHING: &str = "k = 46\nn = 50";

#[test]
fn a_figure_that_decides_nothing_does_not_take_back_what_the_day_showed() {
    let missed = (GapVerdict::NotMet, Some(0.9), Some(0.92));
    assert_eq!(verdict(MISSED, &[TELLS_NOTHING]), missed);
    let met = (GapVerdict::Met, Some(0.98), Some(0.92));
    assert_eq!(verdict(REACHED, &[TELLS_NOTHING]), met);
    // Two months later as well.
    assert_eq!(verdict(MISSED, &[TELLS_NOTHING, TELLS_NOTHING]), missed);
}

#[test]
fn a_figure_that_shows_something_else_counts() {
    let reached_late = (GapVerdict::Met, Some(0.98), None);
    assert_eq!(verdict(MISSED, &[REACHED]), reached_late);
    let lost_again = (GapVerdict::NotMet, Some(0.9), None);
    assert_eq!(verdict(REACHED, &[MISSED]), lost_again);
}

#[test]
fn where_the_day_itself_showed_nothing_or_has_no_figure_the_latest_stays_open() {
    let (open, value, later) = verdict(TELLS_NOTHING, &[TELLS_NOTHING]);
    assert!(matches!(open, GapVerdict::Undetermined(_)), "{open:?}");
    assert_eq!((value, later), (Some(0.92), None));
    // No figure of March: that of February says nothing of the day.
    let text = model(
        SHARE,
        &format!("{}{}", lot("on-time ≥ 95 %"), goal(BY_MARCH)),
        &[MISSED, MISSED, MISSED, TELLS_NOTHING],
    );
    let without_march = text.replace("2025-03\"", "2024-03\"");
    let gap = gaps(&without_march, None).remove(0);
    assert!(matches!(gap.verdict, GapVerdict::Undetermined(_)));
    assert!(gap.later.is_none());
}

#[test]
fn before_the_day_and_for_a_goal_to_maintain_only_the_latest_counts() {
    let figures = ["k = 900\nn = 1000", "k = 900\nn = 1000", TELLS_NOTHING];
    let later = BY_MARCH.replace("2025-03-31", "2025-12-31");
    let kept = format!(
        "{}kind = \"maintain\"\n",
        BY_MARCH.replace("03-31", "02-28")
    );
    for asked in [&later, &kept] {
        let gap = one("on-time ≥ 95 %", asked, &figures);
        assert!(matches!(gap.verdict, GapVerdict::Undetermined(_)));
        assert!(gap.later.is_none());
    }
}

#[test]
fn the_day_of_the_audit_decides_which_figures_there_are() {
    let text = model(
        SHARE,
        &format!("{}{}", lot("on-time ≥ 95 %"), goal(BY_MARCH)),
        &[MISSED, MISSED, MISSED, TELLS_NOTHING, REACHED],
    );
    let on = |day| {
        let gap = gaps(&text, Some(day)).remove(0);
        (gap.verdict, gap.later.is_some())
    };
    assert_eq!(on("2025-03-31"), (GapVerdict::NotMet, false));
    assert_eq!(on("2025-04-30"), (GapVerdict::NotMet, true));
    assert_eq!(on("2025-05-31"), (GapVerdict::Met, false));
}
