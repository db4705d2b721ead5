//! Single values as scripts hold them: texts, quantities, statements, days.

use std::sync::Arc;

use jiff::civil::Date;
use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString};

use super::{Stop, wrap};
use crate::lang::{Lang, Text};
use crate::load::{Choice, Reading, Statement};
use crate::quantity::{Due, Quantity, half_up};
use crate::source::SourceId;

type Judged = Result<bool, Box<EvalAltResult>>;

/// A text of the user.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Wording(pub Text);

/// A need, criterion or promise.
#[derive(Debug, Clone)]
pub(in crate::engine) struct StatementView(pub Arc<Statement>);

/// A due rule.
#[derive(Debug, Clone)]
pub(in crate::engine) struct DueView(pub Due);

/// A day.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Day(pub Date);

/// A reading as a script value; `None` if it is not written.
pub(in crate::engine) fn dynamic(reading: Reading<'_>, source: SourceId) -> Option<Dynamic> {
    Some(match reading {
        Reading::Unset => return None,
        Reading::Text(text) => Dynamic::from(Wording(text.clone())),
        Reading::Word(word) => ImmutableString::from(word).into(),
        Reading::Quantity(quantity) => Dynamic::from(quantity.clone()),
        Reading::Statement(statement) => Dynamic::from(StatementView(Arc::clone(statement))),
        Reading::Due(due) => Dynamic::from(DueView(due.clone())),
        Reading::Date(date) => Dynamic::from(Day(date)),
        Reading::Boolean(flag) => flag.into(),
        Reading::Integer(number) => number.into(),
        Reading::Number(number) => number.into(),
        Reading::Record(record) => wrap(record, source),
        Reading::List(items) => {
            let items = items.into_iter();
            let values = items.filter_map(|(_, item)| dynamic(item, source));
            values.collect::<Array>().into()
        }
    })
}

/// Teaches an engine the single values.
pub(super) fn register(engine: &mut Engine) {
    texts(engine);
    statements(engine);
    quantities(engine);
    numbers(engine);
    engine.register_type_with_name::<DueView>("Due");
    engine.register_get("is_clear", |due: &mut DueView| due.0.is_clear());
    engine.register_get("text", |due: &mut DueView| due.0.show(Lang::En));
    engine.register_type_with_name::<Day>("Date");
    engine.register_fn("days_until", |one: &mut Day, other: Day| {
        i64::from((other.0 - one.0).get_days())
    });
    engine.register_fn("is_before", |one: &mut Day, other: Day| one.0 < other.0);
    engine.register_fn("is_after", |one: &mut Day, other: Day| one.0 > other.0);
}

/// What a value does not have is not known of it.
fn known<T>(value: Option<T>, of: &'static str, key: &str) -> Result<T, Box<EvalAltResult>> {
    let key = key.to_owned();
    value.map_or_else(|| Stop::NotWritten { table: of, key }.raise(), Ok)
}

fn texts(engine: &mut Engine) {
    engine.register_type_with_name::<Wording>("Text");
    engine.register_get("is_blank", |text: &mut Wording| says_nothing(&text.0));
    engine.register_get("text", |text: &mut Wording| text.0.get(Lang::En).to_owned());
    engine.register_fn("==", |one: Wording, other: Wording| one.0 == other.0);
    engine.register_fn("!=", |one: Wording, other: Wording| one.0 != other.0);
}

/// What people write to fill a line for now; compared in lower case.
const PLACEHOLDERS: &[&str] = &[
    "tbd", "tba", "todo", "n/a", "xx", "xxx", "待定", "未定", "暂无", "无",
];

/// Every wording is empty, a mark such as `?` or `—`, or a placeholder.
pub(in crate::engine) fn says_nothing(text: &Text) -> bool {
    text.wordings().all(|wording| {
        let mark = |c: char| c.is_whitespace() || "?？-–—….。/_".contains(c);
        let said = wording.trim_matches(mark).to_lowercase();
        said.is_empty() || PLACEHOLDERS.contains(&said.as_str())
    })
}

/// What may be done with a plain number, beyond what rhai knows.
fn numbers(engine: &mut Engine) {
    let places = |places: i64| u8::try_from(places.clamp(0, 9)).unwrap_or(0);
    engine.register_fn("rounded", move |number: &mut f64, kept: i64| {
        half_up(*number, places(kept))
    });
    // A whole number is round.
    engine.register_fn("rounded", |number: &mut i64, _: i64| *number);
}

fn statements(engine: &mut Engine) {
    engine.register_type_with_name::<StatementView>("Statement");
    engine.register_get("text", |statement: &mut StatementView| {
        Wording(statement.0.text.clone())
    });
    engine.register_get("is_measurable", |statement: &mut StatementView| {
        statement.0.bound.is_some()
    });
    engine.register_get("kind", |statement: &mut StatementView| {
        known(statement.0.kind(), "Statement", "bound")
    });
    engine.register_get("speaks_of", |statement: &mut StatementView| {
        let bounded = statement.0.bound.is_some();
        let meant = crate::model::meaning(&statement.0).filter(|_| bounded);
        meant.map_or("", Choice::word)
    });
    engine.register_fn(
        "same_subject",
        |one: &mut StatementView, other: StatementView| one.0.same_subject(&other.0),
    );
    engine.register_fn(
        "comparable",
        |one: &mut StatementView, other: StatementView| one.0.implies(&other.0).is_some(),
    );
    engine.register_fn(
        "implies",
        |one: &mut StatementView, other: StatementView| -> Judged {
            let shown = |statement: &Statement| statement.text.get(Lang::En).to_owned();
            one.0.implies(&other.0).map_or_else(
                || {
                    let (one, other) = (shown(&one.0), shown(&other.0));
                    Stop::NotComparable { one, other }.raise()
                },
                Ok,
            )
        },
    );
}

fn quantities(engine: &mut Engine) {
    use std::cmp::Ordering;
    engine.register_type_with_name::<Quantity>("Quantity");
    engine.register_get("number", |quantity: &mut Quantity| quantity.number());
    engine.register_get("base", |quantity: &mut Quantity| quantity.base());
    engine.register_get("kind", |quantity: &mut Quantity| quantity.kind());
    engine.register_get("is_working_time", |quantity: &mut Quantity| {
        known(quantity.is_working_time(), "Quantity", "time")
    });
    engine.register_get("days", |quantity: &mut Quantity| {
        known(quantity.days_about(), "Quantity", "time")
    });
    engine.register_fn("comparable", |one: &mut Quantity, other: Quantity| {
        one.commensurable(&other)
    });
    let compare = |one: &Quantity, other: &Quantity, wanted: Ordering| -> Judged {
        one.compare(other).map_or_else(
            || {
                let (one, other) = (one.show(Lang::En), other.show(Lang::En));
                Stop::NotComparable { one, other }.raise()
            },
            |found| Ok(found == wanted),
        )
    };
    engine.register_fn(
        "is_more_than",
        move |one: &mut Quantity, other: Quantity| compare(one, &other, Ordering::Greater),
    );
    engine.register_fn(
        "is_less_than",
        move |one: &mut Quantity, other: Quantity| compare(one, &other, Ordering::Less),
    );
    engine.register_fn("equals", move |one: &mut Quantity, other: Quantity| {
        compare(one, &other, Ordering::Equal)
    });
}
