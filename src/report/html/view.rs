//! What a part of the page is made from.

use crate::audit::{Audit, Checked};
use crate::lang::Lang;
use crate::report::Scope;

/// One audit, seen in one language.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    /// The audit: texts, rules, problems.
    pub(crate) audit: &'a Audit,
    /// What was checked in it.
    pub(crate) checked: &'a Checked,
    /// Which objects are spoken of.
    pub(crate) scope: &'a Scope,
    /// The language of everything said.
    pub(crate) lang: Lang,
}
