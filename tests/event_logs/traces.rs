//! Logs of cases as XES: as many events, cases and activities as other programs count.

use baton::events::mapping::{Mapping, Role};
use baton::events::note::NoteKind;
use baton::events::{Case, Visitor, Words};

use crate::shared;

/// What is counted.
#[derive(Default)]
struct Count {
    work: usize,
    cases: usize,
    unfinished: u32,
    resources: usize,
    groups: usize,
    /// Cases in which something is done twice.
    rework: usize,
    /// Times that one hands over to another.
    resource_handoffs: usize,
}

impl Visitor for Count {
    fn case(&mut self, case: &Case<'_>) {
        self.work += case.activity.len();
        self.cases += 1;
        self.unfinished += case.unfinished;
        let mut seen = case.activity.to_vec();
        seen.sort_unstable();
        self.rework += usize::from(seen.windows(2).any(|pair| pair[0] == pair[1]));
        let changes = |pair: &&[u32]| {
            pair[0] != pair[1] && pair.iter().all(|who| *who != baton::events::NONE)
        };
        self.resource_handoffs += case.resource.windows(2).filter(changes).count();
    }

    fn merge(&mut self, other: Self) {
        self.work += other.work;
        self.cases += other.cases;
        self.unfinished += other.unfinished;
        self.rework += other.rework;
        self.resource_handoffs += other.resource_handoffs;
    }
}

/// Events in the file, and what is counted of them.
fn counted(name: &str, columns: &[(Role, &str)]) -> Option<(usize, Count, Words)> {
    let path = shared::path(name)?;
    let columns = columns
        .iter()
        .map(|(role, column)| (*role, (*column).to_owned()));
    let mapping = Mapping {
        columns: columns.collect(),
        ..Mapping::default()
    };
    let (log, _) = shared::read_xes(&path, &mapping).unwrap_or_else(|error| panic!("{error:?}"));
    let events = log.events();
    let (mut count, words) = log
        .visit(2, |_| Count::default())
        .expect("nothing was put aside");
    count.resources = words.resources.len();
    count.groups = words.groups.len();
    Some((events, count, words))
}

/// Pieces of work, cases, activities, cases with rework, handoffs between resources.
fn facts(count: &Count, words: &Words) -> [usize; 5] {
    [
        count.work,
        count.cases,
        words.activities.len(),
        count.rework,
        count.resource_handoffs,
    ]
}

#[test]
fn the_running_example_is_counted_right() {
    let Some((events, count, words)) = counted("logs-pm4py/running-example.xes", &[]) else {
        return;
    };
    assert_eq!((events, count.resources), (42, 6));
    assert_eq!(facts(&count, &words), [42, 6, 8, 2, 32]);
}

#[test]
fn the_help_desk_is_counted_right() {
    let Some((_, count, words)) = counted("logs-pm4py/helpdesk.xes.gz", &[]) else {
        return;
    };
    assert_eq!(facts(&count, &words), [21_348, 4580, 14, 1240, 8648]);
    assert_eq!(count.resources, 22);
}

#[test]
fn starts_and_ends_of_the_repairs_are_put_together() {
    let Some((events, count, words)) = counted("logs-pm4py/03_repairExample.xes.gz", &[]) else {
        return;
    };
    assert_eq!((events, count.unfinished, count.resources), (11_855, 1, 13));
    // The start without an end is no piece of work yet.
    assert_eq!(count.work, 7733);
    assert_eq!(
        (count.cases, words.activities.len(), count.rework),
        (1104, 8, 293)
    );
}

#[test]
fn a_receipt_is_the_same_as_xes_and_as_csv() {
    let Some((_, count, words)) = counted("logs-pm4py/08_receipt.xes.gz", &[]) else {
        return;
    };
    assert_eq!(facts(&count, &words), [8577, 1434, 27, 91, 1208]);
    // `EMPTY` is the tenth group of who counts it.
    assert_eq!((count.resources, count.groups), (48, 9));
    assert_eq!(words.missing, [Box::<str>::from("EMPTY")]);
    let Some(path) = shared::path("logs-pm4py/receipt.csv") else {
        return;
    };
    let columns = [
        (Role::Case, "case:concept:name"),
        (Role::Activity, "concept:name"),
        (Role::Time, "time:timestamp"),
        (Role::Resource, "org:resource"),
        (Role::Group, "org:group"),
    ];
    let mapping = Mapping {
        columns: columns
            .map(|(role, column)| (role, column.to_owned()))
            .to_vec(),
        ..Mapping::default()
    };
    let mut opened = baton::events::file::open(&path).unwrap();
    let head = baton::events::csv::Head::read(&mut opened.bytes).unwrap();
    let (intake, _) = baton::events::csv::read(&head, opened.bytes, &mapping, 2, &|_| {}).unwrap();
    let (csv, csv_words) = baton::events::EventLog::new(intake)
        .visit(2, |_| Count::default())
        .expect("nothing was put aside");
    assert_eq!(facts(&csv, &csv_words), facts(&count, &words));
    assert_eq!(csv_words.groups, words.groups);
    assert_eq!(csv_words.resources, words.resources);
}

#[test]
fn a_case_attribute_is_when_a_receipt_was_due() {
    let due = [(Role::Due, "case:enddate_planned")];
    let Some((_, count, _)) = counted("logs-pm4py/08_receipt.xes.gz", &due) else {
        return;
    };
    assert_eq!(count.cases, 1434);
}

#[test]
fn orders_whose_times_are_written_as_words_are_counted_right() {
    let Some((_, count, words)) = counted("logs-pm4py/10_orders.xes.gz", &[]) else {
        return;
    };
    assert_eq!(facts(&count, &words), [154, 17, 11, 7, 0]);
    assert_eq!(count.groups, 1);
}

#[test]
fn procurement_with_roles_is_counted_right() {
    let role = [(Role::Group, "Role")];
    let Some((events, count, words)) = counted("logs-apromore/Procure-to-Pay.xes.gz", &role) else {
        return;
    };
    assert_eq!(events, 18_238);
    assert_eq!(facts(&count, &words), [9119, 608, 24, 250, 7308]);
    assert_eq!((count.resources, count.groups), (27, 5));
}

#[test]
fn starts_beside_ends_are_read_from_attributes() {
    let start = [(Role::Start, "start_timestamp")];
    let Some((_, count, words)) = counted("logs-pm4py/interval_event_log.xes", &start) else {
        return;
    };
    assert_eq!(facts(&count, &words)[..3], [8109, 1266, 8]);
}

#[test]
fn states_that_are_no_phases_make_every_event_a_piece_of_work() {
    let Some((events, count, _)) = counted("logs-pm4py/06_bpic2013_closed.xes.gz", &[]) else {
        return;
    };
    assert_eq!((events, count.work, count.cases), (6660, 6660, 1487));
}

#[test]
fn times_without_a_zone_are_said_to_be_taken_as_utc() {
    let Some(path) = shared::path("logs-pm4py/11_tickets.xes.gz") else {
        return;
    };
    let (log, notes) = shared::read_xes(&path, &Mapping::default()).unwrap();
    assert_eq!((log.events(), log.cases()), (43, 9));
    let zone = NoteKind::ZoneTaken {
        zone: "UTC".to_owned(),
        is_said: false,
    };
    assert!(notes.iter().any(|note| note.kind == zone));
}
