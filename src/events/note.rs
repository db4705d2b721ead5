//! What a reader has to say of a log that it could read all the same.

use super::mapping::Mapping;
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
    ZoneTaken {
        /// The zone.
        zone: String,
        /// Somebody has said it; else it is only the usual.
        is_said: bool,
    },
    /// The text was not UTF-8; this encoding was taken.
    EncodingTaken(&'static str),
}

fn zone_taken(zone: &str, is_said: bool, lang: Lang) -> String {
    if is_said {
        return lang.pick(
            format!("times do not say their zone; {zone} was taken"),
            format!("时间未注明时区，按 {zone} 读取"),
        );
    }
    lang.pick(
        format!("times do not say their zone; {zone} was taken: where clocks show another time, say it with `--zone Asia/Shanghai` (`zone = \"Asia/Shanghai\"` in a [[log]])"),
        format!("时间未注明时区，按 {zone} 读取：如与当地时间不同，请用 `--zone Asia/Shanghai` 写明（[[log]] 中写 `zone = \"Asia/Shanghai\"`）"),
    )
}

impl NoteKind {
    /// The note on times without a zone, by whether the times of each clock say theirs.
    pub(super) fn zone_taken(
        mapping: &Mapping,
        has_offsets: impl IntoIterator<Item = Option<bool>>,
    ) -> Vec<Note> {
        let is_bare = has_offsets.into_iter().any(|known| known == Some(false));
        let note = || {
            let zone = mapping.zone.clone().unwrap_or_else(|| "UTC".to_owned());
            let is_said = mapping.zone.is_some();
            Note::whole(Self::ZoneTaken { zone, is_said })
        };
        is_bare.then(note).into_iter().collect()
    }
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
                format!("{count} 个事件不在任何轨迹（trace）内，不属于任何个案，未计入"),
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
            NoteKind::ZoneTaken { zone, is_said } => zone_taken(zone, *is_said, lang),
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
