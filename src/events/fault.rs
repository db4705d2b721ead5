//! What can be wrong with a file as such: its compression, its encoding, the rules of XML,
//! XES, JSON and SQLite.

use super::file::Format;
use crate::lang::Lang;

/// What is wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Its compressed bytes are damaged; what the decoder says.
    Compressed(String),
    /// Its compressed bytes end too early.
    CompressedCut,
    /// It holds another format than its ending says.
    OtherFormat {
        /// The ending of its name.
        ending: String,
        /// What it holds.
        found: Format,
    },
    /// Its text makes sense in more than one encoding, or in none.
    OpenEncoding,
    /// It is written in an encoding that is not known.
    Encoding(String),
    /// It ends inside of something.
    Cut,
    /// A rule of XML is broken.
    Xml(XmlFault),
    /// A trace is so long that it cannot be one.
    TraceTooLong,
    /// An element stands where XES does not have it.
    Misplaced {
        /// The element.
        element: String,
        /// Where it stands.
        inside: String,
    },
    /// The outermost element is another one.
    NotXes(String),
    /// A rule of the XES standard is broken.
    NotStandard(super::xes::Deviation),
    /// A rule of JSON is broken; what the reader says.
    Json(String),
    /// The JSON, or XML, is no object-centric log: something is missing in it.
    OcelLacks(&'static str),
    /// Two events have the same name.
    EventTwice(String),
    /// A rule of the SQLite file format is broken.
    Sqlite(&'static str),
    /// A table in Parquet that cannot be read.
    Parquet(ParquetFault),
    /// A log of objects has no objects of this type.
    NoObjectType {
        /// The type asked for.
        written: String,
        /// The types there are.
        known: Vec<String>,
    },
}

/// Which rule of XML is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlFault {
    /// A character stands where none may.
    Unexpected(char),
    /// An attribute has no value.
    NoValue(String),
    /// An attribute is written twice.
    Twice(String),
    /// `&…;` that is none of the five of XML and no number.
    Entity(String),
    /// An element is closed that is not open.
    Close {
        /// What is closed.
        closed: String,
        /// What is open.
        open: Option<String>,
    },
    /// There is something behind the end of the outermost element.
    Behind,
    /// A document type declaration.
    DocumentType,
}

impl Fault {
    /// What is wrong, in one sentence without an end.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Compressed(cause) => lang.pick(
                format!("the compressed file is damaged: {cause}"),
                format!("压缩文件已损坏：{cause}"),
            ),
            Self::CompressedCut => lang
                .pick(
                    "the compressed file is cut off: its end is missing",
                    "压缩文件不完整：缺少结尾",
                )
                .to_owned(),
            Self::OtherFormat { ending, found } => lang.pick(
                format!(
                    "the name ends in `{ending}`, but the file holds {}",
                    found.name(lang)
                ),
                format!("文件名以“{ending}”结尾，内容却是 {}", found.name(lang)),
            ),
            Self::OpenEncoding => lang
                .pick(
                    "the text is not UTF-8, and could be Chinese (gb18030) or Western European (windows-1252)",
                    "文字不是 UTF-8，可能是简体中文（gb18030），也可能是西欧文字（windows-1252）",
                )
                .to_owned(),
            Self::Encoding(name) => lang.pick(
                format!("the encoding `{name}` is not known"),
                format!("不认识的编码“{name}”"),
            ),
            Self::Cut => lang
                .pick(
                    "the file is cut off: its end is missing",
                    "文件不完整：缺少结尾",
                )
                .to_owned(),
            Self::Xml(fault) => fault.message(lang),
            Self::TraceTooLong => lang
                .pick(
                    "this trace has no end within 256 MB",
                    "该轨迹（trace）超过 256 MB 仍未结束",
                )
                .to_owned(),
            Self::Misplaced { element, inside } => lang.pick(
                format!("`<{element}>` cannot stand inside `<{inside}>`"),
                format!("<{inside}> 内不能有 <{element}>"),
            ),
            Self::NotXes(element) => lang.pick(
                format!("the outermost element is `<{element}>`; a log of XES begins with `<log>`"),
                format!("最外层是 <{element}>；XES 日志应以 <log> 开始"),
            ),
            Self::NotStandard(deviation) => deviation.message(lang),
            Self::Json(what) => lang.pick(
                format!("a rule of JSON is broken: {what}"),
                format!("不符合 JSON 语法：{what}"),
            ),
            Self::OcelLacks(what) => lang.pick(
                format!("this is no object-centric log: `{what}` is missing"),
                format!("这不是面向对象的事件日志：缺少“{what}”"),
            ),
            Self::EventTwice(id) => lang.pick(
                format!("two events are called `{id}`"),
                format!("有两个事件都叫“{id}”"),
            ),
            Self::Sqlite(what) => lang.pick(
                format!("the SQLite file is damaged: {what}"),
                format!("SQLite 文件已损坏：{what}"),
            ),
            Self::Parquet(fault) => fault.message(lang),
            Self::NoObjectType { written, .. } => lang.pick(
                format!("the log has no objects of the type `{written}`"),
                format!("日志中没有“{written}”类型的对象"),
            ),
        }
    }

    /// What to do about it; empty where the message says it.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Compressed(_) | Self::CompressedCut | Self::Cut => lang
                .pick(
                    "copy or export the file again, completely",
                    "请重新完整地复制或导出该文件",
                )
                .to_owned(),
            Self::OtherFormat { .. } => lang
                .pick(
                    "give the file the ending of what it holds, or export it again",
                    "请按内容改文件名的结尾，或重新导出",
                )
                .to_owned(),
            Self::OpenEncoding => lang
                .pick(
                    "say it with `--encoding gb18030` or `--encoding windows-1252`, or save the file as UTF-8",
                    "用 `--encoding gb18030` 或 `--encoding windows-1252` 说明，或把文件另存为 UTF-8",
                )
                .to_owned(),
            Self::Parquet(fault) => fault.hint(lang).to_owned(),
            Self::Encoding(_) => lang
                .pick("save the file as UTF-8", "请把文件另存为 UTF-8")
                .to_owned(),
            Self::Xml(XmlFault::DocumentType) => lang
                .pick(
                    "take the `<!DOCTYPE …>` out: no log needs one, and it can hide text without end",
                    "请去掉 <!DOCTYPE …>：日志不需要它，其中还可能藏有无穷无尽的文字",
                )
                .to_owned(),
            Self::NoObjectType { known, .. } => lang.pick(
                format!("there are: {}", known.join(", ")),
                format!("现有的类型：{}", known.join("、")),
            ),
            _ => String::new(),
        }
    }
}

/// Why a table in Parquet cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParquetFault {
    /// A rule of the format is broken; what its reader says.
    Damaged(String),
    /// Its pages are compressed in a way that is not read.
    Codec(String),
    /// A column holds lists, not one value a row.
    List,
}

impl ParquetFault {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Damaged(what) => lang.pick(
                format!("the Parquet file is damaged: {what}"),
                format!("Parquet 文件已损坏：{what}"),
            ),
            Self::Codec(codec) => lang.pick(
                format!("the table is compressed with {codec}, which is not read"),
                format!("该表用 {codec} 压缩，无法读取"),
            ),
            Self::List => lang
                .pick(
                    "this column holds several values a row, and an event has one",
                    "该列每行有多个值，而一个事件只有一个",
                )
                .to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> &'static str {
        match self {
            Self::Damaged(_) => lang.pick(
                "copy or export the file again, completely",
                "请重新完整地复制或导出该文件",
            ),
            Self::Codec(_) => lang.pick(
                "write it with snappy, zstd, gzip or lz4, or without compression",
                "请用 snappy、zstd、gzip、lz4 压缩，或不压缩",
            ),
            Self::List => lang.pick(
                "name another column, or write the table out with a row for each value",
                "请指明另一列，或导出为每个值一行",
            ),
        }
    }
}

impl XmlFault {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unexpected(c) => lang.pick(
                format!("`{}` cannot stand here", c.escape_debug()),
                format!("此处不能有“{}”", c.escape_debug()),
            ),
            Self::NoValue(name) => lang.pick(
                format!("`{name}` has no value in quotes"),
                format!("“{name}”没有带引号的值"),
            ),
            Self::Twice(name) => lang.pick(
                format!("`{name}` is written twice in one element"),
                format!("同一元素中“{name}”出现两次"),
            ),
            Self::Entity(name) => lang.pick(
                format!("`&{name};` stands for nothing that XML knows"),
                format!("XML 中没有 &{name};"),
            ),
            Self::Close { closed, open } => match open {
                Some(open) => lang.pick(
                    format!("`</{closed}>` closes what is not open; `<{open}>` is"),
                    format!("</{closed}> 没有对应的开始标记；未关闭的是 <{open}>"),
                ),
                None => lang.pick(
                    format!("`</{closed}>` closes what is not open"),
                    format!("</{closed}> 没有对应的开始标记"),
                ),
            },
            Self::Behind => lang
                .pick(
                    "something stands behind the end of the log",
                    "日志结束之后还有内容",
                )
                .to_owned(),
            Self::DocumentType => lang
                .pick(
                    "document type declarations are not read",
                    "不读取文档类型声明（DOCTYPE）",
                )
                .to_owned(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Fault {}
