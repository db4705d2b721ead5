//! Networks thrown together: each is refused, or has answers that agree with drawn cases.

use proptest::prelude::{Just, Strategy, any, prop_assert, prop_oneof, proptest};

use super::super::{
    Demand, Gate, Kind, Losses, Network, Plan, Reason, Span, Step, StepIx, Target, Way, WayIx,
};
use super::cases;

fn gates() -> impl Strategy<Value = Gate> {
    prop_oneof![Just(Gate::Xor), Just(Gate::And)]
}

/// Up to seven steps with any gates; shares are even, so that numbers agree by chance.
fn nets() -> impl Strategy<Value = (Vec<Step>, Vec<Way>)> {
    let row = (
        gates(),
        gates(),
        proptest::collection::vec(1..4_usize, 1..3),
        0..12_usize,
        1.0..9.0_f64,
    );
    let starts = prop_oneof![4 => Just(1), 1 => Just(2)];
    (proptest::collection::vec(row, 2..8), starts).prop_map(|(rows, starts)| {
        let count = rows.len();
        let (mut steps, mut ways) = (Vec::new(), Vec::new());
        for (at, (split, join, ahead, back, seconds)) in rows.into_iter().enumerate() {
            steps.push(Step {
                touch: Span::fixed(seconds),
                starts: (at < starts).then_some(1.0),
                right_first_time: Some(0.9),
                capacity: Some(1.0),
                split,
                join,
                ..Step::default()
            });
            let returns = if back <= at { 0.25 } else { 0.0 };
            let mut on = ahead.clone();
            on.dedup();
            let each = (1.0 - returns) / on.iter().map(|_| 1.0).sum::<f64>();
            for ahead in on {
                let to = at + ahead;
                let to = if to < count {
                    Target::Step(StepIx(to))
                } else {
                    Target::Out(0)
                };
                let way = Way::new(StepIx(at), to).waiting(Span::NONE);
                let is_choice = split == Gate::Xor;
                ways.push(if is_choice { way.taken_by(each) } else { way });
            }
            if returns > 0.0 {
                let way = Way::new(StepIx(at), Target::Step(StepIx(back)));
                ways.push(way.waiting(Span::fixed(0.5)).taken_by(returns).returning());
            }
        }
        (steps, ways)
    })
}

fn answers_are_numbers(network: &Network) -> bool {
    let mut numbers = vec![
        network.expected_lead_time().seconds,
        network.least_lead_time().seconds,
        network.first_pass().without_return,
        network.first_pass().right_first_time,
    ];
    for at in 0..network.steps().len() {
        numbers.extend([network.visits(StepIx(at)), network.first_visits(StepIx(at))]);
    }
    for at in 0..network.ways().len() {
        numbers.push(network.flow(WayIx(at)));
    }
    numbers.extend(network.right_outputs().into_iter().flatten());
    numbers.extend(
        network
            .escapes()
            .unwrap()
            .iter()
            .map(|escape| escape.handoffs),
    );
    let demand = Demand {
        per_second: 1.0,
        working_share: 1.0,
        customer: None,
    };
    for losses in [Losses::AsDescribed, Losses::AtEachStep] {
        numbers.extend(
            network
                .throughput(demand, losses)
                .ok()
                .map(|found| found.starts),
        );
    }
    numbers.extend(
        network
            .max_flow(1.0, &[])
            .ok()
            .map(|found| found.per_second),
    );
    numbers
        .iter()
        .all(|number| number.is_finite() && *number >= -1e-9)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn what_is_built_ends_and_has_the_mean_that_was_computed((steps, ways) in nets()) {
        let Ok(network) = Network::build(steps, ways) else {
            return Ok(());
        };
        prop_assert!(answers_are_numbers(&network));
        for escape in network.escapes().unwrap() {
            let all = escape.found + escape.reaches.values().sum::<f64>();
            prop_assert!((all - 1.0).abs() < 1e-9);
        }
        prop_assert!(network.right_outputs().into_iter().flatten().all(|share| share <= 0.9));
        let drawn = network.simulate(Plan { cases: 300, seed: 5 }).unwrap();
        let mean = drawn.mean();
        // Some eight standard errors; exact times have none.
        let reach = 5.0 * (mean.upper.unwrap() - mean.lower.unwrap()) / 2.0 + 1e-6;
        let expected = network.expected_lead_time();
        prop_assert!(mean.value >= expected.seconds - reach, "{mean:?} {expected:?}");
        if expected.kind == Kind::Exact {
            prop_assert!(mean.value <= expected.seconds + reach, "{mean:?} {expected:?}");
        }
        let is_missing = |reason: &Reason| matches!(reason, Reason::Missing(_));
        if let Kind::AtLeast(reasons) = expected.kind {
            prop_assert!(!reasons.iter().any(is_missing));
        }
        prop_assert!(drawn.times()[0] >= network.least_lead_time().seconds - 1e-9);
    }

    #[test]
    fn nothing_that_is_given_makes_it_panic(
        (mut steps, mut ways) in nets(),
        figure in any::<f64>(),
        at in 0..40_usize,
        what in 0..9_u8,
    ) {
        let (step, way) = (at % steps.len(), at % ways.len());
        match what {
            0 => steps[step].touch.least = Some(figure),
            1 => steps[step].right_first_time = Some(figure),
            2 => steps[step].servers = Some(figure),
            3 => steps[step].starts = Some(figure),
            4 => steps[step].release_every = Some(figure),
            5 => ways[way].share = Some(figure),
            6 => ways[way].to = Target::Step(StepIx(at)),
            7 => ways[way].returns = true,
            _ => drop(ways.remove(way)),
        }
        if let Ok(network) = Network::build(steps, ways) {
            prop_assert!(answers_are_numbers(&network));
        }
    }
}
