//! What the colour and the mark of each step, handoff and process say.
//!
//! Nothing is judged here: verdicts come from rules and figures. What nobody judged is shown as
//! not judged, and of several the worst is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::{Color, Shade};
use crate::audit::Checked;
use crate::engine::questions::Answers;
use crate::engine::{Question, RuleSet, World};
use crate::finding::{Finding, Level, SetAside, Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::load::document::Parameter;
use crate::measure::GapVerdict;
use crate::model::{GoalId, HandoffId, ProcessId, StepId, Target};
use crate::quantity::{Dimension, Quantity};
use crate::report::gaps::rounded;
use crate::report::judged::grade;

/// What is said of one object.
#[derive(Debug, Clone)]
pub(super) struct Stand {
    pub(super) shade: Shade,
    /// In words; empty where nothing is said of such objects.
    pub(super) said: String,
    /// The value itself, where the colour stands for one.
    pub(super) value: Option<String>,
}

impl Stand {
    fn plain() -> Self {
        Self {
            shade: Shade::Plain,
            said: String::new(),
            value: None,
        }
    }
}

/// What is said of every object.
#[derive(Debug)]
pub(super) struct Stands {
    steps: Vec<Stand>,
    handoffs: Vec<Stand>,
    processes: Vec<Stand>,
}

impl Stands {
    pub(super) fn step(&self, id: StepId) -> &Stand {
        &self.steps[id.index()]
    }

    pub(super) fn handoff(&self, id: HandoffId) -> &Stand {
        &self.handoffs[id.index()]
    }

    pub(super) fn process(&self, id: ProcessId) -> &Stand {
        &self.processes[id.index()]
    }

    /// By the worst verdict of the rules.
    pub(super) fn of_verdicts(checked: &Checked, rules: &RuleSet, lang: Lang) -> Self {
        let world = &checked.world;
        let waived = waived(checked);
        let mut worst: BTreeMap<Subject, Worst> = BTreeMap::new();
        let mut of_process: Vec<Option<Worst>> = vec![None; world.chain.processes.len()];
        for (at, (rule, verdicts)) in rules
            .rules
            .iter()
            .zip(&checked.outcome.verdicts)
            .enumerate()
        {
            for (subject, verdict) in world.of_kind(rule.meta.looks_at).zip(verdicts) {
                let found = Worst::of(*verdict, waived.contains(&(at, subject)));
                let known = worst.entry(subject).or_insert(found);
                *known = (*known).max(found);
            }
        }
        for (subject, verdict) in &worst {
            if let Some(process) = world.process(*subject) {
                let known = &mut of_process[process.index()];
                *known = (*known).max(Some(*verdict));
            }
        }
        let counts = Counts::of(checked);
        let stand = |verdict: Option<Worst>, count: Option<&Counts>| Stand {
            shade: shade(verdict),
            said: verdict_said(verdict, count, lang),
            value: None,
        };
        let all = |kind| {
            let subjects = world.of_kind(kind);
            subjects
                .map(|one| stand(worst.get(&one).copied(), counts.get(&one)))
                .collect()
        };
        let mut sums = vec![Counts::default(); of_process.len()];
        for (subject, count) in &counts {
            if let Some(process) = world.process(*subject) {
                sums[process.index()].add(count);
            }
        }
        let processes = of_process.iter().zip(&sums);
        let processes = processes.map(|(verdict, sum)| stand(*verdict, Some(sum)));
        let mut handoffs: Vec<Stand> = all(SubjectKind::Handoff);
        for (stand, answers) in handoffs.iter_mut().zip(&checked.answers) {
            if let Some(open) = open_questions(*answers, lang) {
                stand.said.push_str(&open);
            }
        }
        Self {
            steps: all(SubjectKind::Step),
            handoffs,
            processes: processes.collect(),
        }
    }

    /// By what figures show of goals, needs and criteria.
    fn of_gaps(world: &World, lang: Lang) -> Self {
        let chain = &world.chain;
        let goals = by_target(world);
        let on = |target| goals.get(&target).cloned().unwrap_or_default();
        let handoffs = (0..chain.handoffs.len()).map(HandoffId::at);
        let of_process = |goals: &[GoalId]| {
            let gaps = goals.iter().filter_map(|id| world.gaps.get(*id));
            let verdicts: Vec<_> = gaps.map(|gap| gap.verdict).collect();
            gap_said(&verdicts, lang)
        };
        Self {
            steps: (0..chain.steps.len())
                .map(|at| gap_said(&on(Target::Step(StepId::at(at))), lang))
                .collect(),
            handoffs: handoffs
                .map(|id| {
                    let mut verdicts = on(Target::Handoff(id));
                    verdicts.extend(world.judged[id.index()].iter().map(|one| one.verdict));
                    gap_said(&verdicts, lang)
                })
                .collect(),
            processes: chain
                .processes
                .iter()
                .map(|process| of_process(&process.goals))
                .collect(),
        }
    }

    /// By something else than verdicts of rules, which may not have run.
    pub(super) fn of_world(world: &World, color: Color, lang: Lang) -> Self {
        let chain = &world.chain;
        let plain = |count: usize| vec![Stand::plain(); count];
        match color {
            Color::Gap => Self::of_gaps(world, lang),
            Color::Wait => Self {
                steps: plain(chain.steps.len()),
                handoffs: waits(world, lang),
                processes: plain(chain.processes.len()),
            },
            Color::Verdict | Color::None => Self {
                steps: plain(chain.steps.len()),
                handoffs: plain(chain.handoffs.len()),
                processes: plain(chain.processes.len()),
            },
        }
    }
}

/// Open nonconformities of an object, and those set aside.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    known: usize,
}

impl Counts {
    fn of(checked: &Checked) -> BTreeMap<Subject, Self> {
        let mut counts: BTreeMap<Subject, Self> = BTreeMap::new();
        let findings = checked.outcome.findings.iter();
        for finding in findings.filter(|one| one.verdict == Verdict::Nonconform) {
            let count = counts.entry(finding.subject).or_default();
            let place = match (finding.set_aside, finding.level) {
                (Some(SetAside::Waived(_)), _) => &mut count.waived,
                (Some(SetAside::Known), _) => &mut count.known,
                (None, Level::Error) => &mut count.errors,
                (None, Level::Warning) => &mut count.warnings,
                (None, Level::Note) => &mut count.notes,
            };
            *place += 1;
        }
        counts
    }

    fn add(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.waived += other.waived;
        self.known += other.known;
    }

    fn said(&self, lang: Lang) -> String {
        let one = |count: usize, en: &str, many: &str, zh: &str| {
            (count > 0).then(|| {
                let en = if count == 1 { en } else { many };
                lang.pick(format!("{count} {en}"), format!("{zh} {count} 项"))
            })
        };
        let said = [
            one(self.errors, "error", "errors", Level::Error.word(Lang::Zh)),
            one(
                self.warnings,
                "warning",
                "warnings",
                Level::Warning.word(Lang::Zh),
            ),
            one(self.notes, "note", "notes", Level::Note.word(Lang::Zh)),
            one(self.waived, "waived", "waived", "已让步"),
            one(self.known, "known before", "known before", "原已知道"),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        said.join(lang.pick(", ", "，"))
    }
}

/// The questions of a handoff that nothing answers yet, as the end of a sentence.
fn open_questions(answers: Answers, lang: Lang) -> Option<String> {
    let open = Question::ALL.iter().zip(&answers);
    let open = open.filter(|(_, answer)| **answer == Some(Verdict::Undetermined));
    let open: Vec<&str> = open.map(|(question, _)| question.word(lang)).collect();
    let named = open.join(lang.pick(", ", "、"));
    (!open.is_empty()).then(|| {
        lang.pick(
            format!("; questions still open: {named}"),
            format!("；尚无答案的问题：{named}"),
        )
    })
}

/// The worst of what rules say of an object, from what weighs least to what weighs most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worst {
    NotApplicable,
    Conform,
    /// Not right, and a waiver accepts all of it. What a baseline knows is still wrong.
    Waived,
    Undetermined,
    Nonconform,
}

impl Worst {
    fn of(verdict: Verdict, waived: bool) -> Self {
        match verdict {
            Verdict::NotApplicable => Self::NotApplicable,
            Verdict::Conform => Self::Conform,
            Verdict::Undetermined | Verdict::Nonconform if waived => Self::Waived,
            Verdict::Undetermined => Self::Undetermined,
            Verdict::Nonconform => Self::Nonconform,
        }
    }
}

/// The checks of which waivers accept every finding: by rule and object.
fn waived(checked: &Checked) -> BTreeSet<(usize, Subject)> {
    let check = |finding: &Finding| (finding.rule, finding.subject);
    let is_waived = |finding: &&Finding| matches!(finding.set_aside, Some(SetAside::Waived(_)));
    let findings = || checked.outcome.findings.iter();
    let mut all: BTreeSet<_> = findings().filter(is_waived).map(check).collect();
    if !all.is_empty() {
        for finding in findings().filter(|finding| !is_waived(finding)) {
            all.remove(&check(finding));
        }
    }
    all
}

fn shade(verdict: Option<Worst>) -> Shade {
    match verdict {
        Some(Worst::Conform) => Shade::Good,
        Some(Worst::Nonconform) => Shade::Bad,
        Some(Worst::Waived) => Shade::Waived,
        Some(Worst::Undetermined) => Shade::Open,
        Some(Worst::NotApplicable) | None => Shade::Unchecked,
    }
}

fn verdict_said(verdict: Option<Worst>, counts: Option<&Counts>, lang: Lang) -> String {
    let word = match verdict {
        Some(Worst::NotApplicable) | None => lang.pick("not checked", "未检查"),
        Some(Worst::Conform) => Verdict::Conform.word(lang),
        Some(Worst::Waived) => Shade::Waived.word(Color::Verdict, lang),
        Some(Worst::Undetermined) => Verdict::Undetermined.word(lang),
        Some(Worst::Nonconform) => Verdict::Nonconform.word(lang),
    };
    let counts = counts.map(|counts| counts.said(lang)).unwrap_or_default();
    if counts.is_empty() {
        return word.to_owned();
    }
    lang.pick(format!("{word}: {counts}"), format!("{word}：{counts}"))
}

/// The verdicts of goals, by what they are measured on.
fn by_target(world: &World) -> BTreeMap<Target, Vec<GapVerdict>> {
    let mut on: BTreeMap<Target, Vec<GapVerdict>> = BTreeMap::new();
    for gap in world.gaps.iter() {
        let target = world.chain.goal(gap.goal).on;
        on.entry(target).or_default().push(gap.verdict);
    }
    on
}

/// The worst of several, with how many there are of each.
fn gap_said(verdicts: &[GapVerdict], lang: Lang) -> Stand {
    let count = |is: fn(&GapVerdict) -> bool| verdicts.iter().filter(|one| is(one)).count();
    let missed = count(|one| *one == GapVerdict::NotMet);
    let open = count(|one| matches!(one, GapVerdict::Undetermined(_)));
    let met = count(|one| *one == GapVerdict::Met);
    let shade = match (missed, open, met) {
        (1.., _, _) => Shade::Bad,
        (0, 1.., _) => Shade::Open,
        (0, 0, 1..) => Shade::Good,
        (0, 0, 0) => Shade::Unchecked,
    };
    let said = [
        (missed, lang.pick("not met", "未满足")),
        (open, lang.pick("open", "尚不能判定")),
        (met, lang.pick("met", "已满足")),
    ];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| lang.pick(format!("{count} {word}"), format!("{word} {count} 项")))
        .collect();
    Stand {
        shade,
        said: match said.is_empty() {
            true => lang
                .pick(
                    "nothing that figures could show",
                    "没有可以用数据证明的要求",
                )
                .to_owned(),
            false => said.join(lang.pick(", ", "，")),
        },
        value: None,
    }
}

/// How long work waits at each handoff, against the longest wait counted on the same clock.
fn waits(world: &World, lang: Lang) -> Vec<Stand> {
    let today = world.today();
    let handoffs = (0..world.chain.handoffs.len()).map(HandoffId::at);
    let known: Vec<_> = handoffs
        .map(|id| today.of(Target::Handoff(id), Parameter::Wait))
        .collect();
    let mut longest: Vec<(Dimension, f64)> = Vec::new();
    for value in known.iter().flatten().map(|one| &one.value) {
        let (clock, base) = (value.dimension(), value.base());
        match longest.iter_mut().find(|(known, _)| *known == clock) {
            Some((_, most)) => *most = most.max(base),
            None => longest.push((clock, base)),
        }
    }
    let longest = |of: &Quantity| {
        let same = longest.iter().find(|(clock, _)| *clock == of.dimension());
        same.map_or(0.0, |(_, most)| *most)
    };
    known
        .iter()
        .map(|known| {
            let Some(known) = known else {
                let said = lang.pick("wait not known", "等待时间未知");
                return Stand {
                    shade: Shade::Unchecked,
                    said: said.to_owned(),
                    value: None,
                };
            };
            let part = known.value.base() / longest(&known.value).max(f64::MIN_POSITIVE);
            let (value, grade) = (rounded(&known.value).show(lang), grade(known.grade, lang));
            Stand {
                shade: match part {
                    part if part > 0.5 => Shade::Long,
                    part if part > 0.1 => Shade::Middle,
                    _ => Shade::Short,
                },
                said: lang.pick(
                    format!("waits {value} ({grade})"),
                    format!("等待 {value}（{grade}）"),
                ),
                value: Some(value),
            }
        })
        .collect()
}
