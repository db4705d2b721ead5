//! Why a log cannot be read, and where.

use super::fault::Fault;
use super::time::NoTime;
use crate::lang::{Lang, SystemCause};

/// Why a log cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogError {
    /// The row, counted from 1, the head included where there is one; of XML and JSON the line.
    pub row: Option<u64>,
    /// The column or attribute.
    pub column: Option<String>,
    /// What is wrong.
    pub kind: LogErrorKind,
}

/// What can be wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogErrorKind {
    /// The file cannot be read; what the system says.
    Unreadable(SystemCause),
    /// There is nothing in it.
    Empty,
    /// No format that is known begins like this.
    UnknownFormat,
    /// A column that the mapping names does not exist.
    NoColumn {
        /// The name as written.
        written: String,
        /// The name that was probably meant.
        suggestion: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
    /// Events could not be put aside on disk, or not be read back; what the system says.
    NoRoom(SystemCause),
    /// No case began in the time that is asked for.
    NoCaseInTime,
    /// A spreadsheet, not a table of text.
    Workbook,
    /// A table in Parquet, which this build does not read.
    Parquet,
    /// No result has a value that is said to mean good.
    NoGoodValue {
        /// The values as written.
        written: String,
    },
    /// An activity that is asked for does not occur.
    NoActivity {
        /// The name as written.
        written: String,
        /// The name that was probably meant.
        suggestion: Option<String>,
    },
    /// A log of several types of objects, and none is named as the case.
    NoObjectNamed {
        /// What there is.
        known: Vec<String>,
    },
    /// No column is named for something without which the log cannot be read.
    NotMapped(super::mapping::Role),
    /// Two columns have the name that the mapping uses.
    ColumnTwice,
    /// A value is no time.
    NoTime {
        /// The value.
        written: String,
        /// Why.
        reason: NoTime,
    },
    /// A value is no number, or may be two.
    NoNumber {
        /// The value.
        written: String,
    },
    /// Dates may have the day or the month first, and no value shows which.
    OpenDates {
        /// One of them.
        written: String,
    },
    /// Some dates have the day first, some the month.
    MixedDates,
    /// There is no such time zone.
    NoZone {
        /// The name as written.
        written: String,
    },
    /// A quote is opened and never closed.
    OpenQuote,
    /// A row has more fields than the head.
    TooManyFields {
        /// Fields of the row.
        found: usize,
        /// Fields of the head.
        expected: usize,
    },
    /// A row ends before a field that is needed.
    FieldMissing,
    /// Nothing stands where the case or the activity should.
    NoValue,
    /// Bytes that are no text in the encoding of the file.
    NotText,
    /// Something is wrong with the file as such: its compression, encoding or format.
    Damaged(Fault),
}

impl LogError {
    /// An error of the file as a whole.
    pub fn whole(kind: LogErrorKind) -> Self {
        Self {
            row: None,
            column: None,
            kind,
        }
    }

    /// A file that cannot be read: what is wrong with it where its decoder says so, else what
    /// the system says.
    pub fn unreadable(error: &std::io::Error) -> Self {
        let fault = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Fault>());
        Self::whole(match fault {
            Some(fault) => LogErrorKind::Damaged(fault.clone()),
            None => LogErrorKind::Unreadable(SystemCause::from(error)),
        })
    }

    /// An error at a row.
    pub fn at(row: u64, column: Option<&str>, kind: LogErrorKind) -> Self {
        Self {
            row: Some(row),
            column: column.map(str::to_owned),
            kind,
        }
    }

    /// The place inside the file, `row 12, column "time"`; empty for the file as a whole.
    pub fn place(&self, lang: Lang) -> String {
        let row = self.row.map(|row| match lang {
            Lang::En => format!("row {row}"),
            Lang::Zh => format!("第 {row} 行"),
        });
        let column = self.column.as_ref().map(|column| match lang {
            Lang::En => format!("column `{column}`"),
            Lang::Zh => format!("“{column}”列"),
        });
        let parts: Vec<String> = row.into_iter().chain(column).collect();
        parts.join(lang.pick(", ", "，"))
    }

    /// What is wrong, in one sentence without an end.
    pub fn message(&self, lang: Lang) -> String {
        use LogErrorKind as Kind;
        match &self.kind {
            Kind::Unreadable(cause) => lang.pick(
                format!("the log cannot be read: {}", cause.words(lang)),
                format!("日志无法读取：{}", cause.words(lang)),
            ),
            Kind::Empty => lang.pick("the log has no events", "日志中没有事件").to_owned(),
            Kind::UnknownFormat => lang
                .pick("this is no event log in a format baton knows", "这不是 baton 认识的事件日志格式")
                .to_owned(),
            Kind::NoColumn { written, .. } => lang.pick(
                format!("there is no column `{written}`"),
                format!("没有“{written}”这一列"),
            ),
            Kind::NoRoom(cause) => lang.pick(
                format!("the log is larger than the memory it may take, and cannot be put aside on disk: {}", cause.words(lang)),
                format!("日志超过可用内存，又无法暂存到磁盘：{}", cause.words(lang)),
            ),
            Kind::NoCaseInTime => lang
                .pick(
                    "no case began in this time (`--from`, `--to`)",
                    "这段时间内没有开始的个案（`--from`、`--to`）",
                )
                .to_owned(),
            Kind::NoGoodValue { written } => lang.pick(
                format!("no result of this log is `{written}`, so nothing would count as good"),
                format!("日志中没有结果为“{written}”，因此不会有任何合格"),
            ),
            Kind::NoActivity { written, .. } => lang.pick(
                format!("no event has the activity `{written}`"),
                format!("没有活动为“{written}”的事件"),
            ),
            Kind::NoObjectNamed { .. } => lang
                .pick(
                    "events of this log belong to several types of objects: which of them are the cases?",
                    "本日志的事件属于多种对象：以哪一种作为个案？",
                )
                .to_owned(),
            Kind::NotMapped(role) => lang.pick(
                format!("no column is named that holds the {}", role.words(lang)),
                format!("没有指明哪一列是{}", role.words(lang)),
            ),
            Kind::NoTime { written, reason } => no_time(written, *reason, lang),
            Kind::NoNumber { written } => lang.pick(
                format!("`{written}` is no number, or may be two"),
                format!("“{written}”不是数，或有两种读法"),
            ),
            Kind::OpenDates { written } => lang.pick(
                format!("`{written}` may have the day or the month first, and no value of the column shows which"),
                format!("“{written}”可能是日在前，也可能是月在前，该列的值看不出来"),
            ),
            Kind::NoZone { written } => lang.pick(
                format!("there is no time zone `{written}`"),
                format!("没有时区“{written}”"),
            ),
            Kind::TooManyFields { found, expected } => lang.pick(
                format!("the row has {found} fields, the head {expected}"),
                format!("本行有 {found} 个字段，表头有 {expected} 个"),
            ),
            Kind::NoValue => lang
                .pick("nothing stands here, and an event cannot do without it", "此处为空，而事件不能没有它")
                .to_owned(),
            Kind::NotText => lang
                .pick("these bytes are no text in the encoding of the file", "这些字节不是该文件编码下的文字")
                .to_owned(),
            Kind::Workbook
            | Kind::Parquet
            | Kind::ColumnTwice
            | Kind::MixedDates
            | Kind::OpenQuote
            | Kind::FieldMissing => self.plain(lang).to_owned(),
            Kind::Damaged(fault) => fault.message(lang),
        }
    }

    /// What is wrong, where nothing more is to be named.
    fn plain(&self, lang: Lang) -> &'static str {
        use LogErrorKind as Kind;
        match &self.kind {
            Kind::Workbook => lang.pick(
                "this is a workbook of a spreadsheet program",
                "这是电子表格工作簿（如 Excel）",
            ),
            Kind::Parquet => lang.pick(
                "this is a table in Parquet, which this build of baton does not read",
                "这是 Parquet 格式的表，而当前编译的 baton 不含读取它的功能",
            ),
            Kind::ColumnTwice => lang.pick("two columns have this name", "有两列同名"),
            Kind::MixedDates => lang.pick(
                "some dates have the day first and some the month: they were mixed up somewhere",
                "有的日期日在前，有的月在前：在某处混淆了",
            ),
            Kind::OpenQuote => lang.pick("a quote is opened and never closed", "引号没有成对"),
            Kind::FieldMissing => {
                lang.pick("the row ends before this column", "本行在此列之前就结束了")
            }
            _ => "",
        }
    }

    /// What to do about it; empty where the message says it.
    pub fn hint(&self, lang: Lang) -> String {
        use LogErrorKind as Kind;
        match &self.kind {
            Kind::NoColumn { suggestion: Some(near), .. } => lang.pick(
                format!("did you mean `{near}`?"),
                format!("是不是“{near}”？"),
            ),
            Kind::Workbook => lang
                .pick("save the sheet as CSV (UTF-8) and measure that", "请把工作表另存为 CSV（UTF-8）再测量")
                .to_owned(),
            Kind::Parquet => lang
                .pick(
                    "build baton with it (`cargo install --path . --features parquet`), or write the table out as CSV, for example with DuckDB: COPY (FROM 'log.parquet') TO 'log.csv'",
                    "请编译带此功能的 baton（`cargo install --path . --features parquet`），或先导出为 CSV，例如用 DuckDB：COPY (FROM 'log.parquet') TO 'log.csv'",
                )
                .to_owned(),
            Kind::NoActivity {
                suggestion: Some(near),
                ..
            } => lang.pick(
                format!("did you mean `{near}`?"),
                format!("是不是“{near}”？"),
            ),
            Kind::NoRoom(_) => lang
                .pick(
                    "make room where the system keeps temporary files (TMPDIR), or allow more with `--memory`",
                    "请在系统临时目录（TMPDIR）腾出空间，或用 `--memory` 允许更多内存",
                )
                .to_owned(),
            Kind::NoObjectNamed { known } => lang.pick(
                format!("name one with `--object`: {}", known.join(", ")),
                format!("用 `--object` 指明：{}", known.join("、")),
            ),
            Kind::NoColumn { known, .. } => lang.pick(
                format!("there are: {}", known.join(", ")),
                format!("现有的列：{}", known.join("、")),
            ),
            Kind::NotMapped(role) => lang.pick(
                format!("name it with `--{} COLUMN`, or let `--guess` propose one", role.name()),
                format!("用 `--{} 列名` 指明，或用 `--guess` 让程序建议", role.name()),
            ),
            Kind::OpenDates { .. } | Kind::MixedDates => lang
                .pick(
                    "say it with `--dates day-first` or `--dates month-first`, or export the log with dates as 2026-06-30",
                    "用 `--dates day-first`（日在前）或 `--dates month-first`（月在前）说明，或按 2026-06-30 的写法重新导出",
                )
                .to_owned(),
            Kind::NoNumber { .. } => lang
                .pick(
                    "write 1250 or 12.5, without marks between thousands and without a unit",
                    "请写成 1250 或 12.5，不要千位分隔符，也不要单位",
                )
                .to_owned(),
            Kind::NoZone { .. } => lang
                .pick("write it as `Europe/Berlin` or `Asia/Shanghai`", "写法如 `Asia/Shanghai`、`Europe/Berlin`")
                .to_owned(),
            Kind::TooManyFields { .. } => lang
                .pick(
                    "a field that holds the delimiter must stand in quotes",
                    "含有分隔符的字段必须加引号",
                )
                .to_owned(),
            Kind::UnknownFormat => lang
                .pick(
                    "CSV, XES and OCEL are read, also compressed with gzip or zstd, and Parquet where baton is built with it",
                    "可读取 CSV、XES、OCEL，也可为 gzip 或 zstd 压缩文件；编译时含 parquet 功能的 baton 还可读取 Parquet",
                )
                .to_owned(),
            Kind::NotText => lang
                .pick("save the file as UTF-8", "请把文件另存为 UTF-8")
                .to_owned(),
            Kind::Damaged(fault) => fault.hint(lang),
            _ => String::new(),
        }
    }
}

fn no_time(written: &str, reason: NoTime, lang: Lang) -> String {
    match reason {
        NoTime::Unreadable => lang.pick(
            format!("`{written}` is no date or time"),
            format!("“{written}”不是日期或时间"),
        ),
        NoTime::NoSuchDay => lang.pick(
            format!("there is no such day or hour: `{written}`"),
            format!("没有这样的日期或时刻：“{written}”"),
        ),
        NoTime::MixedOffsets => lang.pick(
            format!(
                "`{written}` and earlier times differ: some say their offset from UTC, some do not"
            ),
            format!("“{written}”与前面的时间不一致：有的写明与 UTC 的时差，有的没有"),
        ),
    }
}
