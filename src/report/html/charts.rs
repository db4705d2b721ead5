//! Charts: pictures of what the audit found, each with the same numbers as a table.
//!
//! Every module has one function `section(&View) -> Charted`; the scope of the view decides what is
//! drawn, so a page of one process asks with that process as its scope. A section that has nothing
//! to draw says in one sentence what to record and where; its [`Charted::is_empty`] is then true.
//!
//! ```text
//! handoffs   requires - releases by - promises - delivers - perceived, on one axis
//! goals      each goal against its target, its customer and others (bullets)
//! ways       baseline, actual, where it should be by now, target (waterfalls)
//! whose      whose gap it is: the parts of each gap that is short (waterfalls)
//! control    figures one period after the other with limits and signals
//! times      how many cases are done within which time, with what is due
//! coverage   rule families against processes, as a matrix
//! questions  the eight questions of each handoff, as a matrix
//! sheets     value sheets with their holes, as a matrix
//! ```
//!
//! A picture is for those who see it; `role="img"` and its name tell others what it is, and the
//! numbers follow in a `<details>` that a page opens before it is printed. No chart uses an `id`, so
//! one may stand twice on a page. Colours are the page's: `charts.css` names `--ink`, `--muted`,
//! `--line`, `--surface`, `--raised`, `--good`, `--bad`, `--open`, `--unchecked` and `--accent`
//! only, and no verdict is told by colour alone.

mod band;
pub(crate) mod control;
pub(crate) mod coverage;
mod draw;
pub(crate) mod goals;
pub(crate) mod handoffs;
mod matrix;
mod numbers;
pub(crate) mod questions;
pub(crate) mod sheets;
#[cfg(test)]
mod tests;
pub(crate) mod times;
pub(crate) mod ways;
pub(crate) mod whose;

use maud::{Markup, html};

use self::draw::mark::Mark;
use self::draw::text::shown;
use crate::lang::Lang;
use crate::measure::GapVerdict;

/// The style of all charts, to stand in the page's `<style>`.
pub(crate) const CSS: &str = include_str!("charts/charts.css");

/// A section of charts, without its heading.
pub(crate) struct Charted {
    /// The heading, for the page to set at its level.
    pub(crate) title: String,
    /// The charts with their legend, tables and remarks; or what to collect.
    pub(crate) body: Markup,
    /// Nothing is drawn; the body says what to collect.
    pub(crate) is_empty: bool,
}

impl Charted {
    /// Nothing to draw: what to record, and where.
    fn empty(title: &str, collect: &str) -> Self {
        Self {
            title: title.to_owned(),
            body: html! { p class="chart-empty" { (collect) } },
            is_empty: true,
        }
    }

    /// What the charts answer, the marks they use, and the charts.
    fn drawn(title: &str, lead: &str, legend: &Markup, charts: &Markup) -> Self {
        Self {
            title: title.to_owned(),
            body: html! {
                p class="chart-lead" { (lead) }
                (legend)
                (charts)
            },
            is_empty: false,
        }
    }
}

/// How much a figure is to be looked at; where there are too many, the first ones are drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Something is shown not to be met.
    Bad,
    /// Something is open.
    Open,
    /// All else.
    Other,
}

impl Rank {
    /// That of the worst verdict.
    fn worst(verdicts: impl IntoIterator<Item = GapVerdict>) -> Self {
        let ranks = verdicts.into_iter().map(|verdict| match verdict {
            GapVerdict::NotMet => Self::Bad,
            GapVerdict::Undetermined(_) => Self::Open,
            GapVerdict::Met => Self::Other,
        });
        ranks.min().unwrap_or(Self::Other)
    }
}

/// More figures than that are no overview; a page of one process has its own.
const MOST_FIGURES: usize = 30;

/// One picture with its caption and its numbers.
struct Figure {
    /// What people call what is drawn.
    name: String,
    /// Its id in the model.
    id: String,
    /// What else is to be said of it at once.
    said: String,
    /// The SVG.
    picture: Markup,
    /// The same as a table.
    numbers: Markup,
}

impl Figure {
    fn markup(&self) -> Markup {
        html! {
            figure class="chart" {
                figcaption {
                    strong { (shown(&self.name)) }
                    " " code { (shown(&self.id)) }
                    @if !self.said.is_empty() { p { (shown(&self.said)) } }
                }
                (self.picture)
                (self.numbers)
            }
        }
    }
}

/// The figures of a section, beside each other where there is room.
struct Figures {
    drawn: Vec<Figure>,
    /// How many more there are.
    left: usize,
}

impl Figures {
    /// Of all there is to draw, in its order; of very many, the worst.
    fn of<T>(all: &[T], rank: impl Fn(&T) -> Rank, figure: impl Fn(&T) -> Option<Figure>) -> Self {
        let mut chosen: Vec<(usize, &T)> = all.iter().enumerate().collect();
        chosen.sort_by_key(|(_, one)| rank(one));
        chosen.truncate(MOST_FIGURES);
        chosen.sort_by_key(|(at, _)| *at);
        Self {
            left: all.len() - chosen.len(),
            drawn: chosen
                .into_iter()
                .filter_map(|(_, one)| figure(one))
                .collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }

    fn markup(&self, lang: Lang) -> Markup {
        let left = self.left;
        html! {
            div class="chart-grid" {
                @for figure in &self.drawn { (figure.markup()) }
            }
            @if left > 0 {
                p class="chart-note" {
                    (lang.pick(
                        format!("Not drawn: {left} more, none of them worse than those shown; --only draws those of one process."),
                        format!("未画出：另有 {left} 幅，都不比已画出的更差；用 --only 可画出某一流程的图。"),
                    ))
                }
            }
        }
    }
}

/// What the marks mean.
fn legend(marks: &[(Mark, &str)]) -> Markup {
    html! {
        ul class="chart-legend" {
            @for (mark, meaning) in marks {
                li { (mark.alone()) " " (meaning) }
            }
        }
    }
}
