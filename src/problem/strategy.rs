//! What can be wrong with levers and with the figures the chain is computed from.

use crate::lang::{Lang, Text};
use crate::quantity::half_up;

/// What is wrong with a figure that gaps are computed from.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum StrategyProblem {
    /// A lever whose least is not below its most.
    RangeBackwards {
        /// The least as written.
        least: String,
        /// The most as written.
        most: String,
    },
    /// A lever whose range does not hold what the figure is today.
    ExcludesToday {
        /// What it is today.
        today: String,
        /// The least as written.
        least: String,
        /// The most as written.
        most: String,
        /// Where that is known from, if it was measured.
        measured: Option<Box<MeasuredToday>>,
    },
    /// A lever on a figure that what it changes does not have.
    NotOfObject {
        /// The word of the parameter.
        parameter: &'static str,
        /// What it changes, such as `step`.
        object: &'static str,
        /// The parameters that it has.
        known: Vec<&'static str>,
    },
    /// Costs of two levers in different currencies: nobody could say which is cheaper.
    CurrenciesDiffer {
        /// One as written.
        one: String,
        /// The other as written.
        other: String,
    },
    /// The shares of the ways out of a step that do not come to the whole.
    SharesNotWhole {
        /// The step.
        step: String,
        /// What they come to, in percent.
        sum: f64,
    },
    /// Times of which the least is above the usual, or that above the most.
    TimesNotRising,
    /// Work that goes round and never comes out.
    NeverEnds {
        /// A step of the loop.
        step: String,
    },
}

/// Where a value of today was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredToday {
    /// The file or book it is from; empty if nobody said.
    pub source: Text,
    /// The days it is of.
    pub period: String,
    /// Of how many cases.
    pub n: Option<u64>,
    /// The value in the model, in the place of which it counts.
    pub written: Option<String>,
}

impl MeasuredToday {
    /// `measured on 200 cases of 2026-09 (Inspection book), in place of the 92 % written`
    fn said(&self, lang: Lang) -> String {
        let (period, source) = (&self.period, self.source.get(lang));
        let mut said = match self.n {
            Some(n) => lang.pick(
                format!("measured on {n} cases of {period}"),
                format!("为 {period} 的实测值，n = {n}"),
            ),
            None => lang.pick(
                format!("measured in {period}"),
                format!("为 {period} 的实测值"),
            ),
        };
        if !source.is_empty() {
            said += &lang.aside(source);
        }
        if let Some(written) = &self.written {
            said += &lang.pick(
                format!(", in place of the {written} written"),
                format!("，代替了所写的 {written}"),
            );
        }
        said
    }
}

impl StrategyProblem {
    /// What is wrong.
    pub(super) fn message(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::RangeBackwards { least, most } => say(
                format!(
                    "this lever has no range: its least, {least}, is not below its most, {most}"
                ),
                format!("杠杆没有可变范围：最小值 {least} 不小于最大值 {most}"),
            ),
            Self::ExcludesToday {
                today,
                least,
                most,
                measured,
            } => {
                let measured = measured.as_ref().map(|one| one.said(lang));
                let measured = measured.map(|said| format!("{}{said}", lang.comma()));
                let measured = measured.unwrap_or_default();
                say(
                    format!(
                        "the range from {least} to {most} does not hold what it is today, {today}{measured}"
                    ),
                    format!("范围 {least} 到 {most} 不包含当前值 {today}{measured}"),
                )
            }
            Self::NotOfObject {
                parameter, object, ..
            } => say(
                format!("a {object} has no `{parameter}` that a lever could change"),
                format!(
                    "{}没有可由杠杆改变的 `{parameter}`",
                    if *object == "step" {
                        "工序"
                    } else {
                        "交接"
                    }
                ),
            ),
            Self::CurrenciesDiffer { one, other } => say(
                format!(
                    "{other} and {one} are in different currencies, and costs are added and ranked"
                ),
                format!("{other} 与 {one} 币种不同，成本无法相加和排序"),
            ),
            Self::SharesNotWhole { step, sum } => say(
                format!(
                    "the shares of the ways out of `{step}` come to {} %, not to 100 %",
                    tidy(*sum)
                ),
                format!(
                    "工序 `{step}` 各条去路的比例合计为 {} %，不是 100 %",
                    tidy(*sum)
                ),
            ),
            Self::TimesNotRising => say(
                "`min`, `typical` and `max` do not rise".into(),
                "`min`、`typical`、`max` 没有从小到大".into(),
            ),
            Self::NeverEnds { step } => say(
                format!(
                    "work that reaches `{step}` never comes out of its loop: every way out has a share of 0 %"
                ),
                format!("到达 `{step}` 的工作永远出不了这个循环：所有出路的比例都是 0 %"),
            ),
        }
    }

    /// What to do about it.
    pub(super) fn hint(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::RangeBackwards { .. } => say(
                "write the smaller value as `least`, the larger as `most`".into(),
                "较小的值写在 `least`，较大的写在 `most`".into(),
            ),
            Self::ExcludesToday {
                measured: Some(_), ..
            } => say(
                "widen the range so that it holds what was measured, which counts before what is written; or correct the figure"
                    .into(),
                "请放宽范围使其包含实测值（实测值优先于所写的值），或更正该观测值".into(),
            ),
            Self::ExcludesToday { .. } => say(
                "widen the range so that it holds today's value, or correct the figure of today".into(),
                "请放宽范围使其包含当前值，或更正当前值".into(),
            ),
            Self::NotOfObject { known, .. } => say(
                format!("it has: {}", known.join(", ")),
                format!("可用参数：{}", known.join("、")),
            ),
            Self::CurrenciesDiffer { .. } => say(
                "write the costs of all steps and levers in one currency".into(),
                "请用同一币种写所有工序和杠杆的成本".into(),
            ),
            Self::SharesNotWhole { .. } => say(
                "correct `share` on the handoffs that leave it; one of them may be left out and takes the rest".into(),
                "请更正离开该工序的各交接的 `share`；其中一个可以不写，由它承担其余部分".into(),
            ),
            Self::TimesNotRising => say(
                "write the shortest time as `min`, the usual one as `typical`, the longest as `max`"
                    .into(),
                "最短的写在 `min`，通常的写在 `typical`，最长的写在 `max`".into(),
            ),
            Self::NeverEnds { .. } => say(
                "give a way back a share below 100 %".into(),
                "请把退回的比例写成低于 100 %".into(),
            ),
        }
    }
}

/// To four places, without zeros at the end.
fn tidy(number: f64) -> f64 {
    half_up(number, 4)
}
