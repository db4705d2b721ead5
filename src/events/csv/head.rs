//! How a CSV file is written, as its first rows show it.

use std::io::{self, Read};

use super::fields::{Dialect, MOST_WANTED, Quoted};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::mapping::{Mapping, Role};
use crate::problem::nearest;

/// How much of a file is looked at before it is read.
const LOOKED_AT: usize = 1 << 20;

/// The beginning of a CSV file: how it is written and what its columns are called.
#[derive(Debug)]
pub struct Head {
    dialect: Dialect,
    columns: Vec<String>,
    /// What was read already, and where the first row of events begins in it.
    bytes: Vec<u8>,
    body: usize,
    /// Whether `bytes` ends inside a record.
    is_cut: bool,
    /// How many bytes the file has, if that is known.
    size: Option<u64>,
}

/// The columns of a mapping, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Their places in a row, ascending.
    pub(super) places: Vec<usize>,
    /// What each role is found in: a place among the places above. A column may hold several.
    pub(super) uses: Vec<(usize, Role)>,
    /// The log says when work began.
    pub(super) has_start: bool,
}

impl Head {
    /// Looks at the beginning of a file.
    ///
    /// # Errors
    /// The file cannot be read or is empty, or its head is no text.
    pub fn read(file: &mut impl Read) -> Result<Self, LogError> {
        let bytes = beginning(file).map_err(|cause| LogError::unreadable(&cause))?;
        let is_cut = bytes.len() >= LOOKED_AT;
        let start = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        if bytes[start..].trim_ascii().is_empty() {
            return Err(LogError::whole(LogErrorKind::Empty));
        }
        let dialect = dialect(&bytes[start..]);
        let (columns, body) = names(&bytes, start, dialect)?;
        Ok(Self {
            dialect,
            columns,
            bytes,
            body,
            is_cut,
            size: None,
        })
    }

    /// The same of a file of so many bytes.
    #[must_use]
    pub fn of_size(self, size: Option<u64>) -> Self {
        Self { size, ..self }
    }

    /// How many rows the file has if all are like the first ones; 0 if that cannot be known. Of
    /// a packed file these are too few.
    pub(super) fn expected_rows(&self) -> usize {
        let lines = memchr::memchr_iter(self.dialect.line, self.body()).count() as u64;
        let looked_at = self.body().len().max(1) as u64;
        let rows = self.size.map_or(0, |size| size / looked_at * lines);
        usize::try_from(rows).unwrap_or(usize::MAX)
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What the columns are called.
    pub fn names(&self) -> &[String] {
        &self.columns
    }

    /// What was read beyond the head.
    pub(super) fn body(&self) -> &[u8] {
        &self.bytes[self.body..]
    }

    /// Lines of the file before the first row of events.
    pub(super) fn rows_before_body(&self) -> u64 {
        memchr::memchr_iter(self.dialect.line, &self.bytes[..self.body]).count() as u64
    }

    /// The first rows, as fields; at most so many.
    pub fn sample(&self, most: usize) -> Vec<Vec<String>> {
        let places: Vec<usize> = (0..self.columns.len()).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        // Only so many fields are read at once.
        for some in places.chunks(MOST_WANTED) {
            let found = self.fields(some, most);
            rows.resize(rows.len().max(found.len()), Vec::new());
            for (row, fields) in rows.iter_mut().zip(found) {
                row.extend(
                    fields
                        .iter()
                        .map(|field| String::from_utf8_lossy(field).into_owned()),
                );
            }
        }
        rows
    }

    /// The fields at these places of the first rows, those that are whole.
    fn fields(&self, places: &[usize], most: usize) -> Vec<Vec<Vec<u8>>> {
        let (mut at, mut rows, mut quoted) = (self.body, Vec::new(), Quoted::default());
        while at < self.bytes.len() && rows.len() < most {
            let (found, next) = quoted.record(&self.bytes, at, self.dialect, places);
            if self.is_cut && next >= self.bytes.len() {
                break;
            }
            rows.push(
                found.fields[..found.wanted]
                    .iter()
                    .map(|f| f.to_vec())
                    .collect(),
            );
            at = next;
        }
        rows
    }

    /// Where the columns of a mapping are.
    pub(super) fn columns(&self, mapping: &Mapping) -> Result<Wanted, LogError> {
        for role in Role::ALL {
            if role.is_needed() && mapping.column(role).is_none() {
                return Err(LogError::whole(LogErrorKind::NotMapped(role)));
            }
        }
        let mut wanted: Vec<(usize, Role)> = Vec::new();
        for (role, name) in &mapping.columns {
            wanted.push((self.place(name)?, *role));
        }
        wanted.sort_unstable();
        let mut columns = Wanted {
            places: Vec::new(),
            uses: Vec::new(),
            has_start: mapping.column(Role::Start).is_some(),
        };
        for (place, role) in wanted {
            if columns.places.last() != Some(&place) {
                columns.places.push(place);
            }
            columns.uses.push((columns.places.len() - 1, role));
        }
        Ok(columns)
    }

    fn place(&self, name: &str) -> Result<usize, LogError> {
        let mut places = (0..)
            .zip(&self.columns)
            .filter(|(_, column)| *column == name);
        let row = Some(1);
        let error = |kind| LogError {
            row,
            column: Some(name.to_owned()),
            kind,
        };
        let Some((place, _)) = places.next() else {
            let known = self.columns.iter().map(String::as_str);
            return Err(LogError::whole(LogErrorKind::NoColumn {
                written: name.to_owned(),
                suggestion: nearest(name, known).map(str::to_owned),
                known: self.columns.clone(),
            }));
        };
        if places.next().is_some() {
            return Err(error(LogErrorKind::ColumnTwice));
        }
        Ok(place)
    }

    /// The values of a column in the first rows.
    pub(super) fn first_values(&self, column: &str) -> Result<Vec<Vec<u8>>, LogError> {
        let rows = self.fields(&[self.place(column)?], usize::MAX);
        Ok(rows.into_iter().flatten().collect())
    }
}

fn beginning(file: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LOOKED_AT as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The delimiter that occurs most often in the first line, and how lines end.
fn dialect(bytes: &[u8]) -> Dialect {
    let line = match (memchr::memchr(b'\n', bytes), memchr::memchr(b'\r', bytes)) {
        (None, Some(_)) => b'\r',
        _ => b'\n',
    };
    let end = memchr::memchr(line, bytes).unwrap_or(bytes.len());
    let mut inside = false;
    let mut counts = [0_usize; DELIMITERS.len()];
    for c in &bytes[..end] {
        match DELIMITERS.iter().position(|delimiter| delimiter == c) {
            Some(at) if !inside => counts[at] += 1,
            _ => inside ^= *c == b'"',
        }
    }
    let most = (0..DELIMITERS.len()).max_by_key(|at| (counts[*at], usize::MAX - at));
    Dialect {
        delimiter: DELIMITERS[most.unwrap_or(0)],
        line,
        quote: b'"',
    }
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The names of the columns, and where the next record begins.
fn names(bytes: &[u8], start: usize, dialect: Dialect) -> Result<(Vec<String>, usize), LogError> {
    let mut names = Vec::new();
    let mut quoted = Quoted::default();
    let mut next;
    loop {
        let places: Vec<usize> = (names.len()..names.len() + MOST_WANTED).collect();
        let (found, end) = quoted.record(bytes, start, dialect, &places);
        next = end;
        for field in &found.fields[..found.wanted] {
            let name = std::str::from_utf8(field)
                .map_err(|_| LogError::at(1, None, LogErrorKind::NotText))?;
            names.push(name.trim().to_owned());
        }
        if found.all == names.len() {
            break;
        }
    }
    next = next.min(bytes.len());
    Ok((names, next))
}
