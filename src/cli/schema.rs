//! `baton schema`.

use super::Exit;
use super::args::{Color, SchemaArgs};
use super::output::Target;
use crate::lang::Lang;
use crate::manual;

/// Writes what editors need.
pub(super) fn run(args: &SchemaArgs) -> Exit {
    let lang = args.lang.map(Lang::from);
    let text = if args.rhai {
        manual::definitions(lang)
    } else {
        manual::schema_in(lang)
    };
    let target = Target::new(args.output.clone(), Color::Never);
    target.write(text.as_bytes(), Exit::Clean)
}
