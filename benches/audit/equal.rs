//! Equal work: twelve rules of one condition each over handoffs of ten keys, of which one in
//! twenty fails each condition, as other rule engines are measured on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

use baton::engine::{self, RuleSet, World, rule_set};
use baton::load::settings::Settings;
use baton::load::workspace::{find, parse, read};
use baton::model;
use baton::source::Sources;

use super::{Watch, median};

const HANDOFFS_OF_A_FILE: usize = 1_000;

const RULES: [(&str, &str); 12] = [
    ("evidence", "!h.has(\"evidence\")"),
    ("due", "!h.due.is_clear"),
    ("volume", "!h.has(\"volume\")"),
    ("criteria", "h.supplier.criteria.is_empty()"),
    ("itself", "h.from == h.to"),
    ("rating", "h.customer.perceived < h.customer.expects"),
    ("importance", "h.customer.importance < 4"),
    ("rounds", "h.at_most > 3"),
    ("ratings", "h.customer.ratings < 30"),
    ("kind", "h.kind != \"process\""),
    ("deliverable", "!h.has(\"deliverable\")"),
    ("wait", "h.wait.is_more_than(h.on_reject.within)"),
];

/// Writes models, and the rules in a family of their own: `baton audit FOLDER --rule equal`.
pub(super) fn write(folder: &Path, handoffs: usize) -> io::Result<()> {
    let rules = folder.join("rules/equal");
    fs::create_dir_all(&rules)?;
    fs::write(folder.join("baton.toml"), "")?;
    for (name, condition) in RULES {
        let wording =
            format!("#{{ finding: \"{name} of {{what}}\", effect: \"e\", advice: \"a\" }}");
        let script = format!(
            "//! {name}\nconst META = #{{ level: \"warning\", looks_at: \"handoff\", since: \"1.0.0\",
  en: {wording}, zh: {wording} }};\n
fn check(h) {{ if {condition} {{ nonconform(h.at(\"\"), #{{ what: h.id }}); }} }}\n"
        );
        fs::write(rules.join(format!("{name}.rhai")), script)?;
    }
    let mut dice = 7;
    for file in 0..handoffs.div_ceil(HANDOFFS_OF_A_FILE) {
        let count = HANDOFFS_OF_A_FILE.min(handoffs - file * HANDOFFS_OF_A_FILE);
        fs::write(
            folder.join(format!("p{file:03}.toml")),
            model(file, count, &mut dice),
        )?;
    }
    Ok(())
}

fn model(file: usize, handoffs: usize, dice: &mut u64) -> String {
    let mut text = format!("[process]\nid = \"p{file}\"\n");
    for step in 0..10 {
        let _ = write!(text, "[[step]]\nid = \"s{step}\"\n");
    }
    let mut fails = || {
        *dice = dice.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        (*dice >> 33).is_multiple_of(20)
    };
    let mut either =
        |sound: &'static str, failing: &'static str| if fails() { failing } else { sound };
    for handoff in 0..handoffs {
        let (from, to) = (handoff % 10, (handoff + 1) % 10);
        let _ = write!(
            text,
            "[[handoff]]\nid = \"h{handoff}\"\nfrom = \"s{from}\"\nto = \"s{to}\"\nkind = \"{}\"\n{}due = \"{}\"\n{}wait = \"{}\"\n{}at_most = {}
on_reject = {{ within = \"2 h\" }}
customer = {{ importance = {}, expects = 4.5, perceived = {}, ratings = {} }}
supplier = {{ criteria = [{}] }}\n",
            either("process", "functional"),
            either("deliverable = \"Lot\"\n", ""),
            either("by 07:30", "soon"),
            either("volume = \"40 / day\"\n", ""),
            either("1 h", "3 h"),
            either("evidence = \"card\"\n", ""),
            either("2", "9"),
            either("4", "2"),
            either("4.6", "3.1"),
            either("60", "12"),
            either("\"moisture ≤ 6 %\"", ""),
        );
    }
    text
}

/// Times the twelve rules with guards and with every script called, in turn.
#[expect(clippy::cast_precision_loss, reason = "counts of checks are small")]
pub(super) fn measure(handoffs: usize) -> io::Result<()> {
    let folder: PathBuf = env::temp_dir().join(format!("baton-equal-{handoffs}"));
    write(&folder, handoffs)?;
    let mut sources = Sources::default();
    let found = find(std::slice::from_ref(&folder));
    let (ids, mut problems) = read(&found.files, &mut sources);
    let (documents, mut wrong) = parse(&sources, &ids);
    problems.append(&mut wrong);
    let chain = model::build(&documents, |_| false, &mut problems);
    let world = Arc::new(World::of(chain, None));
    let (texts, _) = rule_set::below(&folder.join("rules"));
    let compile = || RuleSet::compile(texts.clone(), &Settings::default(), &mut Vec::new());
    let (guarded, plain) = (compile(), compile().without_guards());
    let checks = (handoffs * guarded.rules.len()) as f64;
    let (mut with, mut without, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..7 {
        let mut watch = Watch::start();
        let outcome = engine::run(&world, &guarded, &sources, 1, &|_, _| {});
        let guards = watch.lap().processors;
        let same = engine::run(&world, &plain, &sources, 1, &|_, _| {});
        let scripts = watch.lap().processors;
        assert_eq!(outcome.findings.len(), same.findings.len());
        with.push(guards / checks * 1e9);
        without.push(scripts / checks * 1e9);
        ratios.push(scripts / guards);
    }
    println!(
        "{handoffs} handoffs, 12 rules of one condition, 1 thread, per check: {:.0} ns with guards, \
         {:.0} ns without; {:.1} times",
        median(with),
        median(without),
        median(ratios)
    );
    fs::remove_dir_all(&folder)
}
