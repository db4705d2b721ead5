//! The elements of a stretch of XML, one after the other, without a copy.
//!
//! Reads what event logs are written in: elements, attributes, text, comments, CDATA and
//! processing instructions. Document types are refused: no log needs one, and the entities
//! that they declare can grow without end. Keeps account of what is open, so that it may also
//! begin inside an element. Random tests compare it with another reader of XML.

mod entities;

use memchr::{memchr, memchr3, memmem};

pub(super) use self::entities::decode;
use super::fault::{Fault, XmlFault};

/// A part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// An element begins; its attributes are in [`Scanner::attributes`].
    Open {
        /// Its name, with a prefix if it has one.
        name: &'b [u8],
        /// It has no content and ends at once; no [`Token::Close`] follows.
        closed: bool,
    },
    /// An element ends.
    Close,
    /// Text that is more than white space, with its entities.
    Text(&'b [u8]),
    /// Text of a CDATA section, as it is.
    Verbatim(&'b [u8]),
}

/// An attribute of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribute<'b> {
    pub(super) name: &'b [u8],
    /// As written, with its entities.
    pub(super) value: &'b [u8],
    /// Where its value begins.
    pub(super) at: usize,
    /// The value has entities.
    pub(super) encoded: bool,
}

/// Which bytes a name may have; beyond ASCII, all.
const IN_NAME: [bool; 256] = {
    let mut in_name = [true; 256];
    let mut c: u8 = 0;
    while c < 0x80 {
        in_name[c as usize] = c.is_ascii_alphanumeric() || matches!(c, b'_' | b':' | b'-' | b'.');
        c += 1;
    }
    in_name
};

/// Goes through a stretch of XML.
#[derive(Debug)]
pub(super) struct Scanner<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Where the token last given begins.
    start: usize,
    /// The elements that are open.
    open: Vec<&'b [u8]>,
    /// Of the element last opened.
    pub(super) attributes: Vec<Attribute<'b>>,
}

impl<'b> Scanner<'b> {
    /// For a whole document, or a stretch at whose beginning these elements are open.
    pub(super) fn new(bytes: &'b [u8], open: &[&'b [u8]]) -> Self {
        Self {
            bytes,
            at: 0,
            start: 0,
            open: open.to_vec(),
            attributes: Vec::new(),
        }
    }

    /// Where the token last given begins, or what is wrong stands.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Up to where the stretch was read.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The value of an attribute of the element last opened, as written.
    pub(super) fn attribute(&self, name: &[u8]) -> Option<Attribute<'b>> {
        let found = self.attributes.iter();
        found.copied().find(|attribute| attribute.name == name)
    }

    /// The next token; `None` at the end of the stretch.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Token<'b>>, Fault> {
        loop {
            let bytes = self.bytes;
            let mut at = self.at;
            while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(at) {
                at += 1;
            }
            self.start = at;
            match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) => {
                    self.at = at;
                    return Ok(None);
                }
                (Some(b'<'), Some(b'/')) => return self.close(at + 2).map(Some),
                (Some(b'<'), Some(b'!')) => {
                    if let Some(token) = self.declaration(at)? {
                        return Ok(Some(token));
                    }
                }
                (Some(b'<'), Some(b'?')) => self.at = self.behind(at + 2, b"?>")?,
                (Some(b'<'), Some(_)) => return self.open(at + 1).map(Some),
                (Some(b'<'), None) => return Err(Fault::Cut),
                (Some(_), _) => {
                    let end = memchr(b'<', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                    let text = &bytes[self.at..end];
                    self.at = end;
                    return Ok(Some(Token::Text(text)));
                }
            }
        }
    }

    /// What begins with `<!`: a comment, which is passed over, or CDATA.
    #[cold]
    fn declaration(&mut self, at: usize) -> Result<Option<Token<'b>>, Fault> {
        let rest = &self.bytes[at..];
        if rest.starts_with(b"<!--") {
            self.at = self.behind(at + 4, b"-->")?;
            return Ok(None);
        }
        if rest.starts_with(b"<![CDATA[") {
            let begin = at + 9;
            self.at = self.behind(begin, b"]]>")?;
            return Ok(Some(Token::Verbatim(&self.bytes[begin..self.at - 3])));
        }
        let is_begun = |whole: &[u8]| rest.len() < whole.len() && whole.starts_with(rest);
        if is_begun(b"<!--") || is_begun(b"<![CDATA[") {
            return Err(Fault::Cut);
        }
        if rest.starts_with(b"<!D") {
            return Err(Fault::Xml(XmlFault::DocumentType));
        }
        Err(self.unexpected(at + 1))
    }

    fn behind(&self, from: usize, end: &[u8]) -> Result<usize, Fault> {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let found = memmem::find(rest, end).ok_or(Fault::Cut)?;
        Ok(from + found + end.len())
    }

    #[inline]
    fn close(&mut self, from: usize) -> Result<Token<'b>, Fault> {
        // Nearly always it is the element last opened, and written without a space.
        if let Some(open) = self.open.last() {
            let rest = &self.bytes[from..];
            if rest.starts_with(open) && rest.get(open.len()) == Some(&b'>') {
                self.at = from + open.len() + 1;
                self.open.pop();
                return Ok(Token::Close);
            }
        }
        let end = self.name_end(from)?;
        let name = &self.bytes[from..end];
        let after = self.space(end);
        match self.bytes.get(after) {
            None => return Err(Fault::Cut),
            Some(b'>') => {}
            Some(_) => return Err(self.unexpected(after)),
        }
        let open = self.open.last().copied();
        if open != Some(name) {
            let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
            let (closed, open) = (text(name), open.map(text));
            return Err(Fault::Xml(XmlFault::Close { closed, open }));
        }
        self.open.pop();
        self.at = after + 1;
        Ok(Token::Close)
    }

    #[inline]
    fn open(&mut self, from: usize) -> Result<Token<'b>, Fault> {
        let mut at = self.name_end(from)?;
        let name = &self.bytes[from..at];
        self.attributes.clear();
        if let Some(end) = self.usual(at) {
            self.at = end;
            return Ok(Token::Open { name, closed: true });
        }
        loop {
            let next = self.space(at);
            match self.bytes.get(next) {
                None => return Err(Fault::Cut),
                Some(b'>') => {
                    self.at = next + 1;
                    self.open.push(name);
                    return Ok(Token::Open {
                        name,
                        closed: false,
                    });
                }
                Some(b'/') => {
                    match self.bytes.get(next + 1) {
                        None => return Err(Fault::Cut),
                        Some(b'>') => {}
                        Some(_) => return Err(self.unexpected(next + 1)),
                    }
                    self.at = next + 2;
                    return Ok(Token::Open { name, closed: true });
                }
                Some(_) if next == at => return Err(self.unexpected(next)),
                Some(_) => at = self.attribute_at(next)?,
            }
        }
    }

    /// Reads ` key="…" value="…"/>`, which nearly every element of a log is; gives where it ends.
    #[inline]
    fn usual(&mut self, from: usize) -> Option<usize> {
        let bytes = self.bytes;
        let begin = from + 6;
        if bytes.get(from..begin)? != b" key=\"" {
            return None;
        }
        let key = &bytes[begin..begin + plain_end(&bytes[begin..])?];
        let end = begin + key.len();
        let begin = end + 9;
        if bytes.get(end..begin)? != b"\" value=\"" {
            return None;
        }
        let value = &bytes[begin..begin + plain_end(&bytes[begin..])?];
        let end = begin + value.len();
        let end = match bytes.get(end..end + 4)? {
            [b'"', b'/', b'>', _] => end + 3,
            [b'"', b' ', b'/', b'>'] => end + 4,
            _ => return None,
        };
        let attribute = |name, value, at| Attribute {
            name,
            value,
            at,
            encoded: false,
        };
        self.attributes.push(attribute(b"key", key, from + 6));
        self.attributes.push(attribute(b"value", value, begin));
        Some(end)
    }

    /// Reads one attribute; gives where it ends.
    #[inline]
    fn attribute_at(&mut self, from: usize) -> Result<usize, Fault> {
        let bytes = self.bytes;
        let end = self.name_end(from)?;
        let name = &bytes[from..end];
        let mut at = end;
        if bytes.get(at) != Some(&b'=') {
            at = self.space(at);
        }
        match bytes.get(at) {
            None => return Err(Fault::Cut),
            Some(b'=') => at += 1,
            Some(_) => return Err(self.no_value(from, name)),
        }
        if !matches!(bytes.get(at), Some(b'"' | b'\'')) {
            at = self.space(at);
        }
        let quote = match bytes.get(at) {
            None => return Err(Fault::Cut),
            Some(quote @ (b'"' | b'\'')) => *quote,
            Some(_) => return Err(self.no_value(from, name)),
        };
        let begin = at + 1;
        let (mut end, mut encoded) = (begin, false);
        loop {
            let found = memchr3(quote, b'<', b'&', &bytes[end..]).ok_or(Fault::Cut)?;
            end += found;
            match bytes[end] {
                b'&' => {
                    encoded = true;
                    end += 1;
                }
                b'<' => return Err(self.unexpected(end)),
                _ => break,
            }
        }
        if self.attributes.iter().any(|known| known.name == name) {
            self.start = from;
            let name = String::from_utf8_lossy(name).into_owned();
            return Err(Fault::Xml(XmlFault::Twice(name)));
        }
        self.attributes.push(Attribute {
            name,
            value: &bytes[begin..end],
            at: begin,
            encoded,
        });
        Ok(end + 1)
    }

    /// Where a name ends that begins here.
    #[inline]
    fn name_end(&mut self, from: usize) -> Result<usize, Fault> {
        let rest = &self.bytes[from..];
        let length = rest.iter().position(|c| !IN_NAME[usize::from(*c)]);
        match (length, rest.first()) {
            (None, _) => Err(Fault::Cut),
            (Some(0), _) | (_, Some(b'0'..=b'9' | b'-' | b'.')) => Err(self.unexpected(from)),
            (Some(length), _) => Ok(from + length),
        }
    }

    #[inline]
    fn space(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(at) {
            at += 1;
        }
        at
    }

    #[cold]
    fn unexpected(&mut self, at: usize) -> Fault {
        self.start = at;
        let rest = self.bytes.get(at..).unwrap_or_default();
        let few = String::from_utf8_lossy(&rest[..rest.len().min(4)]);
        let found = few.chars().next().unwrap_or('\u{FFFD}');
        Fault::Xml(XmlFault::Unexpected(found))
    }

    #[cold]
    fn no_value(&mut self, at: usize, name: &[u8]) -> Fault {
        self.start = at;
        Fault::Xml(XmlFault::NoValue(
            String::from_utf8_lossy(name).into_owned(),
        ))
    }
}

/// Where a value in double quotes ends, if it has no entities.
#[inline]
fn plain_end(bytes: &[u8]) -> Option<usize> {
    memchr3(b'"', b'<', b'&', bytes).filter(|end| bytes[*end] == b'"')
}

#[cfg(test)]
mod tests;
