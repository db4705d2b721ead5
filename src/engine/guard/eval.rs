//! Walking a guard on one object.

use rhai::{Array, Dynamic};

use super::super::views::{self, ReadDerived, Reader, SaidProperty, World};
use super::held::{Held, LONGEST_LIST, NOTHING, alone, compare, flag, held, property_of, together};
use super::{Node, Property, Statement};
use crate::finding::{Subject, Verdict};
use crate::load::{AnyRecord, Reading};

/// Most nodes walked for one object; what takes longer is left to the script and its watch.
pub(super) const MOST_STEPS: u32 = 20_000;

/// Most locals at one time, likewise.
const MOST_LOCALS: usize = 32;

/// How a statement ended.
enum Flow<'w> {
    /// On to the next; the value of the last statement is that of its block.
    On(Held<'w>),
    Returned(Held<'w>),
    Broke,
    Continued,
}

struct Walk<'w> {
    world: &'w World,
    reader: &'w Reader,
    object: Subject,
    locals: Vec<Held<'w>>,
    steps: u32,
    not_applicable: bool,
}

/// See [`super::Guard::verdict`].
pub(super) fn verdict<'w>(
    body: &'w [Statement],
    world: &'w World,
    reader: &'w Reader,
    object: Subject,
) -> Option<Verdict> {
    let mut walk = Walk {
        world,
        reader,
        object,
        locals: Vec::new(),
        steps: 0,
        not_applicable: false,
    };
    walk.block(body)?;
    Some(if walk.not_applicable {
        Verdict::NotApplicable
    } else {
        Verdict::Conform
    })
}

// Every step gives `None` where only the script can tell.
impl<'w> Walk<'w> {
    fn block(&mut self, statements: &'w [Statement]) -> Option<Flow<'w>> {
        let locals = self.locals.len();
        let mut last = NOTHING;
        for statement in statements {
            match self.statement(statement)? {
                Flow::On(value) => last = value,
                other => {
                    self.locals.truncate(locals);
                    return Some(other);
                }
            }
        }
        self.locals.truncate(locals);
        Some(Flow::On(last))
    }

    fn statement(&mut self, statement: &'w Statement) -> Option<Flow<'w>> {
        match statement {
            Statement::Let(value) => {
                let value = self.value(value)?;
                self.locals.push(value);
                (self.locals.len() <= MOST_LOCALS).then_some(Flow::On(NOTHING))
            }
            Statement::If(condition, then, otherwise) => {
                if self.truth(condition)? {
                    self.block(then)
                } else {
                    self.block(otherwise)
                }
            }
            Statement::For {
                over,
                counted,
                body,
            } => {
                let over = self.value(over)?;
                self.each(over, *counted, body)
            }
            Statement::Return(value) => Some(Flow::Returned(self.value(value)?)),
            Statement::Break => Some(Flow::Broke),
            Statement::Continue => Some(Flow::Continued),
            Statement::Value(Node::Block(block)) => self.block(block),
            Statement::Value(value) => Some(Flow::On(self.value(value)?)),
            // Said again and again it would break a bound.
            Statement::NotApplicable => {
                let again = std::mem::replace(&mut self.not_applicable, true);
                (!again).then_some(Flow::On(NOTHING))
            }
        }
    }

    fn each(&mut self, over: Held<'w>, counted: bool, body: &'w [Statement]) -> Option<Flow<'w>> {
        let items: Vec<Held<'w>> = match over {
            Held::Read(Reading::List(items)) => {
                let items = items.into_iter().map(|(_, item)| Held::Read(item));
                items.collect()
            }
            Held::Derived(list) => list.try_cast::<Array>()?.into_iter().map(held).collect(),
            _ => return None,
        };
        if items.len() > LONGEST_LIST {
            return None;
        }
        let locals = self.locals.len();
        for (at, item) in items.into_iter().enumerate() {
            self.locals.push(item);
            if counted {
                let at = i64::try_from(at).ok()?;
                self.locals.push(Held::Read(Reading::Integer(at)));
            }
            let flow = self.block(body)?;
            self.locals.truncate(locals);
            match flow {
                Flow::On(_) | Flow::Continued => {}
                Flow::Broke => break,
                returned @ Flow::Returned(_) => return Some(returned),
            }
        }
        Some(Flow::On(NOTHING))
    }

    fn truth(&mut self, node: &'w Node) -> Option<bool> {
        match self.value(node)? {
            Held::Read(Reading::Boolean(flag)) => Some(flag),
            _ => None,
        }
    }

    fn value(&mut self, node: &'w Node) -> Option<Held<'w>> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        Some(match node {
            Node::Script => return None,
            Node::Nothing => NOTHING,
            Node::Flag(set) => flag(*set),
            Node::Integer(number) => Held::Read(Reading::Integer(*number)),
            Node::Number(number) => Held::Read(Reading::Number(*number)),
            Node::Word(word) => Held::Read(Reading::Word(word)),
            Node::EmptyList => Held::Read(Reading::List(Vec::new())),
            Node::Words(words) => Held::Words(words),
            Node::AuditDay => Held::Read(Reading::Date(self.world.day?)),
            Node::Object => Held::Object(self.object),
            Node::Local(at) => self.locals.get(*at)?.clone(),
            Node::Key(of, key) => self.key(of, *key)?,
            Node::Derived(of, read) => held(self.derived(of, *read)??),
            Node::HasKeys(of, keys) => flag(self.has_keys(of, keys)?),
            Node::HasDerived(of, read) => flag(self.derived(of, *read)?.is_some()),
            Node::Property(of, Property::Said(property)) => {
                let of = self.value(of)?;
                self.said(&of, *property)?
            }
            Node::Property(of, property) => property_of(&self.value(of)?, *property)?,
            Node::Method(of, method, with) => {
                let of = self.value(of)?;
                match with {
                    None => alone(&of, *method)?,
                    Some(with) => together(&of, *method, &self.value(with)?)?,
                }
            }
            Node::Compare(how, left, right) => {
                let left = self.value(left)?;
                flag(compare(*how, &left, &self.value(right)?)?)
            }
            Node::Not(inner) => flag(!self.truth(inner)?),
            Node::All(parts) => flag(self.all_are(parts, true)?),
            Node::Any(parts) => flag(!self.all_are(parts, false)?),
            Node::Block(block) => match self.block(block)? {
                Flow::On(value) => value,
                // A return inside a value would have to leave the statement around it.
                _ => return None,
            },
            Node::Call(arguments, body) => self.call(arguments, body)?,
        })
    }

    /// Whether all are as wanted, looking no further than the first that is not.
    fn all_are(&mut self, parts: &'w [Node], wanted: bool) -> Option<bool> {
        for part in parts {
            if self.truth(part)? != wanted {
                return Some(false);
            }
        }
        Some(true)
    }

    fn call(&mut self, arguments: &'w [Node], body: &'w [Statement]) -> Option<Held<'w>> {
        let arguments: Option<Vec<_>> = arguments.iter().map(|node| self.value(node)).collect();
        let callers = std::mem::replace(&mut self.locals, arguments?);
        let flow = self.block(body);
        self.locals = callers;
        match flow? {
            Flow::On(value) | Flow::Returned(value) => Some(value),
            Flow::Broke | Flow::Continued => None,
        }
    }

    /// The record behind an object or table.
    fn record(&mut self, of: &'w Node) -> Option<&'w dyn AnyRecord> {
        match self.value(of)? {
            Held::Object(object) => views::record(self.world, object),
            Held::Read(Reading::Record(table)) => Some(table.record()),
            _ => None,
        }
    }

    /// What is not written stops the script, so it stops the guard.
    fn key(&mut self, of: &'w Node, key: usize) -> Option<Held<'w>> {
        match self.record(of)?.read(key) {
            Reading::Unset => None,
            reading => Some(Held::Read(reading)),
        }
    }

    fn derived(&mut self, of: &'w Node, read: ReadDerived) -> Option<Option<Dynamic>> {
        match self.value(of)? {
            Held::Object(object) => Some(read(self.world, object.number)),
            _ => None,
        }
    }

    fn said(&self, of: &Held<'w>, property: SaidProperty) -> Option<Held<'w>> {
        let Held::Read(Reading::Text(text)) = of else {
            return None;
        };
        let reading = self.reader.read(text);
        Some(match property {
            SaidProperty::Flag(read) => flag(read(&reading)),
            SaidProperty::List(read) => Held::Derived(Dynamic::from(read(&reading))),
        })
    }

    fn has_keys(&mut self, of: &'w Node, keys: &[usize]) -> Option<bool> {
        let mut record = self.record(of)?;
        let (last, through) = keys.split_last()?;
        for key in through {
            match record.read(*key) {
                Reading::Record(table) => record = table.record(),
                _ => return Some(false),
            }
        }
        Some(record.key_span(*last).is_some())
    }
}
