//! Quick facts agree with naive ones on every small graph.

use petgraph::graph::{EdgeIndex, NodeIndex};
use proptest::prelude::*;

use super::naive::Sketch;
use super::{Flow, FlowGraph, Party};

const NODES: usize = 9;

fn party(number: usize) -> impl Strategy<Value = Party> {
    let number = u32::try_from(number).unwrap();
    prop_oneof![
        7 => Just(Party::Step(number)),
        2 => Just(Party::Customer(number)),
        1 => Just(Party::Supplier(number)),
    ]
}

fn sketch() -> impl Strategy<Value = Sketch> {
    (1..=NODES).prop_flat_map(|nodes| {
        let parties: Vec<_> = (0..nodes).map(party).collect();
        let ends = prop::collection::vec((0..nodes, 0..nodes), 0..=2 * nodes);
        let numbered = ends.prop_flat_map(|ends| {
            let numbers: Vec<u32> = (0..).take(ends.len()).map(|at| at * 77).collect();
            (Just(ends), Just(numbers).prop_shuffle())
        });
        (parties, numbered).prop_map(|(parties, (ends, numbers))| Sketch {
            parties,
            handoffs: (ends.into_iter().zip(numbers))
                .map(|((from, to), number)| (from, to, number))
                .collect(),
        })
    })
}

fn declared() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(prop::bool::weighted(0.2), NODES)
}

fn undeclared(graph: &FlowGraph) -> Flow {
    Flow::of(graph, |_| false, |_| false)
}

fn numbers(graph: &FlowGraph, path: &[EdgeIndex]) -> Vec<u32> {
    path.iter().map(|handoff| graph[*handoff]).collect()
}

fn indices(steps: &[NodeIndex]) -> Vec<usize> {
    steps.iter().map(|step| step.index()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn reaching_feeding_and_ending_agree_with_the_matrix(
        sketch in sketch(), ends in declared(), starts in declared(),
    ) {
        let graph = sketch.graph();
        let flow = Flow::of(&graph, |step| ends[step as usize], |step| starts[step as usize]);
        for node in graph.node_indices() {
            let at = node.index();
            let hands_on = sketch.handoffs.iter().any(|(from, _, _)| *from == at);
            let receives = sketch.handoffs.iter().any(|(_, to, _)| *to == at);
            prop_assert_eq!(flow.reaches_customer(node), sketch.reaches_customer(at));
            prop_assert_eq!(flow.is_fed(node), sketch.is_fed(at, &starts));
            prop_assert_eq!(flow.is_dead_end(node), sketch.is_step(at) && !hands_on && !ends[at]);
            prop_assert_eq!(flow.is_isolated(node), !hands_on && !receives);
        }
    }

    #[test]
    fn cut_points_agree_with_deletion(sketch in sketch()) {
        let graph = sketch.graph();
        let flow = undeclared(&graph);
        for node in graph.node_indices() {
            prop_assert_eq!(flow.is_cut_point(node), sketch.is_cut_point(node.index()));
        }
    }

    #[test]
    fn loops_are_the_mutually_reachable_steps(sketch in sketch()) {
        let graph = sketch.graph();
        let flow = undeclared(&graph);
        let reaches = sketch.among_steps();
        let mut expected: Vec<Vec<usize>> = Vec::new();
        for at in (0..reaches.len()).filter(|at| reaches[*at][*at]) {
            let mutual = |to: &usize| reaches[at][*to] && reaches[*to][at];
            let steps: Vec<usize> = (0..reaches.len()).filter(mutual).collect();
            if steps[0] == at {
                expected.push(steps);
            }
        }
        let found: Vec<Vec<usize>> = flow.loops().iter().map(|l| indices(&l.steps)).collect();
        prop_assert_eq!(&found, &expected);
        for node in graph.node_indices() {
            let expected = expected.iter().position(|steps| steps.contains(&node.index()));
            prop_assert_eq!(flow.loop_of(node), expected);
        }
    }

    #[test]
    fn every_handoff_of_a_loop_is_inside_or_an_exit(sketch in sketch()) {
        let graph = sketch.graph();
        let flow = undeclared(&graph);
        let mut sorted = sketch.handoffs.clone();
        sorted.sort_unstable();
        for found in flow.loops() {
            let within = |node: usize| found.steps.contains(&NodeIndex::new(node));
            let leaving = sorted.iter().filter(|(from, _, _)| within(*from));
            let (inside, exits): (Vec<_>, Vec<_>) = leaving.partition(|(_, to, _)| within(*to));
            let number = |handoffs: Vec<&(usize, usize, u32)>| -> Vec<u32> {
                handoffs.iter().map(|(_, _, number)| *number).collect()
            };
            prop_assert_eq!(numbers(&graph, &found.handoffs), number(inside));
            prop_assert_eq!(numbers(&graph, &found.exits), number(exits));
        }
    }

    #[test]
    fn paths_and_their_order_agree_with_brute_force(sketch in sketch()) {
        let graph = sketch.graph();
        let flow = undeclared(&graph);
        for node in graph.node_indices() {
            let found = flow.paths_to_customers(&graph, node);
            let found: Vec<_> = found.map(|path| numbers(&graph, &path)).collect();
            let expected = sketch.paths(node.index());
            prop_assert_eq!(&found, &expected);
            // The first of the shortest, as `min_by_key` keeps the first of equals.
            let nearest = expected.iter().min_by_key(|path| path.len()).cloned();
            let quick = flow.nearest_customer_path(&graph, node);
            let distance = nearest.as_ref().map(|path| u32::try_from(path.len()).unwrap());
            prop_assert_eq!(quick.map(|path| numbers(&graph, &path)), nearest);
            prop_assert_eq!(flow.steps_to_customer(node), distance);
        }
    }

    #[test]
    fn counts_agree_with_contraction(sketch in sketch()) {
        let graph = sketch.graph();
        let flow = undeclared(&graph);
        for node in graph.node_indices() {
            let count = flow.count_paths(&graph, node);
            prop_assert_eq!(count.get(), sketch.count(node.index()));
            prop_assert_eq!(count.get() > 0, flow.reaches_customer(node));
        }
    }

    #[test]
    fn without_loops_the_count_is_the_number_of_paths(mut sketch in sketch()) {
        sketch.handoffs.retain(|(from, to, _)| from < to);
        let graph = sketch.graph();
        let flow = undeclared(&graph);
        for node in graph.node_indices() {
            let paths = flow.paths_to_customers(&graph, node).count() as u64;
            prop_assert_eq!(flow.count_paths(&graph, node).get(), paths);
        }
    }

    #[test]
    fn the_order_in_which_handoffs_were_added_does_not_show(
        (sketch, shuffled) in sketch().prop_flat_map(|sketch| {
            let handoffs = Just(sketch.handoffs.clone()).prop_shuffle();
            (Just(sketch), handoffs)
        }),
    ) {
        let other = Sketch { handoffs: shuffled, ..sketch.clone() };
        prop_assert_eq!(everything(&sketch), everything(&other));
    }
}

/// All that a flow tells, with handoffs by number.
fn everything(sketch: &Sketch) -> Vec<String> {
    let graph = sketch.graph();
    let flow = undeclared(&graph);
    let told = |path: Vec<EdgeIndex>| numbers(&graph, &path);
    let nodes = graph.node_indices().map(|node| {
        let paths = flow.paths_to_customers(&graph, node).map(told);
        let paths: Vec<_> = paths.collect();
        let nearest = flow.nearest_customer_path(&graph, node).map(told);
        let count = flow.count_paths(&graph, node);
        format!(
            "{:?} {paths:?} {nearest:?} {count:?}",
            flow.facts[node.index()]
        )
    });
    let loops = flow.loops().iter().map(|found| {
        let (inside, exits) = (found.handoffs.clone(), found.exits.clone());
        format!("{:?} {:?} {:?}", found.steps, told(inside), told(exits))
    });
    nodes.chain(loops).collect()
}
