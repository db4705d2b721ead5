//! The workbook as a reader of such files finds it: unpacked, part by part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use baton::audit::Audit;
use baton::lang::Lang;
use baton::report::Format;
use roxmltree::Document;

use super::hostile::{NAMES, hostile};
use super::{audit_of, bytes, folder, shipped};
use crate::workspace::STORE;

/// A workbook, unpacked.
struct Book {
    parts: BTreeMap<String, String>,
    texts: Vec<String>,
}

impl Book {
    fn of(audit: &Audit, wanted: &[&str], lang: Lang) -> Self {
        let packed = bytes(audit, Format::Xlsx, wanted, lang);
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            let name = part.name().unwrap().into_owned();
            part.read_to_string(&mut text).unwrap();
            parts.insert(name, text);
        }
        let shared = Document::parse(&parts["xl/sharedStrings.xml"]).unwrap();
        let items = shared.descendants().filter(|one| one.has_tag_name("si"));
        let texts = items
            .map(|item| {
                let texts = item.descendants().filter(roxmltree::Node::is_text);
                texts.filter_map(|one| one.text()).collect()
            })
            .collect();
        drop(shared);
        Self { parts, texts }
    }

    /// The names of the sheets, in order.
    fn names(&self) -> Vec<String> {
        let book = Document::parse(&self.parts["xl/workbook.xml"]).unwrap();
        let sheets = book.descendants().filter(|one| one.has_tag_name("sheet"));
        sheets
            .map(|one| one.attribute("name").unwrap().to_owned())
            .collect()
    }

    fn part(&self, name: &str) -> &str {
        let at = self.names().iter().position(|known| known == name).unwrap() + 1;
        &self.parts[&format!("xl/worksheets/sheet{at}.xml")]
    }

    /// The cells of a sheet by their place: texts as they are, numbers as written.
    fn cells(&self, name: &str) -> BTreeMap<String, String> {
        let sheet = Document::parse(self.part(name)).unwrap();
        let cells = sheet.descendants().filter(|one| one.has_tag_name("c"));
        let shown = cells.filter_map(|cell| {
            let value = cell.children().find(|one| one.has_tag_name("v"))?.text()?;
            let text = match cell.attribute("t") {
                Some("s") => self.texts[value.parse::<usize>().unwrap()].clone(),
                _ => value.to_owned(),
            };
            Some((cell.attribute("r").unwrap().to_owned(), text))
        });
        shown.collect()
    }
}

#[test]
fn there_is_a_sheet_for_each_thing_an_auditor_goes_through() {
    let audit = shipped();
    let english = [
        "Summary", "Findings", "Handoffs", "Goals", "Actions", "Figures", "Lists",
    ];
    assert_eq!(Book::of(&audit, &[], Lang::En).names(), english);
    let chinese = ["小结", "发现", "交接", "目标", "纠正措施", "观测值", "选项"];
    assert_eq!(Book::of(&audit, &[], Lang::Zh).names(), chinese);
}

#[test]
fn numbers_are_numbers_with_their_units_beside_them() {
    let book = Book::of(&shipped(), &[], Lang::En);
    let cells = book.cells("Goals");
    let row = cells
        .iter()
        .find(|(_, text)| *text == "delivery/on-time-delivery")
        .map(|(place, _)| place.trim_start_matches('A').to_owned())
        .unwrap();
    let at = |column: &str| cells.get(&format!("{column}{row}")).map(String::as_str);
    assert_eq!((at("G"), at("H")), (Some("95"), Some("%")));
    let actual = (at("J"), at("M"), at("N"));
    assert_eq!(actual, (Some("97.7"), Some("%"), Some("600")));
    let gap = (at("O"), at("P"), at("D"));
    assert_eq!(gap, (Some("-2.67"), Some("pp"), Some("met")));
    let sheet = book.part("Goals");
    assert!(
        sheet.contains(&format!("<c r=\"J{row}\" s=")),
        "a number with a format, no text"
    );
}

#[test]
fn whether_a_goal_can_be_reached_stands_beside_its_verdict_with_what_shows_it() {
    for (lang, sheet, class, why) in [
        (
            Lang::En,
            "Goals",
            "needs redesign",
            "as it is today the chain gives 80.6 %",
        ),
        (Lang::Zh, "目标", "须改变流程", "照现状链条给出 80.6 %"),
    ] {
        let book = Book::of(&shipped(), &[], lang);
        let cells = book.cells(sheet);
        let is_it = |(_, text): &(&String, &String)| *text == "sinter-line/right-all-the-way";
        let (place, _) = cells.iter().find(is_it).unwrap();
        let row = place.trim_start_matches('A');
        let at = |column: &str| cells.get(&format!("{column}{row}")).map(String::as_str);
        assert_eq!((at("F"), at("S")), (Some(class), Some(why)));
    }
}

#[test]
fn a_finding_leads_to_the_row_of_its_handoff() {
    let book = Book::of(&shipped(), &[], Lang::En);
    let (findings, handoffs) = (book.cells("Findings"), book.cells("Handoffs"));
    let sheet = Document::parse(book.part("Findings")).unwrap();
    let links: Vec<_> = sheet
        .descendants()
        .filter(|one| one.has_tag_name("hyperlink"))
        .collect();
    assert!(links.len() > 10);
    for link in links {
        let object = &findings[link.attribute("ref").unwrap()];
        let place = link
            .attribute("location")
            .unwrap()
            .split_once('!')
            .unwrap()
            .1;
        assert_eq!(object, &handoffs[place]);
    }
}

#[test]
fn every_sheet_of_rows_has_a_filter_a_frozen_head_and_widths() {
    let book = Book::of(&shipped(), &["raw-store"], Lang::Zh);
    for name in book.names().iter().skip(1) {
        let sheet = book.part(name);
        for part in ["<autoFilter ref=", "state=\"frozen\"", "<cols>"] {
            assert!(sheet.contains(part), "{name} {part}");
        }
    }
    assert!(
        book.part("纠正措施")
            .contains("<dataValidation type=\"list\"")
    );
}

#[test]
fn no_text_of_a_user_is_ever_a_formula() {
    let book = Book::of(&hostile("hostile-workbook"), &[], Lang::En);
    for (name, part) in book
        .parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
    {
        let sheet = Document::parse(part).unwrap();
        assert!(
            !sheet.descendants().any(|one| one.has_tag_name("f")),
            "{name}"
        );
    }
    let cells = book.cells("Handoffs");
    let shown: Vec<_> = cells.values().collect();
    assert!(shown.contains(&&NAMES[1].to_owned()) && shown.contains(&&NAMES[0].to_owned()));
    let hidden = |text: &String| {
        text.chars()
            .any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{7}' | '\u{1b}'))
    };
    assert!(!book.texts.iter().any(hidden));
    // A text that begins like a formula keeps its mark when somebody edits it.
    assert!(book.parts["xl/styles.xml"].contains("quotePrefix=\"1\""));
}

#[test]
fn where_nothing_was_checked_the_first_sheet_says_so_and_why() {
    let folder = folder("workbook-broken");
    std::fs::write(
        folder.join("store.toml"),
        STORE.replace("to = \"load\"", "to = \"x\""),
    )
    .unwrap();
    let audit = audit_of(&folder);
    for (lang, name, said) in [
        (Lang::En, "Summary", "nothing was checked"),
        (Lang::Zh, "小结", "什么也没有检查"),
    ] {
        let book = Book::of(&audit, &[], lang);
        assert_eq!(book.names(), [name]);
        let cells = book.cells(name);
        assert!(cells.values().any(|text| text.contains(said)));
        assert!(
            cells
                .values()
                .any(|text| text.contains("dangling-reference"))
        );
    }
}

#[test]
fn what_there_is_no_figure_of_says_what_to_collect() {
    let folder = folder("workbook-empty");
    std::fs::write(folder.join("store.toml"), STORE).unwrap();
    let book = Book::of(&audit_of(&folder), &[], Lang::En);
    assert!(book.cells("Figures")["A2"].contains("[[evidence]]"));
    assert!(book.cells("Goals")["A2"].contains("[[goal]]"));
}
