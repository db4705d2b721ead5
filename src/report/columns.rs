//! Tables for the terminal: columns that line up, whatever script they are in.

use super::escape::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
    Center,
}

/// A table with a head.
pub(super) struct Columns {
    align: Vec<Align>,
    widest: usize,
    rows: Vec<Vec<String>>,
}

impl Columns {
    /// A table with these heads; no cell but the last gets wider than `widest` columns.
    pub(super) fn new(heads: &[(&str, Align)], widest: usize) -> Self {
        Self {
            align: heads.iter().map(|(_, align)| *align).collect(),
            widest,
            rows: vec![heads.iter().map(|(head, _)| (*head).to_owned()).collect()],
        }
    }

    /// Adds a row; missing cells are empty.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows
            .push(cells.iter().map(|cell| visible(cell)).collect());
    }

    /// The table, each line indented by two columns, without spaces at the ends of lines.
    pub(super) fn render(&self) -> String {
        let widths: Vec<usize> = (0..self.align.len())
            .map(|column| {
                // The last column pushes nothing aside.
                let last = column + 1 == self.align.len();
                let widest = if last { usize::MAX } else { self.widest };
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells
                    .map(|cell| cell.width().min(widest))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let mut table = String::new();
        for row in &self.rows {
            let mut line = String::from("  ");
            for ((cell, width), align) in row.iter().zip(&widths).zip(&self.align) {
                line.push_str(&set(&cut(cell, *width), *width, *align));
                line.push_str("  ");
            }
            table.push_str(line.trim_end());
            table.push('\n');
        }
        table
    }
}

fn set(cell: &str, width: usize, align: Align) -> String {
    let free = width.saturating_sub(cell.width());
    let before = match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Center => free / 2,
    };
    format!("{}{cell}{}", " ".repeat(before), " ".repeat(free - before))
}

/// The text in at most `width` columns, ended by `…` if it had more.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut taken = 0;
    let mut short = String::new();
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if taken + wide + 1 > width {
            break;
        }
        taken += wide;
        short.push(c);
    }
    short.push('…');
    short
}

/// The text in lines of at most `width` columns, none of it lost: broken at spaces, between
/// Chinese characters but not before a stop, and anywhere where else nothing fits.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for written in text.split('\n') {
        let mut rest = written.trim_end();
        while rest.width() > width {
            let at = break_at(rest, width);
            if at == rest.len() {
                break;
            }
            let (line, behind) = rest.split_at(at);
            lines.push(line.trim_end().to_owned());
            rest = behind.trim_start();
        }
        lines.push(rest.to_owned());
    }
    lines
}

/// Where the last line ends that fits; at least one character stands before it.
fn break_at(text: &str, width: usize) -> usize {
    let is_wide = |c: char| c.width().unwrap_or(0) > 1;
    let stops = |c: char| "，。；：、！？）》」』”’…,.;:!?)%".contains(c);
    let opens = |c: char| "（《「『“‘(".contains(c);
    let (mut taken, mut good, mut last) = (0, 0, 0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let may = before.is_some_and(|before| {
            let beside = is_wide(before) || is_wide(c);
            before == ' ' || c == ' ' || (beside && !stops(c) && !opens(before))
        });
        // A space at the end of a line takes no room.
        if may && (taken <= width) {
            good = at;
        }
        if taken <= width && at > 0 {
            last = at;
        }
        taken += c.width().unwrap_or(0);
        if taken > width && c != ' ' {
            break;
        }
        before = Some(c);
    }
    match (good, last) {
        (0, 0) => text.chars().next().map_or(text.len(), char::len_utf8),
        (0, last) => last,
        (good, _) => good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_cells_line_up() {
        let mut columns = Columns::new(&[("a", Align::Left), ("n", Align::Right)], 20);
        columns.row(vec!["原料仓".into(), "1".into()]);
        columns.row(vec!["store".into(), "12".into()]);
        assert_eq!(
            columns.render(),
            "  a        n\n  原料仓   1\n  store   12\n"
        );
    }

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(cut("原料仓", 4), "原…");
        assert_eq!(cut("原料仓", 6), "原料仓");
    }

    #[test]
    fn a_long_text_is_broken_and_none_of_it_is_lost() {
        assert_eq!(lines("check the form", 9), ["check the", "form"]);
        assert_eq!(lines("查申请书，有误", 8), ["查申请", "书，有误"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("a\nb", 9), ["a", "b"]);
        assert_eq!(lines("原", 1), ["原"]);
    }
}
