//! Any bytes as event logs.

use baton::events::mapping::{Mapping, Role};
use baton::events::{Case, EventLog, LogError, Visitor, csv, file, ocel as objects, xes as traces};
use baton::lang::Lang;

/// Reads bytes as CSV, with its first columns as what is needed, and as many as there are.
///
/// # Panics
/// If the result depends on the number of threads, or an error says nothing.
pub fn csv_log(data: &[u8]) {
    let read = |threads| {
        let mut bytes = data;
        let head = csv::Head::read(&mut bytes)?;
        let mapping = Mapping {
            columns: Role::ALL
                .into_iter()
                .zip(head.names().iter().cloned())
                .collect(),
            ..Mapping::default()
        };
        let (intake, notes) = csv::read(&head, bytes, &mapping, threads, &|_| {})?;
        for note in notes {
            assert!(!note.message(Lang::Zh).is_empty());
        }
        Ok(seen(EventLog::new(intake)))
    };
    agree(read(1), read(2));
}

/// Reads bytes as XES, strictly too.
///
/// # Panics
/// If the result depends on the number of threads, an error says nothing, or a log that keeps
/// all rules cannot be read for a rule of XML.
pub fn xes(data: &[u8]) {
    let read = |threads| {
        let mut bytes = data;
        let head = traces::Head::read(&mut bytes)?;
        let mapping = head.completed(&Mapping::default());
        let (intake, notes) = traces::read(&head, bytes, &mapping, threads, &|_| {})?;
        for note in notes {
            assert!(!note.message(Lang::Zh).is_empty());
        }
        Ok(seen(EventLog::new(intake)))
    };
    agree(read(1), read(2));
    let mut bytes = data;
    if let Ok(head) = traces::Head::read(&mut bytes) {
        let checked = traces::conformance::check(&head, bytes);
        agree(checked.clone(), checked);
    }
}

/// Reads bytes as whatever they seem to be, if that is an object-centric log.
///
/// # Panics
/// If an error says nothing, or a log that was read cannot be flattened.
pub fn ocel(data: &[u8]) {
    let read = || {
        let opened = file::open_stream(data)?;
        objects::read(opened.format, opened.bytes, &Mapping::default())
    };
    match read() {
        Ok((log, _)) => {
            for (object_type, _) in log.types() {
                let intake = log.flattened(object_type).expect("the type is there");
                seen(EventLog::new(intake));
                objects::handoffs::along(&log, object_type).expect("the type is there");
            }
        }
        Err(error) => says_something(&error),
    }
}

/// What was seen of a log, in an order that does not depend on the threads.
fn seen(log: EventLog) -> Vec<(String, Vec<i64>)> {
    let (mut seen, _) = log
        .visit(1, |_| Seen::default())
        .expect("nothing was put aside");
    seen.0.sort_unstable();
    seen.0
}

#[derive(Default)]
struct Seen(Vec<(String, Vec<i64>)>);

impl Visitor for Seen {
    fn case(&mut self, case: &Case<'_>) {
        self.0.push((case.name.to_owned(), case.end.to_vec()));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

fn agree<T: PartialEq + std::fmt::Debug>(one: Result<T, LogError>, two: Result<T, LogError>) {
    assert_eq!(one, two);
    if let Err(error) = one {
        says_something(&error);
    }
}

fn says_something(error: &LogError) {
    for lang in [Lang::En, Lang::Zh] {
        assert!(!error.message(lang).is_empty());
        error.hint(lang);
        error.place(lang);
    }
}
