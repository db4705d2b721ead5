//! Which slips in a rule its examples would notice.

use crate::engine::examples::{Example, run_with};
use crate::engine::mutants::{Mutant, mutants};
use crate::engine::rule_set::RuleText;

/// A rule with one slip in it, tried for each slip there could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutants {
    /// How many there are.
    pub tried: usize,
    /// Those that no example notices, in the order of the script.
    pub survivors: Vec<Survivor>,
}

/// A slip that no example notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// Its line in the script, from 1.
    pub line: usize,
    /// What is written there.
    pub was: &'static str,
    /// What took its place; empty if it was left out.
    pub becomes: &'static str,
    /// The line itself.
    pub text: String,
}

impl Mutants {
    /// Runs the examples of a rule against each mutant, until one of them notices. The examples
    /// must pass without any slip.
    pub fn of(text: &RuleText, examples: &[Example]) -> Self {
        let all = mutants(&text.script);
        let tried = all.len();
        let survivors = all.into_iter().filter(|one| !notices(text, one, examples));
        let survivors = survivors.map(|one| Survivor {
            line: one.line,
            was: one.was,
            becomes: one.becomes,
            text: super::coverage::line(&text.script, one.line),
        });
        Self {
            survivors: survivors.collect(),
            tried,
        }
    }

    /// How many of them some example notices.
    pub fn killed(&self) -> usize {
        self.tried - self.survivors.len()
    }
}

fn notices(text: &RuleText, mutant: &Mutant, examples: &[Example]) -> bool {
    let slipped = RuleText {
        script: mutant.script.clone(),
        ..text.clone()
    };
    let mut examples = examples.iter();
    examples.any(|example| !run_with(&slipped, example, |rules| rules).passed())
}
