//! A rule with one small slip in it, for each slip there could be: do its examples notice?
//!
//! A comparison is turned round, `&&` and `||` are exchanged, a `!` is left out. What no
//! example notices, nobody would notice either if the rule's author had slipped there.

use rhai::Token;

use super::lexed::{Word, is_opening, lexed};
use super::sandbox;
use super::watchdog::Watch;

/// A slip in a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The line it stands in, from 1.
    pub line: usize,
    /// What is written there.
    pub was: &'static str,
    /// What takes its place; empty if it is left out.
    pub becomes: &'static str,
    /// The script with the slip.
    pub script: String,
}

/// Every slip that can be made in the functions of a script, in its order.
pub fn mutants(script: &str) -> Vec<Mutant> {
    let engine = sandbox::engine(Watch::new());
    let words = lexed(&engine, script);
    // META and what else stands before the first function is no logic.
    let first = words.iter().position(|word| word.token == Token::Fn);
    let slips = (first.unwrap_or(words.len())..words.len()).filter_map(|at| {
        let (was, becomes) = slip(&words, at)?;
        let (begin, word) = (words[at].at, &words[at]);
        let end = begin + was.len();
        let is_there = script.get(begin..end) == Some(was);
        is_there.then(|| Mutant {
            line: word.line,
            was,
            becomes,
            script: [&script[..begin], becomes, &script[end..]].concat(),
        })
    });
    slips.collect()
}

/// What a word is and what it is mistaken for, if it decides anything.
fn slip(words: &[Word], at: usize) -> Option<(&'static str, &'static str)> {
    Some(match words[at].token {
        Token::EqualsTo => ("==", "!="),
        Token::NotEqualsTo => ("!=", "=="),
        Token::LessThan => ("<", ">="),
        Token::LessThanEqualsTo => ("<=", ">"),
        Token::GreaterThan => (">", "<="),
        Token::GreaterThanEqualsTo => (">=", "<"),
        Token::And => ("&&", "||"),
        Token::Or if !begins_closure(words, at) => ("||", "&&"),
        Token::Bang => ("!", ""),
        _ => return None,
    })
}

/// `||` where a value is expected: a closure without parameters.
fn begins_closure(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &words[before].token);
    before.is_none_or(|before| {
        is_opening(before) || matches!(before, Token::Comma | Token::Equals | Token::Colon)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::RuleSet;
    use crate::engine::rule_set::built_in;
    use crate::load::settings::Settings;

    #[test]
    fn each_comparison_each_joint_and_each_not_is_a_slip_of_its_own() {
        let script = "const META = #{ a: 1 < 2 };\nfn check(x) {\n    let f = || 1;\n    if !x.has(\"a\") && x.a <= 2 || `${x.b == 1}` != \"<\" { ok(\"甲\"); }\n    [1].map(|y| y >= 1);\n}\n";
        let found = mutants(script);
        let short: Vec<_> = found
            .iter()
            .map(|one| (one.line, one.was, one.becomes))
            .collect();
        assert_eq!(
            short,
            [
                (4, "!", ""),
                (4, "&&", "||"),
                (4, "<=", ">"),
                (4, "||", "&&"),
                (4, "!=", "=="),
                (5, ">=", "<"),
            ]
        );
        assert!(found[0].script.contains("if x.has("));
        assert!(found[5].script.contains("|y| y < 1"));
        assert!(mutants("const META = 1 < 2;").is_empty());
    }

    #[test]
    fn every_slip_of_a_built_in_rule_is_still_a_rule() {
        let mut slips = 0;
        for text in built_in() {
            for mutant in mutants(&text.script) {
                let mut text = text.clone();
                text.script = mutant.script;
                let set = RuleSet::compile(vec![text], &Settings::default(), &mut Vec::new());
                assert!(set.errors.is_empty(), "{:?}", set.errors);
                slips += 1;
            }
        }
        assert!(slips > 800, "{slips}");
    }
}
