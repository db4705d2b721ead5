//! A description held against what can be true, and solved: all faults at once, or a network.

use super::chain::Chain;
use super::graph::{Graph, Leaving};
use super::sound;
use super::span::MOST;
use super::{At, Fault, Figure, Gate, Network, Span, Step, StepIx, Target, Way, WayIx};

/// How far shares may be from summing to 1: what is rounded in writing.
const TOLERANCE: f64 = 1e-6;

impl Network {
    /// Checks a description and solves it.
    ///
    /// # Errors
    /// All that is wrong with single figures and with the shape; if nothing is, what keeps the whole
    /// from having an answer.
    ///
    /// # Complexity
    /// That of the elimination: near-linear where loops are local or are rings, as in 10,000 steps in a row
    /// whose last returns to the first.
    pub fn build(steps: Vec<Step>, ways: Vec<Way>) -> Result<Self, Vec<Fault>> {
        let mut faults = unknown_steps(&steps, &ways);
        if !faults.is_empty() {
            return Err(faults);
        }
        faults.extend(figures(&steps, &ways));
        faults.extend(starts(&steps));
        faults.extend(shares(&steps, &ways));
        let graph = match Graph::new(&steps, &ways) {
            Ok(graph) if faults.is_empty() => graph,
            Ok(_) => return Err(faults),
            Err(shape) => {
                // Where no work starts, nothing can reach the end either.
                let follows = |fault: &Fault| {
                    *fault == Fault::NothingReachesTheEnd && faults.contains(&Fault::NoStart)
                };
                let shape: Vec<Fault> = shape.into_iter().filter(|f| !follows(f)).collect();
                faults.extend(shape);
                return Err(faults);
            }
        };
        let off: Vec<f64> = Leaving::of(steps.len(), &ways)
            .iter()
            .zip(&steps)
            .map(|(leaving, step)| (leaving.sum(step.split) - 1.0).abs())
            .collect();
        let unsound = sound::unsound(&graph);
        let chain = Chain::new(&graph, None).map_err(|closed| {
            if unsound.is_empty() {
                closed
            } else {
                unsound.clone()
            }
        })?;
        faults.extend(chain.ill_conditioned(&off));
        let visits = chain.visits(&graph);
        let unequal = unequal_inputs(&steps, &ways, &graph, &visits);
        let is_told = |fault: &Fault| match fault {
            Fault::WaitsForEver { step, .. } => unequal.iter().any(
                |unequal| matches!(unequal, Fault::UnequalInputs { step: of, .. } if of == step),
            ),
            _ => false,
        };
        faults.extend(unsound.into_iter().filter(|fault| !is_told(fault)));
        faults.extend(unequal);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            steps,
            ways,
            graph,
            chain,
            visits,
        })
    }
}

fn unknown_steps(steps: &[Step], ways: &[Way]) -> Vec<Fault> {
    let is_unknown = |step: StepIx| step.0 >= steps.len();
    let unknown = |(at, way): (usize, &Way)| {
        let to = match way.to {
            Target::Step(step) => is_unknown(step),
            Target::Out(_) => false,
        };
        (to || is_unknown(way.from)).then_some(Fault::UnknownStep { way: WayIx(at) })
    };
    ways.iter().enumerate().filter_map(unknown).collect()
}

/// Single figures that cannot be.
fn figures(steps: &[Step], ways: &[Way]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let at = At::Step(StepIx(at));
        faults.extend(span(at, step.touch));
        for (figure, value) in [
            (Figure::RightFirstTime, step.right_first_time),
            (Figure::Detects, step.detects),
            (Figure::Availability, step.availability),
        ] {
            faults.extend(share(at, figure, value));
        }
        for (figure, value, may_be_none) in [
            (Figure::Servers, step.servers, false),
            (Figure::Capacity, step.capacity, true),
            (Figure::Cost, step.cost, true),
            (Figure::ReleaseEvery, step.release_every, true),
            (Figure::Starts, step.starts, true),
        ] {
            let least = if may_be_none { 0.0 } else { f64::MIN_POSITIVE };
            let impossible = |value: &f64| !(least..=MOST).contains(value);
            let value = value.filter(impossible);
            faults.extend(value.map(|value| Fault::Impossible { at, figure, value }));
        }
    }
    for (at, way) in ways.iter().enumerate() {
        let at = At::Way(WayIx(at));
        faults.extend(span(at, way.wait));
        faults.extend(share(at, Figure::Share, way.share));
    }
    faults
}

fn span(at: At, span: Span) -> Option<Fault> {
    let figure = Figure::Time;
    if let Some(value) = span.impossible() {
        return Some(Fault::Impossible { at, figure, value });
    }
    (!span.is_in_order()).then_some(Fault::NotInOrder { at })
}

fn share(at: At, figure: Figure, value: Option<f64>) -> Option<Fault> {
    let value = value.filter(|value| !(0.0..=1.0).contains(value))?;
    Some(Fault::ShareOutside { at, figure, value })
}

fn starts(steps: &[Step]) -> Option<Fault> {
    let starts = steps.iter().filter_map(|step| step.starts);
    let starts: Vec<f64> = starts.filter(|start| *start > 0.0).collect();
    let sum: f64 = starts.iter().sum();
    if starts.is_empty() {
        return Some(Fault::NoStart);
    }
    let all_together = starts.iter().all(|start| (start - 1.0).abs() <= 0.0);
    let is_clear = all_together || (sum - 1.0).abs() <= TOLERANCE;
    (!is_clear).then_some(Fault::StartsUnclear { sum })
}

/// Shares that are missing or do not sum to 1, and steps nothing leaves.
fn shares(steps: &[Step], ways: &[Way]) -> Vec<Fault> {
    let leaving = Leaving::of(steps.len(), ways);
    let mut incomplete = vec![false; steps.len()];
    let mut faults = Vec::new();
    for (at, way) in ways.iter().enumerate() {
        let (step, way_at) = (way.from.0, WayIx(at));
        let is_choice = steps[step].split == Gate::Xor || way.returns;
        if way.share.is_none() && is_choice && leaving[step].ways > 1 {
            incomplete[step] = true;
            faults.push(Fault::ShareMissing { way: way_at });
        }
        let differs = |one: f64| (way.share.unwrap_or(one) - one).abs() > TOLERANCE;
        if !is_choice && differs(leaving[step].together()) {
            incomplete[step] = true;
            let (step, sum) = (way.from, leaving[step].forward);
            faults.push(Fault::SharesOff { step, sum });
        }
    }
    for (step, leaving) in leaving.iter().enumerate() {
        let sum = leaving.sum(steps[step].split);
        if leaving.ways == 0 {
            let step = StepIx(step);
            faults.push(Fault::LeadsNowhere { step });
        } else if !incomplete[step] && (sum - 1.0).abs() > TOLERANCE {
            let step = StepIx(step);
            faults.push(Fault::SharesOff { step, sum });
        }
    }
    faults
}

/// Joins that wait for more on one way than ever comes.
fn unequal_inputs(steps: &[Step], ways: &[Way], graph: &Graph, visits: &[f64]) -> Vec<Fault> {
    let mut inputs = vec![Vec::new(); steps.len()];
    for (at, way) in ways.iter().enumerate().filter(|(_, way)| !way.returns) {
        if let Target::Step(to) = way.to {
            let comes = visits[way.from.0] * graph.links[at].weight;
            inputs[to.0].push((WayIx(at), comes));
        }
    }
    let mut faults = Vec::new();
    for (at, (step, inputs)) in steps.iter().zip(inputs).enumerate() {
        let starts = graph.links[ways.len() + at].weight;
        let counts = inputs.iter().map(|(_, comes)| *comes);
        let counts = counts.chain((starts > 0.0).then_some(starts));
        let (least, most) = counts.fold((f64::INFINITY, 0.0_f64), |(least, most), comes| {
            (least.min(comes), most.max(comes))
        });
        if step.join == Gate::And && most - least > TOLERANCE * most {
            let step = StepIx(at);
            faults.push(Fault::UnequalInputs { step, inputs });
        }
    }
    faults
}
