//! Sheets to talk over and to fill in: customer value sheets and the three questions of a step.
//!
//! What stands in the model stands on the sheet; what does not is a hole that everybody sees.
//! Nothing is judged here. First a sheet is put together as pages of [`Entry`]s, whatever the
//! format, and then written as a table for the terminal, as Markdown or as a workbook.

mod blank;
mod markdown;
mod steps;
mod table;
mod values;

use crate::engine::World;
use crate::lang::{Lang, Text};
use crate::load::document::{Attribute, Phase};
use crate::model::{ProcessId, SheetId, StepId};

/// How sheets are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For a terminal.
    #[default]
    Table,
    /// For a wiki, a pull request or a printer.
    Markdown,
    /// A workbook to fill in.
    Xlsx,
}

/// The phases of a service, in their order.
pub(in crate::report) const PHASES: [Phase; 3] = [Phase::Before, Phase::During, Phase::After];

/// The attributes of customer value.
pub(in crate::report) const ATTRIBUTES: [Attribute; 4] = [
    Attribute::Product,
    Attribute::Service,
    Attribute::Price,
    Attribute::Relationship,
];

/// What stands at a place of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// What the model says.
    Said(String),
    /// The model should say it and does not.
    Hole,
    /// Nothing, and nothing is missing; or why there is nothing.
    Aside(String),
    /// To be written by hand.
    Blank,
    /// The same as in the row above.
    Above,
}

impl Entry {
    fn text(text: Option<&Text>, lang: Lang) -> Self {
        match text.filter(|text| !text.is_blank()) {
            Some(text) => Self::Said(text.get(lang).to_owned()),
            None => Self::Hole,
        }
    }

    /// Like [`Self::text`], where nobody is asked to write it.
    fn unasked(text: Option<&Text>, lang: Lang) -> Self {
        match Self::text(text, lang) {
            Self::Hole => Self::none(),
            said => said,
        }
    }

    /// Nothing, and nothing is missing.
    fn none() -> Self {
        Self::Aside("–".to_owned())
    }

    /// Several texts, one a line; a hole if there are none.
    fn lines(lines: Vec<String>) -> Self {
        if lines.is_empty() {
            return Self::Hole;
        }
        Self::Said(lines.join("\n"))
    }
}

/// How a hole is marked.
pub(super) fn hole(lang: Lang) -> &'static str {
    lang.pick("□ missing", "□ 空缺")
}

/// What the mark of a hole asks for.
pub(super) fn legend(lang: Lang) -> &'static str {
    lang.pick(
        "□ missing: the model does not say it; ask the customer, and write it down.",
        "□ 空缺：模型中没有写；请去问客户，然后写下来。",
    )
}

/// A column: its head, and how wide it may get in a workbook.
#[cfg_attr(
    not(feature = "xlsx"),
    expect(dead_code, reason = "only a workbook asks for all of it")
)]
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) widest: u16,
}

/// Columns that stand beside each other where not all have room.
#[cfg_attr(
    not(feature = "xlsx"),
    expect(dead_code, reason = "only a workbook asks for all of it")
)]
pub(super) struct Part {
    pub(super) title: &'static str,
    /// What a sheet of a workbook with the rows of all pages is called.
    pub(super) short: &'static str,
    pub(super) columns: Vec<usize>,
    /// The columns by which a row of this part is known; a row with nothing of its own is left out.
    pub(super) keys: usize,
}

/// A table.
pub(super) struct Grid {
    pub(super) columns: Vec<Column>,
    pub(super) parts: Vec<Part>,
    pub(super) rows: Vec<Vec<Entry>>,
}

/// One sheet.
#[cfg_attr(
    not(feature = "xlsx"),
    expect(dead_code, reason = "only a workbook asks for all of it")
)]
pub(super) struct Page {
    /// What a sheet of a workbook is called.
    pub(super) name: String,
    pub(super) title: String,
    /// How it is to be filled in.
    pub(super) lead: Vec<&'static str>,
    pub(super) facts: Vec<(&'static str, Entry)>,
    pub(super) grid: Grid,
    pub(super) notes: Vec<String>,
    /// In a workbook each part has the rows of all such pages, behind the first column.
    pub(super) gathered: bool,
}

impl Part {
    /// Whether a row has anything of its own here.
    pub(super) fn has_own(&self, row: &[Entry]) -> bool {
        let own = self.columns.iter().skip(self.keys);
        let mut own = own.filter_map(|column| row.get(*column));
        own.any(|entry| *entry != Entry::Above)
    }
}

impl Page {
    fn has_holes(&self) -> bool {
        let facts = self.facts.iter().map(|(_, entry)| entry);
        let mut all = facts.chain(self.grid.rows.iter().flatten());
        all.any(|entry| *entry == Entry::Hole)
    }
}

/// Sheets, put together and not yet written.
pub struct Sheets {
    pub(super) pages: Vec<Page>,
    /// What to say if there are none.
    pub(super) nothing: &'static str,
    pub(super) lang: Lang,
}

impl Sheets {
    /// The value sheets with these numbers.
    pub fn of_values(world: &World, wanted: &[SheetId], lang: Lang) -> Self {
        let pages = wanted.iter().map(|id| values::page(world, *id, lang));
        Self {
            pages: pages.collect(),
            nothing: lang.pick(
                "There is no value sheet here: begin a [[value_sheet]] with target_customer and a [[value_sheet.touchpoint]] for each point at which the customer meets you; `baton sheet --blank` gives a form to fill in with the customer.",
                "这里没有客户价值单：请新建 [[value_sheet]]，写明 target_customer，并为客户接触你们的每个点写一个 [[value_sheet.touchpoint]]；`baton sheet --blank` 给出可与客户一起填写的空白表。",
            ),
            lang,
        }
    }

    /// The three questions of these steps, answered as far as model and figures do.
    pub fn of_steps(world: &World, wanted: &[StepId], lang: Lang) -> Self {
        let pages = wanted.iter().map(|id| steps::page(world, *id, lang));
        Self {
            pages: pages.collect(),
            nothing: lang.pick(
                "There is no step here: write a [[step]] for each piece of work, and a [[handoff]] for what it gives to the next.",
                "这里没有工序：请为每项工作写一个 [[step]]，为它交给下道的东西写一个 [[handoff]]。",
            ),
            lang,
        }
    }

    /// Blank forms, `copies` of each; with the names of a process where one is given.
    pub fn blank(of: Option<(&World, ProcessId)>, steps: bool, copies: usize, lang: Lang) -> Self {
        Self {
            pages: blank::pages(of, steps, copies, lang),
            nothing: lang.pick(
                "The process has no step whose names could stand on a form.",
                "该流程没有工序，表上没有名称可填。",
            ),
            lang,
        }
    }

    /// These sheets, then others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.pages.extend(others.pages);
        self
    }

    /// For a terminal.
    pub fn table(&self) -> String {
        table::render(self)
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        markdown::render(self)
    }

    /// As a workbook.
    ///
    /// # Errors
    /// Why a workbook cannot hold them.
    #[cfg(feature = "xlsx")]
    pub fn workbook(&self) -> Result<Vec<u8>, super::Unwritten> {
        super::xlsx::sheets(self)
    }
}
