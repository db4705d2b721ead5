//! Changes that are tried on a model without touching its files: "what if this were so?".
//!
//! A change names an object and one of its keys as the TOML does, so that whatever can be
//! written can be tried, and is read, checked and complained of by the same words.

use std::collections::BTreeMap;

use super::document::Tables;
use super::edit::{self, Edit};
use super::record::Record;
use super::schema::{Shape, TableSpec};
use super::tree::{self, Table, Value};
use super::workspace::syntax_problem;
use crate::problem::{Expected, Problem, ProblemKind, nearest};
use crate::source::{SourceId, Sources, Span, Spot};

/// One value that is to be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The object and its key, such as `sinter-line/batching.yield`.
    pub what: String,
    /// The value as the user wrote it.
    pub to: String,
    /// Where it is written, if in a file.
    pub spot: Option<Spot>,
}

impl Change {
    /// Reads `OBJECT.KEY=VALUE`; `None` if it is none.
    pub fn parse(written: &str) -> Option<Self> {
        let (what, to) = written.split_once('=')?;
        let (what, to) = (what.trim(), to.trim());
        let is_named = what.contains('.') && !what.starts_with('.') && !what.ends_with('.');
        (is_named && !to.is_empty()).then(|| Self {
            what: what.to_owned(),
            to: to.to_owned(),
            spot: None,
        })
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        match self.spot {
            Some(spot) => Problem::at(spot, kind),
            None => Problem::nowhere(kind),
        }
    }
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The object, as `process/id`.
    pub object: String,
    /// The key.
    pub key: String,
    /// What was written there; `None` if nothing.
    pub before: Option<String>,
    /// What is there now.
    pub after: String,
}

/// Reads a file of changes: `[[change]]` tables, each with `what` and `to`.
pub fn read(sources: &Sources, source: SourceId, problems: &mut Vec<Problem>) -> Vec<Change> {
    let text = &sources.get(source).text;
    let (root, errors) = tree::parse(text);
    let errors = errors.into_iter();
    problems.extend(errors.map(|error| syntax_problem(source, error.span, error.kind)));
    let at = |span| Spot { source, span };
    let mut changes = Vec::new();
    for entry in root.entries() {
        let ("change", Value::Array(items)) = (&*entry.key, &entry.node.value) else {
            let kind = ProblemKind::UnknownKey {
                key: entry.key.to_string(),
                table: "file",
                suggestion: nearest(&entry.key, ["change"]),
                known: vec!["change"],
            };
            problems.push(Problem::at(at(entry.key_span), kind));
            continue;
        };
        for item in items {
            if let Value::Table(table) = &item.value {
                changes.extend(one(text, source, table, problems));
            }
        }
    }
    if changes.is_empty() && problems.is_empty() {
        let kind = ProblemKind::MissingKey {
            key: "change",
            table: "file",
            example: EXAMPLE.to_owned(),
        };
        problems.push(Problem::at(at(Span::default()), kind));
    }
    changes
}

const EXAMPLE: &str = "[[change]] with what = \"sinter-line/batching.yield\" and to = \"95 %\"";

fn one(
    text: &str,
    source: SourceId,
    table: &Table<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Change> {
    let at = |span| Spot { source, span };
    let known = ["what", "to"];
    for entry in table.entries() {
        if !known.contains(&&*entry.key) {
            let kind = ProblemKind::UnknownKey {
                key: entry.key.to_string(),
                table: "change",
                suggestion: nearest(&entry.key, known),
                known: known.to_vec(),
            };
            problems.push(Problem::at(at(entry.key_span), kind));
        }
    }
    let mut missing = |key, example: &str| {
        let kind = ProblemKind::MissingKey {
            key,
            table: "change",
            example: example.to_owned(),
        };
        problems.push(Problem::at(at(table.span()), kind));
    };
    let Some(what) = table.get("what") else {
        missing("what", "what = \"sinter-line/batching.yield\"");
        return None;
    };
    let Some(to) = table.get("to") else {
        missing("to", "to = \"95 %\"");
        return None;
    };
    let Value::String(name) = &what.node.value else {
        let (expected, found) = (Expected::Text, super::decode::found(&what.node.value));
        let kind = ProblemKind::WrongType { expected, found };
        problems.push(Problem::at(at(what.node.span), kind));
        return None;
    };
    Some(Change {
        what: name.to_string(),
        to: text.get(to.node.span.range()).unwrap_or("").to_owned(),
        spot: Some(at(what.node.span)),
    })
}

/// Makes changes in the texts of model files; what cannot be made is a problem.
///
/// # Complexity
/// Each text is parsed once, and once more where it changes.
pub fn make(
    changes: &[Change],
    models: &[SourceId],
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Made> {
    let mut edits: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    let mut made: Vec<Made> = Vec::new();
    {
        let roots: Vec<_> = models
            .iter()
            .map(|id| (*id, tree::parse(&sources.get(*id).text).0))
            .collect();
        for change in changes {
            let text = |id: SourceId| sources.get(id).text.as_str();
            match edit_of(change, &roots, text) {
                Ok((source, edit, one)) => {
                    let twice = |known: &Made| known.object == one.object && known.key == one.key;
                    if made.iter().any(twice) {
                        let key = change.what.clone();
                        problems.push(change.problem(ProblemKind::DuplicateKey { key }));
                        continue;
                    }
                    edits.entry(source).or_default().push(edit);
                    made.push(one);
                }
                Err(kind) => problems.push(change.problem(*kind)),
            }
        }
    }
    for (source, edits) in edits {
        let text = edit::apply(&sources.get(source).text, &edits);
        sources.replace(source, text);
    }
    made
}

/// A table of the model that a change can name.
struct Object<'t> {
    source: SourceId,
    full: String,
    table: &'t Table<'t>,
    spec: &'static TableSpec,
}

fn edit_of<'s>(
    change: &Change,
    roots: &[(SourceId, Table<'_>)],
    text: impl Fn(SourceId) -> &'s str,
) -> Result<(SourceId, Edit, Made), Box<ProblemKind>> {
    let objects: Vec<Object<'_>> = roots
        .iter()
        .flat_map(|(source, root)| objects(*source, root))
        .collect();
    let dots = change.what.match_indices('.').map(|(at, _)| at);
    let splits = dots.map(|at| (&change.what[..at], &change.what[at + 1..]));
    let mut named = None;
    for (id, key) in splits {
        let first = key.split('.').next().unwrap_or(key);
        let of_id: Vec<_> = objects.iter().filter(|object| object.is(id)).collect();
        if of_id.is_empty() {
            continue;
        }
        named = named.or(Some((of_id[0], key)));
        let mut with_key = of_id
            .iter()
            .filter(|object| object.spec.key(first).is_some());
        let Some(object) = with_key.next() else {
            continue;
        };
        if let Some(other) = with_key.find(|other| other.full != object.full) {
            return Err(Box::new(ProblemKind::Dangling {
                written: change.what.clone(),
                what: "object",
                suggestion: Some(format!("{}.{key}` / `{}.{key}", object.full, other.full)),
                unknown_process: None,
            }));
        }
        let path: Vec<&str> = key.split('.').collect();
        let text = text(object.source);
        let value = as_toml(&change.to);
        let Some(edit) = edit::set(text, object.table, &path, &value) else {
            break;
        };
        let before = text.get(edit.span.range()).filter(|text| !text.is_empty());
        let made = Made {
            object: object.full.clone(),
            key: key.to_owned(),
            before: before.map(plain),
            after: plain(&value),
        };
        return Ok((object.source, edit, made));
    }
    Err(Box::new(match named {
        Some((object, key)) => {
            let known: Vec<_> = object.spec.keys.iter().map(|key| key.name).collect();
            ProblemKind::UnknownKey {
                key: key.to_owned(),
                table: object.spec.name,
                suggestion: nearest(key, known.iter().copied()),
                known,
            }
        }
        None => {
            let id = change.what.split('.').next().unwrap_or(&change.what);
            let near = nearest(id, objects.iter().map(|object| object.full.as_str()));
            ProblemKind::Dangling {
                written: id.to_owned(),
                what: "object",
                suggestion: near.map(str::to_owned),
                unknown_process: None,
            }
        }
    }))
}

impl Object<'_> {
    fn is(&self, id: &str) -> bool {
        let own = self
            .full
            .rsplit_once('/')
            .map_or(self.full.as_str(), |(_, own)| own);
        self.full == id || own == id
    }
}

/// Every object of a file that has an id.
fn objects<'t>(source: SourceId, root: &'t Table<'t>) -> Vec<Object<'t>> {
    let process = match root.get("process").map(|entry| &entry.node.value) {
        Some(Value::Table(table)) => id(table),
        _ => None,
    };
    let mut found = Vec::new();
    for entry in root.entries() {
        let Some(key) = Tables::SPEC.key(&entry.key) else {
            continue;
        };
        match ((key.shape)(), &entry.node.value) {
            (Shape::Table(spec), Value::Table(table)) => {
                found.extend(id(table).map(|full| Object {
                    source,
                    full,
                    table,
                    spec,
                }));
            }
            (Shape::List(item), Value::Array(items)) => {
                let Shape::Table(spec) = *item else { continue };
                let tables = items.iter().filter_map(|item| match &item.value {
                    Value::Table(table) => Some((id(table)?, table)),
                    _ => None,
                });
                found.extend(tables.map(|(own, table)| {
                    Object {
                        source,
                        full: process
                            .as_ref()
                            .map_or_else(|| own.clone(), |process| format!("{process}/{own}")),
                        table,
                        spec,
                    }
                }));
            }
            _ => {}
        }
    }
    found
}

fn id(table: &Table<'_>) -> Option<String> {
    match &table.get("id")?.node.value {
        Value::String(id) => Some(id.to_string()),
        _ => None,
    }
}

/// A value as TOML: as it is where it is some already, else as a text.
fn as_toml(written: &str) -> String {
    let line = format!("x = {written}");
    let (table, errors) = tree::parse(&line);
    let is_whole = |entry: &tree::Entry<'_>| entry.node.span.end as usize == line.len();
    let is_value =
        errors.is_empty() && table.entries().len() == 1 && table.get("x").is_some_and(is_whole);
    if is_value {
        return written.to_owned();
    }
    let escaped = written.replace('\\', "\\\\").replace('"', "\\\"");
    let escaped: String = escaped.chars().filter(|c| !c.is_control()).collect();
    format!("\"{escaped}\"")
}

/// A value as reports show it: a text without its quotes.
fn plain(value: &str) -> String {
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(value).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    const MODEL: &str = "[process]\nid = \"shop\"\n\n[[step]]\nid = \"weld\"\ntouch = { typical = \"20 min\" }\n\n\
                         [[handoff]]\nid = \"part\"\nfrom = \"weld\"\nwait = \"2 h\" # measured in May\n[handoff.customer]\nneeds = []\n";

    fn changed(changes: &[&str]) -> (String, Vec<Made>, Vec<String>) {
        let mut sources = Sources::default();
        let model = sources.add("shop.toml", MODEL);
        let changes: Vec<_> = changes.iter().filter_map(|c| Change::parse(c)).collect();
        let mut problems = Vec::new();
        let made = make(&changes, &[model], &mut sources, &mut problems);
        let problems = problems
            .iter()
            .map(|problem| format!("{} {}", problem.message(Lang::En), problem.hint(Lang::En)));
        (sources.get(model).text.clone(), made, problems.collect())
    }

    #[test]
    fn a_value_is_replaced_where_it_stands_and_all_else_stays() {
        let (text, made, problems) = changed(&["shop/part.wait=30 min"]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(text, MODEL.replace("\"2 h\"", "\"30 min\""));
        assert_eq!(made[0].before.as_deref(), Some("2 h"));
        assert_eq!(made[0].after, "30 min");
    }

    #[test]
    fn a_key_that_is_not_written_is_added_to_its_table() {
        let (text, made, _) =
            changed(&["weld.yield=95 %", "weld.touch.min=5 min", "weld.servers=3"]);
        assert!(
            text.contains("[[step]]\nservers = 3\nyield = \"95 %\"\nid = \"weld\"\n"),
            "{text}"
        );
        assert!(
            text.contains("touch = { min = \"5 min\", typical = \"20 min\" }"),
            "{text}"
        );
        assert_eq!(made[0].before, None);
        let (text, _, problems) = changed(&["part.customer.importance=5"]);
        assert_eq!(problems, Vec::<String>::new());
        assert!(
            text.contains("[handoff.customer]\nimportance = 5\n"),
            "{text}"
        );
    }

    #[test]
    fn a_change_that_names_nothing_says_what_is_near() {
        for (change, message) in [
            (
                "shop/wled.yield=95 %",
                "there is no object `shop/wled` did you mean `shop/weld`?",
            ),
            (
                "shop/weld.yeild=95 %",
                "`step` has no key `yeild` did you mean `yield`?",
            ),
        ] {
            let (text, _, problems) = changed(&[change]);
            assert_eq!(problems, [message], "{change}");
            assert_eq!(text, MODEL);
        }
        let (_, _, problems) = changed(&["weld.yield=95 %", "shop/weld.yield=90 %"]);
        assert_eq!(problems.len(), 1, "{problems:?}");
    }

    #[test]
    fn what_is_no_change_is_told_apart() {
        for written in [
            "weld.yield",
            "weld=95 %",
            ".yield=95 %",
            "weld.yield=",
            "weld.=3",
        ] {
            assert_eq!(Change::parse(written), None, "{written}");
        }
    }
}
