//! What an event log says of its cases as wholes, in words.

use super::{View, percentiles, results};
use crate::events::mapping::Role;
use crate::lang::{Lang, one_line};
use crate::measure::log::units::{Unit, count, percent};
use crate::measure::log::{Flow, LogMeasures, OpenCases};
use crate::quantity::half_up_text;
use crate::report::columns::{Align, Columns};
use crate::statistics::rolled::rolled_yield;
use crate::statistics::survival::Percentile;
use crate::statistics::{ALPHA, signed};

/// The block of cases.
pub(super) fn text(measures: &LogMeasures, view: &View<'_>) -> String {
    let lang = view.lang;
    let cases = &measures.cases;
    let mut rows = Columns::new(&[("", Align::Left), ("", Align::Left)], 60);
    lead(measures, lang, &mut rows);
    let clean = cases.n - cases.with_rework;
    rows.row(vec![
        lang.pick("nothing done twice", "没有返工").to_owned(),
        lang.pick(
            format!(
                "{}: {} of {} cases",
                percent(clean, cases.n),
                count(clean),
                count(cases.n)
            ),
            format!(
                "{}：{} / {} 个个案",
                percent(clean, cases.n),
                count(clean),
                count(cases.n)
            ),
        ),
    ]);
    if let Some(row) = clean_at_first(measures, lang) {
        rows.row(row);
    }
    if let Some(table) = &measures.between_resources {
        let times = count(table.ping_pong);
        rows.row(vec![
            lang.pick("back and forth", "往返交接").to_owned(),
            lang.pick(
                format!("from one person to another and straight back: {times} times"),
                format!("由一人转给另一人又立即转回：{times} 次"),
            ),
        ]);
    }
    rows.row(vec![
        lang.pick("ways taken", "走法").to_owned(),
        lang.pick(
            format!(
                "{} different sequences of activities",
                count(cases.variants as u64)
            ),
            format!("{} 种不同的活动顺序", count(cases.variants as u64)),
        ),
    ]);
    lives(measures, lang, &mut rows);
    if let Some(row) = in_full(measures, view) {
        rows.row(row);
    }
    let table = rows.render();
    let body = table.split_once('\n').map_or("", |(_, body)| body);
    format!("{}\n{body}", lang.pick("Cases", "个案"))
}

/// Cases right everywhere at the first go, beside what the rates of the activities multiply to.
fn clean_at_first(measures: &LogMeasures, lang: Lang) -> Option<Vec<String>> {
    let (k, n) = measures.clean;
    if n == 0 {
        return None;
    }
    let mut said = results::share_of(k, n, lang);
    if let Some((product, of)) = product_of_rates(measures) {
        let percent = half_up_text(product * 100.0, 1);
        said.push_str(&lang.pick(
            format!("; the rates of {of} activities multiply to {percent} %"),
            format!("；{of} 个活动的合格率连乘为 {percent} %"),
        ));
    }
    let name = lang.pick("all good at first", "全程一次合格");
    Some(vec![name.to_owned(), said])
}

/// Orders that got what was ordered, on time where the log says when they were due; each is
/// judged for both, never by the product of two averages.
fn in_full(measures: &LogMeasures, view: &View<'_>) -> Option<Vec<String>> {
    let (lang, open) = (view.lang, &measures.open);
    let Some(otif) = open.otif else {
        let (k, n) = open.in_full;
        let name = lang.pick("in full", "足量").to_owned();
        return (n > 0).then(|| vec![name, results::share_of(k, n, lang)]);
    };
    let both = results::share_of(otif.both, otif.n, lang);
    let basis = view.how.mapping.column(Role::Due).unwrap_or_default();
    let basis = one_line(basis);
    let (on_time, full) = (percent(otif.on_time, otif.n), percent(otif.in_full, otif.n));
    let said = lang.pick(
        format!("{both}; on time {on_time}, in full {full}; due by `{basis}`"),
        format!("{both}；准时 {on_time}，足量 {full}；期限取自“{basis}”列"),
    );
    let name = lang.pick("on time and in full", "准时且足量").to_owned();
    Some(vec![name, said])
}

/// What the first-pass rates of the activities multiply to, and of how many; `None` of fewer than two.
pub(super) fn product_of_rates(measures: &LogMeasures) -> Option<(f64, usize)> {
    let rates = measures.activities.iter().map(|one| one.first_good);
    let rates: Vec<(u64, u64)> = rates.filter(|(_, n)| *n > 0).collect();
    let product = rolled_yield(&rates, ALPHA).filter(|_| rates.len() > 1)?;
    Some((product.rolled, rates.len()))
}

/// More in process than throughput and lead time come to, by this part, is no steady flow.
const LITTLE: f64 = 0.25;

/// Whether cases in process, throughput and lead time fit together, and by which clock that is.
pub(in crate::report) fn little(flow: &Flow, is_working_time: bool, lang: Lang) -> String {
    let (seen, expected) = (flow.in_process, flow.expected());
    let lead = Unit::of(flow.lead).say(flow.lead, lang);
    let per_day = flow.per_day;
    let sum = lang.pick(
        format!("{seen:.1} in process, {per_day:.2} finished a day × {lead} = {expected:.1}"),
        format!("在制 {seen:.1}，每天完成 {per_day:.2} × {lead} = {expected:.1}"),
    );
    let verdict = match flow.excess() > LITTLE {
        true => lang.pick(
            ": work piles up, so the lead time of what is finished says too little",
            "：工作在堆积，只看已完成个案的周期会偏短",
        ),
        false => lang.pick(": they fit", "：三者相符"),
    };
    format!("{sum}{verdict}{}", one_clock(is_working_time, lang))
}

/// By which clock cases in process are counted where the other figures are in working time.
fn one_clock(is_working_time: bool, lang: Lang) -> &'static str {
    match is_working_time {
        true => lang.pick(
            " (by all hours, nights and days off too: a case in process waits then as well, and cases, rate and lead time only go together on one clock)",
            "（按全部时间计，包括夜间和休息日：在制的个案这时也在等待，且在制数、完成速度与周期须用同一时钟才能对上）",
        ),
        false => "",
    }
}

/// From the first start to the last end.
fn lead(measures: &LogMeasures, lang: Lang, rows: &mut Columns) {
    let lead = if measures.open.asked {
        measures.open.lead
    } else {
        measures.cases.lead.clone().spread()
    };
    if let Some(lead) = lead {
        let unit = Unit::on_clock(measures.is_working_time, lead.p90);
        let say = |millis| unit.say(millis, lang);
        let (median, mean) = (say(lead.median), say(lead.mean));
        let (p90, max) = (say(lead.p90), say(signed(lead.max)));
        let without = match measures.open.open {
            0 => String::new(),
            open => lang.pick(
                format!("; without the {} still open", count(open)),
                format!("；不含未完成的 {} 个", count(open)),
            ),
        };
        rows.row(vec![
            if measures.open.asked {
                lang.pick("lead time, finished", "交付周期（已完成）")
                    .to_owned()
            } else {
                lang.pick("lead time", "交付周期").to_owned()
            },
            lang.pick(
                format!(
                    "median {median}, nine of ten within {p90}, mean {mean}, longest {max}{without}"
                ),
                format!("中位数 {median}，九成在 {p90}以内，平均 {mean}，最长 {max}{without}"),
            ),
        ]);
        if let Some(said) = percentiles::of_cases(measures, unit, lang) {
            rows.row(vec![
                lang.pick("lead time at", "交付周期百分位").to_owned(),
                said,
            ]);
        }
    }
}

/// How many cases are open, and how long all take if those are counted in.
fn still_open(open: &OpenCases, left: &str, all: &str, unit: Unit, lang: Lang) -> String {
    if open.open == 0 {
        // The row above has said how long they take.
        return lang.pick(format!("none of {all}"), format!("0 / {all}"));
    }
    let time = |known: Option<Percentile>| known.and_then(|known| known.time);
    let median = time(open.median).map_or_else(
        || {
            lang.pick("median not reached yet", "中位数尚未达到")
                .to_owned()
        },
        |time| {
            let time = unit.say(time, lang);
            lang.pick(format!("median {time}"), format!("中位数 {time}"))
        },
    );
    let p90 = time(open.p90).map_or_else(
        || {
            lang.pick("nine of ten not reached yet", "九成尚未达到")
                .to_owned()
        },
        |time| {
            let time = unit.say(time, lang);
            lang.pick(
                format!("nine of ten within {time}"),
                format!("九成在 {time}以内"),
            )
        },
    );
    lang.pick(
        format!("{left} of {all}; counting them in: {median}, {p90}"),
        format!("{left} / {all}；计入后：{median}，{p90}"),
    )
}

/// Open cases, due times, and how much of the time somebody worked.
fn lives(measures: &LogMeasures, lang: Lang, rows: &mut Columns) {
    let open = &measures.open;
    let mut row = |name: &str, says: String| rows.row(vec![name.to_owned(), says]);
    if open.asked {
        let (all, left) = (count(measures.cases.n), count(open.open));
        let longest = open.lead.map_or(0.0, |lead| lead.p90);
        let unit = Unit::on_clock(measures.is_working_time, longest);
        row(
            lang.pick("still open", "未完成"),
            still_open(open, &left, &all, unit, lang),
        );
    }
    let (k, n) = open.in_time;
    if n > 0 {
        row(
            lang.pick("by the due time", "准时完成"),
            results::share_of(k, n, lang),
        );
    }
    if let Some(efficiency) = open.efficiency {
        row(
            lang.pick("worked on", "有人作业的时间"),
            lang.pick(
                format!("{} % of the lead time", half_up_text(efficiency * 100.0, 1)),
                format!("占交付周期的 {} %", half_up_text(efficiency * 100.0, 1)),
            ),
        );
    }
    if let Some(flow) = &open.flow {
        row(
            lang.pick("does it flow", "流量核对"),
            little(flow, measures.is_working_time, lang),
        );
    } else if let Some(cases) = open.work_in_process {
        row(
            lang.pick("in process", "在制"),
            lang.pick(
                format!(
                    "{cases:.1} cases on average{}",
                    one_clock(measures.is_working_time, lang)
                ),
                format!(
                    "平均 {cases:.1} 个个案{}",
                    one_clock(measures.is_working_time, lang)
                ),
            ),
        );
    }
}
