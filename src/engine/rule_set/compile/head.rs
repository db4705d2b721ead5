//! The quick way to compile a rule: its head is read, and only its functions are compiled.
//!
//! META is most of a script, and it must be read before the functions are compiled with the
//! parameters as constants. A script as rules are written (META, then nothing but functions)
//! is cut before its first function, so no word of it is read twice. Whatever is not
//! certain to come out as it would in one piece is left to the long way, and so is every
//! script that is wrong: what is said of it, and where, does not depend on the cut.

use rhai::{AST, Engine, Scope};

use super::literal::{self, Head};

/// Begins a function at the start of a line.
const FUNCTION: &str = "\nfn ";

/// A script cut in two.
#[derive(Debug)]
pub(super) struct Cut {
    /// META, and the comment before it.
    pub(super) head: Head,
    /// The functions, on the lines where they stand in the script.
    functions: String,
}

impl Cut {
    /// Cuts a script that is certain to mean the same in two pieces.
    pub(super) fn of(script: &str) -> Option<Self> {
        let (head, functions) = script.split_at(script.find(FUNCTION)? + 1);
        // These comments are the summary of a rule wherever they stand.
        if functions.contains("//!") {
            return None;
        }
        let lines = head.matches('\n').count();
        Some(Self {
            head: literal::read(head)?,
            functions: "\n".repeat(lines) + functions,
        })
    }

    /// Compiles the functions, if they are all there is and nothing is wrong with them.
    pub(super) fn functions(&self, strict: &Engine, scope: &Scope<'_>) -> Option<AST> {
        let ast = strict.compile_with_scope(scope, &self.functions).ok()?;
        let mut functions = ast.iter_functions();
        let check = functions.find(|function| function.name == "check");
        let is_rule = ast.statements().is_empty() && check?.params.len() == 1;
        drop(functions);
        is_rule.then_some(ast)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, Engines, RuleText, long, quick};
    use crate::engine::rule_set::built_in;

    /// All that follows from a script, as far as it can be seen.
    fn seen(draft: &Draft) -> String {
        let Draft {
            meta,
            values,
            ast,
            summary,
            ..
        } = draft;
        // The first comment is in the summary.
        let functions = format!("{:?}", ast.clone_functions_only());
        let functions = functions.replace(&format!("doc: {:?}", ast.doc()), "");
        let (slips, reads) = draft.lint();
        format!("{meta:?} {values:?} {summary} {functions} {slips:?} {reads:?}")
    }

    fn text(id: &str, script: &str) -> RuleText {
        RuleText {
            id: id.to_owned(),
            file: "made.rhai".to_owned(),
            script: script.to_owned(),
            manual: String::new(),
        }
    }

    #[test]
    fn every_shipped_rule_takes_the_quick_way_and_comes_out_the_same() {
        let engines = Engines::new();
        for rule in built_in() {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let quick = quick(&engines, &rule, None, &mut one);
            let long = long(&engines, &rule, None, &mut other).unwrap();
            assert_eq!(seen(&quick.expect(&rule.id)), seen(&long), "{}", rule.id);
        }
    }

    #[test]
    fn what_the_long_way_refuses_the_quick_way_does_not_take() {
        let engines = Engines::new();
        let rules = built_in();
        let good = rules.iter().find(|rule| rule.id == "handoff/no-due-time");
        let good = &good.unwrap().script;
        let meta_last = {
            let (head, functions) = good.split_at(good.find("\nfn ").unwrap() + 1);
            format!("{functions}\n{head}")
        };
        let changed = [
            good.replace("};\n\nfn", "}\n\nfn"),
            good.replace("};\n\nfn", "};\n/*\nfn"),
            good.replace("};\n\nfn", "};\n/// of check\nlet x = 1;\nfn"),
            good.replace("fn check(", "fn chekc("),
            good.replace("fn check(handoff", "fn check(handoff, more"),
            good.replace("const META", "const MATE"),
            good.replace("level:", "lvel:"),
            format!("{good}\nlet a = ;"),
            format!("{good}\nlet a = 1;"),
            format!("{good}\n}}"),
            format!("{good}\nfn check(handoff) {{}}"),
            format!("{good}\n//! more"),
            meta_last,
        ];
        for script in changed.iter().chain(shortened(good).iter()) {
            let rule = text("handoff/made", script);
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let quick = quick(&engines, &rule, None, &mut one);
            let long = long(&engines, &rule, None, &mut other);
            if let Some(quick) = quick {
                assert_eq!(seen(&quick), seen(&long.unwrap()), "{script}");
            }
        }
    }

    /// The script without one of its lines, for each of them.
    fn shortened(script: &str) -> Vec<String> {
        let lines: Vec<&str> = script.lines().collect();
        let without = |gone: usize| {
            let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone);
            kept.map(|(_, line)| *line).collect::<Vec<_>>().join("\n")
        };
        (0..lines.len()).map(without).collect()
    }
}
