//! Where the logs are, and how they are read.

use std::path::{Path, PathBuf};

use baton::events::mapping::Mapping;
use baton::events::note::Note;
use baton::events::ocel::{self, ObjectLog};
use baton::events::{EventLog, LogError, file, xes};

/// A file of the data beside the project; `None`, with a line, where it is absent.
#[expect(clippy::print_stderr, reason = "who runs the test is told")]
pub(crate) fn path(name: &str) -> Option<PathBuf> {
    let path = Path::new("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

/// A log of cases.
pub(crate) fn read_xes(path: &Path, mapping: &Mapping) -> Result<(EventLog, Vec<Note>), LogError> {
    let mut opened = file::open(path)?;
    let head = xes::Head::read(&mut opened.bytes)?;
    let mapping = head.completed(mapping);
    let (intake, notes) = xes::read(&head, opened.bytes, &mapping, 2, &|_| {})?;
    Ok((EventLog::new(intake), notes))
}

/// A log of objects.
pub(crate) fn read_ocel(
    path: &Path,
    mapping: &Mapping,
) -> Result<(ObjectLog, Vec<Note>), LogError> {
    let opened = file::open(path)?;
    ocel::read(opened.format, opened.bytes, mapping)
}
