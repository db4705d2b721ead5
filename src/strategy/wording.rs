//! Why a part of the chain cannot be worked out, and what to write, in both languages.

use super::sketch::Sketch;
use crate::lang::Lang;
use crate::model::{Chain, Target};
use crate::network::{At, Fault, StepIx, WayIx};
use crate::quantity::half_up_text;

/// All faults of a part of the chain, each in a sentence; shares that are missing in one.
pub fn faults(chain: &Chain, sketch: &Sketch, faults: &[Fault], lang: Lang) -> Vec<String> {
    let named = Named { chain, lang };
    named.faults(faults, sketch)
}

/// Objects by their names, in one language.
struct Named<'c> {
    chain: &'c Chain,
    lang: Lang,
}

impl Named<'_> {
    fn object(&self, of: Target) -> String {
        match of {
            Target::Organization => self.lang.pick("the whole chain", "整条链").to_owned(),
            _ => self.chain.target_id(of),
        }
    }

    fn faults(&self, faults: &[Fault], sketch: &Sketch) -> Vec<String> {
        let silent = faults.iter().filter_map(|fault| match fault {
            Fault::ShareMissing { way } => Some(sketch.object(At::Way(*way))?),
            _ => None,
        });
        let silent: Vec<String> = silent
            .map(|way| format!("`{}`", self.object(way)))
            .collect();
        let mut said = Vec::new();
        if silent.len() > 1 {
            let list = silent.join(self.lang.pick(", ", "、"));
            said.push(self.lang.pick(
                format!("how much of the work takes each of {list} is not known: write `share` on them, or `split = \"and\"` on the step if all ways are taken together"),
                format!("不知道 {list} 各有多少工作：请在其上写 `share`；若各路同时进行，请在工序写 `split = \"and\"`"),
            ));
        }
        let rest = faults
            .iter()
            .filter(|fault| silent.len() < 2 || !matches!(fault, Fault::ShareMissing { .. }));
        said.extend(rest.map(|fault| self.fault(fault, sketch)));
        said
    }

    /// One fault in a sentence, with what to do.
    fn fault(&self, fault: &Fault, sketch: &Sketch) -> String {
        let name = |at: At| {
            let object = sketch.object(at);
            object.map_or_else(
                || "?".to_owned(),
                |object| format!("`{}`", self.object(object)),
            )
        };
        let step = |one: StepIx| name(At::Step(one));
        let way = |one: WayIx| name(At::Way(one));
        let steps = |all: &[StepIx]| {
            let names: Vec<String> = all.iter().map(|one| step(*one)).collect();
            names.join(self.lang.pick(", ", "、"))
        };
        let (en, zh) = match fault {
            Fault::SharesOff { .. }
            | Fault::NotInOrder { .. }
            | Fault::ShareOutside { .. }
            | Fault::Impossible { .. }
            | Fault::UnknownStep { .. } => figures(fault, &name),
            Fault::ShareMissing { way: one } => (
                format!("how much of the work takes {} is not known: write `share` on it, or `split = \"and\"` on its step if all ways are taken together", way(*one)),
                format!("不知道有多少工作走 {}：请在其上写 `share`；若各路同时进行，请在工序写 `split = \"and\"`", way(*one)),
            ),
            Fault::MeetUnjoined { at, .. } => (
                format!("work that goes several ways at once meets in {}: write `join = \"and\"` on it if it waits for all of them", step(*at)),
                format!("同时走几条路的工作在 {} 汇合：若要等齐，请在其上写 `join = \"and\"`", step(*at)),
            ),
            Fault::UnmarkedLoop { steps: all } => (
                format!("work goes round between {}: mark the way back with `returns = true` and its `share`", steps(all)),
                format!("工作在 {} 之间循环：请在退回的交接上写 `returns = true` 和 `share`", steps(all)),
            ),
            Fault::UnequalInputs { step: one, .. } => (
                format!("{} waits for inputs that come in unequal numbers: correct the shares before it", step(*one)),
                format!("{} 等待的各路输入数量不等：请更正之前各路的比例", step(*one)),
            ),
            Fault::WaitsForEver { step: one, .. } => (
                format!("{} waits for work of which a choice before it sends only a part: join before going on, or take `join` away", step(*one)),
                format!("{} 等待的工作只有一部分会来（之前有分流）：请先汇合再往下，或去掉 `join`", step(*one)),
            ),
            Fault::JoinsReturned { step: one } => (
                format!("{} waits for work that only comes on ways back: let them lead to a step before the work goes apart", step(*one)),
                format!("{} 等待的工作只从退回的路上来：请让退回通到分开之前的工序", step(*one)),
            ),
            Fault::CrossesBranch { way: one } => (
                format!("{} leads back into or out of one of several branches that go on together: send the work back to before they part", way(*one)),
                format!("{} 退回到同时进行的几条分支之一：请退回到分开之前", way(*one)),
            ),
            Fault::WorkMultiplies { step: one } => (
                format!("several ways that go on together from {} lead back to it, so that work multiplies", step(*one)),
                format!("从 {} 同时出去的几条路又都回到它，工作会越来越多", step(*one)),
            ),
            Fault::IllConditioned { step: one, .. } => (
                format!("so little leaves the loop of {} that the last digits of its shares decide the result: give the shares exactly", step(*one)),
                format!("离开 {} 所在循环的工作太少，结果取决于比例的末位数字：请写精确的比例", step(*one)),
            ),
            Fault::NeverEnds { steps: all } => (
                format!("work that comes to {} never ends", steps(all)),
                format!("到达 {} 的工作永远不会结束", steps(all)),
            ),
            Fault::LeadsNowhere { step: one } => (
                format!("what {} gives goes to nobody: write `to` on its handoff, or `end = true` on the step if the work ends there", step(*one)),
                format!("{} 交出的东西没有接收方：请在其交接写 `to`；若在此结束，请在工序写 `end = true`", step(*one)),
            ),
            Fault::NoStart | Fault::StartsUnclear { .. } | Fault::NothingReachesTheEnd => (
                "no work goes through from start to end: write `start = true` and `end = true` where it begins and ends".to_owned(),
                "没有工作能从头走到尾：请在开始和结束的工序写 `start = true`、`end = true`".to_owned(),
            ),
        };
        self.lang.pick(en, zh)
    }
}

/// What is wrong with single figures.
fn figures(fault: &Fault, name: &dyn Fn(At) -> String) -> (String, String) {
    match fault {
        Fault::SharesOff { step: one, sum } => (
            format!(
                "the shares of what leaves {} come to {}, not to 100 %",
                name(At::Step(*one)),
                percent(*sum)
            ),
            format!(
                "离开 {} 的比例合计为 {}，不是 100 %",
                name(At::Step(*one)),
                percent(*sum)
            ),
        ),
        Fault::NotInOrder { at } => (
            format!(
                "the least, typical and longest time of {} do not rise",
                name(*at)
            ),
            format!("{} 的最短、通常和最长时间没有递增", name(*at)),
        ),
        Fault::ShareOutside { at, value, .. } => (
            format!(
                "a share of {} is {}: it must lie between 0 % and 100 %",
                name(*at),
                percent(*value)
            ),
            format!(
                "{} 的比例为 {}：必须在 0 % 到 100 % 之间",
                name(*at),
                percent(*value)
            ),
        ),
        Fault::Impossible { at, value, .. } => (
            format!(
                "a figure of {} is {value}: it is out of all bounds",
                name(*at)
            ),
            format!("{} 的一个数值为 {value}：超出任何可能的范围", name(*at)),
        ),
        Fault::UnknownStep { way: one } => (
            format!(
                "{} leads to a step outside this part of the chain",
                name(At::Way(*one))
            ),
            format!("{} 通到这部分链条之外的工序", name(At::Way(*one))),
        ),
        other => (
            format!("the chain contradicts itself: {other}"),
            format!("链条自相矛盾：{other}"),
        ),
    }
}

/// A part of a whole in percent, with a digit behind the point where it is small.
fn percent(share: f64) -> String {
    let places = if share.abs() < 0.1 { 1 } else { 0 };
    format!("{} %", half_up_text(100.0 * share, places))
}
