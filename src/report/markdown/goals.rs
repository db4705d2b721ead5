//! The goals in a comment: how far each is, whether it can be reached, and what shows that.

use super::super::format::Request;
use super::super::gaps::{rounded, verdict};
use super::super::strategy::{self, reachable};
use super::{Room, code, left_out, short};
use crate::audit::Checked;
use crate::quantity::Quantity;

/// A row for each goal in scope; empty if there is none.
pub(super) fn table(request: &Request<'_>, checked: &Checked, room: &mut Room) -> String {
    let lang = request.lang();
    let view = strategy::View {
        world: &checked.world,
        sources: &request.audit.sources,
        scope: request.scope,
        lang,
    };
    let shown = |quantity: Option<&Quantity>| {
        quantity.map_or_else(|| "–".to_owned(), |value| short(&rounded(value).show(lang)))
    };
    let rows = view.goals().map(|one| {
        let (class, why) = reachable(&view, one);
        let why = why.map(|why| format!("{}{}", lang.colon(), short(&why)));
        let actual = one.gap.actual.as_ref().map(|actual| &actual.value);
        let cells = [
            code(&view.goal_id(one.id)),
            shown(one.gap.target.as_ref()),
            shown(actual),
            short(&verdict(one.gap, lang)),
            format!("**{class}**{}", why.unwrap_or_default()),
        ];
        format!("| {} |\n", cells.join(" | "))
    });
    let (rows, more) = room.fill(rows);
    if rows.is_empty() && more == 0 {
        return String::new();
    }
    let heads = lang.pick(
        "goal | target | actual | verdict | reachable",
        "目标 | 目标值 | 观测值 | 判定 | 可达性",
    );
    let title = lang.pick("Goals", "目标");
    let more = left_out(more, ("goals", "个目标"), lang);
    format!("\n### {title}\n\n| {heads} |\n|---|---|---|---|---|\n{rows}{more}")
}
