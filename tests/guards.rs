//! A guard never changes what a rule says: with and without guards the same report comes
//! out, for the rules that come with the program and for rules made at random.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use baton::engine::rule_set::{RuleText, built_in};
use baton::engine::{self, Outcome, RuleSet, World};
use baton::finding::Verdict;
use baton::load::settings::Settings;
use baton::load::workspace;
use baton::model;
use baton::source::Sources;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// Whether a line is a key that the tables around it can do without, alone on its line.
fn can_go(line: &str) -> bool {
    let Some((key, value)) = line.split_once(" = ") else {
        return false;
    };
    let needed = ["id", "from", "name", "text", "kind", "definition"];
    let name = key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    name && !needed.contains(&key) && !value.trim_end().ends_with(['[', '{'])
}

/// The shipped example with some keys left out, if it is still sound.
fn workspace(dice: &mut Dice) -> Option<(Sources, Arc<World>)> {
    let mut sources = Sources::default();
    let mut files: Vec<PathBuf> = fs::read_dir("processes")
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let ids: Vec<_> = files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let lines = text
                .split_inclusive('\n')
                .filter(|line| !can_go(line) || dice.roll(12) > 0);
            let text: String = lines.collect();
            sources.add(file.display().to_string(), text)
        })
        .collect();
    let (documents, problems) = workspace::parse(&sources, &ids);
    let mut dangling = Vec::new();
    let chain = model::build(&documents, |_| false, &mut dangling);
    if !problems.is_empty() || !dangling.is_empty() {
        return None;
    }
    Some((sources, Arc::new(World::of(chain, None))))
}

/// The first sound workspaces of many tries, after the example as it stands.
fn workspaces(count: usize) -> Vec<(Sources, Arc<World>)> {
    let mut dice = Dice(7);
    let whole = &mut Dice(u64::MAX);
    let untouched = workspace(whole);
    let tries = std::iter::from_fn(|| Some(workspace(&mut dice)));
    untouched
        .into_iter()
        .chain(tries.take(400).flatten())
        .take(count)
        .collect()
}

fn compile(texts: Vec<RuleText>) -> RuleSet {
    RuleSet::compile(texts, &Settings::default(), &mut Vec::new())
}

/// Everything a run says, but how it was found out.
fn said(outcome: &Outcome) -> String {
    let Outcome {
        verdicts,
        findings,
        errors,
        ..
    } = outcome;
    format!("{verdicts:?}\n{findings:#?}\n{errors:#?}")
}

/// Runs rules with and without guards; gives how many checks were answered by guards.
fn compare(texts: &[RuleText], worlds: &[(Sources, Arc<World>)]) -> usize {
    let guarded = compile(texts.to_vec());
    let plain = compile(texts.to_vec()).without_guards();
    let mut quiet = 0;
    for (sources, world) in worlds {
        let with = engine::run(world, &guarded, sources, 1, &|_, _| {});
        let without = engine::run(world, &plain, sources, 1, &|_, _| {});
        assert_eq!(without.quiet, 0);
        let (with_said, without_said) = (said(&with), said(&without));
        if with_said != without_said {
            let scripts: Vec<_> = texts.iter().map(|text| text.script.as_str()).collect();
            let line = with_said
                .lines()
                .zip(without_said.lines())
                .find(|(a, b)| a != b);
            panic!("{line:#?}\n{}", scripts.join("\n----\n"));
        }
        quiet += with.quiet;
    }
    quiet
}

#[test]
fn the_rules_of_the_program_say_the_same_with_and_without_guards() {
    let worlds = workspaces(40);
    assert!(worlds.len() > 20, "{} sound workspaces", worlds.len());
    let quiet = compare(&built_in(), &worlds);
    let set = compile(built_in());
    let checks: usize = worlds
        .iter()
        .flat_map(|(_, world)| set.rules.iter().map(|rule| world.count(rule.meta.looks_at)))
        .sum();
    assert!(
        quiet * 2 > checks,
        "guards answered {quiet} of {checks} checks"
    );
}

#[test]
fn rules_with_lists_of_words_are_answered_by_guards_wherever_they_find_nothing() {
    let worlds = workspaces(3);
    for id in [
        "handoff/deliverable-undefined",
        "handoff/dimension-missing",
        "handoff/receiver-not-asked",
    ] {
        let one = built_in().into_iter().filter(|rule| rule.id == id);
        let set = compile(one.collect());
        for (sources, world) in &worlds {
            let outcome = engine::run(world, &set, sources, 1, &|_, _| {});
            let verdicts = outcome.verdicts.iter().flatten();
            let silent = verdicts
                .filter(|verdict| matches!(verdict, Verdict::Conform | Verdict::NotApplicable))
                .count();
            assert!(
                silent > 0 && outcome.quiet == silent,
                "{id}: {} of {silent}",
                outcome.quiet
            );
        }
    }
}

/// Flags of a handoff `h`, with some that stop the check and some that guards do not know.
const FLAGS: &[&str] = &[
    "h.has(\"deliverable\")",
    "h.has(\"due\")",
    "h.has(\"customer.needs\")",
    "h.has(\"customer.importance\")",
    "h.has(\"supplier.criteria\")",
    "h.has(\"on_reject.within\")",
    "h.has(\"crosses_department\")",
    "h.has(\"to\")",
    "h.due.is_clear",
    "h.deliverable.is_blank",
    "h.deliverable.is_one_of(names)",
    "h.deliverable.mentions(names)",
    "h.deliverable.mentions(\"sinter\")",
    "h.customer.needs.is_empty()",
    "h.customer.needs.len() > 1",
    "h.customer.importance < 4",
    "h.customer.importance >= least",
    "h.customer.importance > 3.5",
    "h.customer.perceived < h.customer.expects",
    "h.customer.asked_on.is_before(h.customer.agreed_on)",
    "h.supplier.criteria.is_empty()",
    "h.supplier.promise.is_measurable",
    "h.kind == \"process\"",
    "h.from != h.to",
    "h.giver_is_external",
    "h.receiver_is_external",
    "h.crosses_department",
    "h.has_checked_needs",
    "h.unchecked_needs.is_empty()",
    "h.unchecked_needs.len() == 0",
    "h.giver.has(\"owner\")",
    "h.giver == h.receiver",
    "h.giver.gives.len() > 1",
    "h.giver.process.has(\"owner\")",
    "h.label.is_blank",
    "h.wait.is_more_than(h.on_reject.within)",
    "h.wait == h.due",
    "h.wait.days < 0.2",
    "h.wait.number > 2",
    "h.wait.base != 0.0",
    "h.wait.kind == \"duration\"",
    "h.customer.asked_on.days_until(audit_day()) > 30",
    "h.customer.asked_on.days_until(h.customer.agreed_on) >= 8",
    "audit_day().is_after(h.customer.agreed_on)",
    "h.answerable.is_blank",
    "h.opposite.is_empty()",
    "h.has_touchpoint",
    "given",
    "known",
    "missing.is_empty()",
    "missing.len() < 1",
    "names.contains(\"ore\")",
    "asked(h)",
    "count(h.giver.gives)",
    "more == 0",
    "true",
    "1 < 2",
    "\"a\" == 1",
    "1.0 >= 1",
];

fn condition(dice: &mut Dice, depth: usize) -> String {
    let inner = |dice: &mut Dice| condition(dice, depth - 1);
    match dice.roll(if depth == 0 { 4 } else { 8 }) {
        0..4 => dice.pick(FLAGS).to_owned(),
        4 => format!("!({})", inner(dice)),
        5 => format!("{} && {}", inner(dice), inner(dice)),
        6 => format!("({} || {})", inner(dice), inner(dice)),
        _ => format!(
            "if {} {{ {} }} else {{ {} }}",
            inner(dice),
            inner(dice),
            inner(dice)
        ),
    }
}

fn bare(dice: &mut Dice, depth: usize) -> String {
    let condition = condition(dice, depth);
    if condition.starts_with("if ") {
        format!("({{ {condition} }})")
    } else {
        condition
    }
}

fn statement(dice: &mut Dice, depth: usize, looped: bool) -> String {
    let block = |dice: &mut Dice, looped| statements(dice, depth - 1, looped);
    match dice.roll(if depth == 0 { 7 } else { 12 }) {
        0 => "nonconform(h.at(\"\"), #{ n: more });".into(),
        1 => "not_applicable();".into(),
        2 => "return;".into(),
        3 => format!("let known = {};", bare(dice, 1)),
        4 => dice
            .pick(&[
                "known = !known;",
                "more += 1;",
                "undetermined(h.at(\"due\"));",
                "throw 7;",
                "missing.push(more);",
            ])
            .into(),
        5 if looped => dice.pick(&["break;", "continue;"]).into(),
        5 | 6 => format!("{};", bare(dice, 1)),
        7 => format!(
            "for n in h.customer.needs {{ let given = {}; {} }}",
            dice.pick(&[
                "n.is_measurable",
                "n.kind == \"duration\"",
                "n.kind != \"yes-or-no\"",
                "n.text.mentions(names)",
                "has_one(n.text, names)",
            ]),
            block(dice, true)
        ),
        8 => format!(
            "for (n, more) in h.giver.gives {{ let given = n.has(\"due\"); {} }}",
            block(dice, true)
        ),
        9 => format!(
            "{{ let given = {}; {} }}",
            bare(dice, 1),
            block(dice, looped)
        ),
        _ => {
            let (then, otherwise) = (block(dice, looped), block(dice, looped));
            format!("if {} {{ {then} }} else {{ {otherwise} }}", bare(dice, 2))
        }
    }
}

fn statements(dice: &mut Dice, depth: usize, looped: bool) -> String {
    let count = 1 + dice.roll(3);
    let all: Vec<_> = (0..count).map(|_| statement(dice, depth, looped)).collect();
    all.join("\n")
}

fn rule(number: usize, dice: &mut Dice) -> RuleText {
    let wording = "finding: \"{n}\", effect: \"e\", advice: \"a\"";
    let (body, asked, count) = (
        statements(dice, 3, false),
        bare(dice, 1),
        statements(dice, 1, true),
    );
    let script = format!(
        "//! made\nconst META = #{{ level: \"warning\", looks_at: \"handoff\", since: \"1.0.0\",
params: #{{ names: #{{ value: [\"tbd\", \"ore\"], en: \"n\", zh: \"n\" }}, least: #{{ value: 4, en: \"l\", zh: \"l\" }} }},
en: #{{ {wording} }}, zh: #{{ {wording} }} }};
fn check(h) {{
let given = h.has(\"wait\"); let known = true; let more = 0; let missing = [];
{body}
}}
fn asked(h) {{ let given = false; let known = false; let more = 1; let missing = []; let names = \"x\"; {asked} }}
fn count(list) {{ for h in list {{ let given = true; let known = true; let more = 2; let missing = []; {count} }} true }}
fn has_one(text, words) {{ text.is_blank || text.is_one_of(words) }}
"
    )
    // In functions of their own, the lists and the other functions are out of sight.
    .replace("let names = \"x\"; asked(h)", "true");
    RuleText {
        id: format!("made/r{number:04}"),
        file: "made".into(),
        script,
        manual: String::new(),
    }
}

#[test]
fn rules_made_at_random_say_the_same_with_and_without_guards() {
    let worlds = workspaces(6);
    let mut dice = Dice(20_261_122);
    let (mut quiet, mut compiled) = (0, 0);
    for round in 0..30 {
        let texts: Vec<_> = (0..25).map(|n| rule(round * 25 + n, &mut dice)).collect();
        let set = compile(texts.clone());
        compiled += set.rules.len();
        quiet += compare(&texts, &worlds);
    }
    assert!(compiled > 600, "{compiled} rules compiled");
    assert!(quiet > 6_000, "guards answered {quiet} checks");
}
