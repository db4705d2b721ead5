//! How wide texts come out, where they break, and what in them is safe to show.
//!
//! No font is read: a Chinese character is one em wide, a Latin one about half. Boxes made by that
//! measure hold their texts in the usual fonts.

use unicode_width::UnicodeWidthChar;

/// The text in one line without anything that cannot be seen: control characters, and marks that
/// turn the direction of writing around, which could make a name read as another.
pub(super) fn clean(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_space(c) {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !turns_direction(*c) && !matches!(*c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn is_space(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn turns_direction(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}')
}

/// The width of a text, in em.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

fn width_of(c: char) -> f64 {
    match c.width() {
        Some(0) | None => 0.0,
        Some(2) => 1.0,
        // Capitals and the widest letters stand out of the average.
        Some(_) if c.is_uppercase() || matches!(c, 'm' | 'w' | '%' | '@' | '—' | '…') => 0.72,
        Some(_) => 0.53,
    }
}

/// The text in at most `lines` lines, none wider than `widest` em. What does not fit is cut, and
/// the cut is shown.
pub(super) fn wrapped(text: &str, widest: f64, lines: usize) -> Vec<String> {
    let mut broken: Vec<String> = vec![String::new()];
    for part in parts(text) {
        let last = broken.len() - 1;
        let line = &broken[last];
        if width(line) + width(part.trim_end()) <= widest {
            broken[last].push_str(part);
            continue;
        }
        if !line.is_empty() {
            broken.push(String::new());
        }
        // A word wider than a line is broken anywhere.
        for c in part.chars() {
            let last = broken.len() - 1;
            if width(&broken[last]) + width_of(c) > widest && !broken[last].is_empty() {
                broken.push(String::new());
            }
            let last = broken.len() - 1;
            broken[last].push(c);
        }
    }
    let is_cut = broken.len() > lines;
    broken.truncate(lines);
    if let Some(last) = broken.last_mut().filter(|_| is_cut) {
        while width(last) + width_of('…') > widest && last.pop().is_some() {}
        let end = last.trim_end().len();
        last.truncate(end);
        last.push('…');
    }
    let lines = broken.into_iter().map(|line| line.trim_end().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The parts of a text between which a line may end.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            parts.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    parts.push(&text[start..]);
    parts
}

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    if after == ' ' || opens(before) || closes(after) {
        return false;
    }
    before == ' ' || wide(before) || wide(after) || matches!(before, '-' | '/')
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '「' | '《' | '“' | '(' | '【')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '）'
            | '」'
            | '》'
            | '”'
            | '！'
            | '？'
            | '】'
            | ')'
            | ','
            | '.'
            | ';'
            | ':'
            | '%'
            | '％'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_anywhere_but_before_a_comma() {
        let lines = wrapped("炉料，含水率", 3.0, 4);
        assert_eq!(lines, ["炉料，", "含水率"]);
        assert_eq!(
            wrapped("炉料批，含水率", 3.0, 4),
            ["炉料", "批，含", "水率"]
        );
    }

    #[test]
    fn words_break_at_spaces_and_long_ones_anywhere() {
        assert_eq!(wrapped("one two three", 4.0, 9), ["one two", "three"]);
        let lines = wrapped("aaaaaaaaaaaaaaaa", 4.3, 9);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line) <= 4.3));
    }

    #[test]
    fn what_is_cut_is_seen_to_be_cut_and_still_fits() {
        let lines = wrapped("Furnace lot of dried semi-coke and lump lime", 8.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && lines.iter().all(|line| width(line) <= 8.0));
    }

    #[test]
    fn nothing_unseen_is_left() {
        assert_eq!(clean("a\u{202e}b\n\u{7}c\u{0}"), "ab c");
    }
}
