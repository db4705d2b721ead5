//! Texts of keys and of single values to what they mean.
//!
//! The common forms are read here; everything else, and every mistake, is left to the
//! decoders of `toml_parser`.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::{ParseError, Raw};

use super::Value;
use super::error::{ErrorList, SyntaxErrorKind, add_grammar_error};
use crate::source::Span;

/// Reads keys and values of one text and keeps what is wrong with them.
pub(super) struct Decoder<'a> {
    text: &'a str,
    pub(super) errors: ErrorList,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            errors: ErrorList::default(),
        }
    }

    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'a> {
        let text = self.text.get(span.start()..span.end()).unwrap_or("");
        Raw::new_unchecked(text, encoding, span)
    }

    /// The key at `span`.
    pub(super) fn key(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
    ) -> Cow<'a, str> {
        let raw = self.raw(span, encoding);
        if let Some(plain) = plain_key(raw.as_str(), encoding) {
            return Cow::Borrowed(plain);
        }
        let mut key = Cow::Borrowed("");
        let (text, errors) = (self.text, &mut self.errors);
        raw.decode_key(&mut key, &mut |error: ParseError| {
            add_grammar_error(errors, text, &error);
        });
        key
    }

    /// The value at `span`, which is not empty.
    pub(super) fn scalar(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
    ) -> Value<'a> {
        let raw = self.raw(span, encoding);
        if let Some(plain) = plain_scalar(raw.as_str(), encoding) {
            return plain;
        }
        let before = self.errors.total();
        let mut decoded = Cow::Borrowed("");
        let (text, errors) = (self.text, &mut self.errors);
        let kind = raw.decode_scalar(&mut decoded, &mut |error: ParseError| {
            add_grammar_error(errors, text, &error);
        });
        let sound = self.errors.total() == before;
        let span = Span::new(span.start(), span.end());
        self.value_of(kind, decoded, span, sound)
    }

    /// The value a decoded text stands for; an unsound one has been reported before.
    fn value_of(
        &mut self,
        kind: ScalarKind,
        decoded: Cow<'a, str>,
        span: Span,
        sound: bool,
    ) -> Value<'a> {
        match kind {
            ScalarKind::String => Value::String(decoded),
            ScalarKind::Boolean(value) => Value::Boolean(value),
            ScalarKind::DateTime => Value::Date(decoded.parse().unwrap_or_else(
                |error: toml::value::DatetimeParseError| {
                    let written = decoded.to_string();
                    self.add_if(sound, span, || SyntaxErrorKind::BadDate {
                        reason: error.to_string(),
                        written,
                    });
                    NO_DATE
                },
            )),
            ScalarKind::Float => match decoded.parse::<f64>() {
                Ok(value) if value.is_finite() || !has_digit(&decoded) => Value::Float(value),
                other => {
                    self.add_if(sound, span, || SyntaxErrorKind::FloatOutOfRange);
                    Value::Float(other.unwrap_or(0.0))
                }
            },
            ScalarKind::Integer(radix) => {
                let value = i64::from_str_radix(&decoded, radix.value());
                Value::Integer(value.unwrap_or_else(|_| {
                    self.add_if(sound, span, || SyntaxErrorKind::IntegerOutOfRange);
                    if decoded.starts_with('-') {
                        i64::MIN
                    } else {
                        i64::MAX
                    }
                }))
            }
        }
    }

    fn add_if(&mut self, sound: bool, span: Span, kind: impl FnOnce() -> SyntaxErrorKind) {
        if sound {
            self.errors.add(span, kind);
        }
    }

    /// Checks the characters of a comment.
    pub(super) fn comment(&mut self, span: toml_parser::Span) {
        let raw = self.raw(span, None);
        if is_printable(raw.as_str()) {
            return;
        }
        let (text, errors) = (self.text, &mut self.errors);
        raw.decode_comment(&mut |error: ParseError| add_grammar_error(errors, text, &error));
    }

    /// Checks that a carriage return has its line feed.
    pub(super) fn newline(&mut self, span: toml_parser::Span) {
        let raw = self.raw(span, None);
        let (text, errors) = (self.text, &mut self.errors);
        raw.decode_newline(&mut |error: ParseError| add_grammar_error(errors, text, &error));
    }

    /// The text at `span`.
    pub(super) fn text_at(&self, span: toml_parser::Span) -> &'a str {
        self.raw(span, None).as_str()
    }
}

const NO_DATE: toml::value::Datetime = toml::value::Datetime {
    date: None,
    time: None,
    offset: None,
};

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn plain_key(text: &str, encoding: Option<Encoding>) -> Option<&str> {
    match encoding {
        None => {
            let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
            (!text.is_empty() && text.bytes().all(bare)).then_some(text)
        }
        Some(_) => plain_string(text, encoding),
    }
}

/// The inside of a one-line string without escapes and control characters.
fn plain_string(text: &str, encoding: Option<Encoding>) -> Option<&str> {
    let (quote, escape) = match encoding {
        Some(Encoding::BasicString) => ('"', b'\\'),
        Some(Encoding::LiteralString) => ('\'', b'\''),
        _ => return None,
    };
    let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
    // Without an early exit, so that the loop works on many bytes at once.
    let odd = inside.bytes().fold(false, |odd, byte| {
        odd | (byte < b' ') | (byte == escape) | (byte == 0x7f)
    });
    (!odd).then_some(inside)
}

fn is_printable(text: &str) -> bool {
    !text.bytes().fold(false, |odd, byte| {
        odd | ((byte < b' ') & (byte != b'\t')) | (byte == 0x7f)
    })
}

fn plain_scalar(text: &str, encoding: Option<Encoding>) -> Option<Value<'_>> {
    if encoding.is_some() {
        return plain_string(text, encoding).map(|inside| Value::String(Cow::Borrowed(inside)));
    }
    match text {
        "true" => Some(Value::Boolean(true)),
        "false" => Some(Value::Boolean(false)),
        _ => plain_integer(text).map(Value::Integer),
    }
}

/// A decimal number without sign, underscores and leading zeros that surely fits.
fn plain_integer(text: &str) -> Option<i64> {
    let digits = text.as_bytes();
    if digits.len() > 18 || (digits.len() > 1 && digits.first() == Some(&b'0')) {
        return None;
    }
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        digits
            .iter()
            .fold(0, |value, digit| value * 10 + i64::from(digit - b'0')),
    )
}
