//! What a rule finds again and again in one process: the first is shown in full, each other in
//! two lines, because a reader who has read the effect and the advice once needs the place.

use std::collections::HashMap;

use crate::finding::{Finding, Fingerprint};
use crate::lang::Lang;

use super::text::SHOWN_ID;

/// From so many findings of a rule in a process on, the others are shown in short.
const MANY: usize = 3;

/// Which finding of each rule is shown in full, where it finds much.
pub(super) struct Repeated(HashMap<usize, Fingerprint>);

impl Repeated {
    /// Of the findings of a process, in the order they are shown.
    pub(super) fn of(shown: &[&Finding]) -> Self {
        let mut counts: HashMap<usize, (usize, Fingerprint)> = HashMap::new();
        for finding in shown {
            let first = (0, finding.fingerprint);
            counts.entry(finding.rule).or_insert(first).0 += 1;
        }
        let many = counts.into_iter().filter(|(_, (count, _))| *count >= MANY);
        Self(many.map(|(rule, (_, first))| (rule, first)).collect())
    }

    /// The finding shown in full before this one, if this one is shown in short.
    pub(super) fn shown_before(&self, finding: &Finding) -> Option<Fingerprint> {
        let first = self.0.get(&finding.rule).copied();
        first.filter(|first| *first != finding.fingerprint)
    }
}

/// What is said of the finding that was shown in full.
pub(super) fn note(first: Fingerprint, lang: Lang) -> (&'static str, String) {
    let id = &first.to_string()[..SHOWN_ID];
    (
        lang.pick("effect and advice", "影响和建议"),
        lang.pick(format!("as for {id} above"), format!("同上文 {id}")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Subject, SubjectKind, Verdict};

    fn finding(rule: usize, name: &str) -> Finding {
        Finding {
            rule,
            level: Level::Warning,
            verdict: Verdict::Nonconform,
            undecided: None,
            subject: Subject {
                kind: SubjectKind::Handoff,
                number: 0,
            },
            places: Vec::new(),
            arguments: Vec::new(),
            set_aside: None,
            fingerprint: Fingerprint::of([name]),
        }
    }

    #[test]
    fn from_three_on_only_the_first_is_shown_in_full() {
        let all = [
            finding(0, "a"),
            finding(1, "b"),
            finding(0, "c"),
            finding(1, "d"),
            finding(0, "e"),
        ];
        let shown: Vec<&Finding> = all.iter().collect();
        let repeated = Repeated::of(&shown);
        let before: Vec<_> = all.iter().map(|it| repeated.shown_before(it)).collect();
        let first = Some(all[0].fingerprint);
        assert_eq!(before, [None, None, first, None, first]);
        assert!(Repeated::of(&shown[..4]).shown_before(&all[2]).is_none());
    }
}
