//! Which planted faults were noticed: for people.

pub mod json;
mod wording;

use std::collections::BTreeMap;

pub use self::wording::what;
use super::Style;
use super::columns::{Align, Columns};
use super::text::rule_error;
use crate::desk::faults::{Fate, Kind, Planted, Seeded};
use crate::lang::Lang;

/// Widest excerpt of a text, in columns.
const EXCERPT: usize = 60;

/// The report: how many, by kind, and what nobody noticed.
pub fn render(seeded: &Seeded, style: Style) -> String {
    let lang = style.lang;
    let mut text = head(seeded, lang);
    text.push('\n');
    text.push_str(&table(seeded, lang));
    text.push_str(&parts_of_logs(seeded, lang));
    if !style.quiet {
        text.push_str(&noticing(seeded, lang));
        text.push_str(&unnoticed(seeded, lang));
        text.push_str(&already(seeded, lang));
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
    let already = already_found(seeded);
    if already > 0 {
        text.push_str(&lang.pick(
            format!(
                "{already} more are in what a rule had found bad as it stands, and do not count\n"
            ),
            format!("另有 {already} 个处在规则原已发现的问题中，不计入比例\n"),
        ));
    }
    text
}

/// How many faults were planted in what rules had found bad as it stands.
fn already_found(seeded: &Seeded) -> usize {
    let kinds = Kind::ALL.into_iter();
    kinds.map(|kind| seeded.already(kind).count()).sum()
}

fn table(seeded: &Seeded, lang: Lang) -> String {
    let shows_already = already_found(seeded) > 0;
    let mut heads = vec![
        (lang.pick("kind of fault", "错误种类"), Align::Left),
        (lang.pick("planted", "植入"), Align::Right),
        (lang.pick("noticed", "发现"), Align::Right),
    ];
    if shows_already {
        heads.push((lang.pick("found before", "原已发现"), Align::Right));
    }
    heads.push(("%", Align::Right));
    let mut columns = Columns::new(&heads, EXCERPT);
    for kind in Kind::ALL {
        let (planted, noticed) = seeded.count(kind);
        if planted == 0 {
            continue;
        }
        let mut row = vec![
            kind.word(lang).to_owned(),
            planted.to_string(),
            noticed.to_string(),
        ];
        if shows_already {
            row.push(seeded.already(kind).count().to_string());
        }
        let percent = seeded.percent(Some(kind));
        row.push(percent.map_or_else(|| "–".to_owned(), |percent| percent.to_string()));
        columns.row(row);
    }
    columns.render()
}

/// Logs in which not everything was planted.
fn parts_of_logs(seeded: &Seeded, lang: Lang) -> String {
    let mut text = String::new();
    for log in seeded.logs.iter().filter(|log| log.is_part()) {
        let ((held, cases), (planted, possible)) = (log.cases, log.faults);
        let (object, path) = (&log.object, &log.path);
        text.push_str(&lang.pick(
            format!("\nlog {object} ({path}) is large: {planted} of {possible} possible faults were planted, in {held} of {cases} cases\n"),
            format!("\n日志 {object}（{path}）较大：在 {cases} 个个案中的 {held} 个里植入了 {possible} 个可能错误中的 {planted} 个\n"),
        ));
    }
    text
}

/// Which rules notice that data got bad, by kind of fault.
fn noticing(seeded: &Seeded, lang: Lang) -> String {
    let mut text = String::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_of_evidence()) {
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for one in seeded.planted.iter().filter(|one| one.fault.kind == kind) {
            if let Fate::Noticed(by) = &one.fate {
                by.iter()
                    .for_each(|rule| *rules.entry(rule).or_default() += 1);
            }
        }
        if rules.is_empty() {
            continue;
        }
        let mut by: Vec<(&str, usize)> = rules.into_iter().collect();
        by.sort_by_key(|(rule, times)| (std::cmp::Reverse(*times), *rule));
        let shown = |(rule, times): &(&str, usize)| {
            lang.pick(format!("{rule} ({times})"), format!("{rule}（{times}）"))
        };
        let by: Vec<String> = by.iter().map(shown).collect();
        let (colon, comma) = lang.pick((": ", ", "), ("：", "、"));
        let (word, by) = (kind.word(lang), by.join(comma));
        text.push_str(&format!("  {word}{colon}{by}\n"));
    }
    if text.is_empty() {
        return text;
    }
    let head = lang.pick("Who notices that data got bad", "数据变差时由哪些规则发现");
    format!("\n{head}\n\n{text}")
}

/// What rules had found bad as it stands, and would say is worse.
fn already(seeded: &Seeded, lang: Lang) -> String {
    let mut text = String::new();
    for kind in Kind::ALL {
        for one in seeded.already(kind) {
            let Fate::Already(rules) = &one.fate else {
                continue;
            };
            text.push_str(&line(seeded, one, 0, lang));
            let rules = rules.join(lang.pick(", ", "、"));
            text.push_str(&lang.pick(
                format!("      found as it stands, and now worse: {rules}\n"),
                format!("      原已发现，现更严重：{rules}\n"),
            ));
        }
    }
    if text.is_empty() {
        return text;
    }
    let (head, count) = (
        lang.pick("Found before the fault", "植入前已被发现"),
        already_found(seeded),
    );
    lang.pick(
        format!("\n{head} ({count})\n\n{text}"),
        format!("\n{head}（{count}）\n\n{text}"),
    )
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
