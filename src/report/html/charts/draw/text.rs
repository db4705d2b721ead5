//! Text in a drawing: how wide it is, and what of it fits.
//!
//! There are no metrics of fonts here, so widths are those of the widest usual ones: a full em for
//! what is wide in Chinese fonts, and for Latin letters what DejaVu Sans takes.

use unicode_width::UnicodeWidthChar;

/// The size of labels; `charts.css` says the same.
pub(in super::super) const LABEL: f64 = 12.0;

/// The size of ticks and remarks.
pub(in super::super) const SMALL: f64 = 11.0;

/// A text from outside as it may stand in a page: in one line, without characters that XML does
/// not know or that turn the direction of what follows.
pub(in super::super) fn shown(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|c| !turns(*c));
    kept.map(|c| match c {
        '\u{FFFE}' | '\u{FFFF}' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    })
    .collect()
}

/// How wide a text is at a size.
pub(in super::super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a character in em.
fn em(c: char) -> f64 {
    match (c, c.width_cjk()) {
        (
            'i' | 'l' | 'j' | 'f' | 't' | 'r' | 'I' | '.' | ',' | ':' | ';' | '|' | '!' | ' '
            | '\u{A0}',
            _,
        ) => 0.4,
        ('m' | 'w' | 'M' | 'W' | '%' | '@', _) => 0.98,
        ('A'..='Z' | '+' | '<' | '=' | '>', _) => 0.76,
        ('0'..='9', _) => 0.64,
        (_, Some(2..)) => 1.0,
        (_, Some(0)) => 0.0,
        _ => 0.62,
    }
}

/// The text if it fits into `room`, else as much of it as does, ended by `…`.
pub(in super::super) fn fit(text: &str, size: f64, room: f64) -> String {
    let text = shown(text);
    if width(&text, size) <= room {
        return text;
    }
    let mut left = room - size * em('…');
    let mut short = String::new();
    for c in text.chars() {
        left -= em(c) * size;
        if left < 0.0 {
            break;
        }
        short.push(c);
    }
    let mut short = short.trim_end().to_owned();
    short.push('…');
    short
}

/// The text in at most `most` lines that fit into `room` each; what is left over ends in `…`.
pub(in super::super) fn lines(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    // A bound stays in one piece.
    let mut text = shown(text);
    for (apart, together) in [("≥ ", "≥\u{A0}"), ("≤ ", "≤\u{A0}"), (" %", "\u{A0}%")] {
        text = text.replace(apart, together);
    }
    let mut rest = text.trim();
    let mut lines = Vec::new();
    while lines.len() + 1 < most && width(rest, size) > room {
        let at = cut(rest, size, room);
        let (line, more) = rest.split_at(at);
        lines.push(line.trim_end().to_owned());
        rest = more.trim_start();
    }
    lines.push(fit(rest, size, room));
    lines
}

/// Where a line ends: after the last space that fits or between two wide characters, else
/// wherever it is full; never at the very beginning.
fn cut(text: &str, size: f64, room: f64) -> usize {
    let mut left = room;
    let (mut best, mut full) = (None, text.len());
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let may_break = before
            .is_some_and(|before| before == ' ' || is_wide(before) && is_wide(c) && !closes(c));
        if may_break {
            best = Some(at);
        }
        left -= em(c) * size;
        // A space at the end of a line takes no room.
        if left < 0.0 && c != ' ' {
            full = at;
            break;
        }
        before = Some(c);
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    best.unwrap_or(full).max(first)
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Punctuation that no line begins with.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '、' | '；' | '：' | '）' | '”' | '！' | '？'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_cut_fits_and_says_so() {
        for text in [
            "从申请到取款用时不超过两个工作日",
            "days from the request to the cash in hand",
        ] {
            let short = fit(text, LABEL, 100.0);
            assert!(
                short.ends_with('…') && width(&short, LABEL) <= 100.0,
                "{short}"
            );
        }
        assert_eq!(fit("short", LABEL, 100.0), "short");
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        assert_eq!(lines("one two three", 10.0, 45.0, 3), ["one two", "three"]);
        assert_eq!(lines("原料仓主管", 10.0, 30.0, 3), ["原料仓", "主管"]);
        assert_eq!(lines("aaaaaaaaaaaaaaaaaaaa", 10.0, 30.0, 2).len(), 2);
        assert_eq!(lines("", 10.0, 30.0, 2), [""]);
        for line in lines(&"宽".repeat(200), 10.0, 5.0, 4) {
            assert!(line.chars().count() <= 2, "{line}");
        }
    }

    #[test]
    fn what_would_break_a_page_is_left_out() {
        assert_eq!(shown("a\u{202E}b\u{0}c\nd\u{FFFF}"), "ab c d ");
    }
}
