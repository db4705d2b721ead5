//! The manual: pages made from the tables the program itself works by.
//!
//! Each page is a pure function to Markdown or JSON text; nothing here is kept by hand
//! that the program knows. `tests/docs.rs` holds the files in `docs/` to these texts.

pub mod catalogue;
mod command_line;
mod definitions;
mod key_examples;
mod page;
mod problems;
mod rule_pages;
mod schema;
mod script_api;
mod side_schemas;
mod tables;
mod wordings;

pub use command_line::{command_line, exit_codes};
pub use definitions::definitions;
pub use problems::problems;
pub use rule_pages::rules;
pub use schema::{schema, schema_in};
pub use script_api::{FUNCTIONS, Function, script_api};
pub use side_schemas::{lexicon_schema, settings_schema};
pub use tables::tables;
