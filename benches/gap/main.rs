//! How long it takes to work out the strategy gap of a long chain.
//!
//! ```text
//! cargo bench --bench gap -- 1000 10000
//! ```
//!
//! For each number of steps one process is made: steps in a row with times, yields with their counts
//! and waits; every tenth step sends a twentieth back three steps. Two goals are on it, a lead time and
//! a rolled yield. Timed apart: reading and linking the model, and working out both goals
//! (solved, certified, shared out, ranked). The last column is how much longer ten times the
//! steps take, over ten: 1 is linear.

#![expect(
    clippy::print_stdout,
    reason = "the figures are what one runs this for"
)]

use std::fmt::Write as _;
use std::io;
use std::time::{Duration, Instant};

use baton::audit::{Changes, Options, tried};
use baton::strategy::Class;

/// Each is timed so often; the median counts.
const TIMES: usize = 3;

fn main() -> io::Result<()> {
    let counts: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.replace('_', "").parse().ok())
        .collect();
    let counts = if counts.is_empty() {
        vec![1_000, 10_000]
    } else {
        counts
    };
    println!(
        "{:>9} {:>9} {:>12} {:>12} {:>8} {:>7}",
        "steps", "read s", "worked out s", "us per step", "peak MB", "growth"
    );
    let folder = tempfile::tempdir()?;
    let mut before: Option<(usize, Duration)> = None;
    for count in counts {
        let file = folder.path().join(format!("{count}.toml"));
        std::fs::write(&file, model(count))?;
        let options = Options {
            paths: vec![file],
            ..Options::default()
        };
        let (mut reading, mut working) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            let begun = Instant::now();
            let read = tried(&options, Changes::default(), &|_, _| {});
            reading.push(begun.elapsed());
            let world = read.world.unwrap_or_else(|| panic!("the model is sound"));
            let begun = Instant::now();
            let strategy = world.strategy();
            working.push(begun.elapsed());
            let classes = strategy.iter().map(|goal| goal.attainable.class);
            assert!(
                classes
                    .into_iter()
                    .all(|class| class != Class::Undetermined),
                "every goal is certified"
            );
            assert!(
                strategy.iter().all(|goal| goal.shares.is_some()),
                "every gap is shared out"
            );
        }
        let (read, worked) = (median(reading), median(working));
        #[expect(clippy::cast_precision_loss, reason = "counts of steps")]
        let steps = count as f64;
        let growth = before.map_or_else(
            || "–".to_owned(),
            |(fewer, time)| {
                #[expect(clippy::cast_precision_loss, reason = "counts of steps")]
                let more = steps / fewer as f64;
                format!("{:.2}", worked.as_secs_f64() / time.as_secs_f64() / more)
            },
        );
        let peak = memory_stats::memory_stats().map_or(0, |now| now.physical_mem / 1_000_000);
        println!(
            "{count:>9} {:>9.3} {:>12.3} {:>12.1} {peak:>8} {growth:>7}",
            read.as_secs_f64(),
            worked.as_secs_f64(),
            worked.as_secs_f64() * 1e6 / steps,
        );
        before = Some((count, worked));
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// One process with so many steps.
fn model(count: usize) -> String {
    let mut text = String::from("[process]\nid = \"line\"\n");
    for at in 0..count {
        let _ = write!(
            text,
            "[[step]]\nid = \"s{at:06}\"\ntouch = {{ min = \"{} min\", typical = \"{} min\", max = \"{} min\" }}\n",
            1 + at % 3,
            3 + at % 5,
            9 + at % 7
        );
        match at {
            0 => text.push_str("start = true\n"),
            at if at + 1 == count => text.push_str("end = true\n"),
            _ => {}
        }
        let good = 9_990 - at % 10;
        let _ = write!(
            text,
            "[[figure]]\nmeasure = \"right\"\non = \"s{at:06}\"\nperiod = \"2026-06\"\nk = {good}\nn = 10000\n"
        );
        if at + 1 < count {
            let _ = write!(
                text,
                "[[handoff]]\nid = \"h{at:06}\"\nfrom = \"s{at:06}\"\nto = \"s{:06}\"\nwait = \"{} min\"\n",
                at + 1,
                at % 11
            );
        }
        if at % 10 == 9 {
            let _ = write!(
                text,
                "[[handoff]]\nid = \"b{at:06}\"\nfrom = \"s{at:06}\"\nto = \"s{:06}\"\nreturns = true\nshare = \"5 %\"\nwait = \"5 min\"\n",
                at - 3
            );
        }
    }
    text.push_str(
        "[[measure]]\nid = \"right\"\nkind = \"share\"\nof = \"first-pass\"\nbetter = \"higher\"\n\
         [[measure]]\nid = \"time\"\nkind = \"duration\"\nof = \"lead-time\"\nbetter = \"lower\"\n\
         [[goal]]\nid = \"yield\"\ntext = \"t\"\non = \"line\"\nmeasure = \"right\"\ntarget = \"99.9 %\"\n\
         [[goal]]\nid = \"quick\"\ntext = \"t\"\non = \"line\"\nmeasure = \"time\"\ntarget = \"60 min\"\n",
    );
    text
}
