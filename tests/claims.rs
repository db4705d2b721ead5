//! Lost customers and self-assessments: what is counted, what is compared, and what is not shown.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod workspace;

use std::fs;

use baton::lang::Lang;

use baton::report::{Scope, Style, json, text};

use self::workspace::{STORE, audited, folder};

fn written(name: &str, model: &str) -> (serde_json::Value, String) {
    let folder = folder(name);
    fs::write(folder.join("store.toml"), format!("{STORE}\n{model}")).unwrap();
    report(&folder)
}

fn report(folder: &std::path::Path) -> (serde_json::Value, String) {
    let audit = audited(folder, |_| {});
    let scope = Scope::new(Vec::new());
    let report = json::render(&audit, &scope, Lang::En).unwrap();
    let shown = text::render(&audit, &scope, Style::default());
    (serde_json::from_str(&report).unwrap(), shown)
}

/// The part of a report from a line that begins so to the next empty one but one.
fn block(text: &str, title: &str) -> String {
    let from = text.find(title).unwrap();
    text[from..]
        .split("\n\n")
        .take(2)
        .collect::<Vec<_>>()
        .join("\n")
}

fn loss(number: usize, reason: &str) -> String {
    format!("[[loss]]\nid = \"{number}\"\n{reason}\nyearly = \"1000 CNY\"\n")
}

#[test]
fn shares_of_reasons_are_shown_from_five_losses_on() {
    let reasons = [
        "reason = \"delivery\"",
        "reason = \"delivery\"",
        "reason = \"price\"",
        "",
        "reason = \"unknown\"",
    ];
    let of = |count: usize| -> String {
        let each = reasons.iter().take(count).enumerate();
        each.map(|(at, reason)| loss(at, reason)).collect()
    };
    let (report, text) = written("four-losses", &of(4));
    let four = block(&text, "Customers lost");
    assert!(four.contains("delivery") && !four.contains('%'), "{four}");
    assert_eq!(report["losses"][0]["count"], 2);
    let (report, text) = written("five-losses", &of(5));
    let five = block(&text, "Customers lost");
    assert!(five.contains("40 %"), "{five}");
    // Not written and not known are the same.
    let unknown = &report["losses"][1];
    assert_eq!(
        (&unknown["reason"], &unknown["count"]),
        (&"unknown".into(), &2.into())
    );
}

#[test]
fn a_register_in_chinese_is_read_with_its_unit() {
    let folder = folder("losses-in-chinese");
    let evidence = "[[evidence]]\nkind = \"losses\"\npath = \"losses.csv\"\nunit = \"CNY\"\n";
    fs::write(folder.join("store.toml"), format!("{STORE}\n{evidence}")).unwrap();
    let rows = "编号,流失日期,客户,流程,原因,年采购额\n1,2026/3/2,东食堂,store,price,\"1,234.5\"\n2,2026/4/2,西食堂,store,price,2 万元\n";
    fs::write(folder.join("losses.csv"), rows).unwrap();
    let (report, _) = report(&folder);
    let price = &report["losses"][0];
    assert_eq!(
        (&price["reason"], &price["count"]),
        (&"price".into(), &2.into())
    );
    let yearly = &price["yearly"][0];
    assert_eq!(
        (&yearly["value"], &yearly["unit"]),
        (&21_234.5.into(), &"CNY".into())
    );
}

#[test]
fn every_scale_is_put_from_worst_to_best() {
    for (score, scale, place) in [
        ("4", "[1, 5]", 0.75),
        ("2", "[5, 4, 3, 2, 1]", 0.75),
        ("87.5", "[0, 100]", 0.875),
        (
            "\"good\"",
            "[\"poor\", \"fair\", \"good\", \"very good\"]",
            2.0 / 3.0,
        ),
    ] {
        let model = format!("[[assessment]]\nid = \"a\"\nscore = {score}\nscale = {scale}\n");
        let (report, _) = written("places", &model);
        let found = report["assessments"][0]["place"].as_f64().unwrap();
        assert!((found - place).abs() < 1e-12, "{score} of {scale}: {found}");
    }
}

const SURVEYS: &str = r#"
[[assessment]]
id = "own"
on = "lot"
score = 4
scale = [1, 5]
measure = "late"

[[survey]]
id = "may"
on = "lot"
period = "2026-05"
scale = [1, 2, 3]
counts = [3, 3, 3]

[[survey]]
id = "june"
on = "lot"
period = "2026-06"
scale = [1, 2, 3]
counts = [1, 1, 2]

[[survey]]
id = "of-another"
on = "ticket"
period = "2026-06"
scale = [1, 2, 3]
counts = [9, 9, 0]

[[measure]]
id = "late"
kind = "share"
better = "lower"

[[figure]]
measure = "late"
on = "lot"
period = "2026-06"
k = 40
n = 100
"#;

#[test]
fn fewer_than_five_answers_are_not_shown_and_the_latest_survey_that_is_counts() {
    let (report, _) = written("few-answers", SURVEYS);
    let receivers = &report["assessments"][0]["receivers"];
    assert_eq!(
        (&receivers["place"], &receivers["n"]),
        (&0.5.into(), &9.into())
    );
    let more = SURVEYS.replace("[1, 1, 2]", "[1, 1, 3]");
    let (report, _) = written("five-answers", &more);
    assert_eq!(report["assessments"][0]["receivers"]["n"], 5);
    let one_grade = SURVEYS.replace("[3, 3, 3]", "[9, 0, 0]");
    let (report, text) = written("one-grade", &one_grade);
    let receivers = &report["assessments"][0]["receivers"];
    assert_eq!(
        (&receivers["place"], &receivers["interval"]),
        (&0.0.into(), &().into())
    );
    // Nothing shows how much grades vary; the figure decides.
    assert!(text.contains("voice/rates-itself-too-high"));
    let undecided = one_grade.replace("measure = \"late\"\n\n[[survey", "\n[[survey");
    let (_, text) = written("one-grade-alone", &undecided);
    assert!(text.contains("▨ voice/rates-itself-too-high"), "{text}");
}

#[test]
fn a_share_of_which_less_is_better_is_turned_round_with_its_bounds() {
    let (report, _) = written("turned-round", SURVEYS);
    let measured = &report["assessments"][0]["measured"];
    let of = |at: usize| measured["interval"][at].as_f64().unwrap();
    assert!((measured["place"].as_f64().unwrap() - 0.6).abs() < 1e-12);
    assert!(of(0) < 0.6 && 0.6 < of(1) && of(1) < 0.7, "{measured}");
}

#[test]
fn a_bound_reads_the_same_in_the_finding_and_in_the_table() {
    // 138 points of 40 answers: 3.45, that is 61.25 % of the way from 1 to 5. With s = 1.061 and 1.685
    // for 39 degrees of freedom it is at most 3.7327: 68.32 %, which is 68.3 % everywhere.
    let model = "[[assessment]]\nid = \"own\"\non = \"lot\"\nscore = 4.8\nscale = [1, 5]\n\
        [[survey]]\nid = \"june\"\non = \"lot\"\nperiod = \"2026-06\"\nscale = [1, 2, 3, 4, 5]\n\
        counts = [2, 5, 12, 15, 6]\n";
    let (report, text) = written("one-rounding", model);
    let upper = report["assessments"][0]["receivers"]["interval"][1].as_f64();
    assert!((upper.unwrap() - 0.6832).abs() < 5e-5, "{upper:?}");
    assert!(text.contains("comes to 61.3 %, at most 68.3 %"), "{text}");
    let table = block(&text, "Self-assessments beside");
    assert!(
        table.contains("61.3 %") && table.contains("… 68.3 %"),
        "{table}"
    );
}
