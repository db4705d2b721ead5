//! Fault seeding: what is planted, who notices, and what never shows.
//!
//! Reports are compared with `tests/faults/*.txt`; `BLESS=1` writes them anew.

#[path = "faults/command.rs"]
mod command;
#[path = "faults/evidence.rs"]
mod evidence;
#[path = "faults/held.rs"]
mod held;
#[path = "faults/made.rs"]
mod made;
#[path = "faults/noticed.rs"]
mod noticed;
#[path = "faults/planted.rs"]
mod planted;

use std::fs;
use std::path::{Path, PathBuf};

use baton::desk::faults::{Fault, faults};
use baton::source::Sources;

/// The texts of the worked example, each with the faults that can be planted in it.
fn example() -> Vec<(String, Vec<Fault>)> {
    let entries = fs::read_dir("processes").into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let planted = files.iter().map(|file| {
        let text = fs::read_to_string(file).expect("the example can be read");
        let mut sources = Sources::default();
        let source = sources.add("example.toml", text.as_str());
        let planted = faults(&sources, source);
        (text, planted)
    });
    planted.collect()
}

/// A workspace of these files in a folder of its own.
fn workspace(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("faults")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("a file can be written");
    }
    folder
}

/// A small model: a store that kits, a furnace that smelts, and one customer.
const SMALL: &str = r#"[process]
id = "store"
owner = "Store lead"

[[customer]]
id = "steelworks"

[[step]]
id = "kit"
owner = "Kit lead"
start = true
checks = { incoming = "Weighed", self = "Weighed again", service = "By 07:30" }

[[step]]
id = "smelt"
owner = "Furnace lead"
checks = { incoming = "Card read", self = "Sampled", service = "Called before" }

[[handoff]]
id = "lot"
from = "kit"
to = "smelt"
deliverable = { en = "Furnace lot", zh = "入炉批料" }
items = ["card"]
due = "by 07:30"
volume = "12 / day"
evidence = "Signed card"
on_reject = { return_to = "kit", within = "1 h" }
customer.needs = ["moisture ≤ 6 %", "on time ≥ 95 %"]
customer.asked_by = "Store lead"
customer.asked_on = 2026-02-20
customer.agreed_by = "Furnace lead"
customer.agreed_on = 2026-03-02
supplier.criteria = [
  "moisture ≤ 6 %", # the dryer
  { en = "on time ≥ 95 %", zh = "on time ≥ 95 %" },
]
supplier.promises = ["notice of a delay ≥ 1 h"]

[[handoff]]
id = "metal"
from = "smelt"
to = "steelworks"
deliverable = "Metal"
items = ["certificate"]
due = "by 18:00"
on_reject = { return_to = "smelt", within = "1 day" }
customer = { needs = ["nickel ≥ 10 %"], asked_by = "Seller", asked_on = 2026-02-20, agreed_by = "Buyer", agreed_on = 2026-03-02 }
supplier = { criteria = ["nickel ≥ 10 %"] }
"#;
