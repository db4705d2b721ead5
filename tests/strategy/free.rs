//! Parallel ways whose shares nobody said: what they bear together bounds what comes out.

use baton::strategy::computed::Side;
use baton::strategy::{Certificate, Class, Made};

use super::{Model, close, name, of};

/// A saw feeds two mills, both feed the paint shop; `shares` are those of the two ways.
fn mills(target: &str, saw: &str, shares: [&str; 2], rest: &str) -> String {
    let handoff = |id: &str, from: &str, to: &str, more: &str| {
        format!("[[handoff]]\nid = \"{id}\"\nfrom = \"{from}\"\nto = \"{to}\"\n{more}\n")
    };
    let [first, second] = shares;
    format!(
        "[process]\nid = \"shop\"\ndemand = \"{target}\"\n\
         [[step]]\nid = \"saw\"\nstart = true\n{saw}\n\
         [[step]]\nid = \"mill-a\"\ntouch = \"30 min\"\n\
         [[step]]\nid = \"mill-b\"\ntouch = \"20 min\"\n\
         [[step]]\nid = \"paint\"\nend = true\ntouch = \"1 min\"\n{}{}{}{}\
         [[measure]]\nid = \"out\"\nkind = \"rate\"\nof = \"throughput\"\nbetter = \"higher\"\n\
         [[goal]]\nid = \"g\"\ntext = \"t\"\non = \"shop\"\nmeasure = \"out\"\ntarget = \"{target}\"\n{rest}",
        handoff("a", "saw", "mill-a", first),
        handoff("b", "saw", "mill-b", second),
        handoff("a-done", "mill-a", "paint", ""),
        handoff("b-done", "mill-b", "paint", ""),
    )
}

fn bound(text: &str) -> (Class, Option<Certificate>) {
    let world = Model::new(text).world();
    let found = &of(&world, "g").attainable;
    (found.class, found.certificate().cloned())
}

#[test]
fn two_mills_of_2_and_3_an_hour_bear_5_whatever_each_gets() {
    let text = mills("6 pieces / h", "touch = \"1 min\"", ["", ""], "");
    let world = Model::new(&text).world();
    let found = &of(&world, "g").attainable;
    assert_eq!(found.class, Class::NeedsRedesign);
    let certificate = found.certificate().unwrap();
    assert_eq!(
        (certificate.made, certificate.side),
        (Made::Cut, Side::AtMost)
    );
    close(certificate.bound.number(), 5.0, 1e-9);
    let terms: Vec<(String, f64)> = certificate
        .terms
        .iter()
        .map(|term| (name(&world, term.of), term.value.number()))
        .collect();
    assert_eq!(terms.len(), 2);
    assert_eq!((&*terms[0].0, &*terms[1].0), ("mill-a", "mill-b"));
    close(terms[0].1, 2.0, 1e-9);
    close(terms[1].1, 3.0, 1e-9);
    let load = &world.strategy().loads[0];
    close(load.load, 1.2, 1e-9);
    assert_eq!(load.together.len(), 2);
    assert_eq!(
        load.lacking
            .iter()
            .filter(|(_, key)| *key == "share")
            .count(),
        2
    );
}

#[test]
fn a_target_within_the_bound_is_not_shown_to_be_reachable() {
    let (class, certificate) = bound(&mills("4 pieces / h", "touch = \"1 min\"", ["", ""], ""));
    assert_eq!(class, Class::Undetermined);
    close(certificate.unwrap().bound.number(), 5.0, 1e-9);
}

#[test]
fn with_shares_said_the_load_of_each_step_decides() {
    // Half to each: the slower mill bears 2, so 4 come out.
    let even = ["share = \"50 %\"", "share = \"50 %\""];
    let (class, certificate) = bound(&mills("4.5 pieces / h", "touch = \"1 min\"", even, ""));
    let certificate = certificate.unwrap();
    assert_eq!(
        (class, certificate.made),
        (Class::NeedsRedesign, Made::Bottleneck)
    );
    close(certificate.bound.number(), 4.0, 1e-9);
}

#[test]
fn a_narrow_step_before_the_ways_bounds_them_alone() {
    let text = mills("6 pieces / h", "touch = \"15 min\"", ["", ""], "");
    let (_, certificate) = bound(&text);
    let certificate = certificate.unwrap();
    assert_eq!(certificate.terms.len(), 1);
    close(certificate.bound.number(), 4.0, 1e-9);
}

#[test]
fn where_ways_go_together_or_no_capacity_is_known_there_is_no_bound() {
    let together = mills(
        "6 pieces / h",
        "touch = \"1 min\"\nsplit = \"and\"",
        ["", ""],
        "",
    )
    .replace("end = true", "end = true\njoin = \"and\"");
    // Each mill does every piece: that is no choice, and has a load.
    assert_eq!(bound(&together).1.unwrap().made, Made::Bottleneck);
    let unknown = mills("6 pieces / h", "", ["", ""], "").replace("touch = \"30 min\"", "");
    let unknown = unknown.replace("touch = \"1 min\"", "");
    assert_eq!(bound(&unknown), (Class::Undetermined, None));
}

#[test]
fn steps_within_5_percent_of_the_highest_load_are_bottlenecks_too_the_highest_first() {
    // Half to each: the mills are loaded to 112.5 and 110 %, the saw to 75 %.
    let even = ["share = \"50 %\"", "share = \"50 %\""];
    let text = mills(
        "4.5 pieces / h",
        "touch = \"10 min\"\nservers = 1",
        even,
        "",
    )
    .replace("touch = \"20 min\"", "touch = \"29.34 min\"\nservers = 1");
    let world = Model::new(&text).world();
    let load = &world.strategy().loads[0];
    let near: Vec<(&str, f64)> = load
        .near
        .iter()
        .map(|(step, load)| (world.chain.step(*step).record.id.as_str(), *load))
        .collect();
    assert_eq!(near.len(), 2);
    assert_eq!((near[0].0, near[1].0), ("mill-a", "mill-b"));
    close(near[0].1, 1.125, 1e-9);
    close(near[1].1, 1.100_25, 1e-9);
    // Only one of them says how many work side by side.
    let alone = load.assumed.iter();
    let alone: Vec<&str> = alone
        .map(|step| world.chain.step(*step).record.id.as_str())
        .collect();
    assert_eq!(alone, ["mill-a"]);
    let certificate = of(&world, "g").attainable.certificate().unwrap();
    assert_eq!((certificate.terms.len(), certificate.assumed.len()), (2, 1));
}
