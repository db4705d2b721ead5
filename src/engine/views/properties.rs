//! The properties of views as data: for getters, for the lint, for the manual.

use rhai::Dynamic;

use super::objects::Kind;
use super::{World, derived, gap_view};
use crate::load::schema::{Shape, TableSpec};
use crate::load::{Record, document};
use crate::problem::Expected;

/// What a property gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A single value, such as `Text` or `bool`.
    Value(&'static str),
    /// Another view, by its name.
    View(&'static str),
    /// A list of views or values, by name.
    List(&'static str),
}

/// Reads a derived property of the object numbered so; `None` if it is not known.
pub(in crate::engine) type ReadDerived = fn(&World, u32) -> Option<Dynamic>;

/// A derived property of an object.
pub struct Property<K> {
    /// Its name.
    pub name: &'static str,
    /// What it gives.
    pub gives: Gives,
    /// What it is, in English.
    pub en: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// Reads it; `None` if it is not known.
    pub(super) read: ReadDerived,
    pub(super) of: std::marker::PhantomData<K>,
}

/// A property of a view, as the manual lists it.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// Its name.
    pub name: &'static str,
    /// What it gives.
    pub gives: Gives,
    /// What it is, in English.
    pub en: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// It is a key of the TOML, not derived.
    pub written: bool,
}

/// A view with all its properties.
#[derive(Debug)]
pub struct ViewSpec {
    /// Its name: the table's, such as `handoff` or `handoff.customer`.
    pub name: &'static str,
    /// Its properties.
    pub properties: Vec<Listed>,
    /// It has `has` and `at`.
    pub has_places: bool,
}

impl ViewSpec {
    /// The property of that name.
    pub fn property(&self, name: &str) -> Option<&Listed> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }
}

/// All views, objects first.
pub fn specs() -> Vec<ViewSpec> {
    let mut specs = vec![chain()];
    macro_rules! objects {
        ($($kind:ident: $of:ty),+) => { specs.extend([$(object::<$of>()),+]) };
    }
    super::with_kinds!(objects);
    macro_rules! inner {
        ($($table:ident),+) => {
            specs.extend([$(document::$table::SPEC),+].map(|table| ViewSpec {
                name: table.name,
                properties: written(table),
                has_places: true,
            }));
        };
    }
    super::with_inner_tables!(inner);
    specs.extend(gap_view::specs());
    specs.extend(super::figures::specs());
    specs.extend(super::logged::specs());
    specs.extend(super::worked_out::specs());
    specs.push(super::needs::spec());
    specs.extend(super::value_specs::specs());
    if let Some(text) = specs.iter_mut().find(|spec| spec.name == "Text") {
        text.properties.extend(super::wordings::of_text());
    }
    specs.extend(super::said::specs());
    specs
}

fn chain() -> ViewSpec {
    ViewSpec {
        name: "chain",
        properties: derived::CHAIN.iter().map(listed).collect(),
        has_places: false,
    }
}

fn object<K: Kind>() -> ViewSpec {
    let mut properties = written(K::Record::SPEC);
    properties.extend(K::derived().iter().map(listed));
    properties.push(Listed {
        name: "label",
        gives: Gives::View("Text"),
        en: "what people call it: its name, deliverable or text, else its id",
        zh: "人们对它的称呼：名称、交付物或文本，没有则用代号",
        written: false,
    });
    ViewSpec {
        name: K::Record::SPEC.name,
        properties,
        has_places: true,
    }
}

fn listed<K>(property: &Property<K>) -> Listed {
    Listed {
        name: property.name,
        gives: property.gives,
        en: property.en,
        zh: property.zh,
        written: false,
    }
}

fn written(table: &'static TableSpec) -> Vec<Listed> {
    let keys = table.keys.iter();
    keys.map(|key| Listed {
        name: key.name,
        gives: gives(&(key.shape)()),
        en: key.en,
        zh: key.zh,
        written: true,
    })
    .collect()
}

fn gives(shape: &Shape) -> Gives {
    match shape {
        Shape::Value(expected) => match name(*expected) {
            view @ ("Text" | "Quantity" | "Statement" | "Due" | "Date") => Gives::View(view),
            value => Gives::Value(value),
        },
        Shape::Integer { .. } => Gives::Value("integer"),
        Shape::Choice(_) => Gives::Value("word"),
        Shape::Table(table) => Gives::View(table.name),
        Shape::List(item) => match gives(item) {
            Gives::Value(name) | Gives::View(name) | Gives::List(name) => Gives::List(name),
        },
    }
}

fn name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text | Expected::ScaleGrade => "Text",
        Expected::Quantity
        | Expected::Duration
        | Expected::Rate
        | Expected::Money
        | Expected::Share
        | Expected::ThreePoint => "Quantity",
        Expected::Statement => "Statement",
        Expected::Due => "Due",
        Expected::Date => "Date",
        Expected::Boolean => "bool",
        Expected::Integer => "integer",
        Expected::Number => "number",
        _ => "word",
    }
}
