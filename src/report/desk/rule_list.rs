//! The table of all rules.

use super::super::Style;
use super::super::columns::{Align, Columns};
use super::super::text::rule_error;
use crate::desk::{Catalogue, Entry, manual};
use crate::engine::OffReason;
use crate::finding::SubjectKind;
use crate::lang::Lang;

/// The rules that `wanted` lets through, one a line.
pub fn render(catalogue: &Catalogue, wanted: impl Fn(&Entry) -> bool, style: Style) -> String {
    let lang = style.lang;
    let entries: Vec<_> = catalogue
        .entries
        .iter()
        .filter(|entry| wanted(entry))
        .collect();
    let mut columns = Columns::new(
        &[
            (lang.pick("rule", "规则"), Align::Left),
            (lang.pick("level", "级别"), Align::Left),
            (lang.pick("looks at", "检查对象"), Align::Left),
            (lang.pick("question", "问题"), Align::Left),
            (lang.pick("what is asked for", "发现什么"), Align::Left),
        ],
        usize::from(u8::MAX),
    );
    for entry in &entries {
        let meta = &entry.rule.meta;
        columns.row(vec![
            meta.id.clone(),
            format!("{}{}", level(entry, lang), marked(entry)),
            kind(meta.looks_at, lang).to_owned(),
            meta.question
                .map_or("–", |question| question.word(lang))
                .to_owned(),
            summary(entry, lang),
        ]);
    }
    let mut text = columns.render();
    text.push('\n');
    text.push_str(&count(&entries, lang));
    if entries.iter().any(|entry| !marked(entry).is_empty()) {
        text.push_str(lang.pick(
            "* another level on some objects or files: see baton explain\n",
            "* 在部分对象或文件上另有级别，见 baton explain\n",
        ));
    }
    for error in &catalogue.errors {
        text.push_str(&format!("✗ {}\n", rule_error(error, lang)));
    }
    text
}

/// The mark of a rule whose level is not the same everywhere.
fn marked(entry: &Entry) -> &'static str {
    if entry.elsewhere.is_empty() { "" } else { "*" }
}

/// The level of a rule now, or that it is off, or the profile that would run it.
pub(super) fn level(entry: &Entry, lang: Lang) -> String {
    let profile = entry.rule.meta.profile.name();
    match entry.off {
        None => entry.rule.level.word(lang).to_owned(),
        Some(OffReason::Profile) => lang.pick(format!("({profile})"), format!("（{profile}）")),
        Some(_) => lang.pick("off", "停用").to_owned(),
    }
}

/// What a rule looks at, in a word.
pub(super) fn kind(kind: SubjectKind, lang: Lang) -> &'static str {
    // In Chinese the word for a count comes first.
    let counted = kind.word(1, Lang::Zh);
    let word = counted
        .chars()
        .next()
        .map_or("", |first| &counted[first.len_utf8()..]);
    let zh = match kind {
        SubjectKind::Chain => "整条链",
        _ => word,
    };
    lang.pick(kind.word(1, Lang::En), zh)
}

/// What a rule asks for, in a sentence.
pub(super) fn summary(entry: &Entry, lang: Lang) -> String {
    match lang {
        Lang::En => entry.rule.summary.clone(),
        Lang::Zh => manual::in_chinese(&entry.rule.manual, &entry.rule.meta),
    }
}

fn count(entries: &[&Entry], lang: Lang) -> String {
    let all = entries.len();
    let off = entries
        .iter()
        .filter(|entry| matches!(entry.off, Some(OffReason::Settings)))
        .count();
    let stricter = entries
        .iter()
        .filter(|entry| entry.off == Some(OffReason::Profile))
        .count();
    let stricter = match stricter {
        0 => String::new(),
        count => lang.pick(
            format!("; {count} only in the profile in brackets"),
            format!("；{count} 条只在括号所示的档次运行"),
        ),
    };
    let own = entries.iter().filter(|entry| entry.is_own).count();
    let noun = if all == 1 { "rule" } else { "rules" };
    lang.pick(
        format!(
            "{all} {noun}: {} built in, {own} of this workspace; {off} off{stricter}\n",
            all - own
        ),
        format!(
            "{all} 条规则：内置 {}，本工作区 {own}；停用 {off}{stricter}\n",
            all - own
        ),
    )
}
