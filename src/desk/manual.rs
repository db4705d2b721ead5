//! The manual of a rule, taken apart: its part in a language, and what its examples show.

use crate::engine::RuleMeta;
use crate::engine::examples::{Example, examples};
use crate::lang::Lang;

/// A part of a manual below one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty for what stands above the first.
    pub heading: String,
    /// Its lines, without empty ones at either end.
    pub lines: Vec<String>,
}

/// The heading of the Chinese part.
const CHINESE: &str = "中文";

/// The heading of the examples.
const EXAMPLES: &str = "Examples";

/// What a manual says in a language, without title and examples; in the other language if
/// it has none in this one.
pub fn sections(manual: &str, lang: Lang) -> Vec<Section> {
    let (chinese, english): (Vec<_>, Vec<_>) = all(manual)
        .into_iter()
        .filter(|section| section.heading != EXAMPLES && !section.lines.is_empty())
        .partition(|section| section.heading == CHINESE);
    match lang {
        Lang::Zh if !chinese.is_empty() => chinese
            .into_iter()
            .map(|section| Section {
                heading: String::new(),
                ..section
            })
            .collect(),
        _ => english,
    }
}

/// The titles of the examples.
pub fn example_titles(manual: &str) -> Vec<String> {
    let titles = examples(manual).into_iter();
    titles.map(|Example { title, .. }| title).collect()
}

fn all(manual: &str) -> Vec<Section> {
    let mut sections = vec![Section {
        heading: String::new(),
        lines: Vec::new(),
    }];
    let mut in_block = false;
    for line in manual.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        }
        match line.strip_prefix("## ").filter(|_| !in_block) {
            Some(heading) => sections.push(Section {
                heading: heading.trim().to_owned(),
                lines: Vec::new(),
            }),
            None if line.starts_with("# ") && !in_block => {}
            None => {
                if let Some(section) = sections.last_mut() {
                    section.lines.push(line.trim_end().to_owned());
                }
            }
        }
    }
    for section in &mut sections {
        let is_said = |line: &String| !line.is_empty();
        let from = section.lines.iter().position(is_said).unwrap_or(0);
        section.lines.drain(..from);
        let to = section
            .lines
            .iter()
            .rposition(is_said)
            .map_or(0, |at| at + 1);
        section.lines.truncate(to);
    }
    sections
}

/// The first sentence of the Chinese part of a manual, else the bare Chinese wording.
pub fn in_chinese(manual: &str, meta: &RuleMeta) -> String {
    const MARK: &str = "发现什么：";
    let line = manual.lines().find_map(|line| line.split_once(MARK));
    match line {
        Some((_, text)) => {
            let end = text
                .find('。')
                .map_or(text.len(), |at| at + '。'.len_utf8());
            text[..end].to_owned()
        }
        None => bare(&meta.zh.finding),
    }
}

/// A template with its `{names}` as dots.
fn bare(template: &str) -> String {
    let mut parts = template.split('{');
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push('…');
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANUAL: &str = "# a/b\n\nFinds a.\n\n## Why\n\nBecause.\n\n## 中文\n\n- 发现什么：甲。\n\n## Examples\n\n### One\n\n```toml\n## no heading\n```\n";

    #[test]
    fn each_language_has_its_part_and_no_example() {
        let headings = |lang| {
            let sections = sections(MANUAL, lang).into_iter();
            sections.map(|section| section.heading).collect::<Vec<_>>()
        };
        assert_eq!(headings(Lang::En), ["", "Why"]);
        assert_eq!(sections(MANUAL, Lang::Zh)[0].lines, ["- 发现什么：甲。"]);
        assert_eq!(example_titles(MANUAL), ["One"]);
    }

    #[test]
    fn a_manual_without_a_chinese_part_is_shown_in_english() {
        assert_eq!(
            sections("# a/b\n\nFinds a.\n", Lang::Zh)[0].lines,
            ["Finds a."]
        );
    }
}
