//! What the colours, marks and widths of a picture mean, in words.

use super::lettering::width;
use super::picture::{Kind, Picture, Way, Width};
use super::{Color, Shade};

/// What stands before the words of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A mark in its colour.
    Mark(Shade),
    /// A line as wide as the widest.
    Wide,
    /// A line that goes back.
    Back(Way),
    /// Nothing.
    Nothing,
}

/// One entry of a legend.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) sample: Sample,
    pub(super) words: String,
}

/// The entries for what the picture shows; what it does not show needs no explanation.
pub(super) fn entries(picture: &Picture) -> Vec<Entry> {
    let lang = picture.lang;
    let mut entries = Vec::new();
    let mut shades: Vec<Shade> = picture.edges.iter().map(|edge| edge.shade).collect();
    shades.extend(picture.nodes.iter().map(|node| node.shade));
    shades.sort_unstable();
    shades.dedup();
    let said = shades.into_iter().filter(|shade| *shade != Shade::Plain);
    entries.extend(said.map(|shade| Entry {
        sample: Sample::Mark(shade),
        words: shade.word(picture.color, lang).to_owned(),
    }));
    let width = match &picture.width {
        Width::Volume(most) => Some(lang.pick(
            format!("width: volume, widest {most}; thinnest where not stated"),
            format!("线宽：交接量，最宽为 {most}；未写明的最细"),
        )),
        Width::Count(most) => Some(lang.pick(
            format!("width: number of handoffs, widest {most}"),
            format!("线宽：交接个数，最宽为 {most} 个"),
        )),
        Width::Nothing => None,
    };
    entries.extend(width.map(|words| Entry {
        sample: Sample::Wide,
        words,
    }));
    for (way, words) in [
        (
            Way::Back,
            lang.pick("goes back for another round", "退回返工"),
        ),
        (
            Way::Refused,
            lang.pick("goes back if refused", "拒收时退回"),
        ),
    ] {
        if picture.edges.iter().any(|edge| edge.way == way) {
            entries.push(Entry {
                sample: Sample::Back(way),
                words: words.to_owned(),
            });
        }
    }
    if picture.nodes.iter().any(|node| node.kind == Kind::Nobody) {
        entries.push(Entry {
            sample: Sample::Nothing,
            words: lang
                .pick("dashed box: no receiver is named", "虚线框：没有写明接收方")
                .to_owned(),
        });
    }
    entries
}

/// What the colours speak of, before the entries.
pub(super) fn heading(picture: &Picture) -> &'static str {
    let (en, zh) = match picture.color {
        Color::Verdict => ("Worst verdict of the audit:", "审核的最差判定："),
        Color::Gap => (
            "What figures show of needs and goals:",
            "数据对需求和目标的证明：",
        ),
        Color::Wait => ("How long work waits:", "工作等待多久："),
        Color::None => ("", ""),
    };
    picture.lang.pick(en, zh)
}

/// The width of an entry, in em of its letters.
pub(super) fn room(entry: &Entry) -> f64 {
    let sample = match entry.sample {
        Sample::Nothing => 0.0,
        Sample::Mark(_) => 1.6,
        Sample::Wide | Sample::Back(_) => 3.4,
    };
    sample + width(&entry.words) + 1.6
}
