//! Whether a sentence holds two goals: two targets, or two directions, joined by "and".

use super::number::Number;
use super::plain::{Plain, in_word};
use super::role::{DIRECTIONS, DIRECTIONS_ZH, Role};

/// Words and marks that join two goals.
const JOINTS_ZH: &[&str] = &[
    "并且", "并", "以及", "同时", "且", "和", "及", "与", ";", "、", ",",
];
const JOINTS: &[&str] = &["and", "&", "while", "plus", "as well as"];

/// Two targets of their own stand in the sentence, or a second verb of direction.
pub(super) fn is_compound(plain: &Plain, opening: usize, numbers: &[Number]) -> bool {
    two_targets(plain, numbers) || two_directions(plain, opening)
}

/// The number is what is to be reached, or how much is to change.
fn is_target(number: &Number) -> bool {
    let counts = matches!(number.role, Role::Level | Role::Change | Role::Bound);
    let quantity = number.quantity.as_ref();
    let sure = number.is_target || quantity.is_some_and(|quantity| !quantity.is_bare());
    counts && sure && !number.is_start
}

fn two_targets(plain: &Plain, numbers: &[Number]) -> bool {
    let targets: Vec<_> = numbers.iter().filter(|number| is_target(number)).collect();
    targets.windows(2).any(|pair| {
        let between = plain.lower.get(pair[0].at.1..pair[1].at.0).unwrap_or("");
        // The second needs a subject of its own: "by 8 % and 3 %" alone is one list.
        let subject = between
            .chars()
            .filter(|c| in_word(*c) || !c.is_ascii())
            .count()
            >= 6;
        subject && joins(between) && !compares(between)
    })
}

/// The second number explains the first: what it is compared with, a part of it, an example.
fn compares(between: &str) -> bool {
    const EXPLAINS: [&str; 5] = ["compared", "of which", "其中", "相比", "例如"];
    EXPLAINS.iter().any(|word| between.contains(word))
}

fn joins(between: &str) -> bool {
    if between.is_ascii() {
        return between.contains(';')
            || JOINTS.iter().any(|joint| {
                between.match_indices(joint).any(|(at, _)| {
                    let open = |c: Option<char>| c.is_some_and(in_word);
                    !open(between[..at].chars().next_back())
                        && !open(between[at + joint.len()..].chars().next())
                })
            });
    }
    JOINTS_ZH.iter().any(|joint| between.contains(joint))
}

/// "Raise yield and reduce cost", 提高合格率并降低成本.
fn two_directions(plain: &Plain, opening: usize) -> bool {
    let rest = plain.lower.get(opening..).unwrap_or("");
    let rest = rest.split([';', '。']).next().unwrap_or(rest);
    if plain.is_chinese {
        let rest = rest.strip_prefix('将').unwrap_or(rest);
        let starts = |text: &str| DIRECTIONS_ZH.iter().any(|verb| text.starts_with(verb));
        return starts(rest)
            && ["并且", "并", "以及", "同时", "且", ","]
                .iter()
                .any(|joint| {
                    rest.match_indices(joint)
                        .any(|(at, _)| starts(rest[at + joint.len()..].trim_start()))
                });
    }
    let mut words = rest.split(|c| !in_word(c)).filter(|word| !word.is_empty());
    let directs = |word: &str| DIRECTIONS.contains(&word);
    if !words.next().is_some_and(directs) {
        return false;
    }
    let mut before = "";
    words.any(|word| {
        let found = matches!(before, "and" | "while") && directs(word);
        before = word;
        found
    })
}
