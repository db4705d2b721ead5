//! The chain as a whole: which process gives to which, and where findings are.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::body::Page;
use super::section::{Section, nothing, table};
use super::{marks, pictures};
use crate::finding::{Level, Verdict};
use crate::model::{Party, ProcessId};
use crate::report::order;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "chain",
        title: lang.pick("The chain", "流程链"),
        lead: lang.pick(
            "Who gives to whom, from the farthest supplier to the customer who pays.",
            "谁交给谁：从最远的供方一直到付钱的客户。",
        ),
        content: content(page),
    }
}

fn content(page: &Page<'_>) -> Markup {
    let lang = page.view.lang;
    if page.view.checked.world.chain.processes.is_empty() {
        return nothing(lang.pick(
            "No process is written: a file with [process], [[step]] and [[handoff]] is enough to begin.",
            "没有写流程：写一个含 [process]、[[step]]、[[handoff]] 的文件即可开始。",
        ));
    }
    html! { (pictures::overview(page)) (twin(page)) }
}

/// A neighbour in the chain: a process, or somebody outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Neighbour {
    Process(ProcessId),
    Customer(u32),
    Supplier(u32),
}

/// The same as the picture, as a table.
fn twin(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let chain = &view.checked.world.chain;
    let (mut gives, mut receives): (Tallies, Tallies) = Default::default();
    for handoff in &chain.handoffs {
        let (from, to) = (
            neighbour(page, handoff.from),
            handoff.to.map(|to| neighbour(page, to)),
        );
        let Some(to) = to.filter(|to| *to != from) else {
            continue;
        };
        if let Neighbour::Process(own) = from {
            *gives.entry(own).or_default().entry(to).or_default() += 1;
        }
        if let Neighbour::Process(own) = to {
            *receives.entry(own).or_default().entry(from).or_default() += 1;
        }
    }
    let heads = [
        lang.pick("Process", "流程"),
        lang.pick("Receives from", "从谁接收"),
        lang.pick("Gives to", "交给谁"),
        lang.pick("Findings", "发现"),
    ];
    let rows = html! {
        @for id in order::processes(&view.checked.world).into_iter().filter(|id| super::processes::is_shown(page, *id)) {
            tr {
                th scope="row" { a href={ "#" (view.process_anchor(id)) } { (chain.process(id).name().get(lang)) } }
                td { (named(page, receives.get(&id))) }
                td { (named(page, gives.get(&id))) }
                td { (counts(page, id)) }
            }
        }
    };
    table(
        lang.pick(
            "Processes and what passes between them",
            "各流程及其之间的交接",
        ),
        &heads,
        &rows,
    )
}

type Tallies = BTreeMap<ProcessId, BTreeMap<Neighbour, usize>>;

fn neighbour(page: &Page<'_>, party: Party) -> Neighbour {
    match party {
        Party::Step(step) => {
            Neighbour::Process(page.view.checked.world.chain.steps[step as usize].process)
        }
        Party::Customer(at) => Neighbour::Customer(at),
        Party::Supplier(at) => Neighbour::Supplier(at),
    }
}

/// Neighbours with how many handoffs pass.
fn named(page: &Page<'_>, tally: Option<&BTreeMap<Neighbour, usize>>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let chain = &view.checked.world.chain;
    let outside = |party| chain.party_name(party).get(lang).to_owned();
    html! {
        @if let Some(tally) = tally {
            ul class="plain inline" {
                @for (neighbour, count) in tally {
                    li {
                        @match neighbour {
                            Neighbour::Process(id) => (chain.process(*id).name().get(lang)),
                            Neighbour::Customer(at) => b { (outside(Party::Customer(*at))) },
                            Neighbour::Supplier(at) => b { (outside(Party::Supplier(*at))) },
                        }
                        @if *count > 1 { span class="muted" { " ×" (count) } }
                    }
                }
            }
        } @else {
            span class="muted" { "–" }
        }
    }
}

/// Findings of a process by level, and what is open.
pub(super) fn counts(page: &Page<'_>, process: ProcessId) -> Markup {
    let lang = page.view.lang;
    let own = || page.register.within(process);
    let wrong = |level: Level| {
        own()
            .filter(|it| it.finding.verdict == Verdict::Nonconform && it.finding.level == level)
            .count()
    };
    let open = own()
        .filter(|it| it.finding.verdict == Verdict::Undetermined)
        .count();
    html! {
        span class="tally" {
            @for level in [Level::Error, Level::Warning, Level::Note] {
                @if wrong(level) > 0 { span class="one" { (wrong(level)) " " (marks::levels(level, wrong(level), lang)) } " " }
            }
            @if open > 0 { span class="one" { (open) " " (marks::verdict(Verdict::Undetermined, lang)) } }
            @if own().next().is_none() { span class="muted" { (lang.pick("none found", "没有发现")) } }
        }
    }
}
