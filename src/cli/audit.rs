//! `baton audit`.

use std::path::PathBuf;

use jiff::civil::Date;

use super::Exit;
use super::args::{AuditArgs, Format};
use super::baseline;
use super::cache;
use super::explain::Explained;
use super::output::{self, Target};
use super::outputs::{self, Output, Refused};
use super::progress::Progress;
use super::record::Recording;
use crate::audit::{Audit, Checked, Options, audit};
use crate::lang::Lang;
use crate::load::read_day;
use crate::problem::{Problem, ProblemKind};
use crate::report::{self, Coverage, Request, Scope, Style, Summary};

/// Runs the audit, writes the report, says how it ended.
pub(super) fn run(args: &AuditArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let mut options = match options(args, lang) {
        Ok(options) => options,
        Err(message) => {
            output::error(&message);
            return Exit::Usage;
        }
    };
    let outputs = match outputs::resolve(&args.format, &args.output) {
        Ok(outputs) => outputs,
        Err(refused) => return refuse(&refused, lang),
    };
    if let Err(refused) = outputs::check(&outputs) {
        return refuse(&refused, lang);
    }
    if let Some(message) = unexplainable(args, &outputs, lang) {
        output::error(&message);
        return Exit::Usage;
    }
    let recording = match Recording::asked(args, &mut options, lang) {
        Ok(recording) => recording,
        Err(refused) => return refused,
    };
    let progress = Progress::checking(args.quiet, lang);
    let result = audit(&options, &|done, all| progress.step(done, all));
    progress.finish();
    let scope = Scope::new(args.only.clone());
    if let Some(message) = unknown(&result, &scope, lang) {
        output::error(&message);
        return Exit::Usage;
    }
    if let Err(refused) = outputs::spare_inputs(&outputs, &result, args.baseline.as_deref()) {
        return refuse(&refused, lang);
    }
    if let (Some(id), Some(checked)) = (&args.explain, &result.checked) {
        return explain(args, &outputs, id, &options.paths, (&result, checked), lang);
    }
    let exit = report(args, &outputs, &result, &scope, lang);
    let exit = recording.map_or(exit, |recording| recording.keep(&result, exit));
    // The program ends here: giving back a large model piece by piece would only take time.
    std::mem::forget(result);
    exit
}

fn refuse(refused: &Refused, lang: Lang) -> Exit {
    output::error(&refused.message(lang));
    refused.exit()
}

/// Makes every report and writes them, all or none.
fn report(args: &AuditArgs, outputs: &[Output], result: &Audit, scope: &Scope, lang: Lang) -> Exit {
    let mut reports = Vec::new();
    for output in outputs {
        let request = Request {
            audit: result,
            scope,
            style: style(args, output, lang),
            fail_on: args.fail_on.level(),
        };
        match output.format.render(&request) {
            Ok(report) => reports.push(report),
            Err(unwritten) => {
                output::error(&unwritten.message(lang));
                return Exit::Internal;
            }
        }
    }
    let exit = exit(args, result, scope, lang);
    match outputs::write(outputs, &reports, exit) {
        Ok(exit) => exit,
        Err(refused) => refuse(&refused, lang),
    }
}

fn style(args: &AuditArgs, output: &Output, lang: Lang) -> Style {
    Style {
        lang,
        colored: Target::new(output.file.clone(), args.color, lang).is_colored(),
        quiet: args.quiet,
    }
}

/// Why one finding cannot be explained in the way asked for.
fn unexplainable(args: &AuditArgs, outputs: &[Output], lang: Lang) -> Option<String> {
    args.explain.as_ref()?;
    let is_told =
        |output: &Output| matches!(output.format, report::Format::Text | report::Format::Json);
    if outputs.len() == 1 && outputs.iter().all(is_told) {
        return None;
    }
    Some(lang.pick(
        "--explain tells of one finding as text or json; ask for one of them".to_owned(),
        "--explain 只用 text 或 json 说明一项发现；请选其中一种".to_owned(),
    ))
}

fn explain(
    args: &AuditArgs,
    outputs: &[Output],
    id: &str,
    paths: &[PathBuf],
    (result, checked): (&Audit, &Checked),
    lang: Lang,
) -> Exit {
    let Some(output) = outputs.first() else {
        return Exit::Internal;
    };
    let explained = Explained {
        id,
        paths,
        format: match output.format {
            report::Format::Json => Format::Json,
            _ => Format::Text,
        },
        style: style(args, output, lang),
    };
    let target = Target::new(output.file.clone(), args.color, lang);
    explained.write(result, checked, &target)
}

/// What was asked for, or why that makes no sense.
fn options(args: &AuditArgs, lang: Lang) -> Result<Options, String> {
    let as_of = args
        .as_of
        .as_deref()
        .map(|written| day("--as-of", written, lang));
    let baseline = args.baseline.as_deref();
    Ok(Options {
        paths: paths(&args.paths),
        baseline: baseline
            .map(|file| baseline::read(file, lang))
            .transpose()?,
        level: args.level.map(Into::into),
        profile: args.profile.map(Into::into),
        rules: args.rule.clone(),
        as_of: as_of.transpose()?,
        today: Some(today()),
        threads: args.threads.map(usize::from),
        cache: cache::of_user(args.no_cache),
        ..Options::default()
    })
}

/// What is read, and the day it is to speak of, where no rule is chosen.
pub(super) fn reading(
    asked: &[PathBuf],
    as_of: Option<&str>,
    no_cache: bool,
    lang: Lang,
) -> Result<Options, String> {
    let as_of = as_of.map(|written| day("--as-of", written, lang));
    Ok(Options {
        paths: paths(asked),
        as_of: as_of.transpose()?,
        today: Some(today()),
        cache: cache::of_user(no_cache),
        ..Options::default()
    })
}

/// The paths asked for, or where models usually are.
pub(super) fn paths(asked: &[PathBuf]) -> Vec<PathBuf> {
    let usual = PathBuf::from("processes");
    match asked {
        [] if usual.is_dir() => vec![usual],
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    }
}

/// When this version was made; the clock of a computer that shows an earlier day is wrong.
const MADE: Date = jiff::civil::date(2026, 11, 1);

/// The day on which the program runs.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date().max(MADE)
}

pub(super) fn day(option: &str, written: &str, lang: Lang) -> Result<Date, String> {
    if written == "today" {
        return Ok(today());
    }
    read_day(written).ok_or_else(|| {
        let written = written.to_owned();
        let problem = Problem::nowhere(ProblemKind::BadDate { written });
        let (wrong, next) = (problem.message(lang), problem.hint(lang));
        lang.pick(
            format!("{option}: {wrong}; {next}"),
            format!("{option}：{wrong}；{next}"),
        )
    })
}

/// A name on the command line that means nothing.
fn unknown(result: &Audit, scope: &Scope, lang: Lang) -> Option<String> {
    let rule = result.problems.iter().find(|problem| {
        problem.spot.is_none() && matches!(problem.kind, ProblemKind::UnknownRule { .. })
    });
    if let Some(problem) = rule {
        let semicolon = lang.pick("; ", "；");
        let (message, hint) = (problem.message(lang), problem.hint(lang));
        return Some(format!("{message}{semicolon}{hint}"));
    }
    let checked = result.checked.as_ref()?;
    let (written, meant) = scope.unknown(&checked.world)?;
    let next = match meant {
        Some(meant) => lang.pick(
            format!("did you mean `{meant}`?"),
            format!("是不是 `{meant}`？"),
        ),
        None => lang.pick(
            "write `process` or `process/id`".to_owned(),
            "请写 `流程` 或 `流程/代号`".to_owned(),
        ),
    };
    Some(lang.pick(
        format!("--only: there is no process or object `{written}`; {next}"),
        format!("--only：找不到流程或对象 `{written}`；{next}"),
    ))
}

fn exit(args: &AuditArgs, result: &Audit, scope: &Scope, lang: Lang) -> Exit {
    let Some(checked) = &result.checked else {
        return match result.only_evidence_fails() {
            true => Exit::Evidence,
            false => Exit::Input,
        };
    };
    if !result.rules.errors.is_empty() || !checked.outcome.errors.is_empty() {
        return Exit::RuleFailed;
    }
    let summary = Summary::of(checked, &result.rules, scope);
    if summary.all.checked == 0 {
        output::error(lang.pick(
            "nothing was checked: no rule that runs looks at what is there",
            "什么也没有检查：没有要运行的规则适用于现有内容",
        ));
        return Exit::Input;
    }
    let decided = summary.all.decided().unwrap_or(0.0);
    if let Some(least) = args
        .min_checked
        .filter(|least| 100.0 * decided < f64::from(*least))
    {
        let percent = (100.0 * decided).floor();
        output::error(&lang.pick(
            format!(
                "only {percent} % of the checks could be decided; --min-checked asks for {least} %"
            ),
            format!("只有 {percent} % 的检查能够判定；--min-checked 要求 {least} %"),
        ));
        return Exit::Findings;
    }
    let least = args.min_covered;
    let short = least.and_then(|least| {
        let coverage = Coverage::of(checked, &result.rules, scope);
        Some((least, coverage.shortfall(least, lang)?))
    });
    if let Some((least, short)) = short {
        output::error(&lang.pick(
            format!("{short}; --min-covered asks for {least} %"),
            format!("{short}；--min-covered 要求 {least} %"),
        ));
        return Exit::Findings;
    }
    let counts = |level| summary.findings.range(level..).any(|(_, count)| *count > 0);
    if args.fail_on.level().is_some_and(counts) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
