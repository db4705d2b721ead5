//! Blank forms for a workshop, with the names of a process where one is given.

use std::collections::BTreeSet;

use super::{Entry, Grid, PHASES, Page, steps, values};
use crate::engine::World;
use crate::lang::Lang;
use crate::model::{Handoff, Party, ProcessId, StepId};
use crate::report::judged::grade as choice;

/// Rows for each phase of a blank value sheet.
const ROWS: usize = 2;

/// Blank forms, `copies` of each.
pub(super) fn pages(
    of: Option<(&World, ProcessId)>,
    with_steps: bool,
    copies: usize,
    lang: Lang,
) -> Vec<Page> {
    (1..=copies)
        .flat_map(|copy| match with_steps {
            true => of_steps(of, copy, lang),
            false => vec![of_values(of, copy, lang)],
        })
        .collect()
}

fn of_values(of: Option<(&World, ProcessId)>, copy: usize, lang: Lang) -> Page {
    let kind = lang.pick("Customer value sheet", "客户价值单");
    let title = match of {
        Some((world, id)) => {
            let name = world.chain.process(id).name();
            lang.pick(
                format!("{kind}: {}", name.get(lang)),
                format!("{kind}：{}", name.get(lang)),
            )
        }
        None => kind.to_owned(),
    };
    let (departments, customers, mut rows) = of.map_or_else(
        || (Entry::Blank, Entry::Blank, Vec::new()),
        |(world, id)| named(world, id, lang),
    );
    for phase in PHASES {
        for _ in 0..ROWS {
            let mut row = vec![Entry::Said(choice(phase, lang))];
            row.resize(values::columns(lang).len(), Entry::Blank);
            rows.push(row);
        }
    }
    Page {
        name: format!("{kind} {copy}"),
        title,
        lead: of_value_sheets(lang),
        facts: vec![
            (lang.pick("department", "部门"), departments),
            (lang.pick("target customer", "目标客户"), customers),
            (lang.pick("agreed with", "与谁达成一致"), Entry::Blank),
            (lang.pick("agreed on", "达成一致的日期"), Entry::Blank),
            (lang.pick("looked at again every", "复核周期"), Entry::Blank),
        ],
        grid: Grid {
            columns: values::columns(lang),
            parts: values::parts(lang),
            rows,
        },
        notes: Vec::new(),
        gathered: false,
    }
}

fn of_value_sheets(lang: Lang) -> Vec<&'static str> {
    lang.pick(
        [
            "Fill it in together with the customer: the internal customer at the next step, or an external one.",
            "Write down each point at which the customer meets you, before, during and after the service.",
            "Put what the customer wants in the customer's own words; your own activities belong under what we do.",
            "Give every action one role, a time, and what shows that it was done; then agree on a day to look again.",
        ],
        [
            "请与客户一起填写：下道工序的内部客户，或外部客户。",
            "写下客户在事前、事中、事后接触你们的每一个点。",
            "“客户要的价值”用客户自己的话写；你们做的事写在“行动措施”里。",
            "每项措施写明一个岗位、时间和证明；最后商定复核日期。",
        ],
    )
    .into()
}

/// Departments, receivers and what is handed to them, as the model names them.
fn named(world: &World, id: ProcessId, lang: Lang) -> (Entry, Entry, Vec<Vec<Entry>>) {
    let chain = &world.chain;
    let steps = chain.process(id).steps.iter();
    let departments: BTreeSet<&str> = steps
        .filter_map(|step| chain.step(*step).record.department.as_ref())
        .map(|name| name.get(lang))
        .collect();
    let (mut customers, mut rows) = (BTreeSet::new(), Vec::new());
    let given: Vec<(&Handoff, Party, bool)> = chain
        .handoffs
        .iter()
        .filter_map(|handoff| given_by(world, handoff, id))
        .collect();
    // A process that gives nothing away has its customers within.
    let any_leaves = given.iter().any(|(_, _, leaves)| *leaves);
    let given = given
        .into_iter()
        .filter(|(_, _, leaves)| *leaves || !any_leaves);
    for (handoff, to, _) in given {
        customers.insert(chain.party_name(to).get(lang).to_owned());
        let mut row = vec![
            Entry::Blank,
            match Entry::text(handoff.record.deliverable.as_ref(), lang) {
                Entry::Hole => Entry::Blank,
                named => named,
            },
            Entry::Said(chain.full_id(Some(handoff.process), handoff.record.id.as_str())),
        ];
        row.resize(values::columns(lang).len(), Entry::Blank);
        rows.push(row);
    }
    let list = |names: Vec<&str>| match names.is_empty() {
        true => Entry::Blank,
        false => Entry::Said(names.join(lang.pick(", ", "、"))),
    };
    (
        list(departments.into_iter().collect()),
        list(customers.iter().map(String::as_str).collect()),
        rows,
    )
}

/// A handoff that a process gives, who receives it, and whether it leaves the process.
fn given_by<'w>(
    world: &World,
    handoff: &'w Handoff,
    id: ProcessId,
) -> Option<(&'w Handoff, Party, bool)> {
    let of = |party: Party| match party {
        Party::Step(step) => Some(world.chain.step(StepId(step)).process),
        _ => None,
    };
    let to = handoff.to?;
    (of(handoff.from) == Some(id)).then(|| (handoff, to, of(to) != Some(id)))
}

fn of_steps(of: Option<(&World, ProcessId)>, copy: usize, lang: Lang) -> Vec<Page> {
    let form = |name: String, title: String, facts, first: Entry| Page {
        name,
        title,
        lead: of_questions(lang),
        facts,
        grid: Grid {
            columns: steps::columns(lang),
            parts: steps::parts(lang),
            rows: (0..ROWS)
                .map(|_| {
                    let mut row = vec![first.clone()];
                    row.resize(steps::columns(lang).len(), Entry::Blank);
                    row
                })
                .collect(),
        },
        notes: Vec::new(),
        gathered: true,
    };
    let facts = |department: Entry, owner: Entry| {
        vec![
            (lang.pick("department", "部门"), department),
            (lang.pick("who", "岗位"), owner),
        ]
    };
    let Some((world, id)) = of else {
        let title = lang.pick("Three questions", "三个问题");
        let facts = facts(Entry::Blank, Entry::Blank);
        return vec![form(
            format!("{title} {copy}"),
            title.into(),
            facts,
            Entry::Blank,
        )];
    };
    let chain = &world.chain;
    let steps = chain.process(id).steps.iter().map(|step| {
        let record = &chain.step(*step).record;
        let name = chain.party_name(Party::Step(step.0));
        let known = |text: Option<&crate::lang::Text>| match Entry::text(text, lang) {
            Entry::Hole => Entry::Blank,
            named => named,
        };
        let facts = facts(
            known(record.department.as_ref()),
            known(record.owner.as_ref()),
        );
        let full = chain.full_id(Some(id), record.id.as_str());
        let title = name.get(lang).to_owned();
        form(full.clone(), title, facts, Entry::Said(full))
    });
    steps.collect()
}

fn of_questions(lang: Lang) -> Vec<&'static str> {
    lang.pick(
        [
            "For each result of your work: name who receives it, then go and ask that customer.",
            "What the customer needs has a number or a yes-or-no test; what you promised stands beside it.",
            "Under what next: one action, one role, one day.",
        ],
        [
            "对你的每一项工作结果：写出谁接收，然后去问这位客户。",
            "客户的需求要有数字或是非判定；旁边写上你的承诺。",
            "“下一步”写一项行动、一个岗位、一个日期。",
        ],
    )
    .into()
}
