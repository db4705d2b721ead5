//! How the gaps of goals moved since the last record, wherever an audit speaks of gaps.

use std::path::PathBuf;

use baton::audit::Audit;
use baton::lang::Lang;
use baton::report::Format;
use jiff::civil::date;

use crate::rendered::{rendered, rendered_text};

use super::{folder, months, record, store, write};

/// Goals of one share each: id, cases that were right of 1000, day, target.
fn goals(all: &[(&str, u32, &str, &str)]) -> String {
    let mut text =
        "[[measure]]\nid = \"usable\"\nkind = \"share\"\nbetter = \"higher\"\n".to_owned();
    for (id, k, day, target) in all {
        text.push_str(&format!(
            "[[goal]]\nid = \"{id}\"\ntext = \"a\"\non = \"lot\"\nmeasure = \"usable\"\ntarget = \"{target}\"\n\
             actual = {{ k = {k}, n = 1000, on = {day} }}\n"
        ));
    }
    text
}

/// Two months in which goals rose, fell, stayed, got another target, came and went.
fn two_months(name: &str) -> (PathBuf, Audit) {
    let folder = folder(name);
    let first = goals(&[
        ("fell", 980, "2026-01-15", "95 %"),
        ("gone", 700, "2026-01-15", "95 %"),
        ("moved", 700, "2026-01-15", "95 %"),
        ("rose", 700, "2026-01-15", "95 %"),
        ("stayed", 700, "2026-01-15", "95 %"),
        ("wavered", 800, "2026-01-15", "95 %"),
    ]);
    let then = goals(&[
        ("came", 800, "2026-02-15", "95 %"),
        ("fell", 800, "2026-02-15", "95 %"),
        ("moved", 800, "2026-02-15", "75 %"),
        ("rose", 800, "2026-02-15", "95 %"),
        ("stayed", 700, "2026-01-15", "95 %"),
        ("wavered", 805, "2026-02-15", "95 %"),
    ]);
    let models = [store(true, true, &first), store(true, true, &then)];
    let audit = months(&folder, &models);
    (folder, audit)
}

fn report(audit: &Audit, format: Format, lang: Lang, wanted: &[&str]) -> String {
    rendered_text(audit, format, lang, wanted, None)
}

const MOVES: [(&str, &str, &str); 6] = [
    (
        "rose",
        "better; short by 25 pp then",
        "更好；当时差 25 个百分点",
    ),
    ("fell", "worse; met → not met", "更差；已达成 → 未达成"),
    (
        "wavered",
        "better (not shown to be more than chance); short by 15 pp then",
        "更好（未证明不是偶然波动）；当时差 15 个百分点",
    ),
    (
        "stayed",
        "unchanged (still the same figure); short by 25 pp then",
        "不变（仍是同一个观测值）；当时差 25 个百分点",
    ),
    (
        "moved",
        "not compared (the target changed)",
        "不作比较（目标值变了）",
    ),
    (
        "came",
        "not compared (there was no such goal then)",
        "不作比较（当时没有这个目标）",
    ),
];

#[test]
fn the_gap_table_says_of_each_goal_how_it_moved_in_the_words_of_the_trend() {
    let (_, audit) = two_months("gaps-text");
    for (lang, head) in [
        (Lang::En, "since 2026-01-28"),
        (Lang::Zh, "与 2026-01-28 相比"),
    ] {
        let text = report(&audit, Format::Text, lang, &[]);
        let table = text
            .lines()
            .skip_while(|line| !line.contains(head) || !line.contains(" n "));
        let table: Vec<&str> = table.take(7).collect();
        assert_eq!(table.len(), 7, "{text}");
        for (goal, en, zh) in MOVES {
            let row = table
                .iter()
                .find(|row| row.contains(&format!("store/{goal} ")));
            let said = lang.pick(en, zh);
            assert!(row.unwrap().contains(said), "{said}: {row:?}");
        }
    }
}

#[test]
fn the_summary_counts_the_goals_and_names_those_that_moved_or_are_gone() {
    let (_, audit) = two_months("gaps-summary");
    let said = [
        (
            Lang::En,
            "goals since then: 2 better, 1 worse, 1 unchanged, 2 not compared, 1 no longer there",
            [
                "store/fell: worse",
                "store/rose: better",
                "store/gone: not compared",
            ],
        ),
        (
            Lang::Zh,
            "此后的目标：更好 2 个，更差 1 个，不变 1 个，不作比较 2 个，已不存在 1 个",
            [
                "store/fell：更差",
                "store/rose：更好",
                "store/gone：不作比较",
            ],
        ),
    ];
    for (lang, counts, named) in said {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let text = report(&audit, format, lang, &[]);
            for line in named.into_iter().chain([counts]) {
                assert!(text.contains(line), "{format:?}: {line}\n{text}");
            }
        }
        let one = report(&audit, Format::Text, lang, &["store/rose"]);
        assert!(!one.contains("store/gone"), "it is out of scope\n{one}");
    }
}

#[test]
fn programs_get_the_state_of_then_beside_each_gap() {
    let (_, audit) = two_months("gaps-json");
    let text = report(&audit, Format::Json, Lang::En, &[]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let gaps = json["gaps"].as_array().unwrap();
    let since = |id: &str| {
        let id = format!("store/{id}");
        let gap = gaps.iter().find(|gap| gap["goal"] == id.as_str());
        gap.unwrap()["since_last"].clone()
    };
    let rose = since("rose");
    assert_eq!(rose["record"], "2026-01-28");
    assert_eq!(
        (&rose["change"], &rose["beyond_chance"]),
        (&"better".into(), &true.into())
    );
    assert_eq!(
        (&rose["verdict_then"], &rose["actual_then"]["value"]),
        (&"not-met".into(), &70.0.into())
    );
    assert_eq!(rose["distance_then"]["value"], 25.0);
    let moved = since("moved");
    assert_eq!(
        (&moved["change"], &moved["reason"]),
        (&"not-compared".into(), &"the target changed".into())
    );
    assert_eq!(moved["target_then"]["value"], 95.0);
    let came = since("came");
    assert_eq!(came["change"], "not-compared");
    assert!(came.get("verdict_then").is_none(), "{came}");
    let goals = &json["summary"]["since_last"]["goals"];
    let expected = serde_json::json!({
        "better": 2, "worse": 1, "unchanged": 1, "not_compared": 2, "gone": ["store/gone"],
    });
    assert_eq!(*goals, expected);
}

#[test]
fn the_page_says_of_each_goal_how_it_moved_and_counts_each_finding_once() {
    let (folder, _) = two_months("gaps-page");
    let first = goals(&[("rose", 900, "2026-03-15", "95 %")]);
    write(&folder, &store(true, false, &first));
    let audit = record(&folder, date(2026, 3, 28));
    for (lang, cell, cover) in [
        (
            Lang::En,
            "since 2026-02-28: better; short by 15 pp then",
            "of its findings are about objects that are no longer there",
        ),
        (
            Lang::Zh,
            "与 2026-02-28 相比：更好；当时差 15 个百分点",
            "项发现所针对的对象已不存在",
        ),
    ] {
        let page = report(&audit, Format::Html, lang, &[]);
        assert!(page.contains(cell) && page.contains(cover), "{lang:?}");
        let text = report(&audit, Format::Text, lang, &[]);
        assert!(text.contains(cover), "the same words\n{text}");
    }
}

#[test]
fn without_a_goal_nothing_is_said_of_goals() {
    let folder = folder("gaps-none");
    let audit = months(&folder, &[store(true, true, ""), store(true, true, "")]);
    for lang in [Lang::En, Lang::Zh] {
        let text = report(&audit, Format::Markdown, lang, &[]);
        let said = lang.pick("goals since then", "此后的目标");
        assert!(!text.contains(said), "{text}");
    }
    let json = report(&audit, Format::Json, Lang::En, &[]);
    assert!(
        json.contains("since_last") && !json.contains("\"goals\""),
        "{json}"
    );
}

/// The texts of a workbook, one after the other.
#[cfg(feature = "xlsx")]
fn workbook(audit: &Audit, lang: Lang) -> String {
    use std::io::{Cursor, Read as _};
    let packed = rendered(audit, Format::Xlsx, lang, &[], None);
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut texts = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
    part.read_to_string(&mut texts).unwrap();
    texts
}

#[cfg(feature = "xlsx")]
#[test]
fn the_workbook_says_of_each_goal_how_it_moved_since_the_last_record() {
    let (_, audit) = two_months("goals-workbook");
    let text = workbook(&audit, Lang::En);
    assert!(text.contains("since the last record"), "{text}");
    for said in [
        "2026-01-28: better; ",
        "2026-01-28: worse; ",
        "still the same figure",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let text = workbook(&audit, Lang::Zh);
    assert!(
        text.contains("与上次记录相比") && text.contains("2026-01-28：更好"),
        "{text}"
    );
}

#[test]
fn bounds_that_meet_may_still_show_a_change() {
    let folder = folder("gaps-overlap");
    let of =
        |k: u32, day: &str| goals(&[("whole", k, day, "95 %")]).replace("n = 1000", "n = 1080");
    let models = [
        store(true, true, &of(858, "2026-01-15")),
        store(true, true, &of(900, "2026-02-15")),
    ];
    let audit = months(&folder, &models);
    let text = report(&audit, Format::Text, Lang::En, &[]);
    assert!(text.contains("store/whole: better; short by"), "{text}");
}
