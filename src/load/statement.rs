//! A need, a criterion or a promise: words in one or two languages with one bound.

use std::sync::Arc;

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::Node;
use super::values::decode_text;
use crate::lang::Text;
use crate::problem::{Expected, ProblemKind};
use crate::quantity::{Bound, Criterion, Quantity, QuantityError};

/// What one side of a handoff states: a subject and, if it is measurable, the bound on it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    /// The wording.
    pub text: Text,
    /// What it is about, folded for comparison, one per language.
    subjects: Vec<String>,
    /// The same without a figure at its end that is no bound, as in "weight 30 kg".
    before_figures: Vec<String>,
    /// What stands in brackets at its end, such as "average": the condition the bound holds under.
    condition: Option<Box<str>>,
    /// The bound; `None` for words without one, such as "clean".
    pub bound: Option<Bound>,
}

impl Statement {
    /// What it is about, folded for comparison, one per language.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        self.subjects.iter().map(String::as_str)
    }

    /// What its bound measures; `None` without a bound.
    pub fn kind(&self) -> Option<&'static str> {
        let bound = self.bound.as_ref()?;
        Some(bound.quantity().map_or("yes-or-no", Quantity::kind))
    }

    /// Both speak of the same thing, in either language.
    pub fn same_subject(&self, other: &Self) -> bool {
        self.subjects
            .iter()
            .any(|subject| other.subjects.contains(subject))
    }

    /// Both speak of the same thing, but at least one gives a figure without a bound.
    pub fn same_subject_but_for_a_figure(&self, other: &Self) -> bool {
        let meet = |ours: &[String], theirs: &[String]| ours.iter().any(|it| theirs.contains(it));
        meet(&self.before_figures, &other.subjects)
            || meet(&self.subjects, &other.before_figures)
            || meet(&self.before_figures, &other.before_figures)
    }

    /// This holds only under a condition that `other` does not make.
    pub fn is_conditional_on_more_than(&self, other: &Self) -> bool {
        self.condition.is_some() && self.condition != other.condition
    }

    /// Everything this allows, `other` allows too; `None` if that cannot be told,
    /// because a bound is missing or the units cannot be compared.
    pub fn implies(&self, other: &Self) -> Option<bool> {
        self.bound.as_ref()?.implies(other.bound.as_ref()?)
    }
}

impl Statement {
    /// Reads a wording in one language.
    ///
    /// # Errors
    /// If it has a comparison whose other side cannot be read.
    pub fn parse(wording: &str) -> Result<Self, QuantityError> {
        let criterion = Criterion::parse(wording)?;
        Ok(Self {
            text: Text::plain(wording),
            condition: condition(wording),
            subjects: vec![criterion.subject_key()],
            before_figures: criterion.subject_key_without_figure().into_iter().collect(),
            bound: criterion.bound().cloned(),
        })
    }
}

/// The words in brackets at the end of a wording.
fn condition(wording: &str) -> Option<Box<str>> {
    let inside = wording.trim().strip_suffix([')', '）'])?;
    let (_, remark) = inside.rsplit_once(['(', '（'])?;
    Some(remark.trim().to_lowercase().into())
}

impl Decode for Arc<Statement> {
    fn shape() -> Shape {
        Shape::Value(Expected::Statement)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Some(text) = decode_text(node, Expected::Statement, decoding) else {
            return Self::default();
        };
        let mut subjects = Vec::with_capacity(1);
        let mut before_figures = Vec::new();
        let mut bounds: Vec<Option<Bound>> = Vec::with_capacity(1);
        for wording in text.wordings() {
            match Criterion::parse(wording) {
                Ok(criterion) => {
                    subjects.push(criterion.subject_key());
                    before_figures.extend(criterion.subject_key_without_figure());
                    bounds.push(criterion.bound().cloned());
                }
                Err(error) => decoding.bad_quantity(node, wording, error),
            }
        }
        if let [Some(first), Some(second)] = bounds.as_slice() {
            let equal = first.implies(second) == Some(true) && second.implies(first) == Some(true);
            if !equal {
                decoding.problem(node.span, ProblemKind::BilingualBoundsDiffer);
            }
        }
        let bound = bounds.into_iter().flatten().next();
        let condition = text.wordings().find_map(condition);
        Self::new(Statement {
            condition,
            text,
            subjects,
            before_figures,
            bound,
        })
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Statement(self)
    }
}
