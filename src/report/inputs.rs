//! What an audit was made from: every file with the hash of what it says.

use crate::audit::Audit;
use crate::lang::Lang;

/// One file that was read.
pub(super) struct Input {
    pub(super) name: String,
    /// Of a text what it says, in whatever encoding it was saved; of a log its bytes.
    pub(super) hash: String,
    pub(super) kind: Kind,
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Model,
    Evidence,
    Log,
}

impl Kind {
    /// Its word in either language.
    pub(super) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Model => lang.pick("model or settings", "模型或设置"),
            Self::Evidence => lang.pick("evidence", "证据"),
            Self::Log => lang.pick("event log", "事件日志"),
        }
    }
}

/// All texts in the order they were read, then the event logs.
pub(super) fn inputs(audit: &Audit) -> Vec<Input> {
    let texts = audit.sources.iter().map(|(_, source)| Input {
        name: source.name.clone(),
        hash: source.hash(),
        kind: match source.is_evidence {
            true => Kind::Evidence,
            false => Kind::Model,
        },
    });
    let checked = audit.checked.iter();
    let logs = checked.flat_map(|checked| &checked.world.logged.logs);
    let logs = logs.map(|log| Input {
        name: log.path.clone(),
        hash: log.hash.clone(),
        kind: Kind::Log,
    });
    texts.chain(logs).collect()
}
