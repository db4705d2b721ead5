//! No text of the program is there in one language only: problems, exit codes, keys, rules.
//! Help has its own test, `tests/help.rs`.

use std::fs;

use baton::cli::Exit;
use baton::engine::{RuleSet, rule_set};
use baton::lang::Lang;
use baton::load::read_day;
use baton::load::settings::Settings;
use baton::manual;
use baton::problem::{EvidenceProblem, Problem, ProblemKind};
use baton::quantity::Period;
use serde_json::Value;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_problem_is_said_in_both_languages() {
    let page = manual::problems();
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert!(rows.len() > 30, "{} problems were found", rows.len());
    for row in rows {
        let row = row.replace("\\|", "¦");
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [code, wrong, next, wrong_zh, next_zh] = cells[..] else {
            panic!("five columns: {row}");
        };
        assert!(!wrong.is_empty() && !next.is_empty(), "{code} in English");
        assert!(
            is_chinese(wrong_zh) && is_chinese(next_zh),
            "{code} in Chinese"
        );
    }
}

/// The parts of a hint that stand for something to be typed: those with the year of its examples.
fn examples(hint: &str) -> Vec<&str> {
    let parts = hint.split([' ', '、', ',', '，', '“', '”', '"']);
    parts.filter(|part| part.contains("2026")).collect()
}

#[test]
fn periods_and_days_that_a_hint_offers_are_read() {
    let written = "26-6".to_owned();
    for lang in [Lang::En, Lang::Zh] {
        let written = written.clone();
        let hint = EvidenceProblem::BadPeriod { written };
        let hint = Problem::nowhere(ProblemKind::Evidence(hint)).hint(lang);
        let offered = examples(&hint);
        assert!(offered.len() > 4, "{hint}");
        for period in &offered {
            assert!(Period::parse(period).is_some(), "{period} of {hint}");
        }
    }
    for lang in [Lang::En, Lang::Zh] {
        let written = written.clone();
        let hint = Problem::nowhere(ProblemKind::BadDate { written }).hint(lang);
        let offered = examples(&hint);
        assert!(!offered.is_empty(), "{hint}");
        for day in &offered {
            assert!(read_day(day).is_some(), "{day} of {hint}");
        }
        let is_chinese = offered.iter().any(|day| day.contains('年'));
        assert_eq!(is_chinese, lang == Lang::Zh, "{hint}");
    }
}

#[test]
fn every_exit_code_is_explained_in_both_languages() {
    for exit in Exit::ALL {
        let (en, zh) = exit.meaning();
        assert!(!is_chinese(en) && is_chinese(zh), "{exit:?}");
    }
}

/// Every description in a schema.
fn descriptions(at: &Value, found: &mut Vec<String>) {
    match at {
        Value::Object(map) => {
            if let Some(Value::String(text)) = map.get("description") {
                found.push(text.clone());
            }
            map.values().for_each(|value| descriptions(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| descriptions(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_model_is_described_in_both_languages() {
    for (lang, wanted) in [(Lang::En, false), (Lang::Zh, true)] {
        let schema: Value = serde_json::from_str(&manual::schema_in(Some(lang))).unwrap();
        let mut found = Vec::new();
        descriptions(&schema, &mut found);
        assert!(found.len() > 200, "{} descriptions", found.len());
        for text in found {
            let holds = !text.trim().is_empty() && (!wanted || is_chinese(&text));
            assert!(holds, "{lang:?}: {text:?}");
        }
    }
}

/// That both have the same placeholders is a condition of `RuleSet::compile`.
#[test]
fn every_rule_is_worded_in_both_languages_with_the_same_placeholders() {
    let rules = RuleSet::compile(rule_set::built_in(), &Settings::default(), &mut Vec::new());
    assert!(rules.errors.is_empty(), "{:#?}", rules.errors);
    assert!(rules.rules.len() > 50);
    for rule in &rules.rules {
        for lang in [Lang::En, Lang::Zh] {
            let wording = rule.meta.wording(lang);
            for text in [&wording.finding, &wording.effect, &wording.advice] {
                let chinese = is_chinese(text);
                assert!(chinese == (lang == Lang::Zh), "{}: {text:?}", rule.meta.id);
            }
        }
    }
}

/// What is not to be called by a second word, and the word it has.
const ONE_WORD: &[(&str, &str)] = &[
    ("按时", "准时"),
    ("按期", "准时"),
    ("重做", "返工"),
    ("把握", "置信度"),
];

/// The pages, reports and wordings of rules that are kept in Chinese.
fn kept_in_chinese() -> Vec<(String, String)> {
    let mut kept = Vec::new();
    for folder in ["docs", "tests/golden", "tests/page"] {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.path().display().to_string();
            if name.contains("zh.") {
                kept.push((name, fs::read_to_string(entry.path()).expect("a text")));
            }
        }
    }
    let rules = RuleSet::compile(rule_set::built_in(), &Settings::default(), &mut Vec::new());
    for rule in &rules.rules {
        let wording = rule.meta.wording(Lang::Zh);
        let texts = [&wording.finding, &wording.effect, &wording.advice];
        let all = texts.map(ToString::to_string).concat();
        kept.push((rule.meta.id.clone(), all));
    }
    kept
}

#[test]
fn one_thing_has_one_chinese_word() {
    let kept = kept_in_chinese();
    assert!(kept.len() > 170, "{}", kept.len());
    let mut wrong = Vec::new();
    for (name, text) in &kept {
        for line in text.lines() {
            let second = ONE_WORD.iter().find(|(second, _)| line.contains(second));
            if let Some((second, word)) = second {
                wrong.push(format!("{name}: {second}, not {word}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
