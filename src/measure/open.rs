//! What keeps a goal from being decided, and what would decide it.

use super::logged::Lacking;
use crate::lang::Text;

/// What keeps a goal from being decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// The goal has no numeric target.
    NoTarget,
    /// There is no value yet.
    NoActual,
    /// Neither the measure nor the baseline says which side is better.
    NoDirection,
    /// The goal names no measure that could say which side is better, and no baseline either.
    NoMeasure,
    /// The value is in a unit that cannot be compared with the target's.
    NotComparable,
    /// It is a measure's to show, and there is no figure of it.
    NoFigure,
    /// What was measured is of days after the one the audit was asked to speak of.
    Later,
    /// There is no value, although there are event logs.
    NotInLog(Lacking),
    /// A value without its number of cases.
    NoCases,
    /// Only the receiver's record says whether it could use what it got.
    NotByReceiver,
    /// An average without the cases it was taken from has no exact interval.
    NoInterval,
    /// The interval of what is no share straddles what is asked.
    Straddles,
    /// The interval straddles the target.
    TooFewCases {
        /// How many more cases would decide, if they went on at the observed rate; `None`
        /// if the rate lies at the target, or so close that nobody will collect them.
        at_this_rate: Option<u64>,
        /// How many more cases, all of them good, would show the target met.
        if_all_good: Option<u64>,
    },
}

impl Open {
    /// Why it is open and what would decide it, in both languages.
    pub fn reason(self) -> Text {
        let say = |en: &str, zh: &str| Text::bilingual(Some(en.into()), Some(zh.into()));
        match self {
            Self::NoTarget => say("no target", "没有目标值"),
            Self::NoActual => say(
                "no value yet; write it in `actual`, or as a figure of its measure",
                "还没有观测值；请写在 `actual`，或写成其指标的观测值",
            ),
            Self::NoDirection => say(
                "write `better` in its measure: higher or lower",
                "请在指标中写 `better`：越高越好（higher）还是越低越好（lower）",
            ),
            Self::NoMeasure => say(
                "name what is measured in `measure`, or write the `baseline`: neither is there to say \
                 whether higher or lower is better",
                "请在 `measure` 中写明指标，或写出 `baseline`：两者都没写，不知道越高越好还是越低越好",
            ),
            Self::NoFigure => say(
                "no figure shows it; count it, and write a [[figure]] on this handoff",
                "没有观测值能说明；请统计，并针对此交接写 [[figure]]",
            ),
            Self::Later => say(
                "what was measured is of days after that of this audit; audit as of a later day, or write what was measured before",
                "观测值都在本次审核日期之后；请按更晚的日期审核，或写入此前的观测值",
            ),
            Self::NotInLog(lacking) => lacking.reason(),
            Self::NotComparable => say(
                "the value and the target are in units that do not compare; write both in one",
                "观测值与目标值的单位无法比较；请用同一单位",
            ),
            Self::NoCases => say(
                "write the number of cases `n`, or census = true if all were counted",
                "请写样本量 `n`；若是全数统计，请写 census = true",
            ),
            Self::NotByReceiver => say(
                "only what the receiver records shows it; let it record, and write recorded_by = \"customer\"",
                "只有接收方的记录才能说明；请由接收方记录，并写 recorded_by = \"customer\"",
            ),
            Self::NoInterval => say(
                "nothing says how exact it is; write its bounds `low` and `high`, census = true if all were \
                 counted, or measure the share of cases within a limit",
                "没有说明其精确程度；请写出置信界限 `low` 和 `high`，若是全数统计请写 census = true，\
                 或改为测量在限值内的占比",
            ),
            Self::Straddles => say(
                "what is asked lies within the interval; more of them counted or asked would narrow it",
                "所要求的值落在区间之内；多统计或多询问一些，区间才会变窄",
            ),
            Self::TooFewCases {
                at_this_rate: Some(more),
                ..
            } => Text::bilingual(
                Some(format!("about {more} more cases at this rate would decide").into()),
                Some(format!("照此比率约再有 {more} 件即可判定").into()),
            ),
            Self::TooFewCases {
                if_all_good: Some(more),
                ..
            } => Text::bilingual(
                Some(format!("at the target; {more} more cases, all good, would show it").into()),
                Some(format!("正好在目标值；再有 {more} 件且件件合格才能证明").into()),
            ),
            Self::TooFewCases { .. } => say(
                "no number of cases shows 0 % or 100 %; set a target short of it, or count all cases",
                "再多的样本也不能证明 0 % 或 100 %；请把目标值定在其内，或全数统计",
            ),
        }
    }
}
