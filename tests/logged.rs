//! Event logs as evidence: a log says the same as the figures somebody would count from it by
//! hand, on any number of threads, and a step has as many activities as it likes.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use baton::audit::{Audit, Options, audit};
use baton::load::document::Grade;
use baton::measure::logged::LoggedLog;
use baton::model::{FigureId, Recorder};
use baton::report::{Scope, json};

#[path = "logged/calendars.rs"]
mod calendars;
#[path = "logged/own_results.rs"]
mod own_results;
#[path = "logged/values.rs"]
mod values;

const MODEL: &str = r#"
[process]
id = "shop"

[[step]]
id = "cut"
name = { en = "Cut", zh = "下料" }

[[step]]
id = "weld"
activities = ["Weld *", "Tack"]

[[step]]
id = "paint"

[[step]]
id = "pack"

[[handoff]]
id = "parts"
from = "cut"
to = "weld"
due = "within 2 h"
customer.needs = ["usable as is ≥ 95 %", "on-time ≥ 95 %", "wait ≤ 2 h", "returned ≤ 5 %"]

[[handoff]]
id = "frames"
from = "weld"
to = "paint"

[[handoff]]
id = "boxes"
from = "cut"
to = "pack"

[[measure]]
id = "usable"
kind = "share"
of = "usable"

[[measure]]
id = "punctual"
kind = "share"
of = "on-time"

[[measure]]
id = "wait"
kind = "duration"
of = "wait"
statistic = "median"

[[measure]]
id = "back"
kind = "share"
of = "returned"

[[goal]]
id = "quick"
text = "Waits shorter than an hour"
on = "parts"
measure = "wait"
target = "1 h"
"#;

const LOG: &str = r#"
[[log]]
id = "orders"
path = "log.csv"
good = "ok"
"#;

/// One row of the log.
fn row(text: &mut String, case: usize, activity: &str, minutes: (usize, usize), ok: &str) {
    let time = |minutes: usize| {
        let (day, minute) = (minutes / 1440, minutes % 1440);
        format!(
            "2026-05-{:02}T{:02}:{:02}:17",
            1 + day,
            minute / 60,
            minute % 60
        )
    };
    let (start, end) = (time(minutes.0), time(minutes.1));
    let who = ["An", "Bo", "Chen"][case % 3];
    let _ = writeln!(text, "c{case},{activity},{start},{end},{who},{ok}");
}

/// Two hundred cases: every tenth is not usable and goes back, every fifth waits for three hours.
fn log() -> String {
    let mut text = "case,activity,start,end,who,ok\n".to_owned();
    for case in 0..200 {
        let begin = case * 97;
        let wait = if case % 5 == 0 { 180 } else { 30 + case % 7 };
        let weld = begin + 20 + wait;
        row(&mut text, case, "Cut", (begin, begin + 20), "");
        row(
            &mut text,
            case,
            "Tack",
            (weld, weld + 5),
            if case % 10 == 0 { "no" } else { "yes" },
        );
        if case % 10 == 0 {
            row(&mut text, case, "CUT", (weld + 10, weld + 30), "");
            row(&mut text, case, "Tack", (weld + 60, weld + 65), "yes");
        }
        row(&mut text, case, "Weld seam", (weld + 70, weld + 90), "");
        if case % 4 == 0 {
            row(&mut text, case, "Photo", (weld + 91, weld + 92), "");
        }
        row(&mut text, case, "paint", (weld + 100, weld + 130), "");
        row(&mut text, case, "pack", (weld + 140, weld + 150), "");
    }
    text
}

fn audited(name: &str, files: &[(&str, String)], threads: usize) -> Audit {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("logged")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("made");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("written");
    }
    let options = Options {
        paths: vec![folder],
        threads: Some(threads),
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

fn sound(audit: &Audit) -> &baton::audit::Checked {
    let said = |problem: &baton::problem::Problem| problem.message(baton::lang::Lang::En);
    let problems: Vec<_> = audit.problems.iter().map(said).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    audit.checked.as_ref().expect("checked")
}

fn of_log(name: &str, threads: usize) -> Audit {
    let model = format!("{MODEL}{LOG}");
    audited(name, &[("shop.toml", model), ("log.csv", log())], threads)
}

fn logged(audit: &Audit) -> &LoggedLog {
    &sound(audit).world.logged.logs[0]
}

/// The verdicts on needs and goals, each with its value.
fn verdicts(audit: &Audit) -> Vec<String> {
    let world = &sound(audit).world;
    let judged = world.judged.iter().flatten().map(|one| {
        let value = one.observed.as_ref().map(|seen| seen.value.base());
        format!("{:?} {value:?}", one.verdict)
    });
    let gaps = world.chain.goals.iter().enumerate().map(|(at, _)| {
        let gap = world.gaps.get(baton::model::GoalId::at(at)).expect("a gap");
        let actual = gap.actual.as_ref().map(|seen| seen.value.base());
        format!("{:?} {actual:?}", gap.verdict)
    });
    judged.chain(gaps).collect()
}

#[test]
fn a_log_gives_the_verdicts_of_the_figures_counted_from_it() {
    let log = of_log("same-log", 2);
    // By hand: 220 handoffs; 20 not usable; 40 waits of three hours; 20 sent straight back.
    let parts = &logged(&log).handoffs[1];
    let (wait, bounds) = (&parts.wait, &parts.percentiles[0].0.bounds);
    assert_eq!(wait.n, 220);
    let seconds = |millis: Option<f64>| millis.expect("known") / 1000.0;
    let rows = format!(
        "measure,period,value,low,high,k,n,unit,recorded_by
usable,2026-05,,,,200,220,,customer
punctual,2026-05,,,,180,220,,
back,2026-05,,,,20,220,,
wait,2026-05,{},{},{},,220,s,
",
        seconds(Some(wait.median)),
        seconds(bounds.lower),
        seconds(bounds.upper),
    );
    let table = "[[evidence]]\nkind = \"figures\"\npath = \"rows.csv\"\non = \"parts\"\n";
    let model = format!("{MODEL}{table}").replace("activities = [\"Weld *\", \"Tack\"]\n", "");
    let figures = audited(
        "same-figures",
        &[("shop.toml", model), ("rows.csv", rows)],
        2,
    );
    assert_eq!(verdicts(&log), verdicts(&figures));
    assert!(
        verdicts(&log)
            .iter()
            .filter(|one| one.starts_with("NotMet"))
            .count()
            >= 2
    );
}

#[test]
fn what_a_log_says_does_not_depend_on_the_number_of_threads() {
    let text = |threads| {
        let audit = of_log(&format!("threads-{threads}"), threads);
        let lang = baton::lang::Lang::En;
        let shown = json::render(&audit, &Scope::default(), lang).expect("rendered");
        let log = format!("{:?}", logged(&audit).handoffs);
        (log, shown.replace(&format!("threads-{threads}"), "threads"))
    };
    let one = text(1);
    for threads in [2, 3, 8] {
        assert_eq!(one, text(threads), "{threads} threads");
    }
}

#[test]
fn figures_of_a_log_carry_where_they_come_from() {
    let audit = of_log("carried", 2);
    let world = &sound(&audit).world;
    let figures: Vec<_> = world.chain.figures.iter().collect();
    // Four on the parts; waits and returns also on the frames, where nobody looks at results.
    assert_eq!(figures.len(), 6);
    for (number, figure) in (0..).zip(&figures) {
        assert_eq!(figure.grade, Grade::Logged);
        assert_eq!(figure.hash.len(), 32);
        assert_eq!(figure.record.period.first().to_string(), "2026-05-01");
        let source = figure.record.source.as_ref().expect("named");
        assert!(source.get(baton::lang::Lang::En).ends_with("log.csv"));
        assert_eq!(world.chain.figures.get(FigureId(number)).hash, figure.hash);
    }
    let by_receiver = |one: &&&baton::model::Figure| one.recorder == Recorder::Receiver;
    assert_eq!(figures.iter().filter(by_receiver).count(), 1);
}

#[test]
fn activities_of_one_step_are_no_handoff_and_strangers_in_between_are_counted_apart() {
    let audit = of_log("names", 2);
    let log = logged(&audit);
    assert_eq!(log.unknown, [("Photo".into(), 50)]);
    assert!(log.unseen_steps.is_empty());
    let frames = &log.handoffs[0];
    // Weld to paint directly in 150 cases; in 50 a photo lies in between.
    assert_eq!(frames.n, 150);
    // The model has no way from paint to pack, and none of the log from cut to pack.
    assert_eq!(log.unmodelled.iter().map(|one| one.n).max(), Some(200));
    assert_eq!(log.unseen_handoffs.len(), 1);
}

#[test]
fn a_figure_of_ones_own_comes_before_the_log() {
    let own =
        "[[figure]]\nmeasure = \"usable\"\non = \"parts\"\nperiod = \"2026-05\"\nk = 9\nn = 10\n";
    let model = format!("{MODEL}{LOG}{own}");
    let audit = audited("own", &[("shop.toml", model), ("log.csv", log())], 2);
    let world = &sound(&audit).world;
    let usable = world
        .chain
        .figures
        .iter()
        .filter(|one| one.record.measure.as_str() == "usable");
    let counted: Vec<_> = usable.map(|one| one.record.n.map(|n| n.0)).collect();
    assert_eq!(counted, [Some(10)]);
}

#[test]
fn gaps_between_instants_are_never_waits() {
    let instants: String = log()
        .lines()
        .map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            format!(
                "{},{},{},{},{}\n",
                cells[0], cells[1], cells[3], cells[4], cells[5]
            )
        })
        .collect();
    let model = format!("{MODEL}{LOG}");
    let audit = audited("gaps", &[("shop.toml", model), ("log.csv", instants)], 2);
    assert!(!logged(&audit).has_durations);
    let world = &sound(&audit).world;
    let mut waits = world
        .chain
        .figures
        .iter()
        .map(|one| one.record.measure.as_str());
    assert!(waits.all(|measure| measure != "wait"));
}

#[test]
fn what_a_log_takes_time_for_within_a_due_time_needs_no_arithmetic_of_the_reader() {
    let audit = of_log("due", 2);
    let parts = &logged(&audit).handoffs[1];
    assert_eq!((parts.within, parts.n), (Some(180), 220));
    assert_eq!(parts.good, (200, 220));
    assert_eq!(parts.returned, Some(20));
    assert_eq!(parts.cases, (200, 20));
}

#[test]
fn to_give_back_by_a_handoff_of_its_own_is_not_to_send_back() {
    let back = |more: &str| {
        let model = format!(
            "{MODEL}{LOG}[[handoff]]\nid = \"back\"\nfrom = \"weld\"\nto = \"cut\"\n{more}"
        );
        let audit = audited(
            &format!("back-{}", more.len()),
            &[("shop.toml", model), ("log.csv", log())],
            2,
        );
        let world = &sound(&audit).world;
        let of = |id: &str| {
            let mut all = logged(&audit).handoffs.iter();
            let found = all.find(|one| world.chain.handoff(one.id).record.id.as_str() == id);
            found.unwrap().returned
        };
        let mut figures = world.chain.figures.iter();
        let on_parts = figures.any(|one| {
            one.record.measure.as_str() == "back" && one.record.k.is_some_and(|k| k.0 == 20)
        });
        (of("parts"), of("back"), on_parts)
    };
    // The declared way back: what goes there was sent back, what comes again was not.
    assert_eq!(back("returns = true\n"), (Some(20), None, true));
    // A handoff like any other, such as an answer: nobody can tell which of them was a refusal.
    assert_eq!(back(""), (None, None, false));
}

/// Two percentiles of the wait: they are two measures, not one.
const SLOW: &str = r#"
[[measure]]
id = "wait-80"
kind = "duration"
of = "wait"
statistic = "percentile"
percentile = "80 %"

[[measure]]
id = "wait-95"
kind = "duration"
of = "wait"
statistic = "percentile"
percentile = "95 %"
"#;

#[test]
fn a_measure_that_takes_a_percentile_gets_that_of_the_log() {
    let model = format!("{MODEL}{SLOW}{LOG}");
    let files = [("shop.toml", model), ("log.csv", log())];
    let audit = audited("percentiles", &files, 2);
    let chain = &sound(&audit).world.chain;
    let minutes = |measure: &str| {
        let parts = |one: &&baton::model::Figure| {
            one.record.measure.as_str() == measure && one.record.n.map(|n| n.0) == Some(220)
        };
        let figure = chain.figures.iter().find(parts).expect("a figure");
        (figure.value.base() / 60.0).round()
    };
    // Of 220 waits 40 take three hours; 160 take 30 to 36 minutes, 20 are repeats of 30.
    assert_eq!((minutes("wait-80"), minutes("wait-95")), (36.0, 180.0));
}

/// The figures of a chain, each as a line: measure, object, days, value to the last bit, counts,
/// how it was got and by whom.
fn figures_of(audit: &Audit) -> Vec<String> {
    let chain = &sound(audit).world.chain;
    let line = |one: &baton::model::Figure| {
        let record = &one.record;
        let counts = (record.k.map(|k| k.0), record.n.map(|n| n.0));
        let (value, days) = (one.value.base().to_bits(), record.period.written());
        let source = record
            .source
            .as_ref()
            .map(|text| text.get(baton::lang::Lang::En));
        format!(
            "{:?} {:?} {days} {value} {counts:?} {:?} {:?} {:?} {source:?}",
            one.measure, one.on, one.grade, one.recorder, record.census
        )
    };
    let mut lines: Vec<String> = chain.figures.iter().map(line).collect();
    lines.sort();
    lines
}

/// Measures a log with the model in a folder, into a table of figures.
fn measured(folder: &std::path::Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["measure", "--lang", "en", "--format", "figures", "--model"])
        .arg(folder)
        .arg(folder.join("log.csv"))
        .args(arguments)
        .output()
        .expect("baton runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    (said + wrong.as_str(), output.status.code())
}

#[test]
fn figures_that_are_measured_are_read_back_as_the_log_itself_is() {
    let more = "\n[[measure]]\nid = \"lead\"\nkind = \"duration\"\nof = \"lead-time\"\nstatistic = \"mean\"\n\n\
        [[measure]]\nid = \"again\"\nkind = \"share\"\nof = \"rework\"\n";
    for (name, log_table) in [
        ("plain", LOG.to_owned()),
        (
            "whole",
            format!("{LOG}on = \"chain\"\ncensus = true\nzone = \"Asia/Shanghai\"\n"),
        ),
    ] {
        let model = format!("{MODEL}{SLOW}{more}{log_table}");
        let folder = format!("round-trip-{name}");
        let files = [("shop.toml", model.clone()), ("log.csv", log())];
        let declared = audited(&folder, &files, 2);
        let expected = figures_of(&declared);
        assert!(expected.len() >= 12, "{expected:#?}");
        let at = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join("logged")
            .join(&folder);
        let (table, code) = measured(&at, &[]);
        assert_eq!(code, Some(0), "{table}");
        // The same model with the table in the place of the log.
        let evidence = "[[evidence]]\nkind = \"figures\"\npath = \"measured.csv\"\n";
        let model = model
            .replace(&log_table, evidence)
            .replace("activities = [\"Weld *\", \"Tack\"]\n", "");
        let files = [
            ("shop.toml", model),
            ("measured.csv", table),
            ("log.csv", log()),
        ];
        let read_back = audited(&folder, &files, 2);
        assert_eq!(expected, figures_of(&read_back), "{name}");
        assert_eq!(verdicts(&declared), verdicts(&read_back));
    }
}

#[test]
fn a_log_that_the_model_does_not_declare_is_read_as_the_command_line_says() {
    let files = [("shop.toml", MODEL.to_owned()), ("log.csv", log())];
    let _ = audited("undeclared", &files, 2);
    let at = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("logged")
        .join("undeclared");
    let (table, code) = measured(
        &at,
        &["--good", "ok", "--from", "2026-05-02", "--to", "2026-05-03"],
    );
    assert_eq!(code, Some(0), "{table}");
    let usable = table
        .lines()
        .find(|line| line.starts_with("shop/usable,shop/parts,"));
    assert!(
        usable.is_some_and(|line| line.contains(",customer,")),
        "{table}"
    );
    assert!(table.contains(",2026-05-02..2026-05-0"), "{table}");
    let (said, code) = measured(&at, &["--from", "2031-01-01"]);
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("no case began in this time"), "{said}");
    let (said, code) = measured(&at, &["--last", "paintt"]);
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("did you mean `paint`?"), "{said}");
}

#[test]
fn a_log_that_says_nothing_of_the_measures_gives_no_table() {
    let model = "[process]\nid = \"other\"\n\n[[step]]\nid = \"bake\"\n";
    let files = [("shop.toml", model.to_owned()), ("log.csv", log())];
    let _ = audited("no-figures", &files, 1);
    let at = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("logged")
        .join("no-figures");
    let (said, code) = measured(&at, &[]);
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("for no measure of this model"), "{said}");
}

#[test]
fn a_log_with_quantities_gives_its_orders_on_time_and_in_full() {
    let model = r#"
[process]
id = "shop"

[[step]]
id = "order"

[[step]]
id = "ship"

[[measure]]
id = "otif"
kind = "share"
of = "otif"

[[measure]]
id = "full"
kind = "share"
of = "in-full"

[[log]]
id = "orders"
path = "log.csv"
due = "promised"
ordered = "qty"
delivered = "sent"
"#;
    let log = "case,activity,time,promised,qty,sent
1,Order,2026-03-01T08:00:00Z,2026-03-05,10,
1,Ship,2026-03-04T15:00:00Z,2026-03-05,10,10
2,Order,2026-03-01T09:00:00Z,2026-03-05,10,
2,Ship,2026-03-06T10:00:00Z,2026-03-05,10,12
";
    let files = [("shop.toml", model.to_owned()), ("log.csv", log.to_owned())];
    let audit = audited("otif", &files, 1);
    let chain = &sound(&audit).world.chain;
    let count = |measure: &str| {
        let mut figures = chain.figures.iter();
        let figure = figures.find(|one| one.record.measure.as_str() == measure);
        let record = &figure.expect("a figure").record;
        (record.k.map(|k| k.0), record.n.map(|n| n.0))
    };
    assert_eq!(count("otif"), (Some(1), Some(2)));
    assert_eq!(count("full"), (Some(2), Some(2)));
}
