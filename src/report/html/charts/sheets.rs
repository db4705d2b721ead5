//! Value sheets as a matrix: what each touchpoint says, and the holes.

use std::sync::Arc;

use maud::{Markup, html};

use super::Charted;
use super::draw::text::shown;
use super::matrix::{self, Column};
use crate::finding::SubjectKind;
use crate::lang::{Lang, Text};
use crate::load::document::{Attribute, Phase, ServiceAction, Touchpoint, ValueSheet};
use crate::report::html::View;
use crate::report::judged::grade as choice;
use crate::report::sheet::{ATTRIBUTES, PHASES};

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let world = &view.checked.world;
    let title = lang.pick("Value sheets and their holes", "客户价值单及其空缺");
    let subjects = world.of_kind(SubjectKind::ValueSheet);
    let sheets = subjects.zip(&world.chain.sheets);
    let own = sheets.filter(|(subject, _)| view.scope.includes(world, *subject));
    let grids: Vec<Markup> = own
        .map(|(subject, sheet)| {
            let name = world.label(subject);
            grid(name.get(lang), &sheet.record, lang)
        })
        .collect();
    if grids.is_empty() {
        return Charted::empty(title, lang.pick(
            "Nobody has written what customers value at each touchpoint: begin a [[value_sheet]] with target_customer and one [[value_sheet.touchpoint]] for each point at which the customer meets you, before, during and after.",
            "还没有人写下客户在每个接触点看重什么：请新建 [[value_sheet]]，写明 target_customer，并为客户在事前、事中、事后接触到你们的每个点写一个 [[value_sheet.touchpoint]]。",
        ));
    }
    let lead = lang.pick(
        "Touchpoint by touchpoint: what the customer values there, and what is done for it, by whom, how soon, with what to show for it.",
        "逐个接触点：客户在此看重什么，为此做什么、谁做、多久之内、用什么证明。",
    );
    let charts = html! { @for grid in &grids { (grid) } };
    Charted::drawn(title, lead, &legend(lang), &charts)
}

/// The columns after the first that are asked of every touchpoint.
const ASKED: [usize; 6] = [0, 1, 3, 4, 5, 6];

/// What a cell shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Written,
    Hole,
    /// Not asked of each touchpoint.
    NotAsked,
}

impl Cell {
    fn of(is_written: bool, is_asked: bool) -> Self {
        match (is_written, is_asked) {
            (true, _) => Self::Written,
            (false, true) => Self::Hole,
            (false, false) => Self::NotAsked,
        }
    }

    fn looks(self, lang: Lang) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Written => ("■", "sign-none", lang.pick("written", "已写")),
            Self::Hole => ("□", "sign-bad", lang.pick("hole", "空缺")),
            Self::NotAsked => (
                "·",
                "sign-none",
                lang.pick("not written, and not asked here", "未写，此处不要求"),
            ),
        }
    }

    fn markup(self, lang: Lang) -> Markup {
        let (sign, class, word) = self.looks(lang);
        matrix::of(sign, class, word)
    }
}

fn legend(lang: Lang) -> Markup {
    html! {
        ul class="chart-legend" {
            @for cell in [Cell::Written, Cell::Hole, Cell::NotAsked] {
                @let (sign, class, word) = cell.looks(lang);
                li { span class=(class) aria-hidden="true" { (sign) } " " (word) }
            }
        }
    }
}

fn is_said(text: Option<&Text>) -> bool {
    text.is_some_and(|text| !text.is_blank())
}

fn grid(name: &str, sheet: &ValueSheet, lang: Lang) -> Markup {
    let heads = [
        lang.pick("touchpoint", "接触点"),
        lang.pick("value to the customer", "客户看重的价值"),
        lang.pick("attribute", "价值类别"),
        lang.pick("cost to the customer", "客户的付出"),
        lang.pick("what is done", "行动措施"),
        lang.pick("by whom", "谁做"),
        lang.pick("how soon", "多久之内"),
        lang.pick("evidence", "证明"),
        lang.pick("right to decide", "决定权"),
        lang.pick("training", "培训"),
    ];
    let columns = heads.map(|head| Column {
        head: head.to_owned(),
        is_upright: false,
    });
    let mut rows = Vec::new();
    for phase in PHASES {
        let own = || {
            sheet
                .touchpoints
                .iter()
                .filter(|one| one.phase == Some(phase))
        };
        rows.extend(own().map(|one| row(one, lang)));
        if own().next().is_none() {
            rows.push(no_touchpoint(phase, sheet, heads.len() - 1, lang));
        }
    }
    let unplaced = sheet.touchpoints.iter().filter(|one| one.phase.is_none());
    rows.extend(unplaced.map(|one| row(one, lang)));
    html! {
        (matrix::matrix(name, &columns, &rows))
        @if let Some(said) = unconsidered(sheet, lang) { p class="chart-note" { (said) } }
    }
}

fn row(one: &Touchpoint, lang: Lang) -> (Markup, Vec<Markup>) {
    let phase = one
        .phase
        .map_or(lang.pick("no phase", "未写阶段").to_owned(), |phase| {
            choice(phase, lang)
        });
    let hole = || Cell::Hole.markup(lang);
    let text = |text: Option<&Text>| match text.filter(|text| !text.is_blank()) {
        Some(text) => html! { (shown(text.get(lang))) },
        None => hole(),
    };
    let name = html! { (phase) (lang.pick(": ", "：")) (text(one.at.as_ref())) };
    let decides = one.moment_of_truth == Some(true);
    let actions: &[Arc<ServiceAction>] = &one.actions;
    let of_actions = |is_written: &dyn Fn(&ServiceAction) -> bool| {
        let written = actions.iter().filter(|action| is_written(action)).count();
        let cell = Cell::of(written == actions.len() && written > 0, true);
        html! { (cell.markup(lang)) @if actions.len() > 1 { " " (written) "/" (actions.len()) } }
    };
    let cells = vec![
        text(one.value.as_ref()),
        one.attribute
            .map_or_else(hole, |attribute| html! { (choice(attribute, lang)) }),
        Cell::of(is_said(one.cost.as_ref()), false).markup(lang),
        of_actions(&|action| !action.text.is_blank()),
        of_actions(&|action| is_said(action.owner.as_ref())),
        of_actions(&|action| action.within.is_some()),
        of_actions(&|action| is_said(action.evidence.as_ref())),
        Cell::of(is_said(one.decision_right.as_ref()), decides).markup(lang),
        Cell::of(is_said(one.training.as_ref()), decides).markup(lang),
    ];
    (name, cells)
}

/// The row of a phase in which the customer meets nobody.
fn no_touchpoint(
    phase: Phase,
    sheet: &ValueSheet,
    cells: usize,
    lang: Lang,
) -> (Markup, Vec<Markup>) {
    let why = sheet.without.iter().find(|one| one.phase == phase);
    let name = choice(phase, lang);
    let colon = lang.pick(": ", "：");
    if let Some(why) = why {
        let name = html! { (name) (colon) (lang.pick("not applicable, ", "不适用，")) (shown(why.why.get(lang))) };
        let sign = || matrix::sign(Some(crate::finding::Verdict::NotApplicable), lang);
        return (name, (0..cells).map(|_| sign()).collect());
    }
    let name = html! { (name) (colon) (lang.pick("no touchpoint", "没有接触点")) };
    let cells = (0..cells).map(|at| Cell::of(false, ASKED.contains(&at)).markup(lang));
    (name, cells.collect())
}

/// Attributes of customer value that no touchpoint speaks of.
fn unconsidered(sheet: &ValueSheet, lang: Lang) -> Option<String> {
    let is_open = |attribute: &Attribute| {
        let at_touchpoint = sheet.touchpoints.iter().any(|one| {
            let paid = *attribute == Attribute::Price && is_said(one.cost.as_ref());
            one.attribute == Some(*attribute) || paid
        });
        let excused = sheet
            .without_attribute
            .iter()
            .any(|one| one.attribute == *attribute);
        !at_touchpoint && !excused
    };
    let open: Vec<String> = ATTRIBUTES
        .into_iter()
        .filter(is_open)
        .map(|attribute| choice(attribute, lang))
        .collect();
    let list = open.join(lang.pick(", ", "、"));
    (!open.is_empty()).then(|| {
        lang.pick(
            format!("No touchpoint speaks of: {list}."),
            format!("没有任何接触点涉及：{list}。"),
        )
    })
}
