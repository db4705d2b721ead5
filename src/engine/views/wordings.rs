//! What a text of the user says, as scripts see it: weak words, numbers, dates.
//!
//! A text in two languages is read in both; what both say counts once. Sentences are read
//! when a rule first asks, and kept, because many rules ask the same ones.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;
use rhai::{Array, Dynamic, Engine};

use super::properties::{Gives, Listed};
use super::said::{self, SaidDate, SaidNumber, WeakWord, listed};
use super::values::{Wording, says_nothing};
use crate::lang::{Lang, Text};
use crate::lexicon::{Lexicon, Number, Sentence, Verdict};
use crate::quantity::Quantity;

/// How many texts are kept read; more would cost more memory than reading again costs time.
const MOST_KEPT: usize = 16_384;

/// A text with what each of its wordings says.
#[derive(Debug)]
pub(in crate::engine) struct Reading {
    wordings: Vec<(String, Sentence)>,
    says_nothing: bool,
}

/// How many stores texts are kept in, so that workers seldom wait for each other.
const STORES: usize = 16;

type Store = Mutex<HashMap<Box<str>, Arc<Reading>>>;

/// Reads texts with one lexicon and keeps what it read.
#[derive(Debug)]
pub(in crate::engine) struct Reader {
    lexicon: Arc<Lexicon>,
    kept: [Store; STORES],
}

impl Default for Reader {
    fn default() -> Self {
        Self::new(Lexicon::built_in())
    }
}

impl Reader {
    pub(in crate::engine) fn new(lexicon: Arc<Lexicon>) -> Self {
        Self {
            lexicon,
            kept: std::array::from_fn(|_| Mutex::default()),
        }
    }

    /// What a text says, read now or before.
    pub(in crate::engine) fn read(&self, text: &Text) -> Arc<Reading> {
        let key = text.wordings().collect::<Vec<_>>().join("\0");
        let sum = key.bytes().fold(0_usize, |sum, byte| {
            sum.wrapping_mul(31) + usize::from(byte)
        });
        let lock = || {
            self.kept[sum % STORES]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(found) = lock().get(key.as_str()) {
            return Arc::clone(found);
        }
        let sentence = |wording: &str| {
            let read = Sentence::read_with(&self.lexicon, wording, Lang::En);
            (wording.to_owned(), read)
        };
        let reading = Arc::new(Reading {
            wordings: text.wordings().map(sentence).collect(),
            says_nothing: says_nothing(text),
        });
        let mut kept = lock();
        if kept.len() >= MOST_KEPT / STORES {
            kept.clear();
        }
        kept.insert(key.into(), Arc::clone(&reading));
        reading
    }
}

impl Reading {
    fn any(&self, holds: impl Fn(&Sentence) -> bool) -> bool {
        self.wordings.iter().any(|(_, sentence)| holds(sentence))
    }

    fn weak_words(&self) -> Vec<WeakWord> {
        let mut found: Vec<WeakWord> = Vec::new();
        for (text, sentence) in &self.wordings {
            // The other language says the same weakness in its own word.
            let known: Vec<_> = found.iter().map(|word| word.hit.kind).collect();
            let new = sentence
                .hits
                .iter()
                .filter(|hit| !known.contains(&hit.kind));
            found.extend(new.map(|hit| WeakWord {
                text: text.get(hit.span.range()).unwrap_or("").into(),
                hit: hit.clone(),
            }));
        }
        found
    }

    fn numbers(&self) -> Vec<SaidNumber> {
        let mut found: Vec<SaidNumber> = Vec::new();
        for (text, sentence) in &self.wordings {
            let known = found.len();
            for number in &sentence.numbers {
                let same = found[..known]
                    .iter()
                    .any(|said| same_number(&said.number, number));
                if !same {
                    found.push(SaidNumber {
                        text: text.get(number.span.range()).unwrap_or("").into(),
                        number: number.clone(),
                    });
                }
            }
        }
        found
    }

    fn dates(&self) -> Vec<SaidDate> {
        let mut found: Vec<SaidDate> = Vec::new();
        for (text, sentence) in &self.wordings {
            let known: Vec<_> = found.iter().map(|said| said.when.period).collect();
            let new = sentence
                .dates
                .iter()
                .filter(|when| !known.contains(&when.period));
            found.extend(new.map(|when| SaidDate {
                text: text.get(when.span.range()).unwrap_or("").into(),
                when: *when,
            }));
        }
        found
    }
}

fn same_number(one: &Number, other: &Number) -> bool {
    let equal = match (&one.quantity, &other.quantity) {
        (Some(one), Some(other)) => one.compare(other) == Some(Ordering::Equal),
        (None, None) => true,
        _ => false,
    };
    equal && one.role == other.role && one.is_start == other.is_start
}

/// A property of a text: its name, its two descriptions, how to read it.
type Flag = (
    &'static str,
    &'static str,
    &'static str,
    fn(&Reading) -> bool,
);

const FLAGS: &[Flag] = &[
    (
        "has_deadline",
        "a wording says by which day or period",
        "某一写法说明了截止的日期或期间",
        |text| text.any(Sentence::has_deadline),
    ),
    (
        "is_activity",
        "it begins with something done, such as hold or 开展, and says no value to reach",
        "以所做的事开头（如“开展”、hold），又没有要达到的数值",
        |text| text.any(Sentence::is_activity),
    ),
    (
        "is_compound",
        "it holds two goals: two targets, or two directions, joined by “and”",
        "一句里有两个目标：两个目标值，或用“并”等连接的两个方向",
        |text| text.any(|sentence| sentence.is_compound),
    ),
    (
        "has_placeholder",
        "it says nothing, or something in it is not decided yet, such as tbd, xx % or 待定",
        "等于没写，或其中有未定之处，如“待定”、xx %、tbd",
        |text| text.says_nothing || text.any(Sentence::has_placeholder),
    ),
    (
        "is_measurable",
        "a wording says how much, how often or how long, judged by the sentence alone",
        "仅就句子而言，某一写法说明了多少、多久或多少次",
        |text| text.any(|sentence| sentence.measurable().holds),
    ),
    (
        "is_specific",
        "every wording says of what and commits to it, judged by the sentence alone",
        "仅就句子而言，每种写法都说明了对象，并且没有留退路",
        |text| !text.any(|sentence| is_no(sentence.specific())),
    ),
    (
        "is_time_bound",
        "a wording says by when, judged by the sentence alone",
        "仅就句子而言，某一写法说明了何时为止",
        |text| text.any(|sentence| sentence.time_bound().holds),
    ),
    (
        "is_understood",
        "every wording is in letters that this program reads; of others nothing is known",
        "每种写法的文字都能读懂；否则对其内容一无所知",
        |text| !text.any(|sentence| !sentence.is_understood),
    ),
];

fn is_no(verdict: Verdict) -> bool {
    !verdict.holds
}

/// A list a text says: its name, its two descriptions, how to read it.
type Listing = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    fn(&Reading) -> Array,
);

const LISTS: &[Listing] = &[
    (
        "weak_words",
        "weak_word",
        "words that leave open what is meant, each kind from one language only",
        "含糊的词；每一类只取一种语言的",
        |text| list(text.weak_words()),
    ),
    (
        "numbers",
        "said_number",
        "the numbers it says, those of both languages once",
        "文中的数；两种语言都有的只算一次",
        |text| list(text.numbers()),
    ),
    (
        "dates",
        "said_date",
        "the days and periods it says, those of both languages once",
        "文中的日期和期间；两种语言都有的只算一次",
        |text| list(text.dates()),
    ),
];

/// A property of a text that guards may read without a script.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) enum SaidProperty {
    /// Yes or no.
    Flag(fn(&Reading) -> bool),
    /// A list; guards know only whether it is empty.
    List(fn(&Reading) -> Array),
}

/// The property of that name.
pub(in crate::engine) fn said_property(name: &str) -> Option<SaidProperty> {
    let flag = FLAGS.iter().find(|flag| flag.0 == name);
    let list = LISTS.iter().find(|list| list.0 == name);
    flag.map(|flag| SaidProperty::Flag(flag.3))
        .or_else(|| list.map(|list| SaidProperty::List(list.4)))
}

/// Teaches an engine what texts say.
pub(super) fn register(engine: &mut Engine, reader: &Arc<Reader>) {
    for (name, _, _, read) in FLAGS {
        let reader = Arc::clone(reader);
        engine.register_get(*name, move |text: &mut Wording| read(&reader.read(&text.0)));
    }
    for (name, _, _, _, read) in LISTS {
        let reader = Arc::clone(reader);
        engine.register_get(*name, move |text: &mut Wording| read(&reader.read(&text.0)));
    }
    let reader = Arc::clone(reader);
    engine.register_fn(
        "says_number",
        move |text: &mut Wording, wanted: Quantity| {
            reader
                .read(&text.0)
                .any(|sentence| sentence.says_number(&wanted))
        },
    );
    said::register(engine);
}

fn list<T: Clone + Send + Sync + 'static>(items: Vec<T>) -> Array {
    items.into_iter().map(Dynamic::from).collect()
}

/// What a text says, for the manual and the lint.
pub(super) fn of_text() -> impl Iterator<Item = Listed> {
    let flags = FLAGS
        .iter()
        .map(|(name, en, zh, _)| listed(name, Gives::Value("bool"), en, zh));
    let lists = LISTS
        .iter()
        .map(|(name, of, en, zh, _)| listed(name, Gives::List(of), en, zh));
    flags.chain(lists)
}
