//! What each process comes to, as a table.

use super::words::{percent, shown};
use super::{View, apart, twice};
use crate::model::Target;
use crate::network::{At, Fault, Kind};
use crate::quantity::{Quantity, half_up_text};
use crate::report::columns::{Align, Columns};
use crate::strategy::OtherCases;
use crate::strategy::numbers::{Numbers, Solved};
use crate::strategy::throughput::NEAR;
use crate::strategy::wording;

/// The numbers of all processes in scope, and why others have none.
pub fn chain(view: &View<'_>, all: &[Numbers]) -> String {
    let lang = view.lang;
    let in_scope = |one: &&Numbers| {
        let id = view.world.chain.process(one.process).record.id.as_str();
        view.scope.includes_id(id)
    };
    let heads = [
        (lang.pick("process", "流程"), Align::Left),
        (lang.pick("no case below", "至少用时"), Align::Right),
        (lang.pick("usual times", "通常用时"), Align::Right),
        (lang.pick("expected", "期望用时"), Align::Right),
        (lang.pick("right first time", "一次合格"), Align::Right),
        (lang.pick("no way back", "无退回"), Align::Right),
        (lang.pick("visits a case", "每件经过工序"), Align::Right),
        (lang.pick("bottleneck", "瓶颈"), Align::Left),
        (lang.pick("load", "负荷"), Align::Right),
        (lang.pick("defects that get out", "流出的缺陷"), Align::Left),
    ];
    let mut columns = Columns::new(&heads, 44);
    let mut notes = String::new();
    for one in all.iter().filter(in_scope) {
        let id = view.world.chain.process(one.process).record.id.as_str();
        match &one.solved {
            Ok(solved) => {
                columns.row(row(view, id, one, solved));
                notes.push_str(&lacking(view, id, one, solved));
                notes.push_str(&assumed(view, id, one));
                notes.push_str(&other_cases(view, id, one, solved));
                notes.push_str(&reworked(view, id, solved));
            }
            Err(faults) => {
                columns.row(bounded(view, id, one));
                // Of a process that no work flows through, only what is not counted can be said.
                let faults = faults.iter().filter(|_| !one.sketch.steps.is_empty());
                let faults: Vec<Fault> = faults.cloned().collect();
                for said in wording::faults(&view.world.chain, &one.sketch, &faults, lang) {
                    notes.push_str(&format!("  {id}{}{said}\n", lang.colon()));
                }
            }
        }
        notes.push_str(&apart::line(view, id, &one.apart));
        for said in twice::lines(view, &one.sketch.twice) {
            notes.push_str(&format!("  {id}{}{said}\n", lang.colon()));
        }
    }
    let mut text = columns.render();
    if !notes.is_empty() {
        text.push_str(&format!("\n{notes}"));
    }
    text.push_str(lang.pick(
        "\n≥ and ≤: the truth lies on that side, for what is not known counts as nothing lost.\n",
        "\n≥ 与 ≤：未知的按没有损失计，真实值在这一侧。\n",
    ));
    text
}

fn row(view: &View<'_>, id: &str, one: &Numbers, solved: &Solved) -> Vec<String> {
    let nothing = || "–".to_owned();
    let lang = view.lang;
    let time = |seconds: f64, sign: &str| {
        let value = crate::measure::logged::time(1000.0 * seconds);
        format!("{sign}{}", shown(&value, lang))
    };
    let partly = |is: bool| if is { "≥ " } else { "" };
    let expected =
        matches!(solved.expected.kind, Kind::AtLeast(_)) || !solved.typical.missing.is_empty();
    let right = if solved.first.missing.is_empty() && !one.sketch.is_doubtful() {
        ""
    } else {
        "≤ "
    };
    let load = solved.load.as_ref();
    let near = load.map_or_else(Vec::new, |load| load.near_bottleneck(NEAR));
    let near = near.into_iter().filter_map(|(step, share)| {
        let name = view.object(one.sketch.object(At::Step(step))?);
        Some((name, percent(share)))
    });
    let (names, loads): (Vec<String>, Vec<String>) = near.unzip();
    let listed = |all: Vec<String>| match all.is_empty() {
        true => nothing(),
        false => all.join(lang.pick(", ", "、")),
    };
    let (bottleneck, share) = (listed(names), listed(loads));
    vec![
        id.to_owned(),
        time(solved.least.seconds, ""),
        time(
            solved.typical.seconds,
            partly(!solved.typical.missing.is_empty()),
        ),
        time(solved.expected.seconds, partly(expected)),
        // Where no yield is known, 100 % would only be what is not known.
        if solved.first.missing.len() < one.sketch.steps.len() {
            format!("{right}{}", percent(solved.first.right_first_time))
        } else {
            nothing()
        },
        percent(solved.first.without_return),
        shown(&Quantity::bare(solved.visits), lang),
        bottleneck,
        share,
        solved.escape.map_or_else(nothing, |(step, out, crossed)| {
            let step = view.object(Target::Step(step));
            let (out, crossed) = (percent(out), super::words::number(crossed));
            lang.pick(
                format!("{out} of those of {step}, over {crossed} handoffs"),
                format!("{step} 的 {out}，跨 {crossed} 次交接"),
            )
        }),
    ]
}

/// What doing things again costs.
fn reworked(view: &View<'_>, id: &str, solved: &Solved) -> String {
    let lang = view.lang;
    let Some(rework) = &solved.rework else {
        return String::new();
    };
    let sign = if rework.is_at_least { "≥ " } else { "" };
    let each = shown(&rework.each, lang);
    let year = rework.year.as_ref().map(|year| {
        let year = shown(year, lang);
        lang.pick(
            format!(", {sign}{year} in a year of the demand"),
            format!("，按需求每年 {sign}{year}"),
        )
    });
    let year = year.unwrap_or_default();
    lang.pick(
        format!("  {id}: what is done again costs {sign}{each} a case{year}\n"),
        format!("  {id}：返工每件花费 {sign}{each}{year}\n"),
    )
}

/// Steps whose touch time a log shows by cases that are not what the demand counts.
fn other_cases(view: &View<'_>, id: &str, one: &Numbers, solved: &Solved) -> String {
    let lang = view.lang;
    let colon = lang.pick(": ", "：");
    let say = |other: &OtherCases| {
        let step = view.object(Target::Step(other.step));
        let log = view.world.chain.logs[other.log].record.id.as_str();
        let rate = half_up_text(other.per_day, 1);
        lang.pick(
            format!("  {id}{colon}{log} shows work at {step} {rate} times a day, so its cases are not what the demand counts; the load of {step} follows from its written touch or capacity\n"),
            format!("  {id}{colon}{log} 中 {step} 每天只做 {rate} 次，其个案与需求所计的不是同一种东西；{step} 的负荷按所写的 touch 或 capacity 计算\n"),
        )
    };
    let others = one.sketch.other_cases.iter();
    others.filter(|_| solved.load.is_some()).map(say).collect()
}

/// Steps near the bottleneck of which nobody said how many work side by side.
fn assumed(view: &View<'_>, id: &str, one: &Numbers) -> String {
    let mut loads = view.world.strategy().loads.iter();
    let load = loads.find(|load| load.process == one.process);
    let steps = load.map_or(&[][..], |load| &load.assumed);
    if steps.is_empty() {
        return String::new();
    }
    let said = view.taken_as_one(steps);
    format!("  {id}{}{said}\n", view.lang.pick(": ", "："))
}

/// A process that cannot be worked out, but whose ways bear only so much whatever their shares.
fn bounded(view: &View<'_>, id: &str, one: &Numbers) -> Vec<String> {
    let mut loads = view.world.strategy().loads.iter();
    let Some(load) = loads.find(|load| load.process == one.process) else {
        return vec![id.to_owned()];
    };
    let mut steps = load.together.clone();
    if steps.is_empty() {
        steps.push(load.step);
    }
    let names = steps.into_iter().map(|id| view.object(Target::Step(id)));
    let names: Vec<String> = names.collect();
    let mut row = vec![id.to_owned()];
    row.resize(7, "–".to_owned());
    row.extend([
        names.join(" + "),
        format!("≥ {}", percent(load.load)),
        "–".to_owned(),
    ]);
    row
}

/// What is not known, as keys to be written.
pub(super) fn not_known(view: &View<'_>, one: &Numbers, solved: &Solved) -> Vec<String> {
    let missing = solved.typical.missing.iter().chain(&solved.first.missing);
    let named = missing.filter_map(|missing| {
        let (of, key) = crate::strategy::computed::lacking(missing, &one.sketch)?;
        Some(format!("{}.{key}", view.object(of)))
    });
    let mut named: Vec<String> = named.collect();
    named.sort();
    named.dedup();
    named
}

/// The first of them in a line.
fn lacking(view: &View<'_>, id: &str, one: &Numbers, solved: &Solved) -> String {
    let lang = view.lang;
    let mut named = not_known(view, one, solved);
    if named.is_empty() {
        return String::new();
    }
    let count = named.len();
    named.truncate(SHOWN);
    let more = match count - named.len() {
        0 => String::new(),
        more => lang.pick(format!(" and {more} more"), format!("等，另有 {more} 项")),
    };
    let list = named.join(lang.pick(", ", "、"));
    lang.pick(
        format!("  {id}: not known: {list}{more}\n"),
        format!("  {id}：未知：{list}{more}\n"),
    )
}

/// So many missing figures are named.
const SHOWN: usize = 6;
