//! The boxes of a picture while it is put together: each party once, with those outside.

use std::collections::BTreeMap;

use super::picture::{Edge, Kind, Node, NodeOf, Picture, Width};
use super::{Seen, Shade};
use crate::model::Party;

/// Boxes by their keys.
pub(super) struct Parties<'p, 'w> {
    pub(super) seen: &'p Seen<'w>,
    nodes: Vec<Node>,
    known: BTreeMap<String, usize>,
}

impl<'p, 'w> Parties<'p, 'w> {
    pub(super) fn new(seen: &'p Seen<'w>) -> Self {
        Self {
            seen,
            nodes: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// Adds a box, if none has its key yet; gives its number.
    pub(super) fn add(&mut self, node: Node) -> usize {
        if let Some(at) = self.known.get(&node.key) {
            return *at;
        }
        let at = self.nodes.len();
        self.known.insert(node.key.clone(), at);
        self.nodes.push(node);
        at
    }

    /// The box of a key, if there is one.
    pub(super) fn get(&self, key: &str) -> Option<usize> {
        self.known.get(key).copied()
    }

    /// The box of an external customer or supplier. A customer who orders and one who receives
    /// are two boxes, one at either end, since the chain ends with what it gets.
    pub(super) fn external(&mut self, party: Party, gives: bool) -> usize {
        let seen = self.seen;
        let (chain, lang) = (&seen.world.chain, seen.lang);
        let (kind, id, word) = match party {
            Party::Customer(at) => {
                let id = chain.customers[at as usize].record.id.as_str();
                match gives {
                    true => (
                        Kind::CustomerOrders,
                        id,
                        lang.pick("customer, orders", "客户（下单）"),
                    ),
                    false => (Kind::CustomerReceives, id, lang.pick("customer", "客户")),
                }
            }
            Party::Supplier(at) => {
                let id = chain.suppliers[at as usize].record.id.as_str();
                (Kind::Supplier, id, lang.pick("supplier", "供方"))
            }
            // Steps have boxes of their own.
            Party::Step(_) => (Kind::Nobody, "", ""),
        };
        self.add(Node {
            key: format!("{kind:?} {id}"),
            id: id.to_owned(),
            of: NodeOf::Outside,
            kind,
            name: chain.party_name(party).get(lang).to_owned(),
            under: word.to_owned(),
            said: vec![word.to_owned()],
            shade: Shade::Plain,
            lane: None,
            process: None,
            is_focus: false,
        })
    }

    /// The box where a receiver should be, for one giver.
    pub(super) fn nobody(&mut self, giver: usize) -> usize {
        let lang = self.seen.lang;
        let said = lang.pick("no receiver is named", "没有写明接收方");
        self.add(Node {
            key: format!("nobody {giver}"),
            id: String::new(),
            of: NodeOf::Outside,
            kind: Kind::Nobody,
            name: lang.pick("nobody named", "未写明接收方").to_owned(),
            under: String::new(),
            said: vec![said.to_owned()],
            shade: Shade::Plain,
            lane: None,
            process: None,
            is_focus: false,
        })
    }

    pub(super) fn into_picture(self, title: String, edges: Vec<Edge>, width: Width) -> Picture {
        let lang = self.seen.lang;
        let processes = self.seen.world.chain.processes.iter();
        Picture {
            lang,
            title,
            color: self.seen.color,
            direction: self.seen.direction,
            nodes: self.nodes,
            edges,
            lanes: Vec::new(),
            outside: lang.pick("Outside", "外部").to_owned(),
            width,
            processes: processes
                .map(|process| process.name().get(lang).to_owned())
                .collect(),
        }
    }
}
