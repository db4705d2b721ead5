//! Names that try to be something else: markup, formulas, commands, links, hidden marks.

use std::fs;

use baton::audit::Audit;
use baton::lang::Lang;
use baton::report::Format;

use super::{audit_of, folder, json, text};

/// What users, or those who send them models, may write. Each stands in
/// names, an owner and a reason.
pub(crate) const NAMES: [&str; 14] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+1",
    "@everyone",
    "-2+3",
    "＝1+1",
    "a | b ` c ** d __ e",
    "[x](javascript:alert(1)) ![y](http://evil.example/z)",
    "]]></failure><testcase name='x'/>",
    "line\n::error file=x::injected\n| a | b |",
    "50 %0A::warning::x, y: z",
    "right\u{202e}tfel\u{2066}",
    "bell\u{7}escape\u{1b}[31m",
    "https://evil.example www.evil.example #1 &amp; $x$ ~~y~~",
];

/// A TOML string of any text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A process with a handoff for each name.
pub(crate) fn hostile(name: &str) -> Audit {
    let folder = folder(name);
    let mut model = format!("[process]\nid = \"p\"\nname = {}\n", quoted(NAMES[0]));
    for (at, name) in NAMES.iter().enumerate() {
        let name = quoted(name);
        model.push_str(&format!(
            "[[step]]\nid = \"a{at}\"\nname = {name}\nowner = {name}\n[[step]]\nid = \"b{at}\"\nname = {name}\n\
             [[handoff]]\nid = \"h{at}\"\nfrom = \"a{at}\"\nto = \"b{at}\"\ndeliverable = {name}\ndue = \"soon\"\n\
             customer.why = {name}\n"
        ));
    }
    fs::write(folder.join("p.toml"), model).unwrap();
    let audit = audit_of(&folder);
    assert!(audit.problems.is_empty(), "{:#?}", audit.problems);
    audit
}

/// Marks that nobody sees and that change how the rest reads.
fn hidden(text: &str) -> Vec<char> {
    let hides = |c: &char| {
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    };
    text.chars().filter(hides).collect()
}

#[test]
fn nothing_hidden_comes_out_of_any_format() {
    let audit = hostile("hostile-hidden");
    let formats = [
        Format::Text,
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Gitlab,
        Format::Markdown,
        Format::Csv,
        Format::Html,
    ];
    for format in formats {
        for lang in [Lang::En, Lang::Zh] {
            let said = text(&audit, format, lang);
            assert_eq!(hidden(&said), [], "{}", format.name());
            // Of annotations only the first ten of a level are shown.
            let is_told = said.contains("right\u{fffd}tfel") || format == Format::Github;
            assert!(is_told, "{}", format.name());
        }
    }
}

#[test]
fn xml_stays_one_document_of_known_elements() {
    let audit = hostile("hostile-xml");
    let xml = text(&audit, Format::Junit, Lang::En);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    for element in elements {
        let name = element.tag_name().name();
        let known = [
            "testsuites",
            "testsuite",
            "testcase",
            "failure",
            "skipped",
            "system-out",
        ];
        assert!(known.contains(&name), "{name}");
    }
    let told = document
        .descendants()
        .filter_map(|one| one.attribute("message"));
    let told: String = told.collect();
    assert!(told.contains("<script>alert(1)</script>") && told.contains("]]></failure>"));
}

#[test]
fn every_line_of_a_workflow_is_one_command_or_a_remark_of_ours() {
    let audit = hostile("hostile-github");
    let told = text(&audit, Format::Github, Lang::En);
    for line in told.lines() {
        let is_command = ["::error ", "::warning ", "::notice "]
            .iter()
            .any(|name| line.starts_with(name));
        assert!(is_command || line.starts_with("baton: "), "{line}");
        let Some((properties, _)) = line.trim_start_matches("::").split_once("::") else {
            continue;
        };
        let properties = properties.split_once(' ').map_or("", |(_, rest)| rest);
        for property in properties.split(',') {
            let name = property.split('=').next().unwrap_or_default();
            assert!(["file", "line", "col", "title"].contains(&name), "{line}");
        }
    }
    assert!(!told.contains("\n::error file=x"));
}

#[test]
fn no_text_of_the_user_is_markup_of_a_comment() {
    let audit = hostile("hostile-markdown");
    for lang in [Lang::En, Lang::Zh] {
        let comment = text(&audit, Format::Markdown, lang);
        // What is escaped is no markup.
        let bare = comment.replace("\\]", "").replace("\\[", "");
        for forbidden in [
            "<script",
            "@everyone",
            "](javascript",
            "](http",
            "://evil",
            "www.evil",
            "**d",
            " $x$",
            "~~y",
            "#1 ",
        ] {
            let found = bare.find(forbidden);
            assert!(
                found.is_none(),
                "{forbidden}: {}",
                &bare[found.unwrap_or(0)..].lines().next().unwrap_or("")
            );
        }
        // Every row of the table has its six cells.
        let rows: Vec<_> = comment
            .lines()
            .filter(|line| line.starts_with('|'))
            .collect();
        assert!(rows.len() > 10);
        for row in rows {
            let cells = row.replace("\\|", "").matches('|').count();
            assert_eq!(cells, 7, "{row}");
        }
        let open = comment.matches("<details>").count();
        assert_eq!(open, comment.matches("</details>").count());
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let audit = hostile("hostile-csv");
    let table = text(&audit, Format::Csv, Lang::En);
    let table = table.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes());
    let mut seen = false;
    for row in reader.records() {
        let row = row.unwrap();
        assert_eq!(row.len(), 16);
        for cell in &row {
            let first = cell.chars().next().unwrap_or(' ');
            assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{cell}");
            seen |= cell.starts_with("'=HYPERLINK");
        }
    }
    assert!(seen, "a role that is a formula is still told");
}

#[test]
fn a_message_of_code_scanning_is_no_link() {
    let audit = hostile("hostile-sarif");
    let log = json(&audit, Format::Sarif);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let messages = results
        .iter()
        .map(|one| one["message"]["text"].as_str().unwrap());
    let links: Vec<_> = messages
        .filter(|text| text.contains("javascript:"))
        .collect();
    assert!(!links.is_empty());
    for text in links {
        assert!(
            text.contains("\\[x\\](javascript") && !text.contains("[x]("),
            "{text}"
        );
    }
}
