//! The examples of a rule's manual, run as tests of the rule.
//!
//! Under the heading *Examples* every `###` heading is one example: `toml` blocks are
//! model files, a block called `baton.toml` is the settings. A comment
//! `# finds: family/name` marks the line a finding points at, `# undetermined: …` one
//! that cannot be judged; what is not marked must be right.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rule_set::{RuleSet, RuleText};
use super::run;
use super::views::World;
use crate::finding::Verdict;
use crate::lang::Lang;
use crate::load::settings::{self, Settings};
use crate::load::workspace;
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
        } else if let Some(info) = line.strip_prefix("```toml").filter(|_| inside) {
            block = Some(Block {
                file: file_name(info.trim()),
                text: String::new(),
                line: at + 1,
            });
        }
    }
    examples
}

/// The file a block stands for, from what follows "```toml".
fn file_name(info: &str) -> String {
    match info.strip_prefix("file=").unwrap_or(info) {
        "" => "example.toml".to_owned(),
        name => name.to_owned(),
    }
}

/// A place a mark or a finding points at.
type Marked = (String, u32, &'static str);

/// Runs one example of the rule `id`; each difference from its marks is one text.
///
/// # Errors
/// If the example does not load, the rule fails, or a finding and a mark have no partner.
pub fn check(id: &str, texts: &[RuleText], example: &Example) -> Result<(), Vec<String>> {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let mut settings = Settings::default();
    let mut models = Vec::new();
    for block in &example.blocks {
        let source = sources.add(block.file.clone(), block.text.clone());
        if block.file == workspace::SETTINGS_FILE {
            settings = settings::read(&sources, source, &mut problems);
        } else {
            models.push(source);
        }
    }
    let mut rules = RuleSet::compile(texts.to_vec(), &settings, &mut problems);
    let failed: Vec<_> = rules
        .errors
        .iter()
        .filter(|error| error.rule == id)
        .collect();
    if !failed.is_empty() {
        return Err(failed.iter().map(|error| format!("{error:?}")).collect());
    }
    rules.retain(|rule| rule.meta.id == id);
    let world = world(&sources, &models, &mut problems);
    if !problems.is_empty() {
        return Err(problems
            .iter()
            .map(|problem| shown(problem, &sources))
            .collect());
    }
    let outcome = run(&world, &rules, &sources, 1, &|_, _| {});
    if let Some(error) = outcome.errors.first() {
        return Err(vec![format!("{error:?}")]);
    }
    let mut found: BTreeMap<Marked, i32> = BTreeMap::new();
    for finding in &outcome.findings {
        let Some(place) = finding.places.first() else {
            continue;
        };
        let file = sources.get(place.spot.source).name.clone();
        let line = sources.line_column(place.spot).line;
        *found
            .entry((file, line, word(finding.verdict)))
            .or_default() += 1;
    }
    compare(id, example, found)
}

fn world(sources: &Sources, models: &[SourceId], problems: &mut Vec<Problem>) -> Arc<World> {
    let (documents, mut wrong) = workspace::parse(sources, models);
    problems.append(&mut wrong);
    let chain = model::build(&documents, |_| false, problems);
    Arc::new(World::of(chain, None))
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

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Undetermined => "undetermined",
        _ => "finds",
    }
}

/// What was found against what is marked.
fn compare(
    id: &str,
    example: &Example,
    mut found: BTreeMap<Marked, i32>,
) -> Result<(), Vec<String>> {
    for block in &example.blocks {
        for (line, text) in (1..).zip(block.text.lines()) {
            for kind in ["finds", "undetermined"] {
                let marks = text.split('#').skip(1).filter(|comment| {
                    let marked = comment.trim().strip_prefix(kind);
                    marked
                        .and_then(|rest| rest.trim_start().strip_prefix(':'))
                        .map(str::trim)
                        == Some(id)
                });
                for _ in marks {
                    *found.entry((block.file.clone(), line, kind)).or_default() -= 1;
                }
            }
        }
    }
    let base = |file: &str| {
        let block = example.blocks.iter().find(|block| block.file == file);
        block.map_or(0, |block| block.line)
    };
    let differences: Vec<_> = found
        .into_iter()
        .filter(|(_, count)| *count != 0)
        .map(|((file, line, kind), count)| {
            let at = base(&file) + line as usize;
            match count > 0 {
                true => format!("line {at}: {kind} {id}, but the line is not marked so"),
                false => format!("line {at}: marked `{kind}: {id}`, but that did not come out"),
            }
        })
        .collect();
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences)
    }
}
