//! Full-width punctuation and curly quotes where TOML needs plain ones: which line has
//! them, and the text as it was meant.
//!
//! A mark is replaced by as many bytes as it has, so that a place in the mended text is
//! the same place in the written one.

use super::tree::{self, SyntaxError};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Span, Spot};

/// How often the text is read anew, for slips that earlier ones hid.
const ROUNDS: usize = 4;

/// A text with its marks replaced.
pub(super) struct Mended {
    /// The text as it was probably meant.
    pub(super) text: String,
    slips: Vec<Slip>,
}

/// A line with marks TOML does not know, and the first of them.
struct Slip {
    line: Span,
    mark: Mark,
    sound: bool,
}

/// A full-width character where TOML needs a plain one.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    found: char,
    write: &'static str,
}

/// Replaces the marks of every line with an error; `None` if no such line has any.
pub(super) fn mend(written: &str, errors: &[SyntaxError]) -> Option<Mended> {
    if errors.is_empty() || !written.contains(is_mark) {
        return None;
    }
    let mut mended = Mended {
        text: written.to_owned(),
        slips: Vec::new(),
    };
    let mut places = starts(errors);
    for _ in 0..ROUNDS {
        let known = mended.slips.len();
        mended.mend_lines(&places);
        if mended.slips.len() == known {
            break;
        }
        places = starts(&tree::parse(&mended.text).1);
    }
    for slip in &mut mended.slips {
        slip.sound &= !has_place(&places, slip.line);
    }
    (!mended.slips.is_empty()).then_some(mended)
}

fn starts(errors: &[SyntaxError]) -> Vec<u32> {
    let mut places: Vec<_> = errors.iter().map(|error| error.span.start).collect();
    places.sort_unstable();
    places
}

fn has_place(places: &[u32], line: Span) -> bool {
    let first = places.partition_point(|place| *place < line.start);
    places.get(first).is_some_and(|place| *place <= line.end)
}

impl Mended {
    /// One problem for each line with marks.
    pub(super) fn problems(&self, source: SourceId) -> impl Iterator<Item = Problem> {
        self.slips.iter().map(move |slip| {
            let Mark { span, found, write } = slip.mark;
            let kind = ProblemKind::FullWidthPunctuation { found, write };
            Problem::at(Spot { source, span }, kind)
        })
    }

    /// Whether a place is on a line that has been reported for its marks.
    pub(super) fn covers(&self, place: Span) -> bool {
        self.slip_at(place).is_some()
    }

    /// Whether a problem with what was read comes from the marks of its line.
    pub(super) fn caused(&self, problem: &Problem) -> bool {
        let slip = problem.spot.and_then(|spot| self.slip_at(spot.span));
        let made_of_marks = matches!(&problem.kind,
            ProblemKind::UnknownKey { key, .. } if key.contains(is_mark));
        slip.is_some_and(|slip| !slip.sound || made_of_marks)
    }

    fn slip_at(&self, place: Span) -> Option<&Slip> {
        let on_line = |slip: &&Slip| (slip.line.start..=slip.line.end).contains(&place.start);
        self.slips.iter().find(on_line)
    }

    fn mend_lines(&mut self, places: &[u32]) {
        let mut found = Vec::new();
        let mut open = None;
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let span = Span::new(start, start + content.len());
            let reading = Reading::of(content, start, &mut open);
            start += line.len();
            let Some(mark) = reading.marks.first().copied() else {
                continue;
            };
            if has_place(places, span) && !self.covers(span) {
                found.push((reading.marks, reading.texts));
                self.slips.push(Slip {
                    line: span,
                    mark,
                    sound: reading.sound,
                });
            }
        }
        for (marks, texts) in found {
            self.replace(&marks, &texts);
        }
    }

    fn replace(&mut self, marks: &[Mark], texts: &[Span]) {
        let mut at = 0;
        while let Some(first) = marks.get(at) {
            let mut run = vec![*first];
            while let Some(next) = marks.get(at + run.len())
                && run
                    .last()
                    .is_some_and(|last| last.span.end == next.span.start)
                && next.found == first.found
            {
                run.push(*next);
            }
            at += run.len();
            let plain: String = run.iter().map(|mark| mark.write).collect();
            let range = first.span.range().start..first.span.range().start + run.len() * 3;
            let blank = " ".repeat(range.len() - plain.len());
            let closes = matches!(first.found, '】' | '｝' | '）');
            match first.write {
                "\"" | "'" => {}
                _ if closes => self.text.replace_range(range, &format!("{blank}{plain}")),
                _ => self.text.replace_range(range, &format!("{plain}{blank}")),
            }
        }
        // Three quotes are as long as a curly one and hold quotes of their own kind.
        for text in texts {
            let (start, end) = (text.range().start, text.range().end);
            self.text.replace_range(start..start + 3, "\"\"\"");
            self.text.replace_range(end - 3..end, "\"\"\"");
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '；' | '：' | '＝' | '【' | '】' | '｛' | '｝' | '（' | '）'
    ) || is_curly(c)
}

fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// The reading of one line, as far as it takes to tell marks from texts.
struct Reading<'t> {
    line: &'t str,
    /// Where the line begins in its text.
    start: usize,
    at: usize,
    marks: Vec<Mark>,
    /// Texts between curly quotes, with these.
    texts: Vec<Span>,
    brackets: Vec<char>,
    /// An `=` came before, in this pair of brackets.
    assigned: bool,
    /// In a text without quotes, where marks are words.
    bare: bool,
    before: Option<char>,
    sound: bool,
}

impl<'t> Reading<'t> {
    /// Reads a line; `open` is the end of a text of several lines that it begins within.
    fn of(line: &'t str, start: usize, open: &mut Option<&'static str>) -> Self {
        let mut reading = Self {
            line,
            start,
            at: 0,
            marks: Vec::new(),
            texts: Vec::new(),
            brackets: Vec::new(),
            assigned: false,
            bare: false,
            before: None,
            sound: true,
        };
        if let Some(end) = open {
            let Some(at) = line.find(*end) else {
                return reading;
            };
            reading.at = at + 3;
            *open = None;
        }
        while let Some(c) = reading.rest().chars().next() {
            if c == '#' {
                break;
            }
            reading.step(c, open);
            reading.before = Some(c).filter(|c| !c.is_whitespace()).or(reading.before);
        }
        reading
    }

    fn rest(&self) -> &'t str {
        self.line.get(self.at..).unwrap_or("")
    }

    fn step(&mut self, c: char, open: &mut Option<&'static str>) {
        match c {
            '"' => self.text("\"", "\"\"\"", open),
            '\'' => self.text("'", "'''", open),
            c if is_mark(c) && !self.bare => self.mark(c),
            ',' | ']' | '}' | '=' | '[' | '{' => {
                self.delimiter(c);
                self.at += 1;
            }
            _ => self.word(c),
        }
    }

    /// Passes over a text in straight quotes.
    fn text(&mut self, quote: &str, long: &'static str, open: &mut Option<&'static str>) {
        let rest = self.rest();
        if let Some(inside) = rest.strip_prefix(long) {
            let end = inside.find(long);
            *open = end.is_none().then_some(long);
            self.at += end.map_or(rest.len(), |end| end + 6);
            return;
        }
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, c)| {
            let ends = !escaped && quote.starts_with(*c);
            escaped = !escaped && *c == '\\' && quote == "\"";
            ends
        });
        if let Some((end, _)) = end {
            self.at += end + 1;
            return;
        }
        self.at = self.line.len();
        self.lone_quote(quote);
    }

    /// Blames a curly quote without its partner for a text that does not end.
    fn lone_quote(&mut self, quote: &str) {
        let (opens, closes, write) = match quote {
            "\"" => ('“', '”', "\""),
            _ => ('‘', '’', "'"),
        };
        let mut pending = None;
        for (at, c) in self.line.char_indices() {
            if c == closes && pending.take().is_none() {
                pending = Some((at, c));
                break;
            }
            if c == opens {
                pending = Some((at, c));
            }
        }
        if let Some((at, found)) = pending {
            self.marks.clear();
            self.texts.clear();
            self.add(at, found, write);
            self.sound = false;
        }
    }

    fn add(&mut self, at: usize, found: char, write: &'static str) {
        let at = self.start + at;
        let span = Span::new(at, at + found.len_utf8());
        self.marks.push(Mark { span, found, write });
    }

    fn mark(&mut self, c: char) {
        let at = self.at;
        self.at += c.len_utf8();
        let write = match c {
            '“' | '”' | '‘' | '’' => return self.curly(at, c),
            '＝' => "=",
            '：' if self.assigned => ":",
            '：' => "=",
            '【' => "[",
            '】' => "]",
            '｛' => "{",
            '｝' => "}",
            '（' if matches!(self.before, Some('=' | '＝' | ',' | '，' | '[')) => "[",
            '）' if matches!(self.before, Some('"' | '\'' | '”' | '’')) => "]",
            '（' | '）' => return,
            // Nothing follows the value of a key but the end of its line.
            _ if self.assigned && self.brackets.is_empty() => "",
            _ => ",",
        };
        self.add(at, c, write);
        if let Some(plain) = write.chars().next() {
            self.delimiter(plain);
        }
    }

    /// Passes over a text in curly quotes.
    fn curly(&mut self, at: usize, found: char) {
        let double = matches!(found, '“' | '”');
        let write = if double { "\"" } else { "'" };
        self.add(at, found, write);
        let partner = |c: char| is_curly(c) && matches!(c, '“' | '”') == double;
        let Some(end) = self.rest().find(partner) else {
            self.sound = false;
            self.at = self.line.len();
            return;
        };
        self.at += end + found.len_utf8();
        let text = Span::new(self.start + at, self.start + self.at);
        if self.assigned || !self.brackets.is_empty() || at == self.indent() {
            self.texts.push(text);
        } else {
            self.sound = false;
        }
    }

    fn indent(&self) -> usize {
        self.line.len() - self.line.trim_start().len()
    }

    fn delimiter(&mut self, c: char) {
        match c {
            '=' => self.assigned = true,
            '[' | '{' => {
                self.brackets.push(c);
                self.assigned &= c == '[';
            }
            ']' | '}' => {
                self.brackets.pop();
                self.assigned |= c == '}';
                self.bare = false;
            }
            ',' => {
                self.assigned &= self.brackets.last() != Some(&'{');
                self.bare = false;
            }
            _ => {}
        }
    }

    /// Passes over a word, which begins a text without quotes if it is no value.
    fn word(&mut self, c: char) {
        let ends = |c: char| c.is_whitespace() || is_mark(c) || "=,[]{}\"'#".contains(c);
        if self.bare || ends(c) {
            self.at += c.len_utf8();
            return;
        }
        let rest = self.rest();
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let value = matches!(word, "true" | "false" | "inf" | "nan");
        self.bare = self.assigned && c.is_alphabetic() && !value;
        self.at += word.len();
    }
}
