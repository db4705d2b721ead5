//! Which format a log is in, by its first bytes.

use crate::events::xml::{Scanner, Token};
use crate::lang::Lang;

/// The formats of logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Rows of fields.
    Csv,
    /// IEEE 1849, a case as a trace of events.
    Xes,
    /// Objects and events, of OCEL 1.0 or 2.0, as JSON.
    OcelJson,
    /// The same as XML.
    OcelXml,
    /// The same as CSV, a column for each type of objects.
    OcelCsv,
    /// The same as a database of SQLite.
    OcelSqlite,
    /// A table by columns, as data platforms write it.
    Parquet,
}

impl Format {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xes => "XES",
            Self::OcelJson => lang.pick("OCEL as JSON", "JSON 格式的 OCEL"),
            Self::OcelXml => lang.pick("OCEL as XML", "XML 格式的 OCEL"),
            Self::OcelCsv => lang.pick("OCEL as CSV", "CSV 格式的 OCEL"),
            Self::OcelSqlite => lang.pick("a database of SQLite", "SQLite 数据库"),
            Self::Parquet => "Parquet",
        }
    }

    /// Events of cases, not of objects.
    pub fn has_cases(self) -> bool {
        matches!(self, Self::Csv | Self::Xes | Self::Parquet)
    }

    /// A file of numbers and pages, not of text.
    pub(super) fn is_binary(beginning: &[u8]) -> bool {
        Self::is_database(beginning) || Self::is_parquet(beginning)
    }

    pub(super) fn is_parquet(beginning: &[u8]) -> bool {
        beginning.starts_with(b"PAR1")
    }

    fn is_database(beginning: &[u8]) -> bool {
        beginning.starts_with(b"SQLite format 3\0")
    }

    /// The format of a log that begins like this; `None` if it is none that is known.
    pub(super) fn of(beginning: &[u8]) -> Option<Self> {
        if Self::is_database(beginning) {
            return Some(Self::OcelSqlite);
        }
        if Self::is_parquet(beginning) {
            return Some(Self::Parquet);
        }
        let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
        match text.trim_ascii_start().first()? {
            b'<' => of_xml(text),
            b'{' => Some(Self::OcelJson),
            _ => of_rows(text),
        }
    }

    /// The ending of a name, if it says another format.
    pub(super) fn contradicts(self, name: &str) -> Option<String> {
        let lower = name.to_lowercase();
        let bare = lower
            .strip_suffix(".gz")
            .or_else(|| lower.strip_suffix(".zst"))
            .unwrap_or(&lower);
        let known: [(&str, &[Self]); 11] = [
            (".csv", &[Self::Csv, Self::OcelCsv]),
            (".tsv", &[Self::Csv, Self::OcelCsv]),
            (".xes", &[Self::Xes]),
            (".json", &[Self::OcelJson]),
            (".jsonocel", &[Self::OcelJson]),
            (".xmlocel", &[Self::OcelXml]),
            (".xml", &[Self::OcelXml, Self::Xes]),
            (".sqlite", &[Self::OcelSqlite]),
            (".sqlite3", &[Self::OcelSqlite]),
            (".db", &[Self::OcelSqlite]),
            (".parquet", &[Self::Parquet]),
        ];
        let says = known.iter().find(|(ending, _)| bare.ends_with(ending));
        let (ending, formats) = says?;
        (!formats.contains(&self)).then(|| (*ending).to_owned())
    }
}

/// The logs of XES and of OCEL begin alike; what is inside tells.
fn of_xml(text: &[u8]) -> Option<Format> {
    let mut scanner = Scanner::new(text, &[]);
    let mut root: Option<Vec<u8>> = None;
    loop {
        let Ok(Some(token)) = scanner.next() else {
            // Too little to tell, or damaged: whoever reads it says where.
            return is_log(&root?).then_some(Format::Xes);
        };
        let Token::Open { name, .. } = token else {
            continue;
        };
        let name = name.rsplit(|c| *c == b':').next().unwrap_or(name);
        if root.is_none() {
            let is_closed = scanner.depth() == 0;
            if is_closed || !is_log(name) {
                return is_log(name).then_some(Format::Xes);
            }
            root = Some(name.to_vec());
            continue;
        }
        match name {
            b"object-types" | b"event-types" | b"objects" | b"events" => {
                return Some(Format::OcelXml);
            }
            b"global"
                if scanner
                    .attribute(b"scope")
                    .is_some_and(|s| s.value == b"object") =>
            {
                return Some(Format::OcelXml);
            }
            b"trace" | b"event" | b"extension" | b"classifier" => return Some(Format::Xes),
            _ => {}
        }
    }
}

fn is_log(name: &[u8]) -> bool {
    name == b"log"
}

/// Text in rows: the first one must name at least two columns, and hold no control characters.
fn of_rows(text: &[u8]) -> Option<Format> {
    let is_text = |c: &u8| *c >= b' ' || matches!(c, b'\t' | b'\n' | b'\r');
    if !text.iter().all(is_text) {
        return None;
    }
    let end = memchr::memchr2(b'\n', b'\r', text).unwrap_or(text.len());
    let head = &text[..end];
    let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if has(b"ocel:eid") && has(b"ocel:type:") {
        return Some(Format::OcelCsv);
    }
    let is_rows = head.iter().any(|c| matches!(c, b',' | b';' | b'\t' | b'|'));
    is_rows.then_some(Format::Csv)
}
