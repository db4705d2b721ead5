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
    let starts: Vec<usize> = std::iter::once(0)
        .chain(script.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
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
        let start = starts.get(line - 1).copied().unwrap_or(script.len());
        let rest = script.get(start..).unwrap_or("");
        let inside = rest
            .char_indices()
            .nth(column - 1)
            .map_or(rest.len(), |(at, _)| at);
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
            at: start + inside,
            line,
            partner,
        });
    }
    words
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
