//! Slips in a rule found before it runs: misspelt properties, keys and functions.
//!
//! Types flow from the parameter of `check` through properties, `let` and `for`; where
//! a type is not known, a name must at least exist somewhere.

mod types;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rhai::{AST, ASTNode, Expr, FnCallExpr, Map, Position, Stmt};

use self::types::{Env, Type};
use super::meta::RuleMeta;
use super::params::Value;
use super::reads::{self, Reads};
use super::sandbox;
use super::verbs::{self, Sink};
use super::views::{self, ViewSpec, World};
use super::watchdog::Watch;

/// A slip in a script.
#[derive(Debug)]
pub struct Slip {
    /// What is wrong, with the name probably meant.
    pub message: String,
    /// Where in the script.
    pub at: Position,
}

/// Everything a script may name.
pub(super) struct Vocabulary {
    views: HashMap<&'static str, ViewSpec>,
    properties: BTreeSet<&'static str>,
    functions: HashSet<(String, usize)>,
    names: BTreeSet<String>,
}

impl Vocabulary {
    fn get() -> &'static Self {
        static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
        VOCABULARY.get_or_init(Self::collect)
    }

    /// Asks an engine that knows everything.
    fn collect() -> Self {
        let world = Arc::new(World::empty());
        let mut engine = sandbox::engine(Watch::new());
        views::register(&mut engine, &world, &Arc::default());
        verbs::register(&mut engine, &Sink::default(), &world);
        let functions: HashSet<(String, usize)> = engine
            .collect_fn_metadata(
                None,
                |info| {
                    let metadata = info.metadata;
                    Some((metadata.name.to_string(), metadata.num_params))
                },
                true,
            )
            .into_iter()
            .collect();
        let views: HashMap<_, _> = views::specs()
            .into_iter()
            .map(|view| (view.name, view))
            .collect();
        // Both are collected into ordered sets.
        let of = |view: &ViewSpec| view.properties.iter().map(|p| p.name).collect::<Vec<_>>();
        let properties = views.values().flat_map(of).collect();
        let names = functions.iter().map(|(name, _)| name.clone()).collect();
        Self {
            views,
            properties,
            functions,
            names,
        }
    }

    fn view(&self, name: &str) -> Option<&ViewSpec> {
        self.views.get(name)
    }
}

/// Where a constant or variable of the top level is declared.
pub(super) fn position_of_variable(ast: &AST, name: &str) -> Option<Position> {
    ast.statements()
        .iter()
        .find_map(|statement| match statement {
            Stmt::Var(declared, ..) if declared.0.as_str() == name => Some(declared.0.pos),
            _ => None,
        })
}

/// All slips of a rule, in the order of the script, and the keys it reads; `head` is META where
/// it was read apart.
pub(super) fn lint(
    ast: &AST,
    head: Option<&Map>,
    meta: &RuleMeta,
    values: &[(String, Value)],
) -> (Vec<Slip>, Reads) {
    let own: HashSet<(String, usize)> = ast
        .iter_functions()
        .map(|function| (function.name.to_owned(), function.params.len()))
        .collect();
    let mut lint = Lint {
        vocabulary: Vocabulary::get(),
        own,
        own_keys: own_keys(ast, head),
        slips: Vec::new(),
        reads: Reads::new(),
    };
    for function in ast.iter_functions() {
        let mut env = Env::default();
        if function.name != "check" {
            let lists = values
                .iter()
                .filter(|(_, value)| matches!(value, Value::Texts(_)));
            env.hide(lists.map(|(name, _)| name.as_str()));
        }
        for param in &function.params {
            let is_subject = function.name == "check";
            let of = if is_subject {
                Type::view(meta.looks_at.name())
            } else {
                Type::Unknown
            };
            env.declare(param, of);
        }
        let body = only_function(ast, function.name, function.params.len());
        body.walk(&mut |path: &[ASTNode<'_>]| {
            if let [ASTNode::Stmt(statement)] = path {
                lint.statement(statement, &mut env);
            }
            true
        });
    }
    lint.slips
        .sort_by_key(|slip| (slip.at.line(), slip.at.position()));
    (lint.slips, lint.reads)
}

/// A script with nothing but one of its functions: walking it is walking the body of that.
pub(super) fn only_function(ast: &AST, name: &str, arity: usize) -> AST {
    let mut only = ast.clone_functions_only();
    only.retain_functions(|_, _, other, params| other == name && params == arity);
    only
}

/// Keys of maps the script itself writes: they are properties too.
fn own_keys(ast: &AST, head: Option<&Map>) -> HashSet<String> {
    let mut keys = HashSet::new();
    if let Some(head) = head {
        keys_within(head, &mut keys);
    }
    ast.walk(&mut |path: &[ASTNode<'_>]| {
        if let Some(ASTNode::Expr(Expr::Map(map, _))) = path.last() {
            keys.extend(map.1.keys().map(ToString::to_string));
        }
        true
    });
    keys
}

fn keys_within(map: &Map, keys: &mut HashSet<String>) {
    for (key, value) in map {
        keys.insert(key.to_string());
        if let Ok(inner) = value.as_map_ref() {
            keys_within(&inner, keys);
        }
        let items = value.as_array_ref();
        for item in items.iter().flat_map(|items| items.iter()) {
            if let Ok(inner) = item.as_map_ref() {
                keys_within(&inner, keys);
            }
        }
    }
}

struct Lint {
    vocabulary: &'static Vocabulary,
    own: HashSet<(String, usize)>,
    own_keys: HashSet<String>,
    slips: Vec<Slip>,
    reads: Reads,
}

impl Lint {
    fn slip(&mut self, message: String, at: Position) {
        self.slips.push(Slip { message, at });
    }

    /// A property of a value of that type: its own type, or a slip.
    fn property(&mut self, of: Type, name: &str, at: Position) -> Type {
        let Some(view) = of.name().and_then(|name| self.vocabulary.view(name)) else {
            let known = self.vocabulary.properties.contains(name)
                || self.own_keys.contains(name)
                || name == "len";
            if !known {
                let known = self.vocabulary.properties.iter().copied();
                let message = format!("nothing has a property `{name}`{}", meant(name, known));
                self.slip(message, at);
            }
            self.reads.insert(format!("*.{name}"));
            return Type::Unknown;
        };
        match view.property(name) {
            Some(property) => {
                let behind = reads::behind(view.name, name);
                self.reads
                    .extend(behind.iter().map(|key| (*key).to_owned()));
                self.reads.insert(format!("{}.{name}", view.name));
                Type::of(property.gives)
            }
            None => {
                let known = view.properties.iter().map(|property| property.name);
                let message = format!(
                    "`{}` has no property `{name}`{}",
                    view.name,
                    meant(name, known)
                );
                self.slip(message, at);
                Type::Unknown
            }
        }
    }

    /// A call of a function, or of a method on a value of that type.
    fn call(&mut self, call: &FnCallExpr, of: Option<Type>, at: Position, env: &mut Env) -> Type {
        for argument in &call.args {
            self.expression(argument, env);
        }
        let name = call.name.as_str();
        let arity = call.args.len() + usize::from(of.is_some());
        let known = call.op_token.is_some()
            || name.starts_with("anon$")
            || matches!(
                name,
                "call"
                    | "curry"
                    | "is_def_var"
                    | "is_def_fn"
                    | "type_of"
                    | "Fn"
                    | "is_shared"
                    | "print"
                    | "debug"
            )
            || self.own.contains(&(name.to_owned(), call.args.len()))
            || self
                .vocabulary
                .functions
                .contains(&(name.to_owned(), arity));
        if !known {
            let message = self.unknown_call(name, call.args.len());
            self.slip(message, at);
        }
        match of {
            Some(of) if name == "has" => {
                self.path(of, call.args.first());
                Type::Unknown
            }
            Some(of) if name == "at" => {
                // A place is said, not read.
                let read = self.reads.clone();
                self.path(of, call.args.first());
                self.reads = read;
                Type::Unknown
            }
            Some(of) if matches!(name, "filter" | "slice" | "extract") => of,
            _ => Type::Unknown,
        }
    }

    fn unknown_call(&self, name: &str, arguments: usize) -> String {
        let names = &self.vocabulary.names;
        if names.contains(name) || self.own.iter().any(|(own, _)| own == name) {
            let plural = if arguments == 1 { "" } else { "s" };
            return format!("`{name}` cannot be called with {arguments} argument{plural}");
        }
        let known = names.iter().map(String::as_str);
        let own = self.own.iter().map(|(own, _)| own.as_str());
        format!(
            "there is no function `{name}`{}",
            meant(name, known.chain(own))
        )
    }

    /// A list parameter is in sight of `check` alone.
    pub(super) fn hidden(&mut self, name: &str, at: Position) {
        let message =
            format!("the list `{name}` is visible in `check` only: pass it to this function");
        self.slip(message, at);
    }

    /// The path of `has("…")` or `at("…")` must lead through keys that exist.
    fn path(&mut self, of: Type, argument: Option<&Expr>) {
        let Some(Expr::StringConstant(path, at)) = argument else {
            return;
        };
        let mut of = of;
        for name in path.split('.').filter(|name| !name.is_empty()) {
            of = match self.property(of, name, *at) {
                Type::List(name) => Type::View(name),
                other => other,
            };
        }
    }
}

/// " (did you mean `…`?)" for the nearest known name, if it is near.
fn meant<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> String {
    let named = known.filter(|name| !name.contains('$'));
    let best = named
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .min();
    match best {
        Some((distance, name)) if distance <= 1.max(written.chars().count() / 3) => {
            format!(" (did you mean `{name}`?)")
        }
        _ => String::new(),
    }
}
