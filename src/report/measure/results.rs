//! Whose work was accepted, in words.

use crate::events::NONE;
use crate::lang::{Lang, one_line};
use crate::measure::log::units::{count, percent};
use crate::measure::log::{Accepted, LogMeasures};
use crate::quantity::half_up_text;
use crate::report::columns::{Align, Columns};
use crate::statistics::{ALPHA, share};

/// So few results of one person say nothing.
const FEW: u64 = 5;

/// The most rows shown.
const MOST: usize = 12;

/// A share with its counts and the bounds that hold with 95 % each.
pub(super) fn share_of(k: u64, n: u64, lang: Lang) -> String {
    let bounds = share::clopper_pearson(k, n, ALPHA).map_or_else(String::new, |bounds| {
        let (low, high) = (bounds.lower * 100.0, bounds.upper * 100.0);
        lang.pick(
            format!(" ({low:.1} … {high:.1})"),
            format!("（{low:.1} … {high:.1}）"),
        )
    });
    lang.pick(
        format!("{}: {} of {}{bounds}", percent(k, n), count(k), count(n)),
        format!("{}：{} / {}{bounds}", percent(k, n), count(k), count(n)),
    )
}

/// The table of results; empty if the log has none.
pub(super) fn text(measures: &LogMeasures, lang: Lang) -> String {
    let shown = shown(measures);
    if shown.is_empty() {
        return String::new();
    }
    let words = &measures.words;
    let mut rows = Columns::new(
        &[
            (lang.pick("accepted", "合格"), Align::Right),
            (lang.pick("of", "次数"), Align::Right),
            (lang.pick("share", "占比"), Align::Right),
            (lang.pick("95 % sure", "95 % 置信度"), Align::Right),
            (lang.pick("work", "作业"), Align::Left),
            (lang.pick("by", "由谁"), Align::Left),
            (lang.pick("judged at", "判定于"), Align::Left),
        ],
        40,
    );
    for one in shown {
        let who = words.resources.get(one.resource as usize);
        rows.row(vec![
            count(one.k),
            count(one.n),
            percent(one.k, one.n),
            bounds(one),
            one_line(&words.activities[one.activity as usize]),
            who.map_or_else(|| lang.pick("all", "全部").to_owned(), |who| one_line(who)),
            one_line(&words.activities[one.judged_at as usize]),
        ]);
    }
    let title = lang.pick("Whose work was accepted", "谁的作业被接受");
    format!("{title}\n{}", rows.render())
}

fn bounds(one: &Accepted) -> String {
    share::clopper_pearson(one.k, one.n, ALPHA).map_or_else(String::new, |bounds| {
        let percent = |share: f64| half_up_text(share * 100.0, 1);
        format!("{}–{} %", percent(bounds.lower), percent(bounds.upper))
    })
}

/// Everybody together for each activity, and the persons whose share is demonstrably another
/// than that; the worst first.
fn shown(measures: &LogMeasures) -> Vec<&Accepted> {
    let accepted = &measures.accepted;
    let whole = |one: &Accepted| {
        let same = |all: &&Accepted| {
            all.resource == NONE && all.activity == one.activity && all.judged_at == one.judged_at
        };
        accepted.iter().find(same)
    };
    let differs = |one: &Accepted| {
        let Some(all) = whole(one) else { return false };
        let own = share::clopper_pearson(one.k, one.n, ALPHA);
        // Against the others, not against a whole that one is part of.
        let (k, n) = (all.k - one.k, all.n - one.n);
        let others = share::clopper_pearson(k, n, ALPHA);
        own.zip(others)
            .is_some_and(|(own, others)| own.upper < others.lower || own.lower > others.upper)
    };
    let stands_out = |one: &Accepted| one.resource != NONE && one.n >= FEW && differs(one);
    let people: Vec<&Accepted> = accepted.iter().filter(|one| stands_out(one)).collect();
    // Everybody together is shown beside who stands out.
    let has_people = |all: &Accepted| {
        let same = |one: &&Accepted| one.activity == all.activity && one.judged_at == all.judged_at;
        people.iter().any(same)
    };
    let mut shown: Vec<&Accepted> = accepted
        .iter()
        .filter(|one| stands_out(one) || (one.resource == NONE && has_people(one)))
        .collect();
    let rate = |one: &Accepted| (one.k * 1_000_000) / one.n.max(1);
    shown.sort_by_key(|one| {
        let is_all = one.resource == NONE;
        (
            rate(one),
            is_all,
            std::cmp::Reverse(one.n),
            one.activity,
            one.resource,
        )
    });
    shown.truncate(MOST);
    shown
}
