//! A report of an audit in any format, for tests that look at what comes out.

use baton::audit::Audit;
use baton::finding::Level;
use baton::lang::Lang;
use baton::report::{Format, Request, Scope, Style};

/// A report as bytes, of the objects wanted or of all.
pub(crate) fn rendered(
    audit: &Audit,
    format: Format,
    lang: Lang,
    wanted: &[&str],
    fail_on: Option<Level>,
) -> Vec<u8> {
    let scope = Scope::new(wanted.iter().map(|id| (*id).to_owned()).collect());
    let style = Style {
        lang,
        ..Style::default()
    };
    let request = Request {
        audit,
        scope: &scope,
        style,
        fail_on,
    };
    format.render(&request).expect("a report can be made")
}

/// The same of a format that is text, whatever ends its lines where it was checked out.
pub(crate) fn rendered_text(
    audit: &Audit,
    format: Format,
    lang: Lang,
    wanted: &[&str],
    fail_on: Option<Level>,
) -> String {
    let report = rendered(audit, format, lang, wanted, fail_on);
    String::from_utf8(report).expect("it is text")
}
