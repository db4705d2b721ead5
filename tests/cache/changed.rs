//! One thing changes at a time: what follows from it is measured again, and nothing else is.

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use baton::audit::audit;

use super::{KNOWN, MEASURED, Memory, READ_AGAIN, REFUSED, audited, json, options, three_ways};

const MODEL: &str = r#"
[process]
id = "shop"

[[calendar]]
id = "office"
zone = "Asia/Shanghai"
hours = ["Mon-Fri 08:00-12:00", "Mon-Fri 13:00-17:00"]
holidays = ["2026-05-01..2026-05-05"]

[[step]]
id = "cut"
name = { en = "Cut", zh = "下料" }
start = true

[[step]]
id = "weld"
activities = ["Weld *", "Tack"]

[[step]]
id = "paint"
end = true

[[handoff]]
id = "parts"
from = "cut"
to = "weld"
due = "within 2 h"
customer.needs = ["usable as is ≥ 95 %", "on-time ≥ 95 %", "wait ≤ 2 h"]

[[handoff]]
id = "frames"
from = "weld"
to = "paint"

[[measure]]
id = "punctual"
kind = "share"
of = "on-time"

[[measure]]
id = "slow"
kind = "duration"
of = "wait"
statistic = "percentile"
percentile = "90 %"

[[measure]]
id = "lead"
kind = "duration"
of = "lead-time"
statistic = "mean"
better = "lower"

[[goal]]
id = "quick"
text = "An order is through the shop in 90 minutes"
on = "shop"
measure = "lead"
target = "90 min"

[[log]]
id = "orders"
path = "log.csv"
good = "ok"
zone = "Asia/Shanghai"
last = ["paint"]
"#;

/// Cases through the shop: every tenth comes back, every third is photographed on the way.
fn log(cases: usize) -> String {
    let mut text = "case,activity,start,end,who,ok\n".to_owned();
    for case in 0..cases {
        let mut clock = case * 37;
        let mut row = |activity: &str, wait: usize, work: usize, ok: &str| {
            let start = clock + wait;
            clock = start + work;
            let time = |minutes: usize| {
                let (day, minute) = (minutes / 1440, minutes % 1440);
                let (month, day) = (5 + day / 28, 1 + day % 28);
                format!(
                    "2026-{month:02}-{day:02}T{:02}:{:02}:17",
                    minute / 60,
                    minute % 60
                )
            };
            let who = ["An", "Bo", "Chen", "NONE"][(case + work) % 4];
            let _ = writeln!(
                text,
                "c{case},{activity},{},{},{who},{ok}",
                time(start),
                time(clock)
            );
        };
        row("Cut", 0, 20, "");
        let is_bad = case % 10 == 0;
        row("Tack", 20 + case % 90, 5, if is_bad { "no" } else { "yes" });
        if is_bad {
            row("Cut", 10, 20, "");
            row("Weld seam", 30, 10, "yes");
        }
        if case % 3 == 0 {
            row("Photo", 1, 1, "");
        }
        if case % 7 != 0 {
            row("paint", 15 + case % 11, 25, "");
        }
    }
    text
}

/// The shop with so many cases, and its model changed.
pub(super) fn workspace(cases: usize, change: impl FnOnce(&mut String)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut model = MODEL.to_owned();
    change(&mut model);
    fs::write(folder.path().join("shop.toml"), model).unwrap();
    fs::write(folder.path().join("log.csv"), log(cases)).unwrap();
    folder
}

/// A workspace that was audited once, and its cache.
struct Shop {
    folder: tempfile::TempDir,
    memory: Arc<Memory>,
    before: Vec<String>,
}

impl Shop {
    fn new() -> Self {
        let folder = workspace(300, |_| {});
        let memory = Arc::new(Memory::default());
        let before = json(folder.path(), Some(&memory));
        assert_eq!(memory.count(), MEASURED);
        assert!(before[0].contains("\"baton/1\""), "{}", before[0]);
        Self {
            folder,
            memory,
            before,
        }
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).unwrap();
    }

    /// Changes the model, and holds what is said with the cache against what is said without.
    fn with_model(&self, from: &str, to: &str) -> (usize, usize, usize) {
        assert!(MODEL.contains(from), "{from}");
        self.write("shop.toml", &MODEL.replacen(from, to, 1));
        let said = self.compared();
        assert!(said != self.before, "{to} changes nothing");
        self.memory.count()
    }

    fn compared(&self) -> Vec<String> {
        let with = json(self.folder.path(), Some(&self.memory));
        assert!(with == json(self.folder.path(), None));
        with
    }
}

#[test]
fn a_shop_with_all_that_can_be_measured_is_audited_alike_three_ways() {
    let folder = workspace(300, |_| {});
    let said = three_ways(folder.path(), 1);
    // What is kept in full: followed cases, doubts, strangers, open cases.
    for part in [
        "\"unknown_activities\": [\n",
        "Photo",
        "nobody-named",
        "\"open_cases\": 43",
    ] {
        assert!(said[0].contains(part), "{part}:\n{}", said[0]);
    }
    let in_office_hours = workspace(300, |model| model.push_str("calendar = \"office\"\n"));
    three_ways(in_office_hours.path(), 1);
}

#[test]
fn one_changed_byte_of_the_log_is_measured_again() {
    let shop = Shop::new();
    // Of the same length, and with the time of the last change put back.
    let file = shop.file("log.csv");
    let changed = fs::metadata(&file).unwrap().modified().unwrap();
    let text = log(300).replacen("c7,Tack,2026-05-01T", "c7,Tack,2026-05-02T", 1);
    assert_eq!(text.len(), log(300).len());
    assert_ne!(text, log(300));
    shop.write("log.csv", &text);
    let handle = fs::File::options().append(true).open(&file).unwrap();
    handle.set_modified(changed).unwrap();
    assert!(shop.compared() != shop.before);
    assert_eq!(shop.memory.count(), MEASURED);
    // And what it was before is still known.
    shop.write("log.csv", &log(300));
    assert!(shop.compared() == shop.before);
    assert_eq!(shop.memory.count(), KNOWN);
}

#[test]
fn how_the_log_is_read_is_part_of_what_is_known() {
    for (from, to) in [
        ("good = \"ok\"", "good = \"ok\"\ngood_values = [\"no\"]"),
        ("good = \"ok\"", "good = \"ok\"\nmissing = [\"Bo\"]"),
        ("good = \"ok\"", "good = \"ok\"\nresource = \"ok\""),
    ] {
        assert_eq!(Shop::new().with_model(from, to), MEASURED, "{to}");
    }
    // Another zone, which happens to change nothing that is shown.
    let shop = Shop::new();
    let zone = "zone = \"Europe/Berlin\"\nlast";
    let model = MODEL.replacen("zone = \"Asia/Shanghai\"\nlast", zone, 1);
    shop.write("shop.toml", &model);
    shop.compared();
    assert_eq!(shop.memory.count(), MEASURED);
}

#[test]
fn what_is_measured_is_part_of_what_is_known() {
    for (from, to) in [
        // An alias: another activity is the step.
        ("\"Tack\"]", "\"Tack\", \"Photo\"]"),
        // Activities that finish a case.
        ("last = [\"paint\"]", "last = [\"Tack\"]"),
        // A percentile nobody had asked for.
        ("percentile = \"90 %\"", "percentile = \"80 %\""),
        // Ways along which cases are followed: a goal asks how long they take.
        (
            "from = \"weld\"\nto = \"paint\"",
            "from = \"cut\"\nto = \"paint\"",
        ),
        (
            "on = \"shop\"\nmeasure = \"lead\"\ntarget = \"90 min\"",
            "on = \"parts\"\nmeasure = \"slow\"\ntarget = \"1 h\"",
        ),
    ] {
        assert_eq!(Shop::new().with_model(from, to), READ_AGAIN, "{to}");
    }
}

#[test]
fn a_calendar_and_each_of_its_hours_are_part_of_what_is_known() {
    let shop = Shop::new();
    let with = "last = [\"paint\"]\ncalendar = \"office\"";
    let model = MODEL.replacen("last = [\"paint\"]", with, 1);
    shop.write("shop.toml", &model);
    shop.compared();
    assert_eq!(shop.memory.count(), READ_AGAIN);
    for (from, to) in [
        ("13:00-17:00", "13:00-17:30"),
        ("05-01..2026-05-05", "05-01..2026-05-06"),
        ("holidays", "workdays = [\"2026-05-09\"]\nholidays"),
    ] {
        shop.write("shop.toml", &model.replacen(from, to, 1));
        shop.compared();
        assert_eq!(shop.memory.count(), READ_AGAIN, "{to}");
    }
    shop.write("shop.toml", &model);
    shop.compared();
    assert_eq!(shop.memory.count(), KNOWN);
}

#[test]
fn what_a_handoff_is_held_against_needs_no_second_reading() {
    for (from, to) in [
        ("due = \"within 2 h\"", "due = \"within 30 min\""),
        ("wait ≤ 2 h", "wait ≤ 20 min"),
        ("id = \"frames\"", "id = \"welded\""),
        ("target = \"90 min\"", "target = \"60 min\""),
        // A step that the log does not show, before all others.
        ("[[step]]", "[[step]]\nid = \"plan\"\n\n[[step]]"),
        // A handoff between the same steps: the log speaks of neither.
        (
            "[[handoff]]",
            "[[handoff]]\nid = \"more\"\nfrom = \"cut\"\nto = \"weld\"\n\n[[handoff]]",
        ),
    ] {
        assert_eq!(Shop::new().with_model(from, to), KNOWN, "{to}");
    }
}

#[test]
fn a_file_in_front_of_the_model_moves_every_step_and_nothing_is_read_again() {
    let shop = Shop::new();
    let first = "[process]\nid = \"office\"\n[[step]]\nid = \"sell\"\n[[step]]\nid = \"write\"\n\
        [[handoff]]\nid = \"order\"\nfrom = \"sell\"\nto = \"write\"\n";
    shop.write("a.toml", first);
    assert!(shop.compared() != shop.before);
    assert_eq!(shop.memory.count(), KNOWN);
}

#[test]
fn a_name_that_nobody_does_is_refused_without_reading() {
    let shop = Shop::new();
    let model = MODEL.replacen("\"Tack\"]", "\"Tack\", \"Solder\"]", 1);
    shop.write("shop.toml", &model);
    assert!(shop.compared()[0].contains("Solder"));
    assert_eq!(shop.memory.count(), KNOWN);
    let model = MODEL.replacen("last = [\"paint\"]", "last = [\"Solder\"]", 1);
    shop.write("shop.toml", &model);
    assert!(shop.compared()[0].contains("Solder"));
    assert_eq!(shop.memory.count(), REFUSED);
    let model = MODEL.replacen(
        "id = \"paint\"\n",
        "id = \"paint\"\nactivities = [\"Tack\"]\n",
        1,
    );
    shop.write("shop.toml", &model);
    assert!(shop.compared()[0].contains("Tack"));
    assert_eq!(shop.memory.count(), REFUSED);
}

#[test]
fn a_file_by_another_name_is_another_log() {
    // An ending that says another format is refused, whatever is known of the content.
    let shop = Shop::new();
    fs::rename(shop.file("log.csv"), shop.file("log.xes")).unwrap();
    shop.write("shop.toml", &MODEL.replacen("log.csv", "log.xes", 1));
    let audit = audited(shop.folder.path(), Some(&shop.memory));
    assert!(audit.only_evidence_fails());
    assert_eq!(shop.memory.count(), (0, 1, 0));
}

#[test]
fn two_logs_of_one_file_are_kept_apart() {
    let second = "\n[[log]]\nid = \"again\"\npath = \"log.csv\"\non = \"chain\"\nzone = \"UTC\"\n";
    let folder = workspace(200, |model| model.push_str(second));
    three_ways(folder.path(), 2);
}

#[test]
fn a_log_that_is_written_to_while_it_is_read_is_not_kept() {
    let shop = Shop::new();
    shop.write("log.csv", &log(120));
    let written = AtomicBool::new(false);
    let meanwhile = |_, _| {
        if !written.swap(true, Ordering::Relaxed) {
            shop.write("log.csv", &log(121));
        }
    };
    audit(&options(shop.folder.path(), Some(&shop.memory)), &meanwhile);
    assert!(written.into_inner());
    assert_eq!(shop.memory.count(), (0, 1, 0));
    shop.compared();
    assert_eq!(shop.memory.count(), MEASURED);
}

#[test]
fn a_log_that_cannot_be_read_is_not_kept() {
    let folder = workspace(10, |_| {});
    fs::write(
        folder.path().join("log.csv"),
        "case,activity,end\nc1,Cut,soon\n",
    )
    .unwrap();
    let memory = Arc::new(Memory::default());
    for _ in 0..2 {
        assert!(audited(folder.path(), Some(&memory)).only_evidence_fails());
        assert_eq!(memory.count(), (0, 1, 0));
    }
}
