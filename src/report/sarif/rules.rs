//! Rules as reporting descriptors: every rule that ran, so that a reader sees what was looked
//! for, and the manual of those that found something.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::escape::visible;
use super::results::name;
use super::shape::{Configuration, Descriptor, Help, Message, Outcome};
use crate::desk::manual::{Section, in_chinese, sections};
use crate::engine::{Rule, RuleSet};
use crate::lang::Lang;

/// The descriptors in the order of the rule set, to which results point.
pub(super) fn descriptors(rules: &RuleSet, results: &[Outcome], lang: Lang) -> Vec<Descriptor> {
    let found: BTreeSet<usize> = results.iter().map(|result| result.rule_index).collect();
    let rules = rules.rules.iter().enumerate();
    rules
        .map(|(at, rule)| descriptor(rule, found.contains(&at), lang))
        .collect()
}

fn descriptor(rule: &Rule, has_found: bool, lang: Lang) -> Descriptor {
    let meta = &rule.meta;
    let short = match lang {
        Lang::En => rule.summary.clone(),
        Lang::Zh => in_chinese(&rule.manual, meta),
    };
    let short = if short.is_empty() {
        meta.id.clone()
    } else {
        short
    };
    let family = meta.id.split('/').next().unwrap_or_default();
    Descriptor {
        id: meta.id.clone(),
        short_description: Message::plain(&short),
        default_configuration: Configuration {
            level: name(rule.level),
        },
        help: (has_found && !rule.manual.is_empty()).then(|| help(&rule.manual, lang)),
        properties: json!({
            "tags": tags(family, meta.looks_at.name()),
            "profile": meta.profile,
            "since": meta.since,
            "refs": meta.refs,
        }),
    }
}

/// What a rule is filed under; a family may be called like what it looks at.
fn tags<'a>(family: &'a str, looks_at: &'a str) -> Vec<&'a str> {
    let mut tags = vec![family, looks_at];
    tags.dedup();
    tags
}

/// The manual: in the language of the report as text, in both as Markdown.
fn help(manual: &str, lang: Lang) -> Help {
    let other = lang.pick(Lang::Zh, Lang::En);
    let (own, second) = (sections(manual, lang), sections(manual, other));
    let mut markdown = written(&own);
    if second != own {
        markdown.push_str("\n\n---\n\n");
        markdown.push_str(&written(&second));
    }
    Help {
        text: written(&own),
        markdown,
    }
}

fn written(sections: &[Section]) -> String {
    let parts = sections.iter().map(|section| {
        let lines = section.lines.join("\n");
        match section.heading.as_str() {
            "" => lines,
            heading => format!("## {heading}\n\n{lines}"),
        }
    });
    visible(&parts.collect::<Vec<_>>().join("\n\n"))
}
