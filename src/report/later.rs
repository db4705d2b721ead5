//! What is dated after the day an audit was asked to speak of.

use crate::audit::Checked;
use crate::lang::Lang;

/// A line where figures wait for their day, and one where other records do not; none unless a day
/// was asked for.
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
    if later.others > 0 {
        let n = later.others;
        lines.push(lang.pick(
            format!(
                "dates of other records after {day}: {n}; the records were judged all the same"
            ),
            format!("其他记录中晚于 {day} 的日期：{n} 处；这些记录照常审核"),
        ));
    }
    lines
}
