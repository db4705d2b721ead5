//! Amounts at a place in a sentence: digits, Chinese numerals and English number words,
//! with the unit behind them.
//!
//! Says how much and how far it goes. Knows nothing of what the amount is for.

use super::plain::is_cjk;
use super::walk::Walk;
use crate::quantity::Quantity;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

const PARTS: [(&str, f64); 8] = [
    ("half", 2.0),
    ("third", 3.0),
    ("thirds", 3.0),
    ("quarter", 4.0),
    ("quarters", 4.0),
    ("fifth", 5.0),
    ("fifths", 5.0),
    ("tenth", 10.0),
];

/// Words for what is counted behind a Chinese numeral.
const MEASURE_WORDS: &str =
    "个件批次单份张台箱条家人项处名位笔只支种例类层轮期倍折班组套把块片根辆吨岁所座门";

/// The amount a lower-case plain text begins with, and the bytes it takes.
pub(super) fn amount(text: &str) -> Option<(Quantity, usize)> {
    let c = text.chars().next()?;
    if c.is_ascii_digit() || "$¥€£.".contains(c) || text.starts_with("us$") {
        return Quantity::in_prose(text);
    }
    if is_cjk(c) {
        return in_characters(text);
    }
    if !c.is_ascii_alphabetic() {
        return None;
    }
    // "EUR 50,000": a code of three letters before digits.
    let coded = text
        .get(3..)
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let money = if coded {
        Quantity::in_prose(text)
    } else {
        None
    };
    money.or_else(|| in_words(text))
}

/// 两天, 百分之九十五, 九成, 三分之一, 三个工作日; a bare character is mostly part of a word.
fn in_characters(text: &str) -> Option<(Quantity, usize)> {
    let percent = text.starts_with("百分之") || text.starts_with("千分之");
    if !percent && !text.starts_with(is_numeral) {
        return None;
    }
    if let Some(found) = fraction_in_characters(text) {
        return Some(found);
    }
    if let Some(rest) = text.strip_prefix("一半") {
        return (!rest.starts_with(['天', '年'])).then(|| (Quantity::fraction(0.5), "一半".len()));
    }
    let (quantity, end) = Quantity::in_prose(text)?;
    let numeral: usize = text
        .chars()
        .take_while(|c| is_numeral(*c))
        .map(char::len_utf8)
        .sum();
    let has_unit = percent || end > numeral;
    let rest = text.get(end..)?;
    if rest.starts_with("之") {
        return None;
    }
    let counts = rest.starts_with(|c| MEASURE_WORDS.contains(c));
    // 一个 and 一次 are mostly articles, 半 alone is a prefix.
    let article = numeral == "一".len() && text.starts_with(['一', '半']);
    (has_unit || (counts && !article)).then_some((quantity, end))
}

fn is_numeral(c: char) -> bool {
    "零〇一二两三四五六七八九十百千万亿半".contains(c)
}

/// 三分之一 and 3分之1; 百分之 is a percentage and read elsewhere.
fn fraction_in_characters(text: &str) -> Option<(Quantity, usize)> {
    let middle = text.find("分之").filter(|at| *at <= 6)?;
    let below = one_character(text.get(..middle)?)?;
    let after = text.get(middle + "分之".len()..)?;
    let first = after.chars().next()?;
    let above = one_character(first.encode_utf8(&mut [0; 4]))?;
    let end = middle + "分之".len() + first.len_utf8();
    (below > 1.0).then(|| (Quantity::fraction(above / below), end))
}

fn one_character(text: &str) -> Option<f64> {
    let mut characters = text.chars();
    let c = characters
        .next()
        .filter(|_| characters.as_str().is_empty())?;
    if let Some(digit) = c.to_digit(10) {
        return Some(f64::from(digit));
    }
    let at = "零一二三四五六七八九十"
        .chars()
        .position(|digit| digit == c);
    let at = at.or((c == '两').then_some(2))?;
    u8::try_from(at).ok().map(f64::from)
}

/// Twelve, twenty-five, one third, half an hour; "one" alone is mostly a pronoun.
fn in_words(text: &str) -> Option<(Quantity, usize)> {
    let mut walk = Walk::from(text, 0);
    let article = walk.eat_word(&["a", "an"]);
    let start = walk.at();
    if let Some(found) = half(walk, article) {
        return Some(found);
    }
    let number = if article {
        if walk.eat_word(&["dozen"]) {
            return Some((Quantity::bare(12.0), walk.at()));
        }
        Some(1.0)
    } else {
        whole(&mut walk)
    };
    let number = number?;
    if let Some(part) = part(&mut walk, article) {
        return Some((Quantity::fraction(number / part), walk.at()));
    }
    if article {
        return None;
    }
    let (quantity, unit) = Quantity::of_unit_ahead(number, walk.rest());
    let lone = unit == 0 && text.get(start..walk.at()) == Some("one");
    (!lone).then_some((quantity, walk.at() + unit))
}

/// Half, half an hour, half-hour.
fn half(mut walk: Walk<'_>, article: bool) -> Option<(Quantity, usize)> {
    if !walk.eat_word(&["half"]) {
        return None;
    }
    let mut ahead = walk;
    let joined = ahead.eat_word(&["a", "an"]) || article || ahead.rest().starts_with('-');
    let (quantity, unit) = Quantity::of_unit_ahead(0.5, ahead.rest());
    if joined && unit > 0 && quantity.is_duration() {
        return Some((quantity, ahead.at() + unit));
    }
    Some((Quantity::fraction(0.5), walk.at()))
}

fn part(walk: &mut Walk<'_>, article: bool) -> Option<f64> {
    let mut ahead = *walk;
    let word = ahead.word()?;
    let (_, part) = PARTS.iter().find(|(name, _)| *name == word)?;
    // "a quarter" is mostly three months; "a quarter of" is a part.
    if article && word == "quarter" && !ahead.clone().eat_word(&["of"]) {
        return None;
    }
    *walk = ahead;
    Some(*part)
}

/// Twenty-five, one hundred and twenty, three million.
fn whole(walk: &mut Walk<'_>) -> Option<f64> {
    let mut total = small(walk)?;
    loop {
        let mut ahead = *walk;
        let factor = match ahead.word() {
            Some("dozen") => 12.0,
            Some("hundred") => 100.0,
            Some("thousand") => 1e3,
            Some("million") => 1e6,
            Some("billion") => 1e9,
            _ => return Some(total),
        };
        total *= factor;
        *walk = ahead;
        ahead.eat_word(&["and"]);
        if let Some(rest) = small(&mut ahead) {
            total += rest;
            *walk = ahead;
        }
    }
}

fn small(walk: &mut Walk<'_>) -> Option<f64> {
    let mut ahead = *walk;
    let word = ahead.word()?;
    let value = |list: &[&str]| list.iter().position(|name| *name == word);
    if let Some(ten) = value(&TENS) {
        *walk = ahead;
        let mut tens = f64::from(u8::try_from((ten + 2) * 10).ok()?);
        if let Some(one) = ahead
            .word()
            .and_then(|word| ONES[..10].iter().position(|n| *n == word))
        {
            *walk = ahead;
            tens += f64::from(u8::try_from(one).ok()?);
        }
        return Some(tens);
    }
    let one = value(&ONES)?;
    *walk = ahead;
    u8::try_from(one).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn numbers_are_read_in_digits_characters_and_words() {
        for (text, expected) in [
            ("95 % of", "95 %| of"),
            ("twelve pallets", "12| pallets"),
            ("twenty-five percent", "25 %|"),
            ("one hundred and twenty days", "120 days|"),
            ("one third of", "33.3333333333 %| of"),
            ("a third of", "33.3333333333 %| of"),
            ("half the", "50 %| the"),
            ("half an hour", "0.5 h|"),
            ("one hour", "1 h|"),
            ("one feature", ""),
            ("a quarter", ""),
            ("两天内", "2 days|内"),
            ("九成以上", "9 成|以上"),
            ("三分之一", "33.3333333333 %|"),
            ("百分之九十五", "95 %|"),
            ("三个工作日", "3 working days|"),
            ("十条", "10|条"),
            ("一半", "50 %|"),
            ("一次交检", ""),
            ("一流", ""),
            ("十分重要", ""),
            ("万一", ""),
            ("两会", ""),
            ("三个百分点", "3 pp|"),
        ] {
            let shown = amount(text).map_or_else(String::new, |(quantity, end)| {
                let shown = if text.starts_with('九') {
                    quantity.show(Lang::Zh)
                } else {
                    quantity.show(Lang::En)
                };
                format!("{shown}|{}", &text[end..])
            });
            assert_eq!(shown, expected, "{text}");
        }
    }
}
