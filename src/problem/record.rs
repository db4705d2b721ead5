//! Why a file among the records of earlier audits cannot be used, in words.

use jiff::civil::Date;

use crate::lang::Lang;

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordFault {
    /// The file cannot be read at all.
    Unreadable,
    /// The text ends too early, or is no JSON.
    Cut {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON of another shape.
    OtherShape {
        /// What does not fit, in the parser's words.
        why: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Another program, or a later version, wrote it.
    OtherSchema(String),
    /// It speaks of objects it does not name.
    Torn {
        /// The rule whose line does not fit.
        rule: String,
    },
    /// The name of the file is no day.
    NoDay,
    /// The name of the file is not the day it tells of.
    OtherDay(Date),
}

impl RecordFault {
    /// What is wrong.
    pub(super) fn message(&self, path: &str, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::Unreadable => say(
                format!("the record `{path}` cannot be read"),
                format!("无法读取审核记录 `{path}`"),
            ),
            Self::Cut { line, column } => say(
                format!("the record `{path}` is damaged: no JSON at line {line}, column {column}"),
                format!("审核记录 `{path}` 已损坏：第 {line} 行第 {column} 列不是 JSON"),
            ),
            Self::OtherShape { why, line, column } => say(
                format!("`{path}` is no record of an audit: {why}"),
                format!("`{path}` 不是审核记录：第 {line} 行第 {column} 列的内容不符"),
            ),
            Self::OtherSchema(schema) => say(
                format!("`{path}` has the schema `{schema}`, which this version does not know"),
                format!("`{path}` 的格式是 `{schema}`，本版本不认识"),
            ),
            Self::Torn { rule } => say(
                format!(
                    "the record `{path}` is damaged: what it says of `{rule}` names objects it does not have"
                ),
                format!("审核记录 `{path}` 已损坏：`{rule}` 一行所指的对象不在其中"),
            ),
            Self::NoDay => say(
                format!("`{path}` stands among the records, and its name is no day"),
                format!("`{path}` 放在审核记录中，但文件名不是日期"),
            ),
            Self::OtherDay(day) => say(
                format!("the record `{path}` tells of {day}, not of the day it is named after"),
                format!("审核记录 `{path}` 说的是 {day}，与文件名的日期不同"),
            ),
        }
    }

    /// What to do next.
    pub(super) fn hint(&self, lang: Lang) -> String {
        let hint = match self {
            Self::Unreadable => lang.pick(
                "ask for the right to read it, or move it elsewhere",
                "请申请读取权限，或把它移到别处",
            ),
            Self::Cut { .. } | Self::OtherShape { .. } | Self::Torn { .. } => lang.pick(
                "bring back the file as it was written, or move it out of the folder; audits then count without it",
                "请恢复原来的文件，或把它移出该文件夹；以后的审核就不再计入它",
            ),
            Self::OtherSchema(_) => lang.pick(
                "use the version of baton that wrote it, or move it out of the folder",
                "请用写入它的 baton 版本，或把它移出该文件夹",
            ),
            Self::NoDay => lang.pick(
                "move it out of the folder; a record is named like 2026-12-31.json",
                "请把它移出该文件夹；审核记录的文件名应如 2026-12-31.json",
            ),
            Self::OtherDay(_) => lang.pick(
                "give it back the name of its day, or move it out of the folder",
                "请改回它那一天的文件名，或把它移出该文件夹",
            ),
        };
        hint.to_owned()
    }
}
