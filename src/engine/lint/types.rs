//! Walking statements and expressions with the types that are known.

use rhai::{Expr, FlowControl, Stmt, StmtBlock};

use super::super::views::Gives;
use super::Lint;

/// What is known of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Nothing.
    Unknown,
    /// It is not in sight.
    Hidden,
    /// A view, by its name.
    View(&'static str),
    /// A list of such views.
    List(&'static str),
}

impl Type {
    pub(super) fn view(name: &'static str) -> Self {
        Self::View(name)
    }

    pub(super) fn of(gives: Gives) -> Self {
        match gives {
            Gives::Value(_) => Self::Unknown,
            Gives::View(name) => Self::View(name),
            Gives::List(name) => Self::List(name),
        }
    }

    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::View(name) => Some(name),
            _ => None,
        }
    }
}

/// Variables in sight with their types, innermost last.
#[derive(Debug, Default)]
pub(super) struct Env(Vec<(String, Type)>);

impl Env {
    pub(super) fn declare(&mut self, name: &str, of: Type) {
        self.0.push((name.to_owned(), of));
    }

    /// Names that are not to be used here.
    pub(super) fn hide<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.0
            .extend(names.map(|name| (name.to_owned(), Type::Hidden)));
    }

    fn find(&self, name: &str) -> Type {
        let found = self.0.iter().rev().find(|(known, _)| known == name);
        found.map_or(Type::Unknown, |(_, of)| *of)
    }
}

impl Lint {
    pub(super) fn statement(&mut self, statement: &Stmt, env: &mut Env) {
        match statement {
            Stmt::If(flow, _) | Stmt::While(flow, _) | Stmt::Do(flow, ..) => self.flow(flow, env),
            Stmt::TryCatch(flow, _) => self.flow(flow, env),
            Stmt::For(parts, _) => {
                let (item, index, flow) = &**parts;
                let over = self.expression(&flow.expr, env);
                let depth = env.0.len();
                let of = match over {
                    Type::List(name) => Type::View(name),
                    _ => Type::Unknown,
                };
                env.declare(item.as_str(), of);
                if let Some(index) = index {
                    env.declare(index.as_str(), Type::Unknown);
                }
                self.block(&flow.body, env);
                env.0.truncate(depth);
            }
            Stmt::Var(parts, ..) => {
                let of = self.expression(&parts.1, env);
                env.declare(parts.0.as_str(), of);
            }
            Stmt::Assignment(parts) => {
                self.expression(&parts.1.lhs, env);
                self.expression(&parts.1.rhs, env);
            }
            Stmt::FnCall(call, at) => {
                self.call(call, None, *at, env);
            }
            Stmt::Block(block) => self.block(block, env),
            Stmt::Expr(expression) => {
                self.expression(expression, env);
            }
            Stmt::Return(Some(expression), ..) | Stmt::BreakLoop(Some(expression), ..) => {
                self.expression(expression, env);
            }
            Stmt::Switch(parts, _) => {
                self.expression(&parts.0, env);
                for case in &parts.1.expressions {
                    self.expression(&case.lhs, env);
                    self.expression(&case.rhs, env);
                }
            }
            _ => {}
        }
    }

    fn flow(&mut self, flow: &FlowControl, env: &mut Env) {
        self.expression(&flow.expr, env);
        self.block(&flow.body, env);
        self.block(&flow.branch, env);
    }

    fn block(&mut self, block: &StmtBlock, env: &mut Env) {
        let depth = env.0.len();
        for statement in block.statements() {
            self.statement(statement, env);
        }
        env.0.truncate(depth);
    }

    /// Looks through an expression; gives its type.
    pub(super) fn expression(&mut self, expression: &Expr, env: &mut Env) -> Type {
        match expression {
            Expr::Variable(variable, _, at) => {
                let of = env.find(&variable.1);
                if of == Type::Hidden {
                    self.hidden(&variable.1, *at);
                }
                of
            }
            Expr::Dot(parts, ..) => {
                let of = self.expression(&parts.lhs, env);
                self.member(of, &parts.rhs, env)
            }
            Expr::Index(parts, ..) => {
                let of = self.expression(&parts.lhs, env);
                self.expression(&parts.rhs, env);
                match of {
                    Type::List(name) => Type::View(name),
                    _ => Type::Unknown,
                }
            }
            Expr::FnCall(call, at) => self.call(call, None, *at, env),
            Expr::And(parts, _) | Expr::Or(parts, _) | Expr::Coalesce(parts, _) => {
                for part in parts.iter() {
                    self.expression(part, env);
                }
                Type::Unknown
            }
            Expr::InterpolatedString(parts, _) | Expr::Array(parts, _) => {
                for part in parts {
                    self.expression(part, env);
                }
                Type::Unknown
            }
            Expr::Map(map, _) => {
                for (_, value) in &map.0 {
                    self.expression(value, env);
                }
                Type::Unknown
            }
            Expr::Stmt(block) => {
                self.block(block, env);
                Type::Unknown
            }
            _ => Type::Unknown,
        }
    }

    /// What stands behind a dot.
    fn member(&mut self, of: Type, member: &Expr, env: &mut Env) -> Type {
        match member {
            Expr::Property(name, at) => self.property(of, &name.2, *at),
            Expr::MethodCall(call, at) => self.call(call, Some(of), *at, env),
            Expr::Dot(parts, ..) => {
                let inner = self.member(of, &parts.lhs, env);
                self.member(inner, &parts.rhs, env)
            }
            Expr::Index(parts, ..) => {
                let inner = self.member(of, &parts.lhs, env);
                // `a.list[0].key` puts the rest of the chain behind the index.
                self.expression(&parts.rhs, env);
                match inner {
                    Type::List(name) => Type::View(name),
                    _ => Type::Unknown,
                }
            }
            other => self.expression(other, env),
        }
    }
}
