//! What a text of the user says, as scripts see it: weak words, numbers, dates.
//!
//! A text in two languages is read in both; what both say counts once. Sentences are read
//! when a rule first asks, and kept, because many rules ask the same ones.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;
use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString};

use super::not_written;
use super::properties::{Gives, Listed, ViewSpec};
use super::values::{Day, Wording, says_nothing};
use crate::lang::{Lang, Text};
use crate::lexicon::{Hit, Lexicon, Number, Purpose, Sentence, Verdict, When};
use crate::quantity::{Dimension, Quantity};

/// How many texts are kept read; more would cost more memory than reading again costs time.
const MOST_KEPT: usize = 8192;

type Read = Result<Dynamic, Box<EvalAltResult>>;

/// A text with what each of its wordings says.
#[derive(Debug)]
struct Reading {
    wordings: Vec<(String, Sentence)>,
    says_nothing: bool,
}

/// A weak word as scripts hold it.
#[derive(Debug, Clone)]
struct WeakWord(Hit);

/// A number a text says.
#[derive(Debug, Clone)]
struct SaidNumber {
    text: ImmutableString,
    number: Number,
}

/// A date a text says.
#[derive(Debug, Clone)]
struct SaidDate {
    text: ImmutableString,
    when: When,
}

/// Reads texts with one lexicon and keeps what it read.
struct Reader {
    lexicon: Arc<Lexicon>,
    kept: Mutex<HashMap<Box<str>, Arc<Reading>>>,
}

impl Reader {
    fn read(&self, text: &Text) -> Arc<Reading> {
        let key = text.wordings().collect::<Vec<_>>().join("\0");
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept.get(key.as_str()) {
            return Arc::clone(found);
        }
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        let sentence = |wording: &str| {
            let read = Sentence::read_with(&self.lexicon, wording, Lang::En);
            (wording.to_owned(), read)
        };
        let reading = Arc::new(Reading {
            wordings: text.wordings().map(sentence).collect(),
            says_nothing: says_nothing(text),
        });
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
        for (_, sentence) in &self.wordings {
            // The other language says the same weakness in its own word.
            let known: Vec<_> = found.iter().map(|word| word.0.kind).collect();
            let new = sentence
                .hits
                .iter()
                .filter(|hit| !known.contains(&hit.kind));
            found.extend(new.cloned().map(WeakWord));
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

/// Teaches an engine to read texts with a lexicon.
pub(super) fn register(engine: &mut Engine, lexicon: &Arc<Lexicon>) {
    let reader = Arc::new(Reader {
        lexicon: Arc::clone(lexicon),
        kept: Mutex::default(),
    });
    for (name, _, _, read) in FLAGS {
        let reader = Arc::clone(&reader);
        engine.register_get(*name, move |text: &mut Wording| read(&reader.read(&text.0)));
    }
    let with = Arc::clone(&reader);
    engine.register_get("weak_words", move |text: &mut Wording| {
        list(with.read(&text.0).weak_words())
    });
    let with = Arc::clone(&reader);
    engine.register_get("numbers", move |text: &mut Wording| {
        list(with.read(&text.0).numbers())
    });
    let with = Arc::clone(&reader);
    engine.register_get("dates", move |text: &mut Wording| {
        list(with.read(&text.0).dates())
    });
    engine.register_fn(
        "says_number",
        move |text: &mut Wording, wanted: Quantity| {
            reader
                .read(&text.0)
                .any(|sentence| sentence.says_number(&wanted))
        },
    );
    parts(engine);
}

fn list<T: Clone + Send + Sync + 'static>(items: Vec<T>) -> Array {
    items.into_iter().map(Dynamic::from).collect()
}

fn parts(engine: &mut Engine) {
    engine.register_type_with_name::<WeakWord>("weak_word");
    engine.register_get("word", |hit: &mut WeakWord| hit.0.word.clone());
    engine.register_get("kind", |hit: &mut WeakWord| hit.0.kind.name());
    engine.register_get("letter", |hit: &mut WeakWord| hit.0.letter.name());
    engine.register_type_with_name::<SaidNumber>("said_number");
    engine.register_get("text", |said: &mut SaidNumber| said.text.clone());
    engine.register_get("role", |said: &mut SaidNumber| said.number.role.name());
    engine.register_get("is_start", |said: &mut SaidNumber| said.number.is_start);
    engine.register_get("is_target", |said: &mut SaidNumber| said.number.is_target);
    engine.register_fn(
        "fits_change",
        |said: &mut SaidNumber, from: Quantity, to: Quantity| {
            let said = said.number.quantity.as_ref();
            said.is_none_or(|said| fits_change(said, &from, &to))
        },
    );
    engine.register_get("quantity", |said: &mut SaidNumber| -> Read {
        let quantity = said.number.quantity.clone();
        quantity.map_or_else(
            || not_written("said_number", "quantity"),
            |q| Ok(Dynamic::from(q)),
        )
    });
    engine.register_fn("has", |said: &mut SaidNumber, name: &str| match name {
        "quantity" => said.number.quantity.is_some(),
        name => ["text", "role", "is_start", "is_target"].contains(&name),
    });
    engine.register_type_with_name::<SaidDate>("said_date");
    engine.register_get("text", |said: &mut SaidDate| said.text.clone());
    engine.register_get("purpose", |said: &mut SaidDate| purpose(said.when.purpose));
    engine.register_get("last_day", |said: &mut SaidDate| -> Read {
        let days = said.when.period.days();
        days.map_or_else(
            || not_written("said_date", "last_day"),
            |(_, last)| Ok(Dynamic::from(Day(last))),
        )
    });
    engine.register_fn("has", |said: &mut SaidDate, name: &str| match name {
        "last_day" => said.when.period.days().is_some(),
        name => ["text", "purpose"].contains(&name),
    });
    engine.register_fn("excludes", |said: &mut SaidDate, day: Day| {
        said.when.period.covers(day.0) == Some(false)
    });
}

/// The quantity may be the change from one value to another, as a part of the first or as
/// their difference; also if nobody can tell.
fn fits_change(said: &Quantity, from: &Quantity, to: &Quantity) -> bool {
    let distance = (to.base() - from.base()).abs();
    let shares = from.dimension() == Dimension::Share;
    // People round to whole per cents.
    let close = |said: f64, exact: f64| (said - exact).abs() <= 0.006;
    match said.dimension() {
        _ if !from.commensurable(to) => true,
        Dimension::Share => {
            let part = distance / from.base().abs();
            close(said.base(), part) || (shares && close(said.base(), distance))
        }
        Dimension::Points => !shares || close(said.number() / 100.0, distance),
        _ if said.commensurable(from) => (said.base() - distance).abs() <= 0.01 * distance,
        _ => true,
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Deadline => "deadline",
        Purpose::Start => "start",
        Purpose::Reference => "reference",
    }
}

fn listed(name: &'static str, gives: Gives, en: &'static str, zh: &'static str) -> Listed {
    Listed {
        name,
        gives,
        en,
        zh,
        written: false,
    }
}

/// What a text says, for the manual and the lint.
pub(super) fn of_text() -> impl Iterator<Item = Listed> {
    let lists = [
        listed(
            "weak_words",
            Gives::List("weak_word"),
            "words that leave open what is meant, each kind from one language only",
            "含糊的词；每一类只取一种语言的",
        ),
        listed(
            "numbers",
            Gives::List("said_number"),
            "the numbers it says, those of both languages once",
            "文中的数；两种语言都有的只算一次",
        ),
        listed(
            "dates",
            Gives::List("said_date"),
            "the days and periods it says, those of both languages once",
            "文中的日期和期间；两种语言都有的只算一次",
        ),
    ];
    let flags = FLAGS
        .iter()
        .map(|(name, en, zh, _)| listed(name, Gives::Value("bool"), en, zh));
    flags.chain(lists)
}

/// The parts of what a text says, for the manual and the lint.
pub(super) fn specs() -> [ViewSpec; 3] {
    let word = Gives::Value("word");
    let view = |name, properties| ViewSpec {
        name,
        properties,
        has_places: false,
    };
    [
        view(
            "weak_word",
            vec![
                listed(
                    "word",
                    word,
                    "the word as the lexicon has it",
                    "词表中的写法",
                ),
                listed(
                    "kind",
                    word,
                    "what it leaves open: \"direction-without-number\", \"vague-degree\", \"vague-time\", \"escape-clause\", \"open-ended\", \"vague-quantity\", \"activity-not-result\" or \"placeholder\"",
                    "含糊之处：\"direction-without-number\"（有方向无数值）、\"vague-degree\"（程度）、\"vague-time\"（时间）、\"escape-clause\"（退路）、\"open-ended\"（列举不尽）、\"vague-quantity\"（数量）、\"activity-not-result\"（是活动不是结果）或 \"placeholder\"（占位）",
                ),
                listed(
                    "letter",
                    word,
                    "the letter of SMART it weakens: \"S\", \"M\", \"A\", \"R\" or \"T\"",
                    "削弱 SMART 的哪个字母：\"S\"、\"M\"、\"A\"、\"R\" 或 \"T\"",
                ),
            ],
        ),
        view(
            "said_number",
            vec![
                listed("text", word, "as written", "所写的文字"),
                listed(
                    "quantity",
                    Gives::View("Quantity"),
                    "how much; not set for a frequency in words, such as daily",
                    "数值；用词说的频率（如“每天”）则无",
                ),
                listed(
                    "role",
                    word,
                    "what it is for: \"level\", \"change\", \"bound\", \"duration\", \"count\", \"frequency\" or \"percentile\"",
                    "作用：\"level\"（要达到的值）、\"change\"（变化量）、\"bound\"（界限）、\"duration\"（时长）、\"count\"（件数）、\"frequency\"（频率）或 \"percentile\"（分位）",
                ),
                listed(
                    "is_start",
                    Gives::Value("bool"),
                    "it is where a change starts, as in “from 92 %”",
                    "是变化的起点，如“由 92 %”",
                ),
                listed(
                    "is_target",
                    Gives::Value("bool"),
                    "the words before it make it the value to reach, as in “to 97 %”",
                    "由前面的词可知是要达到的值，如“提高到 97 %”",
                ),
            ],
        ),
        view(
            "said_date",
            vec![
                listed("text", word, "as written", "所写的文字"),
                listed(
                    "purpose",
                    word,
                    "what it is for: \"deadline\", \"start\" or \"reference\", such as the year of a baseline",
                    "作用：\"deadline\"（截止）、\"start\"（开始）或 \"reference\"（参照，如基线年份）",
                ),
                listed(
                    "last_day",
                    Gives::View("Date"),
                    "its last day; not set where the text does not say the year",
                    "其最后一天；文中没有年份则无",
                ),
            ],
        ),
    ]
}
