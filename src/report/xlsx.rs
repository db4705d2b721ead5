//! The report as a workbook: a summary, then what an auditor goes through, one sheet a kind.
//!
//! Every text is written as a text, so that none is a formula; numbers are numbers with their
//! units beside them. The bytes are the same for the same audit: no day of today, no clock.

mod actions;
mod figures;
mod findings;
mod goals;
mod handoffs;
mod summary;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::table::Looks;
use super::format::{Request, Unwritten};
use super::hindrance::hindrances;
use crate::lang::Lang;

/// What the sheets are called, in their order.
pub(super) struct Names {
    pub(super) summary: &'static str,
    pub(super) findings: &'static str,
    pub(super) handoffs: &'static str,
    pub(super) goals: &'static str,
    pub(super) actions: &'static str,
    pub(super) figures: &'static str,
    pub(super) lists: &'static str,
}

impl Names {
    pub(super) fn of(lang: Lang) -> Self {
        Self {
            summary: lang.pick("Summary", "小结"),
            findings: lang.pick("Findings", "发现"),
            handoffs: lang.pick("Handoffs", "交接"),
            goals: lang.pick("Goals", "目标"),
            actions: lang.pick("Actions", "纠正措施"),
            figures: lang.pick("Figures", "观测值"),
            lists: lang.pick("Lists", "选项"),
        }
    }
}

/// The workbook.
///
/// # Errors
/// If a sheet cannot hold what there is, such as more than a million rows.
pub(super) fn render(request: &Request<'_>) -> Result<Vec<u8>, Unwritten> {
    workbook(request).map_err(|error| Unwritten::Workbook(error.to_string()))
}

fn workbook(request: &Request<'_>) -> Result<Vec<u8>, XlsxError> {
    let lang = request.lang();
    let mut workbook = Workbook::new();
    // Any fixed day: with that of today no two files of one audit would be the same.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = lang.pick("Audit of handoffs", "交接审核");
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("baton")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let (looks, names) = (Looks::new(), Names::of(lang));
    let broken = hindrances(request.audit, request.scope, lang);
    summary::write(workbook.add_worksheet(), request, &broken, &names)?;
    if let Some(checked) = &request.audit.checked {
        let rows = handoffs::rows(request, checked);
        findings::write(workbook.add_worksheet(), request, checked, &rows, &looks)?;
        handoffs::write(workbook.add_worksheet(), request, checked, &looks)?;
        goals::write(workbook.add_worksheet(), request, checked, &looks)?;
        actions::write(workbook.add_worksheet(), request, checked, &looks)?;
        figures::write(workbook.add_worksheet(), request, checked, &looks)?;
        actions::write_lists(workbook.add_worksheet(), request, checked, &looks)?;
    }
    workbook.save_to_buffer()
}
