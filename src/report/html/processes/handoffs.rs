//! The handoffs of a process as a table: what is needed, promised, measured and found.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::findings::link;
use super::super::marks::{self, Mark};
use super::super::section::{self, nothing};
use crate::engine::Question;
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::load::Statement;
use crate::measure::judged::{Judged, Stated};
use crate::model::{HandoffId, ProcessId};
use crate::report::{gaps, judged};

/// On which side of a handoff a process stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Supplier,
    Customer,
    Within,
}

impl Side {
    pub(super) const ALL: [Self; 3] = [Self::Supplier, Self::Customer, Self::Within];
}

/// Where a process stands in one of its handoffs.
pub(super) fn side(page: &Page<'_>, process: ProcessId, id: HandoffId) -> Side {
    let handoff = page.view.checked.world.chain.handoff(id);
    let receives = handoff.to.and_then(|to| page.view.process_of(to)) == Some(process);
    let gives = page.view.process_of(handoff.from) == Some(process);
    match (gives, receives) {
        (true, true) => Side::Within,
        (false, true) => Side::Customer,
        _ => Side::Supplier,
    }
}

/// The handoffs of one side.
pub(super) fn table(page: &Page<'_>, process: ProcessId, side: Side, own: &[HandoffId]) -> Markup {
    let lang = page.view.lang;
    let (title, caption, missing) = match side {
        Side::Supplier => (
            lang.pick("As supplier: what we give", "作为供方：我们交出什么"),
            lang.pick("What the process gives", "本流程交出的"),
            lang.pick(
                "Nothing is handed to another process or a customer.",
                "没有交给其他流程或客户的东西。",
            ),
        ),
        Side::Customer => (
            lang.pick("As customer: what we receive", "作为客户：我们接收什么"),
            lang.pick("What the process receives", "本流程接收的"),
            lang.pick(
                "Nothing is received from another process or a supplier.",
                "没有从其他流程或供方接收的东西。",
            ),
        ),
        Side::Within if own.is_empty() => return html! {},
        Side::Within => (
            lang.pick("Within the process", "流程内部"),
            lang.pick(
                "Handoffs between the steps of the process",
                "本流程各工序之间的交接",
            ),
            "",
        ),
    };
    let heads = [
        lang.pick("Handoff", "交接"),
        lang.pick(
            "The receiver needs, and figures show",
            "接收方的需求，以及数据所示",
        ),
        lang.pick("The giver promises and checks", "交出方的承诺与自检"),
        lang.pick("Eight questions", "八个问题"),
        lang.pick("Findings", "发现"),
    ];
    let rows = html! { @for id in own { (row(page, process, side, *id)) } };
    html! {
        h4 { (title) }
        @if own.is_empty() { (nothing(missing)) } @else { (section::table(caption, &heads, &rows)) }
    }
}

fn row(page: &Page<'_>, process: ProcessId, side: Side, id: HandoffId) -> Markup {
    let view = &page.view;
    let chain = &view.checked.world.chain;
    let full = chain.full_id(
        Some(chain.handoff(id).process),
        chain.handoff(id).record.id.as_str(),
    );
    let anchor = view.handoff_anchor(id);
    // What another process gives stands there; here is only a way to it.
    let is_home = view.home(id) == process;
    let subject = Subject {
        kind: SubjectKind::Handoff,
        number: id.0,
    };
    html! {
        tr id=[is_home.then_some(&anchor)] data-handoff=(full) {
            th scope="row" class="handoff" { (heading(page, side, id, &full, (!is_home).then_some(&anchor))) }
            td { (needs(page, id)) }
            td { (promises(page, id)) }
            td { (questions(page, id, is_home)) }
            td {
                @let mut own = page.register.on(subject).peekable();
                @if own.peek().is_none() { "–" } @else {
                    ul class="plain" { @for entry in own { li { (link(page, entry)) } } }
                }
            }
        }
    }
}

/// What is handed over, between whom, when and how much.
fn heading(
    page: &Page<'_>,
    side: Side,
    id: HandoffId,
    full: &str,
    there: Option<&String>,
) -> Markup {
    let lang = page.view.lang;
    let chain = &page.view.checked.world.chain;
    let handoff = chain.handoff(id);
    let record = &handoff.record;
    let what = record.deliverable.as_ref().map_or(full, |it| it.get(lang));
    let giver = chain.party_name(handoff.from);
    let receiver = handoff.to.map(|to| chain.party_name(to));
    let receiver = receiver
        .as_ref()
        .map_or(lang.pick("nobody", "无人接收"), |it| it.get(lang));
    let mut facts = Vec::new();
    facts.extend(record.due.as_ref().map(|due| {
        lang.pick(
            format!("due {}", due.show(lang)),
            format!("期限 {}", due.show(lang)),
        )
    }));
    facts.extend(record.volume.as_ref().map(|volume| volume.0.show(lang)));
    html! {
        @match there {
            Some(there) => a href={ "#" (there) } { (what) },
            None => (what),
        }
        span class="way" {
            @match side {
                Side::Supplier => { "→ " (receiver) },
                Side::Customer => { "← " (giver.get(lang)) },
                Side::Within => { (giver.get(lang)) " → " (receiver) },
            }
        }
        span class="muted" { code { (full) } @for fact in &facts { " · " (fact) } }
    }
}

/// The receiver's needs, each with what figures show of it.
fn needs(page: &Page<'_>, id: HandoffId) -> Markup {
    let lang = page.view.lang;
    let side = page
        .view
        .checked
        .world
        .chain
        .handoff(id)
        .record
        .customer
        .as_ref();
    let needs = side.map_or(&[][..], |side| &side.needs);
    html! {
        @if needs.is_empty() {
            span class="muted" { (lang.pick("no need is written", "没有写需求")) }
        } @else {
            ul class="plain" {
                @for (at, need) in needs.iter().enumerate() {
                    li { (need.text.get(lang)) (shown(page, id, Stated::Need, at)) }
                }
            }
        }
    }
}

/// What figures show of a need or criterion, if it can be held against figures.
fn shown(page: &Page<'_>, id: HandoffId, stated: Stated, index: usize) -> Markup {
    let (world, lang) = (&page.view.checked.world, page.view.lang);
    let judged = world.judged.get(id.index()).into_iter().flatten();
    let found: Option<&Judged> = judged
        .into_iter()
        .find(|one| one.stated == stated && one.index == index);
    let Some(one) = found else {
        return html! {
            @if stated == Stated::Need {
                small {
                    (marks::said(Mark::Unchecked, lang.pick("not measured", "没有测量")))
                }
            }
        };
    };
    html! {
        small {
            (marks::gap(one.verdict, lang))
            @if let Some(observed) = &one.observed {
                " " b { (gaps::rounded(&observed.value).show(lang)) }
                " (" (judged::between(observed, lang))
                @if let Some(n) = observed.n { ", n = " (n) }
                ")"
                @if let Some(figure) = one.figure { span class="muted" { " " (judged::evidence(world, figure, lang)) } }
            }
            @if let crate::measure::GapVerdict::Undetermined(open) = one.verdict {
                span class="muted" { " " (marks::prose(open.reason().get(lang))) }
            }
        }
    }
}

/// What the giver promises, and what it checks before release.
fn promises(page: &Page<'_>, id: HandoffId) -> Markup {
    let lang = page.view.lang;
    let side = page
        .view
        .checked
        .world
        .chain
        .handoff(id)
        .record
        .supplier
        .as_ref();
    let promises = side.map_or(&[][..], |side| &side.promises);
    let criteria = side.map_or(&[][..], |side| &side.criteria);
    let texts = |list: &[std::sync::Arc<Statement>]| {
        html! { ul class="plain" { @for one in list { li { (one.text.get(lang)) } } } }
    };
    html! {
        @if !promises.is_empty() {
            span class="label" { (lang.pick("promises", "承诺")) }
            (texts(promises))
        }
        @if !criteria.is_empty() {
            span class="label" { (lang.pick("releases by", "放行准则")) }
            ul class="plain" {
                @for (at, one) in criteria.iter().enumerate() {
                    li { (one.text.get(lang)) (shown(page, id, Stated::Criterion, at)) }
                }
            }
        }
        @if promises.is_empty() && criteria.is_empty() {
            span class="muted" { (lang.pick("neither a promise nor a criterion is written", "承诺和准则都没有写")) }
        }
    }
}

/// The eight answers as boxes, and in words those that are not right.
fn questions(page: &Page<'_>, id: HandoffId, with_boxes: bool) -> Markup {
    let lang = page.view.lang;
    let Some(answers) = page.view.checked.answers.get(id.index()) else {
        return html! {};
    };
    let with = |wanted: &dyn Fn(Option<Verdict>) -> bool| {
        let own = Question::ALL
            .into_iter()
            .zip(answers)
            .filter(|(_, answer)| wanted(**answer));
        let words: Vec<_> = own.map(|(question, _)| question.word(lang)).collect();
        words.join(lang.pick(", ", "、"))
    };
    let colon = lang.pick(": ", "：");
    let boxes: String = answers
        .iter()
        .map(|answer| Mark::of(*answer).shape())
        .collect();
    let lines = [
        (
            Mark::Bad,
            lang.pick("not", "不符合"),
            with(&|it| it == Some(Verdict::Nonconform)),
        ),
        (
            Mark::Open,
            lang.pick("open", "未定"),
            with(&|it| it == Some(Verdict::Undetermined)),
        ),
        (
            Mark::Unchecked,
            lang.pick("not looked at", "未检查"),
            with(&|it| it.is_none()),
        ),
    ];
    let conform = answers
        .iter()
        .filter(|it| **it == Some(Verdict::Conform))
        .count();
    let apply = answers
        .iter()
        .filter(|it| **it != Some(Verdict::NotApplicable))
        .count();
    html! {
        @if with_boxes { span class="eight" aria-hidden="true" { (boxes) } }
        small { (lang.pick(format!("{conform} of {apply} conform"), format!("{apply} 项中 {conform} 项符合"))) }
        @for (mark, word, questions) in &lines {
            @if !questions.is_empty() { small class=(mark.class()) { (word) (colon) (questions) } }
        }
    }
}
