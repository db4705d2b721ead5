//! Which planted faults were noticed: for people.

pub mod json;

use std::collections::BTreeMap;

use super::Style;
use super::columns::{Align, Columns, cut};
use super::text::rule_error;
use crate::desk::faults::{Deed, Fate, Fault, Kind, Planted, Seeded};
use crate::lang::{Lang, Text};

/// Widest excerpt of a text, in columns.
const EXCERPT: usize = 60;

/// The report: how many, by kind, and what nobody noticed.
pub fn render(seeded: &Seeded, style: Style) -> String {
    let lang = style.lang;
    let mut text = head(seeded, lang);
    text.push('\n');
    text.push_str(&table(seeded, lang));
    if !style.quiet {
        text.push_str(&unnoticed(seeded, lang));
    }
    if !seeded.errors.is_empty() {
        text.push_str(lang.pick(
            "\nRules that failed on planted faults\n\n",
            "\n对植入的错误运行失败的规则\n\n",
        ));
        for error in &seeded.errors {
            text.push_str(&format!("  ✗ {}\n", rule_error(error, lang)));
        }
    }
    text
}

/// How many were noticed, by whom, and what that means.
fn head(seeded: &Seeded, lang: Lang) -> String {
    let (planted, noticed) = seeded.total();
    let (rules, refused, profile) = (seeded.rules, seeded.refused(), seeded.profile.name());
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let mut text = lang.pick(
        format!(
            "{noticed} of {planted} planted faults noticed by {rules} rule{} (profile {profile})\n",
            plural(rules)
        ),
        format!("{rules} 条规则（{profile} 档）发现了 {planted} 个植入错误中的 {noticed} 个\n"),
    );
    if refused > 0 {
        text.push_str(&lang.pick(
            format!("{refused} of them because the workspace does not load with the fault\n"),
            format!("其中 {refused} 个使工作区无法读入\n"),
        ));
    }
    text
}

fn table(seeded: &Seeded, lang: Lang) -> String {
    let heads = [
        (lang.pick("kind of fault", "错误种类"), Align::Left),
        (lang.pick("planted", "植入"), Align::Right),
        (lang.pick("noticed", "发现"), Align::Right),
        ("%", Align::Right),
    ];
    let mut columns = Columns::new(&heads, EXCERPT);
    for kind in Kind::ALL {
        let (planted, noticed) = seeded.count(kind);
        if let Some(percent) = percent(planted, noticed) {
            columns.row(vec![
                kind.word(lang).to_owned(),
                planted.to_string(),
                noticed.to_string(),
                percent.to_string(),
            ]);
        }
    }
    columns.render()
}

/// The share noticed in full percent, rounded down; `None` of nothing.
pub fn percent(planted: usize, noticed: usize) -> Option<usize> {
    (noticed * 100).checked_div(planted)
}

/// What nobody noticed, by kind and place.
fn unnoticed(seeded: &Seeded, lang: Lang) -> String {
    let mut text = String::new();
    for kind in Kind::ALL {
        let of_kind: Vec<_> = seeded
            .unnoticed()
            .filter(|one| one.fault.kind == kind)
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        let (word, count) = (kind.word(lang), of_kind.len());
        text.push_str(&lang.pick(
            format!("\nUnnoticed: {word} ({count})\n\n"),
            format!("\n未被发现：{word}（{count}）\n\n"),
        ));
        for (first, more) in alike(of_kind) {
            text.push_str(&line(seeded, first, more, lang));
        }
    }
    text
}

/// Other keys are many: of those that are alike, the first and how many more there are.
fn alike(planted: Vec<&Planted>) -> Vec<(&Planted, usize)> {
    let mut lines: Vec<(&Planted, usize)> = Vec::new();
    let mut seen = BTreeMap::new();
    for one in planted {
        let key = (one.fault.table.clone(), keys(&one.fault.path), &one.fate);
        let known = seen.get(&key).filter(|_| one.fault.kind == Kind::Key);
        match known.and_then(|line: &usize| lines.get_mut(*line)) {
            Some((_, more)) => *more += 1,
            None => {
                seen.insert(key, lines.len());
                lines.push((one, 0));
            }
        }
    }
    lines
}

/// A path without the numbers of list items.
fn keys(path: &str) -> String {
    let is_key = |c: char| !matches!(c, '[' | ']') && !c.is_ascii_digit();
    path.chars().filter(|c| is_key(*c)).collect()
}

fn line(seeded: &Seeded, planted: &Planted, more: usize, lang: Lang) -> String {
    let fault = &planted.fault;
    let file = &seeded.sources.get(fault.spot.source).name;
    let line = seeded.sources.line_column(fault.spot).line;
    let colon = lang.pick(": ", "：");
    let (table, object, what) = (&fault.table, &fault.object, what(fault, lang));
    let more = match more {
        0 => String::new(),
        more => lang.pick(format!(", and {more} more"), format!("，另有 {more} 处")),
    };
    // A measure and a goal may share an id; the organization has none.
    let table = match **table {
        ref table if table == object => String::new(),
        ref table => format!("{table} "),
    };
    let mut text = format!("  {file}:{line}  {table}{object}{colon}{what}{more}\n");
    if let Fate::Unnoticed(Some(hint)) = &planted.fate {
        let (rule, profile) = (&hint.rule, hint.profile.name());
        text.push_str(&lang.pick(
            format!("      --profile {profile} would notice it: {rule}\n"),
            format!("      用 --profile {profile} 会被发现：{rule}\n"),
        ));
    }
    text
}

/// What was done to the model, in words.
pub fn what(fault: &Fault, lang: Lang) -> String {
    let excerpt = |text: &Option<Text>| {
        let text = text.as_ref().map_or("", |text| text.get(lang));
        cut(
            &text.split_whitespace().collect::<Vec<_>>().join(" "),
            EXCERPT,
        )
    };
    let (path, before, after) = (&fault.path, excerpt(&fault.before), excerpt(&fault.after));
    let shown = if before.is_empty() {
        String::new()
    } else {
        lang.pick(format!(" “{before}”"), format!("“{before}”"))
    };
    match fault.deed {
        Deed::Drop if path.is_empty() => lang.pick("drop the whole table", "去掉整张表").to_owned(),
        Deed::Drop => lang.pick(format!("drop {path}{shown}"), format!("去掉 {path}{shown}")),
        Deed::Blank => lang.pick(
            format!("empty {path}{shown}"),
            format!("清空 {path}{shown}"),
        ),
        Deed::Loosen => lang.pick(
            format!("loosen {path}{shown} to “{after}”"),
            format!("把 {path}{shown}放宽为“{after}”"),
        ),
        Deed::Age | Deed::Flip => lang.pick(
            format!("change {path} from {before} to {after}"),
            format!("把 {path} 由 {before} 改为 {after}"),
        ),
    }
}
