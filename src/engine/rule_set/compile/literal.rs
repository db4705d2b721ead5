//! Reads the head of a rule, its `const META = #{ … };`, without a parser of scripts.
//!
//! META is most of a script and nothing but texts, numbers, lists and maps, so reading it
//! needs no syntax tree. What is not plainly such a head is not read here at all: an escape
//! seldom used, a comment in an unusual place, a word of the language as a key, any mistake.
//! The parser of scripts has the last word on those.

use std::str::Chars;

use rhai::{Array, Dynamic, Map};

/// More than rules have; what has more goes to the parser, which has the limits of scripts.
const LONGEST_HEAD: usize = 32 * 1024;
const MOST_ITEMS: usize = 128;
const DEEPEST: usize = 8;

/// The head of a rule.
#[derive(Debug)]
pub(super) struct Head {
    /// What META is.
    pub(super) meta: Map,
    /// The first comment, line by line with its marks.
    pub(super) doc: String,
}

/// Reads a head; `None` if it is not certain what a parser would make of it.
pub(super) fn read(text: &str) -> Option<Head> {
    if text.len() > LONGEST_HEAD {
        return None;
    }
    let mut reader = Reader {
        rest: text.chars(),
        doc: Vec::new(),
        may_doc: true,
    };
    reader.word("const")?;
    reader.may_doc = false;
    reader.word("META")?;
    reader.sign('=')?;
    let meta = reader.value(0)?.try_cast::<Map>()?;
    reader.sign(';')?;
    reader.space()?;
    let is_whole = reader.rest.as_str().is_empty();
    is_whole.then(|| Head {
        meta,
        doc: reader.doc.join("\n"),
    })
}

struct Reader<'t> {
    rest: Chars<'t>,
    doc: Vec<&'t str>,
    /// Comments before META are the summary; others like them are for the parser.
    may_doc: bool,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Passes white space and comments that end with their line.
    fn space(&mut self) -> Option<()> {
        loop {
            let text = self
                .rest
                .as_str()
                .trim_start_matches([' ', '\t', '\n', '\r']);
            if !text.starts_with('/') {
                self.rest = text.chars();
                return Some(());
            }
            let line = text.split('\n').next()?;
            if line.starts_with("//!") && self.may_doc && !line.contains('\r') {
                self.doc.push(line);
            } else if !line.starts_with("//") || line.starts_with("///") || line.starts_with("//!")
            {
                return None;
            }
            self.rest = text[line.len()..].chars();
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.space()?;
        let rest = self.rest.as_str().strip_prefix(word)?;
        self.rest = rest.chars();
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        ends.then_some(())
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.space()?;
        (self.rest.next()? == sign).then_some(())
    }

    fn value(&mut self, depth: usize) -> Option<Dynamic> {
        self.space()?;
        match self.peek()? {
            '"' => Some(self.text()?.into()),
            '#' if depth < DEEPEST => self.map(depth),
            '[' if depth < DEEPEST => self.list(depth),
            '-' | '0'..='9' => self.number(),
            't' => self.word("true").map(|()| true.into()),
            'f' => self.word("false").map(|()| false.into()),
            _ => None,
        }
    }

    fn map(&mut self, depth: usize) -> Option<Dynamic> {
        self.rest.next();
        (self.rest.next()? == '{').then_some(())?;
        let mut map = Map::new();
        loop {
            self.space()?;
            if self.peek()? == '}' {
                self.rest.next();
                return (map.len() <= MOST_ITEMS).then(|| map.into());
            }
            let key = self.key()?;
            self.sign(':')?;
            let value = self.value(depth + 1)?;
            if map.insert(key.into(), value).is_some() {
                return None;
            }
            self.next_or('}')?;
        }
    }

    fn list(&mut self, depth: usize) -> Option<Dynamic> {
        self.rest.next();
        let mut list = Array::new();
        loop {
            self.space()?;
            if self.peek()? == ']' {
                self.rest.next();
                return (list.len() <= MOST_ITEMS).then(|| list.into());
            }
            list.push(self.value(depth + 1)?);
            self.next_or(']')?;
        }
    }

    /// A comma, or the end that comes next.
    fn next_or(&mut self, end: char) -> Option<()> {
        self.space()?;
        match self.peek()? {
            ',' => {
                self.rest.next();
                Some(())
            }
            found => (found == end).then_some(()),
        }
    }

    fn key(&mut self) -> Option<&'t str> {
        let text = self.rest.as_str();
        let length = text
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(text.len());
        let (key, rest) = text.split_at(length);
        let is_name = key.starts_with(|c: char| c.is_ascii_lowercase())
            && !key.ends_with('_')
            && !rest.starts_with(|c: char| c.is_alphanumeric());
        self.rest = rest.chars();
        (is_name && !is_reserved(key)).then_some(key)
    }

    fn text(&mut self) -> Option<String> {
        self.rest.next();
        let mut text = String::new();
        loop {
            let rest = self.rest.as_str();
            // Most of a text is copied in one piece, up to the next of the few signs that mean something.
            let plain = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes())?;
            text.push_str(&rest[..plain]);
            self.rest = rest[plain..].chars();
            match self.rest.next()? {
                '"' => return (!text.contains('\r')).then_some(text),
                '\\' => match self.rest.next()? {
                    c @ ('"' | '\\') => text.push(c),
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    _ => return None,
                },
                _ => return None,
            }
        }
    }

    fn number(&mut self) -> Option<Dynamic> {
        let text = self.rest.as_str();
        let length = text
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-' | '+'))
            .unwrap_or(text.len());
        let (number, rest) = text.split_at(length);
        self.rest = rest.chars();
        let digits = number.strip_prefix('-').unwrap_or(number);
        let plain =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match digits.split_once('.') {
            None if plain(digits) && digits.len() < 16 => {
                number.parse::<rhai::INT>().ok().map(Dynamic::from)
            }
            Some((whole, part)) if plain(whole) && plain(part) && digits.len() < 16 => {
                number.parse::<rhai::FLOAT>().ok().map(Dynamic::from)
            }
            _ => None,
        }
    }
}

/// Words that mean something to scripts, or may one day: rhai's keywords and reserved names, in the
/// order of their characters.
const RESERVED: &[&str] = &[
    "Fn",
    "as",
    "async",
    "await",
    "break",
    "call",
    "case",
    "catch",
    "const",
    "continue",
    "curry",
    "debug",
    "default",
    "do",
    "else",
    "eval",
    "exit",
    "export",
    "false",
    "fn",
    "for",
    "global",
    "go",
    "goto",
    "if",
    "import",
    "in",
    "is",
    "is_def_fn",
    "is_def_var",
    "is_shared",
    "let",
    "loop",
    "match",
    "module",
    "new",
    "nil",
    "null",
    "package",
    "print",
    "private",
    "protected",
    "public",
    "return",
    "shared",
    "spawn",
    "static",
    "super",
    "switch",
    "sync",
    "this",
    "thread",
    "throw",
    "true",
    "try",
    "type_of",
    "until",
    "use",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use rhai::{Engine, Scope};

    use super::{RESERVED, read};

    /// META as the parser of scripts has it; `None` if it refuses the text.
    fn parsed(text: &str) -> Option<rhai::Map> {
        let ast = Engine::new().compile_with_scope(&Scope::new(), text).ok()?;
        let found = ast.iter_literal_variables(true, false).next()?;
        (found.0 == "META").then(|| found.2.try_cast())?
    }

    #[test]
    fn what_is_read_is_what_the_parser_reads() {
        for meta in [
            "#{}",
            "#{ a: 1, b: -2, c: 2.5, d: -0.25, e: true, f: false, }",
            "#{ a: [], b: [1, \"x\", [true,],], c: #{ d: #{} } }",
            "#{ a: \"say \\\"no\\\" \\\\ \\n\\t{x} “中文” # // ; }\" }",
            "#{\n  // a comment, with } and \"\n  a_b1: \"x\", // another\n}",
        ] {
            let text = format!("//! First.\n//! Second.\n\nconst META = {meta};\n\n");
            let head = read(&text).expect(meta);
            let parsed = parsed(&text).expect(meta);
            assert_eq!(format!("{:?}", head.meta), format!("{parsed:?}"));
            assert_eq!(head.doc, "//! First.\n//! Second.");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_parser() {
        for meta in [
            "#{ a: 1, a: 2 }",
            "#{ a: 1 b: 2 }",
            "#{ a: 1 + 1 }",
            "#{ a: f(1) }",
            "#{ a: `x` }",
            "#{ a: \"\\u00e9\" }",
            "#{ a: \"x\ny\" }",
            "#{ \"a\": 1 }",
            "#{ a: 1_000 }",
            "#{ a: 0x10 }",
            "#{ a: 1e3 }",
            "#{ a: 99999999999999999999 }",
            "#{ a: /* x */ 1 }",
            "#{ 'a': 1 }",
            "#{ a: 1",
            "[1]",
        ] {
            assert!(read(&format!("const META = {meta};")).is_none(), "{meta}");
        }
        for head in [
            "let META = #{};",
            "const META = #{}",
            "const META = #{};;",
            "const META = #{}; let x = 1;",
            "/// Of META.\nconst META = #{};",
            "const META = #{};\n//! Late.",
            "const METAL = #{};",
        ] {
            assert!(read(head).is_none(), "{head}");
        }
    }

    #[test]
    fn no_word_of_the_language_is_taken_for_a_key() {
        assert!(RESERVED.is_sorted());
        for word in RESERVED {
            assert!(read(&format!("const META = #{{ {word}: 1 }};")).is_none());
        }
        assert!(parsed("const META = #{ default: 1 };").is_none());
    }
}
