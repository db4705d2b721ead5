//! A place in a plain text, moved forward over words, numbers and marks.
//!
//! Knows how words are cut, not what they mean.

use super::plain::in_word;

/// A place in a lower-case plain text.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn from(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    pub(super) fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(' ').len();
    }

    /// Moves over `mark`, whatever follows it.
    pub(super) fn eat(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        if found {
            self.at += mark.len();
        }
        found
    }

    pub(super) fn eat_any(&mut self, marks: &[&str]) -> bool {
        marks.iter().any(|mark| self.eat(mark))
    }

    /// The word of Latin script that is ahead, spaces and hyphens before it skipped.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let mut ahead = *self;
        while matches!(ahead.peek(), Some(' ' | '-')) {
            ahead.at += 1;
        }
        let rest = ahead.rest();
        let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        ahead.at += end;
        *self = ahead;
        Some(word)
    }

    /// The word of Latin script that is ahead.
    pub(super) fn ahead_word(mut self) -> Option<&'a str> {
        self.word()
    }

    /// Moves over one of these words of Latin script, spaces before it.
    pub(super) fn eat_word(&mut self, words: &[&str]) -> bool {
        let mut ahead = *self;
        let found = ahead.word().is_some_and(|word| words.contains(&word));
        if found {
            *self = ahead;
        }
        found
    }

    /// A run of at least `least` and at most `most` digits as a number.
    pub(super) fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let run = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if run < least || run > most {
            return None;
        }
        let value = self.rest()[..run].parse().ok()?;
        self.at += run;
        Some(value)
    }
}

/// The word of Latin script that ends a text, and what stands before it.
pub(super) fn last_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches([' ', '-', '"', '(']);
    let start = text.rfind(|c| !in_word(c));
    let start = start.map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let word = &text[start..];
    (!word.is_empty()).then(|| (word, &text[..start]))
}
