//! Every number of a sentence that says how much, how often or how long.
//!
//! Skips what only looks like one: dates, times of day, names with digits, ordinals, and
//! how sure the writer is. Knows nothing of what a number is for; that is `role.rs`.

use super::calendar::When;
use super::frequency;
use super::lead;
use super::numeral::amount;
use super::plain::{Plain, in_word, is_cjk};
use super::role::{self, Reading, Role};
use super::walk::{Walk, last_word};
use crate::quantity::Quantity;
use crate::source::Span;

/// A number a sentence says.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Where it stands in the text.
    pub span: Span,
    /// How much; `None` for a frequency in words, such as "daily".
    pub quantity: Option<Quantity>,
    /// What it is for.
    pub role: Role,
    /// It is where a change starts: "from 92 %", 由 92 %.
    pub is_start: bool,
    /// The words before it make it the value to reach: "to 97 %", 达到 97 %.
    pub is_target: bool,
    /// The words around it make it a limit: "at least 10 %", 10 % 以上.
    pub is_limit: bool,
    /// Bytes of the plain text.
    pub(super) at: (usize, usize),
}

/// Nouns whose number is a name: "phase 2", "ISO 9001".
const NAMED: &[&str] = &[
    "iso", "iec", "gb", "din", "en", "no", "nr", "number", "phase", "cycle", "module", "step",
    "version", "class", "type", "stage", "part", "chapter", "section", "article", "clause",
    "annex", "round", "tier", "series", "room", "building", "form", "table", "figure", "page",
    "covid", "title", "route", "gate", "line", "appendix", "item", "option", "zone", "age", "ages",
    "aged", "net",
];

/// All numbers of a text outside its dates, in its order.
pub(super) fn numbers(plain: &Plain, dates: &[When]) -> Vec<Number> {
    let mut scan = Scan {
        plain,
        dates,
        found: Vec::new(),
    };
    let mut at = 0;
    while let Some(c) = plain.at(at) {
        if let Some(date) = dates.iter().find(|date| date.at.0 <= at && at < date.at.1) {
            at = date.at.1;
            continue;
        }
        let fresh = !(in_word(c) && plain.before(at).is_some_and(in_word));
        let end = if fresh || is_cjk(c) || c == '$' {
            scan.take(at)
        } else {
            None
        };
        at = end.unwrap_or(at + c.len_utf8());
    }
    scan.found
}

/// A text on the way through it, with the numbers found so far.
struct Scan<'a> {
    plain: &'a Plain,
    dates: &'a [When],
    found: Vec<Number>,
}

impl Scan<'_> {
    /// Reads the number that starts here; gives where to go on, also where there is none.
    fn take(&mut self, at: usize) -> Option<usize> {
        let plain = self.plain;
        let rest = &plain.lower[at..];
        if let Some((quantity, end)) = frequency::read(plain, at) {
            self.push((at, end), quantity, Some(Role::Frequency));
            return Some(end);
        }
        if let Some((quantity, bytes)) = role::change_word(rest) {
            self.push((at, at + bytes), Some(quantity), Some(Role::Change));
            return Some(at + bytes);
        }
        if rest.starts_with('第') {
            return Some(behind_numeral(plain, at + '第'.len_utf8()));
        }
        if let Some(end) = percentile(plain, at) {
            self.push((at, end), None, Some(Role::Percentile));
            return Some(end);
        }
        let c = rest.chars().next()?;
        if c.is_ascii_digit()
            && let Some(end) = looks_alike(plain, at)
        {
            return Some(end);
        }
        let Some((quantity, bytes)) = amount(rest).or_else(|| led_numeral(plain, at)) else {
            // 十五 is not also a five, and 2nd is no two.
            return (is_cjk(c) && "零一二两三四五六七八九十百千".contains(c))
                .then(|| behind_numeral(plain, at));
        };
        let end = at + bytes;
        if is_aside(plain, at, end) || is_denominator(plain, at) {
            return Some(end);
        }
        let (quantity, end) = scored(plain, at, end).unwrap_or((quantity, end));
        if let Some(end) = self.range((at, end), &quantity) {
            return Some(end);
        }
        let (quantity, end) = with_period(plain, quantity, end);
        self.push((at, end), Some(quantity), None);
        Some(end)
    }

    fn push(&mut self, at: (usize, usize), quantity: Option<Quantity>, role: Option<Role>) {
        let Some(role) = role else {
            let (quantity, start) = self.per_period_before(at.0, quantity);
            let led = self.led_at(start);
            let read = role::of(self.plain, led, at.1, quantity.as_ref());
            self.found
                .push(read.number(self.plain, quantity, (start, at.1)));
            return;
        };
        let read = Reading::plain(role);
        self.found.push(read.number(self.plain, quantity, at));
    }

    /// 每月 before a number makes it a rate, and is no frequency of its own.
    fn per_period_before(
        &mut self,
        start: usize,
        quantity: Option<Quantity>,
    ) -> (Option<Quantity>, usize) {
        let before = self
            .found
            .last()
            .filter(|number| number.role == Role::Frequency && number.at.1 == start);
        let (Some(before), Some(said)) = (before, quantity.as_ref()) else {
            return (quantity, start);
        };
        let period = &self.plain.lower[before.at.0..start];
        let Some((rate, _)) = said.per_period_ahead(period) else {
            return (quantity, start);
        };
        let start = before.at.0;
        self.found.pop();
        (Some(rate), start)
    }

    /// Where the words that lead to a number end: before a date of its own, as in 由2025年的92%.
    fn led_at(&self, start: usize) -> usize {
        let own = self.dates.iter().rev().find(|date| date.at.1 <= start);
        own.filter(|date| {
            let between = self.plain.lower[date.at.1..start].trim();
            between == "的" || (between.is_empty() && self.plain.is_chinese)
        })
        .filter(|date| !self.plain.clause_before(date.at.0).trim().is_empty())
        .map_or(start, |date| date.at.0)
    }

    /// "30-35 %" and "3 to 4 times": both ends are of the unit of the second.
    fn range(&mut self, (start, end): (usize, usize), first: &Quantity) -> Option<usize> {
        let plain = self.plain;
        let mut walk = Walk::from(&plain.lower, end);
        let before = plain.clause_before(self.led_at(start)).trim_end();
        let from =
            before.ends_with(['由', '从']) || last_word(before).is_some_and(|(w, _)| w == "from");
        let between = last_word(before).is_some_and(|(w, _)| w == "between");
        walk.space();
        let joined = walk.eat_any(&["-", "~", "至", "到"])
            || walk.eat_word(&["to"])
            || (between && walk.eat_word(&["and"]));
        walk.space();
        if from || !joined {
            return None;
        }
        let (second, bytes) = amount(walk.rest())?;
        let to = walk.at() + bytes;
        let (second, to) = with_period(plain, second, to);
        let read = role::of(plain, start, to, Some(&second));
        let first = if first.is_bare() {
            second.with_number(first.number())
        } else {
            first.clone()
        };
        for (quantity, at) in [(first, (start, end)), (second, (walk.at(), to))] {
            self.found.push(read.number(plain, Some(quantity), at));
        }
        Some(to)
    }
}

/// The p90 of a time, the 95th percentile: which part of the cases a value holds for.
fn percentile(plain: &Plain, at: usize) -> Option<usize> {
    let rest = &plain.lower[at..];
    let end = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
    let run = &rest[..end];
    if let Some(digits) = run.strip_prefix('p') {
        return (digits.len() == 2 && digits.parse::<u8>().is_ok_and(|p| p >= 50))
            .then_some(at + end);
    }
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| run.ends_with(ending));
    let number = run.starts_with(|c: char| c.is_ascii_digit());
    (ordinal && number && Walk::from(&plain.lower, at + end).eat_word(&["percentile"]))
        .then_some(at + end)
}

/// "At least one" and 为零 count, though "one" alone is mostly a pronoun.
fn led_numeral(plain: &Plain, at: usize) -> Option<(Quantity, usize)> {
    let rest = &plain.lower[at..];
    if rest.starts_with('零') {
        let led = lead::is_led_to(plain.clause_before(at));
        return led.then(|| (Quantity::bare(0.0), '零'.len_utf8()));
    }
    let one = ["one", "一"]
        .into_iter()
        .find(|one| rest.starts_with(one))?;
    let ends = one == "一" || !rest[one.len()..].starts_with(in_word);
    (ends && lead::is_limited(plain.clause_before(at))).then(|| (Quantity::bare(1.0), one.len()))
}

fn behind_numeral(plain: &Plain, at: usize) -> usize {
    let rest = &plain.lower[at..];
    let numeral = |c: char| c.is_ascii_digit() || "零一二两三四五六七八九十百千".contains(c);
    let bytes: usize = rest
        .chars()
        .take_while(|c| numeral(*c))
        .map(char::len_utf8)
        .sum();
    at + bytes
}

/// Digits that count nothing: names, ordinals, times of day, years; gives where they end.
fn looks_alike(plain: &Plain, at: usize) -> Option<usize> {
    let rest = &plain.lower[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = &rest[digits..];
    let run = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| after.starts_with(ending));
    if ordinal && run == digits + 2 {
        return Some(at + run);
    }
    let before = plain.before(at);
    let joined_name = before == Some('-')
        && plain
            .before(at - 1)
            .is_some_and(|c| c.is_ascii_alphabetic() && !is_cjk(c));
    let prefix = last_word(plain.clause_before(at)).map_or("", |(word, _)| word);
    if joined_name || NAMED.contains(&prefix) || before == Some('#') {
        return Some(at + run);
    }
    let clock = after.starts_with(':') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let hour = Walk::from(after, 0).eat_word(&["am", "pm", "o'clock"]) || after.starts_with("点");
    if clock || hour {
        let more = after
            .find(|c: char| !(c.is_ascii_digit() || c == ':'))
            .unwrap_or(after.len());
        return Some(at + digits + more);
    }
    if after.starts_with('号') || after.starts_with("分位") {
        return Some(at + digits + '号'.len_utf8());
    }
    if is_age(after) || is_named(plain, at, after) {
        return Some(at + run);
    }
    let year = digits == 4 && rest[..4].parse().is_ok_and(super::calendar::is_year);
    let lone = !after
        .trim_start()
        .starts_with(|c: char| in_word(c) || c == '%');
    (year && lone && !after.starts_with(',') && !after.starts_with('.')).then_some(at + digits)
}

/// "5 years of age", 5岁: how old somebody is.
fn is_age(after: &str) -> bool {
    let after = after.trim_start();
    after.starts_with('岁') || after.starts_with("years of age") || after.starts_with("years old")
}

/// "Ariane 5": a bare number behind a word with a capital, inside a sentence.
fn is_named(plain: &Plain, at: usize, after: &str) -> bool {
    let before = plain.text.get(..at).unwrap_or("");
    let Some(before) = before.strip_suffix(' ') else {
        return false;
    };
    let earlier = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let word = before.get(earlier.len()..).unwrap_or("");
    let inside = earlier
        .trim_end()
        .ends_with(|c: char| c.is_ascii_lowercase());
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let date = word.len() <= 2;
    let unit = after.starts_with(['%', '.', ',', '/']) || after.trim_start().starts_with('%');
    inside && capital && !date && !unit && Quantity::of_unit_ahead(1.0, after).1 == 0
}

/// "4.5 / 5" and "8 out of 10" are scores.
fn scored(plain: &Plain, start: usize, end: usize) -> Option<(Quantity, usize)> {
    let mut walk = Walk::from(&plain.lower, end);
    walk.space();
    let of = walk.eat("/") || (walk.eat_word(&["out"]) && walk.eat_word(&["of"]));
    if !of {
        return None;
    }
    walk.space();
    let (_, bytes) = amount(walk.rest())?;
    let scale = walk.rest().get(..bytes)?;
    let value = plain.lower.get(start..end)?;
    let quantity = Quantity::parse(&format!("{value} / {scale}")).ok()?;
    Some((quantity, walk.at() + bytes))
}

/// The number per period, where a period follows at once or behind what is counted.
fn with_period(plain: &Plain, quantity: Quantity, end: usize) -> (Quantity, usize) {
    if quantity.is_duration() {
        return (quantity, end);
    }
    let mut walk = Walk::from(&plain.lower, end);
    for _ in 0..3 {
        if let Some((rate, bytes)) = quantity.per_period_ahead(walk.rest()) {
            return (rate, walk.at() + bytes);
        }
        if walk.word().is_none() {
            break;
        }
    }
    (quantity, end)
}

/// "70 per 100,000 births", 每10万例: what a value is counted on is no value.
fn is_denominator(plain: &Plain, at: usize) -> bool {
    let before = plain.clause_before(at).trim_end();
    before.ends_with('每') || last_word(before).is_some_and(|(word, _)| word == "per")
}

/// The number says how sure the writer is, not what is to be reached.
fn is_aside(plain: &Plain, start: usize, end: usize) -> bool {
    const SURE: [&str; 6] = [
        "confiden",
        "likelihood",
        "certainty",
        "probability",
        "把握",
        "信心",
    ];
    let (before, after) = (plain.clause_before(start), plain.clause_after(end));
    let names_it = |text: &str| SURE.iter().any(|word| text.contains(word));
    let near = before
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    if names_it(before.get(near..).unwrap_or(""))
        && before.len() - near < 60
        && !before[near..].contains(')')
    {
        return true;
    }
    if SURE
        .iter()
        .any(|word| after.trim_start_matches([' ', '%', '(']).starts_with(word))
    {
        return true;
    }
    let Some(open) = before.rfind('(').filter(|at| !before[*at..].contains(')')) else {
        return false;
    };
    let close = after.find(')').unwrap_or(after.len());
    let inside = (&before[open + 1..], &after[..close]);
    // A fraction alone in brackets is a rating of the sentence.
    let lone = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_digit() || " /-%".contains(c))
    };
    names_it(inside.0)
        || names_it(inside.1)
        || (lone(inside.0) && lone(inside.1) && format!("{}{}", inside.0, inside.1).contains('/'))
}
