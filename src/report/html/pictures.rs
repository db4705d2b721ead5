//! Pictures of the chain within the page, with links to what they show.

use maud::{Markup, html};

use super::body::Page;
use super::processes::is_shown;
use super::section::{nothing, scrolled};
use crate::finding::{Subject, SubjectKind};
use crate::model::{HandoffId, ProcessId};
use crate::report::graph::{Of, Picture, TooLarge};

/// Processes as boxes, joined by what passes between them.
pub(super) fn overview(page: &Page<'_>) -> Markup {
    let lang = page.view.lang;
    let name = lang.pick("The chain as a picture", "流程链图");
    drawn(page, name, &page.seen.overview(), true)
}

/// More steps, or more handoffs, than this nobody reads in one picture.
const MOST_STEPS: usize = 60;
const MOST_HANDOFFS: usize = 90;

/// The steps of a process by department, and what passes between them.
pub(super) fn process(page: &Page<'_>, id: ProcessId) -> Markup {
    let (chain, lang) = (&page.view.checked.world.chain, page.view.lang);
    let steps = chain.process(id).steps.len();
    let handoffs = page.register.handoffs_of(id).len();
    if steps > MOST_STEPS || handoffs > MOST_HANDOFFS {
        let name = chain.process(id).record.id.as_str();
        let why = nothing(&lang.pick(
            format!("{steps} steps and {handoffs} handoffs are too many to read in one picture. `baton graph --process {name} -o {name}.svg` draws them all, `--around STEP` a part of them."),
            format!("{steps} 道工序、{handoffs} 个交接，一张图难以看清。`baton graph --process {name} -o {name}.svg` 画出全部，`--around 工序` 画出一部分。"),
        ));
        return html! {
            (why)
            p {
                a href={ "#" (page.view.anchor("chain")) } { (lang.pick("The picture of the chain", "流程链图")) }
                (lang.pick(
                    " shows what it exchanges with the other processes.",
                    "中可以看到它与其他流程之间交接什么。",
                ))
            }
        };
    }
    let picture = page.seen.process(id);
    // The other marks are explained by the picture of all processes.
    drawn(page, picture.title(), &picture, picture.shows_waived())
}

fn drawn(page: &Page<'_>, name: &str, picture: &Picture, legend: bool) -> Markup {
    match picture.embedded(&|of| address(page, of), legend) {
        Ok(drawn) => scrolled(name, &drawn),
        Err(TooLarge { boxes, lines }) => nothing(&page.view.lang.pick(
            format!("{boxes} boxes and {lines} lines are more than one picture can show; the tables have them all, and `baton graph --process PROCESS` or `--around STEP` draws a part of them."),
            format!("{boxes} 个框、{lines} 条线，一张图画不下；表格中列出了全部，`baton graph --process 流程` 或 `--around 工序` 可画出一部分。"),
        )),
    }
}

/// Where a part of a picture leads; nowhere if it is not on the page.
fn address(page: &Page<'_>, of: Of<'_>) -> Option<String> {
    let view = &page.view;
    let to_process = |id| is_shown(page, id).then(|| view.process_anchor(id));
    let is_there = |id: &&HandoffId| {
        view.includes(Subject {
            kind: SubjectKind::Handoff,
            number: id.0,
        })
    };
    let anchor = match of {
        Of::Process(id) => to_process(id),
        Of::Step(step) => to_process(view.checked.world.chain.step(step).process),
        Of::Handoffs(all) => all.iter().find(is_there).map(|id| view.handoff_anchor(*id)),
    };
    anchor.map(|anchor| format!("#{anchor}"))
}
