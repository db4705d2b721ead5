//! Chinese sentences are punctuated in Chinese.
//!
//! A half-width mark beside a Chinese character in running text is the trace of a sentence that was
//! put together for English; so is a blank beside “ or ”, which bring their own room. Between a
//! Chinese character and a number or a Latin word stands one blank. What is typed as it stands (code, keys, ids, what a user wrote) and
//! what another program puts there (headlines of the crate that shows places, headings of clap)
//! keeps its marks.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const HALF: &str = ",;:()?!";

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || "“”。，、；：（）《》".contains(c)
}

/// The text without what is typed as it stands: between backticks, and between quotes, where
/// users speak.
fn prose(line: &str) -> String {
    let mut left = String::new();
    let (mut code, mut quoted) = (false, 0_u32);
    for c in line.chars() {
        match c {
            '`' => code = !code,
            '“' if !code => quoted += 1,
            '”' if !code => quoted = quoted.saturating_sub(1),
            _ if code || quoted > 0 => {}
            _ => {
                left.push(c);
                continue;
            }
        }
        // A character that is neither, so that what stood around is not joined.
        if matches!(c, '`' | '”') {
            left.push(c);
        }
    }
    left
}

/// What is wrong in one line.
fn wrong(line: &str) -> Option<String> {
    let text = prose(line);
    let chinese = text
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    // A Chinese word inside an English sentence.
    let is_english = chinese.count() * 3 < latin;
    let all: Vec<char> = text.chars().collect();
    let beside = |at: usize| {
        let before = all[..at].iter().rev().find(|c| **c != ' ');
        let after = all[at + 1..].iter().find(|c| **c != ' ');
        let word = |c: Option<&char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        let is_edge = |c: Option<&char>| c.is_some_and(|c| is_chinese(*c));
        word(before) || word(after) || (is_edge(before) && is_edge(after))
    };
    let found = (0..all.len()).find(|at| HALF.contains(all[*at]) && beside(*at));
    (found.is_some() && !is_english).then(|| text.trim().to_owned())
}

/// A blank between a Chinese word or mark and a quotation mark, or a number joined to a Chinese
/// word: where that is.
fn unevenly_spaced(line: &str) -> Option<String> {
    let all: Vec<char> = line.chars().collect();
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let near = |at: usize| {
        all[at.saturating_sub(8)..all.len().min(at + 10)]
            .iter()
            .collect()
    };
    for (at, three) in all.windows(3).enumerate() {
        let &[before, blank, after] = three else {
            continue;
        };
        let is_full = |c: char| is_word(c) || "“”。，、；：（）《》".contains(c);
        let beside_quote = (after == '“' && is_full(before)) || (before == '”' && is_full(after));
        if blank == ' ' && beside_quote {
            return Some(near(at));
        }
    }
    // What stands between straight quotes is typed as it is.
    let typed = prose(line);
    let said = typed.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    let text: Vec<char> = said.chars().collect();
    for pair in text.windows(2) {
        let &[before, after] = pair else { continue };
        let joined = (is_word(before) && after.is_ascii_digit())
            || ((before.is_ascii_digit() || before == '%') && is_word(after));
        if joined {
            return Some(pair.iter().collect());
        }
    }
    None
}

/// Lines whose form another program gives: `error[rule]: …` and its source lines, `heading:` of
/// the help.
fn is_of_another(line: &str, file: &str) -> bool {
    let is_headline = line
        .split_once("]: ")
        .is_some_and(|(head, _)| head.contains('[') && !head.contains(' '));
    let shows_source = line
        .split_once(" | ")
        .is_some_and(|(number, _)| number.trim().parse::<u32>().is_ok());
    let is_heading = file.contains("cli") && line.ends_with(':') && !line.contains(' ');
    is_headline && !file.ends_with(".md") || shows_source || is_heading
}

fn entities(line: &str) -> String {
    let known = [
        ("&#8288;", ""),
        ("&#10;", "\n"),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    known
        .iter()
        .fold(line.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The running text of a file, line by line.
fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let name = file.to_string_lossy();
    if name.ends_with(".csv") {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).from_reader(text.as_bytes());
        let rows = reader.records().map(Result::unwrap);
        return rows
            .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
    }
    if name.ends_with(".json") || name.ends_with(".sarif") {
        let mut texts = Vec::new();
        strings(&serde_json::from_str(&text).unwrap(), &mut texts);
        return texts;
    }
    if name.ends_with(".github.txt") {
        // A command holds its message behind the second pair of colons.
        let messages = text.lines().map(|line| match line.splitn(3, "::").nth(2) {
            Some(message) => message.replace("%0A", "\n"),
            None => line.to_owned(),
        });
        return messages.collect();
    }
    text.lines().map(entities).collect()
}

fn strings(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => into.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| strings(one, into)),
        serde_json::Value::Object(all) => all.values().for_each(|one| strings(one, into)),
        _ => {}
    }
}

/// Every file that was written in Chinese.
fn chinese_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["tests/golden", "tests/golden/sheet", "docs"] {
        let entries = fs::read_dir(folder).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.contains(".zh.")
    });
    files.sort();
    files
}

fn report(found: &[String]) {
    let shown: Vec<&str> = found.iter().take(40).map(String::as_str).collect();
    assert!(
        found.is_empty(),
        "{} lines\n{}",
        found.len(),
        shown.join("\n")
    );
}

fn held(name: &str, lines: impl Iterator<Item = String>) -> Vec<String> {
    lines
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !is_of_another(line, name))
        .filter_map(|line| {
            wrong(&line)
                .or_else(|| unevenly_spaced(&line))
                .map(|at| (at, line))
        })
        .map(|(at, line)| format!("{name}: {at} in {line}"))
        .collect()
}

#[test]
fn no_chinese_page_or_golden_file_has_a_half_width_mark_beside_a_chinese_word() {
    let files = chinese_files();
    assert!(files.len() > 10, "{files:?}");
    let found = files.iter().flat_map(|file| {
        let name = file.to_string_lossy().into_owned();
        held(&name, lines(file).into_iter())
    });
    report(&found.collect::<Vec<_>>());
}

#[test]
fn words_of_choices_are_listed_with_chinese_marks_in_the_manual_of_the_model() {
    let text = fs::read_to_string("docs/model.md").unwrap();
    let lists: Vec<&str> = text.lines().filter(|line| line.contains("`：\"")).collect();
    assert!(lists.len() > 10, "{lists:?}");
    for list in lists {
        assert!(!list.contains(", ") && list.ends_with('。'), "{list}");
    }
}

#[test]
fn what_the_commands_say_in_chinese_has_no_half_width_mark_beside_a_chinese_word() {
    let mut found = Vec::new();
    for typed in [
        "gap processes",
        "gap processes --chain",
        "gap processes --why production/tap-on-plan",
        "gap processes --why raw-store/usable-lots",
        "gap processes --why sinter-line/right-all-the-way",
        "gap processes --why finished-goods/complete-loads",
        "audit processes",
        "sheet processes",
        "explain no-due-time",
        "measure processes/evidence/heat-log.csv --case heat --zone Asia/Shanghai --by resource",
        "what-if processes --set production/smelt.servers=3",
        "audti",
        "audit --nothing",
        "audit --level nots",
        "audit nowhere",
        "measure nowhere.csv",
        "measure processes/evidence/heat-log.csv --case heat --sla 3个工作日",
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_baton"))
            .args(typed.split(' '))
            .args(["--lang", "zh"])
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(said).unwrap();
        assert!(!text.is_empty(), "{typed}");
        found.extend(held(typed, std::iter::once(text)));
    }
    report(&found);
}

#[test]
fn a_mark_is_found_where_it_is_wrong_and_left_where_it_is_right() {
    for bad in [
        "负责人: 主管",
        "按计划出铁率: 差 1 点",
        "合格 (货单)",
        "甲, 乙",
    ] {
        assert!(wrong(bad).is_some(), "{bad}");
    }
    for good in [
        "读取 `a, b` 两键",
        "投诉“质保书;不放车”已关闭",
        "2026-06-30 10:00，100 %",
        "raw-store/lot (2026-06)",
        "it is asked (下道工序就是客户). The next process is the customer",
    ] {
        assert_eq!(wrong(good), None, "{good}");
        assert_eq!(unevenly_spaced(good), None, "{good}");
    }
    for bad in [
        "没有参数 “--lang”",
        "“下料” 没有写",
        "共3 项",
        "有 3项",
        "占 3 %的",
        "到“甲” 后",
    ] {
        assert!(unevenly_spaced(bad).is_some(), "{bad}");
    }
    for good in [
        "没有参数“--lang”",
        "共 3 项",
        "占 3 %",
        "到“焊接” 6 次",
        "写“07:30前”",
        "`共3项`",
    ] {
        assert_eq!(unevenly_spaced(good), None, "{good}");
    }
}
