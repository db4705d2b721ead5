//! What is said of milestones that run backwards.

use crate::lang::Lang;

pub(super) fn wrong(in_time: bool, written: &str, before: &str, lang: Lang) -> String {
    if in_time {
        return lang.pick(
            format!("the milestone of {written} stands after that of {before} and is not later"),
            format!("{written} 的里程碑写在 {before} 之后，日期却不比它晚"),
        );
    }
    lang.pick(
        format!("the milestone of {written} is worse than the one before it, {before}"),
        format!("里程碑 {written} 比前一个（{before}）还差"),
    )
}

pub(super) fn next(in_time: bool, lang: Lang) -> String {
    let said = if in_time {
        lang.pick(
            "write milestones from the first day to the last, one a day",
            "请按日期先后书写里程碑，每天最多一个",
        )
    } else {
        lang.pick(
            "correct a value, so that each milestone is at least as good as the one before",
            "请更正数值：每个里程碑都不得比前一个差",
        )
    };
    said.to_owned()
}
