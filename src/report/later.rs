//! What is dated after the day an audit was asked to speak of.

use crate::audit::Checked;
use crate::lang::Lang;

/// A line where figures or other records wait for their day, and one for dates that count all the same;
/// none unless a day was asked for.
pub(super) fn lines(checked: &Checked, lang: Lang) -> Vec<String> {
    let Some(day) = checked.world.today().as_of else {
        return Vec::new();
    };
    let later = checked.world.chain.later_than(day);
    let mut lines = Vec::new();
    if later.figures > 0 {
        let n = later.figures;
        lines.push(lang.pick(
            format!("figures that end after {day}, the day of this audit, do not count: {n}"),
            format!("期间在本次审核日期 {day} 之后才结束的观测值不计：{n} 个"),
        ));
    }
    if checked.world.left_out > 0 {
        let n = checked.world.left_out;
        lines.push(lang.pick(
            format!("surveys, complaints, losses and other records of days after {day} do not count: {n}"),
            format!("{day} 之后的调查、投诉、客户流失等记录不计：{n} 条"),
        ));
    }
    let logs = &checked.world.logged.logs;
    let beyond = logs.iter().filter(|log| log.period.last() > day).count();
    if beyond > 0 {
        lines.push(lang.pick(
            format!("event logs that go on after {day}: {beyond}; they are shown as a whole, and are no figures of goals and needs"),
            format!("{day} 之后仍有记录的事件日志：{beyond} 个；日志按全部内容显示，但不作为目标和需求的观测值"),
        ));
    }
    if later.others > 0 {
        let n = later.others;
        lines.push(lang.pick(
            format!(
                "dates after {day} that count all the same (agreements, contacts, benchmarks): {n}"
            ),
            format!("晚于 {day} 但照常审核的日期（约定、联系、标杆）：{n} 处"),
        ));
    }
    lines
}
