//! What a wanted rate asks of each step.

use super::super::{
    Demand, Gate, Losses, MaxFlow, NoMaxFlow, NoThroughput, Span, Step, StepIx, Target, Way,
    queue_factor, takt,
};
use super::{close, close_to, network, row, side_by_side, step, way};

fn yielding(share: f64) -> Step {
    Step {
        right_first_time: Some(share),
        ..step(1.0)
    }
}

fn demand(per_second: f64) -> Demand {
    Demand {
        per_second,
        working_share: 1.0,
        customer: None,
    }
}

#[test]
fn for_100_good_ones_142_4_must_start() {
    let network = row([0.95, 0.84, 0.88].map(yielding).to_vec());
    let found = network
        .throughput(demand(100.0), Losses::AtEachStep)
        .unwrap();
    let needed: Vec<f64> = found.loads.iter().map(|load| load.needed).collect();
    for (needed, expected) in needed.iter().zip([142.4, 135.3, 113.6]) {
        close_to(*needed, expected, 0.0005);
    }
    close(found.starts, 100.0 / 0.702_24);
    close(found.good, 0.702_24);
}

#[test]
fn visits_of_loops_load_their_steps() {
    let mut first = step(0.5);
    (first.servers, first.availability) = (Some(2.0), Some(0.9));
    let ways = vec![
        way(0, 0).taken_by(0.2).returning(),
        way(0, None).taken_by(0.8),
    ];
    let network = network(vec![first], ways);
    let found = network
        .throughput(demand(1.0), Losses::AsDescribed)
        .unwrap();
    // u = r·v·s/(c·A)
    close(found.loads[0].load.unwrap(), 1.25 * 0.5 / (2.0 * 0.9));
    close(found.greatest.unwrap(), (2.0 * 0.9) / (1.25 * 0.5));
    assert_eq!(found.bottleneck, Some(StepIx(0)));
}

#[test]
fn queues_grow_by_4_9_and_19() {
    for (load, factor) in [(0.80, 4.0), (0.90, 9.0), (0.95, 19.0)] {
        close(queue_factor(load).unwrap(), factor);
    }
    assert_eq!(queue_factor(1.0), None);
    assert_eq!(takt(0.0, 1.0), None);
}

/// A value stream that textbooks print: 18,400 pieces in 20 days of two shifts of 27,600 s.
#[test]
fn acme_stamping_cannot_serve_its_demand_in_assembly_one() {
    let (day, available) = (86_400.0, 2.0 * 27_600.0);
    close(takt(available, 920.0).unwrap(), 60.0);
    let figures = [
        (1.0, 0.85),
        (39.0, 1.0),
        (46.0, 0.80),
        (62.0, 1.0),
        (40.0, 1.0),
    ];
    let steps = figures.map(|(touch, uptime)| Step {
        availability: Some(uptime),
        ..step(touch)
    });
    let pieces = [4_600.0 + 2_400.0, 1_700.0, 2_450.0, 1_840.0, 4_140.0];
    let mut steps = steps.to_vec();
    steps.insert(
        0,
        Step {
            touch: Span::NONE,
            starts: Some(1.0),
            ..Step::default()
        },
    );
    // Coils wait five days; what lies between two steps waits as long as it lasts.
    let days = |days: f64| Span::fixed(days * day);
    let mut ways = vec![way(0, 1).waiting(days(5.0))];
    for (at, pieces) in pieces.into_iter().enumerate() {
        let to = Some(at + 2).filter(|to| *to < 6);
        ways.push(way(at + 1, to).waiting(days(pieces / 920.0)));
    }
    let network = network(steps, ways);
    let wanted = Demand {
        per_second: 920.0 / day,
        working_share: available / day,
        customer: None,
    };
    let found = network.throughput(wanted, Losses::AsDescribed).unwrap();
    assert_eq!(found.bottleneck, Some(StepIx(4)));
    close(found.loads[4].load.unwrap(), 62.0 / 60.0);
    close_to(found.greatest.unwrap() * day, 890.0, 0.0005);
    // Spot weld II passes with 4 % to spare.
    close(found.loads[3].load.unwrap(), 57.5 / 60.0);
    let touch: f64 = network
        .steps()
        .iter()
        .filter_map(|step| step.touch.mean())
        .sum();
    close(touch, 188.0);
    let total = network.expected_lead_time().seconds;
    close_to((total - touch) / day, 23.6, 0.001);
}

#[test]
fn capacity_is_what_is_declared_or_what_servers_can_do_whichever_is_less() {
    let mut one = step(0.5);
    one.capacity = Some(1.5);
    let declared = Step {
        capacity: Some(3.0),
        ..Step::default()
    };
    let network = row(vec![one, declared, Step::default()]);
    close(network.capacity(StepIx(0), 1.0).unwrap(), 1.5);
    close(network.capacity(StepIx(0), 0.5).unwrap(), 1.0);
    close(network.capacity(StepIx(1), 1.0).unwrap(), 3.0);
    let found = network
        .throughput(demand(1.0), Losses::AsDescribed)
        .unwrap();
    assert_eq!(found.loads[2].load, None);
    assert_eq!(found.missing.len(), 1);
    close(found.greatest.unwrap(), 1.5);
}

#[test]
fn only_what_the_customer_gets_counts() {
    // A tenth is scrap, which goes to customer 1.
    let scrap = Way::new(StepIx(0), Target::Out(1)).taken_by(0.1);
    let network = network(vec![step(1.0)], vec![way(0, None).taken_by(0.9), scrap]);
    let wanted = Demand {
        customer: Some(0),
        ..demand(9.0)
    };
    let found = network.throughput(wanted, Losses::AsDescribed).unwrap();
    close(found.starts, 10.0);
    let nobody = Demand {
        customer: Some(5),
        ..demand(9.0)
    };
    let none = network.throughput(nobody, Losses::AsDescribed);
    assert_eq!(none, Err(NoThroughput::NothingGood));
}

#[test]
fn a_clock_in_which_nobody_works_has_no_rate() {
    let network = side_by_side(&[yielding(0.9), yielding(0.8)]);
    let found = network.throughput(
        Demand {
            working_share: 0.0,
            ..demand(1.0)
        },
        Losses::AsDescribed,
    );
    assert_eq!(found, Err(NoThroughput::Impossible));
}

fn alternatives(first: f64, ways_on: [f64; 2], last: f64) -> Result<MaxFlow, NoMaxFlow> {
    let able = |capacity: f64| Step {
        capacity: Some(capacity),
        ..Step::default()
    };
    let steps = vec![able(first), able(ways_on[0]), able(ways_on[1]), able(last)];
    let ways = vec![
        way(0, 1).taken_by(0.9),
        way(0, 2).taken_by(0.1),
        way(1, 3),
        way(2, 3),
        way(3, None),
    ];
    network(steps, ways).max_flow(1.0, &[])
}

#[test]
fn alternatives_add_up_to_the_narrowest_cut() {
    let found = alternatives(10.0, [3.0, 4.0], 20.0).unwrap();
    close_to(found.per_second, 7.0, 1e-12);
    let bounded: Vec<StepIx> = found.bounded_by.iter().map(|(step, _)| *step).collect();
    assert_eq!(bounded, [StepIx(1), StepIx(2)]);
    close_to(found.flows[0], 3.0, 1e-12);
    let found = alternatives(5.0, [3.0, 4.0], 20.0).unwrap();
    close_to(found.per_second, 5.0, 1e-12);
    assert_eq!(found.bounded_by.len(), 1);
    assert_eq!(found.bounded_by[0].0, StepIx(0));
}

#[test]
fn rework_takes_its_part_of_a_capacity() {
    let able = Step {
        capacity: Some(10.0),
        ..Step::default()
    };
    let ways = vec![
        way(0, 0).taken_by(0.2).returning(),
        way(0, None).taken_by(0.8),
    ];
    let network = network(vec![able], ways);
    close_to(network.max_flow(1.0, &[]).unwrap().per_second, 8.0, 1e-12);
}

#[test]
fn without_a_capacity_or_with_parallel_ways_there_is_no_maximum() {
    let open = row(vec![Step::default()]).max_flow(1.0, &[]);
    assert!(matches!(open, Err(NoMaxFlow::Unbounded(missing)) if missing.len() == 1));
    let parallel = side_by_side(&[step(1.0), step(2.0)]).max_flow(1.0, &[]);
    assert_eq!(
        parallel,
        Err(NoMaxFlow::Parallel {
            split: Some(StepIx(0))
        })
    );
    assert_eq!(Gate::default(), Gate::Xor);
}
