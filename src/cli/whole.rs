//! Files that are written whole or not at all, be it one or several.
//!
//! Everything is first written beside its final place. Only when all of it is there is it moved,
//! and what was moved goes back if a later one cannot be.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

/// A file that could not be written, and why.
#[derive(Debug)]
pub(super) struct Unwritable {
    pub(super) file: PathBuf,
    pub(super) cause: io::Error,
}

/// Writes these bytes to these files.
pub(super) fn write_all(files: &[(&Path, &[u8])]) -> Result<(), Unwritable> {
    let at = |file: &Path| {
        let file = file.to_owned();
        move |cause| Unwritable { file, cause }
    };
    let mut drafts = Vec::new();
    let mut streams = Vec::new();
    for (file, bytes) in files {
        if is_stream(file) {
            streams.push((*file, *bytes));
        } else {
            drafts.push(Draft::write(file, bytes).map_err(at(file))?);
        }
    }
    let mut moved: Vec<Moved> = Vec::new();
    for draft in drafts {
        let file = draft.target.clone();
        match draft.move_into_place() {
            Ok(done) => moved.push(done),
            Err(cause) => return Err(undone(moved, Unwritable { file, cause })),
        }
    }
    for (file, bytes) in streams {
        let mut options = fs::OpenOptions::new();
        let written = options.write(true).open(file);
        if let Err(cause) = written.and_then(|mut stream| stream.write_all(bytes)) {
            return Err(undone(moved, at(file)(cause)));
        }
    }
    Ok(())
}

/// Puts back what was there before, last first.
fn undone(moved: Vec<Moved>, because: Unwritable) -> Unwritable {
    for done in moved.into_iter().rev() {
        done.undo();
    }
    because
}

/// The folder a file is in.
pub(super) fn folder(file: &Path) -> &Path {
    let folder = file.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// A device or pipe: there is nothing to move into its place.
pub(super) fn is_stream(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|known| !known.is_file() && !known.is_dir())
}

/// Whether files can be made in a folder.
pub(super) fn try_folder(folder: &Path) -> io::Result<()> {
    Builder::new()
        .prefix(".baton")
        .tempfile_in(folder)
        .map(drop)
}

/// A file that is written and not yet in its place.
struct Draft {
    written: NamedTempFile,
    target: PathBuf,
}

impl Draft {
    fn write(file: &Path, bytes: &[u8]) -> io::Result<Self> {
        if file.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        // A link stays a link: what it leads to is replaced.
        let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let mut builder = Builder::new();
        builder.prefix(".baton").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As for any new file: the system takes away what its mask says.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut written = builder.tempfile_in(folder(&target))?;
        if let Ok(known) = fs::metadata(&target) {
            written.as_file().set_permissions(known.permissions())?;
        }
        written.write_all(bytes)?;
        written.flush()?;
        Ok(Self { written, target })
    }

    /// Replaces what is there; what was there is kept until all is done.
    fn move_into_place(self) -> io::Result<Moved> {
        let Self { written, target } = self;
        let before = match target.is_file() {
            true => Some(kept(&target)?),
            false => None,
        };
        written.persist(&target).map_err(|failed| failed.error)?;
        Ok(Moved { target, before })
    }
}

/// Another name for a file, or a copy where the system has no second names.
fn kept(file: &Path) -> io::Result<TempPath> {
    let mut builder = Builder::new();
    builder.prefix(".baton").suffix(".old");
    let second =
        |path: &Path| fs::hard_link(file, path).or_else(|_| fs::copy(file, path).map(drop));
    builder
        .make_in(folder(file), second)
        .map(NamedTempFile::into_temp_path)
}

/// A file in its place, with what was there before.
struct Moved {
    target: PathBuf,
    before: Option<TempPath>,
}

impl Moved {
    fn undo(self) {
        // There is nothing left to try where this fails: the first failure is told.
        let _ = match self.before {
            Some(before) => before.persist(&self.target).map_err(|failed| failed.error),
            None => fs::remove_file(&self.target),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_there_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&b, "before").unwrap();
        write_all(&[(&a, b"1"), (&b, b"2")]).unwrap();
        assert_eq!(names(folder.path()), ["a.txt", "b.txt"]);
        assert_eq!(fs::read(&b).unwrap(), b"2");
    }

    #[test]
    fn where_one_cannot_be_written_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let (a, c) = (folder.path().join("a.txt"), folder.path().join("c"));
        fs::create_dir(&c).unwrap();
        let failed = write_all(&[(&a, b"1"), (&c, b"2")]).unwrap_err();
        assert_eq!(failed.file, c);
        assert_eq!(names(folder.path()), ["c"]);
    }

    #[test]
    fn what_was_moved_goes_back_when_a_later_one_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("old.txt"), "before").unwrap();
        let first = Draft::write(&place("old.txt"), b"1").unwrap();
        let second = Draft::write(&place("new.txt"), b"2").unwrap();
        let moved = vec![
            first.move_into_place().unwrap(),
            second.move_into_place().unwrap(),
        ];
        assert_eq!(fs::read(place("old.txt")).unwrap(), b"1");
        let cause = io::Error::from(io::ErrorKind::Other);
        let file = place("third.txt");
        undone(moved, Unwritable { file, cause });
        assert_eq!(fs::read(place("old.txt")).unwrap(), b"before");
        assert_eq!(names(folder.path()), ["old.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_rights_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "before").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_all(&[(&link, b"after")]).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"after");
        assert_eq!(
            fs::metadata(&real).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }
}
