//! The table of handoffs for spreadsheets. Durations are hours.

use super::super::escape::cell;
use super::{View, percentiles, shown, table};
use crate::measure::log::LogMeasures;
use crate::statistics::signed;

/// Begins with the mark by which spreadsheets know UTF-8.
const HEADS: &str = "\u{feff}from,to,count,total_h,mean_h,median_h,p90_h,max_h,in_time,overlapping,again,same_person,person_known";

/// The handoffs as rows, one head above; only the head if the log does not say between whom.
pub fn csv(measures: &LogMeasures, view: &View<'_>) -> String {
    let unit = match measures.is_working_time {
        true => "working_h",
        false => "h",
    };
    let mut text = HEADS.replace("_h,", &format!("_{unit},"));
    for p in &view.asked.percentiles {
        let name = percentiles::name(*p).to_lowercase();
        text.push_str(&format!(
            ",{name}_{unit},{name}_lower_{unit},{name}_upper_{unit}"
        ));
    }
    text.push('\n');
    let Some((table, words)) = table(measures, view.between) else {
        return text;
    };
    for one in shown(table, view) {
        let hours = |millis: f64| format!("{:.6}", millis / 3_600_000.0);
        let people = one.people.unwrap_or_default();
        let mut row = vec![
            cell(&words[one.from as usize]),
            cell(&words[one.to as usize]),
            one.wait.n.to_string(),
            hours(one.total()),
            hours(one.wait.mean),
            hours(one.wait.median),
            hours(one.wait.p90),
            hours(signed(one.wait.max)),
            one.within
                .map_or_else(String::new, |within| within.to_string()),
            one.overlapping.to_string(),
            one.repeated.to_string(),
            people.same.to_string(),
            people.known.to_string(),
        ];
        for level in &one.percentiles {
            let times = [level.time, level.bounds.lower, level.bounds.upper];
            row.extend(times.map(|time| time.map_or_else(String::new, hours)));
        }
        text.push_str(&row.join(","));
        text.push('\n');
    }
    text
}
