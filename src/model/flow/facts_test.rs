//! Facts of small processes drawn by hand.

use petgraph::graph::NodeIndex;

use super::naive::Sketch;
use super::{Flow, FlowGraph, Party};

/// A graph from one letter per node (`s`tep, `c`ustomer, supplie`r`) and handoffs by
/// node index, numbered as they are listed.
fn graph(parties: &str, handoffs: &[(usize, usize)]) -> FlowGraph {
    let party = |(number, letter)| match letter {
        'c' => Party::Customer(number),
        'r' => Party::Supplier(number),
        _ => Party::Step(number),
    };
    let numbered = (0..)
        .zip(handoffs)
        .map(|(number, (from, to))| (*from, *to, number));
    Sketch {
        parties: (0..).zip(parties.chars()).map(party).collect(),
        handoffs: numbered.collect(),
    }
    .graph()
}

fn flow(graph: &FlowGraph) -> Flow {
    Flow::of(graph, |_| false, |_| false)
}

fn n(index: usize) -> NodeIndex {
    NodeIndex::new(index)
}

fn nodes(graph: &FlowGraph, holds: impl Fn(NodeIndex) -> bool) -> Vec<usize> {
    let found = graph.node_indices().filter(|node| holds(*node));
    found.map(NodeIndex::index).collect()
}

fn paths(graph: &FlowGraph, from: usize) -> Vec<Vec<u32>> {
    let flow = flow(graph);
    let paths = flow.paths_to_customers(graph, n(from));
    paths
        .map(|path| path.iter().map(|handoff| graph[*handoff]).collect())
        .collect()
}

#[test]
fn an_order_does_not_close_the_chain_into_a_loop() {
    let graph = graph("csssc", &[(0, 1), (1, 2), (2, 3), (3, 0)]);
    let flow = flow(&graph);
    assert!(flow.loops().is_empty());
    assert_eq!(flow.steps_to_customer(n(1)), Some(3));
    assert_eq!(nodes(&graph, |node| flow.is_fed(node)), [0, 1, 2, 3, 4]);
    assert_eq!(nodes(&graph, |node| flow.is_cut_point(node)), [2]);
    assert_eq!(nodes(&graph, |node| flow.is_isolated(node)), [4]);
    assert_eq!(paths(&graph, 1), [[1, 2, 3]]);
}

#[test]
fn return_handoffs_make_one_loop_with_one_exit() {
    let graph = graph("csss", &[(0, 1), (1, 2), (2, 3), (3, 0), (3, 2), (2, 1)]);
    let flow = flow(&graph);
    assert_eq!(flow.loops().len(), 1);
    let returns = &flow.loops()[0];
    assert_eq!(returns.steps, [n(1), n(2), n(3)]);
    let inside: Vec<u32> = returns
        .handoffs
        .iter()
        .map(|handoff| graph[*handoff])
        .collect();
    assert_eq!(inside, [1, 5, 2, 4]);
    assert_eq!(returns.exits.len(), 1);
    assert_eq!(flow.loop_of(n(2)), Some(0));
    assert_eq!(flow.loop_of(n(0)), None);
    assert_eq!(paths(&graph, 1), [[1, 2, 3]]);
    assert_eq!(flow.count_paths(&graph, n(1)).get(), 1);
}

#[test]
fn an_incoming_order_alone_does_not_reach_the_customer() {
    let graph = graph("css", &[(0, 1), (1, 2)]);
    let flow = flow(&graph);
    assert_eq!(nodes(&graph, |node| flow.reaches_customer(node)), [0]);
    assert_eq!(nodes(&graph, |node| flow.is_dead_end(node)), [2]);
    assert!(paths(&graph, 1).is_empty());
    assert_eq!(flow.count_paths(&graph, n(1)).get(), 0);
    assert_eq!(flow.nearest_customer_path(&graph, n(1)), None);
}

#[test]
fn a_path_does_not_run_through_a_customer() {
    let graph = graph("scsc", &[(0, 1), (1, 2), (2, 3)]);
    assert_eq!(paths(&graph, 0), [[0]]);
    assert_eq!(flow(&graph).count_paths(&graph, n(0)).get(), 1);
}

#[test]
fn a_customer_is_at_the_customer_already() {
    let graph = graph("cs", &[(0, 1), (1, 0)]);
    let flow = flow(&graph);
    assert_eq!(flow.steps_to_customer(n(0)), Some(0));
    assert_eq!(paths(&graph, 0), [[0u32; 0]]);
    assert_eq!(flow.nearest_customer_path(&graph, n(0)), Some(Vec::new()));
    assert_eq!(flow.count_paths(&graph, n(0)).get(), 1);
}

#[test]
fn a_path_may_run_through_a_supplier_and_a_loop_of_steps_does_not() {
    let graph = graph("ssrc", &[(0, 1), (1, 2), (2, 0), (1, 3)]);
    let flow = flow(&graph);
    assert!(flow.loops().is_empty());
    assert_eq!(flow.steps_to_customer(n(2)), Some(3));
    assert_eq!(paths(&graph, 2), [[2, 0, 3]]);
    assert_eq!(flow.count_paths(&graph, n(2)).get(), 1);
}

#[test]
fn two_offices_that_serve_only_each_other_are_an_unfed_loop_without_exit() {
    let graph = graph("ssscs", &[(0, 1), (1, 0), (2, 3)]);
    let flow = flow(&graph);
    assert_eq!(flow.loops().len(), 1);
    assert_eq!(flow.loops()[0].steps, [n(0), n(1)]);
    assert!(flow.loops()[0].exits.is_empty());
    assert_eq!(nodes(&graph, |node| flow.is_fed(node)), [2, 3, 4]);
    assert_eq!(nodes(&graph, |node| flow.reaches_customer(node)), [2, 3]);
    assert_eq!(nodes(&graph, |node| flow.is_dead_end(node)), [4]);
}

#[test]
fn a_declared_start_feeds_its_loop_and_a_declared_end_is_no_dead_end() {
    let graph = graph("sss", &[(0, 1), (1, 0), (1, 2)]);
    let flow = Flow::of(&graph, |step| step == 2, |step| step == 1);
    assert_eq!(nodes(&graph, |node| flow.is_fed(node)), [0, 1, 2]);
    assert!(nodes(&graph, |node| flow.is_dead_end(node)).is_empty());
}

#[test]
fn loops_are_ordered_by_their_first_step() {
    let graph = graph("sssss", &[(4, 1), (1, 4), (3, 0), (0, 3), (2, 0), (4, 2)]);
    let flow = flow(&graph);
    let steps: Vec<_> = flow
        .loops()
        .iter()
        .map(|found| found.steps.clone())
        .collect();
    assert_eq!(steps, [[n(0), n(3)], [n(1), n(4)]]);
}

#[test]
fn a_self_loop_is_a_loop_and_feeds_nobody() {
    let graph = graph("sc", &[(0, 0)]);
    let flow = flow(&graph);
    assert_eq!(flow.loops().len(), 1);
    assert_eq!(flow.loops()[0].handoffs.len(), 1);
    assert!(!flow.is_fed(n(0)));
    assert!(!flow.is_dead_end(n(0)));
    assert!(!flow.is_isolated(n(0)));
    assert!(!flow.is_cut_point(n(0)));
}

#[test]
fn a_diamond_doubles_the_paths_and_is_cut_where_it_meets() {
    let diamonds = [
        (0, 1),
        (0, 2),
        (1, 3),
        (2, 3),
        (3, 4),
        (3, 5),
        (4, 6),
        (5, 6),
        (6, 7),
    ];
    let graph = graph("sssssssc", &diamonds);
    let flow = flow(&graph);
    assert_eq!(nodes(&graph, |node| flow.is_cut_point(node)), [3]);
    assert_eq!(flow.count_paths(&graph, n(0)).get(), 4);
    let first_and_last = [vec![0, 2, 4, 6, 8], vec![1, 3, 5, 7, 8]];
    let paths = paths(&graph, 0);
    assert_eq!([paths[0].clone(), paths[3].clone()], first_and_last);
    let nearest = flow.nearest_customer_path(&graph, n(0)).unwrap_or_default();
    assert_eq!(
        nearest.iter().map(|at| graph[*at]).collect::<Vec<_>>(),
        paths[0]
    );
}

#[test]
fn parallel_handoffs_are_different_paths_in_order_of_their_numbers() {
    let mut graph = graph("ssc", &[]);
    for (from, to, number) in [(0, 1, 70_000), (1, 2, 5), (0, 1, 256), (0, 1, 3)] {
        graph.add_edge(n(from), n(to), number);
    }
    assert_eq!(paths(&graph, 0), [[3, 5], [256, 5], [70_000, 5]]);
    let flow = flow(&graph);
    assert_eq!(flow.count_paths(&graph, n(0)).get(), 3);
    assert!(!flow.is_cut_point(n(1)));
}

#[test]
fn a_step_between_external_parties_is_no_cut_point() {
    let graph = graph("rsc", &[(0, 1), (1, 2)]);
    assert!(!flow(&graph).is_cut_point(n(1)));
}

#[test]
fn a_hundred_diamonds_are_counted_as_at_least_the_greatest_number() {
    let mut handoffs = Vec::new();
    for meet in (0..300).step_by(3) {
        let by = [meet + 1, meet + 2].map(|side| [(meet, side), (side, meet + 3)]);
        handoffs.extend(by.concat());
    }
    handoffs.push((300, 301));
    let graph = graph(&("s".repeat(301) + "c"), &handoffs);
    let flow = flow(&graph);
    assert!(flow.count_paths(&graph, n(0)).is_saturated());
    assert_eq!(flow.count_paths(&graph, n(297)).get(), 2);
    assert_eq!(flow.paths_to_customers(&graph, n(0)).take(5).count(), 5);
}

#[test]
fn a_tangle_whose_only_way_out_is_behind_the_path_is_not_explored() {
    let tangle = 1..60;
    let mut handoffs: Vec<_> = tangle.clone().map(|step| (step, 0)).collect();
    for from in 0..60 {
        handoffs.extend(tangle.clone().filter(|to| *to != from).map(|to| (from, to)));
    }
    handoffs.push((0, 60));
    let graph = graph(&("s".repeat(60) + "c"), &handoffs);
    assert_eq!(paths(&graph, 0).len(), 1);
}

#[test]
fn a_node_of_another_graph_has_no_facts() {
    let graph = graph("sc", &[(0, 1)]);
    let flow = flow(&graph);
    let strange = n(7);
    assert!(!flow.reaches_customer(strange) && !flow.is_fed(strange));
    assert!(!flow.is_dead_end(strange) && !flow.is_cut_point(strange));
    assert_eq!(flow.loop_of(strange), None);
    assert_eq!(flow.count_paths(&graph, strange).get(), 0);
    assert_eq!(flow.paths_to_customers(&graph, strange).count(), 0);
}

#[test]
fn an_empty_graph_has_no_loops() {
    assert!(flow(&FlowGraph::new()).loops().is_empty());
}
