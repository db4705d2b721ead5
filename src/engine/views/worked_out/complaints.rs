//! Complaints about a handoff, of late and before.

use std::sync::Arc;

use rhai::Dynamic;

use super::{Fact, Facts};
use crate::engine::views::World;
use crate::engine::views::derived::one;
use crate::engine::views::objects::OfComplaint;
use crate::engine::views::properties::Gives;
use crate::measure::complaints::{Compared, compared};
use crate::model::HandoffId;
use crate::quantity::half_up;

/// A comparison of two spans of time.
#[derive(Clone)]
pub(super) struct ComparedView(Arc<Compared>);

/// The comparison of a handoff.
pub(in crate::engine::views) fn of_handoff(world: &World, handoff: u32) -> Option<Dynamic> {
    let found = compared(&world.chain, HandoffId(handoff), world.day?)?;
    Some(Dynamic::from(ComparedView(Arc::new(found))))
}

fn number(value: f64) -> Option<Dynamic> {
    value.is_finite().then(|| value.into())
}

fn count(value: u64) -> Option<Dynamic> {
    i64::try_from(value).ok().map(Into::into)
}

impl Facts for ComparedView {
    const NAME: &'static str = "complaint_rate";
    const ALL: &'static [Fact<Self>] = &[
        (
            "latest",
            Gives::View("complaint"),
            "the latest complaint about it",
            "针对它的最近一件投诉",
            |_, view| Some(one::<OfComplaint>(view.0.latest)),
        ),
        (
            "recent",
            Gives::Value("integer"),
            "complaints of the last whole month, or of the last three: whichever shows the greater increase",
            "最近一个整月或最近三个整月的投诉数：取增加更明显的一种",
            |_, view| count(view.0.recent),
        ),
        (
            "period",
            Gives::Value("word"),
            "which months that is",
            "该时段的月份",
            |_, view| Some(view.0.period.written().to_owned().into()),
        ),
        (
            "before",
            Gives::Value("integer"),
            "complaints before, from the day after the first one of the model, whatever it was about",
            "此前的投诉数，自模型中第一件投诉（不论针对什么）的次日起",
            |_, view| count(view.0.before),
        ),
        (
            "period_before",
            Gives::Value("word"),
            "from when to when that is",
            "此前时段的起止日期",
            |_, view| Some(view.0.period_before.written().to_owned().into()),
        ),
        (
            "monthly_before",
            Gives::Value("number"),
            "how many a month that were",
            "此前平均每月几件",
            |_, view| number(half_up(view.0.monthly_before, 1)),
        ),
        (
            "ratio",
            Gives::Value("number"),
            "how many times as often they come; not set if there were none before",
            "现在的频度是此前的几倍；此前没有投诉则无",
            |_, view| number(half_up(view.0.ratio.ratio, 2)),
        ),
        (
            "ratio_lower",
            Gives::Value("number"),
            "it is at least this, rounded down, with 95 % confidence of both comparisons together",
            "以 95 % 置信度（两种比较合计），不小于此倍数（向下取两位小数）",
            |_, view| number((view.0.ratio.bounds.lower * 100.0).floor() / 100.0),
        ),
    ];
}
