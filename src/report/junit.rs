//! The report as JUnit XML, for servers that show test results.
//!
//! A test case is one rule on one object, where the rule had something to judge: so a server
//! counts what the audit counts, and tells since when a check fails. What could not be judged
//! is skipped and says what would decide it; what does not apply is no test. No time is stated:
//! the same input gives the same report. Attributes are those of Jenkins' schema, so a place
//! stands in the text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape::xml;
use super::format::Request;
use super::hindrance::{Hindrance, hindrances};
use super::object;
use super::told::Told;
use crate::audit::Checked;
use crate::finding::{Finding, Subject, Verdict};
use crate::lang::Lang;
use crate::model::ProcessId;

/// How a test case ended.
enum Ended {
    Passed,
    /// Nonconform below the level that fails; the text is shown all the same.
    Noted(String),
    Skipped(String),
    Failed {
        kind: &'static str,
        message: String,
        text: String,
    },
    Broken {
        kind: &'static str,
        message: String,
        text: String,
    },
}

/// One test case.
struct Case {
    class: String,
    name: String,
    ended: Ended,
}

/// The test cases of one process.
struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// The findings of one rule on one object.
type ByCheck<'a> = BTreeMap<(usize, Subject), Vec<&'a Finding>>;

/// The report.
pub(super) fn render(request: &Request<'_>) -> String {
    let lang = request.lang();
    let mut suites = Vec::new();
    let broken = hindrances(request.audit, request.scope, lang);
    if !broken.is_empty() {
        let cases = broken.iter().map(|one| broken_case(one, lang)).collect();
        let name = "baton".to_owned();
        suites.push(Suite { name, cases });
    }
    if let Some(checked) = &request.audit.checked {
        suites.extend(processes(request, checked));
    }
    if suites.is_empty() {
        suites.push(nothing_applies(lang));
    }
    written(&suites)
}

/// Rules looked and none had anything to judge: a file without a case would look like success.
fn nothing_applies(lang: Lang) -> Suite {
    let said = lang.pick(
        "no rule that ran has anything to judge",
        "运行的规则都没有可判断的内容",
    );
    Suite {
        name: "baton".to_owned(),
        cases: vec![Case {
            class: "baton.audit".to_owned(),
            name: "nothing-applies".to_owned(),
            ended: Ended::Skipped(said.to_owned()),
        }],
    }
}

/// A problem of the input, or a rule that failed.
fn broken_case(hindrance: &Hindrance, lang: Lang) -> Case {
    let place = hindrance.place.as_ref();
    let at = place.map_or_else(String::new, |at| format!("{at}\n"));
    Case {
        class: "baton.audit".to_owned(),
        name: place.map_or_else(
            || hindrance.code.clone(),
            |at| format!("{}: {at}", hindrance.code),
        ),
        ended: Ended::Broken {
            kind: hindrance.word(Lang::En),
            message: hindrance.message.clone(),
            text: format!("{at}{}", hindrance.sentence(lang)),
        },
    }
}

/// Every object in scope, by its process, with the verdicts of the rules that apply to it.
type Judged = BTreeMap<(Option<ProcessId>, Subject), Vec<(usize, Verdict)>>;

fn judged(request: &Request<'_>, checked: &Checked) -> Judged {
    let world = &checked.world;
    let mut judged = Judged::new();
    let rules = request.audit.rules.rules.iter();
    for (at, (rule, verdicts)) in rules.zip(&checked.outcome.verdicts).enumerate() {
        let subjects = world.of_kind(rule.meta.looks_at).zip(verdicts);
        for (subject, verdict) in subjects {
            let applies = *verdict != Verdict::NotApplicable;
            if applies && request.scope.includes(world, subject) {
                let object = (world.process(subject), subject);
                judged.entry(object).or_default().push((at, *verdict));
            }
        }
    }
    judged
}

/// A suite for what belongs to no process, then one a process as work flows.
fn processes(request: &Request<'_>, checked: &Checked) -> Vec<Suite> {
    let (audit, world) = (request.audit, &checked.world);
    let mut by_check: ByCheck<'_> = BTreeMap::new();
    for finding in &checked.outcome.findings {
        let check = (finding.rule, finding.subject);
        by_check.entry(check).or_default().push(finding);
    }
    let mut suites: BTreeMap<Option<ProcessId>, Suite> = BTreeMap::new();
    for ((process, subject), checks) in judged(request, checked) {
        let name = process.map_or("organization", |process| {
            world.chain.process(process).record.id.as_str()
        });
        let empty = || Suite {
            name: name.to_owned(),
            cases: Vec::new(),
        };
        let suite = suites.entry(process).or_insert_with(empty);
        let id = world.id(subject);
        for (rule, verdict) in checks {
            let findings = by_check.get(&(rule, subject));
            let findings = findings.map_or(&[][..], Vec::as_slice);
            let rule = &audit.rules.rules[rule].meta.id;
            suite.cases.push(Case {
                class: format!("{name}.{}", subject.kind.name()),
                name: format!("{}: {rule}", object(&id, Lang::En)),
                ended: ended(request, checked, verdict, findings),
            });
        }
    }
    suites.into_values().collect()
}

fn ended(
    request: &Request<'_>,
    checked: &Checked,
    verdict: Verdict,
    findings: &[&Finding],
) -> Ended {
    let lang = request.lang();
    let told = |wanted: Verdict| -> Vec<Told<'_>> {
        let findings = findings.iter().filter(|one| one.verdict == wanted);
        findings
            .map(|one| Told::of(request.audit, checked, one, lang))
            .collect()
    };
    let (wrong, undecided) = (told(Verdict::Nonconform), told(Verdict::Undetermined));
    let open: Vec<_> = wrong.iter().filter(|one| one.aside.is_empty()).collect();
    if let Some(first) = open.first() {
        let text: Vec<_> = open.iter().map(|one| full(one, lang)).collect();
        let text = text.join("\n\n");
        let fails = |one: &&Told<'_>| {
            request
                .fail_on
                .is_some_and(|least| one.finding.level >= least)
        };
        let message = first.message.clone();
        return match open.iter().copied().find(|one| fails(one)) {
            Some(worst) => Ended::Failed {
                kind: worst.finding.level.name(),
                message,
                text,
            },
            None => Ended::Noted(text),
        };
    }
    if let Some(aside) = wrong.first() {
        return Ended::Skipped(format!("{}\n{}", aside.aside, aside.message));
    }
    match (verdict, undecided.first()) {
        (Verdict::Conform, _) => Ended::Passed,
        (_, Some(undecided)) => {
            let word = Verdict::Undetermined.word(lang);
            let colon = lang.pick(": ", "：");
            Ended::Skipped(format!("{word}{colon}{}", undecided.message))
        }
        (verdict, None) => Ended::Skipped(verdict.word(lang).to_owned()),
    }
}

/// A finding in full.
fn full(told: &Told<'_>, lang: Lang) -> String {
    let place = told
        .place
        .as_ref()
        .map_or_else(String::new, ToString::to_string);
    let colon = lang.pick(": ", "：");
    let mut text = format!("{}{colon}{}", told.grade(lang), told.sentences(lang));
    if !place.is_empty() {
        let _ = write!(text, "\n{}{colon}{place}", lang.pick("place", "位置"));
    }
    text
}

fn written(suites: &[Suite]) -> String {
    let all = suites.iter().flat_map(|suite| &suite.cases);
    let (tests, failures, errors, _) = counted(all);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"baton audit\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">"
    );
    for suite in suites {
        let (tests, failures, errors, skipped) = counted(suite.cases.iter());
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\">",
            xml(&suite.name)
        );
        for case in &suite.cases {
            write_case(&mut out, case);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// Tests, failures, errors, skipped.
fn counted<'a>(cases: impl Iterator<Item = &'a Case>) -> (usize, usize, usize, usize) {
    let mut counts = (0, 0, 0, 0);
    for case in cases {
        counts.0 += 1;
        match case.ended {
            Ended::Failed { .. } => counts.1 += 1,
            Ended::Broken { .. } => counts.2 += 1,
            Ended::Skipped(_) => counts.3 += 1,
            Ended::Passed | Ended::Noted(_) => {}
        }
    }
    counts
}

fn write_case(out: &mut String, case: &Case) {
    let _ = write!(
        out,
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
        xml(&case.class),
        xml(&case.name)
    );
    let inside = match &case.ended {
        Ended::Passed => {
            out.push_str("/>\n");
            return;
        }
        Ended::Noted(text) => format!("<system-out>{}</system-out>", xml(text)),
        Ended::Skipped(message) => format!("<skipped message=\"{}\"/>", xml(message)),
        Ended::Failed {
            kind,
            message,
            text,
        } => element("failure", kind, message, text),
        Ended::Broken {
            kind,
            message,
            text,
        } => element("error", kind, message, text),
    };
    let _ = writeln!(out, ">\n      {inside}\n    </testcase>");
}

fn element(name: &str, kind: &str, message: &str, text: &str) -> String {
    let (message, text) = (xml(message), xml(text));
    format!("<{name} type=\"{kind}\" message=\"{message}\">{text}</{name}>")
}
