//! What keys take and what was found there, in words.

use super::{Expected, Found};

impl Expected {
    /// In English, with its article.
    pub fn en(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Id => "an id",
            Self::Reference => "the id of something else",
            Self::Quantity => "a value with a unit",
            Self::Duration => "a duration",
            Self::Rate => "a number per period",
            Self::Money => "an amount of money",
            Self::Share => "a share from 0 % to 100 %",
            Self::Statement => "a need, criterion or promise",
            Self::Due => "a due time",
            Self::Date => "a date",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Choice => "one of a few words",
            Self::List => "a list",
            Self::Table => "a table",
            Self::ThreePoint => "a duration, or { min, typical, max }",
            Self::WorkingHours => "days of the week and times",
            Self::DaysOff => "a day, or a range of days",
            Self::Workday => "a day, with or without times",
            Self::Zone => "a time zone",
            Self::Period => "a period of the calendar",
            Self::Path => "the path of a file",
            Self::Columns => "headings by key",
            Self::ScaleGrade => "a grade: a name or a number",
        }
    }

    /// In Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Text => "文本",
            Self::Id => "代号",
            Self::Reference => "另一项的代号",
            Self::Quantity => "带单位的值",
            Self::Duration => "时长",
            Self::Rate => "速率（每个周期多少）",
            Self::Money => "金额",
            Self::Share => "占比（0 % 到 100 %）",
            Self::Statement => "需求、准则或承诺",
            Self::Due => "交付时间",
            Self::Date => "日期",
            Self::Boolean => "是非值（true 或 false）",
            Self::Integer => "整数",
            Self::Number => "数字",
            Self::Choice => "规定的词之一",
            Self::List => "列表",
            Self::Table => "表",
            Self::ThreePoint => "时长，或 { min, typical, max }",
            Self::WorkingHours => "星期和时间",
            Self::DaysOff => "日期，或一段日期",
            Self::Workday => "日期，可带时间",
            Self::Zone => "时区",
            Self::Period => "期间",
            Self::Path => "文件路径",
            Self::Columns => "键与列标题的对应",
            Self::ScaleGrade => "评价档：名称或数字",
        }
    }

    /// An example as one would write it.
    pub fn example(self) -> &'static str {
        match self {
            Self::Text => "\"text\"",
            Self::Id => "\"raw-store\"",
            Self::Reference => "\"production/batch\"",
            Self::Quantity | Self::Share => "\"95 %\"",
            Self::Duration => "\"2 h\", \"3 working days\"",
            Self::Rate => "\"120 / day\"",
            Self::Money => "\"800 CNY\"",
            Self::Statement => "\"moisture ≤ 6 %\"",
            Self::Due => "\"by 07:30\", \"within 2 h\"",
            Self::Date => "2026-12-31",
            Self::Boolean => "true",
            Self::Integer => "3",
            Self::Number => "4.5",
            Self::Choice => "\"process\"",
            Self::List => "[\"first\", \"second\"]",
            Self::Table => "{ key = \"value\" }",
            Self::WorkingHours => "\"Mon-Fri 08:00-12:00\", \"周一至周五 13:00-17:00\"",
            Self::DaysOff => "\"2026-10-01 to 2026-10-07\"",
            Self::Workday => "\"2026-10-10\", \"2026-10-10 08:00-12:00\"",
            Self::Zone => "\"Asia/Shanghai\"",
            Self::Period => "\"2026-06\", \"2026-Q2\", \"2026-01..2026-06\"",
            Self::Path => "\"evidence/figures.csv\"",
            Self::Columns => "{ period = \"Month\", value = \"Result\" }",
            Self::ScaleGrade => "\"good\"",
            Self::ThreePoint => "{ min = \"10 min\", typical = \"20 min\", max = \"45 min\" }",
        }
    }
}

impl Found {
    pub(super) fn en(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Integer => "a whole number",
            Self::Float => "a number",
            Self::Boolean => "true or false",
            Self::Date => "a date or time",
            Self::List => "a list",
            Self::Table => "a table",
        }
    }

    pub(super) fn zh(self) -> &'static str {
        match self {
            Self::Text => "文本",
            Self::Integer => "整数",
            Self::Float => "小数",
            Self::Boolean => "是非值",
            Self::Date => "日期或时间",
            Self::List => "列表",
            Self::Table => "表",
        }
    }
}
