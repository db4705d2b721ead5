//! `baton measure --format figures`: figures of a model's measures, ready to be read by `baton audit`.

use std::path::Path;

use jiff::civil::Date;

use super::calendar::{self, Named};
use super::read_as;
use crate::audit::{self, Model};
use crate::cli::args::MeasureArgs;
use crate::cli::audit::day;
use crate::cli::progress::Progress;
use crate::cli::{Exit, output};
use crate::lang::Lang;
use crate::measure::logged::{AtHand, figures_at_hand};
use crate::problem::Problem;
use crate::report::measure as report;
use crate::source::{Sources, shown_path};

/// The table of figures of the model at `path`, or how it ends.
pub(super) fn of_model(
    path: &Path,
    args: &MeasureArgs,
    calendar: Option<&Named>,
    lang: Lang,
) -> Result<String, Exit> {
    let mut paths = vec![path.to_path_buf()];
    paths.extend(calendar.and_then(|named| named.file.clone()));
    let Model {
        mut sources,
        mut chain,
        problems,
    } = audit::model(&paths);
    if !problems.is_empty() {
        tell(&problems, &sources, lang);
        return Err(Exit::Input);
    }
    let log = shown_path(&args.log);
    let at_hand = AtHand {
        path: &log,
        asked: read_as(args, calendar),
        calendar: calendar.and_then(|named| calendar::position(&chain, &named.hours.id)),
        last: args.last.clone(),
        days: days(args, lang)?,
    };
    let progress = Progress::measuring(args.quiet, lang);
    let step = |read, size| progress.reached(read, size);
    let mut problems = Vec::new();
    let figures = figures_at_hand(&mut chain, at_hand, &mut sources, &step, &mut problems);
    progress.finish();
    if !problems.is_empty() {
        tell(&problems, &sources, lang);
        return Err(Exit::Evidence);
    }
    if figures.is_empty() {
        output::error(lang.pick(
            "the log has a value for no measure of this model: a measure says by `of` what it is, and a step by `activities` what the log calls it",
            "日志没有给出该模型任何指标的数值：指标用 `of` 写明是什么，工序用 `activities` 写明日志中的叫法",
        ));
        return Err(Exit::Evidence);
    }
    Ok(report::figures(&chain, &figures))
}

/// The days between which cases began; a wrong one has been reported.
fn days(args: &MeasureArgs, lang: Lang) -> Result<(Option<Date>, Option<Date>), Exit> {
    let read = |option, written: &Option<String>| {
        let read = written.as_deref().map(|written| day(option, written, lang));
        read.transpose().map_err(|_| Exit::Usage)
    };
    Ok((read("--from", &args.from)?, read("--to", &args.to)?))
}

/// Says what is wrong, each with its place.
pub(super) fn tell(problems: &[Problem], sources: &Sources, lang: Lang) {
    for problem in problems {
        // What no file says has no place in one.
        let spot = problem
            .spot
            .filter(|spot| !sources.get(spot.source).name.is_empty());
        let place = spot.map_or_else(String::new, |spot| {
            let at = sources.line_column(spot);
            format!(
                "{}:{}:{}{}",
                sources.get(spot.source).name,
                at.line,
                at.column,
                lang.pick(": ", "：")
            )
        });
        let (message, hint) = (problem.message(lang), problem.hint(lang));
        let hint = match hint.as_str() {
            "" => hint,
            _ => format!("\n  {hint}"),
        };
        output::error(&format!("{place}{message}{hint}"));
    }
}

/// Why figures cannot be made as asked for, if so.
pub(super) fn senseless(args: &MeasureArgs, is_figures: bool, lang: Lang) -> Option<&'static str> {
    if args.model.is_some() && !is_figures && args.calendar.is_none() {
        return Some(lang.pick(
            "--model is for --format figures, and for --calendar",
            "--model 只用于 --format figures 和 --calendar",
        ));
    }
    if args.causes && args.calendar.is_some() {
        return Some(lang.pick(
            "--causes finds hours of work in the log itself: it takes no --calendar",
            "--causes 按日志本身推断工作时间，不能与 --calendar 同用",
        ));
    }
    let is_stream = args.log.as_os_str() == "-";
    (args.model.is_some() && is_figures && is_stream).then(|| {
        lang.pick(
            "with --model the log is a file: figures say by its name and content where they come from",
            "使用 --model 时日志必须是文件：数据要写明来自哪个文件",
        )
    })
}
