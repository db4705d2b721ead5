//! Object-centric logs, small and damaged. Whole ones are in `tests/event_logs`.

use proptest::prelude::*;

use super::*;
use crate::events::fault::Fault;
use crate::events::mapping::Role;
use crate::events::{Case, EventLog, NONE, Visitor, Words};

const JSON_2: &str = r#"{
 "objectTypes": [{"name": "item", "attributes": []}, {"name": "truck", "attributes": []}],
 "events": [
  {"id": "e1", "type": "pack", "time": "2026-01-01T08:00:00Z",
   "attributes": [{"name": "who", "value": "Ann"}],
   "relationships": [{"objectId": "i1", "qualifier": "in"}, {"objectId": "i2", "qualifier": "in"}]},
  {"id": "e2", "type": "send", "time": "2026-01-01T09:00:00Z",
   "relationships": [{"objectId": "i1", "qualifier": "a"}, {"objectId": "i1", "qualifier": "b"},
    {"objectId": "i2", "qualifier": "a"}, {"objectId": "t", "qualifier": "by"}]}
 ],
 "objects": [
  {"id": "i1", "type": "item", "relationships": [{"objectId": "i2", "qualifier": "with"}]},
  {"id": "i2", "type": "item"}, {"id": "t", "type": "truck", "relationships": null}
 ]
}"#;

const JSON_1: &str = r#"{
 "ocel:global-log": {"ocel:object-types": ["item", "truck"]},
 "ocel:events": {
  "e1": {"ocel:activity": "pack", "ocel:timestamp": "2026-01-01T08:00:00Z",
   "ocel:omap": ["i1", "i2"], "ocel:vmap": {"who": "Ann"}},
  "e2": {"ocel:activity": "send", "ocel:timestamp": "2026-01-01T09:00:00Z",
   "ocel:omap": ["i1", "i2", "t", "i1"], "ocel:vmap": {}}},
 "ocel:objects": {"i1": {"ocel:type": "item", "ocel:ovmap": {}},
  "i2": {"ocel:type": "item"}, "t": {"ocel:type": "truck"}}
}"#;

const XML_2: &str = r#"<?xml version="1.0"?>
<log>
 <object-types><object-type name="item"/><object-type name="truck"/></object-types>
 <objects>
  <object id="i1" type="item"><objects><relationship object-id="i2" qualifier="with"/></objects></object>
  <object id="i2" type="item"/>
  <object id="t" type="truck"><attributes/></object>
 </objects>
 <events>
  <event id="e1" type="pack" time="2026-01-01T08:00:00Z">
   <attributes><attribute name="who">An<![CDATA[n]]></attribute></attributes>
   <objects><relationship object-id="i1" qualifier="in"/><relationship object-id="i2"/></objects>
  </event>
  <event id="e2" type="send" time="2026-01-01T09:00:00Z"><objects>
   <relationship object-id="i1"/><relationship object-id="i2"/><relationship object-id="t"/>
  </objects></event>
 </events>
</log>"#;

const CSV: &str = "ocel:eid,ocel:activity,ocel:timestamp,ocel:type:item,ocel:type:truck,who\n\
    e1,pack,2026-01-01 08:00:00,\"['i1', 'i2']\", ,Ann\n\
    e2,send,2026-01-01 09:00:00,\"['i1',\n'i2']\",t,\n";

fn log_of(format: Format, text: &[u8], mapping: &Mapping) -> Result<ObjectLog, LogError> {
    read(format, text, mapping).map(|(log, _)| log)
}

fn usual(format: Format, text: &str) -> ObjectLog {
    log_of(format, text.as_bytes(), &Mapping::default()).unwrap()
}

#[derive(Default)]
struct Told(Words, Vec<String>);

impl Visitor for Told {
    fn case(&mut self, case: &Case<'_>) {
        for at in 0..case.activity.len() {
            let who = case.resource.get(at).copied().unwrap_or(NONE);
            let who = self.0.resources.get(who as usize);
            let what = &self.0.activities[case.activity[at] as usize];
            let who = who.map_or("-", |who| who);
            self.1.push(format!("{} {what} {who}", case.name));
        }
    }

    fn merge(&mut self, other: Self) {
        self.1.extend(other.1);
    }
}

fn flattened(log: &ObjectLog, object_type: &str) -> Vec<String> {
    let intake = log.flattened(object_type).unwrap();
    let new = |words: &Words| Told(words.clone(), Vec::new());
    let mut lines = EventLog::new(intake)
        .visit(1, new)
        .expect("nothing was put aside")
        .0
        .1;
    lines.sort_unstable();
    lines
}

const ALL: [(Format, &str); 4] = [
    (Format::OcelJson, JSON_2),
    (Format::OcelJson, JSON_1),
    (Format::OcelXml, XML_2),
    (Format::OcelCsv, CSV),
];

#[test]
fn every_way_to_write_a_log_gives_the_same() {
    for (format, text) in ALL {
        let log = usual(format, text);
        assert_eq!(
            (log.events(), log.related_events(), log.objects()),
            (2, 2, 3),
            "{format:?}"
        );
        assert_eq!(log.types(), [("item", 2), ("truck", 1)]);
        assert_eq!(log.activities(), [("pack", 1), ("send", 1)]);
        let lines = ["i1 pack -", "i1 send -", "i2 pack -", "i2 send -"];
        assert_eq!(flattened(&log, "item"), lines, "{format:?}");
    }
    assert_eq!(usual(Format::OcelJson, JSON_2).among_objects().len(), 1);
}

#[test]
fn what_several_objects_do_in_one_event_is_one_pair_of_events() {
    for (format, text) in ALL {
        let log = usual(format, text);
        let handoffs = handoffs::along(&log, "item").unwrap();
        let handoff = &handoffs[&("pack", "send")];
        assert_eq!((handoff.objects, handoff.pairs), (2, 1), "{format:?}");
        assert_eq!(handoff.gaps, [3_600_000, 3_600_000]);
        assert_eq!(handoff.pair_gaps, [3_600_000]);
        assert!(handoffs::along(&log, "truck").unwrap().is_empty());
    }
}

#[test]
fn attributes_and_objects_can_be_the_resource() {
    let with = |column: &str| Mapping {
        columns: vec![(Role::Resource, column.to_owned())],
        ..Mapping::default()
    };
    for (format, text) in ALL {
        let log = log_of(format, text.as_bytes(), &with("who")).unwrap();
        assert_eq!(flattened(&log, "item")[0], "i1 pack Ann", "{format:?}");
        let log = log_of(format, text.as_bytes(), &with("object:truck")).unwrap();
        assert_eq!(flattened(&log, "item")[1], "i1 send t", "{format:?}");
    }
}

fn refused(format: Format, text: &str) -> (Option<u64>, LogErrorKind) {
    let error = log_of(format, text.as_bytes(), &Mapping::default()).unwrap_err();
    (error.row, error.kind)
}

#[test]
fn errors_name_their_line() {
    let twice = LogErrorKind::Damaged(Fault::EventTwice("e1".into()));
    let text = JSON_2.replace("\"e2\"", "\"e1\"");
    assert_eq!(refused(Format::OcelJson, &text), (Some(9), twice));
    let no_time = JSON_1.replacen("08:00", "88:00", 1);
    let (row, kind) = refused(Format::OcelJson, &no_time);
    assert!(matches!(kind, LogErrorKind::NoTime { .. }), "{kind:?}");
    assert_eq!(row, Some(5));
    let no_activity = XML_2.replace("type=\"send\"", "");
    assert_eq!(
        refused(Format::OcelXml, &no_activity),
        (Some(14), LogErrorKind::NoValue)
    );
    let lacks = LogErrorKind::Damaged(Fault::OcelLacks("objects"));
    assert_eq!(refused(Format::OcelJson, "{\"events\": []}").1, lacks);
    let open = CSV.replacen("'i2']\",t", "'i2'],t", 1);
    assert_eq!(
        refused(Format::OcelCsv, &open),
        (Some(3), LogErrorKind::OpenQuote)
    );
    let known = vec!["item".to_owned(), "truck".to_owned()];
    let written = "crate".to_owned();
    let error = usual(Format::OcelJson, JSON_2).lives("crate").unwrap_err();
    assert_eq!(
        error.kind,
        LogErrorKind::Damaged(Fault::NoObjectType { written, known })
    );
}

#[test]
fn relations_to_objects_that_are_not_listed_are_left_out_and_counted() {
    let text = JSON_1.replace(
        "\"t\": {\"ocel:type\": \"truck\"}",
        "\"u\": {\"ocel:type\": \"truck\"}",
    );
    let (log, notes) = read(Format::OcelJson, text.as_bytes(), &Mapping::default()).unwrap();
    assert_eq!(
        notes[0].kind,
        crate::events::note::NoteKind::UnlistedObjects(1)
    );
    assert_eq!(log.relations().len(), 4);
}

#[test]
fn a_log_cut_anywhere_never_panics_and_is_refused() {
    for (format, text) in ALL {
        for end in 0..text.len() {
            let read = log_of(format, &text.as_bytes()[..end], &Mapping::default());
            // Rows may end anywhere outside of quotes.
            assert!(
                read.is_err() || format == Format::OcelCsv,
                "{format:?} {end}"
            );
        }
    }
}

#[test]
fn deep_json_is_refused() {
    let text = format!("{{\"x\": {}", "[".repeat(200_000));
    let (_, kind) = refused(Format::OcelJson, &text);
    assert!(
        matches!(kind, LogErrorKind::Damaged(Fault::Json(_) | Fault::Cut)),
        "{kind:?}"
    );
}

proptest! {
    #[test]
    fn a_log_with_wrong_bytes_is_read_or_refused(
        which in 0..ALL.len(),
        wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let (format, text) = ALL[which];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, how) in wrong {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(log) = log_of(format, &bytes, &Mapping::default()) {
            for (object_type, _) in log.types() {
                prop_assert!(log.flattened(object_type).is_ok());
                prop_assert!(handoffs::along(&log, object_type).is_ok());
            }
        }
    }
}
