//! Object-centric logs: the same from every format, with the figures other programs find.

use baton::events::mapping::Mapping;
use baton::events::note::{Note, NoteKind};
use baton::events::ocel::{ObjectLog, handoffs};

use crate::shared;

fn read(name: &str) -> Option<(ObjectLog, Vec<Note>)> {
    let path = shared::path(&format!("ocel/{name}"))?;
    let read = shared::read_ocel(&path, &Mapping::default());
    Some(read.unwrap_or_else(|error| panic!("{name}: {error:?}")))
}

/// Events, objects, relations of events and of objects.
fn counts(log: &ObjectLog) -> [usize; 4] {
    [
        log.events(),
        log.objects(),
        log.relations().len(),
        log.among_objects().len(),
    ]
}

/// A percentile in hours, between the two values nearest to it.
#[expect(clippy::cast_precision_loss, reason = "no log here is that long")]
fn percentile(ascending: &[i64], share: f64) -> f64 {
    let hours = |gap: &i64| jiff::SignedDuration::from_millis(*gap).as_secs_f64() / 3600.0;
    let hours: Vec<f64> = ascending.iter().map(hours).collect();
    let mut place = share;
    let mut pairs = hours.windows(2).peekable();
    // Each pair of neighbours takes its part of the way from the least to the greatest.
    let part = 1.0 / pairs.len() as f64;
    while place > part && pairs.len() > 1 {
        place -= part;
        pairs.next();
    }
    pairs.peek().map_or(f64::NAN, |pair| {
        pair[0] + (pair[1] - pair[0]) * place / part
    })
}

fn is_about(gaps: &[i64], median: f64, ninety: f64) {
    let found = (percentile(gaps, 0.5), percentile(gaps, 0.9));
    let near = (found.0 - median).abs() < 0.01 && (found.1 - ninety).abs() < 0.01;
    assert!(near, "{found:?} is not {:?}", (median, ninety));
}

#[test]
fn one_log_of_the_first_version_is_the_same_in_four_formats() {
    let mut steps = Vec::new();
    for ending in ["jsonocel", "xmlocel", "sqlite", "csv"] {
        let Some((log, notes)) = read(&format!("pm4py-example_log.{ending}")) else {
            return;
        };
        assert_eq!(counts(&log), [23, 15, 39, 0], "{ending}");
        assert_eq!(
            log.types(),
            [("delivery", 3), ("element", 9), ("order", 3)],
            "{ending}"
        );
        assert!(notes.iter().any(|note| note.kind
            == NoteKind::ZoneTaken {
                zone: "UTC".to_owned(),
                is_said: false
            }));
        let along = handoffs::along(&log, "element").unwrap();
        let along = along.into_iter();
        let owned = along.map(|((a, b), handoff)| (a.to_owned(), b.to_owned(), handoff));
        steps.push(owned.collect::<Vec<_>>());
    }
    assert!(steps.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn one_log_of_the_second_version_is_the_same_in_three_formats() {
    let mut times = Vec::new();
    for ending in ["jsonocel", "xmlocel", "sqlite"] {
        let Some((log, notes)) = read(&format!("pm4py-ocel20_example.{ending}")) else {
            return;
        };
        assert_eq!(counts(&log), [13, 9, 20, 7], "{ending}");
        let said = notes.iter().any(|note| {
            note.kind
                == NoteKind::ZoneTaken {
                    zone: "UTC".to_owned(),
                    is_said: false,
                }
        });
        // The JSON says its zone, and is an hour earlier.
        assert_eq!(said, ending != "jsonocel", "{ending}");
        let first = log.relations()[0];
        assert_eq!(log.qualifier(first.qualifier), "Regular placement of PR");
        times.push(log.time(0));
    }
    assert_eq!(
        times,
        [times[0], times[0] + 3_600_000, times[0] + 3_600_000]
    );
    let Some((log, _)) = read("ocpa-ocel20_example.xmlocel") else {
        return;
    };
    assert_eq!((log.events(), log.objects()), (13, 9));
}

#[test]
fn the_zone_that_is_said_counts_where_the_log_says_none() {
    let Some(path) = shared::path("ocel/pm4py-ocel20_example.xmlocel") else {
        return;
    };
    let berlin = Mapping {
        zone: Some("Europe/Berlin".to_owned()),
        ..Mapping::default()
    };
    let (there, notes) = shared::read_ocel(&path, &berlin).unwrap();
    let Some((json, _)) = read("pm4py-ocel20_example.jsonocel") else {
        return;
    };
    assert_eq!(there.time(0), json.time(0));
    assert!(notes.iter().any(|n| n.kind
        == NoteKind::ZoneTaken {
            zone: "Europe/Berlin".to_owned(),
            is_said: true
        }));
}

#[test]
fn containers_wait_where_others_found_them_to_wait() {
    let Some((log, notes)) = read("ocpa-logistics.sqlite") else {
        return;
    };
    // Goods are collected for units that the log does not list.
    assert_eq!(
        (log.events(), log.related_events(), log.objects()),
        (8727, 6187, 970)
    );
    assert!(
        notes
            .iter()
            .any(|note| note.kind == NoteKind::UnlistedObjects(5080))
    );
    assert!(log.types().contains(&("Container", 510)));
    let bay = "Bring to Loading Bay";
    for (activity, expected) in [(bay, 445), ("Place in Stock", 376), ("Weigh", 510)] {
        assert!(
            log.activities().contains(&(activity, expected)),
            "{activity}"
        );
    }
    let along = handoffs::along(&log, "Container").unwrap();
    let from_stock = &along[&("Place in Stock", bay)];
    assert_eq!((from_stock.objects, from_stock.pairs), (311, 311));
    is_about(&from_stock.gaps, 26.19, 95.21);
    let from_scale = handoffs::between(&log, "Container", "Weigh", bay).unwrap();
    assert_eq!(from_scale.objects, 445);
    is_about(&from_scale.gaps, 18.90, 90.38);
    let of_document = handoffs::along(&log, "Transport Document").unwrap();
    let booked = &of_document[&("Book Vehicle", "Order Empty Containers")];
    is_about(&booked.gaps, 4.03, 23.10);
}

#[test]
fn orders_items_and_packages_in_rows_are_read() {
    let Some((log, _)) = read("pm4py-ocel_order_simulated.csv") else {
        return;
    };
    assert_eq!(log.events(), 22_367);
    for expected in [("items", 8159), ("orders", 2000), ("packages", 1325)] {
        assert!(log.types().contains(&expected), "{:?}", log.types());
    }
    let concerned = |object_type: &str, activity: &str| {
        let mut objects: Vec<_> = log.lives(object_type).unwrap();
        objects.retain(|(_, event)| log.activity(*event) == activity);
        let events = objects.len();
        objects.dedup_by_key(|(object, _)| *object);
        (objects.len(), events)
    };
    assert_eq!(concerned("items", "item out of stock").0, 1664);
    assert_eq!(concerned("packages", "failed delivery"), (261, 391));
    assert_eq!(concerned("orders", "payment reminder").0, 414);
    let between = |object_type, giver, receiver| {
        let found = handoffs::between(&log, object_type, giver, receiver).unwrap();
        found.pair_gaps
    };
    is_about(
        &between("orders", "place order", "confirm order"),
        18.0,
        72.95,
    );
    is_about(
        &between("packages", "create package", "send package"),
        15.06,
        65.32,
    );
    is_about(
        &between("packages", "send package", "package delivered"),
        16.97,
        69.66,
    );
}

#[test]
fn logs_that_lack_their_globals_are_read() {
    for (name, events, objects) in [
        ("ocpa-p2p-normal.jsonocel", 720, 781),
        ("pm4py-recruiting-red.jsonocel", 6607, 1051),
        ("pm4py-newocel.jsonocel", 20, 15),
        ("pm4py-newocel.csv", 20, 15),
    ] {
        let Some((log, _)) = read(name) else {
            return;
        };
        assert_eq!((log.events(), log.objects()), (events, objects), "{name}");
    }
}
