//! Every example of every rule that is meant, run.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::{Coverage, Mutants, Workspace};
use crate::engine::examples::{self, Example, Run};
use crate::engine::rule_set::RuleText;
use crate::engine::{RuleError, RuleSet};
use crate::load::settings::Settings;

/// What is asked of the examples beside whether they pass.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Which branches they enter.
    pub coverage: bool,
    /// Which slips in the rule they notice.
    pub mutants: bool,
}

/// What came of the examples.
#[derive(Debug, Default)]
pub struct Tested {
    /// The rules with their examples, by id.
    pub rules: Vec<TestedRule>,
    /// Rules that cannot be used; their examples were not run.
    pub errors: Vec<RuleError>,
}

/// A rule and what its examples showed.
#[derive(Debug)]
pub struct TestedRule {
    /// The rule as it stands on disk.
    pub text: RuleText,
    /// Its examples, in the order of the manual.
    pub examples: Vec<TestedExample>,
    /// Which of its branches they enter, if that was asked for and can be told.
    pub coverage: Option<Coverage>,
    /// Which slips in it they notice, if that was asked for and all of them pass.
    pub mutants: Option<Mutants>,
}

/// An example and what it showed.
#[derive(Debug)]
pub struct TestedExample {
    /// As the manual has it.
    pub example: Example,
    /// What running it showed.
    pub run: Run,
    /// Marks that name a rule there is not: they would be kept for ever and test nothing.
    pub stray: Vec<Stray>,
}

/// A mark that names a rule there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The line in the manual, from 1.
    pub line: usize,
    /// The name as written.
    pub written: String,
    /// The rule probably meant.
    pub meant: Option<String>,
}

impl TestedExample {
    /// It has a model, loads, and the rule says what is marked and nothing else.
    pub fn passed(&self) -> bool {
        !self.is_empty() && self.stray.is_empty() && self.run.passed()
    }

    /// There is a heading, but no model below it.
    pub fn is_empty(&self) -> bool {
        self.example.blocks.is_empty()
    }
}

impl TestedRule {
    /// The file of the manual as shown.
    pub fn manual_file(&self) -> String {
        let manual = Path::new(&self.text.file).with_extension("md");
        crate::source::shown_path(&manual)
    }

    /// Examples that did not pass.
    pub fn failed(&self) -> impl Iterator<Item = &TestedExample> {
        self.examples.iter().filter(|example| !example.passed())
    }
}

impl Tested {
    /// How many examples were run.
    pub fn examples(&self) -> usize {
        self.rules.iter().map(|rule| rule.examples.len()).sum()
    }

    /// How many examples did not pass.
    pub fn failed(&self) -> usize {
        self.rules.iter().map(|rule| rule.failed().count()).sum()
    }

    /// The share of all branches that examples enter; `None` if it was not measured.
    #[expect(clippy::cast_precision_loss, reason = "branches are few")]
    pub fn covered(&self) -> Option<f64> {
        let measured = || self.rules.iter().filter_map(|rule| rule.coverage.as_ref());
        let all: usize = measured().map(|one| one.branches.len()).sum();
        let entered: usize = measured().map(Coverage::entered).sum();
        (all > 0).then(|| entered as f64 / all as f64)
    }

    /// How many mutants of rules were tried, and how many of them some example notices; `None` if
    /// that was not asked for, or of no rule.
    pub fn mutants(&self) -> Option<(usize, usize)> {
        let measured = || self.rules.iter().filter_map(|rule| rule.mutants.as_ref());
        let tried = measured().map(|one| one.tried).sum();
        let killed = measured().map(Mutants::killed).sum();
        measured().next().map(|_| (tried, killed))
    }

    /// The rules that have no example.
    pub fn without_example(&self) -> impl Iterator<Item = &str> {
        let silent = self.rules.iter().filter(|rule| rule.examples.is_empty());
        silent.map(|rule| rule.text.id.as_str())
    }
}

/// Runs the examples of all rules that are meant, on as many threads, and finds out what else is
/// asked of them.
pub fn test(workspace: &Workspace, asked: Asked, threads: usize) -> Tested {
    let texts = workspace.selected().cloned().collect();
    let mut set = RuleSet::compile(texts, &Settings::default(), &mut Vec::new());
    let known = workspace.texts.iter().map(|text| text.id.clone());
    set.check_causes_among(&known.collect());
    let mut tested = Tested {
        errors: set.errors,
        ..Tested::default()
    };
    tested.errors.sort();
    let broken = |text: &&RuleText| tested.errors.iter().any(|error| error.rule == text.id);
    let sound: Vec<_> = workspace.selected().filter(|text| !broken(text)).collect();
    tested.rules = in_parallel(&sound, threads, |text| test_rule(text, workspace, asked));
    tested
}

fn test_rule(text: &RuleText, workspace: &Workspace, asked: Asked) -> TestedRule {
    let all = examples::examples(&text.manual);
    let coverage = asked.coverage.then(|| Coverage::of(text, &all)).flatten();
    let run = |example: &Example| TestedExample {
        run: examples::run_with(text, example, |rules| rules),
        stray: stray(example, workspace),
        example: example.clone(),
    };
    let examples: Vec<_> = all.iter().map(run).collect();
    // Examples that fail anyway notice everything and nothing.
    let all_pass = examples.iter().all(TestedExample::passed);
    TestedRule {
        mutants: (asked.mutants && all_pass).then(|| Mutants::of(text, &all)),
        examples,
        coverage,
        text: text.clone(),
    }
}

fn stray(example: &Example, workspace: &Workspace) -> Vec<Stray> {
    let lines = example.blocks.iter().flat_map(|block| {
        let numbered = (block.line + 1..).zip(block.text.lines());
        numbered.flat_map(|(line, text)| examples::marks(text).map(move |(_, rule)| (line, rule)))
    });
    let known = |id: &str| workspace.texts.iter().any(|text| text.id == id);
    lines
        .filter(|(_, rule)| !known(rule))
        .map(|(line, rule)| Stray {
            line,
            written: rule.to_owned(),
            meant: workspace.nearest(rule),
        })
        .collect()
}

/// Applies a function to every rule, on several threads; results are in the order of the rules.
fn in_parallel<R: Send>(
    texts: &[&RuleText],
    threads: usize,
    work: impl Fn(&RuleText) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(texts.len()));
    let go = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(at) else { return };
            let result = work(text);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push((at, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.clamp(1, texts.len().max(1)) {
            scope.spawn(go);
        }
        go();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
