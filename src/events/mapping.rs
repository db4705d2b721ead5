//! Which column, or attribute, of a log holds what, and how its values are to be read.

use serde::{Deserialize, Serialize};

use super::columns::{Good, Layout, Phase};
use super::time::DateOrder;
use crate::lang::Lang;
use crate::load::document::Encoding;

/// What a column of a log can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Which case the event belongs to.
    Case,
    /// What was done.
    Activity,
    /// When it happened, or ended.
    Time,
    /// When it began.
    Start,
    /// Who did it.
    Resource,
    /// The group, role or department of who did it.
    Group,
    /// Whether the event is a start or an end.
    Phase,
    /// When it was due.
    Due,
    /// Whether the result was good.
    Good,
    /// How much was ordered.
    Ordered,
    /// How much was delivered.
    Delivered,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Case,
        Self::Activity,
        Self::Time,
        Self::Start,
        Self::Resource,
        Self::Group,
        Self::Phase,
        Self::Due,
        Self::Good,
        Self::Ordered,
        Self::Delivered,
    ];

    /// Its word, in settings, arguments and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Activity => "activity",
            Self::Time => "time",
            Self::Start => "start",
            Self::Resource => "resource",
            Self::Group => "group",
            Self::Phase => "phase",
            Self::Due => "due",
            Self::Good => "good",
            Self::Ordered => "ordered",
            Self::Delivered => "delivered",
        }
    }

    /// What it is, in words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Case => lang.pick("case", "个案"),
            Self::Activity => lang.pick("activity", "活动"),
            Self::Time => lang.pick("time", "时间"),
            Self::Start => lang.pick("start", "开始时间"),
            Self::Resource => lang.pick("person", "人员"),
            Self::Group => lang.pick("group", "班组或部门"),
            Self::Phase => lang.pick("phase", "开始或结束标志"),
            Self::Due => lang.pick("due time", "期限"),
            Self::Good => lang.pick("result", "结果"),
            Self::Ordered => lang.pick("quantity ordered", "订购数量"),
            Self::Delivered => lang.pick("quantity delivered", "交付数量"),
        }
    }

    /// A log without it cannot be read.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Case | Self::Activity | Self::Time)
    }
}

/// How a log is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The column of each role, by its name.
    pub columns: Vec<(Role, String)>,
    /// The encoding of its text, where a mark at its beginning does not say it; found out if `None`.
    pub encoding: Option<Encoding>,
    /// The zone of times that do not say theirs; UTC if `None`.
    pub zone: Option<String>,
    /// The order of dates; found out from the values if `None`.
    pub dates: Option<DateOrder>,
    /// Words that stand for an unknown resource, group, due time or result.
    pub missing: Vec<Box<str>>,
    /// Bytes that events may take in memory; what is more goes to disk. The usual if `None`.
    pub room: Option<usize>,
    /// Values of the column of results that mean a good one; the usual words if empty.
    pub good: Vec<String>,
}

/// Words by which systems say that nothing is known.
const MISSING: [&str; 17] = [
    "NONE", "None", "none", "EMPTY", "Empty", "empty", "NULL", "Null", "null", "N/A", "n/a", "NaN",
    "nan", "?", "-", "无", "空",
];

impl Default for Mapping {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            encoding: None,
            zone: None,
            dates: None,
            missing: MISSING.iter().map(|word| (*word).into()).collect(),
            room: None,
            good: Vec::new(),
        }
    }
}

impl Mapping {
    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<&str> {
        let found = self.columns.iter().find(|(known, _)| *known == role);
        found.map(|(_, column)| column.as_str())
    }

    /// What is said of each event, going by the roles that have a column.
    pub fn layout(&self) -> Layout {
        let has = |role| self.column(role).is_some();
        Layout {
            start: has(Role::Start),
            resource: has(Role::Resource),
            group: has(Role::Group),
            phase: has(Role::Phase),
            due: has(Role::Due),
            good: has(Role::Good),
            amounts: has(Role::Ordered) && has(Role::Delivered),
        }
    }

    /// What is named of the quantities ordered and delivered without the other.
    pub(super) fn half_of_amounts(&self) -> Option<Role> {
        let has = |role| self.column(role).is_some();
        match (has(Role::Ordered), has(Role::Delivered)) {
            (true, false) => Some(Role::Delivered),
            (false, true) => Some(Role::Ordered),
            _ => None,
        }
    }

    /// Whether a value stands for nothing.
    pub fn is_missing(&self, value: &[u8]) -> bool {
        let value = value.trim_ascii();
        value.is_empty() || self.missing.iter().any(|word| word.as_bytes() == value)
    }

    /// What a value of the column of results means.
    pub fn good(&self, value: &[u8]) -> Good {
        if self.is_missing(value) {
            return Good::Unknown;
        }
        let value = value.trim_ascii();
        if !self.good.is_empty() {
            let is_good = self.good.iter().any(|word| word.as_bytes() == value);
            return if is_good { Good::Yes } else { Good::No };
        }
        let is_one_of = |words: &[&str]| {
            let mut words = words.iter();
            words.any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
        };
        if is_one_of(&GOOD) || is_one_of(&YES) {
            Good::Yes
        } else if is_one_of(&BAD) || is_one_of(&NO) {
            Good::No
        } else {
            Good::Other
        }
    }
}

/// Whether a word says by itself that a result was good, or that it was not.
pub(super) fn tells_result(word: &str) -> bool {
    let mut known = GOOD.iter().chain(&BAD);
    known.any(|known| word.trim().eq_ignore_ascii_case(known))
}

/// Words by which systems say that a result is good.
const GOOD: [&str; 16] = [
    "true",
    "ok",
    "pass",
    "passed",
    "good",
    "accept",
    "accepted",
    "approved",
    "conform",
    "conforming",
    "合格",
    "合格品",
    "良品",
    "通过",
    "已通过",
    "检验合格",
];

/// Words by which they say that it is not.
const BAD: [&str; 34] = [
    "false",
    "nok",
    "not ok",
    "ng",
    "fail",
    "failed",
    "failure",
    "bad",
    "reject",
    "rejected",
    "refused",
    "nonconforming",
    "not accepted",
    "not approved",
    "rework",
    "returned",
    "scrap",
    "scrapped",
    "defective",
    "不合格",
    "不合格品",
    "检验不合格",
    "不良",
    "不良品",
    "次品",
    "废品",
    "不通过",
    "未通过",
    "返工",
    "返修",
    "退回",
    "驳回",
    "报废",
    "拒收",
];

/// Words that say so only of a column that is known to tell results.
const YES: [&str; 4] = ["yes", "y", "1", "是"];
const NO: [&str; 4] = ["no", "n", "0", "否"];

/// What a word of a life cycle means, such as those of the XES standard.
pub(super) fn phase(word: &[u8]) -> Phase {
    let word = word.trim_ascii();
    let is = |known: &str| word.eq_ignore_ascii_case(known.as_bytes());
    if is("start") || is("begin") || is("开始") {
        Phase::Start
    } else if word.is_empty()
        || is("complete")
        || is("completed")
        || is("end")
        || is("完成")
        || is("结束")
    {
        Phase::Complete
    } else {
        Phase::Other
    }
}
