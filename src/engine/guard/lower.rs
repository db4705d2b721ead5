//! From a rule's syntax tree to its guard.
//!
//! Types flow from the parameter of `check`, so every key is looked up here, once; what has
//! no known type, or no place in a guard, becomes [`Node::Script`].

use std::collections::HashMap;

use rhai::{AST, ASTFlags, ASTNode, Array, Dynamic, Expr, FnCallExpr, Stmt, StmtBlock};

use super::super::lint;
use super::super::meta::RuleMeta;
use super::super::params::Value;
use super::super::views::Words;
use super::typed::{Type, has, property};
use super::{Comparison, Method, Node, Statement};

/// Deepest calls of the rule's own functions that are followed.
const DEEPEST_CALLS: usize = 3;

/// Largest guard, in nodes: following calls could make it much larger than the rule.
const MOST_NODES: usize = 2_000;

/// The functions of a rule by name and arity: parameters and statements.
type Functions = HashMap<(String, usize), (Vec<String>, Vec<Stmt>)>;

/// A name in sight.
struct Known {
    name: String,
    node: Slot,
    of: Type,
}

#[derive(Clone, Copy)]
enum Slot {
    Object,
    Local(usize),
}

struct Lowering<'r> {
    functions: &'r Functions,
    lists: HashMap<&'r str, Words>,
    /// Names in sight, innermost last; those of a caller stand below `bottom`.
    known: Vec<Known>,
    bottom: usize,
    locals: usize,
    depth: usize,
    nodes: usize,
}

/// The guard's statements for `check`.
pub(super) fn check(ast: &AST, meta: &RuleMeta, values: &[(String, Value)]) -> Vec<Statement> {
    let functions = functions(ast);
    let Some((params, body)) = functions.get(&("check".to_owned(), 1)) else {
        return vec![Statement::Value(Node::Script)];
    };
    let lists = values.iter().filter_map(|(name, value)| match value {
        Value::Texts(texts) => Some((name.as_str(), Words::new(texts))),
        _ => None,
    });
    let mut lowering = Lowering {
        functions: &functions,
        lists: lists.collect(),
        known: vec![Known {
            name: params[0].clone(),
            node: Slot::Object,
            of: Type::Object(meta.looks_at),
        }],
        bottom: 0,
        locals: 0,
        depth: 0,
        nodes: 0,
    };
    lowering.statements(body)
}

fn constant(value: &Dynamic) -> Node {
    if let Some(words) = value.read_lock::<Words>() {
        return Node::Words(words.clone());
    }
    let is_empty = value
        .read_lock::<Array>()
        .is_some_and(|list| list.is_empty());
    if is_empty {
        Node::EmptyList
    } else {
        Node::Script
    }
}

/// rhai shows the body of a function only by walking it.
fn functions(ast: &AST) -> Functions {
    let signatures = ast.iter_functions().map(|function| {
        let params = function.params.iter().map(|param| (*param).to_owned());
        (function.name.to_owned(), params.collect::<Vec<_>>())
    });
    let signatures: Vec<_> = signatures.collect();
    let bodies = signatures.into_iter().map(|(name, params)| {
        let mut body = Vec::new();
        let only = lint::only_function(ast, &name, params.len());
        only.walk(&mut |path: &[ASTNode<'_>]| {
            if let [ASTNode::Stmt(statement)] = path {
                body.push((*statement).clone());
            }
            true
        });
        ((name, params.len()), (params, body))
    });
    bodies.collect()
}

impl Lowering<'_> {
    fn block(&mut self, block: &StmtBlock) -> Vec<Statement> {
        self.statements(block.statements())
    }

    fn statements(&mut self, statements: &[Stmt]) -> Vec<Statement> {
        let (in_sight, locals) = (self.known.len(), self.locals);
        let lowered = statements.iter().map(|statement| self.statement(statement));
        let lowered = lowered.collect();
        self.known.truncate(in_sight);
        self.locals = locals;
        lowered
    }

    fn statement(&mut self, statement: &Stmt) -> Statement {
        match statement {
            Stmt::Noop(_) => Statement::Value(Node::Nothing),
            Stmt::If(flow, _) => {
                let (condition, _) = self.expression(&flow.expr);
                let then = self.block(&flow.body);
                Statement::If(condition, then, self.block(&flow.branch))
            }
            Stmt::For(parts, _) => {
                let (item, index, flow) = &**parts;
                let (over, of) = self.expression(&flow.expr);
                let (in_sight, locals) = (self.known.len(), self.locals);
                let of = match of {
                    Type::List(item) => *item,
                    _ => Type::Plain,
                };
                self.declare(item.as_str(), of);
                if let Some(index) = index {
                    self.declare(index.as_str(), Type::Plain);
                }
                let body = self.block(&flow.body);
                self.known.truncate(in_sight);
                self.locals = locals;
                let counted = index.is_some();
                Statement::For {
                    over,
                    counted,
                    body,
                }
            }
            Stmt::Var(parts, ..) => {
                let (value, of) = self.expression(&parts.1);
                self.declare(parts.0.as_str(), of);
                Statement::Let(value)
            }
            Stmt::FnCall(call, _) => self.call_statement(call),
            Stmt::Block(block) => Statement::Value(Node::Block(self.block(block))),
            Stmt::Expr(expression) => match &**expression {
                Expr::FnCall(call, _) => self.call_statement(call),
                other => Statement::Value(self.expression(other).0),
            },
            // A throw is a return with a flag.
            Stmt::Return(value, flags, _) if !flags.contains(ASTFlags::BREAK) => {
                let value = value.as_ref();
                Statement::Return(value.map_or(Node::Nothing, |value| self.expression(value).0))
            }
            Stmt::BreakLoop(None, flags, _) if flags.contains(ASTFlags::BREAK) => Statement::Break,
            Stmt::BreakLoop(None, ..) => Statement::Continue,
            _ => Statement::Value(Node::Script),
        }
    }

    fn declare(&mut self, name: &str, of: Type) {
        self.known.push(Known {
            name: name.to_owned(),
            node: Slot::Local(self.locals),
            of,
        });
        self.locals += 1;
    }

    fn call_statement(&mut self, call: &FnCallExpr) -> Statement {
        let own = self.functions.contains_key(&(call.name.to_string(), 0));
        if &*call.name == "not_applicable" && call.args.is_empty() && !own {
            return Statement::NotApplicable;
        }
        Statement::Value(self.call(call))
    }

    /// An expression with what is known of its type.
    fn expression(&mut self, expression: &Expr) -> (Node, Type) {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return (Node::Script, Type::Plain);
        }
        let plain = |node| (node, Type::Plain);
        match expression {
            Expr::BoolConstant(flag, _) => plain(Node::Flag(*flag)),
            Expr::IntegerConstant(number, _) => plain(Node::Integer(*number)),
            Expr::FloatConstant(number, _) => plain(Node::Number(**number)),
            Expr::StringConstant(word, _) => plain(Node::Word(word.as_str().into())),
            Expr::Unit(_) => plain(Node::Nothing),
            Expr::Array(items, _) if items.is_empty() => plain(Node::EmptyList),
            // What the optimizer knows beforehand: a list parameter, or a list with nothing in it.
            Expr::DynamicConstant(value, _) => plain(constant(value)),
            Expr::Variable(variable, ..) if variable.2.is_empty() => self.variable(&variable.1),
            Expr::Dot(parts, flags, _) if !flags.contains(ASTFlags::NEGATED) => {
                let (base, of) = self.expression(&parts.lhs);
                self.member(base, &of, &parts.rhs)
            }
            Expr::And(parts, _) => plain(Node::All(self.all(parts))),
            Expr::Or(parts, _) => plain(Node::Any(self.all(parts))),
            Expr::FnCall(call, _) => plain(self.call(call)),
            Expr::Stmt(block) => plain(Node::Block(self.block(block))),
            _ => plain(Node::Script),
        }
    }

    fn all(&mut self, parts: &[Expr]) -> Vec<Node> {
        parts.iter().map(|part| self.expression(part).0).collect()
    }

    fn variable(&self, name: &str) -> (Node, Type) {
        let mut in_sight = self.known[self.bottom..].iter().rev();
        if let Some(known) = in_sight.find(|known| known.name == name) {
            let node = match known.node {
                Slot::Object => Node::Object,
                Slot::Local(at) => Node::Local(at),
            };
            return (node, known.of.clone());
        }
        // Lists stand in the scope of `check` alone.
        let list = self.lists.get(name).filter(|_| self.depth == 0);
        let node = list.map_or(Node::Script, |words| Node::Words(words.clone()));
        (node, Type::Plain)
    }

    /// What stands behind a dot.
    fn member(&mut self, base: Node, of: &Type, member: &Expr) -> (Node, Type) {
        match member {
            Expr::Property(name, _) => property(base, of, &name.2),
            Expr::MethodCall(call, _) => (self.method(base, of, call), Type::Plain),
            Expr::Dot(parts, flags, _) if !flags.contains(ASTFlags::NEGATED) => {
                let (inner, of) = self.member(base, of, &parts.lhs);
                self.member(inner, &of, &parts.rhs)
            }
            _ => (Node::Script, Type::Plain),
        }
    }

    fn method(&mut self, base: Node, of: &Type, call: &FnCallExpr) -> Node {
        // A function of the rule may bear the name of a method.
        let own = self.functions.keys().any(|(name, _)| *name == *call.name);
        if own {
            return Node::Script;
        }
        match (&*call.name, &call.args[..]) {
            ("has", [Expr::StringConstant(path, _)]) => has(base, of, path),
            (name, []) => match name {
                "is_empty" => Node::Method(base.into(), Method::IsEmpty, None),
                "len" => Node::Method(base.into(), Method::Len, None),
                _ => Node::Script,
            },
            (name, [other]) => {
                let method = match name {
                    "is_more_than" => Method::IsMoreThan,
                    "is_less_than" => Method::IsLessThan,
                    "equals" => Method::Equals,
                    "comparable" => Method::Comparable,
                    "is_one_of" => Method::IsOneOf,
                    "mentions" => Method::Mentions,
                    "is_before" => Method::IsBefore,
                    "is_after" => Method::IsAfter,
                    "days_until" => Method::DaysUntil,
                    _ => return Node::Script,
                };
                let other = self.expression(other).0;
                Node::Method(base.into(), method, Some(other.into()))
            }
            _ => Node::Script,
        }
    }

    fn call(&mut self, call: &FnCallExpr) -> Node {
        if call.is_qualified() || call.capture_parent_scope {
            return Node::Script;
        }
        if call.is_operator_call() {
            return self.operator(call);
        }
        let key = (call.name.to_string(), call.args.len());
        match self.functions.get(&key) {
            None if &*call.name == "audit_day" && call.args.is_empty() => Node::AuditDay,
            Some((params, body)) if self.depth < DEEPEST_CALLS => self.follow(call, params, body),
            _ => Node::Script,
        }
    }

    fn operator(&mut self, call: &FnCallExpr) -> Node {
        let how = match &*call.name {
            "!" if call.args.len() == 1 => {
                return Node::Not(self.expression(&call.args[0]).0.into());
            }
            "==" => Comparison::Equal,
            "!=" => Comparison::NotEqual,
            "<" => Comparison::Less,
            "<=" => Comparison::LessOrEqual,
            ">" => Comparison::Greater,
            ">=" => Comparison::GreaterOrEqual,
            _ => return Node::Script,
        };
        let [left, right] = &call.args[..] else {
            return Node::Script;
        };
        let left = self.expression(left).0;
        Node::Compare(how, left.into(), self.expression(right).0.into())
    }

    /// The body of a function of the rule in the place of its call.
    fn follow(&mut self, call: &FnCallExpr, params: &[String], body: &[Stmt]) -> Node {
        let arguments: Vec<_> = call.args.iter().map(|arg| self.expression(arg)).collect();
        let (in_sight, bottom, locals) = (self.known.len(), self.bottom, self.locals);
        // Inside, its own locals alone are in sight, numbered from 0.
        (self.bottom, self.locals) = (in_sight, 0);
        self.depth += 1;
        let mut given = Vec::new();
        for (name, (node, of)) in params.iter().zip(arguments) {
            self.declare(name, of);
            given.push(node);
        }
        let body = self.statements(body);
        self.depth -= 1;
        self.known.truncate(in_sight);
        (self.bottom, self.locals) = (bottom, locals);
        Node::Call(given, body)
    }
}
