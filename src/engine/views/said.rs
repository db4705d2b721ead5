//! The parts of what a text says, as scripts see them: a weak word, a number, a date.
//!
//! Knows nothing of how texts are read.

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::not_written;
use super::properties::{Gives, Listed, ViewSpec};
use super::values::Day;
use crate::lexicon::{Hit, Number, Purpose, When};
use crate::quantity::{Dimension, Quantity};

type Read = Result<Dynamic, Box<EvalAltResult>>;

/// A weak word as scripts hold it.
#[derive(Debug, Clone)]
pub(super) struct WeakWord {
    pub(super) text: ImmutableString,
    pub(super) hit: Hit,
}

/// A number a text says.
#[derive(Debug, Clone)]
pub(super) struct SaidNumber {
    pub(super) text: ImmutableString,
    pub(super) number: Number,
}

/// A date a text says.
#[derive(Debug, Clone)]
pub(super) struct SaidDate {
    pub(super) text: ImmutableString,
    pub(super) when: When,
}

/// Teaches an engine the parts of what a text says.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<WeakWord>("weak_word");
    engine.register_get("text", |hit: &mut WeakWord| hit.text.clone());
    engine.register_get("word", |hit: &mut WeakWord| hit.hit.word.clone());
    engine.register_get("kind", |hit: &mut WeakWord| hit.hit.kind.name());
    engine.register_get("letter", |hit: &mut WeakWord| hit.hit.letter.name());
    engine.register_type_with_name::<SaidNumber>("said_number");
    engine.register_get("text", |said: &mut SaidNumber| said.text.clone());
    engine.register_get("role", |said: &mut SaidNumber| said.number.role.name());
    engine.register_get("is_start", |said: &mut SaidNumber| said.number.is_start);
    engine.register_get("is_target", |said: &mut SaidNumber| said.number.is_target);
    engine.register_get("is_limit", |said: &mut SaidNumber| said.number.is_limit);
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
        name => ["text", "role", "is_start", "is_target", "is_limit"].contains(&name),
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
            let start = from.base().abs();
            // Nothing can be doubled or halved from nothing.
            let part = distance / start;
            start <= 0.0 || close(said.base(), part) || (shares && close(said.base(), distance))
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

/// A property that is not a key of the TOML.
pub(super) fn listed(
    name: &'static str,
    gives: Gives,
    en: &'static str,
    zh: &'static str,
) -> Listed {
    Listed {
        name,
        gives,
        en,
        zh,
        written: false,
    }
}

/// The parts for the manual and the lint.
pub(super) fn specs() -> [ViewSpec; 3] {
    [
        ("weak_word", of_weak_words()),
        ("said_number", of_numbers()),
        ("said_date", of_dates()),
    ]
    .map(|(name, properties)| ViewSpec {
        name,
        properties,
        has_places: false,
    })
}

fn of_weak_words() -> Vec<Listed> {
    let word = Gives::Value("word");
    vec![
        listed("text", word, "as written", "所写的文字"),
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
    ]
}

fn of_numbers() -> Vec<Listed> {
    let word = Gives::Value("word");
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
        listed(
            "is_limit",
            Gives::Value("bool"),
            "the words around it make it a limit, as in “at least 10 %”",
            "由前后的词可知是界限，如“不低于 10 %”",
        ),
    ]
}

fn of_dates() -> Vec<Listed> {
    let word = Gives::Value("word");
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
    ]
}
