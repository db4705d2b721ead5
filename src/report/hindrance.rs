//! Why an audit is incomplete, or was not made at all. Every format says these first: a report
//! without findings must never look like a clean one.

use super::summary::{Scope, Summary, rule_errors};
use super::told::At;
use crate::audit::Audit;
use crate::engine::RuleError;
use crate::lang::Lang;
use crate::problem::Problem;

/// What kind of hindrance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hindered {
    /// Nothing was checked.
    NothingChecked,
    /// Something is wrong with the input.
    Problem,
    /// A rule cannot be used, or failed.
    Rule,
}

/// One thing that keeps an audit from being complete.
#[derive(Debug)]
pub(super) struct Hindrance {
    pub(super) kind: Hindered,
    /// The code of a problem, or the rule.
    pub(super) code: String,
    pub(super) message: String,
    /// What to do; empty if the message says it.
    pub(super) next: String,
    pub(super) place: Option<At>,
}

impl Hindrance {
    /// What it is in a word.
    pub(super) fn word(&self, lang: Lang) -> &'static str {
        match self.kind {
            Hindered::NothingChecked => lang.pick("not checked", "未检查"),
            Hindered::Problem => lang.pick("problem", "问题"),
            Hindered::Rule => lang.pick("rule failed", "规则失败"),
        }
    }

    /// What is wrong and what to do, in a line.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        if self.next.is_empty() {
            return self.message.clone();
        }
        let (message, next) = (&self.message, &self.next);
        lang.pick(format!("{message}; {next}"), format!("{message}；{next}"))
    }
}

/// Whether no check was made of anything in scope.
pub(super) fn is_nothing_checked(audit: &Audit, scope: &Scope) -> bool {
    let checks = |checked| Summary::of(checked, &audit.rules, scope).all.checked;
    audit
        .checked
        .as_ref()
        .is_none_or(|checked| checks(checked) == 0)
}

/// Everything that keeps the audit from being complete; that nothing was checked comes first.
pub(super) fn hindrances(audit: &Audit, scope: &Scope, lang: Lang) -> Vec<Hindrance> {
    let mut all = Vec::new();
    if is_nothing_checked(audit, scope) {
        all.push(nothing_checked(audit, lang));
    }
    let problems = audit.problems.iter();
    all.extend(problems.map(|problem| of_problem(audit, problem, lang)));
    let errors = rule_errors(audit).into_iter();
    all.extend(errors.map(|error| of_rule(error, lang)));
    all
}

fn nothing_checked(audit: &Audit, lang: Lang) -> Hindrance {
    let message = match audit.problems.len() {
        0 => lang.pick(
            "nothing was checked: no rule that runs looks at what is there".to_owned(),
            "什么也没有检查：没有要运行的规则适用于现有内容".to_owned(),
        ),
        1 => lang.pick(
            "nothing was checked: the input has a problem".to_owned(),
            "什么也没有检查：输入有 1 个问题".to_owned(),
        ),
        count => lang.pick(
            format!("nothing was checked: the input has {count} problems"),
            format!("什么也没有检查：输入有 {count} 个问题"),
        ),
    };
    Hindrance {
        kind: Hindered::NothingChecked,
        code: "nothing-checked".to_owned(),
        message,
        next: String::new(),
        place: None,
    }
}

fn of_problem(audit: &Audit, problem: &Problem, lang: Lang) -> Hindrance {
    Hindrance {
        kind: Hindered::Problem,
        code: problem.code().to_owned(),
        message: problem.message(lang),
        next: problem.hint(lang),
        place: problem.spot.map(|spot| At::of(&audit.sources, spot)),
    }
}

fn of_rule(error: &RuleError, lang: Lang) -> Hindrance {
    let number = |number: Option<usize>| {
        let number = number.and_then(|number| u32::try_from(number).ok());
        number.unwrap_or(1).max(1)
    };
    let on = error.object.as_ref().map_or_else(String::new, |object| {
        let more = match error.more {
            0 => String::new(),
            more => lang.pick(format!(" and {more} more"), format!(" 等 {} 个", more + 1)),
        };
        format!(" ({object}{more})")
    });
    Hindrance {
        kind: Hindered::Rule,
        code: error.rule.clone(),
        message: lang.pick(
            format!(
                "the rule failed, the audit is incomplete: {}{on}",
                error.message
            ),
            format!("规则运行失败，审核不完整：{}{on}", error.message),
        ),
        next: String::new(),
        place: Some(At {
            file: error.file.clone(),
            line: number(error.line),
            column: number(error.column),
        }),
    }
}
