//! What is said of goals, in both languages.

use super::View;
use crate::lang::Lang;
use crate::load::document::Grade;
use crate::model::{StepId, Target};
use crate::network::Fault;
use crate::quantity::Quantity;
use crate::report::gaps::rounded;
use crate::report::judged;
use crate::strategy::sketch::Sketch;
use crate::strategy::{Class, Known, Origin};

/// A class in words.
pub(super) fn class(class: Class, lang: Lang) -> &'static str {
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
        let chain = &self.world.chain;
        match of {
            Target::Step(id) => {
                let step = chain.step(id);
                chain.full_id(Some(step.process), step.record.id.as_str())
            }
            Target::Handoff(id) => {
                let handoff = chain.handoff(id);
                chain.full_id(Some(handoff.process), handoff.record.id.as_str())
            }
            Target::Process(id) => chain.process(id).record.id.as_str().to_owned(),
            Target::Organization => self.lang.pick("the whole chain", "整条链").to_owned(),
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
            Origin::Figure(figure) => judged::evidence(self.world, figure, lang),
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
            Origin::Derived => judged::grade(known.grade, lang),
        }
    }

    /// Why a part of the chain cannot be worked out, and what to write.
    pub(super) fn fault(&self, fault: &Fault, sketch: &Sketch) -> String {
        let lang = self.lang;
        let step = |step: crate::network::StepIx| {
            let object = sketch.object(crate::network::At::Step(step));
            object.map_or_else(|| "?".to_owned(), |object| self.object(object))
        };
        let way = |way: crate::network::WayIx| {
            let object = sketch.object(crate::network::At::Way(way));
            object.map_or_else(|| "?".to_owned(), |object| self.object(object))
        };
        match fault {
            Fault::ShareMissing { way: one } => lang.pick(
                format!(
                    "which share of the work takes `{0}` is not known: write `share` on it, or `split = \"and\"` on its step if all ways are taken together",
                    way(*one)
                ),
                format!(
                    "不知道有多少工作走 `{0}`：请在其上写 `share`；若各路同时进行，请在工序写 `split = \"and\"`",
                    way(*one)
                ),
            ),
            Fault::MeetUnjoined { at, .. } => lang.pick(
                format!(
                    "work that goes several ways at once meets in `{0}`: write `join = \"and\"` on it if it waits for all of them",
                    step(*at)
                ),
                format!(
                    "同时走几条路的工作在 `{0}` 汇合：若要等齐，请在其上写 `join = \"and\"`",
                    step(*at)
                ),
            ),
            Fault::UnmarkedLoop { steps } => {
                let names: Vec<String> = steps.iter().map(|one| step(*one)).collect();
                lang.pick(
                    format!(
                        "work goes round between {}: mark the way back with `returns = true` and its `share`",
                        names.join(", ")
                    ),
                    format!(
                        "工作在 {} 之间循环：请在退回的交接上写 `returns = true` 和 `share`",
                        names.join("、")
                    ),
                )
            }
            Fault::UnequalInputs { step: one, .. } => lang.pick(
                format!(
                    "`{0}` waits for inputs that come in unequal numbers: check the shares before it",
                    step(*one)
                ),
                format!("`{0}` 等待的各路输入数量不等：请检查之前各路的比例", step(*one)),
            ),
            Fault::IllConditioned { step: one, .. } => lang.pick(
                format!(
                    "so little leaves the loop of `{0}` that the last digits of its shares decide the result: give the shares exactly",
                    step(*one)
                ),
                format!("离开 `{0}` 所在循环的工作太少，结果取决于比例的末位数字：请写精确的比例", step(*one)),
            ),
            Fault::NeverEnds { steps } => {
                let names: Vec<String> = steps.iter().map(|one| step(*one)).collect();
                lang.pick(
                    format!("work that comes to {} never ends", names.join(", ")),
                    format!("到达 {} 的工作永远不会结束", names.join("、")),
                )
            }
            Fault::NoStart | Fault::StartsUnclear { .. } | Fault::NothingReachesTheEnd => lang
                .pick(
                    "no work goes through from start to end: write `start = true` and `end = true` where it begins and ends".to_owned(),
                    "没有工作能从头走到尾：请在开始和结束的工序写 `start = true`、`end = true`".to_owned(),
                ),
            Fault::SharesOff { step: one, sum } => lang.pick(
                format!("the shares out of `{}` come to {}", step(*one), percent(*sum)),
                format!("离开 `{}` 的比例合计为 {}", step(*one), percent(*sum)),
            ),
            Fault::NotInOrder { at } => {
                let object = sketch.object(*at).map(|object| self.object(object));
                let name = object.unwrap_or_default();
                lang.pick(
                    format!("the least, typical and longest time of `{name}` do not rise"),
                    format!("`{name}` 的最短、通常和最长时间没有递增"),
                )
            }
            other => lang.pick(
                format!("the chain contradicts itself: {other}"),
                format!("链条自相矛盾：{other}"),
            ),
        }
    }
}
