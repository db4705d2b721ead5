//! The chain as a whole: processes as boxes, all handoffs between two of them as one line.

use std::collections::BTreeMap;

use super::parties::Parties;
use super::picture::{Edge, Kind, Node, NodeOf, Picture, Way};
use super::shade::Stand;
use super::{Seen, widths};
use crate::finding::SubjectKind;
use crate::lang::Lang;
use crate::model::{HandoffId, Party, ProcessId, StepId};

/// The picture of all processes.
pub(super) fn overview(seen: &Seen<'_>) -> Picture {
    let chain = &seen.world.chain;
    let mut parties = Parties::new(seen);
    for at in 0..chain.processes.len() {
        parties.add(process(seen, ProcessId::at(at)));
    }
    let mut bundles: BTreeMap<(usize, usize, bool), Vec<HandoffId>> = BTreeMap::new();
    for at in 0..chain.handoffs.len() {
        let id = HandoffId::at(at);
        let handoff = chain.handoff(id);
        let from = end(&mut parties, handoff.from, true);
        let to = match handoff.to {
            Some(to) => end(&mut parties, to, false),
            None => parties.nobody(handoff.process.index()),
        };
        let inside = from == to && matches!(handoff.from, Party::Step(_));
        if !inside {
            let back = handoff.record.returns == Some(true);
            bundles.entry((from, to, back)).or_default().push(id);
        }
    }
    let mut edges: Vec<Edge> = bundles
        .into_iter()
        .map(|((from, to, back), of)| bundle(seen, (from, to, back), of))
        .collect();
    let width = widths::of_bundles(&mut edges, chain, seen.lang);
    let organization = chain.organization.as_ref();
    let named = organization
        .map(|one| &one.name)
        .filter(|name| !name.is_blank());
    let title = named.map_or_else(
        || {
            seen.lang
                .pick("Overview of the chain", "流程链总览")
                .to_owned()
        },
        |name| {
            let name = name.get(seen.lang);
            seen.lang.pick(
                format!("{name}: overview of the chain"),
                format!("{name}：流程链总览"),
            )
        },
    );
    parties.into_picture(title, edges, width)
}

/// The box at one end of a handoff.
fn end(parties: &mut Parties<'_, '_>, party: Party, gives: bool) -> usize {
    match party {
        Party::Step(step) => {
            let process = parties.seen.world.chain.step(StepId(step)).process;
            process.index()
        }
        external => parties.external(external, gives),
    }
}

fn process(seen: &Seen<'_>, id: ProcessId) -> Node {
    let lang = seen.lang;
    let process = seen.world.chain.process(id);
    let stand = seen.stands.process(id);
    let steps = process.steps.len();
    let word = SubjectKind::Step.word(steps, lang);
    let mut said = vec![format!("{steps} {word}")];
    let owner = process.record.owner.as_ref().map(|owner| owner.get(lang));
    said.extend(
        owner.map(|owner| lang.pick(format!("owner: {owner}"), format!("负责人：{owner}"))),
    );
    let under = said[0].clone();
    said.push(stand.said.clone());
    Node {
        key: format!("process {}", process.record.id.as_str()),
        id: process.record.id.as_str().to_owned(),
        of: NodeOf::Process(id),
        kind: Kind::Process,
        name: process.name().get(lang).to_owned(),
        under,
        said,
        shade: stand.shade,
        lane: None,
        process: Some(id),
        is_focus: false,
    }
}

/// One line for all handoffs from one box to another.
fn bundle(seen: &Seen<'_>, (from, to, back): (usize, usize, bool), of: Vec<HandoffId>) -> Edge {
    let lang = seen.lang;
    let stands: Vec<&Stand> = of.iter().map(|id| seen.stands.handoff(*id)).collect();
    let shade = stands.iter().map(|stand| stand.shade).max();
    let ids: Vec<String> = of.iter().map(|id| seen.handoff_id(*id)).collect();
    let mut said = Vec::new();
    for (id, stand) in of.iter().zip(&stands) {
        let what = seen.deliverable(*id);
        said.push(match stand.said.as_str() {
            "" => what,
            words => lang.pick(format!("{what}: {words}"), format!("{what}：{words}")),
        });
    }
    Edge {
        from,
        to,
        id: ids.join(" "),
        label: match of.as_slice() {
            [only] => seen.label(*only),
            several => counted(several.len(), lang),
        },
        of,
        said,
        shade: shade.unwrap_or_default(),
        width: None,
        way: if back { Way::Back } else { Way::On },
    }
}

fn counted(handoffs: usize, lang: Lang) -> String {
    format!("{handoffs} {}", SubjectKind::Handoff.word(handoffs, lang))
}
