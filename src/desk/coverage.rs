//! Which branches of a script the examples of its manual enter.

use crate::engine::examples::{Example, run_with};
use crate::engine::probe::{MarkKind, Probe, Watching};
use crate::engine::rule_set::RuleText;

/// The branches of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// All of them, in the order of the script.
    pub branches: Vec<Branch>,
}

/// One way through a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// What it is.
    pub kind: MarkKind,
    /// Its line in the script, from 1.
    pub line: usize,
    /// The line itself.
    pub text: String,
    /// Some example enters it.
    pub entered: bool,
}

impl Coverage {
    /// Runs the examples of a rule with its branches marked; `None` if they cannot be.
    pub fn of(text: &RuleText, examples: &[Example]) -> Option<Self> {
        let probe = Probe::new(&text.script, Watching::Branches);
        let mut all_armed = true;
        for example in examples {
            run_with(text, example, |rules| {
                // An example whose settings are wrong, or that switches the rule off, has no
                // rule to mark.
                if rules.get(&text.id).is_none() {
                    return rules;
                }
                let armed = probe.arm(rules, &text.id);
                all_armed &= armed.is_some();
                armed.unwrap_or_default()
            });
        }
        let mut branches: Vec<_> = probe
            .branches()
            .into_iter()
            .map(|(mark, entered)| Branch {
                kind: mark.kind,
                line: mark.line,
                text: line(&text.script, mark.line),
                entered,
            })
            .collect();
        branches.sort_by_key(|branch| branch.line);
        all_armed.then_some(Self { branches })
    }

    /// How many branches are entered.
    pub fn entered(&self) -> usize {
        self.branches.iter().filter(|branch| branch.entered).count()
    }

    /// The branches no example enters.
    pub fn never_entered(&self) -> impl Iterator<Item = &Branch> {
        self.branches.iter().filter(|branch| !branch.entered)
    }
}

/// A line of a script without the space around it.
pub(super) fn line(script: &str, number: usize) -> String {
    let line = script.lines().nth(number.saturating_sub(1));
    line.unwrap_or("").trim().to_owned()
}
