//! A part for the owner of each process: what it gives, what it receives, what its customer
//! would say, and what was found.

mod handoffs;
mod voice;

use maud::{Markup, html};

use self::handoffs::Side;
use super::body::Page;
use super::chain_map::counts;
use super::findings::link;
use super::pictures;
use super::register::Entry;
use super::section::{Section, nothing};
use crate::finding::{Subject, SubjectKind};
use crate::model::ProcessId;
use crate::report::order;

/// With more processes than this, they stand folded: first the overview.
const OPEN: usize = 3;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    let shown: Vec<_> = order::processes(&page.view.checked.world)
        .into_iter()
        .filter(|id| is_shown(page, *id))
        .collect();
    Section {
        name: "processes",
        title: lang.pick("Processes, each for its owner", "各流程（供流程负责人）"),
        lead: lang.pick(
            "Each process is the supplier of the next and the customer of the one before.",
            "每个流程都是下道的供方，也是上道的客户。",
        ),
        content: html! {
            @for id in &shown { (process(page, *id, shown.len() <= OPEN)) }
            @if shown.is_empty() { (nothing(lang.pick("No process is in scope.", "范围内没有流程。"))) }
        },
    }
}

/// Whether a process, or something in it, is spoken of.
pub(super) fn is_shown(page: &Page<'_>, id: ProcessId) -> bool {
    let subject = Subject {
        kind: SubjectKind::Process,
        number: id.0,
    };
    page.view.includes(subject) || !page.register.handoffs_of(id).is_empty()
}

fn process(page: &Page<'_>, id: ProcessId, is_open: bool) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let process = view.checked.world.chain.process(id);
    let (name, owner) = (process.name(), process.record.owner.as_ref());
    let own = page.register.handoffs_of(id);
    let sides = Side::ALL.map(|side| {
        let of_side = own
            .iter()
            .copied()
            .filter(|at| handoffs::side(page, id, *at) == side);
        (side, of_side.collect::<Vec<_>>())
    });
    let content = html! {
        @if let Some(purpose) = &process.record.purpose { p class="purpose" { (purpose.get(lang)) } }
        (voice::render(page, id, own))
        (pictures::process(page, id))
        @for (side, handoffs) in &sides { (handoffs::table(page, id, *side, handoffs)) }
        (findings(page, id))
    };
    let (piece, now) = page.pieces.later(content);
    html! {
        details class="process" data-piece=[piece] id=(view.process_anchor(id)) open=[is_open.then_some("")] {
            summary {
                h3 { (name.get(lang)) }
                span class="who" {
                    @match owner {
                        Some(owner) => (owner.get(lang)),
                        None => (lang.pick("no owner is named", "没有写明负责人")),
                    }
                }
                (counts(page, id))
            }
            (now)
        }
    }
}

/// What was found in the process beside its handoffs, whose rows say it, the gravest first.
fn findings(page: &Page<'_>, id: ProcessId) -> Markup {
    let lang = page.view.lang;
    let is_handoff = |it: &&Entry<'_>| it.finding.subject.kind == SubjectKind::Handoff;
    let others: Vec<_> = page
        .register
        .within(id)
        .filter(|it| !is_handoff(it))
        .collect();
    if page.register.within(id).next().is_none() {
        return nothing(lang.pick(
            "Nothing was found in this process, by the rules of this run.",
            "按本次运行的规则，本流程没有发现。",
        ));
    }
    html! {
        @if !others.is_empty() {
            h4 { (lang.pick("Also found in this process", "本流程的其他发现")) }
            ul class="plain findings-of" { @for entry in &others { li { (link(page, entry)) } } }
        }
    }
}
