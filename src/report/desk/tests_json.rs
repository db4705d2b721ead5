//! How the examples of rules ended: as JSON, schema `baton/test/1`.

use serde::Serialize;

use super::coverage::kind;
use super::tests;
use crate::desk::{Mutants, Tested, TestedExample, TestedRule};
use crate::lang::Lang;
use crate::report::json::{UnusableOut, written};

/// The name of this shape.
pub const SCHEMA: &str = "baton/test/1";

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    lang: Lang,
    summary: Summary,
    rules: Vec<RuleOut>,
    without_example: Vec<String>,
    rule_errors: Vec<UnusableOut>,
}

#[derive(Debug, Serialize)]
struct Summary {
    rules: usize,
    examples: usize,
    passed: usize,
    failed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutants: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<usize>,
}

#[derive(Debug, Serialize)]
struct RuleOut {
    rule: String,
    file: String,
    manual: String,
    examples: Vec<ExampleOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutants: Option<MutantsOut>,
}

#[derive(Debug, Serialize)]
struct MutantsOut {
    tried: usize,
    killed: usize,
    survivors: Vec<SurvivorOut>,
}

#[derive(Debug, Serialize)]
struct SurvivorOut {
    line: usize,
    was: &'static str,
    becomes: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct CoverageOut {
    branches: usize,
    entered: usize,
    never_entered: Vec<BranchOut>,
}

#[derive(Debug, Serialize)]
struct BranchOut {
    line: usize,
    kind: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct ExampleOut {
    title: String,
    line: usize,
    passed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<DifferenceOut>,
}

#[derive(Debug, Serialize)]
struct DifferenceOut {
    line: usize,
    text: String,
    kind: &'static str,
    missing: usize,
    unexpected: Vec<String>,
}

/// The report on examples, ended by a line feed.
///
/// # Errors
/// If a number cannot be written as JSON; none of a report's can be such.
pub fn render(tested: &Tested, lang: Lang) -> Result<String, serde_json::Error> {
    let (examples, failed) = (tested.examples(), tested.failed());
    let report = Report {
        schema: SCHEMA,
        lang,
        summary: Summary {
            rules: tested.rules.len(),
            examples,
            passed: examples - failed,
            failed,
            coverage: tested.covered(),
            mutants: tested.mutants().map(|(tried, _)| tried),
            killed: tested.mutants().map(|(_, killed)| killed),
        },
        rules: tested
            .rules
            .iter()
            .map(|rule| of_rule(rule, lang))
            .collect(),
        without_example: tested.without_example().map(str::to_owned).collect(),
        rule_errors: tested.errors.iter().map(UnusableOut::from).collect(),
    };
    written(&report)
}

fn of_rule(rule: &TestedRule, lang: Lang) -> RuleOut {
    RuleOut {
        rule: rule.text.id.clone(),
        file: rule.text.file.clone(),
        manual: rule.manual_file(),
        examples: rule
            .examples
            .iter()
            .map(|example| of_example(rule, example, lang))
            .collect(),
        coverage: rule.coverage.as_ref().map(|coverage| CoverageOut {
            branches: coverage.branches.len(),
            entered: coverage.entered(),
            never_entered: coverage
                .never_entered()
                .map(|branch| BranchOut {
                    line: branch.line,
                    kind: kind(branch.kind, Lang::En),
                    text: branch.text.clone(),
                })
                .collect(),
        }),
        mutants: rule.mutants.as_ref().map(of_mutants),
    }
}

fn of_mutants(mutants: &Mutants) -> MutantsOut {
    let survivors = mutants.survivors.iter().map(|one| SurvivorOut {
        line: one.line,
        was: one.was,
        becomes: one.becomes,
        text: one.text.clone(),
    });
    MutantsOut {
        tried: mutants.tried,
        killed: mutants.killed(),
        survivors: survivors.collect(),
    }
}

fn of_example(rule: &TestedRule, example: &TestedExample, lang: Lang) -> ExampleOut {
    let passed = example.passed();
    let run = &example.run;
    ExampleOut {
        title: example.example.title.clone(),
        line: example.example.line,
        passed,
        reasons: if passed {
            Vec::new()
        } else {
            tests::reasons(rule, example, lang)
        },
        differences: run
            .differences
            .iter()
            .map(|difference| DifferenceOut {
                line: difference.line,
                text: difference.text.clone(),
                kind: difference.kind,
                missing: difference.missing,
                unexpected: tests::sayings(run, difference, lang),
            })
            .collect(),
    }
}
