//! What is said of problems between tables, files and settings, in both languages.

use jiff::civil::Date;

use super::{ProblemKind, ambiguous, milestones};
use crate::lang::Lang;

impl ProblemKind {
    /// The wording of problems between tables and files.
    pub(super) fn message_about_links(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::UnitDoesNotFitMeasure {
                written,
                measure,
                kind,
                ..
            } => say(
                format!("`{written}` does not fit the measure `{measure}`, whose kind is `{kind}`"),
                format!("`{written}` 的单位与指标 `{measure}` 不符，其 kind 为 `{kind}`"),
            ),
            Self::LongerThanPeriod { available, period } => {
                let (en, zh) = (Lang::En, Lang::Zh);
                say(
                    format!(
                        "{} of working time do not fit into {}, the period of the demand",
                        available.show(en),
                        period.show(en)
                    ),
                    format!(
                        "需求周期是 {}，容不下 {}的工作时间",
                        period.show(zh),
                        available.show(zh)
                    ),
                )
            }
            Self::NoPercentile { measure } => say(
                format!(
                    "the measure `{measure}` takes a percentile, and none between 0 % and 100 % is written"
                ),
                format!("指标 `{measure}` 取百分位数，却没有写明 0 % 与 100 % 之间的哪一个"),
            ),
            Self::DuplicateId { .. } | Self::DuplicateProcess { .. } | Self::HandoffOutside => {
                self.message_about_ids(lang)
            }
            Self::Dangling { written, what, .. } => say(
                format!("there is no {what} `{written}`"),
                format!("找不到名为 `{written}` 的{}", kinds_zh(what)),
            ),
            Self::Ambiguous {
                written,
                one,
                other,
                ..
            } => ambiguous::message(written, one, other, lang),
            Self::HandoffToItself { step } => say(
                format!("`{step}` hands to itself"),
                format!("`{step}` 交给了自己"),
            ),
            Self::NoProcess { table } => say(
                format!("a `[[{table}]]` in a file that describes no process"),
                format!("文件中有 `[[{table}]]`，但没有描述任何流程"),
            ),
            Self::StillToCome {
                day,
                last_day,
                is_today,
            } => still_to_come(*day, *last_day, *is_today, lang),
            Self::MoreThanWhole { written } => say(
                format!(
                    "`{}` can never be met: it is a share of the cases, and there are no more than 100 % of them",
                    written.get(Lang::En)
                ),
                format!(
                    "`{}` 永远达不到：它是全部件数中的占比，最多 100 %",
                    written.get(Lang::Zh)
                ),
            ),
            Self::MilestonesBackwards {
                in_time,
                written,
                before,
            } => milestones::wrong(*in_time, written, before, lang),
            _ => self.message_about_files(lang),
        }
    }

    /// The wording of ids that are taken and of ends that are not inside.
    fn message_about_ids(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::DuplicateId { id, what } => say(
                format!("the id `{id}` is already taken by {} {what}", article(what)),
                format!("代号 `{id}` 已被另一个{}使用", kinds_zh(what)),
            ),
            Self::DuplicateProcess { id } => say(
                format!("two files describe a process `{id}`"),
                format!("两个文件都描述了流程 `{id}`"),
            ),
            Self::HandoffOutside => say(
                "both ends of this handoff are outside the organization".into(),
                "这个交接的两端都在组织之外".into(),
            ),
            _ => String::new(),
        }
    }

    /// The wording of problems with settings and files.
    fn message_about_files(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::UnknownRule { written, .. } => say(
                format!("there is no rule `{written}`"),
                format!("没有名为 `{written}` 的规则"),
            ),
            Self::UnknownWord { written, .. } => say(
                format!("the lexicon has no word `{written}` of this kind to remove"),
                format!("词表的这一类里没有可移除的词 `{written}`"),
            ),
            Self::UnknownParameter { written, rule, .. } => say(
                format!("the rule `{rule}` has no parameter `{written}`"),
                format!("规则 `{rule}` 没有参数 `{written}`"),
            ),
            Self::ParameterType { name, .. } => say(
                format!("the parameter `{name}` takes another type of value"),
                format!("参数 `{name}` 的值类型不对"),
            ),
            Self::ParameterRange { name, en, zh, .. } => say(
                format!("the parameter `{name}` must be {en}"),
                format!("参数 `{name}` 必须{zh}"),
            ),
            Self::MisplacedSettings { path, .. } => say(
                format!("`{path}` is not at the top of the workspace and sets nothing"),
                format!("`{path}` 不在工作区顶层，不起作用"),
            ),
            Self::Unreadable { path, reason } => say(
                format!("`{path}` cannot be read: {}", reason.message(Lang::En)),
                format!("无法读取 `{path}`：{}", reason.message(Lang::Zh)),
            ),
            Self::Record { path, fault } => fault.message(path, lang),
            Self::EmptyFile { path } => {
                say(format!("`{path}` is empty"), format!("`{path}` 是空文件"))
            }
            Self::NothingToAudit { paths } => say(
                format!("no model file (*.toml) under {}", paths.join(", ")),
                format!("在 {} 下没有模型文件（*.toml）", paths.join("、")),
            ),
            _ => say(
                "the files hold no step, handoff, goal or value sheet: nothing was checked".into(),
                "这些文件里没有工序、交接、目标或客户价值单：什么也没检查".into(),
            ),
        }
    }

    /// What to do about references, ids and the ends of handoffs.
    pub(super) fn hint_about_links(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::LongerThanPeriod { .. } => say(
                "write the working time of one such period, for example \"7.5 working h\" in a day; how many work side by side goes into `servers`".into(),
                "请写一个周期内的工作时间，例如每天 \"7.5 个工作小时\"；并行人数或设备数写在 `servers`".into(),
            ),
            Self::NoPercentile { .. } => say(
                "write the share of cases that are no longer, above 0 % and below 100 %: percentile = \"90 %\"".into(),
                "请写出多少比例的个案不超过它，大于 0 %、小于 100 %：percentile = \"90 %\"".into(),
            ),
            Self::DuplicateId { .. } => say(
                "give one of them another id; the `name` may repeat".into(),
                "给其中一个换个代号；`name` 可以重复".into(),
            ),
            Self::DuplicateProcess { .. } => say(
                "one process a file: merge them, or change one id".into(),
                "一个文件一个流程：请合并，或改其中一个代号".into(),
            ),
            Self::Dangling {
                suggestion: Some(meant),
                ..
            } => say(
                format!("did you mean `{meant}`?"),
                format!("是不是 `{meant}`？"),
            ),
            Self::Dangling {
                unknown_process: Some(process),
                ..
            } => say(
                format!(
                    "there is no process `{process}` among the files read: is its file missing? audit the whole folder"
                ),
                format!("读到的文件里没有流程 `{process}`：是不是少了它的文件？请审核整个文件夹"),
            ),
            Self::Dangling {
                what: "file or folder",
                ..
            } => say(
                "write it as seen from the folder of baton.toml; it must be among what is audited"
                    .into(),
                "请从 baton.toml 所在的文件夹写起；它必须在被审核的内容之中".into(),
            ),
            Self::Dangling {
                what: "step, customer or supplier",
                written,
                ..
            } if !written.contains('/') => undeclared(written, lang),
            Self::Dangling { .. } => say(
                "write `id` for one of this process, `process/id` for one of another".into(),
                "本流程内写 `代号`，其他流程写 `流程/代号`".into(),
            ),
            Self::Ambiguous { one, other, full, .. } => {
                ambiguous::hint(one, other, full.as_deref(), lang)
            }
            Self::HandoffToItself { .. } => say(
                "name the step that receives it in `to`; rework inside a step is no handoff".into(),
                "在 `to` 写接收的工序；工序内部的返工不是交接".into(),
            ),
            Self::HandoffOutside => say(
                "one end must be a step of your own".into(),
                "至少一端要是自己的工序".into(),
            ),
            Self::NoProcess { .. } => say(
                "add to the top: [process] with id = \"…\"".into(),
                "请在文件开头加上 [process] 和 id = \"…\"".into(),
            ),
            Self::MilestonesBackwards { in_time, .. } => milestones::next(*in_time, lang),
            Self::MoreThanWhole { .. } => say(
                "write 100 % at most; a ratio that may go above, such as output against plan, is named so and not counted as `k` of `n`".into(),
                "请写不超过 100 % 的值；可以超过 100 % 的比率（如产量与计划之比）请照实命名，不要用 `k` / `n` 计数".into(),
            ),
            Self::StillToCome { .. } => say(
                "correct the date: what has not happened yet is no evidence; a plan is a goal with `by`".into(),
                "请更正日期：还没有发生的事不能作为证据；计划要写成带 `by` 的目标".into(),
            ),
            _ => self.hint_about_files(lang),
        }
    }

    /// What to do about settings and files.
    fn hint_about_files(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::UnknownRule {
                suggestion: Some(meant),
                ..
            }
            | Self::UnknownWord {
                suggestion: Some(meant),
                ..
            } => say(
                format!("did you mean `{meant}`?"),
                format!("是不是 `{meant}`？"),
            ),
            Self::UnknownRule { .. } => say(
                "a rule is named family/name, for example handoff/no-due-time".into(),
                "规则写作 类别/名称，例如 handoff/no-due-time".into(),
            ),
            Self::UnknownWord { .. } => say(
                "check `lang` and `kind`, or leave it out: what is not there need not be removed"
                    .into(),
                "请检查 `lang` 和 `kind`，或删去该词：本来没有的不必移除".into(),
            ),
            Self::UnknownParameter { known, .. } if known.is_empty() => {
                say("it has no parameters".into(), "该规则没有参数".into())
            }
            Self::UnknownParameter { known, .. } => say(
                format!("it has: {}", known.join(", ")),
                format!("可用参数：{}", known.join("、")),
            ),
            Self::ParameterType { default, .. } => {
                let default = shortened(default);
                say(
                    format!("write a value like its default, {default}"),
                    format!("请写与默认值同类的值：{default}"),
                )
            }
            Self::ParameterRange { default, .. } => say(
                format!("its default is {default}; leave the line out to use that"),
                format!("默认值为 {default}；删去此行即用默认值"),
            ),
            Self::MisplacedSettings { top, .. } => say(
                format!("move what it sets to the top, into `{top}`; or audit its folder alone"),
                format!("请把其中的设置移到顶层的 `{top}`；或单独审核该文件夹"),
            ),
            Self::Unreadable { reason, .. } => reason.hint(lang),
            Self::Record { fault, .. } => fault.hint(lang),
            Self::EmptyFile { .. } => say(
                "delete it, or begin with [process] and id = \"…\"".into(),
                "请删除，或以 [process] 和 id = \"…\" 开头".into(),
            ),
            Self::NothingToAudit { .. } => say(
                "name a folder or file: baton audit FOLDER".into(),
                "请指明文件夹或文件：baton audit 文件夹".into(),
            ),
            _ => say(
                "add at least a [process] with a [[step]] and a [[handoff]]".into(),
                "请至少写一个 [process]，其中有 [[step]] 和 [[handoff]]".into(),
            ),
        }
    }
}

/// What to do about an end of a handoff that nobody declared.
fn undeclared(written: &str, lang: Lang) -> String {
    let own = written.rsplit([':', '：']).next().unwrap_or(written).trim();
    lang.pick(
        format!("write `id` for one of this process, `process/id` for one of another; if it stands nowhere yet, add a table with id = \"{own}\": [[step]] in a process, [[customer]] or [[supplier]] for somebody outside"),
        format!("本流程内写 `代号`，其他流程写 `流程/代号`；如果哪里都还没有，请加一张表并写上 id = \"{own}\"：流程内的工序用 [[step]]，组织之外的用 [[customer]] 或 [[supplier]]"),
    )
}

pub(super) fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// Kinds of tables, `one, other or third` in English, in Chinese.
pub(super) fn kinds_zh(kinds: &str) -> String {
    let zh = |kind: &str| match kind {
        "process" => "流程",
        "step" => "工序",
        "handoff" => "交接",
        "goal" => "目标",
        "measure" => "指标",
        "action" => "行动",
        "objective" => "战略目标",
        "customer" => "客户",
        "supplier" => "供方",
        "benchmark" => "标杆",
        "practice" => "最佳实践",
        "calendar" => "工作日历",
        "strength" => "优势",
        "weakness" => "劣势",
        "value_sheet" => "客户价值单",
        "asset" => "共用资源",
        "voice" => "客户声音",
        "survey" => "调查",
        "complaint" => "投诉",
        "loss" => "客户流失",
        "assessment" => "自我评价",
        "log" => "事件日志",
        "lever" => "杠杆",
        "object" => "对象",
        "file" => "文件",
        "folder" => "文件夹",
        "family of rules" => "规则类别",
        _ => "项",
    };
    let parts = kinds.split(", ").flat_map(|part| part.split(" or "));
    parts.map(zh).collect::<Vec<_>>().join("、")
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// What is said of a day that has not come.
fn still_to_come(day: Date, last_day: Date, is_today: bool, lang: Lang) -> String {
    match is_today {
        true => lang.pick(
            format!("{day} has not come yet: today is {last_day}"),
            format!("{day} 还没有到：今天是 {last_day}"),
        ),
        false => lang.pick(
            format!("{day} has not come yet: the audit speaks of {last_day}"),
            format!("{day} 还没有到：审核所针对的日期是 {last_day}"),
        ),
    }
}
