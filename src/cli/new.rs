//! `baton new`.

use super::Exit;
use super::args::NewRuleArgs;
use super::output;
use super::test::open;
use crate::desk::new_rule::{Refused, begin};
use crate::lang::Lang;
use crate::source::shown_path;

/// Writes a new rule and says what to do with it.
pub(super) fn rule(args: &NewRuleArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let workspace = match open(args.path.as_deref(), &[], lang) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let id = &args.rule;
    match begin(&workspace, id, args.looks_at) {
        Ok(begun) => {
            let path = args
                .path
                .as_ref()
                .map_or_else(String::new, |path| format!(" {}", shown_path(path)));
            let (script, manual) = (shown_path(&begun.script), shown_path(&begun.manual));
            let (wrote, next) = lang.pick(("written", "next"), ("已写入", "下一步"));
            let said = format!(
                "{wrote}: {script}\n{wrote}: {manual}\n{next}: baton test{path} --rule {id}\n"
            );
            output::bytes(said.as_bytes(), Exit::Clean)
        }
        Err(refused) => {
            output::error(&refused.message(id, lang));
            match refused {
                Refused::Unwritable(..) => Exit::Output,
                _ => Exit::Usage,
            }
        }
    }
}
