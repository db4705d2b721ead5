//! `[strategy]` in `baton.toml`: numbers of the strategy gap that are judgement, not arithmetic.

use super::Reader;
use crate::load::tree::{Entry, Table, Value};
use crate::problem::{Expected, ProblemKind};

/// Numbers that somebody had to settle, each with its reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// Above this load of its capacity a step can serve a demand only with long queues: at 85 %
    /// work waits 5.7 times as long as at half load (Kingman), and any stop is never caught up.
    pub high_load: f64,
    /// A target that asks what is bad to halve in less than this part of the time in which it has
    /// halved of late asks for more than the improvement that is under way.
    pub faster_than_own: f64,
    /// Less likely than this the target is not reached as things go.
    pub unlikely: f64,
    /// The whole may be better by this part of what its parts come to: both are measured with
    /// errors. Farther apart, a figure is wrong and the parts prove nothing.
    pub contradicted_by: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            high_load: 0.85,
            faster_than_own: 0.5,
            unlikely: 0.20,
            contradicted_by: 0.10,
        }
    }
}

/// A number that can be set: its key, what it means in English and Chinese.
pub type PolicyKey = (&'static str, &'static str, &'static str);

/// All of them, in the order of [`Policy`].
pub const POLICY_KEYS: [PolicyKey; 4] = [
    (
        "high_load",
        "a demand above this load of the bottleneck is demanding: queues grow long",
        "客户需求超过瓶颈能力的这一比例即为“有难度”：排队会很长",
    ),
    (
        "faster_than_own",
        "a target is demanding if what is bad must halve in less than this part of the time it took of late",
        "目标要求不良减半的时间短于近期减半时间的这一比例，即为“有难度”",
    ),
    (
        "unlikely",
        "a projected chance below this makes a target demanding",
        "预计达成的可能性低于此值，目标即为“有难度”",
    ),
    (
        "contradicted_by",
        "figures of parts prove nothing if the whole was measured better than they allow by more than this part",
        "整体的实测值比各部分所允许的好出这一比例以上时，各部分的数据不能证明什么",
    ),
];

impl Policy {
    /// The numbers in the order of the keys.
    pub fn values(&self) -> [f64; 4] {
        [
            self.high_load,
            self.faster_than_own,
            self.unlikely,
            self.contradicted_by,
        ]
    }

    fn at(&mut self, position: usize) -> Option<&mut f64> {
        [
            &mut self.high_load,
            &mut self.faster_than_own,
            &mut self.unlikely,
            &mut self.contradicted_by,
        ]
        .into_iter()
        .nth(position)
    }
}

impl Reader<'_> {
    pub(super) fn policy(&mut self, table: &Table<'_>) -> Policy {
        let mut policy = Policy::default();
        for entry in table.entries() {
            let position = POLICY_KEYS.iter().position(|(key, ..)| entry.key == *key);
            match position.and_then(|position| policy.at(position)) {
                Some(value) => self.part(entry, value),
                None => {
                    let known = POLICY_KEYS.map(|(key, ..)| key).to_vec();
                    self.unknown(entry, "strategy", known);
                }
            }
        }
        policy
    }

    /// A part of a whole, above 0 and below 1.
    fn part(&mut self, entry: &Entry<'_>, value: &mut f64) {
        match entry.node.value {
            Value::Float(part) if part > 0.0 && part < 1.0 => *value = part,
            Value::Float(_) | Value::Integer(_) => {
                let kind = ProblemKind::ParameterRange {
                    name: entry.key.to_string(),
                    en: "above 0 and below 1".to_owned(),
                    zh: "大于 0 且小于 1".to_owned(),
                    default: value.to_string(),
                };
                self.report(entry.node.span, kind);
            }
            ref other => self.wrong_type(&entry.node, Expected::Number, other),
        }
    }
}
