//! Why work waited, in words.

use super::View;
use crate::lang::one_line;
use crate::measure::causes::Split;
use crate::measure::log::LogMeasures;
use crate::measure::log::units::{Unit, count};
use crate::quantity::half_up_text;
use crate::report::columns::{Align, Columns};
use crate::statistics::signed;

/// The table of causes; empty if it was not asked for.
pub(super) fn text(measures: &LogMeasures, view: &View<'_>) -> String {
    let lang = view.lang;
    // It is there only where it was asked for and the log can tell.
    let Some(why) = &measures.why else {
        return String::new();
    };
    let shown: Vec<_> = why
        .iter()
        .filter(|one| one.total.wait > 0)
        .take(view.top)
        .collect();
    let longest = shown.iter().map(|one| one.total.wait).max().unwrap_or(0);
    let unit = Unit::of(signed(longest) / 10.0);
    let heads = [
        (lang.pick("count", "次数"), Align::Right),
        (lang.pick("total", "合计"), Align::Right),
        (lang.pick("batching", "凑批"), Align::Right),
        (lang.pick("contention", "排队"), Align::Right),
        (lang.pick("prioritisation", "他件优先"), Align::Right),
        (lang.pick("not at work", "非工作时间"), Align::Right),
        (lang.pick("not shown", "日志未显示"), Align::Right),
        (lang.pick("from", "交出方"), Align::Left),
        (lang.pick("to", "接收方"), Align::Left),
    ];
    let mut rows = Columns::new(&heads, 40);
    for one in &shown {
        let mut row = vec![
            count(one.total.handoffs),
            unit.number(signed(one.total.wait)),
        ];
        row.extend(parts(one.total.split).map(|part| share(part, one.total.wait)));
        row.push(one_line(&measures.words.activities[one.from as usize]));
        row.push(one_line(&measures.words.activities[one.to as usize]));
        rows.row(row);
    }
    let sign = unit.sign(lang);
    let title = lang.pick(
        format!("Why work waited (total in {sign}; working hours as the log shows them)"),
        format!("为何等待（合计单位：{sign}；工作时间按日志所示）"),
    );
    let note = lang.pick(
        "  Work waits here from the end of the last work of its case that was over when it began; work going on\n  \
         at the same time is passed over. So pairs may differ from the table above.\n",
        "  此处的等待从该个案中“本作业开始时已结束的最后一次作业”的结束算起，跳过同时进行的作业，因此与上表的配对可能不同。\n",
    );
    format!("{title}\n{}{note}", rows.render())
}

fn parts(split: Split) -> [i64; 5] {
    [
        split.batching,
        split.contention,
        split.prioritisation,
        split.unavailability,
        split.extraneous,
    ]
}

fn share(part: i64, whole: i64) -> String {
    format!(
        "{} %",
        half_up_text(100.0 * signed(part) / signed(whole.max(1)), 0)
    )
}
