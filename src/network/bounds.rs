//! What a case takes at least, usually and at most: longest paths over ways that go together, shortest
//! over ways of a choice.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::{At, Figure, Missing, Network, Shape, Span, WayIx};

/// One piece of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// The step or the way.
    pub at: At,
    /// The time it adds.
    pub seconds: f64,
}

/// A bound on the lead time with the path that makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The bound: the sum of its terms.
    pub seconds: f64,
    /// The steps and ways it runs along, in the order of work.
    pub path: Vec<Term>,
    /// Figures that counted as 0, anywhere in the network. Lower bounds stay lower bounds.
    pub missing: Vec<Missing>,
}

/// Why there is no worst case.
#[derive(Debug, Clone, PartialEq)]
pub struct NoWorstCase {
    /// Ways back, on which a case may go round any number of times.
    pub loops: Vec<WayIx>,
    /// Greatest times that are not known.
    pub missing: Vec<Missing>,
}

/// Which of the figures of a duration is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    Least,
    Typical,
    Most,
}

impl Read {
    fn of(self, span: Span) -> Option<f64> {
        match self {
            Self::Least => span.least,
            Self::Typical => span.typical,
            Self::Most => match span.shape {
                // A normal spread without a cut has no greatest value.
                Shape::Normal { .. } => span.most,
                _ => span
                    .most
                    .or_else(|| span.is_fixed().then_some(span.typical).flatten()),
            },
        }
    }

    fn figure(self) -> Figure {
        match self {
            Self::Least => Figure::Least,
            Self::Typical => Figure::Typical,
            Self::Most => Figure::Most,
        }
    }

    /// What waiting for the next release adds: nothing at best, half its period usually.
    fn release(self, every: f64) -> f64 {
        match self {
            Self::Least => 0.0,
            Self::Typical => every / 2.0,
            Self::Most => every,
        }
    }
}

impl Network {
    /// The time below which no case can be: the longest path of least times. A join
    /// waits for the slowest of what it waits for; of the ways of a choice the quickest counts.
    ///
    /// A least time that is missing counts as 0 and is listed.
    #[must_use]
    pub fn least_lead_time(&self) -> Bound {
        self.bound(Read::Least)
    }

    /// The same path with typical times, and half a period for each release. About half the cases take
    /// longer. Times that are missing count as 0 and are listed.
    #[must_use]
    pub fn typical_lead_time(&self) -> Bound {
        self.bound(Read::Typical)
    }

    /// The time no case exceeds: the slowest way of each choice, the greatest time of each step.
    ///
    /// # Errors
    /// A loop that is ever taken, or a greatest time that is not known.
    pub fn worst_lead_time(&self) -> Result<Bound, NoWorstCase> {
        let bound = self.bound(Read::Most);
        let turns = |way: &WayIx| self.ways[way.0].returns && self.flow(*way) > 0.0;
        let loops: Vec<WayIx> = self.way_indices().filter(turns).collect();
        if loops.is_empty() && bound.missing.is_empty() {
            Ok(bound)
        } else {
            let missing = bound.missing;
            Err(NoWorstCase { loops, missing })
        }
    }

    fn bound(&self, read: Read) -> Bound {
        let graph = &self.graph;
        let steps = self.steps.iter().map(|step| {
            let release = step.release_every.map_or(0.0, |every| read.release(every));
            read.of(step.touch).unwrap_or(0.0) + release
        });
        let waits = self.ways.iter().map(|way| read.of(way.wait).unwrap_or(0.0));
        let starts = vec![0.0; self.steps.len()];
        let longest = Longest {
            graph,
            worst: read == Read::Most,
            at: steps.chain([0.0, 0.0]).collect(),
            on: waits.chain(starts).collect(),
        };
        let path = longest.path();
        Bound {
            seconds: path.iter().map(|term| term.seconds).sum(),
            path,
            missing: self.missing_times(|span| read.of(span).is_none(), read.figure()),
        }
    }

    /// Times of what is ever visited that `is_missing`.
    pub(super) fn missing_times(
        &self,
        is_missing: impl Fn(Span) -> bool,
        figure: Figure,
    ) -> Vec<Missing> {
        let steps = self
            .step_indices()
            .filter(|step| self.visits(*step) > 0.0 && is_missing(self.steps[step.0].touch));
        let ways = self
            .way_indices()
            .filter(|way| self.flow(*way) > 0.0 && is_missing(self.ways[way.0].wait));
        let at = steps.map(At::Step).chain(ways.map(At::Way));
        at.map(|at| Missing { at, figure }).collect()
    }
}

/// The path that decides how long it takes from each node to the end.
struct Longest<'g> {
    graph: &'g Graph,
    /// Of the ways of a choice the slowest counts, not the quickest.
    worst: bool,
    at: Vec<f64>,
    on: Vec<f64>,
}

/// What is known of the time from a node on.
#[derive(Clone, Copy, Default)]
struct Rest {
    /// The time and the link it is taken by.
    best: Option<(f64, usize)>,
    /// Of ways that go together: the longest so far, and how many are still to come.
    together: Option<(f64, usize)>,
    left: usize,
    is_settled: bool,
}

impl Longest<'_> {
    /// Settles nodes from the end back, in the order of the time they need: Dijkstra's way, which holds for
    /// the least of sums and of greatest ones as well (Knuth 1977, *Information Processing Letters* 6).
    /// Ways back take part, as one may lead past what lies ahead.
    ///
    /// # Complexity
    /// O(ways · log steps).
    fn quickest(&self) -> Vec<Rest> {
        let graph = self.graph;
        let parallel: Vec<_> = (0..graph.out.len())
            .map(|node| graph.parallel(node))
            .collect();
        let mut rest = vec![Rest::default(); graph.out.len()];
        for (rest, parallel) in rest.iter_mut().zip(&parallel) {
            rest.left = parallel.as_ref().map_or(0, Vec::len);
        }
        // Times are not negative, so their bits are in the order of their values.
        let mut open = BTreeSet::from([(0_u64, graph.end())]);
        while let Some((_, node)) = open.pop_first() {
            if std::mem::replace(&mut rest[node].is_settled, true) {
                continue;
            }
            let after = rest[node].best.map_or(0.0, |(time, _)| time);
            for &link in &graph.into[node] {
                let from = graph.links[link].from;
                let is_part = parallel[from].as_ref().is_some_and(|of| of.contains(&link));
                let of = &mut rest[from];
                let mut way = (self.on[link] + after, link);
                if is_part {
                    of.left -= 1;
                    way = of
                        .together
                        .filter(|longest| longest.0 >= way.0)
                        .unwrap_or(way);
                    of.together = Some(way);
                }
                let time = self.at[from] + way.0;
                let is_quicker = of.best.is_none_or(|(best, _)| time < best);
                if (!is_part || of.left == 0) && is_quicker && !of.is_settled {
                    of.best = Some((time, way.1));
                    open.insert((time.to_bits(), from));
                }
            }
        }
        rest
    }

    /// The same for the slowest, where no way leads back.
    fn slowest(&self) -> Vec<Rest> {
        let side = &self.graph.down;
        let mut rest = vec![Rest::default(); self.at.len()];
        for &node in side.order.iter().rev() {
            for &(link, to) in &side.on[node] {
                let after = rest[to].best.map_or(0.0, |(time, _): (f64, usize)| time);
                let time = self.at[node] + self.on[link] + after;
                if rest[node].best.is_none_or(|(best, _)| time > best) {
                    rest[node].best = Some((time, link));
                }
            }
        }
        rest
    }

    fn path(&self) -> Vec<Term> {
        let rest = if self.worst {
            self.slowest()
        } else {
            self.quickest()
        };
        let mut path = Vec::new();
        let mut node = self.graph.source();
        while let Some((_, link)) = rest[node].best {
            if let Some(step) = self.graph.step(node) {
                let (at, seconds) = (At::Step(step), self.at[node]);
                path.push(Term { at, seconds });
                let (at, seconds) = (At::Way(WayIx(link)), self.on[link]);
                path.push(Term { at, seconds });
            }
            node = self.graph.links[link].to;
        }
        path
    }
}
