//! Random documents, sound ones and spoiled ones, against the `toml` crate.

use super::agrees_with_toml;

/// A small reproducible random source (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const SCALARS: &[&str] = &[
    "1",
    "-17",
    "0xff",
    "1_000",
    "0",
    "1.5",
    "-2e3",
    "inf",
    "nan",
    "true",
    "false",
    "\"x\"",
    "'y'",
    "\"é\\n\"",
    "\"\"\"a\nb\"\"\"",
    "'''c\n'd'''",
    "2026-03-02",
    "07:30:00",
    "2026-03-02T07:30:00Z",
    "2026-03-02 07:30:00",
    "\"\"",
    "\"#\"",
    "'[=]'",
    "9223372036854775807",
];

const ODD: &[&str] = &[
    "yes",
    "01",
    "1e999",
    "9223372036854775808",
    "",
    "\"x",
    "2026-02-30",
    "[",
    "}",
    "\"\\q\"",
];

const KEYS: &[&str] = &[
    "a",
    "b",
    "c",
    "d",
    "\"a\"",
    "'b'",
    "1",
    "a-b",
    "\"é\"",
    "\"\\u0061\"",
];

const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\"",
    "'",
    "\n",
    "#",
    " ",
    "[[",
    "]]",
    "\"\"\"",
    "'''",
    "a",
    "1",
    "\\",
    "\r",
    "é",
    "\u{1}",
    "a = ",
    "\n[a]\n",
    "\n[[b]]\n",
    "\na.b = 1\n",
];

fn key(dice: &mut Dice, out: &mut String) {
    out.push_str(dice.one(KEYS));
    while dice.below(4) == 0 {
        out.push_str(dice.one(&[".", " . ", "."]));
        out.push_str(dice.one(KEYS));
    }
}

fn value(dice: &mut Dice, out: &mut String, depth: usize) {
    match dice.below(if depth < 4 { 12 } else { 9 }) {
        9 => {
            let count = dice.below(4);
            out.push('[');
            for at in 0..count {
                out.push_str(dice.one(&["", " ", "\n", " # é\n  "]));
                value(dice, out, depth + 1);
                out.push_str(if at + 1 < count {
                    ","
                } else {
                    dice.one(&["", ",", "\n"])
                });
            }
            out.push(']');
        }
        10 | 11 => {
            let count = dice.below(4);
            out.push('{');
            for at in 0..count {
                out.push_str(dice.one(&["", " ", "\n"]));
                key(dice, out);
                out.push_str(dice.one(&["=", " = "]));
                value(dice, out, depth + 1);
                out.push_str(if at + 1 < count {
                    ","
                } else {
                    dice.one(&["", ",", " "])
                });
            }
            out.push('}');
        }
        _ if dice.below(150) == 0 => out.push_str(dice.one(ODD)),
        _ => out.push_str(dice.one(SCALARS)),
    }
}

fn document(dice: &mut Dice) -> String {
    let mut out = String::new();
    if dice.below(20) == 0 {
        out.push('\u{feff}');
    }
    for _ in 0..dice.below(8) {
        match dice.below(8) {
            0 | 1 => {
                out.push('[');
                key(dice, &mut out);
                out.push(']');
            }
            2 => {
                out.push_str("[[");
                key(dice, &mut out);
                out.push_str("]]");
            }
            3 => out.push_str(dice.one(&["# é", "", "  ", "\t# x"])),
            _ => {
                key(dice, &mut out);
                out.push_str(dice.one(&[" = ", "=", "\t= "]));
                value(dice, &mut out, 0);
            }
        }
        out.push_str(dice.one(&["\n", "\n", "\r\n", " # x\n", "\n\n"]));
    }
    out
}

/// Removes, repeats or inserts something at a random place.
fn spoil(dice: &mut Dice, text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(chars.len() + 1);
        let end = (at + 1 + dice.below(6)).min(chars.len());
        match dice.below(4) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 => drop(chars.drain(at..end)),
            2 => {
                let part: Vec<char> = chars[at..end].to_vec();
                drop(chars.splice(at..at, part));
            }
            _ => drop(chars.splice(at..at, dice.one(PIECES).chars())),
        }
    }
    chars.into_iter().collect()
}

#[test]
fn fifty_thousand_random_documents_and_their_spoiled_copies_are_judged_like_toml_judges_them() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut accepted, mut spoiled_accepted) = (0, 0);
    for _ in 0..50_000 {
        let text = document(&mut dice);
        accepted += usize::from(agrees_with_toml(&text));
        for _ in 0..2 {
            let spoiled = spoil(&mut dice, &text);
            spoiled_accepted += usize::from(agrees_with_toml(&spoiled));
        }
    }
    assert!(accepted > 15_000, "only {accepted} accepted");
    assert!(spoiled_accepted > 5_000, "only {spoiled_accepted} accepted");
}

#[test]
fn pieces_strung_together_at_random_never_panic() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    for _ in 0..50_000 {
        let count = 1 + dice.below(12);
        let text: String = (0..count).map(|_| dice.one(PIECES)).collect();
        agrees_with_toml(&text);
    }
}

#[test]
fn documents_of_many_chunks_are_read_like_small_ones() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for _ in 0..20 {
        let mut text = String::new();
        for at in 0..300 {
            let sub = document(&mut Dice(dice.below(1 << 30) as u64 + 1));
            if sub.parse::<toml::Table>().is_ok() && !sub.starts_with('\u{feff}') {
                let lines = sub.replace("[[", "[[_").replace("\n[", "\n[_");
                text.push_str(&format!("[[_t{at}]]\n"));
                let whole = format!("{text}{lines}\n");
                if whole.parse::<toml::Table>().is_ok() {
                    text = whole;
                }
            }
        }
        assert!(agrees_with_toml(&text), "{text}");
        agrees_with_toml(&spoil(&mut dice, &text));
    }
}
