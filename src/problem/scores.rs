//! What can be wrong with self-assessments, and what is said of it in both languages.

use crate::lang::Lang;

/// What is wrong with a score that people gave their own work.
#[derive(Debug)]
#[non_exhaustive]
pub enum ScoreProblem {
    /// No scale says what it is out of.
    WithoutScale,
    /// It lies beyond the ends of its scale.
    OffScale {
        /// The score as written.
        written: String,
        /// The worst end of the scale.
        worst: String,
        /// The best one.
        best: String,
    },
    /// Two ends of a scale, the greater number first: which is best is not sure.
    ScaleFalls {
        /// The first end.
        first: String,
        /// The last one.
        last: String,
    },
    /// The measure it is to be held against is no share.
    NotAShare {
        /// The measure.
        measure: String,
        /// What it counts in.
        kind: &'static str,
    },
}

impl ScoreProblem {
    pub(super) fn message(&self, lang: Lang) -> String {
        let say = |en: String, zh: String| lang.pick(en, zh);
        match self {
            Self::WithoutScale => say(
                "nothing says what this score is out of".into(),
                "没有写这个得分的满分是多少".into(),
            ),
            Self::OffScale {
                written,
                worst,
                best,
            } => say(
                format!("the score `{written}` lies outside its scale, {worst} to {best}"),
                format!("得分 `{written}` 超出了评价范围 {worst} 到 {best}"),
            ),
            Self::ScaleFalls { first, last } => say(
                format!(
                    "a scale is written from the worst to the best, and this one falls from {first} to {last}"
                ),
                format!("评价从最差写到最好，这里却从 {first} 降到 {last}"),
            ),
            Self::NotAShare { measure, kind } => say(
                format!(
                    "a score cannot be held against `{measure}`: its kind is `{kind}`, not a share"
                ),
                format!("得分无法与 `{measure}` 对照：其 kind 为 `{kind}`，不是占比"),
            ),
        }
    }

    pub(super) fn hint(&self, lang: Lang) -> &'static str {
        match self {
            Self::WithoutScale => lang.pick(
                "write its scale, worst first: scale = [1, 5], or scale = [\"poor\", \"good\"]",
                "请写评价的范围，从最差到最好：scale = [1, 5] 或 scale = [\"差\", \"好\"]",
            ),
            Self::OffScale { .. } => lang.pick(
                "correct the score or the scale; the worst end stands first",
                "请更正得分或评价范围；最差的一端写在前面",
            ),
            Self::ScaleFalls { .. } => lang.pick(
                "write scale = [1, 5] if 5 is the best; if 1 is the best, write all grades: scale = [5, 4, 3, 2, 1]",
                "5 最好时写 scale = [1, 5]；1 最好时请写全各档：scale = [5, 4, 3, 2, 1]",
            ),
            Self::NotAShare { .. } => lang.pick(
                "name a measure of kind = \"share\", or leave `measure` out and ask those who receive in a [[survey]]",
                "请写 kind = \"share\" 的指标，或删去 `measure`，用 [[survey]] 去问接收方",
            ),
        }
    }
}
