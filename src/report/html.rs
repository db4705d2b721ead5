//! The audit as one page for a browser: self-contained, in both languages.

mod view;

pub(crate) use self::view::View;
