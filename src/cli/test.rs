//! `baton test`.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::{TestArgs, TestFormat};
use super::output::{self, Target};
use crate::desk::{self, Asked, Tested, Workspace};
use crate::lang::Lang;
use crate::problem::ProblemKind;
use crate::report::Style;
use crate::report::desk::{junit, tests, tests_json};

/// Runs the examples, writes the report, says how it ended.
pub(super) fn run(args: &TestArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let target = Target::new(args.output.clone(), args.color, lang);
    let workspace = match open(args.path.as_deref(), &args.rule, lang) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let asked = Asked {
        coverage: args.coverage || args.min_coverage.is_some(),
        mutants: args.mutants || args.min_killed.is_some(),
    };
    let tested = desk::test(&workspace, asked, threads);
    let style = Style {
        lang,
        colored: target.is_colored(),
        quiet: args.quiet,
    };
    let report = match args.format {
        TestFormat::Text => Ok(tests::render(&tested, style)),
        TestFormat::Junit => Ok(junit::render(&tested, lang)),
        TestFormat::Json => tests_json::render(&tested, lang),
    };
    match report {
        Ok(report) => target.write(report.as_bytes(), exit(args, &tested, lang)),
        Err(error) => {
            output::error(&error.to_string());
            Exit::Internal
        }
    }
}

/// The rules at a path, or the exit of what is wrong with the path or the names of rules.
pub(super) fn open(path: Option<&Path>, rules: &[String], lang: Lang) -> Result<Workspace, Exit> {
    let workspace = Workspace::open(&path_or_default(path), rules);
    let mut exit = None;
    for problem in &workspace.problems {
        output::error(&format!(
            "{}{}{}",
            problem.message(lang),
            lang.pick("; ", "；"),
            problem.hint(lang)
        ));
        let unknown = matches!(problem.kind, ProblemKind::UnknownRule { .. });
        exit = Some(if unknown { Exit::Usage } else { Exit::Input });
    }
    exit.map_or(Ok(workspace), Err)
}

/// `./processes` if it exists, else this folder.
pub(super) fn path_or_default(path: Option<&Path>) -> PathBuf {
    let default = Path::new("processes");
    match path {
        Some(path) => path.to_path_buf(),
        None if default.is_dir() => default.to_path_buf(),
        None => PathBuf::from("."),
    }
}

fn exit(args: &TestArgs, tested: &Tested, lang: Lang) -> Exit {
    if !tested.errors.is_empty() {
        return Exit::RuleFailed;
    }
    if tested.failed() > 0 {
        return Exit::Findings;
    }
    if tested.examples() == 0 {
        return Exit::Input;
    }
    let mut exit = Exit::Clean;
    let covered = 100.0 * tested.covered().unwrap_or(0.0);
    let least = args.min_coverage.unwrap_or(0);
    if covered < f64::from(least) {
        // Rounded down: no share is shown as one it does not reach.
        let covered = covered.floor();
        output::error(&lang.pick(
            format!(
                "only {covered} % of the branches are entered; --min-coverage asks for {least} %"
            ),
            format!("只有 {covered} % 的分支被执行；--min-coverage 要求 {least} %"),
        ));
        exit = Exit::Findings;
    }
    let (tried, killed) = tested.mutants().unwrap_or_default();
    let least = args.min_killed.unwrap_or(0);
    if 100 * killed < usize::from(least) * tried {
        let killed = 100 * killed / tried.max(1);
        output::error(&lang.pick(
            format!(
                "the examples notice only {killed} % of the mutants; --min-killed asks for {least} %"
            ),
            format!("示例只发现了 {killed} % 的变异；--min-killed 要求 {least} %"),
        ));
        exit = Exit::Findings;
    }
    exit
}
