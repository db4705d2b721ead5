//! What a reader has to say of a log that it could read all the same.

use crate::lang::Lang;

/// Something about a log that whoever reads its figures should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line, where there is one.
    pub line: Option<u64>,
    /// What it is.
    pub kind: NoteKind,
}

/// What there is to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// Events that belong to no trace, and so to no case, were left out.
    EventsOutsideTraces(u64),
    /// Traces without a name; each is called by its number in the file.
    UnnamedTraces(u64),
    /// A rule of the XES standard is broken, and the log is read all the same.
    NotStandard(super::xes::Deviation),
    /// Relations to objects that the log does not list were left out.
    UnlistedObjects(u64),
    /// Times do not say their zone; this one was taken.
    ZoneTaken(String),
    /// The text was not UTF-8; this encoding was taken.
    EncodingTaken(&'static str),
}

impl Note {
    /// A note on the log as a whole.
    pub fn whole(kind: NoteKind) -> Self {
        Self { line: None, kind }
    }

    /// What there is to know, in one sentence without an end.
    pub fn message(&self, lang: Lang) -> String {
        let said = match &self.kind {
            NoteKind::EventsOutsideTraces(count) => lang.pick(
                format!(
                    "{count} events stand outside all traces, belong to no case and were left out"
                ),
                format!("{count} 个事件不在任何轨迹（trace）内，不属于任何案例，未计入"),
            ),
            NoteKind::UnnamedTraces(count) => lang.pick(
                format!("{count} traces have no name and are called by their number"),
                format!("{count} 条轨迹（trace）没有名称，以其序号称呼"),
            ),
            NoteKind::NotStandard(deviation) => deviation.message(lang),
            NoteKind::UnlistedObjects(count) => lang.pick(
                format!(
                    "{count} relations name objects that the log does not list and were left out"
                ),
                format!("{count} 个关联指向日志中未列出的对象，未计入"),
            ),
            NoteKind::ZoneTaken(zone) => lang.pick(
                format!("times do not say their zone; {zone} was taken"),
                format!("时间未注明时区，按 {zone} 读取"),
            ),
            NoteKind::EncodingTaken(name) => lang.pick(
                format!("the text is not UTF-8 and was read as {name}"),
                format!("文字不是 UTF-8，按 {name} 读取"),
            ),
        };
        match self.line {
            Some(line) => lang.pick(
                format!("line {line}: {said}"),
                format!("第 {line} 行：{said}"),
            ),
            None => said,
        }
    }
}
