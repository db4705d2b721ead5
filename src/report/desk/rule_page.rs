//! One rule for a terminal: how it is set now, and its manual.

use super::super::Style;
use super::super::columns::{Align, Columns};
use super::rule_list::{kind, level, summary};
use crate::desk::{Catalogue, Elsewhere, Entry, manual};
use crate::engine::OffReason;
use crate::finding::Profile;
use crate::lang::Lang;
use crate::load::settings::{LevelSetting, ParameterValue};
use crate::source::{Sources, Spot};

/// Items of a list that are shown.
const SHOWN_ITEMS: usize = 6;

/// The page of a rule.
pub fn render(catalogue: &Catalogue, entry: &Entry, style: Style) -> String {
    let mut page = Page {
        sources: &catalogue.sources,
        profile_now: catalogue.profile,
        entry,
        style,
        text: String::new(),
    };
    page.head();
    page.parameters();
    page.manual();
    page.text
}

/// `file:line` of a setting.
pub(super) fn place(sources: &Sources, spot: Spot) -> String {
    let (file, line) = (
        &sources.get(spot.source).name,
        sources.line_column(spot).line,
    );
    format!("{file}:{line}")
}

struct Page<'a> {
    sources: &'a Sources,
    profile_now: Profile,
    entry: &'a Entry,
    style: Style,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        let (on, off) = if self.style.colored {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.line(&format!("{on}{heading}{off}"));
        self.line("");
    }

    fn head(&mut self) {
        let lang = self.style.lang;
        let entry = self.entry;
        let meta = &entry.rule.meta;
        self.heading(&meta.id);
        self.line(&summary(entry, lang));
        self.line("");
        let mut facts = Columns::new(&[("", Align::Left), ("", Align::Left)], 40);
        let mut fact = |name: &str, value: String| {
            if !value.is_empty() {
                facts.row(vec![name.to_owned(), value]);
            }
        };
        fact(lang.pick("level", "级别"), self.level());
        for there in &entry.elsewhere {
            fact(lang.pick("elsewhere", "另行规定"), self.elsewhere(there));
        }
        fact(lang.pick("profile", "档次"), self.profile());
        fact(
            lang.pick("looks at", "检查对象"),
            kind(meta.looks_at, lang).to_owned(),
        );
        let question = meta.question.map(|question| question.word(lang).to_owned());
        fact(lang.pick("question", "问题"), question.unwrap_or_default());
        let separator = lang.pick(", ", "、");
        fact(lang.pick("after", "原因在前"), meta.after.join(separator));
        fact(lang.pick("refs", "依据"), meta.refs.join(separator));
        fact(lang.pick("since", "始于版本"), meta.since.clone());
        let file = if entry.is_own {
            entry.rule.file.clone()
        } else {
            lang.pick("built in", "内置").to_owned()
        };
        fact(lang.pick("script", "脚本"), file);
        // The table has no head to show.
        let facts = facts.render();
        for row in facts.lines().skip(1) {
            self.line(row);
        }
        if !meta.after.is_empty() {
            self.line("");
            self.line(lang.pick(
                "  after: where one of these has found the cause, this rule keeps silent",
                "  原因在前：如果其中一条规则已找到原因，本规则不再重复",
            ));
        }
        self.line("");
    }

    /// The level now, and where it is set.
    fn level(&self) -> String {
        let lang = self.style.lang;
        let now = level(self.entry, lang);
        match self.entry.level_at {
            None => now,
            Some(spot) => {
                let at = place(self.sources, spot);
                let own = self.entry.rule.meta.level.word(lang);
                lang.pick(
                    format!("{now} ({at}; its own is {own})"),
                    format!("{now}（{at}；自身为{own}）"),
                )
            }
        }
    }

    /// Another level, on what, and where that is set.
    fn elsewhere(&self, there: &Elsewhere) -> String {
        let lang = self.style.lang;
        let at = place(self.sources, there.at);
        let level = match there.level {
            LevelSetting::Off => lang.pick("off", "停用"),
            LevelSetting::At(level) => level.word(lang),
        };
        let files = there.paths.iter();
        let files = files.map(|path| lang.pick(format!("files in {path}"), format!("文件 {path}")));
        let all: Vec<_> = there.on.iter().cloned().chain(files).collect();
        let all = all.join(lang.pick(", ", "、"));
        lang.pick(
            format!("{level} on {all} ({at})"),
            format!("{all}：{level}（{at}）"),
        )
    }

    /// The least profile that runs it.
    fn profile(&self) -> String {
        let lang = self.style.lang;
        let own = self.entry.rule.meta.profile.name();
        match self.entry.off {
            Some(OffReason::Profile) => {
                let now = self.profile_now.name();
                lang.pick(
                    format!("{own}; it is {now} now, so this rule does not run"),
                    format!("{own}；现在是 {now}，因此本规则不运行"),
                )
            }
            _ => own.to_owned(),
        }
    }

    fn parameters(&mut self) {
        let lang = self.style.lang;
        let entry = self.entry;
        if entry.parameters.is_empty() {
            return;
        }
        self.heading(lang.pick("Parameters", "参数"));
        for set in &entry.parameters {
            let from = match set.at {
                None => lang.pick(" (default)", "（默认值）").to_owned(),
                Some(spot) => {
                    let (at, default) = (place(self.sources, spot), shown(&set.default, lang));
                    lang.pick(
                        format!(" ({at}; default {default})"),
                        format!("（{at}；默认值 {default}）"),
                    )
                }
            };
            self.line(&format!(
                "  {} = {}{from}",
                set.name,
                shown(&set.value, lang)
            ));
            self.line(&format!("      {}", lang.pick(&set.en, &set.zh)));
        }
        self.line("");
    }

    fn manual(&mut self) {
        let lang = self.style.lang;
        let text = &self.entry.rule.manual;
        if text.is_empty() {
            self.line(lang.pick(
                "It has no manual: write one beside the script, with the ending .md.",
                "它没有说明：请在脚本旁写一个同名的 .md 文件。",
            ));
            return;
        }
        for section in manual::sections(text, lang) {
            // The table above says it, with the values of now.
            if section.heading == "Parameters" {
                continue;
            }
            if !section.heading.is_empty() {
                self.heading(&section.heading);
            }
            for line in &section.lines {
                self.line(&format!("  {}", plain(line)));
            }
            self.line("");
        }
        let titles = manual::example_titles(text);
        let id = &self.entry.rule.meta.id;
        self.heading(&lang.pick(
            format!("Examples (baton test --rule {id})"),
            format!("示例（baton test --rule {id}）"),
        ));
        if titles.is_empty() {
            self.line(lang.pick("  none", "  没有"));
        }
        for title in titles {
            self.line(&format!("  - {title}"));
        }
    }
}

/// A value as it is written in `baton.toml`; a long list by its first items.
fn shown(value: &ParameterValue, lang: Lang) -> String {
    match value {
        ParameterValue::Texts(items) if items.len() > SHOWN_ITEMS => {
            let first: Vec<_> = items[..SHOWN_ITEMS]
                .iter()
                .map(|item| format!("{item:?}"))
                .collect();
            let (first, all) = (first.join(", "), items.len());
            lang.pick(
                format!("[{first}, …] ({all} in all)"),
                format!("[{first}, …]（共 {all} 项）"),
            )
        }
        other => other.to_string(),
    }
}

/// A line of Markdown without links and bold marks.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after
            .split_once("](")
            .filter(|(text, _)| !text.contains([']', '[']))
            .and_then(|(text, more)| more.split_once(')').map(|(url, next)| (text, url, next)));
        out.push_str(before);
        match link {
            Some((text, url, next)) if url.starts_with("http") => {
                out.push_str(&format!("{text} <{url}>"));
                rest = next;
            }
            Some((text, _, next)) => {
                out.push_str(text);
                rest = next;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn links_become_words_and_lists_in_brackets_stay() {
        assert_eq!(plain("see [the page](a.md), `[1]`"), "see the page, `[1]`");
        assert_eq!(
            plain("**all** [rhai](https://rhai.rs)"),
            "all rhai <https://rhai.rs>"
        );
        assert_eq!(plain("needs = [\"a (b)\"]"), "needs = [\"a (b)\"]");
    }
}
