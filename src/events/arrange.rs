//! Puts the events of one part of a log in order: case by case, and each case by time.

use std::io;

use super::case_table::CaseTable;
use super::columns::Layout;
use super::event_log::{Case, Visitor, Words};
use super::intake::Part;
use super::kept::Columns;
use super::names::{NONE, Names};
use super::pairing::Pairing;

/// From the numbers of words to their places in the sorted lists.
#[derive(Debug)]
pub(super) struct Ranks {
    pub(super) words: Words,
    activities: Vec<u32>,
    resources: Vec<u32>,
    groups: Vec<u32>,
}

impl Ranks {
    pub(super) fn new(activities: Names, resources: Names, groups: Names) -> Self {
        let mut missing = [resources.missing(), groups.missing()].concat();
        missing.sort_unstable();
        missing.dedup();
        let (activity_words, activities) = activities.ranks();
        let (resource_words, resources) = resources.ranks();
        let (group_words, groups) = groups.ranks();
        Self {
            words: Words {
                activities: activity_words,
                resources: resource_words,
                groups: group_words,
                missing,
            },
            activities,
            resources,
            groups,
        }
    }
}

/// The events of some cases, each case in one stretch.
pub(super) struct Arranged {
    cases: CaseTable,
    /// Where the events of each case end.
    ends: Vec<u32>,
    columns: Columns,
    layout: Layout,
}

impl Arranged {
    /// # Errors
    /// Events that were put aside cannot be read back.
    pub(super) fn new(part: Part, ranks: &Ranks, layout: Layout) -> io::Result<Self> {
        let Part {
            cases,
            kept,
            spill,
            pieces,
        } = part;
        let kept = spill.back(kept)?;
        let (targets, ends) = targets(cases.len(), &kept.case, pieces);
        let mut columns = kept.arranged(&targets);
        rank(&mut columns.activity, &ranks.activities);
        rank(&mut columns.resource, &ranks.resources);
        rank(&mut columns.group, &ranks.groups);
        Ok(Self {
            cases,
            ends,
            columns,
            layout,
        })
    }

    /// Shows every case.
    pub(super) fn show<V: Visitor>(&mut self, visitor: &mut V) {
        let mut pairing = Pairing::default();
        let mut sorter = Sorter::default();
        let mut begin = 0;
        for (case, end) in (0..).zip(&self.ends) {
            let end = *end as usize;
            let out_of_order = sorter.sort(&mut self.columns, begin, end);
            let name = self.cases.name(case);
            let columns = &self.columns;
            let mut shown = Case {
                name: &name,
                activity: &columns.activity[begin..end],
                start: column(&columns.start, begin, end),
                end: &columns.time[begin..end],
                resource: column(&columns.resource, begin, end),
                group: column(&columns.group, begin, end),
                due: column(&columns.due, begin, end),
                good: column(&columns.good, begin, end),
                amounts: column(&columns.amounts, begin, end),
                out_of_order,
                unfinished: 0,
            };
            if self.layout.phase {
                pairing.pair(&shown, &columns.phase[begin..end]);
                visitor.case(&pairing.case(&shown));
            } else {
                if !self.layout.start {
                    shown.start = shown.end;
                }
                visitor.case(&shown);
            }
            begin = end;
        }
    }
}

/// A stretch of a column, or nothing if the log does not have it.
fn column<T>(column: &[T], begin: usize, end: usize) -> &[T] {
    column.get(begin..end).unwrap_or_default()
}

/// Where each event belongs, case after case, and within a case as in the file; and where each
/// case ends.
fn targets(cases: usize, case: &[u32], mut pieces: Vec<(u64, usize)>) -> (Vec<u32>, Vec<u32>) {
    let mut counts = vec![0; cases];
    for case in case {
        counts[*case as usize] += 1;
    }
    let mut next = Vec::with_capacity(cases);
    let mut sum = 0;
    for count in counts {
        next.push(sum);
        sum += count;
    }
    let mut begin = 0;
    let mut stretches: Vec<(u64, std::ops::Range<usize>)> = Vec::with_capacity(pieces.len());
    for (piece, end) in pieces.drain(..) {
        stretches.push((piece, begin..end));
        begin = end;
    }
    stretches.sort_unstable_by_key(|(piece, _)| *piece);
    let mut targets = vec![0; case.len()];
    for (_, stretch) in stretches {
        for at in stretch {
            let next = &mut next[case[at] as usize];
            targets[at] = *next;
            *next += 1;
        }
    }
    // Each case has gone from where it begins to where it ends.
    (targets, next)
}

fn rank(column: &mut [u32], ranks: &[u32]) {
    for number in column {
        *number = ranks.get(*number as usize).copied().unwrap_or(NONE);
    }
}

/// Sorts the events of a case, where they are not in order already.
#[derive(Default)]
struct Sorter {
    order: Vec<u32>,
}

impl Sorter {
    /// Sorts by start, end and place in the file; says whether anything moved.
    fn sort(&mut self, columns: &mut Columns, begin: usize, end: usize) -> bool {
        let times = &columns.time[begin..end];
        let starts = column(&columns.start, begin, end);
        let sorted = if starts.is_empty() {
            times.is_sorted()
        } else {
            starts.iter().zip(times).is_sorted()
        };
        if sorted {
            return false;
        }
        self.order.clear();
        self.order.extend((0..).take(end - begin));
        // Stable, so that events of one time stay as in the file.
        self.order.sort_by_key(|at| {
            let at = *at as usize;
            (starts.get(at).copied().unwrap_or(times[at]), times[at])
        });
        permute(&mut columns.time, begin, &self.order);
        permute(&mut columns.activity, begin, &self.order);
        permute(&mut columns.start, begin, &self.order);
        permute(&mut columns.resource, begin, &self.order);
        permute(&mut columns.group, begin, &self.order);
        permute(&mut columns.phase, begin, &self.order);
        permute(&mut columns.due, begin, &self.order);
        permute(&mut columns.good, begin, &self.order);
        permute(&mut columns.amounts, begin, &self.order);
        true
    }
}

fn permute<T: Copy>(column: &mut [T], begin: usize, order: &[u32]) {
    let Some(stretch) = column.get_mut(begin..begin + order.len()) else {
        return;
    };
    let sorted: Vec<T> = order.iter().map(|at| stretch[*at as usize]).collect();
    stretch.copy_from_slice(&sorted);
}
