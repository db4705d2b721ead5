//! Which of the usual measures of a handoff the words of a need or criterion speak of.
//!
//! A small table of words, as in the lexicon: the longest that occurs decides. A measure that
//! is none of the usual ones is meant by its id or its name.

use crate::lang::Text;
use crate::load::Statement;
use crate::load::document::{Measure, StandardMeasure};

use crate::quantity::{Bound, Dimension};

use StandardMeasure as M;

/// Words as [`Statement::subjects`] folds them: lower case, blanks for hyphens.
const WORDS: &[(StandardMeasure, &[&str])] = &[
    (
        M::OnTime,
        &[
            "on time",
            "on the agreed day",
            "on the promised day",
            "on the confirmed day",
            "punctual",
            "punctuality",
            "准时",
            "约定日到货",
            "按约定日",
            "按时",
            "准点",
            "及时率",
            "及时交付",
        ],
    ),
    (
        M::InFull,
        &[
            "in full",
            "complete quantity",
            "quantity complete",
            "足量",
            "足额",
            "数量齐全",
        ],
    ),
    (
        M::Otif,
        &[
            "otif",
            "on time in full",
            "on time and in full",
            "on time, in full",
            "in full and on time",
            "in full, on time",
            "in full on time",
            "准时足量",
            "准时且足量",
            "准时并足量",
            "按时足量",
            "准时齐套",
        ],
    ),
    (
        M::Usable,
        &[
            "usable",
            "usable as is",
            "usable as it is",
            "usable as it comes",
            "complete and accurate",
            "complete and correct",
            "percent complete and accurate",
            "acceptance rate",
            "来料合格率",
            "交验合格率",
            "验收合格率",
            "接收合格率",
            "直接可用",
            "可直接使用",
            "直接使用",
            "完整准确",
            "完整且准确",
            "一次可用",
        ],
    ),
    (
        M::FirstPass,
        &[
            "first pass",
            "first pass yield",
            "right first time",
            "first time right",
            "一次合格",
            "一次通过",
            "首次合格",
            "直通率",
        ],
    ),
    (M::Rework, &["rework", "reworked", "返工", "返修"]),
    (
        M::Returned,
        &[
            "returned",
            "returns",
            "sent back",
            "rejected",
            "退回",
            "退货",
            "拒收",
        ],
    ),
    (
        M::Wait,
        &["wait", "waits", "waiting", "waiting time", "等待", "等候"],
    ),
    (
        M::LeadTime,
        &[
            "lead time",
            "throughput time",
            "turnaround",
            "交付周期",
            "提前期",
            "周转时间",
        ],
    ),
    (
        M::Bypass,
        &[
            "bypass",
            "bypassed",
            "work around",
            "workaround",
            "绕开",
            "绕过",
        ],
    ),
    (
        M::Rating,
        &["rating", "satisfaction", "满意度", "评分", "评价"],
    ),
];

/// The usual measure that a statement sets a bound on, if its words name just one.
///
/// "Returns with a reason ≥ 98 %" speaks of reasons: who asks for fewer returns sets an upper bound.
pub fn meaning(statement: &Statement) -> Option<StandardMeasure> {
    let bound = statement.bound.as_ref()?;
    let mut found = statement.subjects().filter_map(of_words);
    let first = found.next()?;
    (found.all(|other| other == first) && asks_for(first, bound)).then_some(first)
}

/// The bound is one that a receiver sets on this measure: in its unit, and on its bad side.
fn asks_for(measure: StandardMeasure, bound: &Bound) -> bool {
    let (low, high) = (bound.low(), bound.high());
    let dimension = low.or(high).map(|(end, _)| end.dimension());
    match measure {
        M::Wait | M::LeadTime => {
            high.is_some() && matches!(dimension, Some(Dimension::Duration(_)))
        }
        M::Rework | M::Returned | M::Bypass => {
            high.is_some() && low.is_none() && dimension == Some(Dimension::Share)
        }
        M::Rating => low.is_some(),
        _ => low.is_some() && dimension == Some(Dimension::Share),
    }
}

fn of_words(subject: &str) -> Option<StandardMeasure> {
    // Most words are ruled out without being looked for.
    let is_latin = subject.is_ascii();
    let all = WORDS
        .iter()
        .flat_map(|(measure, words)| words.iter().map(move |word| (*measure, *word)))
        .filter(|(_, word)| word.len() <= subject.len() && (!is_latin || word.is_ascii()));
    let here: Vec<_> = all.filter(|(_, word)| contains(subject, word)).collect();
    let longest = here.iter().map(|(_, word)| word.len()).max()?;
    // A shorter word that is not part of the longest speaks of something else.
    let (meant, word) = *here.iter().find(|(_, word)| word.len() == longest)?;
    let same =
        |(measure, other): &(StandardMeasure, &str)| *measure == meant || word.contains(other);
    here.iter().all(same).then_some(meant)
}

/// The subject has the words in it, as whole words where words are divided by blanks.
fn contains(subject: &str, words: &str) -> bool {
    // Nearly all are not there at all, and to say so is cheaper than to prepare a search for all places.
    if memchr::memmem::find(subject.as_bytes(), words.as_bytes()).is_none() {
        return false;
    }
    subject.match_indices(words).any(|(at, _)| {
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let latin = words.is_ascii();
        let before = joins(subject[..at].chars().next_back());
        let after = joins(subject[at + words.len()..].chars().next());
        !latin || !(before || after)
    })
}

/// The subject of a statement is the id or the name of a measure.
pub fn names_measure(statement: &Statement, measure: &Measure) -> bool {
    let name = measure.name.iter().flat_map(Text::wordings);
    let mut names = std::iter::once(measure.id.as_str()).chain(name);
    names.any(|name| {
        let name = Statement::parse(name);
        name.is_ok_and(|name| name.same_subject(statement))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<StandardMeasure> {
        meaning(&Statement::parse(text).unwrap())
    }

    #[test]
    fn the_words_of_a_need_name_its_measure() {
        for (text, meant) in [
            ("on-time ≥ 95 %", M::OnTime),
            ("lots on time ≥ 95 %", M::OnTime),
            ("准时率 ≥ 95 %", M::OnTime),
            ("来料合格率 ≥ 98 %", M::Usable),
            ("一次交验合格率 ≥ 98 %", M::Usable),
            ("on time in full ≥ 90 %", M::Otif),
            ("准时足量率不低于 90 %", M::Otif),
            ("in full ≥ 98 %", M::InFull),
            ("usable as is ≥ 95 %", M::Usable),
            ("直接可用率 ≥ 95 %", M::Usable),
            ("complete and accurate ≥ 95 %", M::Usable),
            ("returned ≤ 2 %", M::Returned),
            ("返工率 ≤ 3 %", M::Rework),
        ] {
            assert_eq!(read(text), Some(meant), "{text}");
        }
    }

    #[test]
    fn other_words_and_words_of_two_measures_name_none() {
        for text in [
            "moisture ≤ 6 %",
            "returns with the reason written ≥ 98 %",
            "on time",
            "reusable trays ≥ 5",
            "waiter ≥ 3",
            "rework of returned goods ≤ 3 %",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
