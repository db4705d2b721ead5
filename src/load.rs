//! Model files to documents: TOML text in, typed records with places out.
//!
//! One parse gives every value and the bytes it came from. All problems of all
//! files are collected. Knows nothing of how processes are linked: references are
//! still texts here.

pub mod change;
mod choices;
mod columns;
mod decode;
pub mod document;
pub mod edit;
pub mod evidence;
mod list;
mod punctuation;
mod quantities;
mod record;
pub mod schema;
pub mod settings;
pub mod statement;
pub mod tree;
mod values;
pub mod working_time;
pub mod workspace;

pub use choices::Choice;
pub use columns::{Columns, FilePath, ScaleGrade};
pub(crate) use decode::found;
pub use decode::{Decode, Decoding, Reading};
pub use document::Document;
pub use list::List;
pub use quantities::{Duration, Money, Rate, ShareOf, ThreePoint};
pub use record::{AnyRecord, Record, Segment, SharedRecord};
pub use statement::Statement;
pub use values::{Id, Reference, Whole, read_day};
