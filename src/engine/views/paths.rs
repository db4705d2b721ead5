//! Dotted paths into a table: whether a value is written, and the way to it.

use rhai::EvalAltResult;

use crate::load::schema::{Shape, TableSpec};
use crate::load::{Record, Segment};

/// Whether the value at a dotted path is written.
pub(super) fn has<R: Record>(record: &R, path: &str) -> Result<bool, Box<EvalAltResult>> {
    let (name, rest) = path
        .split_once('.')
        .map_or((path, None), |(a, b)| (a, Some(b)));
    let Some(key) = R::SPEC.keys.iter().position(|key| key.name == name) else {
        return unknown(R::SPEC, name);
    };
    let written = record.key_span(key).is_some();
    let Some(rest) = rest else {
        return Ok(written);
    };
    if let (true, crate::load::Reading::Record(table)) = (written, record.read(key))
        && table.record().has(rest)
    {
        return Ok(true);
    }
    // What is not written must at least be known.
    segments(R::SPEC, path).map(|_| false)
}

/// A dotted path as segments, each checked against the schema.
pub(super) fn segments(
    spec: &'static TableSpec,
    path: &str,
) -> Result<Vec<Segment>, Box<EvalAltResult>> {
    let mut table = Some(spec);
    let mut segments = Vec::new();
    for name in path.split('.').filter(|name| !name.is_empty()) {
        let known = table.and_then(|table| table.key(name));
        let Some(key) = known else {
            return unknown(table.unwrap_or(spec), name);
        };
        table = match (key.shape)() {
            Shape::Table(inner) => Some(inner),
            Shape::List(item) => match *item {
                Shape::Table(inner) => Some(inner),
                _ => None,
            },
            _ => None,
        };
        segments.push(Segment::Key(name.into()));
    }
    Ok(segments)
}

fn unknown<T>(spec: &TableSpec, name: &str) -> Result<T, Box<EvalAltResult>> {
    Err(format!("`{}` has no key `{name}`", spec.name).into())
}
