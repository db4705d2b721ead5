//! Findings in words, one after the other: what every format that lists them says of each.

use super::order;
use super::summary::{Scope, findings};
use super::{effect_and_advice, message, object, set_aside, systemic};
use crate::audit::{Audit, Checked};
use crate::finding::{Finding, Level, Verdict};
use crate::lang::Lang;
use crate::source::{Sources, Spot};

/// Where a person looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl At {
    /// The beginning of a spot.
    pub(super) fn of(sources: &Sources, spot: Spot) -> Self {
        let at = sources.line_column(spot);
        Self {
            file: sources.get(spot.source).name.clone(),
            line: at.line,
            column: at.column,
        }
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A finding in words.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) finding: &'a Finding,
    pub(super) rule: &'a str,
    /// The id of the object; words for the chain as a whole.
    pub(super) object: String,
    /// The id of its process; empty if it has none.
    pub(super) process: String,
    /// The role that answers for it; empty if the model names none.
    pub(super) owner: String,
    pub(super) message: String,
    /// Empty for what is undetermined, which has no effect yet.
    pub(super) effect: String,
    pub(super) advice: String,
    /// That the same stands on many objects, and whether it is raised for all; empty if not.
    pub(super) systemic: String,
    pub(super) place: Option<At>,
    /// Why it is not among the open ones; empty if it is.
    pub(super) aside: String,
}

impl<'a> Told<'a> {
    pub(super) fn of(
        audit: &'a Audit,
        checked: &'a Checked,
        finding: &'a Finding,
        lang: Lang,
    ) -> Self {
        let world = &checked.world;
        let (effect, advice) = match finding.verdict {
            Verdict::Nonconform => effect_and_advice(&audit.rules, finding, lang),
            _ => (String::new(), String::new()),
        };
        let process = world.process(finding.subject);
        let owner = world.owner(finding.subject);
        let place = finding.places.first();
        Self {
            finding,
            rule: &audit.rules.rules[finding.rule].meta.id,
            object: object(&world.id(finding.subject), lang).to_owned(),
            process: process.map_or_else(String::new, |process| {
                world.chain.process(process).record.id.as_str().to_owned()
            }),
            owner: owner.map_or_else(String::new, |owner| owner.get(lang).to_owned()),
            message: message(&audit.rules, finding, lang),
            effect,
            advice,
            systemic: systemic::note(checked, finding, lang).map_or_else(String::new, |(_, it)| it),
            place: place.map(|place| At::of(&audit.sources, place.spot)),
            aside: set_aside::reason(checked, finding, lang).unwrap_or_default(),
        }
    }

    /// Its level, or that nothing is decided.
    pub(super) fn grade(&self, lang: Lang) -> &'static str {
        match self.finding.verdict {
            Verdict::Nonconform => self.finding.level.word(lang),
            verdict => verdict.word(lang),
        }
    }

    /// The sentence, then what it does, what to do and who answers for it, a line each.
    pub(super) fn sentences(&self, lang: Lang) -> String {
        let mut text = self.message.clone();
        let colon = lang.pick(": ", "：");
        let parts = [
            (lang.pick("effect", "影响"), &self.effect),
            (lang.pick("advice", "建议"), &self.advice),
            (lang.pick("owner", "负责人"), &self.owner),
            (lang.pick("systemic", "系统性"), &self.systemic),
        ];
        for (name, part) in parts.iter().filter(|(_, part)| !part.is_empty()) {
            text.push_str(&format!("\n{name}{colon}{part}"));
        }
        text
    }

    /// What the object is, in a word.
    pub(super) fn kind(&self, lang: Lang) -> &'static str {
        let word = self.finding.subject.kind.word(1, lang);
        match lang {
            Lang::En => word,
            // The word begins with its counter.
            Lang::Zh => word
                .char_indices()
                .nth(1)
                .map_or(word, |(at, _)| &word[at..]),
        }
    }

    /// Its level if it is a nonconformity.
    pub(super) fn level(&self) -> Option<Level> {
        let is_wrong = self.finding.verdict == Verdict::Nonconform;
        is_wrong.then_some(self.finding.level)
    }
}

/// The open findings in scope: nonconformities as work flows, the gravest of each process
/// first, then what is undetermined.
pub(super) fn open<'a>(
    audit: &'a Audit,
    checked: &'a Checked,
    scope: &'a Scope,
    lang: Lang,
) -> Vec<Told<'a>> {
    let wrong = order::nonconformities(checked, scope).into_iter();
    let wrong = wrong.flat_map(|group| group.findings);
    let open = findings(checked, scope).filter(|one| one.verdict == Verdict::Undetermined);
    wrong
        .chain(open)
        .map(|finding| Told::of(audit, checked, finding, lang))
        .collect()
}

/// The findings in scope that a waiver accepts or the baseline knows.
pub(super) fn set_aside<'a>(
    audit: &'a Audit,
    checked: &'a Checked,
    scope: &'a Scope,
    lang: Lang,
) -> Vec<Told<'a>> {
    let findings = checked.outcome.findings.iter();
    findings
        .filter(|finding| finding.set_aside.is_some())
        .filter(|finding| scope.includes(&checked.world, finding.subject))
        .map(|finding| Told::of(audit, checked, finding, lang))
        .collect()
}
