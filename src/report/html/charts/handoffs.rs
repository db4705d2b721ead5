//! Handoffs: what the receiver requires, what the giver releases by and promises, what is delivered,
//! and what the receiver perceives, on one axis.
//!
//! Drawn is what says something: a need that was measured, or that the giver's words do not cover.
//! Needs that are covered in writing and that nobody measured are counted, with what would show them.

mod draw;
mod rows;

use maud::html;

pub(super) use self::draw::{mark_of, whisker};
use self::rows::{Panel, panels};
use super::draw::mark::Mark;
use super::{Charted, Figure, Figures, Rank, legend};
use crate::lang::Lang;
use crate::report::html::View;

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let title = lang.pick(
        "Required, promised, delivered, perceived",
        "要求、承诺、交付、感知",
    );
    let found = panels(view);
    let figures = Figures::of(&found.panels, rank, |panel| figure(panel, lang));
    if figures.is_empty() {
        return Charted::empty(title, lang.pick(
            "Nothing to compare yet: write what the receiver needs with a bound (handoff.customer.needs) and record what was delivered as rows of an [[evidence]] file of kind “figures” (measure, on, period, k, n, recorded_by).",
            "还没有可比较的数据：请写明接收方带界限的需求（handoff.customer.needs），并把交付结果记入 kind 为“figures”的 [[evidence]] 文件（measure、on、period、k、n、recorded_by 各列）。",
        ));
    }
    let lead = lang.pick(
        "What each receiver requires (shaded), what the giver releases by and promises, what was measured with its interval (each end holds with 95 % confidence), and how it was perceived.",
        "各接收方的要求（阴影部分）、交出方的放行准则和承诺、观测值及其区间（每一端的置信度为 95 %），以及接收方的感受。",
    );
    let charts = html! {
        (figures.markup(lang))
        @if found.unmeasured > 0 { p class="chart-note" { (unmeasured(found.unmeasured, lang)) } }
    };
    Charted::drawn(title, lead, &marks(lang), &charts)
}

fn rank(panel: &Panel<'_>) -> Rank {
    let measured = || panel.rows.iter().map(|row| row.measured.as_ref());
    // A weak criterion that nobody measured is as bad as it may be.
    match measured().all(|measured| measured.is_some()) {
        true => Rank::worst(measured().flatten().map(|one| one.verdict)),
        false => Rank::Bad,
    }
}

fn figure(panel: &Panel<'_>, lang: Lang) -> Option<Figure> {
    Some(Figure {
        name: panel.name.clone(),
        id: panel.id.clone(),
        said: panel.parties.clone(),
        picture: draw::picture(panel, lang)?,
        numbers: draw::numbers(panel, lang),
    })
}

fn marks(lang: Lang) -> maud::Markup {
    legend(&[
        (
            Mark::Asked,
            lang.pick("required; of a rating, expected", "要求；评分则为期望"),
        ),
        (Mark::Criterion, lang.pick("released by", "放行准则")),
        (Mark::Promise, lang.pick("promised", "承诺")),
        (Mark::Met, lang.pick("measured: met", "观测值：已满足")),
        (
            Mark::NotMet,
            lang.pick("measured: not met", "观测值：未满足"),
        ),
        (
            Mark::Open,
            lang.pick("measured: undetermined", "观测值：尚不能判定"),
        ),
        (Mark::Perceived, lang.pick("perceived", "感知")),
    ])
}

fn unmeasured(count: usize, lang: Lang) -> String {
    lang.pick(
        format!("Not drawn: needs whose bound the giver does not weaken in writing and nobody measured, {count} in all. A figure of each (measure, on, period, n, recorded_by = \"customer\") would show whether they are served."),
        format!("未画出：{count} 项带界限的需求，交出方的文字没有放宽，但无人测量。为每项记录观测值（measure、on、period、n、recorded_by = \"customer\"）即可看出是否得到满足。"),
    )
}
