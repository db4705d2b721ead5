//! What is known of a gap beyond its target: other yardsticks, other units, the series of figures.

use std::sync::Arc;

use rhai::{Array, Dynamic};

use super::gap_view::GapProperty;
use super::properties::Gives;
use super::{Object, OfAction, OfBenchmark, OfHandoff, OfSurvey, StatementView, Wording};
use crate::measure::gap::{Asks, Chart, GapVerdict};
use crate::quantity::Quantity;
use crate::statistics::chart::Stage;

fn quantity(of: Option<&Quantity>) -> Option<Dynamic> {
    of.cloned().map(Dynamic::from)
}

fn number(of: Option<f64>) -> Option<Dynamic> {
    of.map(Dynamic::from)
}

fn word(of: Option<&'static str>) -> Option<Dynamic> {
    of.map(Dynamic::from)
}

/// The word of a verdict.
pub(super) fn verdict(verdict: GapVerdict) -> &'static str {
    match verdict {
        GapVerdict::Met => "met",
        GapVerdict::NotMet => "not-met",
        GapVerdict::Undetermined(_) => "undetermined",
    }
}

/// The yardsticks.
pub(super) const YARDSTICKS: &[GapProperty] = &[
    (
        "customer_distance",
        Gives::View("Quantity"),
        "how far the value is short of what the receiver asks, by a need or by what it expected in a survey, that is served worst; negative within it; not set if neither speaks of the measure",
        "距接收方的要求（需求，或调查中的期望；取满足得最差的一项）还差多少；在其之内则为负；都没有说到此指标则无",
        |gap| quantity(gap.customer.as_ref().map(|held| &held.distance)),
    ),
    (
        "customer_verdict",
        Gives::Value("word"),
        "whether that is served: \"met\", \"not-met\" or \"undetermined\"",
        "该要求是否满足：\"met\"、\"not-met\" 或 \"undetermined\"",
        |gap| word(gap.customer.as_ref().map(|held| verdict(held.verdict))),
    ),
    (
        "customer_reason",
        Gives::View("Text"),
        "why that is undetermined and what would decide it; not set if it is decided",
        "为什么尚不能判定、怎样才能判定；已判定则无",
        |gap| match gap.customer.as_ref()?.verdict {
            GapVerdict::Undetermined(open) => Some(Dynamic::from(Wording(open.reason()))),
            _ => None,
        },
    ),
    (
        "asked",
        Gives::View("Text"),
        "what is asked, in words: the need, or the mean of what was expected with its bounds",
        "要求的内容：需求原文，或平均期望及其区间",
        |gap| Some(Dynamic::from(Wording(gap.customer.as_ref()?.asked()))),
    ),
    (
        "expected_in",
        Gives::View("survey"),
        "the survey that shows what was expected; not set if a need is asked",
        "说明期望的调查；要求是需求时则无",
        |gap| {
            let expected = gap.customer.as_ref()?.expected()?;
            Some(Dynamic::from(Object::<OfSurvey>::new(expected.survey)))
        },
    ),
    (
        "rated_in",
        Gives::View("survey"),
        "the survey whose answers the value is the mean of; not set if it is none of a survey",
        "观测值是哪次调查的平均分；不是调查的则无",
        |gap| {
            let survey = gap.actual.as_ref()?.survey?;
            Some(Dynamic::from(Object::<OfSurvey>::new(survey)))
        },
    ),
    (
        "need",
        Gives::View("Statement"),
        "that need; not set if it is what was expected",
        "该需求；要求是期望时则无",
        |gap| match &gap.customer.as_ref()?.asks {
            Asks::Need { need, .. } => Some(Dynamic::from(StatementView(Arc::clone(need)))),
            Asks::Expected(_) => None,
        },
    ),
    (
        "need_index",
        Gives::Value("integer"),
        "its position in `customer.needs`, from 0",
        "它在 `customer.needs` 中的位置，从 0 起",
        |gap| match gap.customer.as_ref()?.asks {
            Asks::Need { index, .. } => i64::try_from(index).ok().map(Dynamic::from),
            Asks::Expected(_) => None,
        },
    ),
    (
        "need_of",
        Gives::View("handoff"),
        "the handoff whose receiver asks it; not set if what was expected is of no handoff",
        "提出该要求的接收方所在的交接；期望不针对交接则无",
        |gap| {
            let handoff = gap.customer.as_ref()?.handoff()?;
            Some(Dynamic::from(Object::<OfHandoff>::new(handoff.0)))
        },
    ),
    (
        "competitor_distance",
        Gives::View("Quantity"),
        "how far the value is short of the best comparable benchmark, a competitor's before others; negative beyond it; not set without one",
        "距最好的可比标杆（竞争对手优先）还差多少；超过则为负；没有则无",
        |gap| quantity(gap.competitor.as_ref().map(|held| &held.distance)),
    ),
    (
        "competitor_verdict",
        Gives::Value("word"),
        "whether that benchmark is reached: \"met\", \"not-met\" or \"undetermined\"",
        "是否达到该标杆：\"met\"、\"not-met\" 或 \"undetermined\"",
        |gap| word(gap.competitor.as_ref().map(|held| verdict(held.verdict))),
    ),
    (
        "benchmark",
        Gives::View("benchmark"),
        "that benchmark",
        "该标杆",
        |gap| {
            let held = gap.competitor.as_ref()?;
            Some(Dynamic::from(Object::<OfBenchmark>::new(held.benchmark)))
        },
    ),
    (
        "pattern",
        Gives::Value("word"),
        "what target, need and benchmark say together: \"watermelon\" (target met, need not), \"inward\" (need met, target not) or \"competitor-ahead\" (both met, others better); only where each is demonstrated",
        "目标值、需求和标杆合起来说明什么：\"watermelon\"（目标达到、需求没满足）、\"inward\"（需求满足、目标没达到）或 \"competitor-ahead\"（两者都达到，别人更好）；逐项都已证明才有",
        |gap| word(gap.pattern.map(crate::measure::gap::Pattern::word)),
    ),
];

/// The sizes.
pub(super) const SIZES: &[GapProperty] = &[
    (
        "progress",
        Gives::Value("number"),
        "the part of the way from baseline to target that is done: 0.5 for half; only for goals to improve",
        "从基线值到目标值已完成的部分，一半为 0.5；只有改进类目标才有",
        |gap| number(gap.progress),
    ),
    (
        "relative",
        Gives::Value("number"),
        "the distance over the target: 0.25 for 30 h against 24 h; not set for scores and temperatures",
        "差距除以目标值：30 h 对 24 h 为 0.25；评分和温度则无",
        |gap| number(gap.sizes.relative),
    ),
    (
        "variation_units",
        Gives::Value("number"),
        "the distance in standard deviations of the natural variation from period to period; not set with fewer than 6 periods",
        "以各期自然波动的标准差为单位的差距；不足 6 期则无",
        |gap| number(gap.sizes.variation_units),
    ),
    (
        "defect_factor",
        Gives::Value("number"),
        "by what factor the bad part of a share must fall: 2.67 from 92 % to 97 %",
        "占比中不好的部分须缩小到几分之一：92 % 到 97 % 为 2.67",
        |gap| number(gap.sizes.defect_factor),
    ),
    (
        "money",
        Gives::View("Quantity"),
        "what being short costs, by `short_costs` and the volume of the handoff; not set beyond the target",
        "未达标的代价，由 `short_costs` 和交接量算出；已超过目标值则无",
        |gap| quantity(gap.sizes.money.as_ref().map(|money| &money.amount)),
    ),
    (
        "money_per",
        Gives::View("Quantity"),
        "the time in which it costs that; not set if it is for each case",
        "该代价对应的时间；按每件计则无",
        |gap| quantity(gap.sizes.money.as_ref()?.per.as_ref()),
    ),
    (
        "plan_distance",
        Gives::View("Quantity"),
        "how far the value is short of what is expected by then; negative ahead of it; not set once it is due",
        "距届时应达的值还差多少；提前则为负；到期后则无",
        |gap| quantity(gap.plan_distance.as_ref()),
    ),
    (
        "is_behind_plan",
        Gives::Value("bool"),
        "even the favourable bound is worse than what is expected by then; not set once it is due",
        "连有利的界限也差于届时应达的值；到期后则无",
        |gap| gap.behind_plan.map(Dynamic::from),
    ),
    (
        "required_half_life",
        Gives::Value("number"),
        "in how many months what is bad must halve, again and again, to reach the target in time",
        "要按期达到目标值，不好的部分须每隔几个月减半",
        |gap| number(gap.required_half_life),
    ),
    (
        "p_value",
        Gives::Value("number"),
        "the chance of a value at least so far on its side of the target, if the process were just at the target; at most, where only bounds are known, as of a median; not set where all cases were counted",
        "若流程恰在目标值上，偏到这一侧这么远的概率；只有区间时（如中位数）为其上限；全数统计则无",
        |gap| number(gap.p_value),
    ),
    (
        "survives",
        Gives::Value("bool"),
        "the verdict holds even though so many goals were looked at: of those that do, at most one in ten is false on average; not set if undecided",
        "同时看了这么多目标，判定仍然成立（成立的判定中，错误的平均不超过十分之一）；未判定则无",
        |gap| gap.survives.map(Dynamic::from),
    ),
];

/// The series.
pub(super) const SERIES: &[GapProperty] = &[
    (
        "periods",
        Gives::Value("integer"),
        "how many figures there are, one period after the other, since the last finished action that changes the process",
        "自上次改变做法的行动完成以来，逐期的观测值有几个",
        |gap| i64::try_from(gap.series.periods).ok().map(Dynamic::from),
    ),
    (
        "too_few_periods",
        Gives::View("Text"),
        "says how many periods there are of the 6 a chart takes; not set if there are enough",
        "说明有几期（控制图至少要 6 期）；已够则无",
        |gap| {
            let reason = gap.series.too_few_periods()?;
            Some(Dynamic::from(Wording(reason)))
        },
    ),
    (
        "variation",
        Gives::Value("word"),
        "whether the latest period is special: \"common\", \"special-better\" or \"special-worse\"; not set with fewer than 6 periods",
        "最近一期是否异常：\"common\"（正常波动）、\"special-better\"（异常变好）或 \"special-worse\"（异常变差）；不足 6 期则无",
        |gap| word(gap.series.chart.as_ref().map(Chart::variation_word)),
    ),
    (
        "assurance",
        Gives::Value("word"),
        "whether the process as it is keeps the target: \"passes\" (always), \"hit-and-miss\" (by chance) or \"fails\" (never)",
        "流程照现在的做法能否守住目标值：\"passes\"（总能）、\"hit-and-miss\"（看运气）或 \"fails\"（总不能）",
        |gap| word(gap.series.chart.as_ref()?.assurance_word()),
    ),
    (
        "state",
        Gives::Value("word"),
        "\"ideal\" (predictable, keeps the target), \"threshold\" (predictable, does not always), \"brink\" (keeps it so far, unpredictable) or \"chaos\"",
        "\"ideal\"（可预测，总能守住）、\"threshold\"（可预测，不总能守住）、\"brink\"（至今守住，但不可预测）或 \"chaos\"（两者都不）",
        |gap| {
            word(
                gap.series
                    .chart
                    .as_ref()?
                    .state
                    .map(crate::measure::gap::State::word),
            )
        },
    ),
    (
        "is_trial",
        Gives::Value("bool"),
        "the limits of the chart rest on 6 to 11 periods only",
        "控制图的界限只依据 6 到 11 期",
        |gap| {
            let chart = gap.series.chart.as_ref()?;
            Some((chart.stage == Stage::Trial).into())
        },
    ),
    (
        "centre",
        Gives::View("Quantity"),
        "the mean of the chart",
        "控制图的中心线",
        |gap| quantity(gap.series.chart.as_ref().map(|chart| &chart.centre)),
    ),
    (
        "natural_low",
        Gives::View("Quantity"),
        "values lie above this, as long as nothing special happens",
        "不出异常时，数值不低于此",
        |gap| quantity(gap.series.chart.as_ref().map(|chart| &chart.limits.0)),
    ),
    (
        "natural_high",
        Gives::View("Quantity"),
        "values lie below this, as long as nothing special happens",
        "不出异常时，数值不高于此",
        |gap| quantity(gap.series.chart.as_ref().map(|chart| &chart.limits.1)),
    ),
    (
        "projected",
        Gives::View("Quantity"),
        "the value on the day of the goal, if it goes on as in the last 8 to 12 periods; not set with fewer, or once it is due",
        "照最近 8 到 12 期的走势，到截止日的数值；期数不足或已到期则无",
        |gap| quantity(gap.series.projected.as_ref().map(|found| &found.value)),
    ),
    (
        "projected_low",
        Gives::View("Quantity"),
        "the value then is at least this, with about 95 % confidence",
        "以约 95 % 置信度，届时的值不低于此",
        |gap| quantity(gap.series.projected.as_ref().map(|found| &found.bounds.0)),
    ),
    (
        "projected_high",
        Gives::View("Quantity"),
        "the value then is at most this, with about 95 % confidence",
        "以约 95 % 置信度，届时的值不高于此",
        |gap| quantity(gap.series.projected.as_ref().map(|found| &found.bounds.1)),
    ),
    (
        "chance",
        Gives::Value("number"),
        "the chance that the target is met on the day of the goal, about: 0.2 for one in five",
        "截止日达到目标值的概率（约），五分之一为 0.2",
        |gap| number(gap.series.projected.as_ref().map(|found| found.chance)),
    ),
    (
        "is_flat",
        Gives::Value("bool"),
        "no trend is shown, so the value is taken to stay where it is",
        "看不出趋势，因此视为保持不变",
        |gap| gap.series.projected.as_ref().map(|found| found.flat.into()),
    ),
    (
        "trend",
        Gives::View("Text"),
        "says what was taken to go on: the trend of the last periods, or, if none is shown, the value as it is",
        "说明是按什么推算的：最近几期的趋势；看不出趋势时，按保持不变",
        |gap| {
            let found = gap.series.projected.as_ref()?;
            Some(Dynamic::from(Wording(found.trend())))
        },
    ),
    (
        "own_half_life",
        Gives::Value("number"),
        "in how many months what is bad halved of late; not set unless it falls, or with fewer than 8 periods",
        "不好的部分近来每隔几个月减半；没有下降或不足 8 期则无",
        |gap| number(gap.series.half_life),
    ),
    (
        "unmoved_by",
        Gives::List("action"),
        "actions for the goal that are done since 8 periods or more, and after which no period shows anything better",
        "已完成 8 期以上、此后各期仍看不出好转的行动措施",
        |gap| {
            let actions = gap.series.unmoved_by.iter();
            let views = actions.map(|id| Dynamic::from(Object::<OfAction>::new(id.0)));
            Some(views.collect::<Array>().into())
        },
    ),
];
