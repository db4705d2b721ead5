//! Logs and tables as the published method's repository has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use baton::events::Instance;
use baton::measure::causes::{Route, Total};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The folder of published logs and tables; `None`, with a line that says so, if absent.
pub(crate) fn published() -> Option<PathBuf> {
    let folder = Path::new("../shared/data/logs-handoff-oracle/wta");
    if !folder.is_dir() {
        println!("skipped: no {}", folder.display());
        return None;
    }
    Some(folder.to_owned())
}

const CASE: [&str; 2] = ["case_id", "case:concept:name"];
const ACTIVITY: [&str; 2] = ["concept:name", "Activity"];
const RESOURCE: [&str; 2] = ["org:resource", "Resource"];
const START: [&str; 2] = ["start_time", "start_timestamp"];
const END: [&str; 2] = ["end_time", "time:timestamp"];

/// A log with the names its numbers stand for.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) instances: Vec<Instance>,
    pub(crate) cases: Vec<String>,
    pub(crate) activities: Vec<String>,
    pub(crate) resources: Vec<String>,
}

/// Reads a log, finding its columns by either of the two ways they are named.
pub(crate) fn log(path: &Path) -> Log {
    logs(&[path])
}

/// Reads several logs as one; cases of the second one and the next are told by their file.
pub(crate) fn logs(paths: &[&Path]) -> Log {
    let mut rows = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        let mut own = self::rows(path);
        for row in own.iter_mut().filter(|_| at > 0) {
            row.insert(CASE[1].to_owned(), format!("{} of {at}", row[CASE[1]]));
        }
        rows.append(&mut own);
    }
    let value = |row: &BTreeMap<String, String>, names: [&str; 2]| {
        let found = names.iter().find_map(|name| row.get(*name));
        found.cloned().unwrap_or_default()
    };
    let names = |columns: [&str; 2]| -> Vec<String> {
        let mut names: Vec<_> = rows.iter().map(|row| value(row, columns)).collect();
        names.sort();
        names.dedup();
        names.retain(|name| !name.is_empty());
        names
    };
    let number = |names: &[String], name: &String| {
        let found = names.binary_search(name).ok();
        found.map(|at| u32::try_from(at).unwrap())
    };
    let (cases, activities, resources) = (names(CASE), names(ACTIVITY), names(RESOURCE));
    let instances = rows.iter().map(|row| Instance {
        case: number(&cases, &value(row, CASE)).unwrap(),
        activity: number(&activities, &value(row, ACTIVITY)).unwrap(),
        resource: number(&resources, &value(row, RESOURCE)),
        start: instant(&value(row, START)),
        end: instant(&value(row, END)),
    });
    Log {
        instances: instances.collect(),
        cases,
        activities,
        resources,
    }
}

impl Log {
    pub(crate) fn resource(&self, number: Option<u32>) -> &str {
        number.map_or("NA", |number| &self.resources[number as usize])
    }

    /// A route as activity, resource, activity, resource.
    pub(crate) fn names(&self, route: &Route) -> [String; 4] {
        [
            self.activities[route.giver_activity as usize].clone(),
            self.resource(route.giver).to_owned(),
            self.activities[route.receiver_activity as usize].clone(),
            self.resource(route.receiver).to_owned(),
        ]
    }
}

/// A table of waits by causes, by route.
pub(crate) type Table = BTreeMap<[String; 4], (Total, String)>;

/// Reads a published table; the second of each pair is the list of cases.
pub(crate) fn table(path: &Path) -> Table {
    let parse = |row: &BTreeMap<String, String>| {
        let frequency: f64 = row["frequency"].parse().unwrap();
        let time = |name: &str| row.get(name).map_or(0, |text| micros(text) / 1_000);
        let mut total = Total::default();
        total.handoffs = frequency as u64;
        total.wait = time("wt_total");
        total.split.batching = time("wt_batching");
        total.split.prioritisation = time("wt_prioritization");
        total.split.contention = time("wt_contention");
        total.split.unavailability = time("wt_unavailability");
        total.split.extraneous = time("wt_extraneous");
        let seconds = row.get("wt_total_seconds");
        if let Some(seconds) = seconds {
            let seconds: f64 = seconds.parse().unwrap();
            assert_eq!((seconds * 1e3) as i64, total.wait, "{}", path.display());
        }
        let cases = row.get("cases").cloned().unwrap_or_default();
        (route(row), (total, cases))
    };
    rows(path).iter().map(parse).collect()
}

/// The route a published row is about.
pub(crate) fn route(row: &BTreeMap<String, String>) -> [String; 4] {
    let target = if row.contains_key("target_activity") {
        ["target_activity", "target_resource"]
    } else {
        ["destination_activity", "destination_resource"]
    };
    ["source_activity", "source_resource", target[0], target[1]].map(|name| row[name].clone())
}

/// The rows of a CSV file by their headers.
pub(crate) fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// An instant with an offset, or else by UTC.
fn instant(text: &str) -> i64 {
    let text = text.replace(' ', "T");
    let read: Timestamp = text.parse().unwrap_or_else(|_| {
        let local: DateTime = text.parse().unwrap();
        local.to_zoned(TimeZone::UTC).unwrap().timestamp()
    });
    read.as_millisecond()
}

/// A duration such as `1 days 01:30:00.000002`, in microseconds.
pub(crate) fn micros(text: &str) -> i64 {
    let (days, time) = text.split_once(" days").unwrap();
    let mut seconds = 0.0;
    for part in time.trim().split(':').filter(|part| !part.is_empty()) {
        seconds = seconds * 60.0 + part.parse::<f64>().unwrap();
    }
    let days: i64 = days.parse().unwrap();
    days * 86_400_000_000 + (seconds * 1e6).round() as i64
}
