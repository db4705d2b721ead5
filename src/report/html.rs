//! The audit as one page for a browser: self-contained, in both languages.
//!
//! The file holds everything it shows: style, script and text of both languages, so that it
//! opens from a mail, without a network, and prints. The body is made twice by the same
//! functions, once in each language. The language asked for stands in the file as it is and
//! shows without a script; the other is packed, for the switch to unpack. Nothing is judged here.

mod anchors;
mod aside;
mod body;
mod chain_map;
pub(crate) mod charts;
mod cover;
mod document;
mod evidence;
mod findings;
mod goals;
mod limits;
mod marks;
mod measured;
mod packed;
mod pictures;
mod pieces;
mod problems;
mod processes;
mod record;
mod register;
mod section;
mod sheets;
mod undecided;
mod view;

pub(crate) use self::view::View;

use super::summary::Scope;
use crate::audit::Audit;
use crate::lang::Lang;

/// The page of an audit; `lang` is the language that shows first.
///
/// # Complexity
/// O(objects + findings) in each of two languages.
pub fn render(audit: &Audit, scope: &Scope, lang: Lang) -> String {
    document::render(audit, scope, lang)
}
