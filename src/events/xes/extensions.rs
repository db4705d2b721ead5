//! What the standard extensions of XES declare: their attributes, where they may stand, and
//! of which type they are.

/// An attribute of a standard extension.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    /// Its key, with the prefix of the extension.
    pub(super) key: &'static str,
    /// The element it is written as.
    pub(super) element: &'static str,
    /// Where it may stand: a letter each for log, trace, event and meta, inside another.
    pub(super) levels: &'static str,
}

const fn declared(key: &'static str, element: &'static str, levels: &'static str) -> Declared {
    Declared {
        key,
        element,
        levels,
    }
}

/// The prefixes of the extensions whose attributes are listed here.
pub(super) const PREFIXES: [&str; 7] = [
    "concept",
    "lifecycle",
    "org",
    "time",
    "semantic",
    "identity",
    "cost",
];

/// Their attributes.
pub(super) const DECLARED: [Declared; 19] = [
    declared("concept:name", "string", "lte"),
    declared("concept:instance", "string", "e"),
    declared("lifecycle:model", "string", "l"),
    declared("lifecycle:transition", "string", "e"),
    declared("lifecycle:state", "string", "e"),
    declared("org:resource", "string", "e"),
    declared("org:role", "string", "e"),
    declared("org:group", "string", "e"),
    declared("time:timestamp", "date", "e"),
    declared("semantic:modelReference", "string", "ltem"),
    declared("identity:id", "id", "ltem"),
    declared("cost:total", "float", "te"),
    declared("cost:currency", "string", "te"),
    declared("cost:drivers", "list", "te"),
    declared("cost:amount", "float", "m"),
    declared("cost:driver", "string", "m"),
    declared("cost:type", "string", "m"),
    declared("cost:model", "string", "ltem"),
    declared("identity:name", "string", "ltem"),
];

/// The transitions of the standard life cycle.
pub(super) const TRANSITIONS: [&str; 13] = [
    "assign",
    "ate_abort",
    "autoskip",
    "complete",
    "manualskip",
    "pi_abort",
    "reassign",
    "resume",
    "schedule",
    "start",
    "suspend",
    "unknown",
    "withdraw",
];
