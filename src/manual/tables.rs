//! Every table and key of a model file.

use super::key_examples::example;
use super::page::{Page, code};
use super::wordings;
use crate::load::Record;
use crate::load::document::Tables;
use crate::load::schema::{KeySpec, Shape, TableSpec};

/// The manual of the TOML.
pub fn tables() -> String {
    let mut page = Page::new(
        "The model in TOML",
        "A workspace is all `*.toml` files below the given paths. One file describes one process, or what belongs to the whole organization. Any text may be plain or `{ en = \"…\", zh = \"…\" }`. An `id` is local to its process; `process/id` reaches another. Only the keys marked • are required; the audit says what is missing next.",
        "工作区是给定路径下的所有 `*.toml` 文件。一个文件描述一个流程，或属于整个组织的内容。任何文本都可写成普通文本或 `{ en = \"…\", zh = \"…\" }`。`id` 在本流程内有效；`流程/代号` 可引用其他流程。只有标 • 的键必写；还缺什么，审核会告诉您。",
    );
    for (headers, table) in all() {
        let names: Vec<_> = headers.iter().map(|header| code(header)).collect();
        page.heading(2, &names.join(", "));
        page.paragraph(&format!("{} {}", table.en.trim(), table.zh));
        let rows: Vec<_> = table.keys.iter().map(|key| row(table, key)).collect();
        page.table(["key", "", "takes", "example", "meaning", "含义"], &rows);
        for key in table.keys {
            if let Some(words) = words(&(key.shape)()) {
                page.paragraph(&format!("`{}`：{words}。", key.name));
            }
        }
    }
    wordings::sections(&mut page);
    page.text()
}

/// Every table once, with all the places it is written at, in the order of the file.
pub(super) fn all() -> Vec<(Vec<String>, &'static TableSpec)> {
    let mut found = Vec::new();
    for key in Tables::SPEC.keys {
        collect("", key.name, &(key.shape)(), false, &mut found);
    }
    found
}

fn collect(
    above: &str,
    name: &str,
    shape: &Shape,
    in_list: bool,
    found: &mut Vec<(Vec<String>, &'static TableSpec)>,
) {
    match shape {
        Shape::List(item) => collect(above, name, item, true, found),
        Shape::Table(table) => {
            let path = if above.is_empty() {
                name.to_owned()
            } else {
                format!("{above}.{name}")
            };
            let header = if in_list {
                format!("[[{path}]]")
            } else {
                format!("[{path}]")
            };
            if let Some((headers, _)) = found.iter_mut().find(|(_, known)| known.name == table.name)
            {
                headers.push(header);
                return;
            }
            found.push((vec![header], table));
            for key in table.keys {
                collect(&path, key.name, &(key.shape)(), false, found);
            }
        }
        _ => {}
    }
}

fn row(table: &TableSpec, key: &KeySpec) -> [String; 6] {
    let shape = (key.shape)();
    [
        code(key.name),
        if key.required { "•" } else { "" }.to_owned(),
        takes(&shape),
        code(&format!(
            "{} = {}",
            key.name,
            example(table.name, key.name, &shape)
        )),
        key.en.trim().to_owned(),
        key.zh.to_owned(),
    ]
}

/// What a key takes, in words.
fn takes(shape: &Shape) -> String {
    match shape {
        Shape::Integer { min, max } => format!("a whole number, {min} to {max}"),
        Shape::List(item) => match &**item {
            Shape::Table(table) => format!("tables like `{}`", table.name),
            other => format!("a list, each {}", takes(other)),
        },
        Shape::Table(table) => format!("a table, `{}`", table.name),
        other => other.expected().en().to_owned(),
    }
}

/// The words of a choice with their meaning.
pub(super) fn words(shape: &Shape) -> Option<String> {
    let Shape::Choice(words) = shape else {
        return None;
    };
    let words: Vec<_> = words
        .iter()
        .map(|(word, zh)| format!("\"{word}\" {zh}"))
        .collect();
    Some(words.join("、"))
}
