//! How well a bare sentence is judged, held against goals that people labelled.
//!
//! Real goals stand beside the project, in `../shared/data/goals`; without them these tests
//! print a line and pass. Rules of language are general: none is made for a single row.

#![expect(
    clippy::print_stdout,
    reason = "the tables of verdicts are what one runs these tests for"
)]

mod one_file;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use baton::engine::rule_set::built_in;
use baton::engine::{self, RuleSet, World};
use baton::finding::Verdict;
use baton::lang::Lang;
use baton::lexicon::Sentence;
use baton::load::settings::Settings;

use self::one_file::chain_of;

/// A file of goals, or nothing where the folder is absent.
fn rows(path: &str) -> Option<Vec<Vec<String>>> {
    let path = Path::new("../shared/data/goals").join(path);
    let Ok(bytes) = fs::read(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let mut rows = records(&String::from_utf8_lossy(&bytes));
    rows.remove(0);
    Some(rows)
}

/// The records of a CSV text; a quoted field may hold commas, quotes and line ends.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

/// Verdicts against labels.
#[derive(Default)]
struct Confusion {
    yes_yes: u32,
    yes_no: u32,
    no_yes: u32,
    no_no: u32,
}

impl Confusion {
    fn add(&mut self, labelled: bool, judged: bool) {
        let cell = match (labelled, judged) {
            (true, true) => &mut self.yes_yes,
            (true, false) => &mut self.yes_no,
            (false, true) => &mut self.no_yes,
            (false, false) => &mut self.no_no,
        };
        *cell += 1;
    }

    fn all(&self) -> u32 {
        self.yes_yes + self.yes_no + self.no_yes + self.no_no
    }

    fn accuracy(&self) -> f64 {
        f64::from(self.yes_yes + self.no_no) / f64::from(self.all())
    }
}

impl fmt::Display for Confusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "                 judged yes  judged no")?;
        writeln!(f, "  labelled yes  {:>11}{:>11}", self.yes_yes, self.yes_no)?;
        writeln!(f, "  labelled no   {:>11}{:>11}", self.no_yes, self.no_no)?;
        write!(f, "  accuracy {:.3} of {}", self.accuracy(), self.all())
    }
}

#[test]
fn labelled_goals_are_measurable_and_specific_as_their_readers_found() {
    let Some(rows) = rows("smartspan/smartspan_dev.csv") else {
        return;
    };
    let (mut measurable, mut digits) = (Confusion::default(), Confusion::default());
    let (mut specific, mut always) = (Confusion::default(), Confusion::default());
    for row in &rows {
        let [_, text, s, m, ..] = row.as_slice() else {
            panic!("a row without labels: {row:?}");
        };
        let (s, m) = (s == "1", m == "1");
        let goal = Sentence::read(text, Lang::En);
        let (is_measurable, is_specific) = (goal.measurable().holds, goal.specific().holds);
        if is_measurable != m {
            println!("measurable labelled {m}: {text}");
        }
        if is_specific != s {
            println!("specific labelled {s}: {text}");
        }
        measurable.add(m, is_measurable);
        digits.add(m, text.contains(|c: char| c.is_ascii_digit()));
        specific.add(s, is_specific);
        always.add(s, true);
    }
    println!("measurable\n{measurable}\nmeasurable, if it has a digit\n{digits}");
    println!("specific\n{specific}\nspecific, always\n{always}");
    assert!(measurable.accuracy() > digits.accuracy());
    assert!(specific.accuracy() > always.accuracy());
}

#[test]
fn a_target_in_two_languages_is_time_bound_in_both_or_in_neither() {
    let Some(rows) = rows("sdg/sdg_targets_en_zh_dev.csv") else {
        return;
    };
    let (mut english, mut chinese) = (Confusion::default(), Confusion::default());
    let mut wrong = Vec::new();
    for row in &rows {
        let [target, en, zh, year_en, year_zh] = row.as_slice() else {
            panic!("a row of another form: {row:?}");
        };
        let judge = |text: &str, lang| Sentence::read(text, lang).time_bound().holds;
        let (in_en, in_zh) = (judge(en, Lang::En), judge(zh, Lang::Zh));
        english.add(!year_en.is_empty(), in_en);
        chinese.add(!year_zh.is_empty(), in_zh);
        if in_en != in_zh {
            wrong.push(target.clone());
        }
    }
    println!("time-bound in English\n{english}\ntime-bound in Chinese\n{chinese}");
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!((english.yes_no, chinese.yes_no), (0, 0));
}

/// A goal of a target's sentence, indicator and values, as somebody would write it here.
fn goal(number: usize, row: &[String]) -> String {
    let (text, indicator) = (row[3].as_str(), row[4].to_lowercase());
    let share = indicator.contains('%') || indicator.contains("percent");
    let (kind, unit) = if share {
        ("share", " %")
    } else {
        ("count", "")
    };
    let value = |written: &str| {
        let value = written.parse::<f64>().ok();
        value.map(|value| format!("\"{value}{unit}\""))
    };
    let quoted = |text: &str| serde_json::Value::from(text.replace(['\r', '\n'], " ")).to_string();
    let mut goal = format!(
        "[[measure]]\nid = \"m{number}\"\nkind = \"{kind}\"\nbetter = \"higher\"\nname = {}\n\
         [[goal]]\nid = \"g{number}\"\nmeasure = \"m{number}\"\ntext = {}\n",
        quoted(&row[4]),
        quoted(text),
    );
    if let Some(start) = value(&row[6]) {
        goal += &format!("baseline.value = {start}\n");
    }
    if let Some(target) = value(&row[7]) {
        goal += &format!("target = {target}\n");
    }
    goal
}

/// What the rules on sentences find in a workspace, each with its place in the text.
fn findings(text: &str) -> Vec<(String, String)> {
    let (chain, sources) = chain_of(text);
    let world = Arc::new(World::of(chain, None));
    let rules = RuleSet::compile(built_in(), &Settings::default(), &mut Vec::new());
    let outcome = engine::run(&world, &rules, &sources, 2, &|_, _| {});
    let found = outcome
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Nonconform);
    let found = found.map(|finding| {
        let rule = rules.rules[finding.rule].meta.id.clone();
        let place = finding
            .places
            .first()
            .map_or("", |place| sources.text(place.spot));
        (rule, place.to_owned())
    });
    found.collect()
}

#[test]
fn a_targets_number_may_stand_in_its_fields_instead_of_its_sentence() {
    let Some(rows) = rows("apg-us-federal/apg_targets_dev.csv") else {
        return;
    };
    let (mut sentence, mut with_fields) = (Confusion::default(), Confusion::default());
    let mut text = String::from("[process]\nid = \"agencies\"\n");
    for (at, row) in rows.iter().enumerate() {
        let has_target = row[7].parse::<f64>().is_ok();
        let says = Sentence::read(&row[3], Lang::En).measurable().holds;
        sentence.add(has_target, says);
        with_fields.add(has_target, says || has_target);
        text += &goal(at, row);
    }
    println!("measurable by the sentence\n{sentence}");
    println!("measurable by sentence or fields\n{with_fields}");
    assert_eq!(with_fields.yes_no, 0);

    let found = findings(&text);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (rule, place) in &found {
        *counts.entry(rule).or_default() += 1;
        if matches!(
            rule.as_str(),
            "goal/text-contradicts-fields"
                | "goal/by-or-to-confused"
                | "goal/two-goals-in-one"
                | "goal/weak-wording"
        ) {
            println!("{rule}: {place}");
        }
    }
    println!("findings by rule: {counts:#?}");
    let without_number = rows
        .iter()
        .filter(|row| row[7].parse::<f64>().is_err())
        .count();
    let lacking = counts.get("goal/no-numeric-target").copied().unwrap_or(0);
    assert_eq!(
        lacking, without_number,
        "a number in the fields is a number"
    );
}
