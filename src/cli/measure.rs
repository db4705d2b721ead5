//! `baton measure`: what an event log says of its handoffs.

use std::path::Path;

use super::Exit;
use super::args::{By, Color, ColumnArgs, Dates, MeasureArgs, MeasureFormat, Sort};
use super::audit::day;
use super::output::{self, Target};
use super::progress::Progress;
use crate::events::mapping::{Mapping, Role};
use crate::events::read::{self, LogRead};
use crate::events::time::DateOrder;
use crate::events::zone::Zone;
use crate::events::{LogError, LogErrorKind};
use crate::lang::Lang;
use crate::measure::log::{self as measures, Asked, Between, LogMeasures};
use crate::problem::nearest;
use crate::quantity::{Clock, Dimension, Quantity};
use crate::report::measure as report;
use crate::source::shown_path;

/// Measures a log, or says why it cannot be read.
pub(super) fn run(args: &MeasureArgs) -> Exit {
    let lang = args.lang.map_or_else(output::language, Lang::from);
    let asked = match asked(args, lang) {
        Ok(asked) => asked,
        Err(message) => {
            output::error(&message);
            return Exit::Usage;
        }
    };
    if let Some(output) = &args.output
        && is_same_file(output, &args.log)
    {
        output::error(lang.pick(
            "--output names the log itself: it would be overwritten",
            "--output 指向日志本身：会把它覆盖",
        ));
        return Exit::Usage;
    }
    match measured(args, &asked, lang) {
        Ok(report) => {
            let target = Target::new(args.output.clone(), Color::Never);
            target.write(report.as_bytes(), Exit::Clean)
        }
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

/// What is asked for, or why that makes no sense.
fn asked(args: &MeasureArgs, lang: Lang) -> Result<Asked, String> {
    let due = args.sla.as_deref().map(|written| duration(written, lang));
    // Days are those of the zone in which times are read.
    let zone = args.columns.zone.as_deref().and_then(Zone::named);
    let mut zone = zone.unwrap_or_default();
    let mut instant = |option, written: &Option<String>, days: i64| {
        let Some(written) = written else {
            return Ok(None);
        };
        let date = day(option, written, lang)?;
        let midnight = date.to_datetime(jiff::civil::Time::midnight());
        let epoch = jiff::civil::date(1970, 1, 1).to_datetime(jiff::civil::Time::midnight());
        let passed = midnight.duration_since(epoch).as_secs() + days * 86_400;
        Ok::<_, String>(Some(zone.to_utc(passed * 1000)))
    };
    let (from, until) = (
        instant("--from", &args.from, 0)?,
        instant("--to", &args.to, 1)?,
    );
    if from.zip(until).is_some_and(|(from, until)| from >= until) {
        return Err(lang
            .pick("--from lies after --to", "--from 晚于 --to")
            .to_owned());
    }
    Ok(Asked {
        due: due.transpose()?,
        last: args.last.clone(),
        causes: args.causes,
        began: (from, until),
        side: matches!(args.by, By::Giver | By::Receiver).then(|| between(args.by)),
        frugal: args.memory.is_some(),
        ..Asked::default()
    })
}

/// The report on a log.
fn measured(args: &MeasureArgs, asked: &Asked, lang: Lang) -> Result<String, Failure> {
    let threads = args.threads.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let how = read::Asked {
        mapping: Mapping {
            room: args
                .memory
                .and_then(|mb| usize::try_from(mb).ok())
                .map(|mb| mb << 20),
            ..mapping(&args.columns)
        },
        guess: !args.columns.no_guess,
        object: args.columns.object.clone(),
        threads,
    };
    if args.guess {
        let how = read::propose(&args.log, &how)?;
        return Ok(report::proposal(&shown_path(&args.log), &how, lang));
    }
    let progress = Progress::measuring(args.quiet, lang);
    let read = read::read(&args.log, &how, &|read, size| progress.reached(read, size));
    progress.finish();
    let LogRead { log, how } = read?;
    check_activities(&asked.last, &log.words().activities)?;
    let measures = measures::measure(log, asked, threads)
        .map_err(|cause| LogErrorKind::NoRoom(cause.to_string()))?;
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
            (Some(0), _) | (None, MeasureFormat::Csv | MeasureFormat::Json) => usize::MAX,
            (top, _) => top.unwrap_or(20),
        },
        asked,
        lang,
    };
    Ok(match args.format {
        MeasureFormat::Text => report::text(&measures, &view),
        MeasureFormat::Csv => report::csv(&measures, &view),
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
        format!("{path}, {place}")
    };
    let hint = error.hint(lang);
    let hint = if hint.is_empty() {
        hint
    } else {
        format!("\n  {hint}")
    };
    format!("{place}: {}{hint}", error.message(lang))
}

/// The mapping that the arguments name.
fn mapping(args: &ColumnArgs) -> Mapping {
    let columns = [
        (Role::Case, &args.case),
        (Role::Activity, &args.activity),
        (Role::Time, &args.time),
        (Role::Start, &args.start),
        (Role::Resource, &args.resource),
        (Role::Group, &args.group),
        (Role::Phase, &args.phase),
        (Role::Due, &args.due),
        (Role::Good, &args.good),
    ];
    let mut mapping = Mapping {
        zone: args.zone.clone(),
        dates: args.dates.map(|order| match order {
            Dates::YearFirst => DateOrder::YearFirst,
            Dates::DayFirst => DateOrder::DayFirst,
            Dates::MonthFirst => DateOrder::MonthFirst,
        }),
        good: args.good_value.clone(),
        ..Mapping::default()
    };
    for (role, column) in columns {
        mapping
            .columns
            .extend(column.clone().map(|column| (role, column)));
    }
    mapping
        .missing
        .retain(|word| !args.known.iter().any(|known| **known == **word));
    let more = args.missing.iter().map(|word| word.as_str().into());
    mapping.missing.extend(more);
    mapping
}

fn between(by: By) -> Between {
    match by {
        By::Activity => Between::Activities,
        By::Resource => Between::Resources,
        By::Group => Between::Groups,
        By::Giver => Between::Givers,
        By::Receiver => Between::Receivers,
    }
}

fn order(sort: Sort) -> report::Order {
    match sort {
        Sort::Total => report::Order::Total,
        Sort::Count => report::Order::Count,
        Sort::Median => report::Order::Median,
    }
}

/// A duration in milliseconds.
fn duration(written: &str, lang: Lang) -> Result<i64, String> {
    let quantity = Quantity::parse(written).ok();
    let quantity =
        quantity.filter(|quantity| quantity.dimension() == Dimension::Duration(Clock::Calendar));
    let millis = quantity.map(|quantity| quantity.base() * 1000.0);
    match millis {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked against the bounds before"
        )]
        Some(millis) if (0.0..1e17).contains(&millis) => Ok(millis as i64),
        _ => Err(lang.pick(
            format!("`{written}` is no duration: write it as `24 h`, `30 min` or `2 days`"),
            format!("“{written}”不是时长：请写成 `24 h`、`30 min` 或 `2 天`"),
        )),
    }
}
