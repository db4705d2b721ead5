//! What is said of goals, in both languages.

use super::{One, View};
use crate::lang::Lang;
use crate::load::AnyRecord;
use crate::load::document::{Grade, StandardMeasure};
use crate::model::{StepId, Target};
use crate::quantity::{Quantity, half_up_text};
use crate::report::gaps::rounded;
use crate::report::judged;
use crate::source::Spot;
use crate::strategy::certificate::Term;
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
pub(in crate::report) fn percent(share: f64) -> String {
    let places = if share.abs() < 0.1 { 1 } else { 0 };
    format!("{} %", half_up_text(100.0 * share, places))
}

/// A number with at most two digits behind the point.
pub(super) fn number(value: f64) -> String {
    let text = half_up_text(value, 2);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

impl One<'_> {
    /// A value of the network as one of the goal's kind.
    pub(super) fn value(&self, value: f64, lang: Lang) -> String {
        let quantity = self.quantity(value);
        quantity.map_or_else(|| number(value), |quantity| shown(&quantity, lang))
    }

    /// A difference of such values; of shares it is points.
    pub(in crate::report) fn points(&self, value: f64, lang: Lang) -> String {
        if self.is_share() {
            let pp = number(100.0 * value);
            return lang.pick(format!("{pp} pp"), format!("{pp} 个百分点"));
        }
        self.value(value, lang)
    }

    /// The same difference as a quantity; `None` if it has no unit.
    pub(in crate::report) fn difference(&self, value: f64) -> Option<Quantity> {
        if self.is_share() {
            let point = Quantity::parse("1 pp").ok()?;
            return Some(point.with_base(value));
        }
        self.quantity(value)
    }

    fn is_share(&self) -> bool {
        let target = self.gap.target.as_ref();
        target.is_some_and(|target| target.kind() == "share")
    }

    fn quantity(&self, value: f64) -> Option<Quantity> {
        let target = self.gap.target.as_ref()?;
        match &self.strategy.question {
            Some(question) => question.quantity(value, target),
            None => Some(target.with_base(value)),
        }
    }
}

impl View<'_> {
    /// An object of the chain, as `process/id`.
    pub(in crate::report) fn object(&self, of: Target) -> String {
        match of {
            Target::Organization => self.lang.pick("the whole chain", "整条链").to_owned(),
            _ => self.world.chain.target_id(of),
        }
    }

    /// Who answers for an object: the owner of the step, or of the one that gives.
    pub(in crate::report) fn owner(&self, of: Target) -> Option<String> {
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

    /// Steps of which nobody said how many work side by side.
    pub(in crate::report) fn taken_as_one(&self, steps: &[StepId]) -> String {
        let names = steps.iter();
        let names: Vec<String> = names
            .map(|step| format!("{}.servers", self.object(Target::Step(*step))))
            .collect();
        let list = names.join(self.lang.pick(", ", "、"));
        self.lang.pick(
            format!("taken as 1, for nobody said: {list}"),
            format!("未写明，按 1 计：{list}"),
        )
    }

    /// How and where a term is known; of two shares of the same orders each with its line.
    pub(in crate::report) fn known_of(&self, term: &Term) -> Option<String> {
        let known = term.known.as_ref()?;
        let said = self.known(known);
        let Origin::Figure(figure) = known.origin else {
            return Some(said);
        };
        let figure = self.world.chain.figures.get(figure);
        let place = || {
            let (source, span) = (figure.source, figure.record.locate(&[]));
            let line = self.sources.line_column(Spot { source, span }).line;
            let file = &self.sources.get(source).name;
            format!("{said}{}{file}:{line}", self.lang.pick(", ", "，"))
        };
        Some(term.what.map_or_else(|| said.clone(), |_| place()))
    }

    /// What a term or a part is of: an object, or one of the usual measures of it.
    pub(in crate::report) fn named(&self, of: Target, what: Option<StandardMeasure>) -> String {
        what.map_or_else(|| self.object(of), |what| judged::grade(what, self.lang))
    }

    /// How and where a value is known: grade, and figure, log or line.
    pub(in crate::report) fn known(&self, known: &Known) -> String {
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
