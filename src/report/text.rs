//! The report for a terminal.

use std::collections::BTreeMap;

use annotate_snippets::{Level as Shade, Renderer};

use super::coverage::Coverage;
use super::escape::visible;
use super::order::{self, Group};
use super::repeated::Repeated;
use super::snippet::{Block, Shown, renderer};
use super::summary::{Scope, findings, rule_errors};
use super::{
    Style, boxes, claims, closing, effect_and_advice, gaps, history, judged, logs, message, object,
    repeated, systemic,
};
use crate::audit::{Audit, Checked};
use crate::engine::{OffReason, RuleError, World};
use crate::finding::{Finding, Fingerprint, Level, Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::model::ProcessId;
use crate::problem::Problem;
use crate::source::Sources;

/// How much of a fingerprint is shown.
pub const SHOWN_ID: usize = 8;

/// The whole report.
pub fn render(audit: &Audit, scope: &Scope, style: Style) -> String {
    let mut page = Page {
        audit,
        style,
        renderer: renderer(style.colored),
        text: String::new(),
    };
    match &audit.checked {
        None => page.problems(),
        Some(checked) => page.checked(checked, scope),
    }
    page.text
}

/// What is wrong with an input of which nothing was checked.
pub fn of_problems(sources: &Sources, problems: &[Problem], style: Style) -> String {
    let renderer = renderer(style.colored);
    let mut text = String::new();
    for problem in problems {
        let block = problem_block(problem, style.lang);
        text.push_str(&block.render(sources, &renderer));
        text.push('\n');
    }
    let count = problems.len();
    let plural = if count == 1 { "" } else { "s" };
    text.push_str(&style.lang.pick(
        format!("{count} problem{plural} in the input: nothing was checked.\n"),
        format!("输入有 {count} 个问题：什么也没有检查。\n"),
    ));
    text
}

/// One finding with its places and notes, as it stands in the report.
pub(super) fn finding(audit: &Audit, finding: &Finding, style: Style) -> String {
    let page = Page {
        audit,
        style,
        renderer: renderer(style.colored),
        text: String::new(),
    };
    let mut block = page.finding_block(finding);
    if finding.verdict == Verdict::Undetermined {
        // Nothing is wrong yet: there is no effect, and the title says what would decide it.
        let lang = style.lang;
        block.level = Shade::NOTE.with_name(finding.verdict.word(lang));
        let of_nonconform = [lang.pick("effect", "影响"), lang.pick("advice", "建议")];
        block
            .notes
            .retain(|(name, _)| !of_nonconform.contains(name));
    }
    block.render(&audit.sources, &page.renderer)
}

struct Page<'a> {
    audit: &'a Audit,
    style: Style,
    renderer: Renderer,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// What is wrong with the input, and that nothing was checked.
    fn problems(&mut self) {
        let audit = self.audit;
        let problems = of_problems(&audit.sources, &audit.problems, self.style);
        self.text.push_str(&problems);
        self.rule_errors();
    }

    fn checked(&mut self, checked: &Checked, scope: &Scope) {
        let lang = self.style.lang;
        let shown = order::nonconformities(checked, scope);
        if !self.style.quiet {
            self.findings(&checked.world, &shown);
            let boxes = boxes::render(checked, scope, lang);
            let judged = judged::render(checked, scope, lang);
            let gaps = if self.asks_about_goals() {
                gaps::render(checked, scope, lang)
            } else {
                String::new()
            };
            let logs = logs::render(checked, scope, lang);
            let claims = claims::render(checked, scope, lang);
            for table in [boxes, logs, judged, claims, gaps] {
                if !table.is_empty() {
                    self.line(&table);
                }
            }
            self.undecided(checked, scope);
            self.not_looked_at(checked, scope);
        }
        self.rule_errors();
        let first = order::first(&shown);
        self.text.push_str(&closing::render(
            self.audit,
            checked,
            scope,
            first.as_ref(),
            lang,
        ));
    }

    /// Rules about goals run, or nobody chose among the rules.
    fn asks_about_goals(&self) -> bool {
        let rules = &self.audit.rules;
        let mut running = rules.rules.iter();
        let mut off = rules.off.iter();
        running.any(|rule| rule.meta.looks_at == SubjectKind::Goal)
            || !off.any(|off| off.reason == OffReason::Choice)
    }

    /// Nonconformities under the headings of their processes.
    fn findings(&mut self, world: &World, shown: &[Group<'_>]) {
        for group in shown {
            self.heading(world, group.process);
            let repeated = Repeated::of(&group.findings);
            for finding in &group.findings {
                let sources = &self.audit.sources;
                let shown = match repeated.shown_before(finding) {
                    None => self.finding_block(finding).render(sources, &self.renderer),
                    Some(first) => self
                        .short_block(finding, first)
                        .brief(sources, &self.renderer),
                };
                self.line(&shown);
            }
        }
    }

    fn heading(&mut self, world: &World, process: Option<ProcessId>) {
        let lang = self.style.lang;
        let title = process.map_or_else(
            || {
                let word = lang.pick("organization", "组织");
                let organization = world.chain.organization.as_ref();
                organization.map_or_else(
                    || word.to_owned(),
                    |organization| format!("{word} · {}", organization.name.get(lang)),
                )
            },
            |process| {
                let process = world.chain.process(process);
                let (id, name) = (process.record.id.as_str(), process.name());
                let name = name.get(lang);
                if id == name {
                    id.to_owned()
                } else {
                    format!("{id} · {name}")
                }
            },
        );
        let title = visible(&title);
        let bold = if self.style.colored {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.line(&format!("{}━━ {title}{}\n", bold.0, bold.1));
    }

    /// A finding with all that is known of it.
    fn finding_block(&self, finding: &Finding) -> Block<'_> {
        let lang = self.style.lang;
        let rules = &self.audit.rules;
        let (effect, advice) = effect_and_advice(rules, finding, lang);
        let mut notes = Vec::from_iter(self.owner_note(finding));
        notes.push((lang.pick("effect", "影响"), effect));
        notes.push((lang.pick("advice", "建议"), advice));
        let checked = self.audit.checked.as_ref();
        let past = checked.map(|checked| history::notes(checked, finding, lang));
        notes.extend(past.into_iter().flatten());
        notes.extend(checked.and_then(|checked| systemic::note(checked, finding, lang)));
        let refs = &rules.rules[finding.rule].meta.refs;
        if !refs.is_empty() {
            notes.push((lang.pick("refs", "依据"), refs.join(lang.pick(", ", "、"))));
        }
        notes.push(self.id_note(finding));
        self.block(finding, notes)
    }

    /// A finding like one shown in full before: what sets it apart.
    fn short_block(&self, finding: &Finding, first: Fingerprint) -> Block<'_> {
        let lang = self.style.lang;
        let mut notes = Vec::from_iter(self.owner_note(finding));
        let checked = self.audit.checked.as_ref();
        let past = checked.map(|checked| history::notes(checked, finding, lang));
        notes.extend(past.into_iter().flatten());
        notes.extend(checked.and_then(|checked| systemic::raised_note(checked, finding, lang)));
        notes.push(repeated::note(first, lang));
        notes.push(self.id_note(finding));
        self.block(finding, notes)
    }

    fn owner_note(&self, finding: &Finding) -> Option<(&'static str, String)> {
        let owner = self.owner(finding.subject)?;
        Some((self.style.lang.pick("owner", "负责人"), owner))
    }

    /// The first characters of its fingerprint, which are enough for `--explain`.
    fn id_note(&self, finding: &Finding) -> (&'static str, String) {
        let fingerprint = finding.fingerprint.to_string();
        let id = fingerprint[..SHOWN_ID].to_owned();
        (self.style.lang.pick("id", "编号"), id)
    }

    fn block(&self, finding: &Finding, notes: Vec<(&'static str, String)>) -> Block<'_> {
        let lang = self.style.lang;
        let rules = &self.audit.rules;
        let places = finding.places.iter().enumerate().map(|(at, place)| Shown {
            spot: place.spot,
            label: "",
            primary: at == 0,
        });
        let notes = notes
            .into_iter()
            .map(|(name, note)| (name, visible(&note)))
            .collect();
        Block {
            lang,
            level: shade(finding.level).with_name(finding.level.word(lang)),
            id: &rules.rules[finding.rule].meta.id,
            title: message(rules, finding, lang),
            places: places.collect(),
            notes,
        }
    }

    /// The role that answers for an object, as far as the model says.
    fn owner(&self, subject: Subject) -> Option<String> {
        let world = &self.audit.checked.as_ref()?.world;
        let owner = world.owner(subject)?;
        Some(owner.get(self.style.lang).to_owned())
    }

    /// What could not be judged, counted by rule and reason.
    fn undecided(&mut self, checked: &Checked, scope: &Scope) {
        let lang = self.style.lang;
        let mut reasons: BTreeMap<(usize, String), (usize, String)> = BTreeMap::new();
        for finding in findings(checked, scope).filter(|f| f.verdict == Verdict::Undetermined) {
            let reason = message(&self.audit.rules, finding, lang);
            let entry = reasons
                .entry((finding.rule, reason))
                .or_insert_with(|| (0, checked.world.id(finding.subject)));
            entry.0 += 1;
        }
        if reasons.is_empty() {
            return;
        }
        self.line(lang.pick("Could not be judged", "尚不能判定的检查"));
        self.line("");
        for ((rule, reason), (count, first)) in reasons {
            let id = &self.audit.rules.rules[rule].meta.id;
            let others = match count {
                1 => String::new(),
                more => lang.pick(format!(" and {} more", more - 1), format!(" 等 {more} 个")),
            };
            let (colon, first) = (lang.colon(), object(&first, lang));
            let on = lang.aside(&format!("{first}{others}"));
            self.line(&format!("  ▨ {id}{colon}{reason}{on}"));
        }
        self.line("");
    }

    /// What the model says and no rule of the run looked at.
    fn not_looked_at(&mut self, checked: &Checked, scope: &Scope) {
        let lang = self.style.lang;
        let lines = Coverage::of(checked, &self.audit.rules, scope).lines(lang);
        if lines.is_empty() {
            return;
        }
        self.line(lang.pick("Not looked at by any rule", "没有任何规则看过的内容"));
        self.line("");
        for line in lines {
            self.line(&format!("  · {line}"));
        }
        self.line("");
    }

    fn rule_errors(&mut self) {
        let lang = self.style.lang;
        let errors: Vec<RuleError> = rule_errors(self.audit).into_iter().cloned().collect();
        if errors.is_empty() {
            return;
        }
        self.line(lang.pick(
            "Rules that failed: the audit is incomplete",
            "运行失败的规则：审核不完整",
        ));
        self.line("");
        for error in errors {
            self.line(&format!("  ✗ {}", rule_error(&error, lang)));
        }
        self.line("");
    }
}

fn shade(level: Level) -> Shade<'static> {
    match level {
        Level::Error => Shade::ERROR,
        Level::Warning => Shade::WARNING,
        Level::Note => Shade::NOTE,
    }
}

/// A problem of the input with its places and the next step.
fn problem_block(problem: &Problem, lang: Lang) -> Block<'static> {
    let mut places: Vec<Shown<'static>> = Vec::new();
    places.extend(problem.spot.map(|spot| Shown {
        spot,
        label: "",
        primary: true,
    }));
    places.extend(problem.related.map(|spot| Shown {
        spot,
        label: problem.related_note(lang),
        primary: false,
    }));
    Block {
        lang,
        level: Shade::ERROR.with_name(lang.pick("problem", "问题")),
        id: problem.code(),
        title: problem.message(lang),
        places,
        notes: vec![(lang.pick("next", "下一步"), problem.hint(lang))],
    }
}

/// A failed rule in a line: where, what, on which object.
pub fn rule_error(error: &RuleError, lang: Lang) -> String {
    let at = match (error.line, error.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", error.file),
        (Some(line), None) => format!("{}:{line}", error.file),
        _ => error.file.clone(),
    };
    let on = error.object.as_ref().map_or_else(String::new, |object| {
        let more = match error.more {
            0 => String::new(),
            more => lang.pick(format!(" and {more} more"), format!(" 等 {} 个", more + 1)),
        };
        lang.aside(&format!("{object}{more}"))
    });
    format!("{} [{at}] {}{on}", error.rule, error.message)
}
