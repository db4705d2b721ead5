//! Walks through a text character by character, folding spelling variants on the way.
//!
//! Full-width forms, odd spaces and dashes and the traditional characters of units read as
//! their plain forms, while offsets stay those of the text as written. Knows nothing of
//! numbers or units.

/// The plain form of a spelling variant; any other character is itself.
pub(super) fn fold(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2212}' | '\u{2010}' | '\u{2011}' => '-',
        '\u{301c}' => '~',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2236}' => ':',
        '￥' => '¥',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        '﹪' => '%',
        'μ' => 'µ',
        _ => simplify(c),
    }
}

/// The simplified form of the traditional characters that occur in units and comparisons.
fn simplify(c: char) -> char {
    match c {
        '個' => '个',
        '時' => '时',
        '鐘' => '钟',
        '鍾' => '钟',
        '週' => '周',
        '過' => '过',
        '內' => '内',
        '於' => '于',
        '點' => '点',
        '萬' => '万',
        '億' => '亿',
        '臺' => '台',
        '單' => '单',
        '張' => '张',
        '條' => '条',
        '項' => '项',
        '處' => '处',
        '間' => '间',
        '幣' => '币',
        '歐' => '欧',
        '鎊' => '镑',
        '後' => '后',
        '兩' => '两',
        '當' => '当',
        '曆' => '历',
        '噸' => '吨',
        '達' => '达',
        '應' => '应',
        _ => c,
    }
}

/// The character is written without spaces between words.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// A place in a text, moved forward over whole characters only.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The start of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte offset reached.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What was read since the offset `start`.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// The character ahead, folded.
    pub(super) fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.rest().chars().next().map(fold),
        }
    }

    /// The character after the one ahead, folded.
    pub(super) fn peek_second(mut self) -> Option<char> {
        self.bump();
        self.peek()
    }

    /// The character just passed, folded.
    pub(super) fn previous(&self) -> Option<char> {
        self.text
            .get(..self.at)
            .and_then(|passed| passed.chars().next_back())
            .map(fold)
    }

    /// Moves over the character ahead and gives it, folded.
    pub(super) fn bump(&mut self) -> Option<char> {
        let raw = self.rest().chars().next()?;
        self.at += raw.len_utf8();
        Some(fold(raw))
    }

    /// Moves to the end of the text.
    pub(super) fn finish(&mut self) {
        self.at = self.text.len();
    }

    /// Moves over whitespace.
    pub(super) fn skip_space(&mut self) {
        self.skip_while(char::is_whitespace);
    }

    /// Moves over the characters that satisfy `wanted`.
    pub(super) fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    /// The character ahead is an ASCII digit.
    pub(super) fn digit_ahead(&self) -> bool {
        self.peek().is_some_and(|c| c.is_ascii_digit())
    }

    /// Moves over `pattern`, written in lower case, if it is ahead in any case.
    pub(super) fn eat(&mut self, pattern: &str) -> bool {
        let mut ahead = *self;
        for want in pattern.chars() {
            if ahead.peek().map(|c| c.to_ascii_lowercase()) != Some(want) {
                return false;
            }
            ahead.bump();
        }
        *self = ahead;
        true
    }

    /// Moves over the first of `patterns` that is ahead.
    pub(super) fn eat_any(&mut self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.eat(pattern))
    }

    /// Moves over whole words, any spaces or hyphens between them.
    pub(super) fn eat_phrase(&mut self, phrase: &str) -> bool {
        // Most phrases of a list already fail here.
        let first = self.peek().map(|c| c.to_ascii_lowercase());
        if first.is_none() || first != phrase.chars().next() {
            return false;
        }
        let mut ahead = *self;
        for (index, word) in phrase.split(' ').enumerate() {
            let start = ahead.at;
            if index > 0 {
                ahead.skip_while(|c| c == '-' || c.is_whitespace());
            }
            if (index > 0 && ahead.at == start) || !ahead.eat(word) {
                return false;
            }
        }
        if ahead.peek().is_some_and(|c| c.is_ascii_alphanumeric()) {
            return false;
        }
        *self = ahead;
        true
    }

    /// Moves over the first of `phrases` that is ahead.
    pub(super) fn eat_any_phrase(&mut self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.eat_phrase(phrase))
    }

    /// A word or number could start here: no letter or digit was just passed.
    pub(super) fn at_word_start(&self) -> bool {
        !self.previous().is_some_and(|c| c.is_ascii_alphanumeric())
    }

    /// Nothing is left but spaces and closing punctuation.
    pub(super) fn is_done(&self) -> bool {
        self.rest().chars().map(fold).all(closes)
    }
}

/// A space or a mark that may end a text without meaning anything.
pub(super) fn closes(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '。' | ',' | ';' | '!' | '、' | '｡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_the_text_as_written() {
        let mut cursor = Cursor::new("９％ 個");
        assert_eq!(cursor.bump(), Some('9'));
        assert_eq!(cursor.at(), 3);
        assert!(cursor.eat("%"));
        assert_eq!(cursor.at(), 6);
        cursor.skip_space();
        assert_eq!(cursor.peek(), Some('个'));
    }

    #[test]
    fn a_phrase_matches_whole_words_in_any_case() {
        assert!(Cursor::new("At  most 2").eat_phrase("at most"));
        assert!(!Cursor::new("at mostly").eat_phrase("at most"));
        assert!(!Cursor::new("atmost").eat_phrase("at most"));
    }
}
