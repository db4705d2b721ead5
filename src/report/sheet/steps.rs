//! The three questions of a step as a page: to whom did I give results, what value does this
//! customer want, what next.

use super::{Column, Entry, Grid, Page, Part};
use crate::engine::World;
use crate::lang::Lang;
use crate::load::Statement;
use crate::load::document::{self, ActionStatus};
use crate::model::{Handoff, HandoffId, Party, StepId, Target};
use crate::report::judged::{between, evidence, grade as choice, verdict_parts};
use crate::report::{gaps, judged};

/// How many columns stand before those of a next step, of which a handoff may have several.
const OF_HANDOFF: usize = 14;

/// The page of one step.
pub(super) fn page(world: &World, id: StepId, lang: Lang) -> Page {
    let chain = &world.chain;
    let step = chain.step(id);
    let full = chain.full_id(Some(step.process), step.record.id.as_str());
    let name = chain.party_name(Party::Step(id.0));
    let name = name.get(lang);
    let title = match name == step.record.id.as_str() {
        true => full.clone(),
        false => lang.pick(format!("{name} ({full})"), format!("{name}（{full}）")),
    };
    Page {
        name: full.clone(),
        title,
        lead: Vec::new(),
        facts: vec![
            (
                lang.pick("department", "部门"),
                Entry::text(step.record.department.as_ref(), lang),
            ),
            (
                lang.pick("who", "岗位"),
                Entry::text(step.record.owner.as_ref(), lang),
            ),
        ],
        grid: Grid {
            columns: columns(lang),
            parts: parts(lang),
            rows: rows(world, id, &full, lang),
        },
        notes: Vec::new(),
        gathered: true,
    }
}

/// The columns of the three questions, filled or blank.
pub(super) fn columns(lang: Lang) -> Vec<Column> {
    let heads: [(&str, &str, u16); 19] = [
        ("step", "工序", 22),
        ("to whom", "交给谁", 22),
        ("who there", "对方岗位", 14),
        ("what I gave", "交付物", 24),
        ("with", "包含", 28),
        ("due", "期限", 14),
        ("what the customer needs", "客户的需求", 26),
        ("why", "为什么", 22),
        ("matters (1 to 5)", "重要程度（1 到 5）", 19),
        ("asked", "何时问过谁", 14),
        ("what we promised", "我们的承诺", 22),
        ("measured", "观测值", 34),
        ("expected and felt", "期望与感知", 14),
        ("goals", "目标", 30),
        ("next step", "下一步", 30),
        ("who", "谁做", 14),
        ("until", "何时完成", 12),
        ("status", "进展", 10),
        ("handoff", "交接代号", 22),
    ];
    let heads = heads.map(|(en, zh, widest)| Column {
        head: lang.pick(en, zh),
        widest,
    });
    heads.into()
}

/// A part for each question.
pub(super) fn parts(lang: Lang) -> Vec<Part> {
    let part = |title, short, columns: &[usize], keys| Part {
        title,
        short,
        columns: columns.to_vec(),
        keys,
    };
    vec![
        part(
            lang.pick("1. To whom did I give results?", "一、我把结果交给了谁？"),
            lang.pick("1 To whom", "1 交给谁"),
            &[1, 2, 3, 4, 5, 18],
            0,
        ),
        part(
            lang.pick(
                "2. What value does this customer want?",
                "二、客户要的是什么价值？",
            ),
            lang.pick("2 What value", "2 要什么价值"),
            &[1, 6, 7, 8, 9, 10, 11, 12],
            1,
        ),
        part(
            lang.pick("3. What do I do next?", "三、下一步怎么做？"),
            lang.pick("3 What next", "3 下一步"),
            &[1, 13, 14, 15, 16, 17],
            1,
        ),
    ]
}

fn rows(world: &World, id: StepId, full: &str, lang: Lang) -> Vec<Vec<Entry>> {
    let chain = &world.chain;
    let mut given: Vec<HandoffId> = chain.given_by(id).collect();
    let unreceived = (0..).map(HandoffId).take(chain.handoffs.len());
    given.extend(unreceived.filter(|handoff| {
        let handoff = chain.handoff(*handoff);
        handoff.to.is_none() && handoff.from == Party::Step(id.0)
    }));
    given.sort_unstable();
    given.dedup();
    if given.is_empty() {
        return vec![nothing_given(
            chain.step(id).record.end == Some(true),
            full,
            lang,
        )];
    }
    let rows = given
        .into_iter()
        .flat_map(|id| of_handoff(world, id, full, lang));
    rows.collect()
}

/// The row of a step that hands nothing on.
fn nothing_given(may_end: bool, full: &str, lang: Lang) -> Vec<Entry> {
    let mut row = vec![Entry::Said(full.to_owned())];
    if may_end {
        let end = lang.pick("nobody: the work ends here", "无人：工作在此结束");
        row.push(Entry::Aside(end.to_owned()));
        row.resize(columns(lang).len(), Entry::none());
    } else {
        row.resize(columns(lang).len(), Entry::Hole);
    }
    row
}

fn of_handoff(world: &World, id: HandoffId, full: &str, lang: Lang) -> Vec<Vec<Entry>> {
    let handoff = world.chain.handoff(id);
    let record = &handoff.record;
    let own = world
        .chain
        .full_id(Some(handoff.process), record.id.as_str());
    let (to, who) = receiver(world, handoff, lang);
    let items = record.items.iter().map(|item| item.get(lang).to_owned());
    let mut first = vec![
        Entry::Said(full.to_owned()),
        to,
        who,
        Entry::text(record.deliverable.as_ref(), lang),
        Entry::lines(items.collect()),
        record
            .due
            .as_ref()
            .map_or(Entry::Hole, |due| Entry::Said(due.show(lang))),
    ];
    first.extend(wanted(record, lang));
    first.push(Entry::lines(measured(world, id, lang)));
    first.push(felt(record, lang));
    let goals = handoff.goals.iter().map(|goal| aim(world, *goal, lang));
    first.push(Entry::lines(goals.collect()));
    debug_assert_eq!(first.len(), OF_HANDOFF);
    let mut next = next(world, handoff, lang).into_iter();
    first.extend(next.next().unwrap_or_else(|| vec![Entry::Hole; 4]));
    first.push(Entry::Said(own));
    let more = next.map(|next| {
        let mut row = vec![Entry::Above; OF_HANDOFF];
        row.extend(next);
        row.push(Entry::Above);
        row
    });
    std::iter::once(first).chain(more).collect()
}

/// Who receives, and the role that does so there.
fn receiver(world: &World, handoff: &Handoff, lang: Lang) -> (Entry, Entry) {
    let chain = &world.chain;
    let Some(to) = handoff.to else {
        return (Entry::Hole, Entry::Hole);
    };
    let name = chain.party_name(to);
    let mut said = name.get(lang).to_owned();
    let who = match to {
        Party::Step(step) => {
            let step = chain.step(StepId(step));
            let id = chain.full_id(Some(step.process), step.record.id.as_str());
            said.push_str(&lang.pick(format!("\n({id})"), format!("\n（{id}）")));
            Entry::text(step.record.owner.as_ref(), lang)
        }
        Party::Customer(_) => Entry::Aside(lang.pick("external customer", "外部客户").to_owned()),
        Party::Supplier(_) => Entry::Aside(lang.pick("external supplier", "外部供方").to_owned()),
    };
    if handoff.record.returns == Some(true) {
        said.push_str(lang.pick(", back for rework", "，退回返工"));
    }
    (Entry::Said(said), who)
}

/// What the receiver needs and why, how much it matters, who was asked, what was promised.
fn wanted(record: &document::Handoff, lang: Lang) -> Vec<Entry> {
    let customer = record.customer.as_deref();
    let asked_on = customer.and_then(|side| side.asked_on);
    let asked_by = customer.and_then(|side| side.asked_by.as_ref());
    let asked_by = asked_by.filter(|by| !by.is_blank());
    let asked: Vec<String> = asked_on
        .map(|day| day.to_string())
        .into_iter()
        .chain(asked_by.map(|by| by.get(lang).to_owned()))
        .collect();
    let importance = customer.and_then(|side| side.importance.as_ref());
    let said = |list: &[std::sync::Arc<Statement>]| {
        let texts = list.iter().map(|one| one.text.get(lang).to_owned());
        Entry::lines(texts.collect())
    };
    vec![
        customer.map_or(Entry::Hole, |side| said(&side.needs)),
        Entry::text(customer.and_then(|side| side.why.as_ref()), lang),
        importance.map_or(Entry::Hole, |it| Entry::Said(it.0.to_string())),
        match asked.is_empty() {
            true => Entry::Hole,
            false => Entry::Said(asked.join(lang.pick(", ", "，"))),
        },
        record
            .supplier
            .as_deref()
            .map_or(Entry::Hole, |side| said(&side.promises)),
    ]
}

/// What figures show: of each need or criterion, then of what else is measured here.
fn measured(world: &World, id: HandoffId, lang: Lang) -> Vec<String> {
    let colon = lang.pick(": ", "：");
    let chain = &world.chain;
    let all = world.judged.get(id.index()).into_iter().flatten();
    let known = all.filter_map(|one| Some((one, one.observed.as_ref()?, one.figure?)));
    let mut told = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for (one, observed, figure) in known {
        let measure = chain.figures.get(figure).measure;
        told.push(measure);
        let of = judged::statistic(&chain.measures[measure.0 as usize].record, lang);
        let value = format!("{of}{}", gaps::rounded(&observed.value).show(lang));
        let n = observed.n.map_or(String::new(), |n| {
            lang.pick(format!(", n = {n}"), format!("，n = {n}"))
        });
        let (word, _) = verdict_parts(one.verdict, lang);
        lines.push(lang.pick(
            format!(
                "{}: {value} ({}{n}; {}): {word}",
                one.statement.text.get(lang),
                between(observed, lang),
                evidence(world, figure, lang)
            ),
            format!(
                "{}：{value}（{}{n}；{}）：{word}",
                one.statement.text.get(lang),
                between(observed, lang),
                evidence(world, figure, lang)
            ),
        ));
    }
    let on = Target::Handoff(id);
    for figure in chain.figures.on(on) {
        let measure = chain.figures.get(*figure).measure;
        let Some(latest) = chain.figures.latest(measure, on, world.today().as_of) else {
            continue;
        };
        if told.contains(&measure) {
            continue;
        }
        told.push(measure);
        let record = &chain.measures[measure.0 as usize].record;
        let name = record.name.as_ref().filter(|name| !name.is_blank());
        let name = name.map_or(record.id.as_str(), |name| name.get(lang));
        let figure = chain.figures.get(latest);
        let of = judged::statistic(record, lang);
        let value = format!("{of}{}", gaps::rounded(&figure.value).show(lang));
        let n = figure.record.n.map_or(String::new(), |n| {
            lang.pick(format!("n = {}; ", n.0), format!("n = {}；", n.0))
        });
        let from = judged::evidence(world, latest, lang);
        lines.push(lang.pick(
            format!("{name}{colon}{value} ({n}{from})"),
            format!("{name}{colon}{value}（{n}{from}）"),
        ));
    }
    lines
}

/// The rating the receiver expects, and gives.
fn felt(record: &document::Handoff, lang: Lang) -> Entry {
    let side = record.customer.as_deref();
    let (expects, perceived) = (
        side.and_then(|side| side.expects),
        side.and_then(|side| side.perceived),
    );
    if expects.is_none() && perceived.is_none() {
        return Entry::Hole;
    }
    let shown =
        |rating: Option<f64>| rating.map_or("?".to_owned(), |rating| format!("{rating:.1}"));
    let (expects, perceived) = (shown(expects), shown(perceived));
    let n = side.and_then(|side| side.ratings.as_ref());
    let n = n.map_or("?".to_owned(), |n| n.0.to_string());
    Entry::Said(lang.pick(
        format!("expects {expects}, feels {perceived} (n = {n})"),
        format!("期望 {expects}，感知 {perceived}（n = {n}）"),
    ))
}

/// A goal of the handoff: its sentence and the latest value.
fn aim(world: &World, goal: crate::model::GoalId, lang: Lang) -> String {
    let record = &world.chain.goal(goal).record;
    let mut said = record.text.get(lang).to_owned();
    let actual = world.gaps.get(goal).and_then(|gap| gap.actual.as_ref());
    let Some((gap, actual)) = world.gaps.get(goal).zip(actual) else {
        said.push_str(lang.pick(" (not measured)", "（没有观测值）"));
        return said;
    };
    let value = gaps::rounded(&actual.value).show(lang);
    let mut from: Vec<String> = actual.n.iter().map(|n| format!("n = {n}")).collect();
    from.extend(gaps::evidence(world, gap, lang));
    let from = from.join(lang.pick("; ", "；"));
    said.push_str(&lang.pick(
        format!(" (now {value}, {from})"),
        format!("（现为 {value}，{from}）"),
    ));
    said
}

/// What is going to be done for the goals of the handoff; a hole behind if all of it is done.
fn next(world: &World, handoff: &Handoff, lang: Lang) -> Vec<Vec<Entry>> {
    let chain = &world.chain;
    let mut actions: Vec<_> = handoff
        .goals
        .iter()
        .flat_map(|goal| &chain.goal(*goal).helped_by)
        .copied()
        .collect();
    actions.sort_unstable();
    actions.dedup();
    let (mut rows, mut is_open) = (Vec::new(), false);
    for id in actions {
        let record = &chain.actions[id.index()].record;
        is_open |= !matches!(
            record.status,
            Some(ActionStatus::Done | ActionStatus::Dropped)
        );
        rows.push(vec![
            Entry::text(Some(&record.text), lang),
            Entry::text(record.owner.as_ref(), lang),
            record
                .by
                .map_or(Entry::Hole, |day| Entry::Said(day.to_string())),
            record
                .status
                .map_or(Entry::Hole, |status| Entry::Said(choice(status, lang))),
        ]);
    }
    if !is_open {
        rows.push(vec![Entry::Hole; 4]);
    }
    rows
}
