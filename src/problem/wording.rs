//! What a problem is called and what to do about it, in both languages.

use super::syntax;
use super::{Expected, Found, Problem, ProblemKind, ProblemKind as P};
use crate::lang::Lang;
use crate::source::UnreadableReason;

/// Gives every kind of problem its stable name, once for [`Problem::code`] and once for
/// [`CODES`].
macro_rules! codes {
    ($($kind:pat => $code:literal,)+) => {
        /// The names of all kinds of problems.
        pub const CODES: &[&str] = &[$($code),+];

        impl Problem {
            /// A stable name of the kind of problem, for machines and the manual.
            pub fn code(&self) -> &'static str {
                match &self.kind {
                    $($kind => $code,)+
                }
            }
        }
    };
}

codes! {
    P::Syntax { .. } => "syntax-error",
    P::DuplicateKey { .. } => "duplicate-key",
    P::NotExtendable { .. } => "table-already-complete",
    P::MissingValue => "missing-value",
    P::NumberOutOfRange => "number-out-of-range",
    P::TooDeep { .. } => "too-deep",
    P::ValueContradictsCounts { .. } => "value-contradicts-counts",
    P::TooManySyntaxErrors { .. } => "too-many-syntax-errors",
    P::UnknownKey { .. } => "unknown-key",
    P::MissingKey { .. } => "missing-key",
    P::WrongType { .. } => "wrong-type",
    P::OutOfRange { .. } => "out-of-range",
    P::UnknownChoice { .. } => "unknown-choice",
    P::BadQuantity(_) => "bad-quantity",
    P::UnitOfOtherKind { .. } => "unit-of-other-kind",
    P::UnitDoesNotFitMeasure { .. } => "unit-does-not-fit-measure",
    P::BilingualBoundsDiffer => "bilingual-bounds-differ",
    P::BadDate { .. } => "bad-date",
    P::BadId { .. } => "bad-id",
    P::DuplicateId { .. } => "duplicate-id",
    P::DuplicateProcess { .. } => "duplicate-process",
    P::Dangling { .. } => "dangling-reference",
    P::HandoffToItself { .. } => "handoff-to-itself",
    P::HandoffOutside => "handoff-outside",
    P::NoProcess { .. } => "no-process",
    P::MoreThanAll { .. } => "more-than-all",
    P::UnknownRule { .. } => "unknown-rule",
    P::UnknownParameter { .. } => "unknown-parameter",
    P::ParameterType { .. } => "parameter-type",
    P::Unreadable { .. } => "unreadable",
    P::EmptyFile { .. } => "empty-file",
    P::NothingToAudit { .. } => "nothing-to-audit",
    P::EmptyWorkspace => "empty-workspace",
}

impl Problem {
    /// What is wrong.
    pub fn message(&self, lang: Lang) -> String {
        self.kind.message(lang)
    }

    /// What to do next.
    pub fn hint(&self, lang: Lang) -> String {
        self.kind.hint(lang)
    }

    /// What the second place is, if there is one.
    pub fn related_note(&self, lang: Lang) -> &'static str {
        lang.pick("first written here", "最初写在这里")
    }
}

impl ProblemKind {
    fn message(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::Syntax { found, .. } => syntax::wrong(found, lang),
            Self::DuplicateKey { key } => say(
                format!("`{key}` is written twice in one table"),
                format!("同一个表里写了两次 `{key}`"),
            ),
            Self::TooManySyntaxErrors { hidden } => say(
                format!("{hidden} more syntax errors in this file are not shown"),
                format!("此文件还有 {hidden} 处语法错误未显示"),
            ),
            Self::UnknownKey { key, table, .. } => say(
                format!("`{table}` has no key `{key}`"),
                format!("`{table}` 没有名为 `{key}` 的键"),
            ),
            Self::MissingKey { key, table, .. } => say(
                format!("this `{table}` lacks the key `{key}`"),
                format!("这个 `{table}` 缺少键 `{key}`"),
            ),
            Self::WrongType {
                expected: Expected::Number,
                found: Found::Float,
            } => say(
                "a number is needed, not `inf` or `nan`".into(),
                "这里应为数字，不能是 `inf` 或 `nan`".into(),
            ),
            Self::WrongType { expected, found } => say(
                format!("expected {}, found {}", expected.en(), found.en()),
                format!("这里应为{}，却是{}", expected.zh(), found.zh()),
            ),
            Self::OutOfRange { min, max } => say(
                format!("the number must lie between {min} and {max}"),
                format!("数值必须在 {min} 到 {max} 之间"),
            ),
            Self::UnknownChoice { written, .. } => say(
                format!("`{written}` is not one of the words this key takes"),
                format!("`{written}` 不是此键可用的词"),
            ),
            Self::BadQuantity(error) => error.message(lang),
            Self::UnitOfOtherKind { written, .. } if written.starts_with('-') => say(
                format!("`{written}` is below zero"),
                format!("`{written}` 是负数"),
            ),
            Self::UnitOfOtherKind { expected, written } => say(
                format!("`{written}` is not {}", expected.en()),
                format!("`{written}` 不是{}", expected.zh()),
            ),
            Self::BilingualBoundsDiffer => say(
                "the English and the Chinese wording state different bounds".into(),
                "中英文写法的界限不一致".into(),
            ),
            Self::BadDate { written } if written.is_empty() => say(
                "this is not a day of the calendar".into(),
                "这不是有效日期".into(),
            ),
            Self::BadDate { written } => say(
                format!("`{written}` is not a day written like 2026-12-31"),
                format!("`{written}` 不是 2026-12-31 这样的日期"),
            ),
            Self::BadId { written } if written.trim().is_empty() => say(
                "an empty text cannot be an id".into(),
                "空文本不能用作代号".into(),
            ),
            Self::BadId { written } => say(
                format!("`{written}` cannot be an id"),
                format!("`{written}` 不能用作代号"),
            ),
            Self::MoreThanAll { k, n } => say(
                format!("{k} of {n}: more cases counted than there were"),
                format!("{n} 件中有 {k} 件：符合数多于总数"),
            ),
            Self::NotExtendable { .. }
            | Self::MissingValue
            | Self::NumberOutOfRange
            | Self::TooDeep { .. }
            | Self::ValueContradictsCounts { .. } => self.message_about_values(lang),
            _ => self.message_about_links(lang),
        }
    }

    /// The wording of problems with a single value.
    fn message_about_values(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::NotExtendable { key } => say(
                format!("`{key}` is already complete and cannot be added to"),
                format!("`{key}` 已经写完，不能再添加内容"),
            ),
            Self::TooDeep { limit } => say(
                format!("tables or lists nested more than {limit} deep"),
                format!("表或列表嵌套超过 {limit} 层"),
            ),
            Self::ValueContradictsCounts { value, counted } => say(
                format!("the value is {value}, but `k` of `n` comes to {counted}"),
                format!("数值写的是 {value}，但 `k` / `n` 得 {counted}"),
            ),
            Self::NumberOutOfRange => say(
                "the number is too large to be held".into(),
                "数字太大，无法表示".into(),
            ),
            _ => say("this key has no value".into(), "这个键没有值".into()),
        }
    }

    /// The wording of problems between tables and files.
    fn message_about_links(&self, lang: Lang) -> String {
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
            Self::DuplicateId { id, what } => say(
                format!("the id `{id}` is already taken by {} {what}", article(what)),
                format!("代号 `{id}` 已被另一个{}使用", kinds_zh(what)),
            ),
            Self::DuplicateProcess { id } => say(
                format!("two files describe a process `{id}`"),
                format!("两个文件都描述了流程 `{id}`"),
            ),
            Self::Dangling { written, what, .. } => say(
                format!("there is no {what} `{written}`"),
                format!("找不到名为 `{written}` 的{}", kinds_zh(what)),
            ),
            Self::HandoffToItself { step } => say(
                format!("`{step}` hands to itself"),
                format!("`{step}` 交给了自己"),
            ),
            Self::HandoffOutside => say(
                "both ends of this handoff are outside the organization".into(),
                "这个交接的两端都在组织之外".into(),
            ),
            Self::NoProcess { table } => say(
                format!("a `[[{table}]]` in a file that describes no process"),
                format!("文件中有 `[[{table}]]`，但没有描述任何流程"),
            ),
            Self::UnknownRule { written, .. } => say(
                format!("there is no rule `{written}`"),
                format!("没有名为 `{written}` 的规则"),
            ),
            Self::UnknownParameter { written, rule, .. } => say(
                format!("the rule `{rule}` has no parameter `{written}`"),
                format!("规则 `{rule}` 没有参数 `{written}`"),
            ),
            Self::ParameterType { name, .. } => say(
                format!("the parameter `{name}` takes another type of value"),
                format!("参数 `{name}` 的值类型不对"),
            ),
            Self::Unreadable { path, reason } => say(
                format!("`{path}` cannot be read: {}", reason.message(Lang::En)),
                format!("无法读取 `{path}`：{}", reason.message(Lang::Zh)),
            ),
            Self::EmptyFile { path } => {
                say(format!("`{path}` is empty"), format!("`{path}` 是空文件"))
            }
            Self::NothingToAudit { paths } => say(
                format!("no model file (*.toml) under {}", paths.join(", ")),
                format!("在 {} 下没有模型文件 (*.toml)", paths.join("、")),
            ),
            _ => say(
                "the files hold no step, handoff, goal or value sheet: nothing was checked".into(),
                "这些文件里没有工序、交接、目标或客户价值单：什么也没检查".into(),
            ),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::Syntax { found, expected } => syntax::next(found, expected, lang),
            Self::DuplicateKey { .. } => say(
                "keep one of them; a table there may be several of begins with `[[…]]` each time".into(),
                "只保留一个；可以有多个的表，每个都用 `[[…]]` 开头".into(),
            ),
            Self::TooManySyntaxErrors { .. } => say(
                "mend the first ones; many of the rest may vanish".into(),
                "先改前面的，其余很可能随之消失".into(),
            ),
            Self::UnknownKey { suggestion, known, .. } => did_you_mean(*suggestion, known, lang),
            Self::MissingKey { example, .. } => {
                say(format!("add: {example}"), format!("请添加：{example}"))
            }
            Self::WrongType {
                expected: Expected::List,
                found: Found::Table,
            } => say(
                "there may be several: begin each with a header in double brackets, [[…]]".into(),
                "可以有多个：每个的表头用双方括号 [[…]]".into(),
            ),
            Self::WrongType {
                expected: Expected::Table,
                found: Found::List,
            } => say(
                "there is only one: write its header in single brackets, […], or its keys in braces, { … }".into(),
                "只有一个：表头用单方括号 […]，或把键写在花括号 { … } 里".into(),
            ),
            Self::WrongType { expected, .. } | Self::UnitOfOtherKind { expected, .. } => say(
                format!("for example: {}", expected.example()),
                format!("例如：{}", expected.example()),
            ),
            Self::OutOfRange { min, .. } => {
                say(format!("for example: {min}"), format!("例如：{min}"))
            }
            Self::UnknownChoice { suggestion, choices, .. } => {
                did_you_mean(*suggestion, choices, lang)
            }
            Self::BadQuantity(error) => error.hint(lang),
            Self::UnitDoesNotFitMeasure { example, .. } => say(
                format!("write a value such as \"{example}\", or correct the measure's `kind`"),
                format!("请写成 \"{example}\" 这样的值，或更正指标的 `kind`"),
            ),
            Self::BilingualBoundsDiffer => say(
                "write the same number and unit in both".into(),
                "两种写法请用相同的数值和单位".into(),
            ),
            Self::BadDate { .. } => say(
                "write year-month-day, for example 2026-12-31".into(),
                "请写成 年-月-日，例如 2026-12-31".into(),
            ),
            Self::BadId { .. } => say(
                "an id has letters, digits, `-`, `_` and `.`, no spaces; put the wording into `name`"
                    .into(),
                "代号只含文字、数字、`-`、`_`、`.`，不含空格；名称请写在 `name`".into(),
            ),
            Self::MoreThanAll { .. } => say(
                "`k` counts the cases that had it, `n` all cases looked at".into(),
                "`k` 是符合的件数，`n` 是检查的总件数".into(),
            ),
            Self::NotExtendable { .. }
            | Self::MissingValue
            | Self::NumberOutOfRange
            | Self::TooDeep { .. }
            | Self::ValueContradictsCounts { .. } => self.hint_about_values(lang),
            _ => self.hint_about_links(lang),
        }
    }

    fn hint_about_values(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::NotExtendable { .. } => say(
                "write all of its keys in one place".into(),
                "请把它的键都写在同一处".into(),
            ),
            Self::MissingValue => say(
                "write one after the `=`, or delete the line".into(),
                "请在 `=` 后写值，或删除此行".into(),
            ),
            Self::NumberOutOfRange => say(
                "check for a digit too many".into(),
                "请检查是否多写了数字".into(),
            ),
            Self::TooDeep { .. } => say(
                "check for a forgotten closing bracket".into(),
                "请检查是否漏了右括号".into(),
            ),
            _ => say(
                "correct one of them, or leave the value out".into(),
                "请更正其一，或不写数值".into(),
            ),
        }
    }

    fn hint_about_links(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
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
            Self::Dangling { .. } => say(
                "write `id` for one of this process, `process/id` for one of another".into(),
                "本流程内写 `代号`，其他流程写 `流程/代号`".into(),
            ),
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
            Self::UnknownRule {
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
            Self::Unreadable { reason, .. } => reason.hint(lang),
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

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// Kinds of tables, `one, other or third` in English, in Chinese.
fn kinds_zh(kinds: &str) -> String {
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
        "strength" => "优势",
        "weakness" => "劣势",
        "value_sheet" => "客户价值单",
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

fn did_you_mean(suggestion: Option<&str>, known: &[&str], lang: Lang) -> String {
    match suggestion {
        Some(meant) => lang.pick(
            format!("did you mean `{meant}`?"),
            format!("是不是 `{meant}`？"),
        ),
        None => lang.pick(
            format!("it may be: {}", known.join(", ")),
            format!("可以是：{}", known.join("、")),
        ),
    }
}

impl UnreadableReason {
    fn message(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::Missing => say("there is no such file or folder", "没有这个文件或文件夹"),
            Self::Forbidden => say("access is denied", "没有访问权限"),
            Self::LinkLoop => say("its links lead in a circle", "链接循环指向自己"),
            Self::Folder => say("it is a folder, not a file", "这是文件夹，不是文件"),
            Self::TooLarge(bytes) => {
                let size = bytes / 1_048_576;
                lang.pick(
                    format!("it has {size} MiB, more than a model file can have"),
                    format!("文件有 {size} MiB，超出模型文件的上限"),
                )
            }
            Self::NotUtf8(at) => lang.pick(
                format!("it is not UTF-8 text (byte {at})"),
                format!("不是 UTF-8 文本（第 {at} 字节）"),
            ),
            Self::Other(error) => error.to_string(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::Missing => say("check the spelling of the path", "请检查路径是否写对"),
            Self::Forbidden => say("ask for the right to read it", "请申请读取权限"),
            Self::LinkLoop => say("remove the link", "请删除该链接"),
            Self::Folder => say(
                "rename the folder, or name a file inside it",
                "请给文件夹改名，或指明其中的文件",
            ),
            Self::TooLarge(_) => say("split it: one process a file", "请拆分：一个文件一个流程"),
            Self::NotUtf8(_) => say(
                "save it again with the encoding UTF-8 (not GBK or UTF-16)",
                "请用 UTF-8 编码另存（不要用 GBK 或 UTF-16）",
            ),
            Self::Other(_) => say("try again", "请再试一次"),
        }
    }
}
