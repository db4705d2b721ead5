//! Why something could not be judged, in words.

use crate::engine::meta::Wording;
use crate::finding::{Finding, Undecided, fill};
use crate::lang::Lang;

/// The reason of an undetermined verdict.
pub(super) fn reason(
    undecided: &Undecided,
    finding: &Finding,
    wording: &Wording,
    lang: Lang,
) -> String {
    match undecided {
        Undecided::NotWritten { table, key } => {
            let key = written_as(table, key);
            lang.pick(
                format!("the model does not say {key}"),
                format!("模型没有写 {key}"),
            )
        }
        Undecided::NotComparable { one, other } => lang.pick(
            format!("`{one}` and `{other}` cannot be compared"),
            format!("`{one}` 与 `{other}` 无法比较"),
        ),
        Undecided::Said => fill(&wording.undetermined, &finding.arguments, lang),
        Undecided::RuleFailed => lang.pick("the rule failed", "规则运行失败").to_owned(),
    }
}

/// The key with its table, as one would look for it in the TOML; a gap is no table.
fn written_as(table: &str, key: &str) -> String {
    match (table, key) {
        ("goal", "gap") => "`goal.actual`".into(),
        ("goal", "measured") => "`goal.measure`".into(),
        (table, key) => format!("`{table}.{key}`"),
    }
}
