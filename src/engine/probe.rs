//! What happens inside a check: which branches are entered, what is read, what decides.
//!
//! The text of a script is marked before it is compiled: a call is put behind each `{`,
//! around each condition, and around each value read. The marks stay on their lines and
//! hand every value through as it is, so a marked rule says what the unmarked one says.
//! Marked rules have no guard; nothing of this is there in an audit.

mod instrument;
mod record;

use rhai::Scope;

use self::instrument::instrument;
use self::record::Recorder;
use super::rule_set::{Rule, RuleSet};
use super::sandbox;
use super::watchdog::Watch;
use crate::source::Span;

pub(super) use self::record::Registered;
pub use self::record::{Event, Shown};

/// What a mark stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// The body of a function.
    Function,
    /// What is done if a condition holds.
    If,
    /// What is done otherwise.
    Else,
    /// That nothing is done otherwise: an `if` without `else` whose condition does not hold.
    NoElse,
    /// The body of a loop.
    Loop,
    /// An arm of a `switch`.
    Arm,
    /// The body of a closure.
    Closure,
    /// What is done about an error.
    Catch,
    /// A condition.
    Condition,
    /// A value that is read.
    Read,
    /// A verb: something is found.
    Said,
    /// The verb that nothing is to be said of this object.
    NotApplicable,
}

impl MarkKind {
    /// Whether it is one of the ways through a script.
    pub fn is_branch(self) -> bool {
        !matches!(
            self,
            Self::Condition | Self::Read | Self::Said | Self::NotApplicable
        )
    }
}

/// A place in a script that is watched.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What stands there.
    pub kind: MarkKind,
    /// Its line in the script, from 1.
    pub line: usize,
    /// Its text: a condition, a value, a verb; else the word or brace it begins with.
    pub span: Span,
    /// The mark of the function around it.
    pub function: usize,
    /// For a value read from a variable: the keys that lead to it.
    path: Vec<String>,
}

/// How closely a script is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// Which branches are entered.
    Branches,
    /// What led to the thing the rule says as the first, second, …; 0 stands for the end of
    /// the check.
    UntilSaid(usize),
}

/// A script with marks, and what was seen at them.
#[derive(Debug)]
pub struct Probe {
    /// The marks, by number.
    pub marks: Vec<Mark>,
    script: String,
    recorder: Recorder,
}

impl Probe {
    /// Puts marks into a script.
    pub fn new(script: &str, watching: Watching) -> Self {
        let (marked, marks) = instrument(script, watching);
        Self {
            recorder: Recorder::new(marks.clone(), watching),
            script: marked,
            marks,
        }
    }

    /// Puts the marked script in place of the rule's; `None` if it cannot be marked.
    pub fn arm(&self, mut rules: RuleSet, id: &str) -> Option<RuleSet> {
        let at = rules.rules.iter().position(|rule| rule.meta.id == id)?;
        let rule = rules.rules.get_mut(at)?;
        rule.ast = self.compiled(rule)?;
        rule.guard = None;
        rules.probe = Some(self.recorder.registered());
        Some(rules)
    }

    fn compiled(&self, rule: &Rule) -> Option<rhai::AST> {
        let mut engine = sandbox::engine(Watch::new());
        // Marks nest deeper than what is written.
        engine.set_max_expr_depths(0, 0);
        let mut scope = Scope::new();
        for (name, value) in &rule.values {
            scope.push_constant_dynamic(name.as_str(), value.to_script());
        }
        let mut ast = engine.compile_with_scope(&scope, &self.script).ok()?;
        ast.set_source(rule.file.as_str());
        Some(ast.clone_functions_only())
    }

    /// The branches, each with whether it was ever entered.
    pub fn branches(&self) -> Vec<(&Mark, bool)> {
        let entered = self.recorder.entered();
        let numbered = self.marks.iter().enumerate();
        numbered
            .filter(|(_, mark)| mark.kind.is_branch())
            .map(|(number, mark)| (mark, entered.contains(&number)))
            .collect()
    }

    /// What happened, in order, up to the moment that was asked for; all of it if the rule
    /// never said so much.
    pub fn events(&self) -> Vec<Event> {
        self.recorder.events()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::examples;
    use crate::engine::rule_set::built_in;
    use crate::finding::Finding;
    use crate::load::settings::Settings;

    #[test]
    fn every_built_in_rule_compiles_with_marks() {
        for text in built_in() {
            for watching in [Watching::Branches, Watching::UntilSaid(0)] {
                let id = text.id.clone();
                let rules =
                    RuleSet::compile(vec![text.clone()], &Settings::default(), &mut Vec::new());
                let probe = Probe::new(&text.script, watching);
                assert!(probe.arm(rules, &id).is_some(), "{id}\n{}", probe.script);
            }
        }
    }

    #[test]
    fn a_marked_rule_says_what_the_unmarked_one_says() {
        for text in built_in() {
            let probe = Probe::new(&text.script, Watching::UntilSaid(0));
            for example in examples::examples(&text.manual) {
                let plain = examples::run_with(&text, &example, |rules| rules);
                let marked = examples::run_with(&text, &example, |rules| {
                    probe.arm(rules, &text.id).unwrap_or_default()
                });
                let (plain, marked) = (plain.findings, marked.findings);
                let fingerprints = |findings: &[Finding]| -> Vec<_> {
                    findings.iter().map(|finding| finding.fingerprint).collect()
                };
                assert_eq!(fingerprints(&plain), fingerprints(&marked), "{}", text.id);
                for (one, other) in plain.iter().zip(&marked) {
                    assert_eq!(one.arguments, other.arguments, "{}", text.id);
                    assert_eq!(one.undecided, other.undecided, "{}", text.id);
                }
            }
        }
    }

    #[test]
    fn every_way_of_writing_a_branch_is_marked() {
        let script = "fn check(step) {\n    let a = switch 1 { 1 => step.id, 2 if step.id == `x${if true { 1 } else { 2 }}` => { 3 }, _ => 4 };\n    do { a = 1; } while a != 1;\n    for x in [1, 2].filter(|y| { y > 1 }) { if x == 1 { } else if x == 2 { a.b = 3; } }\n    try { throw 1; } catch (e) { while false { } }\n    loop { break; }\n}\n";
        let (marked, marks) = instrument(script, Watching::UntilSaid(0));
        let engine = rhai::Engine::new();
        let compiled = engine.compile(&marked);
        assert!(compiled.is_ok(), "{compiled:?} {marked}");
        let count = |kind| marks.iter().filter(|mark| mark.kind == kind).count();
        assert_eq!(count(MarkKind::Function), 1);
        assert_eq!(count(MarkKind::Arm), 3);
        assert_eq!(count(MarkKind::Loop), 4);
        assert_eq!(count(MarkKind::Closure), 1);
        assert_eq!(count(MarkKind::If), 2);
        assert_eq!(count(MarkKind::Else), 0);
        assert_eq!(count(MarkKind::NoElse), 1);
        assert_eq!(count(MarkKind::Catch), 1);
    }

    #[test]
    fn marks_stay_on_their_lines() {
        for text in built_in() {
            let probe = Probe::new(&text.script, Watching::UntilSaid(0));
            assert_eq!(probe.script.lines().count(), text.script.lines().count());
        }
    }

    #[test]
    fn no_script_makes_the_marking_panic() {
        let mut scripts: Vec<String> = built_in().into_iter().map(|text| text.script).collect();
        let hostile = std::fs::read_dir("tests/hostile")
            .into_iter()
            .flatten()
            .flatten();
        scripts.extend(hostile.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()));
        scripts.push("fn check(甲) { if 甲.a { `x${`y${if".into());
        assert!(scripts.len() > 50);
        for script in scripts {
            // Whole, and broken off anywhere.
            let ends = script.char_indices().map(|(at, _)| at).step_by(37);
            for end in ends.chain([script.len()]) {
                let (marked, _) = instrument(&script[..end], Watching::UntilSaid(0));
                assert!(marked.len() >= end);
            }
        }
    }
}
