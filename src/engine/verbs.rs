//! What a rule may say: that something is wrong, cannot be told, or does not apply.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rhai::{Array, Dynamic, Engine, EvalAltResult, Map};

use super::views::{self, Day, DueView, StatementView, Stop, Wording, World};
use crate::finding::{Argument, Subject, Verdict};
use crate::lang::{Lang, Text};
use crate::load::Segment;
use crate::quantity::Quantity;
use crate::source::Spot;

/// A place as scripts hold it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlaceView {
    pub(super) spot: Spot,
    pub(super) path: Vec<Segment>,
    /// The object it lies in; `None` for a table inside the object at hand.
    pub(super) subject: Option<Subject>,
}

/// One thing a rule said.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) verdict: Verdict,
    pub(super) places: Vec<PlaceView>,
    pub(super) arguments: Vec<(Box<str>, Argument)>,
}

/// Where what a rule says is kept until its check ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Sink(Arc<Mutex<Heap>>);

/// What was said, and how much text that is.
#[derive(Debug, Default)]
struct Heap {
    said: Vec<Said>,
    bytes: usize,
}

impl Sink {
    fn heap(&self) -> MutexGuard<'_, Heap> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything said since the last call.
    pub(super) fn take(&self) -> Vec<Said> {
        std::mem::take(&mut *self.heap()).said
    }

    fn push(
        &self,
        verdict: Verdict,
        places: Vec<PlaceView>,
        arguments: Vec<(Box<str>, Argument)>,
    ) -> Result<(), Box<EvalAltResult>> {
        let mut heap = self.heap();
        let texts = arguments.iter().map(|(_, argument)| argument.text_length());
        heap.bytes += texts.sum::<usize>();
        if heap.bytes > MOST_TEXT {
            let most = MOST_TEXT / 1024;
            return Err(format!("the values of one check may hold at most {most} KiB").into());
        }
        if heap.said.len() >= MOST_SAID {
            return Err(format!("one check may say at most {MOST_SAID} things").into());
        }
        heap.said.push(Said {
            verdict,
            places,
            arguments,
        });
        Ok(())
    }
}

/// More text than the findings of one check can sensibly hold, in bytes.
pub(super) const MOST_TEXT: usize = 1024 * 1024;

/// More findings than one check of one object can sensibly have.
pub(super) const MOST_SAID: usize = 10_000;

/// The verbs, with how they are called, for the manual.
pub const VERBS: &[(&str, &str, &str)] = &[
    (
        "nonconform(place), nonconform(place, values), nonconform(place, other_place, values)",
        "the object does not conform: one finding at the place, with the values that fill its wording",
        "对象不符合：在该位置报一项发现，values 填入措辞",
    ),
    (
        "undetermined(place), undetermined(place, values)",
        "it cannot be judged; META's `undetermined` wording says what would decide it",
        "不能判定；META 的 `undetermined` 措辞说明需要什么才能判定",
    ),
    (
        "not_applicable()",
        "the rule does not speak of this object",
        "本规则不适用于该对象",
    ),
    (
        "audit_day()",
        "the day the audit speaks of: `--as-of`, else the latest day on which anything in the model is said to have happened, today at most; undetermined if there is none",
        "审核所针对的日期：`--as-of`，否则为模型中已发生之事的最晚日期，最晚为今天；没有则尚不能判定",
    ),
];

/// Teaches an engine the verbs.
pub(super) fn register(engine: &mut Engine, sink: &Sink, world: &Arc<World>) {
    engine.register_type_with_name::<PlaceView>("Place");
    for (name, verdict) in [
        ("nonconform", Verdict::Nonconform),
        ("undetermined", Verdict::Undetermined),
    ] {
        let own = sink.clone();
        engine.register_fn(name, move |place: PlaceView| {
            own.push(verdict, vec![place], Vec::new())
        });
        let (own, shared) = (sink.clone(), Arc::clone(world));
        engine.register_fn(name, move |place: PlaceView, values: Map| {
            own.push(verdict, vec![place], arguments(values, &shared)?)
        });
        let (own, shared) = (sink.clone(), Arc::clone(world));
        engine.register_fn(
            name,
            move |place: PlaceView, other: PlaceView, values: Map| {
                own.push(verdict, vec![place, other], arguments(values, &shared)?)
            },
        );
    }
    let own = sink.clone();
    engine.register_fn("not_applicable", move || {
        own.push(Verdict::NotApplicable, Vec::new(), Vec::new())
    });
    let shared = Arc::clone(world);
    engine.register_fn("audit_day", move || {
        let (table, key) = ("audit", "day".to_owned());
        let day = shared.day.map(Day);
        day.map_or_else(|| Stop::NotWritten { table, key }.raise(), Ok)
    });
}

fn arguments(values: Map, world: &World) -> Result<Vec<(Box<str>, Argument)>, Box<EvalAltResult>> {
    let mut arguments = Vec::with_capacity(values.len());
    for (name, value) in values {
        let kind = value.type_name();
        let Some(value) = argument(value, world) else {
            return Err(format!("`{name}` cannot be shown: it is a {kind}").into());
        };
        arguments.push((name.as_str().into(), value));
    }
    Ok(arguments)
}

/// A script value as it fills a wording; `None` for what cannot be shown.
pub(super) fn argument(value: Dynamic, world: &World) -> Option<Argument> {
    if let Ok(number) = value.as_int() {
        return Some(Argument::Integer(number));
    }
    if let Ok(number) = value.as_float() {
        return number.is_finite().then_some(Argument::Number(number));
    }
    if let Ok(flag) = value.as_bool() {
        let text = Text::bilingual(
            Some(if flag { "yes" } else { "no" }.into()),
            Some(if flag { "是" } else { "否" }.into()),
        );
        return Some(Argument::Text(text));
    }
    if value.is_string() {
        return value
            .into_string()
            .ok()
            .map(|text| Argument::Text(Text::plain(text)));
    }
    if let Some(object) = views::subject(&value) {
        return Some(Argument::Text(world.label(object)));
    }
    macro_rules! take {
        ($($view:ty => $make:expr),+ $(,)?) => {$(
            if let Some(view) = value.read_lock::<$view>() {
                let make: fn(&$view, &World) -> Argument = $make;
                return Some(make(&view, world));
            }
        )+};
    }
    take!(
        Wording => |text, _| Argument::Text(text.0.clone()),
        Quantity => |quantity, _| Argument::Quantity(quantity.clone()),
        StatementView => |statement, _| Argument::Text(statement.0.text.clone()),
        DueView => |due, _| Argument::Text(Text::bilingual(
            Some(due.0.show(Lang::En).into()),
            Some(due.0.show(Lang::Zh).into()),
        )),
        Day => |day, _| Argument::Date(day.0),
    );
    let items = value.try_cast::<Array>()?;
    let items: Option<Vec<_>> = items
        .into_iter()
        .map(|item| argument(item, world))
        .collect();
    items.map(Argument::List)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(sink: &Sink, bytes: usize) -> Result<(), String> {
        let text = Argument::Text(Text::plain("x".repeat(bytes)));
        let said = sink.push(Verdict::Nonconform, Vec::new(), vec![("text".into(), text)]);
        said.map_err(|error| error.to_string())
    }

    #[test]
    fn one_check_says_no_more_than_anybody_will_read_and_the_next_begins_anew() {
        let sink = Sink::default();
        assert!((0..MOST_SAID).all(|_| say(&sink, 1).is_ok()));
        let end = say(&sink, 1).expect_err("one more than allowed");
        assert!(end.contains("at most 10000 things"), "{end}");
        assert_eq!(sink.take().len(), MOST_SAID);
        assert_eq!(say(&sink, MOST_TEXT), Ok(()));
        let end = say(&sink, 1).expect_err("more text than allowed");
        assert!(end.contains("at most 1024 KiB"), "{end}");
    }
}
