//! `baton measure --calendar`: the working calendar by which durations count.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::figures::tell;
use crate::audit::{self, Model};
use crate::cli::args::MeasureArgs;
use crate::cli::audit::paths;
use crate::cli::{Exit, output};
use crate::events::Calendar;
use crate::lang::Lang;
use crate::load::document::WorkCalendar;
use crate::measure::logged::WhoseHours;
use crate::model::Chain;
use crate::problem::{ProblemKind, nearest};

/// A calendar that durations count by.
pub(super) struct Named {
    /// Its hours.
    pub(super) calendar: Arc<Calendar>,
    /// What was written of it.
    pub(super) record: Arc<WorkCalendar>,
    /// Whose they are.
    pub(super) hours: WhoseHours,
    /// The file it was named by, if it was.
    pub(super) file: Option<PathBuf>,
}

/// Where calendars are looked for.
fn places(written: &str, args: &MeasureArgs) -> (Vec<PathBuf>, bool) {
    let file = Path::new(written);
    let is_file = file.extension().is_some_and(|ending| ending == "toml") && file.is_file();
    let places = match &args.model {
        _ if is_file => vec![file.to_path_buf()],
        Some(model) => vec![model.clone()],
        None => paths(&[]),
    };
    (places, is_file)
}

/// The calendar that is asked for, with its days and hours; what is wrong has been reported.
pub(super) fn named(args: &MeasureArgs, lang: Lang) -> Result<Option<Named>, Exit> {
    let Some(written) = args.calendar.as_deref() else {
        return Ok(None);
    };
    let (places, is_file) = places(written, args);
    let Model {
        sources,
        chain,
        mut problems,
    } = audit::model(&places);
    // Nothing is audited here; and a file alone may name what stands in others.
    problems.retain(|problem| match problem.kind {
        ProblemKind::EmptyWorkspace => false,
        ProblemKind::Dangling { .. } | ProblemKind::NoProcess { .. } => !is_file,
        _ => true,
    });
    if !problems.is_empty() {
        tell(&problems, &sources, lang);
        return Err(Exit::Input);
    }
    let at = match chain.calendars.len() {
        1 if is_file => Some(0),
        _ => position(&chain, written),
    };
    let Some(at) = at else {
        let place = places
            .first()
            .map_or("", |place| place.to_str().unwrap_or(""));
        output::error(&unknown(&chain, (written, is_file), place, lang));
        return Err(Exit::Usage);
    };
    // A zone that does not exist was a problem of the model.
    let calendar = Calendar::declared(&chain.calendars[at].record).ok_or(Exit::Input)?;
    Ok(Some(Named {
        calendar: Arc::new(calendar),
        record: Arc::clone(&chain.calendars[at].record),
        hours: WhoseHours::of(&chain, at),
        file: is_file.then(|| PathBuf::from(written)),
    }))
}

/// The calendar with an id, or with a name in either language.
pub(super) fn position(chain: &Chain, written: &str) -> Option<usize> {
    let mut known = chain.calendars.iter();
    known.position(|calendar| {
        let record = &calendar.record;
        let is_name = |lang| {
            let name = record.name.as_ref();
            name.is_some_and(|name| name.get(lang) == written)
        };
        record.id.as_str() == written || is_name(Lang::En) || is_name(Lang::Zh)
    })
}

/// That there is no such calendar, and what there is.
fn unknown(chain: &Chain, (written, is_file): (&str, bool), place: &str, lang: Lang) -> String {
    let known = chain.calendars.iter();
    let known: Vec<&str> = known.map(|one| one.record.id.as_str()).collect();
    if known.is_empty() {
        return lang.pick(
            format!("{place} has no calendar\n  write one as [[calendar]], or name its model: --model PATH"),
            format!("{place} 中没有工作日历\n  请写 [[calendar]]，或用 --model 指明所在的模型"),
        );
    }
    let all = known.join(lang.pick(", ", "、"));
    if is_file {
        return lang.pick(
            format!("{place} has several calendars\n  name one of them: --calendar ID --model {place}, of {all}"),
            format!("{place} 中有多个工作日历\n  请指明一个：--calendar 编号 --model {place}，可选：{all}"),
        );
    }
    let hint = match nearest(written, known.iter().copied()) {
        Some(near) => lang.pick(
            format!("did you mean `{near}`?"),
            format!("是不是“{near}”？"),
        ),
        None => lang.pick(format!("there are: {all}"), format!("现有的日历：{all}")),
    };
    lang.pick(
        format!("{place} has no calendar `{written}`\n  {hint}"),
        format!("{place} 中没有工作日历“{written}”\n  {hint}"),
    )
}
