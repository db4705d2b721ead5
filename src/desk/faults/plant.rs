//! From a model file to every fault that can be planted in it, one at a time.
//!
//! Walks the tables of the file by their declarations, so that a new key of the model is
//! tried without a word here. What a table cannot do without is left alone: leaving it out
//! is a mistake of the input, which no rule needs to notice.

use super::fault::{Deed, Fault};
use super::kind::Kind;
use super::loosen;
use crate::lang::Text;
use crate::load::Record;
use crate::load::document::Tables;
use crate::load::edit::{Around, Edit, Layout};
use crate::load::read_day;
use crate::load::schema::{KeySpec, Shape, TableSpec};
use crate::load::tree::{self, Entry, Node, Table, Value};
use crate::problem::Expected;
use crate::source::{SourceId, Sources, Span, Spot};

/// How far dates are moved back.
const YEARS: i32 = 10;

/// Tables whose ids are told apart by the process of their file.
const OF_A_PROCESS: [&str; 11] = [
    "step",
    "handoff",
    "measure",
    "goal",
    "action",
    "value_sheet",
    "survey",
    "complaint",
    "loss",
    "assessment",
    "log",
];

/// Every fault of one text, by place.
pub fn faults(sources: &Sources, source: SourceId) -> Vec<Fault> {
    let text = &sources.get(source).text;
    let (root, errors) = tree::parse(text);
    if !errors.is_empty() {
        return Vec::new();
    }
    let mut planter = Planter {
        layout: Layout::of(text, &root),
        source,
        process: process(&root),
        faults: Vec::new(),
    };
    let at = At::default();
    planter.table(&root, Tables::SPEC, &at, &Around::Lines);
    let mut faults = planter.faults;
    // By place; what is done at one place, in the order it was thought of.
    faults.sort_by_key(|fault| (fault.spot.span.start, fault.spot.span.end));
    faults
}

fn process(root: &Table<'_>) -> Option<String> {
    let process = root.get("process")?;
    let Value::Table(process) = &process.node.value else {
        return None;
    };
    match &process.get("id")?.node.value {
        Value::String(id) => Some(id.to_string()),
        _ => None,
    }
}

/// Where the walk is.
#[derive(Debug, Clone, Default)]
struct At {
    /// The table of the file; empty for the file itself.
    table: String,
    object: String,
    path: String,
}

impl At {
    fn is_file(&self) -> bool {
        self.table.is_empty()
    }

    fn key(&self, key: &str) -> Self {
        let path = match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        Self {
            path,
            ..self.clone()
        }
    }

    fn item(&self, number: usize) -> Self {
        Self {
            path: format!("{}[{number}]", self.path),
            ..self.clone()
        }
    }
}

struct Planter<'t> {
    layout: Layout<'t>,
    source: SourceId,
    process: Option<String>,
    faults: Vec<Fault>,
}

impl Planter<'_> {
    fn table(&mut self, table: &Table<'_>, spec: &'static TableSpec, at: &At, outer: &Around) {
        let around = Around::of(table, outer);
        for entry in table.entries() {
            let Some(key) = spec.key(&entry.key) else {
                continue;
            };
            if at.is_file() {
                self.objects(entry, key, &around);
            } else {
                self.key(entry, spec, key, &at.key(&entry.key), &around);
            }
        }
    }

    /// A key of the file: one object, or a list of them.
    fn objects(&mut self, entry: &Entry<'_>, key: &KeySpec, around: &Around) {
        let (spec, list) = match (key.shape)() {
            Shape::Table(spec) => (spec, None),
            Shape::List(item) => match (*item, &entry.node.value) {
                (Shape::Table(spec), Value::Array(items)) => (spec, Some(items)),
                _ => return,
            },
            _ => return,
        };
        // Rows without an id are figures, in which other mistakes are made: see `evidence`.
        if list.is_some() && spec.key("id").is_none() {
            return;
        }
        let nodes = list.map_or(std::slice::from_ref(&entry.node), Vec::as_slice);
        for (number, node) in nodes.iter().enumerate() {
            let Value::Table(table) = &node.value else {
                continue;
            };
            let at = At {
                table: entry.key.to_string(),
                object: self.object(&entry.key, table),
                path: String::new(),
            };
            let edits = match list {
                Some(items) => self.layout.without_item(&entry.node, items, number),
                None => self.layout.without_key(entry, around),
            };
            let kind = Kind::of_drop(&entry.key, None);
            self.add(kind, Deed::Drop, &at, node.span, edits);
            self.table(table, spec, &at, around);
        }
    }

    /// The id of an object as reports show it.
    fn object(&self, table: &str, object: &Table<'_>) -> String {
        let id = object.get("id").map(|id| &id.node.value);
        let Some(Value::String(id)) = id else {
            return table.to_owned();
        };
        match &self.process {
            Some(process) if OF_A_PROCESS.contains(&table) => format!("{process}/{id}"),
            _ => id.to_string(),
        }
    }

    fn key(
        &mut self,
        entry: &Entry<'_>,
        spec: &'static TableSpec,
        key: &KeySpec,
        at: &At,
        around: &Around,
    ) {
        let shape = (key.shape)();
        let kind = Kind::of_drop(spec.name, Some(key.name));
        // Of a list with one item, the item is dropped.
        let is_single = matches!(&entry.node.value, Value::Array(items) if items.len() == 1);
        if !key.required && !is_single {
            let edits = self.layout.without_key(entry, around);
            self.add(kind, Deed::Drop, at, entry.key_span, edits);
            self.describe(&entry.node);
        }
        match (&shape, &entry.node.value) {
            (Shape::Table(inner), Value::Table(table)) => self.table(table, inner, at, around),
            (Shape::List(item), Value::Array(items)) => {
                self.list(&entry.node, items, (item, kind), at, around);
            }
            (Shape::Value(Expected::Date), _) => self.age(&entry.node, at),
            (Shape::Value(Expected::Text), _) if key.name == "owner" => {
                self.replace(Kind::Owner, Deed::Blank, at, &entry.node, "");
            }
            (Shape::Choice(words), Value::String(word)) if key.name == "better" => {
                let other = words.iter().find(|(other, _)| other != word);
                if let Some((other, _)) = other {
                    self.replace(Kind::Better, Deed::Flip, at, &entry.node, other);
                }
            }
            _ => {}
        }
    }

    fn list(
        &mut self,
        list: &Node<'_>,
        items: &[Node<'_>],
        (shape, kind): (&Shape, Kind),
        at: &At,
        around: &Around,
    ) {
        for (number, item) in items.iter().enumerate() {
            let at = at.item(number);
            let edits = self.layout.without_item(list, items, number);
            self.add(kind, Deed::Drop, &at, item.span, edits);
            self.describe(item);
            match (shape, &item.value) {
                (Shape::Table(spec), Value::Table(table)) => self.table(table, spec, &at, around),
                (Shape::Value(Expected::Statement), _)
                    if matches!(kind, Kind::Criterion | Kind::Promise) =>
                {
                    self.loosen(item, &at);
                }
                _ => {}
            }
        }
    }

    fn age(&mut self, node: &Node<'_>, at: &At) {
        let written = self.layout.at(node.span);
        let day = read_day(written.trim_matches(['"', '\'']));
        let years = jiff::Span::new().years(YEARS);
        let Some(aged) = day.and_then(|day| day.checked_sub(years).ok()) else {
            return;
        };
        let edits = vec![Edit {
            span: node.span,
            text: aged.to_string(),
        }];
        self.add(Kind::Date, Deed::Age, at, node.span, edits);
        self.describe(node);
        self.becomes(Text::plain(aged.to_string()));
    }

    fn loosen(&mut self, node: &Node<'_>, at: &At) {
        let wordings: Vec<_> = match &node.value {
            Value::String(text) => vec![("en", node.span, text)],
            Value::Table(table) => table
                .entries()
                .iter()
                .filter_map(|entry| match &entry.node.value {
                    Value::String(text) => Some((&*entry.key, entry.node.span, text)),
                    _ => None,
                })
                .collect(),
            _ => return,
        };
        let mut edits = Vec::new();
        let (mut en, mut zh) = (None, None);
        for (lang, span, text) in wordings {
            let Some(looser) = loosen::loosen(text) else {
                return;
            };
            edits.push(Edit {
                span,
                text: quoted(&looser),
            });
            *(if lang == "zh" { &mut zh } else { &mut en }) = Some(looser.into_boxed_str());
        }
        if let (Some(en), Some(zh)) = (&en, &zh)
            && !loosen::agree(en, zh)
        {
            return;
        }
        self.add(Kind::Bound, Deed::Loosen, at, node.span, edits);
        self.describe(node);
        self.becomes(Text::bilingual(en, zh));
    }

    /// Puts a text in the place of a value.
    fn replace(&mut self, kind: Kind, deed: Deed, at: &At, node: &Node<'_>, text: &str) {
        let edits = vec![Edit {
            span: node.span,
            text: quoted(text),
        }];
        self.add(kind, deed, at, node.span, edits);
        self.describe(node);
        if deed != Deed::Blank {
            self.becomes(Text::plain(text));
        }
    }

    fn add(&mut self, kind: Kind, deed: Deed, at: &At, span: Span, edits: Vec<Edit>) {
        self.faults.push(Fault {
            kind,
            deed,
            table: at.table.as_str().into(),
            object: at.object.clone(),
            path: at.path.clone(),
            before: None,
            after: None,
            times: 1,
            spot: Spot {
                source: self.source,
                span,
            },
            edits,
            log: None,
        });
    }

    /// Notes what the latest fault takes away.
    fn describe(&mut self, node: &Node<'_>) {
        let before = written(node, self.layout.at(node.span));
        if let Some(fault) = self.faults.last_mut() {
            fault.before = before;
        }
    }

    fn becomes(&mut self, after: Text) {
        if let Some(fault) = self.faults.last_mut() {
            fault.after = Some(after);
        }
    }
}

/// A single value as people read it; `None` for lists and tables.
fn written(node: &Node<'_>, bytes: &str) -> Option<Text> {
    match &node.value {
        Value::String(text) => Some(Text::plain(text.as_ref())),
        Value::Table(table) => {
            let wording = |lang: &str| match &table.get(lang)?.node.value {
                Value::String(text) => Some(Box::from(text.as_ref())),
                _ => None,
            };
            let (en, zh) = (wording("en"), wording("zh"));
            (en.is_some() || zh.is_some()).then(|| Text::bilingual(en, zh))
        }
        Value::Array(_) => None,
        _ => Some(Text::plain(bytes)),
    }
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
