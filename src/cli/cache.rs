//! The folder of the user in which measured event logs are kept from one run to the next.
//!
//! Everything in it can be made again. So nothing here is ever a failure: what cannot be read is
//! measured, what cannot be written is not kept, and what is old or too much is thrown away.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tempfile::Builder;

use crate::measure::logged::Cache;

/// Smaller files are read and measured in 2 ms, or in 20 ms where they are packed.
const LEAST: u64 = 64 << 10;

/// What nobody asked for in so long a time is thrown away.
const OLDEST: Duration = Duration::from_secs(30 * 24 * 3600);

/// All entries together take no more than this.
const MOST: u64 = 512 << 20;

/// One entry takes no more than this.
const LARGEST: u64 = 256 << 20;

/// A file that is still a draft after so long a time was left behind.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// The mark of an entry's use is set again no sooner than this.
const USED: Duration = Duration::from_secs(3600);

/// How names of entries end.
const ENDING: &str = "measured";

/// How names of drafts begin.
const DRAFT: &str = ".draft-";

/// Where measured logs are kept, unless it was asked for otherwise or there is no such place.
pub(super) fn of_user(none: bool) -> Option<Arc<dyn Cache>> {
    if none {
        return None;
    }
    let var = |name: &str| std::env::var_os(name);
    let folder = folder(var, std::env::consts::OS)?;
    Some(Arc::new(Folder(folder.join("logs"))))
}

/// The cache folder of this program, by the custom of the system.
fn folder(var: impl Fn(&str) -> Option<OsString>, system: &str) -> Option<PathBuf> {
    let path = |name: &str| var(name).filter(|said| !said.is_empty()).map(PathBuf::from);
    if let Some(said) = path("BATON_CACHE_DIR") {
        return Some(said);
    }
    // A folder that depends on where the program was started is none.
    let whole = |name: &str| path(name).filter(|path| path.is_absolute());
    let home = match system {
        "windows" => return Some(whole("LOCALAPPDATA")?.join("baton").join("cache")),
        "macos" => whole("HOME").map(|home| home.join("Library").join("Caches")),
        _ => whole("HOME").map(|home| home.join(".cache")),
    };
    let folder = whole("XDG_CACHE_HOME").or(home)?;
    Some(folder.join("baton"))
}

/// A folder with one file an entry.
#[derive(Debug)]
struct Folder(PathBuf);

impl Cache for Folder {
    fn least(&self) -> u64 {
        LEAST
    }

    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let file = self.file(name);
        let known = fs::metadata(&file).ok()?;
        if !known.is_file() || known.len() > LARGEST {
            return None;
        }
        let bytes = fs::read(&file).ok()?;
        if known.modified().is_ok_and(|changed| age(changed) > USED) {
            // So that what is in use is not thrown away; where it cannot be set, it is made again.
            let _ = fs::File::options()
                .append(true)
                .open(&file)
                .and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(bytes)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        if bytes.len() as u64 > LARGEST {
            return;
        }
        if let Err(cause) = self.write(name, bytes) {
            let folder = self.0.display();
            tracing::debug!(%folder, %cause, "the cache cannot be written to");
        }
        self.forget();
    }
}

impl Folder {
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name).with_extension(ENDING)
    }

    /// Whole or not at all, whoever else is writing the same.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        // What it was measured from may be nobody else's business.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.0)?;
        let mut draft = Builder::new().prefix(DRAFT).tempfile_in(&self.0)?;
        draft.write_all(bytes)?;
        draft
            .persist(self.file(name))
            .map_err(|failed| failed.error)?;
        Ok(())
    }

    /// Throws away what is old, and of the rest the longest unused until it is little enough.
    fn forget(&self) {
        let Ok(entries) = fs::read_dir(&self.0) else {
            return;
        };
        let mut kept = Vec::new();
        for entry in entries.flatten() {
            let file = entry.path();
            let Some(oldest) = oldest(&file) else {
                continue;
            };
            let Ok(known) = entry.metadata() else {
                continue;
            };
            let Some(changed) = known.modified().ok().filter(|_| known.is_file()) else {
                continue;
            };
            if age(changed) > oldest {
                let _ = fs::remove_file(&file);
            } else {
                kept.push((changed, known.len(), file));
            }
        }
        let mut all: u64 = kept.iter().map(|(_, size, _)| size).sum();
        kept.sort();
        for (_, size, file) in kept {
            if all <= MOST {
                break;
            }
            let _ = fs::remove_file(&file);
            all = all.saturating_sub(size);
        }
    }
}

/// How old a file of ours may be; `None` of any other file, which is never touched.
fn oldest(file: &Path) -> Option<Duration> {
    let name = file.file_name()?.to_str()?;
    if name.starts_with(DRAFT) {
        return Some(LEFT_BEHIND);
    }
    let (stem, ending) = name.split_once('.')?;
    let is_name = stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_name && ending == ENDING).then_some(OLDEST)
}

/// How long ago something was; nothing is older than what is to come.
fn age(then: SystemTime) -> Duration {
    SystemTime::now().duration_since(then).unwrap_or_default()
}

#[cfg(test)]
mod tests;
