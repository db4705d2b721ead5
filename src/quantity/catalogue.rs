//! Finds a unit by the name people write, and guesses which one a misspelt word meant.
//!
//! Turns a word into a known unit. Knows nothing of numbers; words that are no unit are
//! left to the caller, who may take them for counted things.

use std::sync::LazyLock;

use super::names::{CHINESE, NAMES};
use super::scan::{Cursor, is_cjk};
use super::standards::{
    HOUR, MEGAWATT, MINUTE, PERCENT, PERMILLE, POINTS, WATT, WORKING_DAY, WORKING_HOUR,
    WORKING_MINUTE,
};

/// Which clock a duration is counted on; durations on different clocks are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Seconds, minutes, hours, days and weeks that pass day and night.
    Calendar,
    /// Working minutes and working hours.
    WorkingHours,
    /// Working days.
    WorkingDays,
    /// Calendar months, quarters and years.
    Months,
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Time(Clock),
    Share,
    Points,
    Score,
    Money(&'static str),
    Physical(&'static str),
}

/// A unit with a fixed factor: base = (number + offset) × factor.0 ÷ factor.1.
#[derive(Debug, PartialEq)]
pub(super) struct KnownUnit {
    pub(super) kind: Kind,
    /// Multiplier and divisor, both whole where possible, so that decimals stay exact.
    pub(super) factor: (f64, f64),
    pub(super) offset: f64,
    /// The English label after one; empty if English shows the base unit instead.
    pub(super) singular: &'static str,
    pub(super) plural: &'static str,
    pub(super) zh: &'static str,
}

impl KnownUnit {
    pub(super) fn to_base(&self, number: f64) -> f64 {
        self.difference_to_base(number + self.offset)
    }

    pub(super) fn of_base(&self, base: f64) -> f64 {
        self.difference_of_base(base) - self.offset
    }

    /// The base value of a difference: 2 °C more are 2 K more, wherever the scale begins.
    pub(super) fn difference_to_base(&self, number: f64) -> f64 {
        number * self.factor.0 / self.factor.1
    }

    pub(super) fn difference_of_base(&self, base: f64) -> f64 {
        base * self.factor.1 / self.factor.0
    }

    pub(super) fn clock(&self) -> Option<Clock> {
        match self.kind {
            Kind::Time(clock) => Some(clock),
            _ => None,
        }
    }
}

/// The longest unit name in bytes, with room to spare.
const LONGEST: usize = 24;

/// A word in lower case with its spelling variants folded, kept without allocation.
pub(super) struct Word {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Word {
    /// Moves over a word; `None` if it is no word. A long one becomes an empty, unknown word.
    pub(super) fn take(cursor: &mut Cursor) -> Option<Self> {
        let start = cursor.at();
        let mut word = Self {
            bytes: [0; LONGEST],
            len: 0,
        };
        let mut fits = true;
        while let Some(c) = cursor.peek().filter(|c| in_word(*c)) {
            fits &= word.push(c.to_ascii_lowercase());
            cursor.bump();
        }
        if cursor.at() == start {
            return None;
        }
        if !fits {
            word.len = 0;
        }
        Some(word)
    }

    fn push(&mut self, c: char) -> bool {
        let end = self.len + c.len_utf8();
        let Some(slot) = self.bytes.get_mut(self.len..end) else {
            return false;
        };
        c.encode_utf8(slot);
        self.len = end;
        true
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// The character can be part of a unit or of a counted thing.
pub(super) fn in_word(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '²' | '³' | '°')
        || (!c.is_ascii() && c.is_alphabetic() && !is_cjk(c))
}

/// The unit of this name in lower case.
pub(super) fn named(name: &str) -> Option<&'static KnownUnit> {
    let found = NAMES
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()?;
    NAMES.get(found).map(|(_, unit)| *unit)
}

/// Moves over a known unit, if one is ahead.
pub(super) fn known_unit(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    let c = cursor.peek()?;
    if is_cjk(c) {
        return chinese(cursor, c);
    }
    if let Some(unit) = symbol(cursor, c) {
        return Some(unit);
    }
    let mut ahead = *cursor;
    let word = Word::take(&mut ahead)?;
    let written = ahead.since(cursor.at());
    let unit = match (word.as_str(), written) {
        (_, "W") => Some(&WATT),
        (_, "MW") => Some(&MEGAWATT),
        ("m" | "cm" | "mm", _) => powered(&mut ahead, &word).or_else(|| named(word.as_str())),
        ("working" | "business" | "work", _) => working(&mut ahead),
        ("calendar", _) => second_word(&mut ahead).filter(|unit| unit.clock().is_some()),
        ("percentage" | "percent", _) if points(&mut ahead) => Some(&POINTS),
        ("per", _) => ahead.eat_phrase(" cent").then_some(&PERCENT),
        (name, _) => named(name),
    }?;
    *cursor = ahead;
    Some(unit)
}

fn symbol(cursor: &mut Cursor, c: char) -> Option<&'static KnownUnit> {
    let unit = match c {
        '%' => &PERCENT,
        '‰' => &PERMILLE,
        '℃' => named("°c")?,
        '℉' => named("°f")?,
        _ => return currency(cursor),
    };
    cursor.bump();
    Some(unit)
}

/// Moves over a currency symbol, if one is ahead.
pub(super) fn currency(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    const SYMBOLS: [(&str, &str); 7] = [
        ("us$", "usd"),
        ("hk$", "hkd"),
        ("nt$", "twd"),
        ("$", "usd"),
        ("¥", "cny"),
        ("€", "eur"),
        ("£", "gbp"),
    ];
    let (_, code) = SYMBOLS.iter().find(|(symbol, _)| cursor.eat(symbol))?;
    named(code)
}

/// Squares and cubes written with a plain digit, such as m2.
fn powered(cursor: &mut Cursor, word: &Word) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    let power = ahead.bump().filter(|c| matches!(c, '2' | '3'))?;
    if ahead.digit_ahead() {
        return None;
    }
    let name = match (word.as_str(), power) {
        ("m", '2') => "m2",
        ("m", _) => "m3",
        ("cm", '2') => "cm2",
        ("cm", _) => "cm3",
        (_, '2') => "mm2",
        _ => return None,
    };
    *cursor = ahead;
    named(name)
}

fn second_word(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    cursor.skip_while(|c| c == ' ' || c == '-');
    named(Word::take(cursor)?.as_str())
}

/// The unit on the working clock whose plain name is ahead.
fn working(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    match second_word(cursor)? {
        unit if *unit == *named("day")? => Some(&WORKING_DAY),
        unit if *unit == HOUR => Some(&WORKING_HOUR),
        unit if *unit == MINUTE => Some(&WORKING_MINUTE),
        _ => None,
    }
}

fn points(cursor: &mut Cursor) -> bool {
    cursor.eat_any_phrase(&[" points", " point", "-points", "-point"])
}

fn chinese(cursor: &mut Cursor, first: char) -> Option<&'static KnownUnit> {
    let start = CHINESE.partition_point(|(name, _)| name.chars().next() < Some(first));
    let same_first = CHINESE
        .iter()
        .skip(start)
        .take_while(|(name, _)| name.starts_with(first));
    for (name, unit) in same_first {
        let mut ahead = *cursor;
        if ahead.eat(name) && !(may_start_noun(name) && noun_continues(ahead)) {
            *cursor = ahead;
            return Some(unit);
        }
    }
    None
}

/// The unit is also the first character of common nouns, such as 成品 or 元件.
fn may_start_noun(name: &str) -> bool {
    matches!(
        name,
        "成" | "分" | "元" | "米" | "升" | "克" | "瓦" | "伏" | "帕" | "斤"
    )
}

fn noun_continues(cursor: Cursor) -> bool {
    cursor
        .peek()
        .is_some_and(|c| is_cjk(c) && !"以之内前后每的至到或及和与起左".contains(c))
}

/// Counted things whose names are a slip away from a unit.
const NO_SLIP: &[&str] = &[
    "bags", "bays", "box", "boxes", "cans", "card", "cards", "cars", "dots", "dose", "doses",
    "four", "gate", "gates", "goods", "grade", "grades", "hops", "house", "houses", "jars",
    "joint", "joints", "keys", "kits", "lays", "letter", "letters", "lines", "lots", "meetings",
    "minor", "mouth", "mouths", "pack", "packs", "pair", "pairs", "part", "parts", "pc", "pcs",
    "pens", "pin", "pins", "pint", "pints", "plant", "plants", "print", "prints", "record",
    "records", "runs", "seat", "seats", "set", "sets", "tags", "tins", "tools", "toys", "ways",
];

/// Names long enough to be told from a slip, each with its set of letters.
static CORRECTIONS: LazyLock<Vec<(u32, &str, &KnownUnit)>> = LazyLock::new(|| {
    let long = NAMES.iter().filter(|(name, _)| name.len() >= 3);
    long.map(|(name, unit)| (letters_of(name), *name, *unit))
        .collect()
});

/// The unit name that a misspelt word probably meant.
pub(super) fn suggestion(written: &str) -> Option<&'static str> {
    let length = written.len();
    if !(3..=LONGEST).contains(&length) || !written.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let lower = written.to_ascii_lowercase();
    if NO_SLIP.contains(&lower.as_str()) {
        return None;
    }
    let code = written.bytes().all(|b| b.is_ascii_uppercase());
    let letters = letters_of(&lower);
    // Two slips in a short name would turn "errors" into euros.
    let reach = |name: &str| if length.min(name.len()) >= 6 { 2_u8 } else { 1 };
    CORRECTIONS
        .iter()
        // One slip changes at most two letters, which rules most names out cheaply.
        .filter(|(set, name, _)| {
            let slips = reach(name);
            let near = name.len().abs_diff(length) <= usize::from(slips);
            near && (set ^ letters).count_ones() <= 2 * u32::from(slips)
        })
        .map(|(_, name, unit)| (*name, *unit))
        .filter(|(name, unit)| code || name.len() > 3 || !matches!(unit.kind, Kind::Money(_)))
        .map(|(name, unit)| (strsim::osa_distance(name, &lower), name, unit))
        .filter(|(distance, name, _)| *distance <= usize::from(reach(name)))
        .min_by_key(|(distance, name, _)| (*distance, !same_ending(name, &lower)))
        .map(|(_, name, unit)| match unit.kind {
            Kind::Money(code) if name.len() == 3 => code,
            _ => name,
        })
}

/// Singular and plural are equally near to some slips; the ending decides.
fn same_ending(a: &str, b: &str) -> bool {
    a.bytes().next_back() == b.bytes().next_back()
}

/// The set of letters of a word in lower case, one bit each.
fn letters_of(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |set, byte| set | (1 << (byte - b'a')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_so_that_they_are_found() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, unit) in NAMES {
            assert_eq!(named(name), Some(*unit), "{name}");
            assert!(name.len() <= LONGEST, "{name}");
        }
    }

    #[test]
    fn longer_chinese_names_come_before_their_beginnings() {
        for (index, (name, _)) in CHINESE.iter().enumerate() {
            let earlier = CHINESE.iter().take(index);
            assert!(
                earlier.clone().all(|(other, _)| !name.starts_with(other)),
                "{name}"
            );
            assert!(known_unit(&mut Cursor::new(name)).is_some(), "{name}");
        }
    }

    #[test]
    fn counted_things_of_business_are_no_misspelt_units() {
        let nouns = "errors orders items cases parts pages lines rows lots batches pallets boxes \
            bags samples labels drawings forms documents files invoices quotes tickets calls mails \
            letters records sets pins kits reports defects complaints returns tests checks people \
            persons staff customers suppliers shipments deliveries parcels packs pairs pieces pcs \
            units tasks steps visits questions answers fields attachments signatures copies changes \
            requests claims trucks tins cans cars pallet crates drums rolls sheets coils times \
            shifts teams offers contracts payments entries tools minor major open grades";
        let taken = nouns
            .split_whitespace()
            .filter(|noun| named(noun).is_none() && suggestion(noun).is_some())
            .map(|noun| (noun, suggestion(noun)));
        assert_eq!(taken.collect::<Vec<_>>(), []);
    }

    #[test]
    fn slips_in_units_are_recognised() {
        for (slip, meant) in [
            ("huors", "hours"),
            ("percnt", "percent"),
            ("minuts", "minutes"),
            ("dyas", "days"),
            ("CNX", "CNY"),
        ] {
            assert_eq!(suggestion(slip), Some(meant), "{slip}");
        }
        assert_eq!(suggestion("used"), None);
    }
}
