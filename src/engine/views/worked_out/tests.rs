//! What scripts read of the strategy, held against worked numbers.

use crate::engine::examples::{examples, run_with};
use crate::engine::rule_set::RuleText;
use crate::lang::Lang;

/// What a script says of the object `whole` of a model: its value `v`.
fn said(model: &str, looks_at: &str, v: &str, lang: Lang) -> String {
    let wording = "finding: \"{v}\", effect: \"e\", advice: \"a\"";
    let rule = RuleText {
        id: "made/rule".into(),
        file: "made".into(),
        script: format!(
            "//! made\nconst META = #{{ level: \"note\", looks_at: \"{looks_at}\", since: \"1.0.0\", \
             en: #{{ {wording} }}, zh: #{{ {wording} }} }};\n\
             fn check(it) {{ if it.id == \"whole\" {{ nonconform(it.at(\"\"), #{{ v: {v} }}); }} }}\n"
        ),
        manual: format!("# made/rule\n\n## Examples\n\n### One\n\n```toml\n{model}\n```\n"),
    };
    let example = examples(&rule.manual).remove(0);
    let ran = run_with(&rule, &example, |rules| rules);
    let problems: Vec<_> = ran.problems.iter().map(|one| one.message(lang)).collect();
    assert!(
        problems.is_empty() && ran.errors.is_empty(),
        "{problems:#?} {:#?}",
        ran.errors
    );
    let first = ran.findings.first().expect("it says something");
    let value = first.arguments.iter().find(|(name, _)| **name == *"v");
    value.map_or_else(|| "undetermined".to_owned(), |(_, value)| value.show(lang))
}

fn en(model: &str, v: &str) -> String {
    said(model, "goal", v, Lang::En)
}

/// Three steps of 95, 84 and 88 %, and a lever on the second.
fn three(asked: [&str; 3], target: &str) -> String {
    let mut text = format!(
        "[process]\nid = \"whole\"\nowner = \"Lead\"\ndemand = \"60 / day\"\n\
         [[customer]]\nid = \"c\"\nname = \"C\"\n\
         [[measure]]\nid = \"m\"\nkind = \"share\"\nbetter = \"higher\"\nof = \"first-pass\"\n\
         [[goal]]\nid = \"whole\"\ntext = \"Whole\"\non = \"whole\"\nmeasure = \"m\"\ntarget = \"{target}\"\n\
         [[lever]]\nid = \"jig\"\ntext = {{ en = \"A jig\", zh = \"夹具\" }}\nchanges = \"b\"\n\
         parameter = \"yield\"\nleast = \"80 %\"\nmost = \"99 %\"\ncost = \"100 EUR\"\nonce = \"50 EUR\"\n"
    );
    let steps = [("a", "95 %", "b"), ("b", "84 %", "d"), ("d", "88 %", "c")];
    for ((id, first_pass, to), asked) in steps.into_iter().zip(asked) {
        text.push_str(&format!(
            "[[step]]\nid = \"{id}\"\nname = \"Step {id}\"\nyield = \"{first_pass}\"\ntouch = \"10 min\"\n\
             [[handoff]]\nid = \"{id}-out\"\nfrom = \"{id}\"\nto = \"{to}\"\ndeliverable = \"Out of {id}\"\n"
        ));
        if !asked.is_empty() {
            text.push_str(&format!(
                "[[goal]]\nid = \"of-{id}\"\ntext = \"Of {id}\"\non = \"{id}\"\nmeasure = \"m\"\ntarget = \"{asked}\"\n"
            ));
        }
    }
    text
}

const ALL: [&str; 3] = ["98 %", "95 %", "95 %"];

#[test]
fn three_yields_are_shared_out_by_logarithms() {
    let model = three(ALL, "88.445 %");
    let each = |what: &str| en(&model, &format!("it.shares.parts.map(|one| one.{what})"));
    assert_eq!(each("name"), "Step b, Step d, Step a");
    assert_eq!(each("share"), "53 %, 33 %, 13 %");
    assert_eq!(each("points"), "9.72 pp, 6.05 pp, 2.46 pp");
    assert_eq!(each("fix_one"), "9.196 pp, 5.586 pp, 2.2176 pp");
    assert_eq!(each("owner"), "Lead, Lead, Lead");
    assert_eq!(each("step"), "Step b, Step d, Step a");
    assert_eq!(each("has(\"handoff\")"), "no, no, no");
    assert_eq!(en(&model, "it.shares.not_cascaded"), "0 %");
    assert_eq!(en(&model, "it.shares.asked"), "3");
    assert_eq!(en(&model, "it.shares.has(\"leader\")"), "no");
    assert_eq!(en(&model, "it.has(\"shortfall\")"), "no");
}

#[test]
fn what_is_asked_of_nobody_is_not_set_and_never_nothing() {
    let model = three(["", "", ""], "88 %");
    assert_eq!(en(&model, "it.shares.has(\"not_cascaded\")"), "no");
    assert_eq!(en(&model, "it.shares.asked"), "0");
    assert_eq!(en(&model, "it.shares.parts[0].has(\"fix_one\")"), "no");
    assert_eq!(en(&model, "it.shares.parts[0].is_asked"), "no");
}

#[test]
fn a_goal_that_its_parts_miss_says_what_they_come_to() {
    let model = three(["95 %", "95 %", "95 %"], "90 %");
    assert_eq!(en(&model, "it.shortfall.reached"), "85.7375 %");
    assert_eq!(en(&model, "it.shortfall.target"), "90 %");
    assert_eq!(en(&model, "it.shortfall.unasked"), "0");
    assert_eq!(
        en(&model, "it.shortfall.parts"),
        "Step a 95 %, Step b 95 %, Step d 95 %"
    );
    let one = three(["", "95 %", "95 %"], "89 %");
    assert_eq!(en(&one, "it.shortfall.unasked"), "1");
    assert_eq!(en(&one, "it.shortfall.is_for_sure"), "no");
}

#[test]
fn a_lever_that_is_enough_closes_and_one_that_is_not_comes_near() {
    let model = three(["", "", ""], "79.42 %");
    assert_eq!(en(&model, "it.closing.can_close"), "yes");
    assert_eq!(
        en(&model, "it.closing.cheapest"),
        "A jig (yield of Step b: 84 % → 95 %)"
    );
    let zh = said(&model, "goal", "it.closing.cheapest", Lang::Zh);
    assert_eq!(zh, "夹具（Step b 的 yield：84 % → 95 %）");
    assert_eq!(en(&model, "it.closing.cost"), "1150 EUR");
    assert_eq!(en(&model, "it.closing.value"), "79.42 %");
    assert_eq!(en(&model, "it.closing.has(\"nearest\")"), "no");
    assert_eq!(en(&model, "it.reach.by_chain"), "needs-redesign");
    let model = three(["", "", ""], "90 %");
    assert_eq!(en(&model, "it.closing.can_close"), "no");
    assert_eq!(en(&model, "it.closing.has(\"cheapest\")"), "no");
    assert_eq!(
        en(&model, "it.closing.nearest"),
        "A jig (yield of Step b: 84 % → 99 %)"
    );
}

#[test]
fn a_bound_is_told_with_its_terms_and_what_decides() {
    let model = three(["", "", ""], "90 %");
    let reach = |what: &str| en(&model, &format!("it.reach.{what}"));
    assert_eq!(reach("class"), "impossible");
    assert_eq!(reach("is_impossible"), "yes");
    assert_eq!(reach("shows"), "at-best");
    assert_eq!(reach("bound"), "82.764 %");
    assert_eq!(reach("binding"), "Step d");
    assert_eq!(reach("binding_value"), "88 %");
    assert_eq!(reach("terms"), "Step a 95 %, Step b 99 %, Step d 88 %");
    assert_eq!(reach("grade"), "declared");
    assert_eq!(reach("lacks"), "");
}

#[test]
fn the_bottleneck_is_told_with_its_load_and_what_lacks() {
    let model = three(["", "", ""], "90 %");
    let load = |what: &str| said(&model, "process", &format!("it.load.{what}"), Lang::En);
    // 60 / 0.70224 come to the first, of the 144 it can do.
    assert_eq!(load("step"), "Step a");
    assert_eq!(load("share"), "59.33 %");
    assert_eq!(load("greatest"), "101.12 / day");
    assert_eq!(load("lacks"), "");
}

#[test]
fn the_longest_of_a_time_asked_is_told() {
    let model = format!(
        "{}wait = \"2 h\"\ncustomer.needs = [\"lead time ≤ 2 h\"]\n",
        three(["", "", ""], "90 %")
    );
    let time = |what: &str| {
        said(
            &model,
            "process",
            &format!("it.times_asked[0].{what}"),
            Lang::En,
        )
    };
    assert_eq!(time("handoff"), "Out of d");
    assert_eq!(time("words"), "lead time ≤ 2 h");
    assert_eq!(time("is_need"), "yes");
    assert_eq!(time("index"), "0");
    assert_eq!(time("typical"), "2.5 h");
    assert_eq!(time("over"), "0.5 h");
    assert_eq!(time("longest"), "Out of d");
    assert_eq!(time("lacks"), "whole/a-out.wait, whole/b-out.wait");
}
