//! `baton measure`: what an event log says of its handoffs.

mod asked;
mod calendar;
mod figures;

use std::path::Path;

use self::asked::{asked, between, mapping, order};
use self::calendar::Named;
use super::Exit;
use super::args::{By, Color, MeasureArgs, MeasureFormat};
use super::output::{self, Target};
use super::progress::Progress;
use crate::events::file;
use crate::events::mapping::{Mapping, Role};
use crate::events::read::{self, LogRead};
use crate::events::{LogError, LogErrorKind};
use crate::lang::Lang;
use crate::measure::log::{self as measures, Asked, LogMeasures};
use crate::measure::logged::days;
use crate::problem::nearest;
use crate::report::measure as report;
use crate::source::shown_path;

/// Measures a log, or says why it cannot be read.
pub(super) fn run(args: &MeasureArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    if let Some(output) = &args.output
        && is_same_file(output, &args.log)
    {
        output::error(lang.pick(
            "--output names the log itself: it would be overwritten",
            "--output 指向日志本身：会把它覆盖",
        ));
        return Exit::Usage;
    }
    let is_figures = args.format == MeasureFormat::Figures && !args.guess;
    if let Some(message) = figures::senseless(args, is_figures, lang) {
        output::error(message);
        return Exit::Usage;
    }
    let calendar = match calendar::named(args, lang) {
        Ok(calendar) => calendar,
        Err(exit) => return exit,
    };
    let calendar = calendar.as_ref();
    let asked = match asked(args, calendar, lang) {
        Ok(asked) => asked,
        Err(message) => {
            output::error(&message);
            return Exit::Usage;
        }
    };
    if let Some(model) = args.model.as_ref().filter(|_| is_figures) {
        return match figures::of_model(model, args, calendar, lang) {
            Ok(report) => write(args, &report, lang),
            Err(exit) => exit,
        };
    }
    match measured(args, &asked, calendar, lang) {
        Ok(report) => write(args, &report, lang),
        Err(Failure::Log(error)) => {
            output::error(&told(&args.log, &error, lang));
            Exit::Evidence
        }
        Err(Failure::Internal(cause)) => {
            output::error(&cause);
            Exit::Internal
        }
    }
}

fn write(args: &MeasureArgs, report: &str, lang: Lang) -> Exit {
    let target = Target::new(args.output.clone(), Color::Never, lang);
    target.write(report.as_bytes(), Exit::Clean)
}

/// Why there is no report.
#[derive(Debug)]
enum Failure {
    /// The log cannot be read, or does not have what is asked for.
    Log(LogError),
    /// A fault of the program itself.
    Internal(String),
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Self::Log(error)
    }
}

impl From<LogErrorKind> for Failure {
    fn from(kind: LogErrorKind) -> Self {
        Self::Log(LogError::whole(kind))
    }
}

/// Two paths to one file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(one).is_some_and(|real_one| Some(real_one) == real(other))
}

/// The zone of times that do not say theirs: that of the calendar unless another is said.
fn zone<'a>(args: &'a MeasureArgs, calendar: Option<&'a Named>) -> Option<&'a str> {
    let own = calendar.map(|named| &*named.hours.zone);
    args.columns.zone.as_deref().or(own)
}

/// How the log is to be read.
fn read_as(args: &MeasureArgs, calendar: Option<&Named>) -> read::Asked {
    let room = args.memory.and_then(|mb| usize::try_from(mb).ok());
    read::Asked {
        mapping: Mapping {
            room: room.map(|mb| mb << 20),
            zone: zone(args, calendar).map(str::to_owned),
            ..mapping(&args.columns)
        },
        guess: !args.columns.no_guess,
        object: args.columns.object.clone(),
        threads: args.threads.map_or_else(
            || std::thread::available_parallelism().map_or(1, usize::from),
            usize::from,
        ),
    }
}

/// The report on a log.
fn measured(
    args: &MeasureArgs,
    asked: &Asked,
    calendar: Option<&Named>,
    lang: Lang,
) -> Result<String, Failure> {
    let how = read_as(args, calendar);
    let threads = how.threads;
    if args.guess {
        let how = read::propose(&args.log, &how)?;
        return Ok(report::proposal(&shown_path(&args.log), &how, lang));
    }
    let progress = Progress::measuring(args.quiet, lang);
    let read = read::read(&args.log, &how, &|read, size| progress.reached(read, size));
    progress.finish();
    let LogRead { log, how } = read?;
    check_activities(&asked.last, &log.words().activities)?;
    let mut measures = measures::measure(log, asked, threads)
        .map_err(|cause| LogErrorKind::NoRoom(cause.into()))?;
    // The standard input cannot be read again.
    if args.log.as_os_str() != "-" {
        measures.place_swapped(|events| {
            let opened = file::open_in(&args.log, how.mapping.encoding).ok()?;
            read::first_row(opened, &how, events)
        });
    }
    if measures.cases.n == 0 {
        let is_cut = asked.began != (None, None);
        return Err(Failure::from(if is_cut {
            LogErrorKind::NoCaseInTime
        } else {
            LogErrorKind::Empty
        }));
    }
    check_wanted(args, &measures)?;
    let view = report::View {
        path: shown_path(&args.log),
        how: &how,
        between: between(args.by),
        order: order(args.sort),
        top: match (args.top, args.format) {
            (None, MeasureFormat::Text) => 20,
            (Some(0) | None, _) => usize::MAX,
            (Some(top), _) => top,
        },
        asked,
        hours: calendar.map(|named| &named.hours),
        lang,
    };
    Ok(match args.format {
        MeasureFormat::Text => report::text(&measures, &view),
        MeasureFormat::Csv => report::csv(&measures, &view),
        MeasureFormat::Figures => {
            let days = days(measures.cases.range, how.mapping.zone.as_deref());
            report::bare_figures(&measures, &days, &view)
        }
        MeasureFormat::Json => {
            report::json(&measures, &view).map_err(|error| Failure::Internal(error.to_string()))?
        }
    })
}

/// What is asked for must be in the log: else a report would be green where nothing was seen.
fn check_wanted(args: &MeasureArgs, measures: &LogMeasures) -> Result<(), LogError> {
    let lacks = |role| Err(LogError::whole(LogErrorKind::NotMapped(role)));
    let has_who = measures.between_resources.is_some();
    match args.by {
        By::Group if measures.between_groups.is_none() => return lacks(Role::Group),
        By::Resource | By::Giver | By::Receiver if !has_who => return lacks(Role::Resource),
        _ => {}
    }
    if args.causes && !measures.has_durations {
        return lacks(Role::Start);
    }
    if args.causes && !has_who {
        return lacks(Role::Resource);
    }
    let is_good_seen = measures.activities.iter().any(|one| one.good.0 > 0);
    if !args.columns.good_value.is_empty() && !is_good_seen {
        let written = args.columns.good_value.join(", ");
        return Err(LogError::whole(LogErrorKind::NoGoodValue { written }));
    }
    Ok(())
}

/// Activities that are asked for must be in the log: else nothing would be finished.
fn check_activities(asked: &[String], known: &[Box<str>]) -> Result<(), LogError> {
    let names = || known.iter().map(|name| &**name);
    let unknown = asked
        .iter()
        .find(|asked| !names().any(|name| name == asked.as_str()));
    unknown.map_or(Ok(()), |written| {
        Err(LogError::whole(LogErrorKind::NoActivity {
            written: written.clone(),
            suggestion: nearest(written, names()).map(str::to_owned),
        }))
    })
}

/// What is wrong with a log, and what to do.
fn told(path: &Path, error: &LogError, lang: Lang) -> String {
    let place = error.place(lang);
    let path = shown_path(path);
    let place = if place.is_empty() {
        path
    } else {
        format!("{path}{}{place}", lang.pick(", ", "，"))
    };
    let hint = error.hint(lang);
    let hint = if hint.is_empty() {
        hint
    } else {
        format!("\n  {hint}")
    };
    let colon = lang.pick(": ", "：");
    format!("{place}{colon}{}{hint}", error.message(lang))
}
