//! What is said of goals, in both languages.

use super::View;
use crate::lang::Lang;
use crate::load::document::Grade;
use crate::model::{StepId, Target};
use crate::quantity::Quantity;
use crate::report::gaps::rounded;
use crate::report::judged;
use crate::strategy::{Class, Known, Origin};

/// A class in words.
pub(in crate::report) fn class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Impossible => lang.pick("impossible", "不可能"),
        Class::NeedsRedesign => lang.pick("needs redesign", "须改变流程"),
        Class::Demanding => lang.pick("demanding", "有难度"),
        Class::Plausible => lang.pick("plausible", "可达到"),
        Class::AlreadyMet => lang.pick("already met", "已达成"),
        Class::Undetermined => lang.pick("undetermined", "尚不能判定"),
    }
}

/// A value rounded as far as it is known.
pub(super) fn shown(quantity: &Quantity, lang: Lang) -> String {
    rounded(quantity).show(lang)
}

/// A part of a whole in percent.
pub(super) fn percent(share: f64) -> String {
    let places = if share.abs() < 0.1 { 1 } else { 0 };
    format!("{:.places$} %", 100.0 * share)
}

/// A number with at most two digits behind the point.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

impl View<'_> {
    /// An object of the chain, as `process/id`.
    pub(super) fn object(&self, of: Target) -> String {
        match of {
            Target::Organization => self.lang.pick("the whole chain", "整条链").to_owned(),
            _ => self.world.chain.target_id(of),
        }
    }

    /// Who answers for an object: the owner of the step, or of the one that gives.
    pub(super) fn owner(&self, of: Target) -> Option<String> {
        let chain = &self.world.chain;
        let of_step = |id: StepId| {
            let step = chain.step(id);
            let own = step.record.owner.as_ref();
            let owner = own.or(chain.process(step.process).record.owner.as_ref())?;
            Some(owner.get(self.lang).to_owned())
        };
        match of {
            Target::Step(id) => of_step(id),
            Target::Handoff(id) => match chain.handoff(id).from {
                crate::model::Party::Step(step) => of_step(StepId(step)),
                _ => None,
            },
            _ => None,
        }
    }

    /// How and where a value is known: grade, and figure, log or line.
    pub(super) fn known(&self, known: &Known) -> String {
        let lang = self.lang;
        match known.origin {
            Origin::Figure(figure) => {
                let on = self.object(self.world.chain.figures.get(figure).on);
                let evidence = judged::evidence(self.world, figure, lang);
                format!("{on}{}{evidence}", lang.pick(", ", "，"))
            }
            Origin::Written(spot) => {
                let place = self.sources.line_column(spot);
                let file = &self.sources.get(spot.source).name;
                let grade = judged::grade(known.grade, lang);
                format!("{grade}{}{file}:{}", lang.pick(", ", "，"), place.line)
            }
            Origin::Log(log) => {
                let logs = &self.world.logged.logs;
                let path = logs.iter().find(|one| one.at == log).map(|one| &one.path);
                let grade = judged::grade(Grade::Logged, lang);
                match path {
                    Some(path) => format!("{grade}{}{path}", lang.pick(", ", "，")),
                    None => grade,
                }
            }
        }
    }
}
