//! The vocabulary of results: verdicts, levels, subjects, places, findings.
//!
//! No wording and no files: a finding carries arguments, and the report turns them
//! into a sentence of either language.

mod subject;

use std::hash::Hasher;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};

pub use self::subject::{Subject, SubjectKind};
use crate::lang::{Lang, Text};
use crate::quantity::{Quantity, half_up};
use crate::source::Spot;

/// How a check of one rule on one object ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The rule does not speak of this object, or its cause is another finding.
    NotApplicable,
    /// Looked at and found right.
    Conform,
    /// Could not be judged; what would decide it is said.
    Undetermined,
    /// Looked at and found wrong.
    Nonconform,
}

impl Verdict {
    /// The word of either language.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::NotApplicable => lang.pick("not applicable", "不适用"),
            Self::Conform => lang.pick("conform", "符合"),
            Self::Undetermined => lang.pick("undetermined", "尚不能判定"),
            Self::Nonconform => lang.pick("nonconform", "不符合"),
        }
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// An observation.
    Note,
    /// A minor nonconformity.
    Warning,
    /// A major nonconformity.
    Error,
}

impl Level {
    /// Its name in rules and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Note, Self::Warning, Self::Error]
            .into_iter()
            .find(|level| level.name() == name)
    }

    /// The auditor's word of either language.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Note => lang.pick("note", "观察项"),
            Self::Warning => lang.pick("warning", "一般不符合"),
            Self::Error => lang.pick("error", "严重不符合"),
        }
    }
}

/// How much is asked of a model: each profile runs the rules of the ones before it too.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// What no handoff and no goal can do without.
    Essential,
    /// What good practice asks of every organization.
    #[default]
    Standard,
    /// Everything there is.
    Strict,
}

impl Profile {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Essential, Self::Standard, Self::Strict];

    /// Its name in META, in the settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Standard => "standard",
            Self::Strict => "strict",
        }
    }

    /// The profile of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }
}

/// A place a finding points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where in the text.
    pub spot: Spot,
    /// The way from the object to the value, such as `customer.needs[1]`; empty for the object.
    pub path: String,
}

/// A value in the wording of a finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A text of the user.
    Text(Text),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A value with its unit.
    Quantity(Quantity),
    /// A day.
    Date(Date),
    /// Several of them.
    List(Vec<Self>),
}

impl Argument {
    /// How many bytes of text it holds.
    pub fn text_length(&self) -> usize {
        match self {
            Self::Text(text) => text.wordings().map(str::len).sum(),
            Self::List(items) => items.iter().map(Self::text_length).sum(),
            Self::Integer(_) | Self::Number(_) | Self::Quantity(_) | Self::Date(_) => 0,
        }
    }

    /// As shown in a sentence.
    pub fn show(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.get(lang).to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Quantity(quantity) => readable(quantity).show(lang),
            Self::Date(date) => date.to_string(),
            Self::List(items) => {
                let shown: Vec<_> = items.iter().map(|item| item.show(lang)).collect();
                shown.join(lang.pick(", ", "、"))
            }
        }
    }
}

/// A quantity as people say it: one computed to more than four decimals is rounded to two.
fn readable(quantity: &Quantity) -> Quantity {
    let number = quantity.number();
    let written = (number * 1e4 - (number * 1e4).round()).abs() < 1e-6;
    if written || number.abs() < 0.01 {
        return quantity.clone();
    }
    let kept = half_up(number, 2);
    quantity.with_base(quantity.base() * (kept / number))
}

/// Fills `{name}` in a template with arguments; an unknown name stays as written.
pub fn fill(template: &str, arguments: &[(Box<str>, Argument)], lang: Lang) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, next)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match arguments.iter().find(|(known, _)| **known == *name) {
            Some((_, value)) => filled.push_str(&value.show(lang)),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = next;
    }
    filled.push_str(rest);
    filled
}

/// Why a check could not decide.
#[derive(Debug, Clone, PartialEq)]
pub enum Undecided {
    /// The model does not say this; the key with its table, such as `handoff.due`.
    NotWritten {
        /// The table.
        table: &'static str,
        /// The key.
        key: Box<str>,
    },
    /// Two values whose units cannot be compared.
    NotComparable {
        /// One value.
        one: Box<str>,
        /// The other.
        other: Box<str>,
    },
    /// The rule says why, in its own words.
    Said,
    /// The rule itself failed on this object.
    RuleFailed,
}

/// One result that is not simply right: a nonconformity, or something that could not be judged.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule, by its position in the rule set.
    pub rule: usize,
    /// How much it matters.
    pub level: Level,
    /// Nonconform or undetermined.
    pub verdict: Verdict,
    /// Why it is undetermined, if it is.
    pub undecided: Option<Undecided>,
    /// The object.
    pub subject: Subject,
    /// Where: the first is the primary place, others explain it.
    pub places: Vec<Place>,
    /// What fills the wording.
    pub arguments: Vec<(Box<str>, Argument)>,
    /// Why it is not among the open ones, if it is not.
    pub set_aside: Option<SetAside>,
    /// Stays the same while rule, object and place in it do, whatever line they move to.
    pub fingerprint: Fingerprint,
}

/// Why a finding is not among the open ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAside {
    /// The waiver of that number accepts it.
    Waived(u32),
    /// It was there when the baseline was written.
    Known,
}

/// 128 bits that name a finding across runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// Of the parts in order; no two lists of parts run together.
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p str>) -> Self {
        let mut hasher = SipHasher13::new();
        for part in parts {
            hasher.write(part.as_bytes());
            hasher.write_u8(0xff);
        }
        Self(hasher.finish128().as_u128())
    }
}

impl std::str::FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_and_unknown_names_stay() {
        let arguments = [("from".into(), Argument::Text(Text::plain("Kit")))];
        let filled = fill("{from} hands {what} on, {", &arguments, Lang::En);
        assert_eq!(filled, "Kit hands {what} on, {");
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_is_not_filled_again() {
        let arguments = [
            ("a".into(), Argument::Text(Text::plain("{b}"))),
            ("b".into(), Argument::Integer(1)),
        ];
        assert_eq!(fill("{a}", &arguments, Lang::En), "{b}");
    }

    #[test]
    fn fingerprints_do_not_run_parts_together() {
        assert_ne!(Fingerprint::of(["ab", "c"]), Fingerprint::of(["a", "bc"]));
    }
}
