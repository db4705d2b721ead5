//! The audit as one page for a browser: self-contained, in both languages.

pub(super) mod charts;
mod view;

pub(crate) use self::view::View;
