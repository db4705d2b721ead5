//! A curve of times has a band where it is that of a sample, and only there.

use super::{audited, drawn};
use crate::lang::Lang;
use crate::report::html::charts::times;

/// The section of times of a log of sixty cases, so many of them not finished, with a line more
/// in its declaration.
fn section(open: usize, more: &str, lang: Lang) -> String {
    let folder = tempfile::tempdir().unwrap();
    let model = format!(
        "[process]\nid = \"p\"\n[[step]]\nid = \"a\"\nactivities = [\"A\"]\n[[step]]\nid = \"b\"\n\
         activities = [\"B\"]\n[[handoff]]\nid = \"h\"\nfrom = \"a\"\nto = \"b\"\n[[log]]\n\
         id = \"l\"\npath = \"log.csv\"\ncase = \"case\"\nactivity = \"activity\"\n\
         time = \"time\"\nlast = [\"B\"]\nzone = \"UTC\"\n{more}"
    );
    let mut rows = "case,activity,time\n".to_owned();
    for case in 0..60 {
        rows.push_str(&format!("{case},A,2026-03-06 08:{case:02}:10\n"));
        if case >= open {
            rows.push_str(&format!("{case},B,2026-03-07 0{}:{case:02}:40\n", case % 9));
        }
    }
    std::fs::write(folder.path().join("model.toml"), model).unwrap();
    std::fs::write(folder.path().join("log.csv"), rows).unwrap();
    let audit = audited(folder.path());
    drawn(&audit, times::section, lang).body.into_string()
}

/// √(ln 40 / 120) = 0.1753.
#[test]
fn a_sample_has_a_band_for_each_curve_and_a_legend_in_both_languages() {
    let english = section(0, "", Lang::En);
    assert_eq!(english.matches("class=\"chart-around\"").count(), 2);
    assert!(english.contains("lies with 95 % confidence (of samples only)"));
    assert!(english.contains("lies within ± 17.5 pp of it with 95 % confidence"));
    let chinese = section(0, "", Lang::Zh);
    assert!(chinese.contains("的置信度落在其中（仅抽样才有）"));
    assert!(chinese.contains("相差不超过 17.5 个百分点"));
}

#[test]
fn all_cases_have_no_band_and_no_legend_of_one() {
    let census = section(0, "census = true\n", Lang::En);
    assert!(census.contains("class=\"chart-curve\""));
    assert!(!census.contains("chart-around") && !census.contains("whole curve"));
}

/// The waits of the handoff are all over; the lead times of open cases are not.
#[test]
fn lead_times_of_open_cases_have_no_band() {
    let open = section(4, "", Lang::En);
    assert_eq!(open.matches("class=\"chart-around\"").count(), 1);
    assert_eq!(open.matches("class=\"chart-curve\"").count(), 2);
}
