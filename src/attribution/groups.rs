//! Sums of parts over groups of groups: handoffs of a step, steps of a process, and so on.

use super::AttributionError;

/// A forest of groups over parts, as an array of parents.
///
/// The nodes 0..parts are the parts; any further ones are groups. A node without a parent is
/// a whole of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    parents: Vec<Option<usize>>,
    parts: usize,
    /// Every node before its parent.
    upwards: Vec<usize>,
}

impl Groups {
    /// # Errors
    /// If a parent does not exist or is a part, or a group contains itself.
    ///
    /// # Complexity
    /// O(nodes).
    pub fn new(parts: usize, parents: Vec<Option<usize>>) -> Result<Self, AttributionError> {
        if parts == 0 || parents.len() < parts {
            return Err(AttributionError::NoParts);
        }
        let nodes = parents.len();
        let mut members = vec![0_usize; nodes];
        for (node, parent) in parents.iter().enumerate() {
            match parent {
                Some(parent) if (parts..nodes).contains(parent) => members[*parent] += 1,
                Some(_) => return Err(AttributionError::Groups { node }),
                None => {}
            }
        }
        // Nodes whose members are all done; a circle never is.
        let mut upwards: Vec<usize> = (0..nodes).filter(|&node| members[node] == 0).collect();
        let mut at = 0;
        while let Some(&node) = upwards.get(at) {
            at += 1;
            if let Some(parent) = parents[node] {
                members[parent] -= 1;
                if members[parent] == 0 {
                    upwards.push(parent);
                }
            }
        }
        match (0..nodes).find(|&node| members[node] > 0) {
            Some(node) => Err(AttributionError::Groups { node }),
            None => Ok(Self {
                parents,
                parts,
                upwards,
            }),
        }
    }

    /// How many nodes there are, parts and groups.
    pub fn nodes(&self) -> usize {
        self.parents.len()
    }

    /// The direct members of a group, in rising order; none of a part.
    pub fn members(&self, group: usize) -> Vec<usize> {
        let nodes = 0..self.parents.len();
        nodes
            .filter(|&node| self.parents[node] == Some(group))
            .collect()
    }

    /// The nodes that belong to no group.
    pub fn wholes(&self) -> Vec<usize> {
        let nodes = 0..self.parents.len();
        nodes.filter(|&node| self.parents[node].is_none()).collect()
    }

    /// A value for each node: the parts' own, and for each group the sum of its members.
    ///
    /// # Errors
    /// If there is not one value for each part.
    ///
    /// # Complexity
    /// O(nodes).
    pub fn roll_up(&self, points: &[f64]) -> Result<Vec<f64>, AttributionError> {
        if points.len() != self.parts {
            return Err(AttributionError::Unequal {
                expected: self.parts,
                found: points.len(),
            });
        }
        let mut sums = points.to_vec();
        sums.resize(self.parents.len(), 0.0);
        for &node in &self.upwards {
            if let Some(parent) = self.parents[node] {
                sums[parent] += sums[node];
            }
        }
        Ok(sums)
    }

    /// From a group down to a part, each time to the member with the most points: where to
    /// look first. Begins with the group; of equals the first is taken.
    pub fn trail(&self, from: usize, sums: &[f64]) -> Vec<usize> {
        let mut trail = Vec::new();
        let mut node = (from < self.nodes() && sums.len() == self.nodes()).then_some(from);
        while let Some(at) = node {
            trail.push(at);
            let members = self.members(at).into_iter().rev();
            node = members.max_by(|&a, &b| sums[a].total_cmp(&sums[b]));
        }
        trail
    }
}
