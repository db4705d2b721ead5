//! The overview of the rules: what each looks at, finds and can be set to.

use super::page::{Page, code};
use crate::desk::manual;
use crate::engine::{Rule, RuleSet};
use crate::lang::Lang;
use crate::load::settings::{POLICY_KEYS, ParameterValue, Policy};

/// Items of a list shown as a default.
const SHOWN_ITEMS: usize = 6;

/// The overview of `rules`; `folder` leads from the page to the folder of the rules.
pub fn rules(rules: &RuleSet, folder: &str) -> String {
    let count = rules.rules.len();
    let mut page = Page::new(
        "Rules",
        &format!(
            "{count} rules are built in. Each is a script with its manual beside it; the manual's examples are its tests. A rule is named family/name. The [settings](#settings) say how to switch one off."
        ),
        &format!(
            "内置 {count} 条规则。每条规则是一个脚本，旁边是它的说明；说明中的示例就是它的测试。规则写作“类别/名称”。如何关闭或设置见[设置](#settings)。"
        ),
    );
    let mut families: Vec<&str> = rules.rules.iter().map(family).collect();
    families.dedup();
    for one in families {
        page.heading(2, one);
        let of_family = rules.rules.iter().filter(|rule| family(rule) == one);
        let rows: Vec<_> = of_family.map(|rule| row(rule, folder)).collect();
        let head = [
            "rule",
            "level",
            "looks at",
            "question",
            "what is asked for",
            "发现什么",
        ];
        page.table(head, &rows);
    }
    page.heading(2, "Parameters");
    page.table(
        ["rule", "parameter", "default", "meaning", "含义"],
        &parameters(rules),
    );
    page.heading(2, "References");
    page.paragraph(
        "Clauses that a rule supports, each with its edition. 规则所支持的条款及其版本。",
    );
    let rows: Vec<_> = rules
        .rules
        .iter()
        .filter(|rule| !rule.meta.refs.is_empty())
        .map(|rule| [code(&rule.meta.id), rule.meta.refs.join("; ")])
        .collect();
    page.table(["rule", "supports"], &rows);
    page.heading(2, "Causes");
    page.paragraph(
        "A rule keeps silent about an object on which one of these has found the cause. 如果同一对象上已由下列规则找到原因，本规则不再重复。",
    );
    let rows: Vec<_> = rules
        .rules
        .iter()
        .filter(|rule| !rule.meta.after.is_empty())
        .map(|rule| {
            let causes: Vec<_> = rule.meta.after.iter().map(|id| code(id)).collect();
            [code(&rule.meta.id), causes.join(", ")]
        })
        .collect();
    page.table(["rule", "comes after"], &rows);
    settings(&mut page);
    page.text()
}

fn family(rule: &Rule) -> &str {
    let id = rule.meta.id.as_str();
    id.split_once('/').map_or("", |(family, _)| family)
}

fn row(rule: &Rule, folder: &str) -> [String; 6] {
    let meta = &rule.meta;
    let name = meta.id.split_once('/').map_or("", |(_, name)| name);
    [
        format!("[{name}]({folder}{}.md)", meta.id),
        meta.level.name().to_owned(),
        meta.looks_at.name().to_owned(),
        meta.question
            .map_or_else(String::new, |question| question.word(Lang::En).to_owned()),
        rule.summary.clone(),
        manual::in_chinese(&rule.manual, &rule.meta),
    ]
}

fn parameters(rules: &RuleSet) -> Vec<[String; 5]> {
    let with_rule = rules
        .rules
        .iter()
        .flat_map(|rule| rule.meta.params.iter().map(move |param| (rule, param)));
    with_rule
        .map(|(rule, param)| {
            [
                code(&rule.meta.id),
                code(&param.name),
                default(&param.default),
                param.en.clone(),
                param.zh.clone(),
            ]
        })
        .collect()
}

fn default(value: &ParameterValue) -> String {
    match value {
        ParameterValue::Texts(items) if items.len() > SHOWN_ITEMS => {
            let shown: Vec<_> = items[..SHOWN_ITEMS]
                .iter()
                .map(|item| format!("`{item:?}`"))
                .collect();
            format!("{} … ({} in all)", shown.join(", "), items.len())
        }
        other => code(&other.to_string()),
    }
}

fn settings(page: &mut Page) {
    page.heading(2, "Settings");
    page.paragraph(
        "`baton.toml` beside the models, or in a folder above them, sets how much is asked and which rules run where. Of two settings the nearer one counts: an override before a rule, a rule before its family; a rule that is named runs whatever the profile. 在模型所在文件夹或其上级的 `baton.toml` 中设置要求的高低和各条规则；越具体的设置越优先：针对对象的先于规则，规则先于类别；点名的规则不受档次限制。",
    );
    page.block(
        "toml",
        "profile = \"standard\"                  # essential, standard or strict\n\n[families]\nbenchmark = \"off\"                     # all rules of a family\n\n[rules]\n\"value/incomplete-row\" = \"off\"        # not run\n\"handoff/no-way-back\" = \"note\"        # note, warning or error\n\n[rules.\"handoff/receiver-not-asked\"]\nlevel = \"error\"\nexplain_from = 5                      # a parameter of the rule\n\n[[override]]                          # for some objects or files only\non = [\"raw-store/lot\"]                # a process, or process/id\npaths = [\"archive\"]                   # files and folders, seen from here\nrules = [\"handoff\"]                   # rules or families; all if left out\nlevel = \"note\"",
    );
    page.paragraph(
        "`[strategy]` sets what the strategy gap is judged by, each a number above 0 and below 1: `[strategy]` 设置判定战略差距所用的数值，均大于 0 且小于 1：",
    );
    let keys = POLICY_KEYS.iter().zip(Policy::default().values());
    let rows = keys.map(|((key, en, zh), default)| format!("- `{key} = {default}` {en} {zh}"));
    page.paragraph(&rows.collect::<Vec<_>>().join("\n"));
    page.paragraph(
        "`[records]` with `raise = false` leaves findings that were corrected and came again at their level; without it they count one level more. It takes `records/` beside `baton.toml`, which `baton audit --record` writes. `[records]` 中写 `raise = false`，则纠正后再次出现的发现级别不变；不写则提高一级。前提是 `baton.toml` 旁有 `baton audit --record` 写入的 `records/`。",
    );
    page.paragraph(
        "Where the same warning stands on three objects of a process, or on two or more that are over a third of them, the cause is likely one: the summary says so, and the first of these findings counts as an error for all. `[systemic]` with `raise = false` leaves its level. 同一项一般不符合若出现在一个流程的三个对象上，或出现在两个以上且超过三分之一的对象上，原因很可能是同一个：小结会说明，其中第一项按严重不符合计，代表全部。`[systemic]` 中写 `raise = false`，则级别不变。",
    );
    page.paragraph(
        "`lexicon.toml` beside it changes the words that make the sentence of a goal weak: `[[entry]]` with `lang` (en, zh, any), `kind` (direction-without-number, vague-degree, vague-time, escape-clause, open-ended, vague-quantity, vague-owner, activity-not-result, placeholder), `words`, `never` and `remove`. 其旁的 `lexicon.toml` 可增减使目标含糊的词：`[[entry]]`，写 `lang`、`kind`、`words`（增加）、`never`（不算）、`remove`（移除）。",
    );
    page.paragraph(
        "A folder `rules/` beside `baton.toml` adds rules of your own; one with the name of a built-in rule takes its place. 在 `baton.toml` 旁的 `rules/` 文件夹中可添加自己的规则；同名者取代内置规则。",
    );
}
