//! Rejections that are known at two places and count once: lines for people, a list for programs.

use serde::Serialize;

use super::View;
use super::words::shown;
use crate::model::Target;
use crate::report::json::{ValueOut, value};
use crate::strategy::{Seen, Twice};

/// One sentence for each.
pub(super) fn lines(view: &View<'_>, all: &[Twice]) -> Vec<String> {
    all.iter().map(|one| said(view, one)).collect()
}

fn said(view: &View<'_>, one: &Twice) -> String {
    let lang = view.lang;
    let (left_out, counted) = (named(view, &one.left_out), named(view, &one.counted));
    match one.is_certain {
        true => lang.pick(
            format!("not counted again: {left_out}; these are the same rejections in the log as {counted}"),
            format!("不重复计：{left_out}；与日志中 {counted} 是同一批不合格"),
        ),
        false => lang.pick(
            format!("counted once: {left_out} may be the same rejections as {counted}; nothing tells whether they are"),
            format!("只计一次：{left_out} 与 {counted} 可能是同一批不合格，无从分辨"),
        ),
    }
}

fn named(view: &View<'_>, all: &[Seen]) -> String {
    let each = all.iter().map(|one| {
        let of = view.object(Target::Step(one.step));
        let known = view.lang.aside(&view.known(&one.known));
        format!("{of} {}{known}", shown(&one.known.value, view.lang))
    });
    let each: Vec<String> = each.collect();
    each.join(view.lang.pick(" and ", "、"))
}

/// Figures of one rejection, or of what may be one.
#[derive(Debug, Serialize)]
pub(super) struct TwiceOut {
    counted: Vec<SeenOut>,
    left_out: Vec<SeenOut>,
    certain: bool,
    message: String,
}

#[derive(Debug, Serialize)]
struct SeenOut {
    of: String,
    #[serde(flatten)]
    value: ValueOut,
    known: String,
}

/// All of them.
pub(super) fn json(view: &View<'_>, all: &[Twice]) -> Vec<TwiceOut> {
    let seen = |one: &Seen| SeenOut {
        of: view.object(Target::Step(one.step)),
        value: value(&one.known.value),
        known: view.known(&one.known),
    };
    let out = all.iter().map(|one| TwiceOut {
        counted: one.counted.iter().map(seen).collect(),
        left_out: one.left_out.iter().map(seen).collect(),
        certain: one.is_certain,
        message: said(view, one),
    });
    out.collect()
}
