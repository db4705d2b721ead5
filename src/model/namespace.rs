//! Looking up references: `id` in one's own process, then in the organization;
//! `process/id` anywhere.

use foldhash::HashMap;

use super::objects::ProcessId;

/// The ids of one kind of thing, each with its position in the chain's list.
#[derive(Debug, Default)]
pub(super) struct Namespace<'a> {
    ids: HashMap<(Option<ProcessId>, &'a str), u32>,
}

impl<'a> Namespace<'a> {
    /// Adds an id; an id already there is kept.
    pub(super) fn add(&mut self, process: Option<ProcessId>, id: &'a str, position: u32) {
        self.ids.entry((process, id)).or_insert(position);
    }

    /// The thing called exactly `id` in `process`, or in the organization for `None`.
    pub(super) fn exact(&self, process: Option<ProcessId>, id: &str) -> Option<u32> {
        self.ids.get(&(process, id)).copied()
    }

    /// The thing that `written` means when it stands in `process`.
    pub(super) fn find(
        &self,
        processes: &Processes<'a>,
        process: Option<ProcessId>,
        written: &str,
    ) -> Option<u32> {
        match written.split_once('/') {
            Some((name, id)) => self.exact(Some(processes.find(name)?), id),
            None => process
                .and_then(|own| self.exact(Some(own), written))
                .or_else(|| self.exact(None, written)),
        }
    }

    /// The reference probably meant by one that leads nowhere, as `process/id` or `id`.
    ///
    /// An equal id in another process comes first, then the least edit distance.
    pub(super) fn nearest(
        &self,
        processes: &Processes<'a>,
        process: Option<ProcessId>,
        written: &str,
    ) -> Option<(usize, String)> {
        let sought = written.split_once('/').map_or(written, |(_, id)| id);
        // `customer:mill` means `mill`: what it is stands in the table it is declared by.
        let own = sought.rsplit([':', '：']).next().unwrap_or(sought);
        let shown = |owner: Option<ProcessId>, id: &str| match owner {
            Some(owner) if Some(owner) != process => format!("{}/{id}", processes.name(owner)),
            _ => id.to_owned(),
        };
        // The least of all is taken, whatever their order.
        let best = self
            .ids
            .keys()
            .map(|(owner, id)| {
                let elsewhere = *owner != process;
                let distance = strsim::damerau_levenshtein(own.trim(), id)
                    .min(strsim::damerau_levenshtein(sought, id))
                    .min(strsim::damerau_levenshtein(written, &shown(*owner, id)));
                (distance, elsewhere, shown(*owner, id))
            })
            .min()?;
        let (distance, _, shown) = best;
        (distance <= 1.max(own.chars().count() / 3)).then_some((distance, shown))
    }
}

/// The ids of all processes, in the chain's order.
#[derive(Debug, Default)]
pub(super) struct Processes<'a> {
    names: Vec<&'a str>,
    by_name: HashMap<&'a str, ProcessId>,
}

impl<'a> Processes<'a> {
    /// Adds the next process.
    pub(super) fn push(&mut self, name: &'a str) {
        let id = ProcessId::at(self.names.len());
        self.by_name.entry(name).or_insert(id);
        self.names.push(name);
    }

    /// The process of that id.
    pub(super) fn find(&self, name: &str) -> Option<ProcessId> {
        self.by_name.get(name).copied()
    }

    /// The id of a process.
    pub(super) fn name(&self, id: ProcessId) -> &'a str {
        self.names.get(id.index()).copied().unwrap_or("")
    }

    /// All ids.
    pub(super) fn names(&self) -> &[&'a str] {
        &self.names
    }
}
