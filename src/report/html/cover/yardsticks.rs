//! What the chain achieves by three yardsticks: its own objectives, its customers' needs,
//! and what others achieve.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::marks::{self, Mark};
use super::super::section::nothing;
use crate::finding::{Subject, SubjectKind};
use crate::measure::judged::Stated;
use crate::measure::{Gap, GapVerdict};
use crate::model::GoalId;

/// How many of something are shown to be met, shown not to be, and open.
#[derive(Default)]
struct Tally {
    met: usize,
    not_met: usize,
    open: usize,
}

impl Tally {
    fn of(verdicts: impl Iterator<Item = GapVerdict>) -> Self {
        let mut tally = Self::default();
        for verdict in verdicts {
            match verdict {
                GapVerdict::Met => tally.met += 1,
                GapVerdict::NotMet => tally.not_met += 1,
                GapVerdict::Undetermined(_) => tally.open += 1,
            }
        }
        tally
    }

    fn is_empty(&self) -> bool {
        self.met + self.not_met + self.open == 0
    }
}

pub(super) fn render(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let in_scope = |kind| world.of_kind(kind).filter(|it| view.includes(*it));
    let gaps = || in_scope(SubjectKind::Goal).filter_map(|it| world.gaps.get(GoalId(it.number)));
    let targets = Tally::of(gaps().map(|gap| gap.verdict));
    let needs = Tally::of(in_scope(SubjectKind::Handoff).flat_map(|it| {
        let judged = world.judged.get(it.number as usize).into_iter().flatten();
        judged
            .filter(|one| one.stated == Stated::Need)
            .map(|one| one.verdict)
    }));
    let others = Tally::of(gaps().filter_map(|gap| Some(gap.competitor.as_ref()?.verdict)));
    let rows = [
        (
            lang.pick("Objective: goals of our own", "目标：自己定的目标"),
            targets,
            lang.pick("no goal is written: write [[goal]] with target and measure", "没有写目标：请写 [[goal]]，含 target 和 measure"),
            "goals",
        ),
        (
            lang.pick("Customer: needs that figures can show", "客户：可用数据说明的需求"),
            needs,
            lang.pick("no need can be held against figures: write needs such as “on-time ≥ 95 %” and record figures", "没有可用数据检验的需求：请写“准时率 ≥ 95 %”之类的需求并记录观测值"),
            "processes",
        ),
        (
            lang.pick("Competitor: values of others", "竞争者：别人的水平"),
            others,
            lang.pick("nobody to compare with: write a [[benchmark]] for the measure of a goal", "没有可比的对象：请为目标的指标写 [[benchmark]]"),
            "goals",
        ),
    ];
    html! {
        h3 { (lang.pick("The chain against three yardsticks", "对照三种标准看全链")) }
        ul class="yardsticks" {
            @for (title, tally, missing, target) in &rows {
                li {
                    a class="yardstick" href={ "#" (view.anchor(target)) } { (title) }
                    @if tally.is_empty() { (nothing(missing)) } @else { (counts(tally, lang)) }
                }
            }
        }
        (objectives(page))
    }
}

fn counts(tally: &Tally, lang: crate::lang::Lang) -> Markup {
    let part = |mark: Mark, count: usize, word: &str| {
        html! {
            li { (marks::shape(mark)) b { (count) } " " (word) }
        }
    };
    html! {
        ul class="counts" {
            (part(Mark::Bad, tally.not_met, lang.pick("not met", "未达到")))
            (part(Mark::Open, tally.open, lang.pick("undetermined", "尚不能判定")))
            (part(Mark::Good, tally.met, lang.pick("shown to be met", "已证实达到")))
        }
    }
}

/// Whether a goal that is not met yet is where it should be by now.
fn plan(gap: &Gap, lang: crate::lang::Lang) -> &'static str {
    match (gap.verdict, gap.on_plan) {
        (GapVerdict::NotMet, Some(true)) => lang.pick(" (on plan)", "（按计划推进）"),
        (GapVerdict::NotMet, Some(false)) if gap.behind_plan == Some(false) => "",
        (GapVerdict::NotMet, Some(false)) => lang.pick(" (behind plan)", "（落后于计划）"),
        _ => "",
    }
}

/// Each objective with the goals that serve it directly.
fn objectives(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let chain = &world.chain;
    let served = chain.objectives.iter().zip(&chain.links.objective_goals);
    let in_scope = |id: &GoalId| {
        view.includes(Subject {
            kind: SubjectKind::Goal,
            number: id.0,
        })
    };
    let served = served.map(|(objective, goals)| {
        let own: Vec<GoalId> = goals.iter().copied().filter(in_scope).collect();
        (objective, own)
    });
    let served: Vec<_> = served.filter(|(_, goals)| !goals.is_empty()).collect();
    html! {
        @if !served.is_empty() {
            ul class="objectives" {
                @for (objective, goals) in &served {
                    li {
                        span { (objective.record.text.get(lang)) }
                        ul {
                            @for id in goals {
                                @if let Some(gap) = world.gaps.get(*id) {
                                    li {
                                        (marks::goal(gap.verdict, lang)) " "
                                        a href={ "#" (view.goal_anchor(*id)) } { (chain.goal(*id).record.text.get(lang)) }
                                        (plan(gap, lang))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
