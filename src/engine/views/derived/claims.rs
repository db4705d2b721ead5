//! What is known of lost customers and of self-assessments.

use std::marker::PhantomData;

use rhai::Dynamic;

use super::{one, text};
use crate::engine::views::World;
use crate::engine::views::figures::FigureView;
use crate::engine::views::objects::{
    OfAssessment, OfCustomer, OfHandoff, OfLoss, OfProcess, OfSurvey,
};
use crate::engine::views::properties::{Gives, Property};
use crate::finding::{Subject, SubjectKind};
use crate::lang::Text;
use crate::load::Choice;
use crate::load::document::LossReason;
use crate::measure::assessed::{self, Others};
use crate::model::{FigureId, Target};
use crate::quantity::Quantity;

properties!(LOSS, OfLoss {
    reason_name: Gives::View("Text"), "its `reason` in both languages; not set if none is written", "`reason` 的中英文名称；未写则无",
        |world, at| world.chain.losses[at as usize].record.reason.map(|it| text(reason(it)));
    about: Gives::View("handoff"), "the handoff that lost it; not set if it names none", "失去客户的交接；未写明则无",
        |world, at| world.chain.losses[at as usize].handoff.map(|id| one::<OfHandoff>(id.0));
    lost_by: Gives::View("process"), "the process that lost it, as named or that of the handoff; not set if neither is named", "失去客户的流程：所写的，或所写交接所在的；都未写明则无",
        |world, at| world.chain.losses[at as usize].by.map(|id| one::<OfProcess>(id.0));
    speaker: Gives::View("customer"), "the external customer that left; not set if not known", "离开的外部客户；不知道则无",
        |world, at| world.chain.losses[at as usize].customer.map(one::<OfCustomer>);
});

/// What a reason is called in both languages.
fn reason(reason: LossReason) -> Text {
    let (en, zh) = LossReason::WORDS[reason.position()];
    Text::bilingual(Some(en.into()), Some(zh.into()))
}

properties!(ASSESSMENT, OfAssessment {
    about: Gives::View("Text"), "the name of what is assessed", "所评价对象的名称",
        |world, at| Some(text(about(world, at)?));
    place: Gives::View("Quantity"), "where the score lies on its scale: (score − worst) / (best − worst)", "得分在评价范围中的位置：（得分 − 最差）/（最好 − 最差）",
        |world, at| Some(share(world.chain.assessments[at as usize].place));
    survey: Gives::View("survey"), "the latest survey about the same object; not set if none has five answers", "针对同一对象的最近一次调查；没有至少五份答卷的则无",
        |world, at| customers(world, at).map(|others| one::<OfSurvey>(others.by));
    rated: Gives::View("Quantity"), "where the mean of that survey lies on its scale", "该调查平均分在其评价范围中的位置",
        |world, at| customers(world, at).map(|others| share(others.place));
    rated_upper: Gives::View("Quantity"), "that mean is at most this, with 95 % confidence; not set if all gave one grade", "以 95 % 置信度，该平均分不高于此；所有人给同一档则无",
        |world, at| customers(world, at)?.bounds.map(|bounds| share(bounds.upper));
    figure: Gives::View("figure"), "the figure of its `measure` on the same object; not set if there is none", "其 `measure` 在同一对象上的观测值；没有则无",
        |world, at| measured(world, at).map(|others| Dynamic::from(FigureView(others.by)));
    measured: Gives::View("Quantity"), "that share, taken from 100 % where less is better; not set where `better` is not said", "该占比；越低越好的指标则为 100 % 减去它；未写 `better` 则无",
        |world, at| measured(world, at).map(|others| share(others.place));
    measured_upper: Gives::View("Quantity"), "that share is at most this, with 95 % confidence; not set without cases", "以 95 % 置信度，该占比不高于此；没有件数则无",
        |world, at| measured(world, at)?.bounds.map(|bounds| share(bounds.upper));
});

/// The name of what an assessment is of.
fn about(world: &World, at: u32) -> Option<Text> {
    let (kind, number) = match world.chain.assessments[at as usize].on? {
        Target::Step(id) => (SubjectKind::Step, id.0),
        Target::Handoff(id) => (SubjectKind::Handoff, id.0),
        Target::Process(id) => (SubjectKind::Process, id.0),
        Target::Organization => {
            return Some(Text::bilingual(
                Some("the whole chain".into()),
                Some("整条链".into()),
            ));
        }
    };
    Some(world.label(Subject { kind, number }))
}

fn customers(world: &World, at: u32) -> Option<Others<u32>> {
    assessed::customers(&world.chain, at as usize, world.as_of())
}

fn measured(world: &World, at: u32) -> Option<Others<FigureId>> {
    assessed::measured(&world.chain, at as usize, world.as_of())
}

/// Rounded as the table of the report rounds it.
fn share(place: f64) -> Dynamic {
    Dynamic::from(Quantity::share(place).rounded())
}
