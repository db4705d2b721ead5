//! A script as words with their places, and which bracket closes which.

use rhai::{Engine, Token};

/// A word of a script.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) token: Token,
    /// Its first byte.
    pub(super) at: usize,
    /// Its line, from 1.
    pub(super) line: usize,
    /// For a bracket, the position of the other one; else its own.
    pub(super) partner: usize,
}

/// The words of a script, without comments and without what is filled into texts.
pub(super) fn lexed(engine: &Engine, script: &str) -> Vec<Word> {
    let mut cursor = Cursor::new(script);
    let texts = [script];
    let (stream, control) = engine.lex(&texts);
    let mut words: Vec<Word> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (token, position) in stream {
        if matches!(token, Token::EOF | Token::LexError(_)) {
            break;
        }
        let place = position.line().zip(position.position());
        let Some((line, column)) = place.filter(|_| !matches!(token, Token::Comment(_))) else {
            continue;
        };
        let Some(at) = cursor.byte(line, column) else {
            continue;
        };
        let number = words.len();
        let mut partner = number;
        if is_opening(&token) {
            open.push(number);
        } else if is_closing(&token)
            && let Some(begun) = open.pop()
        {
            partner = begun;
            words[begun].partner = number;
            let before = begun.checked_sub(1).map(|before| &words[before].token);
            if matches!(before, Some(Token::InterpolatedString(_))) {
                // What follows is text again, as the parser would tell the lexer; what stands
                // between the braces is a part of the text.
                control.borrow_mut().is_within_text = true;
                words.truncate(begun);
                continue;
            }
        }
        words.push(Word {
            token,
            at,
            line,
            partner,
        });
    }
    words
}

/// Turns lines and columns, which only grow, into bytes.
struct Cursor<'s> {
    script: &'s str,
    /// Where each line begins.
    starts: Vec<usize>,
    line: usize,
    column: usize,
    at: usize,
}

impl<'s> Cursor<'s> {
    fn new(script: &'s str) -> Self {
        let breaks = script.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            script,
            starts: std::iter::once(0).chain(breaks).collect(),
            line: 0,
            column: 0,
            at: 0,
        }
    }

    fn byte(&mut self, line: usize, column: usize) -> Option<usize> {
        if line != self.line || column < self.column {
            self.at = *self.starts.get(line.checked_sub(1)?)?;
            (self.line, self.column) = (line, 1);
        }
        let rest = self.script.get(self.at..)?;
        let ahead = column.checked_sub(self.column)?;
        let inside = rest.char_indices().nth(ahead).map(|(at, _)| at);
        self.at += inside.unwrap_or(rest.len());
        self.column = column;
        Some(self.at)
    }
}

pub(super) fn is_opening(token: &Token) -> bool {
    matches!(
        token,
        Token::LeftBrace
            | Token::LeftParen
            | Token::LeftBracket
            | Token::QuestionBracket
            | Token::MapStart
    )
}

pub(super) fn is_closing(token: &Token) -> bool {
    matches!(
        token,
        Token::RightBrace | Token::RightParen | Token::RightBracket
    )
}
