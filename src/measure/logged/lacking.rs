//! Why a log that was read gives a measure no value, and what to write so that it does.
//!
//! A log declared and no value beside the goal looks like a broken tool. It is not told apart from
//! one without any log unless somebody says what is missing.

use super::due::OtherClock;
use super::facts::LoggedLog;
use super::{Logged, figures};
use crate::lang::{Lang, Text};
use crate::load::Choice;
use crate::load::document::{Measure, StandardMeasure};
use crate::model::{Chain, HandoffId, Party, ProcessId, StepId, Target};

/// Why a log gives no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// No measure stands for what a need speaks of, and the log has it.
    Measure(StandardMeasure),
    /// The measure does not say which of the usual ones it is.
    Of,
    /// It is none that a log shows of such an object.
    NotOfLogs,
    /// It is a share, and the measure says otherwise.
    KindShare,
    /// It is a duration, and the measure says otherwise.
    KindDuration,
    /// How many durations become one value is not said.
    Statistic,
    /// They become one value in a way that logs do not give.
    OtherStatistic,
    /// Nothing says how long it may take.
    NoDue,
    /// It is due by something that is not on the clock of the log.
    Due(OtherClock),
    /// The log has one time per event: gaps are known, not waits.
    Waits,
    /// The log does not say which results were good.
    Results,
    /// The results that the receiver tells speak of its own work.
    OwnResults,
    /// The log does not say what of each case was due, ordered or delivered.
    Orders,
    /// The model has a handoff that goes the same way back, so a return is not told from it.
    WayOfItsOwn,
    /// Cases are still open, and an average without them would be too low.
    OpenCases,
    /// There are too few for such a percentile.
    TooFew,
    /// The log shows it of its cases as a whole, not of what is handed to the customer.
    OfWhole,
    /// No log shows the object.
    NotShown,
}

impl Lacking {
    /// Why, and what to do, in both languages.
    pub fn reason(self) -> Text {
        let say = |en: &str, zh: &str| Text::bilingual(Some(en.into()), Some(zh.into()));
        match self {
            Self::Measure(of) => {
                let (word, kind) = (of.word(), kind_of(of));
                Text::bilingual(
                    Some(format!("the event log has it; write a [[measure]] with of = \"{word}\" and {kind}, so that it counts").into()),
                    Some(format!("事件日志中有；请写一个 [[measure]]，含 of = \"{word}\" 和 {kind}，才会采用").into()),
                )
            }
            Self::Of => say(
                "the event log gives it no value, as its measure does not say which of the usual ones it is; write `of` in the measure",
                "事件日志没有给出数值，因为其指标没有说明是哪一种常用指标；请在指标中写 `of`",
            ),
            Self::NotOfLogs => say(
                "an event log does not show this; write it in `actual`, or as a figure of its measure",
                "事件日志不能说明这一项；请写在 `actual`，或写成其指标的观测值",
            ),
            Self::KindShare => say(
                "the event log counts cases; write kind = \"share\" in the measure",
                "事件日志统计的是件数；请在指标中写 kind = \"share\"",
            ),
            Self::KindDuration => say(
                "the event log shows how long it takes; write kind = \"duration\" in the measure",
                "事件日志给出的是时长；请在指标中写 kind = \"duration\"",
            ),
            Self::Statistic => say(
                "the event log has a time of each case, and the measure does not say which counts; write `statistic` in it, such as \"median\"",
                "事件日志中每件各有一个时长，而指标没有说明取哪一个；请在指标中写 `statistic`，例如 \"median\"",
            ),
            Self::OtherStatistic => say(
                "an event log gives a mean, a median, a percentile or the worst; write one of them as `statistic` in the measure",
                "事件日志可给出平均值、中位数、百分位数或最差值；请在指标的 `statistic` 中写其中之一",
            ),
            Self::NoDue => say(
                "the event log cannot tell what came in time, as nothing says how long it may take; write due = \"within 4 h\" in the handoff",
                "事件日志不能判断是否准时，因为没有写明可用多长时间；请在此交接中写 due = \"4 小时内\"",
            ),
            Self::Due(other) => {
                let say = |lang| Some(other.reason(None, lang).into_boxed_str());
                Text::bilingual(say(Lang::En), say(Lang::Zh))
            }
            Self::Waits => say(
                "the event log has one time per event, so waits are not known; have starts and ends exported",
                "事件日志每个事件只有一个时间，因此不知道等待多久；请导出开始和结束时间",
            ),
            Self::Results => say(
                "the event log does not say which results were good; name its column in `good` of the [[log]]",
                "事件日志没有说明哪些结果合格；请在该 [[log]] 的 `good` 中写明是哪一列",
            ),
            Self::OwnResults => say(
                "the results that the event log has of the receiver speak of its own work, not of what it was given; where that is wrong, write judges = \"received\" in the [[log]], else count in figures what the receiver could use as it was",
                "事件日志中接收方的结果说的是它自己做的活，不是它收到的东西；如不对，请在该 [[log]] 中写 judges = \"received\"，否则请统计接收方能直接使用的件数作为观测值",
            ),
            Self::Orders => say(
                "the event log does not say what of each case was due, ordered and delivered; name the columns in `due`, `ordered` and `delivered` of the [[log]]",
                "事件日志没有说明每件的期限、订货量和交货量；请在该 [[log]] 的 `due`、`ordered` 和 `delivered` 中写明各列",
            ),
            Self::WayOfItsOwn => say(
                "the receiver gives back by a handoff of its own, and the event log cannot tell that from sending back; count what was sent back in figures",
                "接收方另有一个交接把东西交回来，事件日志分不清哪些是退回；请统计退回件数作为观测值",
            ),
            Self::OpenCases => say(
                "cases of the event log are still open, and without them it would look quicker than it is; take statistic = \"median\" or a percentile, which count them in",
                "事件日志中有尚未结束的个案，不计入会显得比实际快；请改用 statistic = \"median\" 或百分位数，它们会把这些个案计入",
            ),
            Self::TooFew => say(
                "the event log has too few finished cases for that percentile",
                "事件日志中已结束的个案太少，得不出该百分位数",
            ),
            Self::OfWhole => say(
                "the event log has it of each case as a whole: write the id of the process in `on`",
                "事件日志有的是每个个案整体的结果：请在 `on` 中写流程的代号",
            ),
            Self::NotShown => say(
                "no event log shows it; write it in `actual`, or as a figure of its measure",
                "事件日志中没有它；请写在 `actual`，或写成其指标的观测值",
            ),
        }
    }
}

/// What a measure of the usual one must say of its kind.
fn kind_of(of: StandardMeasure) -> &'static str {
    match of {
        StandardMeasure::Wait | StandardMeasure::LeadTime => {
            "kind = \"duration\", statistic = \"median\""
        }
        _ => "kind = \"share\"",
    }
}

impl Logged {
    /// Why none of the logs gives a measure a value on an object; `None` if there are no logs that
    /// could, or if one does.
    pub fn lacking(&self, chain: &Chain, on: Target, measure: &Measure) -> Option<Lacking> {
        let mut speaking = self
            .logs
            .iter()
            .filter(|log| could_show(chain, log, on))
            .peekable();
        speaking.peek()?;
        if measure.of.is_none() {
            return Some(Lacking::Of);
        }
        let mut first = None;
        for log in speaking {
            let lacking = figures::on(chain, log, on, measure).err()?;
            // What a log that shows the object lacks is nearer than that another does not.
            if first.is_none_or(|known| known == Lacking::NotShown) {
                first = Some(lacking);
            }
        }
        first
    }

    /// What a need or criterion of a handoff lacks to be held against a log, where no figure shows
    /// what it speaks of.
    pub fn lacking_at(
        &self,
        chain: &Chain,
        handoff: HandoffId,
        of: StandardMeasure,
    ) -> Option<Lacking> {
        let (on, own) = (Target::Handoff(handoff), chain.handoff(handoff).process);
        let (log, _) = self.handoff(handoff)?;
        let mut all = chain.measures.iter();
        let declared = all.find(|one| {
            one.record.of == Some(of) && one.process.is_none_or(|process| process == own)
        });
        match declared {
            Some(measure) => figures::on(chain, log, on, &measure.record).err(),
            None => Some(figures::lacks(log, handoff, of).unwrap_or(Lacking::Measure(of))),
        }
    }
}

/// Whether a log is of the process that an object is in, or of all; of the whole chain each might be.
fn could_show(chain: &Chain, log: &LoggedLog, on: Target) -> bool {
    let Some(of_log) = chain.logs[log.at].on else {
        return true;
    };
    let own: Option<ProcessId> = match on {
        Target::Step(id) => Some(chain.step(id).process),
        Target::Handoff(id) => {
            let handoff = chain.handoff(id);
            let receiver = match handoff.to {
                Some(Party::Step(step)) => Some(chain.step(StepId(step)).process),
                _ => None,
            };
            receiver
                .filter(|receiver| *receiver == of_log)
                .or(Some(handoff.process))
        }
        Target::Process(id) => Some(id),
        Target::Organization => return true,
    };
    own == Some(of_log)
}
