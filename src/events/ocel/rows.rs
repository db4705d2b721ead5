//! Object-centric logs as CSV: a row for each event, and for each type of objects a column
//! with a list of names, written as `['i1', 'i2']`.

use super::table::Builder;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::Fault;
use crate::events::mapping::Mapping;

/// Before the name of a type of objects.
const TYPE: &str = "ocel:type:";

/// Reads a log.
pub(super) fn read(bytes: &[u8], mapping: &Mapping, builder: &mut Builder) -> Result<(), LogError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|wrong| {
        let above = memchr::memchr_iter(b'\n', &bytes[..wrong.valid_up_to()]).count() as u64;
        LogError::at(above + 1, None, LogErrorKind::NotText)
    })?;
    let mut records = Records {
        text,
        at: 0,
        row: 0,
        delimiter: delimiter(text),
    };
    let (_, head) = records.next_one()?.unwrap_or_default();
    let place = |name: &'static str| {
        let found = head.iter().position(|column| column.trim() == name);
        found.ok_or_else(|| LogError::at(1, None, LogErrorKind::Damaged(Fault::OcelLacks(name))))
    };
    let id = place("ocel:eid")?;
    let (activity, time) = (place("ocel:activity")?, place("ocel:timestamp")?);
    while let Some((row, fields)) = records.next_one()? {
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let error = |kind| LogError::at(row, None, kind);
        if fields.len() > head.len() {
            let (found, expected) = (fields.len(), head.len());
            return Err(error(LogErrorKind::TooManyFields { found, expected }));
        }
        let field = |at: usize| fields.get(at).map_or("", String::as_str);
        let event = builder.event(field(id), field(activity), field(time));
        let event = event.map_err(error)?;
        for (column, value) in head.iter().map(|column| column.trim()).zip(&fields) {
            if let Some(object_type) = column.strip_prefix(TYPE) {
                builder.object_type(object_type);
                for object in listed(value) {
                    builder.object(&object, object_type);
                    builder.relate(event, &object, "");
                }
            } else if mapping.columns.iter().any(|(_, wanted)| wanted == column) {
                builder.attribute(column, value).map_err(error)?;
            }
        }
    }
    Ok(())
}

/// What stands between fields: what the head has most of.
fn delimiter(text: &str) -> char {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| head.matches(delimiter).count();
    let most = [',', ';', '\t'].into_iter().rev();
    most.max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(',')
}

/// Goes through the records, which may have line ends in quotes.
struct Records<'t> {
    text: &'t str,
    at: usize,
    row: u64,
    delimiter: char,
}

impl Records<'_> {
    /// The next record, and in which row it begins.
    fn next_one(&mut self) -> Result<Option<(u64, Vec<String>)>, LogError> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let row = self.row + 1;
        let mut fields = vec![String::new()];
        let mut inside = false;
        let mut chars = self.text[self.at..].char_indices().peekable();
        let mut length = self.text.len() - self.at;
        while let Some((at, c)) = chars.next() {
            self.row += u64::from(c == '\n');
            let field = fields.last_mut();
            match (c, field) {
                ('"', Some(field)) if inside && chars.next_if(|(_, c)| *c == '"').is_some() => {
                    field.push('"');
                }
                ('"', _) => inside = !inside,
                ('\n', _) if !inside => {
                    length = at + 1;
                    break;
                }
                ('\r', _) if !inside => {}
                (c, _) if c == self.delimiter && !inside => fields.push(String::new()),
                (c, Some(field)) => field.push(c),
                (_, None) => {}
            }
        }
        if inside {
            return Err(LogError::at(row, None, LogErrorKind::OpenQuote));
        }
        self.at += length;
        Ok(Some((row, fields)))
    }
}

/// The names of a list, such as `['i1', "it's"]`; a bare name is a list of one.
fn listed(written: &str) -> Vec<String> {
    let written = written.trim();
    let inner = written
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner else {
        let bare = (!written.is_empty()).then(|| written.to_owned());
        return bare.into_iter().collect();
    };
    let (mut names, mut name, mut quote) = (Vec::new(), String::new(), None);
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', Some(_)) => name.extend(chars.next()),
            (c, Some(open)) if c == open => quote = None,
            (c, Some(_)) => name.push(c),
            ('\'' | '"', None) => quote = Some(c),
            (',', None) => names.push(std::mem::take(&mut name)),
            (c, None) if c.is_whitespace() => {}
            (c, None) => name.push(c),
        }
    }
    names.push(name);
    names.retain(|name| !name.is_empty());
    names
}
