//! The length of a chain is bounded by memory, not by the stack.

use petgraph::graph::NodeIndex;

use super::{Flow, FlowGraph, Party};

const STEPS: u32 = 1_000_000;

fn on_a_small_stack(fact: fn()) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(fact);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

/// A customer's order to the first of a million steps, each handing to the next one,
/// and the last one to the customer.
fn chain() -> FlowGraph {
    let mut graph = FlowGraph::with_capacity(STEPS as usize + 1, STEPS as usize + 1);
    let customer = graph.add_node(Party::Customer(0));
    let mut before = customer;
    for number in 0..STEPS {
        let step = graph.add_node(Party::Step(number));
        graph.add_edge(before, step, number);
        before = step;
    }
    graph.add_edge(before, customer, STEPS);
    graph
}

fn first_and_last() -> (NodeIndex, NodeIndex) {
    (NodeIndex::new(1), NodeIndex::new(STEPS as usize))
}

#[test]
fn a_chain_of_a_million_steps_is_examined_on_a_small_stack() {
    on_a_small_stack(|| {
        let graph = chain();
        let flow = Flow::of(&graph, |_| false, |_| false);
        let (first, last) = first_and_last();
        assert_eq!(flow.steps_to_customer(first), Some(STEPS));
        assert!(flow.is_fed(last));
        assert!(flow.loops().is_empty());
        assert!(!flow.is_cut_point(first));
        assert!(flow.is_cut_point(NodeIndex::new(2)));
        assert_eq!(flow.count_paths(&graph, first).get(), 1);
        let paths: Vec<_> = flow.paths_to_customers(&graph, first).collect();
        assert_eq!(paths.len(), 1);
        assert_eq!(
            flow.nearest_customer_path(&graph, first).as_ref(),
            paths.first()
        );
    });
}

#[test]
fn a_loop_of_a_million_steps_is_examined_on_a_small_stack() {
    on_a_small_stack(|| {
        let mut graph = chain();
        let (first, last) = first_and_last();
        graph.add_edge(last, first, STEPS + 1);
        let flow = Flow::of(&graph, |_| false, |_| false);
        assert_eq!(flow.loops().len(), 1);
        assert_eq!(flow.loops()[0].steps.len(), STEPS as usize);
        assert_eq!(flow.loops()[0].exits.len(), 1);
        assert!(!flow.is_cut_point(NodeIndex::new(2)));
        assert_eq!(flow.count_paths(&graph, first).get(), 1);
        let paths: Vec<_> = flow.paths_to_customers(&graph, first).collect();
        assert_eq!(paths.len(), 1);
        assert_eq!(paths[0].len(), STEPS as usize);
    });
}

#[test]
fn a_chain_that_returns_at_every_step_has_one_path() {
    on_a_small_stack(|| {
        let mut graph = chain();
        for number in 1..STEPS as usize {
            graph.add_edge(NodeIndex::new(number + 1), NodeIndex::new(number), 0);
        }
        let flow = Flow::of(&graph, |_| false, |_| false);
        let (first, _) = first_and_last();
        assert_eq!(flow.paths_to_customers(&graph, first).count(), 1);
        assert!(flow.is_cut_point(NodeIndex::new(2)));
    });
}
