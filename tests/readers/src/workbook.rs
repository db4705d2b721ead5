//! Spreadsheets: what a reader of workbooks finds in ours.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::cases;

#[test]
fn a_reader_of_workbooks_finds_each_finding_in_a_row_and_no_formula() {
    for case in cases() {
        for lang in ["en", "zh"] {
            let bytes = case.report("xlsx", lang);
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let shown = case.json("json", lang);
            let findings = shown["findings"].as_array().cloned().unwrap_or_default();
            let mut ids: Vec<&str> = findings
                .iter()
                .filter_map(|one| one["fingerprint"].as_str())
                .collect();
            ids.sort_unstable();
            let mut sheets = Vec::new();
            for name in book.sheet_names() {
                let formulas = book.worksheet_formula(&name).unwrap();
                assert!(
                    formulas.cells().all(|(.., formula)| formula.is_empty()),
                    "{} {name}",
                    case.name
                );
                let range = book.worksheet_range(&name).unwrap();
                let texts = range.cells().filter_map(|(.., cell)| match cell {
                    Data::String(text) => {
                        ids.binary_search(&text.as_str()).ok().map(|_| text.clone())
                    }
                    _ => None,
                });
                let mut found: Vec<_> = texts.collect();
                found.sort_unstable();
                sheets.push(found);
            }
            assert!(
                sheets.iter().any(|found| *found == ids),
                "{} {lang}",
                case.name
            );
        }
    }
}
