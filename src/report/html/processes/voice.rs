//! What the customers of a process would say: put together from findings and from what they
//! did say, and marked as such. Where nobody asked them, that is what is said.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::findings::link;
use super::super::marks;
use super::super::register::Entry;
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::measure::GapVerdict;
use crate::measure::judged::Stated;
use crate::model::{Handoff, HandoffId, ProcessId};
use crate::report::effect_and_advice;

pub(super) fn render(page: &Page<'_>, process: ProcessId, own: &[HandoffId]) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let chain = &view.checked.world.chain;
    let given: Vec<HandoffId> = own
        .iter()
        .copied()
        .filter(|id| view.process_of(chain.handoff(*id).from) == Some(process))
        .collect();
    if given.is_empty() {
        return html! {};
    }
    html! {
        figure class="voice" {
            (sentence(page, &given))
            (in_own_words(page, &given))
            figcaption class="muted" {
                (lang.pick(
                    "What the customer would say, put together from this audit; no quotation unless it says so.",
                    "根据本次审核整理的客户心声；未注明的不是原话。",
                ))
            }
        }
    }
}

/// The effect of the gravest finding on what is given; else what is known instead.
fn sentence(page: &Page<'_>, given: &[HandoffId]) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let chain = &view.checked.world.chain;
    let on = |id: &HandoffId| {
        page.register.on(Subject {
            kind: SubjectKind::Handoff,
            number: id.0,
        })
    };
    let wrong = given
        .iter()
        .flat_map(|id| on(id).map(move |entry| (*id, entry)));
    let wrong = wrong.filter(|(_, entry)| entry.finding.verdict == Verdict::Nonconform);
    // The first of the highest level: entries of one object stand gravest first.
    let worst: Option<(HandoffId, &Entry<'_>)> = wrong.reduce(|best, next| {
        if next.1.finding.level > best.1.finding.level {
            next
        } else {
            best
        }
    });
    if let Some((id, entry)) = worst {
        let (effect, _) = effect_and_advice(&view.audit.rules, entry.finding, lang);
        let receiver = receiver(chain.handoff(id), page);
        return html! {
            blockquote { p { (marks::prose(&effect)) } }
            p class="from" { "— " (receiver) (lang.pick(", because: ", "，因为：")) (link(page, entry)) }
        };
    }
    let asked = given
        .iter()
        .filter(|id| was_asked(chain.handoff(**id)))
        .count();
    let (all, judged) = (given.len(), judged(page, given));
    let said = if asked == 0 {
        lang.pick(
            format!(
                "“Nobody asked us.” Of {all} handoffs none says who asked the receiver, or when."
            ),
            format!("“没有人问过我们。”{all} 个交接都没有写由谁、何时问过接收方。"),
        )
    } else if judged.0 == 0 {
        lang.pick(
            format!("“We were asked ({asked} of {all}), and nobody measures whether we get it.” No figure speaks of what the receivers need."),
            format!("“问过我们（{all} 个中的 {asked} 个），但没有人测量我们是否得到。”没有观测值说明接收方的需求。"),
        )
    } else {
        lang.pick(
            format!("“We were asked ({asked} of {all}).” Of {} needs that figures can show, {} are shown to be met.", judged.0, judged.1),
            format!("“问过我们（{all} 个中的 {asked} 个）。”可用数据说明的需求 {} 项，已证实满足 {} 项。", judged.0, judged.1),
        )
    };
    html! { p class="from" { (said) } }
}

/// The receiver's own reason, where it is written.
fn in_own_words(page: &Page<'_>, given: &[HandoffId]) -> Markup {
    let lang = page.view.lang;
    let chain = &page.view.checked.world.chain;
    let reasons = given.iter().filter_map(|id| {
        let handoff = chain.handoff(*id);
        let side = handoff.record.customer.as_ref()?;
        let importance = side.importance.as_ref().map_or(0, |it| it.0);
        Some((importance, handoff, side.why.as_ref()?))
    });
    // The one that matters most to its receiver, the first among equals.
    let most = reasons.reduce(|best, next| if next.0 > best.0 { next } else { best });
    html! {
        @if let Some((_, handoff, why)) = most {
            p class="own-words" {
                (lang.pick("In its own words: ", "原话：")) q { (why.get(lang)) }
                " — " (receiver(handoff, page))
            }
        }
    }
}

fn receiver(handoff: &Handoff, page: &Page<'_>) -> String {
    let lang = page.view.lang;
    let name = handoff
        .to
        .map(|to| page.view.checked.world.chain.party_name(to));
    name.map_or_else(
        || lang.pick("nobody", "无人接收").to_owned(),
        |name| name.get(lang).to_owned(),
    )
}

fn was_asked(handoff: &Handoff) -> bool {
    let side = handoff.record.customer.as_ref();
    side.is_some_and(|side| side.asked_by.is_some() || side.asked_on.is_some())
}

/// How many needs figures speak of, and how many of them are shown to be met.
fn judged(page: &Page<'_>, given: &[HandoffId]) -> (usize, usize) {
    let world = &page.view.checked.world;
    let all = given
        .iter()
        .filter_map(|id| world.judged.get(id.index()))
        .flatten();
    let needs = all.filter(|one| one.stated == Stated::Need && one.figure.is_some());
    let met = needs
        .clone()
        .filter(|one| one.verdict == GapVerdict::Met)
        .count();
    (needs.count(), met)
}
