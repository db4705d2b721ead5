//! A text made plain for reading: full-width forms, odd spaces and dashes, case and
//! traditional characters folded, while every place still points into the text as written.
//!
//! Knows nothing of words.

use super::variants::simplified;
use crate::source::Span;

/// A text and its plain forms; the two plain ones have the same bytes but for case.
pub(super) struct Plain {
    /// Folded, in the case written.
    pub(super) text: String,
    /// Folded and in lower case.
    pub(super) lower: String,
    /// For every byte of the plain text the byte of the written one; none if they are the same.
    written_at: Vec<u32>,
    /// The text has Chinese characters.
    pub(super) is_chinese: bool,
    /// The text has a letter this program can read.
    pub(super) has_letters: bool,
}

impl Plain {
    pub(super) fn of(written: &str) -> Self {
        if written.is_ascii() {
            return Self {
                text: written.to_owned(),
                lower: written.to_ascii_lowercase(),
                written_at: Vec::new(),
                is_chinese: false,
                has_letters: written.bytes().any(|byte| byte.is_ascii_alphabetic()),
            };
        }
        let mut text = String::with_capacity(written.len());
        let mut written_at = Vec::with_capacity(written.len() + 1);
        let (mut is_chinese, mut has_letters) = (false, false);
        for (at, c) in written.char_indices() {
            let c = fold(c);
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            is_chinese |= is_cjk(c);
            has_letters |= c.is_ascii_alphabetic();
            written_at.extend(std::iter::repeat_n(at, c.len_utf8()));
            text.push(c);
        }
        written_at.push(u32::try_from(written.len()).unwrap_or(u32::MAX));
        Self {
            lower: text.to_ascii_lowercase(),
            text,
            written_at,
            is_chinese,
            has_letters: has_letters || is_chinese,
        }
    }

    /// The place in the text as written of a range of the plain one.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let at = |byte: usize| {
            let found = self.written_at.get(byte);
            found.map_or(byte, |at| *at as usize)
        };
        Span::new(at(start), at(end))
    }

    /// The character that ends just before a byte.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.lower.get(..at)?.chars().next_back()
    }

    /// The character that starts at a byte.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.lower.get(at..)?.chars().next()
    }

    /// What stands before a byte in the same clause, in lower case.
    pub(super) fn clause_before(&self, at: usize) -> &str {
        let mut from = at.saturating_sub(WIDEST);
        while !self.lower.is_char_boundary(from) {
            from -= 1;
        }
        let before = self.lower.get(from..at).unwrap_or("");
        let start = before.char_indices().rev().find(|(_, c)| ends_clause(*c));
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        before.get(start..).unwrap_or("")
    }

    /// What stands from a byte on in the same clause, in lower case.
    pub(super) fn clause_after(&self, at: usize) -> &str {
        let after = self.lower.get(at..).unwrap_or("");
        let end = after.find(ends_clause).unwrap_or(after.len());
        after.get(..end).unwrap_or("")
    }
}

/// How far back a clause is looked at, in bytes.
const WIDEST: usize = 320;

/// The mark ends a clause; a comma does not, since lists and numbers have it too.
fn ends_clause(c: char) -> bool {
    matches!(c, ';' | '。' | '!' | '?' | '\n')
}

/// The plain form of a character.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{201c}' | '\u{201d}' | '「' | '」' | '『' | '』' => '"',
        '\u{2018}' | '\u{2019}' => '\'',
        '﹪' => '%',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        '〜' => '~',
        '○' => '〇',
        c if is_cjk(c) => simplified(c),
        c => c,
    }
}

/// The character is written without spaces between words.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// The character is part of a word in Latin script, or a digit.
pub(super) fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_cjk(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_plain_text_lead_back_to_the_written_one() {
        let written = "提昇 ９５％ by “Q3”";
        let plain = Plain::of(written);
        assert_eq!(plain.text, "提升 95% by \"Q3\"");
        assert_eq!(plain.lower, "提升 95% by \"q3\"");
        let at = plain.text.find("95%").unwrap();
        assert_eq!(&written[plain.span(at, at + 3).range()], "９５％");
    }

    #[test]
    fn a_clause_ends_at_a_semicolon_and_not_at_a_comma() {
        let plain = Plain::of("one, two; three");
        assert_eq!(plain.clause_before(6), "one, t");
        assert_eq!(plain.clause_after(5), "two");
    }
}
