//! What stands beside the figures of a report: customers that were lost, by reason, and self-assessments
//! beside what others say.

use std::collections::BTreeMap;

use serde::Serialize;

use super::columns::{Align, Columns};
use super::gaps::rounded;
use super::summary::Scope;
use crate::audit::Checked;
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::load::Choice;
use crate::load::document::LossReason;
use crate::measure::assessed::{self, Others};
use crate::model::objects::{Assessment, Loss};
use crate::quantity::Quantity;
use crate::statistics::rating::FEWEST_RATINGS;
use crate::statistics::{Interval, as_float};

/// A table of either kind.
pub(super) struct Claims {
    pub(super) title: String,
    pub(super) heads: Vec<(&'static str, Align)>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Both tables for a terminal; empty if there is neither.
pub(super) fn render(checked: &Checked, scope: &Scope, lang: Lang) -> String {
    let mut text = String::new();
    for table in tables(checked, scope, lang) {
        let mut columns = Columns::new(&table.heads, 34);
        for row in table.rows {
            columns.row(row);
        }
        text.push_str(&format!("{}\n\n{}\n", table.title, columns.render()));
    }
    text.trim_end_matches('\n').to_owned() + if text.is_empty() { "" } else { "\n" }
}

/// The tables that have a row.
pub(super) fn tables(checked: &Checked, scope: &Scope, lang: Lang) -> Vec<Claims> {
    let world = &checked.world;
    let all = [losses(world, scope, lang), scores(world, scope, lang)];
    let filled = all.into_iter().filter(|table| !table.rows.is_empty());
    filled.collect()
}

/// What is counted of one reason.
#[derive(Default)]
struct OfReason {
    count: u64,
    /// The sums of what they bought in a year, one for each currency.
    yearly: Vec<Quantity>,
}

impl OfReason {
    fn add(&mut self, loss: &Loss) {
        self.count += 1;
        let Some(yearly) = loss.record.yearly.as_ref().map(|money| &money.0) else {
            return;
        };
        let mut sums = self.yearly.iter_mut();
        match sums.find(|sum| sum.commensurable(yearly)) {
            Some(sum) => *sum = sum.with_base(sum.base() + yearly.base()),
            None => self.yearly.push(yearly.clone()),
        }
    }
}

/// The losses in scope by reason, the most frequent first; a reason that is not written is unknown.
fn by_reason(world: &World, scope: &Scope) -> Vec<(LossReason, OfReason)> {
    let mut found: BTreeMap<usize, (LossReason, OfReason)> = BTreeMap::new();
    for (number, loss) in (0..).zip(&world.chain.losses) {
        if includes_loss(world, scope, number, loss) {
            let reason = loss.record.reason.unwrap_or(LossReason::Unknown);
            let of = found.entry(reason.position());
            of.or_insert_with(|| (reason, OfReason::default()))
                .1
                .add(loss);
        }
    }
    let mut sorted: Vec<_> = found.into_values().collect();
    sorted.sort_by_key(|(_, of)| std::cmp::Reverse(of.count));
    sorted
}

fn includes_loss(world: &World, scope: &Scope, number: u32, loss: &Loss) -> bool {
    let kind = SubjectKind::Loss;
    let lost_by = |process: crate::model::ProcessId| {
        scope.includes_id(world.chain.process(process).record.id.as_str())
    };
    scope.includes(world, Subject { kind, number }) || loss.by.is_some_and(lost_by)
}

fn losses(world: &World, scope: &Scope, lang: Lang) -> Claims {
    let reasons = by_reason(world, scope);
    let all: u64 = reasons.iter().map(|(_, of)| of.count).sum();
    let mut heads = vec![
        (lang.pick("reason", "原因"), Align::Left),
        (lang.pick("customers", "客户数"), Align::Right),
    ];
    // Of a few, each is a case to talk about and no share.
    let shares = all >= FEWEST_RATINGS;
    if shares {
        heads.push((lang.pick("share", "占比"), Align::Right));
    }
    heads.push((lang.pick("bought in a year", "年采购额"), Align::Right));
    let rows = reasons.iter().map(|(reason, of)| {
        let (en, zh) = LossReason::WORDS[reason.position()];
        let mut row = vec![lang.pick(en, zh).to_owned(), of.count.to_string()];
        if shares {
            row.push(percent(as_float(of.count) / as_float(all), lang));
        }
        let sums = of.yearly.iter().map(|sum| rounded(sum).show(lang));
        row.push(or_dash(sums.collect::<Vec<_>>().join(" + ")));
        row
    });
    Claims {
        title: lang.pick(
            format!("Customers lost, by reason ({all})"),
            format!("流失的客户，按原因（{all} 位）"),
        ),
        rows: rows.collect(),
        heads,
    }
}

fn scores(world: &World, scope: &Scope, lang: Lang) -> Claims {
    let heads = vec![
        (lang.pick("of", "对象"), Align::Left),
        (lang.pick("own score", "自评"), Align::Right),
        (lang.pick("receivers", "接收方"), Align::Right),
        (lang.pick("between", "区间"), Align::Left),
        ("n", Align::Right),
        (lang.pick("measured", "实测"), Align::Right),
        (lang.pick("between", "区间"), Align::Left),
        ("n", Align::Right),
    ];
    let in_scope = in_scope(world, scope);
    let rows = in_scope.map(|(at, assessment)| {
        let customers = assessed::customers(&world.chain, at, world.today().as_of);
        let measured = assessed::measured(&world.chain, at, world.today().as_of);
        let mut row = vec![of(world, assessment, lang), percent(assessment.place, lang)];
        row.extend(cells(customers, lang));
        row.extend(cells(measured, lang));
        row
    });
    Claims {
        title: lang
            .pick(
                "Self-assessments beside what others say, from 0 % for the worst to 100 % for the best",
                "自我评价与他人评价：0 % 为最差，100 % 为最好",
            )
            .to_owned(),
        rows: rows.collect(),
        heads,
    }
}

fn in_scope<'w>(
    world: &'w World,
    scope: &'w Scope,
) -> impl Iterator<Item = (usize, &'w Assessment)> {
    let all = world.chain.assessments.iter().enumerate();
    all.filter(|(at, assessment)| {
        let subject = Subject {
            kind: SubjectKind::Assessment,
            number: u32::try_from(*at).unwrap_or(u32::MAX),
        };
        let of = assessment.on.map(|on| world.chain.target_id(on));
        scope.includes(world, subject) || of.is_some_and(|id| scope.includes_id(&id))
    })
}

/// What is assessed: its id.
fn of(world: &World, assessment: &Assessment, lang: Lang) -> String {
    let id = assessment
        .on
        .map_or_else(String::new, |on| world.chain.target_id(on));
    match id.as_str() {
        "" => lang.pick("the whole chain", "整条链").to_owned(),
        _ => id,
    }
}

fn cells<By>(others: Option<Others<By>>, lang: Lang) -> [String; 3] {
    let Some(others) = others else {
        return [String::new(), String::new(), String::new()].map(or_dash);
    };
    let between = |bounds: Interval| {
        let (lower, upper) = (percent(bounds.lower, lang), percent(bounds.upper, lang));
        format!("{lower} … {upper}")
    };
    [
        percent(others.place, lang),
        or_dash(others.bounds.map(between).unwrap_or_default()),
        or_dash(others.n.map(|n| n.to_string()).unwrap_or_default()),
    ]
}

fn percent(share: f64, lang: Lang) -> String {
    rounded(&Quantity::share(share)).show(lang)
}

fn or_dash(text: String) -> String {
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}

/// The losses of one reason, for programs.
#[derive(Debug, Serialize)]
pub(super) struct LossOut {
    reason: &'static str,
    count: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    yearly: Vec<MoneyOut>,
}

#[derive(Debug, Serialize)]
struct MoneyOut {
    value: f64,
    unit: String,
}

/// One self-assessment with what others say, for programs; places from 0 to 1.
#[derive(Debug, Serialize)]
pub(super) struct AssessmentOut {
    id: String,
    of: String,
    place: f64,
    receivers: Option<OthersOut>,
    measured: Option<OthersOut>,
}

#[derive(Debug, Serialize)]
struct OthersOut {
    place: f64,
    interval: Option<[f64; 2]>,
    n: Option<u64>,
}

/// The losses in scope, by reason.
pub(super) fn losses_out(checked: &Checked, scope: &Scope) -> Vec<LossOut> {
    let reasons = by_reason(&checked.world, scope).into_iter();
    let money = |sum: &Quantity| {
        let sum = sum.in_english();
        MoneyOut {
            value: sum.number(),
            unit: sum.unit(),
        }
    };
    let out = reasons.map(|(reason, of)| LossOut {
        reason: reason.word(),
        count: of.count,
        yearly: of.yearly.iter().map(money).collect(),
    });
    out.collect()
}

/// The self-assessments in scope.
pub(super) fn assessments_out(checked: &Checked, scope: &Scope, lang: Lang) -> Vec<AssessmentOut> {
    let world = &checked.world;
    let out = in_scope(world, scope).map(|(at, assessment)| AssessmentOut {
        id: world
            .chain
            .full_id(assessment.process, assessment.record.id.as_str()),
        of: of(world, assessment, lang),
        place: assessment.place,
        receivers: assessed::customers(&world.chain, at, world.today().as_of).map(others_out),
        measured: assessed::measured(&world.chain, at, world.today().as_of).map(others_out),
    });
    out.collect()
}

fn others_out<By>(others: Others<By>) -> OthersOut {
    OthersOut {
        place: others.place,
        interval: others.bounds.map(|bounds| [bounds.lower, bounds.upper]),
        n: others.n,
    }
}
