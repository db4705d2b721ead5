//! What is known of surveys and complaints.

use std::marker::PhantomData;

use rhai::Dynamic;

use super::one;
use crate::engine::views::World;
use crate::engine::views::objects::{OfComplaint, OfCustomer, OfHandoff, OfStep, OfSurvey};
use crate::engine::views::properties::{Gives, Property};
use crate::load::document::Survey;
use crate::measure::voice;
use crate::model::{HandoffId, Target};
use crate::quantity::Quantity;

properties!(SURVEY, OfSurvey {
    handoff: Gives::View("handoff"), "the handoff it is about; not set if it is about something else", "所针对的交接；针对其他对象则无",
        |world, at| match world.chain.heard.survey_on[at as usize]? {
            Target::Handoff(id) => Some(one::<OfHandoff>(id.0)),
            _ => None,
        };
    customer: Gives::View("customer"), "the external customer it is about; not set if it is about something else", "所针对的外部客户；针对其他对象则无",
        |world, at| world.chain.heard.survey_customer[at as usize].map(one::<OfCustomer>);
    age: Gives::Value("integer"), "days from its last day to the day of the audit", "从调查的最后一天到审核日的天数",
        |world, at| {
            let days = (world.day? - record(world, at).period.as_ref()?.last()).get_days();
            Some(i64::from(days.max(0)).into())
        };
    is_latest: Gives::Value("bool"), "no survey about the same object is later; of one without a period it is not known", "没有针对同一对象的更晚的调查；未写期间则不知道",
        |world, at| {
            let heard = &world.chain.heard;
            let (on, customer) = (heard.survey_on[at as usize], heard.survey_customer[at as usize]);
            let last = record(world, at).period.as_ref()?.last();
            let later = (0..world.chain.surveys.len()).any(|other| {
                let same = (heard.survey_on[other], heard.survey_customer[other]) == (on, customer);
                let period = world.chain.surveys[other].record.period.as_ref();
                same && period.is_some_and(|period| period.last() > last)
            });
            Some((!later).into())
        };
    answers: Gives::Value("integer"), "how many answered: as written, else by the counts", "收回多少份：所写的数，否则由人数合计",
        |world, at| voice::answers(record(world, at)).and_then(|n| i64::try_from(n).ok()).map(Into::into);
    response_rate: Gives::View("Quantity"), "the share of those asked who answered", "回收率",
        |world, at| voice::response(record(world, at)).map(|rate| Dynamic::from(Quantity::share(rate)));
    top_box: Gives::View("Quantity"), "the share of the best grade; not set for fewer than five answers", "最好一档的占比；不足五份则无",
        |world, at| { let all = grades(world, at); share(world, at, all.checked_sub(1)?, all) };
    top_two: Gives::View("Quantity"), "the share of the two best grades; not set for fewer than five answers", "最好两档的占比；不足五份则无",
        |world, at| { let all = grades(world, at); share(world, at, all.checked_sub(2)?, all) };
    bottom: Gives::View("Quantity"), "the share of the worst grade; not set for fewer than five answers", "最差一档的占比；不足五份则无",
        |world, at| share(world, at, 0, 1);
    satisfied: Gives::View("Quantity"), "the share of the grades counted as satisfied; not set for fewer than five answers", "算作满意的各档的占比；不足五份则无",
        |world, at| share(world, at, voice::satisfied_from(record(world, at))?, grades(world, at));
    satisfied_upper: Gives::View("Quantity"), "that share is at most this, with 95 % confidence", "以 95 % 置信度，该占比不高于此",
        |world, at| {
            let record = record(world, at);
            let (_, bounds) = voice::share(record, voice::satisfied_from(record)?, grades(world, at))?;
            Some(Dynamic::from(Quantity::share(bounds.upper)))
        };
    counts_neutral: Gives::Value("bool"), "a grade that is neither good nor bad counts as satisfied; not set if the scale has none or it is not said what counts", "把不好不坏的一档也算作满意；没有这一档或未写明起算档则无",
        |world, at| {
            let (from, neutral) = (voice::satisfied_from(record(world, at))?, voice::neutral(record(world, at))?);
            Some((from <= neutral).into())
        };
    neutral_grade: Gives::View("Text"), "the grade that is neither good nor bad", "不好不坏的一档",
        |world, at| { let record = record(world, at); record.scale.get(voice::neutral(record)?).map(|grade| super::text(grade.0.clone())) };
    above_neutral: Gives::View("Quantity"), "the share of the grades above the one that is neither good nor bad; not set for fewer than five answers", "高于不好不坏那一档的占比；不足五份则无",
        |world, at| share(world, at, voice::neutral(record(world, at))? + 1, grades(world, at));
    below_neutral: Gives::View("Quantity"), "the share of the grades below the one that is neither good nor bad; not set for fewer than five answers", "低于不好不坏那一档的占比；不足五份则无",
        |world, at| share(world, at, 0, voice::neutral(record(world, at))?);
    difference: Gives::Value("number"), "perceived less expected, in grades; not set unless both have five answers", "感知减期望，以档计；两者都至少五份才有",
        |world, at| voice::difference(record(world, at)).map(|found| found.value.into());
    difference_lower: Gives::Value("number"), "the difference is at least this, with 95 % confidence", "以 95 % 置信度，差不小于此",
        |world, at| voice::difference(record(world, at)).map(|found| found.lower.into());
    difference_upper: Gives::Value("number"), "the difference is at most this, with 95 % confidence", "以 95 % 置信度，差不大于此",
        |world, at| voice::difference(record(world, at)).map(|found| found.upper.into());
});

fn record(world: &World, at: u32) -> &Survey {
    &world.chain.surveys[at as usize].record
}

fn grades(world: &World, at: u32) -> usize {
    record(world, at).scale.len()
}

fn share(world: &World, at: u32, from: usize, to: usize) -> Option<Dynamic> {
    let (share, _) = voice::share(record(world, at), from, to)?;
    Some(Dynamic::from(Quantity::share(share)))
}

/// The surveys about an object.
pub(super) fn surveys_on(world: &World, on: Target) -> Vec<u32> {
    let all = (0..).zip(&world.chain.heard.survey_on);
    all.filter(|(_, about)| **about == Some(on))
        .map(|(at, _)| at)
        .collect()
}

/// The complaints about a handoff.
pub(super) fn complaints_about(world: &World, handoff: HandoffId) -> Vec<u32> {
    let all = (0..).zip(&world.chain.heard.complaint_handoff);
    all.filter(|(_, about)| **about == Some(handoff))
        .map(|(at, _)| at)
        .collect()
}

properties!(COMPLAINT, OfComplaint {
    about: Gives::View("handoff"), "the handoff it is about; not set if it names none", "所针对的交接；未写明则无",
        |world, at| world.chain.heard.complaint_handoff[at as usize].map(|id| one::<OfHandoff>(id.0));
    about_step: Gives::View("step"), "the step it is about; not set if it names none", "所针对的工序；未写明则无",
        |world, at| world.chain.heard.complaint_step[at as usize].map(|id| one::<OfStep>(id.0));
    speaker: Gives::View("customer"), "the external customer who complained; not set if not known", "提出投诉的外部客户；不知道则无",
        |world, at| world.chain.heard.complaint_customer[at as usize].map(one::<OfCustomer>);
});
