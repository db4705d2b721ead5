//! A picture as text for Graphviz, with a cluster for each lane.

use std::fmt::Write as _;

use super::legend::{Sample, entries};
use super::lettering::clean;
use super::picture::{Edge, Kind, Node, Picture, Way};
use super::scene::thickness;
use super::{Direction, Shade};

impl Picture {
    /// The picture in the language of Graphviz: `dot -Tsvg` draws it.
    pub fn dot(&self) -> String {
        let mut text = String::from("digraph chain {\n");
        let direction = match self.direction {
            Direction::Down => "TB",
            Direction::Right => "LR",
        };
        let legend: Vec<String> = entries(self)
            .iter()
            .filter_map(|entry| match entry.sample {
                Sample::Mark(shade) => Some(format!("{} {}", shade.mark()?, entry.words)),
                _ => None,
            })
            .collect();
        let label = [clean(&self.title), legend.join("   ")].join("\n");
        let _ = write!(
            text,
            "  graph [rankdir={direction}, label={}, labelloc=t, fontname=\"sans-serif\"];\n  \
             node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n  \
             edge [fontname=\"sans-serif\", fontsize=9];\n",
            quoted(label.trim_end())
        );
        for (lane, name) in self.lanes.iter().enumerate() {
            let members = self.nodes.iter().enumerate();
            let members: Vec<_> = members
                .filter(|(_, node)| node.lane == Some(lane))
                .collect();
            if members.is_empty() {
                continue;
            }
            let name = quoted(&clean(name));
            let _ = write!(text, "  subgraph cluster_{lane} {{\n    label={name};\n");
            for (at, node) in members {
                let _ = writeln!(text, "    {}", node_text(at, node));
            }
            text.push_str("  }\n");
        }
        let alone = |node: &Node| node.lane.is_none_or(|lane| lane >= self.lanes.len());
        for (at, node) in self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| alone(node))
        {
            let _ = writeln!(text, "  {}", node_text(at, node));
        }
        for edge in &self.edges {
            let _ = writeln!(text, "  {}", edge_text(edge));
        }
        text.push_str("}\n");
        text
    }
}

fn node_text(at: usize, node: &Node) -> String {
    let mut label = marked(node.shade, &node.name);
    if !node.under.is_empty() {
        let _ = write!(label, "\n{}", clean(&node.under));
    }
    let style = match node.kind {
        Kind::Neighbour | Kind::Nobody => ", style=dashed",
        Kind::Process => ", style=solid",
        kind if kind.is_external() => ", shape=oval",
        _ => "",
    };
    let focus = if node.is_focus { ", penwidth=3" } else { "" };
    format!(
        "n{at} [label={}, id={}, tooltip={}, color=\"{}\"{style}{focus}];",
        quoted(&label),
        quoted(&clean(&node.id)),
        quoted(&tooltip(&node.said)),
        color(node.shade)
    )
}

fn edge_text(edge: &Edge) -> String {
    let style = match edge.way {
        Way::On => "",
        Way::Back => ", style=dashed, constraint=false",
        Way::Refused => ", style=dotted, constraint=false",
    };
    let color = color(edge.shade);
    format!(
        "n{} -> n{} [label={}, id={}, tooltip={}, color=\"{color}\", fontcolor=\"{color}\", penwidth={:.1}{style}];",
        edge.from,
        edge.to,
        quoted(&marked(edge.shade, &edge.label)),
        quoted(&clean(&edge.id)),
        quoted(&tooltip(&edge.said)),
        thickness(edge.width)
    )
}

fn tooltip(said: &[String]) -> String {
    let said: Vec<String> = said.iter().map(|line| clean(line)).collect();
    said.join("\n")
}

/// A name after the mark of its shade, so that it is known without its colour.
pub(super) fn marked(shade: Shade, name: &str) -> String {
    let name = clean(name);
    match shade.mark() {
        Some(mark) => format!("{mark} {name}"),
        None => name,
    }
}

/// Colours that can be read on white and on black.
pub(super) fn color(shade: Shade) -> &'static str {
    match shade {
        Shade::Plain => "#7b8794",
        Shade::Good => "#2b8a4b",
        Shade::Bad => "#d1383d",
        Shade::Open => "#a87400",
        Shade::Waived => "#8a63d2",
        Shade::Unchecked => "#77818d",
        Shade::Short => "#8fb4e8",
        Shade::Middle => "#4f87d9",
        Shade::Long => "#1f63c6",
    }
}

/// In quotes; a backslash would begin an escape, and a quote would end the text.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", text.replace('\n', "\\n"))
}
