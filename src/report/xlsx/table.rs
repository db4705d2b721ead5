//! One sheet with a head, a filter and rows: how cells look, how wide columns are.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::super::escape::visible;
use super::super::gaps::rounded;
use crate::finding::{Level, Verdict};
use crate::lang::Lang;
use crate::measure::GapVerdict;
use crate::quantity::Quantity;

/// More characters than a cell can hold.
const LONGEST_CELL: usize = 32_000;

/// As many links as a sheet can hold, with room to spare.
const MOST_LINKS: usize = 60_000;

/// Which meaning a colour underlines; the word in the cell says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Bad,
    Worse,
    Open,
    Faint,
    Input,
}

impl Tone {
    pub(super) fn of_verdict(verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(Verdict::Conform) => Self::Good,
            Some(Verdict::Nonconform) => Self::Worse,
            Some(Verdict::Undetermined) => Self::Open,
            Some(Verdict::NotApplicable) | None => Self::Faint,
        }
    }

    pub(super) fn of_gap(verdict: GapVerdict) -> Self {
        match verdict {
            GapVerdict::Met => Self::Good,
            GapVerdict::NotMet => Self::Worse,
            GapVerdict::Undetermined(_) => Self::Open,
        }
    }

    pub(super) fn of_level(level: Option<Level>) -> Self {
        match level {
            Some(Level::Error) => Self::Worse,
            Some(Level::Warning) => Self::Bad,
            Some(Level::Note) => Self::Faint,
            None => Self::Open,
        }
    }

    /// Dark letters on a light ground: at least 7 to 1.
    fn colors(self) -> (u32, u32) {
        match self {
            Self::Good => (0x0F_42_1E, 0xDD_F3_E2),
            Self::Bad => (0x5A_36_00, 0xFF_ED_CC),
            Self::Worse => (0x6E_0F_12, 0xFC_DE_DE),
            Self::Open => (0x2E_2A_66, 0xE6_E4_F7),
            Self::Faint => (0x44_44_44, 0xF1_F1_F1),
            Self::Input => (0x22_22_22, 0xFF_FB_E0),
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Day(Date),
    /// A word whose meaning a colour underlines.
    Toned(String, Tone),
    /// To be filled in by whoever works with the sheet.
    Input(Option<String>),
    InputDay(Option<Date>),
    /// A text that leads to a place in the workbook.
    Link(String, String),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count; all there are lie far below 2^53.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    pub(super) fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// A count of cases, read up to 2^53.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    pub(super) fn cases(count: Option<u64>) -> Self {
        count.map_or(Self::Empty, |count| Self::Number(count as f64))
    }

    /// The number of a quantity, rounded as far as it is known.
    pub(super) fn number(quantity: Option<&Quantity>) -> Self {
        let number = quantity.map(|quantity| rounded(quantity).number());
        number.map_or(Self::Empty, |number| {
            // What is left of a change of units far behind the point.
            Self::Number((number * 1e9).round() / 1e9)
        })
    }

    /// The unit of a quantity.
    pub(super) fn unit(quantity: Option<&Quantity>, lang: Lang) -> Self {
        quantity.map_or(Self::Empty, |quantity| Self::Text(quantity.unit_in(lang)))
    }

    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// How many lines it takes in a column of that width.
    fn lines(&self, width: u16) -> usize {
        let (Self::Text(text)
        | Self::Toned(text, _)
        | Self::Link(text, _)
        | Self::Input(Some(text))) = self
        else {
            return 1;
        };
        // Words are not broken, so a line is seldom full. In a Chinese text quotes are as wide as
        // its characters.
        let room = (usize::from(width.max(2)) * 9 / 10).max(1);
        let is_chinese = text.width() > text.chars().count();
        let wide = |line: &str| match is_chinese {
            true => line.width_cjk(),
            false => line.width(),
        };
        let lines = text.lines().map(|line| match wide(line) {
            needed if needed <= usize::from(width) => 1,
            needed => needed.div_ceil(room),
        });
        lines.sum()
    }

    /// How wide it is, in columns of a terminal.
    fn width(&self) -> usize {
        let widest = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        match self {
            Self::Empty => 0,
            Self::Text(text) | Self::Toned(text, _) | Self::Link(text, _) => widest(text),
            Self::Input(text) => text.as_deref().map_or(12, widest),
            Self::Number(_) => 9,
            Self::Day(_) | Self::InputDay(_) => 10,
        }
    }
}

/// A column: its head, and how wide it may get before its texts are wrapped.
pub(super) type Head = (&'static str, u16);

/// Heads in one language: English, Chinese, and how wide at most.
pub(super) fn heads(all: &[(&'static str, &'static str, u16)], lang: Lang) -> Vec<Head> {
    let pick =
        |(en, zh, widest): &(&'static str, &'static str, u16)| (lang.pick(*en, *zh), *widest);
    all.iter().map(pick).collect()
}

/// A sheet of rows below one head.
pub(super) struct Table {
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many columns at the left stay in sight.
    pub(super) frozen: u16,
    /// How many columns at the left go on paper, where more would be too small to read.
    pub(super) printed: u16,
    /// What to say where there is no row.
    pub(super) nothing: &'static str,
}

/// Height of one line, and of the highest row that programs show, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;

/// Height of a head.
pub(super) const HEAD: f64 = 21.0;

/// Sets the height of a row by the lines of its cells: not every program does so by itself.
pub(super) fn set_height<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'c Cell, u16)>,
) -> Result<(), XlsxError> {
    let lines = cells
        .map(|(cell, width)| cell.lines(width))
        .max()
        .unwrap_or(1);
    if lines > 1 {
        let lines = f64::from(u16::try_from(lines).unwrap_or(u16::MAX));
        sheet.set_row_height(row, (LINE * lines).min(HIGHEST))?;
    }
    Ok(())
}

impl Table {
    /// Writes the table and sets the sheet up for reading and printing.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        name: &str,
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        for (column, (head, _)) in (0u16..).zip(&self.heads) {
            sheet.write_string_with_format(0, column, *head, &looks.head)?;
        }
        sheet.set_row_height(0, HEAD)?;
        let widths = self.widths();
        for (column, width) in (0u16..).zip(&widths) {
            sheet.set_column_width(column, f64::from(*width) + 1.0)?;
        }
        let mut links = 0;
        for (row, cells) in (1u32..).zip(&self.rows) {
            set_height(sheet, row, cells.iter().zip(widths.iter().copied()))?;
            for (column, cell) in (0u16..).zip(cells) {
                looks.write(sheet, row, column, cell, &mut links)?;
            }
        }
        if self.rows.is_empty() {
            sheet.write_string_with_format(1, 0, self.nothing, &looks.remark)?;
        }
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).max(1);
        let last_column = u16::try_from(self.heads.len()).unwrap_or(u16::MAX).max(1) - 1;
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet.set_freeze_panes(1, self.frozen)?;
        sheet.set_print_area(0, 0, last_row, self.printed.clamp(1, last_column + 1) - 1)?;
        sheet.set_landscape();
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_print_gridlines(true);
        sheet.set_footer("&L&A&R&P / &N");
        Ok(())
    }

    /// The width of each column: what its cells need, up to its own bound.
    fn widths(&self) -> Vec<u16> {
        let heads = self.heads.iter().enumerate();
        heads
            .map(|(at, (head, widest))| {
                let cells = self.rows.iter().filter_map(|row| row.get(at));
                let needed = cells.map(Cell::width).max().unwrap_or(0);
                // Beside the head stands the button of the filter.
                let needed = needed.max(head.width() + 3);
                u16::try_from(needed).unwrap_or(u16::MAX).clamp(5, *widest)
            })
            .collect()
    }
}

/// How cells look.
pub(super) struct Looks {
    pub(super) head: Format,
    pub(super) title: Format,
    pub(super) strong: Format,
    pub(super) remark: Format,
    text: Format,
    quoted: Format,
    whole: Format,
    decimal: Format,
    small: Format,
    day: Format,
    link: Format,
    toned: Vec<(Tone, Format)>,
    input_day: Format,
}

impl Looks {
    /// Of sheets whose numbers stand under each other at the right.
    pub(super) fn new() -> Self {
        Self::with_numbers(FormatAlign::Right)
    }

    /// Of a sheet whose numbers stand beside their names.
    pub(super) fn beside_names() -> Self {
        Self::with_numbers(FormatAlign::Left)
    }

    fn with_numbers(align: FormatAlign) -> Self {
        let number = |shape: &str| {
            let format = Format::new().set_align(FormatAlign::Top);
            format.set_align(align).set_num_format(shape)
        };
        let base = || Format::new().set_align(FormatAlign::Top);
        let wrapped = || base().set_text_wrap();
        let toned = |tone: Tone| {
            let (letters, ground) = tone.colors();
            wrapped()
                .set_font_color(Color::RGB(letters))
                .set_background_color(Color::RGB(ground))
                .set_border(FormatBorder::Hair)
        };
        let tones = [
            Tone::Good,
            Tone::Bad,
            Tone::Worse,
            Tone::Open,
            Tone::Faint,
            Tone::Input,
        ];
        Self {
            head: Format::new()
                .set_align(FormatAlign::VerticalCenter)
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x2B_3A_4A)),
            title: Format::new().set_bold().set_font_size(16),
            strong: wrapped().set_bold(),
            remark: base().set_italic(),
            text: wrapped(),
            quoted: wrapped().set_quote_prefix(),
            whole: number("#,##0"),
            decimal: number("#,##0.0#"),
            small: number("0.0000"),
            day: number("yyyy-mm-dd"),
            link: wrapped().set_hyperlink(),
            toned: tones.map(|tone| (tone, toned(tone))).into(),
            input_day: toned(Tone::Input).set_num_format("yyyy-mm-dd"),
        }
    }

    /// A head of several lines.
    pub(super) fn wrapped_head(&self) -> Format {
        self.head.clone().set_text_wrap()
    }

    /// Joins the cells of a row that one text runs over: row, first and last column.
    pub(super) fn merge(
        &self,
        sheet: &mut Worksheet,
        (row, first, last): (u32, u16, u16),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let format = match cell {
            Cell::Input(_) => self.tone(Tone::Input),
            Cell::Toned(_, tone) => self.tone(*tone),
            _ => &self.text,
        };
        sheet.merge_range(row, first, row, last, "", format)?;
        self.write(sheet, row, first, cell, &mut 0)
    }

    fn tone(&self, tone: Tone) -> &Format {
        let own = self.toned.iter().find(|(known, _)| *known == tone);
        own.map_or(&self.text, |(_, format)| format)
    }

    /// How a number is shown: whole ones without a point.
    fn of_number(&self, number: f64) -> &Format {
        match number {
            number if number.fract().abs() < 1e-9 => &self.whole,
            number if number.abs() < 0.01 => &self.small,
            _ => &self.decimal,
        }
    }

    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
        links: &mut usize,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.write_text(sheet, row, column, text, None)?,
            Cell::Toned(text, tone) => {
                self.write_text(sheet, row, column, text, Some(self.tone(*tone)))?;
            }
            Cell::Input(None) => {
                sheet.write_blank(row, column, self.tone(Tone::Input))?;
            }
            Cell::Input(Some(text)) => {
                self.write_text(sheet, row, column, text, Some(self.tone(Tone::Input)))?;
            }
            Cell::Number(number) => {
                let format = self.of_number(*number);
                sheet.write_number_with_format(row, column, *number, format)?;
            }
            Cell::Day(day) => write_day(sheet, row, column, *day, &self.day)?,
            Cell::InputDay(None) => {
                sheet.write_blank(row, column, &self.input_day)?;
            }
            Cell::InputDay(Some(day)) => write_day(sheet, row, column, *day, &self.input_day)?,
            Cell::Link(text, _) if *links >= MOST_LINKS => {
                self.write_text(sheet, row, column, text, None)?;
            }
            Cell::Link(text, to) => {
                *links += 1;
                let url = Url::new(to).set_text(fitting(text));
                sheet.write_url_with_format(row, column, url, &self.link)?;
            }
        }
        Ok(())
    }

    /// Texts that begin like a formula keep the mark that they are none, also when edited.
    fn write_text(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let text = fitting(text);
        if text.is_empty() {
            return Ok(());
        }
        let is_formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        let plain = if is_formula { &self.quoted } else { &self.text };
        sheet.write_string_with_format(row, column, text, format.unwrap_or(plain))?;
        Ok(())
    }
}

/// A text as a cell can hold it.
fn fitting(text: &str) -> String {
    let text = visible(text);
    if text.len() <= LONGEST_CELL {
        return text;
    }
    let mut cut: String = text.chars().take(LONGEST_CELL / 2).collect();
    cut.push('…');
    cut
}

/// A day as a date; one before 1900 as a text, for spreadsheets know none.
fn write_day(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: Date,
    format: &Format,
) -> Result<(), XlsxError> {
    let parts = (
        u16::try_from(day.year()),
        u8::try_from(day.month()),
        u8::try_from(day.day()),
    );
    let date = match parts {
        (Ok(year), Ok(month), Ok(day)) => ExcelDateTime::from_ymd(year, month, day).ok(),
        _ => None,
    };
    match date {
        Some(date) => sheet.write_datetime_with_format(row, column, &date, format)?,
        None => sheet.write_string_with_format(row, column, day.to_string(), format)?,
    };
    Ok(())
}
