//! Logs as XES, as programs write them and as they come out damaged.

use proptest::prelude::*;

use super::*;
use crate::events::error::LogErrorKind;
use crate::events::fault::{Fault, XmlFault};
use crate::events::mapping::Role;
use crate::events::note::NoteKind;
use crate::events::{Case, EventLog, NONE, Visitor, Words};

/// Every event of every case as a line, sorted.
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

type Read = (Vec<String>, Vec<Note>);

fn told_with(text: &[u8], mapping: &Mapping) -> Result<Read, LogError> {
    let mut bytes = text;
    let head = Head::read(&mut bytes)?;
    let (intake, notes) = read(&head, bytes, &head.completed(mapping), 2, &|_| {})?;
    let new = |words: &Words| Told {
        words: words.clone(),
        lines: Vec::new(),
    };
    let mut lines = EventLog::new(intake)
        .visit(2, new)
        .expect("nothing was put aside")
        .0
        .lines;
    lines.sort_unstable();
    Ok((lines, notes))
}

fn told(text: &str) -> Result<Read, LogError> {
    told_with(text.as_bytes(), &Mapping::default())
}

fn event(name: &str, day: u32, who: &str) -> String {
    format!(
        "<event><string key='concept:name' value='{name}'/>\
         <date key='time:timestamp' value='1970-01-{day:02}T00:00:00Z'/>{who}</event>\n"
    )
}

fn log(traces: &str) -> String {
    format!("<?xml version='1.0'?>\n<log xes.version='1.0'>\n{traces}</log>\n")
}

const ANN: &str = "<string key='org:resource' value='Ann &amp; Bo'/>";

fn small() -> String {
    log(&format!(
        "<trace><string key='concept:name' value='a'/>\n{}{}</trace>\n<trace>{}</trace>\n",
        event("pay", 2, ANN),
        event("&#25910;货", 1, ""),
        event("pay", 3, ""),
    ))
}

#[test]
fn traces_are_cases_and_entities_are_what_they_stand_for() {
    let (lines, notes) = told(&small()).unwrap();
    assert_eq!(
        lines,
        [
            "#2 pay 172800000 -",
            "a pay 86400000 Ann & Bo",
            "a 收货 0 -",
        ]
    );
    let kinds: Vec<_> = notes.iter().map(|note| note.kind.clone()).collect();
    assert!(kinds.contains(&NoteKind::UnnamedTraces(1)));
}

#[test]
fn any_way_to_write_the_same_log_is_read_the_same() {
    let (lines, _) = told(&small()).unwrap();
    let prefixed = small().replace("</", "</x:").replace("<", "<x:");
    let prefixed = prefixed.replace("<x:/x:", "</x:").replace("<x:?", "<?");
    for other in [
        small().replace('\'', "\""),
        small()
            .replace("/>", " />")
            .replace("</trace>", "</trace\n>"),
        small().replace(
            "<event>",
            "<event><!-- </trace><event> --><list key='l'><values><string \
            key='concept:name' value='no'/></values></list>",
        ),
        small().replace(
            "<event>",
            "<event><![CDATA[</trace>]]><string key='x' value='y'><string \
            key='org:resource' value='nested'/></string>",
        ),
        format!("\u{FEFF}{}", small()),
        prefixed,
        small()
            .replace("<string key='concept:name' value='a'/>\n", "")
            .replace(
                "</trace>\n<trace>",
                "<string key='concept:name' value='a'/></trace><trace>",
            ),
    ] {
        assert_eq!(told(&other).unwrap().0, lines, "{other}");
    }
}

#[test]
fn what_a_global_holds_is_no_observation() {
    let global = "<global scope='event'><string key='org:resource' value='UNKNOWN'/></global>";
    let text = small().replacen("<trace>", &format!("{global}<trace>"), 1);
    assert_eq!(told(&text).unwrap().0, told(&small()).unwrap().0);
}

#[test]
fn a_mapping_may_name_attributes_of_traces_and_classifiers() {
    let classifier = "<classifier name='both' keys=\"concept:name org:resource\"/>";
    let text = small().replacen("<trace>", &format!("{classifier}<trace>"), 1);
    let columns = [
        (Role::Activity, "classifier:both".to_owned()),
        (Role::Resource, "case:concept:name".to_owned()),
    ];
    let mapping = Mapping {
        columns: columns.to_vec(),
        ..Mapping::default()
    };
    let (lines, _) = told_with(text.as_bytes(), &mapping).unwrap();
    assert_eq!(
        lines,
        [
            "#2 pay+ 172800000 -",
            "a pay+Ann & Bo 86400000 a",
            "a 收货+ 0 a"
        ]
    );
}

#[test]
fn an_attribute_that_nowhere_occurs_is_an_error() {
    let mapping = Mapping {
        columns: vec![(Role::Resource, "org:resourse".to_owned())],
        ..Mapping::default()
    };
    let error = told_with(small().as_bytes(), &mapping).unwrap_err();
    let LogErrorKind::NoColumn { suggestion, .. } = error.kind else {
        panic!("{error:?}");
    };
    assert_eq!(suggestion.as_deref(), Some("org:resource"));
}

#[test]
fn words_that_are_no_phases_are_not_taken_for_them() {
    let with = |word: &str| {
        let phase = format!("<string key='lifecycle:transition' value='{word}'/>");
        let text = log(&format!("<trace>{}</trace>", event("pay", 2, &phase)));
        let head = Head::read(&mut text.as_bytes()).unwrap();
        head.completed(&Mapping::default())
            .column(Role::Phase)
            .is_some()
    };
    assert!(with("start") && with("COMPLETE"));
    assert!(!with("In Progress"));
}

#[test]
fn events_outside_of_traces_are_counted_unless_they_say_their_case() {
    let case = "<string key='order' value='7'/>";
    let text = small().replace("</log>", &format!("{}</log>", event("lost", 5, case)));
    let (lines, notes) = told(&text).unwrap();
    assert_eq!(lines.len(), 3);
    assert!(
        notes
            .iter()
            .any(|note| note.kind == NoteKind::EventsOutsideTraces(1))
    );
    let mapping = Mapping {
        columns: vec![(Role::Case, "order".to_owned())],
        ..Mapping::default()
    };
    let (lines, _) = told_with(text.as_bytes(), &mapping).unwrap();
    assert!(lines.contains(&"7 lost 345600000 -".to_owned()));
}

/// The line and the kind of the error.
fn error(text: &str) -> (Option<u64>, LogErrorKind) {
    let error = told(text).unwrap_err();
    (error.row, error.kind)
}

#[test]
fn errors_name_their_line() {
    let damaged = |fault| LogErrorKind::Damaged(fault);
    let misplaced = |element: &str, inside: &str| {
        damaged(Fault::Misplaced {
            element: element.into(),
            inside: inside.into(),
        })
    };
    let no_time = small().replacen("<date key='time:timestamp'", "<date key='when'", 1);
    assert_eq!(error(&no_time), (Some(4), LogErrorKind::NoValue));
    let no_name = small().replacen("'concept:name' value='pay'", "'x' value='pay'", 1);
    assert_eq!(error(&no_name), (Some(4), LogErrorKind::NoValue));
    let bad = small().replacen("1970-01-01", "1970-99-01", 1);
    let error_of_time = told(&bad).unwrap_err();
    assert_eq!(error_of_time.row, Some(5));
    assert_eq!(error_of_time.column.as_deref(), Some("time:timestamp"));
    let nested = small().replacen("<event>", "<event><trace></trace>", 1);
    assert_eq!(error(&nested), (Some(4), misplaced("trace", "event")));
    let boom = small().replace("&amp;", "&boom;");
    assert_eq!(
        error(&boom),
        (
            Some(4),
            damaged(Fault::Xml(XmlFault::Entity("boom".into())))
        )
    );
    assert_eq!(
        error(&format!("{}<x/>", small())).1,
        damaged(Fault::Xml(XmlFault::Behind))
    );
    assert_eq!(
        error(&small().replace("</log>", "")),
        (Some(10), damaged(Fault::Cut))
    );
    assert_eq!(
        error("<html>"),
        (Some(1), damaged(Fault::NotXes("html".into())))
    );
    assert_eq!(error("").1, LogErrorKind::Empty);
    let laughs = format!(
        "<!DOCTYPE log [<!ENTITY a \"ha\">]>{}",
        small().replace("<?xml version='1.0'?>", "")
    );
    assert_eq!(
        error(&laughs),
        (Some(1), damaged(Fault::Xml(XmlFault::DocumentType)))
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    let mut bytes = small().into_bytes();
    let at = bytes.windows(3).rposition(|w| w == b"pay").unwrap();
    bytes[at] = 0xFF;
    let error = told_with(&bytes, &Mapping::default()).unwrap_err();
    assert_eq!((error.row, error.kind), (Some(7), LogErrorKind::NotText));
}

#[test]
fn a_log_cut_anywhere_is_refused_and_never_panics() {
    let text = small();
    for end in 0..text.len() - 1 {
        // Only white space may lack.
        let is_whole = text.as_bytes()[..end].ends_with(b"</log>");
        let read = told_with(&text.as_bytes()[..end], &Mapping::default());
        assert_eq!(read.is_ok(), is_whole, "{end}: {read:?}");
    }
}

#[test]
fn deep_nesting_and_long_values_are_only_long() {
    // The first megabyte shows no resource, so it must be named.
    let named = Mapping {
        columns: vec![(Role::Resource, "org:resource".to_owned())],
        ..Mapping::default()
    };
    let told = |text: &str| told_with(text.as_bytes(), &named);
    let deep = [
        "<string key='a' value='b'>".repeat(50_000),
        "</string>".repeat(50_000),
    ]
    .concat();
    let text = small().replacen("<event>", &format!("<event>{deep}"), 1);
    assert_eq!(told(&text).unwrap().0, told(&small()).unwrap().0);
    let wide = format!("<event><string key='{}' value='b'/>", "k".repeat(5_000_000));
    let text = small().replacen("<event>", &wide, 1);
    assert_eq!(told(&text).unwrap().0, told(&small()).unwrap().0);
}

#[test]
fn blocks_are_read_alike_whatever_is_first() {
    let traces: String = (0..20_000)
        .map(|i| {
            let name = format!("<trace><string key='concept:name' value='case {i}'/>");
            [
                name,
                event("pay", 2, ANN),
                event("ship", 3, ""),
                "</trace>\n".to_owned(),
            ]
            .concat()
        })
        .collect();
    let (lines, _) = told(&log(&traces)).unwrap();
    assert_eq!(lines.len(), 40_000);
    let late = traces.rfind("time:timestamp").unwrap();
    let mut broken = traces.clone();
    broken.replace_range(late..late + 4, "dime");
    let error = error(&log(&broken));
    assert_eq!(error, (Some(2 + 3 * 19_999 + 2), LogErrorKind::NoValue));
}

proptest! {
    #[test]
    fn a_log_with_wrong_bytes_is_read_or_refused_the_same_on_any_number_of_threads(
        wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let mut bytes = small().into_bytes();
        for (at, byte, how) in wrong {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        let read = |threads| {
            let mut bytes = &*bytes;
            let head = Head::read(&mut bytes)?;
            let mapping = head.completed(&Mapping::default());
            let (intake, notes) = read(&head, bytes, &mapping, threads, &|_| {})?;
            let log = EventLog::new(intake);
            Ok::<_, LogError>((log.events(), log.cases(), notes))
        };
        prop_assert_eq!(read(1), read(3));
        let mut rest = &*bytes;
        if let Ok(head) = Head::read(&mut rest) {
            let _ = conformance::check(&head, rest);
        }
    }
}
