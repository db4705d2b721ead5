//! Random networks of blocks inside blocks, and their answers read off the tree.

use proptest::prelude::{Just, Strategy, prop_oneof};

use super::super::{Gate, Network, Span, Step, StepIx, Way};
use super::{step, way};

/// What a network is made of.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    Step(f64),
    Row(Vec<Self>),
    Apart(Gate, Vec<(f64, Self)>),
    Again(f64, Box<Self>),
}

/// Any network; where `choices` are wanted, also inside what goes together.
pub(super) fn shapes() -> impl Strategy<Value = Shape> {
    let leaf = (1.0..20.0_f64).prop_map(Shape::Step);
    leaf.prop_recursive(5, 24, 3, |inner| {
        let branch = (0.1..1.0_f64, inner.clone());
        let gate = prop_oneof![Just(Gate::Xor), Just(Gate::And)];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Shape::Row),
            (gate, proptest::collection::vec(branch, 2..4))
                .prop_map(|(gate, branches)| Shape::Apart(gate, branches)),
            (0.0..0.6_f64, inner).prop_map(|(share, inner)| Shape::Again(share, Box::new(inner))),
        ]
    })
}

/// The same tree with the numbers of its steps and ways.
#[derive(Debug)]
pub(super) enum Block {
    Step(usize),
    /// Each but the first after a way.
    Row(Vec<(Option<usize>, Self)>),
    Apart {
        gate: Gate,
        first: usize,
        last: usize,
        branches: Vec<Branch>,
    },
    Again {
        body: Box<Self>,
        on: usize,
        check: usize,
        back: usize,
        share: f64,
    },
}

#[derive(Debug)]
pub(super) struct Branch {
    pub(super) share: f64,
    pub(super) to: usize,
    pub(super) inner: Block,
    pub(super) from: usize,
}

#[derive(Default)]
struct Build {
    steps: Vec<Step>,
    ways: Vec<Way>,
}

/// Entry and exit of a block, and the share with which work goes on from there.
struct Ends {
    first: usize,
    last: usize,
    share: Option<f64>,
}

impl Build {
    fn step(&mut self, of: Step) -> usize {
        let at = self.steps.len();
        let scale = [1.0, 2.0, 3.0, 5.0, 7.0][at % 5];
        self.steps.push(Step {
            right_first_time: Some(1.0 - 0.03 * scale),
            ..of
        });
        at
    }

    fn way(&mut self, from: usize, to: Option<usize>, share: Option<f64>) -> usize {
        let at = self.ways.len();
        let wait = [0.5, 1.5, 4.0][at % 3];
        self.ways.push(Way {
            share,
            wait: Span::fixed(wait),
            ..way(from, to)
        });
        at
    }

    fn block(&mut self, shape: &Shape) -> (Block, Ends) {
        match shape {
            Shape::Step(seconds) => {
                let at = self.step(step(*seconds));
                let (first, last, share) = (at, at, None);
                (Block::Step(at), Ends { first, last, share })
            }
            Shape::Row(shapes) => {
                let (mut row, mut ends) = (Vec::new(), None);
                for shape in shapes {
                    let (block, of) = self.block(shape);
                    let before = ends.take();
                    let on = before
                        .as_ref()
                        .map(|before: &Ends| self.way(before.last, Some(of.first), before.share));
                    let first = before.map_or(of.first, |before| before.first);
                    ends = Some(Ends { first, ..of });
                    row.push((on, block));
                }
                (Block::Row(row), ends.unwrap())
            }
            Shape::Apart(gate, shapes) => self.apart(*gate, shapes),
            Shape::Again(share, shape) => {
                let (body, ends) = self.block(shape);
                let check = self.step(step(1.0));
                let on = self.way(ends.last, Some(check), ends.share);
                let back = self.way(check, Some(ends.first), Some(*share));
                self.ways[back].returns = true;
                let block = Block::Again {
                    body: Box::new(body),
                    on,
                    check,
                    back,
                    share: *share,
                };
                let share = Some(1.0 - share);
                (
                    block,
                    Ends {
                        first: ends.first,
                        last: check,
                        share,
                    },
                )
            }
        }
    }

    fn apart(&mut self, gate: Gate, shapes: &[(f64, Shape)]) -> (Block, Ends) {
        let first = self.step(Step {
            split: gate,
            ..step(1.0)
        });
        let last = self.step(Step {
            join: gate,
            ..step(2.0)
        });
        let all: f64 = shapes.iter().map(|(weight, _)| weight).sum();
        let mut branches = Vec::new();
        for (weight, shape) in shapes {
            let (inner, ends) = self.block(shape);
            let share = weight / all;
            let to = self.way(
                first,
                Some(ends.first),
                (gate == Gate::Xor).then_some(share),
            );
            let from = self.way(ends.last, Some(last), ends.share);
            branches.push(Branch {
                share,
                to,
                inner,
                from,
            });
        }
        let block = Block::Apart {
            gate,
            first,
            last,
            branches,
        };
        (
            block,
            Ends {
                first,
                last,
                share: None,
            },
        )
    }
}

pub(super) fn built(shape: &Shape) -> (Block, Network) {
    let mut build = Build::default();
    let (block, ends) = build.block(shape);
    build.way(ends.last, None, ends.share);
    build.steps[ends.first].starts = Some(1.0);
    (block, Network::build(build.steps, build.ways).unwrap())
}

/// How numbers of parts become one.
pub(super) struct Reading<'n> {
    pub(super) network: &'n Network,
    /// Of a choice, from shares and values.
    pub(super) choice: fn(&[(f64, f64)]) -> f64,
    /// Of a loop, from its share and one turn: what all turns come to.
    pub(super) turns: fn(f64, f64) -> f64,
}

impl Reading<'_> {
    fn step(&self, at: usize) -> f64 {
        self.network.steps()[at].touch.typical.unwrap()
    }

    fn way(&self, at: usize) -> f64 {
        self.network.ways()[at].wait.typical.unwrap()
    }

    /// The time of a block.
    pub(super) fn time(&self, block: &Block) -> f64 {
        match block {
            Block::Step(at) => self.step(*at),
            Block::Row(row) => row
                .iter()
                .map(|(on, block)| on.map_or(0.0, |on| self.way(on)) + self.time(block))
                .sum(),
            Block::Apart {
                gate,
                first,
                last,
                branches,
            } => {
                let times = branches.iter().map(|branch| {
                    let time =
                        self.way(branch.to) + self.time(&branch.inner) + self.way(branch.from);
                    (branch.share, time)
                });
                let times: Vec<_> = times.collect();
                let between = match gate {
                    Gate::Xor => (self.choice)(&times),
                    Gate::And => times.iter().map(|(_, time)| *time).fold(0.0, f64::max),
                };
                self.step(*first) + between + self.step(*last)
            }
            Block::Again {
                body,
                on,
                check,
                back,
                share,
            } => {
                let turn = self.time(body) + self.way(*on) + self.step(*check);
                // A turn after the first begins with the way back.
                let again = (self.turns)(*share, turn + self.way(*back));
                if again > 0.0 {
                    again - self.way(*back)
                } else {
                    turn
                }
            }
        }
    }
}

/// The chance that a block is passed with nothing amiss, from that of a step and that a loop does
/// not turn.
pub(super) fn chance(block: &Block, own: &dyn Fn(usize) -> f64, stays: fn(f64) -> f64) -> f64 {
    match block {
        Block::Step(at) => own(*at),
        Block::Row(row) => row
            .iter()
            .map(|(_, block)| chance(block, own, stays))
            .product(),
        Block::Apart {
            gate,
            first,
            last,
            branches,
        } => {
            let of = branches
                .iter()
                .map(|branch| (branch.share, chance(&branch.inner, own, stays)));
            let between: f64 = match gate {
                Gate::Xor => of.map(|(share, chance)| share * chance).sum(),
                Gate::And => of.map(|(_, chance)| chance).product(),
            };
            own(*first) * between * own(*last)
        }
        Block::Again {
            body, check, share, ..
        } => chance(body, own, stays) * own(*check) * stays(*share),
    }
}

/// The visits of each step, where a block is entered so often.
pub(super) fn visits(block: &Block, enters: f64, into: &mut [f64]) {
    match block {
        Block::Step(at) => into[*at] = enters,
        Block::Row(row) => row
            .iter()
            .for_each(|(_, block)| visits(block, enters, into)),
        Block::Apart {
            gate,
            first,
            last,
            branches,
        } => {
            (into[*first], into[*last]) = (enters, enters);
            for branch in branches {
                let part = if *gate == Gate::Xor {
                    branch.share
                } else {
                    1.0
                };
                visits(&branch.inner, enters * part, into);
            }
        }
        Block::Again {
            body, check, share, ..
        } => {
            let turns = enters / (1.0 - share);
            into[*check] = turns;
            visits(body, turns, into);
        }
    }
}

/// Whether something below what goes together varies.
pub(super) fn varies_together(block: &Block, together: bool) -> bool {
    match block {
        Block::Step(_) => false,
        Block::Row(row) => row
            .iter()
            .any(|(_, block)| varies_together(block, together)),
        Block::Apart { gate, branches, .. } => {
            let is_choice = *gate == Gate::Xor;
            let below = together || !is_choice;
            (is_choice && together) || branches.iter().any(|of| varies_together(&of.inner, below))
        }
        Block::Again { body, share, .. } => {
            (together && *share > 0.0) || varies_together(body, together)
        }
    }
}

#[test]
fn the_tree_reads_a_loop_as_one_in_one_minus_r_turns() {
    let shape = Shape::Again(0.5, Box::new(Shape::Step(8.0)));
    let (block, network) = built(&shape);
    let mut visits_of = [0.0; 2];
    visits(&block, 1.0, &mut visits_of);
    assert!(visits_of.iter().all(|visits| (visits - 2.0).abs() < 1e-12));
    // Two turns of 8 + 0.5 + 1 and one way back of 1.5.
    let reading = Reading {
        network: &network,
        choice: |of| of.iter().map(|(share, time)| share * time).sum(),
        turns: |share, turn| turn / (1.0 - share),
    };
    assert!((reading.time(&block) - 20.5).abs() < 1e-12);
    assert_eq!(network.steps()[StepIx(0).0].touch, Span::fixed(8.0));
}
