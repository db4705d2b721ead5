//! The targets of agencies, which stand beside the project: their progress, worked out anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use baton::measure::GapVerdict;

use super::{close, gaps};

/// The rows of the agencies' targets; nothing where the folder is absent.
fn agency_rows() -> Option<Vec<Vec<String>>> {
    let path = Path::new("../shared/data/goals/apg-us-federal/apg_targets_dev.csv");
    let Ok(text) = fs::read_to_string(path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect()
    });
    Some(rows.collect())
}

#[test]
fn agencies_progress_is_theirs_thresholds_are_kept_or_not_and_no_value_is_no_evidence() {
    let Some(rows) = agency_rows() else { return };
    let mut text = String::from("[process]\nid = \"agencies\"\n");
    for (at, row) in rows.iter().enumerate() {
        let value = |column: usize| row[column].parse::<f64>().ok();
        let keeps = row[5].starts_with("Maintain");
        let better = if row[5].ends_with("decrease") {
            "lower"
        } else {
            "higher"
        };
        let _ = write!(
            text,
            "[[measure]]\nid = \"m{at:03}\"\nkind = \"count\"\nbetter = \"{better}\"\n\
             [[goal]]\nid = \"g{at:03}\"\ntext = \"Target\"\nmeasure = \"m{at:03}\"\nkind = \"{}\"\n",
            if keeps { "maintain" } else { "improve" }
        );
        if let Some(start) = value(6) {
            let _ = writeln!(text, "baseline.value = {start:?}");
        }
        if let Some(target) = value(7) {
            let _ = writeln!(text, "target = {target:?}");
        }
        if let Some(current) = value(8) {
            let _ = writeln!(text, "actual = {{ value = {current:?}, census = true }}");
        }
    }
    let (mut ways, mut kept, mut without) = (0, 0, 0);
    for (gap, row) in gaps(&text, None).iter().zip(&rows) {
        let value = |column: usize| row[column].parse::<f64>().ok();
        let (start, target, current) = (value(6), value(7), value(8));
        if current.is_none() {
            assert_eq!((gap.progress, &gap.distance), (None, &None), "{row:?}");
            assert!(
                matches!(gap.verdict, GapVerdict::Undetermined(_)),
                "{row:?}"
            );
            without += 1;
        } else if row[5].starts_with("Maintain") {
            let reached = current >= target;
            assert_eq!(gap.verdict == GapVerdict::Met, reached, "{row:?}");
            assert_eq!(gap.progress, None, "{row:?}");
            kept += 1;
        } else if let (Some(start), Some(target), Some(current)) = (start, target, current)
            && (target - start).abs() > 0.0
        {
            assert!(gap.progress.is_some(), "{row:?}");
            close(gap.progress, (current - start) / (target - start), 1e-9);
            let published: f64 = row[9].parse().unwrap();
            close(gap.progress, published, 1e-6);
            ways += 1;
        }
    }
    println!("{ways} ways, {kept} thresholds, {without} without a value");
    assert!(ways > 50 && kept == 3 && without > 0);
}
