//! Puts marks into the text of a script, guided by its words.

use rhai::Token;

use super::{Mark, MarkKind, Watching};
use crate::engine::lexed::{Word, is_closing, is_opening, lexed};
use crate::engine::sandbox;
use crate::engine::watchdog::Watch;
use crate::source::Span;

/// A text put in, by place and, at one place, by rank.
type Put = (usize, Rank, String);

/// What comes first where several texts are put in at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    EndOfValue,
    EndOfCondition,
    NoElse,
    EndOfArm,
    Entered,
    Arm,
    Condition,
    Value,
}

/// What an open bracket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Block(Option<MarkKind>),
    /// The body of an `if`, with the word that begins it.
    Then(usize),
    /// The body of a `do`, whose condition comes after it.
    Do,
    Switch,
    Other,
}

/// The script with its marks, and the marks.
pub(super) fn instrument(script: &str, watching: Watching) -> (String, Vec<Mark>) {
    let engine = sandbox::engine(Watch::new());
    let words = lexed(&engine, script);
    let mut scan = Scan {
        words: &words,
        everything: watching != Watching::Branches,
        marks: Vec::new(),
        puts: Vec::new(),
        open: Vec::new(),
        pending: Vec::new(),
        conditions: Vec::new(),
        function: 0,
    };
    for at in 0..words.len() {
        scan.word(at);
    }
    let Scan {
        marks, mut puts, ..
    } = scan;
    puts.sort();
    let mut marked = String::with_capacity(script.len() * 2);
    let mut done = 0;
    for (at, _, text) in puts {
        marked.push_str(script.get(done..at).unwrap_or(""));
        marked.push_str(&text);
        done = at;
    }
    marked.push_str(script.get(done..).unwrap_or(""));
    (marked, marks)
}

struct Scan<'w> {
    words: &'w [Word],
    everything: bool,
    marks: Vec<Mark>,
    puts: Vec<Put>,
    open: Vec<Open>,
    /// Blocks that are announced, each with how many brackets are open around it.
    pending: Vec<(Open, usize)>,
    /// The depth and end of conditions the scan is in.
    conditions: Vec<(usize, usize)>,
    /// The mark of the function the scan is in.
    function: usize,
}

impl Scan<'_> {
    fn token(&self, at: usize) -> &Token {
        self.words.get(at).map_or(&Token::EOF, |word| &word.token)
    }

    fn before(&self, at: usize) -> &Token {
        at.checked_sub(1).map_or(&Token::EOF, |at| self.token(at))
    }

    fn mark(&mut self, kind: MarkKind, from: usize, end: usize) -> usize {
        let number = self.marks.len();
        if kind == MarkKind::Function {
            self.function = number;
        }
        let word = &self.words[from];
        self.marks.push(Mark {
            kind,
            line: word.line,
            span: Span::new(word.at, end),
            function: self.function,
            path: Vec::new(),
        });
        number
    }

    fn put(&mut self, at: usize, rank: Rank, text: String) {
        self.puts.push((at, rank, text));
    }

    fn announce(&mut self, what: Open) {
        self.pending.push((what, self.open.len()));
    }

    fn word(&mut self, at: usize) {
        while self.conditions.last().is_some_and(|(_, end)| at >= *end) {
            self.conditions.pop();
        }
        match self.token(at) {
            Token::Fn => self.announce(Open::Block(Some(MarkKind::Function))),
            Token::If if !self.is_guard(at) => {
                self.announce(Open::Then(at));
                self.condition(at);
            }
            Token::Else if !matches!(self.token(at + 1), Token::If) => {
                self.announce(Open::Block(Some(MarkKind::Else)));
            }
            Token::While | Token::Until if self.closed_do(at) => {}
            Token::While => {
                self.announce(Open::Block(Some(MarkKind::Loop)));
                self.condition(at);
            }
            Token::Loop | Token::For => self.announce(Open::Block(Some(MarkKind::Loop))),
            Token::Do => self.announce(Open::Do),
            Token::Switch => self.announce(Open::Switch),
            Token::Try => self.announce(Open::Block(None)),
            Token::Catch => self.announce(Open::Block(Some(MarkKind::Catch))),
            Token::DoubleArrow if self.open.last() == Some(&Open::Switch) => self.arm(at + 1),
            token if is_opening(token) => self.opening(at),
            token if is_closing(token) => self.closing(at),
            Token::Identifier(_) if self.everything => self.value(at),
            _ => {}
        }
    }

    /// The `if` of a case in a `switch`: `1 if x > 2 => …`.
    fn is_guard(&self, at: usize) -> bool {
        self.open.last() == Some(&Open::Switch)
            && !matches!(self.before(at), Token::DoubleArrow | Token::Else)
            && self.words[at..]
                .iter()
                .find(|word| matches!(word.token, Token::DoubleArrow | Token::LeftBrace))
                .is_some_and(|word| word.token == Token::DoubleArrow)
    }

    fn closed_do(&self, at: usize) -> bool {
        let Some(close) = at
            .checked_sub(1)
            .filter(|_| *self.before(at) == Token::RightBrace)
        else {
            return false;
        };
        let begun = self.words[close].partner;
        matches!(self.before(begun), Token::Do)
    }

    /// The block that begins after a condition; the condition is marked.
    fn condition(&mut self, keyword: usize) {
        let from = keyword + 1;
        let mut end = from;
        while end < self.words.len() && *self.token(end) != Token::LeftBrace {
            end = self.words[end].partner.max(end) + 1;
        }
        if !self.everything || end <= from || end >= self.words.len() {
            return;
        }
        let (start, stop) = (self.words[from].at, self.words[end].at);
        let number = self.mark(MarkKind::Condition, from, stop);
        self.put(start, Rank::Condition, format!("probe__decided({number}, "));
        self.put(stop, Rank::EndOfCondition, ")".into());
        self.conditions.push((self.open.len(), end));
    }

    fn opening(&mut self, at: usize) {
        let opened = self.opened(at);
        self.open.push(opened);
        let kind = match opened {
            Open::Block(Some(kind)) => kind,
            Open::Then(_) => MarkKind::If,
            Open::Do => MarkKind::Loop,
            _ => return,
        };
        let inside = self.words[at].at + 1;
        let number = self.mark(kind, at, inside);
        self.put(inside, Rank::Entered, format!("probe__entered({number});"));
    }

    /// What an opening bracket begins.
    fn opened(&mut self, at: usize) -> Open {
        if *self.token(at) != Token::LeftBrace {
            return Open::Other;
        }
        let depth = self.open.len();
        let before = self.before(at).clone();
        if matches!(before, Token::DoubleArrow) && self.open.last() == Some(&Open::Switch) {
            return Open::Block(Some(MarkKind::Arm));
        }
        if let Some((announced, _)) = self.pending.pop_if(|(_, around)| *around == depth) {
            return announced;
        }
        match before {
            Token::Pipe | Token::Or => Open::Block(Some(MarkKind::Closure)),
            _ => Open::Block(None),
        }
    }

    fn closing(&mut self, at: usize) {
        let closed = self.open.pop();
        let Some(Open::Then(keyword)) = closed else {
            return;
        };
        if *self.token(at + 1) == Token::Else {
            return;
        }
        let after = self.words[at].at + 1;
        let end = self.words[keyword].at + "if".len();
        let number = self.mark(MarkKind::NoElse, keyword, end);
        self.put(
            after,
            Rank::NoElse,
            format!(" else {{ probe__entered({number}); }}"),
        );
    }

    /// An arm of a `switch` without braces.
    fn arm(&mut self, from: usize) {
        if *self.token(from) == Token::LeftBrace {
            return;
        }
        let mut end = from;
        while end < self.words.len() && !matches!(self.token(end), Token::Comma | Token::RightBrace)
        {
            end = self.words[end].partner.max(end) + 1;
        }
        let (Some(first), Some(last)) = (self.words.get(from), self.words.get(end)) else {
            return;
        };
        let (start, stop) = (first.at, last.at);
        let number = self.mark(MarkKind::Arm, from, stop);
        self.put(start, Rank::Arm, format!("{{ probe__entered({number}); "));
        self.put(stop, Rank::EndOfArm, " }".into());
    }

    /// A value that begins with a name: a chain of properties and calls, or, in a condition,
    /// a variable.
    fn value(&mut self, at: usize) {
        let declared = matches!(
            self.before(at),
            Token::Let
                | Token::Const
                | Token::Fn
                | Token::For
                | Token::Period
                | Token::Elvis
                | Token::Pipe
                | Token::DoubleColon
        );
        if declared
            || matches!(
                self.token(at + 1),
                Token::Colon | Token::DoubleColon | Token::Bang
            )
        {
            return;
        }
        let chain = self.chain(at);
        let Some(last) = self.words.get(chain.end - 1) else {
            return;
        };
        let next = self.token(chain.end);
        if *next == Token::Equals || next.is_op_assignment() {
            return;
        }
        let is_call = chain.is_call;
        let in_condition = self
            .conditions
            .last()
            .is_some_and(|(depth, _)| *depth == self.open.len());
        if !is_call && !chain.has_property && !in_condition {
            return;
        }
        let end = last.at + length(&last.token);
        let start = self.words[at].at;
        let name = match &self.words[at].token {
            Token::Identifier(name) => name.to_string(),
            _ => String::new(),
        };
        let kind = match name.as_str() {
            "nonconform" | "undetermined" if is_call => MarkKind::Said,
            "not_applicable" if is_call => MarkKind::NotApplicable,
            _ => MarkKind::Read,
        };
        let number = self.mark(kind, at, end);
        self.marks[number].path = chain.path;
        let call = match kind {
            MarkKind::Read if is_call => format!("probe__read({number}, (), "),
            MarkKind::Read => format!("probe__read({number}, {name}, "),
            _ => format!("probe__said({number}, "),
        };
        self.put(start, Rank::Value, call);
        self.put(end, Rank::EndOfValue, ")".into());
    }

    /// The properties and calls that follow a name.
    fn chain(&self, at: usize) -> Chain {
        let mut chain = Chain {
            end: at + 1,
            ..Chain::default()
        };
        let mut in_path = true;
        loop {
            match self.token(chain.end) {
                Token::Period | Token::Elvis => {
                    let Token::Identifier(name) = self.token(chain.end + 1) else {
                        return chain;
                    };
                    chain.has_property = true;
                    chain.end += 2;
                    let is_call = matches!(self.token(chain.end), Token::LeftParen | Token::Unit);
                    let asks = is_call && matches!(name.as_str(), "has" | "at");
                    match self.token(chain.end + 1) {
                        Token::StringConstant(path) if asks && in_path => {
                            let keys = path.split('.').filter(|key| !key.is_empty());
                            chain.path.extend(keys.map(str::to_owned));
                        }
                        _ if !is_call && in_path => chain.path.push(name.to_string()),
                        _ => {}
                    }
                    in_path &= !is_call;
                }
                Token::LeftParen | Token::Unit if chain.end == at + 1 => {
                    chain.is_call = true;
                    in_path = false;
                    chain.end = self.words[chain.end].partner + 1;
                }
                Token::LeftParen | Token::Unit
                    if matches!(self.before(chain.end), Token::Identifier(_)) =>
                {
                    chain.end = self.words[chain.end].partner + 1;
                }
                Token::LeftBracket | Token::QuestionBracket => {
                    in_path = false;
                    chain.end = self.words[chain.end].partner + 1;
                }
                _ => return chain,
            }
        }
    }
}

/// A name and what follows it.
#[derive(Debug, Default)]
struct Chain {
    /// One past its last word.
    end: usize,
    /// It begins with the call of a function.
    is_call: bool,
    has_property: bool,
    /// The keys that lead from the first name to the value, as far as they are plain.
    path: Vec<String>,
}

/// How many bytes a word at the end of a value has.
fn length(token: &Token) -> usize {
    match token {
        Token::Identifier(name) => name.len(),
        Token::Unit => 2,
        _ => 1,
    }
}
