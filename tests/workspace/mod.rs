//! A small workspace on disk, for tests that audit one.

use std::fs;
use std::path::{Path, PathBuf};

use baton::audit::{Audit, Options, audit};

/// Two handoffs about which nothing is agreed.
pub(crate) const STORE: &str = r#"
[process]
id = "store"
[[step]]
id = "kit"
[[step]]
id = "load"
[[handoff]]
id = "lot"
from = "kit"
to = "load"
[[handoff]]
id = "ticket"
from = "kit"
to = "load"
"#;

/// An empty folder of a test's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// An audit of a folder whose input is sound.
pub(crate) fn audited(folder: &Path, change: impl FnOnce(&mut Options)) -> Audit {
    let mut options = Options {
        paths: vec![folder.to_path_buf()],
        threads: Some(1),
        ..Options::default()
    };
    change(&mut options);
    let audit = audit(&options, &|_, _| {});
    assert!(audit.problems.is_empty(), "{:#?}", audit.problems);
    audit
}
