//! Chinese calendar words: 2026年12月31日, 第三季度末, 年底, 本财年, 半年内.

use super::calendar::{is_year, month};
use super::period::Period;
use super::plain::Plain;
use super::walk::Walk;

/// Periods named by where they stand from today; what ends in 前 must have it.
const RELATIVE: &[&str] = &[
    "年底",
    "年末",
    "年终",
    "年内",
    "本年度",
    "今年底",
    "今年",
    "本年",
    "明年底",
    "明年",
    "季度末",
    "季末",
    "本季度",
    "下季度",
    "下个季度",
    "月底",
    "月末",
    "本月底",
    "本月",
    "下月底",
    "下个月",
    "下月",
    "本周",
    "下周",
    "周末前",
    "国庆前",
    "春节前",
    "国庆节前",
    "元旦前",
    "五一前",
    "年中",
    "下次会议前",
    "下次评审前",
    "下一次评审前",
    "下次审核前",
    "项目结束前",
];

/// Years that begin on a day only the organization knows.
const FISCAL: &[&str] = &["本财年", "本会计年度", "财政年度", "财年", "会计年度"];

/// The period that starts here, and where it ends.
pub(super) fn read(plain: &Plain, walk: Walk<'_>) -> Option<(Period, usize)> {
    year(walk)
        .or_else(|| day_of_month(plain, walk))
        .or_else(|| part_of_year(walk, None))
        .or_else(|| ahead(plain, walk))
        .or_else(|| named(plain, walk))
}

/// 2026年 and what it goes on with, also 二〇二六年.
fn year(mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let number = walk
        .digits(4, 4)
        .or_else(|| digits_in_characters(&mut walk))
        .filter(|year| is_year(*year))?;
    let year = i16::try_from(number).ok()?;
    walk.space();
    if walk.eat_any(&["财年", "财政年度"]) {
        return Some((Period::FiscalYear(Some(year)), walk.at()));
    }
    if !walk.eat("年") {
        // 2026Q3, 2026 H1
        return part_of_year(walk, Some(year));
    }
    walk.eat_any(&["度", "的"]);
    walk.space();
    part_of_year(walk, Some(year))
        .or_else(|| month_of(walk, Some(year)))
        .or_else(|| {
            // 2026年中 is its middle; 2026年中期 and 2026年中国 go on with another word.
            let mut ahead = walk;
            let middle =
                ahead.eat_any(&["年中", "中"]) && !ahead.eat_any(&["期", "国", "间", "度"]);
            if middle {
                return Some((Period::MidYear(Some(year)), ahead.at()));
            }
            let whole = Period::Year(year);
            let closes = walk.eat_any(&["年底", "年末", "年终", "底", "末"]);
            Some((if closes { whole.closing() } else { whole }, walk.at()))
        })
}

/// 二〇二六 digit by digit.
fn digits_in_characters(walk: &mut Walk<'_>) -> Option<u32> {
    let mut ahead = *walk;
    let mut number = 0;
    for _ in 0..4 {
        let c = ahead.peek()?;
        let digit = match c {
            '零' => 0,
            c => "〇一二三四五六七八九"
                .chars()
                .position(|digit| digit == c)?,
        };
        number = number * 10 + u32::try_from(digit).ok()?;
        ahead.skip(c.len_utf8());
    }
    *walk = ahead;
    Some(number)
}

/// A small number in digits or characters.
fn small(walk: &mut Walk<'_>) -> Option<u32> {
    let mut ahead = *walk;
    ahead.space();
    if let Some(number) = ahead.digits(1, 2) {
        *walk = ahead;
        return Some(number);
    }
    const CHARACTERS: [&str; 12] = [
        "十二", "十一", "十", "九", "八", "七", "六", "五", "四", "三", "二", "一",
    ];
    let found = CHARACTERS.iter().position(|name| ahead.eat(name))?;
    *walk = ahead;
    u32::try_from(12 - found).ok()
}

/// 12月31日, 12月底, 12月.
fn month_of(mut walk: Walk<'_>, year: Option<i16>) -> Option<(Period, usize)> {
    let month = month(small(&mut walk)?)?;
    walk.space();
    if !walk.eat("月") {
        return None;
    }
    let mut ahead = walk;
    ahead.eat("的");
    let day = day_number(&mut ahead);
    let Some(day) = day else {
        walk.eat_any(&["份", "底", "末"]);
        return Some((Period::Month { year, month }, walk.at()));
    };
    Some((Period::Day { year, month, day }, ahead.at()))
}

fn day_number(walk: &mut Walk<'_>) -> Option<i8> {
    let mut ahead = *walk;
    ahead.space();
    let number = match ahead.digits(1, 2) {
        Some(number) => number,
        None => {
            let tens = if ahead.eat("二十") {
                20
            } else if ahead.eat("三十") {
                30
            } else {
                0
            };
            tens + small(&mut ahead)
                .filter(|n| tens == 0 || *n < 10)
                .unwrap_or(0)
        }
    };
    ahead.space();
    let fits = (1..=31).contains(&number) && ahead.eat_any(&["日", "号"]);
    fits.then(|| *walk = ahead)?;
    i8::try_from(number).ok()
}

/// 12月31日 and 12月 without a year; a length of so many months says 个月, or 月内.
fn day_of_month(plain: &Plain, walk: Walk<'_>) -> Option<(Period, usize)> {
    let (period, end) = month_of(walk, None)?;
    let before = plain.clause_before(walk.at()).trim_end();
    let after = plain.clause_after(end);
    let length = before.ends_with(['近', '每', '第', '约'])
        || ["内", "以内", "之内", "均", "度"]
            .iter()
            .any(|word| after.starts_with(word));
    (matches!(period, Period::Day { .. }) || !length).then_some((period, end))
}

/// 第三季度末, Q3, 上半年.
fn part_of_year(mut walk: Walk<'_>, year: Option<i16>) -> Option<(Period, usize)> {
    walk.space();
    for (name, half) in [("上半年", 1), ("下半年", 2)] {
        if walk.eat(name) {
            walk.eat("度");
            return Some(closing(Period::Half { year, half }, walk));
        }
    }
    let letter = walk.peek().filter(|c| matches!(c, 'q' | 'h'));
    let (number, is_half) = if let Some(letter) = letter {
        walk.skip(1);
        (walk.digits(1, 1)?, letter == 'h')
    } else {
        let ordinal = walk.eat("第");
        let number = small(&mut walk)?;
        // 三季度 is the third one only in a year: 三个季度 are three.
        if !(walk.eat("季度") || walk.eat("季")) || !(ordinal || year.is_some() || number <= 4) {
            return None;
        }
        (number, false)
    };
    match i8::try_from(number).ok()? {
        half @ 1..=2 if is_half => Some(closing(Period::Half { year, half }, walk)),
        quarter @ 1..=4 if !is_half => Some(closing(Period::Quarter { year, quarter }, walk)),
        _ => None,
    }
}

/// The period, or its end where 末 or 底 follows; and where that ends.
fn closing(period: Period, mut walk: Walk<'_>) -> (Period, usize) {
    let closes = walk.eat_any(&["年末", "年底", "末", "底"]);
    (if closes { period.closing() } else { period }, walk.at())
}

/// 六个月内, 半年内, 未来三年: counted from when the goal was set.
fn ahead(plain: &Plain, mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let start = walk.at();
    let future = walk.eat_any(&["未来", "今后", "接下来"]);
    walk.eat("的");
    let (quantity, end) = super::numeral::amount(walk.rest())?;
    walk.skip(end);
    if !quantity.is_duration() {
        return None;
    }
    let inside = walk.eat_any(&["以内", "之内", "内"]);
    let before = plain.clause_before(start).trim_end();
    // 收到后三个月内 runs from an event of each case.
    let each_case = before.ends_with(['后', '起', '近', '每']) || before.ends_with("过去");
    let counts = !each_case && (future || (inside && quantity.is_in_months()));
    counts.then_some((Period::Ahead, walk.at()))
}

fn named(plain: &Plain, mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let start = walk.at();
    if walk.eat_any(FISCAL) {
        walk.eat_any(&["末", "底"]);
        return Some((Period::FiscalYear(None), walk.at()));
    }
    let longest = RELATIVE
        .iter()
        .filter(|name| walk.rest().starts_with(**name))
        .map(|name| name.len())
        .max()?;
    let name = walk.rest().get(..longest).unwrap_or("");
    walk.skip(longest);
    let before = plain.clause_before(start).trim_end();
    let after = plain.clause_after(walk.at());
    let is_limit = before.ends_with(['到', '至', '于', '在'])
        || ["前", "之前", "以前", "为止"]
            .iter()
            .any(|word| after.starts_with(word));
    let period = match name {
        // As a limit, whatever the year; 年底盘点 is the name of work, and 一年中 is a length.
        "年底" | "年末" | "年终" | "今年底" | "明年底" if is_limit => Period::Month {
            year: None,
            month: 12,
        },
        "年中" if is_limit => Period::MidYear(None),
        _ => Period::Relative,
    };
    Some((period, walk.at()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::calendar::dates;
    use jiff::civil::{Date, date};

    fn read_all(text: &str) -> Vec<String> {
        dates(&Plain::of(text))
            .iter()
            .map(|when| {
                let last = when
                    .period
                    .days()
                    .map_or("?".into(), |(_, last)| last.to_string());
                format!("{:?} {last}", when.purpose)
            })
            .collect()
    }

    #[test]
    fn chinese_dates_are_resolved_to_their_last_day() {
        for (text, expected) in [
            ("2026年12月31日前完成", "Deadline 2026-12-31"),
            ("2026-12-31 前完成", "Deadline 2026-12-31"),
            ("２０２６年１２月３１日前", "Deadline 2026-12-31"),
            ("二〇二六年十二月三十一日前", "Deadline 2026-12-31"),
            ("到2030年，消除", "Deadline 2030-12-31"),
            ("2026年底", "Deadline 2026-12-31"),
            ("2026年上半年末", "Deadline 2026-06-30"),
            ("２０２６年上半年底前", "Deadline 2026-06-30"),
            ("2026年度下半年末", "Deadline 2026-12-31"),
            ("2026年一季度末", "Deadline 2026-03-31"),
            ("二〇二六年第一季末", "Deadline 2026-03-31"),
            ("2026年Q2末", "Deadline 2026-06-30"),
            ("2026年第三季度底前", "Deadline 2026-09-30"),
            ("2026年6月底", "Deadline 2026-06-30"),
            ("2026年中", "Deadline ?"),
            ("上半年末", "Deadline ?"),
            ("Q2末", "Deadline ?"),
            ("年中前", "Deadline ?"),
            ("2026年第三季度末", "Deadline 2026-09-30"),
            ("2026年Q3", "Deadline 2026-09-30"),
            ("2026年上半年", "Deadline 2026-06-30"),
            ("12月31日前", "Deadline ?"),
            ("6月完成搬迁", "Deadline ?"),
            ("季度末", "Deadline ?"),
            ("年底前", "Deadline ?"),
            ("月底", "Deadline ?"),
            ("本财年", "Deadline ?"),
            ("半年内", "Deadline ?"),
            ("六个月内", "Deadline ?"),
            ("未来三年", "Deadline ?"),
            ("比2025年", "Reference 2025-12-31"),
            ("自2026年1月1日起", "Start 2026-01-01"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    /// Whether each of the days is excluded by the one date of the text.
    fn excludes(text: &str, days: [Date; 2]) -> [Option<bool>; 2] {
        let found = dates(&Plain::of(text));
        assert_eq!(found.len(), 1, "{text}");
        days.map(|day| found[0].period.covers(day).map(|covers| !covers))
    }

    #[test]
    fn the_end_of_a_part_of_the_year_excludes_the_rest_of_it() {
        let (march, june, july) = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 7, 31));
        let (september, december) = (date(2026, 9, 30), date(2026, 12, 31));
        for (text, other, end) in [
            ("上半年末达到97%", december, june),
            ("上半年末达到97%", march, june),
            ("2026年上半年底前", march, june),
            ("２０２６年上半年末", december, june),
            ("2026年上半年度末", march, june),
            ("下半年末", september, december),
            ("年底前达到97%", june, december),
            ("到年末达到97%", june, december),
            ("2026年底", june, december),
            ("2026年年末", september, december),
            ("年中前达到97%", december, july),
            ("2026年年中", march, june),
            ("第一季度末", june, march),
            ("一季度末", date(2026, 2, 15), march),
            ("Q2末", march, june),
            ("2026年第二季底", date(2026, 4, 30), june),
            ("6月底", december, june),
        ] {
            assert_eq!(
                excludes(text, [other, end]),
                [Some(true), Some(false)],
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_sounds_like_an_end_excludes_nothing() {
        for text in ["年底盘点准确率达到99%", "月底前", "一年中", "年中会议"] {
            let found = dates(&Plain::of(text));
            let day = date(2026, 3, 15);
            assert!(
                found.iter().all(|when| when.period.covers(day).is_none()),
                "{text}"
            );
        }
    }

    #[test]
    fn lengths_of_time_in_a_criterion_are_no_dates() {
        for text in [
            "收到订单后24小时内",
            "原则上两天内付款",
            "近三个月平均交付周期不超过5天",
            "收到投诉后三个月内关闭",
            "全年都有充足的食物",
            "每月10条",
        ] {
            assert_eq!(read_all(text), Vec::<String>::new(), "{text}");
        }
    }
}
