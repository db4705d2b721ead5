//! Every example of every built-in rule's manual, and what holds for all rules.

use std::collections::BTreeSet;

use baton::engine::examples::{check, examples};
use baton::engine::rule_set::{RuleSet, RuleText, built_in};
use baton::load::settings::Settings;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        Trial::test("all rules compile", all_rules_compile),
        Trial::test("every rule shows a finding and a clean case", shows_both),
        Trial::test(
            "every parameter is explained in the manual",
            parameters_explained,
        ),
        Trial::test("every question is answered by a rule", questions),
    ];
    for text in built_in() {
        for example in examples(&text.manual) {
            let name = format!("{}: {}", text.id, example.title);
            let text = text.clone();
            trials.push(Trial::test(name, move || {
                check(&text.id, std::slice::from_ref(&text), &example).map_err(|differences| {
                    Failed::from(format!(
                        "rules/{}.md, line {}:\n{}",
                        text.id,
                        example.line,
                        differences.join("\n")
                    ))
                })
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn compiled() -> RuleSet {
    let mut set = RuleSet::compile(built_in(), &Settings::default(), &mut Vec::new());
    set.check_causes();
    set
}

fn all_rules_compile() -> Result<(), Failed> {
    let set = compiled();
    if set.errors.is_empty() && set.rules.len() >= 20 {
        return Ok(());
    }
    Err(Failed::from(format!(
        "{} rules, {:#?}",
        set.rules.len(),
        set.errors
    )))
}

fn shows_both() -> Result<(), Failed> {
    let lacking: Vec<_> = built_in()
        .into_iter()
        .filter(|text| {
            let marked: Vec<bool> = examples(&text.manual)
                .iter()
                .map(|example| {
                    example
                        .blocks
                        .iter()
                        .any(|block| has_mark(text, &block.text))
                })
                .collect();
            !(marked.contains(&true) && marked.contains(&false))
        })
        .map(|text| text.id)
        .collect();
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(Failed::from(lacking.join(", ")))
    }
}

fn has_mark(text: &RuleText, toml: &str) -> bool {
    toml.contains(&format!("# finds: {}", text.id))
}

fn parameters_explained() -> Result<(), Failed> {
    for rule in compiled().rules {
        for (name, _) in &rule.values {
            if !rule.manual.contains(&format!("`{name}`")) {
                return Err(Failed::from(format!("{}: `{name}`", rule.meta.id)));
            }
        }
    }
    Ok(())
}

fn questions() -> Result<(), Failed> {
    let answered: BTreeSet<_> = compiled()
        .rules
        .iter()
        .filter_map(|rule| rule.meta.question)
        .collect();
    let open: Vec<_> = baton::engine::Question::ALL
        .into_iter()
        .filter(|question| !answered.contains(question))
        .map(baton::engine::Question::name)
        .collect();
    if open.is_empty() {
        Ok(())
    } else {
        Err(Failed::from(open.join(", ")))
    }
}
