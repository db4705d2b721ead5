//! Faults in what was measured: figures, surveys, complaints and event logs beside a small model.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::OnceLock;

use baton::audit::Options;
use baton::desk::faults::{Fate, Kind, Planted, Seeded, apply, seed};
use baton::lang::Lang;
use baton::report::Style;
use baton::report::faults::{json, render};

use super::{SMALL, workspace};

const DECLARED: &str = r#"
[[measure]]
id = "on-time"
kind = "share"
of = "on-time"
better = "higher"
every = "1 month"

[[measure]]
id = "dry"
kind = "duration"
better = "lower"

[[figure]]
measure = "dry"
on = "lot"
period = "2026-06"
value = "20 min"
n = 40
recorded_by = "customer"

[[evidence]]
kind = "figures"
path = "figures.csv"

[[evidence]]
kind = "surveys"
path = "survey.csv"
scale = ["poor", "fair", "good"]
satisfied_from = "good"

[[evidence]]
kind = "complaints"
path = "complaints.csv"

[[log]]
id = "lots"
path = "lots.csv"
case = "lot"
activity = "what"
start = "began"
time = "ended"
good = "good"
zone = "UTC"
"#;

const FIGURES: &str = "measure,on,period,k,n,recorded_by\n\
                       on-time,lot,2026-05,398,400,customer\n\
                       on-time,lot,2026-06,399,400,customer\n";

const SURVEY: &str = "id;on;asked;period;poor;fair;good;invited;recorded_by\n\
                      crews;lot;All crews;2026-06;0;1;39;50;Quality\n";

const COMPLAINTS: &str = "id,on,customer,handoff,closed,told,owner\n\
                          c1,2026-06-02,steelworks,metal,2026-06-05,2026-06-06,Seller\n\
                          c2,2026-03-01,steelworks,metal,2026-03-04,2026-03-05,Seller\n";

/// Sixty lots, one every three hours: kitted in twenty minutes, smelted about three quarters of an hour
/// later.
fn lots() -> String {
    let mut log = "lot,what,began,ended,good\n".to_owned();
    for lot in 0..60 {
        let (day, hour) = (lot / 6 + 1, lot % 6 * 3);
        let _ = writeln!(
            log,
            "L{lot},kit,2026-06-{day:02} {hour:02}:07:00,2026-06-{day:02} {hour:02}:27:00,yes"
        );
        let (next, from, to) = (hour + 1, lot * 7 % 23, lot * 7 % 23 + 29);
        let _ = writeln!(
            log,
            "L{lot},smelt,2026-06-{day:02} {next:02}:{from:02}:00,2026-06-{day:02} {next:02}:{to:02}:00,yes"
        );
    }
    log
}

fn folder(name: &str) -> PathBuf {
    let model = [SMALL, DECLARED].concat();
    let lots = lots();
    let files = [
        ("store.toml", model.as_str()),
        ("figures.csv", FIGURES),
        ("survey.csv", SURVEY),
        ("complaints.csv", COMPLAINTS),
        ("lots.csv", lots.as_str()),
    ];
    workspace(name, &files)
}

fn seeded(name: &str, threads: usize) -> Seeded {
    let options = Options {
        paths: vec![folder(name)],
        ..Options::default()
    };
    seed(&options, threads, &|_, _| {}).expect("the model loads")
}

/// The small workspace with all its faults tried, once for all who look at them.
fn small() -> &'static Seeded {
    static SMALL: OnceLock<Seeded> = OnceLock::new();
    SMALL.get_or_init(|| seeded("data-golden", 2))
}

fn of_kind(seeded: &Seeded, kind: Kind) -> Vec<&Planted> {
    let planted = seeded.planted.iter();
    planted.filter(|one| one.fault.kind == kind).collect()
}

/// The text a fault makes of its file.
fn changed(seeded: &Seeded, planted: &Planted) -> String {
    let text = &seeded.sources.get(planted.fault.spot.source).text;
    apply(text, &planted.fault.edits)
}

#[track_caller]
fn noticed_by(planted: &Planted, rule: &str) {
    let Fate::Noticed(rules) = &planted.fate else {
        panic!("{:?}", planted.fate);
    };
    assert!(rules.iter().any(|known| known == rule), "{rules:?}");
}

#[test]
fn every_kind_of_bad_data_is_planted() {
    let seeded = small();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_of_evidence()) {
        assert!(!of_kind(seeded, kind).is_empty(), "{kind:?}");
    }
    assert!(seeded.planted.iter().all(|one| one.fault.times > 0));
}

#[test]
fn a_figure_is_made_worse_than_what_is_asked_and_its_row_alone_changes() {
    let seeded = small();
    let worse = of_kind(seeded, Kind::Figure);
    let shares = worse.iter().find(|one| one.fault.path == "k");
    let shares = shares.expect("the share is made worse");
    assert_eq!(
        changed(seeded, shares),
        FIGURES.replace("399,400", "190,400")
    );
    noticed_by(shares, "handoff/late-too-often");
    let hours = worse.iter().find(|one| one.fault.path == "value");
    let hours = hours.expect("the time is made longer");
    let text = changed(seeded, hours);
    assert!(text.contains("value = \"40 min\"") && !text.contains("20 min"));
    assert_eq!(hours.fate, Fate::Unnoticed(None));
    let unit = of_kind(seeded, Kind::Unit);
    assert!(changed(seeded, unit[0]).contains("value = \"20 h\""));
}

#[test]
fn old_dates_and_missing_recorders_are_of_a_whole_series() {
    let seeded = small();
    let in_csv = |kind, name: &str| {
        let own = of_kind(seeded, kind).into_iter();
        let mut own = own.filter(|one| {
            let source = seeded.sources.get(one.fault.spot.source);
            source.name.ends_with(name)
        });
        own.next().expect("it is planted")
    };
    let old = in_csv(Kind::Outdated, "figures.csv");
    assert_eq!(changed(seeded, old), FIGURES.replace("2026-", "2024-"));
    let nobody = in_csv(Kind::Recorder, "figures.csv");
    assert_eq!(changed(seeded, nobody), FIGURES.replace("customer", ""));
    assert_eq!((old.fault.times, nobody.fault.times), (2, 2));
    let in_toml = changed(seeded, in_csv(Kind::Recorder, "store.toml"));
    assert!(!in_toml.contains("recorded_by"), "{in_toml}");
    let old = in_csv(Kind::Outdated, "complaints.csv");
    assert_eq!(changed(seeded, old), COMPLAINTS.replace("2026-", "2024-"));
}

#[test]
fn a_survey_gets_the_worst_grades_and_hardly_any_answers() {
    let seeded = small();
    let worst = of_kind(seeded, Kind::Ratings)[0];
    let text = changed(seeded, worst);
    assert_eq!(text, SURVEY.replace("0;1;39;50", "40;0;0;50"));
    noticed_by(worst, "voice/conform-yet-dissatisfied");
    let few = of_kind(seeded, Kind::Response)[0];
    let text = changed(seeded, few);
    assert_eq!(text, SURVEY.replace("39;50", "39;4000"));
    noticed_by(few, "voice/too-few-answers");
}

#[test]
fn complaints_are_left_open_not_told_and_doubled() {
    let seeded = small();
    let open = of_kind(seeded, Kind::Unclosed)[0];
    assert_eq!(
        changed(seeded, open),
        COMPLAINTS.replace("2026-06-05,2026-06-06", ",")
    );
    let untold = of_kind(seeded, Kind::Untold)[0];
    assert_eq!(
        changed(seeded, untold),
        COMPLAINTS.replace(",2026-06-06", ",")
    );
    noticed_by(untold, "voice/customer-not-told");
    let doubled = of_kind(seeded, Kind::Complaints)[0];
    let more = "c1-2,2026-06-02,steelworks,metal,2026-06-05,2026-06-06,Seller\n";
    assert_eq!(
        changed(seeded, doubled).trim_end(),
        [COMPLAINTS, more].concat().trim_end()
    );
    // What the first lacks the copy lacks too: nobody noticed that there are more.
    assert_eq!(doubled.fate, Fate::Unnoticed(None));
}

#[test]
fn bad_logs_are_noticed_by_the_rules_that_read_them() {
    let seeded = small();
    for (kind, rule) in [
        (Kind::Overtaken, "handoff/newer-taken-first"),
        (Kind::Midnight, "measure/log-doubtful"),
        (Kind::Order, "chain/handoff-never-happens"),
        (Kind::Return, "handoff/back-and-forth"),
    ] {
        let planted = of_kind(seeded, kind);
        let rules: Vec<_> = planted.iter().map(|one| &one.fate).collect();
        let by =
            |fate: &&&Fate| matches!(fate, Fate::Noticed(by) if by.iter().any(|one| one == rule));
        assert!(rules.iter().any(|fate| by(&fate)), "{kind:?}: {rules:?}");
    }
}

#[test]
fn worse_data_where_a_rule_found_it_bad_already_do_not_count() {
    let late = FIGURES.replace("399,400", "300,400");
    let path = folder("data-already");
    std::fs::write(path.join("figures.csv"), late).expect("a file can be written");
    let options = Options {
        paths: vec![path],
        rules: vec!["handoff/late-too-often".into()],
        ..Options::default()
    };
    let seeded = seed(&options, 2, &|_, _| {}).expect("the model loads");
    let worse = of_kind(&seeded, Kind::Figure);
    let shares = worse.iter().find(|one| one.fault.path == "k");
    let found = Fate::Already(vec!["handoff/late-too-often".into()]);
    assert_eq!(shares.map(|one| &one.fate), Some(&found));
    assert_eq!(seeded.already(Kind::Figure).count(), 1);
    let report = render(&seeded, Style::default());
    assert!(report.contains("found as it stands, and now worse: handoff/late-too-often"));
}

#[test]
fn threads_do_not_show_in_faults_of_data() {
    let report = |seeded: &Seeded, folder: &str| {
        let report = json::render(seeded, Lang::En).expect("it can be written");
        report.replace(folder, "")
    };
    let alone = report(&seeded("data-threads", 1), "data-threads");
    assert_eq!(alone, report(small(), "data-golden"));
}

#[test]
fn the_report_says_what_was_planted_in_data_in_both_languages() {
    let seeded = small();
    for (lang, name) in [(Lang::En, "data.en.txt"), (Lang::Zh, "data.zh.txt")] {
        let style = Style {
            lang,
            ..Style::default()
        };
        let folder = format!("{}/faults/data-golden/", env!("CARGO_TARGET_TMPDIR"));
        super::noticed::golden(name, &render(seeded, style).replace(&folder, ""));
    }
}
