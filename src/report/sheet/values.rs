//! A customer value sheet of the model as a page: every key it may have, and the holes.

use super::{ATTRIBUTES, Column, Entry, Grid, PHASES, Page, Part, hole};
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::{Lang, Text};
use crate::load::document::{Attribute, Phase, ServiceAction, Touchpoint, ValueSheet};
use crate::model::SheetId;
use crate::report::judged::grade as choice;

/// How many columns speak of the touchpoint; those behind speak of one action each.
const OF_TOUCHPOINT: usize = 9;

/// The page of one sheet.
pub(super) fn page(world: &World, id: SheetId, lang: Lang) -> Page {
    let subject = Subject {
        kind: SubjectKind::ValueSheet,
        number: id.0,
    };
    let sheet = &world.chain.sheets[id.index()].record;
    let full = world.id(subject);
    let name = world.label(subject).get(lang).to_owned();
    let title = match name == sheet.id.as_str() {
        true => full.clone(),
        false => lang.pick(format!("{name} ({full})"), format!("{name}（{full}）")),
    };
    Page {
        name: full,
        title,
        lead: Vec::new(),
        facts: facts(sheet, lang),
        grid: Grid {
            columns: columns(lang),
            parts: parts(lang),
            rows: rows(sheet, lang),
        },
        notes: attributes(sheet, lang),
        gathered: false,
    }
}

fn facts(sheet: &ValueSheet, lang: Lang) -> Vec<(&'static str, Entry)> {
    let day = sheet
        .agreed_on
        .map_or(Entry::Hole, |day| Entry::Said(day.to_string()));
    let review = sheet.review_every.as_ref();
    vec![
        (
            lang.pick("department", "部门"),
            Entry::text(sheet.department.as_ref(), lang),
        ),
        (
            lang.pick("target customer", "目标客户"),
            Entry::text(sheet.target_customer.as_ref(), lang),
        ),
        (
            lang.pick("agreed with", "与谁达成一致"),
            Entry::text(sheet.agreed_with.as_ref(), lang),
        ),
        (lang.pick("agreed on", "达成一致的日期"), day),
        (
            lang.pick("looked at again every", "复核周期"),
            review.map_or(Entry::Hole, |every| Entry::Said(every.0.show(lang))),
        ),
    ]
}

/// The columns of a value sheet, filled or blank.
pub(super) fn columns(lang: Lang) -> Vec<Column> {
    let heads: [(&str, &str, u16); 14] = [
        ("when", "阶段", 7),
        ("touchpoint", "接触点", 14),
        ("handoff", "交接", 12),
        ("what the customer wants", "客户要的价值", 24),
        ("attribute", "价值类别", 10),
        ("what it costs the customer", "客户的付出", 16),
        ("moment of truth", "关键时刻", 8),
        ("may decide alone", "现场决定权", 14),
        ("training", "培训", 12),
        ("what we do", "行动措施", 26),
        ("who", "谁做", 10),
        ("how soon", "多久之内", 10),
        ("if urgent", "紧急时", 10),
        ("shown by", "用什么证明", 16),
    ];
    let heads = heads.map(|(en, zh, widest)| Column {
        head: lang.pick(en, zh),
        widest,
    });
    heads.into()
}

/// What the customer wants, what is given for it, and what the people there need.
pub(super) fn parts(lang: Lang) -> Vec<Part> {
    let part = |title, columns: &[usize], keys| Part {
        title,
        short: title,
        columns: columns.to_vec(),
        keys,
    };
    vec![
        part(
            lang.pick("What the customer wants", "客户要什么"),
            &[0, 1, 2, 3, 4, 5],
            0,
        ),
        part(
            lang.pick("What we give, and who", "我们给什么，谁来做"),
            &[0, 1, 9, 10, 11, 12, 13],
            2,
        ),
        part(
            lang.pick(
                "What the people there may decide and have learned",
                "现场人员可决定什么、受过什么培训",
            ),
            &[0, 1, 6, 7, 8],
            2,
        ),
    ]
}

fn rows(sheet: &ValueSheet, lang: Lang) -> Vec<Vec<Entry>> {
    let mut rows = Vec::new();
    let at = |phase: Option<Phase>| {
        let all = sheet.touchpoints.iter();
        all.filter(move |one| one.phase == phase)
    };
    for phase in PHASES {
        rows.extend(at(Some(phase)).flat_map(|one| met(one, lang)));
        if at(Some(phase)).next().is_none() {
            rows.push(unmet(phase, sheet, lang));
        }
    }
    rows.extend(at(None).flat_map(|one| met(one, lang)));
    rows
}

/// The rows of a touchpoint: one for each action.
fn met(one: &Touchpoint, lang: Lang) -> Vec<Vec<Entry>> {
    let word =
        |is: bool| Entry::Said(lang.pick(["no", "yes"], ["否", "是"])[usize::from(is)].into());
    let decides = one.moment_of_truth == Some(true);
    // Only where it is decided whether the customer comes back is it asked for.
    let of_people = |text: Option<&Text>| match decides {
        true => Entry::text(text, lang),
        false => Entry::unasked(text, lang),
    };
    let handoff = one.handoff.as_ref();
    let mut first = vec![
        one.phase
            .map_or(Entry::Hole, |phase| Entry::Said(choice(phase, lang))),
        Entry::text(one.at.as_ref(), lang),
        handoff.map_or(Entry::Hole, |id| Entry::Said(id.as_str().to_owned())),
        Entry::text(one.value.as_ref(), lang),
        one.attribute
            .map_or(Entry::Hole, |kind| Entry::Said(kind_of_value(kind, lang))),
        Entry::unasked(one.cost.as_ref(), lang),
        one.moment_of_truth.map_or_else(Entry::none, word),
        of_people(one.decision_right.as_ref()),
        of_people(one.training.as_ref()),
    ];
    let mut actions = one.actions.iter().map(|action| done(action, lang));
    first.extend(actions.next().unwrap_or_else(|| vec![Entry::Hole; 5]));
    let more = actions.map(|action| {
        let mut row = vec![Entry::Above; OF_TOUCHPOINT];
        row.extend(action);
        row
    });
    std::iter::once(first).chain(more).collect()
}

fn done(action: &ServiceAction, lang: Lang) -> Vec<Entry> {
    let urgent = action.urgent_within.as_ref();
    vec![
        Entry::text(Some(&action.text), lang),
        Entry::text(action.owner.as_ref(), lang),
        action
            .within
            .as_ref()
            .map_or(Entry::Hole, |within| Entry::Said(within.0.show(lang))),
        urgent.map_or_else(Entry::none, |within| Entry::Said(within.0.show(lang))),
        Entry::text(action.evidence.as_ref(), lang),
    ]
}

/// The row of a phase in which the customer meets nobody.
fn unmet(phase: Phase, sheet: &ValueSheet, lang: Lang) -> Vec<Entry> {
    let width = columns(lang).len();
    let mut row = vec![Entry::Said(choice(phase, lang))];
    match sheet.without.iter().find(|one| one.phase == phase) {
        Some(why) => {
            let why = why.why.get(lang);
            row.push(Entry::Aside(lang.pick(
                format!("not applicable: {why}"),
                format!("不适用：{why}"),
            )));
            row.resize(width, Entry::none());
        }
        None => {
            row.resize(width, Entry::Hole);
            // These are asked for only where there is a touchpoint.
            for column in [5, 6, 7, 8, 12] {
                row[column] = Entry::none();
            }
        }
    }
    row
}

/// An attribute as people say it: what the thing is, how it is provided, what is given for it.
pub(super) fn kind_of_value(kind: Attribute, lang: Lang) -> String {
    let (en, zh) = match kind {
        Attribute::Product => ("product quality", "产品质量"),
        Attribute::Service => ("service quality", "服务质量"),
        Attribute::Price => ("price", "价格"),
        Attribute::Relationship => ("relationship", "关系"),
    };
    lang.pick(en, zh).to_owned()
}

/// For each attribute of customer value: where it is served, why it does not matter, or a hole.
fn attributes(sheet: &ValueSheet, lang: Lang) -> Vec<String> {
    let colon = lang.pick(": ", "：");
    let line = |kind: Attribute| {
        let served = sheet.touchpoints.iter().filter(|one| {
            let costs = one.cost.as_ref().is_some_and(|cost| !cost.is_blank());
            one.attribute == Some(kind) || (kind == Attribute::Price && costs)
        });
        let served: Vec<_> = served
            .map(|one| match one.at.as_ref().filter(|at| !at.is_blank()) {
                Some(at) => at.get(lang),
                None => hole(lang),
            })
            .collect();
        let excused = sheet.without_attribute.iter();
        let excused = excused.clone().find(|one| one.attribute == kind);
        let said = match (served.is_empty(), excused) {
            (false, _) => served.join(lang.pick(", ", "、")),
            (true, Some(why)) => {
                let why = why.why.get(lang);
                lang.pick(format!("does not matter, {why}"), format!("不适用，{why}"))
            }
            (true, None) => hole(lang).to_owned(),
        };
        format!("{}{colon}{said}", kind_of_value(kind, lang))
    };
    ATTRIBUTES.into_iter().map(line).collect()
}
