//! What can be wrong with a text as TOML, and the bounded lists errors are kept in.
//!
//! Two lists grow side by side, one from the grammar and one from the meaning of keys
//! and values; they are merged by place at the end.

use toml_parser::{ErrorSink, Expected, ParseError};

use crate::source::Span;

/// How many errors of one text are told apart; the rest is only counted.
const MOST_ERRORS: usize = 200;

/// One mistake in a text and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes at fault; empty where something is missing.
    pub span: Span,
    /// What is wrong.
    pub kind: SyntaxErrorKind,
}

/// What is wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// The key or table is already defined.
    DuplicateKey {
        /// The key, quotes and escapes resolved.
        key: String,
        /// The key where it was first defined.
        first: Span,
    },
    /// A dotted key or header leads through a value that is closed to new keys.
    NotExtendable {
        /// The part of the key that names the closed value.
        key: String,
        /// The key where that value was defined.
        first: Span,
        /// The kind of that value, such as `string` or `inline table`.
        what: &'static str,
    },
    /// Nothing stands where a value is needed.
    MissingValue,
    /// A whole number that does not fit 64 bits.
    IntegerOutOfRange,
    /// A number beyond the largest float.
    FloatOutOfRange,
    /// A not existing day or time, or one written wrongly.
    BadDate {
        /// The reason in words.
        reason: String,
        /// What is written.
        written: String,
    },
    /// Brackets or key parts nested beyond the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More errors follow than are listed; always the last of a list.
    More {
        /// How many are not listed.
        count: usize,
    },
    /// Any other breach of the grammar.
    Other {
        /// What is wrong, in words.
        description: String,
        /// What would fit, in words; may be empty.
        expected: String,
    },
}

/// Errors in the order found: the first ones in full, the rest as a number.
#[derive(Debug, Default)]
pub(super) struct ErrorList {
    errors: Vec<SyntaxError>,
    total: usize,
    first_unlisted: Option<Span>,
}

impl ErrorList {
    /// Adds an error; `kind` is only asked for while there is room.
    pub(super) fn add(&mut self, span: Span, kind: impl FnOnce() -> SyntaxErrorKind) {
        self.total += 1;
        if self.errors.len() < MOST_ERRORS {
            let kind = kind();
            self.errors.push(SyntaxError { span, kind });
        } else if self.first_unlisted.is_none_or(|first| span < first) {
            self.first_unlisted = Some(span);
        }
    }

    /// How many errors have been added.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// Both lists as one by place, cut to the limit with a count of the rest.
    pub(super) fn merge(self, other: Self) -> Vec<SyntaxError> {
        let total = self.total + other.total;
        let mut errors = self.errors;
        errors.extend(other.errors);
        errors.sort_by_key(|error| error.span);
        if total > MOST_ERRORS {
            let cut = errors.get(MOST_ERRORS).map(|error| error.span);
            let unlisted = [cut, self.first_unlisted, other.first_unlisted];
            errors.truncate(MOST_ERRORS);
            errors.push(SyntaxError {
                span: unlisted.into_iter().flatten().min().unwrap_or_default(),
                kind: SyntaxErrorKind::More {
                    count: total - MOST_ERRORS,
                },
            });
        }
        errors
    }
}

/// Takes the errors of `toml_parser` into an [`ErrorList`].
pub(super) struct GrammarErrors<'a> {
    text: &'a str,
    list: ErrorList,
}

impl<'a> GrammarErrors<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            list: ErrorList::default(),
        }
    }

    pub(super) fn into_list(self) -> ErrorList {
        self.list
    }
}

impl ErrorSink for GrammarErrors<'_> {
    fn report_error(&mut self, error: ParseError) {
        add_grammar_error(&mut self.list, self.text, &error);
    }
}

/// Adds an error of `toml_parser` whose places count from the start of `text`.
pub(super) fn add_grammar_error(list: &mut ErrorList, text: &str, error: &ParseError) {
    let place = error.unexpected().or(error.context()).unwrap_or_default();
    let start = char_start(text, place.start());
    let end = char_start(text, place.end()).max(start);
    list.add(Span::new(start, end), || SyntaxErrorKind::Other {
        description: error.description().to_owned(),
        expected: error.expected().map(expected_text).unwrap_or_default(),
    });
}

/// The start of the character that covers byte `at`.
fn char_start(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn expected_text(expected: &[Expected]) -> String {
    let mut words = String::new();
    for (at, one) in expected.iter().enumerate() {
        if at > 0 {
            words.push_str(", ");
        }
        match one {
            Expected::Literal("\n") => words.push_str("newline"),
            Expected::Literal(literal) => {
                words.push('`');
                words.push_str(literal);
                words.push('`');
            }
            Expected::Description(description) => words.push_str(description),
            _ => words.push_str("something else"),
        }
    }
    words
}
