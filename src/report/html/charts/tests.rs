//! Every chart of the shipped example and of small models: well-formed, in its frame, and with the
//! numbers of the report.

mod bands;
mod frame;
mod given;
mod matrices;
mod numbers;

use std::path::PathBuf;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{CSS, Charted};
use crate::audit::{Audit, Options, audit};
use crate::lang::Lang;
use crate::report::Scope;
use crate::report::html::View;

const LANGS: [Lang; 2] = [Lang::En, Lang::Zh];

type Section = (&'static str, fn(&View<'_>) -> Charted);

/// All sections.
const SECTIONS: &[Section] = &[
    ("handoffs", super::handoffs::section),
    ("goals", super::goals::section),
    ("ways", super::ways::section),
    ("whose", super::whose::section),
    ("control", super::control::section),
    ("times", super::times::section),
    ("coverage", super::coverage::section),
    ("questions", super::questions::section),
    ("sheets", super::sheets::section),
];

/// The audit of a folder.
fn audited(path: impl Into<PathBuf>) -> Audit {
    let options = Options {
        paths: vec![path.into()],
        threads: Some(2),
        ..Options::default()
    };
    let audit = audit(&options, &|_, _| {});
    assert!(audit.problems.is_empty(), "{:#?}", audit.problems);
    audit
}

/// The audit of a model given as text.
fn modelled(text: &str) -> Audit {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("model.toml"), text).unwrap();
    audited(folder.path())
}

fn drawn(audit: &Audit, section: fn(&View<'_>) -> Charted, lang: Lang) -> Charted {
    let scope = Scope::default();
    let checked = audit.checked.as_ref().unwrap();
    section(&View {
        audit,
        checked,
        scope: &scope,
        lang,
    })
}

/// All sections as one page.
fn page(audit: &Audit, lang: Lang) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang.pick("en", "zh-CN")) {
            head { meta charset="utf-8"; title { "charts" } style { (PreEscaped(CSS)) } }
            body {
                @for (name, section) in SECTIONS {
                    @let charted = drawn(audit, *section, lang);
                    section id=(name) { h2 { (charted.title) } (charted.body) }
                }
            }
        }
    }
}

/// A model of one handoff with a series that has signals, a change on purpose, and long names.
fn series() -> String {
    let mut text = String::from(SERIES);
    let counts = [
        90, 92, 91, 93, 90, 92, 91, 94, 90, 92, 93, 91, 70, 92, 95, 96, 95, 96, 97, 95, 96, 97, 96,
        98,
    ];
    for (at, k) in counts.into_iter().enumerate() {
        let (year, month, n) = (
            2024 + at / 12,
            at % 12 + 1,
            if at % 3 == 0 { 100 } else { 140 },
        );
        let k = if n == 140 { k * 7 / 5 } else { k };
        text.push_str(&format!(
            "[[figure]]\nmeasure = \"m\"\non = \"lot\"\nrecorded_by = \"customer\"\nperiod = \"{year}-{month:02}\"\nk = {k}\nn = {n}\n"
        ));
    }
    for (at, value) in [30, 26, 31, 28, 45, 29, 27].into_iter().enumerate() {
        let month = at + 1;
        text.push_str(&format!(
            "[[figure]]\nmeasure = \"wait\"\non = \"lot\"\nrecorded_by = \"customer\"\nperiod = \"2025-{month:02}\"\nvalue = \"{value} min\"\nn = 40\n"
        ));
    }
    text
}

const SERIES: &str = r#"
process = { id = "p", name = { en = "A process with a very long name that goes on and on until no chart has room", zh = "名字很长很长的流程一直写下去直到任何图表都放不下为止" } }
step = [{ id = "give", start = true }, { id = "take", end = true }]
[[handoff]]
id = "lot"
from = "give"
to = "take"
deliverable = { en = "Everything that anybody could ever hand over, with <all> its papers & tickets", zh = "所有可能交接的东西以及全部<单据>和凭证一应俱全缺一不可" }
customer.needs = [{ en = "lots delivered on time by the hour that the receiver has written down ≥ 95 %", zh = "按接收方写明的时刻准时送达的批次所占的比例即准时率 ≥ 95 %" }, "wait ≤ 30 min", "moisture of the dried material 4 % to 6 %"]
supplier.criteria = ["moisture of the dried material ≤ 8 %"]
supplier.promises = [{ en = "lots delivered on time by the hour that the receiver has written down ≥ 90 %", zh = "按接收方写明的时刻准时送达的批次所占的比例即准时率 ≥ 90 %" }]
[[measure]]
id = "m"
name = { en = "Share of the lots that arrive by the hour agreed with the receiver", zh = "按与接收方商定的时刻到达的批次所占比例" }
kind = "share"
of = "on-time"
better = "higher"
[[measure]]
id = "wait"
kind = "duration"
of = "wait"
better = "lower"
[[goal]]
id = "g"
text = { en = "Raise the share of lots on time from 80 % to 99 % by 2026-12-31", zh = "2026-12-31 前准时率由 80 % 提高到 99 %" }
on = "lot"
measure = "m"
baseline = { value = "80 %", n = 100, on = 2023-12-31 }
floor = "90 %"
target = "99 %"
start = 2024-01-01
by = 2026-12-31
[[benchmark]]
id = "other"
measure = "p/m"
value = "97 %"
of = "Works of the south"
"#;
