//! `baton test --seed-faults`.

use super::Exit;
use super::args::{TestArgs, TestFormat};
use super::audit;
use super::cache;
use super::output::{self, Target};
use super::progress::Progress;
use crate::audit::{Audit, Options};
use crate::desk::faults::{self, Seeded};
use crate::lang::Lang;
use crate::problem::ProblemKind;
use crate::report::faults::{json, render};
use crate::report::text::rule_error;
use crate::report::{Scope, Style, text};

/// Plants the faults, writes the report, says how it ended.
pub(super) fn run(args: &TestArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let target = Target::new(args.output.clone(), args.color, lang);
    let style = Style {
        lang,
        colored: target.is_colored(),
        quiet: args.quiet,
    };
    if args.format == TestFormat::Junit {
        output::error(lang.pick(
            "--seed-faults has no JUnit report; use --format text or json",
            "--seed-faults 没有 JUnit 报告；请用 --format text 或 json",
        ));
        return Exit::Usage;
    }
    let options = Options {
        paths: audit::paths(args.path.as_slice()),
        profile: args.profile.map(Into::into),
        rules: args.rule.clone(),
        today: Some(audit::today()),
        cache: cache::of_user(args.no_cache),
        ..Options::default()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let progress = Progress::checking(args.quiet, lang);
    let seeded = faults::seed(&options, threads, &|done, all| progress.step(done, all));
    progress.finish();
    let seeded = match seeded {
        Ok(seeded) => seeded,
        Err(stands) => return not_seeded(&stands, &target, style),
    };
    let report = match args.format {
        TestFormat::Json => json::render(&seeded, lang),
        _ => Ok(render(&seeded, style)),
    };
    match report {
        Ok(report) => target.write(report.as_bytes(), exit(args, &seeded, lang)),
        Err(error) => {
            output::error(&error.to_string());
            Exit::Internal
        }
    }
}

/// Why no fault was planted: problems of the input, or rules that fail as it stands.
fn not_seeded(stands: &Audit, target: &Target, style: Style) -> Exit {
    let lang = style.lang;
    let unknown = |kind: &ProblemKind| matches!(kind, ProblemKind::UnknownRule { .. });
    let mut problems = stands.problems.iter();
    if let Some(rule) = problems.find(|p| p.spot.is_none() && unknown(&p.kind)) {
        let (wrong, next) = (rule.message(lang), rule.hint(lang));
        output::error(&lang.pick(format!("{wrong}; {next}"), format!("{wrong}；{next}")));
        return Exit::Usage;
    }
    let Some(checked) = &stands.checked else {
        let report = text::render(stands, &Scope::default(), style);
        return target.write(report.as_bytes(), Exit::Input);
    };
    for error in stands.rules.errors.iter().chain(&checked.outcome.errors) {
        output::error(&rule_error(error, lang));
    }
    Exit::RuleFailed
}

fn exit(args: &TestArgs, seeded: &Seeded, lang: Lang) -> Exit {
    if !seeded.errors.is_empty() {
        return Exit::RuleFailed;
    }
    if seeded.planted.is_empty() {
        output::error(lang.pick(
            "there is nothing to plant a fault in",
            "没有可以植入错误的内容",
        ));
        return Exit::Input;
    }
    let percent = seeded.percent(None).unwrap_or(100);
    match args.min_noticed {
        Some(least) if percent < usize::from(least) => {
            output::error(&lang.pick(
                format!(
                    "only {percent} % of the faults are noticed; --min-noticed asks for {least} %"
                ),
                format!("只发现了 {percent} % 的植入错误；--min-noticed 要求 {least} %"),
            ));
            Exit::Findings
        }
        _ => Exit::Clean,
    }
}
