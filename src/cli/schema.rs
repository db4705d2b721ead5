//! `baton schema`.

use super::Exit;
use super::args::{Color, SchemaArgs};
use super::output::{self, Target};
use crate::engine::RuleSet;
use crate::engine::rule_set::built_in;
use crate::lang::Lang;
use crate::load::settings::Settings;
use crate::manual;

/// Writes what editors need.
pub(super) fn run(args: &SchemaArgs) -> Exit {
    let lang = args.lang.map(Lang::from);
    let text = if args.rhai {
        manual::definitions(lang)
    } else if args.settings {
        let rules = RuleSet::compile(built_in(), &Settings::default(), &mut Vec::new());
        manual::settings_schema(&rules, lang)
    } else if args.lexicon {
        manual::lexicon_schema(lang)
    } else {
        manual::schema_in(lang)
    };
    let target = Target::new(
        args.output.clone(),
        Color::Never,
        lang.unwrap_or_else(output::language),
    );
    target.write(text.as_bytes(), Exit::Clean)
}
