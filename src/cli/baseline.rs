//! `baton baseline`, and the reading of what it wrote.

use std::fs;
use std::path::Path;

use super::Exit;
use super::args::{BaselineArgs, Color};
use super::audit::{day, paths};
use super::output::{self, Target};
use crate::audit::{Options, audit};
use crate::baseline::{Baseline, BaselineError};
use crate::lang::Lang;
use crate::report::{Scope, Style, text};

/// Audits, and writes down what was found.
pub(super) fn run(args: &BaselineArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let as_of = args.as_of.as_deref().map(|written| day(written, lang));
    let as_of = match as_of.transpose() {
        Ok(day) => day,
        Err(message) => {
            output::error(&message);
            return Exit::Usage;
        }
    };
    let options = Options {
        paths: paths(&args.paths),
        profile: args.profile.map(Into::into),
        as_of,
        ..Options::default()
    };
    let result = audit(&options, &|_, _| {});
    let Some(checked) = &result.checked else {
        let style = Style {
            lang,
            ..Style::default()
        };
        output::error(text::render(&result, &Scope::default(), style).trim_end());
        return Exit::Input;
    };
    if !result.rules.errors.is_empty() || !checked.outcome.errors.is_empty() {
        output::error(lang.pick(
            "a rule failed, so what it would find is not known: no baseline was written",
            "有规则出错，无法知道它会发现什么：没有写入基线",
        ));
        return Exit::RuleFailed;
    }
    let baseline = Baseline::of(&checked.world, &result.rules, &checked.outcome);
    match baseline.to_text() {
        Ok(text) => {
            Target::new(args.output.clone(), Color::Never).write(text.as_bytes(), Exit::Clean)
        }
        Err(error) => {
            output::error(&error.to_string());
            Exit::Internal
        }
    }
}

/// Reads a baseline, or says what is wrong with the file.
pub(super) fn read(file: &Path, lang: Lang) -> Result<Baseline, String> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| {
        lang.pick(
            format!("--baseline: `{name}` cannot be read: {error}; write it with `baton baseline -o {name}`"),
            format!("--baseline：无法读取 `{name}`：{error}；请用 `baton baseline -o {name}` 写入"),
        )
    })?;
    Baseline::read(&text).map_err(|error| match error {
        BaselineError::Malformed(why) => lang.pick(
            format!(
                "--baseline: `{name}` is no baseline: {why}; write it anew with `baton baseline`"
            ),
            format!("--baseline：`{name}` 不是基线文件：{why}；请用 `baton baseline` 重新写入"),
        ),
        BaselineError::OtherSchema(schema) => lang.pick(
            format!(
                "--baseline: `{name}` has the schema `{schema}`, which this version does not know"
            ),
            format!("--baseline：`{name}` 的格式是 `{schema}`，本版本不认识"),
        ),
    })
}
