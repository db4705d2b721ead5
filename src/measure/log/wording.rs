//! Reasons to doubt a log, in words.

use super::units::{Unit, count, percent};
use super::{Concern, LogMeasures};
use crate::events::OddDates;
use crate::lang::{Lang, one_line};
use crate::quantity::half_up_text;

/// Its word, for programs.
pub fn name(concern: &Concern) -> &'static str {
    match concern {
        Concern::Rounded { .. } => "rounded-times",
        Concern::DaysOnly { .. } => "days-without-hour",
        Concern::OutOfOrder { .. } => "rows-out-of-order",
        Concern::StrayYears(_) => "stray-years",
        Concern::Backwards { .. } => "ends-before-it-begins",
        Concern::Swapped { .. } => "day-and-month-exchanged",
        Concern::OddDates(_) => "dates-written-differently",
        Concern::Doubles { .. } => "doubled-rows",
        Concern::ParallelRepeats { .. } => "parallel-repeats",
        Concern::AtOnce { .. } => "many-at-once",
        Concern::SameWait { .. } => "same-wait",
        Concern::Nobody { .. } => "nobody-named",
        Concern::OtherWords { .. } => "results-in-other-words",
        Concern::Unfinished { .. } => "start-without-end",
        Concern::NoHandoffs => "no-handoffs",
    }
}

/// What it is, and what it does to the figures.
pub fn message(concern: &Concern, measures: &LogMeasures, lang: Lang) -> String {
    one_line(&said(concern, measures, lang))
}

fn said(concern: &Concern, measures: &LogMeasures, lang: Lang) -> String {
    let all = measures.quality.events;
    match concern {
        Concern::Rounded { hour, zone, events } => {
            rounded((*hour, zone), &percent(*events, all), lang)
        }
        Concern::DaysOnly { activities, .. } => days_only(activities, measures, lang),
        Concern::OutOfOrder { cases, of, case, ties } => {
            out_of_order((*cases, *of), case, *ties, lang)
        }
        Concern::StrayYears(years) => {
            let (n, first, last) = (count(years.events), years.first, years.last);
            lang.pick(
                format!("{n} events lie years away from the rest ({first} to {last}): typing errors or default dates stretch lead times"),
                format!("{n} 个事件的年份远离其他事件（{first} 至 {last}）：可能是录入错误或默认日期，会拉长周期"),
            )
        }
        Concern::Backwards { events, case } => {
            let n = count(*events);
            lang.pick(
                format!("{n} pieces of work end before they begin, for example in case {case}: start and end may be exchanged"),
                format!("{n} 次作业的结束早于开始，例如个案 {case}：开始与结束可能写反"),
            )
        }
        Concern::Swapped { events, case, row } => {
            let n = count(*events);
            let first = row.map_or_else(String::new, |row| {
                lang.pick(format!(" (first in row {row})"), format!("（首见于第 {row} 行）"))
            });
            lang.pick(
                format!("day and month of {n} times{first} seem exchanged, for example in case {case}: they lie weeks away from their case, and within it with both exchanged"),
                format!("{n} 个时间{first}的日与月似乎颠倒，例如个案 {case}：它们与同一个案的其他时间相隔数周，日月对调后正好落在其中"),
            )
        }
        Concern::OddDates(odd) => odd_dates(odd, lang),
        Concern::Doubles { events, case } => {
            let (n, share) = (count(*events), percent(*events, all));
            lang.pick(
                format!("{n} rows ({share}) say the same as the row before, for example in case {case}: exported twice, they count as rework"),
                format!("{n} 行（{share}）与前一行完全相同，例如个案 {case}：重复导出，会被算作返工"),
            )
        }
        Concern::ParallelRepeats { events, of } => {
            let (n, of) = (count(*events), count(*of));
            lang.pick(
                format!("{n} of {of} repeats began while the first was still going on: parallel lots rather than rework"),
                format!("{of} 次重复中有 {n} 次在前一次未结束时就开始：更像并行批次，而不是返工"),
            )
        }
        Concern::AtOnce { events, of } => {
            let share = percent(*events, *of);
            lang.pick(
                format!("{share} of the work was done by one person in several cases at the same instant: a program, or a batch entered at once"),
                format!("{share} 的作业由同一人在同一时刻对多个个案完成：是程序，或成批录入"),
            )
        }
        Concern::SameWait { handoff } => same_wait(*handoff, measures, lang),
        Concern::Nobody { events } => {
            let share = percent(*events, all);
            lang.pick(
                format!("nobody is named for {share} of the work: handoffs from person to person are counted without it"),
                format!("{share} 的作业没有写明由谁做：人员之间的交接未计入这些"),
            )
        }
        Concern::OtherWords { events, of, none_counts } => {
            other_words(*events, *of, *none_counts, lang)
        }
        Concern::Unfinished { events } => unfinished(&count(*events), lang),
        Concern::NoHandoffs => lang
            .pick(
                "every case has a single event, so there are no handoffs: is the right column named as the case?",
                "每个个案只有一个事件，因此没有交接：个案列是否指对了？",
            )
            .to_owned(),
    }
}

fn rounded((hour, zone): (usize, &str), share: &str, lang: Lang) -> String {
    lang.pick(
        format!("{share} of all times lie exactly on {hour:02}:00 {zone}: they were typed in or rounded, so waits around them are not real"),
        format!("{share} 的时刻恰好为 {hour:02}:00（{zone}）：是补录或取整的，前后的等待时间不真实"),
    )
}

fn days_only(activities: &[u32], measures: &LogMeasures, lang: Lang) -> String {
    const NAMED: usize = 3;
    let words = &measures.words.activities;
    let name = |activity: &u32| format!("“{}”", words[*activity as usize]);
    let named: Vec<_> = activities.iter().take(NAMED).map(name).collect();
    let more = activities.len() - named.len();
    let (en, zh) = match more {
        0 => (named.join(", "), named.join("、")),
        more => (
            format!("{} and {more} more", named.join(", ")),
            format!("{} 等 {} 项", named.join("、"), activities.len()),
        ),
    };
    lang.pick(
        format!("nearly all times of {en} lie exactly on midnight, those of other activities do not: they are days without an hour, so within a day their order and the waits around them are not known"),
        format!("{zh}的时刻几乎都恰为零点，其他活动则不是：只记了日期、没有时刻，因此同一天内的先后和前后的等待时间都不可知"),
    )
}

fn out_of_order((cases, of): (u64, u64), case: &str, ties: Option<u64>, lang: Lang) -> String {
    let (n, all, share) = (count(cases), count(of), percent(cases, of));
    match ties {
        None => lang.pick(
            format!("in {n} of {all} cases ({share}) the rows do not stand in the order of their times, for example in case {case}: they count in the order of time, and a time that was written later or by a clock that is wrong puts work in the wrong place"),
            format!("{all} 个个案中有 {n} 个（{share}）的行序与时间顺序不符，例如个案 {case}：按时间排序计算；若时刻是事后补录的或时钟不准，先后就会排错"),
        ),
        Some(ties) => {
            let ties = count(ties);
            lang.pick(
                format!("the file is not in the order of time ({share} of the cases, for example {case}), and {ties} events have the very time of the one before: which came first is not known, they stay as in the file"),
                format!("文件不按时间排序（{share} 的个案如此，例如 {case}），且有 {ties} 个事件与前一个事件时刻相同：孰先孰后不可知，按文件中的次序计算"),
            )
        }
    }
}

fn odd_dates(odd: &OddDates, lang: Lang) -> String {
    let (n, row) = (count(odd.events), odd.row);
    let (column, example) = (&odd.column, &odd.example);
    let (en, zh) = match odd.is_open {
        true => (
            "in one of the two the day and the month may stand the other way round",
            "其中一种的日与月可能相反",
        ),
        false => ("two sources were put together", "说明合并了两个来源的数据"),
    };
    lang.pick(
        format!("{n} dates in the column `{column}` are written with another mark than the first, the first of them in row {row} (`{example}`): {en}"),
        format!("“{column}”列有 {n} 个日期的分隔符与第一个日期不同，首见于第 {row} 行（“{example}”）：{zh}"),
    )
}

fn same_wait(handoff: usize, measures: &LogMeasures, lang: Lang) -> String {
    let Some(one) = measures.handoffs.handoffs.get(handoff) else {
        return String::new();
    };
    let words = &measures.words.activities;
    let (from, to) = (&words[one.from as usize], &words[one.to as usize]);
    let unit = Unit::on_clock(measures.is_working_time, one.wait.median);
    let time = unit.say(one.wait.median, lang);
    let alike = format!("{} %", half_up_text(one.wait.alike * 100.0, 0));
    lang.pick(
        format!("{from} → {to} takes {time} in {alike} of {} cases: a rule of the system, not a person's delay", one.wait.n),
        format!("{from} → {to} 的 {} 次中有 {alike} 恰为 {time}：是系统规则，不是人的拖延", one.wait.n),
    )
}

fn other_words(events: u64, of: u64, none_counts: bool, lang: Lang) -> String {
    let (n, of) = (count(events), count(of));
    if none_counts {
        return lang.pick(
            format!("no result is told in a usual word for good (such as pass, ok, yes), and {n} of {of} in words that are not known: none counts; say which means good with `--good-value` (`good_values` in a [[log]])"),
            format!("没有一个结果用常用词表示合格（如 合格、通过、pass），{of} 个中有 {n} 个用的词不认识：因此都不计；请用 `--good-value` 写明哪个词表示合格（[[log]] 中写 `good_values`）"),
        );
    }
    lang.pick(
        format!("{n} of {of} results are told in words that are not known, and count as not good; say with `--good-value` which mean good (`good_values` in a [[log]])"),
        format!("{of} 个结果中有 {n} 个用的词不认识，按不合格计；请用 `--good-value` 写明哪些词表示合格（[[log]] 中写 `good_values`）"),
    )
}

fn unfinished(n: &str, lang: Lang) -> String {
    lang.pick(
        format!("starts without an end: {n}; they are not counted as work"),
        format!("没有对应结束的开始：{n} 个；不计为作业"),
    )
}
