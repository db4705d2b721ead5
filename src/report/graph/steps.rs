//! Steps and the handoffs between them, in lanes: one process, the surroundings of a step, the
//! part of the chain a goal speaks of, or everything.

use std::collections::BTreeSet;

use super::parties::Parties;
use super::picture::{Edge, Kind, Node, NodeOf, Picture, Way};
use super::{Lanes, Seen, Shade, widths};
use crate::lang::Text;
use crate::model::{GoalId, HandoffId, Party, ProcessId, StepId, Target};
use crate::strategy::scope::Scope;

/// The steps and handoffs a picture shows.
struct Chosen {
    title: String,
    steps: BTreeSet<StepId>,
    handoffs: Vec<HandoffId>,
    /// What the picture is about.
    focus: Vec<Target>,
    /// Steps of no interest are shown as the processes they belong to.
    neighbours: bool,
}

/// One process, with the processes and parties it gives to and receives from.
pub(super) fn process(seen: &Seen<'_>, id: ProcessId) -> Picture {
    let chain = &seen.world.chain;
    let process = chain.process(id);
    let steps: BTreeSet<StepId> = process.steps.iter().copied().collect();
    let touches = |handoff: &HandoffId| {
        let one = chain.handoff(*handoff);
        let ends = [Some(one.from), one.to].into_iter().flatten();
        one.process == id || ends.filter_map(step_of).any(|step| steps.contains(&step))
    };
    let handoffs = (0..chain.handoffs.len()).map(HandoffId::at);
    let chosen = Chosen {
        title: process.name().get(seen.lang).to_owned(),
        handoffs: handoffs.filter(touches).collect(),
        steps,
        focus: Vec::new(),
        neighbours: true,
    };
    draw(seen, chosen)
}

/// All steps that are at most so many handoffs away from one.
pub(super) fn around(seen: &Seen<'_>, step: StepId, hops: usize) -> Picture {
    let chain = &seen.world.chain;
    let mut steps = BTreeSet::from([step]);
    let mut edge = vec![step];
    for _ in 0..hops {
        let mut next = Vec::new();
        for at in edge {
            let handoffs = chain.received_by(at).chain(chain.given_by(at));
            for one in handoffs.map(|id| chain.handoff(id)) {
                let ends = [Some(one.from), one.to].into_iter().flatten();
                next.extend(ends.filter_map(step_of).filter(|step| steps.insert(*step)));
            }
        }
        edge = next;
    }
    let inside = |party: Party| step_of(party).is_none_or(|step| steps.contains(&step));
    let shown = |handoff: &HandoffId| {
        let one = chain.handoff(*handoff);
        let touches = [Some(one.from), one.to].into_iter().flatten();
        let mut touches = touches.filter_map(step_of);
        inside(one.from) && one.to.is_none_or(inside) && touches.any(|step| steps.contains(&step))
    };
    let handoffs = (0..chain.handoffs.len()).map(HandoffId::at);
    let name = chain.party_name(Party::Step(step.0));
    let name = name.get(seen.lang);
    let chosen = Chosen {
        title: seen.lang.pick(
            format!(
                "Around “{name}”, up to {hops} handoff{} away",
                if hops == 1 { "" } else { "s" }
            ),
            format!("“{name}”前后 {hops} 次交接以内"),
        ),
        handoffs: handoffs.filter(shown).collect(),
        steps,
        focus: vec![Target::Step(step)],
        neighbours: false,
    };
    draw(seen, chosen)
}

/// The part of the chain that a goal speaks of.
pub(super) fn goal(seen: &Seen<'_>, id: GoalId) -> Picture {
    let chain = &seen.world.chain;
    let goal = chain.goal(id);
    let strategy = seen.world.strategy().get(id);
    let asked = strategy.and_then(|known| known.question.as_ref());
    let scope = asked.map(|question| question.scope).or(Scope::of(goal.on));
    let (mut steps, mut handoffs) = match scope {
        Some(scope) => scope.contents(chain),
        None => (Vec::new(), Vec::new()),
    };
    match goal.on {
        Target::Step(step) => {
            steps.push(step);
            handoffs.extend(chain.received_by(step).chain(chain.given_by(step)));
        }
        // What a goal measures belongs to its picture even where no work flows along it.
        Target::Handoff(handoff) => handoffs.push(handoff),
        Target::Process(_) | Target::Organization => {}
    }
    let (steps, handoffs): (BTreeSet<_>, BTreeSet<_>) =
        (steps.into_iter().collect(), handoffs.into_iter().collect());
    let title = chain.full_id(goal.process, goal.record.id.as_str());
    let chosen = Chosen {
        title: seen.lang.pick(
            format!("The way to the goal {title}"),
            format!("目标 {title} 的路径"),
        ),
        handoffs: handoffs.into_iter().collect(),
        steps,
        focus: vec![goal.on],
        neighbours: true,
    };
    draw(seen, chosen)
}

/// Every step and every handoff.
pub(super) fn everything(seen: &Seen<'_>) -> Picture {
    let chain = &seen.world.chain;
    let chosen = Chosen {
        title: seen.lang.pick("The whole chain", "整条流程链").to_owned(),
        steps: (0..chain.steps.len()).map(StepId::at).collect(),
        handoffs: (0..chain.handoffs.len()).map(HandoffId::at).collect(),
        focus: Vec::new(),
        neighbours: false,
    };
    draw(seen, chosen)
}

fn step_of(party: Party) -> Option<StepId> {
    match party {
        Party::Step(step) => Some(StepId(step)),
        _ => None,
    }
}

fn draw(seen: &Seen<'_>, chosen: Chosen) -> Picture {
    let chain = &seen.world.chain;
    let mut parties = Parties::new(seen);
    let mut lanes = LaneNames::of(seen, &chosen.steps);
    for id in &chosen.steps {
        let mut node = step(seen, *id, &chosen);
        node.lane = lanes.lane(seen, *id);
        parties.add(node);
    }
    let mut edges = Vec::new();
    for id in &chosen.handoffs {
        let handoff = chain.handoff(*id);
        let from = end(&mut parties, &chosen, handoff.from, true);
        let to = match handoff.to {
            Some(to) => end(&mut parties, &chosen, to, false),
            None => parties.nobody(id.index()),
        };
        edges.push(edge(seen, *id, (from, to)));
    }
    for id in &chosen.handoffs {
        edges.extend(refused(&parties, *id));
    }
    let width = widths::by_volume(&mut edges, chain, seen.lang);
    let mut picture = parties.into_picture(chosen.title, edges, width);
    picture.lanes = lanes.names;
    picture
}

/// The box at one end of a handoff.
fn end(parties: &mut Parties<'_, '_>, chosen: &Chosen, party: Party, gives: bool) -> usize {
    let seen = parties.seen;
    let Some(id) = step_of(party) else {
        return parties.external(party, gives);
    };
    if chosen.steps.contains(&id) || !chosen.neighbours {
        return parties.add(step(seen, id, chosen));
    }
    parties.add(neighbour(seen, seen.world.chain.step(id).process, gives))
}

fn step_key(seen: &Seen<'_>, id: StepId) -> String {
    format!("step {}", seen.world.chain.target_id(Target::Step(id)))
}

fn step(seen: &Seen<'_>, id: StepId, chosen: &Chosen) -> Node {
    let (chain, lang) = (&seen.world.chain, seen.lang);
    let step = chain.step(id);
    let stand = seen.stands.step(id);
    let process = chain.process(step.process).name();
    let department = step
        .record
        .department
        .as_ref()
        .filter(|one| !one.is_blank());
    let mut said = vec![process.get(lang).to_owned()];
    said.extend(department.map(|one| one.get(lang).to_owned()));
    let owner = step.record.owner.as_ref().map(|owner| owner.get(lang));
    said.extend(
        owner.map(|owner| lang.pick(format!("owner: {owner}"), format!("负责人：{owner}"))),
    );
    said.extend((!stand.said.is_empty()).then(|| stand.said.clone()));
    let has_many = chosen.steps.len() > chain.process(step.process).steps.len();
    Node {
        key: step_key(seen, id),
        id: chain.target_id(Target::Step(id)),
        of: NodeOf::Step(id),
        kind: Kind::Step,
        name: chain.party_name(Party::Step(id.0)).get(lang).to_owned(),
        under: match has_many && seen.lanes != Lanes::Process {
            true => process.get(lang).to_owned(),
            false => String::new(),
        },
        said,
        shade: stand.shade,
        lane: None,
        process: Some(step.process),
        is_focus: chosen.focus.contains(&Target::Step(id)),
    }
}

/// A process before or after what is drawn. One that is both is two boxes, so that work is seen
/// to come in at one end and to go out at the other.
fn neighbour(seen: &Seen<'_>, id: ProcessId, gives: bool) -> Node {
    let process = seen.world.chain.process(id);
    let lang = seen.lang;
    let (side, word) = match gives {
        true => ("before", lang.pick("process before", "上道流程")),
        false => ("after", lang.pick("process after", "下道流程")),
    };
    Node {
        key: format!("process {side} {}", process.record.id.as_str()),
        id: process.record.id.as_str().to_owned(),
        of: NodeOf::Process(id),
        kind: Kind::Neighbour,
        name: process.name().get(lang).to_owned(),
        under: word.to_owned(),
        said: vec![word.to_owned()],
        shade: Shade::Plain,
        lane: None,
        process: None,
        is_focus: false,
    }
}

fn edge(seen: &Seen<'_>, id: HandoffId, (from, to): (usize, usize)) -> Edge {
    let (chain, lang) = (&seen.world.chain, seen.lang);
    let handoff = chain.handoff(id);
    let stand = seen.stands.handoff(id);
    let name = |party| chain.party_name(party).get(lang).to_owned();
    let to_name = handoff.to.map_or_else(|| "?".to_owned(), name);
    let mut said = vec![format!("{} → {to_name}", name(handoff.from))];
    let volume = handoff.record.volume.as_ref().map(|one| one.0.show(lang));
    said.extend(
        volume.map(|volume| lang.pick(format!("volume: {volume}"), format!("交接量：{volume}"))),
    );
    said.extend((!stand.said.is_empty()).then(|| stand.said.clone()));
    let is_back = handoff.record.returns == Some(true);
    Edge {
        from,
        to,
        id: seen.handoff_id(id),
        of: vec![id],
        label: seen.label(id),
        said,
        shade: stand.shade,
        width: None,
        way: if is_back { Way::Back } else { Way::On },
    }
}

/// The way back of what is refused, where it leads past the giver to another box of the picture.
fn refused(parties: &Parties<'_, '_>, id: HandoffId) -> Option<Edge> {
    let seen = parties.seen;
    let handoff = seen.world.chain.handoff(id);
    let back = handoff.return_to.filter(|back| *back != handoff.from)?;
    let (from, to) = (step_of(handoff.to?)?, step_of(back)?);
    let from = parties.get(&step_key(seen, from))?;
    let to = parties.get(&step_key(seen, to))?;
    let what = seen.deliverable(id);
    let said = seen.lang.pick(
        format!("where “{what}” goes back to if it is refused"),
        format!("“{what}”被拒收时退回的去处"),
    );
    Some(Edge {
        from,
        to,
        id: seen.handoff_id(id),
        of: vec![id],
        label: seen.lang.pick("refused", "拒收退回").to_owned(),
        said: vec![said],
        shade: Shade::Plain,
        width: None,
        way: Way::Refused,
    })
}

/// The lanes of a picture, in the order of the chain.
struct LaneNames {
    known: Vec<Text>,
    names: Vec<String>,
}

impl LaneNames {
    /// No lanes where none are wanted, or where no step says what its lane would be.
    fn of(seen: &Seen<'_>, steps: &BTreeSet<StepId>) -> Self {
        let mut known: Vec<Text> = Vec::new();
        let mut all_say = true;
        for id in steps {
            match lane_name(seen, *id) {
                Some(name) if !known.iter().any(|other| other.names_the_same(&name)) => {
                    known.push(name);
                }
                Some(_) => {}
                None => all_say = false,
            }
        }
        let mut names: Vec<String> = known
            .iter()
            .map(|name| name.get(seen.lang).to_owned())
            .collect();
        if !known.is_empty() && !all_say {
            let unsaid = seen.lang.pick("department not stated", "未写明部门");
            names.push(unsaid.to_owned());
        }
        Self { known, names }
    }

    fn lane(&mut self, seen: &Seen<'_>, step: StepId) -> Option<usize> {
        if self.known.is_empty() {
            return None;
        }
        let name = lane_name(seen, step);
        let own = name.and_then(|name| self.known.iter().position(|one| one.names_the_same(&name)));
        Some(own.unwrap_or(self.known.len()))
    }
}

fn lane_name(seen: &Seen<'_>, step: StepId) -> Option<Text> {
    let step = seen.world.chain.step(step);
    match seen.lanes {
        Lanes::None => None,
        Lanes::Process => Some(seen.world.chain.process(step.process).name()),
        Lanes::Department => step.record.department.clone().filter(|one| !one.is_blank()),
    }
}
