//! What can be wrong with files of evidence, and what is said of it in both languages.

use super::scores::ScoreProblem;
use super::{did_you_mean, wording};
use crate::lang::{Lang, Text};
use crate::source::UnreadableReason;

/// What is wrong with evidence.
#[derive(Debug)]
#[non_exhaustive]
pub enum EvidenceProblem {
    /// A declared file that cannot be read.
    Unreadable {
        /// The path as shown.
        path: String,
        /// Why.
        reason: UnreadableReason,
    },
    /// A file in no encoding that is known, or not in the one it is said to be in.
    Encoding {
        /// The path as shown.
        path: String,
    },
    /// A declared file without a row below its headings.
    Empty {
        /// The path as shown.
        path: String,
    },
    /// A heading that is no key.
    UnknownColumn {
        /// The heading as written.
        heading: String,
        /// The key probably meant.
        suggestion: Option<&'static str>,
        /// All keys a row has.
        known: Vec<&'static str>,
    },
    /// A key that rows cannot do without, and no column for it.
    MissingColumn {
        /// The key.
        key: &'static str,
    },
    /// Two columns for one key.
    DuplicateColumn {
        /// The key.
        key: String,
    },
    /// A heading that `columns` or `scale` names and the file does not have.
    NoSuchHeading {
        /// The heading as written.
        heading: String,
        /// The path as shown.
        path: String,
        /// The heading probably meant.
        suggestion: Option<String>,
    },
    /// A row with more or fewer cells than there are headings.
    RowWidth {
        /// Its cells.
        cells: usize,
        /// The headings.
        headings: usize,
    },
    /// A quoted cell that is not closed before the file ends.
    UnclosedQuote,
    /// A number that may be two: 1,234.
    AmbiguousNumber {
        /// The number as written.
        written: String,
        /// How many more there are in its column.
        more: usize,
    },
    /// Not a period of the calendar.
    BadPeriod {
        /// The text as written.
        written: String,
    },
    /// Two figures of one series that speak of the same days.
    PeriodsOverlap {
        /// The earlier period.
        first: String,
        /// The later one.
        second: String,
    },
    /// A figure without a value and without counts.
    NoValue,
    /// Bounds of a value that are none: one alone, in another unit, or not around it.
    NoBounds {
        /// The lower one, as written; empty if there is none.
        low: String,
        /// The value.
        value: String,
        /// The upper one.
        high: String,
    },
    /// Counts that are not one for each grade of the scale.
    CountsUnlikeScale {
        /// How many counts.
        counts: usize,
        /// How many grades.
        grades: usize,
    },
    /// Counts of grades that do not come to the answers.
    CountsUnlikeAnswers {
        /// What they come to.
        counted: i64,
        /// How many are said to have answered.
        answered: i64,
    },
    /// A grade that the scale does not have.
    NotOnScale {
        /// The grade as written.
        written: String,
    },
    /// A self-assessment that cannot be read on its scale.
    Score(ScoreProblem),
    /// An event log that cannot be read.
    Log {
        /// The path as shown.
        path: String,
        /// The row and column in the file; may be empty.
        place: Text,
        /// What is wrong.
        message: Text,
        /// What to do; may be empty.
        hint: Text,
    },
    /// An activity that no event has.
    NoSuchActivity {
        /// The activity as written.
        written: String,
        /// The activity probably meant.
        suggestion: Option<String>,
    },
    /// An activity that two steps call theirs.
    ActivityOfTwoSteps {
        /// The activity as the log has it.
        activity: String,
        /// The one step.
        first: String,
        /// The other.
        second: String,
    },
    /// More answers than were asked for.
    MoreAnswers {
        /// The answers.
        answers: i64,
        /// Those asked.
        invited: i64,
    },
}

impl EvidenceProblem {
    pub(super) fn message(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::Unreadable { path, reason } => say(
                format!(
                    "the evidence `{path}` cannot be read: {}",
                    reason.message(Lang::En)
                ),
                format!("无法读取证据 `{path}`：{}", reason.message(Lang::Zh)),
            ),
            Self::Encoding { path } => say(
                format!("the evidence `{path}` is not text in a known encoding"),
                format!("证据 `{path}` 不是已知编码的文本"),
            ),
            Self::Empty { path } => say(
                format!("the evidence `{path}` has no row below its headings"),
                format!("证据 `{path}` 的标题行之下没有任何数据行"),
            ),
            Self::UnknownColumn { heading, .. } => say(
                format!("the heading `{heading}` is no key of a row"),
                format!("列标题 `{heading}` 不是可用的键"),
            ),
            Self::MissingColumn { key } => say(
                format!("there is no column `{key}`"),
                format!("没有 `{key}` 这一列"),
            ),
            Self::DuplicateColumn { key } => say(
                format!("there are two columns for `{key}`"),
                format!("`{key}` 有两列"),
            ),
            Self::NoSuchHeading { heading, path, .. } => say(
                format!("`{path}` has no heading `{heading}`"),
                format!("`{path}` 没有列标题 `{heading}`"),
            ),
            Self::RowWidth { cells, headings } => say(
                format!("this row has {cells} cells under {headings} headings"),
                format!("此行有 {cells} 格，标题却有 {headings} 个"),
            ),
            Self::UnclosedQuote => say(
                "this quoted cell is not closed before the file ends".into(),
                "这个带引号的单元格直到文件结尾也没有闭合".into(),
            ),
            Self::AmbiguousNumber { written, more } => {
                let (en, zh) = match more {
                    0 => (String::new(), String::new()),
                    1 => ("; 1 more in this column".into(), "；此列还有 1 处".into()),
                    more => (
                        format!("; {more} more in this column"),
                        format!("；此列还有 {more} 处"),
                    ),
                };
                say(
                    format!("`{written}` may be a thousand and more, or a decimal fraction{en}"),
                    format!("`{written}` 可能是上千的整数，也可能是小数{zh}"),
                )
            }
            Self::BadPeriod { written } => say(
                format!("`{written}` is no period of the calendar"),
                format!("`{written}` 不是日历上的期间"),
            ),
            Self::Log { .. } | Self::NoSuchActivity { .. } | Self::ActivityOfTwoSteps { .. } => {
                self.message_about_logs(lang)
            }
            _ => self.message_about_counts(lang),
        }
    }

    fn message_about_logs(&self, lang: Lang) -> String {
        match self {
            Self::Log {
                path,
                place,
                message,
                ..
            } => {
                let (place, message) = (place.get(lang), message.get(lang));
                let (comma, colon) = lang.pick((", ", ": "), ("，", "："));
                match place {
                    "" => format!("`{path}`{colon}{message}"),
                    _ => format!("`{path}`{comma}{place}{colon}{message}"),
                }
            }
            Self::ActivityOfTwoSteps {
                activity,
                first,
                second,
            } => lang.pick(
                format!(
                    "the activity `{activity}` of the log is claimed by `{first}` and `{second}`"
                ),
                format!("日志中的活动 `{activity}` 同时属于 `{first}` 和 `{second}`"),
            ),
            Self::NoSuchActivity { written, .. } => lang.pick(
                format!("no event of the log has the activity `{written}`"),
                format!("日志中没有活动 `{written}`"),
            ),
            _ => String::new(),
        }
    }

    fn message_about_counts(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::PeriodsOverlap { first, second } => say(
                format!("`{first}` and `{second}` of one series have days in common"),
                format!("同一序列中的 `{first}` 与 `{second}` 日期重叠"),
            ),
            Self::NoBounds { low, value, high } => {
                let shown = |end: &str| {
                    if end.is_empty() {
                        "—".to_owned()
                    } else {
                        end.to_owned()
                    }
                };
                let (low, high) = (shown(low), shown(high));
                say(
                    format!("{low} and {high} are no bounds of {value}"),
                    format!("{low} 和 {high} 不能作为 {value} 的界限"),
                )
            }
            Self::CountsUnlikeScale { counts, grades } => say(
                format!("{counts} counts for a scale of {grades} grades"),
                format!("评价分 {grades} 档，却有 {counts} 个人数"),
            ),
            Self::CountsUnlikeAnswers { counted, answered } => say(
                format!("the counts come to {counted}, but `answered` is {answered}"),
                format!("各档人数合计 {counted}，`answered` 却是 {answered}"),
            ),
            Self::NotOnScale { written } => say(
                format!("the scale has no grade `{written}`"),
                format!("评价中没有 `{written}` 这一档"),
            ),
            Self::MoreAnswers { answers, invited } => say(
                format!("{answers} answers, but only {invited} were asked"),
                format!("收回 {answers} 份，却只发出 {invited} 份"),
            ),
            Self::Score(problem) => problem.message(lang),
            _ => say(
                "this figure has neither a value nor counts".into(),
                "这个观测值既没有数值也没有件数".into(),
            ),
        }
    }

    pub(super) fn hint(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::Unreadable {
                reason: UnreadableReason::Missing,
                ..
            } => say(
                "check the path; it begins in the folder of this model file",
                "请检查路径；它从本模型文件所在的文件夹算起",
            ),
            Self::Unreadable { reason, .. } => reason.hint(lang),
            Self::Encoding { .. } => say(
                "save it as CSV with the encoding UTF-8, or name its `encoding`",
                "请用 UTF-8 编码另存为 CSV，或写明 `encoding`",
            ),
            Self::Empty { .. } => say(
                "export it again, or remove this `[[evidence]]`",
                "请重新导出，或删除这个 `[[evidence]]`",
            ),
            Self::UnknownColumn { suggestion, known, .. } => {
                let next = did_you_mean(*suggestion, known, lang);
                lang.pick(
                    format!("{next}; map it in `columns`, or name it in `ignore`"),
                    format!("{next}；也可在 `columns` 中对应，或写入 `ignore`"),
                )
            }
            Self::MissingColumn { key } => lang.pick(
                format!("add it, map it as columns = {{ {key} = \"…\" }}, or set one for all rows in `[[evidence]]`"),
                format!("请加上，或写 columns = {{ {key} = \"…\" }} 对应，或在 `[[evidence]]` 中为所有行设定"),
            ),
            Self::DuplicateColumn { .. } => say(
                "remove one of them, or name it in `ignore`",
                "请删去其一，或写入 `ignore`",
            ),
            Self::NoSuchHeading { suggestion, .. } => wording::meant(suggestion.as_deref(), lang),
            Self::RowWidth { .. } => say(
                "check for a delimiter inside a cell; a cell with one stands in double quotes",
                "请检查单元格里是否有分隔符；含分隔符的单元格要用双引号括起",
            ),
            Self::UnclosedQuote => say(
                "close it, or export the file again: its end may be missing",
                "请补上引号，或重新导出：文件可能不完整",
            ),
            Self::AmbiguousNumber { .. } => say(
                "write 1234 or 1.2 without a mark between thousands, or say in `[[evidence]]` which mark stands before decimals: decimal = \".\" or decimal = \",\"",
                "请写成 1234 或 1.2，不要用千位分隔符；或在 `[[evidence]]` 中写明小数点：decimal = \".\" 或 decimal = \",\"",
            ),
            Self::BadPeriod { .. } => say(
                "write 2026-06, 2026-Q2, 2026-W23, 2026-06-14, 2026 or 2026-01..2026-06",
                "请写 2026-06、2026-Q2、2026-W23、2026-06-14、2026 或 2026-01..2026-06，也可以写 2026年6月、2026年第二季度、2026年上半年、2026年第23周、2026年6月14日",
            ),
            Self::Score(problem) => problem.hint(lang).to_owned(),
            Self::Log { .. } | Self::NoSuchActivity { .. } | Self::ActivityOfTwoSteps { .. } => {
                self.hint_about_logs(lang)
            }
            _ => self.hint_about_counts(lang),
        }
    }

    fn hint_about_counts(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::PeriodsOverlap { .. } => say(
                "keep one of them; counted twice, the same cases would look like more evidence",
                "请保留其一；同样的事例计两次，会显得证据更多",
            ),
            Self::NoBounds { .. } => say(
                "write both `low` and `high`, in the unit of the value and with the value between them; counts `k` of `n` need neither",
                "请同时写 `low` 和 `high`，单位与数值相同，数值在两者之间；用 `k` 和 `n` 计数的都不用写",
            ),
            Self::NoValue => say(
                "write `value`, or `k` and `n`",
                "请写 `value`，或写 `k` 和 `n`",
            ),
            Self::CountsUnlikeScale { .. } => say(
                "write one count for each grade, 0 where nobody chose it",
                "请每档写一个人数，没人选的写 0",
            ),
            Self::CountsUnlikeAnswers { .. } => say(
                "correct one of them; `answered` is how many gave a grade, and may be left out",
                "请更正其一；`answered` 是给出评价的人数，可以不写",
            ),
            Self::NotOnScale { .. } => say(
                "write one of the grades in `scale`",
                "请写 `scale` 中的一档",
            ),
            _ => say("correct one of the two numbers", "请更正其中一个数字"),
        }
    }

    fn hint_about_logs(&self, lang: Lang) -> String {
        let say = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
        match self {
            Self::Log { hint, .. } => match hint.get(lang) {
                "" => say(
                    "mend the file, or export it again",
                    "请修正文件，或重新导出",
                ),
                hint => hint.to_owned(),
            },
            Self::NoSuchActivity {
                suggestion: None, ..
            } => say(
                "write it as the log does; `baton measure` shows the activities of a log",
                "请按日志中的写法填写；`baton measure` 会列出日志中的活动",
            ),
            Self::NoSuchActivity { suggestion, .. } => wording::meant(suggestion.as_deref(), lang),
            Self::ActivityOfTwoSteps { .. } => say(
                "leave it in the `activities` of one step",
                "请只写在一道工序的 `activities` 中",
            ),
            _ => String::new(),
        }
    }
}
