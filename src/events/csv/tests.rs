//! CSV logs as people export them.

use super::*;
use crate::events::mapping::Role;
use crate::events::{Case, EventLog, NONE, Visitor, Words};

/// Every event of every case as a line, in order.
#[derive(Default)]
struct Told {
    words: Words,
    lines: Vec<String>,
}

impl Visitor for Told {
    fn case(&mut self, case: &Case<'_>) {
        for at in 0..case.activity.len() {
            let who = case.resource.get(at).copied().unwrap_or(NONE);
            let who = self.words.resources.get(who as usize);
            self.lines.push(format!(
                "{} {} {} {}",
                case.name,
                self.words.activities[case.activity[at] as usize],
                case.end[at],
                who.map_or("-", |who| who)
            ));
        }
    }

    fn merge(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }
}

fn mapping(columns: &[(Role, &str)]) -> Mapping {
    Mapping {
        columns: columns
            .iter()
            .map(|(role, name)| (*role, (*name).to_owned()))
            .collect(),
        ..Mapping::default()
    }
}

fn usual() -> Mapping {
    mapping(&[
        (Role::Case, "case"),
        (Role::Activity, "what"),
        (Role::Time, "when"),
        (Role::Resource, "who"),
    ])
}

fn told(text: &[u8], mapping: &Mapping, threads: usize) -> Result<Vec<String>, LogError> {
    let mut bytes = text;
    let head = Head::read(&mut bytes)?;
    let (intake, _) = read(&head, bytes, mapping, threads, &|_| {})?;
    let new = |words: &Words| Told {
        words: words.clone(),
        lines: Vec::new(),
    };
    let (mut told, _) = EventLog::new(intake)
        .visit(threads, new)
        .expect("nothing was put aside");
    told.lines.sort();
    Ok(told.lines)
}

const PLAIN: &str = "\
case,what,when,who
1,pack,2026-01-02 10:00:00,Ann
1,\"pick, sort\",2026-01-02 09:00:00,Bob
2,pack,2026-01-02 11:00:00,NONE
";

#[test]
fn events_are_in_the_order_of_time_whatever_the_file() {
    assert_eq!(
        told(PLAIN.as_bytes(), &usual(), 1).unwrap(),
        [
            "1 pack 1767348000000 Ann",
            "1 pick, sort 1767344400000 Bob",
            "2 pack 1767351600000 -"
        ]
    );
}

#[test]
fn the_same_log_written_in_other_ways_is_the_same_log() {
    let expected = told(PLAIN.as_bytes(), &usual(), 1).unwrap();
    for text in [
        PLAIN.replace('\n', "\r\n"),
        PLAIN.replace('\n', "\r"),
        format!("\u{feff}{PLAIN}"),
        PLAIN.trim_end().to_owned(),
        PLAIN
            .replace("pick, sort", "pick; sort")
            .replace(',', ";")
            .replace("pick; sort", "pick, sort"),
        PLAIN
            .replace(",Ann", ",\"Ann\"")
            .replace("case,", "\"case\","),
        format!("{PLAIN}\n\n"),
    ] {
        assert_eq!(
            told(text.as_bytes(), &usual(), 2).unwrap(),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn any_number_of_threads_reads_the_same() {
    let mut text = String::from("case,what,when,who\n");
    for i in 0..200_000_u32 {
        let (case, what) = (i.wrapping_mul(2_654_435_761) % 5000, i % 7);
        let quoted = if i % 911 == 0 {
            "\"a\n\"\"b\"\"\""
        } else {
            "Ann"
        };
        let (hour, minute) = (i / 3600 % 24, i / 60 % 60);
        text.push_str(&format!(
            "C{case},do {what},2026-01-02T{hour:02}:{minute:02}:00,{quoted}\n"
        ));
    }
    let one = told(text.as_bytes(), &usual(), 1).unwrap();
    assert_eq!(one.len(), 200_000);
    assert_eq!(told(text.as_bytes(), &usual(), 4).unwrap(), one);
}

#[test]
fn bad_input_is_answered_with_its_row_and_column() {
    let of = |text: &str, mapping: &Mapping| told(text.as_bytes(), mapping, 2).unwrap_err();
    let place = |error: &LogError| (error.row, error.column.clone().unwrap_or_default());

    let error = of(&PLAIN.replace("2026-01-02 11:00:00", "yesterday"), &usual());
    assert_eq!(place(&error), (Some(4), "when".into()));
    assert!(matches!(error.kind, LogErrorKind::NoTime { .. }));

    let error = of(
        &PLAIN.replace("pack,2026-01-02 11", "pack,x,2026-01-02 11"),
        &usual(),
    );
    assert_eq!(error.row, Some(4));
    assert!(matches!(
        error.kind,
        LogErrorKind::TooManyFields {
            found: 5,
            expected: 4
        }
    ));

    let error = of(&PLAIN.replace(",2026-01-02 11:00:00,NONE", ""), &usual());
    assert_eq!(place(&error), (Some(4), "when".into()));
    assert_eq!(error.kind, LogErrorKind::FieldMissing);

    let error = of(&PLAIN.replace("2,pack", ",pack"), &usual());
    assert_eq!(place(&error), (Some(4), "case".into()));
    assert_eq!(error.kind, LogErrorKind::NoValue);

    let error = of(&PLAIN.replace("sort\"", "sort"), &usual());
    assert_eq!(error.kind, LogErrorKind::OpenQuote);

    let error = of(
        PLAIN,
        &mapping(&[
            (Role::Case, "Case"),
            (Role::Activity, "what"),
            (Role::Time, "when"),
        ]),
    );
    assert!(
        matches!(error.kind, LogErrorKind::NoColumn { suggestion: Some(near), .. } if near == "case")
    );

    let error = of(&PLAIN.replace("who", "case"), &usual());
    assert_eq!(error.kind, LogErrorKind::ColumnTwice);

    assert_eq!(of("", &usual()).kind, LogErrorKind::Empty);
    let dates = PLAIN.replace("2026-01-02", "01/02/2026");
    assert!(matches!(
        of(&dates, &usual()).kind,
        LogErrorKind::OpenDates { .. }
    ));
    let nowhere = Mapping {
        zone: Some("Europe/Atlantis".into()),
        ..usual()
    };
    assert!(matches!(
        of(PLAIN, &nowhere).kind,
        LogErrorKind::NoZone { .. }
    ));
}

#[test]
fn the_row_of_an_error_counts_all_blocks_before_it() {
    let mut text = String::from("case,what,when,who\n");
    for i in 0..150_000 {
        text.push_str(&format!("C{i},do,2026-01-02T10:00:00,Ann\n"));
    }
    text.push_str("C,do,2026-13-02T10:00:00,Ann\n");
    let error = told(text.as_bytes(), &usual(), 3).unwrap_err();
    assert_eq!(error.row, Some(150_002));
}

#[test]
fn a_log_with_little_room_is_the_same_log() {
    let mut text = String::from("case,what,when,who\n");
    for i in 0..60_000_u32 {
        let (case, what) = (i.wrapping_mul(2_654_435_761) % 700, i % 7);
        let (hour, minute) = (i / 3600 % 24, i / 60 % 60);
        text.push_str(&format!(
            "C{case},do {what},2026-01-02T{hour:02}:{minute:02}:00,Ann\n"
        ));
    }
    let narrow = Mapping {
        room: Some(64),
        ..usual()
    };
    let all = told(text.as_bytes(), &usual(), 2).unwrap();
    assert_eq!(all.len(), 60_000);
    assert_eq!(told(text.as_bytes(), &narrow, 2).unwrap(), all);
}

#[test]
fn times_that_lack_the_offset_others_have_are_refused_on_any_number_of_threads() {
    // Rows of 64 bytes, so that the two kinds lie in different blocks and a thread may see one
    // of them only.
    let mut text = String::from("case,what,when,who\n");
    for at in 0..40_960 {
        let when = if at < 8192 {
            "2026-01-02T10:00:00Z"
        } else {
            "2026-01-02T10:00:00"
        };
        let row = format!("C{at:06},do,{when},");
        text.push_str(&format!("{row}{}\n", "A".repeat(63 - row.len())));
    }
    for threads in [1, 2, 5] {
        let error = told(text.as_bytes(), &usual(), threads).unwrap_err();
        assert_eq!(error.row, Some(8194), "{threads} threads");
        assert!(matches!(
            error.kind,
            LogErrorKind::NoTime {
                reason: crate::events::time::NoTime::MixedOffsets,
                ..
            }
        ));
    }
}

/// The remarks on a log.
fn remarks(text: &str, mapping: &Mapping) -> Vec<NoteKind> {
    let mut bytes = text.as_bytes();
    let head = Head::read(&mut bytes).unwrap();
    let (_, notes) = read(&head, bytes, mapping, 2, &|_| {}).unwrap();
    notes.into_iter().map(|note| note.kind).collect()
}

#[test]
fn times_without_a_zone_are_remarked_on_and_others_are_not() {
    let taken = |zone: &str, is_said| NoteKind::ZoneTaken {
        zone: zone.to_owned(),
        is_said,
    };
    assert_eq!(remarks(PLAIN, &usual()), [taken("UTC", false)]);
    let berlin = Mapping {
        zone: Some("Europe/Berlin".into()),
        ..usual()
    };
    assert_eq!(remarks(PLAIN, &berlin), [taken("Europe/Berlin", true)]);
    let utc = PLAIN.replace(":00,", ":00Z,");
    assert_eq!(remarks(&utc, &usual()), []);
    // Seconds since 1970 have no zone to say.
    let epoch = "case,what,when,who\n1,pack,1767348000,Ann\n";
    assert_eq!(remarks(epoch, &usual()), []);
}

#[test]
fn whoever_has_not_said_the_zone_is_told_how() {
    use crate::lang::Lang;
    let note = |is_said| {
        let zone = "UTC".to_owned();
        Note::whole(NoteKind::ZoneTaken { zone, is_said })
    };
    for lang in [Lang::En, Lang::Zh] {
        assert!(note(false).message(lang).contains("--zone"));
        assert!(note(false).message(lang).contains("zone ="));
        assert!(!note(true).message(lang).contains("--zone"));
    }
}
