//! From paths to documents: finds the model files, reads them, parses each once.
//!
//! Files are taken in the order of their names and read on all processors; neither
//! shows in the result. Folders and files whose name begins with a dot are passed
//! over, and so is `Cargo.toml`. A `baton.toml` holds settings and is no model file; one
//! that is not at the top of the workspace is refused.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::decode::Decoding;
use super::document::{Document, Tables};
use super::punctuation;
use super::record::Record;
use super::tree::{self, SyntaxError, SyntaxErrorKind};
use super::values::read_day;
use crate::problem::{Expected, Problem, ProblemKind};
use crate::source::{SourceId, Sources, Span, Spot, Unreadable, UnreadableReason, shown_path};

/// The name of the settings file.
pub const SETTINGS_FILE: &str = "baton.toml";

/// The file beside the settings with words of the workspace's own; no model.
pub const LEXICON_FILE: &str = "lexicon.toml";

/// Largest model file read, in bytes: places are counted in 32 bits.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// Model files found under the given paths.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, sorted by path, each once.
    pub files: Vec<PathBuf>,
    /// Paths that could not be looked into.
    pub problems: Vec<Problem>,
}

/// Finds all model files under `paths`; a path may be a file or a folder.
pub fn find(paths: &[PathBuf]) -> Found {
    let mut search = Search {
        settings: settings_of(paths),
        found: Found::default(),
    };
    for path in paths {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => search.folder(path, &mut Vec::new()),
            Ok(_) => search.found.files.push(path.clone()),
            Err(error) => search.unreadable(path, reason(error)),
        }
    }
    let mut found = search.found;
    found.files.sort();
    let mut seen = HashSet::new();
    found
        .files
        .retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    if found.files.is_empty() && found.problems.is_empty() {
        let paths = paths.iter().map(|path| shown_path(path)).collect();
        let kind = ProblemKind::NothingToAudit { paths };
        found.problems.push(Problem::nowhere(kind));
    }
    found
}

/// Where the settings of these paths are, or would be: in the nearest folder at or above
/// the first path that has them, else at the first path.
fn settings_of(paths: &[PathBuf]) -> PathBuf {
    let first = paths.first().cloned().unwrap_or_default();
    let start = match first.parent() {
        Some(parent) if first.is_file() => parent.to_path_buf(),
        _ => first,
    };
    let here = start.join(SETTINGS_FILE);
    let absolute = std::path::absolute(&here).unwrap_or_else(|_| here.clone());
    let candidates = absolute.ancestors().skip(1);
    let mut candidates = candidates.map(|folder| folder.join(SETTINGS_FILE));
    // As the user wrote it where that is possible.
    let above = candidates.find(|file| file.exists());
    above.filter(|file| *file != absolute).unwrap_or(here)
}

struct Search {
    /// The settings that count.
    settings: PathBuf,
    found: Found,
}

impl Search {
    /// Looks through one folder; `above` holds the real paths of the folders around it.
    fn folder(&mut self, folder: &Path, above: &mut Vec<PathBuf>) {
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        if above.contains(&real) {
            self.unreadable(folder, UnreadableReason::LinkLoop);
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(folder, reason(error)),
        };
        above.push(real);
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => self.unreadable(folder, reason(error)),
            }
        }
        // Systems list a folder in any order.
        paths.sort();
        for path in paths {
            self.entry(&path, above);
        }
        above.pop();
    }

    fn entry(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else {
            return;
        };
        // What stands among the rules of the workspace is no model.
        if path.is_dir()
            && self
                .settings
                .parent()
                .map(|top| top.join("rules"))
                .as_deref()
                == Some(path)
        {
            return;
        }
        let is_model = Path::new(name.as_ref())
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        let passed_over = name.starts_with('.')
            || matches!(name.as_ref(), "Cargo.toml" | "target" | "node_modules");
        if passed_over {
            return;
        }
        if name == SETTINGS_FILE || name == LEXICON_FILE {
            return self.settings(path, &name);
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() && is_model => {
                self.unreadable(path, UnreadableReason::Folder);
            }
            Ok(meta) if meta.is_dir() => self.folder(path, above),
            Ok(_) if is_model => self.found.files.push(path.to_path_buf()),
            Err(error) if is_model || path.is_symlink() => self.unreadable(path, reason(error)),
            _ => {}
        }
    }

    /// Settings that count are for others to read; those that do not would be missed in silence.
    fn settings(&mut self, path: &Path, name: &str) {
        let real = |path: &Path| fs::canonicalize(path).ok();
        let top = self.settings.with_file_name(name);
        let counts = path == top || real(path) == real(&top);
        if counts || !path.is_file() {
            return;
        }
        let kind = ProblemKind::MisplacedSettings {
            path: shown_path(path),
            top: shown_path(&top),
        };
        self.found.problems.push(Problem::nowhere(kind));
    }

    fn unreadable(&mut self, path: &Path, reason: UnreadableReason) {
        let path = shown_path(path);
        let kind = ProblemKind::Unreadable { path, reason };
        self.found.problems.push(Problem::nowhere(kind));
    }
}

/// Reads one file as UTF-8 text, without a byte order mark.
///
/// # Errors
/// If the file cannot be read, is too large, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Unreadable> {
    let bytes = read_bytes(path)?;
    let mut text = String::from_utf8(bytes).map_err(|error| Unreadable {
        path: path.to_path_buf(),
        reason: UnreadableReason::NotUtf8(error.utf8_error().valid_up_to()),
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Reads one file whole.
///
/// # Errors
/// If the file cannot be read or is too large.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let unreadable = |reason| Unreadable {
        path: path.to_path_buf(),
        reason,
    };
    let meta = fs::metadata(path).map_err(|error| unreadable(reason(error)))?;
    if meta.is_dir() {
        return Err(unreadable(UnreadableReason::Folder));
    }
    if meta.len() > LARGEST_FILE {
        return Err(unreadable(UnreadableReason::TooLarge(meta.len())));
    }
    fs::read(path).map_err(|error| unreadable(reason(error)))
}

fn reason(error: std::io::Error) -> UnreadableReason {
    match error.kind() {
        std::io::ErrorKind::NotFound => UnreadableReason::Missing,
        std::io::ErrorKind::PermissionDenied => UnreadableReason::Forbidden,
        std::io::ErrorKind::IsADirectory => UnreadableReason::Folder,
        _ if error.raw_os_error() == Some(TOO_MANY_LINKS) => UnreadableReason::LinkLoop,
        _ => UnreadableReason::Other(error),
    }
}

/// The system's number for "too many levels of symbolic links"; its `ErrorKind` is not stable yet.
const TOO_MANY_LINKS: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

/// Reads the files into `sources`; each that cannot be read is a problem.
pub fn read(files: &[PathBuf], sources: &mut Sources) -> (Vec<SourceId>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        match read_text(file) {
            Ok(text) => read.push(sources.add(shown_path(file), text)),
            Err(unreadable) => problems.push(Problem::nowhere(ProblemKind::Unreadable {
                path: shown_path(&unreadable.path),
                reason: unreadable.reason,
            })),
        }
    }
    (read, problems)
}

/// Parses texts into documents, on as many threads as there are processors.
///
/// A document with syntax errors is still returned with what could be read of it.
pub fn parse(sources: &Sources, ids: &[SourceId]) -> (Vec<Document>, Vec<Problem>) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(ids.len()));
    let work = || {
        while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
            let parsed = parse_one(sources, *id);
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(parsed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(ids.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut parsed = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    parsed.sort_by_key(|(document, _)| document.source);
    let mut problems = Vec::new();
    let documents = parsed
        .into_iter()
        .map(|(document, mut own)| {
            problems.append(&mut own);
            document
        })
        .collect();
    (documents, problems)
}

/// Parses one text.
fn parse_one(sources: &Sources, source: SourceId) -> (Document, Vec<Problem>) {
    let text = &sources.get(source).text;
    let mut parsed = tree::parse(text);
    let mended = punctuation::mend(text, &parsed.1);
    let mut problems = Vec::new();
    if let Some(mended) = &mended {
        parsed = tree::parse(&mended.text);
        // A mark is longer than what it was replaced by.
        let whole = |span: Span| span.around_characters(text);
        parsed.0.move_spans(&whole);
        for error in &mut parsed.1 {
            error.span = whole(error.span);
        }
        let listed = |error: &SyntaxError| matches!(error.kind, SyntaxErrorKind::More { .. });
        parsed
            .1
            .retain(|error| listed(error) || !mended.covers(error.span));
        problems.extend(mended.problems(source));
    }
    let (table, errors) = parsed;
    let errors = errors.into_iter();
    problems.extend(errors.map(|error| syntax_problem(source, error.span, error.kind)));
    if table.entries().is_empty() && problems.is_empty() {
        let path = sources.get(source).name.clone();
        let start = Spot {
            source,
            span: Span::default(),
        };
        problems.push(Problem::at(start, ProblemKind::EmptyFile { path }));
    }
    let whole = Span::new(0, text.len());
    let unread: HashSet<_> = problems.iter().filter_map(|problem| problem.spot).collect();
    let mut decoded = Vec::new();
    let mut decoding = Decoding::new(source, &unread, &mut decoded);
    let mut tables = Tables::decode_table(&table, whole, &mut decoding);
    tables.fill_in();
    name_what_was_meant(text, &mut problems, &decoded);
    // What could not be read is wrong once, whatever was made of it.
    decoded.retain(|problem| problem.spot.is_none_or(|spot| !unread.contains(&spot)));
    if let Some(mended) = &mended {
        decoded.retain(|problem| !mended.caused(problem));
    }
    problems.append(&mut decoded);
    let document = Document {
        source,
        owner: source,
        // Only of figures it is asked which text they stand in.
        hash: match tables.figures.is_empty() {
            true => "".into(),
            false => sources.get(source).hash().into(),
        },
        tables,
    };
    (document, problems)
}

/// Words without quotes are meant as what their key takes, which the parser cannot know.
fn name_what_was_meant(text: &str, problems: &mut [Problem], decoded: &[Problem]) {
    let takes: HashMap<_, _> = decoded
        .iter()
        .filter_map(|problem| match problem.kind {
            ProblemKind::WrongType { expected, .. } => Some((problem.spot?, expected)),
            ProblemKind::NotATable { .. } => Some((problem.spot?, Expected::Table)),
            _ => None,
        })
        .collect();
    let is_day = |spot: Spot| {
        let written = text.get(spot.span.range());
        written.and_then(read_day).is_some()
    };
    for problem in problems {
        let ProblemKind::Syntax { found, .. } = &mut problem.kind else {
            continue;
        };
        let expected = problem.spot.and_then(|spot| takes.get(&spot));
        let meant = match (found.as_str(), expected) {
            (UNQUOTED_WORD, Some(Expected::Boolean)) => NO_BOOLEAN,
            // A word such as `Tea` begins like `true` and is taken for it.
            (NO_BOOLEAN, Some(other)) if *other != Expected::Boolean => UNQUOTED_WORD,
            (UNQUOTED_WORD, _) if problem.spot.is_some_and(is_day) => UNQUOTED_DAY,
            _ => continue,
        };
        meant.clone_into(found);
    }
}

/// What the parser says of a word without quotes.
const UNQUOTED_WORD: &str = "string values must be quoted";

/// What is said of a day in other words than those of TOML, which the parser takes for a text.
const UNQUOTED_DAY: &str = "a day must be quoted";

/// What the parser says of a word like `True`.
const NO_BOOLEAN: &str = "invalid boolean";

/// A syntax error of the tree as a problem of this source.
pub(crate) fn syntax_problem(source: SourceId, span: Span, kind: SyntaxErrorKind) -> Problem {
    use SyntaxErrorKind as S;
    let at = |span| Spot { source, span };
    let (kind, first) = match kind {
        S::DuplicateKey { key, first } => (ProblemKind::DuplicateKey { key }, Some(first)),
        S::NotExtendable { key, first, .. } => (ProblemKind::NotExtendable { key }, Some(first)),
        S::MissingValue => (ProblemKind::MissingValue, None),
        S::IntegerOutOfRange | S::FloatOutOfRange => (ProblemKind::NumberOutOfRange, None),
        S::BadDate { written, .. } if is_time(&written) => {
            (ProblemKind::TimeWithoutQuotes { written }, None)
        }
        S::BadDate { .. } => {
            let written = String::new();
            (ProblemKind::BadDate { written }, None)
        }
        S::TooDeep { limit } => (ProblemKind::TooDeep { limit }, None),
        S::More { count } => (ProblemKind::TooManySyntaxErrors { hidden: count }, None),
        S::Other {
            description,
            expected,
        } => {
            let found = description;
            (ProblemKind::Syntax { found, expected }, None)
        }
    };
    let problem = Problem::at(at(span), kind);
    match first {
        Some(first) => problem.with_related(at(first)),
        None => problem,
    }
}

/// Whether a value without quotes is meant for a time of day.
pub(crate) fn is_time(written: &str) -> bool {
    let mut parts = written.split(':');
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    written.contains(':') && parts.all(number)
}

/// Whether any problem is a syntax error of `source`: then things it defines may be missing.
pub fn is_damaged(problems: &[Problem], source: SourceId) -> bool {
    problems.iter().any(|problem| {
        problem.spot.is_some_and(|spot| spot.source == source)
            && matches!(
                problem.kind,
                ProblemKind::Syntax { .. }
                    | ProblemKind::FullWidthPunctuation { .. }
                    | ProblemKind::DuplicateKey { .. }
                    | ProblemKind::NotExtendable { .. }
                    | ProblemKind::MissingValue
                    | ProblemKind::TooDeep { .. }
            )
    })
}
