//! The files of a test suite of the XES standard are accepted or refused as their names say.

use baton::events::mapping::Mapping;
use baton::events::{LogError, file, xes};
use baton::lang::Lang;

use crate::shared;

/// The files that keep all rules; their names say so, or what they show is allowed.
const ACCEPTED: [&str; 21] = [
    "booleanCorrectValue",
    "classifierCorrectAttributes",
    "classifierEventCorrectAttributes",
    "classifierTraceCorrectAttributes",
    "dateCorrectValue",
    "eventCorrectAttributes",
    "extensionCorrectAttributes",
    "extensionStandard",
    "globalEventStringCorrectAttributes",
    // Without a scope a global is one of events.
    "globalStringCorrectAttributes",
    "globalTraceStringCorrectAttributes",
    "idCorrectValue",
    "intCorrectValue",
    // A list may be empty; only its `<values>` must be there.
    "listEmptyValues",
    "listTwoValues",
    "logCorrectAttributes",
    // Nested attributes are allowed by `xes.features`, not demanded; so in the other file.
    "logNoNestedAttributes",
    "realCorrectValue",
    "stringCorrectAttributes",
    "stringNotNestedButDeclared",
    "traceCorrectAttributes",
];

/// The files that break a rule, and the line where that shows first; 0 for the whole file.
const REFUSED: [(&str, u64); 50] = [
    ("attributeEventSwapped", 4),
    ("attributeTraceSwapped", 4),
    ("attributeValuesSwapped", 4),
    ("booleanIncorrectValue", 13),
    ("classifierAttributeSwapped", 7),
    ("classifierEmptyKeys", 8),
    ("classifierEventSwapped", 9),
    ("classifierIncorrectKey", 8),
    ("classifierIncorrectScope", 8),
    // There is also a stray letter in the same line.
    ("classifierNoAttributes", 8),
    ("classifierTooManyAttributes", 8),
    ("classifierTraceSwapped", 7),
    ("dateIncorrectValue", 13),
    // The schema would do without the zone of a date, but then it names no instant; the name of
    // the file puts it among the wrong ones.
    ("dateNoTZD", 13),
    ("elementIncorrect", 15),
    // A key may be there once; the global has one twice too.
    ("eventIdenticalAttributes", 10),
    ("eventIncorrectType", 23),
    ("eventTooManyAttributes", 17),
    ("extensionAttributeSwapped", 3),
    ("extensionClassifierSwapped", 6),
    ("extensionEventSwapped", 3),
    // The empty global stands before what is swapped.
    ("extensionGlobalSwapped", 2),
    ("extensionIncorrectKey", 4),
    ("extensionNoAttributes", 2),
    // Harmless, and still beyond the standard.
    ("extensionNotDeclared", 5),
    ("extensionTooManyAttributes", 2),
    ("extensionTraceSwapped", 3),
    ("globalAttributeSwapped", 4),
    ("globalClassifierSwapped", 7),
    ("globalEventSwapped", 6),
    ("globalIncorrectScope", 3),
    // Its scope may be left out, as in `globalStringCorrectAttributes`; it declares nothing.
    ("globalNoAttributes", 3),
    ("globalStringNoAttributes", 4),
    ("globalStringTooManyAttributes", 4),
    ("globalTooManyAttributes", 3),
    ("globalTraceSwapped", 4),
    ("idIncorrectValue", 13),
    ("intIncorrectValue", 13),
    // The `<values>` of a list must be there, be they empty.
    ("listNoValues", 13),
    // Many logs are written so; harmless, and still beyond the schema.
    ("logNoAttributes", 1),
    // The keys of the trace are those of events, which comes before the log inside of an event.
    ("logOutOfPlace", 9),
    // The writer used most adds its version here; harmless, and still beyond the schema.
    ("logTooManyAttributes", 1),
    // There is no line to name.
    ("noLog", 0),
    ("realIncorrectValue", 13),
    ("stringNestedNotDeclared", 14),
    ("stringNoAttributes", 9),
    ("stringTooManyAttributes", 9),
    ("traceEventSwapped", 3),
    ("traceOutOfPlace", 29),
    ("traceTooManyAttributes", 14),
];

fn checked(name: &str) -> Option<Result<(), LogError>> {
    let path = shared::path(&format!("xes-conformance/{name}.xes"))?;
    let check = || {
        let mut opened = file::open(&path)?;
        let head = xes::Head::read(&mut opened.bytes)?;
        xes::conformance::check(&head, opened.bytes)
    };
    Some(check())
}

#[test]
fn files_that_keep_all_rules_are_accepted() {
    for name in ACCEPTED {
        let Some(checked) = checked(name) else {
            return;
        };
        assert_eq!(checked, Ok(()), "{name}");
    }
}

#[test]
fn files_that_break_a_rule_are_refused_with_line_and_reason() {
    for (name, line) in REFUSED {
        let Some(checked) = checked(name) else {
            return;
        };
        let error = checked.expect_err(name);
        assert_eq!(error.row.unwrap_or(0), line, "{name}");
        for lang in [Lang::En, Lang::Zh] {
            assert!(!error.message(lang).is_empty(), "{name}");
        }
    }
}

#[test]
fn every_file_of_the_suite_has_a_verdict() {
    let Some(folder) = shared::path("xes-conformance") else {
        return;
    };
    let known = |name: &str| {
        ACCEPTED.contains(&name) || REFUSED.iter().any(|(refused, _)| *refused == name)
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(known(&name), "{name}");
    }
    assert_eq!(ACCEPTED.len() + REFUSED.len(), 71);
}

#[test]
fn a_real_log_that_keeps_all_rules_is_accepted() {
    let Some(path) = shared::path("logs-pm4py/helpdesk.xes.gz") else {
        return;
    };
    let mut opened = file::open(&path).unwrap();
    let head = xes::Head::read(&mut opened.bytes).unwrap();
    assert_eq!(xes::conformance::check(&head, opened.bytes), Ok(()));
}

/// What breaks no rule that reading needs is read; of real logs nearly all do.
#[test]
fn harmless_deviations_are_noted_and_read() {
    let Some(path) = shared::path("logs-pm4py/running-example.xes") else {
        return;
    };
    let (log, notes) = shared::read_xes(&path, &Mapping::default()).unwrap();
    assert_eq!(log.events(), 42);
    let said: Vec<_> = notes.iter().map(|note| note.message(Lang::En)).collect();
    assert!(
        said[0].starts_with("line 2: `<log>` must have `xes.version`"),
        "{said:?}"
    );
}
