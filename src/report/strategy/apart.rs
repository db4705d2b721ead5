//! What of each process is not counted, and why: a line for people, a list for programs.

use serde::Serialize;

use super::View;
use crate::lang::Lang;
use crate::model::{ProcessId, Target};
use crate::strategy::Apart;

/// So many objects are named in a line.
const SHOWN: usize = 6;

/// Why something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Service,
    Level,
    Outside,
    NotPassed,
}

impl Why {
    fn word(self) -> &'static str {
        match self {
            Self::Service => "functional",
            Self::Level => "hierarchical",
            Self::Outside => "from-outside",
            Self::NotPassed => "no-work-passes",
        }
    }

    fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Service => lang.pick(
                "services between functions: work does not travel along them",
                "职能之间的服务，工作不经过它们",
            ),
            Self::Level => lang.pick("tasks and reports between levels", "上下级之间的任务和汇报"),
            Self::Outside => lang.pick(
                "given from outside: time counts once it is there",
                "由外部交来，到手后才开始计时",
            ),
            Self::NotPassed => {
                lang.pick("steps that no work passes then", "因而没有工作经过的工序")
            }
        }
    }
}

/// What is left out, by why; reasons without an object are not among them.
fn groups(apart: &Apart) -> impl Iterator<Item = (Why, Vec<Target>)> {
    let of = |handoffs: &[crate::model::HandoffId]| -> Vec<Target> {
        handoffs.iter().copied().map(Target::Handoff).collect()
    };
    let steps = apart.steps.iter().copied().map(Target::Step).collect();
    let all = [
        (Why::Service, of(&apart.services)),
        (Why::Level, of(&apart.levels)),
        (Why::Outside, of(&apart.from_outside)),
        (Why::NotPassed, steps),
    ];
    all.into_iter().filter(|(_, objects)| !objects.is_empty())
}

/// The line of a process; empty where everything counts.
pub(super) fn line(view: &View<'_>, id: &str, apart: &Apart) -> String {
    let lang = view.lang;
    let said: Vec<String> = groups(apart)
        .map(|(why, objects)| {
            let count = objects.len();
            let names = objects.into_iter().take(SHOWN).map(|of| view.object(of));
            let names: Vec<String> = names.collect();
            let more = match count - names.len() {
                0 => String::new(),
                more => lang.pick(format!(" and {more} more"), format!("等，另有 {more} 项")),
            };
            let (list, why) = (names.join(lang.pick(", ", "、")), why.said(lang));
            lang.pick(
                format!("{list}{more} ({why})"),
                format!("{list}{more}（{why}）"),
            )
        })
        .collect();
    if said.is_empty() {
        return String::new();
    }
    let said = said.join(lang.pick("; ", "；"));
    lang.pick(
        format!("  {id}: not counted: {said}\n"),
        format!("  {id}：未计入：{said}\n"),
    )
}

/// Objects of a process that are not counted for one reason.
#[derive(Debug, Serialize)]
pub(super) struct ApartOut {
    process: String,
    why: &'static str,
    objects: Vec<String>,
    message: &'static str,
}

/// All of them, of the processes in scope.
pub(super) fn json(view: &View<'_>) -> Vec<ApartOut> {
    let chain = &view.world.chain;
    let processes = (0..chain.processes.len()).map(ProcessId::at);
    let named = processes.filter_map(|process| {
        let id = chain.process(process).record.id.as_str();
        view.scope.includes_id(id).then_some((process, id))
    });
    named
        .flat_map(|(process, id)| {
            let groups: Vec<_> = groups(&Apart::of(chain, process)).collect();
            groups.into_iter().map(move |(why, objects)| ApartOut {
                process: id.to_owned(),
                why: why.word(),
                objects: objects.into_iter().map(|of| view.object(of)).collect(),
                message: why.said(view.lang),
            })
        })
        .collect()
}
