//! The report for a terminal.

use std::collections::BTreeMap;

use annotate_snippets::{Level as Shade, Renderer};

use super::snippet::{Block, Shown, renderer};
use super::summary::{Counts, Scope, Summary, findings, rule_errors};
use super::{Style, boxes, effect_and_advice, gaps, message};
use crate::audit::{Audit, Checked};
use crate::engine::{RuleError, World};
use crate::finding::{Finding, Level, Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::model::ProcessId;
use crate::problem::Problem;

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

/// One finding with its places and notes, as it stands in the report.
pub(super) fn finding(audit: &Audit, finding: &Finding, style: Style) -> String {
    let page = Page {
        audit,
        style,
        renderer: renderer(style.colored),
        text: String::new(),
    };
    let block = page.finding_block(finding);
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
        let lang = self.style.lang;
        for problem in &self.audit.problems {
            let block = problem_block(problem, lang);
            let shown = block.render(&self.audit.sources, &self.renderer);
            self.line(&shown);
        }
        let count = self.audit.problems.len();
        let plural = if count == 1 { "" } else { "s" };
        self.line(&lang.pick(
            format!("{count} problem{plural} in the input: nothing was checked."),
            format!("输入有 {count} 个问题：什么也没有检查。"),
        ));
        self.rule_errors();
    }

    fn checked(&mut self, checked: &Checked, scope: &Scope) {
        let lang = self.style.lang;
        if !self.style.quiet {
            self.findings(checked, scope);
            for table in [
                boxes::render(checked, scope, lang),
                gaps::render(checked, scope, lang),
            ] {
                if !table.is_empty() {
                    self.line(&table);
                }
            }
            self.undecided(checked, scope);
        }
        self.rule_errors();
        self.summary(checked, scope);
    }

    /// Nonconformities, grouped by process, in the order work flows.
    fn findings(&mut self, checked: &Checked, scope: &Scope) {
        let world = &checked.world;
        let mut groups: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
        let order = flow_order(world);
        for finding in findings(checked, scope).filter(|f| f.verdict == Verdict::Nonconform) {
            let group = process_of(world, finding.subject);
            let rank = group.map_or(0, |process| order[process.index()] + 1);
            groups.entry(rank).or_default().push(finding);
        }
        for findings in groups.into_values() {
            let process = findings
                .first()
                .and_then(|first| process_of(world, first.subject));
            self.heading(world, process);
            let mut findings = findings;
            findings.sort_by_key(|finding| {
                let first = finding.places.first().map(|place| place.spot);
                (std::cmp::Reverse(finding.level), first, finding.rule)
            });
            for finding in findings {
                let block = self.finding_block(finding);
                let shown = block.render(&self.audit.sources, &self.renderer);
                self.line(&shown);
            }
        }
    }

    fn heading(&mut self, world: &World, process: Option<ProcessId>) {
        let lang = self.style.lang;
        let title = process.map_or_else(
            || lang.pick("organization", "组织").to_owned(),
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
        let bold = if self.style.colored {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.line(&format!("{}━━ {title}{}\n", bold.0, bold.1));
    }

    fn finding_block(&self, finding: &Finding) -> Block<'_> {
        let lang = self.style.lang;
        let rules = &self.audit.rules;
        let (effect, advice) = effect_and_advice(rules, finding, lang);
        let places = finding.places.iter().enumerate().map(|(at, place)| Shown {
            spot: place.spot,
            label: "",
            primary: at == 0,
        });
        let mut notes = vec![
            (lang.pick("effect", "影响"), effect),
            (lang.pick("advice", "建议"), advice),
        ];
        if let Some(owner) = self.owner(finding.subject) {
            notes.insert(0, (lang.pick("owner", "负责人"), owner));
        }
        let refs = &rules.rules[finding.rule].meta.refs;
        if !refs.is_empty() {
            notes.push((lang.pick("refs", "依据"), refs.join(lang.pick(", ", "、"))));
        }
        // Its first characters are enough for `--explain`.
        let fingerprint = finding.fingerprint.to_string();
        notes.push((lang.pick("id", "编号"), fingerprint[..SHOWN_ID].to_owned()));
        Block {
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
            let colon = lang.pick(": ", "：");
            self.line(&format!("  ▨ {id}{colon}{reason} ({first}{others})"));
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

    fn summary(&mut self, checked: &Checked, scope: &Scope) {
        let lang = self.style.lang;
        let summary = Summary::of(checked, &self.audit.rules, scope);
        self.line(lang.pick("Summary", "小结"));
        self.line("");
        let looked_at = self.looked_at(checked, scope);
        self.line(&format!("  {looked_at}"));
        self.line(&format!("  {}", counts(&summary.all, lang)));
        let of = |level: Level| {
            let count = summary.findings.get(&level).copied().unwrap_or(0);
            format!("{count} {}", plural(level, count, lang))
        };
        let levels = [Level::Error, Level::Warning, Level::Note]
            .map(of)
            .join(lang.pick(", ", "，"));
        self.line(&lang.pick(format!("  findings: {levels}"), format!("  发现：{levels}")));
        let handoffs = !checked.world.chain.handoffs.is_empty();
        if let Some(silent) = boxes::unanswered(&self.audit.rules, lang).filter(|_| handoffs) {
            self.line(&format!("  {silent}"));
        }
        if summary.all.undetermined > 0 {
            self.line(lang.pick(
                "  undetermined is not conform: the model or its evidence does not say enough",
                "  尚不能判定不等于符合：模型或证据不足",
            ));
        }
    }

    /// How many rules looked at how many objects.
    fn looked_at(&self, checked: &Checked, scope: &Scope) -> String {
        let lang = self.style.lang;
        let rules = self.audit.rules.rules.len();
        let objects = [
            SubjectKind::Process,
            SubjectKind::Step,
            SubjectKind::Handoff,
            SubjectKind::Goal,
            SubjectKind::ValueSheet,
        ]
        .map(|kind| {
            let subjects = super::summary::subjects(&checked.world, kind);
            let count = subjects
                .filter(|s| scope.includes(&checked.world, *s))
                .count();
            format!("{count} {}", kind.word(count, lang))
        })
        .join(lang.pick(", ", "、"));
        let skipped = self.not_run();
        let noun = if rules == 1 { "rule" } else { "rules" };
        lang.pick(
            format!("{rules} {noun}{skipped} on {objects}"),
            format!("{rules} 条规则{skipped}，检查了 {objects}"),
        )
    }

    /// How many rules did not run, and which of them the settings switch off.
    fn not_run(&self) -> String {
        let lang = self.style.lang;
        let off = &self.audit.rules.off;
        if off.is_empty() {
            return String::new();
        }
        let by_settings: Vec<_> = off
            .iter()
            .filter(|off| off.by_settings)
            .map(|off| off.id.as_str())
            .collect();
        let count = off.len();
        if by_settings.is_empty() {
            return lang.pick(
                format!(" ({count} not run)"),
                format!("（{count} 条未运行）"),
            );
        }
        let names = by_settings.join(lang.pick(", ", "、"));
        lang.pick(
            format!(" ({count} not run; off in baton.toml: {names})"),
            format!("（{count} 条未运行；baton.toml 关闭了：{names}）"),
        )
    }
}

/// Counts in a line.
fn counts(counts: &Counts, lang: Lang) -> String {
    let Counts {
        checked,
        conform,
        nonconform,
        undetermined,
        not_applicable,
    } = counts;
    let decided = counts.decided().map_or_else(
        || lang.pick("none applies", "无适用项").to_owned(),
        // Rounded down: 100 % is said only where everything was decided.
        |part| format!("{} %", (100.0 * part).floor()),
    );
    lang.pick(
        format!(
            "{checked} checks: {conform} conform, {nonconform} nonconform, {undetermined} undetermined, \
             {not_applicable} not applicable; decided: {decided}"
        ),
        format!(
            "{checked} 项检查：{conform} 符合，{nonconform} 不符合，{undetermined} 尚不能判定，\
             {not_applicable} 不适用；已判定：{decided}"
        ),
    )
}

fn plural(level: Level, count: usize, lang: Lang) -> String {
    let word = level.word(lang);
    match (lang, count) {
        (Lang::Zh, _) | (Lang::En, 1) => word.to_owned(),
        (Lang::En, _) => format!("{word}s"),
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
        format!(" ({object}{more})")
    });
    format!("{} [{at}] {}{on}", error.rule, error.message)
}

/// The process an object belongs to.
fn process_of(world: &World, subject: Subject) -> Option<ProcessId> {
    let at = subject.number as usize;
    let chain = &world.chain;
    match subject.kind {
        SubjectKind::Chain => None,
        SubjectKind::Process => Some(ProcessId(subject.number)),
        SubjectKind::Step => Some(chain.steps[at].process),
        SubjectKind::Handoff => Some(chain.handoffs[at].process),
        SubjectKind::Goal => chain.goals[at].process,
        SubjectKind::ValueSheet => chain.sheets[at].process,
    }
}

/// For every process its rank: the one farthest from the external customer first, then by id.
fn flow_order(world: &World) -> Vec<usize> {
    let chain = &world.chain;
    let farthest = |process: &crate::model::Process| {
        let steps = process.steps.iter();
        steps
            .filter_map(|step| chain.flow.steps_to_customer(chain.step(*step).node))
            .max()
    };
    let mut order: Vec<usize> = (0..chain.processes.len()).collect();
    order.sort_by_key(|at| {
        let distance = farthest(&chain.processes[*at]).unwrap_or(0);
        (std::cmp::Reverse(distance), *at)
    });
    let mut rank = vec![0; order.len()];
    for (place, at) in order.into_iter().enumerate() {
        rank[at] = place;
    }
    rank
}
