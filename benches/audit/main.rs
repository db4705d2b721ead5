//! How long an audit takes, stage by stage, on generated workspaces.
//!
//! ```text
//! cargo bench --bench audit                      1,000, 10,000 and 100,000 handoffs
//! cargo bench --bench audit -- 10000             one size
//! cargo bench --bench audit -- --write DIR 1000  only write the workspace, to time the program on it
//! cargo bench --bench audit -- --equal 100000    guards against scripts, on equal work
//! cargo bench --bench audit -- --write-equal DIR 100000
//! ```
#![expect(clippy::print_stdout, reason = "a benchmark shows its figures")]

mod equal;
mod native;
mod workspace;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs, io};

use baton::audit::{Audit, Checked, Options, audit};
use baton::engine::{self, OffReason, RuleSet, World, questions, rule_set};
use baton::finding::Verdict;
use baton::load::settings::Settings;
use baton::load::workspace::{find, parse, read};
use baton::model;
use baton::report::{Scope, Style, json, text};
use baton::source::Sources;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The stages, as the table names them.
const STAGES: [&str; 9] = [
    "find and read",
    "parse",
    "build the chain",
    "compile rules",
    "rules, 1 thread",
    "rules, all threads",
    "report, text",
    "report, JSON",
    "whole audit, text",
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).filter(|one| one != "--bench").collect();
    if let [flag, folder, size] = arguments.as_slice()
        && flag == "--write"
    {
        let files = workspace::write(Path::new(folder), number(size)?)?;
        println!("{} files in {folder}", files.len());
        return Ok(());
    }
    match arguments.as_slice() {
        [flag, size] if flag == "--equal" => return equal::measure(number(size)?),
        [flag, folder, size] if flag == "--write-equal" => {
            return equal::write(Path::new(folder), number(size)?);
        }
        _ => {}
    }
    let sizes = if arguments.is_empty() {
        SIZES.to_vec()
    } else {
        arguments
            .iter()
            .map(|size| number(size))
            .collect::<Result<_, _>>()?
    };
    let results: Vec<_> = sizes.into_iter().map(measure).collect::<Result<_, _>>()?;
    growth(&results);
    Ok(())
}

fn number(text: &str) -> io::Result<usize> {
    let message = "usage: cargo bench --bench audit -- [--write FOLDER] [HANDOFFS…]";
    text.replace(['_', ','], "")
        .parse()
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, message))
}

/// Seconds on the clock, and of all processors together; the second is what counts on a
/// busy machine. Linux only, in hundredths; elsewhere it is the first again.
#[derive(Debug, Clone, Copy, Default)]
struct Lap {
    clock: f64,
    processors: f64,
}

/// What was measured for one size.
struct Measured {
    handoffs: usize,
    /// One of each of [`STAGES`].
    laps: [Lap; 9],
}

fn measure(handoffs: usize) -> io::Result<Measured> {
    let folder = env::temp_dir().join(format!("baton-bench-{handoffs}-{}", std::process::id()));
    let files = workspace::write(&folder, handoffs)?;
    let bytes: u64 = files
        .iter()
        .filter_map(|file| Some(fs::metadata(file).ok()?.len()))
        .sum();
    let rounds = if handoffs >= 100_000 { 3 } else { 7 };
    reset_peak();
    let mut runs: Vec<[Lap; 9]> = Vec::new();
    let mut last = None;
    for _ in 0..rounds {
        drop(last.take());
        let (laps, audited) = stages(&folder);
        runs.push(laps);
        last = Some(audited);
    }
    let peak = peak_memory();
    let mut laps = [Lap::default(); 9];
    for (stage, lap) in laps.iter_mut().enumerate() {
        lap.clock = median(runs.iter().map(|run| run[stage].clock).collect());
        lap.processors = median(runs.iter().map(|run| run[stage].processors).collect());
    }
    let Some(audited) = last else {
        return Ok(Measured { handoffs, laps });
    };
    table(handoffs, bytes, &laps, &audited, peak);
    rule_by_rule(&audited);
    compare_with_native(&audited, rounds);
    fs::remove_dir_all(&folder)?;
    Ok(Measured { handoffs, laps })
}

/// Runs every stage once and times it.
fn stages(folder: &PathBuf) -> ([Lap; 9], Audit) {
    let mut watch = Watch::start();
    let mut sources = Sources::default();
    let found = find(std::slice::from_ref(folder));
    let (ids, mut problems) = read(&found.files, &mut sources);
    let reading = watch.lap();
    let (documents, mut wrong) = parse(&sources, &ids);
    problems.append(&mut wrong);
    let parsing = watch.lap();
    let chain = model::build(&documents, |_| false, &mut problems);
    let world = Arc::new(World::of(chain, None));
    drop(documents);
    let building = watch.lap();
    let rules = RuleSet::compile(rule_set::built_in(), &Settings::default(), &mut problems);
    let compiling = watch.lap();
    assert!(
        problems.is_empty(),
        "the generated workspace is sound: {:?}",
        problems.first()
    );
    let outcome = engine::run(&world, &rules, &sources, 1, &|_, _| {});
    let checking_alone = watch.lap();
    drop(outcome);
    watch.lap();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let outcome = engine::run(&world, &rules, &sources, threads, &|_, _| {});
    let answers = questions::answer(&world, &rules, &outcome);
    let checking = watch.lap();
    let audited = Audit {
        sources,
        problems,
        rules,
        checked: Some(Checked {
            world,
            outcome,
            answers,
            compared: None,
            record: None,
            history: None,
            systemic: Vec::new(),
            left_out: Vec::new(),
        }),
    };
    let scope = Scope::default();
    watch.lap();
    let report = text::render(&audited, &scope, Style::default());
    let writing_text = watch.lap();
    let json = json::render(&audited, &scope, baton::lang::Lang::En);
    let writing_json = watch.lap();
    assert!(!report.is_empty() && json.is_ok(), "reports are made");
    drop((report, json));
    watch.lap();
    let options = Options {
        paths: vec![folder.clone()],
        ..Options::default()
    };
    let whole = audit(&options, &|_, _| {});
    let report = text::render(&whole, &scope, Style::default());
    let all = watch.lap();
    assert!(!report.is_empty(), "a report is made");
    let laps = [
        reading,
        parsing,
        building,
        compiling,
        checking_alone,
        checking,
        writing_text,
        writing_json,
        all,
    ];
    (laps, audited)
}

fn table(handoffs: usize, bytes: u64, laps: &[Lap; 9], audited: &Audit, peak: Option<u64>) {
    let checks = checks(audited);
    let findings = audited
        .checked
        .as_ref()
        .map_or(0, |checked| checked.outcome.findings.len());
    let rules = audited.rules.rules.len();
    println!(
        "\n{handoffs} handoffs: {:.1} MB of TOML, {rules} rules, {checks} checks, {findings} findings",
        as_float(bytes) / 1e6
    );
    println!(
        "  {:<20} {:>10} {:>10} {:>14} {:>16}",
        "stage", "seconds", "CPU s", "handoffs / s", "CPU ns / check"
    );
    for (stage, lap) in STAGES.iter().zip(laps) {
        let per_check = match *stage {
            "rules, 1 thread" | "rules, all threads" => {
                format!("{:.0}", lap.processors * 1e9 / as_float(checks))
            }
            _ => String::new(),
        };
        let per_second = as_float(handoffs as u64) / lap.clock;
        let (clock, processors) = (lap.clock, lap.processors);
        println!(
            "  {stage:<20} {clock:>10.4} {processors:>10.2} {per_second:>14.0} {per_check:>16}"
        );
    }
    match peak {
        Some(kib) => println!("  peak memory of all of this: {} MiB", kib / 1024),
        None => println!("  peak memory: the system does not tell"),
    }
}

/// Checks made: every rule on every object it looks at.
fn checks(audited: &Audit) -> u64 {
    let outcome = audited.checked.as_ref().map(|checked| &checked.outcome);
    let verdicts = outcome.into_iter().flat_map(|outcome| &outcome.verdicts);
    verdicts.map(|verdicts| verdicts.len() as u64).sum()
}

/// Times every rule alone, on one thread.
fn rule_by_rule(audited: &Audit) {
    let Some(checked) = &audited.checked else {
        return;
    };
    println!(
        "  CPU ns per object, rule by rule, one thread (of small numbers, the start of an engine):"
    );
    for rule in &audited.rules.rules {
        let (id, objects) = (&rule.meta.id, checked.world.count(rule.meta.looks_at));
        if objects == 0 {
            println!("    {id:<36} {:>7} × 0", "–");
            continue;
        }
        let mut alone =
            RuleSet::compile(rule_set::built_in(), &Settings::default(), &mut Vec::new());
        alone.retain(|other| (other.meta.id != rule.meta.id).then_some(OffReason::Choice));
        let mut watch = Watch::start();
        engine::run(&checked.world, &alone, &audited.sources, 1, &|_, _| {});
        let seconds = watch.lap().processors;
        println!(
            "    {id:<36} {:>7.0} × {objects}",
            seconds * 1e9 / as_float(objects as u64)
        );
    }
}

/// Times the same checks as scripts and as Rust, on one thread; both must agree.
fn compare_with_native(audited: &Audit, rounds: usize) {
    let Some(checked) = &audited.checked else {
        return;
    };
    let world = &checked.world;
    if world.chain.handoffs.is_empty() {
        return;
    }
    println!("  the same checks as scripts and in Rust, one thread:");
    for (id, check) in native::CHECKS {
        let mut problems = Vec::new();
        let mut rules = RuleSet::compile(rule_set::built_in(), &Settings::default(), &mut problems);
        rules.retain(|rule| (rule.meta.id != id).then_some(OffReason::Choice));
        let (mut scripted, mut native) = (Vec::new(), Vec::new());
        let mut agree = true;
        for _ in 0..rounds {
            let mut watch = Watch::start();
            let outcome = engine::run(world, &rules, &audited.sources, 1, &|_, _| {});
            scripted.push(watch.lap().clock);
            let found = native::count_nonconform(world, check);
            native.push(watch.lap().clock);
            // Alone, a rule whose words need a receiver cannot judge a handoff without one.
            let open =
                |verdict: &&Verdict| matches!(verdict, Verdict::Nonconform | Verdict::Undetermined);
            agree &= outcome.verdicts.iter().flatten().filter(open).count() == found;
        }
        let (scripted, native) = (median(scripted), median(native));
        let objects = as_float(world.chain.handoffs.len() as u64);
        println!(
            "    {id:<36} {:>6.0} ns script, {:>5.0} ns Rust, ratio {:>5.1}{}",
            scripted * 1e9 / objects,
            native * 1e9 / objects,
            scripted / native,
            if agree { "" } else { "  (verdicts differ)" }
        );
    }
}

/// How much longer the largest size takes than its share: 1 is linear.
fn growth(results: &[Measured]) {
    let [.., small, large] = results else {
        return;
    };
    println!(
        "\ngrowth from {} to {} handoffs, 1 is linear:",
        small.handoffs, large.handoffs
    );
    let times = as_float(large.handoffs as u64) / as_float(small.handoffs as u64);
    for (stage, (before, after)) in STAGES.iter().zip(small.laps.iter().zip(large.laps)) {
        println!("  {stage:<20} {:>6.2}", after.clock / before.clock / times);
    }
}

/// Measures laps.
struct Watch {
    clock: Instant,
    processors: Option<f64>,
}

impl Watch {
    fn start() -> Self {
        Self {
            clock: Instant::now(),
            processors: processor_seconds(),
        }
    }

    /// The time since the last lap.
    fn lap(&mut self) -> Lap {
        let before = std::mem::replace(self, Self::start());
        let clock = (self.clock - before.clock).as_secs_f64();
        let processors = self.processors.zip(before.processors);
        Lap {
            clock,
            processors: processors.map_or(clock, |(now, then)| now - then),
        }
    }
}

/// Seconds all threads have run, ended ones too, where the system tells.
fn processor_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = |field: &str| field.parse::<u32>().ok();
    let mut fields = fields.split(' ').skip(11);
    let (user, system) = (ticks(fields.next()?)?, ticks(fields.next()?)?);
    Some(f64::from(user + system) / 100.0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn as_float(number: u64) -> f64 {
    number as f64
}

/// Most memory held since the last reset, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Forgets the peak so far; Linux only, and harmless elsewhere.
fn reset_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}
