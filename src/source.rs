//! Texts and places in them: the only module that reads the user's files.
//!
//! A [`Span`] is a byte range of one text; [`Sources`] turns it into the line and
//! column a person sees. Knows nothing of TOML or of processes.

use std::hash::Hasher as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// A byte range `start..end` within one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The same range for indexing a text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The least span around this one that cuts no character of `text`.
    #[must_use]
    pub fn around_characters(self, text: &str) -> Self {
        let (mut start, mut end) = (self.range().start, self.range().end);
        while start > 0 && !text.is_char_boundary(start) {
            start -= 1;
        }
        while end < text.len() && !text.is_char_boundary(end) {
            end += 1;
        }
        Self::new(start, end)
    }
}

/// Names one text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A span and the text it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The text.
    pub source: SourceId,
    /// The bytes of it.
    pub span: Span,
}

/// Where a person looks: both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One text with the name it is shown under.
#[derive(Debug)]
pub struct Source {
    /// Shown name: the path as the user would write it, with forward slashes.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// It is evidence beside the model, and no model file.
    pub is_evidence: bool,
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// What the text says as 32 hexadecimal digits: equal for equal texts, on every machine,
    /// in whatever encoding they were saved.
    pub fn hash(&self) -> String {
        let mut hasher = SipHasher13::new();
        hasher.write(self.text.as_bytes());
        format!("{:032x}", hasher.finish128().as_u128())
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = memchr_lines(self.text.as_bytes());
            std::iter::once(0).chain(ends).collect()
        })
    }
}

/// Byte positions just after each line feed.
fn memchr_lines(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX))
}

/// All texts of one run, in a fixed order.
#[derive(Debug, Default)]
pub struct Sources {
    texts: Vec<Source>,
}

impl Sources {
    /// Adds a text under a shown name.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(name.into(), text.into(), false)
    }

    /// Adds a text of evidence under a shown name.
    pub fn add_evidence(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(name.into(), text.into(), true)
    }

    fn push(&mut self, name: String, text: String, is_evidence: bool) -> SourceId {
        let id = SourceId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(Source {
            name,
            text,
            is_evidence,
            line_starts: OnceLock::new(),
        });
        id
    }

    /// Puts another text in the place of one; what it is called stays.
    ///
    /// # Panics
    /// If the id comes from another `Sources`.
    pub fn replace(&mut self, id: SourceId, text: String) {
        let source = &mut self.texts[id.0 as usize];
        source.text = text;
        source.line_starts = OnceLock::new();
    }

    /// The text behind an id.
    ///
    /// # Panics
    /// If the id comes from another `Sources`.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.texts[id.0 as usize]
    }

    /// All texts with their ids, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.texts)
    }

    /// Line and column of the first byte of `spot`. O(log lines + length of the line).
    pub fn line_column(&self, spot: Spot) -> LineColumn {
        let source = self.get(spot.source);
        let starts = source.line_starts();
        let line = starts.partition_point(|start| *start <= spot.span.start) - 1;
        let from = starts[line] as usize;
        let to = (spot.span.start as usize).min(source.text.len());
        let column = source
            .text
            .get(from..to)
            .map_or(to.saturating_sub(from), |line| line.chars().count());
        LineColumn {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }

    /// The text of a spot; empty where the span does not fit the text.
    pub fn text(&self, spot: Spot) -> &str {
        let source = self.get(spot.source);
        source.text.get(spot.span.range()).unwrap_or("")
    }
}

/// The path as shown to the user: forward slashes on every system.
pub fn shown_path(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A file that could not be read as text, and why.
#[derive(Debug)]
pub struct Unreadable {
    /// The file or folder.
    pub path: PathBuf,
    /// What was wrong.
    pub reason: UnreadableReason,
}

/// Why a file could not be read as text.
#[derive(Debug)]
pub enum UnreadableReason {
    /// The path leads nowhere.
    Missing,
    /// The system refuses access.
    Forbidden,
    /// Symbolic links that lead back to themselves.
    LinkLoop,
    /// A folder where a file is needed.
    Folder,
    /// Larger than the limit, in bytes.
    TooLarge(u64),
    /// The byte at this offset starts no UTF-8 character.
    NotUtf8(usize),
    /// Any other failure, in the system's words.
    Other(std::io::Error),
}
