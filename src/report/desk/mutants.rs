//! Which slips in rules no example notices.

use super::super::Style;
use super::super::columns::{Align, Columns};
use crate::desk::Tested;

/// A share for each rule that has something to slip at, and every slip that goes unnoticed.
pub(super) fn render(tested: &Tested, (tried, killed): (usize, usize), style: Style) -> String {
    let lang = style.lang;
    let mut columns = Columns::new(
        &[
            (lang.pick("rule", "规则"), Align::Left),
            (lang.pick("mutants", "变异"), Align::Right),
            (lang.pick("noticed", "已发现"), Align::Right),
            (lang.pick("share", "比例"), Align::Right),
        ],
        60,
    );
    let mut unnoticed = String::new();
    for rule in &tested.rules {
        let id = rule.text.id.clone();
        let Some(mutants) = &rule.mutants else {
            // Examples that do not pass can notice nothing.
            columns.row(vec![id, "?".into(), "?".into(), "?".into()]);
            continue;
        };
        if mutants.tried == 0 {
            continue;
        }
        columns.row(vec![
            id,
            mutants.tried.to_string(),
            mutants.killed().to_string(),
            format!("{} %", 100 * mutants.killed() / mutants.tried),
        ]);
        for one in &mutants.survivors {
            let (file, line, was) = (&rule.text.file, one.line, one.was);
            let slip = match one.becomes {
                "" => lang.pick(format!("without `{was}`"), format!("去掉 `{was}`")),
                becomes => lang.pick(
                    format!("`{becomes}` in place of `{was}`"),
                    format!("`{was}` 换成 `{becomes}`"),
                ),
            };
            unnoticed.push_str(&format!("  {file}:{line}: {slip}\n      {}\n", one.text));
        }
    }
    let mut text = String::new();
    if !style.quiet {
        text.push_str(&columns.render());
        text.push('\n');
        if !unnoticed.is_empty() {
            text.push_str(lang.pick("No example notices\n\n", "没有示例发现\n\n"));
            text.push_str(&unnoticed);
            text.push('\n');
        }
    }
    let share = 100 * killed / tried.max(1);
    text.push_str(&match tried {
        0 => lang.pick(
            "there is nothing in the rules to slip at\n".to_owned(),
            "规则中没有可以变异之处\n".to_owned(),
        ),
        _ => lang.pick(
            format!("mutants noticed by examples: {killed} of {tried}, {share} %\n"),
            format!("示例发现的变异：{tried} 个中的 {killed} 个，{share} %\n"),
        ),
    });
    text
}
