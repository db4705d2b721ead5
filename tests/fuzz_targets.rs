//! The fuzz targets over their seeds: so they are compiled with every change, and what they
//! promise holds for the examples before anybody lets them run for hours.

use std::fs;
use std::path::{Path, PathBuf};

#[expect(unreachable_pub, reason = "there it is a crate of its own")]
#[path = "../fuzz/src/lib.rs"]
mod targets;

/// All files below a folder with this ending.
fn seeds(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder of the repository");
            open.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
    assert!(!found.is_empty(), "no .{ending} in {folder}");
    found.sort();
    found
}

/// The bytes, and the bytes cut off at some places, as a half-written file has them.
fn cut(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let parts = (0..=4).map(move |part| bytes.len() * part / 4);
    parts.map(|end| &bytes[..end])
}

#[test]
fn models_are_read_and_reported_whole_and_cut_off() {
    for path in seeds("processes", "toml") {
        let bytes = fs::read(path).expect("a seed");
        cut(&bytes).for_each(targets::load);
    }
    for path in seeds("tests/broken", "toml") {
        targets::load(&fs::read(path).expect("a seed"));
    }
}

#[test]
fn tables_beside_a_model_are_read_and_reported_whole_and_cut_off() {
    let made = [
        "measure,on,period,k,n,value,recorded_by,grade,source,low,high\nraw-store/usable,raw-store/lot,2026-05,90,100,,customer,logged,Cards,,\nraw-store/usable,raw-store/lot,2026-06,,,91 %,supplier,,Book,80 %,95 %\n",
        "编号;投诉日期;客户;交接;投诉类别;严重程度;投诉内容;原因;措施;关闭日期\n1;2026/4/2;mill;raw-store/lot;迟到;严重;晚了一天;排队;错开;2026/4/16\n",
        "id,on,asked,period,poor,fair,good,very good,expected poor,expected fair,expected good,expected very good,invited\ncrews,raw-store/lot,All,2026-06,9,22,6,1,0,3,24,11,48\n",
    ];
    let shipped = seeds("processes/evidence", "csv").into_iter();
    let shipped = shipped.map(|path| fs::read(path).expect("a seed"));
    for table in shipped.chain(made.map(|text| text.as_bytes().to_vec())) {
        for kind in 0..5 {
            for table in cut(&table) {
                targets::evidence(&[&[kind], table].concat());
            }
        }
    }
}

#[test]
fn rules_are_compiled_and_run_whole_and_cut_off() {
    for path in seeds("rules", "rhai") {
        let bytes = fs::read(path).expect("a seed");
        targets::rule(&bytes);
        targets::rule(&bytes[..bytes.len() / 2]);
    }
}

#[test]
fn logs_are_read_alike_on_one_thread_and_on_two() {
    for path in seeds("processes/evidence", "csv") {
        let bytes = fs::read(path).expect("a seed");
        cut(&bytes).for_each(targets::csv_log);
        cut(&bytes).for_each(targets::ocel);
    }
    let trace = "<trace><string key=\"concept:name\" value=\"1\"/><event>\
        <string key=\"concept:name\" value=\"pack\"/>\
        <date key=\"time:timestamp\" value=\"2026-03-02T08:00:00Z\"/></event></trace>";
    let log = format!("<?xml version=\"1.0\"?><log xes.version=\"1849.2016\">{trace}</log>");
    cut(log.as_bytes()).for_each(targets::xes);
    let objects = r#"{"objectTypes":[{"name":"order","attributes":[]}],
        "eventTypes":[{"name":"pack","attributes":[]}],
        "objects":[{"id":"o1","type":"order"}],
        "events":[{"id":"e1","type":"pack","time":"2026-03-02T08:00:00Z",
        "relationships":[{"objectId":"o1","qualifier":"packs"}]}]}"#;
    cut(objects.as_bytes()).for_each(targets::ocel);
}
