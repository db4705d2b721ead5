//! Guards: checks that certainly say nothing, found without calling the script.
//!
//! Most checks find nothing, and most of what they cost is the call into the script. A
//! guard is the beginning of `check` as a small tree: conditions on what is written,
//! loops over lists, early returns. It is walked natively as far as it goes; where it
//! meets anything it does not know for certain (a call, a text being built, a value that is
//! not written, the place where the rule speaks) it gives up and the script is called from
//! its start, for the tree has no effects. So the script alone decides what is said, where
//! it fails and why; a guard only ever answers "nothing" or "does not apply".

mod eval;
mod held;
mod lower;
mod typed;

use rhai::AST;

use super::meta::RuleMeta;
use super::params::Value;
use super::views::{ReadDerived, Reader, SaidProperty, Words, World};
use crate::finding::{Subject, Verdict};

/// The beginning of a rule's `check` as a tree.
#[derive(Debug)]
pub(super) struct Guard {
    body: Vec<Statement>,
}

impl Guard {
    /// The guard of a rule.
    pub(super) fn of(ast: &AST, meta: &RuleMeta, values: &[(String, Value)]) -> Self {
        Self {
            body: lower::check(ast, meta, values),
        }
    }

    /// The verdict on an object if it is certain that the script would say no more than
    /// this; `None` if only the script can tell.
    ///
    /// # Complexity
    /// O(nodes of the tree), bounded by [`eval::MOST_STEPS`].
    pub(super) fn verdict(
        &self,
        world: &World,
        reader: &Reader,
        object: Subject,
    ) -> Option<Verdict> {
        eval::verdict(&self.body, world, reader, object)
    }
}

#[derive(Debug)]
enum Statement {
    /// A new local; locals are numbered in the order in which they come into sight.
    Let(Node),
    If(Node, Vec<Self>, Vec<Self>),
    /// A loop over a list: its locals are the item and, if wanted, the position.
    For {
        over: Node,
        counted: bool,
        body: Vec<Self>,
    },
    Return(Node),
    Break,
    Continue,
    Value(Node),
    NotApplicable,
}

#[derive(Debug)]
enum Node {
    /// Only the script can tell.
    Script,
    Nothing,
    Flag(bool),
    Integer(i64),
    Number(f64),
    Word(Box<str>),
    EmptyList,
    Words(Words),
    /// The day the audit speaks of.
    AuditDay,
    /// The object at hand.
    Object,
    Local(usize),
    /// A key of an object or table.
    Key(Box<Self>, usize),
    Derived(Box<Self>, ReadDerived),
    /// Whether the value below these keys, each in the table of the one before, is written.
    HasKeys(Box<Self>, Box<[usize]>),
    HasDerived(Box<Self>, ReadDerived),
    Property(Box<Self>, Property),
    Method(Box<Self>, Method, Option<Box<Self>>),
    Compare(Comparison, Box<Self>, Box<Self>),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Block(Vec<Statement>),
    /// A function of the rule, with its arguments as the first locals of its body.
    Call(Vec<Self>, Vec<Statement>),
}

/// A property of a single value.
#[derive(Debug, Clone, Copy)]
enum Property {
    IsBlank,
    IsClear,
    IsMeasurable,
    Text,
    Number,
    Base,
    Kind,
    Days,
    /// What a text says.
    Said(SaidProperty),
}

/// A method of a single value or list.
#[derive(Debug, Clone, Copy)]
enum Method {
    IsEmpty,
    Len,
    IsMoreThan,
    IsLessThan,
    Equals,
    Comparable,
    IsOneOf,
    Mentions,
    IsBefore,
    IsAfter,
    DaysUntil,
}

#[derive(Debug, Clone, Copy)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
