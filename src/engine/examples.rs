//! The examples of a rule's manual, run as tests of the rule.
//!
//! Under the heading *Examples* every `###` heading is one example: `toml` blocks are
//! model files, a block called `baton.toml` is the settings, a `csv` block with a name is the
//! evidence that `[[evidence]]` names. A comment
//! `# finds: family/name` marks the line a finding points at, `# undetermined: …` one
//! that cannot be judged, `# not applicable: …` an object of which the rule must not speak;
//! what is not marked must be right or not applicable.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::rule_set::{RuleError, RuleSet, RuleText, built_in};
use super::run;
use super::views::World;
use crate::finding::{Finding, Verdict};
use crate::lang::Lang;
use crate::load::evidence::{self, Files};
use crate::load::settings::{self, Settings};
use crate::load::workspace;
use crate::measure::logged;
use crate::model;
use crate::problem::Problem;
use crate::source::{SourceId, Sources};

/// One example of a manual.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its heading.
    pub title: String,
    /// The line of the heading in the manual, from 1.
    pub line: usize,
    /// Its files.
    pub blocks: Vec<Block>,
}

/// One file of an example.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its name.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The line of the manual before its first.
    pub line: usize,
}

impl Block {
    /// It is a file that `[[evidence]]` of another block names.
    pub fn is_evidence(&self) -> bool {
        !self.file.ends_with(".toml")
    }
}

/// All examples of a manual, in order.
pub fn examples(manual: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    let mut block: Option<Block> = None;
    for (at, line) in manual.lines().enumerate() {
        if let Some(open) = &mut block {
            if line.trim_end() == "```" {
                if let (Some(block), Some(example)) = (block.take(), examples.last_mut()) {
                    example.blocks.push(block);
                }
            } else {
                open.text.push_str(line);
                open.text.push('\n');
            }
            continue;
        }
        if let Some(title) = line.strip_prefix("## ") {
            inside = title.trim() == "Examples";
        } else if let Some(title) = line.strip_prefix("### ").filter(|_| inside) {
            examples.push(Example {
                title: title.trim().to_owned(),
                line: at + 1,
                blocks: Vec::new(),
            });
        } else if let Some(file) = opened(line).filter(|_| inside) {
            block = Some(Block {
                file,
                text: String::new(),
                line: at + 1,
            });
        }
    }
    examples
}

/// The file that a block stands for which this line opens, if it is one.
fn opened(line: &str) -> Option<String> {
    ["toml", "csv"].into_iter().find_map(|ending| {
        let info = line.strip_prefix("```")?.strip_prefix(ending)?.trim();
        Some(match info.strip_prefix("file=").unwrap_or(info) {
            "" => format!("example.{ending}"),
            name => name.to_owned(),
        })
    })
}

/// A place a mark or a finding points at: block, line in it from 1, kind of mark.
type Marked = (usize, u32, &'static str);

/// What running an example showed.
#[derive(Debug, Default)]
pub struct Run {
    /// Its files.
    pub sources: Sources,
    /// The rule, compiled under the example's settings.
    pub rules: RuleSet,
    /// Why the example does not load.
    pub problems: Vec<Problem>,
    /// How the rule failed.
    pub errors: Vec<RuleError>,
    /// What the rule said.
    pub findings: Vec<Finding>,
    /// Where that is not what the example marks.
    pub differences: Vec<Difference>,
}

impl Run {
    /// It loads, and the rule says what is marked and nothing else.
    pub fn passed(&self) -> bool {
        self.problems.is_empty() && self.errors.is_empty() && self.differences.is_empty()
    }
}

/// A line on which findings and marks do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The line in the manual, from 1.
    pub line: usize,
    /// The line itself.
    pub text: String,
    /// The kind of mark: `finds`, `undetermined` or `not applicable`.
    pub kind: &'static str,
    /// Marks without a finding.
    pub missing: usize,
    /// Findings without a mark, by position in [`Run::findings`].
    pub unexpected: Vec<usize>,
}

/// Runs one example of a rule; `prepare` has a last word on the rules that run.
pub fn run_with(
    rule: &RuleText,
    example: &Example,
    prepare: impl FnOnce(RuleSet) -> RuleSet,
) -> Run {
    let mut ran = Run::default();
    let mut settings = Settings::default();
    let mut models = Vec::new();
    for block in &example.blocks {
        if block.is_evidence() {
            ran.sources
                .add_evidence(block.file.clone(), block.text.clone());
            continue;
        }
        let source = ran.sources.add(block.file.clone(), block.text.clone());
        if block.file == workspace::SETTINGS_FILE {
            settings = settings::read(&ran.sources, source, &mut ran.problems);
        } else {
            models.push(source);
        }
    }
    let world = world(&mut ran.sources, &models, &mut ran.problems);
    let mut texts = vec![rule.clone()];
    texts.extend(waived_rules(&world, &rule.id));
    ran.rules = prepare(RuleSet::compile(texts, &settings, &mut ran.problems));
    ran.errors.append(&mut ran.rules.errors);
    if !ran.passed() {
        return ran;
    }
    let outcome = run(&world, &ran.rules, &ran.sources, 1, &|_, _| {});
    ran.errors = outcome.errors;
    let open = outcome
        .findings
        .into_iter()
        .filter(|finding| finding.set_aside.is_none())
        .filter(|finding| ran.rules.rules[finding.rule].meta.id == rule.id);
    ran.findings = open.collect();
    if ran.errors.is_empty() {
        let left_out = left_out(&world, &ran, &outcome.verdicts, &rule.id);
        ran.differences = differences(&rule.id, example, &ran, &left_out);
    }
    ran
}

/// The block and line on which each object begins of which the rule does not speak.
fn left_out(
    world: &World,
    ran: &Run,
    verdicts: &[Vec<Verdict>],
    id: &str,
) -> HashSet<(usize, u32)> {
    let rules = ran.rules.rules.iter().zip(verdicts);
    let own = rules.filter(|(rule, _)| rule.meta.id == id);
    let checks = own.flat_map(|(rule, verdicts)| world.of_kind(rule.meta.looks_at).zip(verdicts));
    let left_out = checks.filter(|(_, verdict)| **verdict == Verdict::NotApplicable);
    left_out
        .map(|(subject, _)| {
            let spot = world.spot(subject, &[]);
            let line = ran.sources.line_column(spot).line;
            (spot.source.0 as usize, line)
        })
        .collect()
}

/// Rules whose findings the waivers of an example accept must run for that.
fn waived_rules(world: &World, but: &str) -> Vec<RuleText> {
    let waivers = &world.chain.waivers;
    if waivers.is_empty() {
        return Vec::new();
    }
    let named = |text: &RuleText| {
        let mut rules = waivers.iter().map(|waiver| waiver.record.rule.as_str());
        text.id != but && rules.any(|rule| rule == text.id)
    };
    built_in().into_iter().filter(named).collect()
}

/// Runs one example of the rule `id`; each difference from its marks is one text.
///
/// # Errors
/// If the example does not load, the rule fails, or a finding and a mark have no partner.
pub fn check(id: &str, texts: &[RuleText], example: &Example) -> Result<(), Vec<String>> {
    let Some(rule) = texts.iter().find(|text| text.id == id) else {
        return Err(vec![format!("there is no rule {id}")]);
    };
    let ran = run_with(rule, example, |rules| rules);
    if ran.passed() {
        return Ok(());
    }
    let problems = ran
        .problems
        .iter()
        .map(|problem| shown(problem, &ran.sources));
    let errors = ran.errors.iter().map(|error| format!("{error:?}"));
    let differences = ran.differences.iter().map(|difference| {
        let Difference { line, kind, .. } = difference;
        match difference.missing {
            0 => format!("line {line}: {kind} {id}, but the line is not marked so"),
            _ => format!("line {line}: marked `{kind}: {id}`, but that did not come out"),
        }
    });
    Err(problems.chain(errors).chain(differences).collect())
}

fn world(sources: &mut Sources, models: &[SourceId], problems: &mut Vec<Problem>) -> Arc<World> {
    let (mut documents, mut wrong) = workspace::parse(sources, models);
    problems.append(&mut wrong);
    let rows = evidence::read(&documents, sources, Files::Given, problems);
    documents.extend(rows);
    let mut chain = model::build(&documents, |_| false, problems);
    let reading = logged::Reading {
        sources,
        files: Files::Given,
        cache: None,
        threads: 1,
        progress: &|_, _| {},
    };
    if !problems.is_empty() {
        // A chain with loose ends is not to be looked at.
        let empty = model::build(&[], |_| false, &mut Vec::new());
        return Arc::new(World::of(empty, None));
    }
    let logged = logged::attach(&mut chain, &reading, problems);
    Arc::new(World::with_logs(chain, logged, None))
}

fn shown(problem: &Problem, sources: &Sources) -> String {
    let at = problem.spot.map_or_else(String::new, |spot| {
        format!(
            "{}:{}: ",
            sources.get(spot.source).name,
            sources.line_column(spot).line
        )
    });
    format!("{at}{}", problem.message(Lang::En))
}

fn kind_of_mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Undetermined => "undetermined",
        _ => "finds",
    }
}

/// The mark of an object of which the rule must not speak.
pub const NOT_APPLICABLE: &str = "not applicable";

/// The kinds of marks on a line of an example, each with the rule it names.
pub fn marks(line: &str) -> impl Iterator<Item = (&'static str, &str)> {
    line.split('#').skip(1).filter_map(|comment| {
        let (kind, rule) = comment.trim().split_once(':')?;
        let kind = ["finds", "undetermined", NOT_APPLICABLE]
            .into_iter()
            .find(|known| *known == kind.trim())?;
        Some((kind, rule.trim()))
    })
}

/// What was found against what is marked.
fn differences(
    id: &str,
    example: &Example,
    ran: &Run,
    left_out: &HashSet<(usize, u32)>,
) -> Vec<Difference> {
    let mut found: BTreeMap<Marked, (Vec<usize>, usize)> = BTreeMap::new();
    for (number, finding) in ran.findings.iter().enumerate() {
        if let Some(place) = finding.places.first() {
            let block = place.spot.source.0 as usize;
            let line = ran.sources.line_column(place.spot).line;
            let key = (block, line, kind_of_mark(finding.verdict));
            found.entry(key).or_default().0.push(number);
        }
    }
    for (at, block) in example.blocks.iter().enumerate() {
        for (line, text) in (1..).zip(block.text.lines()) {
            let is_true = |kind| kind == NOT_APPLICABLE && left_out.contains(&(at, line));
            let marks = marks(text).filter(|(_, rule)| *rule == id);
            for (kind, _) in marks.filter(|(kind, _)| !is_true(*kind)) {
                found.entry((at, line, kind)).or_default().1 += 1;
            }
        }
    }
    let differ = found
        .into_iter()
        .filter(|(_, (found, marked))| found.len() != *marked);
    differ
        .map(|((block, line, kind), (found, marked))| {
            let block = example.blocks.get(block);
            let inside = line.saturating_sub(1) as usize;
            let text = block.and_then(|block| block.text.lines().nth(inside));
            Difference {
                line: block.map_or(0, |block| block.line) + line as usize,
                text: text.unwrap_or("").to_owned(),
                kind,
                missing: marked.saturating_sub(found.len()),
                unexpected: found.get(marked..).unwrap_or_default().to_vec(),
            }
        })
        .collect()
}
