//! A picture as text for Mermaid, with a group for each process: what forges and wikis draw.

use std::fmt::Write as _;

use super::dot::{color, marked};
use super::legend::entries;
use super::lettering::clean;
use super::picture::{Kind, Node, Picture, Way};
use super::scene::thickness;
use super::{Direction, Shade};
use crate::model::ProcessId;

/// With more boxes than this Mermaid is slow, and some versions of it fail.
pub(super) const MOST_BOXES: usize = 100;

impl Picture {
    /// The picture in the language of Mermaid.
    pub fn mermaid(&self) -> String {
        let mut text = String::new();
        // Quotes and escapes of JSON are those of YAML.
        let title = serde_json::Value::from(clean(&self.title));
        let _ = writeln!(text, "---\ntitle: {title}\n---");
        let direction = match self.direction {
            Direction::Down => "TD",
            Direction::Right => "LR",
        };
        let _ = writeln!(text, "flowchart {direction}");
        self.comments(&mut text);
        let mut processes: Vec<ProcessId> = Vec::new();
        for node in &self.nodes {
            processes.extend(own_group(node).filter(|own| !processes.contains(own)));
        }
        for process in &processes {
            let name = self.processes.get(process.index());
            let name = escaped(name.map_or("", String::as_str));
            let _ = writeln!(text, "  subgraph p{}[\"{name}\"]", process.index());
            for (at, node) in self.nodes.iter().enumerate() {
                if own_group(node) == Some(*process) {
                    let _ = writeln!(text, "    {}", node_text(at, node));
                }
            }
            text.push_str("  end\n");
        }
        for (at, node) in self.nodes.iter().enumerate() {
            if own_group(node).is_none() {
                let _ = writeln!(text, "  {}", node_text(at, node));
            }
        }
        for edge in &self.edges {
            let arrow = if edge.way == Way::On { "-->" } else { "-.->" };
            let label = escaped(&marked(edge.shade, &edge.label));
            let _ = writeln!(text, "  n{} {arrow}|\"{label}\"| n{}", edge.from, edge.to);
        }
        self.styles(&mut text);
        text
    }

    /// Why a drawing program may fail on this picture; `None` if it is small enough.
    pub fn mermaid_warning(&self) -> Option<String> {
        let boxes = self.nodes.len();
        (boxes > MOST_BOXES).then(|| {
            self.lang.pick(
                format!(
                    "{boxes} boxes are more than Mermaid draws well; use --process, --around or --goal, or --format svg"
                ),
                format!("{boxes} 个框，Mermaid 难以画好；请用 --process、--around 或 --goal，或改用 --format svg"),
            )
        })
    }

    fn comments(&self, text: &mut String) {
        if let Some(warning) = self.mermaid_warning() {
            let _ = writeln!(text, "  %% {warning}");
        }
        for entry in entries(self) {
            if let super::legend::Sample::Mark(shade) = entry.sample
                && let Some(mark) = shade.mark()
            {
                let _ = writeln!(text, "  %% {mark} {}", entry.words);
            }
        }
    }

    fn styles(&self, text: &mut String) {
        let mut shades: Vec<Shade> = self.nodes.iter().map(|node| node.shade).collect();
        shades.extend(self.edges.iter().map(|edge| edge.shade));
        shades.sort_unstable();
        shades.dedup();
        for shade in shades {
            let nodes = self.nodes.iter().enumerate();
            let nodes = nodes.filter(|(_, node)| node.shade == shade);
            let nodes: Vec<String> = nodes.map(|(at, _)| format!("n{at}")).collect();
            if !nodes.is_empty() {
                let (class, color) = (shade.class(), color(shade));
                let _ = writeln!(text, "  classDef {class} stroke:{color},stroke-width:2px");
                let _ = writeln!(text, "  class {} {class}", nodes.join(","));
            }
        }
        for (at, edge) in self.edges.iter().enumerate() {
            let (color, width) = (color(edge.shade), thickness(edge.width));
            let _ = writeln!(
                text,
                "  linkStyle {at} stroke:{color},stroke-width:{width:.1}px"
            );
        }
        for (at, node) in self.nodes.iter().enumerate() {
            if node.is_focus {
                let _ = writeln!(text, "  style n{at} stroke-width:5px");
            }
        }
    }
}

/// The process around a step; boxes that stand for a process have none around them.
fn own_group(node: &Node) -> Option<ProcessId> {
    node.process.filter(|_| node.kind == Kind::Step)
}

fn node_text(at: usize, node: &Node) -> String {
    let mut label = escaped(&marked(node.shade, &node.name));
    // Around a step stands the name of its process already.
    if !node.under.is_empty() && node.kind != Kind::Step {
        let _ = write!(label, "<br/>{}", escaped(&clean(&node.under)));
    }
    match node.kind {
        kind if kind.is_external() => format!("n{at}([\"{label}\"])"),
        Kind::Process => format!("n{at}[\"{label}\"]"),
        Kind::Neighbour => format!("n{at}[[\"{label}\"]]"),
        Kind::Nobody => format!("n{at}{{{{\"{label}\"}}}}"),
        _ => format!("n{at}(\"{label}\")"),
    }
}

/// Anything that could end a label, or begin markup or a directive, as an entity.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '"' => safe.push_str("#quot;"),
            '<' => safe.push_str("#lt;"),
            '>' => safe.push_str("#gt;"),
            '&' => safe.push_str("#amp;"),
            '#' | '`' | '|' | '{' | '}' | '[' | ']' | '\\' | ';' | '*' | '_' => {
                let _ = write!(safe, "#{};", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe
}
