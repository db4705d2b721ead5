//! Reads one quantity out of a text: prefix, number, unit and denominator.
//!
//! Leaves the place behind the quantity, so that criteria and due rules can go on from
//! there. Knows nothing of comparison signs.

use super::amount::Quantity;
use super::catalogue::{self, Kind, KnownUnit, Word, in_word, known_unit};
use super::error::QuantityError;
use super::numeral::{cjk_number, digits_ahead, number};
use super::scan::{Cursor, is_cjk};
use super::standards::{PERCENT, PERMILLE};
use super::unit::Unit;

/// Words that never belong to a counted noun.
const STOP: &[&str] = &[
    "to", "and", "or", "of", "per", "after", "from", "since", "before", "for", "in", "on", "at",
    "when", "if", "until", "by", "within", "with", "without", "is", "are", "max", "maximum",
    "minimum", "each", "every", "than", "as", "between", "while", "during", "that", "which",
];

/// Chinese measure words that may follow a numeral written in characters.
const MEASURE: &str = "件批次单个份张台箱条家人项处名位笔只支";

/// The longest counted noun, in words and in Chinese characters.
const LONGEST_NOUN: usize = 4;
const LONGEST_CJK_NOUN: usize = 10;

/// Reads a quantity and moves behind it.
pub(super) fn quantity(cursor: &mut Cursor) -> Result<Quantity, QuantityError> {
    cursor.skip_space();
    let start = cursor.at();
    let quantity = match period_prefix(cursor) {
        Some(per) => {
            cursor.skip_space();
            let (number, unit) = amount(cursor)?;
            rate(number, unit, 1.0, Unit::Known(per))
        }
        None => {
            let (number, unit) = amount(cursor)?;
            denominator(cursor, number, unit)?
        }
    };
    if quantity.base().is_finite() {
        Ok(quantity)
    } else {
        Err(QuantityError::BadNumber {
            written: cursor.since(start).to_owned(),
            at: start..cursor.at(),
        })
    }
}

/// The error for what is left after a quantity.
pub(super) fn trailing(mut cursor: Cursor) -> QuantityError {
    cursor.skip_space();
    let start = cursor.at();
    let written = cursor.rest().trim_end();
    QuantityError::Trailing {
        written: written.to_owned(),
        at: start..start + written.len(),
    }
}

/// A quantity is directly ahead, spaces aside.
pub(super) fn starts(mut cursor: Cursor) -> bool {
    cursor.skip_space();
    let Some(c) = cursor.peek() else {
        return false;
    };
    if digits_ahead(cursor) {
        return true;
    }
    if is_cjk(c) {
        if cursor.eat("百分之") || cursor.eat("千分之") {
            return digits_ahead(cursor) || cjk_number(&mut cursor).is_some();
        }
        return cjk_number(&mut cursor).is_some()
            && (cursor.peek().is_some_and(|c| MEASURE.contains(c))
                || known_unit(&mut cursor).is_some());
    }
    money_prefix(&mut cursor).is_some()
}

/// 每天 and the like before a number.
fn period_prefix(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    if !ahead.eat("每") {
        return None;
    }
    let unit = known_unit(&mut ahead).filter(|unit| unit.clock().is_some())?;
    if !starts(ahead) {
        return None;
    }
    *cursor = ahead;
    Some(unit)
}

/// A currency before a number.
pub(super) fn money_prefix(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    let c = ahead.peek()?;
    let unit = if c.is_ascii_alphabetic() {
        known_unit(&mut ahead)?
    } else {
        catalogue::currency(&mut ahead)?
    };
    ahead.skip_space();
    if !matches!(unit.kind, Kind::Money(_)) || !digits_ahead(ahead) {
        return None;
    }
    *cursor = ahead;
    Some(unit)
}

/// A number and its unit without a denominator.
fn amount(cursor: &mut Cursor) -> Result<(f64, Unit), QuantityError> {
    for (prefix, unit) in [("百分之", &PERCENT), ("千分之", &PERMILLE)] {
        if cursor.eat(prefix) {
            return Ok((any_number(cursor)?, Unit::Known(unit)));
        }
    }
    if let Some(unit) = money_prefix(cursor) {
        let number = multiplied(cursor)?;
        let mut ahead = *cursor;
        ahead.skip_space();
        if known_unit(&mut ahead).is_some_and(|again| again.kind == unit.kind) {
            *cursor = ahead;
        }
        return Ok((number, Unit::Known(unit)));
    }
    let number = multiplied(cursor)?;
    let start = cursor.at();
    let unit = unit(cursor)?;
    // 3月 is March, not three months: the month needs its 个 behind a number.
    match cursor.since(start).trim_start() {
        "月" => Ok((number, Unit::Counted("月".into()))),
        _ => Ok((number, unit)),
    }
}

fn any_number(cursor: &mut Cursor) -> Result<f64, QuantityError> {
    if cursor.peek().is_some_and(is_cjk)
        && let Some(value) = cjk_number(cursor)
    {
        return Ok(value);
    }
    number(cursor)
}

/// A number, times ten thousand or a hundred million if 万 or 亿 follows.
fn multiplied(cursor: &mut Cursor) -> Result<f64, QuantityError> {
    let number = any_number(cursor)?;
    let mut ahead = *cursor;
    ahead.skip_space();
    if ahead.peek().is_none_or(|c| !is_cjk(c)) || known_unit(&mut ahead).is_some() {
        return Ok(number);
    }
    let factor = match ahead.bump() {
        Some('万') => 1e4,
        Some('亿') => 1e8,
        _ => return Ok(number),
    };
    *cursor = ahead;
    Ok(number * factor)
}

/// The unit ahead, `Bare` if there is none.
fn unit(cursor: &mut Cursor) -> Result<Unit, QuantityError> {
    let mut ahead = *cursor;
    ahead.skip_space();
    let start = ahead.at();
    if let Some(known) = known_unit(&mut ahead) {
        *cursor = ahead;
        return Ok(Unit::Known(known));
    }
    let noun = match ahead.peek() {
        Some(c) if is_cjk(c) => {
            cjk_noun(&mut ahead);
            ahead.since(start).to_owned()
        }
        Some(c) if in_word(c) => noun(&mut ahead)?,
        _ => String::new(),
    };
    if noun.is_empty() {
        return Ok(Unit::Bare);
    }
    *cursor = ahead;
    Ok(Unit::Counted(noun.into_boxed_str()))
}

/// Moves over a Chinese noun, up to a word that ends the quantity.
fn cjk_noun(cursor: &mut Cursor) {
    const END: &[&str] = &[
        "以", "之", "每", "的", "至", "到", "及", "或", "和", "与", "前", "后", "内", "左右",
    ];
    for _ in 0..LONGEST_CJK_NOUN {
        let mut ahead = *cursor;
        if ahead.eat_any(END) || !cursor.peek().is_some_and(is_cjk) {
            return;
        }
        cursor.bump();
    }
}

/// Reads a noun of a few words; a single word close to a unit is an error.
fn noun(cursor: &mut Cursor) -> Result<String, QuantityError> {
    let mut noun = String::new();
    for index in 0..LONGEST_NOUN {
        let mut ahead = *cursor;
        ahead.skip_space();
        let start = ahead.at();
        let Some(word) = Word::take(&mut ahead).filter(|word| !STOP.contains(&word.as_str()))
        else {
            break;
        };
        // Compound nouns such as "re-prints" stay in one piece.
        while ahead.peek() == Some('-') && ahead.peek_second().is_some_and(in_word) {
            ahead.bump();
            ahead.skip_while(in_word);
        }
        let written = ahead.since(start);
        if index == 0 {
            check_spelling(&word, ahead, start)?;
        } else {
            noun.push(' ');
        }
        noun.push_str(written);
        *cursor = ahead;
    }
    Ok(noun)
}

fn check_spelling(word: &Word, mut after: Cursor, start: usize) -> Result<(), QuantityError> {
    let mut meant = catalogue::suggestion(after.since(start)).map(str::to_owned);
    if matches!(word.as_str(), "working" | "business" | "work" | "calendar") {
        after.skip_space();
        let second = after.at();
        after.skip_while(in_word);
        let slip = catalogue::suggestion(after.since(second));
        meant = slip.map(|unit| format!("{} {unit}", word.as_str()));
    }
    if meant.is_none() {
        return Ok(());
    }
    Err(QuantityError::UnknownUnit {
        written: after.since(start).to_owned(),
        suggestion: meant,
        at: start..after.at(),
    })
}

/// What joins a quantity to its denominator.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Every,
    Slash,
    Of,
}

fn joint(cursor: &mut Cursor) -> Option<Joint> {
    cursor.skip_space();
    if cursor.eat("每") {
        Some(Joint::Every)
    } else if cursor.eat("/") || cursor.eat_phrase("per") {
        Some(Joint::Slash)
    } else {
        cursor.eat_phrase("of").then_some(Joint::Of)
    }
}

/// Reads what follows "/", "per", 每 or "of", if anything does.
fn denominator(cursor: &mut Cursor, number: f64, of: Unit) -> Result<Quantity, QuantityError> {
    let mut ahead = *cursor;
    let Some(joint) = joint(&mut ahead) else {
        return Ok(Quantity::new(number, of));
    };
    ahead.skip_space();
    let counted = digits_ahead(ahead);
    let each = if counted {
        multiplied(&mut ahead)?
    } else {
        1.0
    };
    if joint == Joint::Of && !counted {
        return Ok(Quantity::new(number, of));
    }
    let per = unit(&mut ahead)?;
    if counted && is_scale(&of, each, &per) {
        let start = cursor.at();
        *cursor = ahead;
        return score(number, each, ahead, start);
    }
    let fits = match &per {
        Unit::Bare => false,
        Unit::Known(period) => joint == Joint::Slash || period.clock().is_some(),
        _ => true,
    };
    if joint == Joint::Of || !fits {
        return Ok(Quantity::new(number, of));
    }
    *cursor = ahead;
    Ok(rate(number, of, each, per))
}

/// The number below can only be the end of a scale, not a total such as in "190 / 200".
fn is_scale(of: &Unit, max: f64, below: &Unit) -> bool {
    let in_points = |unit: &Unit| match unit {
        Unit::Bare => true,
        Unit::Known(known) => known.kind == Kind::Score,
        _ => false,
    };
    let usual = (2.0..=10.0).contains(&max)
        || [20.0_f64, 100.0]
            .iter()
            .any(|usual| usual.total_cmp(&max).is_eq());
    usual && in_points(of) && in_points(below)
}

fn score(number: f64, max: f64, after: Cursor, start: usize) -> Result<Quantity, QuantityError> {
    if number <= max {
        return Ok(Quantity::new(number, Unit::Score { max }));
    }
    let written = after.since(start).trim_start();
    Err(QuantityError::BadNumber {
        written: written.to_owned(),
        at: after.at() - written.len()..after.at(),
    })
}

fn rate(number: f64, of: Unit, each: f64, per: Unit) -> Quantity {
    let unit = Unit::Rate {
        of: Box::new(of),
        each,
        per: Box::new(per),
    };
    Quantity::new(number, unit)
}
