//! `baton baseline`, and the reading of what it wrote.

use std::path::Path;

use super::Exit;
use super::args::{BaselineArgs, Color};
use super::audit::{day, paths, today};
use super::cache;
use super::output::{self, Target};
use crate::audit::{Options, audit};
use crate::baseline::{Baseline, BaselineError};
use crate::lang::Lang;
use crate::load::workspace;
use crate::problem::{Problem, ProblemKind};
use crate::report::{Scope, Style, text};
use crate::source::shown_path;

/// Audits, and writes down what was found.
pub(super) fn run(args: &BaselineArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let as_of = args
        .as_of
        .as_deref()
        .map(|written| day("--as-of", written, lang));
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
        today: Some(today()),
        cache: cache::of_user(args.no_cache),
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
            let target = Target::new(args.output.clone(), Color::Never, lang);
            match (target.write(text.as_bytes(), Exit::Clean), &args.output) {
                (Exit::Clean, Some(file)) => written(file, baseline.len(), lang),
                (exit, _) => exit,
            }
        }
        Err(error) => {
            output::error(&error.to_string());
            Exit::Internal
        }
    }
}

/// Says what was written, where the baseline itself does not stand on stdout.
fn written(file: &Path, findings: usize, lang: Lang) -> Exit {
    let file = shown_path(file);
    let plural = if findings == 1 { "" } else { "s" };
    let line = lang.pick(
        format!(
            "written: {file} ({findings} finding{plural}); later: baton audit --baseline {file}\n"
        ),
        format!("已写入：{file}（{findings} 项发现）；以后用 baton audit --baseline {file}\n"),
    );
    output::bytes(line.as_bytes(), Exit::Clean)
}

/// Reads a baseline, or says what is wrong with the file.
pub(super) fn read(file: &Path, lang: Lang) -> Result<Baseline, String> {
    let name = shown_path(file);
    let text = workspace::read_text(file).map_err(|error| {
        let (path, reason) = (name.clone(), error.reason);
        let problem = Problem::nowhere(ProblemKind::Unreadable { path, reason });
        let wrong = problem.message(lang);
        lang.pick(
            format!("--baseline: {wrong}; write it with `baton baseline -o {name}`"),
            format!("--baseline：{wrong}；请用 `baton baseline -o {name}` 写入"),
        )
    })?;
    Baseline::read(&text).map_err(|error| match error {
        BaselineError::Malformed { en, zh } => lang.pick(
            format!(
                "--baseline: `{name}` is no baseline: {en}; write it anew with `baton baseline`"
            ),
            format!("--baseline：`{name}` 不是基线文件：{zh}；请用 `baton baseline` 重新写入"),
        ),
        BaselineError::OtherSchema(schema) => lang.pick(
            format!(
                "--baseline: `{name}` has the schema `{schema}`, which this version does not know"
            ),
            format!("--baseline：`{name}` 的格式是 `{schema}`，本版本不认识"),
        ),
    })
}
