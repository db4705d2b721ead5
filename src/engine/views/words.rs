//! Lists of words, and whether a text has them.
//!
//! A list parameter reaches a script as [`Words`]: folded once, shared by all checks.

use std::sync::Arc;

use foldhash::HashSet;
use rhai::{Array, Engine, ImmutableString};

use super::Wording;
use crate::lang::Text;

/// A list of words as scripts hold it.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Words(Arc<Folded>);

#[derive(Debug)]
struct Folded {
    written: Vec<ImmutableString>,
    /// The words in lower case.
    lower: Vec<String>,
    whole: HashSet<String>,
    /// How many characters the longest has; no longer text is one of them.
    longest: usize,
}

impl Words {
    /// The words as written in META or the settings.
    pub(in crate::engine) fn new(texts: &[String]) -> Self {
        let whole: HashSet<String> = texts.iter().map(|text| fold(text).collect()).collect();
        let lengths = whole.iter().map(|word| word.chars().count());
        Self(Arc::new(Folded {
            written: texts.iter().map(|text| text.as_str().into()).collect(),
            lower: texts.iter().map(|text| text.to_lowercase()).collect(),
            longest: lengths.max().unwrap_or(0),
            whole,
        }))
    }

    fn of(array: &Array) -> Self {
        let words = array
            .iter()
            .filter_map(|word| word.clone().into_string().ok());
        Self::new(&words.collect::<Vec<_>>())
    }

    /// A wording of the text is one of the words and nothing else.
    pub(in crate::engine) fn has(&self, text: &Text) -> bool {
        let Folded { whole, longest, .. } = &*self.0;
        text.wordings()
            .filter(|wording| fold(wording).nth(*longest).is_none())
            .any(|wording| whole.contains(&fold(wording).collect::<String>()))
    }

    /// A wording of the text has one of the words in it.
    pub(in crate::engine) fn are_mentioned(&self, text: &Text) -> bool {
        text.wordings().any(|wording| {
            let wording = wording.to_lowercase();
            self.0.lower.iter().any(|word| has_word(&wording, word))
        })
    }
}

impl IntoIterator for Words {
    type Item = ImmutableString;
    type IntoIter = std::vec::IntoIter<ImmutableString>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.written.clone().into_iter()
    }
}

/// Teaches an engine word lists.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Words>("Words");
    engine.register_iterator::<Words>();
    engine.register_fn("len", |words: &mut Words| {
        i64::try_from(words.0.written.len()).unwrap_or(i64::MAX)
    });
    engine.register_fn("contains", |words: &mut Words, word: &str| {
        words.0.whole.contains(&fold(word).collect::<String>())
    });
    engine.register_fn("mentions", |text: &mut Wording, word: &str| {
        mentions(&text.0, word)
    });
    engine.register_fn("mentions", |text: &mut Wording, words: Words| {
        words.are_mentioned(&text.0)
    });
    engine.register_fn("mentions", |text: &mut Wording, words: Array| {
        Words::of(&words).are_mentioned(&text.0)
    });
    engine.register_fn("is_one_of", |text: &mut Wording, words: Words| {
        words.has(&text.0)
    });
    engine.register_fn("is_one_of", |text: &mut Wording, words: Array| {
        Words::of(&words).has(&text.0)
    });
}

/// A text without case, the space around it and a full stop at its end.
fn fold(text: &str) -> impl Iterator<Item = char> {
    let bare = text.trim().trim_end_matches(['.', '。']);
    bare.chars().flat_map(char::to_lowercase)
}

/// Any wording has the word: whole words in Latin script, anywhere in Chinese.
fn mentions(text: &Text, word: &str) -> bool {
    let word = word.to_lowercase();
    text.wordings()
        .any(|wording| has_word(&wording.to_lowercase(), &word))
}

/// Both in lower case.
fn has_word(wording: &str, word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let bounded = |at: usize| {
        let before = wording[..at].chars().next_back();
        let after = wording[at + word.len()..].chars().next();
        let open = |end: Option<char>, edge: Option<char>| {
            !(end.is_some_and(latin) && edge.is_some_and(latin))
        };
        open(word.chars().next(), before) && open(word.chars().next_back(), after)
    };
    !word.is_empty() && wording.match_indices(word).any(|(at, _)| bounded(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_in_latin_and_any_part_in_chinese() {
        assert!(mentions(&Text::plain("All Departments"), "departments"));
        assert!(!mentions(&Text::plain("breakfast"), "fast"));
        assert!(mentions(&Text::plain("由各部门负责"), "各部门"));
    }

    #[test]
    fn a_whole_text_is_compared_without_case_and_full_stop() {
        let words = Words::new(&["Everyone".into(), "大家".into()]);
        assert!(words.has(&Text::plain(" everyone. ")));
        assert!(!words.has(&Text::plain("everyone else")));
        assert!(words.has(&Text::bilingual(Some("a".into()), Some("大家。".into()))));
    }
}
