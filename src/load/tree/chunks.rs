//! Tokens in pieces that can be read one after the other.
//!
//! A piece ends at a line end outside of all brackets, so that a large text never has
//! all its tokens in memory. It also ends where an open bracket is certainly forgotten:
//! before a line that cannot continue the array or braces but does begin a key or a
//! header. Without that, one missing bracket would make errors of all later lines.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// From this many tokens on a piece ends as soon as it can.
const ENOUGH: usize = 2048;

/// Calls `read` with the tokens of `text`, piece by piece.
pub(super) fn each_chunk(text: &str, mut read: impl FnMut(&[Token])) {
    let mut chunk = Chunk {
        text,
        tokens: Vec::with_capacity(ENOUGH * 2),
        open: Vec::new(),
        line: Line::default(),
        last: None,
    };
    for token in Source::new(text).lex() {
        if chunk.forgotten_before_line(token) {
            let rest = chunk.tokens.split_off(chunk.line.start);
            read(&chunk.tokens);
            chunk.restart(rest);
        }
        chunk.push(token);
        if chunk.ends_well() {
            read(&chunk.tokens);
            chunk.tokens.clear();
            chunk.line.start = 0;
        }
    }
    if !chunk.tokens.is_empty() {
        read(&chunk.tokens);
    }
}

struct Chunk<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The brackets open after the tokens.
    open: Vec<TokenKind>,
    line: Line,
    /// The last token that is not space, comment or line end.
    last: Option<TokenKind>,
}

/// The line in progress.
#[derive(Default)]
struct Line {
    /// Its first token.
    start: usize,
    /// The innermost bracket at its start.
    inside: Option<TokenKind>,
    /// The last token before it that is not space, comment or line end.
    after: Option<TokenKind>,
    shape: Shape,
}

/// What a line looks like so far.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Shape {
    #[default]
    Blank,
    /// A key.
    Key,
    /// A key and a dot.
    KeyDot,
    /// One or two opening brackets.
    Brackets(u8),
    /// That many brackets and a key.
    Header(u8),
    /// That many brackets, a key and a dot.
    HeaderDot(u8),
    /// A header whose brackets are still to be closed by this many.
    Closing(u8),
    /// Nothing that matters.
    Other,
}

impl Chunk<'_> {
    /// Whether the line in progress cannot belong to the open bracket it stands in.
    fn forgotten_before_line(&self, next: Token) -> bool {
        let Some(inside) = self.line.inside else {
            return false;
        };
        match (self.line.shape, next.kind()) {
            (Shape::Key, TokenKind::Equals) => {
                inside == TokenKind::LeftSquareBracket || self.line.after.is_some_and(ends_value)
            }
            (Shape::Closing(0), TokenKind::Newline | TokenKind::Eof) => true,
            _ => false,
        }
    }

    /// Goes on after a forgotten bracket with the tokens of the line in progress.
    fn restart(&mut self, rest: Vec<Token>) {
        self.tokens.clear();
        self.tokens.extend(rest);
        self.open.clear();
        self.line.start = 0;
        self.line.inside = None;
    }

    fn push(&mut self, token: Token) {
        let kind = token.kind();
        self.tokens.push(token);
        match kind {
            TokenKind::Whitespace | TokenKind::Comment => return,
            TokenKind::Newline => {
                self.line = Line {
                    start: self.tokens.len(),
                    inside: self.open.last().copied(),
                    after: self.last,
                    shape: Shape::Blank,
                };
                return;
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => self.open.push(kind),
            TokenKind::RightSquareBracket => self.close(TokenKind::LeftSquareBracket),
            TokenKind::RightCurlyBracket => self.close(TokenKind::LeftCurlyBracket),
            _ => {}
        }
        self.last = Some(kind);
        if self.line.inside.is_some() && self.line.shape != Shape::Other {
            self.line.shape = self.shape_after(token);
        }
    }

    fn close(&mut self, opening: TokenKind) {
        if self.open.last() == Some(&opening) {
            self.open.pop();
        }
    }

    fn shape_after(&self, token: Token) -> Shape {
        let kind = token.kind();
        let name = is_name(kind);
        match (self.line.shape, kind) {
            (Shape::Blank | Shape::KeyDot, _) if name => Shape::Key,
            (Shape::Key, TokenKind::Dot) => Shape::KeyDot,
            (Shape::Blank, TokenKind::LeftSquareBracket) => Shape::Brackets(1),
            (Shape::Brackets(1), TokenKind::LeftSquareBracket) => Shape::Brackets(2),
            (Shape::Brackets(count), TokenKind::Atom) if self.is_no_value(token) => {
                Shape::Header(count)
            }
            (Shape::Header(count), TokenKind::Dot) => Shape::HeaderDot(count),
            (Shape::HeaderDot(count), _) if name => Shape::Header(count),
            (Shape::Header(count), TokenKind::RightSquareBracket) => Shape::Closing(count - 1),
            (Shape::Closing(1), TokenKind::RightSquareBracket) => Shape::Closing(0),
            _ => Shape::Other,
        }
    }

    /// Whether a word can only be a name, never a value.
    fn is_no_value(&self, token: Token) -> bool {
        let range = token.span().start()..token.span().end();
        let word = self.text.get(range).unwrap_or("");
        word.starts_with(|first: char| first.is_ascii_alphabetic())
            && !matches!(word, "true" | "false" | "inf" | "nan")
    }

    fn ends_well(&self) -> bool {
        self.open.is_empty() && self.tokens.len() >= ENOUGH && self.line.start == self.tokens.len()
    }
}

fn is_name(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString
    )
}

fn ends_value(kind: TokenKind) -> bool {
    is_name(kind)
        || matches!(
            kind,
            TokenKind::MlBasicString
                | TokenKind::MlLiteralString
                | TokenKind::RightSquareBracket
                | TokenKind::RightCurlyBracket
        )
}
