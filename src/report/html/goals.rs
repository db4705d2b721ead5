//! The strategy gap of every goal: what is to be reached, what was measured, and how far it is
//! by three yardsticks.

use maud::{Markup, html};

use super::body::Page;
use super::charts;
use super::marks::{self, Mark};
use super::section::{Section, charted, nothing, table};
use crate::finding::{Subject, SubjectKind};
use crate::measure::gap::Customer;
use crate::measure::{Gap, GapVerdict};
use crate::model::{GoalId, HandoffId};
use crate::quantity::Quantity;
use crate::report::strategy::{self, One, reachable};
use crate::report::{gaps, judged, moved, surveyed};

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "goals",
        title: lang.pick("Goals and the strategy gap", "目标与策略落差"),
        lead: lang.pick(
            "Each bound holds with 95 % confidence. A goal is met, or not met, only where its figures show it; all else is undetermined.",
            "每个界限的置信度为 95 %。只有数据能证实的才写达成或未达成，其余为尚不能判定。",
        ),
        content: content(page),
    }
}

fn content(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let goals = world
        .of_kind(SubjectKind::Goal)
        .filter(|it| view.includes(*it));
    let goals: Vec<_> = goals.zip_gaps(page).collect();
    if goals.is_empty() {
        return nothing(lang.pick(
            "No goal is in scope: write [[goal]] with `measure`, `target` and `by`, and record figures of its measure.",
            "范围内没有目标：请写 [[goal]]（含 measure、target、by），并记录其指标的观测值。",
        ));
    }
    let heads = [
        lang.pick("Goal", "目标"),
        lang.pick("Target", "目标值"),
        lang.pick("Measured", "观测值"),
        lang.pick("Expected by then", "届时应达"),
        lang.pick("Objective", "对目标"),
        lang.pick("Customer", "对客户"),
        lang.pick("Competitor", "对竞争者"),
    ];
    let rows = html! { @for (id, gap) in &goals { (row(page, *id, gap)) } };
    html! {
        (table(lang.pick("Goals held against three yardsticks", "对照三种标准衡量各目标"), &heads, &rows))
        (charted(&charts::goals::section(view)))
        (charted(&charts::ways::section(view)))
        (charted(&charts::whose::section(view)))
    }
}

/// Pairs goals with their gaps.
trait ZipGaps<'p>: Iterator<Item = Subject> + Sized {
    fn zip_gaps(self, page: &Page<'p>) -> impl Iterator<Item = (GoalId, &'p Gap)> {
        let gaps = &page.view.checked.world.gaps;
        self.filter_map(|it| Some((GoalId(it.number), &**gaps.get(GoalId(it.number))?)))
    }
}

impl<I: Iterator<Item = Subject>> ZipGaps<'_> for I {}

fn row(page: &Page<'_>, id: GoalId, gap: &Gap) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let goal = world.chain.goal(id);
    let shown = |quantity: &Quantity| gaps::rounded(quantity).show(lang);
    let owner = goal.record.owner.as_ref().map(|owner| owner.get(lang));
    let full = world.chain.full_id(goal.process, goal.record.id.as_str());
    html! {
        tr id=(view.goal_anchor(id)) {
            th scope="row" class="handoff" {
                (goal.record.text.get(lang))
                span class="muted" {
                    code { (full) }
                    " · " (owner.unwrap_or(lang.pick("no owner is named", "没有写明负责人")))
                    @if let Some(by) = goal.record.by { " · " (lang.pick("by ", "截止 ")) (by) }
                }
            }
            td class="number" { (gap.target.as_ref().map_or_else(|| "–".to_owned(), shown)) }
            td { (measured(page, gap)) }
            td {
                @match &gap.expected {
                    Some(expected) => { (shown(&expected.value)) span class="muted" { " " (expected.on) } },
                    None => span class="muted" { "–" },
                }
            }
            td { (by_target(gap, lang)) (reached(page, id, gap)) (since(page, &full)) }
            td { (by_customer(page, gap)) }
            td { (by_competitor(page, gap)) }
        }
    }
}

fn measured(page: &Page<'_>, gap: &Gap) -> Markup {
    let (world, lang) = (&page.view.checked.world, page.view.lang);
    html! {
        @match &gap.actual {
            Some(actual) => {
                b { (gaps::rounded(&actual.value).show(lang)) }
                " (" (judged::between(actual, lang))
                @if let Some(n) = actual.n { ", n = " (n) }
                ")"
                span class="muted" { " " (gaps::evidence(world, gap, lang).unwrap_or_default()) }
            },
            None => span class="muted" { (lang.pick("no value yet", "还没有观测值")) },
        }
    }
}

/// Its own target, with how short it is or what would decide.
fn by_target(gap: &Gap, lang: crate::lang::Lang) -> Markup {
    html! {
        @match gap.verdict {
            GapVerdict::Undetermined(open) => {
                (marks::goal(gap.verdict, lang))
                span class="muted" { " " (marks::prose(open.reason().get(lang))) }
            },
            _ => (marks::said(Mark::of_gap(gap.verdict), &gaps::verdict(gap, lang))),
        }
        (short(gap.distance.as_ref(), lang))
    }
}

/// Whether it can be reached, and what shows that.
fn reached(page: &Page<'_>, id: GoalId, gap: &Gap) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let asked = strategy::View {
        world,
        sources: &view.audit.sources,
        scope: view.scope,
        lang,
    };
    let strategy = world.strategy().get(id);
    let strategy = strategy.filter(|_| gap.verdict != GapVerdict::Met);
    let found = strategy.map(|strategy| reachable(&asked, One { id, gap, strategy }));
    html! {
        @if let Some((class, why)) = found {
            p class="muted" {
                (lang.pick("Can it be reached: ", "可达性：")) b { (class) }
                @if let Some(why) = why { (lang.pick("; ", "；")) (marks::prose(&why)) }
            }
        }
    }
}

/// How it moved since the last record, where there is one.
fn since(page: &Page<'_>, goal: &str) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let history = view.checked.history.as_deref();
    let then = history.and_then(|history| Some((history, moved::of_goal(history, goal)?)));
    html! {
        @if let Some((history, then)) = then {
            @let day = history.last.date;
            span class="muted" {
                " " (lang.pick(format!("since {day}: "), format!("与 {day} 相比：")))
                (moved::since(then, lang))
            }
        }
    }
}

fn by_customer(page: &Page<'_>, gap: &Gap) -> Markup {
    let lang = page.view.lang;
    html! {
        @match &gap.customer {
            Some(held) => {
                (marks::gap(held.verdict, lang))
                (short(Some(&held.distance), lang))
                " " (need(page, held))
            },
            None => span class="muted" { (lang.pick("no need or expectation of a receiver speaks of this measure", "没有接收方的需求或期望涉及此指标")) },
        }
    }
}

/// What is asked, in words, as a link to its handoff where that is on the page.
fn need(page: &Page<'_>, held: &Customer) -> Markup {
    let view = &page.view;
    let subject = |id: HandoffId| Subject {
        kind: SubjectKind::Handoff,
        number: id.0,
    };
    let asked = held.asked();
    let words = asked.get(view.lang);
    let from = held.expected().map(|expected| {
        let known = (&*view.checked.world, &view.audit.sources);
        let evidence = surveyed::evidence(known.0, expected.survey, view.lang);
        let place = surveyed::place(known, expected.survey, "expected");
        format!("{evidence}{}{place}", view.lang.pick(", ", "，"))
    });
    html! {
        @match held.handoff().and_then(|id| view.place_of(subject(id))) {
            Some(place) => a href={ "#" (place) } { (words) },
            None => (words),
        }
        @if let Some(from) = from { span class="muted" { " " (from) } }
    }
}

fn by_competitor(page: &Page<'_>, gap: &Gap) -> Markup {
    let lang = page.view.lang;
    let chain = &page.view.checked.world.chain;
    html! {
        @match &gap.competitor {
            Some(held) => {
                @let benchmark = &chain.benchmarks[held.benchmark as usize].record;
                (marks::goal(held.verdict, lang))
                (short(Some(&held.distance), lang))
                " " (benchmark.value.show(lang))
                span class="muted" {
                    @if let Some(of) = &benchmark.of { " " (of.get(lang)) }
                    @if let Some(source) = &benchmark.source { ", " (source.get(lang)) }
                    @if let Some(on) = benchmark.on { ", " (on) }
                }
            },
            None => span class="muted" { (lang.pick("no benchmark", "没有标杆")) },
        }
    }
}

/// How far a value is short; nothing where it is not.
fn short(distance: Option<&Quantity>, lang: crate::lang::Lang) -> Markup {
    let short = distance.filter(|distance| distance.base() > 0.0);
    html! {
        @if let Some(short) = short {
            " " span class="short" { (lang.pick("short by ", "差 ")) (gaps::rounded(short).show(lang)) }
        }
    }
}
