//! What a problem is called and what to do about it, in both languages.

use super::ScoreProblem as Score;
use super::StrategyProblem as S;
use super::{EvidenceProblem as E, Expected, Found, Problem, ProblemKind, ProblemKind as P};
use super::{calendar, marks, syntax};
use crate::lang::Lang;

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
    P::FullWidthPunctuation { .. } => "full-width-punctuation",
    P::MissingValue => "missing-value",
    P::NumberOutOfRange => "number-out-of-range",
    P::TooDeep { .. } => "too-deep",
    P::Evidence(E::Unreadable { .. }) => "evidence-unreadable",
    P::Evidence(E::Encoding { .. }) => "evidence-encoding",
    P::Evidence(E::Empty { .. }) => "evidence-empty",
    P::Evidence(E::UnknownColumn { .. }) => "unknown-column",
    P::Evidence(E::MissingColumn { .. }) => "missing-column",
    P::Evidence(E::DuplicateColumn { .. }) => "duplicate-column",
    P::Evidence(E::NoSuchHeading { .. }) => "no-such-heading",
    P::Evidence(E::RowWidth { .. }) => "row-width",
    P::Evidence(E::UnclosedQuote) => "unclosed-quote",
    P::Evidence(E::AmbiguousNumber { .. }) => "ambiguous-number",
    P::Evidence(E::BadPeriod { .. }) => "bad-period",
    P::Evidence(E::PeriodsOverlap { .. }) => "periods-overlap",
    P::Evidence(E::NoValue) => "figure-without-value",
    P::Evidence(E::NoBounds { .. }) => "bounds-not-around-value",
    P::Evidence(E::CountsUnlikeScale { .. }) => "counts-unlike-scale",
    P::Evidence(E::NotOnScale { .. }) => "not-on-scale",
    P::Evidence(E::Score(Score::WithoutScale)) => "score-without-scale",
    P::Evidence(E::Score(Score::OffScale { .. })) => "score-off-scale",
    P::Evidence(E::Score(Score::ScaleFalls { .. })) => "scale-falls",
    P::Evidence(E::CountsUnlikeAnswers { .. }) => "counts-unlike-answers",
    P::Evidence(E::Score(Score::NotAShare { .. })) => "score-against-no-share",
    P::Evidence(E::MoreAnswers { .. }) => "more-answers-than-asked",
    P::Evidence(E::Log { .. }) => "log-unreadable",
    P::Evidence(E::NoSuchActivity { .. }) => "no-such-activity",
    P::Evidence(E::ActivityOfTwoSteps { .. }) => "activity-of-two-steps",
    P::Strategy(S::RangeBackwards { .. }) => "lever-range-backwards",
    P::Strategy(S::ExcludesToday { .. }) => "lever-excludes-today",
    P::Strategy(S::NotOfObject { .. }) => "lever-not-of-object",
    P::Strategy(S::CurrenciesDiffer { .. }) => "currencies-differ",
    P::Strategy(S::SharesNotWhole { .. }) => "shares-not-whole",
    P::Strategy(S::TimesNotRising) => "times-not-rising",
    P::Strategy(S::NeverEnds { .. }) => "never-ends",
    P::ValueContradictsCounts { .. } => "value-contradicts-counts",
    P::TooManySyntaxErrors { .. } => "too-many-syntax-errors",
    P::UnknownKey { .. } | P::KeyOfOuterTable { .. } => "unknown-key",
    P::MissingKey { .. } => "missing-key",
    P::WrongType { .. } | P::NotATable { .. } => "wrong-type",
    P::OutOfRange { .. } => "out-of-range",
    P::UnknownChoice { .. } => "unknown-choice",
    P::BadQuantity(_) => "bad-quantity",
    P::UnitOfOtherKind { .. } => "unit-of-other-kind",
    P::UnitDoesNotFitMeasure { .. } => "unit-does-not-fit-measure",
    P::LongerThanPeriod { .. } => "longer-than-period",
    P::NoPercentile { .. } => "no-percentile",
    P::BilingualBoundsDiffer => "bilingual-bounds-differ",
    P::BadDate { .. } => "bad-date",
    P::BadCalendar { .. } => "bad-calendar",
    P::TimeWithoutQuotes { .. } => "time-without-quotes",
    P::DatesOutOfOrder { .. } => "dates-out-of-order",
    P::StillToCome { .. } => "still-to-come",
    P::MilestonesBackwards { .. } => "milestones-backwards",
    P::BadId { .. } => "bad-id",
    P::DuplicateId { .. } => "duplicate-id",
    P::DuplicateProcess { .. } => "duplicate-process",
    P::Dangling { .. } => "dangling-reference",
    P::Ambiguous { .. } => "ambiguous-reference",
    P::HandoffToItself { .. } => "handoff-to-itself",
    P::HandoffOutside => "handoff-outside",
    P::NoProcess { .. } => "no-process",
    P::MoreThanAll { .. } => "more-than-all",
    P::MoreThanWhole { .. } => "more-than-whole",
    P::UnknownRule { .. } => "unknown-rule",
    P::UnknownWord { .. } => "unknown-word",
    P::UnknownParameter { .. } => "unknown-parameter",
    P::ParameterType { .. } => "parameter-type",
    P::ParameterRange { .. } => "parameter-range",
    P::MisplacedSettings { .. } => "misplaced-settings",
    P::Unreadable { .. } => "unreadable",
    P::Record { .. } => "record-unusable",
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
        match self.kind {
            ProblemKind::DatesOutOfOrder { .. } => lang.pick("the other day", "另一个日期"),
            ProblemKind::MilestonesBackwards { .. } => lang.pick("the one before", "前一个"),
            ProblemKind::BadCalendar { .. } => lang.pick("the other entry", "另一处"),
            ProblemKind::Strategy(S::CurrenciesDiffer { .. }) => {
                lang.pick("the other cost", "另一处成本")
            }
            ProblemKind::Strategy(S::ExcludesToday { .. }) => {
                lang.pick("the figure of today", "当前值")
            }
            ProblemKind::LongerThanPeriod { .. } => lang.pick("the demand", "客户需求"),
            ProblemKind::Evidence(E::PeriodsOverlap { .. }) => {
                lang.pick("the other figure", "另一个观测值")
            }
            ProblemKind::Evidence(E::ActivityOfTwoSteps { .. }) => {
                lang.pick("the other step", "另一道工序")
            }
            _ => lang.pick("first written here", "最初写在这里"),
        }
    }
}

/// What stands where a value of another kind belongs.
fn wrong_type(expected: Expected, found: Found, lang: Lang) -> String {
    if let (Expected::Number, Found::Float) = (expected, found) {
        return lang.pick(
            "a number is needed, not `inf` or `nan`".into(),
            "这里应为数字，不能是 `inf` 或 `nan`".into(),
        );
    }
    lang.pick(
        format!("expected {}, found {}", expected.en(), found.en()),
        format!("这里应为{}，却是{}", expected.zh(), found.zh()),
    )
}

impl ProblemKind {
    fn message(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::Syntax { found, .. } => syntax::wrong(found, lang),
            Self::TooManySyntaxErrors { hidden } => say(
                format!("{hidden} more syntax errors in this file are not shown"),
                format!("此文件还有 {hidden} 处语法错误未显示"),
            ),
            Self::MissingKey { key, table, .. } => say(
                format!("this `{table}` lacks the key `{key}`"),
                format!("这个 `{table}` 缺少键 `{key}`"),
            ),
            Self::WrongType { expected, found } => wrong_type(*expected, *found, lang),
            Self::NotATable { found, .. } => wrong_type(Expected::Table, *found, lang),
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
            Self::BadCalendar { written, fault } => calendar::message(written, fault, lang),
            Self::BadDate { written } => calendar::no_day(written, lang),
            Self::BadId { written } if written.trim().is_empty() => say(
                "an empty text cannot be an id".into(),
                "空文本不能用作代号".into(),
            ),
            Self::BadId { written } => say(
                format!("`{written}` cannot be an id"),
                format!("`{written}` 不能用作代号"),
            ),
            Self::Evidence(problem) => problem.message(lang),
            Self::Strategy(problem) => problem.message(lang),
            Self::FullWidthPunctuation { found, write } => marks::wrong(*found, write, lang),
            Self::UnknownKey { .. }
            | Self::KeyOfOuterTable { .. }
            | Self::TimeWithoutQuotes { .. }
            | Self::NotExtendable { .. }
            | Self::MissingValue
            | Self::NumberOutOfRange
            | Self::TooDeep { .. }
            | Self::DuplicateKey { .. }
            | Self::DatesOutOfOrder { .. }
            | Self::MoreThanAll { .. }
            | Self::ValueContradictsCounts { .. } => self.message_about_values(lang),
            _ => self.message_about_links(lang),
        }
    }

    /// The wording of problems with a single key or value.
    fn message_about_values(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::UnknownKey {
                key, table: "file", ..
            } => say(
                format!("there is no table `{key}`"),
                format!("没有名为 `{key}` 的表"),
            ),
            Self::UnknownKey { key, table, .. } | Self::KeyOfOuterTable { key, table, .. } => say(
                format!("`{table}` has no key `{key}`"),
                format!("`{table}` 没有名为 `{key}` 的键"),
            ),
            Self::DuplicateKey { key } => say(
                format!("`{key}` is written twice in one table"),
                format!("同一个表里写了两次 `{key}`"),
            ),
            Self::TimeWithoutQuotes { written } => say(
                format!("`{written}` is a time of day without quotes"),
                format!("时刻 `{written}` 没有加引号"),
            ),
            Self::NotExtendable { key } => say(
                format!("`{key}` is already complete and cannot be added to"),
                format!("`{key}` 已经写完，不能再添加内容"),
            ),
            Self::MoreThanAll { k, n } => say(
                format!("{k} of {n}: more cases counted than there were"),
                format!("{n} 件中有 {k} 件：符合数多于总数"),
            ),
            Self::TooDeep { limit } => say(
                format!("tables or lists nested more than {limit} deep"),
                format!("表或列表嵌套超过 {limit} 层"),
            ),
            Self::ValueContradictsCounts { value, counted } => say(
                format!("the value is {value}, but `k` of `n` comes to {counted}"),
                format!("数值写的是 {value}，但 `k` / `n` 得 {counted}"),
            ),
            Self::DatesOutOfOrder { first, second } => say(
                format!("`{first}` is after `{second}`"),
                format!("`{first}` 晚于 `{second}`"),
            ),
            Self::NumberOutOfRange => say(
                "the number is too large to be held".into(),
                "数字太大，无法表示".into(),
            ),
            _ => say("this key has no value".into(), "这个键没有值".into()),
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
            Self::WrongType { expected, found } => type_hint(*expected, *found, lang),
            Self::NotATable { found, keys, .. } => table_hint(*found, keys, lang),
            Self::UnitOfOtherKind { expected, .. } => example(*expected, lang),
            Self::OutOfRange { min, .. } => {
                say(format!("for example: {min}"), format!("例如：{min}"))
            }
            Self::UnknownChoice { suggestion, choices, .. } => {
                did_you_mean(*suggestion, &with_meanings(choices, lang), lang)
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
            Self::BadCalendar { fault, .. } => calendar::hint(fault, lang),
            Self::TimeWithoutQuotes { written } => say(
                format!("write it in quotes: \"{written}\""),
                format!("请加英文双引号：\"{written}\""),
            ),
            Self::BadDate { .. } => say(
                "write year-month-day, for example 2026-12-31".into(),
                "请按年-月-日书写，例如 2026-12-31 或 \"2026年12月31日\"".into(),
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
            Self::KeyOfOuterTable { key, belongs_to, .. } => say(
                format!("`{key}` is a key of `{belongs_to}`: move it above this table's header"),
                format!("`{key}` 是 `{belongs_to}` 的键：请移到这个表头之前"),
            ),
            Self::Evidence(problem) => problem.hint(lang),
            Self::Strategy(problem) => problem.hint(lang),
            Self::FullWidthPunctuation { write, .. } => marks::next(write, lang),
            Self::NotExtendable { .. }
            | Self::MissingValue
            | Self::NumberOutOfRange
            | Self::TooDeep { .. }
            | Self::DatesOutOfOrder { .. }
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
            Self::DatesOutOfOrder { .. } => say(
                "correct one of the two days".into(),
                "请更正其中一个日期".into(),
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
}

/// What to do about a name that was not found; only sure of it if one is near.
pub(super) fn meant(suggestion: Option<&str>, lang: Lang) -> String {
    let check = || lang.pick("check the spelling", "请检查是否写对").to_owned();
    suggestion.map_or_else(check, |near| did_you_mean(Some(near), &[""; 0], lang))
}

pub(super) fn did_you_mean(
    suggestion: Option<&str>,
    known: &[impl AsRef<str>],
    lang: Lang,
) -> String {
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
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

/// The words of a choice, in Chinese with what they mean.
fn with_meanings(choices: &[(&str, &str)], lang: Lang) -> Vec<String> {
    let one = |(word, zh): &(&str, &str)| match lang {
        Lang::Zh if !zh.is_empty() => format!("{word}（{zh}）"),
        _ => (*word).to_owned(),
    };
    choices.iter().map(one).collect()
}

/// What to write where another type is expected.
fn type_hint(expected: Expected, found: Found, lang: Lang) -> String {
    match (expected, found) {
        (Expected::List, Found::Table) => lang.pick(
            "there may be several: begin each with a header in double brackets, [[…]]".into(),
            "可以有多个：每个的表头用双方括号 [[…]]".into(),
        ),
        (Expected::Table, Found::List) => lang.pick(
            "there is only one: write its header in single brackets, […], or its keys in braces, { … }"
                .into(),
            "只有一个：表头用单方括号 […]，或把键写在花括号 { … } 里".into(),
        ),
        _ => example(expected, lang),
    }
}

/// What to write where a table is expected.
fn table_hint(found: Found, keys: &[&str], lang: Lang) -> String {
    if found == Found::List {
        return type_hint(Expected::Table, found, lang);
    }
    let first = keys.first().copied().unwrap_or_default();
    lang.pick(
        format!(
            "write its keys in braces, such as {{ {first} = … }}; it may have: {}",
            keys.join(", ")
        ),
        format!(
            "把键写在花括号里，例如 {{ {first} = … }}；可以有：{}",
            keys.join("、")
        ),
    )
}

fn example(expected: Expected, lang: Lang) -> String {
    let example = expected.example();
    if expected == Expected::Text {
        return lang.pick(
            format!(
                "for example: {example}, or {{ en = \"text\", zh = \"文本\" }} in two languages"
            ),
            "例如：\"文本\"；两种语言写 { en = \"text\", zh = \"文本\" }".into(),
        );
    }
    lang.pick(
        format!("for example: {example}"),
        format!("例如：{example}"),
    )
}
