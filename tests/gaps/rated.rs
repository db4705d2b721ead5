//! Goals measured by a survey: its mean as the value, what was expected as the customer's yardstick.

use baton::measure::GapVerdict;
use baton::measure::gap::{Asks, Expectation, Gap, Open, Pattern};
use baton::quantity::Quantity;

use super::{close, gaps, goal, lot, model};

const RATING: &str = "kind = \"score\"\nbetter = \"higher\"\nof = \"rating\"";
const FIVE: &str = "scale = [\"very poor\", \"poor\", \"fair\", \"good\", \"very good\"]";
/// Mean 3.0, with variance 4/3.
const GIVEN: &str = "counts = [1, 2, 4, 2, 1]";
/// Mean 4.2, with variance 5.6/9.
const EXPECTED: &str = "expected = [0, 0, 2, 4, 4]";

fn survey(id: &str, on: &str, rest: &str) -> String {
    format!("[[survey]]\nid = \"{id}\"\non = \"{on}\"\n{rest}\n")
}

fn rated(measure: &str, of_goal: &str, rest: &str, figures: &[&str]) -> Gap {
    let text = format!("{}{}{rest}", lot("moisture ≤ 6 %"), goal(of_goal));
    gaps(&model(measure, &text, figures), None).remove(0)
}

fn of_lots(target: &str, ratings: &str) -> Gap {
    let asked = survey("crew", "lot", &format!("period = \"2026-06\"\n{ratings}"));
    rated(RATING, &format!("target = \"{target}\""), &asked, &[])
}

fn expected(gap: &Gap) -> &Expectation {
    match &gap.customer.as_ref().unwrap().asks {
        Asks::Expected(expected) => expected,
        Asks::Need { .. } => panic!("a need"),
    }
}

fn ends(bounds: Option<&(Quantity, Quantity)>) -> (f64, f64) {
    let (low, high) = bounds.unwrap();
    (low.base(), high.base())
}

#[test]
fn the_mean_of_ten_expected_grades_is_the_yardstick_of_the_customer() {
    let gap = of_lots("3.5 / 5", &format!("{FIVE}\n{GIVEN}\n{EXPECTED}"));
    let expected = expected(&gap);
    assert_eq!((expected.n, expected.handoff.is_some()), (10, true));
    close(Some(expected.value.base()), 4.2, 1e-12);
    // 4.2 ± 1.8331 · √(0.6222 / 10), with t of 9 degrees of freedom at 95 %.
    let (low, high) = ends(expected.bounds.as_ref());
    close(Some(low), 3.7427, 5e-5);
    close(Some(high), 4.6573, 5e-5);
    // What was given: 3.0 ± 1.8331 · √(1.3333 / 10).
    let actual = gap.actual.as_ref().unwrap();
    close(Some(actual.value.base()), 3.0, 1e-12);
    let (low, high) = ends(actual.bounds.as_ref());
    close(Some(low), 2.3306, 5e-5);
    close(Some(high), 3.6694, 5e-5);
    assert_eq!(actual.n, Some(10));
    assert_eq!(gap.verdict, GapVerdict::Undetermined(Open::Straddles));
    // −1.2 ± 1.746 · 0.4422 lies below zero (Welch, 15.9 degrees of freedom).
    let customer = gap.customer.as_ref().unwrap();
    close(Some(customer.distance.base()), 1.2, 1e-12);
    assert_eq!(customer.verdict, GapVerdict::NotMet);
}

#[test]
fn a_target_below_what_was_expected_is_met_and_the_customer_is_not_served() {
    let gap = of_lots("2 / 5", &format!("{FIVE}\n{GIVEN}\n{EXPECTED}"));
    assert_eq!(gap.verdict, GapVerdict::Met);
    assert_eq!(gap.pattern, Some(Pattern::Watermelon));
    let swapped = of_lots(
        "4.9 / 5",
        &format!("{FIVE}\ncounts = [0, 0, 2, 4, 4]\nexpected = [1, 2, 4, 2, 1]"),
    );
    assert_eq!(swapped.pattern, Some(Pattern::Inward));
}

#[test]
fn fewer_than_five_ratings_say_nothing() {
    let few = of_lots(
        "2 / 5",
        &format!("{FIVE}\n{GIVEN}\nexpected = [0, 0, 0, 2, 2]"),
    );
    assert!(few.customer.is_none() && few.actual.is_some());
    let nobody = of_lots(
        "2 / 5",
        &format!("{FIVE}\ncounts = [0, 0, 0, 2, 2]\n{EXPECTED}"),
    );
    assert!(nobody.actual.is_none() && nobody.customer.is_none());
    let enough = of_lots(
        "2 / 5",
        &format!("{FIVE}\n{GIVEN}\nexpected = [0, 0, 0, 2, 3]"),
    );
    assert_eq!(expected(&enough).n, 5);
    // All expected the same: nothing shows how much that varies.
    let alike = of_lots(
        "2 / 5",
        &format!("{FIVE}\n{GIVEN}\nexpected = [0, 0, 0, 0, 9]"),
    );
    assert_eq!(expected(&alike).bounds, None);
}

#[test]
fn a_figure_of_all_cases_is_held_against_the_interval_of_what_was_expected() {
    let asked = survey("crew", "lot", &format!("{FIVE}\n{GIVEN}\n{EXPECTED}"));
    let against = |value: &str, census: &str| {
        let figure = format!("value = \"{value}\"\nn = 40\n{census}");
        let gap = rated(RATING, "target = \"3 / 5\"", &asked, &[&figure]);
        assert_eq!(gap.actual.as_ref().unwrap().survey, None);
        gap.customer.map(|held| held.verdict)
    };
    let all = "census = true";
    assert_eq!(against("4.8 / 5", all), Some(GapVerdict::Met));
    assert_eq!(against("3.7 / 5", all), Some(GapVerdict::NotMet));
    let open = |why| Some(GapVerdict::Undetermined(why));
    assert_eq!(against("4.2 / 5", all), open(Open::Straddles));
    assert_eq!(against("4.8 / 5", ""), open(Open::NoInterval));
    // A score of ten is no grade of five.
    assert_eq!(against("8 / 10", all), None);
}

#[test]
fn numbers_of_a_scale_count_as_what_they_are() {
    let ten = "scale = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n\
        counts = [0, 0, 0, 0, 0, 0, 0, 5, 5, 0, 0]\nexpected = [0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5]";
    let gap = of_lots("7 / 10", ten);
    close(gap.actual.as_ref().map(|one| one.value.base()), 7.5, 1e-12);
    close(Some(expected(&gap).value.base()), 9.5, 1e-12);
    // German marks: 1 is best.
    let marks =
        "scale = [6, 5, 4, 3, 2, 1]\ncounts = [0, 0, 0, 5, 5, 0]\nexpected = [0, 0, 0, 0, 5, 5]";
    let asked = survey("crew", "lot", marks);
    let lower = RATING.replace("higher", "lower");
    let gap = rated(&lower, "target = \"3 / 6\"", &asked, &[]);
    close(gap.actual.as_ref().map(|one| one.value.base()), 2.5, 1e-12);
    let customer = gap.customer.as_ref().unwrap();
    close(Some(customer.distance.base()), 1.0, 1e-12);
    assert_eq!(customer.verdict, GapVerdict::NotMet);
    let (low, high) = ends(expected(&gap).bounds.as_ref());
    assert!(low < 1.5 && 1.5 < high && low >= 1.0);
    // The measure says that more is better: it does not count these marks.
    let gap = rated(RATING, "target = \"3 / 6\"", &asked, &[]);
    assert!(gap.actual.is_none());
    // Nobody knows what lies between 1, 2 and 10.
    let uneven = of_lots("3 / 10", "scale = [1, 2, 10]\ncounts = [5, 5, 5]");
    assert!(uneven.actual.is_none());
}

#[test]
fn the_closest_survey_counts_and_of_these_the_latest_that_is_known() {
    let one = |id: &str, on: &str, period: &str, counts: &str| {
        survey(
            id,
            on,
            &format!("{FIVE}\nperiod = \"{period}\"\ncounts = {counts}"),
        )
    };
    let surveys = [
        one("whole", "p", "2026-09", "[0, 0, 0, 0, 9]"),
        one("first", "lot", "2026-03", "[9, 0, 0, 0, 0]"),
        one("second", "lot", "2026-06", "[0, 9, 0, 0, 0]"),
    ];
    let text = format!(
        "{}{}{}",
        lot("moisture ≤ 6 %"),
        goal("target = \"3 / 5\""),
        surveys.concat()
    );
    let value = |as_of| {
        let gap = gaps(&model(RATING, &text, &[]), as_of).remove(0);
        gap.actual.map(|actual| actual.value.base())
    };
    close(value(None), 2.0, 1e-12);
    close(value(Some("2026-06-29")), 1.0, 1e-12);
    assert_eq!(value(Some("2026-03-30")), None);
}

#[test]
fn of_a_need_and_an_expectation_the_one_served_worse_counts() {
    let asked = survey("crew", "lot", &format!("{FIVE}\n{GIVEN}\n{EXPECTED}"));
    let customer = |need: &str| {
        let text = format!("{}{}{asked}", lot(need), goal("target = \"2 / 5\""));
        let gap = gaps(&model(RATING, &text, &[]), None).remove(0);
        gap.customer.map(|held| held.distance.base())
    };
    close(customer("rating ≥ 4.5 / 5"), 1.5, 1e-12);
    close(customer("rating ≥ 4 / 5"), 1.2, 1e-12);
}

#[test]
fn surveys_do_not_answer_what_is_no_rating() {
    let asked = survey("crew", "lot", &format!("{FIVE}\n{GIVEN}\n{EXPECTED}"));
    let gap = rated(
        super::SHARE,
        "target = \"95 %\"",
        &asked,
        &["k = 90\nn = 100"],
    );
    assert!(gap.customer.is_none());
}
