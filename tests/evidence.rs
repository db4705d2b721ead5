//! Evidence from files: whatever spreadsheet saved them, and whatever the order of their rows,
//! the figures are the same; and more of them never turn a proven verdict into its opposite.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use baton::audit::{Audit, Options, audit};
use baton::load::evidence::{self, Files};
use baton::load::workspace::parse as workspace_of;
use baton::measure::GapVerdict;
use baton::measure::judged::against;
use baton::problem::Problem;
use baton::quantity::Criterion;
use baton::source::Sources;
use proptest::prelude::*;

const MODEL: &str = r#"
[process]
id = "shop"

[[step]]
id = "cut"
name = { en = "Cut", zh = "下料" }

[[step]]
id = "weld"
name = { en = "Weld", zh = "焊接" }

[[handoff]]
id = "parts"
from = "cut"
to = "weld"
customer.needs = ["on-time ≥ 95 %", "usable as is ≥ 95 %", "wait ≤ 2 h"]

[[measure]]
id = "punctual"
kind = "share"
of = "on-time"
better = "higher"

[[measure]]
id = "usable"
kind = "share"

[[measure]]
id = "wait"
kind = "duration"

[[goal]]
id = "faster"
text = "On time"
measure = "punctual"
on = "parts"
target = "95 %"

[[evidence]]
kind = "figures"
path = "evidence/figures.csv"
on = "parts"
"#;

const ROWS: &str = "measure,period,value,k,n,unit,recorded_by,note
punctual,2026-05,,230,240,,焊接,
punctual,2026-06,,194,240,,焊接,\"late, twice\"
usable,2026-06,,238,240,,下料,
wait,2026-06,2.5,,1240,h,焊接,
";

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("evidence")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("evidence")).expect("made");
    folder
}

fn workspace(name: &str, model: &str, table: &[u8]) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("shop.toml"), model).expect("written");
    fs::write(folder.join("evidence/figures.csv"), table).expect("written");
    folder
}

fn audit_of(path: &Path) -> Audit {
    let options = Options {
        paths: vec![path.to_path_buf()],
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

/// Every figure of a workspace in one line, without its place.
fn figures(audit: &Audit) -> Vec<String> {
    let codes: Vec<_> = audit.problems.iter().map(Problem::code).collect();
    assert_eq!(codes, [""; 0]);
    let world = &audit.checked.as_ref().expect("checked").world;
    let figures = world.chain.figures.iter();
    figures
        .map(|figure| {
            let record = &figure.record;
            format!(
                "{:?} {:?} {} {} {:?} {:?} {:?}",
                figure.measure,
                figure.on,
                record.period.written(),
                figure.value.show(baton::lang::Lang::En),
                record.n,
                figure.recorder,
                record.note,
            )
        })
        .collect()
}

fn read(name: &str, table: &[u8]) -> Vec<String> {
    figures(&audit_of(&workspace(name, MODEL, table)))
}

#[test]
fn a_figure_of_a_handoff_that_leads_nowhere_is_read_all_the_same() {
    // Its recorder is one of the parties by name, and the handoff has none to look up.
    let model = MODEL.replace("to = \"weld\"", "to = \"wled\"");
    let audit = audit_of(&workspace("nowhere", &model, ROWS.as_bytes()));
    let codes: Vec<_> = audit.problems.iter().map(Problem::code).collect();
    assert_eq!(codes, ["dangling-reference"]);
}

#[test]
fn every_way_a_spreadsheet_saves_a_table_gives_the_same_figures() {
    let plain = read("plain", ROWS.as_bytes());
    assert_eq!(plain.len(), 4);
    let semicolons = ROWS
        .replace(',', ";")
        .replace("late; twice", "late, twice")
        .replace("2.5", "2,5");
    let tabs = ROWS
        .replace("\"late, twice\"", "late @ twice")
        .replace(',', "\t")
        .replace(" @", ",");
    let (gbk, _, _) = encoding_rs::GB18030.encode(ROWS);
    let wide: Vec<u8> = ROWS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [&b"\xff\xfe"[..], &wide].concat();
    for (name, table) in [
        ("mark", format!("\u{feff}{ROWS}").into_bytes()),
        ("semicolons", semicolons.clone().into_bytes()),
        (
            "named-delimiter",
            format!("sep=;\r\n{semicolons}").into_bytes(),
        ),
        ("tabs", tabs.into_bytes()),
        ("carriage-returns", ROWS.replace('\n', "\r").into_bytes()),
        ("windows-line-ends", ROWS.replace('\n', "\r\n").into_bytes()),
        (
            "blank-lines",
            ROWS.replace('\n', "\n\n,,,,,,,\n").into_bytes(),
        ),
        ("no-last-line-end", ROWS.trim_end().as_bytes().to_vec()),
        ("gbk", gbk.into_owned()),
        ("utf-16-with-mark", marked),
        ("utf-16", wide),
        ("quoted", quoted(ROWS).into_bytes()),
        (
            "spaces",
            ROWS.replace("punctual", "  punctual ").into_bytes(),
        ),
    ] {
        assert_eq!(read(name, &table), plain, "{name}");
    }
}

/// Every cell in quotes; the table has one that is already.
fn quoted(table: &str) -> String {
    let plain = table.replace("\"late, twice\"", "late @ twice");
    let lines = plain.lines().map(|line| {
        let cells: Vec<_> = line.split(',').map(|cell| format!("\"{cell}\"")).collect();
        cells.join(",") + "\n"
    });
    lines.collect::<String>().replace(" @", ",")
}

#[test]
fn figures_written_in_toml_are_those_of_a_file() {
    let own = MODEL.replace(
        "[[evidence]]\nkind = \"figures\"\npath = \"evidence/figures.csv\"\non = \"parts\"\n",
        r#"
[[figure]]
measure = "wait"
on = "parts"
period = "2026-06"
value = "2.5 h"
n = 1240
recorded_by = "焊接"

[[figure]]
measure = "usable"
on = "parts"
period = "2026-06"
k = 238
n = 240
recorded_by = "下料"

[[figure]]
measure = "punctual"
on = "parts"
period = "2026-06"
k = 194
n = 240
recorded_by = "焊接"
note = "late, twice"

[[figure]]
measure = "punctual"
on = "parts"
period = "2026-05"
k = 230
n = 240
recorded_by = "焊接"
"#,
    );
    let found = figures(&audit_of(&workspace("toml", &own, b"")));
    assert_eq!(found, read("plain-again", ROWS.as_bytes()));
}

#[test]
fn three_digits_after_a_mark_are_what_the_column_or_the_declaration_says() {
    let rows = |first: &str, second: &str| {
        format!(
            "measure;period;value;n;unit\nwait;2026-05;{first};100;h\nwait;2026-06;{second};100;h\n"
        )
    };
    let plain = read("plain", rows("1.25", "0.875").as_bytes());
    assert_eq!(read("by-column", rows("1.250", "0.875").as_bytes()), plain);
    let thousands = read("thousands", rows("15000", "1250.5").as_bytes());
    let by_column = read("by-comma", rows("15.000", "1250,5").as_bytes());
    assert_eq!(by_column, thousands);
    let declared = format!("{MODEL}decimal = \",\"\n");
    let table = rows("15.000", "900");
    let audit = audit_of(&workspace("declared", &declared, table.as_bytes()));
    assert_eq!(
        figures(&audit),
        read("declared-plain", rows("15000", "900").as_bytes())
    );
    // Nothing says which it is.
    let audit = audit_of(&workspace("open", MODEL, table.as_bytes()));
    let codes: Vec<_> = audit.problems.iter().map(Problem::code).collect();
    assert_eq!(codes, ["ambiguous-number"]);
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let mut lines: Vec<_> = ROWS.lines().collect();
    lines[1..].reverse();
    assert_eq!(
        read("reversed", lines.join("\n").as_bytes()),
        read("in-order", ROWS.as_bytes())
    );
}

#[test]
fn headings_may_be_chinese_or_mapped() {
    let chinese = ROWS.replacen(
        "measure,period,value,k,n,unit,recorded_by,note",
        "指标,期间,数值,符合数,样本量,unit,记录人,备注",
        1,
    );
    let plain = read("english-headings", ROWS.as_bytes());
    assert_eq!(read("chinese-headings", chinese.as_bytes()), plain);
    let foreign = ROWS.replacen(
        "measure,period,value,k,n,unit,recorded_by,note",
        "Kennzahl,Monat,Wert,Gut,Alle,unit,Wer,Bemerkung",
        1,
    );
    let mapped = format!(
        "{MODEL}columns = {{ measure = \"Kennzahl\", period = \"monat\", value = \"Wert\", k = \"Gut\", n = \"Alle\", recorded_by = \"Wer\", note = \"Bemerkung\" }}\n"
    );
    let audit = audit_of(&workspace("mapped", &mapped, foreign.as_bytes()));
    assert_eq!(figures(&audit), plain);
}

#[test]
fn a_goal_without_a_value_is_judged_by_the_latest_figure_of_its_measure() {
    let audit = audit_of(&workspace("goal", MODEL, ROWS.as_bytes()));
    let world = &audit.checked.as_ref().expect("checked").world;
    let gap = world.gaps.iter().next().expect("a gap");
    assert_eq!(gap.verdict, GapVerdict::NotMet);
    let actual = gap.actual.as_ref().expect("a value");
    assert_eq!((actual.k, actual.n), (Some(194), Some(240)));
    let figure = world.chain.figures.get(actual.figure.expect("a figure"));
    assert_eq!(figure.hash.len(), 32);
}

#[test]
fn figures_after_the_day_of_the_audit_are_not_known_yet() {
    let folder = workspace("as-of", MODEL, ROWS.as_bytes());
    let options = Options {
        paths: vec![folder],
        as_of: "2026-06-15".parse().ok(),
        ..Options::default()
    };
    let audit = audit(&options, &|_, _| {});
    let world = &audit.checked.as_ref().expect("checked").world;
    let gap = world.gaps.iter().next().expect("a gap");
    assert_eq!(gap.actual.as_ref().and_then(|actual| actual.k), Some(230));
}

#[test]
fn needs_are_held_against_the_figures_of_the_measure_they_name() {
    let audit = audit_of(&workspace("needs", MODEL, ROWS.as_bytes()));
    let world = &audit.checked.as_ref().expect("checked").world;
    let said: Vec<_> = world.judged[0]
        .iter()
        .map(|one| {
            let word = match one.verdict {
                GapVerdict::Met => "met".to_owned(),
                GapVerdict::NotMet => "not met".to_owned(),
                GapVerdict::Undetermined(open) => format!("{open:?}"),
            };
            (one.index, word)
        })
        .collect();
    let expected = [
        (0, "not met".to_owned()),
        // The giver recorded it; and an average has no interval.
        (1, "NoFigure".to_owned()),
        (2, "NoInterval".to_owned()),
    ];
    assert_eq!(said, expected);
}

#[test]
fn broken_evidence_has_an_exit_code_of_its_own() {
    let code = |folder: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        let ran = command
            .arg("audit")
            .arg(format!("tests/broken/{folder}"))
            .output();
        ran.expect("baton runs").status.code()
    };
    assert_eq!(code("evidence-unreadable"), Some(5));
    assert_eq!(code("row-width"), Some(5));
    assert_eq!(code("bad-period"), Some(5));
    assert_eq!(code("unknown-key.toml"), Some(3));
}

fn verdict(bound: &str, k: u64, n: u64) -> GapVerdict {
    let criterion = Criterion::parse(bound).expect("a criterion");
    let observed = baton::measure::gap::observed_share(k, n);
    against(criterion.bound().expect("a bound"), &observed)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Good cases added to a proven "met", or bad ones to a proven "not met", change nothing.
    #[test]
    fn more_of_the_same_never_turns_a_proven_verdict(k in 0_u64..400, rest in 0_u64..400, more in 1_u64..400) {
        let n = k + rest;
        prop_assume!(n > 0);
        match verdict("on-time ≥ 90 %", k, n) {
            GapVerdict::Met => prop_assert_eq!(verdict("on-time ≥ 90 %", k + more, n + more), GapVerdict::Met),
            GapVerdict::NotMet => prop_assert_eq!(verdict("on-time ≥ 90 %", k, n + more), GapVerdict::NotMet),
            GapVerdict::Undetermined(_) => {}
        }
    }

    /// The same shares with more cases never prove the opposite.
    #[test]
    fn more_cases_at_one_rate_never_prove_the_opposite(k in 0_u64..60, rest in 0_u64..60, times in 2_u64..20) {
        let n = k + rest;
        prop_assume!(n > 0);
        let (few, many) = (verdict("rework ≤ 10 %", k, n), verdict("rework ≤ 10 %", k * times, n * times));
        let opposite = matches!((few, many),
            (GapVerdict::Met, GapVerdict::NotMet) | (GapVerdict::NotMet, GapVerdict::Met));
        prop_assert!(!opposite);
    }

    /// Whatever stands in a cell, reading ends with figures or problems, each in its text.
    #[test]
    fn any_text_is_read_or_refused(cells in prop::collection::vec("[ -~,;\"\\n年月]{0,12}", 1..12)) {
        let text = format!("measure,period,k,n\n{}", cells.join(","));
        let mut sources = Sources::default();
        let model = sources.add("shop.toml", MODEL);
        sources.add_evidence("evidence/figures.csv", text);
        let (documents, mut problems) = workspace_of(&sources, &[model]);
        evidence::read(&documents, &mut sources, Files::Given, &mut problems);
        for problem in &problems {
            if let Some(spot) = problem.spot {
                let source = sources.get(spot.source);
                prop_assert!(source.text.get(spot.span.range()).is_some());
            }
        }
    }
}

/// Complaints and losses of a shop, by their severity and reason as rules see them.
fn complained(name: &str, severity: &str, reason: &str) -> Result<(String, String), Vec<String>> {
    let model = MODEL.replace("kind = \"figures\"\npath = \"evidence/figures.csv\"\non = \"parts\"", "kind = \"complaints\"\npath = \"evidence/complaints.csv\"\n\n[[evidence]]\nkind = \"losses\"\npath = \"evidence/losses.csv\"");
    let folder = workspace(name, &model, b"");
    let complaints =
        format!("投诉日期,客户,类别,严重程度,投诉内容\n2026年6月14日,食堂,单据,{severity},错\n");
    let losses = format!("流失日期,客户,流失原因\n2026/6/14,食堂,{reason}\n");
    fs::write(folder.join("evidence/complaints.csv"), complaints).expect("written");
    fs::write(folder.join("evidence/losses.csv"), losses).expect("written");
    let audit = audit_of(&folder);
    if !audit.problems.is_empty() {
        let said = audit.problems.iter();
        return Err(said
            .map(|problem| problem.hint(baton::lang::Lang::Zh))
            .collect());
    }
    let chain = &audit.checked.as_ref().expect("checked").world.chain;
    let severity = chain.complaints.first().map(|one| one.record.severity);
    let reason = chain.losses.first().map(|one| one.record.reason);
    Ok((format!("{severity:?}"), format!("{reason:?}")))
}

#[test]
fn severity_and_reason_are_read_by_their_words_in_either_language() {
    let expected = complained("codes", "high", "delivery").expect("sound");
    for (at, (severity, reason)) in [
        ("严重", "交付"),
        ("嚴重", "交期"),
        ("High", "Delivery"),
        ("重大", "交货"),
    ]
    .into_iter()
    .enumerate()
    {
        let read = complained(&format!("words-{at}"), severity, reason);
        assert_eq!(read.as_ref(), Ok(&expected), "{severity} {reason}");
    }
    let refused = complained("refused", "不清楚怎样", "其他").expect_err("no words of a key");
    assert_eq!(refused.len(), 2, "{refused:?}");
    for (hint, word) in refused.iter().zip(["high（严重）", "delivery（交付）"]) {
        assert!(hint.contains(word), "{hint}");
    }
}
